/** Named stretches of the calendar, and their parts: "late October", "the first half of 2026". */
import { addMonths, civil, nthWeekday, yearsFrom } from './calendar.ts';
import { yearAt } from './dates.ts';
import * as days from './days.ts';
import { has, ordinalAt, senseOf, skip } from './items.ts';
import { addAmount, lengthAt, unitAt, amountOf } from './lengths.ts';
import { readOnce } from './memory.ts';
import { partOf } from './parts.ts';
import { afterArticle, type Form, type Nested, type Period, period, type Scene } from './scene.ts';
import * as spans from './spans.ts';
import type { Part, Unit } from './senses.ts';
import { is, endOf } from './signs.ts';

const DEEPEST = 3;

export function periodAt(scene: Scene, at: number, depth = 0): Period | null {
  if (depth > DEEPEST || !is('periodOpens', scene.items, at)) return null;
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

/** "early next year", "mid-March", "at the end of the month", "later this year", "late or early …". */
const partForm: Form = (scene, at, nested) => {
  const { items, today } = scene;
  const start = afterArticle(scene, at);
  const part = senseOf(items, start, 'part');
  if (part === undefined) return null;
  const isTwo = is('twoParts', items, start);
  const until = (isTwo && senseOf(items, start + 2, 'part')) || part;
  const of = isTwo ? start + 3 : start + 1;
  const isBare = !isTwo && !has(items, of, 'of') && isEdge(part);
  // "Flights start this month": a verb. "By start of", "the end of", "mid" need no such care.
  if (isBare && !scene.verbSecond && !is('tied', items, of) && !is('opening', items, at)) return null;
  const innerAt = skip(items, of, 'of');
  const isIn = !isBare && senseOf(items, innerAt, 'relation') === 'in';
  const inner = innerPeriod(scene, isIn ? innerAt + 1 : innerAt, nested);
  if (!inner || inner.refuse) return inner;
  if (inner.family === 'part_of_period') return null;
  if (part === 'later') return laterPeriod(inner, today);
  if (part === 'earlier') return { ...inner, refuse: 'past' };
  if (inner.size === 'day') return dayPart(scene, at, inner, part);
  const last = partOf(inner, until);
  const whole = inner.recurs && last && last[1] < today ? yearLater(inner) : inner;
  const [from, to] = [partOf(whole, part), partOf(whole, until)];
  if (!from || !to) return null;
  // "A finales de": the preposition is part of the phrase.
  const isPlaced = scene.modifiersFollow && items[start]?.text.startsWith('a ') === true;
  return period(from[0], to[1], inner.next, {
    size: part === 'end' ? inner.size : 'month',
    family: 'part_of_period',
    isEnd: part === 'end',
    isAdverb: (scene.verbSecond && start === at) || isPlaced || !isEdge(part),
  });
};

function yearLater(whole: Period): Period {
  return { ...whole, start: addMonths(whole.start, 12), end: addMonths(whole.end + 1, 12) - 1 };
}

function isEdge(part: Part): boolean {
  return part === 'start' || part === 'end';
}

/** "At the end of the day" is a figure of speech; "by the end of the day" and "end of day" are not. */
function dayPart({ items }: Scene, at: number, day: Period, part: Part): Period {
  const isEnd = part === 'end';
  const isFigure = isEnd && has(items, day.next - 1, 'unit') && is('onBehind', items, at);
  return { ...day, isEnd, isAdverb: !isEnd, refuse: isFigure ? 'unclear' : null };
}

/** What stands behind "the end of": a period, or in "mid-year", "year-end" the running unit. */
function innerPeriod(scene: Scene, at: number, nested: Nested): Period | null {
  const { items, today } = scene;
  const inner = nested(at);
  if (inner) return inner;
  const found = unitAt(items, at);
  // "The end of year two" is not that of the calendar.
  if (!found || found.plural || has(items, at + 1, 'number')) return null;
  const { unit } = found;
  if (unit === 'century') {
    const year = Math.floor((civil(today).year - 1) / 100) * 100 + 50;
    return period(...yearsFrom(year), at + 1, { size: unit });
  }
  const span = spans.unitPeriod(today, unit, 0);
  // German "zum Jahresbeginn" and Spanish "a principios de año" name no year.
  const isUnnamed = scene.verbSecond || (scene.modifiersFollow && has(items, at - 1, 'of'));
  return span && period(...span, at + 1, { size: unit, recurs: isUnnamed && unit === 'year' });
}

function laterPeriod(inner: Period, today: number): Period {
  if (inner.size === 'day') return { ...inner, family: 'later_this' };
  const start = inner.start <= today ? Math.min(today + 1, inner.end) : inner.start;
  return { ...inner, start, family: 'later_this', isAdverb: true };
}

/** "the turn of the year": the first day of the next. */
const turnForm: Form = (scene, at) => {
  const next = endOf('turn', scene.items, at);
  const found = next === null ? null : unitAt(scene.items, next - 1);
  const span = found && !found.plural ? spans.unitPeriod(scene.today, found.unit, 1) : null;
  return span && next !== null ? period(span[0], span[0], next, { size: 'month', isAdverb: false }) : null;
};

/** "year-end", "the month's end", "this year's end". */
const endOfUnit: Form = (scene, at, _nested, depth) => {
  const { items, today } = scene;
  const next = depth > DEEPEST ? null : endOf('endOfUnit', items, at);
  if (next === null) return null;
  const start = afterArticle(scene, at);
  const which = senseOf(items, start, 'which');
  const unit = unitAt(items, which === undefined ? start : start + 1)?.unit;
  const span = unit && spans.unitPeriod(today, unit, spans.STEP[which ?? 'this'] ?? 0);
  if (!unit || !span) return null;
  const tied = which === undefined && unit === 'year' ? yearAt(items, next) : null;
  const whole = tied
    ? period(...yearsFrom(tied.value), tied.next, { size: 'year' })
    : period(...span, next, { size: unit });
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
  const head: NthHead = {
    length: lengthAt(items, start + 1),
    unit: unitAt(items, start + 1)?.unit ?? null,
    weekday: Number(senseOf(items, start + 1, 'weekday') ?? 0),
    isHalf: senseOf(items, start + 1, 'half_year') === 'half',
  };
  if (!head.length && !head.unit && !head.weekday && !head.isHalf) return null;
  const headEnd = head.length ? head.length.next : start + 2;
  const joint = senseOf(items, headEnd, 'relation') === 'in' ? headEnd + 1 : skip(items, headEnd, 'of');
  // German "des" is "of the".
  const inner = nested(joint) ?? (has(items, joint - 1, 'article') ? nested(joint - 1) : null);
  if (!inner || inner.refuse || inner.size === 'day') return inner?.refuse === 'past' ? inner : null;
  const isGone = (nthSpan(inner, nth, head)?.[1] ?? today) < today;
  // "The second Sunday of May", said late in May, is that of the next.
  const whole = isGone && head.weekday > 0 && inner.recurs ? yearLater(inner) : inner;
  const span = nthSpan(whole, nth, head);
  if (!span || span[0] < whole.start || span[1] > whole.end) return null;
  const isNamed = start > at;
  return period(...span, inner.next, {
    size: (!head.length && head.unit) || (head.weekday ? 'day' : 'month'),
    family: 'part_of_period',
    isAdverb: isNamed,
    needsFuture: isNamed,
  });
};

interface NthHead {
  length: ReturnType<typeof lengthAt>;
  unit: Unit | null;
  weekday: number;
  isHalf: boolean;
}

/** The n-th stretch of a period, counted from its end where n is -1. */
function nthSpan(inner: Period, nth: number, head: NthHead): [number, number] | null {
  const { year, month } = civil(inner.start);
  if (head.isHalf) return partOf(inner, nth === 1 ? 'first_half' : 'second_half');
  if (head.weekday) {
    const day = inner.size === 'month' ? nthWeekday(year, month, nth, head.weekday) : null;
    return day === null ? null : [day, day];
  }
  if (head.length && nth !== 1 && nth !== -1) return null;
  const one = head.length?.max ?? (head.unit ? amountOf(1, head.unit) : null);
  if (one === null || one.hours > 0) return null;
  if (nth === -1) return [addAmount(inner.end + 1, one, -1), inner.end];
  const times = (n: number): number =>
    addAmount(inner.start, { months: one.months * n, days: one.days * n, hours: 0 });
  return [times(nth - 1), times(nth) - 1];
}

/** "the week after Thanksgiving": near a named day, but the convention does not say which days. */
const besideForm: Form = (scene, at, nested) => {
  const day = is('besideDay', scene.items, at) ? nested(at + 3) : null;
  return day && { ...day, refuse: 'unclear' };
};

/** "El martes", "el 2030": names that other languages write without an article. */
const namedDay: Form = (scene, at, _nested, depth) =>
  scene.modifiersFollow && is('oneArticle', scene.items, at) ? periodAt(scene, at + 1, depth) : null;

/** Every form by its name, in the order in which they are tried. */
const FORMS: readonly (readonly [name: string, form: Form])[] = [
  ['clock', days.clockForm],
  ['this time', days.thisTime],
  ['day word', days.dayWord],
  ['weekday beside', days.weekdayBeside],
  ['quarter', spans.quarterForm],
  ['nth', nthForm],
  ['weekday', days.weekdayForm],
  ['date', days.dateForm],
  ['counted', days.countedForm],
  ['beside', besideForm],
  ['day of period', days.dayOfPeriod],
  ['end of unit', endOfUnit],
  ['turn', turnForm],
  ['new year', spans.newYear],
  ['holiday', spans.holidayForm],
  ['part', partForm],
  ['month', spans.monthForm],
  ['unit', (scene, at, _nested, depth) => spans.unitForm(scene, at, depth)],
  ['weekend', spans.weekendForm],
  ['season', spans.seasonForm],
  ['year', spans.yearForm],
  ['named day', namedDay],
];
