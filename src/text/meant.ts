/** Which of the words that there are somebody may have meant by one that there is not. Pure. */
import { fold } from './fold.ts';

const SHOWN = 3;
/** Of a word; what is longer is compared by its start. */
const COMPARED = 60;

const PLAIN = /^[\x20-\x7e]*$/;

/** How a word is compared: without case, accents and what divides its parts. */
const plain = (word: string): string =>
  (PLAIN.test(word) ? word.toLowerCase() : fold(word)).replaceAll(/[\s_-]+/g, '-').slice(0, COMPARED);

/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make `b` of `a` (optimal
 * string alignment); `most` + 1 where more than that.
 */
const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [above, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const cost = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (above[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [above, row] = [row, next];
  }
  return row[b.length] ?? most + 1;
};

/** Parts of words that are compared by themselves have so many letters at least. */
const SHORTEST_PART = 3;

/** How far a word is from what was asked for; null where it is something else. */
const farOff = (asked: string, word: string): number | null => {
  const most = Math.max(1, Math.floor(asked.length / 3));
  const letters = distance(asked, word, most);
  if (letters <= most) return letters;
  if (asked.length < SHORTEST_PART) return null;
  // A part of it that stands alone: `trump` or `trmp` for `donald-trump`, `mostly` for `mostly-false`.
  if (`-${word}-`.includes(`-${asked}-`)) return most + 1;
  if (asked.includes('-')) return null;
  const nearest = Math.min(
    ...word.split('-').map((part) => (part.length < SHORTEST_PART ? most + 1 : distance(asked, part, most))),
  );
  return nearest <= most ? most + 1 + nearest : null;
};

/** The words of `known` that `word` is nearly, the nearest first; few, or none. */
export const meant = (word: string, known: Iterable<string>): string[] => {
  const asked = plain(word);
  if (asked === '') return [];
  const near: { word: string; far: number }[] = [];
  for (const each of known) {
    const far = farOff(asked, plain(each));
    if (far !== null) near.push({ word: each, far });
  }
  const nearest = Math.min(...near.map(({ far }) => far));
  return near
    .filter(({ far }) => far <= nearest + 1)
    .sort((a, b) => a.far - b.far || (a.word < b.word ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ word }) => word);
};

/** `: did you mean a or b?`; empty where nothing is near. */
export const didYouMean = (word: string, known: Iterable<string>): string => {
  const near = meant(word, known);
  return near.length === 0 ? '' : `: did you mean ${near.join(' or ')}?`;
};
