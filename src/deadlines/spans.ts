/** Weeks, months, quarters, seasons, years and holidays by name. */
import { addMonths, civil, mondayOf, monthsFrom, monthStart, yearsFrom } from './calendar.ts';
import { dateAt, yearAt } from './dates.ts';
import { holidayDays, holidayIn } from './holidays.ts';
import { has, isMark, ordinalAt, senseOf, skip, type Items } from './items.ts';
import { unitAt } from './lengths.ts';
import { afterArticle, type Form, isName, type Period, period, type Scene } from './scene.ts';
import type { Senses, Unit } from './senses.ts';
import { is } from './signs.ts';

/** "this spring" said in autumn is the one gone by, unless the next is no further away than this. */
const NEAR_MONTHS = 6;

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

interface Head {
  which: Senses['which'] | undefined;
  nameAt: number;
}

/** "the next …": what is named, behind an article and a word that says which. */
function headAt(items: Items, at: number): Head {
  const start = has(items, at, 'article') ? at + 1 : at;
  const which = senseOf(items, start, 'which');
  return { which, nameAt: which === undefined ? start : start + 1 };
}

/** "this week", "next year", "the month after next", and under a part also "the year". */
export function unitForm(scene: Scene, at: number, depth: number): Period | null {
  const { items, today } = scene;
  const { which, ...head } = headAt(items, at);
  const nameAt = skip(items, head.nameAt, 'adjective');
  const found = unitAt(items, nameAt);
  if (!found || found.plural || (found.unit === 'day' && which !== undefined)) return null;
  const isAfterNext = which === undefined && has(items, nameAt + 1, 'after_next');
  const isOther = found.unit === 'day' && has(items, nameAt + 1, 'of');
  const isUnderPart = depth > 0 && has(items, at, 'article') && !isOther;
  if (which === undefined && !isAfterNext && !isUnderPart) return null;
  const span = unitPeriod(today, found.unit, isAfterNext ? 2 : (STEP[which ?? 'this'] ?? 0));
  const next = nameAt + (isAfterNext ? 2 : 1);
  if (!span || is('owns', items, next)) return null;
  const refuse = which === 'last' ? 'past' : null;
  return period(...span, next, { size: found.unit, family: 'this_or_next', refuse });
}

export const weekendForm: Form = (scene, at) => {
  const { items, today } = scene;
  const { which, nameAt } = headAt(items, at);
  // German "nach" is also "to": "am Wochenende nach Washington".
  const isTo = scene.verbSecond && is('toPlace', items, nameAt + 1);
  if (!has(items, nameAt, 'weekend') || (is('ofAnother', items, nameAt + 1) && !isTo)) return null;
  const isAfterNext = which === undefined && has(items, nameAt + 1, 'after_next');
  const saturday = mondayOf(today) + 5 + (isAfterNext ? 14 : which === 'next' ? 7 : 0);
  return period(saturday, saturday + 1, nameAt + (isAfterNext ? 2 : 1), {
    size: 'weekend',
    family: 'weekend',
    isAdverb: which !== undefined,
    refuse: which === 'last' ? 'past' : null,
  });
};

/** A period that comes round every year. */
interface Yearly {
  /** The one that begins in a year. */
  spanOf: (year: number) => [number, number] | null;
  which: Head['which'];
  next: number;
  base: Partial<Period>;
}

/** The year that a month or quarter is tied to: "March 2026", "March of next year". */
function tiedYear(scene: Scene, at: number, depth: number): { year: number; next: number } | null {
  const { items } = scene;
  const start = skip(items, isMark(items, at, ',') ? at + 1 : at, 'of');
  const year = yearAt(items, start);
  if (year) return { year: year.value, next: year.next };
  if (!is('tiedUnit', items, start) || isMark(items, at, ',')) return null;
  const unit = unitForm(scene, skip(items, start, 'relation'), depth + 1);
  return unit?.size === 'year' ? { year: civil(unit.start).year, next: unit.next } : null;
}

function tied(scene: Scene, { spanOf, which, next, base }: Yearly, depth: number): Period | null {
  const year = which === undefined ? tiedYear(scene, next, depth) : null;
  const span = year && spanOf(year.year);
  return year && span && period(...span, year.next, base);
}

/** Without a year: the one running now or the next to come; "next" is next year's, kindly read. */
function recurring(scene: Scene, { spanOf, which, next, base }: Yearly): Period {
  const { items, today } = scene;
  const thisYear = civil(today).year;
  const spans = [-1, 0, 1, 2].map((n) => spanOf(thisYear + n)).filter((span) => span !== null);
  const [coming, following = coming] = spans.filter(([, end]) => end >= today);
  if (!coming || !following) return period(today, today, next, { ...base, refuse: 'unclear' });
  const first = period(...coming, next, base);
  const second = period(...following, next, base);
  const isRunning = coming[0] <= today && coming[1] > coming[0];
  const isOfNextYear = civil(coming[0]).year > thisYear;
  if (which === undefined && has(items, next, 'after_next')) return { ...second, next: next + 1 };
  const isFar = isOfNextYear && coming[0] > addMonths(today, NEAR_MONTHS);
  if (which === 'last' || (which === 'this' && !isRunning && isFar)) return { ...first, refuse: 'past' };
  // "El próximo verano" said in summer is not this one.
  const isAnother = isRunning && which === 'coming' && scene.modifiersFollow;
  if (which !== 'next' && !isAnother) return { ...first, recurs: which === undefined };
  if (isRunning) return second;
  if (isOfNextYear) return first;
  return { ...second, other: { start: coming[0], end: coming[1], why: 'or the coming one' } };
}

export const monthForm: Form = (scene, at, _nested, depth) => {
  const { items } = scene;
  const { which, nameAt } = headAt(items, at);
  const month = Number(senseOf(items, nameAt, 'month') ?? 0);
  if (month === 0 || has(items, at, 'article') || has(items, nameAt + 1, 'possessive')) return null;
  // After a preposition "in may" is safe in lower case; "this march" is not.
  if (!isName(scene, nameAt) && !is('inPart', items, nameAt)) return null;
  const yearly: Yearly = {
    spanOf: (year) => monthsFrom(year, month, 1),
    which,
    next: nameAt + 1,
    base: { size: 'month', isAdverb: which !== undefined },
  };
  return tied(scene, yearly, depth) ?? recurring(scene, yearly);
};

export const seasonForm: Form = (scene, at, _nested, depth) => {
  const { items } = scene;
  const { which, nameAt } = headAt(items, at);
  const northern = Number(senseOf(items, nameAt, 'season') ?? 0);
  if (northern === 0 || !is('season', items, nameAt)) return null;
  const first = scene.isSouthern ? ((northern + 5) % 12) + 1 : northern;
  const yearly: Yearly = {
    spanOf: (year) => monthsFrom(year, first, 3),
    which,
    next: nameAt + 1,
    base: { size: 'season', family: 'season', isAdverb: which !== undefined },
  };
  const named = tied(scene, yearly, depth);
  if (named && first !== 12) return named;
  const why = 'or the winter that ends in that year';
  if (named)
    return {
      ...named,
      other: { start: addMonths(named.start, -12), end: addMonths(named.end + 1, -12) - 1, why },
    };
  return is('seasonOf', items, nameAt + 1) ? null : recurring(scene, yearly);
};

/** "Q3", "the third quarter of next year", "the second half of March". */
export const quarterForm: Form = (scene, at, _nested, depth) => {
  const { items } = scene;
  const start = afterArticle(scene, at);
  const named = quarterName(items, start);
  if (!named) return null;
  const { months, n, next } = named;
  const yearly: Yearly = {
    spanOf: (year) => monthsFrom(year, (n - 1) * months + 1, months),
    which: undefined,
    next,
    base: { size: months === 6 ? 'half' : 'quarter', family: 'half_or_quarter', isAdverb: false },
  };
  const isHalfOf = months === 6 && is('halfOf', items, start);
  return tied(scene, yearly, depth) ?? (isHalfOf || has(items, next, 'of') ? null : recurring(scene, yearly));
};

/** Shares of a year: "el primer cuatrimestre", "el segundo bimestre". */
const MONTHS_OF_SHARE: Record<string, number> = { quarter: 3, half: 6, year_half: 6, third: 4, sixth: 2 };

function quarterName(items: Items, at: number): { months: number; n: number; next: number } | null {
  const isShort = is('shortQuarter', items, at);
  const name = senseOf(items, at + 1, 'half_year') ?? senseOf(items, at + 1, 'unit') ?? '';
  const share = isShort ? (has(items, at, 'half_year') ? 'half' : 'quarter') : name;
  const nth = isShort ? (items[at + 1]?.number ?? 0) : ordinalAt(items, at);
  const isLast = nth === -1 && share === 'quarter' && (has(items, at + 2, 'of') || yearAt(items, at + 2));
  const [months, n] = [MONTHS_OF_SHARE[share], isLast ? 4 : nth];
  return months !== undefined && n >= 1 && n * months <= 12 ? { months, n, next: at + 2 } : null;
}

export const yearForm: Form = (scene, at) => {
  const { items } = scene;
  const start = afterArticle(scene, at);
  const decade = decadeAt(scene, start);
  if (decade)
    return period(...yearsFrom(decade.value, 10), decade.next, { ...BARE, size: 'decade', family: 'decade' });
  const isNamed = senseOf(items, start, 'unit') === 'year';
  const year = isNamed || start === at ? yearAt(items, isNamed ? start + 1 : start) : null;
  return year && period(...yearsFrom(year.value), year.next, { ...BARE, size: 'year' });
};

const BARE = { isAdverb: false } as const;

function decadeAt({ items, modifiersFollow }: Scene, at: number): { value: number; next: number } | null {
  const named =
    modifiersFollow && is('decadeOf', items, at) ? yearAt(items, skip(items, at + 1, 'of', 'article')) : null;
  if (named && named.value % 10 === 0) return named;
  if (!is('decadeInFigures', items, at)) return null;
  const next = senseOf(items, at + 2, 'units') === 'year' ? at + 3 : at + 2;
  return { value: items[at]?.number ?? 0, next };
}

export const holidayForm: Form = (scene, at, _nested, depth) => {
  const { items, country } = scene;
  const { which, nameAt } = headAt(items, senseOf(items, at, 'event_adjective') === 'owner' ? at + 1 : at);
  const key = senseOf(items, nameAt, 'holiday');
  if (key === undefined || has(items, nameAt + 1, 'possessive') || is('partOfName', items, nameAt + 1))
    return null;
  const days = holidayDays(key);
  const yearly: Yearly = {
    spanOf: (year) => {
      const day = holidayIn(key, year, country);
      return day === null ? null : [day, day + days - 1];
    },
    which,
    next: nameAt + 1,
    base: { size: days === 1 ? 'day' : 'week', family: 'holiday', isAdverb: which !== undefined },
  };
  // "Our Independence Day, the 24th of August": the speaker gives the date.
  const given = isMark(items, nameAt + 1, ',') ? dateAt(scene, afterArticle(scene, nameAt + 2)) : null;
  if (given && !given.refuse) return period(given.start, given.end, given.next, yearly.base);
  const found = recurring(scene, yearly);
  // "Thanksgiving week".
  const monday = mondayOf(found.start);
  if (senseOf(items, nameAt + 1, 'unit') === 'week')
    return period(monday, monday + 6, nameAt + 2, { ...BARE, size: 'week', refuse: found.refuse });
  return tied(scene, yearly, depth) ?? found;
};

/** "the new year": its first day as a limit, the whole year as a stretch ("in the new year"). */
export const newYear: Form = (scene, at, _nested, depth) => {
  const { items, today } = scene;
  const start = afterArticle(scene, at);
  const year = civil(today).year + 1;
  if (!has(items, start, 'new_year')) return null;
  const [first, last] = yearsFrom(year);
  if (depth === 0 && senseOf(items, at - 1, 'relation') !== 'in')
    return period(first, first, start + 1, { ...BARE, size: 'month', family: 'holiday' });
  const other = { start: first, end: monthStart(year, 5) - 1, why: 'or only its first months' };
  return period(first, last, start + 1, { ...BARE, size: 'year', other: depth > 0 ? null : other });
};
