/**
 * Copies a whole database, drafts, keys and ledger with it, to a new one of either engine. In batches, each of which
 * is a transaction; one that broke off goes on where it ended. At the end every row is compared.
 */
import { createHash } from 'node:crypto';
import type { CopySide, PlainRow, TableInfo } from './copy-side.ts';
import { openDatabase } from './database.ts';
import { engineOf } from './kit.ts';

const BATCH = 500;

/** A copy that cannot be made, or does not hold. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

const sideOf = async (url: string, writes: boolean): Promise<CopySide> => {
  if (engineOf(url) === 'postgresql') {
    const { openPostgresSide } = await import('./copy-side-postgres.ts');
    return openPostgresSide(url, writes);
  }
  const { openSqliteSide } = await import('./copy-side-sqlite.ts');
  return openSqliteSide(url, writes);
};

/** Tables after those that they name. The ledger is first: by it a copy that broke off is known again. */
const inOrder = (tables: readonly TableInfo[]): TableInfo[] => {
  const ordered: TableInfo[] = [];
  const place = (table: TableInfo | undefined): void => {
    if (!table || ordered.includes(table)) return;
    for (const name of table.needs)
      if (name !== table.name) place(tables.find((other) => other.name === name));
    ordered.push(table);
  };
  place(tables.find(({ name }) => name === 'events'));
  for (const table of tables) place(table);
  return ordered;
};

const shapeOf = (tables: readonly TableInfo[]): string =>
  JSON.stringify(
    tables.map(({ name, columns }) => [name, columns]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );

const keyOf = ({ columns, key }: TableInfo, row: PlainRow): PlainRow =>
  key.map((name) => row[columns.indexOf(name)] ?? null);

async function* pagesOf(
  side: CopySide,
  table: TableInfo,
  after: PlainRow | null,
): AsyncGenerator<PlainRow[]> {
  for (let last = after; ; ) {
    const rows = await side.page(table, last, BATCH);
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) return;
    last = keyOf(table, end);
  }
}

const sumOf = async (side: CopySide, table: TableInfo): Promise<{ rows: number; sha256: string }> => {
  const sum = createHash('sha256');
  let count = 0;
  for await (const rows of pagesOf(side, table, null)) {
    count += rows.length;
    for (const row of rows) sum.update(`${JSON.stringify(row)}\n`);
  }
  return { rows: count, sha256: sum.digest('hex') };
};

/** Throws where something else than a copy that broke off is there. */
const refuseOther = async (from: CopySide, to: CopySide, events: TableInfo): Promise<void> => {
  const [theirs] = await to.page(events, null, 1);
  if (!theirs) return to.clear('foldings');
  const [ours] = await from.page(events, null, 1);
  if (JSON.stringify(ours) !== JSON.stringify(theirs))
    throw new CopyError('there is another record there already');
};

/** Copies `from_url` to `to_url`; gives the rows of each table. Throws CopyError. */
export const copyDatabase = async (
  from_url: string,
  to_url: string,
  progress: (table: string, rows: number) => void = () => undefined,
): Promise<Record<string, number>> => {
  const from = await sideOf(from_url, false);
  try {
    await (await openDatabase(to_url)).close();
    const to = await sideOf(to_url, true);
    try {
      return await copyAll(from, to, progress);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
};

const copyAll = async (
  from: CopySide,
  to: CopySide,
  progress: (table: string, rows: number) => void,
): Promise<Record<string, number>> => {
  const [tables, theirs] = [await from.tables(), await to.tables()];
  if (shapeOf(tables) !== shapeOf(theirs)) {
    throw new CopyError('the two are not at the same migration: run `onrecord migrate` on the first');
  }
  const ordered = inOrder(tables);
  const [events] = ordered;
  if (events?.name !== 'events') throw new CopyError('there is no record in the first');
  await refuseOther(from, to, events);
  for (const table of ordered) {
    let copied = 0;
    for await (const rows of pagesOf(from, table, await to.last(table))) {
      await to.add(table, rows);
      copied += rows.length;
      progress(table.name, copied);
    }
  }
  await to.end(ordered);
  const counts: Record<string, number> = {};
  for (const table of ordered) {
    const [ours, copy] = [await sumOf(from, table), await sumOf(to, table)];
    if (ours.sha256 !== copy.sha256) {
      throw new CopyError(
        `${table.name} is not the same there (${copy.rows} rows of ${ours.rows}): was it written to meanwhile?`,
      );
    }
    counts[table.name] = ours.rows;
  }
  return counts;
};
