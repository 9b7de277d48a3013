/** Dates written out: "September 5", "the 5th of September 2026", "9/5/2025", "2025-09-05". */
import { civil, dayNumber, daysInMonth, isDate, monthStart } from './calendar.ts';
import { has, isMark, ordinalAt, senseOf, skip, type Items } from './items.ts';
import { numberAt } from './numbers.ts';
import type { Period, Scene } from './scene.ts';
import { is } from './signs.ts';

export interface WrittenDate extends Pick<Period, 'start' | 'end' | 'next' | 'other' | 'refuse'> {
  needsRelation: boolean;
  recurs?: boolean;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const THIS_CENTURY = 2000;
const ANY_LEAP_YEAR = 2000;

/** A year in four digits that counts nothing else: not money, not "2030 jobs". */
export function yearAt(items: Items, at: number): { value: number; next: number } | null {
  const number = items[at]?.number ?? null;
  if (number !== null)
    return is('year', items, at) && isYear(number) ? { value: number, next: at + 1 } : null;
  const clipped = is('clippedYear', items, at) ? items[at + 1]?.number : null;
  return clipped == null ? spokenYearAt(items, at) : { value: THIS_CENTURY + clipped, next: at + 2 };
}

function isYear(number: number): boolean {
  return number >= FIRST_YEAR && number <= LAST_YEAR;
}

/** "twenty thirty-five", "two thousand and thirty". */
function spokenYearAt(items: Items, at: number): { value: number; next: number } | null {
  const century = Number(senseOf(items, at, 'number') ?? 0);
  if (!(century > 0)) return null;
  const rest = century >= 19 && century <= 21 ? numberAt(items, at + 1) : null;
  const isPair = rest !== null && rest.value >= 10 && rest.value <= 99;
  const whole = isPair ? { value: century * 100 + rest.value, next: rest.next } : numberAt(items, at);
  return whole && isYear(whole.value) && !is('counted', items, whole.next) ? whole : null;
}

export function dateAt(scene: Scene, at: number): WrittenDate | null {
  const figures = scene.items[at]?.number == null ? dottedDate(scene, at) : dateInFigures(scene, at);
  return (
    figures ?? monthDay(scene, at) ?? dayMonth(scene, at) ?? dayOfLaterMonth(scene, at) ?? nthDay(scene, at)
  );
}

function written(day: number, next: number, more: Partial<WrittenDate> = {}): WrittenDate {
  return { start: day, end: day, next, needsRelation: false, other: null, refuse: null, ...more };
}

function dayOf(year: number, month: number, day: number): number | null {
  return isDate(year, month, day) ? dayNumber(year, month, day) : null;
}

/** The day written, or one that there is not: "30/02/2026". */
function dayOrNone({ today }: Scene, day: number | null, next: number): WrittenDate {
  return day === null ? written(today, next, { refuse: 'unclear' }) : written(day, next);
}

function wholeNumber(items: Items, at: number): number | null {
  const item = items[at];
  return item && item.number !== null && /^\d+$/.test(item.raw) ? item.number : null;
}

interface Figures {
  numbers: number[];
  /** How many digits each has. */
  digits: number[];
  mark: string;
  next: number;
}

/** Up to three numbers with one mark between them: "9/5", "5.9.2025", "2025-09-05". */
function figuresAt(items: Items, at: number): Figures {
  const joint = items[at + 1];
  const mark = joint?.hyphen ? '-' : joint && !joint.spaced ? joint.raw : '';
  const step = mark === '-' ? 1 : 2;
  const isTied = (n: number): boolean =>
    mark === '-' ? is('tied', items, n) : items[n - 1]?.raw === mark && is('unspaced', items, n);
  const [numbers, digits]: [number[], number[]] = [[], []];
  for (let n = at; numbers.length < 3 && (n === at || isTied(n)); n += step) {
    const number = wholeNumber(items, n);
    if (number === null) break;
    numbers.push(number);
    digits.push(items[n]?.raw.length ?? 0);
  }
  return { numbers, digits, mark, next: at + (numbers.length - 1) * step + 1 };
}

function dateInFigures(scene: Scene, at: number): WrittenDate | null {
  const { numbers, digits, mark, next } = figuresAt(scene.items, at);
  const [first, second, third] = numbers;
  if (first === undefined || second === undefined) return null;
  if (third === undefined) return mark === '/' ? shortDate(scene, at, first, second) : null;
  if (mark === '-' && digits[0] === 4) {
    const day = dayOf(first, second, third);
    return day === null ? null : written(day, next);
  }
  const isWhole = digits[2] === 4;
  if (mark === '-')
    return isWhole && scene.dayFirst ? dayOrNone(scene, dayOf(third, second, first), next) : null;
  const isClipped = digits[2] === 2;
  if ((mark !== '/' && mark !== '.') || !(isWhole || isClipped)) return null;
  const year = isClipped ? THIS_CENTURY + third : third;
  const date = inEitherOrder(scene, [dayOf(year, second, first), dayOf(year, first, second)], mark, next);
  return date ?? (isWhole ? dayOrNone(scene, null, next) : null);
}

type InOrder = readonly [dayFirst: number | null, monthFirst: number | null];

/**
 * "9/5/2025", "5.9.2025". Where both orders are dates and speakers of the language use both, the window is the
 * later one, else that of the country; the other is shown.
 */
function inEitherOrder(scene: Scene, days: InOrder, mark: string, next: number): WrittenDate | null {
  const [dayFirst, monthFirst] = days;
  const isBoth = scene.bothOrders && dayFirst !== null && monthFirst !== null;
  const isDayFirst = mark === '.' || (isBoth ? dayFirst >= monthFirst : scene.dayFirst);
  const day = isDayFirst ? (dayFirst ?? monthFirst) : (monthFirst ?? dayFirst);
  if (day === null) return null;
  const other = day === dayFirst ? monthFirst : dayFirst;
  if (mark !== '/' || other === null || other === day || other < scene.today) return written(day, next);
  const why = 'or with day and month the other way round';
  return written(day, next, { other: { start: other, end: other, why } });
}

/** "on 5/1", "by 9/30": in the country's order, the next to come. */
function shortDate(scene: Scene, at: number, first: number, second: number): WrittenDate | null {
  const { items } = scene;
  const [month, day] = scene.dayFirst ? [second, first] : [first, second];
  // "El 15/10": an article makes a day of it, where "cut by 1/3" is a fraction.
  const isNamed = scene.modifiersFollow && has(items, at - 1, 'article');
  const isDay = isNamed || is('onDay', items, at) || (is('by', items, at) && day > 12);
  if (!isDay || !is('dateCloses', items, at + 3) || !isDate(ANY_LEAP_YEAR, month, day)) return null;
  return resolve(scene, month, day, at + 3);
}

/** "15.10.", "1. 9.": two ordinals, the day and the month. */
function dottedDate(scene: Scene, at: number): WrittenDate | null {
  const [day, month] = [scene.items[at]?.ordinal, scene.items[at + 1]?.ordinal];
  if (day == null || month == null || !isDate(ANY_LEAP_YEAR, month, day)) return null;
  return resolve(scene, month, day, at + 2);
}

function dayOfMonth(items: Items, at: number): number | null {
  const day = wholeNumber(items, at) ?? ordinalAt(items, at);
  return is('dayNumber', items, at) && isDay(day) ? day : null;
}

function isDay(day: number): boolean {
  return day >= 1 && day <= 31;
}

function yearBehind(items: Items, at: number): { value: number; next: number } | null {
  return yearAt(items, isMark(items, at, ',') ? skip(items, at + 1, 'of') : skip(items, at, 'of'));
}

/** The date in the year given, else the next to come. */
function resolve(scene: Scene, month: number, day: number, at: number): WrittenDate | null {
  const { items, today } = scene;
  const year = yearBehind(items, at);
  if (year) return dayOrNone(scene, dayOf(year.value, month, day), year.next);
  const thisYear = civil(today).year;
  // "September 5 of next year", "on March 3 next year".
  const unitAt = skip(items, at, 'of');
  if (is('namedYear', items, unitAt)) {
    const named = dayOf(thisYear + (senseOf(items, unitAt, 'which') === 'next' ? 1 : 0), month, day);
    return named === null ? null : written(named, unitAt + 2);
  }
  for (let n = 0; n <= 8; n++) {
    const candidate = dayOf(thisYear + n, month, day);
    if (candidate !== null && candidate >= today) return written(candidate, at, { recurs: true });
  }
  return dayOrNone(scene, null, at);
}

/** "September 5th", "Sept. 5, 2025", "March 3 to 5". */
function monthDay(scene: Scene, at: number): WrittenDate | null {
  const { items } = scene;
  const month = Number(senseOf(items, at, 'month') ?? 0);
  const dayAt = has(items, at + 1, 'article') ? at + 2 : at + 1;
  const day = month === 0 ? null : dayOfMonth(items, dayAt);
  if (day === null || is('noDay', items, dayAt)) return null;
  // "By mid-November the first banks".
  if (dayAt > at + 1 && has(items, dayAt, 'ordinal') && !is('freeAfter', items, dayAt + 1)) return null;
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

function rangeEnd(items: Items, at: number): { day: number; next: number } | null {
  const start = is('tiedFigure', items, at) ? at : is('joint', items, at) ? at + 1 : null;
  const day = start !== null && is('figure', items, start) ? dayOfMonth(items, start) : null;
  return day === null || start === null ? null : { day, next: start + 1 };
}

/** "5 September 2026", "the 5th of September". */
function dayMonth(scene: Scene, at: number): WrittenDate | null {
  const { items } = scene;
  const last = scene.modifiersFollow ? lastDay(items, at + 1) : null;
  const monthAt = skip(items, last?.next ?? at + 1, 'of');
  const month = Number(senseOf(items, monthAt, 'month') ?? 0);
  if (month === 0 || is('figuresBefore', items, at)) return null;
  const spoken = scene.modifiersFollow ? Number(senseOf(items, at, 'number') ?? 0) : 0;
  const day = isDay(spoken) ? spoken : dayOfMonth(items, at);
  if (day === null) return null;
  const name = items[monthAt];
  if (name && scene.needsCapital.has(name.text) && !name.capital && monthAt === at + 1) return null;
  return throughDay(resolve(scene, month, day, monthAt + 1), day, last?.day);
}

/** "del 3 al 10 de septiembre": the month stands behind the second day. */
function lastDay(items: Items, at: number): { day: number; next: number } | null {
  if (!is('joint', items, at)) return null;
  const start = skip(items, at + 1, 'article');
  const day = wholeNumber(items, start) ?? Number(senseOf(items, start, 'number') ?? 0);
  return isDay(day) ? { day, next: start + 1 } : null;
}

/** "Vom 1. bis zum 5. September": German names the month once. */
function dayOfLaterMonth(scene: Scene, at: number): WrittenDate | null {
  const { items, verbSecond } = scene;
  if (!verbSecond || !is('dayOfLaterMonth', items, at)) return null;
  const second = skip(items, at + 2, 'article');
  const date = resolve(scene, Number(senseOf(items, second + 1, 'month')), ordinalAt(items, at), second + 2);
  return date && { ...date, next: at + 1 };
}

/** "the 15th", "el día 20": the next one to come, where nothing else is counted ("the 15th Amendment"). */
function nthDay(scene: Scene, at: number): WrittenDate | null {
  const { items, today } = scene;
  const isCounted = scene.modifiersFollow && is('countedDay', items, at);
  const day = isCounted ? (wholeNumber(items, at) ?? 0) : ordinalAt(items, at);
  // "The second" may be anything; "Tuesday the second" and "the seventeenth" are days.
  const isNamed = items[at]?.ordinal != null || day > 12 || has(items, at - 2, 'weekday');
  if (!isDay(day) || !(isCounted || (isNamed && is('nthDay', items, at)))) return null;
  const { year, month } = civil(today);
  for (let n = 0; n <= 2; n++) {
    const start = monthStart(year, month + n);
    const candidate = start + day - 1;
    if (candidate < monthStart(year, month + n + 1) && candidate >= today)
      return written(candidate, at + 1, { needsRelation: !isCounted });
  }
  return null;
}
