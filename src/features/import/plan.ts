/** What importing a bundle would do, and what the rules of the record refuse of it. */
import { setImmediate as nextTick } from 'node:timers/promises';
import type { Connection, Reader } from '../../db/types.ts';
import { allAnchors } from '../../newsroom/anchors/anchor.ts';
import { publicationsOf } from '../../newsroom/claims/rules.ts';
import { findScales } from '../../newsroom/scales/scale.ts';
import { requirePublished, withMark } from '../../newsroom/sources/rules.ts';
import type { Publication } from '../../record/tables.ts';
import type { OpenBundle } from './bundle.ts';
import { claimFaults } from './claims.ts';
import { duplicateFaults, slugFaults } from './duplicates.ts';
import { type ImportFault, type Place, refusedOf } from './faults.ts';
import {
  type Entry,
  identities,
  type Identities,
  type ListName,
  LISTS,
  type Numbered,
  TYPES,
} from './identities.ts';
import { foundAs, hashesOf } from './known.ts';
import { partsOfClaims, partsOfQuotes } from './parts.ts';
import { quoteFaults } from './quotes.ts';

export interface ImportOptions {
  /** Whether what is there already (docs/search.md) is added once more; else it is refused, as by the API. */
  allow_duplicates?: boolean | undefined;
  /** Whether `planImport` has just found no fault in it: then it is not checked once more. */
  checked?: boolean | undefined;
  /** Whether what is known with other content stays as it is here; else it is a conflict. */
  keep_known?: boolean | undefined;
  /** Whether speakers of one slug are one, the first; else they are refused. */
  one_per_slug?: boolean | undefined;
}

export interface ImportPlan {
  /** How many of each type are not known yet. */
  new: Partial<Record<string, number>>;
  unchanged: number;
  /** What is here but not known to be the same, and its place in the bundle. */
  conflicts: { id: string; path: Place }[];
  /** What the rules of the record refuse. */
  faults: ImportFault[];
}

/** How many ids are looked up at once. */
const PER_LOOKUP = 500;

/** What importing `bundle` would do on the day `today`; writes nothing. */
export const planImport = async (
  connection: Connection,
  today: string,
  bundle: OpenBundle,
  options: ImportOptions = {},
): Promise<ImportPlan> => {
  const { isFresh, ...found } = await survey(connection, identities(bundle));
  if (found.conflicts.length > 0) return { ...found, faults: [] };
  return { ...found, faults: await faultsIn(connection, today, bundle, isFresh, options) };
};

/** Whether an entry is not known yet, by its list and its place. */
type IsFresh = (list: ListName, index: number) => boolean;

/** What of a bundle is known. */
export const survey = async (
  tx: Reader,
  { lists, idsOf, numbered }: Identities,
): Promise<Omit<ImportPlan, 'faults'> & { isFresh: IsFresh }> => {
  const plan: Omit<ImportPlan, 'faults'> = { new: {}, unchanged: 0, conflicts: [] };
  const marks = new Map<ListName, Uint8Array>();
  for (const list of LISTS) {
    const { length } = lists[list];
    const own = new Uint8Array(length).fill(1);
    marks.set(list, own);
    for (let from = 0; from < length; from += PER_LOOKUP) {
      const hashes = await hashesOf(tx, idsOf(list, from, from + PER_LOOKUP));
      if (hashes.size === 0) continue;
      for (const item of numbered(list, from, from + PER_LOOKUP)) {
        const found = foundAs(item, hashes);
        if (found !== 'fresh') own[item.index] = 0;
        if (found === 'unchanged') plan.unchanged += 1;
        if (found === 'conflicts') plan.conflicts.push({ id: item.id, path: [list, item.index] });
      }
    }
    const fresh = own.reduce((sum, mark) => sum + mark, 0);
    if (fresh > 0) plan.new[TYPES[list]] = fresh;
  }
  return { ...plan, isFresh: (list, index) => marks.get(list)?.[index] === 1 };
};

/** What the rules refuse of what is not known yet. */
export const faultsIn = async (
  tx: Connection,
  today: string,
  bundle: OpenBundle,
  isFresh: IsFresh,
  { allow_duplicates, one_per_slug }: ImportOptions,
): Promise<ImportFault[]> => {
  const names = identities(bundle);
  const anchors = await allAnchors(tx);
  function* some<List extends ListName>(
    list: List,
    isMeant: (one: Numbered<List>) => boolean = ({ index }) => isFresh(list, index),
  ): Generator<Numbered<List>[]> {
    for (let from = 0; from < bundle[list].length; from += PER_LOOKUP) {
      const meant = names.numbered(list, from, from + PER_LOOKUP).filter(isMeant);
      if (meant.length > 0) yield meant;
    }
  }
  const faults: ImportFault[] = one_per_slug ? [] : slugFaults(bundle);
  for (const sources of some('sources')) {
    faults.push(
      ...sources.flatMap(({ index, entry: { key: _, ...source } }) =>
        refusedOf(['sources', index], () => {
          requirePublished({ today }, source);
          return withMark(source);
        }),
      ),
    );
    await nextTick();
  }
  /** The quotes that a claim makes public. */
  const shown = new Set<string>();
  for (const claims of bundle.quotes.length > 0 ? some('claims') : []) {
    for (const { entry } of claims) {
      if (entry.publication === 'published') for (const key of entry.quotes) shown.add(key);
    }
  }
  const isChecked = ({ index, entry }: Numbered<'quotes'>): boolean =>
    isFresh('quotes', index) || (entry.publication === 'draft' && shown.has(entry.key));
  for (const quotes of some('quotes', isChecked)) {
    const isPublic = ({ key, publication }: Entry<'quotes'>) => publication === 'published' || shown.has(key);
    faults.push(...(await quoteFaults(today, quotes, partsOfQuotes(names.lists, quotes), isPublic)));
    await nextTick();
  }
  for (const claims of some('claims')) {
    const scale_keys = claims.flatMap(({ entry }) => entry.verdicts.map((verdict) => verdict.rating_scale));
    const [scales, related] = await Promise.all([
      findScales(tx, [...new Set(scale_keys)]),
      relatedIn(tx, claims, names),
    ]);
    const parts = { ...partsOfClaims(names.lists, claims, anchors), related };
    const all = [...scales, ...bundle.rating_scales.map((scale) => ({ ...scale, id: scale.key }))];
    faults.push(...claimFaults(today, claims, parts, all));
    await nextTick();
  }
  if (!allow_duplicates) {
    const fresh = { speakers: some('speakers'), sources: some('sources'), claims: some('claims') };
    faults.push(...(await duplicateFaults(tx, names.lists, fresh)));
  }
  return faults;
};

/** How the claims stand that these name beside themselves, by what the bundle calls them: as here, or as they come. */
const relatedIn = async (
  tx: Connection,
  claims: readonly Numbered<'claims'>[],
  { idOf, publicationOf }: Identities,
): Promise<Map<string, Publication>> => {
  const keys = [...new Set(claims.flatMap(({ entry }) => entry.related.map(({ claim }) => claim)))];
  const here = await publicationsOf(
    tx,
    keys.map((key) => idOf('claim', key)),
  );
  return new Map(
    keys.flatMap((key) => {
      const publication = here.get(idOf('claim', key)) ?? publicationOf(key);
      return publication ? [[key, publication] as const] : [];
    }),
  );
};
