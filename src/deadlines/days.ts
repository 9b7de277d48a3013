/** Single days: "tomorrow at noon", "next Tuesday", "two weeks from Friday". */
import { addMonths, civil, isDate, mondayOf, weekdayOf } from './calendar.ts';
import { dateAt } from './dates.ts';
import { has, isMark, ordinalAt, senseOf, skip, type Items } from './items.ts';
import { addAmount, amountOf, type Length, lengthAt, plainLength } from './lengths.ts';
import { afterArticle, type Form, isName, type Period, period, type Scene, unclear } from './scene.ts';
import { is, endOf } from './signs.ts';
import { unitForm } from './spans.ts';

/** Behind a time of day: the grammar counts in days, and only reads past "at 5 pm", "noon", "tonight at 9". */
function afterClock({ items }: Scene, at: number): number {
  const start = isMark(items, at, ',') || has(items, at, 'relation') ? at + 1 : at;
  return endOf('clock', items, start) ?? endOf('clock', items, at) ?? endOf('bareHour', items, at) ?? at;
}

export const clockForm: Form = (scene, at, nested) => {
  const { items, today } = scene;
  const end = endOf('clock', items, at);
  if (end === null) return null;
  const day = nested(skip(items, isMark(items, end, ',') ? end + 1 : end, 'relation', 'of'));
  if (day?.size === 'day') return { ...day, isEnd: true };
  // "By 8 p.m. on the day of the election": not today.
  if (is('ofOther', items, end) || has(items, at, 'article')) return null;
  const isEnd = senseOf(items, at, 'daytime') === 'end';
  return period(today, today, end, { size: 'clock', family: 'day_word', isAdverb: false, isEnd });
};

export const dayWord: Form = (scene, at, _nested, depth) => {
  const { items } = scene;
  const sense = senseOf(items, at, 'day');
  if (sense === undefined || has(items, at + 1, 'possessive')) return null;
  const offset = Number(sense);
  // "The jobs of tomorrow", where "by the end of tomorrow" is a time.
  const isOf = depth === 0 && has(items, at - 1, 'of');
  const isSubject = is('daySubject', items, at) || (!scene.modifiersFollow && is('belongs', items, at));
  if (isOf || (offset === 0 ? is('ofNoun', items, at) : isSubject)) return unclear(scene, at + 1);
  const day = scene.today + offset;
  const later = dayAfter(scene, day, at + 1);
  const isLater = has(items, at, 'part');
  const family = later || offset > 1 ? 'counted_from_day' : isLater ? 'later_this' : 'day_word';
  return period(later?.day ?? day, later?.day ?? day, afterClock(scene, later?.next ?? at + 1), { family });
};

/** "tomorrow week", "Friday fortnight", "Freitag in zwei Wochen": that much after the day. */
function dayAfter(
  { items, verbSecond }: Scene,
  day: number,
  at: number,
): { day: number; next: number } | null {
  const length = verbSecond && items[at]?.text === 'in' ? lengthAt(items, at + 1) : null;
  if (length && !length.range && !length.needsCalendar)
    return { day: addAmount(day, length.max), next: length.next };
  const unit = senseOf(items, at, 'unit');
  const isWeeks = unit === 'week' || unit === 'fortnight';
  return isWeeks ? { day: addAmount(day, amountOf(1, unit)), next: at + 1 } : null;
}

export const weekdayForm: Form = (scene, at, nested, depth) => {
  const { items, today } = scene;
  const which = senseOf(items, at, 'which');
  const nameAt = which === undefined ? at : at + 1;
  const weekday = Number(senseOf(items, nameAt, 'weekday') ?? 0);
  if (is('behindOrdinal', items, at)) return null;
  if (is('anyDay', items, at)) return unclear(scene, at + 1);
  if (weekday === 0 || !isName(scene, nameAt) || has(items, nameAt + 1, 'possessive')) return null;
  const next = afterClock(scene, nameAt + 1);
  if (which === 'last') return { ...unclear(scene, next), refuse: 'past' };
  if (has(items, at - 1, 'article') && is('besideTime', items, next))
    return unclear(scene, nested(next + 1)?.next ?? next + 1);
  if (has(items, nameAt + 1, 'frequency')) return unclear(scene, nameAt + 2);
  if (is('thatDay', items, at))
    return { ...unclear(scene, nested(nameAt + 2)?.next ?? nameAt + 1), refuse: 'past' };
  // "Sunday Times".
  const isTimed = next > nameAt + 1 && is('phraseOpens', items, at) && is('namePart', items, next);
  if (!scene.modifiersFollow && (isTimed || is('dayInName', items, at))) return null;

  const written = dateAt(scene, skip(items, isMark(items, next, ',') ? next + 1 : next, 'article'));
  if (written && written.start === written.end && which === undefined) {
    const refuse = weekdayOf(written.start) === weekday ? null : 'unclear';
    return period(written.start, written.end, written.next, { family: 'date', refuse });
  }
  const isAdverb = !scene.needsCapital.has(items[nameAt]?.text ?? '');
  const named = (day: number, end: number): Period => period(day, day, end, { family: 'weekday', isAdverb });
  // "Tuesday of the week after next".
  const week = unitForm(scene, skip(items, next, 'of', 'article'), depth);
  if (week?.size === 'week' && !week.refuse)
    return named(mondayOf(week.start) + weekday - 1, afterClock(scene, week.next));
  if (which === 'next') return named(mondayOf(today) + 6 + weekday, next);
  const coming = today + (((weekday - weekdayOf(today) + 6) % 7) + 1);
  if (which !== undefined) return named(coming, next);
  if (has(items, next, 'after_next')) return named(coming + 7, next + 1);
  const later = dayAfter(scene, coming, next);
  return named(later?.day ?? coming, later?.next ?? next);
};

/** "The Friday after Thanksgiving", "the first Tuesday after the first Monday in November": counted from the day named. */
export const weekdayBeside: Form = (scene, at, nested) => {
  const { items } = scene;
  const isNamed = has(items, at, 'article');
  // "Am Dienstag nach dem ersten Montag": German draws its article into the preposition.
  if (!isNamed && !(scene.verbSecond && is('onBehind', items, at))) return null;
  const start = isNamed ? at + 1 : at;
  const ordinal = ordinalAt(items, start);
  const nameAt = ordinal === 0 ? start : start + 1;
  const weekday = Number(senseOf(items, nameAt, 'weekday') ?? 0);
  const base = weekday > 0 && is('besideTime', items, nameAt + 1) ? nested(nameAt + 2) : null;
  if (!base || base.size === 'clock') return null;
  if (base.size !== 'day' || base.refuse) return unclear(scene, base.next);
  // "The last Friday before Christmas" is the first that one meets, going back.
  const nth = Math.max(ordinal, 1);
  const away = (weekday - weekdayOf(base.start) + 7) % 7;
  const isAfter = senseOf(items, nameAt + 1, 'relation') === 'after';
  const day = base.start + (isAfter ? (away || 7) + 7 * (nth - 1) : away - 7 * nth);
  return period(day, day, base.next, { family: 'counted_from_day' });
};

export const dateForm: Form = (scene, at) => {
  const { items, today } = scene;
  const which = senseOf(items, at, 'which');
  const start = which === 'next' || which === 'coming' || which === 'this' ? at + 1 : afterArticle(scene, at);
  // "El día 15 de octubre".
  const isDay = scene.modifiersFollow && senseOf(items, start, 'unit') === 'day';
  const date = dateAt(scene, isDay ? start + 1 : start);
  if (!date) return null;
  const isInName = is('dateInName', items, start) && is('title', items, date.next);
  if (isInName) return period(date.start, date.end, date.next, { refuse: 'unclear' });
  const { needsRelation, ...rest } = date;
  // "Next 15 August" said on that day is the one in a year.
  const months = which === 'next' && date.start === today ? 12 : 0;
  return period(addMonths(date.start, months), addMonths(date.end, months), afterClock(scene, date.next), {
    refuse: rest.refuse,
    other: rest.other,
    family: 'date',
    recurs: which === undefined && date.recurs === true,
    isAdverb: !needsRelation,
  });
};

/** "this time next year", "this time tomorrow": the same day, moved. */
export const thisTime: Form = (scene, at, nested) => {
  const target = has(scene.items, at, 'this_time') ? nested(at + 1) : null;
  if (!target) return null;
  const { today } = scene;
  const moved: Partial<Record<Period['size'], number>> = {
    day: target.start,
    week: today + 7,
    month: addMonths(today, 1),
    year: addMonths(today, 12),
  };
  const day = moved[target.size];
  return day === undefined ? null : period(day, day, target.next, { family: 'this_or_next' });
};

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

/** What is counted from a named day: "two weeks", and "the day" in "the day after Christmas". */
function countedLengthAt(items: Items, at: number): Length | null {
  if (is('countsDay', items, at)) return lengthAt(items, at);
  return is('theDay', items, at) ? plainLength(1, 'day', at + 2) : null;
}

/** "two weeks from Friday", "ten days before Christmas", "two weeks after the end of this month": counted from a named day. */
export const countedForm: Form = (scene, at, nested) => {
  const { items } = scene;
  const length = countedLengthAt(items, at);
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
  const refuse = start < scene.today ? 'unclear' : null;
  return period(start, Math.max(...days), base.next, { family: 'counted_from_day', refuse });
};

/** "the week of March 3", "the 15th of next month", "the first of the year". */
export const dayOfPeriod: Form = (scene, at, nested, depth) => {
  const { items, today } = scene;
  const start = afterArticle(scene, at);
  if (is('weekOfDay', items, at)) {
    const day = nested(start + 2);
    if (day?.size !== 'day' || day.refuse) return null;
    const monday = mondayOf(day.start);
    return period(monday, monday + 6, day.next, { size: 'week', isAdverb: false });
  }
  const nth = ordinalAt(items, start);
  const inner = nth >= 1 && has(items, start + 1, 'of') ? unitForm(scene, start + 2, depth + 1) : null;
  if (!inner || (inner.size !== 'month' && !(inner.size === 'year' && nth === 1))) return null;
  const { year, month } = civil(inner.start);
  if (!isDate(year, month, nth)) return null;
  const day = inner.start + nth - 1;
  const isGone = day < today && inner.start <= today && is('bareUnit', items, start + 2);
  const moved = isGone ? addMonths(day, inner.size === 'year' ? 12 : 1) : day;
  return period(moved, moved, inner.next, { family: 'date', isAdverb: false });
};
