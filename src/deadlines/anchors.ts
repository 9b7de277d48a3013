/** Deadlines anchored to an event. */
import { dateAt, yearAt } from './dates.ts';
import { clauseAt, type EventName, event, namedEventAt, offsetOf, slug, textOf } from './events.ts';
import { type Finding, finding, refused } from './findings.ts';
import { has, senseOf, skip, staysBefore } from './items.ts';
import type { Length } from './lengths.ts';
import type { Item } from './items.ts';
import { periodFinding } from './period-readings.ts';
import { periodAt } from './periods.ts';
import type { Relation, RelationWords } from './relations.ts';
import type { Period, Scene } from './scene.ts';
import type { AnchorRelation } from './types.ts';

const ANCHOR_RELATION: Partial<Record<Relation, AnchorRelation>> = {
  in: 'within',
  within: 'within',
  over: 'within',
  on: 'on',
  for: 'on',
  by: 'by',
  before: 'before',
  after: 'after',
  from: 'on',
  soonest: 'after',
  when: 'on',
};
/** Events that a bare "in", "at", "during" or "by" can hang on; others are only places or agents ("in the election"). */
const SPANS = new Set([
  'session',
  'recess',
  'transition',
  'summit',
  'convention',
  'state_of_the_union',
  'legislature',
  'holidays',
  'olympics',
  'season',
  'kings_speech',
]);
const OWNED_SPANS = new Set(['term', 'congress', 'budget', 'campaign', 'school_year']);
const LIMITS = new Set([
  'election',
  'midterms',
  'primary',
  'inauguration',
  'election_day',
  'convention',
  'summit',
  'olympics',
  'expiry',
  'super_tuesday',
  'tax_day',
  'referendum',
  'ramadan',
  'anniversary',
  'recess',
  'holidays',
  'state_of_the_union',
  'kings_speech',
  'taking_office',
  'day_one',
  'debate',
]);
const CLAUSE_RELATIONS = new Set<Relation>(['before', 'after', 'when', 'soonest', 'until', 'by']);

/** Behind these stand places and agents too. */
const LOOSE = new Set<Relation | null>([null, 'in', 'on', 'over', 'for', 'from', 'within']);
const LIMITING = new Set<Relation | null>(['by', 'before', 'within']);

/** "before the midterms", "in my first 100 days", "when the war is over". */
export function eventFindingAt(scene: Scene, at: number, words: RelationWords, from: number): Finding | null {
  const { items } = scene;
  // "Go on meeting until the last mine is safe" lasts.
  if (words.relation === 'until' && staysBefore(items, from)) return null;
  const fiscal = newsroomPeriodAt(items, at);
  if (fiscal) return eventFinding(items, fiscal, words.relation, from, 'newsroom_calendar');
  const part = endOfEvent(scene, at);
  // "The anniversary of that attack" is itself the event.
  const end = part && (namedEventAt(items, part.at) || clauseAt(items, part.at)) ? part : null;
  const start = end?.at ?? at;
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
    const before = has(scene.items, at - 1, 'article') ? at - 2 : at - 1;
    const period = senseOf(scene.items, before, 'relation') === 'for' ? null : periodAt(scene, at);
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
  const key = event.key ?? '';
  const isPointed = event.stretch !== null || event.isSingleDay || has(items, event.next - 1, 'event_phrase');
  const marks = items.slice(at, event.next);
  const isChosen = marks.some(
    (item) =>
      item.is.has('which') ||
      item.is.has('ordinal') ||
      item.ordinal !== null ||
      item.is.get('event_adjective') === 'owner',
  );
  if (key === 'congress') return isChosen;
  // German "bis" names no agent, as "by the court" does.
  if (relation === 'by') return scene.verbSecond || LIMITS.has(key) || isPointed;
  if (!LOOSE.has(relation)) return true;
  // "He will be sworn in at the end of the month" promises it.
  if (relation === null && has(items, at - 1, 'passive')) return false;
  if (relation === null) return isPointed || marks.some(({ is }) => is.get('which') === 'next');
  return (
    isPointed ||
    SPANS.has(key) ||
    (OWNED_SPANS.has(key) && (isChosen || items[event.next - 1]?.capital === true)) ||
    /_(term|session)$/.test(key)
  );
}

/** "the end of my term": the anchor is what the part belongs to. */
function endOfEvent({ items, verbSecond }: Scene, at: number): { at: number } | null {
  const start = skip(items, at, 'article');
  const isHalf =
    has(items, start, 'ordinal') && (has(items, start + 1, 'half_year') || has(items, start + 1, 'event'));
  const next = isHalf ? start + 2 : start + 1;
  if (has(items, start, 'part') && / (of|in)$/.test(items[start]?.text ?? '')) return { at: next };
  // "Ende dieser Wahlperiode".
  if (verbSecond && has(items, start, 'part') && senseOf(items, next, 'which') === 'this')
    return { at: next };
  return (isHalf || has(items, start, 'part')) && has(items, next, 'of') ? { at: next + 1 } : null;
}

/** "fiscal year 2027", "the next fiscal quarter": the newsroom's calendar has to say when. */
function newsroomPeriodAt(items: readonly Item[], at: number): EventName | null {
  const split = splitYearAt(items, skip(items, at, 'article'));
  if (split !== null) return event(items, at, split, 'fiscal_year');
  const partEnd = skip(items, at, 'article', 'ordinal', 'part', 'unit', 'half_year', 'of');
  let start = skip(
    items,
    has(items, partEnd - 1, 'of') ? partEnd : at,
    'article',
    'which',
    'ordinal',
    'event_adjective',
  );
  const name = senseOf(items, start, 'newsroom_unit');
  if (name === undefined || name === 'working_days') return null;
  start = skip(items, start + 1, 'unit');
  const year =
    yearAt(items, start) ??
    (items[start]?.number != null && !items[start]?.spaced ? { next: start + 1 } : null);
  return event(items, at, year?.next ?? start, name);
}

/** "2026-27", "2026/27": a year that begins in one calendar year and ends in the next. */
function splitYearAt(items: readonly Item[], at: number): number | null {
  const [year, second] = [items[at], items[at + 1]];
  if (year?.number == null || !/^\d{4}$/.test(year.raw)) return null;
  const isSlash = second?.raw === '/' && !second.spaced;
  const end = isSlash ? items[at + 2] : second;
  const isTied = isSlash ? end?.spaced === false : end?.hyphen === true;
  const digits = end?.raw.length;
  if (!isTied || end?.number == null || (digits !== 2 && digits !== 4)) return null;
  return end.number === (year.number + 1) % (digits === 2 ? 100 : 10_000) ? at + (isSlash ? 3 : 2) : null;
}

function eventFinding(
  items: readonly Item[],
  event: EventName,
  relation: Relation | null,
  from: number,
  family: 'event' | 'newsroom_calendar',
): Finding | null {
  const isLoose =
    relation === null || relation === 'in' || relation === 'on' || relation === 'over' || relation === 'when';
  const isComing = items
    .slice(from, event.next)
    .some(({ is }) => is.get('which') === 'next' || is.get('which') === 'coming');
  const role = relation === 'until' ? untilRole(items, from) : relationOf(event, relation);
  if (role === null) return refused(from, event.next, 'length');
  const suffix = senseOf(items, event.next, 'suffix');
  return finding(from, suffix ? event.next + 1 : event.next, {
    kind: 'event',
    family,
    isEvent: true,
    needsFuture: (isLoose || event.isUnknown) && event.stretch === null && !event.isSingleDay && !isComing,
    isStart: relation === 'when' || relation === 'after' || relation === 'soonest',
    strength: relation === null ? 'bare' : 'firm',
    anchor: {
      phrase: event.phrase,
      key: event.key ?? null,
      relation: suffix === 'latest' ? 'by' : role,
      offset: role === 'within' ? event.stretch : null,
    },
  });
}

function relationOf(event: EventName, relation: Relation | null): AnchorRelation | null {
  if (relation === null) return event.stretch ? 'within' : 'on';
  if (relation === 'between' || relation === 'length_only' || relation === 'open_length') return null;
  if (relation === 'for') return null;
  if (event.stretch && (relation === 'on' || relation === 'in')) return 'within';
  if (event.isSingleDay && relation !== 'by' && relation !== 'before' && relation !== 'after') return 'on';
  return ANCHOR_RELATION[relation] ?? null;
}

const REACH = 6;

/** "not until after the election" waits for it, "you have until the vote" must be done by it. */
function untilRole(items: readonly Item[], from: number): AnchorRelation | null {
  for (let at = from; at >= Math.max(0, from - REACH); at--) {
    if (has(items, at, 'not')) return 'after';
    if (has(items, at, 'have')) return 'by';
  }
  return null;
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
  const event =
    namedEventAt(items, target) ??
    (isPlace(scene, target) ? null : (clauseAt(items, target) ?? looseEventAt(items, target)));
  const base = length ? offsetOf(length) : null;
  if (!event || (length && !base)) return null;
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

/** "In zwei Wochen nach Brüssel": without an article German names a place. */
function isPlace({ items, verbSecond }: Scene, at: number): boolean {
  return verbSecond && !has(items, at, 'article') && items[at - 1]?.text.includes(' ') === false;
}

/** After a length even an unknown word is an event: "within 30 days of enactment". */
function looseEventAt(items: readonly Item[], at: number): EventName | null {
  const item = items[at];
  if (!item || item.isMark || item.number !== null || has(items, at, 'not_event')) return null;
  const isWord = item.is.size === 0 || item.is.has('event_phrase') || item.is.has('filler');
  if (!isWord) return null;
  let next = at + 1;
  while (next < at + REACH && items[next] && !items[next]?.isMark && items[next]?.is.size === 0) next++;
  return event(items, at, next, slug(textOf(items, at, next)) || null);
}
