/**
 * Reads deadlines out of politicians' words. The conventions are in tables/families.ts, the words of a
 * language in its folder (en/, de/, es/), the arithmetic in calendar.ts. Nothing here guesses: where
 * the words name no time, or only a vague one, the reading has no window.
 */
import { formatDate, isWritable, parseDate } from './calendar.ts';
import { choose } from './choose.ts';
import { readClauses } from './clauses.ts';
import { textOf } from './events.ts';
import { families } from './tables/families.ts';
import type { Finding } from './findings.ts';
import { unitAt } from './lengths.ts';
import type { Items } from './items.ts';
import { type Lexicon, lexiconOf, readItems } from './lexicon.ts';
import { isHedged } from './hedges.ts';
import { LANGUAGES } from './tables/languages.ts';
import { timeAt } from './readings.ts';
import type { Scene } from './scene.ts';
import { MAX_PHRASE_CHARACTERS, normalise } from './tokens.ts';
import { caseOf, vetoOf } from './vetoes.ts';
import type {
  AlternativeReading,
  DeadlineOptions,
  DeadlineReading,
  DeadlineWindow,
  FamilyKey,
} from './types.ts';
import { is } from './signs.ts';

export { windowFromAnchor } from './anchor-windows.ts';
export { families } from './tables/families.ts';
export type * from './types.ts';

/** The languages the grammar has a table for. */
export const supportedLanguages: readonly { code: string; title: string }[] = [...LANGUAGES.values()].map(
  ({ code, title }) => ({ code, title }),
);

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

  const found = findAll(sceneOf(items, lexicon, today, options));
  for (const { kind, from, next } of found)
    if (kind !== 'none') for (const item of items.slice(from, next)) item.isTime = true;
  const clauses = readClauses(items, lexicon.language.verb_second);
  const isCounting =
    found.some(({ family, kind }) => family === 'length' && kind === 'none') &&
    !items.some(({ is }) => is.has('future'));
  const times = found.map((finding): Time => {
    const veto = finding.kind === 'none' ? null : vetoOf(caseOf(clauses, finding, today, isCounting));
    return { finding, words: () => textOf(items, finding.from, finding.next), veto };
  });
  const kept = times.flatMap(({ finding, veto }) =>
    finding.kind === 'none' || veto !== null ? [] : [finding],
  );
  const chosen = choose(clauses, kept);
  if (!chosen) return { reading: refusal(found, language), rule: null, times };
  const hedged = chosen.hedged || isHedged(clauses, chosen);
  return { reading: reading(chosen, kept, hedged, today, language), rule: chosen.rule, times };
}

function sceneOf(items: Items, { language, lists }: Lexicon, today: number, options: DeadlineOptions): Scene {
  const country = (options.country ?? language.country).toUpperCase();
  return {
    items,
    today,
    country,
    isSouthern: options.hemisphere === 'southern',
    articleNextIsLength: language.article_next_is_length,
    verbSecond: language.verb_second !== null,
    beforeLength: language.before_length,
    modifiersFollow: language.modifiers_follow,
    dayFirst: !MONTH_FIRST.has(country),
    bothOrders: MONTH_FIRST.has(country) || MONTH_FIRST.has(language.country),
    needsCapital: lists.needs_capital,
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
    at = Math.max(finding?.next ?? 0, at + 1);
  }
  return found;
}

/** Of several weakening words the last one opens the time; "not" opens one only before a unit ("not weeks"). */
function canOpen(items: Items, at: number): boolean {
  const item = items[at];
  // Of a word said twice ("in in two weeks") the second opens the time.
  if (!item?.opens || item.text === items[at + 1]?.text) return false;
  if (item.is.has('not') || item.is.has('contrast')) return unitAt(items, at + 1) !== null;
  return !is('softTwice', items, at) && !is('particle', items, at);
}

function reading(
  chosen: Finding,
  kept: readonly Finding[],
  hedged: boolean,
  today: number,
  language: string,
): DeadlineReading {
  const { kind, family, anchor, start, end } = chosen;
  const alternatives = alternativesOf(chosen, kept);
  const isOnly = kept.filter(isDated).length <= 1;
  const isUnsure = alternatives.length > 0 || hedged || kind === 'event' || chosen.strength === 'bare';
  const reviewDays = kind === 'event' ? EVENT_REVIEW_DAYS : kind === 'vague' ? chosen.reviewAfterDays : null;
  const isReviewed = reviewDays !== null && isWritable(today + reviewDays);
  const review_on = isReviewed ? formatDate(today + reviewDays) : null;
  return {
    kind,
    ...(isDated(chosen) ? windowFrom(start ?? 0, end) : NO_WINDOW),
    hedged,
    anchor,
    confidence: !isOnly ? 'low' : isUnsure ? 'medium' : 'high',
    explanation: explain(chosen, alternatives, review_on),
    alternatives,
    review_on,
    family,
    language,
  };
}

const NO_WINDOW = { window_start: null, window_end: null };

function isDated({ kind }: Finding): boolean {
  return kind === 'calendar' || kind === 'duration';
}

function windowFrom(start: number, end: number | null): DeadlineWindow {
  return { window_start: formatDate(start), window_end: end === null ? null : formatDate(end) };
}

/** The other readings of the time chosen, and the other times in the same words. */
function alternativesOf(chosen: Finding, kept: readonly Finding[]): AlternativeReading[] {
  const others = kept.filter(
    (other) => isDated(other) && (other.start !== chosen.start || other.end !== chosen.end),
  );
  return [...chosen.others, ...others.map(({ start, end }) => ({ start, end, why: ANOTHER }))]
    .slice(0, MOST_ALTERNATIVES)
    .map(({ start, end, why }) => ({
      ...windowFrom(start ?? 0, end),
      explanation: `${why.charAt(0).toUpperCase()}${why.slice(1)}: ${span(start, end)}.`,
    }));
}

const ANOTHER = 'another time named in the same words';

function span(start: number | null, end: number | null): string {
  const first = formatDate(start ?? 0);
  if (end === null) return `from ${first} on, with no end, so never overdue`;
  return start === end ? first : `${first} to ${formatDate(end)}`;
}

function readsAs(family: FamilyKey): string {
  return families.find(({ key }) => key === family)?.reads ?? '';
}

function explain(
  { kind, family, anchor, start, end }: Finding,
  alternatives: readonly AlternativeReading[],
  reviewOn: string | null,
): string {
  const convention = readsAs(family);
  if (kind === 'event' && anchor)
    return `${convention}: there is no window until “${anchor.phrase}” has a date; look again on ${reviewOn ?? 'a day you choose'}.`;
  if (kind === 'vague')
    return `${convention}; the date to look again, ${reviewOn ?? 'none'}, is only a suggestion.`;
  const second =
    alternatives.length > 0 ? '; another reading was fair, and this is the first or the kinder one' : '';
  return `${convention}: ${span(start, end)}${second}.`;
}

const REFUSALS: readonly FamilyKey[] = ['past', 'length', 'frequency'];

/** Why there is no deadline: the past, a length, a frequency, a fact, or no time at all. */
function refusal(found: readonly Finding[], language: string): DeadlineReading {
  const family = found.find((finding) => REFUSALS.includes(finding.family))?.family ?? 'no_time';
  const isFactual = family === 'no_time' && found.some(({ kind }) => kind !== 'none');
  const why = isFactual
    ? 'A time is named, but as part of a statement and not as a deadline'
    : readsAs(family);
  return nothing(family, language, `${why}, so there is no window.`);
}

function nothing(family: FamilyKey, language: string, explanation: string): DeadlineReading {
  return {
    kind: 'none',
    ...NO_WINDOW,
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
