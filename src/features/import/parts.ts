/** What the entries of a bundle name, before any of them is here: by their keys in place of ids. */
import type { Anchor } from '../../newsroom/anchors/anchor.ts';
import type { Parts } from '../../newsroom/claims/rules.ts';
import type { QuoteState } from '../../newsroom/quotes/quote.ts';
import type { SourceRow } from '../../newsroom/sources/source.ts';
import { NOT_MERGED } from '../../newsroom/speakers/speaker.ts';
import type { Bundle } from './bundle.ts';
import type { KeyedEntries } from './entries.ts';

/** Sources have their private text, as far as the bundle has it. */
export interface BundleParts extends Omit<Parts, 'related' | 'sources'> {
  sources: ReadonlyMap<string, SourceRow>;
}

/** The lists of a bundle. */
export type NamedLists = {
  [List in 'speakers' | 'sources' | 'quotes']: Pick<KeyedEntries<Bundle[List][number]>, 'findAll'>;
};

const mapped = <Entry, Made>(
  entries: ReadonlyMap<string, Entry>,
  make: (entry: Entry, key: string) => Made,
): Map<string, Made> => new Map(Array.from(entries, ([key, entry]) => [key, make(entry, key)]));

const speakersOf = ({ speakers }: NamedLists, keys: Iterable<string>) =>
  mapped(speakers.findAll(keys), ({ key: _, ...speaker }, id) => ({
    ...speaker,
    ...NOT_MERGED,
    id,
    publication: 'draft' as const,
  }));

const sourcesOf = ({ sources }: NamedLists, keys: Iterable<string>) =>
  mapped(sources.findAll(keys), ({ key: _, ...source }, id) => ({
    ...source,
    id,
    publication: 'draft' as const,
  }));

type QuoteEntry = Bundle['quotes'][number];
type ClaimEntry = Bundle['claims'][number];

/** Whom and what these quotes name, made out of the bundle alone. */
export const partsOfQuotes = (
  lists: NamedLists,
  quotes: readonly { entry: QuoteEntry }[],
): Pick<BundleParts, 'speakers' | 'sources'> => ({
  speakers: speakersOf(
    lists,
    quotes.map(({ entry }) => entry.speaker),
  ),
  sources: sourcesOf(
    lists,
    quotes.map(({ entry }) => entry.source),
  ),
});

/** What these claims name, made out of the bundle alone, and of the events that are `known`. */
export const partsOfClaims = (
  lists: NamedLists & { anchors: Iterable<Bundle['anchors'][number]> },
  claims: readonly { entry: ClaimEntry }[],
  known: readonly Anchor[],
): BundleParts => {
  const quoted = [...lists.quotes.findAll(claims.flatMap(({ entry }) => entry.quotes)).values()];
  const speakers = speakersOf(lists, [
    ...claims.flatMap(({ entry }) => entry.claimants ?? []),
    ...quoted.map(({ speaker }) => speaker),
  ]);
  const sources = sourcesOf(lists, [
    ...claims.flatMap(({ entry }) => entry.sources),
    ...quoted.map(({ source }) => source),
  ]);
  const quotes = new Map<string, QuoteState>();
  for (const { key, speaker: speaker_id, source: source_id, ...quote } of quoted) {
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
  const anchors = [...known, ...Array.from(lists.anchors, (anchor) => ({ ...anchor, id: anchor.key }))];
  return { quotes, speakers, sources, anchors };
};
