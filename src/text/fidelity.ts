/**
 * Whether words stand in a source's text, and where. Similarity never counts as verified: words that
 * are near are shown with their differences, for a person to judge.
 */
import { LIMITS } from '../limits.ts';

export const FIDELITIES = [
  'verbatim',
  'verbatim_normalised',
  'verbatim_elided',
  'case_differs',
  'near',
  'absent',
  'source_text_unavailable',
] as const;

/** W3C Web Annotation selectors; positions are UTF-16 offsets into the source's text. */
export type Selector =
  | { type: 'TextQuoteSelector'; exact: string; prefix: string; suffix: string }
  | { type: 'TextPositionSelector'; start: number; end: number };

export type Fidelity = (typeof FIDELITIES)[number];

/** A run of words that both have, or that only the quote or only the source has. */
export type Difference = { kept?: string; quote?: string; source?: string };

export interface Checked {
  fidelity: Fidelity;
  /** Empty when the words are not there. */
  selectors: Selector[];
  fidelity_diff: Difference[] | null;
}

interface Span {
  start: number;
  end: number;
}

/** A text with each character folded, and for each folded one where it stood (UTF-16 offsets). */
interface Folded {
  text: string;
  at: number[];
}

const QUOTE_MARKS = /["'`´‘’‚‛“”„‟«»‹›′″]/u;
const DASHES = /[-‐‑‒–—―−]/u;
const ELLIPSIS = /\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*/u;
const NEAR_ENOUGH = 0.6;
const WORD = /[\p{L}\p{N}\p{M}'’]+/gu;

const foldMarks = (text: string, caseToo: boolean): Folded => {
  const folded: Folded = { text: '', at: [] };
  let afterSpace = true;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i] ?? '';
    const plain = plainSign(sign);
    const isSpace = plain === ' ';
    if (isSpace && afterSpace) continue;
    afterSpace = isSpace;
    const unit = caseToo ? plain.toLowerCase() : plain;
    folded.text += unit;
    // A capital can have several units in lower case.
    for (let n = 0; n < unit.length; n += 1) folded.at.push(i);
  }
  return folded;
};

/** A sign as it is compared: one kind of quote mark, dash and blank. */
const plainSign = (sign: string): string => {
  if (/[a-zA-Z0-9]/.test(sign)) return sign;
  return /\s/u.test(sign) ? ' ' : QUOTE_MARKS.test(sign) ? "'" : DASHES.test(sign) ? '-' : sign;
};

/** A source's text made ready to compare; quotes of one source come one after the other, so the last is kept. */
const prepare = (source: string) => {
  let [plain, lower, words]: [Folded?, Folded?, Word[]?] = [];
  return {
    source,
    plain: () => (plain ??= foldMarks(source, false)),
    lower: () => (lower ??= foldMarks(source, true)),
    words: () => (words ??= wordsWithPlaces(source)),
  };
};
let latest: ReturnType<typeof prepare> | undefined;
const prepared = (source: string) => {
  if (latest?.source !== source) latest = prepare(source);
  return latest;
};

/** Where a folded piece stands in a folded text, from a folded offset on; as a span of the text itself. */
const find = (piece: string, within: Folded, from: number): (Span & { next: number }) | null => {
  const at = piece === '' ? -1 : within.text.indexOf(piece, from);
  const start = within.at[at];
  const last = within.at[at + piece.length - 1];
  return at < 0 || start === undefined || last === undefined
    ? null
    : { start, end: last + 1, next: at + piece.length };
};

const trimmedFold = (text: string, caseToo: boolean): string => foldMarks(text, caseToo).text.trim();

const findPieces = (quote: string, source: string): Span | null => {
  const pieces = quote
    .split(ELLIPSIS)
    .map((piece) => trimmedFold(piece, false))
    .filter((piece) => piece !== '');
  if (pieces.length < 2) return null;
  const folded = prepared(source).plain();
  const spans: Span[] = [];
  let from = 0;
  for (const piece of pieces) {
    const found = find(piece, folded, from);
    if (!found) return null;
    spans.push(found);
    from = found.next;
  }
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
};

const isHighSurrogate = (text: string, i: number): boolean => /[\uD800-\uDBFF]/.test(text[i] ?? '');

/** W3C selectors of a span: the words with a little context, and their UTF-16 offsets. */
export const selectorsOf = (source: string, { start, end }: Span): Selector[] => {
  let before = Math.max(0, start - LIMITS.selector_context);
  if (before > 0 && isHighSurrogate(source, before - 1)) before += 1;
  let after = Math.min(source.length, end + LIMITS.selector_context);
  if (isHighSurrogate(source, after - 1) && after > end) after -= 1;
  return [
    {
      type: 'TextQuoteSelector',
      exact: source.slice(start, end),
      prefix: source.slice(before, start),
      suffix: source.slice(end, after),
    },
    { type: 'TextPositionSelector', start, end },
  ];
};

/** The exact occurrence at `hint` where there is one, else the first. */
const findExact = (quote: string, source: string, hint: number | undefined): Span | null => {
  const start = hint !== undefined && source.startsWith(quote, hint) ? hint : source.indexOf(quote);
  return start < 0 ? null : { start, end: start + quote.length };
};

/**
 * Compares a quote with its source's text (null where we do not have it). `hint` is the offset at
 * which the words are said to stand, for words that occur more than once.
 */
export const checkQuote = (quote: string, source: string | null, hint?: number): Checked => {
  if (source === null) return { fidelity: 'source_text_unavailable', selectors: [], fidelity_diff: null };
  const found = (fidelity: Fidelity, span: Span | null): Checked | null =>
    span && { fidelity, selectors: selectorsOf(source, span), fidelity_diff: null };
  return (
    found('verbatim', findExact(quote, source, hint)) ??
    found('verbatim_normalised', find(trimmedFold(quote, false), prepared(source).plain(), 0)) ??
    found('verbatim_elided', findPieces(quote, source)) ??
    found('case_differs', find(trimmedFold(quote, true), prepared(source).lower(), 0)) ??
    findNear(quote, source) ?? { fidelity: 'absent', selectors: [], fidelity_diff: null }
  );
};

interface Word extends Span {
  folded: string;
}

const wordsWithPlaces = (text: string): Word[] =>
  [...text.matchAll(WORD)].map((match) => ({
    folded: match[0].toLowerCase().replaceAll('’', "'"),
    start: match.index,
    end: match.index + match[0].length,
  }));

/** The stretch of as many words that shares the most with the quote, when that is enough. */
const findNear = (quote: string, source: string): Checked | null => {
  const wanted = wordsWithPlaces(quote);
  const words = prepared(source).words();
  const size = Math.min(wanted.length, words.length);
  if (size < 3) return null;
  const missing = new Map<string, number>();
  for (const { folded } of wanted) missing.set(folded, (missing.get(folded) ?? 0) + 1);
  let shared = 0;
  let best = { shared: 0, from: 0 };
  const step = (word: Word | undefined, by: 1 | -1) => {
    const left = word && missing.get(word.folded);
    if (!word || left === undefined) return;
    if (by === 1 ? left > 0 : left >= 0) shared += by;
    missing.set(word.folded, left - by);
  };
  words.forEach((word, i) => {
    if (i >= size) step(words[i - size], -1);
    step(word, 1);
    if (shared > best.shared) best = { shared, from: Math.max(0, i - size + 1) };
  });
  if (best.shared / wanted.length < NEAR_ENOUGH) return null;
  const window = words.slice(best.from, best.from + size);
  const [first] = window;
  const last = window.at(-1);
  if (!first || !last) return null;
  const span = { start: first.start, end: last.end };
  return {
    fidelity: 'near',
    selectors: selectorsOf(source, span),
    fidelity_diff: wordDifferences(quote, wanted, source, window),
  };
};

/** The differences of two runs of words, by their longest common subsequence. */
const wordDifferences = (
  quote: string,
  a: readonly Word[],
  source: string,
  b: readonly Word[],
): Difference[] => {
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  const lengthAt = (i: number, j: number): number => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      length[i * width + j] =
        a[i]?.folded === b[j]?.folded
          ? lengthAt(i + 1, j + 1) + 1
          : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const runs: { key: keyof Difference; words: string[] }[] = [];
  const add = (key: keyof Difference, text: string, word: Span | undefined) => {
    const run = runs.at(-1);
    const spelled = word ? text.slice(word.start, word.end) : '';
    if (run?.key === key) run.words.push(spelled);
    else runs.push({ key, words: [spelled] });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i]?.folded === b[j]?.folded) {
      add('kept', quote, a[i]);
      [i, j] = [i + 1, j + 1];
    } else if (j >= b.length || (i < a.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      add('quote', quote, a[i]);
      i += 1;
    } else {
      add('source', source, b[j]);
      j += 1;
    }
  }
  return runs.map(({ key, words }) => ({ [key]: words.join(' ') }));
};
