/** The grammar proper: which time expression, if any, begins at an item. */
import { eventFindingAt } from './anchors.ts';
import { dateAt } from './dates.ts';
import { namedEventAt } from './events.ts';
import { type Finding, finding, refused } from './findings.ts';
import { has, isMark, senseOf, skip } from './items.ts';
import { countedLength, lengthFinding, unitLength } from './length-readings.ts';
import { isPerUnit, isSoftened, lengthAt, unitAt } from './lengths.ts';
import type { Item } from './items.ts';
import { periodFinding } from './period-readings.ts';
import { periodAt } from './periods.ts';
import { type RelationWords, relationAt } from './relations.ts';
import type { Scene } from './scene.ts';
import type { Unit } from './senses.ts';
import { GROUPS } from './tables/signs.ts';
import { is, endOf } from './signs.ts';

const VAGUE_REVIEW_DAYS: Partial<Record<Unit, number>> = {
  minute: 2,
  hour: 2,
  day: 7,
  week: 30,
  month: 90,
  quarter: 90,
};
/** How far behind "since" its time may stand. */
const SINCE_REACH = 4;
const LONG_REVIEW_DAYS = 365;
const AS_POSSIBLE_DAYS = 7;
const MOST_ASIDE = 5;
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
  const refusal = refusalAt(scene, from);
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
  const { items } = scene;
  if (words.relation !== 'between' || senseOf(items, at, 'filler') !== 'now' || !has(items, at + 1, 'and'))
    return null;
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

/** Frequencies and ages: "every two weeks", "twice a month", "65 years old". */
function refusalAt(scene: Scene, from: number): Finding | null {
  const { items } = scene;
  // "Meeting by meeting".
  const isSame = items[from - 1]?.text === items[from + 1]?.text && items[from - 1] !== undefined;
  if (isSame && senseOf(items, from, 'relation') === 'by') return refused(from, from + 2, 'frequency');
  if (has(items, from, 'frequency'))
    return finding(from, afterWeekdays(items, from + 1), { family: 'frequency' });
  const everyEnd = afterEvery(items, from);
  if (everyEnd !== null) return finding(from, afterRepeated(scene, everyEnd), { family: 'frequency' });
  const times = skip(items, from, 'approx');
  if (!has(items, times, 'times')) return null;
  if (isPerUnit(items, times + 1)) return refused(from, times + 3, 'frequency');
  return has(items, times + 1, 'every') ? refusalAt(scene, times + 1) : null;
}

/** "every two weeks", "each May 21", "every Tuesday and Thursday": the position behind them. */
function afterEvery(items: readonly Item[], from: number): number | null {
  if (!has(items, from, 'every')) return null;
  const at = skip(items, from + 1, 'number', 'ordinal', 'few', 'adjective', 'which');
  const counted = items[at]?.number != null || items[at]?.ordinal != null ? at + 1 : at;
  const isDate = counted > from + 1 && has(items, counted, 'of') && has(items, counted + 1, 'month');
  const named = isDate ? counted + 1 : counted;
  const category = GROUPS.repeated.find((known) => has(items, named, known));
  if (category === undefined) return null;
  return category === 'month' ? named + 1 : afterWeekdays(items, named + 1);
}

/** Behind a list that goes on: ", martes", "y jueves", ", Tuesdays and Fridays". */
function afterWeekdays(items: readonly Item[], from: number): number {
  let next = from;
  for (let n = 0; n < MOST_WEEKDAYS; n++) {
    const isJoined = isMark(items, next, ',') || GROUPS.joints.some((joint) => has(items, next, joint));
    const named = skip(items, skipComma(items, next), ...GROUPS.joints, 'every');
    const weekday = has(items, named, 'article') && has(items, next, 'and') ? named + 1 : named;
    if (!isJoined || !has(items, weekday, 'weekday')) return next;
    next = weekday + 1;
  }
  return next;
}

const MOST_WEEKDAYS = 7;
/** "every year in September", "each summer, in August": the month comes round too. */
function afterRepeated(scene: Scene, at: number): number {
  const { items } = scene;
  const { relation, next } = relationAt(items, skipComma(items, at));
  if (relation !== 'in' && relation !== 'on' && relation !== 'over') return at;
  const period = periodAt(scene, next);
  return period?.recurs ? period.next : at;
}

/** "last year", "the past two weeks", "since 2021". */
function pastAt(scene: Scene, at: number, words: RelationWords, from: number): Finding | null {
  const { items } = scene;
  const ago = agoBefore(items, from);
  if (ago) return ago;
  if (words.relation === 'since') return sinceAt(scene, at, from);
  const start = skip(items, at, 'article');
  if (senseOf(items, start, 'which') !== 'last') return null;
  const length = lengthAt(items, start + 1);
  if (length) return has(items, length.next, 'of') ? null : refused(from, length.next, 'past');
  return unitAt(items, start + 1)?.plural ? refused(from, start + 2, 'past') : null;
}

/** "Hace dos semanas": "ago" said before the length. */
function agoBefore(items: readonly Item[], from: number): Finding | null {
  if (!has(items, from, 'ago_before')) return null;
  const start = skip(items, from + 1, 'filler', 'approx');
  const next = lengthAt(items, start)?.next ?? (unitAt(items, start)?.plural ? start + 1 : null);
  return next === null ? null : refused(from, next, 'past');
}

/** Whatever time follows "since" is part of the past. */
function sinceAt(scene: Scene, at: number, from: number): Finding {
  let next =
    periodAt(scene, at)?.next ?? lengthAt(scene.items, at)?.next ?? namedEventAt(scene.items, at)?.next ?? at;
  // "Since the week ending March 14": whatever time follows closely belongs to it.
  for (let n = at + 1; next === at && n <= at + SINCE_REACH; n++) next = periodAt(scene, n)?.next ?? at;
  return finding(from, Math.max(next, from + 1), { family: 'past' });
}

function idiomAt(scene: Scene, from: number): Finding | null {
  const { items, today } = scene;
  // "Later on" is vague, "later on this month" is not.
  if (has(items, from, 'part') && periodAt(scene, from)) return null;
  const days = senseOf(items, from, 'vague');
  if (days !== undefined && is('stretch', items, from)) return refused(from, from + 1, 'length');
  const isNow = has(items, from, 'present_time');
  if (days !== undefined)
    return {
      ...vague(from, from + 1, Number(days)),
      needsFuture: isNow,
      isGiven: has(items, from, 'at_once'),
    };
  const asPossible = endOf('asPossible', items, from);
  if (asPossible !== null) return vague(from, asPossible, AS_POSSIBLE_DAYS);
  const idiom = senseOf(items, from, 'idiom');
  if (idiom === 'overnight')
    return finding(from, from + 1, {
      kind: 'duration',
      family: 'hours',
      start: today,
      end: today + 1,
      strength: 'free',
    });
  if (idiom !== undefined) return refused(from, from + 1, 'no_time');
  if (has(items, from, 'matter_of')) {
    const unit = unitAt(items, from + 1);
    if (unit?.plural) return vague(from, from + 2, reviewDaysOf(unit.unit));
  }
  return looseAt(items, from) ?? contrastAt(items, from) ?? butUnits(items, from) ?? vagueUnits(items, from);
}

/** "In the nearest future", "within a very short period of time", "in relatively short order". */
function looseAt(items: readonly Item[], from: number): Finding | null {
  const { relation, next } = relationAt(items, from);
  if (relation !== 'in' && relation !== 'within' && relation !== 'over') return null;
  const start = skip(items, next, 'article', 'one');
  const at = skip(items, start, 'loose_length');
  const days = senseOf(items, at, 'loose_time');
  return days !== undefined && at > start ? vague(from, at + 1, Number(days)) : null;
}

function reviewDaysOf(unit: Unit): number {
  return VAGUE_REVIEW_DAYS[unit] ?? LONG_REVIEW_DAYS;
}

function vague(from: number, next: number, reviewAfterDays: number): Finding {
  return finding(from, next, { kind: 'vague', family: 'vague', reviewAfterDays, strength: 'firm' });
}

/** "not weeks but days": the number stays open. */
function contrastAt(items: readonly Item[], from: number): Finding | null {
  if (!has(items, from, 'not') || !unitAt(items, from + 1)?.plural) return null;
  const second = skip(items, skipComma(items, from + 2), 'filler');
  const unit = unitAt(items, second);
  return unit?.plural ? vague(from, second + 1, reviewDaysOf(unit.unit)) : null;
}

/** "not years, nor weeks, but months". */
function butUnits(items: readonly Item[], from: number): Finding | null {
  const unit = has(items, from, 'contrast') ? unitAt(items, from + 1) : null;
  const before = unitAt(items, isMark(items, from - 1, ',') ? from - 2 : from - 1);
  return unit?.plural && before?.plural ? vague(from, from + 2, reviewDaysOf(unit.unit)) : null;
}

/** "in the coming weeks", "within days", "weeks, not months". */
function vagueUnits(items: readonly Item[], from: number): Finding | null {
  const words = relationAt(items, from);
  const isRunning = words.relation === 'in' || words.relation === 'within' || words.relation === 'over';
  const start = skip(items, words.next, 'article', 'matter_of');
  const which = senseOf(items, start, 'which');
  const isComing = which === 'next' || which === 'coming';
  const unitStart = skip(items, isComing ? start + 1 : start, 'adjective', 'which');
  const unit = unitAt(items, unitStart);
  if (!unit?.plural) return null;
  const days = reviewDaysOf(unit.unit);
  const notAt = skipAside(items, unitStart + 1);
  if (has(items, notAt, 'not') && unitAt(items, notAt + 1) !== null) return vague(from, notAt + 2, days);
  const orAt = skip(items, skipComma(items, unitStart + 1), 'or', 'hedge', 'approx');
  const isOpening = items[from - 1] === undefined || items[from - 1]?.isMark === true;
  const isOffer = isOpening && orAt > unitStart + 1 && unitAt(items, orAt)?.plural === true;
  if (words.relation === null && isOffer) return vague(from, orAt + 1, days);
  if (has(items, unitStart + 1, 'ago')) return refused(from, unitStart + 2, 'past');
  if (words.relation !== null && !isRunning) {
    const isStretch = words.relation === 'for' || words.relation === 'length_only';
    return isStretch ? refused(from, unitStart + 1, 'length') : null;
  }
  const relation = relationAt(items, unitStart + 1).relation;
  const isOfEvent = relation === 'after' || relation === 'before' || has(items, unitStart + 1, 'of');
  if (isOfEvent && words.relation !== null) return null;
  const isAway = has(items, unitStart + 1, 'from_now') || has(items, unitStart + 1, 'away');
  return isRunning || isComing || isAway ? vague(from, unitStart + 1, days) : null;
}

/** "Days here, folks, not weeks". */
function skipAside(items: readonly Item[], from: number): number {
  const isAside = (at: number): boolean =>
    isMark(items, at, ',') || isMark(items, at, '-') || (has(items, at, 'filler') && !has(items, at, 'not'));
  let at = from;
  while (at < from + MOST_ASIDE && isAside(at)) at++;
  return at;
}

function skipComma(items: readonly Item[], at: number): number {
  return isMark(items, at, ',') || isMark(items, at, '-') ? at + 1 : at;
}
