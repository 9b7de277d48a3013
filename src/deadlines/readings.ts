/** The grammar proper: which time expression, if any, begins at an item. */
import { eventFindingAt } from './anchors.ts';
import { dateAt } from './dates.ts';
import { namedEventAt } from './events.ts';
import { type Finding, finding, refused } from './findings.ts';
import { has, isMark, senseOf, skip, type Items } from './items.ts';
import { countedLength, lengthFinding, unitLength } from './length-readings.ts';
import { isSoftened, lengthAt, unitAt } from './lengths.ts';
import { periodFinding } from './period-readings.ts';
import { periodAt } from './periods.ts';
import { type Relation, type RelationWords, relationAt } from './relations.ts';
import type { Scene } from './scene.ts';
import { is, endOf } from './signs.ts';
import { UNITS } from './tables/units.ts';

/** How far behind "since" its time may stand. */
const SINCE_REACH = 4;
const AS_POSSIBLE_DAYS = 7;
const RUNNING = new Set<Relation | null>(['in', 'within', 'over']);
type Reader = (scene: Scene, at: number, words: RelationWords, from: number) => Finding | null;

/** Every reader by its name, in the order in which they are tried. */
const READERS: readonly (readonly [name: string, reader: Reader])[] = [
  ['idiom', (scene, _at, _words, from) => idiomAt(scene, from)],
  ['now until', nowUntil],
  ['past', pastAt],
  ['unit length', unitLength],
  ['counted length', countedLength],
  ['length', lengthFinding],
  ['period', periodFinding],
  ['event', eventFindingAt],
];

function firstOf(scene: Scene, at: number, words: RelationWords, from: number): Finding | null {
  for (const [name, reader] of READERS) {
    const found = reader(scene, at, words, from);
    if (found) return found.rule === '' ? { ...found, rule: name } : found;
  }
  return null;
}

export function timeAt(scene: Scene, from: number): Finding | null {
  const { items } = scene;
  const refusal = frequencyAt(scene, from);
  if (refusal) return { ...refusal, rule: 'frequency' };
  const words = relationAt(items, from);
  const start = words.relation === null ? skip(items, from, 'approx') : words.next;
  const found = firstOf(scene, start, words, from);
  if (!found) return null;
  const dated = appositionAt(scene, found, words, from);
  if (dated) return dated;
  const hedged =
    found.hedged ||
    words.hedged ||
    (words.relation === 'soonest' && !found.isEvent) ||
    (words.relation === null && isSoftened(items, from, start));
  return { ...found, from, hedged };
}

/** "between now and Christmas": by it. */
function nowUntil(scene: Scene, at: number, words: RelationWords): Finding | null {
  if (words.relation !== 'between' || !is('nowAnd', scene.items, at)) return null;
  const by: RelationWords = { ...words, relation: 'by', next: at + 2 };
  return periodFinding(scene, at + 2, by, at) ?? eventFindingAt(scene, at + 2, by, at);
}

/** "by election day, November 3": the date of an event or holiday said right behind it. */
function appositionAt(scene: Scene, found: Finding, words: RelationWords, from: number): Finding | null {
  const isNamed = found.kind === 'event' || (found.kind === 'none' && found.family === 'no_time');
  if (!isNamed || !isMark(scene.items, found.next, ',')) return null;
  const at = skip(scene.items, found.next + 1, 'article');
  return dateAt(scene, at) ? periodFinding(scene, at, words, from) : null;
}

/** How often: "every two weeks", "each May 21", "twice a month", "every Tuesday and Thursday". */
function frequencyAt(scene: Scene, from: number): Finding | null {
  const { items } = scene;
  const often = (next: number): Finding => refused(from, next, 'frequency');
  // "Meeting by meeting".
  const isSame = items[from - 1]?.text === items[from + 1]?.text && items[from - 1] !== undefined;
  if (isSame && senseOf(items, from, 'relation') === 'by') return often(from + 2);
  if (has(items, from, 'frequency')) return often(afterWeekdays(items, from + 1));
  const per = endOf('timesPer', items, from);
  if (per !== null) return often(per);
  const at = endOf('times', items, from) ?? from;
  const every = endOf('every', items, at);
  if (every === null) return null;
  const isMonth = has(items, every - 1, 'month');
  return often(afterRepeated(scene, isMonth ? every : afterWeekdays(items, every)));
}

/** Behind a list that goes on: ", martes", "y jueves", ", Tuesdays and Fridays". */
function afterWeekdays(items: Items, from: number): number {
  const next = endOf('moreWeekdays', items, from);
  return next === null ? from : afterWeekdays(items, next);
}

/** "every year in September", "each summer, in August": the month comes round too. */
function afterRepeated(scene: Scene, at: number): number {
  const { relation, next } = relationAt(scene.items, skipComma(scene.items, at));
  const period = relation === 'in' || relation === 'on' || relation === 'over' ? periodAt(scene, next) : null;
  return period?.recurs ? period.next : at;
}

/** "last year", "the past two weeks", "hace dos semanas", "since 2021". */
function pastAt(scene: Scene, at: number, words: RelationWords, from: number): Finding | null {
  const { items } = scene;
  const ago = endOf('agoBefore', items, from);
  if (ago === null && words.relation === 'since') return sinceAt(scene, at, from);
  const start = ago ?? endOf('lastOnes', items, at);
  if (start === null) return null;
  const length = lengthAt(items, start);
  if (length)
    return ago === null && has(items, length.next, 'of') ? null : refused(from, length.next, 'past');
  return has(items, start, 'units') ? refused(from, start + 1, 'past') : null;
}

/** Whatever time follows "since" is part of the past. */
function sinceAt(scene: Scene, at: number, from: number): Finding {
  let next =
    periodAt(scene, at)?.next ?? lengthAt(scene.items, at)?.next ?? namedEventAt(scene.items, at)?.next ?? at;
  // "Since the week ending March 14": whatever time follows closely belongs to it.
  for (let n = at + 1; next === at && n <= at + SINCE_REACH; n++) next = periodAt(scene, n)?.next ?? at;
  return refused(from, Math.max(next, from + 1), 'past');
}

function idiomAt(scene: Scene, from: number): Finding | null {
  const { items, today } = scene;
  // "Later on" is vague, "later on this month" is not.
  if (has(items, from, 'part') && periodAt(scene, from)) return null;
  const days = senseOf(items, from, 'vague');
  if (days !== undefined && is('stretch', items, from)) return refused(from, from + 1, 'length');
  if (days !== undefined) {
    const needsFuture = has(items, from, 'present_time');
    return { ...vague(from, from + 1, Number(days)), needsFuture, isGiven: has(items, from, 'at_once') };
  }
  const asPossible = endOf('asPossible', items, from);
  if (asPossible !== null) return vague(from, asPossible, AS_POSSIBLE_DAYS);
  const idiom = senseOf(items, from, 'idiom');
  const night = { start: today, end: today + 1, strength: 'free' } as const;
  if (idiom === 'overnight') return finding(from, from + 1, { ...night, kind: 'duration', family: 'hours' });
  if (idiom !== undefined) return refused(from, from + 1, 'no_time');
  const open = endOf('openUnits', items, from);
  if (open !== null) return vagueUnit(items, from, open);
  return looseAt(items, from) ?? vagueUnits(items, from);
}

/** "In the nearest future", "within a very short period of time", "in relatively short order". */
function looseAt(items: Items, from: number): Finding | null {
  const { relation, next } = relationAt(items, from);
  const end = RUNNING.has(relation) ? endOf('looseTime', items, next) : null;
  return end === null ? null : vague(from, end, Number(senseOf(items, end - 1, 'loose_time')));
}

function vague(from: number, next: number, reviewAfterDays: number): Finding {
  return finding(from, next, { kind: 'vague', family: 'vague', reviewAfterDays, strength: 'firm' });
}

/** A time whose unit, the word at `unitAt`, is named and whose number stays open. */
function vagueUnit(items: Items, from: number, next: number, at = next - 1): Finding {
  return vague(from, next, UNITS[unitAt(items, at)?.unit ?? 'year'].review_days);
}

/** "in the coming weeks", "within days", "weeks, not months". */
function vagueUnits(items: Items, from: number): Finding | null {
  const { relation, next } = relationAt(items, from);
  const end = endOf('someUnits', items, next);
  if (end === null) return null;
  const isRunning = RUNNING.has(relation);
  const not = endOf('notUnits', items, end);
  if (not !== null) return vagueUnit(items, from, not, end - 1);
  const or = relation === null && is('chunkOpens', items, from) ? endOf('orUnits', items, end) : null;
  if (or !== null) return vagueUnit(items, from, or, end - 1);
  if (has(items, end, 'ago')) return refused(from, end + 1, 'past');
  if (relation !== null && !isRunning)
    return relation === 'for' || relation === 'length_only' ? refused(from, end, 'length') : null;
  const joint = relationAt(items, end).relation;
  const isOfEvent = joint === 'after' || joint === 'before' || has(items, end, 'of');
  if (isOfEvent && relation !== null) return null;
  return isRunning || is('comingUnits', items, next) || is('away', items, end)
    ? vagueUnit(items, from, end)
    : null;
}

function skipComma(items: Items, at: number): number {
  return isMark(items, at, ',') || isMark(items, at, '-') ? at + 1 : at;
}
