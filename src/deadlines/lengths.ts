/** Lengths of time: "two weeks", "a month or two", "six and a half months", "two weeks, three weeks". */
import { addMonths } from './calendar.ts';
import { has, isAny, isMark, senseOf, skip, type Items } from './items.ts';
import { readOnce } from './memory.ts';
import { numberAt } from './numbers.ts';
import type { Unit } from './senses.ts';
import { GROUPS } from './tables/signs.ts';
import { UNITS } from './tables/units.ts';
import { is, endOf } from './signs.ts';

export interface Amount {
  months: number;
  days: number;
  hours: number;
}

export interface Length {
  min: Amount;
  max: Amount;
  count: number;
  unit: Unit;
  hedged: boolean;
  /** "a few", "a couple of": the number itself is loose. */
  few?: boolean | undefined;
  range?: boolean | undefined;
  /** Written with "a" only: "a week". */
  single?: boolean | undefined;
  /** "ten working days": has no window without the newsroom's calendar. */
  needsCalendar?: boolean | undefined;
  hyphen?: boolean | undefined;
  next: number;
}

const MOST_PARTS = 4;
const HIGHEST_COUNT = 9999;

/** Halves round up to whole days; a half month counts 15 days. */
export function amountOf(count: number, unit: Unit): Amount {
  const [measure, times] = UNITS[unit].in;
  if (measure === 'days') return { months: 0, days: Math.ceil(count * times), hours: 0 };
  if (measure === 'hours') return { months: 0, days: 0, hours: count * times };
  const months = count * times;
  const whole = Math.floor(months + 1e-9);
  return { months: whole, days: Math.ceil((months - whole) * 30 - 1e-9), hours: 0 };
}

export function addAmount(day: number, amount: Amount, sign: 1 | -1 = 1): number {
  const days = amount.days + Math.ceil(amount.hours / 24);
  return addMonths(day, sign * amount.months) + sign * days;
}

function sum(a: Amount, b: Amount): Amount {
  return { months: a.months + b.months, days: a.days + b.days, hours: a.hours + b.hours };
}

function weight(amount: Amount): number {
  return amount.months * 30.4 + amount.days + amount.hours / 24;
}

export function unitAt(items: Items, at: number): { unit: Unit; plural: boolean } | null {
  const plural = senseOf(items, at, 'units');
  const name = plural ?? senseOf(items, at, 'unit');
  return isUnit(name) ? { unit: name, plural: plural !== undefined } : null;
}

function isUnit(name: string | undefined): name is Unit {
  return name !== undefined && Object.hasOwn(UNITS, name);
}

interface Quantity extends Pick<Length, 'few' | 'hedged' | 'single' | 'range' | 'next'> {
  min: number;
  max: number;
}

function plainQuantity(min: number, next: number, single = false): Quantity {
  return { min, max: min, few: false, hedged: false, single, range: false, next };
}

/** How many: "two", "a few", "half a", "two and a half", "a". */
function singleQuantity(items: Items, at: number): Quantity | null {
  const few = senseOf(items, at, 'few');
  if (few !== undefined) {
    const [min = 0, max = 0] = few.split('-').map(Number);
    return { ...plainQuantity(min, at + 1), max, few: true, hedged: true };
  }
  if (has(items, at, 'half')) return plainQuantity(Number(senseOf(items, at, 'half')), at + 1);
  const number = numberAt(items, at);
  if (number) {
    const half = has(items, number.next, 'plus_half');
    return plainQuantity(number.value + (half ? 0.5 : 0), number.next + (half ? 1 : 0));
  }
  return has(items, at, 'one') ? plainQuantity(1, at + 1, true) : null;
}

/** Quantities joined before one unit: "two to three", "2-3", "two or three", "one, two, three". */
function quantityAt(items: Items, from: number): Quantity | null {
  const opening = senseOf(items, from, 'relation');
  const isPair = opening === 'between' || opening === 'from';
  let quantity = singleQuantity(items, isPair ? from + 1 : from);
  if (!quantity) return null;
  // "By 2020, six years earlier".
  const isYear = /^(19|20|21)\d\d$/.test(items[from]?.raw ?? '') && isMark(items, quantity.next, ',');
  for (let part = 1; part < MOST_PARTS && !isYear; part++) {
    const link = linkAt(items, quantity.next, isPair);
    const more = link && singleQuantity(items, link.next);
    if (!more || (more.single && link.kind !== 'or')) break;
    if (part === 1 && !is('countsUnits', items, more.next) && !linkAt(items, more.next, false)) break;
    quantity = {
      min: Math.min(quantity.min, more.min),
      max: Math.max(quantity.max, more.max),
      few: quantity.few || more.few,
      hedged: quantity.hedged || more.hedged || link.kind === 'or',
      single: false,
      range: true,
      next: more.next,
    };
  }
  if (isPair && !quantity.range) return null;
  return quantity;
}

/** What ties two lengths or numbers: "to" makes a range, "or" and a comma offer several at once. */
function linkAt(items: Items, at: number, isPair: boolean): { kind: 'to' | 'or'; next: number } | null {
  if (is('tiedNumber', items, at)) return { kind: 'to', next: at };
  if (is('numberTo', items, at) || (isPair && has(items, at, 'and'))) return { kind: 'to', next: at + 1 };
  const or = endOf('numberOr', items, at);
  return or === null ? null : { kind: 'or', next: or };
}

/** A length of time at this position, or null. */
export const lengthAt = readOnce((items: Items, from: number): Length | null => {
  const start = skip(items, from, 'approx', 'hedge');
  // "Another week" is one, "another six weeks" are six.
  const counted = has(items, start, 'another') ? plainLengthAt(items, start + 1) : null;
  let length = counted ?? plainLengthAt(items, start);
  if (!length) return null;
  if (isSoftened(items, from, start)) length.hedged = true;
  for (let part = 1; part < MOST_PARTS; part++) {
    const longer = joinAt(items, length);
    if (!longer) break;
    length = longer;
  }
  if (has(items, length.next, 'to_the_day')) length = { ...length, next: length.next + 1 };
  if (senseOf(items, length.next, 'approx') === 'after')
    length = { ...length, hedged: true, next: length.next + 1 };
  return weight(length.max) > 0 ? length : null;
});

function plainLengthAt(items: Items, start: number): Length | null {
  const fixed = fixedLengthAt(items, start);
  if (fixed) return fixed;
  const quantity = quantityAt(items, start);
  if (!quantity || quantity.max > HIGHEST_COUNT) return null;
  const at = skip(items, quantity.next, 'adjective');
  const needsCalendar = has(items, at, 'newsroom_unit');
  const found = needsCalendar ? { unit: 'day' as const, plural: true } : unitAt(items, at);
  // "A quarter million".
  if (!found || has(items, at + 1, 'scale')) return null;
  const plusHalf = has(items, at + 1, 'plus_half') ? 0.5 : 0;
  const count = quantity.max + plusHalf;
  const { hedged, few, range, single } = quantity;
  return {
    ...plainLength(count, found.unit, at + 1 + (plusHalf ? 1 : 0)),
    ...{ hedged, few, range, single, needsCalendar },
    min: amountOf(quantity.min + plusHalf, found.unit),
    hyphen: items[at]?.hyphen === true,
  };
}

/** Lengths that do not mean what they count, and those of a phrase with a second sense ("one day or two"). */
function fixedLengthAt(items: Items, at: number): Length | null {
  const [counts, unit] = senseOf(items, at, 'length')?.split(' ') ?? [];
  const [low, high = low] = counts?.split('-').map(Number) ?? [];
  if (low === undefined || high === undefined || !isUnit(unit)) return null;
  const range = high > low;
  const most = plainLength(high, unit, at + 1);
  return { ...most, min: amountOf(low, unit), range, hedged: range };
}

/** A length without loose ends: so many of a unit. */
export function plainLength(count: number, unit: Unit, next: number): Length {
  const amount = amountOf(count, unit);
  return {
    min: amount,
    max: amount,
    count,
    unit,
    hedged: false,
    next,
  };
}

/** A further part of a length: "and three months", "or two", ", three weeks", "to a year". */
export function joinAt(items: Items, length: Length): Length | null {
  if (has(items, length.next, 'and')) {
    const more = plainLengthAt(items, length.next + 1);
    if (!more || weight(more.max) >= weight(length.max) || length.range) return null;
    return {
      ...length,
      min: sum(length.min, more.min),
      max: sum(length.max, more.max),
      single: false,
      next: more.next,
    };
  }
  const link = linkAt(items, length.next, false);
  if (!link || has(items, link.next, 'not')) return null;
  const more = plainLengthAt(items, skip(items, link.next, 'filler')) ?? sameUnit(items, link.next, length);
  if (!more) return null;
  // "In one year's time, one year from tonight".
  const isSame = weight(more.min) === weight(length.min) && weight(more.max) === weight(length.max);
  if (isSame && isMark(items, length.next, ',')) return { ...length, next: more.next };
  const [low, high] = weight(length.min) <= weight(more.min) ? [length, more] : [more, length];
  return {
    ...length,
    min: low.min,
    max: weight(high.max) >= weight(low.max) ? high.max : low.max,
    hedged: length.hedged || more.hedged || link.kind === 'or',
    few: length.few || more.few,
    range: true,
    next: more.next,
  };
}

/** "a day or two", "two weeks, maybe three": the unit is understood, if nothing else is counted. */
function sameUnit(items: Items, at: number, length: Length): Length | null {
  const quantity = singleQuantity(items, at);
  if (!quantity || quantity.single || quantity.max > 99) return null;
  const after = items[quantity.next];
  const isCounting = after && !after.isMark && !isAny(after, GROUPS.uncounted);
  if (isCounting && !has(items, length.next, 'or')) return null;
  if (isMark(items, length.next, ',') && (isCounting || quantity.max < length.count)) return null;
  return {
    ...length,
    min: amountOf(quantity.min, length.unit),
    max: amountOf(quantity.max, length.unit),
    count: quantity.max,
    few: quantity.few,
    next: quantity.next,
  };
}

/** Does a word between two positions weaken the time? "Just" and "only" do not. */
export function isSoftened(items: Items, from: number, to: number): boolean {
  return items
    .slice(from, to)
    .some(({ is }) => is.has('hedge') || (is.has('approx') && is.get('approx') !== 'exact'));
}
