/** What of a bundle came in before: known by the hash of what stood in the file. */
import { sql } from 'drizzle-orm';
import { isAmong, listed, select, writing } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import type { Change } from '../../record/record.ts';
import { entries, imports } from '../../record/tables.ts';
import { hashOf, isKnownBy } from './hashes.ts';

/** What was imported, by what it is known again, and what is here without having been. */
const known = select(
  { id: sql<string>`known.subject_id`, sha256: sql<string | null>`known.sha256` },
  (query) =>
    query.from(
      sql`(select ${imports.subject_id}, ${imports.sha256} from ${imports} where ${isAmong(imports.subject_id, 'ids')} union all select ${entries.subject_id}, null from ${entries} where ${isAmong(entries.subject_id, 'ids')} and ${entries.valid_to} is null) as known`,
    ),
);

export const written = writing(imports, ['subject_id']);

/** Those of these ids that are here, with the hash of what was imported; null where nothing was. */
export const hashesOf = async (tx: Reader, ids: readonly string[]): Promise<Map<string, string | null>> => {
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
export const foundAs = (
  { id, entry }: { id: string; entry: object },
  hashes: ReadonlyMap<string, string | null>,
): Found => {
  const hash = hashes.get(id);
  if (hash === undefined) return 'fresh';
  return hash !== null && isKnownBy(entry, hash) ? 'unchanged' : 'conflicts';
};

/** What of these entries is not here yet, what is, and what is otherwise. */
export const sorted = async <N extends { id: string; entry: object }>(
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
