/** Named stretches of the calendar, and their parts: "late October", "the first half of 2026". */
import { addMonths, civil, nthWeekday, yearsFrom } from './calendar.ts';
import { yearAt } from './dates.ts';
import {
  clockForm,
  countedForm,
  dateForm,
  dayOfPeriod,
  dayWord,
  thisTime,
  weekdayBeside,
  weekdayForm,
} from './days.ts';
import { has, ordinalAt, senseOf, skip } from './items.ts';
import { addAmount, lengthAt, unitAt } from './lengths.ts';
import type { Item } from './items.ts';
import { readOnce } from './memory.ts';
import { partOf } from './parts.ts';
import { afterArticle, type Form, type Nested, type Period, period, type Scene } from './scene.ts';
import {
  holidayForm,
  monthForm,
  newYear,
  quarterForm,
  STEP,
  seasonForm,
  unitForm,
  unitPeriod,
  weekendForm,
  yearForm,
} from './spans.ts';
import type { Part, Unit } from './senses.ts';

const DEEPEST = 3;

export function periodAt(scene: Scene, at: number, depth = 0): Period | null {
  if (depth > DEEPEST || at >= scene.items.length) return null;
  return periodOnce(scene, at * (DEEPEST + 1) + depth);
}

const periodOnce = readOnce((scene: Scene, place: number): Period | null => {
  const depth = place % (DEEPEST + 1);
  const at = (place - depth) / (DEEPEST + 1);
  const nested: Nested = (inner) => periodAt(scene, inner, depth + 1);
  for (const [name, form] of FORMS) {
    const period = form(scene, at, nested, depth);
    if (period) return settle(scene, { ...period, rule: name });
  }
  return null;
});

/** A period that is wholly over is the past, whatever form it had. */
function settle(scene: Scene, period: Period): Period {
  if (period.refuse === null && period.end < scene.today) return { ...period, refuse: 'past' };
  return period;
}

/** "early next year", "mid-March", "at the end of the month", "later this year". */
const partForm: Form = (scene, at, nested) => {
  const { items, today } = scene;
  const start = afterArticle(scene, at);
  const part = senseOf(items, start, 'part');
  if (part === undefined) return null;
  let innerAt = skip(items, start + 1, 'of');
  let until: Part | null = null;
  if ((has(items, start + 1, 'to') || has(items, start + 1, 'or')) && has(items, start + 2, 'part')) {
    until = senseOf(items, start + 2, 'part') ?? null;
    innerAt = skip(items, start + 3, 'of');
  }
  const isBare = innerAt === start + 1 && isEdge(part);
  // "Flights start this month": a verb. "By start of", "the end of", "mid" need no such care.
  if (isBare && !scene.verbSecond && !items[innerAt]?.hyphen && !isOpening(items, at)) return null;
  if (!isBare && senseOf(items, innerAt, 'relation') === 'in') innerAt++;
  const inner = innerPeriod(scene, innerAt, nested);
  if (!inner) return null;
  if (inner.refuse) return inner;
  if (inner.family === 'part_of_period') return null;
  if (part === 'later') return laterPeriod(inner, today);
  if (part === 'earlier') return { ...inner, refuse: 'past' };
  if (inner.size === 'day') return dayPart(scene, at, inner, part);
  let first = partOf(inner, part);
  let last = partOf(inner, until ?? part);
  if (inner.recurs && last && last[1] < today) {
    const following = yearLater(inner);
    first = partOf(following, part);
    last = partOf(following, until ?? part);
  }
  if (!first || !last) return null;
  return period(first[0], last[1], inner.next, {
    size: part === 'end' ? inner.size : 'month',
    family: 'part_of_period',
    isEnd: part === 'end',
    isAdverb: (scene.verbSecond && start === at) || isPlaced(scene, start) || !isEdge(part),
  });
};

function yearLater(whole: Period): Period {
  return { ...whole, start: addMonths(whole.start, 12), end: addMonths(whole.end + 1, 12) - 1 };
}

/** "A finales de": the preposition is part of the phrase. */
function isPlaced({ items, modifiersFollow }: Scene, at: number): boolean {
  return modifiersFollow && items[at]?.text.startsWith('a ') === true;
}

function isEdge(part: Part): boolean {
  return part === 'start' || part === 'end';
}

/** Is this the first word, or one behind "by", "about", "until"? */
function isOpening(items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  return (
    !before || before.isMark || before.is.has('relation') || before.is.has('approx') || before.is.has('hedge')
  );
}

/** "At the end of the day" is a figure of speech; "by the end of the day" and "end of day" are not. */
function dayPart(scene: Scene, at: number, day: Period, part: Part): Period {
  const isFigure =
    part === 'end' &&
    has(scene.items, day.next - 1, 'unit') &&
    senseOf(scene.items, at - 1, 'relation') === 'on';
  return { ...day, isEnd: part === 'end', isAdverb: part !== 'end', refuse: isFigure ? 'unclear' : null };
}

/** What stands behind "the end of": a period, or in "mid-year", "year-end" the running unit. */
function innerPeriod(scene: Scene, at: number, nested: Nested): Period | null {
  const inner = nested(at);
  if (inner) return inner;
  const found = unitAt(scene.items, at);
  // "The end of year two" is not that of the calendar.
  if (!found || found.plural || has(scene.items, at + 1, 'number')) return null;
  if (found.unit === 'century') {
    const year = Math.floor((civil(scene.today).year - 1) / 100) * 100 + 50;
    return period(...yearsFrom(year), at + 1, { size: 'century' });
  }
  const span = unitPeriod(scene.today, found.unit, 0);
  // German "zum Jahresbeginn" and Spanish "a principios de año" name no year.
  const isUnnamed = scene.modifiersFollow && has(scene.items, at - 1, 'of');
  const recurs = (scene.verbSecond || isUnnamed) && found.unit === 'year';
  return span && period(span[0], span[1], at + 1, { size: found.unit, recurs });
}

function laterPeriod(inner: Period, today: number): Period {
  if (inner.size === 'day') return { ...inner, family: 'later_this' };
  const isRunning = inner.start <= today;
  const start = isRunning ? Math.min(today + 1, inner.end) : inner.start;
  return { ...inner, start, family: 'later_this', isAdverb: true };
}

/** "the turn of the year": the first day of the next. */
const turnForm: Form = (scene, at) => {
  const { items, today } = scene;
  const start = afterArticle(scene, at);
  if (!has(items, start, 'turn_of') || !has(items, start + 1, 'of')) return null;
  const nameAt = skip(items, start + 2, 'article');
  const found = unitAt(items, nameAt);
  const span = found && !found.plural ? unitPeriod(today, found.unit, 1) : null;
  return span && period(span[0], span[0], nameAt + 1, { size: 'month', isAdverb: false });
};

/** "year-end", "the month's end", "this year's end". */
const endOfUnit: Form = (scene, at, _nested, depth) => {
  const { items, today } = scene;
  const start = afterArticle(scene, at);
  const which = senseOf(items, start, 'which');
  const unitStart = which === undefined ? start : start + 1;
  const found = unitAt(items, unitStart);
  if (!found || found.plural) return null;
  const endAt = skip(items, unitStart + 1, 'possessive');
  if (!has(items, endAt, 'last_of') || depth > DEEPEST) return null;
  const span = unitPeriod(today, found.unit, STEP[which ?? 'this'] ?? 0);
  if (!span) return null;
  const tied = which === undefined && found.unit === 'year' ? yearAt(items, endAt + 1) : null;
  const whole = tied
    ? period(...yearsFrom(tied.value), tied.next, { size: 'year' })
    : period(...span, endAt + 1, { size: found.unit });
  const late = partOf(whole, 'end');
  if (!late) return null;
  return { ...whole, start: late[0], end: late[1], family: 'part_of_period', isEnd: true, isAdverb: false };
};

/** "the first week of March", "the last Friday of the month", "the first six months of 2026". */
const nthForm: Form = (scene, at, nested) => {
  const { items, today } = scene;
  const start = afterArticle(scene, at);
  const nth = ordinalAt(items, start);
  if (nth === 0 || nth > 31) return null;
  const length = lengthAt(items, start + 1);
  const found = unitAt(items, start + 1);
  const weekday = Number(senseOf(items, start + 1, 'weekday') ?? 0);
  const half = senseOf(items, start + 1, 'half_year') === 'half';
  const headEnd = length ? length.next : start + 2;
  if (!length && !found && !weekday && !half) return null;
  const joint = senseOf(items, headEnd, 'relation') === 'in' ? headEnd + 1 : skip(items, headEnd, 'of');
  // German "des" is "of the".
  const inner = nested(joint) ?? (has(items, joint - 1, 'article') ? nested(joint - 1) : null);
  if (!inner || inner.refuse || inner.size === 'day') return inner?.refuse === 'past' ? inner : null;
  const head = { length, unit: found?.unit ?? null, weekday, half };
  const isGone = (nthSpan(inner, nth, head)?.[1] ?? today) < today;
  // "The second Sunday of May", said late in May, is that of the next.
  const whole = isGone && weekday > 0 && inner.recurs ? yearLater(inner) : inner;
  const span = nthSpan(whole, nth, head);
  if (!span || span[0] < whole.start || span[1] > whole.end) return null;
  const size = length || !found ? (weekday ? 'day' : 'month') : found.unit;
  const isNamed = start > at;
  return period(span[0], span[1], inner.next, {
    size,
    family: 'part_of_period',
    isAdverb: isNamed,
    needsFuture: isNamed,
  });
};

interface NthHead {
  length: ReturnType<typeof lengthAt>;
  unit: Unit | null;
  weekday: number;
  half: boolean;
}

function nthSpan(inner: Period, nth: number, head: NthHead): [number, number] | null {
  const { year, month } = civil(inner.start);
  if (head.half) return partOf(inner, nth === 1 ? 'first_half' : 'second_half');
  if (head.weekday) {
    const day = inner.size === 'month' ? nthWeekday(year, month, nth, head.weekday) : null;
    return day === null ? null : [day, day];
  }
  if (head.length) {
    if (nth === 1) return [inner.start, addAmount(inner.start, head.length.max) - 1];
    return nth === -1 ? [addAmount(inner.end + 1, head.length.max, -1), inner.end] : null;
  }
  if (head.unit === 'day' || head.unit === 'week') {
    const days = head.unit === 'day' ? 1 : 7;
    if (nth === -1) return [inner.end - days + 1, inner.end];
    return [inner.start + (nth - 1) * days, inner.start + nth * days - 1];
  }
  const months = { month: 1, quarter: 3, year: 12 }[String(head.unit)];
  if (!months) return null;
  if (nth === -1) return [addMonths(inner.end + 1, -months), inner.end];
  return [addMonths(inner.start, (nth - 1) * months), addMonths(inner.start, nth * months) - 1];
}

/** "the week after Thanksgiving": near a named day, but the convention does not say which days. */
const besideForm: Form = (scene, at, nested) => {
  const { items } = scene;
  const unit = has(items, at, 'article') ? at + 1 : null;
  if (unit === null || !(has(items, unit, 'unit') || has(items, unit, 'weekend'))) return null;
  const joint = senseOf(items, unit + 1, 'relation');
  if (joint !== 'after' && joint !== 'before') return null;
  const day = nested(unit + 2);
  return day && { ...day, refuse: 'unclear' };
};

/** "El martes", "el 2030": names that other languages write without an article. */
const namedDay: Form = (scene, at, _nested, depth) =>
  scene.modifiersFollow && has(scene.items, at, 'article') && !has(scene.items, at + 1, 'article')
    ? periodAt(scene, at + 1, depth)
    : null;

/** Every form by its name, in the order in which they are tried. */
const FORMS: readonly (readonly [name: string, form: Form])[] = [
  ['clock', clockForm],
  ['this time', thisTime],
  ['day word', dayWord],
  ['weekday beside', weekdayBeside],
  ['quarter', quarterForm],
  ['nth', nthForm],
  ['weekday', weekdayForm],
  ['date', dateForm],
  ['counted', countedForm],
  ['beside', besideForm],
  ['day of period', dayOfPeriod],
  ['end of unit', endOfUnit],
  ['turn', turnForm],
  ['new year', newYear],
  ['holiday', holidayForm],
  ['part', partForm],
  ['month', monthForm],
  ['unit', (scene, at, _nested, depth) => unitForm(scene, at, depth)],
  ['weekend', weekendForm],
  ['season', seasonForm],
  ['year', yearForm],
  ['named day', namedDay],
];
