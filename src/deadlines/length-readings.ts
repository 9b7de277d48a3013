/** Lengths as deadlines: a point in time, a limit, an open start, or no deadline at all. */
import { offsetFinding } from './anchors.ts';
import { edgeOf } from './days.ts';
import { type Finding, finding, refused } from './findings.ts';
import { has, inSentence, senseOf, skip, type Items } from './items.ts';
import { addAmount, amountOf, joinAt, type Length, lengthAt, plainLength, unitAt } from './lengths.ts';
import { numberAt } from './numbers.ts';
import { periodFinding } from './period-readings.ts';
import { periodAt } from './periods.ts';
import { type Relation, type RelationWords, relationAt } from './relations.ts';
import type { Scene } from './scene.ts';
import type { Unit } from './senses.ts';
import { endOf, is } from './signs.ts';
import { unitPeriod } from './spans.ts';
import type { FamilyKey } from './tables/families.ts';
import { type Tail, TAILS, TAILS_AFTER_TIME } from './tables/signs.ts';

const HOURLY = new Set<Unit>(['hour', 'minute']);
const ONE_UNIT = new Set<Relation | null>(['in', 'within', 'over', null]);
const COUNTED_FROM = new Set<Relation | null>(['after', 'before', 'from', 'on']);
const UNIT_REACH = 25;

/** "within the week", "in the coming year", "in the next month": one unit, from today. */
export function unitLength(scene: Scene, at: number, words: RelationWords): Finding | null {
  const { items, today, articleNextIsLength } = scene;
  const { relation } = words;
  if (!ONE_UNIT.has(relation)) return null;
  const start = skip(items, at, 'article');
  const which = senseOf(items, start, 'which');
  // German "in der kommenden Woche" is the next one of the calendar.
  const isComing = which === 'coming' && relation !== 'within' && articleNextIsLength;
  const isNext = which === 'next' && start > at && articleNextIsLength;
  const isOne = which === undefined || which === 'coming' || (which === 'next' && !articleNextIsLength);
  if (!isComing && !isNext && !(relation === 'within' && start > at && isOne)) return null;
  const unitStart = which === undefined ? start : start + 1;
  const unit = unitAt(items, unitStart)?.unit;
  if (!unit || !is('oneUnit', items, unitStart)) return null;
  const found = (end: number, next: number, more: Partial<Finding>): Finding =>
    finding(at, next, { kind: 'duration', start: today, end, strength: 'firm', isLength: true, ...more });
  // "In the next week or two": one to two of them.
  const isOr = has(items, unitStart + 1, 'or') && lengthAt(items, unitStart + 2) === null;
  const count = isOr
    ? (items[unitStart + 2]?.number ?? Number(senseOf(items, unitStart + 2, 'number') ?? 0))
    : 0;
  if (count > 1) {
    const strength = relation === null ? 'bare' : 'firm';
    const end = addAmount(today, amountOf(count, unit));
    return {
      ...found(end, unitStart + 3, { family: 'few_within', hedged: true, strength }),
      from: unitStart,
    };
  }
  if (relation === null) return null;
  const half = has(items, unitStart + 1, 'plus_half') ? 1 : 0;
  const one = plainLength(1 + half / 2, unit, unitStart + 1 + half);
  const length = joinAt(items, one) ?? one;
  const end = addAmount(today, length.max);
  const currentEnd = unitPeriod(today, unit, 0)?.[1] ?? end;
  const isEarlier = !isNext && currentEnd < end;
  const isOrSo = senseOf(items, length.next, 'approx') === 'after';
  return found(end, length.next + (isOrSo ? 1 : 0), {
    family: isNext ? (HOURLY.has(unit) ? 'hours' : 'within_length') : 'within_the_unit',
    others: isEarlier ? [{ start: today, end: currentEnd, why: 'or by the end of the current one' }] : [],
    hedged: isOrSo || length.hedged,
  });
}

/** "two weeks from Friday" is calendar, "two weeks after the vote" hangs on an event. */
export function countedLength(scene: Scene, at: number, words: RelationWords, from: number): Finding | null {
  const { items } = scene;
  const start = skip(items, at, 'article', 'approx', 'matter_of');
  const length = lengthAt(items, start);
  const unitEnd = length?.next ?? (has(items, start, 'units') ? start + 1 : null);
  if (unitEnd === null || length?.hyphen || words.relation === 'length_only') return null;
  // "A fortnight tomorrow" counts from that day.
  if (length && Number(senseOf(items, unitEnd, 'day') ?? 0) > 0)
    return periodFinding(scene, start, words, from);
  const isWithin = words.relation === 'within';
  const isOf = isWithin && is('ofThen', items, unitEnd);
  const joint = isOf ? { relation: 'within' as const, next: unitEnd + 1 } : relationAt(items, unitEnd);
  const { relation } = joint;
  if (!isOf && !COUNTED_FROM.has(relation)) return null;
  const named = periodAt(scene, joint.next);
  const isKnown = named && (!named.refuse || (named.refuse === 'past' && named.family === 'day_word'));
  const day = isKnown ? edgeOf(named, isOf ? 'after' : (relation ?? '')) : null;
  if (day) {
    if (!length) return null;
    if (relation === 'on' && (length.unit !== 'week' || words.relation !== null)) return null;
    const isSpan = isOf || (isWithin && relation === 'after' && named?.size !== 'day');
    if (!isSpan) return periodFinding(scene, start, words, from);
    return finding(from, day.next, {
      kind: 'calendar',
      family: 'counted_from_day',
      start: Math.max(day.start, scene.today),
      end: addAmount(day.start, length.max),
      hedged: length.hedged,
      strength: 'firm',
    });
  }
  // "In zehn Jahren vom Netz".
  if (relation === 'on' || (relation === 'from' && has(items, unitEnd, 'of'))) return null;
  return offsetFinding(scene, { length, words, target: joint.next, joint: relation, from });
}

/** Lengths proper: "in two weeks", "within 100 days", "the next few weeks". */
export function lengthFinding(scene: Scene, at: number, given: RelationWords, from: number): Finding | null {
  const { items } = scene;
  // "It will be effective in 14 days" says when, as "starting in 14 days" does not.
  const isPoint = given.relation === 'from' && has(items, from - 1, 'passive') && is('inBefore', items, at);
  const words: RelationWords = isPoint ? { ...given, relation: 'in' } : given;
  const { relation } = words;
  const isPair = relation === 'between' || relation === 'from';
  if (isPair && lengthAt(items, words.next - 1))
    return lengthFinding(scene, words.next - 1, { ...words, relation: null }, from);
  let start = skip(items, at, 'article');
  const which = senseOf(items, start, 'which');
  const isNext = which === 'next' || which === 'coming';
  if (isNext) start = skip(items, start + 1, 'which');
  else if (relation !== 'within' && !(scene.modifiersFollow && relation === 'in'))
    start = has(items, at, 'one') && lengthAt(items, at) === null ? at + 1 : at;
  const isCounting = isNext || relation === 'in' || relation === 'within';
  const first = lengthAt(items, start) ?? (isCounting ? unsaidUnitAt(items, start) : null);
  if (!first) return null;
  const { length, tail } = afterNow(items, first);
  const isBefore = relation === 'before' && scene.beforeLength === 'ago';
  // "In three days last week".
  const isOver = tail.kind === null && periodAt(scene, length.next)?.refuse === 'past';
  if (tail.kind === 'ago' || isBefore || isOver) return refused(from, tail.next, 'past');
  const use: LengthUse = { length, words, tail: tail.kind, isNext, from };
  const role = roleOf(scene, use);
  if (role === 'none') return refused(from, tail.next, tail.kind === 'per' ? 'frequency' : 'length');
  const isDeadline = tail.kind === 'deadline';
  const base = finding(from, isDeadline ? tail.next + 1 : tail.next, {
    isLength: true,
    // "You can buy one in twenty minutes" tells a speed.
    needsFuture:
      tail.kind === null && (relation === 'after' || (relation === 'in' && length.unit === 'minute')),
    // "The two-year clock has started".
    isGiven:
      senseOf(items, tail.next, 'deadline_noun') === 'clock' ||
      (isDeadline && is('given', items, from)) ||
      isSetAfter(items, from),
    isComparison: (relation === 'in' || relation === 'open_length') && !isNext,
    strength: strengthOf(use, role, isGiven(items, from, length.next)),
  });
  return lengthWindow(scene.today, length, role, base);
}

/** "I won't wait ninety days, I want it in thirty": the unit was said before. */
function unsaidUnitAt(items: Items, at: number): Length | null {
  const number = numberAt(items, at);
  if (!number || number.value > 999 || !is('countsNothing', items, number.next)) return null;
  for (let n = at - 1; n >= Math.max(1, at - UNIT_REACH); n--) {
    const unit = has(items, n, 'units') && numberAt(items, n - 1) !== null ? unitAt(items, n) : null;
    if (unit) return plainLength(number.value, unit.unit, number.next);
  }
  return null;
}

interface LengthTail {
  kind: Tail;
  next: number;
}

/** What follows a length decides what it is: "ago", "a week", "from now", "at the latest". */
function tailAt(items: Items, at: number): LengthTail {
  const time = endOf('ownTime', items, at);
  const early = TAILS.find(({ sign, isOwner }) => !(isOwner && time !== null) && is(sign, items, at));
  const start = early ? at : (time ?? at);
  const tail = early ?? TAILS_AFTER_TIME.find(({ sign }) => is(sign, items, start));
  return { kind: tail?.kind ?? null, next: (tail && endOf(tail.sign, items, start)) ?? start };
}

/** "a year from now, a year and a half": the second length counts from now too. */
function afterNow(items: Items, first: Length): { length: Length; tail: LengthTail } {
  const tail = tailAt(items, first.next);
  const more = tail.kind === 'from_now' ? joinAt(items, { ...first, next: tail.next }) : null;
  return more?.range
    ? { length: more, tail: { kind: 'from_now', next: more.next } }
    : { length: first, tail };
}

type LengthRole = 'point' | 'within' | 'open' | 'none';

interface LengthUse {
  length: Length;
  words: RelationWords;
  tail: Tail;
  isNext: boolean;
  from: number;
}

/** Is the length a point in time, a limit, or only a length? */
function roleOf(scene: Scene, use: LengthUse): LengthRole {
  const { items } = scene;
  const { length, tail, isNext, from } = use;
  const { relation } = use.words;
  if (tail === 'age' || tail === 'per' || tail === 'of') return 'none';
  if (relation === 'from' && has(items, from, 'of')) return is('deadlineOf', items, from) ? 'within' : 'none';
  if (tail === 'deadline') return relation === 'for' || relation === 'since' ? 'none' : 'within';
  if (length.hyphen || tail === 'attribute' || (isSingularNoun(items, length) && !isNext)) return 'none';
  if (relation === null && isOnlyLength(items, use)) return 'none';
  if (tail === 'latest' && relation === null && length.range) return 'point';
  if (tail === 'latest') return relation === 'for' || relation === 'length_only' ? 'none' : 'within';
  if (tail === 'earliest' && (relation === null || relation === 'on')) return 'none';
  if (tail === 'earliest' || relation === 'open_length' || relation === 'soonest' || relation === 'from')
    return 'open';
  switch (relation) {
    case 'within':
    case 'at_most':
      return 'within';
    case 'in':
      return isNext ? 'within' : 'point';
    case 'over':
      return isNext && !has(items, from, 'lasting') ? 'within' : 'none';
    case 'after':
      // "Nach drei Jahren Stillstand" looks back.
      return scene.verbSecond && is('name', items, length.next) ? 'none' : 'open';
    case 'by':
      return tail === 'from_now' || has(items, from, 'limits_length') ? 'within' : 'none';
    case 'before':
      return scene.beforeLength === 'within' ? 'within' : 'none';
    case null:
      return bareRole(scene, use);
    default:
      return 'none';
  }
}

/** A length without a preposition that is spent, an age, or the object of a verb. */
function isOnlyLength(items: Items, { length, tail, isNext, from }: LengthUse): boolean {
  if (is('spent', items, from) || (is('holds', items, from) && is('years', items, length.next))) return true;
  // "Will shape the next thousand years".
  if (isNext && is('nounObject', items, from)) return true;
  return tail === 'latest' && length.single === true && !is('stretchOpens', items, from);
}

function bareRole({ items, verbSecond }: Scene, { length, tail, isNext, from }: LengthUse): LengthRole {
  const isHeld = isGiven(items, from, length.next);
  // "Drei Wochen bis Weihnachten" measures.
  if (verbSecond && has(items, length.next, 'to')) return 'none';
  // "The hundred days" were named before, or are a name.
  if (has(items, from - 1, 'article')) return 'none';
  // "A week" counts something else, "$50,000 a week", unless it opens its stretch or is given.
  if (length.single && tail === null && !isHeld && !is('stretchOpens', items, from)) return 'none';
  if (is('limitOf', items, from) && !length.range) return 'within';
  return isNext || (tail !== 'from_now' && !length.range && isHeld) ? 'within' : 'point';
}

/** "two year contract" without a hyphen: a count above one with a singular unit. */
function isSingularNoun(items: Items, { count, range, needsCalendar, next }: Length): boolean {
  return !range && !needsCalendar && count > 1 && is('singularUnit', items, next);
}

function strengthOf(
  { words, tail, isNext }: LengthUse,
  role: LengthRole,
  isHeld: boolean,
): Finding['strength'] {
  const { relation } = words;
  if (relation === 'at_most') return isHeld ? 'plain' : 'bare';
  if (relation !== null) return role === 'within' ? 'firm' : 'plain';
  return tail !== null || isHeld || (role === 'within' && !isNext) ? 'plain' : 'bare';
}

function lengthWindow(today: number, length: Length, role: LengthRole, base: Finding): Finding {
  const first = HOURLY.has(length.unit) ? today : addAmount(today, length.min);
  const last = addAmount(today, length.max);
  if (length.needsCalendar) return { ...base, ...newsroomCalendar(length) };
  const start = role === 'within' ? today : first;
  const end = role === 'open' ? null : last;
  return { ...base, kind: 'duration', family: lengthFamily(length, role), start, end, hedged: length.hedged };
}

function newsroomCalendar(length: Length): Partial<Finding> {
  const phrase = `${length.count} working days`;
  return {
    kind: 'event',
    family: 'newsroom_calendar',
    hedged: length.hedged,
    anchor: { phrase, key: 'working_days', relation: 'by', offset: null },
  };
}

function lengthFamily(length: Length, role: LengthRole): FamilyKey {
  if (role === 'open') return 'open_length';
  if (HOURLY.has(length.unit)) return 'hours';
  if (length.few) return role === 'within' ? 'few_within' : 'few';
  if (role === 'within') return 'within_length';
  if (length.range) return 'range_of_lengths';
  return length.max.months > 0 ? 'months_and_years' : 'in_length';
}

/** "Wir haben ihnen eine Frist von zwei Wochen gesetzt": the verb comes last. */
function isSetAfter(items: Items, from: number): boolean {
  return is('deadlineOf', items, from) && inSentence(items, from, 'have', 'give');
}

/** "you have ten days to comply", "I'm giving them two weeks". */
function isGiven(items: Items, from: number, next: number): boolean {
  // "They will have a meeting of two hours", "un mandato de seis años".
  if (is('ofEvent', items, from)) return false;
  if (is('gives', items, from)) return is('givenEnd', items, next);
  return (
    (is('has', items, from) && is('hadEnd', items, next)) ||
    (is('gets', items, from) && has(items, next, 'to'))
  );
}
