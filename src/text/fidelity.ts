/**
 * Whether words stand in a source's text, where, and what was left out or changed that a reader should
 * know. Similarity never counts as verified: words that are near are shown with their differences, for
 * a person to judge.
 */
import { LIMITS } from '../limits.ts';
import { findNear, type Run } from './near.ts';
import { hyphenatedWords, type Normalised, normalise } from './normalise.ts';
import { findPieces, type Joint, letterReadings, piecesOf, type Spans, withoutRemarks } from './pieces.ts';
import { type Selector, selectorsOf, type Span } from './selectors.ts';
import { occurrencesOf, type Words, wordsOf } from './words.ts';
import {
  type FidelityWarning,
  warningsAtEdges,
  warningsOfBrackets,
  warningsOfChange,
  warningsOfGap,
  warningsOfPlace,
  type Surroundings,
} from './warnings.ts';
import { guessLanguage, languageOf } from './meaning.ts';

export const FIDELITIES = [
  'verbatim',
  'verbatim_normalised',
  'verbatim_elided',
  'case_differs',
  'near',
  'absent',
  'source_text_unavailable',
] as const;

export type Fidelity = (typeof FIDELITIES)[number];

/** A run of words that both have, or that only the quote or only the source has. */
export type Difference = { kept?: string; quote?: string; source?: string };

export interface Checked {
  fidelity: Fidelity;
  /** Empty when the words are not there. */
  selectors: Selector[];
  fidelity_diff: Difference[] | null;
  /** Null when there is nothing to warn of. */
  fidelity_warnings: FidelityWarning[] | null;
}

export interface CheckOptions {
  /** Which place is meant where there are several: by what stands before and after it, then by its position. */
  selectors?: readonly Selector[];
  /** BCP 47; else guessed. */
  language?: string | null;
  /** The source's text that `selectors` were found in, when it has been changed since. */
  before?: string | null;
}

/** A source's text made ready to compare; quotes of one source come one after the other, so the last is kept. */
const prepare = (source: string) => {
  let [plain, folded, words, hyphenated]: [Normalised?, Normalised?, Words?, Set<string>?] = [];
  const textOf = (foldCase: boolean): Normalised => {
    if (foldCase) folded ??= normalise(source, { foldCase });
    else plain ??= normalise(source);
    return (foldCase ? folded : plain) ?? normalise(source, { foldCase });
  };
  return {
    source,
    text: textOf,
    /** The text with the hyphens of these words kept where lines end. */
    textFor: (foldCase: boolean, kept: ReadonlySet<string>): Normalised =>
      kept.size > 0 && textOf(foldCase).divided
        ? normalise(source, { foldCase, hyphenated: kept })
        : textOf(foldCase),
    hyphenated: () => (hyphenated ??= hyphenatedWords(textOf(true).text)),
    words: () => (words ??= wordsOf(textOf(true).text)),
  };
};
type Prepared = ReturnType<typeof prepare>;
let latest: Prepared | undefined;
const prepared = (source: string): Prepared => {
  if (latest?.source !== source) latest = prepare(source);
  return latest;
};

/** Where normalised offsets lie in the original. */
const spanOf = ({ start, end }: Normalised, from: number, to: number): Span => ({
  start: start[from] ?? 0,
  end: end[to - 1] ?? 0,
});

/** How many of the units before (or after) a place are those that were expected there. */
const agreement = (expected: string, text: string, at: number, direction: -1 | 1): number => {
  let count = 0;
  let place = at + (direction === 1 ? 0 : -1);
  // Normalised context has no blank at its ends.
  if (text[place] === ' ') place += direction;
  while (count < expected.length) {
    const unit = direction === 1 ? expected[count] : expected[expected.length - 1 - count];
    if (text[place] !== unit) break;
    count += 1;
    place += direction;
  }
  return count;
};

/** What is known of the place that is meant. */
const contextOf = (selectors: readonly Selector[], foldCase: boolean) => {
  const quoted = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  const prefix = normalise(quoted?.prefix ?? '', { foldCase }).text;
  const suffix = normalise(quoted?.suffix ?? '', { foldCase }).text;
  return {
    hint: position?.start,
    /** The better a place agrees, the higher. */
    score: ({ text }: Normalised, from: number, to: number): number =>
      prefix === '' && suffix === '' ? 0 : agreement(prefix, text, from, -1) + agreement(suffix, text, to, 1),
  };
};
type Context = ReturnType<typeof contextOf>;

/** So many places are compared sign by sign; of more, none is likely to be the better one. */
const COMPARED_PLACES = 1_000;

/** Of several places the one that agrees best with what is known, then the nearest, then the most exact, then the first. */
const choose = (
  places: readonly number[],
  length: number,
  within: Normalised,
  { hint, score }: Context,
  isExact: (span: Span) => boolean,
): Span | null => {
  let best: { span: Span; score: number; distance: number } | null = null;
  for (const from of places) {
    const span = spanOf(within, from, from + length);
    const distance = hint === undefined ? 0 : Math.abs(span.start - hint);
    const agrees = score(within, from, from + length);
    if (!best || agrees > best.score || (agrees === best.score && distance < best.distance)) {
      best = { span, score: agrees, distance };
    }
  }
  if (!best || hint !== undefined || best.score > 0) return best?.span ?? null;
  for (const from of places.slice(0, COMPARED_PLACES)) {
    const span = spanOf(within, from, from + length);
    if (isExact(span)) return span;
  }
  return best.span;
};

/** A quote as it is, and without the quote marks around it. */
const readingsOf = (quote: string): string[] =>
  /^'[\s\S]+'[.,;]?$/u.test(quote) ? [quote, quote.slice(1, quote.lastIndexOf("'")).trim()] : [quote];

/** A quote that ends with the first dot of an ellipsis in its source, or begins with the last ones. */
const cutInEllipsis = (quote: string): string[] => [
  ...(quote.endsWith('.') ? [`${quote.slice(0, -1)}…`] : []),
  ...(quote.startsWith('.') ? [quote.replace(/^[. ]+/, '')] : []),
  ...(quote.endsWith(' .') ? [quote.replace(/[. ]+$/, '')] : []),
];

/**
 * Compares a quote with its source's text (null where we do not have it). Words stand there from edge
 * to edge; what no reader sees makes no difference; an ellipsis or an editor's brackets leave pieces,
 * which must stand in order. Linear in the text's length but for the alignment of what is near.
 */
export const checkQuote = (quote: string, source: string | null, options: CheckOptions = {}): Checked => {
  const nothing = { selectors: [], fidelity_diff: null, fidelity_warnings: null };
  if (source === null) return { ...nothing, fidelity: 'source_text_unavailable' };
  const ready = prepared(source);
  return (
    findWhole(quote, ready, options, false) ??
    findInPieces(quote, ready, options, false) ??
    findWhole(quote, ready, options, true) ??
    findInPieces(quote, ready, options, true) ??
    nearTo(quote, ready, options) ?? { ...nothing, fidelity: 'absent' }
  );
};

/** A quote normalised, with the hyphens kept that its source has where the quote's lines end. */
const normalisedQuote = (quote: string, ready: Prepared, foldCase: boolean): Normalised => {
  const plain = normalise(quote, { foldCase });
  if (!plain.divided) return plain;
  const hyphenated = foldCase ? ready.hyphenated() : hyphenatedWords(ready.text(false).text);
  return normalise(quote, { foldCase, hyphenated });
};

/** What the warnings need to know of the place. */
const surroundingsOf = (ready: Prepared, options: CheckOptions, span: Span): Surroundings => {
  const around = ready.source.slice(Math.max(0, span.start - 1_000), span.start + 1_000);
  return {
    source: ready.source,
    plain: ready.text(false).text,
    language: languageOf(options.language) ?? guessLanguage(normalise(around).text),
    before: options.before ?? null,
    selectors: options.selectors ?? [],
  };
};

const answer = (
  fidelity: Fidelity,
  span: Span,
  warnings: readonly FidelityWarning[],
  ready: Prepared,
  diff: Difference[] | null = null,
): Checked => ({
  fidelity,
  selectors: selectorsOf(ready.source, span),
  fidelity_diff: diff,
  fidelity_warnings: warnings.length === 0 ? null : warnings.slice(0, LIMITS.fidelity_warnings),
});

/** English writes "15,000": a blank between figures parts two numbers. */
const groupsByBlanks = (ready: Prepared, options: CheckOptions): boolean =>
  (languageOf(options.language) ?? guessLanguage(ready.text(false).text)) !== 'en';

const findWhole = (
  quote: string,
  ready: Prepared,
  options: CheckOptions,
  foldCase: boolean,
): Checked | null => {
  const context = contextOf(options.selectors ?? [], foldCase);
  const groupedByBlanks = groupsByBlanks(ready, options);
  const exact = quote.trim();
  const isExact = ({ start, end }: Span): boolean => ready.source.slice(start, end) === exact;
  const unremarked = withoutRemarks(quote);
  const readings = [quote, ...(unremarked === quote ? [] : [unremarked])].flatMap((text) =>
    letterReadings(text).flatMap((each) => readingsOf(normalisedQuote(each, ready, foldCase).text)),
  );
  for (const reading of new Set([...readings, ...readings.flatMap(cutInEllipsis)])) {
    const within = ready.textFor(foldCase, hyphenatedWords(reading));
    const places = occurrencesOf(reading, within, { groupedByBlanks });
    const span = choose(places, reading.length, within, context, isExact);
    if (!span) continue;
    const around = surroundingsOf(ready, options, span);
    const warnings = [...warningsAtEdges(span, around), ...warningsOfPlace(span, around)];
    const same = isExact(span) ? 'verbatim' : 'verbatim_normalised';
    return answer(foldCase ? 'case_differs' : same, span, warnings, ready);
  }
  return null;
};

const findInPieces = (
  quote: string,
  ready: Prepared,
  options: CheckOptions,
  foldCase: boolean,
): Checked | null => {
  const context = contextOf(options.selectors ?? [], foldCase);
  for (const reading of letterReadings(withoutRemarks(quote))) {
    for (const text of readingsOf(normalisedQuote(reading, ready, foldCase).text)) {
      const pieces = piecesOf(text);
      if (!pieces) continue;
      const within = ready.textFor(foldCase, hyphenatedWords(text));
      const spans = findPieces(pieces, within, groupsByBlanks(ready, options), (from, to) =>
        context.score(within, from, to),
      );
      const [first, last] = [spans?.[0], spans?.at(-1)];
      if (!spans || !first || !last) continue;
      const span = spanOf(within, first.from, last.to);
      const around = surroundingsOf(ready, options, span);
      const warnings = [
        ...warningsOfJoints(spans, pieces.joints, within, around),
        ...warningsAtEdges(span, around),
        ...warningsOfPlace(span, around),
      ];
      return answer(foldCase ? 'case_differs' : 'verbatim_elided', span, warnings, ready);
    }
  }
  return null;
};

const warningsOfJoints = (
  spans: Spans,
  joints: readonly (Joint | null)[],
  within: Normalised,
  around: Surroundings,
): FidelityWarning[] => {
  const placed = spans.map(({ from, to }) => spanOf(within, from, to));
  const warnings: FidelityWarning[] = [];
  for (const [k, joint] of joints.entries()) {
    if (!joint) continue;
    const [before, after] = [placed[k - 1], placed[k]];
    if (joint.inserted !== null) warnings.push(...warningsOfBrackets(joint.inserted, before, after, around));
    else if (before && after) warnings.push(...warningsOfGap(before, after, around));
  }
  return warnings;
};

const nearTo = (quote: string, ready: Prepared, options: CheckOptions): Checked | null => {
  const own = normalisedQuote(quote, ready, true);
  const theirs = ready.text(true);
  const { hint } = contextOf(options.selectors ?? [], true);
  const near = findNear(own, theirs, ready.words(), hint);
  if (!near) return null;
  const spanOfRun = ({ kind, from, to }: Run): Span =>
    kind === 'source' ? spanOf(theirs, from, to) : spanOf(own, from, to);
  const span = spanOf(theirs, near.from, near.to);
  const around = surroundingsOf(ready, options, span);
  const warnings: FidelityWarning[] = [];
  for (const [k, run] of near.runs.entries()) {
    if (run.kind === 'kept' || (run.kind === 'source' && near.runs[k - 1]?.kind === 'quote')) continue;
    const next = near.runs[k + 1];
    const source = run.kind === 'source' ? run : next?.kind === 'source' ? next : null;
    warnings.push(
      ...warningsOfChange(
        quote,
        run.kind === 'quote' ? spanOfRun(run) : null,
        source ? spanOfRun(source) : null,
        around,
      ),
    );
  }
  const diff = near.runs.map((run): Difference => {
    const { start, end } = spanOfRun(run);
    return { [run.kind]: (run.kind === 'source' ? ready.source : quote).slice(start, end) };
  });
  return answer('near', span, [...warnings, ...warningsOfPlace(span, around)], ready, diff);
};
