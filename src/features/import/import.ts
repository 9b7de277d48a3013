/** Brings a checked bundle into the record, by the rules and the writing that the API has. Importing it again changes nothing. */
import { setImmediate as nextTick } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { isAmong, listed, select, writing } from '../../db/statement.ts';
import type { Connection, Reader } from '../../db/types.ts';
import { addAnchors, allAnchors } from '../../newsroom/anchors/anchor.ts';
import { partsOf, publicationsOf, publishParts } from '../../newsroom/claims/rules.ts';
import { saveClaims } from '../../newsroom/claims/save.ts';
import { keepMarkup } from '../../newsroom/claimreview/save.ts';
import { markupTold } from '../../newsroom/claimreview/told.ts';
import { addQuotes } from '../../newsroom/quotes/quote.ts';
import { namedBy, publishedQuote, savePublicQuotes } from '../../newsroom/quotes/rules.ts';
import { IMPORTED } from '../../newsroom/review.ts';
import { addScales, findScales } from '../../newsroom/scales/scale.ts';
import { addSources } from '../../newsroom/sources/source.ts';
import { requirePublished, withMark } from '../../newsroom/sources/rules.ts';
import { addSpeakers, findSpeakers } from '../../newsroom/speakers/speaker.ts';
import { idFromKey, isId } from '../../record/ids.ts';
import type { Actor, Change, Recorder } from '../../record/record.ts';
import { entries, imports, type Publication } from '../../record/tables.ts';
import { type Bundle, LONG_LISTS, type OpenBundle } from './bundle.ts';
import { claimFaults, composeImported, type ImportedClaim, writtenAs } from './claims.ts';
import { duplicateFaults, slugFaults } from './duplicates.ts';
import { entriesOf, type KeyedEntries } from './entries.ts';
import { type ImportFault, type Place, refusedOf } from './faults.ts';
import { hashOf, isKnownBy } from './hashes.ts';
import { partsOfClaims, partsOfQuotes } from './parts.ts';
import { composeQuote, quoteFaults, writtenQuoteOf } from './quotes.ts';

export interface ImportReport {
  added: number;
  unchanged: number;
}

/** Something of the bundle is known here with other content. */
export class ImportConflict extends Error {}

/** What the rules of the record refuse of a bundle; nothing of it was written. */
export class ImportRefused extends Error {
  readonly faults: ImportFault[];
  constructor(faults: ImportFault[]) {
    super(faults.map(({ path, detail }) => `/${path.join('/')}: ${detail}`).join('\n'));
    this.faults = faults;
  }
}

/**
 * About how long a transaction takes, each of which costs a commit: so many things share the first, and as many as this time
 * allows the next. Others are not to wait for 250 ms even where one takes three times as long as the one before, so what
 * cannot end early is shorter.
 */
const TRANSACTION_MS = 1_000;
const WHOLE_TRANSACTION_MS = 100;
const FIRST_PER_TRANSACTION = 20;
const FEWEST_PER_TRANSACTION = 4;
const MOST_PER_TRANSACTION = 500;

const LISTS = ['rating_scales', 'anchors', ...LONG_LISTS] as const;
type ListName = (typeof LISTS)[number];
type Entry<List extends ListName> = Bundle[List][number];
type Lists = { [List in ListName]: KeyedEntries<Entry<List>> };

const TYPES: Record<ListName, string> = {
  rating_scales: 'scale',
  anchors: 'anchor',
  speakers: 'speaker',
  sources: 'source',
  quotes: 'quote',
  claims: 'claim',
};

/** An entry of a bundle, its place, and the id that it has here. */
interface Numbered<List extends ListName> {
  id: string;
  index: number;
  entry: Entry<List>;
}

/** A bundle's keys as the ids of things here; of one bundle made once, for its checking and its writing. */
const identities = (bundle: OpenBundle): Identities => {
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

type Identities = ReturnType<typeof identitiesOf>;
const known_identities = new WeakMap<OpenBundle, Identities>();

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

/** Who an import is in the ledger. */
export const importActor = ({ origin }: Pick<OpenBundle, 'origin'>): Actor => ({
  name: `import of ${origin}`,
  key_id: null,
});

/** Hears how many things are done, of how many, and how many of those are new. */
export type ImportProgress = (done: number, total: number, added: number) => void | Promise<void>;

/** Adds what of `bundle` is not known yet; `progress` hears how far it is. Throws ImportConflict and ImportRefused. */
export const importBundle = async (
  recorder: Recorder,
  bundle: OpenBundle,
  progress: ImportProgress = () => undefined,
  options: ImportOptions = {},
): Promise<ImportReport> => {
  const report: ImportReport = { added: 0, unchanged: 0 };
  const author = bundle.author ?? bundle.title;
  const actor = importActor(bundle);
  const names = identities(bundle);
  const total = LISTS.reduce((sum, list) => sum + bundle[list].length, 0);
  if (!options.checked) {
    await recorder.change(actor, async (change) => {
      const { isFresh } = await survey(change.tx, names);
      const faults = await faultsIn(change.tx, change.today, bundle, isFresh, options);
      if (faults.length > 0) throw new ImportRefused(faults);
    });
  }
  const bring = async <List extends ListName>(list: List, add: Add<List>): Promise<void> => {
    let size = FIRST_PER_TRANSACTION;
    for (let from = 0; from < bundle[list].length; ) {
      let part: readonly Numbered<List>[] = [];
      let began_ms = 0;
      const bringing = recorder.change(actor, (change) => {
        began_ms = performance.now();
        return bringIn(change, part, add, options);
      });
      // Read while the change waits for its turn.
      part = names.numbered(list, from, from + size);
      const brought = await bringing;
      from += brought.done;
      const most_ms = brought.yields ? TRANSACTION_MS : WHOLE_TRANSACTION_MS;
      const fitting = Math.round((brought.done * most_ms) / (performance.now() - began_ms));
      size = Math.min(Math.max(FEWEST_PER_TRANSACTION, Math.min(fitting, 2 * size)), MOST_PER_TRANSACTION);
      report.added += brought.added;
      report.unchanged += brought.done - brought.added;
      await progress(report.added + report.unchanged, total, report.added);
    }
  };
  await bring('rating_scales', addNewScales);
  await bring('anchors', addNewAnchors);
  await bring('speakers', addNewSpeakers);
  await bring('sources', addNewSources);
  await bring('quotes', (change, fresh) => addImportedQuotes(change, fresh, names, author));
  await bring('claims', (change, fresh) => addImportedClaims(change, fresh, names, author));
  return report;
};

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

/** What was imported, by what it is known again, and what is here without having been. */
const known = select(
  { id: sql<string>`known.subject_id`, sha256: sql<string | null>`known.sha256` },
  (query) =>
    query.from(
      sql`(select ${imports.subject_id}, ${imports.sha256} from ${imports} where ${isAmong(imports.subject_id, 'ids')} union all select ${entries.subject_id}, null from ${entries} where ${isAmong(entries.subject_id, 'ids')} and ${entries.valid_to} is null) as known`,
    ),
);
const written = writing(imports, ['subject_id']);

/** Those of these ids that are here, with the hash of what was imported; null where nothing was. */
const hashesOf = async (tx: Reader, ids: readonly string[]): Promise<Map<string, string | null>> => {
  const found = new Map<string, string | null>();
  for (const { id, sha256 } of await known(tx, { ids: listed(ids) })) {
    found.set(id, sha256 ?? found.get(id) ?? null);
  }
  return found;
};

type Found = 'fresh' | 'unchanged' | 'conflicts';

/**
 * Whether an entry is not here yet, is, or is here but not known to be the same: with other content, or in a record that
 * came by an export, which does not say from what it was imported.
 */
const foundAs = (
  { id, entry }: { id: string; entry: object },
  hashes: ReadonlyMap<string, string | null>,
): Found => {
  const hash = hashes.get(id);
  if (hash === undefined) return 'fresh';
  return hash !== null && isKnownBy(entry, hash) ? 'unchanged' : 'conflicts';
};

/** What of these entries is not here yet, what is, and what is otherwise. */
const sorted = async <N extends { id: string; entry: object }>(
  tx: Reader,
  part: readonly N[],
): Promise<Record<Found, N[]>> => {
  const hashes = await hashesOf(
    tx,
    part.map(({ id }) => id),
  );
  const result: Record<Found, N[]> = { fresh: [], unchanged: [], conflicts: [] };
  for (const item of part) result[foundAs(item, hashes)].push(item);
  return result;
};

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
const survey = async (
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
const faultsIn = async (
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

/** Reads what new entries need; gives what adds some of them at a time, in their order. */
type Add<List extends ListName> = (
  change: Change,
  fresh: readonly Numbered<List>[],
) => Promise<(some: readonly Numbered<List>[]) => Promise<void>>;

/** So many are made ready while those before are being written. */
const PER_SLICE = 32;

const isPublicEntry = ({ entry }: Numbered<ListName>): boolean =>
  'publication' in entry && entry.publication === 'published';

/** New entries in slices. */
const slicesOf = <N>(fresh: readonly N[]): (readonly N[])[] =>
  Array.from({ length: Math.ceil(fresh.length / PER_SLICE) }, (_, i) =>
    fresh.slice(i * PER_SLICE, (i + 1) * PER_SLICE),
  );

/** What a transaction has brought. */
interface Brought {
  /** How many of the part are there now: fewer than all where others wait to write. */
  done: number;
  /** How many of those were not known. */
  added: number;
  /** Whether it could have ended earlier. */
  yields: boolean;
}

/** Adds what is not known yet of a part, for as long as nobody else waits. */
const bringIn = async <List extends ListName>(
  change: Change,
  part: readonly Numbered<List>[],
  add: Add<List>,
  { keep_known = false }: ImportOptions,
): Promise<Brought> => {
  const { fresh, conflicts } = await sorted(change.tx, part);
  if (conflicts[0] && !keep_known) {
    throw new ImportConflict(
      `${conflicts[0].id} was imported before with other content, or came by an export; change it through the API, with a correction where it is public`,
    );
  }
  // What is public is added in one, as others may have to show it.
  const is_whole = fresh.some(isPublicEntry);
  const yields = !is_whole && change.tx.driver.isWanted !== undefined;
  if (fresh.length === 0) return { done: part.length, added: 0, yields };
  let added = 0;
  const addSome = await add(change, fresh);
  for (const some of is_whole ? [fresh] : slicesOf(fresh)) {
    if (added > 0 && change.tx.driver.isWanted?.()) break;
    await addSome(some);
    await noteImported(change, some, 'first');
    await change.settle();
    added += some.length;
  }
  const next = fresh[added];
  return { done: next ? next.index - (part[0]?.index ?? 0) : part.length, added, yields };
};

/** Notes what came in, and by what it is known when it comes again. */
export const noteImported = (
  change: Change,
  items: readonly { id: string; entry: object }[],
  time: 'first' | 'again',
): Promise<unknown> => {
  const rows = items.map(({ id, entry }) => ({
    subject_id: id,
    sha256: hashOf(entry),
    imported_at: change.at,
  }));
  return time === 'first' ? written.insert(change.tx, rows) : written.update(change.tx, rows);
};

/** A scale known here by its key and version stays as it is here. */
const addNewScales: Add<'rating_scales'> = async (change, fresh) => {
  const here = await findScales(
    change.tx,
    fresh.map(({ entry }) => entry.key),
  );
  const isHere = ({ key, version }: Entry<'rating_scales'>) =>
    here.some((scale) => scale.key === key && scale.version === version);
  return (some) =>
    addScales(
      change,
      some.filter(({ entry }) => !isHere(entry)).map(({ id, entry }) => ({ ...entry, id })),
    );
};

/** So does an event that is known by its key. */
const addNewAnchors: Add<'anchors'> = async (change) => {
  const here = new Set((await allAnchors(change.tx)).map(({ key }) => key));
  return (some) =>
    addAnchors(
      change,
      some.filter(({ entry }) => !here.has(entry.key)).map(({ id, entry }) => ({ ...entry, id })),
    );
};

/** And a speaker that is known by the slug, here or in the bundle. */
const addNewSpeakers: Add<'speakers'> = async (change, fresh) => {
  const here = await findSpeakers(
    change.tx,
    fresh.map(({ entry }) => entry.slug),
  );
  const first = new Map(fresh.toReversed().map(({ index, entry }) => [entry.slug, index]));
  const isNew = ({ index, entry: { slug } }: Numbered<'speakers'>) =>
    first.get(slug) === index && !here.has(slug);
  return async (some) => {
    const added = some.filter(isNew);
    await addSpeakers(
      change,
      added.map(({ id, entry: { key: _, ...speaker } }) => ({ ...speaker, id })),
    );
  };
};

const addNewSources: Add<'sources'> = async (change) => (some) =>
  addSources(
    change,
    some.map(({ id, entry: { key: _, ...source } }) => ({ ...withMark(source), id })),
  );

const addImportedQuotes = async (
  change: Change,
  fresh: readonly Numbered<'quotes'>[],
  { idOf, slugOf }: Identities,
  author: string,
): ReturnType<Add<'quotes'>> => {
  const given = new Map(
    fresh.map(({ id, entry }) => [
      id,
      { id, entry, written: writtenQuoteOf(entry, slugOf(entry.speaker), idOf('source', entry.source)) },
    ]),
  );
  const named = await namedBy(
    change,
    Array.from(given.values(), ({ written }) => written),
  );
  return async (some) => {
    const added = some.flatMap(({ id }) => {
      const quote = given.get(id);
      if (!quote) return [];
      const is_public = quote.entry.publication === 'published';
      const state = composeQuote(change, quote, named, author, is_public);
      return [{ is_public, written: quote.written, state }];
    });
    await addQuotes(change, added);
    await savePublicQuotes(
      change,
      added
        .filter(({ is_public }) => is_public)
        .map(({ state: before }) => ({ before, after: publishedQuote(before, IMPORTED) })),
    );
  };
};

const addImportedClaims = async (
  change: Change,
  fresh: readonly Numbered<'claims'>[],
  names: Identities,
  author: string,
): ReturnType<Add<'claims'>> => {
  const given = new Map(
    fresh.map(({ id, entry }): [string, ImportedClaim] => [id, { id, entry, ...writtenAs(entry, names) }]),
  );
  const all = [...given.values()];
  const keys = all.flatMap(({ entry }) => entry.verdicts.map(({ rating_scale }) => rating_scale));
  const [found, scales] = await Promise.all([
    partsOf(
      change,
      all.map(({ written }) => written),
    ),
    findScales(change.tx, [...new Set(keys)]),
  ]);
  const related = new Map(
    all.flatMap(({ entry, written }) =>
      entry.related.flatMap(({ claim: key }, i) => {
        const id = written.related[i]?.claim ?? '';
        const publication = found.related.get(id) ?? names.publicationOf(key);
        return publication ? [[id, publication] as const] : [];
      }),
    ),
  );
  const parts = { ...found, related };
  return (some) =>
    addClaims(
      change,
      some.flatMap(({ id }) => given.get(id) ?? []),
      names,
      (claim) => composeImported(change, claim, parts, scales, author),
    );
};

/** Adds claims as they come to stand, with lines of the ledger for them and their findings. */
const addClaims = async (
  change: Change,
  given: readonly ImportedClaim[],
  names: Identities,
  compose: (claim: ImportedClaim) => ReturnType<typeof composeImported>,
): Promise<void> => {
  const composed = given.map(compose);
  await publishParts(
    change,
    composed.filter(({ after }) => after.claim.publication === 'published').map(({ draft }) => draft),
    IMPORTED,
  );
  await saveClaims(
    change,
    composed.map(({ after }) => ({ before: null, after })),
  );
  for (const { id, entry } of given) {
    change.event({ action: 'claim.created', subject_id: id, after: entry });
    for (const { key, claimreview, ...verdict } of entry.verdicts) {
      const subject_id = names.idOf('verdict', key);
      if (claimreview) await keepMarkup(change, subject_id, claimreview);
      const after = { ...verdict, ...(claimreview ? markupTold(claimreview) : {}) };
      change.event({ action: 'verdict.created', subject_id, after });
    }
    for (const { key, ...outcome } of entry.outcomes) {
      change.event({ action: 'outcome.created', subject_id: names.idOf('outcome', key), after: outcome });
    }
  }
};
