/**
 * The English table: a vector for each word piece, made by bench/matching (NOTICE says from what). A
 * text's vector is the sum of those of its pieces, brought to length 1.
 */
import { readFileSync } from 'node:fs';
import { LIMITS } from '../../limits.ts';
import { type Parts, type PartsToWrite, partOf } from '../../record/index-file.ts';
import { keptByWord } from '../../text/kept.ts';
import { createPieces } from './pieces.ts';
import { createSigns, SIGNS } from './signs.ts';

const DIMENSIONS = SIGNS;
/** Of a text's vector as it is kept: whole numbers up to this. */
const SCALE = 127;
/** Pieces of a text that count; what follows adds little to a sum. */
const PIECES_MAX = 256;

/** A text in pieces. */
export interface Pieced {
  /** The numbers of its pieces, each once, in ascending order. */
  pieces: Uint16Array;
  /** Its vector, of length 1; all 0 where no piece is known. */
  vector: Float32Array;
}

export interface Table {
  read(text: string): Pieced;
  /** The vector of a folded word, of length 1; all 0 where none of its pieces is known. */
  word(folded: string): Float32Array;
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
  const vectorOf = (found: readonly number[]): Float32Array => {
    const sum = new Float32Array(DIMENSIONS);
    for (const piece of found) {
      const scale = scales[piece] ?? 0;
      const from = piece * bytes;
      for (let i = 0; i < bytes; i++) {
        const byte = packed[from + i] ?? 0;
        sum[2 * i] = (sum[2 * i] ?? 0) + scale * ((byte & 15) - 7.5);
        sum[2 * i + 1] = (sum[2 * i + 1] ?? 0) + scale * ((byte >> 4) - 7.5);
      }
    }
    return unit(sum);
  };
  const words = keptByWord<Float32Array>(LIMITS.vectors_kept);
  return {
    isName: (folded) => names.get(folded),
    read: (text) => {
      const found = piecesOf(text, PIECES_MAX);
      return { pieces: Uint16Array.from(new Set(found)).sort(), vector: vectorOf(found) };
    },
    word: (folded) => words(folded, () => vectorOf(piecesOf(folded, PIECES_MAX))),
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

/** The cosine of two vectors of length 1. */
export const cosineOf = (one: Float32Array, other: Float32Array): number => {
  // Four sums at a time: each addition need not wait for the one before.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < DIMENSIONS; i += 4) {
    a += (one[i] ?? 0) * (other[i] ?? 0);
    b += (one[i + 1] ?? 0) * (other[i + 1] ?? 0);
    c += (one[i + 2] ?? 0) * (other[i + 2] ?? 0);
    d += (one[i + 3] ?? 0) * (other[i + 3] ?? 0);
  }
  return a + b + c + d;
};

/** In place of a title's factor, where a claim has none: its text's vector counts again. */
const NO_TITLE = -1;

/**
 * The vectors of claims by their number: in a byte a dimension to compare, and in a bit to look through
 * all of them. Each claim has a vector for its text and one for its title (its text's again without one).
 */
export const createVectors = () => {
  let bytes = new Int8Array(0);
  const signs = createSigns();
  let factors = new Float32Array(0);
  let length = 0;

  const put = (place: number, vector: Float32Array): void => {
    let most = 0;
    for (const value of vector) most = Math.max(most, Math.abs(value));
    const factor = most > 0 ? SCALE / most : 0;
    factors[place] = factor > 0 ? 1 / factor : 0;
    for (let i = 0; i < DIMENSIONS; i++)
      bytes[place * DIMENSIONS + i] = Math.round((vector[i] ?? 0) * factor);
    signs.set(place, vector);
  };

  const cosine = (query: Float32Array, place: number): number => {
    // Four sums at a time: each addition need not wait for the one before.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0, at = place * DIMENSIONS; i < DIMENSIONS; i += 4, at += 4) {
      a += (query[i] ?? 0) * (bytes[at] ?? 0);
      b += (query[i + 1] ?? 0) * (bytes[at + 1] ?? 0);
      c += (query[i + 2] ?? 0) * (bytes[at + 2] ?? 0);
      d += (query[i + 3] ?? 0) * (bytes[at + 3] ?? 0);
    }
    return (a + b + c + d) * (factors[place] ?? 0);
  };

  return {
    set: (doc: number, text: Float32Array, title: Float32Array | null): void => {
      if (2 * (doc + 1) > factors.length) {
        const size = 2 * Math.ceil((doc + 1) * 1.5);
        bytes = grown(bytes, new Int8Array(DIMENSIONS * size));
        factors = grown(factors, new Float32Array(size));
      }
      put(2 * doc, text);
      if (title) put(2 * doc + 1, title);
      else factors[2 * doc + 1] = NO_TITLE;
      length = Math.max(length, doc + 1);
    },
    clear: (doc: number): void => {
      factors[2 * doc] = 0;
      factors[2 * doc + 1] = 0;
    },
    /** The cosines of a vector of length 1 with a claim's text and with its title. */
    cosines: (query: Float32Array, doc: number): [number, number] => {
      const text = cosine(query, 2 * doc);
      return [text, factors[2 * doc + 1] === NO_TITLE ? text : cosine(query, 2 * doc + 1)];
    },
    /**
     * Compares the signs of all documents with those of a vector, and gives what picks, until others are compared: the `count`
     * documents, of all or of those that are named, of which the signs of text or title are nearest, in order of their numbers.
     */
    near: (query: Float32Array) => {
      const shared = signs.sharedWith(query, 2 * length);
      for (let doc = 0; doc < length; doc++) {
        const text = factors[2 * doc] === 0 ? 0 : (shared[2 * doc] ?? 0);
        const hasTitle = text > 0 && factors[2 * doc + 1] !== NO_TITLE;
        shared[2 * doc] = hasTitle ? Math.max(text, shared[2 * doc + 1] ?? 0) : text;
      }
      return (count: number, among?: readonly number[]): number[] => {
        const having = new Uint32Array(DIMENSIONS + 1);
        const docs = among?.length ?? length;
        for (let i = 0; i < docs; i++) {
          const most = shared[2 * (among?.[i] ?? i)] ?? 0;
          having[most] = (having[most] ?? 0) + 1;
        }
        // All that share more bits than this, and of those that share as many the first.
        let least = DIMENSIONS;
        let left = count;
        while (least > 1 && (having[least] ?? 0) <= left) left -= having[least--] ?? 0;
        const found: number[] = [];
        for (let i = 0; i < docs; i++) {
          const doc = among?.[i] ?? i;
          const bits_shared = shared[2 * doc] ?? 0;
          if (bits_shared < least) continue;
          if (bits_shared > least || left-- > 0) found.push(doc);
        }
        return found;
      };
    },
    toParts: (): PartsToWrite => ({
      'vectors.bytes': bytes.subarray(0, 2 * length * DIMENSIONS),
      'vectors.signs': signs.toRow(2 * length),
      'vectors.factors': factors.subarray(0, 2 * length),
    }),
    /** Takes in what others held; these must be new. */
    restore: (parts: Parts): void => {
      bytes = partOf(parts, 'vectors.bytes', Int8Array);
      signs.restore(partOf(parts, 'vectors.signs', Uint32Array));
      factors = partOf(parts, 'vectors.factors', Float32Array);
      length = factors.length / 2;
    },
    get bytes(): number {
      return bytes.byteLength + signs.bytes + factors.byteLength;
    },
  };
};

const grown = <T extends Int8Array | Float32Array>(from: T, to: T): T => {
  to.set(from);
  return to;
};
