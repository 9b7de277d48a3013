/**
 * Reads deadlines out of politicians' words. The conventions are in families.ts, the words of a
 * language in its table (en.ts, de.ts, es.ts), the arithmetic in calendar.ts. Nothing here guesses: where
 * the words name no time, or only a vague one, the reading has no window.
 */
import { formatDate, isWritable, parseDate } from './calendar.ts';
import { choose, isCorrected } from './choose.ts';
import { type Clauses, readClauses, verbOf } from './clauses.ts';
import { isFact, standsAlone, tellsNow } from './context.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { families } from './families.ts';
import type { Finding } from './findings.ts';
import { senseOf } from './items.ts';
import { unitAt } from './lengths.ts';
import { compile, type Item, type Lexicon, readItems } from './lexicon.ts';
import { isHedged } from './hedges.ts';
import { isMeasure, isStay } from './measures.ts';
import { timeAt } from './readings.ts';
import type { Scene } from './scene.ts';
import { MAX_PHRASE_CHARACTERS, normalise } from './tokens.ts';
import type { AlternativeReading, Confidence, DeadlineOptions, DeadlineReading, FamilyKey } from './types.ts';

export { windowFromAnchor } from './anchor-windows.ts';
export { families } from './families.ts';
export type * from './types.ts';

const TABLES = new Map([en, de, es].map((table) => [table.code, table]));
const LEXICONS = new Map<string, Lexicon>();

/** The languages the grammar has a table for. */
export const supportedLanguages: readonly { code: string; title: string }[] = [...TABLES.values()].map(
  ({ code, title }) => ({ code, title }),
);

/** The compiled table of a language, compiled when it is first asked for. */
function lexiconOf(language: string): Lexicon | null {
  const known = LEXICONS.get(language);
  if (known) return known;
  const table = TABLES.get(language);
  if (!table) return null;
  const lexicon = compile(table);
  LEXICONS.set(language, lexicon);
  return lexicon;
}

const EVENT_REVIEW_DAYS = 90;
const MOST_ALTERNATIVES = 4;
/** No sentence names more times; reading stops there, so the work stays linear. */
const MOST_TIMES = 24;
/** Nor has any so many words with which a time could begin. */
const MOST_PLACES = 160;
/** A text of words at the character limit has about as many; more is no sentence. */
const MOST_ITEMS = 400;
/** Countries that write the month first. */
const MONTH_FIRST = new Set(['US', 'PH', 'PW', 'FM', 'MH', 'CA']);

/**
 * Reads the deadline in a phrase or sentence, as said on `reference_date`. Never throws for any
 * phrase; throws RangeError when the reference date is no calendar date.
 */
export function parseDeadline(phrase: string, options: DeadlineOptions): DeadlineReading {
  const today = parseDate(options.reference_date);
  const language = (options.language ?? 'en').split('-')[0]?.toLowerCase() ?? 'en';
  const lexicon = lexiconOf(language);
  if (!lexicon)
    return nothing('no_time', language, 'The grammar has no table for this language, so nothing was read.');
  const text = normalise(phrase.slice(0, MAX_PHRASE_CHARACTERS + 1));
  // One character may become many when normalised, hence the second check.
  if (phrase.length > MAX_PHRASE_CHARACTERS || text.length > 2 * MAX_PHRASE_CHARACTERS)
    return nothing(
      'no_time',
      language,
      `The text is longer than ${MAX_PHRASE_CHARACTERS} characters; give the sentence with the time in it.`,
    );

  const items = readItems(text, lexicon, MOST_ITEMS);
  if (items.length > MOST_ITEMS)
    return nothing('no_time', language, 'The text is mostly marks and figures, so nothing was read.');
  const country = (options.country ?? lexicon.table.country).toUpperCase();
  const scene: Scene = {
    items,
    today,
    country,
    isSouthern: options.hemisphere === 'southern',
    articleNextIsLength: lexicon.table.article_next_is_length,
    verbSecond: lexicon.table.verb_second !== null,
    beforeLength: lexicon.table.before_length,
    modifiersFollow: lexicon.table.modifiers_follow,
    dayFirst: !MONTH_FIRST.has(country),
    bothOrders: MONTH_FIRST.has(country) || MONTH_FIRST.has(lexicon.table.country),
    needsCapital: lexicon.needsCapital,
  };
  const found = findAll(scene);
  const isTime = items.map(() => false);
  for (const { kind, from, next } of found) if (kind !== 'none') isTime.fill(true, from, next);
  const clauses = readClauses(items, lexicon, isTime);
  const isCounted = found.some(({ family, kind }) => family === 'length' && kind === 'none');
  const kept = found.filter(
    (finding) =>
      isDeadline(scene, finding, clauses, lexicon) &&
      // "Eighteen years. Eighteen years of failure" only counts them.
      !(isCounted && finding.strength === 'bare' && !items.some(({ is }) => is.has('future'))),
  );
  return report(scene, clauses, choose(clauses, kept), kept, found, language);
}

function findAll(scene: Scene): Finding[] {
  const found: Finding[] = [];
  let places = 0;
  for (let at = 0; at < scene.items.length && found.length < MOST_TIMES && places < MOST_PLACES; ) {
    const isPlace = canOpen(scene.items, at);
    if (isPlace) places++;
    const finding = isPlace ? timeAt(scene, at) : null;
    if (finding) found.push(finding);
    at = finding ? Math.max(finding.next, at + 1) : at + 1;
  }
  return found;
}

/** Of several weakening words the last one opens the time; "not" opens one only before a unit ("not weeks"). */
function canOpen(items: readonly Item[], at: number): boolean {
  const item = items[at];
  // Of a word said twice ("in in two weeks") the second opens the time.
  if (!item?.opens || item.text === items[at + 1]?.text) return false;
  if (item.is.has('not') || item.is.has('contrast')) return unitAt(items, at + 1) !== null;
  return !(isSoft(item) && isSoft(items[at + 1])) && !isParticle(items, at);
}

/** "Turned around by Easter": part of a verb. */
function isParticle(items: readonly Item[], at: number): boolean {
  const next = items[at + 1];
  const isLimit = next?.is.has('relation') === true && next.is.get('relation') !== 'before';
  return senseOf(items, at, 'approx') === 'near' && isLimit && items[at - 1]?.isMark === false;
}

function isSoft(item: Item | undefined): boolean {
  return item !== undefined && (item.is.has('hedge') || item.is.has('approx')) && !item.is.has('relation');
}

function isDeadline(scene: Scene, finding: Finding, clauses: Clauses, lexicon: Lexicon): boolean {
  if (finding.kind === 'none') return false;
  if (!isWindow(finding, scene.today)) return false;
  const isAlone = (): boolean => standsAlone(clauses, finding);
  if (finding.strength === 'bare' && !isCorrected(clauses.items, finding)) {
    if (isStay(clauses, finding)) return false;
    if (isMeasure(clauses, finding, lexicon) && !isAlone()) return false;
  }
  if (finding.needsFuture && tellsNow(clauses, finding)) {
    // "I am in my second term" tells where things stand.
    const isState = finding.isEvent && !finding.isStart && verbOf(clauses, finding)?.tense === 'present';
    if (isState || !isAlone()) return false;
  }
  return !isFact(clauses, finding, lexicon, scene.today);
}

/** No window ends before it starts, starts before the words were said, or leaves the calendar. */
function isWindow({ start, end }: Finding, today: number): boolean {
  if (start === null) return true;
  return start >= today && isWritable(start) && (end === null || (end >= start && isWritable(end)));
}

function report(
  scene: Scene,
  clauses: Clauses,
  chosen: Finding | null,
  kept: readonly Finding[],
  found: readonly Finding[],
  language: string,
): DeadlineReading {
  if (!chosen) return refusal(found, language);
  const { today } = scene;
  const alternatives = alternativesOf(chosen, kept);
  const reviewDays =
    chosen.kind === 'vague' ? chosen.reviewAfterDays : chosen.kind === 'event' ? EVENT_REVIEW_DAYS : null;
  const reviewOn =
    reviewDays === null || !isWritable(today + reviewDays) ? null : formatDate(today + reviewDays);
  const hasWindow = chosen.kind === 'calendar' || chosen.kind === 'duration';
  const hedged = chosen.hedged || isHedged(clauses, chosen);
  return {
    kind: chosen.kind,
    window_start: hasWindow && chosen.start !== null ? formatDate(chosen.start) : null,
    window_end: hasWindow && chosen.end !== null ? formatDate(chosen.end) : null,
    hedged,
    anchor: chosen.anchor,
    confidence: confidenceOf(chosen, hedged, alternatives.length, kept),
    explanation: explain(chosen, alternatives, reviewOn),
    alternatives,
    review_on: reviewOn,
    family: chosen.family,
    language,
  };
}

function alternativesOf(chosen: Finding, kept: readonly Finding[]): AlternativeReading[] {
  const own = chosen.others.map(({ start, end, why }) =>
    alternative(start, end, `${sentence(why)}: ${span(start, end)}.`),
  );
  const later = kept
    .filter(
      (other) =>
        other !== chosen && other.start !== null && (other.kind === 'calendar' || other.kind === 'duration'),
    )
    .filter((other) => other.start !== chosen.start || other.end !== chosen.end)
    .map((other) =>
      alternative(
        other.start ?? 0,
        other.end,
        `Another time named in the same words: ${span(other.start ?? 0, other.end)}.`,
      ),
    );
  return [...own, ...later].slice(0, MOST_ALTERNATIVES);
}

function alternative(start: number, end: number | null, explanation: string): AlternativeReading {
  return { window_start: formatDate(start), window_end: end === null ? null : formatDate(end), explanation };
}

function confidenceOf(
  chosen: Finding,
  hedged: boolean,
  alternatives: number,
  kept: readonly Finding[],
): Confidence {
  const dated = kept.filter((finding) => finding.kind === 'calendar' || finding.kind === 'duration').length;
  if (dated > 1) return 'low';
  return alternatives > 0 || hedged || chosen.kind === 'event' || chosen.strength === 'bare'
    ? 'medium'
    : 'high';
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function span(start: number, end: number | null): string {
  if (end === null) return `from ${formatDate(start)} on, with no end, so never overdue`;
  return start === end ? formatDate(start) : `${formatDate(start)} to ${formatDate(end)}`;
}

function readsAs(family: FamilyKey): string {
  return families.find(({ key }) => key === family)?.reads ?? '';
}

function explain(
  chosen: Finding,
  alternatives: readonly AlternativeReading[],
  reviewOn: string | null,
): string {
  const convention = readsAs(chosen.family);
  if (chosen.kind === 'event' && chosen.anchor)
    return `${convention}: there is no window until “${chosen.anchor.phrase}” has a date; look again on ${reviewOn ?? 'a day you choose'}.`;
  if (chosen.kind === 'vague')
    return `${convention}; the date to look again, ${reviewOn ?? 'none'}, is only a suggestion.`;
  const second =
    alternatives.length > 0 ? '; another reading was fair, and this is the first or the kinder one' : '';
  return `${convention}: ${span(chosen.start ?? 0, chosen.end)}${second}.`;
}

const REFUSALS: readonly FamilyKey[] = ['past', 'length', 'frequency'];

/** Why there is no deadline: the past, a length, a frequency, a fact, or no time at all. */
function refusal(found: readonly Finding[], language: string): DeadlineReading {
  const refused = found.find((finding) => REFUSALS.includes(finding.family));
  const family = refused?.family ?? 'no_time';
  const isFactual = !refused && found.some((finding) => finding.kind !== 'none');
  const why = isFactual
    ? 'A time is named, but as part of a statement and not as a deadline'
    : readsAs(family);
  return nothing(family, language, `${why}, so there is no window.`);
}

function nothing(family: FamilyKey, language: string, explanation: string): DeadlineReading {
  return {
    kind: 'none',
    window_start: null,
    window_end: null,
    hedged: false,
    anchor: null,
    confidence: family === 'no_time' ? 'medium' : 'high',
    explanation,
    alternatives: [],
    review_on: null,
    family,
    language,
  };
}
