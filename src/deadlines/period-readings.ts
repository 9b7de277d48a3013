/** Periods as deadlines: the window that a relation opens on a named stretch of the calendar. */
import { addMonths, civil, monthsFrom } from './calendar.ts';
import { type Finding, finding, refused } from './findings.ts';
import { has, isMark, ordinalAt, senseOf, skip, type Items } from './items.ts';
import { addAmount, amountOf, unitAt } from './lengths.ts';
import { partOf } from './parts.ts';
import { periodAt } from './periods.ts';
import { familyOf, isBareLimit, type Relation, type RelationWords, windowOf } from './relations.ts';
import type { Period, Scene } from './scene.ts';
import { is } from './signs.ts';
import { unitPeriod } from './spans.ts';
import type { FamilyKey } from './tables/families.ts';

/** "By noon" is a day; "at noon" is only an hour of one. */
const CLOCK_LIMITS = new Set<Relation | null>(['by', 'before', 'until']);
/** These say how long something lasts. */
const LASTING = new Set<Relation | null>(['for', 'length_only', 'at_most', 'until']);
/** How far back "you have" still governs "until", and where it says what for: "until Friday, to make a deal". */
const REACH = 6;
const FAR_REACH = 12;
/** So few weeks after a day it is this one that is spoken of, unless it is said to come again. */
const JUST_GONE_DAYS = 30;

export function periodFinding(scene: Scene, at: number, words: RelationWords, from: number): Finding | null {
  const { items, today } = scene;
  const first =
    overPeriod(scene, at, words.relation) ??
    periodAt(scene, at) ??
    periodAt(scene, skip(items, at, 'approx'));
  if (!first) return null;
  // "Not this week, next week" sets the second against the first.
  const isContrast = has(items, from - 1, 'not') && isMark(items, first.next, ',');
  const period = (isContrast ? null : spanTo(scene, first, words.relation)) ?? first;
  const family = unsaid(items, words.relation, period, from);
  if (family) return refused(from, period.next, family);
  if (words.relation === null && senseOf(items, period.next, 'deadline_noun') === 'deadline')
    return periodFinding(scene, at, { ...words, relation: 'by' }, from);
  const isSpan = words.relation === 'from' && period !== first;
  const behind = suffixAt(items, period.next);
  const next = behind?.next ?? period.next;
  // "At the earliest by June 1".
  const suffix = behind?.suffix ?? senseOf(items, from - 1, 'suffix');
  const limit = suffix && (suffix === 'latest' ? 'by' : 'from');
  const relation = isSpan ? 'in' : (limit ?? relationMeant(items, words.relation, period, { from, next }));
  // "Die Schule von morgen" is no opening; "von morgen an" is one.
  const isOf = words.relation === 'from' && !isSpan && has(items, words.next - 1, 'of');
  const isObject =
    relation === null && scene.verbSecond && period.size !== 'day' && is('nounPhrase', items, at);
  if (isObject || (isOf && !has(items, next, 'onwards'))) return refused(from, next, 'no_time');
  if (LASTING.has(relation)) return refused(from, next, 'length');
  const isRange = period.end > period.start && (period.family === 'date' || period.family === 'between');
  if (relation === 'between' && first === period && !isRange) return null;
  const window = windowOf(relation, period, today);
  if (!window) return refused(from, next, 'past');
  const isTonight = period.end === today && period.family === 'day_word';
  const isAttribute = scene.modifiersFollow && relation === null && is('attributeOf', items, from);
  const isBare = (scene.verbSecond && is('nominative', items, at)) || (!isRange && isAttribute);
  return finding(from, next, {
    ...window,
    isGiven:
      (words.relation === 'until' && relation === 'by') ||
      (is('limitOf', items, from) && is('given', items, from)),
    rule: first.rule,
    kind: 'calendar',
    family: familyOf(relation, period),
    hedged: !isSpan && period !== first && period.family !== 'between' && period.end > first.end,
    others: otherWindows(relation, period, today),
    needsFuture:
      (isHoliday(period) && words.relation === 'for') ||
      (relation === null && (period.needsFuture || isTonight)),
    isJustGone:
      period.recurs && period.size === 'day' && today - addMonths(period.start, -12) <= JUST_GONE_DAYS,
    strength: isBare ? 'bare' : periodStrength(relation, period, is('nearly', items, at)),
  });
}

/** Why a period that was named is no time, if it is none. */
function unsaid(items: Items, relation: Relation | null, period: Period, from: number): FamilyKey | null {
  if (is('backThen', items, from) || period.refuse === 'past') return 'past';
  if (period.refuse) return 'no_time';
  if (is('repeated', items, period.next)) return 'frequency';
  return period.size === 'clock' && !CLOCK_LIMITS.has(relation) ? 'no_time' : null;
}

function isHoliday(period: Period): boolean {
  return period.family === 'holiday' && period.size === 'day';
}

function periodStrength(relation: Relation | null, period: Period, isNear: boolean): Finding['strength'] {
  if (relation === null) return period.isAdverb ? 'free' : isNear ? 'plain' : 'bare';
  return relation === 'in' || relation === 'on' || relation === 'over' ? 'plain' : 'firm';
}

function otherWindows(relation: Relation | null, period: Period, today: number): Finding['others'] {
  const others: Finding['others'] = [];
  if (isBareLimit(relation, period, today))
    others.push({ start: today, end: period.start - 1, why: 'or by the last day before it begins' });
  const window = period.other && windowOf(relation, { ...period, ...period.other }, today);
  if (period.other && window) others.push({ ...window, why: period.other.why });
  return others;
}

/** "before the week is out": by its last day. */
function overPeriod(scene: Scene, at: number, relation: Relation | null): Period | null {
  if (relation !== 'before' && relation !== 'by') return null;
  const period = periodAt(scene, at, 1);
  if (!period || !has(scene.items, period.next, 'is_over')) return null;
  return { ...period, isEnd: true, next: period.next + 1 };
}

/** "At the latest" behind a period; "until Friday, and after that we go to court" says what comes then. */
function suffixAt(items: Items, at: number): { suffix: 'latest' | 'earliest'; next: number } | null {
  const start = isMark(items, at, ',') ? at + 1 : at;
  const suffix = has(items, start + 1, 'pronoun') ? undefined : senseOf(items, start, 'suffix');
  return suffix ? { suffix, next: start + 1 } : null;
}

type Place = Pick<Finding, 'from' | 'next'>;

function relationMeant(
  items: Items,
  relation: Relation | null,
  period: Period,
  { from, next }: Place,
): Relation | null {
  if (relation === 'before' && is('negated', items, from) && !is('threat', items, from))
    return period.isEnd ? 'after' : 'from';
  if (relation === 'until') {
    if (has(items, from - 1, 'spends') || is('goesOn', items, from) || is('heldOff', items, from))
      return 'until';
    if (has(items, from - 1, 'not') || is('negated', items, from)) return 'from';
    return hasUntil(items, from, next) ? 'by' : 'until';
  }
  if (relation === 'for') return is('scheduled', items, from) || isHoliday(period) ? 'on' : 'for';
  // German has one word for "by" and "until"; a state that lasts tells them apart.
  if (relation === 'by' && items.some((item) => item.is.get('lasting') === 'lasts')) return 'length_only';
  return relation;
}

/** "you have until Friday", "gave them until noon": something must be done by then. */
function hasUntil(items: Items, from: number, next: number): boolean {
  const isPurpose = has(items, isMark(items, next, ',') ? next + 1 : next, 'to');
  for (let at = from - 1; at >= Math.max(0, from - (isPurpose ? FAR_REACH : REACH)); at--)
    if (has(items, at, 'have') && !is('perfectHave', items, at))
      return senseOf(items, at, 'have') === 'give' || !isThing(items, at + 1, from);
  return false;
}

/** "We have a contract till 2019": no time is had. */
function isThing(items: Items, from: number, to: number): boolean {
  return has(items, from, 'one') && items.slice(from + 1, to).some((item) => item.is.size === 0);
}

/** "March to May", "between Monday and Friday", "today or tomorrow": two periods read as one. */
function spanTo(scene: Scene, first: Period, relation: Relation | null): Period | null {
  const { items } = scene;
  if (first.refuse) return null;
  const joint = is('commaOr', items, first.next) ? first.next + 1 : first.next;
  const isComma = isMark(items, joint, ',');
  const isRange =
    is('upTo', items, joint) ||
    (relation === 'from' && senseOf(items, joint, 'relation') === 'until') ||
    (relation === 'between' && has(items, joint, 'and'));
  const isPart = first.family === 'part_of_period' && has(items, joint + 1, 'part');
  const isOffer = isComma && (relation === null || (relation === 'in' && isPart));
  const isEither = has(items, joint, 'or') || isOffer;
  const isBoth = has(items, joint, 'and') && first.size === 'day';
  if (!isRange && !isEither && !isBoth) return null;
  const at = skip(items, joint + 1, 'hedge', 'approx');
  const inner = has(items, at, 'relation') && isEither ? at + 1 : at;
  const second = periodAt(scene, inner) ?? followingPeriod(scene, inner, first);
  if (!second || second.refuse || second.end < first.end || second.start < first.start) return null;
  if (isComma && second.size !== first.size) return null;
  if (isBoth && !isRange && (second.size !== 'day' || second.start !== first.end + 1)) return null;
  // "It slips from Monday to the 17th": only the second counts.
  if (relation === 'from' && is('moved', items, first.next)) return second;
  return {
    ...second,
    start: dayInMonthOf(items, first, second) ?? first.start,
    family: isRange || isBoth ? 'between' : first.family,
    isAdverb: first.isAdverb,
    other: null,
  };
}

/** "Between the 10th and the 15th of April": the first day is of that month too. */
function dayInMonthOf(items: Items, first: Period, second: Period): number | null {
  if (first.size !== 'day' || second.size !== 'day' || !is('nthAlone', items, first.next)) return null;
  const day = second.start - civil(second.start).day + ordinalAt(items, first.next - 1);
  return day <= second.start ? day : null;
}

/** "this week or next", "next year or the year after", "late this month or early next". */
function followingPeriod(scene: Scene, at: number, first: Period): Period | null {
  const { items } = scene;
  const part = partOfNext(items, at, first) ?? nextQuarter(items, at, first);
  if (part) return part;
  const isUnitAfter = is('unitAfter', items, at);
  const nextAt = scene.modifiersFollow ? skip(items, at, 'article') : at;
  const isNext = senseOf(items, nextAt, 'which') === 'next' || has(items, at, 'next_to_that');
  const { size } = first;
  if (!isNext && !isUnitAfter) return null;
  if (size !== 'week' && size !== 'month' && size !== 'year' && size !== 'quarter') return null;
  const start = first.end + 1;
  const end = addAmount(start, amountOf(1, size)) - 1;
  return { ...first, start, end, next: isUnitAfter ? skip(items, at + 3, 'pronoun') : nextAt + 1 };
}

/** "late this month or early next". */
function partOfNext(items: Items, at: number, first: Period): Period | null {
  const part = senseOf(items, at, 'part');
  const unit = unitAt(items, first.next - 1)?.unit;
  const nextAt = skip(items, at + 1, 'of', 'article');
  if (part === undefined || !unit || senseOf(items, nextAt, 'which') !== 'next') return null;
  const span = unitPeriod(first.end, unit, 1);
  const days = span && partOf({ start: span[0], end: span[1], size: unit }, part);
  return days && { ...first, start: days[0], end: days[1], next: nextAt + 1 };
}

/** "the first quarter, or possibly the second": the unit is understood. */
function nextQuarter(items: Items, at: number, first: Period): Period | null {
  const nth = skip(items, at, 'article');
  const months = Number(senseOf(items, nth, 'ordinal') ?? 0) * 3;
  if (first.size !== 'quarter' || months < 3 || months > 12 || !is('lastOfChunk', items, nth)) return null;
  const [start, end] = monthsFrom(civil(first.start).year, months - 2, 3);
  return { ...first, start, end, next: nth + 1 };
}
