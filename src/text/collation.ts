/**
 * Keys by which names sort as the Unicode collation algorithm has it (CLDR's root), byte by byte, so that both engines
 * agree and a page can go on at a key: letters first, then their accents, then their case.
 */
import { LIMITS } from '../limits.ts';
import { CONTRACTIONS, EXPANSIONS, MARKS, PRIMARY, VARIANTS } from './collation-data.ts';
import { keptByWord } from './kept.ts';

/** Runs of code points, found by halving. */
const createRanks = (written: string) => {
  const runs = written.split(',').map((run) => run.split(' ').map((number) => Number.parseInt(number, 36)));
  return (code: number): number | undefined => {
    let low = 0;
    let high = runs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first = 0, rank = 0, length = 0] = runs[middle] ?? [];
      if (code < first) high = middle - 1;
      else if (code >= first + length) low = middle + 1;
      else return rank + code - first;
    }
    return undefined;
  };
};

const rankOf = createRanks(PRIMARY);
const markOf = createRanks(MARKS);
const variantOf = createRanks(VARIANTS);
const expansions = new Map(
  Array.from(EXPANSIONS.matchAll(/(\S) (\S+)/gu), ([, sign = '', spelt = '']) => [sign, spelt] as const),
);

/** A letter of its own that is written as another with a mark: decomposed, whatever its case, and whole. */
const contracted = new Map(
  [...CONTRACTIONS].flatMap((sign) =>
    [sign, sign.toUpperCase()].map((whole) => [whole.normalize('NFD'), whole] as const),
  ),
);
const CONTRACTED = new RegExp([...contracted.keys()].join('|'), 'gu');

/** Vowels that are written before the consonant that they follow. */
const WRITTEN_BEFORE = /([\u0e40-\u0e44\u0ec0-\u0ec4])(\p{L})/gu;
const IS_HAN = /\p{Script=Han}/u;

/** In base 36, of a fixed length for each kind; signs without a rank come last, Chinese ones after them. */
const written = (rank: number, length: number): string => rank.toString(36).padStart(length, '0');
const primaryOf = (sign: string, code: number): string | null => {
  if (IS_HAN.test(sign)) return `z${written(code, 4)}`;
  const rank = rankOf(code);
  if (rank !== undefined) return written(rank, 3);
  return /[\p{M}\p{Cf}\p{Cc}]/u.test(sign) ? null : `y${written(code, 4)}`;
};

/** Signs that differ in nothing but an accent or their case have this weight where they have neither. */
const PLAIN = '00';
const trimmed = (weights: readonly string[], plain: string): string => {
  const last = weights.findLastIndex((weight) => weight !== plain);
  return weights.slice(0, last + 1).join('');
};

/** What a sign counts for, in the order in which keys are compared. */
interface Weights {
  letters: readonly string[];
  accents: readonly string[];
  cases: readonly string[];
}

const weigh = (sign: string): Weights => {
  const letters: string[] = [];
  const accents: string[] = [];
  const small = sign.toLowerCase();
  for (const part of expansions.get(small) ?? small) {
    const code = part.codePointAt(0) ?? 0;
    const letter = primaryOf(part, code);
    if (letter === null) {
      const mark = markOf(code);
      if (mark !== undefined) accents.push(written(mark + FIRST_MARK, 2));
      continue;
    }
    letters.push(letter);
    accents.push(written(variantOf(code) ?? 0, 2));
  }
  if (expansions.has(small)) accents.push(LIGATURE);
  return { letters, accents, cases: letters.map(() => (small === sign ? '0' : '1')) };
};

/** Marks weigh more than the variants of a letter; what is sorted as two letters comes after those two. */
const FIRST_MARK = 100;
const LIGATURE = written(FIRST_MARK - 1, 2);

const weights = keptByWord<Weights>();

/** What a name or title is sorted by: ASCII, at most `LIMITS.sort_key_length`. */
export const sortKey = (name: string): string => {
  const letters: string[] = [];
  const accents: string[] = [];
  const cases: string[] = [];
  const signs = name
    .normalize('NFKD')
    .replace(CONTRACTED, (parts) => contracted.get(parts) ?? parts)
    .replace(WRITTEN_BEFORE, '$2$1');
  for (const sign of signs) {
    if (letters.length >= LIMITS.sort_name_length) break;
    const found = weights(sign, () => weigh(sign));
    letters.push(...found.letters);
    accents.push(...found.accents);
    cases.push(...found.cases);
  }
  return `${letters.join('')} ${trimmed(accents, PLAIN)} ${trimmed(cases, '0')}`
    .trimEnd()
    .slice(0, LIMITS.sort_key_length);
};
