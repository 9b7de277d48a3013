/** What of a bundle is there already, here or in the bundle itself: the same page, person, or words of one speaker. */
import { hashOfText } from '../../newsroom/claims/claim.ts';
import { claimKey, knownClaims, knownSources, knownSpeakers } from '../../newsroom/duplicates.ts';
import { findSpeakers } from '../../newsroom/speakers/speaker.ts';
import type { Reader } from '../../db/types.ts';
import { canonicalUrl } from '../../text/urls.ts';
import type { Bundle, OpenBundle } from './bundle.ts';
import type { Entries } from './entries.ts';
import type { ImportFault } from './faults.ts';
import type { NamedLists } from './parts.ts';

interface Placed<Entry> {
  id: string;
  index: number;
  entry: Entry;
}

/** What of a bundle is not known yet, some at a time. */
export interface Fresh {
  speakers: Iterable<readonly Placed<Bundle['speakers'][number]>[]>;
  sources: Iterable<readonly Placed<Bundle['sources'][number]>[]>;
  claims: Iterable<readonly Placed<Bundle['claims'][number]>[]>;
}

type List = keyof Fresh;

/** Something that an entry has, and that no other may have. */
interface Mark {
  list: List;
  index: number;
  member: string;
  value: string;
}

/** Says what is there already: here, or earlier among what it was shown. */
const createComparison = () => {
  const seen = new Map<string, number>();
  return (marks: readonly Mark[], known: ReadonlyMap<string, string>): ImportFault[] =>
    marks.flatMap(({ list, index, member, value }) => {
      const id = known.get(value);
      const former = seen.get(value);
      if (former === undefined) seen.set(value, index);
      const there = id
        ? `/v1/${list}/${id}`
        : former !== undefined && former !== index && `/${list}/${former}`;
      return there ? [{ path: [list, index, member], detail: `is there already: ${there}` }] : [];
    });
};

/** How many speakers are looked up at once. */
const PER_LOOKUP = 500;

/** The ids of the speakers of a bundle who are here by their slugs, by their keys. */
const idsHere = async (
  tx: Reader,
  speakers: Entries<Bundle['speakers'][number]>,
): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  for (let from = 0; from < speakers.length; from += PER_LOOKUP) {
    const some = speakers.slice(from, from + PER_LOOKUP);
    const here = await findSpeakers(
      tx,
      some.map(({ slug }) => slug),
    );
    for (const { key, slug } of some) {
      const speaker = here.get(slug);
      if (speaker) found.set(key, speaker.id);
    }
  }
  return found;
};

/** The faults, with their places. Speakers who are known here by their slugs are those, and no second ones. */
export const duplicateFaults = async (
  tx: Reader,
  { speakers, quotes }: Pick<OpenBundle, 'speakers'> & Pick<NamedLists, 'quotes'>,
  fresh: Fresh,
): Promise<ImportFault[]> => {
  const faults: ImportFault[] = [];
  const here = await idsHere(tx, speakers);
  const [amongPersons, amongPages, amongWords] = [createComparison(), createComparison(), createComparison()];
  for (const some of fresh.speakers) {
    const persons = some.flatMap(({ index, entry: { key, wikidata_id } }): Mark[] =>
      here.has(key) || wikidata_id === null
        ? []
        : [{ list: 'speakers', index, member: 'wikidata_id', value: wikidata_id }],
    );
    faults.push(...amongPersons(persons, await knownSpeakers(tx, valuesOf(persons))));
  }
  for (const some of fresh.sources) {
    const pages = some.flatMap(({ index, entry: { url } }): Mark[] =>
      url === null ? [] : [{ list: 'sources', index, member: 'url', value: canonicalUrl(url) }],
    );
    faults.push(...amongPages(pages, await knownSources(tx, valuesOf(pages))));
  }
  for (const some of fresh.claims) {
    const unnamed = some.filter(({ entry }) => entry.claimants === undefined);
    const carried = quotes.findAll(unnamed.flatMap(({ entry }) => entry.quotes));
    const claims = some.map(({ index, entry }) => ({
      index,
      hash: hashOfText(entry.text),
      claimants: new Set(entry.claimants ?? entry.quotes.flatMap((key) => carried.get(key)?.speaker ?? [])),
    }));
    const claimed = claims.flatMap(({ index, hash, claimants }) =>
      [...claimants].map(
        (key): Mark => ({
          list: 'claims',
          index,
          member: 'text',
          value: claimKey(hash, here.get(key) ?? key),
        }),
      ),
    );
    const known = await knownClaims(
      tx,
      claims.map(({ hash }) => hash),
    );
    faults.push(...onePerEntry(amongWords(claimed, known)));
  }
  return faults;
};

const valuesOf = (marks: readonly Mark[]): string[] => marks.map(({ value }) => value);

/** A claim of several speakers who all have it already is named once. */
const onePerEntry = (faults: readonly ImportFault[]): ImportFault[] => [
  ...new Map(faults.map((fault) => [fault.path.join('/'), fault])).values(),
];

/** Slugs that stand twice in a bundle: they can lead to one speaker only. */
export const slugFaults = ({ speakers }: Pick<OpenBundle, 'speakers'>): ImportFault[] => {
  const faults: ImportFault[] = [];
  const seen = new Set<string>();
  let i = 0;
  for (const { slug } of speakers) {
    if (seen.has(slug)) faults.push({ path: ['speakers', i, 'slug'], detail: `${slug} stands twice` });
    seen.add(slug);
    i += 1;
  }
  return faults;
};
