/** Comparing quotes with a source's text, in a thread of its own where that would delay other requests. */
import { createThread } from '../../db/thread.ts';
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
  quotes: Quoted[];
  source: string | null;
  before: string | null;
}

/** Compares at once. A quote's stored selectors find its place again; new ones say which place is meant. */
export const compareNow = ({ quotes, source, before }: Comparison): Compared[] =>
  quotes.map(({ text, selectors, language = null }) => {
    const checked = checkQuote(text, source, { selectors, language, before });
    const place = checked.selectors.find((selector) => selector.type === 'TextPositionSelector');
    return { ...checked, text_fragment: source !== null && place ? textFragment(source, place) : null };
  });

/** Texts so short (UTF-16 units) take less than 20 ms, hostile ones too. */
const SHORT = { source: 50_000, quotes: 2_000 };
/** The thread's heap: a text of the largest size, twice normalised, and a table to align words. */
const OLD_MIB = 512;

const thread = createThread<Comparison, Compared[]>(
  new URL('compare-thread.ts', import.meta.url),
  undefined,
  {
    maxOldGenerationSizeMb: OLD_MIB,
  },
);

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
  return isShort ? compareNow(comparison) : thread.ask(comparison);
};

/** How a quote compares with a source's text; null for a text that we do not have. */
export const compareQuote = async (quote: Quoted, source: string | null): Promise<Compared> => {
  const [compared] = await compareQuotes([quote], source);
  if (!compared) throw new Error('a comparison without an answer');
  return compared;
};
