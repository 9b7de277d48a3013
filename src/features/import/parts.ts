/** What the entries of a bundle name, before any of them is here: by their keys in place of ids. */
import type { Anchor } from '../../newsroom/anchors/anchor.ts';
import type { Parts } from '../../newsroom/claims/rules.ts';
import type { QuoteState } from '../../newsroom/quotes/quote.ts';
import type { SourceRow } from '../../newsroom/sources/source.ts';
import { NOT_MERGED } from '../../newsroom/speakers/speaker.ts';
import type { Bundle } from './bundle.ts';

/** Sources have their private text, as far as the bundle has it. */
export interface BundleParts extends Omit<Parts, 'related' | 'sources'> {
  sources: ReadonlyMap<string, SourceRow>;
}

/** What quotes and claims of a bundle name, made out of the bundle alone. */
export const partsIn = (bundle: Bundle, known: readonly Anchor[]): BundleParts => {
  const speakers = new Map(
    bundle.speakers.map(({ key, ...speaker }) => [
      key,
      { ...speaker, ...NOT_MERGED, id: key, publication: 'draft' as const },
    ]),
  );
  const sources = new Map(
    bundle.sources.map(({ key, ...source }) => [key, { ...source, id: key, publication: 'draft' as const }]),
  );
  const quotes = new Map<string, QuoteState>();
  for (const { key, speaker: speaker_id, source: source_id, ...quote } of bundle.quotes) {
    const speaker = speakers.get(speaker_id);
    const source = sources.get(source_id);
    if (!speaker || !source) continue;
    const found = {
      fidelity_diff: null,
      fidelity_warnings: null,
      text_fragment: null,
      // Quotes are checked by themselves.
      override: { reason: '', given_by: '', given_at: '' },
      withdrawal: null,
      proposed_by: [],
      author: '',
      reviewer: null,
      review: null,
    };
    quotes.set(key, { quote: { ...quote, ...found, id: key, speaker_id, source_id }, speaker, source });
  }
  const anchors = [...known, ...bundle.anchors.map((anchor) => ({ ...anchor, id: anchor.key }))];
  return { quotes, speakers, sources, anchors };
};
