/**
 * Prepared queries on SQLite, run without Drizzle's own execution, which costs more than the query: it
 * looks up what each column is for every value of every row.
 */
import type Sqlite from 'better-sqlite3';
import { Column, fillPlaceholders, is, type Query, SQL } from 'drizzle-orm';
import type { Prepared } from './queries.ts';

interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}

/** What Drizzle's prepared query is made of; it declares these members private. */
interface Parts {
  stmt: Sqlite.Statement<unknown[], unknown[]>;
  query: Query;
  fields?: { path: string[]; field: Column | SQL | SQL.Aliased }[];
}

/** How a column's value is read; null where it is taken as it is. */
const decoderOf = (field: Column | SQL | SQL.Aliased): Decoder | null => {
  if (is(field, Column)) {
    return field.mapFromDriverValue === Column.prototype.mapFromDriverValue ? null : field;
  }
  const { decoder } = (is(field, SQL) ? field : field.sql) as unknown as { decoder: Decoder };
  return decoder;
};

/**
 * A parameter that stands bare in a join makes SQLite plan the statement anew at each execution (15 µs);
 * one inside an expression does not, and uses the same indexes.
 */
const steady = (text: string): string => text.replaceAll('?', '+?');

/** Takes a flat select over; anything else stays Drizzle's. */
export const prepareSqlite = <Row>(prepared: Prepared<Row>): Prepared<Row> => {
  const { stmt, query, fields } = prepared as unknown as Parts;
  if (!fields || fields.some(({ path }) => path.length > 1) || query.sql.includes("'?")) return prepared;
  const statement = stmt.database.prepare<unknown[], unknown[]>(steady(query.sql)).raw();
  const columns = fields.map(({ path, field }) => ({ name: path.join(), decoder: decoderOf(field) }));
  const rowOf = (values: unknown[]): Row => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < columns.length; i += 1) {
      const { name, decoder } = columns[i] as (typeof columns)[number];
      const value = values[i];
      row[name] = decoder === null || value === null ? value : decoder.mapFromDriverValue(value);
    }
    return row as Row;
  };
  return {
    execute: async (values = {}) => statement.all(...fillPlaceholders(query.params, values)).map(rowOf),
  };
};
