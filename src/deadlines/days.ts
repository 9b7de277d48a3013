/** Single days: "tomorrow at noon", "next Tuesday", "two weeks from Friday". */
import { addMonths, civil, isDate, mondayOf, weekdayOf } from './calendar.ts';
import { afterClock, clockEnd } from './clock.ts';
import { dateAt } from './dates.ts';
import { has, isAny, isMark, ordinalAt, senseOf, skip } from './items.ts';
import { type Amount, addAmount, amountOf, type Length, lengthAt, plainLength } from './lengths.ts';
import type { Item } from './items.ts';
import { afterArticle, type Form, isName, isPossessive, type Period, period, type Scene } from './scene.ts';
import { unitForm } from './spans.ts';
import type { Category } from './senses.ts';

const VERBS: readonly Category[] = ['future', 'present', 'past_word'];

export const clockForm: Form = (scene, at, nested) => {
  const end = clockEnd(scene, at);
  if (end === null) return null;
  const { items } = scene;
  const dayStart = skip(items, isMark(items, end, ',') ? end + 1 : end, 'relation', 'of');
  const day = nested(dayStart);
  if (day && day.size === 'day') return { ...day, isEnd: true };
  // "By 8 p.m. on the day of the election": not today.
  if (senseOf(items, end, 'relation') === 'on') return null;
  if (has(items, at, 'article') || has(items, end, 'of')) return null;
  return period(scene.today, scene.today, end, {
    size: 'clock',
    family: 'day_word',
    isAdverb: false,
    isEnd: senseOf(items, at, 'daytime') === 'end',
  });
};

export const dayWord: Form = (scene, at, _nested, depth) => {
  const offset = senseOf(scene.items, at, 'day');
  if (offset === undefined || isPossessive(scene, at + 1)) return null;
  // "The jobs of tomorrow", where "by the end of tomorrow" is a time.
  const isOf = depth === 0 && has(scene.items, at - 1, 'of');
  if (isOf || (offset === '0' ? qualifiesNoun(scene, at) : isSubject(scene, at)))
    return period(scene.today, scene.today, at + 1, { refuse: 'unclear' });
  const later = lengthBehind(scene, at + 1);
  if (later) {
    const moved = addAmount(scene.today + Number(offset), later.amount);
    return period(moved, moved, afterClock(scene, later.next), { family: 'counted_from_day' });
  }
  const day = scene.today + Number(offset);
  const isLater = has(scene.items, at, 'part');
  const family = Number(offset) > 1 ? 'counted_from_day' : isLater ? 'later_this' : 'day_word';
  return period(day, day, afterClock(scene, at + 1), { family });
};

/** "Kids today can't read", "a child born in America today": said of the noun before it. */
function qualifiesNoun({ items }: Scene, at: number): boolean {
  const [before, after] = [items[at - 1], items[at + 1]];
  const isBorn = [1, 2, 3, 4].some((n) => has(items, at - n, 'born'));
  const isNoun =
    (before?.is.size === 0 || before?.is.has('not_a_year') === true) &&
    !before.isMark &&
    (!before.capital || before.text.endsWith('s'));
  return isBorn || (isNoun && after !== undefined && isAny(after, VERBS));
}

/** "A brighter tomorrow". */
function isBetter(items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  return before?.is.size === 0 && before.text.endsWith('er') && has(items, at - 2, 'one');
}

/** How far behind its verb a day is compared: "tomorrow can be a lot better". */
const COMPARED_REACH = 6;

/** "Tomorrow belongs to us", "tomorrow can be better", "better than today": a subject and no time. */
function isSubject({ items, modifiersFollow }: Scene, at: number): boolean {
  const [before, after] = [items[at - 1], items[at + 1]];
  const isVerb = after !== undefined && isAny(after, VERBS);
  if (has(items, at - 1, 'comparative') || isBetter(items, at)) return true;
  if (isVerb && items.slice(at + 2, at + COMPARED_REACH).some(({ is }) => is.has('comparative'))) return true;
  const isOpening = !before || before.isMark;
  return !modifiersFollow && isOpening && after?.is.size === 0 && !after.isMark && after.text.endsWith('s');
}

/** "tomorrow week", "Friday fortnight", "Freitag in zwei Wochen": that much after the day. */
function lengthBehind({ items, verbSecond }: Scene, at: number): { amount: Amount; next: number } | null {
  const length = verbSecond && items[at]?.text === 'in' ? lengthAt(items, at + 1) : null;
  if (length && !length.range && !length.needsCalendar) return { amount: length.max, next: length.next };
  const unit = senseOf(items, at, 'unit');
  if (unit !== 'week' && unit !== 'fortnight') return null;
  return { amount: amountOf(1, unit), next: at + 1 };
}

export const weekdayForm: Form = (scene, at, nested, depth) => {
  const { items, today } = scene;
  const which = senseOf(items, at, 'which');
  const nameAt = which === undefined ? at : at + 1;
  const weekday = Number(senseOf(items, nameAt, 'weekday') ?? 0);
  if (has(items, at - 1, 'ordinal') || items[at - 1]?.ordinal != null) return null;
  // "On a Tuesday" is any, where "a Tuesday deadline" is the next.
  if (has(items, at - 1, 'one') && which === undefined && !has(items, at + 1, 'deadline_noun'))
    return period(today, today, at + 1, { refuse: 'unclear' });
  if (weekday === 0 || !isName(scene, nameAt) || isPossessive(scene, nameAt + 1)) return null;
  let next = afterClock(scene, nameAt + 1);
  if (which === 'last') return period(today, today, next, { refuse: 'past' });
  const joint = senseOf(items, next, 'relation');
  if (has(items, at - 1, 'article') && (joint === 'after' || joint === 'before'))
    return period(today, today, nested(next + 1)?.next ?? next + 1, { refuse: 'unclear' });
  if (has(items, nameAt + 1, 'frequency')) return period(today, today, nameAt + 2, { refuse: 'unclear' });
  const opensName = !scene.modifiersFollow;
  const isNamed = next > nameAt + 1 && opensPhrase(items, at) && isNamePart(items[next]);
  // "That Tuesday in September".
  const isThat = senseOf(items, at - 1, 'conjunction') === 'that' && !isAny(items[nameAt + 1], VERBS);
  if (isThat && has(items, nameAt + 1, 'relation'))
    return period(today, today, nested(nameAt + 2)?.next ?? nameAt + 1, { refuse: 'past' });
  const isOfEvent = has(items, at - 1, 'article') && has(items, nameAt + 1, 'event');
  // "Super Saturday is not the end", "the Bloody Sunday families".
  const isTitle =
    items[at - 1]?.is.size === 0 &&
    isCapital(items[at - 1]) &&
    (has(items, nameAt + 1, 'present') || has(items, at - 2, 'article') || isCapital(items[at - 2]));
  const isOfName =
    isNamed || isTitle || isOfEvent || isNamePart(items[nameAt + 1]) || isAttribute(scene, nameAt);
  if (opensName && isOfName) return null;

  const written = dateAt(scene, skip(items, isMark(items, next, ',') ? next + 1 : next, 'article'));
  if (written && written.start === written.end && which === undefined) {
    const agrees = weekdayOf(written.start) === weekday;
    return period(written.start, written.end, written.next, {
      family: 'date',
      refuse: agrees ? null : 'unclear',
    });
  }
  const week = weekOf(scene, skip(items, next, 'of', 'article'), depth);
  const coming = today + (((weekday - weekdayOf(today) + 6) % 7) + 1);
  let day = which === 'next' ? mondayOf(today) + 6 + weekday : coming;
  if (week) {
    day = week.start + weekday - 1;
    next = afterClock(scene, week.next);
  } else if (which === undefined && has(items, next, 'after_next')) {
    day = coming + 7;
    next++;
  } else if (which === undefined) {
    const later = lengthBehind(scene, next);
    if (later) day = addAmount(coming, later.amount);
    next = later?.next ?? next;
  }
  return period(day, day, next, {
    family: 'weekday',
    isAdverb: !scene.needsCapital.has(items[nameAt]?.text ?? ''),
  });
};

/** "The Friday after Thanksgiving", "the first Tuesday after the first Monday in November": counted from the day named. */
export const weekdayBeside: Form = (scene, at, nested) => {
  const { items, today } = scene;
  const isNamed = has(items, at, 'article');
  // "Am Dienstag nach dem ersten Montag": German draws its article into the preposition.
  if (!isNamed && !(scene.verbSecond && senseOf(items, at - 1, 'relation') === 'on')) return null;
  const start = isNamed ? at + 1 : at;
  const ordinal = ordinalAt(items, start);
  const nameAt = ordinal === 0 ? start : start + 1;
  const weekday = Number(senseOf(items, nameAt, 'weekday') ?? 0);
  const joint = senseOf(items, nameAt + 1, 'relation');
  if (weekday === 0 || (joint !== 'after' && joint !== 'before')) return null;
  const base = nested(nameAt + 2);
  if (!base || base.size === 'clock') return null;
  if (base.size !== 'day' || base.refuse) return period(today, today, base.next, { refuse: 'unclear' });
  // "The last Friday before Christmas" is the first that one meets, going back.
  const nth = Math.max(ordinal, 1);
  const away = (weekday - weekdayOf(base.start) + 7) % 7;
  const day = base.start + (joint === 'after' ? (away || 7) + 7 * (nth - 1) : away - 7 * nth);
  return period(day, day, base.next, { family: 'counted_from_day' });
};

/** First in its sentence, or behind an article. */
function opensPhrase(items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  return !before || before.is.has('article') || before.sentence !== items[at]?.sentence;
}

/** "Sunday Times": a capitalised word the table does not know makes a name of it. */
function isNamePart(item: Item | undefined): boolean {
  const isUnknown = item !== undefined && !item.isMark && (item.is.size === 0 || item.is.has('times'));
  return isUnknown && isCapital(item);
}

function isCapital(item: Item | undefined): boolean {
  return item?.capital === true && !item.isMark && item.raw !== item.raw.toUpperCase();
}

/** "Sunday liquor sales": a weekday that opens the sentence before an unknown noun. */
function isAttribute(scene: Scene, at: number): boolean {
  const { items } = scene;
  const after = items[at + 1];
  return opensPhrase(items, at) && after !== undefined && !after.isMark && after.is.size === 0;
}

/** The Monday of "this week", "next week", "the week after next" behind a weekday. */
function weekOf(scene: Scene, at: number, depth: number): { start: number; next: number } | null {
  const week = unitForm(scene, at, depth);
  if (week?.size !== 'week' || week.refuse) return null;
  return { start: mondayOf(week.start), next: week.next };
}

export const dateForm: Form = (scene, at) => {
  const which = senseOf(scene.items, at, 'which');
  const start = which === 'next' || which === 'coming' || which === 'this' ? at + 1 : afterArticle(scene, at);
  // "El día 15 de octubre".
  const isDay = scene.modifiersFollow && senseOf(scene.items, start, 'unit') === 'day';
  const date = dateAt(scene, isDay ? start + 1 : start);
  if (!date) return null;
  // "The January 6th Committee", where "the March 3 deadline" is a time.
  const after = scene.items[date.next];
  const isAttribute =
    has(scene.items, start - 1, 'article') && has(scene.items, start, 'month') && isCapital(after);
  if (isAttribute) return period(date.start, date.end, date.next, { refuse: 'unclear' });
  const { needsRelation, ...rest } = date;
  // "Next 15 August" said on that day is the one in a year.
  const months = which === 'next' && date.start === scene.today ? 12 : 0;
  return period(date.start, date.end, date.next, {
    ...rest,
    start: addMonths(date.start, months),
    end: addMonths(date.end, months),
    next: afterClock(scene, date.next),
    family: 'date',
    recurs: which === undefined && date.recurs === true,
    isAdverb: !needsRelation,
  });
};

/** "this time next year", "this time tomorrow": the same day, moved. */
export const thisTime: Form = (scene, at, nested) => {
  if (!has(scene.items, at, 'this_time')) return null;
  const target = nested(at + 1);
  if (!target) return null;
  const months = { month: 1, year: 12 }[String(target.size)];
  const day = months ? addMonths(scene.today, months) : scene.today + (target.size === 'week' ? 7 : 1);
  const known = target.size === 'day' ? target.start : day;
  if (!months && target.size !== 'week' && target.size !== 'day') return null;
  return period(known, known, target.next, { family: 'this_or_next' });
};

/** "the day after Christmas". */
function theDayAt(items: readonly Item[], at: number): Length | null {
  const isDay = has(items, at, 'article') && senseOf(items, at + 1, 'unit') === 'day';
  return isDay ? plainLength(amountOf(1, 'day'), 'day', at + 2) : null;
}

/**
 * The day from which a length beside a period is counted: the day itself, its last one after it and where its
 * end is named, its first one before it; null where nothing is counted from it.
 */
export function edgeOf(named: Period, relation: string): Period | null {
  if (named.size === 'day') return named;
  const isWhole =
    WHOLE.has(named.size) && !named.refuse && (named.isEnd || named.family !== 'part_of_period');
  if (!isWhole || (relation !== 'after' && relation !== 'before')) return null;
  const day = relation === 'after' || named.isEnd ? named.end : named.start;
  return { ...named, start: day, end: day };
}

const WHOLE = new Set<Period['size']>([
  'week',
  'weekend',
  'month',
  'quarter',
  'half',
  'season',
  'year',
  'decade',
]);

/** "two weeks from Friday", "ten days before Christmas", "two weeks after the end of this month": counted from a named day. */
export const countedForm: Form = (scene, at, nested) => {
  const { items } = scene;
  const length =
    has(items, at, 'number') || has(items, at, 'one') || items[at]?.number != null || has(items, at, 'few')
      ? lengthAt(items, at)
      : theDayAt(items, at);
  if (!length || length.needsCalendar || length.hyphen) return null;
  const isDirect = Number(senseOf(items, length.next, 'day') ?? 0) > 0;
  const relation = isDirect ? 'from' : (senseOf(items, length.next, 'relation') ?? '');
  if (!['from', 'after', 'before', 'on'].includes(relation)) return null;
  const named = nested(isDirect ? length.next : length.next + 1);
  const base = named && edgeOf(named, relation);
  const isYesterday = base?.refuse === 'past' && base.family === 'day_word';
  if (!base || (base.refuse && !isYesterday) || items[length.next + 1]?.text === 'today') return null;
  // "We're 37 days from the Fourth of July" measures; "the vote is two weeks from Friday" counts.
  const isDistance = relation === 'from' && has(items, at - 1, 'present') && base.family !== 'weekday';
  if (isDistance) return { ...base, refuse: 'unclear' };
  if (relation === 'on' && (length.unit !== 'week' || base.family !== 'weekday')) return null;
  const sign = relation === 'before' ? -1 : 1;
  const days = [addAmount(base.start, length.min, sign), addAmount(base.start, length.max, sign)];
  const start = Math.min(...days);
  return period(start, Math.max(...days), base.next, {
    family: 'counted_from_day',
    refuse: start < scene.today ? 'unclear' : null,
  });
};

/** "the week of March 3", "the 15th of next month", "the first of the year". */
export const dayOfPeriod: Form = (scene, at, nested, depth) => {
  const { items } = scene;
  const start = afterArticle(scene, at);
  const joint = has(items, start + 1, 'of') || senseOf(items, start + 1, 'relation') === 'from';
  if (senseOf(items, start, 'unit') === 'week' && joint) {
    const day = nested(start + 2);
    if (day?.size !== 'day' || day.refuse) return null;
    const monday = mondayOf(day.start);
    return period(monday, monday + 6, day.next, { size: 'week', isAdverb: false });
  }
  const nth = ordinalAt(items, start);
  if (nth < 1 || !has(items, start + 1, 'of')) return null;
  const inner = unitForm(scene, start + 2, depth + 1);
  if (!inner || (inner.size !== 'month' && !(inner.size === 'year' && nth === 1))) return null;
  const { year, month } = civil(inner.start);
  const isRunning = inner.start <= scene.today;
  const step = inner.size === 'year' ? 12 : 1;
  const day = inner.start + nth - 1;
  if (!isDate(year, month, nth)) return null;
  const bare = has(items, start + 2, 'article') && !has(items, start + 3, 'which');
  if (day >= scene.today || !isRunning || !bare)
    return period(day, day, inner.next, { family: 'date', isAdverb: false });
  const moved = addMonths(day, step);
  return period(moved, moved, inner.next, { family: 'date', isAdverb: false });
};
