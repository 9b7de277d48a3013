/**
 * What the rest of the sentence says about a time: a fact about the past or the present is no
 * deadline, even when it names a month ("the bill was signed in January").
 */
import {
  type Clauses,
  isPastSentence,
  isRelative,
  tensesWithin,
  type Verb,
  verbBefore,
  verbOf,
} from './clauses.ts';
import type { Finding } from './findings.ts';
import { has, senseOf } from './items.ts';
import type { Item, Lexicon } from './lexicon.ts';
import type { Tense } from './tenses.ts';
import type { Category } from './types.ts';

/** How far back a superlative still governs "in 20 years". */
const SUPERLATIVE_REACH = 14;
const LONG_DAYS = 365;
const SHARE = /^(per ?cent|por ?ciento)$/;

/** True where the finding is a statement of fact, or denied, and not a time to come. */
export function isFact(text: Clauses, finding: Finding, lexicon: Lexicon, today: number): boolean {
  const { items } = text;
  if (isDenied(items, finding) || isEither(items, finding)) return true;
  if (finding.isGiven) return isMissed(text, finding);
  if (isNthTime(items, finding.from)) return true;
  const tense = tenseOf(text, finding);
  if (tense === 'future') return isSuperlative(items, finding, isLong(finding, today));
  if (tense === 'past') return true;
  if (finding.isEvent) return tense === 'participle' || tellsPast(items, finding, lexicon);
  if (finding.strength === 'firm') return tense === 'present' && isStatement(text, finding);
  if (tense === 'participle' || isSuperlative(items, finding, true)) return true;
  if (tense === 'reported') return finding.kind === 'calendar';
  const isRunning =
    finding.start !== null && finding.start <= today && !finding.isLength && finding.family !== 'later_this';
  // "If we have no deal in fifty days, it will be a hundred percent" threatens.
  const isStatistic = hasFigures(text, finding) && !isUnderCondition(text, verbOf(text, finding));
  if (finding.isComparison && isStatistic && (tense !== null || hasShare(text, finding))) return true;
  return isRunning && (tense === 'present' || isStatistic);
}

/** "He was given until Friday and he missed it". */
function isMissed({ items, clauses }: Clauses, finding: Finding): boolean {
  const sentence = items[finding.from]?.sentence;
  return clauses.some(
    (clause) =>
      clause.sentence === sentence &&
      clause.verbs.some(({ at, tense }) => at >= finding.next && tense === 'past'),
  );
}

/** "That's the third time this week" counts. */
function isNthTime(items: readonly Item[], from: number): boolean {
  return (
    has(items, from - 1, 'times') && (has(items, from - 2, 'ordinal') || items[from - 2]?.ordinal != null)
  );
}

/** "28 percent are back in prison within a year", "as of today there is no case". */
function isStatement(text: Clauses, finding: Finding): boolean {
  if (finding.family === 'open_from') return has(text.items, finding.from, 'stating');
  return finding.kind === 'duration' && hasFigures(text, finding);
}

/** The tense that governs a time; "would" is future unless its sentence is past. */
function tenseOf(text: Clauses, finding: Finding): Tense | null {
  const nearest = verbOf(text, finding);
  // "Cut the deficit we inherited by 2030": the limit is that of the main clause.
  const isAside = nearest?.tense === 'past' && finding.strength === 'firm' && isRelative(text.items, nearest);
  const tense = (isAside ? verbBefore(text, nearest) : nearest)?.tense ?? null;
  // "If they haven't paid by Friday": not yet.
  if (tense === 'past' && finding.strength === 'firm' && isUnderCondition(text, nearest)) return null;
  if (tense === 'conditional')
    return isPastSentence(text, text.items[finding.from]?.sentence ?? 0) ? 'past' : 'future';
  if (tense === 'goal') return 'future';
  if (tense === 'able') return hasFigures(text, finding) ? 'present' : 'future';
  if (tense === 'present' && hasGoal(text, finding)) return 'future';
  // "We've been told it's opening next month".
  if (tense === 'progressive' && nearest && verbBefore(text, nearest)?.tense === 'past') return 'past';
  // With figures beside it even "we are paying" is a statistic.
  return tense === 'progressive' && hasFigures(text, finding) ? 'present' : tense;
}

function isUnderCondition({ clauses, clauseOf }: Clauses, verb: Verb | null): boolean {
  return verb !== null && clauses[clauseOf[verb.at] ?? 0]?.isCondition === true;
}

/** "My ambition is …": a present that speaks of the future. */
function hasGoal({ items, clauses }: Clauses, finding: Finding): boolean {
  const sentence = items[finding.from]?.sentence;
  return clauses.some(
    (clause) => clause.sentence === sentence && clause.verbs.some(({ tense }) => tense === 'goal'),
  );
}

/** "after we won": the event itself is over. "Once it has passed" is not. */
function tellsPast(items: readonly Item[], finding: Finding, lexicon: Lexicon): boolean {
  const inside = tensesWithin(items, finding, lexicon);
  // "When they have done their sums" has yet to come.
  const isPerfect = items
    .slice(finding.from, finding.next)
    .some(({ is }) => is.has('auxiliary') && is.has('present'));
  if (finding.isStart && isPerfect) return false;
  if (inside.has('future') || inside.has('present') || inside.has('progressive')) return false;
  return inside.has('past') || inside.has('participle');
}

/** "we can't do it by Friday": no word was given. "If not by Friday" still sets a time. */
function isDenied(items: readonly Item[], finding: Finding): boolean {
  if (finding.kind !== 'vague' && finding.end === null && !finding.isEvent) return false;
  // "No son semanas sino meses".
  if (senseOf(items, finding.from, 'contrast') === 'against') return false;
  const chunk = items[finding.from]?.chunk;
  if (finding.family === 'after' || finding.anchor?.relation === 'after') return false;
  const isLimit = finding.family === 'by' || finding.family === 'by_bare_period';
  for (let at = finding.from - 1; at >= 0 && items[at]?.chunk === chunk; at--)
    if (items[at]?.is.has('contrast')) break;
    else if (items[at]?.is.get('not') === 'not' || (isNo(items, at) && !isLimit))
      return !isConditional(items, finding);
  for (let at = finding.next; items[at]?.chunk === chunk; at++)
    if (items[at]?.is.get('never') === 'never') return true;
  return false;
}

/** "Whether it's next week or next month": any time will do. */
function isEither(items: readonly Item[], finding: Finding): boolean {
  const chunk = items[finding.from]?.chunk;
  let at = finding.from - 1;
  while (items[at]?.chunk === chunk && (has(items, at, 'possessive') || has(items, at, 'pronoun'))) at--;
  return senseOf(items, at, 'condition') === 'whether' && at + 1 < finding.from;
}

/** "No child in poverty by 2030" promises; "no tomorrow" denies. */
function isNo(items: readonly Item[], at: number): boolean {
  return items[at]?.is.get('not') === 'no';
}

/** "Whether" leaves open what is denied: "it does not matter whether in six days or six weeks". */
function isConditional(items: readonly Item[], finding: Finding): boolean {
  const sentence = items[finding.from]?.sentence;
  return items.some(
    (item, at) => at < finding.from && item.sentence === sentence && item.is.get('condition') === 'if',
  );
}

/**
 * Does the sentence tell what is, and not what is to come? "Today" needs a verb that speaks of the
 * future; anything else only none that speaks of the present or the past.
 */
export function tellsNow(text: Clauses, finding: Finding): boolean {
  const tense = tenseOf(text, finding);
  const verb = finding.family === 'day_word' ? verbOf(text, finding) : null;
  // "There would be no jobs today", "today you can't rely on it": no time to come.
  if (verb?.tense === 'conditional' || (verb?.tense === 'able' && has(text.items, verb.at, 'not')))
    return true;
  if (tense === 'future' || tense === 'progressive') return false;
  const isNow = text.items[finding.from]?.is.get('filler') === 'now';
  return tense !== null || isNow || finding.family === 'vague';
}

/** "The first in ten years" compares; "the first will open in ten weeks" does not. */
function isLong(finding: Finding, today: number): boolean {
  return finding.start !== null && finding.start - today >= LONG_DAYS;
}

function isSuperlative(items: readonly Item[], finding: Finding, countsFirst: boolean): boolean {
  if (!finding.isComparison) return false;
  for (let at = finding.from - 1; at >= Math.max(0, finding.from - SUPERLATIVE_REACH); at--) {
    const item = items[at];
    if (!item || item.sentence !== items[finding.from]?.sentence) return false;
    // "The worst of it" compares nothing.
    if (items[at + 1]?.is.has('of')) continue;
    const superlative = item.is.get('superlative') ?? (item.is.has('ordinal') ? 'first' : undefined);
    if (superlative !== undefined && (superlative !== 'first' || countsFirst)) return true;
  }
  return false;
}

/** "A 40 percent rise in ten years", where "20,000 more police in three years" promises. */
function hasShare({ items }: Clauses, finding: Finding): boolean {
  const sentence = items[finding.from]?.sentence;
  return items.some((item) => item.sentence === sentence && (item.raw === '%' || SHARE.test(item.text)));
}

/** Figures beside a time make a statistic of the sentence. */
function hasFigures({ items, figures }: Clauses, finding: Finding): boolean {
  return (figures[items[finding.from]?.sentence ?? 0] ?? 0) > 0;
}

const ASIDE: readonly Category[] = [
  'filler',
  'hedge',
  'approx',
  'article',
  'pronoun',
  'future',
  'present',
  'vague',
  'or',
  'and',
  'suffix',
  'attribution',
  'from_now',
  'relation',
  'of',
];

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
    return !item || item.isMark || isTime[at] === true || ASIDE.some((category) => item.is.has(category));
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
