/** Weeks, months, quarters, seasons, years and holidays by name. */
import { addMonths, civil, mondayOf, monthsFrom, monthStart, yearsFrom } from './calendar.ts';
import { afterClock } from './clock.ts';
import { dateAt, yearAt } from './dates.ts';
import { holidayDays, holidayIn } from './holidays.ts';
import { ENDS_IN_S, has, isMark, ordinalAt, senseOf, skip } from './items.ts';
import { unitAt } from './lengths.ts';
import type { Item } from './items.ts';
import { afterArticle, type Form, isName, isPossessive, type Period, period, type Scene } from './scene.ts';
import type { Unit } from './senses.ts';

/** "this spring" said in autumn is the one gone by, unless the next is no further away than this. */
const NEAR_MONTHS = 6;
const DECADE_ENDINGS = new Set(['s', "'s", 'er', 'ern']);

/** The n-th unit from the one that holds today: 0 is this one, 1 the next. */
export function unitPeriod(today: number, unit: Unit, n: number): [number, number] | null {
  const { year, month } = civil(today);
  if (unit === 'day') return [today + n, today + n];
  if (unit === 'week') return [mondayOf(today) + 7 * n, mondayOf(today) + 7 * n + 6];
  if (unit === 'month') return monthsFrom(year, month + n, 1);
  if (unit === 'quarter') return monthsFrom(year, Math.floor((month - 1) / 3) * 3 + 1 + 3 * n, 3);
  if (unit === 'year') return yearsFrom(year + n);
  if (unit === 'decade') return yearsFrom(Math.floor(year / 10) * 10 + 10 * n, 10);
  if (unit === 'century') return yearsFrom(Math.floor((year - 1) / 100) * 100 + 1 + 100 * n, 100);
  return null;
}

export const STEP: Record<string, number> = { this: 0, next: 1, coming: 1, last: -1, after_next: 2 };

/** "this week", "next year", "the month after next", and under a part also "the year". */
export function unitForm(scene: Scene, at: number, depth: number): Period | null {
  const { items, today } = scene;
  const start = afterArticle(scene, at);
  const which = senseOf(items, start, 'which');
  const nameAt = skip(items, which === undefined ? start : start + 1, 'adjective');
  const found = unitAt(items, nameAt);
  if (!found || found.plural || (found.unit === 'day' && which !== undefined)) return null;
  const isAfterNext = which === undefined && has(items, nameAt + 1, 'after_next');
  const isOther = found.unit === 'day' && has(items, nameAt + 1, 'of');
  const isUnderPart = depth > 0 && which === undefined && start > at && !isOther;
  if (which === undefined && !isAfterNext && !isUnderPart) return null;
  const n = isAfterNext ? 2 : (STEP[which ?? 'this'] ?? 0);
  const span = unitPeriod(today, found.unit, n);
  if (!span) return null;
  const next = nameAt + 1 + (isAfterNext ? 1 : 0);
  if (isPossessive(scene, next) && !has(items, next + 1, 'last_of')) return null;
  return period(span[0], span[1], next, {
    size: found.unit,
    family: 'this_or_next',
    refuse: which === 'last' ? 'past' : null,
  });
}

export const weekendForm: Form = (scene, at) => {
  const { items, today } = scene;
  const start = afterArticle(scene, at);
  const which = senseOf(items, start, 'which');
  const nameAt = which === undefined ? start : start + 1;
  if (!has(items, nameAt, 'weekend') || isPossessive(scene, nameAt + 1)) return null;
  const joint = senseOf(items, nameAt + 1, 'relation');
  // German "nach" is also "to": "am Wochenende nach Washington".
  const isTo = scene.verbSecond && items[nameAt + 2]?.is.size === 0 && !items[nameAt + 1]?.text.includes(' ');
  if (((joint === 'after' || joint === 'before') && !isTo) || has(items, nameAt + 1, 'of')) return null;
  const isAfterNext = which === undefined && has(items, nameAt + 1, 'after_next');
  const saturday = mondayOf(today) + 5 + (isAfterNext ? 14 : which === 'next' ? 7 : 0);
  return period(saturday, saturday + 1, nameAt + (isAfterNext ? 2 : 1), {
    size: 'weekend',
    family: 'weekend',
    isAdverb: which !== undefined,
    refuse: which === 'last' ? 'past' : null,
  });
};

/** The year a month or quarter is tied to: "March 2026", "March of next year". */
function tiedYear(scene: Scene, at: number, depth: number): { year: number; next: number } | null {
  const { items } = scene;
  const start = skip(items, isMark(items, at, ',') ? at + 1 : at, 'of');
  const year = yearAt(items, start);
  if (year) return { year: year.value, next: year.next };
  const named = skip(items, start, 'relation');
  const unit = unitForm(scene, named, depth + 1);
  if (unit?.size !== 'year' || unit.refuse === 'unclear' || isMark(items, at, ',') || named > start + 1)
    return null;
  if (named > start && senseOf(items, start, 'relation') !== 'in') return null;
  return { year: civil(unit.start).year, next: unit.next };
}

/**
 * A period that comes round every year. `spanOf` gives the one that begins in a year. Without a
 * year: the one running now or the next to come; "next" is next year's, kindly read.
 */
function recurring(
  scene: Scene,
  spanOf: (year: number) => [number, number] | null,
  which: string | undefined,
  next: number,
): Partial<Period> & { start: number; end: number; next: number } {
  const thisYear = civil(scene.today).year;
  const spans = [-1, 0, 1, 2].map((n) => spanOf(thisYear + n)).filter((span) => span !== null);
  const open = spans.filter(([, end]) => end >= scene.today);
  const [coming = [scene.today, scene.today] as const, following = coming] = open;
  const unclear = { start: coming[0], end: coming[1], next, refuse: 'unclear' as const };
  if (spans.length === 0) return unclear;
  if (which === 'last') return { ...unclear, refuse: 'past' };
  const isRunning = coming[0] <= scene.today && coming[1] > coming[0];
  if (which === undefined && has(scene.items, next, 'after_next'))
    return { start: following[0], end: following[1], next: next + 1 };
  const isFar = coming[0] > addMonths(scene.today, NEAR_MONTHS) && civil(coming[0]).year > thisYear;
  if (which === 'this' && !isRunning && isFar) return { ...unclear, refuse: 'past' };
  // "El próximo verano" said in summer is not this one.
  const isAnother = isRunning && which === 'coming' && scene.modifiersFollow;
  if (which !== 'next' && !isAnother)
    return { start: coming[0], end: coming[1], next, recurs: which === undefined };
  if (isRunning) return { start: following[0], end: following[1], next };
  if (civil(coming[0]).year > thisYear) return { start: coming[0], end: coming[1], next };
  const other = { start: coming[0], end: coming[1], why: 'or the coming one' };
  return { start: following[0], end: following[1], next, other };
}

export const monthForm: Form = (scene, at, _nested, depth) => {
  const { items } = scene;
  const which = senseOf(items, at, 'which');
  const nameAt = which === undefined ? at : at + 1;
  const month = Number(senseOf(items, nameAt, 'month') ?? 0);
  if (month === 0 || isPossessive(scene, nameAt + 1)) return null;
  // After a preposition "in may" is safe in lower case; "this march" is not.
  if (!isName(scene, nameAt) && !(has(items, nameAt - 1, 'relation') || has(items, nameAt - 1, 'part')))
    return null;
  const spanOf = (year: number): [number, number] => monthsFrom(year, month, 1);
  const tied = which === undefined ? tiedYear(scene, nameAt + 1, depth) : null;
  const base = { size: 'month' as const, isAdverb: which !== undefined };
  if (tied) return period(...spanOf(tied.year), tied.next, base);
  const found = recurring(scene, spanOf, which, nameAt + 1);
  return period(found.start, found.end, found.next, { ...base, ...found });
};

export const seasonForm: Form = (scene, at, _nested, depth) => {
  const { items } = scene;
  const start = afterArticle(scene, at);
  const which = senseOf(items, start, 'which');
  const nameAt = which === undefined ? start : start + 1;
  const northern = Number(senseOf(items, nameAt, 'season') ?? 0);
  // "They'll fall too".
  const isVerb = has(items, nameAt - 1, 'future');
  if (northern === 0 || isVerb || isPossessive(scene, nameAt + 1) || has(items, nameAt + 1, 'event'))
    return null;
  const first = scene.isSouthern ? ((northern + 5) % 12) + 1 : northern;
  const spanOf = (year: number): [number, number] => monthsFrom(year, first, 3);
  const base = { size: 'season' as const, family: 'season' as const, isAdverb: which !== undefined };
  const tied = which === undefined ? tiedYear(scene, nameAt + 1, depth) : null;
  if (tied) {
    const before = spanOf(tied.year - 1);
    const other =
      first === 12 ? { start: before[0], end: before[1], why: 'or the winter that ends in that year' } : null;
    return period(...spanOf(tied.year), tied.next, { ...base, other });
  }
  const joint = senseOf(items, nameAt + 1, 'relation');
  if (has(items, nameAt + 1, 'of') || joint === 'in' || joint === 'length_only') return null;
  const found = recurring(scene, spanOf, which, nameAt + 1);
  return period(found.start, found.end, found.next, { ...base, ...found });
};

/** "Q3", "the third quarter of next year", "the second half of March". */
export const quarterForm: Form = (scene, at, _nested, depth) => {
  const { items } = scene;
  const start = afterArticle(scene, at);
  const named = quarterName(scene, start);
  if (!named) return null;
  const { months, n, next } = named;
  const spanOf = (year: number): [number, number] => monthsFrom(year, (n - 1) * months + 1, months);
  const size = months === 6 ? ('half' as const) : ('quarter' as const);
  const base = { size, family: 'half_or_quarter' as const, isAdverb: false };
  const tied = tiedYear(scene, next, depth) ?? thisYearAt(scene, next);
  if (tied) return period(...spanOf(tied.year), tied.next, base);
  const isOfYear = senseOf(items, start + 1, 'half_year') === 'year_half';
  if ((months === 6 && has(items, start, 'ordinal') && !isOfYear) || has(items, next, 'of')) return null;
  const found = recurring(scene, spanOf, undefined, next);
  return period(found.start, found.end, found.next, { ...base, ...found });
};

function thisYearAt(scene: Scene, at: number): { year: number; next: number } | null {
  const start = skip(scene.items, at, 'of');
  const unit = start > at ? unitForm(scene, start, 1) : null;
  return unit?.size === 'year' ? { year: civil(unit.start).year, next: unit.next } : null;
}

/** Shares of a year that are no quarters: halves, "el primer cuatrimestre", "el segundo bimestre". */
const MONTHS_OF_SHARE: Record<string, number> = { half: 6, year_half: 6, third: 4, sixth: 2 };

function quarterName(scene: Scene, at: number): { months: number; n: number; next: number } | null {
  const { items } = scene;
  const short = senseOf(items, at, 'quarter') ?? senseOf(items, at, 'half_year');
  const months = has(items, at, 'half_year') ? 6 : 3;
  const digit = items[at + 1];
  if (
    (short === 'q' || short === 'h') &&
    digit &&
    !digit.spaced &&
    digit.number !== null &&
    (items[at + 2]?.spaced !== false || items[at + 2]?.isMark === true || isPossessive(scene, at + 2)) &&
    digit.number >= 1 &&
    digit.number <= 12 / months
  )
    return { months, n: digit.number, next: at + 2 };
  const nth = ordinalAt(items, at);
  const isQuarter = senseOf(items, at + 1, 'unit') === 'quarter';
  if (isQuarter && (nth === -1 ? hasTiedYear(items, at + 2) : nth >= 1 && nth <= 4))
    return { months: 3, n: nth === -1 ? 4 : nth, next: at + 2 };
  const half = senseOf(items, at + 1, 'half_year');
  const shareMonths = MONTHS_OF_SHARE[half ?? ''];
  const isShare = shareMonths !== undefined && nth >= 1 && nth <= 12 / shareMonths;
  return isShare ? { months: shareMonths, n: nth, next: at + 2 } : null;
}

function hasTiedYear(items: readonly Item[], at: number): boolean {
  return has(items, at, 'of') || yearAt(items, at) !== null;
}

export const yearForm: Form = (scene, at) => {
  const { items } = scene;
  const decade = decadeAt(scene, afterArticle(scene, at));
  if (decade) return decade;
  let start = afterArticle(scene, at);
  if (senseOf(items, start, 'unit') === 'year') start++;
  else if (start > at) return null;
  const year = yearAt(items, start);
  if (!year) return null;
  return period(...yearsFrom(year.value), year.next, { size: 'year', isAdverb: false });
};

const DECADE = { size: 'decade', family: 'decade', isAdverb: false } as const;

function decadeAt(scene: Scene, at: number): Period | null {
  const { items } = scene;
  const isNamed =
    scene.modifiersFollow && senseOf(items, at, 'unit') === 'decade' && has(items, at + 1, 'of');
  const named = isNamed ? yearAt(items, skip(items, at + 1, 'of', 'article')) : null;
  if (named && named.value % 10 === 0) return period(...yearsFrom(named.value, 10), named.next, DECADE);
  const item = items[at];
  const tail = items[at + 1];
  if (!item || item.number === null || item.raw.length !== 4 || item.number % 10 !== 0) return null;
  if (!tail || tail.spaced || !DECADE_ENDINGS.has(tail.text)) return null;
  const next = senseOf(items, at + 2, 'units') === 'year' ? at + 3 : at + 2;
  return period(...yearsFrom(item.number, 10), next, DECADE);
}

export const holidayForm: Form = (scene, at, _nested, depth) => {
  const { items, country } = scene;
  const start = items[at]?.is.get('event_adjective') === 'owner' ? at + 1 : afterArticle(scene, at);
  const which = senseOf(items, start, 'which');
  const nameAt = which === undefined ? start : start + 1;
  const key = senseOf(items, nameAt, 'holiday');
  if (key === undefined || isPossessive(scene, nameAt + 1) || isPartOfName(items, nameAt + 1)) return null;
  const days = holidayDays(key);
  const spanOf = (year: number): [number, number] | null => {
    const day = holidayIn(key, year, country);
    return day === null ? null : [day, day + days - 1];
  };
  const size = days === 1 ? ('day' as const) : ('week' as const);
  const base = { size, family: 'holiday' as const, isAdverb: which !== undefined };
  // "Our Independence Day, the 24th of August": the speaker gives the date.
  const given = isMark(items, nameAt + 1, ',') ? dateAt(scene, afterArticle(scene, nameAt + 2)) : null;
  if (given && !given.refuse) return period(given.start, given.end, given.next, base);
  if (senseOf(items, nameAt + 1, 'unit') === 'week')
    return weekOfDay(recurring(scene, spanOf, which, nameAt + 2));
  const tied = which === undefined ? tiedYear(scene, nameAt + 1, depth) : null;
  const span = tied && spanOf(tied.year);
  if (tied && span) return period(...span, tied.next, base);
  const found = recurring(scene, spanOf, which, nameAt + 1);
  return period(found.start, found.end, afterClock(scene, found.next), { ...base, ...found });
};

/** "The July Fourth recess", "the Good Friday Agreement": the holiday is only part of the name. */
function isPartOfName(items: readonly Item[], at: number): boolean {
  const event = senseOf(items, at, 'event');
  const next = items[at];
  const isNoun = next?.is.size === 0 && !next.isMark && next.capital && next.raw !== next.raw.toUpperCase();
  // "A ban on Christmas cards".
  const isThing =
    next?.is.size === 0 &&
    !next.isMark &&
    senseOf(items, at - 2, 'relation') === 'on' &&
    ENDS_IN_S.test(next.text);
  return isNoun || isThing || (event !== undefined && event !== 'holidays');
}

/** "Thanksgiving week". */
function weekOfDay(day: Partial<Period> & { start: number; next: number }): Period {
  const monday = mondayOf(day.start);
  return period(monday, monday + 6, day.next, { size: 'week', refuse: day.refuse ?? null, isAdverb: false });
}

/** "the new year": its first day as a limit, the whole year as a stretch ("in the new year"). */
export const newYear: Form = (scene, at, _nested, depth) => {
  const { items, today } = scene;
  const start = afterArticle(scene, at);
  if (!has(items, start, 'new_year')) return null;
  const span = unitPeriod(today, 'year', 1);
  if (!span) return null;
  const relation = senseOf(items, at - 1, 'relation');
  const isStretch = depth > 0 || relation === 'in';
  const early = {
    start: span[0],
    end: monthStart(civil(span[0]).year, 5) - 1,
    why: 'or only its first months',
  };
  if (!isStretch)
    return period(span[0], span[0], start + 1, { size: 'month', family: 'holiday', isAdverb: false });
  return period(...span, start + 1, { size: 'year', isAdverb: false, other: depth > 0 ? null : early });
};
