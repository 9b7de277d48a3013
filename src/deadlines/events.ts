/** Events that deadlines hang on: "the midterms", "my first 100 days", "when the war is over". */

import { yearAt } from './dates.ts';
import { has, ordinalAt, senseOf, skip, type Items } from './items.ts';
import { type Length, lengthAt, unitAt } from './lengths.ts';
import { readOnce } from './memory.ts';
import type { Offset } from './types.ts';
import { NTH } from './tables/events.ts';
import { UNITS } from './tables/units.ts';
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
export function textOf(items: Items, from: number, to: number): string {
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
export const namedEventAt = readOnce((items: Items, from: number): EventName | null => {
  const start = skip(items, from, 'article');
  const phrase = senseOf(items, start, 'event_phrase');
  if (phrase !== undefined) return event(items, from, tail(items, start + 1), phrase);
  const first = firstStretchAt(items, from);
  if (first) return first;
  let nth = 0;
  let unknown = 0;
  for (let at = from; at < from + MOST_ADJECTIVES; at++) {
    const item = items[at];
    if (!item || item.isMark) return null;
    const key = item.is.get('event');
    if (key !== undefined && !has(items, at + 1, 'event')) {
      if (is('owns', items, at + 1)) continue;
      return event(items, from, tail(items, at + 1), nthKey(key, nth));
    }
    nth = item.ordinal ?? Number(item.is.get('ordinal') ?? nth);
    if (is('eventAdjective', items, at) || yearAt(items, at) !== null) continue;
    if (item.is.size > 0 || ++unknown > MOST_UNKNOWN_WORDS) return null;
  }
  return null;
});

function nthKey(key: string, nth: number): string {
  return (key === 'term' || key === 'session') && nth > 0 ? `${NTH[nth] ?? nth}_${key}` : key;
}

/** Named events may be followed by what they belong to ("the end of my term in office", "of the campaign"). */
function tail(items: Items, at: number): number {
  return endOf('eventTail', items, at) ?? at;
}

export function event(items: Items, from: number, next: number, key: string | null): EventName {
  const phrase = textOf(items, from, next);
  return { phrase, key, stretch: null, isSingleDay: key === 'day_one', isUnknown: false, next };
}

/** "my first 100 days", "our first week in office", "the first day of my presidency". */
function firstStretchAt(items: Items, from: number): EventName | null {
  const at = skip(items, from, 'article', 'event_adjective');
  if (ordinalAt(items, at) !== 1) return null;
  const counted = lengthAt(items, at + 1);
  const single = unitAt(items, at + 1);
  const length = counted ?? (single && !single.plural ? { unit: single.unit, count: 1, next: at + 2 } : null);
  if (!length) return null;
  const belongs = tail(items, length.next);
  const isOwn = has(items, from, 'event_adjective') || belongs > length.next || (counted && from < at);
  if (!isOwn) return null;
  const offset = offsetOf(length);
  const isDay = offset.unit === 'day' && offset.amount === 1;
  const unit = `${offset.unit}${offset.amount === 1 ? '' : 's'}`;
  const key = isDay ? 'day_one' : `first_${offset.amount === 1 ? '' : `${offset.amount}_`}${unit}`;
  return { ...event(items, from, belongs, key), stretch: isDay ? null : offset };
}

/** A length in the units an offset knows; hours count as whole days. */
export function offsetOf({ unit, count }: Pick<Length, 'unit' | 'count'>): Offset {
  const { offset, half = offset } = UNITS[unit];
  const [into, times] = Number.isInteger(count) ? offset : half;
  return { amount: Math.max(1, Math.ceil(count * times)), unit: into };
}

/** A clause or noun the table does not know: "I leave office", "the war is over", "the vote". */
export const clauseAt = readOnce((items: Items, from: number): EventName | null => {
  if (!is('clauseHead', items, from)) return null;
  let key: string | null = null;
  let at = from;
  for (; at < from + LONGEST_CLAUSE; at++) {
    const item = items[at];
    if (!item || (item.isMark && item.raw !== '-')) break;
    const isHead = at === from || (at === from + 1 && has(items, from, 'article'));
    if (isHead && item.is.has('not_event') && !is('clauseOpens', items, at)) return null;
    key ??= item.is.get('event_phrase') ?? item.is.get('event') ?? null;
  }
  if (at - from < 2 && !is('oneWordEvent', items, from)) return null;
  return { ...event(items, from, at, key), isUnknown: is('unknown', items, from) };
});
