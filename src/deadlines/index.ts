/**
 * Reads deadlines out of politicians' words. The conventions are in families.ts, the words of a
 * language in its table (en.ts, de.ts, es.ts), the arithmetic in calendar.ts. Nothing here guesses: where
 * the words name no time, or only a vague one, the reading has no window.
 */
import { formatDate, isWritable, parseDate } from './calendar.ts';
import { choose } from './choose.ts';
import { type Clauses, readClauses } from './clauses.ts';
import { textOf } from './events.ts';
import { families } from './tables/families.ts';
import type { Finding } from './findings.ts';
import { unitAt } from './lengths.ts';
import type { Item } from './items.ts';
import { compile, type Lexicon, readItems } from './lexicon.ts';
import { isHedged } from './hedges.ts';
import { LANGUAGES } from './tables/languages.ts';
import { timeAt } from './readings.ts';
import type { Scene } from './scene.ts';
import { MAX_PHRASE_CHARACTERS, normalise } from './tokens.ts';
import { caseOf, vetoOf } from './vetoes.ts';
import type { AlternativeReading, Confidence, DeadlineOptions, DeadlineReading, FamilyKey } from './types.ts';
import { is } from './signs.ts';

export { windowFromAnchor } from './anchor-windows.ts';
export { families } from './tables/families.ts';
export type * from './types.ts';

const LEXICONS = new Map<string, Lexicon>();

/** The languages the grammar has a table for. */
export const supportedLanguages: readonly { code: string; title: string }[] = [...LANGUAGES.values()].map(
  ({ code, title }) => ({ code, title }),
);

/** The compiled table of a language, compiled when it is first asked for. */
function lexiconOf(language: string): Lexicon | null {
  const known = LEXICONS.get(language);
  if (known) return known;
  const table = LANGUAGES.get(language);
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
  return whyDeadline(phrase, options).reading;
}

/** A time that was read in a text, and the veto that refused it, if any did. */
export interface Time {
  finding: Finding;
  words: () => string;
  veto: string | null;
}

/** A reading, the rule that made it, and every time in the words with what refused it. */
export interface Why {
  reading: DeadlineReading;
  rule: string | null;
  times: readonly Time[];
}

/** Reads as `parseDeadline` does, and says by which rules. */
export function whyDeadline(phrase: string, options: DeadlineOptions): Why {
  const today = parseDate(options.reference_date);
  const language = (options.language ?? 'en').split('-')[0]?.toLowerCase() ?? 'en';
  const lexicon = lexiconOf(language);
  const unread = (explanation: string): Why => ({
    reading: nothing('no_time', language, explanation),
    rule: null,
    times: [],
  });
  if (!lexicon) return unread('The grammar has no table for this language, so nothing was read.');
  const text = normalise(phrase.slice(0, MAX_PHRASE_CHARACTERS + 1));
  // One character may become many when normalised, hence the second check.
  if (phrase.length > MAX_PHRASE_CHARACTERS || text.length > 2 * MAX_PHRASE_CHARACTERS)
    return unread(
      `The text is longer than ${MAX_PHRASE_CHARACTERS} characters; give the sentence with the time in it.`,
    );

  const items = readItems(text, lexicon, MOST_ITEMS);
  if (items.length > MOST_ITEMS) return unread('The text is mostly marks and figures, so nothing was read.');
  const country = (options.country ?? lexicon.language.country).toUpperCase();
  const scene: Scene = {
    items,
    today,
    country,
    isSouthern: options.hemisphere === 'southern',
    articleNextIsLength: lexicon.language.article_next_is_length,
    verbSecond: lexicon.language.verb_second !== null,
    beforeLength: lexicon.language.before_length,
    modifiersFollow: lexicon.language.modifiers_follow,
    dayFirst: !MONTH_FIRST.has(country),
    bothOrders: MONTH_FIRST.has(country) || MONTH_FIRST.has(lexicon.language.country),
    needsCapital: lexicon.lists.needs_capital,
  };
  const found = findAll(scene);
  const isTime = items.map(() => false);
  for (const { kind, from, next } of found) if (kind !== 'none') isTime.fill(true, from, next);
  const clauses = readClauses(items, lexicon, isTime);
  const isCounting =
    found.some(({ family, kind }) => family === 'length' && kind === 'none') &&
    !items.some(({ is }) => is.has('future'));
  const times = found.map((finding): Time => {
    const context = { lexicon, today, isCounting };
    const veto = finding.kind === 'none' ? null : vetoOf(caseOf(clauses, finding, context));
    return { finding, words: () => textOf(items, finding.from, finding.next), veto };
  });
  const kept = times
    .filter(({ finding, veto }) => finding.kind !== 'none' && veto === null)
    .map(({ finding }) => finding);
  const chosen = choose(clauses, kept);
  return {
    reading: report(scene, clauses, chosen, kept, found, language),
    rule: chosen?.rule ?? null,
    times,
  };
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
  return !is('softTwice', items, at) && !is('particle', items, at);
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
