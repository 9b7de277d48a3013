/** Brings a checked bundle into the record, by the rules and the writing that the API has. Importing it again changes nothing. */
import type { Actor, Change, Recorder } from '../../record/record.ts';
import {
  type Add,
  addImportedClaims,
  addImportedQuotes,
  addNewAnchors,
  addNewScales,
  addNewSources,
  addNewSpeakers,
} from './adding.ts';
import type { OpenBundle } from './bundle.ts';
import type { ImportFault } from './faults.ts';
import { identities, type ListName, LISTS, type Numbered } from './identities.ts';
import { noteImported, sorted } from './known.ts';
import { faultsIn, type ImportOptions, survey } from './plan.ts';

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
