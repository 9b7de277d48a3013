/**
 * The English table: a vector for each word piece, made by bench/matching (NOTICE says from what). A
 * text's vector is the sum of those of its pieces, brought to length 1.
 */
import { readFileSync } from 'node:fs';
import { createPieces } from './pieces.ts';

export const DIMENSIONS = 256;
/** Of a text's vector as it is kept: whole numbers up to this. */
const SCALE = 127;
/** Pieces of a text that count; what follows adds little to a sum. */
const PIECES_MAX = 256;

export interface Table {
  /** The numbers of a text's pieces, each once, in ascending order. */
  pieces(text: string): Uint16Array;
  /** The text's vector, of length 1; all 0 where no piece is known. */
  vector(text: string): Float32Array;
  /** Whether a folded word is known for a name that is no other word; undefined where it is not known. */
  isName(folded: string): boolean | undefined;
}

/** Reads the table from its two files. */
export const readTable = (): Table => {
  // A piece a line; names have a capital.
  const lines = readFileSync(new URL('english-pieces.txt', import.meta.url), 'utf8').split('\n');
  const vocabulary = lines.map((line) => line.toLowerCase());
  const names = new Map(lines.map((line, i) => [vocabulary[i] ?? '', line !== vocabulary[i]]));
  const packed = readFileSync(new URL('english-table.bin', import.meta.url));
  const piecesOf = createPieces(vocabulary);
  // Two values a byte, the first in the low half, each 0 to 15 for −7.5 to 7.5; then a scale a piece in float32.
  const bytes = DIMENSIONS / 2;
  const scales = new Float32Array(
    packed.buffer.slice(packed.byteOffset + vocabulary.length * bytes, packed.byteOffset + packed.length),
  );
  return {
    isName: (folded) => names.get(folded),
    pieces: (text) => Uint16Array.from(new Set(piecesOf(text, PIECES_MAX))).sort(),
    vector: (text) => {
      const sum = new Float32Array(DIMENSIONS);
      for (const piece of piecesOf(text, PIECES_MAX)) {
        const scale = scales[piece] ?? 0;
        const from = piece * bytes;
        for (let i = 0; i < bytes; i++) {
          const byte = packed[from + i] ?? 0;
          sum[2 * i] = (sum[2 * i] ?? 0) + scale * ((byte & 15) - 7.5);
          sum[2 * i + 1] = (sum[2 * i + 1] ?? 0) + scale * ((byte >> 4) - 7.5);
        }
      }
      return unit(sum);
    },
  };
};

/** Brings a vector to length 1, in place. */
export const unit = (vector: Float32Array): Float32Array => {
  let square = 0;
  for (const value of vector) square += value * value;
  if (square === 0) return vector;
  const factor = 1 / Math.sqrt(square);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) * factor;
  return vector;
};

/**
 * The vectors of claims by their number: in a byte a dimension to compare, and in a bit to look through
 * all of them. Each claim has a vector for its text and one for its title (its text's again without one).
 */
export const createVectors = (dimensions: number) => {
  const words = dimensions / 32;
  let bytes = new Int8Array(2 * dimensions * 256);
  let bits = new Uint32Array(2 * words * 256);
  let factors = new Float32Array(2 * 256);
  let length = 0;

  const put = (place: number, vector: Float32Array): void => {
    let most = 0;
    for (const value of vector) most = Math.max(most, Math.abs(value));
    const factor = most > 0 ? SCALE / most : 0;
    factors[place] = factor > 0 ? 1 / factor : 0;
    for (let i = 0; i < dimensions; i++)
      bytes[place * dimensions + i] = Math.round((vector[i] ?? 0) * factor);
    bits.set(signs(vector, words), place * words);
  };

  return {
    set: (doc: number, text: Float32Array, title: Float32Array | null): void => {
      while (2 * (doc + 1) > factors.length) {
        bytes = grown(bytes, new Int8Array(bytes.length * 2));
        bits = grown(bits, new Uint32Array(bits.length * 2));
        factors = grown(factors, new Float32Array(factors.length * 2));
      }
      put(2 * doc, text);
      put(2 * doc + 1, title ?? text);
      length = Math.max(length, doc + 1);
    },
    clear: (doc: number): void => {
      factors[2 * doc] = 0;
      factors[2 * doc + 1] = 0;
    },
    /** The cosines of a vector of length 1 with a claim's text and with its title. */
    cosines: (query: Float32Array, doc: number): [number, number] => {
      let text = 0;
      let title = 0;
      const from = 2 * doc * dimensions;
      for (let i = 0; i < dimensions; i++) {
        const value = query[i] ?? 0;
        text += value * (bytes[from + i] ?? 0);
        title += value * (bytes[from + dimensions + i] ?? 0);
      }
      return [text * (factors[2 * doc] ?? 0), title * (factors[2 * doc + 1] ?? 0)];
    },
    /** How near claims' signs are to the query's, by document: shared bits of the nearer of text and title. */
    near: (query: Float32Array, scores: Float32Array): void => {
      const asked = signs(query, words);
      for (let doc = 0; doc < length; doc++) {
        if (factors[2 * doc] === 0) {
          scores[doc] = 0;
          continue;
        }
        let text = 0;
        let title = 0;
        const from = 2 * doc * words;
        for (let i = 0; i < words; i++) {
          const value = asked[i] ?? 0;
          text += ones(value ^ (bits[from + i] ?? 0));
          title += ones(value ^ (bits[from + words + i] ?? 0));
        }
        scores[doc] = dimensions - Math.min(text, title);
      }
    },
    get length(): number {
      return length;
    },
    get bytes(): number {
      return bytes.byteLength + bits.byteLength + factors.byteLength;
    },
  };
};

export type Vectors = ReturnType<typeof createVectors>;

const grown = <T extends Int8Array | Uint32Array | Float32Array>(from: T, to: T): T => {
  to.set(from);
  return to;
};

const signs = (vector: Float32Array, words: number): Uint32Array => {
  const found = new Uint32Array(words);
  for (let i = 0; i < vector.length; i++) {
    if ((vector[i] ?? 0) > 0) found[i >> 5] = (found[i >> 5] ?? 0) | (1 << (i & 31));
  }
  return found;
};

/** How many bits of a 32-bit number are 1. */
const ones = (number: number): number => {
  let n = number - ((number >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
