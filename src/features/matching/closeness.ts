/**
 * How close a claim's words are to those that are asked, word by word: each to the nearest of the other side, the same word
 * or one of like meaning (as the late interaction of Khattab and Zaharia 2020), by how telling each is.
 */
import { cosineOf } from './table.ts';

/** A word with how telling it is. */
export interface WeighedWord {
  term: string;
  idf: number;
  folded: string;
  /** Whether the table of meanings is asked about it. */
  english: boolean;
}

/**
 * What `closenessTo` gives of a claim: how much of it, and of what is asked, the other side has or comes near to; then the
 * same, squared, of the words alone that the other side does not have.
 */
export const CLOSENESS = [
  'of claim',
  'of question',
  'of claim, not the same',
  'of question, not the same',
] as const;

/** What is the same is nearer than whatever is alike. */
const MOST_ALIKE = 0.999;

/** Compares claims with the words that are asked; `vectorOf` gives a folded English word's vector of length 1. */
export const closenessTo = (
  asked: readonly WeighedWord[],
  vectorOf: (folded: string) => Float32Array | null,
) => {
  const rows = new Map<string, Float32Array>();
  const vectors = asked.map(({ folded, english }) => (english ? vectorOf(folded) : null));
  const mass = asked.reduce((sum, { idf }) => sum + idf, 0);
  /** How near a word is to each that is asked. */
  const rowOf = ({ term, folded, english }: WeighedWord): Float32Array => {
    const known = rows.get(term);
    if (known) return known;
    const vector = english ? vectorOf(folded) : null;
    const row = new Float32Array(asked.length);
    for (const [i, word] of asked.entries()) {
      const other = vectors[i];
      if (word.term === term) row[i] = 1;
      else if (vector !== null && other) row[i] = Math.max(0, Math.min(MOST_ALIKE, cosineOf(vector, other)));
    }
    rows.set(term, row);
    return row;
  };
  return (claim: readonly WeighedWord[]): number[] => {
    const nearest = new Float32Array(asked.length);
    let [sum, near, alike] = [0, 0, 0];
    for (const word of claim) {
      const row = rowOf(word);
      let best = 0;
      for (let i = 0; i < row.length; i++) {
        const value = row[i] ?? 0;
        if (value > best) best = value;
        if (value > (nearest[i] ?? 0)) nearest[i] = value;
      }
      sum += word.idf;
      near += word.idf * best;
      if (best < 1) alike += word.idf * best * best;
    }
    let [near_asked, alike_asked] = [0, 0];
    for (const [i, { idf }] of asked.entries()) {
      const best = nearest[i] ?? 0;
      near_asked += idf * best;
      if (best < 1) alike_asked += idf * best * best;
    }
    const [own, all] = [Math.max(sum, 1e-6), Math.max(mass, 1e-6)];
    return [near / own, near_asked / all, alike / own, alike_asked / all];
  };
};
