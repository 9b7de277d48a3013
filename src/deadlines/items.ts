/** What an item can be, and the items around it. */
import type { Item } from './lexicon.ts';
import type { Category } from './types.ts';

/** A verb in the third person, or a noun in the plural: "reopens", "cards". */
export const ENDS_IN_S = /[^s]s$/;
/** No more words of a kind stand in a row. */
const MOST_IN_A_ROW = 4;

export function has(items: readonly Item[], at: number, category: Category): boolean {
  return items[at]?.is.has(category) ?? false;
}

export function isAny(item: Item | undefined, categories: readonly Category[]): boolean {
  return item !== undefined && categories.some((category) => item.is.has(category));
}

export function senseOf(items: readonly Item[], at: number, category: Category): string | undefined {
  return items[at]?.is.get(category);
}

/** The position after any items of these categories. */
export function skip(items: readonly Item[], from: number, ...categories: Category[]): number {
  let at = from;
  while (at < from + MOST_IN_A_ROW && isAny(items[at], categories)) at++;
  return at;
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
