/**
 * Prepared queries on SQLite, run without Drizzle's own execution, which costs more than the query: it
 * looks up what each column is for every value of every row.
 */
import type Sqlite from 'better-sqlite3';
import { Column, is, Param, Placeholder, type Query, SQL } from 'drizzle-orm';
import type { Prepared } from './queries.ts';
import { joinTurn } from './read-turn.ts';

interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}

type Field = Column | SQL | SQL.Aliased;

/** What Drizzle's prepared query is made of; it declares these members private. */
interface Parts {
  stmt: Sqlite.Statement<unknown[], unknown[]>;
  query: Query;
  fields?: { path: string[]; field: Field }[];
  joinsNotNullableMap?: Record<string, boolean>;
}

/** How a column's value is read; null where it is taken as it is. */
const decoderOf = (field: Field): Decoder | null => {
  if (is(field, Column)) {
    return field.mapFromDriverValue === Column.prototype.mapFromDriverValue ? null : field;
  }
  return ((is(field, SQL) ? field : field.sql) as unknown as { decoder: Decoder }).decoder;
};

/** The values of placeholders as the database takes them. */
const bind = (params: readonly unknown[], values: Record<string, unknown>): unknown[] =>
  params.map((param) => {
    if (is(param, Placeholder)) return values[param.name];
    if (!is(param, Param) || !is(param.value, Placeholder)) return param;
    const value = values[param.value.name];
    return value === null ? null : param.encoder.mapToDriverValue(value);
  });

/** Takes over how a query is run; what joins whole tables in part is left to Drizzle. */
export const prepareSqlite = <Row>(prepared: Prepared<Row>): Prepared<Row> => {
  const { stmt, query, fields = [], joinsNotNullableMap = {} } = prepared as unknown as Parts;
  const nested = fields.some(({ path }) => path.length > 1);
  if (nested && Object.values(joinsNotNullableMap).includes(false)) return prepared;
  const columns = fields.map(({ path, field }) => {
    const [outer = '', inner] = path;
    return { outer, inner, decoder: decoderOf(field) };
  });
  const rowOf = (values: unknown[]): Row => {
    const row: Record<string, unknown> = {};
    columns.forEach(({ outer, inner, decoder }, i) => {
      const value = values[i];
      const read = decoder === null || value === null ? value : decoder.mapFromDriverValue(value);
      if (inner === undefined) row[outer] = read;
      else row[outer] = Object.assign(row[outer] ?? {}, { [inner]: read });
    });
    return row as Row;
  };
  const run = async (values: unknown[]): Promise<Row[]> => {
    if (!stmt.reader) {
      stmt.run(...values);
      return [];
    }
    await joinTurn(stmt.database);
    // Rows of the search thread come later (search-sqlite.ts).
    return (await stmt.raw().all(...values)).map(rowOf);
  };
  return { execute: (values = {}) => run(bind(query.params, values)) };
};
