/** What the rest of the sentence says about a time; vetoes.ts decides by it. */
import { type Clauses, isPastSentence, tensesWithin, verbBefore, verbOf, verbsIn } from './clauses.ts';
import type { Finding } from './findings.ts';
import { has, inSentence, isAny, type Item, senseOf, type Items } from './items.ts';
import { is } from './signs.ts';
import type { FamilyKey } from './tables/families.ts';
import { GROUPS } from './tables/signs.ts';
import type { Tense } from './tenses.ts';

const LONG_DAYS = 365;
const LIMITS: ReadonlySet<FamilyKey> = new Set<FamilyKey>(['by', 'by_bare_period', 'before']);
const TO_COME = new Set(['next', 'coming', 'after_next']);
const SHARE = /^(%|per ?cent|por ?ciento)$/;

/** "Bis Freitag haben wir das gelöst", "nächste Woche haben wir es geschafft": done by then. */
export function isToCome(items: Items, finding: Finding): boolean {
  if (finding.isEvent) return true;
  if (LIMITS.has(finding.family)) return !inSentence(items, finding.from, 'day', '-1');
  return items
    .slice(finding.from, finding.next)
    .some(({ is }) => TO_COME.has(is.get('which') ?? '') || Number(is.get('day') ?? 0) > 0);
}

/** "He was given until Friday and he missed it". */
export function isMissed(text: Clauses, finding: Finding): boolean {
  // "The two-year clock has started".
  if (senseOf(text.items, finding.next - 1, 'deadline_noun') === 'clock') return false;
  return verbsIn(text, sentenceOf(text, finding)).some(
    ({ at, tense }) => at >= finding.next && tense === 'past',
  );
}

function sentenceOf({ items }: Clauses, { from }: Finding): number {
  return items[from]?.sentence ?? 0;
}

/** "What can happen in thirty years?" */
export function isAsked(items: Items, { from }: Finding): boolean {
  const { sentence, chunk } = items[from] ?? {};
  const first = items.find((item) => item.chunk === chunk && !item.isMark);
  const end = items.find(
    (item, at) => at > from && item.isMark && (item.sentence !== sentence || item.raw === '?'),
  );
  return first?.is.get('conjunction') === 'asks' && end?.raw === '?';
}

/** "The schools shut tomorrow": spelt like a past, of a day that is to come. */
export function isShut(text: Clauses, finding: Finding): boolean {
  const isTomorrow = Number(senseOf(text.items, finding.next - 1, 'day') ?? 0) > 0;
  return isTomorrow && is('shut', text.items, verbOf(text, finding)?.at ?? -1);
}

/** "Two million jobs in eighteen months. That was us.", "4.9 percent in the third quarter, the best since 2021". */
export function tellsBefore(text: Clauses, finding: Finding): boolean {
  const { items } = text;
  const behind = sentenceOf(text, finding) + 1;
  if (!hasFigures(text, finding)) return false;
  const first = items.findIndex((item) => item.sentence === behind && !item.isMark);
  const verb = verbsIn(text, behind)[0];
  const isTold = has(items, first, 'pronoun') && verb?.at === first + 1 && verb.tense === 'past';
  return isTold || inSentence(items, finding.from, 'relation', 'since');
}

/** "28 percent are back in prison within a year", "as of today there is no case". */
export function isStatement(text: Clauses, finding: Finding): boolean {
  if (finding.family === 'open_from') return has(text.items, finding.from, 'stating');
  return finding.kind === 'duration' && hasFigures(text, finding);
}

/** The tense that governs a time; "would" is future unless its sentence is past. */
export function tenseOf(text: Clauses, finding: Finding): Tense | null {
  const { items } = text;
  const nearest = verbOf(text, finding);
  if (nearest === null) return null;
  const isLimit = finding.strength === 'firm';
  // "Cut the deficit we inherited by 2030": the limit is that of the main clause.
  const isAside = nearest.tense === 'past' && isLimit && is('relative', items, nearest.at);
  const tense = (isAside ? verbBefore(text, nearest) : nearest)?.tense ?? null;
  const isOpen = isLimit && isUnderCondition(text, nearest) && !is('unrealVerb', items, nearest.at);
  const before = verbBefore(text, nearest);
  switch (tense) {
    case 'past':
      // "If they haven't paid by Friday": not yet.
      return isOpen ? null : tense;
    case 'conditional':
      return isPastSentence(text, sentenceOf(text, finding)) ? 'past' : 'future';
    case 'goal':
      return 'future';
    case 'future':
      // "Had signed an agreement to be out by May" tells of a time before.
      return before?.tense === 'past' && is('hadDone', items, before.at) ? 'past' : tense;
    case 'able':
      return hasFigures(text, finding) ? 'present' : 'future';
    case 'present':
      // "My ambition is …": a present that speaks of the future.
      return verbsIn(text, sentenceOf(text, finding)).some((verb) => verb.tense === 'goal')
        ? 'future'
        : tense;
    case 'progressive':
      // "We've been told it's opening next month".
      if (before?.tense === 'past') return 'past';
      // With figures beside it "they are paying" is a statistic, where "we are hiring" promises.
      if (!hasFigures(text, finding)) return tense;
      return senseOf(items, nearest.at - 1, 'pronoun') === 'we' ? 'future' : 'present';
    default:
      return tense;
  }
}

export function isUnderCondition({ clauses, clauseOf }: Clauses, place: { at: number } | null): boolean {
  return place !== null && clauses[clauseOf[place.at] ?? 0]?.isCondition === true;
}

/** "after we won": the event itself is over. "Once it has passed" is not. */
export function tellsPast(items: Items, finding: Finding): boolean {
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
  const { from, family } = finding;
  const tense = tenseOf(text, finding);
  const verb = verbOf(text, finding);
  // "There would be no jobs today", "today you can't rely on it": no time to come.
  const isAble = verb?.tense === 'able' && (has(text.items, verb.at, 'not') || from < verb.at);
  if (family === 'day_word' && (verb?.tense === 'conditional' || isAble)) return true;
  // "You can buy one in twenty minutes" tells a speed.
  if (family === 'hours' && finding.needsFuture) return true;
  // "A law bans it", "would ban it after fifteen weeks".
  if (family === 'open_length' && verb?.tense !== 'future') return true;
  if (tense === 'future' || tense === 'progressive') return false;
  return tense !== null || senseOf(text.items, from, 'filler') === 'now' || family === 'vague';
}

/** "The first in ten years" compares; "the first will open in ten weeks" does not. */
export function isLong(finding: Finding, today: number): boolean {
  return finding.start !== null && finding.start - today >= LONG_DAYS;
}

export function isSuperlative({ items }: Clauses, finding: Finding, countsFirst: boolean): boolean {
  if (!finding.isComparison) return false;
  return is('most', items, finding.from) || (countsFirst && is('first', items, finding.from));
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
export function hasShare(text: Clauses, finding: Finding): boolean {
  const sentence = sentenceOf(text, finding);
  return text.items.some((item) => item.sentence === sentence && SHARE.test(item.text));
}

/** Figures beside a time make a statistic of the sentence. */
export function hasFigures(text: Clauses, finding: Finding): boolean {
  return (text.figures[sentenceOf(text, finding)] ?? 0) > 0;
}

/**
 * A time without a preposition counts only where nothing else is said in its stretch between
 * commas ("two weeks, three weeks, we'll see"), so that no length of a film becomes a deadline.
 */
export function standsAlone(text: Clauses, finding: Finding): boolean {
  const { items } = text;
  const { from, next } = finding;
  // "A long shutdown (five months)" explains a length, "a hundred days in" tells how far it has come.
  if (items[from - 1]?.raw === '(' || (finding.isLength && senseOf(items, next, 'relation') === 'in'))
    return false;
  const isAside = (item: Item): boolean => item.isMark || item.isTime || isAny(item, GROUPS.beside_times);
  const sentence = sentenceOf(text, finding);
  const isSentence = items.every((item) => item.sentence !== sentence || isAside(item));
  if (!isSentence && finding.needsFuture && finding.family === 'day_word') return false;
  if (isSentence && !isPastSentence(text, sentence - 1, true)) return true;
  if (!inSentence(items, from, 'future')) return false;
  const chunks = [items[from]?.chunk, items[next - 1]?.chunk];
  return items.every((item) => !chunks.includes(item.chunk) || isAside(item));
}

/**
 * A time without a preposition: does what stands beside it show that it is measured or named, and not promised?
 * The words were picked because they hold a time, so without such a sign it is read.
 */
export function isMeasure(text: Clauses, finding: Finding): boolean {
  const { items, verbSecond } = text;
  const { from, next, isLength } = finding;
  // In a language whose verb comes second any word may follow a time: "wir wollen 2030 klimaneutral sein".
  const isNamed = is('namedAfter', items, next) || is(verbSecond ? 'name' : 'unknown', items, next);
  if (isNamed || is('namedBefore', items, from)) return true;
  if (isLength && (is('lengthGoesOn', items, next) || is('wouldBe', items, from))) return true;
  const isSingle = next === from + (has(items, from, 'article') ? 2 : 1);
  // "Prices will fall", "May I?", "Agenda 2030": a verb, or part of a name.
  const isInName = is('name', items, from - 1) || (verbSecond && has(items, from - 1, 'event'));
  if (isSingle && (items[next - 1]?.isHomograph || isInName)) return true;
  const verb = verbOf(text, finding);
  if (verb) return verb.tense === 'present';
  // "Sixteen days, 24 billion dollars, and nothing to show for it".
  return (isLength && hasFigures(text, finding)) || isPastSentence(text, sentenceOf(text, finding) - 1, true);
}

/** "How long?" asks for a length, and "will last" tells one. */
export function isStay({ items }: Clauses, { from }: Finding): boolean {
  return inSentence(items, from, 'spends', 'asks') || is('staysSo', items, from);
}

/** "we can't do it by Friday": no word was given. "If not by Friday" still sets a time. */
export function isDenied(items: Items, finding: Finding): boolean {
  const { from, family } = finding;
  if (finding.kind !== 'vague' && finding.end === null && !finding.isEvent) return false;
  // "No son semanas sino meses".
  if (senseOf(items, from, 'contrast') === 'against') return false;
  if (family === 'after' || finding.anchor?.relation === 'after') return false;
  const isLimit = family === 'by' || family === 'by_bare_period';
  const denials: string[] = [];
  for (let at = from - 1; items[at] && items[at]?.chunk === items[from]?.chunk; at--) {
    if (has(items, at, 'contrast')) break;
    const denial = senseOf(items, at, 'not');
    // "No child in poverty by 2030" promises; "no tomorrow" denies; "a no-fly zone" is a name.
    if (denial === undefined || (denial !== 'not' && !is('no', items, at))) continue;
    // "Wages that haven't been paid will be paid by May": denied is only what tells which wages.
    const isOfNoun =
      is('relativeClause', items, at) &&
      items.slice(at + 1, from).some((item) => item.is.get('future') === 'will');
    if (!isOfNoun) denials.push(denial);
  }
  // "There is no reason we can't do it by Friday" affirms.
  const isAffirmed = denials.length === 2 && denials[0] === 'not' && denials[1] === 'no';
  const isDenial = denials.some((denial) => denial === 'not' || !isLimit);
  // "It does not matter whether in six days or six weeks" leaves open what is denied.
  if (isDenial && !isAffirmed) return !is('ifBefore', items, from);
  return is('never', items, finding.next - 1) || (!isLimit && is('notEver', items, finding.next - 1));
}

/** "Whether it's next week or next month", "ob das im Februar kommt": any time will do. */
export function isEither({ items, verbSecond }: Clauses, { from }: Finding): boolean {
  return is(verbSecond ? 'whetherInChunk' : 'whether', items, from);
}
