/** What the keys of a bundle are called here. */
import { idFromKey, isId } from '../../record/ids.ts';
import type { Publication } from '../../record/tables.ts';
import { type Bundle, LONG_LISTS, type OpenBundle } from './bundle.ts';
import { entriesOf, type KeyedEntries } from './entries.ts';

export const LISTS = ['rating_scales', 'anchors', ...LONG_LISTS] as const;

export type ListName = (typeof LISTS)[number];

export type Entry<List extends ListName> = Bundle[List][number];

type Lists = { [List in ListName]: KeyedEntries<Entry<List>> };

export const TYPES: Record<ListName, string> = {
  rating_scales: 'scale',
  anchors: 'anchor',
  speakers: 'speaker',
  sources: 'source',
  quotes: 'quote',
  claims: 'claim',
};

/** An entry of a bundle, its place, and the id that it has here. */
export interface Numbered<List extends ListName> {
  id: string;
  index: number;
  entry: Entry<List>;
}

/** A bundle's keys as the ids of things here; of one bundle made once, for its checking and its writing. */
export const identities = (bundle: OpenBundle): Identities => {
  const made = known_identities.get(bundle) ?? identitiesOf(bundle);
  known_identities.set(bundle, made);
  return made;
};

const identitiesOf = (bundle: OpenBundle) => {
  const lists: Lists = {
    // Versions of one scale are apart.
    rating_scales: entriesOf(bundle.rating_scales, ({ key, version }) => `${key}/${version}`),
    anchors: entriesOf(bundle.anchors),
    speakers: entriesOf(bundle.speakers),
    sources: entriesOf(bundle.sources),
    quotes: entriesOf(bundle.quotes),
    claims: entriesOf(bundle.claims),
  };
  const idOf = (type: string, key: string): string =>
    isId(type, key) ? key : idFromKey(type, bundle.origin, key);
  const slugs = new Map<string, string>();
  /** The ids of some entries of a list, in their order. */
  const idsOf = (list: ListName, from: number, to: number): string[] =>
    lists[list].keys(from, to).map((key) => idOf(TYPES[list], key));
  /** Some entries of a list, in their order. */
  const numbered = <List extends ListName>(list: List, from: number, to: number): Numbered<List>[] => {
    const entries: KeyedEntries<Entry<List>> = lists[list];
    const ids = idsOf(list, from, to);
    return entries.slice(from, to).map((entry, i) => ({ id: ids[i] ?? '', index: from + i, entry }));
  };
  return {
    lists,
    idOf,
    idsOf,
    numbered,
    slugOf: (key: string): string => {
      const slug = slugs.get(key) ?? lists.speakers.find(key)?.slug ?? key;
      slugs.set(key, slug);
      return slug;
    },
    /** How a claim of it stands once it is here, by its id here. */
    publicationOf: (key: string): Publication | undefined => lists.claims.find(key)?.publication,
  };
};

export type Identities = ReturnType<typeof identitiesOf>;

const known_identities = new WeakMap<OpenBundle, Identities>();
