/** Quotes of a bundle, made by the rules that the API has; and what those rules refuse. */
import { needsOverride } from '../../newsroom/quotes/rules.ts';
import {
  comparedWith,
  draftQuote,
  type Named,
  type NewQuote,
  overriddenQuote,
} from '../../newsroom/quotes/rules.ts';
import type { QuoteState } from '../../newsroom/quotes/quote.ts';
import { overrideBy } from '../../newsroom/review.ts';
import type { Change } from '../../record/record.ts';
import type { Bundle } from './bundle.ts';
import { type ImportFault, refusedOf } from './faults.ts';
import type { BundleParts } from './parts.ts';

type Entry = Bundle['quotes'][number];

export interface ImportedQuote {
  id: string;
  entry: Entry;
  /** As a client of the API would write it. */
  written: NewQuote;
}

/** A quote of a bundle as a client of the API would write it. */
export const writtenQuoteOf = (
  { key: _, publication: __, fidelity: ___, override: ____, ...quote }: Entry,
  speaker: string,
  source: string,
): NewQuote => ({ ...quote, speaker, source });

/**
 * A quote as it comes to stand, a draft yet. What could not be compared here was by whoever had the text. Throws where a rule
 * stands in the way; for what `goes_public`, also where it needs an override that the bundle does not give.
 */
export const composeQuote = (
  change: Pick<Change, 'actor' | 'at' | 'today'>,
  { id, entry, written }: ImportedQuote,
  named: Named,
  author: string,
  goes_public: boolean,
): QuoteState => {
  const drafted = draftQuote(change, id, written, named, { author });
  const unchecked = drafted.quote.fidelity === 'source_text_unavailable';
  const state = unchecked ? { ...drafted, quote: { ...drafted.quote, fidelity: entry.fidelity } } : drafted;
  const override = overrideBy(change, entry.override);
  return goes_public || (override && needsOverride(state)) ? overriddenQuote(state, override) : state;
};

/** What the rules refuse of these quotes of a bundle. */
export const quoteFaults = async (
  today: string,
  quotes: readonly { index: number; entry: Entry }[],
  parts: Pick<BundleParts, 'speakers' | 'sources'>,
  goesPublic: (entry: Entry) => boolean,
): Promise<ImportFault[]> => {
  const given = quotes.map(({ index, entry }) => ({
    index,
    quote: { id: entry.key, entry, written: writtenQuoteOf(entry, entry.speaker, entry.source) },
  }));
  const compared = await comparedWith(
    parts.sources,
    given.map(({ quote }) => quote.written),
  );
  const named = { speakers: parts.speakers, sources: parts.sources, compared };
  const change = { actor: { name: '', key_id: null }, at: '', today };
  return given.flatMap(({ index, quote }) =>
    refusedOf(['quotes', index], () => composeQuote(change, quote, named, '', goesPublic(quote.entry))),
  );
};
