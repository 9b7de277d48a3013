/**
 * npm run collation      writes collation-data.ts
 *
 * The order of the Unicode collation algorithm as numbers, out of the engine's `Intl.Collator` (CLDR's root). Run it
 * when a newer Unicode matters; every key that is stored must then be made anew (`FOLDING` in search.ts).
 */
import { writeFileSync } from 'node:fs';

const collator = (sensitivity: 'base' | 'accent') => new Intl.Collator('und', { sensitivity });
const base = collator('base');
const accent = collator('accent');

const LAST_OF_PLANE = 0xffff;
const signs: string[] = [];
const marks: string[] = [];
/** Letters of their own that decompose into another and a mark: й, ї, ў. */
const contractions: string[] = [];
const isContraction = (sign: string): boolean => {
  const [letter = '', mark = '', ...more] = sign.normalize('NFD');
  return more.length === 0 && mark !== '' && base.compare(mark, '') === 0 && base.compare(sign, letter) !== 0;
};
for (let code = 0x20; code <= LAST_OF_PLANE; code += 1) {
  const sign = String.fromCharCode(code);
  if (/[\p{Cn}\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Script=Han}\uac00-\ud7a3]/u.test(sign)) continue;
  // What has a small letter is read by that, and what decomposes by its parts.
  if (sign.toLowerCase() !== sign) continue;
  if (isContraction(sign)) contractions.push(sign);
  else if (sign.normalize('NFKD') !== sign) continue;
  if (base.compare(sign, '') !== 0) signs.push(sign);
  else if (/\p{M}/u.test(sign) && accent.compare(`a${sign}`, 'a') !== 0) marks.push(sign);
}

/** Letters that are sorted as several, such as æ: as what they are typed. */
const expansions = signs.flatMap((sign) => {
  const spelt = ['ae', 'oe', 'ss', 'ij', 'dz', 'ts', 'lj', 'nj'].find((two) => base.compare(sign, two) === 0);
  return spelt === undefined ? [] : [[sign, spelt] as const];
});
const expanded = new Set(expansions.map(([sign]) => sign));

/** Signs that differ at this strength, in order, those that do not together. */
const classes = (of: readonly string[], compare: (a: string, b: string) => number): string[][] => {
  const found: string[][] = [];
  for (const sign of of.toSorted((a, b) => compare(a, b) || (a < b ? -1 : 1))) {
    const last = found.at(-1);
    if (last?.[0] !== undefined && compare(last[0], sign) === 0) last.push(sign);
    else found.push([sign]);
  }
  return found;
};

/** Runs of signs that follow each other in both orders: first code, its rank, how many. */
const runsOf = (ranks: readonly (readonly [code: number, rank: number])[]): number[][] => {
  const runs: number[][] = [];
  for (const [code, rank] of ranks.toSorted((a, b) => a[0] - b[0])) {
    const last = runs.at(-1);
    const [first = 0, firstRank = 0, length = 0] = last ?? [];
    if (last && first + length === code && firstRank + length === rank) last[2] = length + 1;
    else runs.push([code, rank, 1]);
  }
  return runs;
};

const write = (runs: readonly number[][]): string =>
  runs.map((run) => run.map((number) => number.toString(36)).join(' ')).join(',');

const primary = classes(
  signs.filter((sign) => !expanded.has(sign)),
  base.compare,
);
const secondary = classes(marks, (a, b) => accent.compare(`a${a}`, `a${b}`));
const ranked = (all: readonly string[][]) =>
  all.flatMap((members, rank) => members.map((sign) => [sign.charCodeAt(0), rank] as const));
/** Letters that differ from the first of their kind as if by an accent: ł, đ, ø. */
const variants = primary.flatMap((members) =>
  members
    .toSorted((a, b) => accent.compare(a, b))
    .flatMap((sign, i) => (i === 0 ? [] : [[sign.charCodeAt(0), i] as const])),
);

const wrapped = (text: string) => JSON.stringify(text);
writeFileSync(
  new URL('collation-data.ts', import.meta.url),
  `/** Written by make-collation.ts (Unicode ${process.versions.unicode}, CLDR ${process.versions.cldr}). Runs as “first code, rank, length” in base 36. */
// biome-ignore-all format: data
export const PRIMARY = ${wrapped(write(runsOf(ranked(primary))))};
export const MARKS = ${wrapped(write(runsOf(ranked(secondary))))};
export const VARIANTS = ${wrapped(write(runsOf(variants)))};
export const CONTRACTIONS = ${wrapped(contractions.join(''))};
export const EXPANSIONS = ${wrapped(expansions.flat().join(' '))};
`,
);
console.log(
  `${primary.length} signs, ${secondary.length} marks, ${variants.length} variants, ${expansions.length} expansions, ${contractions.length} contractions`,
);
