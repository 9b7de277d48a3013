/** Dates written out: "September 5", "the 5th of September 2026", "9/5/2025", "2025-09-05". */
import { civil, dayNumber, daysInMonth, isDate, monthStart } from './calendar.ts';
import { has, isAny, isMark, senseOf, skip } from './items.ts';
import type { Item } from './items.ts';
import { numberAt } from './numbers.ts';
import type { Period, Scene } from './scene.ts';
import type { Category } from './senses.ts';

export interface WrittenDate extends Pick<Period, 'start' | 'end' | 'next' | 'other' | 'refuse'> {
  needsRelation: boolean;
  recurs?: boolean;
}

/** What may follow "the 15th" without being counted by it. */
const FREE_AFTER: readonly Category[] = [
  'relation',
  'and',
  'or',
  'pronoun',
  'future',
  'hedge',
  'suffix',
  'have',
  'to',
];
const LATER: readonly Category[] = ['to', 'and', 'or'];
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** A year in four digits that counts nothing else: not money, not "2030 jobs". */
export function yearAt(items: readonly Item[], at: number): { value: number; next: number } | null {
  const item = items[at];
  if (item?.raw === "'") return clippedYearAt(items, at);
  if (item?.number === null) return spokenYearAt(items, at);
  if (!item || !/^\d{4}$/.test(item.raw)) return null;
  if (item.number < FIRST_YEAR || item.number > LAST_YEAR) return null;
  const next = items[at + 1];
  if (['$', '€', '£', '#', '§'].includes(items[at - 1]?.raw ?? '')) return null;
  if (next && (['%', '/', '°'].includes(next.raw) || next.is.has('scale') || next.is.has('not_a_year')))
    return null;
  if (next?.is.has('of')) return null;
  // "At 2030 Main Street".
  const isName = next?.is.size === 0 && next.capital && senseOf(items, at - 1, 'relation') === 'on';
  if (isName) return null;
  if (next && !next.spaced && !next.isMark && !next.is.has('possessive')) return null;
  return { value: item.number, next: at + 1 };
}

/** "by '35", "in July of '27". */
function clippedYearAt(items: readonly Item[], at: number): { value: number; next: number } | null {
  const year = items[at + 1];
  const isTied = has(items, at - 1, 'relation') || has(items, at - 1, 'of') || has(items, at - 1, 'month');
  if (!isTied || !year || year.spaced || !/^\d\d$/.test(year.raw) || year.number === null) return null;
  return { value: 2000 + year.number, next: at + 2 };
}

/** "twenty thirty-five", "two thousand and thirty". */
function spokenYearAt(items: readonly Item[], at: number): { value: number; next: number } | null {
  const century = Number(senseOf(items, at, 'number') ?? 0);
  if (!(century > 0)) return null;
  const rest = century >= 19 && century <= 21 ? numberAt(items, at + 1) : null;
  const isPair = rest !== null && rest.value >= 10 && rest.value <= 99;
  const whole = isPair ? { value: century * 100 + rest.value, next: rest.next } : numberAt(items, at);
  const after = items[whole?.next ?? at];
  const isCount =
    after && !after.isMark && (after.is.has('not_a_year') || after.is.has('unit') || after.is.size === 0);
  if (!whole || isCount || whole.value < FIRST_YEAR || whole.value > LAST_YEAR) return null;
  return whole;
}

export function dateAt(scene: Scene, at: number): WrittenDate | null {
  const figures = scene.items[at]?.number == null ? dottedDate(scene, at) : dateInFigures(scene, at);
  return (
    figures ?? monthDay(scene, at) ?? dayMonth(scene, at) ?? dayOfLaterMonth(scene, at) ?? nthDay(scene, at)
  );
}

function dateInFigures(scene: Scene, at: number): WrittenDate | null {
  return isoDate(scene, at) ?? hyphenedDate(scene, at) ?? markedDate(scene, at) ?? shortDate(scene, at);
}

function written(day: number, next: number, more: Partial<WrittenDate> = {}): WrittenDate {
  return { start: day, end: day, next, needsRelation: false, other: null, refuse: null, ...more };
}

function wholeNumber(items: readonly Item[], at: number): number | null {
  const item = items[at];
  return item && item.number !== null && /^\d+$/.test(item.raw) ? item.number : null;
}

function isoDate(scene: Scene, at: number): WrittenDate | null {
  const { items } = scene;
  const [year, month, day] = [0, 1, 2].map((n) => wholeNumber(items, at + n));
  if (year == null || month == null || day == null || items[at]?.raw.length !== 4) return null;
  if (!items[at + 1]?.hyphen || !items[at + 2]?.hyphen || !isDate(year, month, day)) return null;
  return written(dayNumber(year, month, day), at + 3);
}

/**
 * "9/5/2025", "5.9.2025". Where both orders are dates and speakers of the language use both, the window is the
 * later one, else that of the country; the other is shown.
 */
function markedDate(scene: Scene, at: number): WrittenDate | null {
  const { items } = scene;
  const mark = items[at + 1]?.raw;
  if ((mark !== '/' && mark !== '.') || items[at + 3]?.raw !== mark) return null;
  const [a, b, written2] = [0, 2, 4].map((n) => wholeNumber(items, at + n));
  if (a == null || b == null || written2 == null || ![2, 4].includes(items[at + 4]?.raw.length ?? 0))
    return null;
  if ([1, 2, 3, 4].some((n) => items[at + n]?.spaced)) return null;
  const year = written2 < 100 ? 2000 + written2 : written2;
  const dayFirst = isDate(year, b, a) ? dayNumber(year, b, a) : null;
  const monthFirst = isDate(year, a, b) ? dayNumber(year, a, b) : null;
  const isDayFirst =
    mark === '.' ||
    (scene.bothOrders && dayFirst !== null && monthFirst !== null ? dayFirst >= monthFirst : scene.dayFirst);
  const day = isDayFirst ? (dayFirst ?? monthFirst) : (monthFirst ?? dayFirst);
  // "30/02/2026": no day, and not the year alone.
  if (day === null)
    return items[at + 4]?.raw.length === 4 ? written(scene.today, at + 5, { refuse: 'unclear' }) : null;
  const swapped = day === dayFirst ? monthFirst : dayFirst;
  const isAmbiguous = mark === '/' && swapped !== null && swapped !== day && swapped >= scene.today;
  const other = isAmbiguous
    ? { start: swapped, end: swapped, why: 'or with day and month the other way round' }
    : null;
  return written(day, at + 5, { other });
}

/** "15-10-2025", where the day is written first. */
function hyphenedDate(scene: Scene, at: number): WrittenDate | null {
  const { items } = scene;
  const [day, month, year] = [0, 1, 2].map((n) => wholeNumber(items, at + n));
  if (day == null || month == null || year == null || items[at + 2]?.raw.length !== 4) return null;
  if (!scene.dayFirst || !items[at + 1]?.hyphen || !items[at + 2]?.hyphen) return null;
  return isDate(year, month, day)
    ? written(dayNumber(year, month, day), at + 3)
    : written(scene.today, at + 3, { refuse: 'unclear' });
}

/** Before a day stands one of these; "cut by 1/3" is a fraction. */
const DAY_RELATIONS: readonly (string | undefined)[] = ['on', 'before', 'until', 'from', 'after'];

/** "on 5/1", "by 9/30": in the country's order, the next to come. */
function shortDate(scene: Scene, at: number): WrittenDate | null {
  const { items } = scene;
  const [first, mark, second, after] = [0, 1, 2, 3].map((n) => items[at + n]);
  const [a, b] = [wholeNumber(items, at), wholeNumber(items, at + 2)];
  if (a === null || b === null || mark?.raw !== '/' || mark.spaced || second?.spaced) return null;
  const isOpen = !after || after.isMark || (after.spaced && !after.is.has('of') && after.number === null);
  const [month, day] = scene.dayFirst ? [b, a] : [a, b];
  const relation = senseOf(items, at - 1, 'relation');
  // "El 15/10": an article makes a day of it.
  const isNamed = scene.modifiersFollow && has(items, at - 1, 'article');
  const isDay = isNamed || DAY_RELATIONS.includes(relation) || (relation === 'by' && day > 12);
  if (!isDay || !isOpen || after?.raw === '/' || !first || !isDate(2000, month, day)) return null;
  return resolve(scene, month, day, at + 3);
}

/** "15.10.", "1. 9.": two ordinals, the day and the month. */
function dottedDate(scene: Scene, at: number): WrittenDate | null {
  const [day, month] = [scene.items[at]?.ordinal, scene.items[at + 1]?.ordinal];
  if (day == null || month == null || !isDate(2000, month, day)) return null;
  return resolve(scene, month, day, at + 2);
}

function dayOfMonth(items: readonly Item[], at: number): number | null {
  const item = items[at];
  const day = item?.ordinal ?? wholeNumber(items, at) ?? ordinalWord(items, at);
  if (day === null || day < 1 || day > 31 || ((item?.raw.length ?? 0) > 2 && item?.number !== null))
    return null;
  const next = items[at + 1];
  const isCount =
    next && (next.raw === '%' || next.is.has('scale') || next.is.has('not_a_year') || next.is.has('units'));
  return isCount ? null : day;
}

function ordinalWord(items: readonly Item[], at: number): number | null {
  const nth = Number(senseOf(items, at, 'ordinal') ?? 0);
  return nth > 0 ? nth : null;
}

function yearBehind(items: readonly Item[], at: number): { value: number; next: number } | null {
  return yearAt(items, isMark(items, at, ',') ? skip(items, at + 1, 'of') : skip(items, at, 'of'));
}

/** The date in the year given, else the next to come. */
function resolve(scene: Scene, month: number, day: number, at: number): WrittenDate | null {
  const { items, today } = scene;
  const year = yearBehind(items, at);
  if (year) {
    if (!isDate(year.value, month, day)) return written(today, year.next, { refuse: 'unclear' });
    return written(dayNumber(year.value, month, day), year.next);
  }
  const inYear = yearUnit(scene, at);
  if (inYear)
    return isDate(inYear.year, month, day) ? written(dayNumber(inYear.year, month, day), inYear.next) : null;
  const first = civil(today).year;
  for (let n = 0; n <= 8; n++) {
    const candidate = isDate(first + n, month, day) ? dayNumber(first + n, month, day) : null;
    if (candidate !== null && candidate >= today) return written(candidate, at, { recurs: true });
  }
  return written(today, at, { refuse: 'unclear' });
}

/** "September 5 of next year", "on March 3 next year". */
function yearUnit(scene: Scene, at: number): { year: number; next: number } | null {
  const { items } = scene;
  const start = skip(items, at, 'of');
  const which = senseOf(items, start, 'which');
  if ((which !== 'this' && which !== 'next') || senseOf(items, start + 1, 'unit') !== 'year') return null;
  if (has(items, start + 2, 'possessive')) return null;
  return { year: civil(scene.today).year + (which === 'next' ? 1 : 0), next: start + 2 };
}

/** "September 5th", "Sept. 5, 2025", "March 3 to 5". */
function monthDay(scene: Scene, at: number): WrittenDate | null {
  const { items } = scene;
  const month = Number(senseOf(items, at, 'month') ?? 0);
  if (month === 0) return null;
  const dayAt = has(items, at + 1, 'article') ? at + 2 : at + 1;
  const day = dayOfMonth(items, dayAt);
  if (
    day === null ||
    isMark(items, dayAt + 1, '/') ||
    isMark(items, dayAt + 1, ':') ||
    has(items, dayAt + 1, 'clock')
  )
    return null;
  if (has(items, dayAt, 'ordinal') && (has(items, dayAt + 1, 'unit') || has(items, dayAt + 1, 'weekday')))
    return null;
  // "By mid-November the first banks".
  if (dayAt > at + 1 && has(items, dayAt, 'ordinal') && !isFreeAfter(items[dayAt + 1])) return null;
  const last = rangeEnd(items, dayAt + 1);
  return throughDay(resolve(scene, month, day, last?.next ?? dayAt + 1), day, last?.day);
}

/** The date up to a later day of its month; unclear where the month has no such day. */
function throughDay(date: WrittenDate | null, day: number, last: number | undefined): WrittenDate | null {
  if (!date || last === undefined || date.refuse) return date;
  const { year, month } = civil(date.start);
  const isRange = last > day && last <= daysInMonth(year, month);
  return isRange ? { ...date, end: date.start + last - day } : { ...date, refuse: 'unclear' };
}

function isJoint(items: readonly Item[], at: number): boolean {
  return isAny(items[at], LATER) || isMark(items, at, '-');
}

function rangeEnd(items: readonly Item[], at: number): { day: number; next: number } | null {
  const glued = items[at]?.hyphen === true && items[at]?.number !== null;
  const start = glued ? at : isJoint(items, at) ? at + 1 : null;
  if (start === null) return null;
  const item = items[start];
  const day = item && (item.ordinal !== null || item.number !== null) ? dayOfMonth(items, start) : null;
  return day === null ? null : { day, next: start + 1 };
}

/** "5 September 2026", "the 5th of September". */
function dayMonth(scene: Scene, at: number): WrittenDate | null {
  const { items } = scene;
  const spoken = scene.modifiersFollow ? Number(senseOf(items, at, 'number') ?? 0) : 0;
  const day = spoken >= 1 && spoken <= 31 ? spoken : dayOfMonth(items, at);
  const last = scene.modifiersFollow ? lastDay(items, at + 1) : null;
  const monthAt = skip(items, last?.next ?? at + 1, 'of');
  const month = Number(senseOf(items, monthAt, 'month') ?? 0);
  if (day === null || month === 0) return null;
  const name = items[monthAt];
  if (name && scene.needsCapital.has(name.text) && !name.capital && monthAt === at + 1) return null;
  if (isMark(items, at - 1, '/') || isMark(items, at - 1, '.')) return null;
  return throughDay(resolve(scene, month, day, monthAt + 1), day, last?.day);
}

/** "del 3 al 10 de septiembre": the month stands behind the second day. */
function lastDay(items: readonly Item[], at: number): { day: number; next: number } | null {
  const start = skip(items, at + 1, 'article');
  const day = isJoint(items, at)
    ? (wholeNumber(items, start) ?? Number(senseOf(items, start, 'number') ?? 0))
    : 0;
  return day >= 1 && day <= 31 ? { day, next: start + 1 } : null;
}

/** "Vom 1. bis zum 5. September": German names the month once. */
function dayOfLaterMonth(scene: Scene, at: number): WrittenDate | null {
  const { items, verbSecond } = scene;
  const day = items[at]?.ordinal ?? null;
  if (!verbSecond || day === null || !isAny(items[at + 1], LATER)) return null;
  const second = skip(items, at + 2, 'article');
  const month = Number(senseOf(items, second + 1, 'month') ?? 0);
  if (items[second]?.ordinal == null || month === 0) return null;
  const written = resolve(scene, month, day, second + 2);
  return written && { ...written, next: at + 1 };
}

function isFreeAfter(after: Item | undefined): boolean {
  return !after || after.isMark || (after.spaced && isAny(after, FREE_AFTER));
}

/** "the 15th": the next one to come, where nothing else is counted ("the 15th Amendment"). */
function nthDay(scene: Scene, at: number): WrittenDate | null {
  const { items, today } = scene;
  const word = ordinalWord(items, at);
  // "The second" may be anything; "Tuesday the second" and "the seventeenth" are days.
  const isDay = word !== null && (word > 12 || has(items, at - 2, 'weekday'));
  const counted = countedDay(scene, at);
  const day = items[at]?.ordinal ?? counted ?? (isDay ? word : null);
  const after = items[at + 1];
  const isNamed = has(items, at - 1, 'article') || counted !== null;
  if (day === null || day < 1 || day > 31 || !isNamed) return null;
  const isFree = counted === null ? isFreeAfter(after) : !after?.is.has('of') && !after?.is.has('month');
  // "The 1st, 2nd and 4th amendments".
  const isListed = after?.isMark === true && items[at + 2]?.ordinal != null;
  if (!isFree || isListed || isMark(items, at + 1, '-')) return null;
  const { year, month } = civil(today);
  for (let n = 0; n <= 2; n++) {
    const start = monthStart(year, month + n);
    const in_ = civil(start);
    const candidate = start + day - 1;
    if (isDate(in_.year, in_.month, day) && candidate >= today)
      return written(candidate, at + 1, { needsRelation: counted === null });
  }
  return null;
}

/** "El día 20": the number of a day, where the word for it stands before. */
function countedDay({ items, modifiersFollow }: Scene, at: number): number | null {
  const isDay = modifiersFollow && senseOf(items, at - 1, 'unit') === 'day' && has(items, at - 2, 'article');
  return isDay ? wholeNumber(items, at) : null;
}
