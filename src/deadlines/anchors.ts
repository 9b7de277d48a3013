/** Deadlines anchored to an event. */
import { dateAt, yearAt } from './dates.ts';
import { clauseAt, type EventName, event, namedEventAt, offsetOf, slug, textOf } from './events.ts';
import { type Finding, finding, refused } from './findings.ts';
import { has, senseOf, skip, type Items } from './items.ts';
import type { Length } from './lengths.ts';
import { periodFinding } from './period-readings.ts';
import { periodAt } from './periods.ts';
import type { Relation, RelationWords } from './relations.ts';
import type { Period, Scene } from './scene.ts';
import { ANCHOR_RELATION, LIMITS, OWNED_SPANS, SPANS } from './tables/events.ts';
import type { AnchorRelation } from './types.ts';
import { is, endOf } from './signs.ts';

const CLAUSE_RELATIONS = new Set<Relation>(['before', 'after', 'when', 'soonest', 'until', 'by']);

/** Behind these stand places and agents too. */
const LOOSE = new Set<Relation | null>([null, 'in', 'on', 'over', 'for', 'from', 'within']);
/** These only place an event, and a promise is needed beside it. */
const PLACING = new Set<Relation | null>([null, 'in', 'on', 'over', 'when']);
const LIMITING = new Set<Relation | null>(['by', 'before', 'within']);

/** "before the midterms", "in my first 100 days", "when the war is over". */
export function eventFindingAt(scene: Scene, at: number, words: RelationWords, from: number): Finding | null {
  const { items } = scene;
  // "Go on meeting until the last mine is safe" lasts.
  if (words.relation === 'until' && is('goesOn', items, from)) return null;
  const fiscal = newsroomPeriodAt(items, at);
  if (fiscal) return eventFinding(items, fiscal, words.relation, from, 'newsroom_calendar');
  // "The end of my term": the anchor is what the part belongs to.
  const part = endOf('endOfEvent', items, at) ?? (scene.verbSecond ? endOf('endOfThis', items, at) : null);
  // "The anniversary of that attack" is itself the event.
  const end = part !== null && (namedEventAt(items, part) || clauseAt(items, part)) ? part : null;
  const start = end ?? at;
  const noun = namedEventAt(items, start);
  const named = noun && (end || canHang(scene, start, noun, words.relation)) ? noun : null;
  const isOpener = !scene.verbSecond || items.slice(from, at).some(({ is }) => is.has('conjunction'));
  const isClause = words.relation !== null && CLAUSE_RELATIONS.has(words.relation) && isOpener;
  const isSentence =
    named !== null && (has(items, named.next, 'present') || has(items, named.next, 'is_over'));
  const clause =
    (!named || isSentence) && isClause && !(words.relation === 'by' && !end) ? clauseAt(items, start) : null;
  const event = clause ?? named;
  if (!event) return null;
  if (event === clause && words.relation === 'when' && hasDate(scene, start, clause.next)) return null;
  const closing = event === clause ? closingPeriod(scene, start, clause.next) : null;
  if (closing && words.relation === 'when') return null;
  if (closing && words.relation === 'before') {
    const isDay = closing.period.size === 'day' && closing.period.start > scene.today;
    return periodFinding(scene, closing.at, { ...words, relation: isDay ? 'before' : 'by' }, from);
  }
  if (end && !LIMITING.has(words.relation)) return eventFinding(items, event, 'on', from, 'event');
  // "El primer día firmaré": without a preposition.
  const isDay = words.relation === null && event.isSingleDay && scene.modifiersFollow;
  const relation = end && words.relation === 'before' ? 'by' : words.relation;
  return eventFinding(items, event, isDay ? 'on' : relation, from, 'event');
}

/** "Before the markets open on Monday", "when we are back next month": the time that ends the clause. */
function closingPeriod(scene: Scene, from: number, to: number): { at: number; period: Period } | null {
  for (let at = from + 2; at < to; at++) {
    // "Before the House rises for the summer" does not say when.
    const period = is('stretch', scene.items, at) ? null : periodAt(scene, at);
    if (period?.next === to && !period.refuse && period.size !== 'clock') return { at, period };
  }
  return null;
}

/** "When I stand here on 15 August": the date says when. */
function hasDate(scene: Scene, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (dateAt(scene, at)) return true;
  return false;
}

/** May this event stand behind this relation? "Backed by the campaign" and "in the war" may not. */
function canHang(scene: Scene, at: number, event: EventName, relation: Relation | null): boolean {
  const { items } = scene;
  const { key, next } = event;
  const isPointed = event.stretch !== null || event.isSingleDay || has(items, next - 1, 'event_phrase');
  const words = items.slice(at, next);
  const isChosen = words.some((_, n) => is('chosen', items, at + n));
  if (key === 'congress') return isChosen;
  // German "bis" names no agent, as "by the court" does.
  if (relation === 'by') return scene.verbSecond || LIMITS.has(key ?? '') || isPointed;
  if (!LOOSE.has(relation)) return true;
  // "He will be sworn in at the end of the month" promises it.
  if (relation === null && has(items, at - 1, 'passive')) return false;
  if (relation === null) return isPointed || words.some((item) => item.is.get('which') === 'next');
  const isOwned = OWNED_SPANS.has(key ?? '') && (isChosen || is('capital', items, next - 1));
  return isPointed || SPANS.has(key ?? '') || isOwned || /_(term|session)$/.test(key ?? '');
}

/** "fiscal year 2027", "the next fiscal quarter": the newsroom's calendar has to say when. */
function newsroomPeriodAt(items: Items, at: number): EventName | null {
  const split = splitYearAt(items, skip(items, at, 'article'));
  if (split !== null) return event(items, at, split, 'fiscal_year');
  const named = endOf('newsroomPeriod', items, at);
  const name = named === null ? undefined : senseOf(items, named - 1, 'newsroom_unit');
  if (named === null || name === undefined) return null;
  const next = skip(items, named, 'unit');
  return event(items, at, yearAt(items, next)?.next ?? endOf('tightFigure', items, next) ?? next, name);
}

/** "2026-27", "2026/27": a year that begins in one calendar year and ends in the next. */
function splitYearAt(items: Items, at: number): number | null {
  const next = endOf('splitYear', items, at);
  if (next === null) return null;
  const [first, second] = [items[at]?.number ?? 0, items[next - 1]];
  return second?.number === (first + 1) % (second?.raw.length === 2 ? 100 : 10_000) ? next : null;
}

function eventFinding(
  items: Items,
  event: EventName,
  relation: Relation | null,
  from: number,
  family: 'event' | 'newsroom_calendar',
): Finding | null {
  const isNext = items
    .slice(from, event.next)
    .some(({ is }) => is.get('which') === 'next' || is.get('which') === 'coming');
  const isPointed = event.stretch !== null || event.isSingleDay || isNext;
  const role = relation === 'until' ? untilRole(items, from) : relationOf(event, relation);
  if (role === null) return refused(from, event.next, 'length');
  const suffix = senseOf(items, event.next, 'suffix');
  return finding(from, suffix ? event.next + 1 : event.next, {
    kind: 'event',
    family,
    isEvent: true,
    needsFuture: (PLACING.has(relation) || event.isUnknown) && !isPointed,
    isStart: relation === 'when' || relation === 'after' || relation === 'soonest',
    strength: relation === null ? 'bare' : 'firm',
    anchor: {
      phrase: event.phrase,
      key: event.key,
      relation: suffix === 'latest' ? 'by' : role,
      offset: role === 'within' ? event.stretch : null,
    },
  });
}

function relationOf(event: EventName, relation: Relation | null): AnchorRelation | null {
  if (relation === null) return event.stretch ? 'within' : 'on';
  if (event.stretch && relation === 'on') return 'within';
  const role = ANCHOR_RELATION[relation] ?? null;
  const isOrdered = relation === 'by' || relation === 'before' || relation === 'after';
  return event.isSingleDay && role !== null && !isOrdered ? 'on' : role;
}

/** "not until after the election" waits for it, "you have until the vote" must be done by it. */
function untilRole(items: Items, from: number): AnchorRelation | null {
  if (is('notUntil', items, from)) return 'after';
  return is('haveUntil', items, from) ? 'by' : null;
}

interface OffsetUse {
  /** Null for "within days of": no number was named. */
  length: Length | null;
  words: RelationWords;
  target: number;
  joint: Relation | null;
  from: number;
}

/** "two weeks after the election", "within 24 hours of taking office". */
export function offsetFinding(scene: Scene, use: OffsetUse): Finding | null {
  const { items } = scene;
  const { length, words, target, joint, from } = use;
  if (joint === 'from' && periodAt(scene, target)) return null;
  // "In zwei Wochen nach Brüssel": without an article German names a place.
  const isPlace = scene.verbSecond && is('place', items, target);
  const event =
    namedEventAt(items, target) ??
    (isPlace ? null : (clauseAt(items, target) ?? looseEventAt(items, target)));
  if (!event) return null;
  const base = length && offsetOf(length);
  const isBefore = joint === 'before';
  const isLimit = words.relation === 'by' || words.relation === 'before';
  const isWithin = words.relation === 'within' || joint === 'within';
  const relation: AnchorRelation = isLimit ? 'by' : isWithin ? 'within' : isBefore ? 'before' : 'after';
  const sign = isBefore && (isLimit || isWithin) ? -1 : 1;
  return finding(from, event.next, {
    kind: 'event',
    family: 'event',
    isEvent: true,
    hedged: length?.hedged ?? false,
    strength: 'firm',
    anchor: {
      phrase: event.phrase,
      key: event.key,
      relation,
      offset: base && { ...base, amount: sign * base.amount },
    },
  });
}

/** After a length even an unknown word is an event: "within 30 days of enactment". */
function looseEventAt(items: Items, at: number): EventName | null {
  const next = endOf('looseEvent', items, at);
  return next === null ? null : event(items, at, next, slug(textOf(items, at, next)) || null);
}
