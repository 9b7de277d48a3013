/** Whole rows of a table, read in the order of a key and written as they were read: for what goes out and comes in whole. */
import { asc, type Column, getTableColumns, getTableName, type SQL, sql, type Table } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { literalLimit } from './queries.ts';
import { writing } from './statement.ts';
import type { Connection } from './types.ts';

export type Row = Record<string, unknown>;

/** A number that the database gives itself: it says nothing elsewhere. */
const isOwnNumber = (column: Column): boolean =>
  ('autoIncrement' in column && column.autoIncrement === true) || /serial/.test(column.getSQLType());

export const tableRows = (
  table: Table,
  key: readonly string[],
  { where, without = [] }: { where?: SQL | undefined; without?: readonly string[] } = {},
) => {
  const all = getTableColumns(table);
  const name = getTableName(table);
  const keys = key.map((column) => {
    const found = all[column];
    if (!found) throw new Error(`${name} has no column ${column}`);
    return found;
  });
  const columns = Object.keys(all).filter((column) => {
    const found = all[column];
    return found && !without.includes(column) && !isOwnNumber(found);
  });
  const read = { ...all };
  const written = writing(table, []);
  const listOf = (parts: readonly unknown[]) =>
    sql`(${sql.join(
      parts.map((part) => sql`${part}`),
      sql`, `,
    )})`;
  return {
    name,
    /** Without those that stay. */
    columns,
    /** Up to `limit` rows after the keys of another. */
    page: async (connection: Connection, after: Row | null, limit: number): Promise<Row[]> => {
      const beyond = after && sql`${listOf(keys)} > ${listOf(key.map((column) => after[column]))}`;
      const order = keys.map((column) => asc(column));
      const last = order.pop() ?? sql`1`;
      const conditions = [where, beyond].flatMap((condition) => condition ?? []);
      const rows: Row[] = await connection
        .select(read)
        .from(table as SQLiteTable)
        .where(conditions.length === 0 ? undefined : sql.join(conditions, sql` and `))
        .orderBy(...order, literalLimit(last, limit));
      return rows;
    },
    add: async (tx: Connection, rows: readonly Row[]): Promise<void> => {
      await written.insert(tx, rows);
    },
  };
};
