/** Chance that is the same in every run, and the skewed choices that real records are made of. */

export type Random = () => number;

/** Mulberry32 (public domain, Tommy Ettinger): numbers from 0 up to 1, the same for the same seed. */
export const createRandom = (seed: number): Random => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const SLOTS = 1 << 20;

/** Picks an index in proportion to its weight; what weighs less than a millionth of all is never picked. */
export const weighted = (random: Random, weights: readonly number[]): (() => number) => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const slots = new Uint32Array(SLOTS);
  let filled = 0;
  let reached = 0;
  weights.forEach((weight, i) => {
    reached += weight;
    const end = Math.round((reached / total) * SLOTS);
    slots.fill(i, filled, end);
    filled = end;
  });
  return () => slots[Math.floor(random() * SLOTS)] ?? 0;
};

/** Zipf's law: the n-th most frequent of `count` things is 1/n as frequent as the first. */
export const zipf = (random: Random, count: number): (() => number) =>
  weighted(
    random,
    Array.from({ length: count }, (_, i) => 1 / (i + 1)),
  );

const ONSETS = ['b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'st', 'tr'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou', 'é'];
const SYLLABLES = ONSETS.length * VOWELS.length;

/** The word of a rank: frequent ones are short, as in any language, and no two are the same. */
export const wordOf = (rank: number): string => {
  let word = '';
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / SYLLABLES)) {
    const syllable = rest % SYLLABLES;
    word += `${ONSETS[syllable % ONSETS.length]}${VOWELS[Math.floor(syllable / ONSETS.length)]}`;
  }
  return word;
};
