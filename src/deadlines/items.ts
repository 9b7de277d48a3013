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
}

/** No more words of a kind stand in a row. */
const MOST_IN_A_ROW = 4;

export function has(items: readonly Item[], at: number, category: Category): boolean {
  return items[at]?.is.has(category) ?? false;
}

export function isAny(item: Item | undefined, categories: readonly Category[]): boolean {
  if (item === undefined || item.is.size === 0) return false;
  return item.is.isAny(categories);
}

export function senseOf<C extends Category>(
  items: readonly Item[],
  at: number,
  category: C,
): Partial<Senses>[C] | undefined {
  return items[at]?.is.get(category);
}

/** Which in a row, in digits or words, -1 for the last; 0 where the item is no ordinal. */
export function ordinalAt(items: readonly Item[], at: number): number {
  return items[at]?.ordinal ?? Number(senseOf(items, at, 'ordinal') ?? 0);
}

/** The position after any items of these categories. */
export function skip(items: readonly Item[], from: number, ...categories: Category[]): number {
  let at = from;
  while (at < from + MOST_IN_A_ROW && isAny(items[at], categories)) at++;
  return at;
}

/** Does a word of the sentence that this place stands in have this sense, or any of its category? */
export function inSentence<C extends Category>(
  items: readonly Item[],
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

/** Does something stay or go on before this place: "we go on meeting until"? */
export function staysBefore(items: readonly Item[], from: number): boolean {
  const { sentence } = items[from] ?? {};
  return items
    .slice(0, from)
    .some((item) => item.sentence === sentence && item.is.get('lasting') === 'stays');
}

export function isMark(items: readonly Item[], at: number, mark: string): boolean {
  const item = items[at];
  return item?.isMark === true && item.raw === mark;
}
