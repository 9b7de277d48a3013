/** Periods as deadlines: the window that a relation opens on a named stretch of the calendar. */
import { addMonths, civil, monthsFrom } from './calendar.ts';
import { type Finding, finding } from './findings.ts';
import { isSet } from './given.ts';
import { has, isMark, senseOf, skip, staysBefore } from './items.ts';
import { addAmount, amountOf, unitAt } from './lengths.ts';
import type { Item } from './items.ts';
import { partOf } from './parts.ts';
import { periodAt } from './periods.ts';
import { familyOf, isBareLimit, type Relation, type RelationWords, windowOf } from './relations.ts';
import type { Period, Scene } from './scene.ts';
import { unitPeriod } from './spans.ts';

/** "By noon" is a day; "at noon" is only an hour of one. */
const CLOCK_LIMITS = new Set<Relation | null>(['by', 'before', 'until']);
/** How far back "you have" or "not" still governs "until". */
const REACH = 6;
/** And where it says what for: "until Friday, to make a deal". */
const FAR_REACH = 12;

export function periodFinding(scene: Scene, at: number, words: RelationWords, from: number): Finding | null {
  const { items, today } = scene;
  const limit = overPeriod(scene, at, words.relation);
  const first = limit ?? periodAt(scene, at) ?? periodAt(scene, skip(items, at, 'approx'));
  if (!first) return null;
  // "Not this week, next week" sets the second against the first.
  const isContrast = has(items, from - 1, 'not') && isMark(items, first.next, ',');
  const period = (isContrast ? null : spanTo(scene, first, words.relation)) ?? first;
  if (isBackThen(items, from)) return finding(from, period.next, { family: 'past' });
  if (period.refuse)
    return finding(from, period.next, { family: period.refuse === 'past' ? 'past' : 'no_time' });
  if (isRepeated(items, period.next)) return finding(from, period.next, { family: 'frequency' });
  if (period.size === 'clock' && !CLOCK_LIMITS.has(words.relation))
    return finding(from, period.next, { family: 'no_time' });
  if (words.relation === null && senseOf(items, period.next, 'deadline_noun') === 'deadline')
    return periodFinding(scene, at, { ...words, relation: 'by' }, from);
  const suffixAt = isMark(items, period.next, ',') ? period.next + 1 : period.next;
  // "Until Friday, and after that we go to court" says what comes then.
  const after = has(items, suffixAt + 1, 'pronoun') ? undefined : senseOf(items, suffixAt, 'suffix');
  const next = after ? suffixAt + 1 : period.next;
  // "At the earliest by June 1".
  const suffix = after ?? senseOf(items, from - 1, 'suffix');
  const isHoliday = period.family === 'holiday' && period.size === 'day';
  const isSpan = words.relation === 'from' && period !== first;
  const relation = isSpan
    ? 'in'
    : relationWithSuffix(items, words.relation, suffix, from, { next, isHoliday, isEnd: period.isEnd });
  // "Die Schule von morgen" is no opening; "von morgen an" is one.
  const isOf = words.relation === 'from' && !isSpan && has(items, words.next - 1, 'of');
  const isObject = relation === null && isNounPhrase(scene, at, period);
  if (isObject || (isOf && !has(items, next, 'onwards'))) return finding(from, next, { family: 'no_time' });
  if (relation === 'for' || relation === 'length_only' || relation === 'at_most' || relation === 'until')
    return finding(from, next, { family: 'length' });
  const isRange = period.end > period.start && (period.family === 'date' || period.family === 'between');
  if (relation === 'between' && first === period && !isRange) return null;
  const window = windowOf(relation, period, today);
  if (!window) return finding(from, next, { family: 'past' });
  const isLoose = !isSpan && period !== first && period.family !== 'between' && period.end > first.end;
  return finding(from, next, {
    isGiven:
      (words.relation === 'until' && relation === 'by') || (isDeadline(items, from) && isSet(items, from)),
    rule: first.rule,
    kind: 'calendar',
    family: familyOf(relation, period),
    start: window.start,
    end: window.end,
    hedged: isLoose,
    others: otherWindows(relation, period, today),
    needsFuture:
      (isHoliday && words.relation === 'for') ||
      (relation === null && (period.needsFuture || (period.end === today && period.family === 'day_word'))),
    isJustGone: period.recurs && period.size === 'day' && isJustGone(period.start, today),
    strength:
      isNominative(scene, at) || (!isRange && isAttribute(scene, relation, from))
        ? 'bare'
        : periodStrength(relation, period, senseOf(items, at - 1, 'approx') === 'near'),
  });
}

/** "In September of each year": how often. */
function isRepeated(items: readonly Item[], at: number): boolean {
  const every = skip(items, at, 'of');
  return has(items, every, 'every') && has(items, every + 1, 'unit');
}

/** "Der 20. Juli bleibt", where "am 20. Juli" is a time: its article is that of a subject. */
function isNominative({ items, verbSecond }: Scene, at: number): boolean {
  const isStart = items[at - 1] === undefined || items[at - 1]?.isMark === true;
  return verbSecond && isStart && has(items, at, 'article') && has(items, at, 'of');
}

/** "Durch den Winter", "das Jahr 2100": with an article and no preposition German names a time as a thing. */
function isNounPhrase({ items, verbSecond }: Scene, at: number, period: Period): boolean {
  const isNamed =
    !has(items, at + 1, 'which') && !has(items, at + 1, 'ordinal') && items[at + 1]?.ordinal == null;
  return verbSecond && period.size !== 'day' && has(items, at, 'article') && isNamed;
}

/** So few weeks after a day it is this one that is spoken of, unless it is said to come again. */
const JUST_GONE_DAYS = 30;

function isJustGone(next: number, today: number): boolean {
  return today - addMonths(next, -12) <= JUST_GONE_DAYS;
}

/** "El plan de la semana próxima": the time says which plan, and nothing of when. */
function isAttribute({ items, modifiersFollow }: Scene, relation: Relation | null, from: number): boolean {
  return modifiersFollow && relation === null && has(items, from - 1, 'of') && !isDeadline(items, from);
}

function periodStrength(relation: Relation | null, period: Period, isNear: boolean): Finding['strength'] {
  if (relation === null) return period.isAdverb ? 'free' : isNear ? 'plain' : 'bare';
  return relation === 'in' || relation === 'on' || relation === 'over' ? 'plain' : 'firm';
}

function otherWindows(relation: Relation | null, period: Period, today: number): Finding['others'] {
  const others: Finding['others'] = [];
  if (isBareLimit(relation, period, today))
    others.push({ start: today, end: period.start - 1, why: 'or by the last day before it begins' });
  if (period.other) {
    const window = windowOf(relation, { ...period, ...period.other }, today);
    if (window) others.push({ ...window, why: period.other.why });
  }
  return others;
}

/** "Back in March" opens a memory; in "we'll be back in March" it does not open the clause. */
function isBackThen(items: readonly Item[], from: number): boolean {
  if (senseOf(items, from - 1, 'back_then') === 'now') return true;
  const before = items[from - 2];
  return has(items, from - 1, 'back_then') && (!before || before.isMark || before.is.has('conjunction'));
}

/** "before the week is out": by its last day. */
function overPeriod(scene: Scene, at: number, relation: Relation | null): Period | null {
  if (relation !== 'before' && relation !== 'by') return null;
  const period = periodAt(scene, at, 1);
  if (!period || !has(scene.items, period.next, 'is_over')) return null;
  return { ...period, isEnd: true, next: period.next + 1 };
}

function relationWithSuffix(
  items: readonly Item[],
  relation: Relation | null,
  suffix: string | undefined,
  from: number,
  { next, isHoliday, isEnd }: { next: number; isHoliday: boolean; isEnd: boolean },
): Relation | null {
  if (suffix === 'latest') return 'by';
  if (suffix === 'earliest') return 'from';
  if (relation === 'before' && isNegated(items, from) && !isThreat(items, from))
    return isEnd ? 'after' : 'from';
  if (relation === 'until') {
    if (has(items, from - 1, 'spends') || staysBefore(items, from) || isHeldOff(items, from)) return 'until';
    if (has(items, from - 1, 'not') || isNegated(items, from)) return 'from';
    return hasUntil(items, from, next) ? 'by' : 'until';
  }
  if (relation === 'for') return isScheduled(items, from) || isHoliday ? 'on' : 'for';
  // German has one word for "by" and "until"; a state that lasts tells them apart.
  if (relation === 'by' && items.some((item) => item.is.get('lasting') === 'lasts')) return 'length_only';
  return relation;
}

/** "If they have not signed before Friday": the limit itself. */
function isThreat(items: readonly Item[], from: number): boolean {
  const { chunk } = items[from] ?? {};
  return items.slice(0, from).some((item) => item.chunk === chunk && item.is.get('condition') === 'if');
}

/** "Promised that taxes would not rise until April": a state that lasts. */
function isHeldOff(items: readonly Item[], from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - REACH); at--)
    if (has(items, at, 'not')) return senseOf(items, at - 1, 'future') === 'would';
  return false;
}

/** "a deadline of April 30". */
export function isDeadline(items: readonly Item[], from: number): boolean {
  return has(items, from - 1, 'of') && has(items, from - 2, 'deadline_noun');
}

/** "planned for Tuesday", "pencilling in a first cut for the autumn". */
function isScheduled(items: readonly Item[], from: number): boolean {
  if (has(items, from - 1, 'scheduled')) return true;
  for (let at = from - 1; at >= Math.max(0, from - REACH); at--)
    if (senseOf(items, at, 'scheduled') === 'firm') return true;
  return false;
}

/** "you have until Friday", "gave them until noon": something must be done by then. */
function hasUntil(items: readonly Item[], from: number, next: number): boolean {
  const isPurpose = has(items, isMark(items, next, ',') ? next + 1 : next, 'to');
  for (let at = from - 1; at >= Math.max(0, from - (isPurpose ? FAR_REACH : REACH)); at--)
    if (has(items, at, 'have') && !isPerfect(items, at))
      return senseOf(items, at, 'have') === 'give' || !isThing(items, at + 1, from);
  return false;
}

/** "We have a contract till 2019": no time is had. */
function isThing(items: readonly Item[], from: number, to: number): boolean {
  return has(items, from, 'one') && items.slice(from + 1, to).some((item) => item.is.size === 0);
}

/** "have frozen prices": an auxiliary gives nobody time. */
function isPerfect(items: readonly Item[], at: number): boolean {
  const after = skip(items, at + 1, 'not', 'adverb');
  const isLoose = items[after]?.is.size === 0 && items[after]?.text.endsWith('ed');
  return senseOf(items, at, 'have') !== 'give' && (has(items, after, 'past_participle') || isLoose === true);
}

function isNegated(items: readonly Item[], from: number): boolean {
  const chunk = items[from]?.chunk;
  for (let at = from - 1; at >= Math.max(0, from - REACH); at--)
    if (items[at]?.chunk === chunk && ['not', 'no'].includes(senseOf(items, at, 'not') ?? '')) return true;
  return false;
}

/** "March to May", "between Monday and Friday", "today or tomorrow": two periods read as one. */
function spanTo(scene: Scene, first: Period, relation: Relation | null): Period | null {
  const { items } = scene;
  if (first.refuse) return null;
  const joint =
    isMark(items, first.next, ',') && has(items, first.next + 1, 'or') ? first.next + 1 : first.next;
  const isRange =
    has(items, joint, 'to') ||
    isMark(items, joint, '-') ||
    senseOf(items, joint, 'relation') === 'length_only' ||
    (relation === 'from' && senseOf(items, joint, 'relation') === 'until') ||
    (relation === 'between' && has(items, joint, 'and'));
  const isPart = first.family === 'part_of_period' && has(items, joint + 1, 'part');
  const isEither =
    has(items, joint, 'or') ||
    (isMark(items, joint, ',') && (relation === null || (relation === 'in' && isPart)));
  const isBoth = has(items, joint, 'and') && first.size === 'day';
  if (!isRange && !isEither && !isBoth) return null;
  const at = skip(items, joint + 1, 'hedge', 'approx');
  const inner = has(items, at, 'relation') && isEither ? at + 1 : at;
  const second = periodAt(scene, inner) ?? followingPeriod(scene, inner, first);
  if (!second || second.refuse || second.end < first.end || second.start < first.start) return null;
  if (isMark(items, joint, ',') && second.size !== first.size) return null;
  if (isBoth && !isRange && (second.size !== 'day' || second.start !== first.end + 1)) return null;
  // "It slips from Monday to the 17th": only the second counts.
  if (relation === 'from' && isMoved(items, first.next)) return second;
  return {
    ...second,
    start: dayInMonthOf(items, first, second) ?? first.start,
    end: second.end,
    family: isRange || isBoth ? 'between' : first.family,
    isAdverb: first.isAdverb,
    other: null,
  };
}

/** "Between the 10th and the 15th of April": the first day is of that month too. */
function dayInMonthOf(items: readonly Item[], first: Period, second: Period): number | null {
  const nth = items[first.next - 1]?.ordinal;
  const hasMonth = has(items, first.next - 2, 'month') || items[first.next - 2]?.ordinal != null;
  if (nth == null || first.size !== 'day' || second.size !== 'day' || hasMonth) return null;
  const day = second.start - civil(second.start).day + nth;
  return day <= second.start ? day : null;
}

function isMoved(items: readonly Item[], next: number): boolean {
  return items.slice(Math.max(0, next - REACH), next).some((item) => item.is.has('moves'));
}

/** "late this month or early next". */
function partOfNext({ items }: Scene, at: number, first: Period): Period | null {
  const part = senseOf(items, at, 'part');
  const unit = unitAt(items, first.next - 1)?.unit;
  const nextAt = skip(items, at + 1, 'of', 'article');
  if (part === undefined || !unit || senseOf(items, nextAt, 'which') !== 'next') return null;
  const span = unitPeriod(first.end, unit, 1);
  const days = span && partOf({ start: span[0], end: span[1], size: unit }, part);
  return days && { ...first, start: days[0], end: days[1], next: nextAt + 1 };
}

/** "the first quarter, or possibly the second": the unit is understood. */
function nextQuarter({ items }: Scene, at: number, first: Period): Period | null {
  const nth = skip(items, at, 'article');
  const months = Number(senseOf(items, nth, 'ordinal') ?? 0) * 3;
  const after = items[nth + 1];
  if (first.size !== 'quarter' || months < 3 || months > 12 || (after && !after.isMark)) return null;
  const [start, end] = monthsFrom(civil(first.start).year, months - 2, 3);
  return { ...first, start, end, next: nth + 1 };
}

/** "this week or next", "next year or the year after". */
function followingPeriod(scene: Scene, at: number, first: Period): Period | null {
  const { items } = scene;
  const isUnitAfter =
    has(items, at, 'article') && has(items, at + 1, 'unit') && senseOf(items, at + 2, 'relation') === 'after';
  const part = partOfNext(scene, at, first) ?? nextQuarter(scene, at, first);
  if (part) return part;
  const nextAt = scene.modifiersFollow ? skip(items, at, 'article') : at;
  const isNext = senseOf(items, nextAt, 'which') === 'next' || has(items, at, 'next_to_that');
  if (!isNext && !isUnitAfter) return null;
  const unit =
    first.size === 'week' || first.size === 'month' || first.size === 'year' || first.size === 'quarter'
      ? first.size
      : null;
  if (unit === null) return null;
  const start = first.end + 1;
  return {
    ...first,
    start,
    end: addAmount(start, amountOf(1, unit)) - 1,
    next: isUnitAfter ? skip(items, at + 3, 'pronoun') : nextAt + 1,
  };
}
