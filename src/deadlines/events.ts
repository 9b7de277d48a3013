/** Events that deadlines hang on: "the midterms", "my first 100 days", "when the war is over". */

import { yearAt } from './dates.ts';
import { has, isAny, ordinalAt, senseOf, skip } from './items.ts';
import { type Length, lengthAt, unitAt } from './lengths.ts';
import type { Item } from './items.ts';
import { readOnce } from './memory.ts';
import type { Offset } from './types.ts';
import { GROUPS } from './tables/signs.ts';
import { is, endOf } from './signs.ts';

export interface EventName {
  phrase: string;
  key: string | null;
  /** "first 100 days": a stretch counted from the event. */
  stretch: Offset | null;
  isSingleDay: boolean;
  /** Begins with a word the table does not know: "before school starts". */
  isUnknown: boolean;
  next: number;
}

const MOST_ADJECTIVES = 7;
const MOST_UNKNOWN_WORDS = 3;
const LONGEST_CLAUSE = 14;
/** "Before adjourning": one word that says what is done. */
const GERUND = /..ing$/;
const NTH = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

export function textOf(items: readonly Item[], from: number, to: number): string {
  let text = '';
  for (const item of items.slice(from, to)) {
    const glue = text === '' || (item.isMark && item.raw !== '-') || item.text.startsWith("'");
    text += glue ? item.text : item.hyphen ? `-${item.text}` : ` ${item.text}`;
  }
  // What was read as two words is written as one: "el fin del mandato".
  return text.replaceAll(/\b(de|a) el\b/g, (_, word) => `${word}l`);
}

export function slug(text: string): string {
  return text.replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^_|_$/g, '');
}

/** An event named by a noun the table knows, with what stands before it ("the 2028 election"). */
export const namedEventAt = readOnce((items: readonly Item[], from: number): EventName | null => {
  const phrase = senseOf(items, skip(items, from, 'article'), 'event_phrase');
  if (phrase !== undefined) {
    const next = skip(items, from, 'article') + 1;
    return event(items, from, tail(items, next), phrase, phrase === 'day_one');
  }
  const first = firstStretchAt(items, from);
  if (first) return first;
  let nth = 0;
  let unknown = 0;
  for (let at = from; at < from + MOST_ADJECTIVES; at++) {
    const item = items[at];
    if (!item || item.isMark) return null;
    const key = item.is.get('event');
    if (key !== undefined && !has(items, at + 1, 'event')) {
      if (has(items, at + 1, 'possessive') && !has(items, at + 2, 'last_of')) continue;
      return event(items, from, tail(items, at + 1), nthKey(key, nth));
    }
    nth = item.ordinal ?? Number(item.is.get('ordinal') ?? nth);
    // "The jury's verdict".
    if (isEventAdjective(items, at) || has(items, at + 1, 'possessive')) continue;
    if (item.is.size > 0 || ++unknown > MOST_UNKNOWN_WORDS) return null;
  }
  return null;
});

function nthKey(key: string, nth: number): string {
  return (key === 'term' || key === 'session') && nth > 0 ? `${NTH[nth] ?? nth}_${key}` : key;
}

function isEventAdjective(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (!item) return false;
  return item.ordinal !== null || yearAt(items, at) !== null || isAny(item, GROUPS.event_adjectives);
}

/** Named events may be followed by what they belong to ("the end of my term in office", "of the campaign"). */
function tail(items: readonly Item[], at: number): number {
  if (senseOf(items, at, 'event_phrase') === 'in_office') return at + 1;
  if (!has(items, at, 'of') && senseOf(items, at, 'relation') !== 'in') return at;
  const inner = endOf('eventName', items, at + 1);
  return inner ?? at;
}

export function event(
  items: readonly Item[],
  from: number,
  next: number,
  key: string | null,
  isSingleDay = false,
): EventName {
  return { phrase: textOf(items, from, next), key, stretch: null, isSingleDay, isUnknown: false, next };
}

/** "my first 100 days", "our first week in office", "the first day of my presidency". */
function firstStretchAt(items: readonly Item[], from: number): EventName | null {
  const at = skip(items, from, 'article', 'event_adjective');
  const nth = ordinalAt(items, at);
  if (nth !== 1) return null;
  const length = lengthAt(items, at + 1);
  const single = unitAt(items, at + 1);
  if (!length && (!single || single.plural)) return null;
  const next = length?.next ?? at + 2;
  const belongs = tail(items, next);
  const isOwn = has(items, from, 'event_adjective') || belongs > next || (length !== null && from < at);
  if (!isOwn) return null;
  const offset = length ? offsetOf(length) : single && offsetOf({ unit: single.unit, count: 1 });
  if (!offset) return null;
  const isDay = offset.unit === 'day' && offset.amount === 1;
  const unit = `${offset.unit}${offset.amount === 1 ? '' : 's'}`;
  const key = isDay ? 'day_one' : `first_${offset.amount === 1 ? '' : `${offset.amount}_`}${unit}`;
  return { ...event(items, from, belongs, key, isDay), stretch: isDay ? null : offset };
}

/** A length in the units an offset knows; hours count as whole days. */
export function offsetOf(length: Pick<Length, 'unit' | 'count'>): Offset | null {
  const { unit, count } = length;
  const isWhole = Number.isInteger(count);
  switch (unit) {
    case 'minute':
      return { amount: 1, unit: 'day' };
    case 'hour':
      return { amount: Math.ceil(count / 24), unit: 'day' };
    case 'fortnight':
      return { amount: Math.ceil(count * 2), unit: 'week' };
    case 'quarter':
      return { amount: Math.ceil(count * 3), unit: 'month' };
    case 'decade':
      return { amount: Math.ceil(count * 10), unit: 'year' };
    case 'century':
      return { amount: Math.ceil(count * 100), unit: 'year' };
    case 'week':
      return isWhole ? { amount: count, unit } : { amount: Math.ceil(count * 7), unit: 'day' };
    case 'month':
      return isWhole ? { amount: count, unit } : { amount: Math.ceil(count * 30), unit: 'day' };
    case 'year':
      return isWhole ? { amount: count, unit } : { amount: Math.ceil(count * 12), unit: 'month' };
    default:
      return { amount: Math.ceil(count), unit: 'day' };
  }
}

/** A clause or noun the table does not know: "I leave office", "the war is over", "the vote". */
export const clauseAt = readOnce((items: readonly Item[], from: number): EventName | null => {
  const first = items[from];
  if (!first || first.isMark || first.number !== null) return null;
  const isPhrase = has(items, from, 'event_phrase');
  if (!isPhrase && isAny(first, GROUPS.no_clause)) return null;
  let key: string | null = null;
  let at = from;
  for (; at < from + LONGEST_CLAUSE; at++) {
    const item = items[at];
    if (!item || (item.isMark && item.raw !== '-')) break;
    const isHead = at === from || (at === from + 1 && has(items, from, 'article'));
    if (isHead && item.is.has('not_event') && !is('clauseOpens', items, at)) return null;
    key ??= item.is.get('event_phrase') ?? item.is.get('event') ?? null;
  }
  const isDoing = first.is.size === 0 && GERUND.test(first.text);
  if (at - from < 2 && !isPhrase && !isDoing) return null;
  return { ...event(items, from, at, key), isUnknown: first.is.size === 0 };
});
