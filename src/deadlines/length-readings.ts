/** Lengths as deadlines: a point in time, a limit, an open start, or no deadline at all. */
import { offsetFinding } from './anchors.ts';
import { type Finding, finding, refused } from './findings.ts';
import { has, senseOf, skip, inSentence } from './items.ts';
import { addAmount, amountOf, joinAt, type Length, lengthAt, plainLength, unitAt } from './lengths.ts';
import type { Item } from './items.ts';
import { type Tail, tailAt } from './length-tails.ts';
import { numberAt } from './numbers.ts';
import { edgeOf } from './days.ts';
import { periodFinding } from './period-readings.ts';
import { periodAt } from './periods.ts';
import { type RelationWords, relationAt } from './relations.ts';
import type { Scene } from './scene.ts';
import { unitPeriod } from './spans.ts';
import type { Unit } from './senses.ts';
import type { FamilyKey } from './types.ts';
import { is } from './signs.ts';

/** "within the week", "in the coming year", "in the next month": one unit, from today. */
export function unitLength(scene: Scene, at: number, words: RelationWords): Finding | null {
  const { items, today } = scene;
  const { relation } = words;
  if (relation !== 'in' && relation !== 'within' && relation !== 'over' && relation !== null) return null;
  const start = skip(items, at, 'article');
  const which = senseOf(items, start, 'which');
  // German "in der kommenden Woche" is the next one of the calendar.
  const isComing = which === 'coming' && relation !== 'within' && scene.articleNextIsLength;
  const isNext = which === 'next' && start > at && scene.articleNextIsLength;
  const isWithin =
    relation === 'within' &&
    start > at &&
    (which === undefined || which === 'coming' || (which === 'next' && !scene.articleNextIsLength));
  if (!isComing && !isNext && !isWithin) return null;
  const unitStart = which === undefined ? start : start + 1;
  const unit = unitAt(items, unitStart);
  if (!unit || unit.plural || has(items, unitStart + 1, 'possessive') || has(items, unitStart + 1, 'of'))
    return null;
  if (has(items, unitStart + 1, 'or') && lengthAt(items, unitStart + 2) === null) {
    const more = looseUnits(scene, unitStart, unit.unit, relation === null ? 'bare' : 'firm');
    if (more) return more;
  }
  if (relation === null) return null;
  const one = unitLengthAt(items, unitStart, unit.unit);
  const length = joinAt(items, one) ?? one;
  const end = addAmount(today, length.max);
  const currentEnd = unitPeriod(today, unit.unit, 0)?.[1] ?? end;
  const others =
    isNext || currentEnd >= end
      ? []
      : [{ start: today, end: currentEnd, why: 'or by the end of the current one' }];
  const isOrSo = senseOf(items, length.next, 'approx') === 'after';
  return finding(at, length.next + (isOrSo ? 1 : 0), {
    kind: 'duration',
    family: isNext ? (HOURLY.has(unit.unit) ? 'hours' : 'within_length') : 'within_the_unit',
    start: today,
    end,
    others,
    hedged: isOrSo || length.hedged,
    strength: 'firm',
    isLength: true,
  });
}

/** The one unit of "the next week", and a half where it says so. */
function unitLengthAt(items: readonly Item[], at: number, unit: Unit): Length {
  const half = has(items, at + 1, 'plus_half');
  const amount = amountOf(half ? 1.5 : 1, unit);
  return { ...plainLength(amount, unit, half ? at + 2 : at + 1), count: half ? 1.5 : 1 };
}

const HOURLY = new Set<Unit>(['hour', 'minute']);

/** "in the next week or two": one to two of them. */
function looseUnits(
  scene: Scene,
  unitStart: number,
  unit: Unit,
  strength: Finding['strength'],
): Finding | null {
  const { items, today } = scene;
  const count = Number(senseOf(items, unitStart + 2, 'number') ?? items[unitStart + 2]?.number ?? 0);
  if (!(count > 1)) return null;
  return finding(unitStart, unitStart + 3, {
    kind: 'duration',
    family: 'few_within',
    start: today,
    end: addAmount(today, amountOf(count, unit)),
    hedged: true,
    strength,
    isLength: true,
  });
}

/** "two weeks from Friday" is calendar, "two weeks after the vote" hangs on an event. */
export function countedLength(scene: Scene, at: number, words: RelationWords, from: number): Finding | null {
  const { items } = scene;
  const start = skip(items, at, 'article', 'approx', 'matter_of');
  const length = lengthAt(items, start);
  const unitEnd = length?.next ?? (unitAt(items, start)?.plural ? start + 1 : null);
  if (unitEnd === null || length?.hyphen || words.relation === 'length_only') return null;
  // "A fortnight tomorrow" counts from that day.
  if (length && Number(senseOf(items, unitEnd, 'day') ?? 0) > 0)
    return periodFinding(scene, start, words, from);
  const joint = relationAt(items, unitEnd);
  const isOf =
    has(items, unitEnd, 'of') &&
    words.relation === 'within' &&
    senseOf(items, unitEnd + 1, 'filler') !== 'now';
  if (!isOf && !['after', 'before', 'from', 'on'].includes(joint.relation ?? '')) return null;
  const target = isOf ? unitEnd + 1 : joint.next;
  const named = periodAt(scene, target);
  const isKnown = named && (!named.refuse || (named.refuse === 'past' && named.family === 'day_word'));
  const day = isKnown ? edgeOf(named, isOf ? 'after' : (joint.relation ?? '')) : null;
  if (day) {
    if (!length) return null;
    if (joint.relation === 'on' && (length.unit !== 'week' || words.relation !== null)) return null;
    const isWithin =
      isOf || (words.relation === 'within' && joint.relation === 'after' && named?.size !== 'day');
    if (!isWithin) return periodFinding(scene, start, words, from);
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
  if (joint.relation === 'on' || (joint.relation === 'from' && has(items, unitEnd, 'of'))) return null;
  return offsetFinding(scene, { length, words, target, joint: isOf ? 'within' : joint.relation, from });
}

/** Lengths proper: "in two weeks", "within 100 days", "the next few weeks". */
export function lengthFinding(scene: Scene, at: number, given: RelationWords, from: number): Finding | null {
  const { items } = scene;
  // "It will be effective in 14 days" says when, as "starting in 14 days" does not.
  const isPoint =
    given.relation === 'from' &&
    has(items, from - 1, 'passive') &&
    senseOf(items, at - 1, 'relation') === 'in';
  const words: RelationWords = isPoint ? { ...given, relation: 'in' } : given;
  let start = skip(items, at, 'article');
  const which = senseOf(items, start, 'which');
  const isNext = which === 'next' || which === 'coming';
  if (isNext) start = skip(items, start + 1, 'which');
  else if (words.relation !== 'within' && !(scene.modifiersFollow && words.relation === 'in'))
    start = has(items, at, 'one') && lengthAt(items, at) === null ? at + 1 : at;
  const isPair = words.relation === 'between' || words.relation === 'from';
  const paired = isPair ? lengthAt(items, words.next - 1) : null;
  if (paired) return lengthFinding(scene, words.next - 1, { ...words, relation: null }, from);
  const isCounting = isNext || words.relation === 'in' || words.relation === 'within';
  const first = lengthAt(items, start) ?? (isCounting ? unsaidUnitAt(items, start) : null);
  if (!first) return null;
  const { length, tail } = afterNow(items, first);
  const isBefore = words.relation === 'before' && scene.beforeLength === 'ago';
  // "In three days last week".
  const isOver = tail.kind === null && periodAt(scene, length.next)?.refuse === 'past';
  if (tail.kind === 'ago' || isBefore || isOver) return refused(from, tail.next, 'past');
  const role = roleOf(scene, { length, words, tail: tail.kind, isNext, from });
  if (role === 'none')
    return finding(from, tail.next, { family: tail.kind === 'per' ? 'frequency' : 'length' });
  const next = tail.kind === 'deadline' ? tail.next + 1 : tail.next;
  return lengthWindow(
    scene.today,
    length,
    role,
    finding(from, next, {
      isLength: true,
      // "You can buy one in twenty minutes" tells a speed.
      needsFuture:
        (words.relation === 'after' || (words.relation === 'in' && length.unit === 'minute')) &&
        tail.kind === null,
      // "The two-year clock has started".
      isGiven:
        senseOf(items, tail.next, 'deadline_noun') === 'clock' ||
        (tail.kind === 'deadline' && is('given', items, from)) ||
        isSetAfter(items, from),
      isComparison: (words.relation === 'in' || words.relation === 'open_length') && !isNext,
      strength: strengthOf(words, tail.kind, role, isNext, isGiven(items, from, length.next)),
    }),
  );
}

const UNIT_REACH = 25;

/** "I won't wait ninety days, I want it in thirty": the unit was said before. */
function unsaidUnitAt(items: readonly Item[], at: number): Length | null {
  const number = numberAt(items, at);
  const after = items[number?.next ?? at];
  if (!number || number.value > 999 || (after && !after.isMark && !after.is.has('pronoun'))) return null;
  if (after && ['%', ':', '/', '-'].includes(after.raw)) return null;
  for (let n = at - 1; n >= Math.max(0, at - UNIT_REACH); n--) {
    const unit = unitAt(items, n);
    const isCounted = unit?.plural === true && items[n - 1] !== undefined && numberAt(items, n - 1) !== null;
    if (isCounted && unit)
      return {
        ...plainLength(amountOf(number.value, unit.unit), unit.unit, number.next),
        count: number.value,
      };
  }
  return null;
}

/** "a year from now, a year and a half": the second length counts from now too. */
function afterNow(
  items: readonly Item[],
  first: Length,
): { length: Length; tail: ReturnType<typeof tailAt> } {
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
  const { length, words, tail, isNext, from } = use;
  const { relation } = words;
  const isAttribute = tail === 'attribute' || (isSingularNoun(items, length) && !isNext);
  if (tail === 'age' || tail === 'per' || tail === 'of') return 'none';
  if (relation === 'from' && has(items, from, 'of')) return is('deadlineOf', items, from) ? 'within' : 'none';
  if (tail === 'deadline') return relation === 'for' || relation === 'since' ? 'none' : 'within';
  if (length.hyphen || isAttribute) return 'none';
  if (
    relation === null &&
    (is('spent', items, from) || (is('holds', items, from) && is('years', items, length.next)))
  )
    return 'none';
  // "Will shape the next thousand years".
  const isObject = isNext && has(items, from, 'article') && is('noun', items, from - 1);
  if (relation === null && isObject) return 'none';
  if (tail === 'latest' && relation === null && length.single && !is('stretchOpens', items, from))
    return 'none';
  if (tail === 'latest' && length.range && relation === null) return 'point';
  if (tail === 'latest') return relation === 'for' || relation === 'length_only' ? 'none' : 'within';
  if (tail === 'earliest' || relation === 'open_length' || relation === 'soonest' || relation === 'from')
    return relation === null || relation === 'on' ? 'none' : 'open';
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
      // "Drei Wochen bis Weihnachten" measures.
      if (scene.verbSecond && has(items, length.next, 'to')) return 'none';
      // "The hundred days" were named before, or are a name.
      if (has(items, from - 1, 'article')) return 'none';
      if (length.single && tail === null && isIdle(items, from, length.next)) return 'none';
      if (is('limitOf', items, from) && !length.range) return 'within';
      if (tail !== 'from_now' && !length.range && isGiven(items, from, length.next)) return 'within';
      return isNext ? 'within' : 'point';
    default:
      return 'none';
  }
}

/** "two year contract" without a hyphen: a count above one with a singular unit. */
function isSingularNoun(items: readonly Item[], length: Length): boolean {
  return (
    length.count > 1 &&
    !length.range &&
    !length.needsCalendar &&
    has(items, length.next - 1, 'unit') &&
    !has(items, length.next - 1, 'units') &&
    !has(items, length.next - 1, 'plus_half')
  );
}

function strengthOf(
  words: RelationWords,
  tail: Tail,
  role: LengthRole,
  isNext: boolean,
  isHeld: boolean,
): Finding['strength'] {
  if (words.relation === null)
    return tail !== null || isHeld || (role === 'within' && !isNext) ? 'plain' : 'bare';
  if (words.relation === 'at_most') return isHeld ? 'plain' : 'bare';
  return role === 'within' ? 'firm' : 'plain';
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
function isSetAfter(items: readonly Item[], from: number): boolean {
  return is('deadlineOf', items, from) && inSentence(items, from, 'have', 'give');
}

/** "A week" counts something else, "$50,000 a week", unless it opens its stretch or is given. */
function isIdle(items: readonly Item[], from: number, next: number): boolean {
  return !is('stretchOpens', items, from) && !isGiven(items, from, next);
}

/** "you have ten days to comply", "I'm giving them two weeks". */
function isGiven(items: readonly Item[], from: number, next: number): boolean {
  // "They will have a meeting of two hours", "un mandato de seis años".
  if (is('ofEvent', items, from)) return false;
  if (is('gives', items, from)) return is('givenEnd', items, next);
  return (
    (is('has', items, from) && is('hadEnd', items, next)) ||
    (is('gets', items, from) && has(items, next, 'to'))
  );
}
