/**
 * The order of words where modifiers follow their nouns: "la semana que viene" is read as "la que viene
 * semana", so that every form of a period knows one order only.
 */
import { has, isAny, senseOf } from './items.ts';
import type { Item } from './items.ts';
import { unitAt } from './lengths.ts';
import { type Category, Meanings } from './senses.ts';
import { spokenOut } from './ellipsis.ts';
import { isCount, meantBy } from './word-senses.ts';

const NOUNS: readonly Category[] = [
  'unit',
  'units',
  'weekday',
  'month',
  'season',
  'weekend',
  'holiday',
  'event',
];
/** The items in the order of the grammar; the text itself stays as it was said. */
export function reordered(items: readonly Item[]): Item[] {
  const order = items.flatMap((item, at) => spokenOut(items, at) ?? [item]);
  for (let at = 0; at < order.length; at++) {
    whichFirst(order, at);
    countLast(order, at);
  }
  return order.map((item, at) => ({ ...item, ...meantBy(order, at, item) }));
}

/** "las dos semanas próximas": to the front of the noun and its count. */
function whichFirst(items: Item[], at: number): void {
  const item = items[at];
  const which = senseOf(items, at, 'which_behind');
  const isNoun = isAny(items[at - 1], NOUNS);
  if (!item || which === undefined || !isNoun) return;
  // "A lo largo de la semana que viene": all of that week.
  const isThroughout = senseOf(items, at - 2, 'which') === 'this' && items[at - 2]?.text.includes(' ');
  if (isThroughout) items.splice(at - 2, 1, { ...item, is: Meanings.of('which', which), opens: true });
  if (isThroughout) items.splice(at, 1);
  if (has(items, at - 2, 'which')) return;
  let to = at - 1;
  while (isCount(items, to - 1)) to--;
  items.splice(at, 1);
  items.splice(to, 0, { ...item, is: Meanings.of('which', which), opens: true });
}

/** "los cien primeros días": the count stands behind "first" and "next". */
function countLast(items: Item[], at: number): void {
  const [count, word] = [items[at], items[at + 1]];
  const isOrder = has(items, at + 1, 'which') || has(items, at + 1, 'ordinal');
  if (!count || !word || !isOrder || !isCount(items, at) || !unitAt(items, at + 2)?.plural) return;
  items[at] = word;
  items[at + 1] = count;
}
