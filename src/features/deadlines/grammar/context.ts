/**
 * What the rest of the sentence says about a time: a fact about the past or the present is no
 * deadline, even when it names a month ("the bill was signed in January").
 */

import type { Finding } from './findings.ts';
import { has } from './lengths.ts';
import type { Item, Lexicon } from './lexicon.ts';
import type { Category } from './types.ts';

interface Tense {
  past: boolean;
  /** A participle that may be past or passive: "passed in March". */
  participle: boolean;
  present: boolean;
  future: boolean;
  /** "would", "could": future only where nothing else is past. */
  conditional: boolean;
}

/** How far back a superlative still governs "in 20 years". */
const SUPERLATIVE_REACH = 8;
const LONG_DAYS = 365;
const SHORTEST_PARTICIPLE = 5;

/** True where the finding is a statement of fact, or denied, and not a time to come. */
export function isFact(items: readonly Item[], finding: Finding, lexicon: Lexicon, today: number): boolean {
  if (isDenied(items, finding)) return true;
  const outside = tenseOf(items, finding, lexicon, false);
  const isFuture = outside.future || (outside.conditional && !outside.past);
  if (isFuture) return isSuperlative(items, finding, isLong(finding, today));
  if (outside.past) return true;
  if (finding.isEvent) return outside.participle || tellsPast(items, finding, lexicon);
  if (finding.strength === 'firm') return false;
  if (outside.participle || isSuperlative(items, finding, true)) return true;
  const isRunning = finding.start !== null && finding.start <= today && !finding.isLength;
  const [low, high] = sentenceBounds(items, finding.from, items[finding.from]?.sentence);
  const isStatistic = hasFigures(items, finding, low, high);
  if (finding.isComparison && isStatistic) return true;
  return isRunning && (outside.present || isStatistic);
}

/** "after we won": the event itself is over. "Once it has passed" is not. */
function tellsPast(items: readonly Item[], finding: Finding, lexicon: Lexicon): boolean {
  const inside = tenseOf(items, finding, lexicon, true);
  return !inside.future && !inside.present && (inside.past || inside.participle);
}

/** "we can't do it by Friday": no word was given. "If not by Friday" still sets a time. */
function isDenied(items: readonly Item[], finding: Finding): boolean {
  if (finding.kind !== 'vague' && finding.end === null && !finding.isEvent) return false;
  const chunk = items[finding.from]?.chunk;
  if (finding.family === 'after' || finding.anchor?.relation === 'after') return false;
  for (let at = finding.from - 1; at >= 0 && items[at]?.chunk === chunk; at--)
    if (items[at]?.is.get('not') === 'not') return !items.some((item) => item.is.has('condition'));
  return false;
}

/** Does the sentence speak of the future outside the finding? */
export function speaksOfFuture(items: readonly Item[], finding: Finding, lexicon: Lexicon): boolean {
  const tense = tenseOf(items, finding, lexicon, false);
  return tense.future || (tense.conditional && !tense.past) || hasProgressive(items, finding);
}

function hasProgressive(items: readonly Item[], finding: Finding): boolean {
  const sentence = items[finding.from]?.sentence;
  return items.some(
    (item, at) => item.sentence === sentence && item.is.has('present') && isProgressive(items, at),
  );
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
    const superlative = item.is.get('superlative');
    if (superlative !== undefined && (superlative !== 'first' || countsFirst)) return true;
  }
  return false;
}

function tenseOf(items: readonly Item[], finding: Finding, lexicon: Lexicon, inside: boolean): Tense {
  const tense: Tense = { past: false, participle: false, present: false, future: false, conditional: false };
  const sentence = items[finding.from]?.sentence;
  const [low, high] = inside ? [finding.from, finding.next] : sentenceBounds(items, finding.from, sentence);
  const isStatistic = hasFigures(items, finding, low, high);
  for (let at = low; at < high; at++) {
    if (!inside && at >= finding.from && at < finding.next) continue;
    const item = items[at];
    if (!item) break;
    if (item.is.get('future') === 'would') tense.conditional = true;
    else if (item.is.has('future')) tense.future = true;
    else if (item.is.has('past_word')) tense.past = true;
    else if (item.is.has('present')) tense.present ||= isStatistic || !isProgressive(items, at);
    if (looksPast(item, lexicon)) {
      const before = at - (items[at - 1]?.is.has('not') ? 2 : 1);
      if (has(items, before, 'pronoun') || (has(items, before, 'auxiliary') && !inside)) tense.past = true;
      else tense.participle = true;
    }
  }
  return tense;
}

function sentenceBounds(
  items: readonly Item[],
  from: number,
  sentence: number | undefined,
): [number, number] {
  let low = from;
  while (low > 0 && items[low - 1]?.sentence === sentence) low--;
  let high = from;
  while (high < items.length && items[high]?.sentence === sentence) high++;
  return [low, high];
}

function looksPast(item: Item, lexicon: Lexicon): boolean {
  if (item.is.has('past_participle')) return true;
  if (item.is.size > 0 || item.text.length < SHORTEST_PARTICIPLE || item.isMark) return false;
  return (
    lexicon.table.past_endings.some((ending) => item.text.endsWith(ending)) && !lexicon.notPast.has(item.text)
  );
}

/** Figures beside a time make a statistic of the sentence. */
function hasFigures(items: readonly Item[], finding: Finding, low: number, high: number): boolean {
  return items.some(
    (item, at) => at >= low && at < high && item.number !== null && (at < finding.from || at >= finding.next),
  );
}

/** "we are announcing": the present that speaks of the future. */
function isProgressive(items: readonly Item[], at: number): boolean {
  return (
    has(items, at - 1, 'pronoun') && items.slice(at + 1, at + 4).some((item) => item.text.endsWith('ing'))
  );
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
export function standsAlone(items: readonly Item[], finding: Finding, isTime: readonly boolean[]): boolean {
  const isAside = (at: number): boolean => {
    const item = items[at];
    return !item || item.isMark || isTime[at] === true || ASIDE.some((category) => item.is.has(category));
  };
  const all = items.every((_, at) => isAside(at));
  if (all) return true;
  const chunk = items[finding.from]?.chunk;
  const last = items[finding.next - 1]?.chunk ?? chunk;
  const sentence = items[finding.from]?.sentence;
  if (!items.some((item) => item.sentence === sentence && item.is.has('future'))) return false;
  for (let at = finding.from; at >= 0 && items[at]?.chunk === chunk; at--) if (!isAside(at)) return false;
  for (let at = finding.next; at < items.length && items[at]?.chunk === last; at++)
    if (!isAside(at)) return false;
  return true;
}
