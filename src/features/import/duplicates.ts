/** What of a bundle is there already, here or in the bundle itself: the same page, person, or words of one speaker. */
import { hashOfText } from '../../newsroom/claims/claim.ts';
import { claimKey, knownClaims, knownSources, knownSpeakers } from '../../newsroom/duplicates.ts';
import { findSpeakers } from '../../newsroom/speakers/speaker.ts';
import type { Reader } from '../../db/types.ts';
import { canonicalUrl } from '../../text/urls.ts';
import type { Bundle } from './bundle.ts';
import type { ImportFault } from './faults.ts';

interface Placed<Entry> {
  id: string;
  index: number;
  entry: Entry;
}

/** What of a bundle is not known yet. */
export interface Fresh {
  speakers: readonly Placed<Bundle['speakers'][number]>[];
  sources: readonly Placed<Bundle['sources'][number]>[];
  claims: readonly Placed<Bundle['claims'][number]>[];
}

type List = keyof Fresh;

/** Something that an entry has, and that no other may have. */
interface Mark {
  list: List;
  index: number;
  member: string;
  value: string;
}

const faultsOf = (marks: readonly Mark[], known: ReadonlyMap<string, string>): ImportFault[] => {
  const seen = new Map<string, Mark>();
  return marks.flatMap((mark) => {
    const { list, index, member, value } = mark;
    const id = known.get(value);
    const former = seen.get(value);
    if (!former) seen.set(value, mark);
    const there = id ? `/v1/${list}/${id}` : former && former.index !== index && `/${list}/${former.index}`;
    return there ? [{ path: [list, index, member], detail: `is there already: ${there}` }] : [];
  });
};

/** The faults, with their places. Speakers who are known here by their slugs are those, and no second ones. */
export const duplicateFaults = async (tx: Reader, bundle: Bundle, fresh: Fresh): Promise<ImportFault[]> => {
  const here = await findSpeakers(
    tx,
    bundle.speakers.map(({ slug }) => slug),
  );
  const speakers = fresh.speakers
    .filter(({ entry }) => !here.has(entry.slug))
    .flatMap(({ index, entry: { wikidata_id } }): Mark[] =>
      wikidata_id === null ? [] : [{ list: 'speakers', index, member: 'wikidata_id', value: wikidata_id }],
    );
  const sources = fresh.sources.flatMap(({ index, entry: { url } }): Mark[] =>
    url === null ? [] : [{ list: 'sources', index, member: 'url', value: canonicalUrl(url) }],
  );
  const idOf = new Map(bundle.speakers.map(({ key, slug }) => [key, here.get(slug)?.id ?? key]));
  const saidBy = new Map(bundle.quotes.map(({ key, speaker }) => [key, speaker]));
  const claims = fresh.claims.map(({ index, entry }) => ({
    index,
    hash: hashOfText(entry.text),
    claimants: new Set(entry.claimants ?? entry.quotes.flatMap((key) => saidBy.get(key) ?? [])),
  }));
  const claimed = claims.flatMap(({ index, hash, claimants }) =>
    [...claimants].map(
      (key): Mark => ({ list: 'claims', index, member: 'text', value: claimKey(hash, idOf.get(key) ?? key) }),
    ),
  );
  const [persons, pages, words] = await Promise.all([
    knownSpeakers(tx, valuesOf(speakers)),
    knownSources(tx, valuesOf(sources)),
    knownClaims(
      tx,
      claims.map(({ hash }) => hash),
    ),
  ]);
  return [
    ...faultsOf(speakers, persons),
    ...faultsOf(sources, pages),
    ...onePerEntry(faultsOf(claimed, words)),
  ];
};

const valuesOf = (marks: readonly Mark[]): string[] => marks.map(({ value }) => value);

/** A claim of several speakers who all have it already is named once. */
const onePerEntry = (faults: readonly ImportFault[]): ImportFault[] => [
  ...new Map(faults.map((fault) => [fault.path.join('/'), fault])).values(),
];

/** Slugs that stand twice in a bundle: they can lead to one speaker only. */
export const slugFaults = ({ speakers }: Bundle): ImportFault[] => {
  const seen = new Set<string>();
  return speakers.flatMap(({ slug }, i) => {
    const isTwice = seen.has(slug);
    seen.add(slug);
    return isTwice ? [{ path: ['speakers', i, 'slug'], detail: `${slug} stands twice` }] : [];
  });
};
