/** Comparing quotes with a source's text, in a thread of its own where that would delay other requests. */
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../db/worker.ts';
import { type Checked, checkQuote } from '../../text/fidelity.ts';
import { textFragment, type Selector } from '../../text/selectors.ts';

export interface Quoted {
  text: string;
  selectors: readonly Selector[];
  language?: string | null;
}

export type Compared = Checked & { text_fragment: string | null };

/** What the thread is asked; `before` is the source's text that the selectors are of, when it has changed since. */
export interface Comparison {
  number: number;
  quotes: Quoted[];
  source: string | null;
  before: string | null;
}

export type Outcome = { number: number; compared: Compared[] } | { number: number; error: string };

/** Compares at once. A quote's stored selectors find its place again; new ones say which place is meant. */
export const compareNow = ({ quotes, source, before }: Omit<Comparison, 'number'>): Compared[] =>
  quotes.map(({ text, selectors, language = null }) => {
    const checked = checkQuote(text, source, { selectors, language, before });
    const place = checked.selectors.find((selector) => selector.type === 'TextPositionSelector');
    return { ...checked, text_fragment: source !== null && place ? textFragment(source, place) : null };
  });

/** Texts so short (UTF-16 units) take less than 20 ms, hostile ones too. */
const SHORT = { source: 50_000, quotes: 2_000 };
/** The thread's heap: a text of the largest size, twice normalised, and a table to align words. */
const OLD_MIB = 512;

type Waiting = { resolve: (compared: Compared[]) => void; reject: (error: Error) => void };

/** A thread that starts at the first question and keeps no process alive while it has none. */
const createThread = () => {
  let thread: Worker | undefined;
  let asked = 0;
  const waiting = new Map<number, Waiting>();
  const settle = (outcome: Outcome): void => {
    const asker = waiting.get(outcome.number);
    waiting.delete(outcome.number);
    if (waiting.size === 0) thread?.unref();
    if ('compared' in outcome) asker?.resolve(outcome.compared);
    else asker?.reject(new Error(outcome.error));
  };
  const start = (): Worker => {
    const worker = startThread(new URL('compare-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: OLD_MIB },
    });
    worker.on('message', settle);
    // What waits fails; the next question starts a new thread.
    worker.on('error', (error: Error) => {
      if (thread === worker) thread = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    });
    return worker;
  };
  return (comparison: Omit<Comparison, 'number'>): Promise<Compared[]> =>
    new Promise((resolve, reject) => {
      thread ??= start();
      asked += 1;
      waiting.set(asked, { resolve, reject });
      thread.ref();
      const question: Comparison = { number: asked, ...comparison };
      thread.postMessage(question);
    });
};
const compareInThread = createThread();

/** How each of some quotes compares with a source's text; null for a text that we do not have. */
export const compareQuotes = async (
  quotes: readonly Quoted[],
  source: string | null,
  before: string | null = null,
): Promise<Compared[]> => {
  const asked = quotes.map(({ text, selectors, language = null }) => ({ text, selectors, language }));
  const comparison = { quotes: asked, source, before };
  const length = quotes.reduce((sum, { text }) => sum + text.length, 0);
  const isShort = (source?.length ?? 0) <= SHORT.source && length <= SHORT.quotes;
  return isShort ? compareNow(comparison) : compareInThread(comparison);
};

/** How a quote compares with a source's text; null for a text that we do not have. */
export const compareQuote = async (quote: Quoted, source: string | null): Promise<Compared> => {
  const [compared] = await compareQuotes([quote], source);
  if (!compared) throw new Error('a comparison without an answer');
  return compared;
};
