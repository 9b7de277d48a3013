/** Words that are nearly those of a source: the stretch that is nearest, and how the two differ. */
import type { Normalised } from './normalise.ts';
import { type Words, wordsOf } from './words.ts';

/** A run of words that both have, or only the quote, or only the source; offsets into the normalised texts. */
export interface Run {
  kind: 'kept' | 'quote' | 'source';
  /** Of the quote for `kept` and `quote`; of the source for `source`. */
  from: number;
  to: number;
}

export interface Near {
  /** Of the source, in its normalised text. */
  from: number;
  to: number;
  runs: Run[];
}

const NEAR_ENOUGH = 0.6;
const FEWEST_WORDS = 3;
/** How far around the nearest stretch of as many words the quote's own may reach. */
const SLACK_WORDS = 200;
/** Cells of the table that aligns two runs of words, a byte each. */
const LARGEST_TABLE = 30_000_000;

/** The words of two texts as numbers: the same word has the same; -1 for words that only the source has. */
const numbered = (quote: string, quoteWords: Words, source: string, sourceWords: Words) => {
  const ids = new Map<string, number>();
  const looks = new Uint8Array(0x10000);
  const lookOf = (unit: number, length: number) => (unit * 31 + length) & 0xffff;
  const quoteIds = new Int32Array(quoteWords.count);
  for (let i = 0; i < quoteWords.count; i += 1) {
    const word = quote.slice(quoteWords.from[i], quoteWords.to[i]);
    const id = ids.get(word) ?? ids.size;
    ids.set(word, id);
    looks[lookOf(word.charCodeAt(0), word.length)] = 1;
    quoteIds[i] = id;
  }
  const sourceIds = new Int32Array(sourceWords.count);
  for (let i = 0; i < sourceWords.count; i += 1) {
    const [from, to] = [sourceWords.from[i] ?? 0, sourceWords.to[i] ?? 0];
    const mayBe = looks[lookOf(source.charCodeAt(from), to - from)] === 1;
    sourceIds[i] = mayBe ? (ids.get(source.slice(from, to)) ?? -1) : -1;
  }
  return { quoteIds, sourceIds, kinds: ids.size };
};

/** The stretch of as many words that shares the most with the quote; of several, the one nearest to `hint`. */
const nearestStretch = (
  quoteIds: Int32Array,
  sourceIds: Int32Array,
  kinds: number,
  hint: number | undefined,
): number | null => {
  const size = Math.min(quoteIds.length, sourceIds.length);
  const missing = new Int32Array(kinds);
  for (const id of quoteIds) missing[id] = (missing[id] ?? 0) + 1;
  let shared = 0;
  let best = { shared: 0, from: 0 };
  const isNearer = (from: number) =>
    hint !== undefined && Math.abs(from - hint) < Math.abs(best.from - hint) && shared === best.shared;
  for (let i = 0; i < sourceIds.length; i += 1) {
    const gone = i >= size ? (sourceIds[i - size] ?? -1) : -1;
    if (gone >= 0) {
      const left = missing[gone] ?? 0;
      if (left >= 0) shared -= 1;
      missing[gone] = left + 1;
    }
    const id = sourceIds[i] ?? -1;
    if (id >= 0) {
      const left = missing[id] ?? 0;
      if (left > 0) shared += 1;
      missing[id] = left - 1;
    }
    const from = Math.max(0, i - size + 1);
    if (shared > best.shared || isNearer(from)) best = { shared, from };
  }
  return best.shared / quoteIds.length < NEAR_ENOUGH ? null : best.from;
};

const [STOP, SAME, OTHER, ONLY_QUOTE, ONLY_SOURCE] = [0, 1, 2, 3, 4];

/**
 * Aligns all words of `a` with a stretch of `b` (Needleman and Wunsch 1970, ends of `b` free). Gives
 * the steps from the first, each a kind with the places it uses, or null where too little is the same.
 */
const align = (a: Int32Array, b: Int32Array): { steps: Uint8Array; first: number } | null => {
  const width = b.length + 1;
  const table = new Uint8Array((a.length + 1) * width);
  let above = new Int32Array(width);
  let row = new Int32Array(width);
  for (let i = 1; i <= a.length; i += 1) {
    const word = a[i - 1] ?? -2;
    let left = (above[0] ?? 0) - 3;
    row[0] = left;
    table[i * width] = ONLY_QUOTE ?? 0;
    let diagonal = above[0] ?? 0;
    for (let j = 1; j < width; j += 1) {
      const up = above[j] ?? 0;
      const isSame = b[j - 1] === word;
      let score = diagonal + (isSame ? 4 : -2);
      let step = isSame ? SAME : OTHER;
      if (up - 3 > score) [score, step] = [up - 3, ONLY_QUOTE];
      if (left - 2 > score) [score, step] = [left - 2, ONLY_SOURCE];
      table[i * width + j] = step ?? 0;
      row[j] = score;
      left = score;
      diagonal = up;
    }
    [above, row] = [row, above];
  }
  let end = 0;
  for (let j = 1; j < width; j += 1) if ((above[j] ?? 0) > (above[end] ?? 0)) end = j;
  return stepsBack(table, width, a.length, end);
};

const stepsBack = (table: Uint8Array, width: number, rows: number, end: number) => {
  const steps: number[] = [];
  let [i, j, same] = [rows, end, 0];
  while (i > 0) {
    const step = table[i * width + j] ?? STOP ?? 0;
    steps.push(step);
    if (step === SAME) same += 1;
    if (step !== ONLY_SOURCE) i -= 1;
    if (step !== ONLY_QUOTE) j -= 1;
  }
  return same / rows < NEAR_ENOUGH - 0.1 ? null : { steps: Uint8Array.from(steps.reverse()), first: j };
};

/** Steps as runs, what the quote has before what the source has. */
const runsOf = (steps: Uint8Array, first: number, offset: number, quote: Words, source: Words): Run[] => {
  const runs: Run[] = [];
  let region: { quote: Run | null; source: Run | null } = { quote: null, source: null };
  const extend = (run: Run | null, kind: Run['kind'], words: Words, at: number): Run => ({
    kind,
    from: run?.from ?? words.from[at] ?? 0,
    to: words.to[at] ?? 0,
  });
  const flush = () => {
    for (const run of [region.quote, region.source]) if (run) runs.push(run);
    region = { quote: null, source: null };
  };
  let [i, j] = [0, first + offset];
  for (const step of steps) {
    if (step === SAME) {
      flush();
      const last = runs.at(-1);
      if (last?.kind === 'kept') last.to = quote.to[i] ?? last.to;
      else runs.push(extend(null, 'kept', quote, i));
    } else {
      if (step !== ONLY_SOURCE) region.quote = extend(region.quote, 'quote', quote, i);
      if (step !== ONLY_QUOTE) region.source = extend(region.source, 'source', source, j);
    }
    if (step !== ONLY_SOURCE) i += 1;
    if (step !== ONLY_QUOTE) j += 1;
  }
  flush();
  return runs;
};

/** The stretch of a source that is nearest to a quote, both with capitals folded; null where none is near enough. */
export const findNear = (
  quote: Normalised,
  source: Normalised,
  sourceWords: Words,
  hint?: number,
): Near | null => {
  const quoteWords = wordsOf(quote.text);
  if (quoteWords.count < FEWEST_WORDS || sourceWords.count < FEWEST_WORDS) return null;
  const { quoteIds, sourceIds, kinds } = numbered(quote.text, quoteWords, source.text, sourceWords);
  const hinted = hint === undefined ? undefined : wordAt(sourceWords, hint);
  const from = nearestStretch(quoteIds, sourceIds, kinds, hinted);
  if (from === null) return null;
  const slack = Math.min(SLACK_WORDS, 5 + (quoteWords.count >> 2));
  const begin = Math.max(0, from - slack);
  const end = Math.min(sourceWords.count, from + quoteWords.count + slack);
  if ((quoteWords.count + 1) * (end - begin + 1) > LARGEST_TABLE) return null;
  const aligned = align(quoteIds, sourceIds.subarray(begin, end));
  if (!aligned) return null;
  const used = aligned.steps.reduce((sum, step) => sum + (step === ONLY_QUOTE ? 0 : 1), 0);
  const [firstWord, lastWord] = [begin + aligned.first, begin + aligned.first + used - 1];
  const runs = runsOf(aligned.steps, aligned.first, begin, quoteWords, sourceWords);
  return { from: sourceWords.from[firstWord] ?? 0, to: sourceWords.to[lastWord] ?? 0, runs };
};

/** The first word that does not end before an offset. */
const wordAt = ({ to, count }: Words, offset: number): number => {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((to[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
};
