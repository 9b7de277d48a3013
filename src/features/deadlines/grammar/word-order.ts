/**
 * The order of words where modifiers follow their nouns: "la semana que viene" is read as "la que viene
 * semana", so that every form of a period knows one order only. Also what a word means by the next.
 */
import { has, senseOf } from './items.ts';
import type { Item } from './lexicon.ts';
import { unitAt } from './lengths.ts';
import type { Category } from './types.ts';

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
/** What "next" says of these is the one to come: "el próximo martes". */
const NAMES: readonly Category[] = ['weekday', 'month', 'season', 'weekend', 'holiday'];
const VERBS: readonly Category[] = ['past_word', 'present', 'auxiliary'];
const OBJECT: Item['is'] = new Map([['object', 'it']]);
const PURPOSE: Item['is'] = new Map([['to', 'to']]);
const ABOUT: Item['is'] = new Map([['approx', 'before']]);
const INFINITIVE = /(?:ar|er|ir|ír)(?:se|lo|la|los|las|le|les|nos|me)?$/;

/** The items in the order of the grammar; the text itself stays as it was said. */
export function reordered(items: readonly Item[]): Item[] {
  const order = [...items];
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
  const isNoun = NOUNS.some((category) => has(items, at - 1, category));
  if (!item || which === undefined || !isNoun || has(items, at - 2, 'which')) return;
  let to = at - 1;
  while (isCount(items, to - 1)) to--;
  items.splice(at, 1);
  items.splice(to, 0, { ...item, is: new Map([['which', which]]), opens: true });
}

/** "los cien primeros días": the count stands behind "first" and "next". */
function countLast(items: Item[], at: number): void {
  const [count, word] = [items[at], items[at + 1]];
  const isOrder = has(items, at + 1, 'which') || has(items, at + 1, 'ordinal');
  if (!count || !word || !isOrder || !isCount(items, at) || !unitAt(items, at + 2)?.plural) return;
  items[at] = word;
  items[at + 1] = count;
}

function isCount(items: readonly Item[], at: number): boolean {
  return items[at]?.number != null || has(items, at, 'number') || has(items, at, 'few');
}

function meantBy(items: readonly Item[], at: number, item: Item): Partial<Item> {
  const isNext = item.is.get('which') === 'next';
  if (isNext && NAMES.some((category) => has(items, at + 1, category)))
    return { is: new Map([...item.is, ['which', 'coming']]) };
  if (item.is.has('few') && isCount(items, at + 1)) return { is: ABOUT };
  if (item.is.has('article') && isVerb(items, at + 1)) return { is: OBJECT, opens: false };
  const next = items[at + 1];
  const isPurpose = next !== undefined && (next.text === 'que' || isInfinitive(next));
  return item.text === 'para' && isPurpose ? { is: PURPOSE, opens: false } : {};
}

function isInfinitive({ is, text }: Item): boolean {
  return INFINITIVE.test(text) && !NAMES.some((category) => is.has(category));
}

/** "lo aprobaremos", "la hemos bajado": not the article. */
function isVerb(items: readonly Item[], at: number): boolean {
  const future = senseOf(items, at, 'future');
  return (future !== undefined && future !== 'goal') || VERBS.some((category) => has(items, at, category));
}
