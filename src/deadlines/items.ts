/** What an item can be, and the items around it. */
import type { Category, Meanings, Senses } from './senses.ts';

export interface Item {
  text: string;
  is: Meanings;
  /** False for words and marks with which no time can begin. */
  opens: boolean;
  /** The value of digits, null for words. */
  number: number | null;
  ordinal: number | null;
  /** The digits or the mark as written. */
  raw: string;
  isMark: boolean;
  capital: boolean;
  hyphen: boolean;
  spaced: boolean;
  /** Which sentence and which stretch between commas the item stands in. */
  sentence: number;
  chunk: number;
  /** A finite past or a participle, by the lists or by its ending. */
  looksPast: boolean;
  /** More often the end of a promise than a past: "the wall completed by May". */
  completes: boolean;
  /** More often a verb or a name where it stands alone: "fall", "may". */
  isHomograph: boolean;
  /** A time was read in it. */
  isTime: boolean;
}

export type Items = readonly Item[];

/** No more words of a kind stand in a row. */
const MOST_IN_A_ROW = 4;

export function has(items: Items, at: number, category: Category): boolean {
  return items[at]?.is.has(category) ?? false;
}

export function isAny(item: Item | undefined, categories: readonly Category[]): boolean {
  return item !== undefined && categories.some((category) => item.is.has(category));
}

export function senseOf<C extends Category>(
  items: Items,
  at: number,
  category: C,
): Partial<Senses>[C] | undefined {
  return items[at]?.is.get(category);
}

/** Which in a row, in digits or words, -1 for the last; 0 where the item is no ordinal. */
export function ordinalAt(items: Items, at: number): number {
  return items[at]?.ordinal ?? Number(senseOf(items, at, 'ordinal') ?? 0);
}

/** The position after any items of these categories. */
export function skip(items: Items, from: number, ...categories: Category[]): number {
  let at = from;
  while (at < from + MOST_IN_A_ROW && isAny(items[at], categories)) at++;
  return at;
}

/** Does a word of the sentence that this place stands in have this sense, or any of its category? */
export function inSentence<C extends Category>(
  items: Items,
  at: number,
  category: C,
  sense?: Senses[C],
): boolean {
  const { sentence } = items[at] ?? {};
  return items.some(
    (item) =>
      item.sentence === sentence &&
      item.is.has(category) &&
      (sense === undefined || item.is.get(category) === sense),
  );
}

export function isMark(items: Items, at: number, mark: string): boolean {
  const item = items[at];
  return item?.isMark === true && item.raw === mark;
}
