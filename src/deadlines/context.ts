/** What the rest of the sentence says about a time; vetoes.ts decides by it. */
import { type Clauses, isPastSentence, tensesWithin, verbBefore, verbOf } from './clauses.ts';
import type { Finding } from './findings.ts';
import { has, isAny, senseOf } from './items.ts';
import type { Item } from './items.ts';
import type { Tense } from './tenses.ts';
import type { FamilyKey } from './types.ts';
import { GROUPS } from './tables/signs.ts';
import { is } from './signs.ts';

/** How far back a superlative still governs "in 20 years". */
const SUPERLATIVE_REACH = 14;
const LONG_DAYS = 365;
const LIMITS: ReadonlySet<FamilyKey> = new Set<FamilyKey>(['by', 'by_bare_period', 'before']);
const TO_COME = new Set(['next', 'coming', 'after_next']);
const SHARE = /^(per ?cent|por ?ciento)$/;

/** "Bis Freitag haben wir das gelöst", "nächste Woche haben wir es geschafft": done by then. */
export function isToCome(items: readonly Item[], finding: Finding): boolean {
  if (finding.isEvent) return true;
  const isTold = items.some(
    (item) => item.sentence === items[finding.from]?.sentence && Number(item.is.get('day') ?? 0) < 0,
  );
  if (LIMITS.has(finding.family)) return !isTold;
  return items
    .slice(finding.from, finding.next)
    .some(({ is }) => TO_COME.has(is.get('which') ?? '') || Number(is.get('day') ?? 0) > 0);
}

/** "He was given until Friday and he missed it". */
export function isMissed({ items, clauses }: Clauses, finding: Finding): boolean {
  // "The two-year clock has started".
  if (senseOf(items, finding.next - 1, 'deadline_noun') === 'clock') return false;
  const sentence = items[finding.from]?.sentence;
  return clauses.some(
    (clause) =>
      clause.sentence === sentence &&
      clause.verbs.some(({ at, tense }) => at >= finding.next && tense === 'past'),
  );
}

/** "What can happen in thirty years?" */
export function isAsked(items: readonly Item[], { from }: Finding): boolean {
  const sentence = items[from]?.sentence;
  const first = items.find((item) => item.chunk === items[from]?.chunk && !item.isMark);
  const end = items.find(
    (item, at) => at > from && item.isMark && (item.sentence !== sentence || item.raw === '?'),
  );
  return first?.is.get('conjunction') === 'asks' && end?.raw === '?';
}

/** "The schools shut tomorrow": spelt like a past, of a day that is to come. */
export function isShut(text: Clauses, finding: Finding): boolean {
  const verb = verbOf(text, finding);
  const isTomorrow = Number(senseOf(text.items, finding.next - 1, 'day') ?? 0) > 0;
  return isTomorrow && verb !== null && senseOf(text.items, verb.at, 'past_participle') === 'base';
}

/** "Two million jobs in eighteen months. That was us.", "4.9 percent in the third quarter, the best since 2021". */
export function tellsBefore(text: Clauses, finding: Finding): boolean {
  const { items, clauses } = text;
  const sentence = items[finding.from]?.sentence ?? 0;
  if (!hasFigures(text, finding)) return false;
  const isSince = items.some((item) => item.sentence === sentence && item.is.get('relation') === 'since');
  const first = items.findIndex((item) => item.sentence === sentence + 1 && !item.isMark);
  const next = clauses.find((clause) => clause.sentence === sentence + 1 && clause.verbs.length > 0);
  return (
    isSince ||
    (has(items, first, 'pronoun') && next?.verbs[0]?.at === first + 1 && next.verbs[0].tense === 'past')
  );
}

/** "28 percent are back in prison within a year", "as of today there is no case". */
export function isStatement(text: Clauses, finding: Finding): boolean {
  if (finding.family === 'open_from') return has(text.items, finding.from, 'stating');
  return finding.kind === 'duration' && hasFigures(text, finding);
}

/** The tense that governs a time; "would" is future unless its sentence is past. */
export function tenseOf(text: Clauses, finding: Finding): Tense | null {
  const nearest = verbOf(text, finding);
  // "Cut the deficit we inherited by 2030": the limit is that of the main clause.
  const isAside =
    nearest?.tense === 'past' && finding.strength === 'firm' && is('relative', text.items, nearest.at);
  const tense = (isAside ? verbBefore(text, nearest) : nearest)?.tense ?? null;
  // "If they haven't paid by Friday": not yet.
  if (
    tense === 'past' &&
    finding.strength === 'firm' &&
    isUnderCondition(text, nearest) &&
    !is('unrealVerb', text.items, nearest?.at ?? -1)
  )
    return null;
  if (tense === 'conditional')
    return isPastSentence(text, text.items[finding.from]?.sentence ?? 0) ? 'past' : 'future';
  if (tense === 'goal') return 'future';
  // "Had signed an agreement to be out by May" tells of a time before.
  const before = nearest && verbBefore(text, nearest);
  const isHad = before?.tense === 'past' && has(text.items, before.at - 1, 'past_word');
  if (tense === 'future' && isHad && has(text.items, before.at - 1, 'auxiliary')) return 'past';
  if (tense === 'able') return hasFigures(text, finding) ? 'present' : 'future';
  if (tense === 'present' && hasGoal(text, finding)) return 'future';
  // "We've been told it's opening next month".
  if (tense === 'progressive' && nearest && verbBefore(text, nearest)?.tense === 'past') return 'past';
  // With figures beside it "they are paying" is a statistic, where "we are hiring" promises.
  const isOurs = nearest !== null && senseOf(text.items, nearest.at - 1, 'pronoun') === 'we';
  if (tense !== 'progressive' || !hasFigures(text, finding)) return tense;
  return isOurs ? 'future' : 'present';
}

export function isUnderCondition({ clauses, clauseOf }: Clauses, place: { at: number } | null): boolean {
  return place !== null && clauses[clauseOf[place.at] ?? 0]?.isCondition === true;
}

/** "My ambition is …": a present that speaks of the future. */
function hasGoal({ items, clauses }: Clauses, finding: Finding): boolean {
  const sentence = items[finding.from]?.sentence;
  return clauses.some(
    (clause) => clause.sentence === sentence && clause.verbs.some(({ tense }) => tense === 'goal'),
  );
}

/** "after we won": the event itself is over. "Once it has passed" is not. */
export function tellsPast(items: readonly Item[], finding: Finding): boolean {
  const inside = tensesWithin(items, finding);
  // "When they have done their sums" has yet to come.
  const isPerfect = items
    .slice(finding.from, finding.next)
    .some(({ is }) => is.has('auxiliary') && is.has('present'));
  if (finding.isStart && isPerfect) return false;
  if (inside.has('future') || inside.has('present') || inside.has('progressive')) return false;
  return inside.has('past') || inside.has('participle');
}

/**
 * Does the sentence tell what is, and not what is to come? "Today" needs a verb that speaks of the
 * future; anything else only none that speaks of the present or the past.
 */
export function tellsNow(text: Clauses, finding: Finding): boolean {
  const tense = tenseOf(text, finding);
  const verb = finding.family === 'day_word' ? verbOf(text, finding) : null;
  // "There would be no jobs today", "today you can't rely on it": no time to come.
  const isAble = verb?.tense === 'able' && (has(text.items, verb.at, 'not') || finding.from < verb.at);
  if (verb?.tense === 'conditional' || isAble) return true;
  // "A law bans it", "would ban it after fifteen weeks".
  const isSpeed = finding.family === 'hours' && finding.needsFuture;
  const isLaw = finding.family === 'open_length' && verbOf(text, finding)?.tense !== 'future';
  if (isSpeed || isLaw) return true;
  if (tense === 'future' || tense === 'progressive') return false;
  const isNow = text.items[finding.from]?.is.get('filler') === 'now';
  return tense !== null || isNow || finding.family === 'vague';
}

/** "The first in ten years" compares; "the first will open in ten weeks" does not. */
export function isLong(finding: Finding, today: number): boolean {
  return finding.start !== null && finding.start - today >= LONG_DAYS;
}

export function isSuperlative({ items }: Clauses, finding: Finding, countsFirst: boolean): boolean {
  if (!finding.isComparison) return false;
  for (let at = finding.from - 1; at >= Math.max(0, finding.from - SUPERLATIVE_REACH); at--) {
    const item = items[at];
    if (!item || item.sentence !== items[finding.from]?.sentence) return false;
    // "The worst of it" compares nothing.
    if (items[at + 1]?.is.has('of')) continue;
    const ordinal = item.is.get('ordinal');
    // "The last bus leaves in 36 hours".
    const isFirst = ordinal !== undefined && ordinal !== '-1';
    const superlative = item.is.get('superlative') ?? (isFirst ? 'first' : undefined);
    if (superlative === 'first' ? countsFirst && !is('obtained', items, at) : superlative !== undefined)
      return true;
  }
  return false;
}

/** "More than they will see in a decade", "earns in a year what he spends in a day". */
export function isCompared({ items, clauses, clauseOf }: Clauses, { from, next }: Finding): boolean {
  const clause = clauses[clauseOf[from] ?? 0];
  const isMoreThan = clause?.verbs.some(
    ({ at }) => at < from && items.slice(clause.from, at).some(({ text }) => text.endsWith('than')),
  );
  return isMoreThan === true || senseOf(items, next, 'conjunction') === 'asks';
}

/** "A 40 percent rise in ten years", where "20,000 more police in three years" promises. */
export function hasShare({ items }: Clauses, finding: Finding): boolean {
  const sentence = items[finding.from]?.sentence;
  return items.some((item) => item.sentence === sentence && (item.raw === '%' || SHARE.test(item.text)));
}

/** Figures beside a time make a statistic of the sentence. */
export function hasFigures({ items, figures }: Clauses, finding: Finding): boolean {
  return (figures[items[finding.from]?.sentence ?? 0] ?? 0) > 0;
}

/**
 * A time without a preposition counts only where nothing else is said in its stretch between
 * commas ("two weeks, three weeks, we'll see"), so that no length of a film becomes a deadline.
 */
export function standsAlone(text: Clauses, finding: Finding): boolean {
  const { items, isTime } = text;
  // "A long shutdown (five months)" explains a length.
  if (items[finding.from - 1]?.raw === '(') return false;
  // "A hundred days in" tells how far it has come.
  if (finding.isLength && items[finding.next]?.is.get('relation') === 'in') return false;
  const isAside = (at: number): boolean => {
    const item = items[at];
    return !item || item.isMark || isTime[at] === true || isAny(item, GROUPS.beside_times);
  };
  const sentence = items[finding.from]?.sentence ?? 0;
  const isSentence = items.every((item, at) => item.sentence !== sentence || isAside(at));
  if (!isSentence && finding.needsFuture && finding.family === 'day_word') return false;
  if (isSentence && !isPastSentence(text, sentence - 1, true)) return true;
  const chunk = items[finding.from]?.chunk;
  const last = items[finding.next - 1]?.chunk ?? chunk;
  if (!items.some((item) => item.sentence === sentence && item.is.has('future'))) return false;
  for (let at = finding.from; at >= 0 && items[at]?.chunk === chunk; at--) if (!isAside(at)) return false;
  for (let at = finding.next; at < items.length && items[at]?.chunk === last; at++)
    if (!isAside(at)) return false;
  return true;
}
