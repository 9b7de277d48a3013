/**
 * Statements: SQL that is built once, prepared once on each connection, and run without Drizzle's own
 * execution, which costs more than the query. Values go in by the names of their placeholders; rows come
 * out as their columns decode them.
 */
import {
  Column,
  getTableColumns,
  getTableName,
  is,
  Param,
  Placeholder,
  SQL,
  type SQLWrapper,
  sql,
  type Table,
} from 'drizzle-orm';
import { PgDialect, QueryBuilder as PgQueryBuilder } from 'drizzle-orm/pg-core';
import {
  type SelectedFields,
  SQLiteSyncDialect,
  QueryBuilder as SqliteQueryBuilder,
} from 'drizzle-orm/sqlite-core';
import { engine } from './kit.ts';
import type { Reader, Source } from './types.ts';

export type Values = Record<string, unknown>;

/** Runs a statement with these values; its rows. */
export type Statement<Row> = (on: Reader, values?: Values) => Promise<Row[]>;

/**
 * A parameter that stands bare makes SQLite plan the statement anew at each execution (15 µs); one inside an
 * expression does not, and uses the same indexes.
 */
class Dialect extends SQLiteSyncDialect {
  override escapeParam(): string {
    return '+?';
  }
}

const dialect = engine === 'sqlite' ? new Dialect() : new PgDialect();
const builder =
  engine === 'sqlite' ? new SqliteQueryBuilder() : (new PgQueryBuilder() as unknown as SqliteQueryBuilder);

let named = 0;

const nameOf = (text: string): Source => {
  named += 1;
  return { text, name: `onrecord_${named}` };
};

/** How the value of one column becomes a member of a row. */
interface Cell {
  outer: string;
  /** The name inside, where the member is itself an object. */
  inner: string | undefined;
  decode: ((value: unknown) => unknown) | undefined;
}

type Field = Column | SQL | SQL.Aliased;

const decoderOf = (field: Field): Cell['decode'] => {
  if (is(field, Column)) {
    if (field.mapFromDriverValue === Column.prototype.mapFromDriverValue) return undefined;
    return (value) => field.mapFromDriverValue(value);
  }
  // Drizzle declares this one private; `mapWith` is how it is set.
  const { decoder } = (is(field, SQL) ? field : field.sql) as unknown as {
    decoder: { mapFromDriverValue(value: unknown): unknown };
  };
  return (value) => decoder.mapFromDriverValue(value);
};

const isField = (value: unknown): value is Field =>
  is(value, Column) || is(value, SQL) || is(value, SQL.Aliased);

const cellsOf = (fields: SelectedFields): Cell[] =>
  Object.entries(fields).flatMap(([outer, field]): Cell[] => {
    if (isField(field)) return [{ outer, inner: undefined, decode: decoderOf(field) }];
    return Object.entries(field).map(([inner, part]) => {
      if (!isField(part)) throw new Error(`${outer}.${inner} is no column`);
      return { outer, inner, decode: decoderOf(part) };
    });
  });

const rowOf = (cells: readonly Cell[], values: readonly unknown[]): Record<string, unknown> => {
  const row: Record<string, unknown> = {};
  let part: Record<string, unknown> = row;
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i];
    if (!cell) break;
    const value = values[i];
    const read = cell.decode === undefined || value === null ? value : cell.decode(value);
    if (cell.inner === undefined) {
      row[cell.outer] = read;
      continue;
    }
    if (row[cell.outer] === undefined) {
      part = {};
      row[cell.outer] = part;
    }
    part[cell.inner] = read;
  }
  return row;
};

/** Whether a statement failed because a value of a row is no JSON. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof SyntaxError;

/** What stands for each parameter of compiled SQL. */
type Binding = (values: Values) => unknown;

const bindingOf = (param: unknown): Binding => {
  if (is(param, Placeholder)) {
    const { name } = param;
    return (values) => values[name] ?? null;
  }
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { name } = param.value;
    const { encoder } = param;
    return (values) => {
      const value = values[name] ?? null;
      return value === null ? null : encoder.mapToDriverValue(value);
    };
  }
  return () => param;
};

const compile = (query: SQLWrapper): { source: Source; bindings: Binding[] } => {
  const compiled = dialect.sqlToQuery(query.getSQL());
  return { source: nameOf(compiled.sql), bindings: compiled.params.map(bindingOf) };
};

const statementOf = (query: () => SQLWrapper, cells: readonly Cell[]): Statement<Record<string, unknown>> => {
  let compiled: ReturnType<typeof compile> | undefined;
  return async (on, values = {}) => {
    compiled ??= compile(query());
    const params = compiled.bindings.map((binding) => binding(values));
    const rows = await on.driver.run(compiled.source, params);
    return rows.map((row) => rowOf(cells, row));
  };
};

const selecting = <Fields extends SelectedFields>(fields: Fields) => builder.select(fields);

/** A query for rows of these columns; `build` says from where and which. */
export const select = <Fields extends SelectedFields, Row>(
  fields: Fields,
  build: (
    query: ReturnType<typeof selecting<Fields>>,
  ) => { readonly _: { readonly result: Row[] } } & SQLWrapper,
): Statement<Row> =>
  statementOf(() => build(selecting(fields)), cellsOf(fields)) as unknown as Statement<Row>;

/** A subquery of these columns, to select from. */
export const subquery = selecting;

/** Runs what gives no rows that anybody reads. */
const tell = (on: Reader, source: Source, params: readonly unknown[]): unknown =>
  on.driver.send ? on.driver.send(source, params) : on.driver.run(source, params);

/** A statement that changes rows and gives none. */
export const command = (query: SQL): ((on: Reader, values?: Values) => Promise<void>) => {
  let compiled: ReturnType<typeof compile> | undefined;
  return async (on, values = {}) => {
    compiled ??= compile(query);
    await tell(
      on,
      compiled.source,
      compiled.bindings.map((binding) => binding(values)),
    );
  };
};

/** Whether a column's value is among those bound to a placeholder as a list of texts; one statement for any number. */
export const isAmong = (column: SQLWrapper, name: string): SQL =>
  engine === 'sqlite'
    ? sql`${column} in (select value from json_each(${sql.placeholder(name)}))`
    : sql`${column} = any(${sql.placeholder(name)}::text[])`;

/** What `isAmong` takes. */
export const listed = (values: readonly string[]): unknown =>
  engine === 'sqlite' ? JSON.stringify(values) : values;

/** The same of whole numbers. */
export const isAmongNumbers = (column: SQLWrapper, name: string): SQL =>
  engine === 'sqlite' ? isAmong(column, name) : sql`${column} = any(${sql.placeholder(name)}::bigint[])`;

/** What `isAmongNumbers` takes. */
export const listedNumbers = (values: readonly number[]): unknown =>
  engine === 'sqlite' ? JSON.stringify(values) : values;

/** Pairs of texts bound to a placeholder, to select from: columns `one` and `other`. */
export const pairs = (name: string): SQL =>
  engine === 'sqlite'
    ? sql`(select value ->> 0 as one, value ->> 1 as other from json_each(${sql.placeholder(name)})) as pairs`
    : sql`(select value ->> 0 as one, value ->> 1 as other from json_array_elements(${sql.placeholder(name)}::json)) as pairs`;

/** What `pairs` takes. */
export const listedPairs = (values: readonly (readonly [string, string])[]): unknown =>
  JSON.stringify(values);

/** Whether a column's value is among those that a subquery gives, which is asked once, so that an index of the column serves. */
export const isAmongSelected = (column: SQLWrapper, values: SQL): SQL =>
  engine === 'sqlite' ? sql`${column} in (${values})` : sql`${column} = any(array(${values}))`;

/** What the rows of a table are written by. */
interface WrittenTable<Row> {
  insert(on: Reader, rows: readonly Row[]): Promise<void>;
  /** Inserts rows of a table that numbers them, with the numbers that the writer gave them: on from `lastNumber`. */
  insertNumbered(on: Reader, rows: readonly Row[]): Promise<void>;
  /** Writes all columns of rows that are there, found by their key. */
  update(on: Reader, rows: readonly Row[]): Promise<void>;
  /** Deletes rows by their key. */
  remove(on: Reader, rows: readonly Row[]): Promise<void>;
}

/** A column whose value is found in another table while a row is inserted, by the texts that the row has for `by`. */
interface Lookup<Row> {
  column: string;
  table: Table;
  by: readonly (keyof Row & string)[];
}

/** How many rows one INSERT takes: any number up to eight, then these. */
const SIZES = [64, 32, 16, 8, 7, 6, 5, 4, 3, 2, 1];

const isNumbered = (column: Column): boolean =>
  ('autoIncrement' in column && column.autoIncrement === true) || /serial/.test(column.getSQLType());

/**
 * The last number that a table of numbered rows gave one. Whoever writes, alone, counts on from it, and need not wait for
 * the numbers of what it has inserted.
 */
export const lastNumber = (table: Table): SQL<number> =>
  engine === 'sqlite'
    ? sql<number>`coalesce((select seq from sqlite_sequence where name = ${sql.raw(`'${getTableName(table)}'`)}), 0)`
    : sql<number>`(select case when is_called then last_value else 0 end from ${sql.raw(sequenceOf(table))})`.mapWith(
        Number,
      );

const sequenceOf = (table: Table): string => `${getTableName(table)}_id_seq`;

/** Writing whole rows of a table; `key` names the columns by which a row is found again. */
export const writing = <T extends Table, Row extends Values = T['$inferInsert']>(
  table: T,
  key: readonly (keyof T['$inferSelect'] & string)[],
  lookup?: Lookup<Row>,
) => {
  const columns = Object.entries(getTableColumns(table));
  const number = columns.find(([, column]) => isNumbered(column));
  const inserted = columns.filter((entry) => entry !== number);
  const changed = inserted.filter(([name]) => !key.includes(name));
  const keyed = key.map((name) => {
    const found = columns.find(([column]) => column === name);
    if (!found) throw new Error(`there is no column ${name}`);
    return found;
  });
  const encode = (row: Values, [name, column]: [string, Column]): unknown => {
    const value = row[name] ?? column.defaultFn?.() ?? null;
    return value === null ? null : column.mapToDriverValue(value);
  };
  let place = 0;
  const parameter = (): string => {
    place += 1;
    return engine === 'sqlite' ? '?' : `$${place}`;
  };
  const fresh = (build: () => string): Source => {
    place = 0;
    return nameOf(build());
  };
  const quoted = (name: string) => `"${name}"`;
  const name = quoted(getTableName(table));
  const isLookedUp = ([name]: [string, Column]): boolean => name === lookup?.column;
  /** Not bare, as above. */
  const bound = (): string => (engine === 'sqlite' ? `+${parameter()}` : parameter());
  const found = ({ table: other, by }: Lookup<Row>): string =>
    `(select id from ${quoted(getTableName(other))} where ${by.map((name) => `${quoted(name)} = ${bound()}`).join(' and ')})`;
  /** A number that is given is PostgreSQL's next to count on from. */
  const given = (entry: [string, Column]): string => {
    if (lookup && isLookedUp(entry)) return found(lookup);
    return engine === 'postgresql' && entry === number
      ? `setval('${sequenceOf(table)}', ${parameter()})`
      : parameter();
  };
  const addValues = (params: unknown[], row: Values, entry: [string, Column]): void => {
    if (lookup && isLookedUp(entry)) for (const name of lookup.by) params.push(row[name]);
    else params.push(encode(row, entry));
  };
  /** Inserts these columns of rows, in statements of the sizes above. */
  const inserting = (into: readonly [string, Column][]) => {
    const known = new Map<number, Source>();
    const names = into.map(([, { name }]) => quoted(name)).join(', ');
    const insertOf = (rows: number): Source => {
      const source =
        known.get(rows) ??
        fresh(() => {
          const tuple = () => `(${into.map(given).join(', ')})`;
          return `insert into ${name} (${names}) values ${Array.from({ length: rows }, tuple).join(', ')}`;
        });
      known.set(rows, source);
      return source;
    };
    return async (on: Reader, rows: readonly Row[]): Promise<void> => {
      const told: unknown[] = [];
      for (let from = 0; from < rows.length; ) {
        const size = SIZES.find((size) => size <= rows.length - from) ?? 1;
        const params: unknown[] = [];
        for (let i = from; i < from + size; i += 1) {
          for (const column of into) addValues(params, rows[i] ?? {}, column);
        }
        told.push(tell(on, insertOf(size), params));
        from += size;
      }
      await Promise.all(told);
    };
  };
  const equals = ([, column]: [string, Column]) => `${quoted(column.name)} = ${parameter()}`;
  const where = () => keyed.map(([, column]) => `${quoted(column.name)} = ${bound()}`).join(' and ');
  let updating: Source | undefined;
  let removing: Source | undefined;
  const written: WrittenTable<Row> = {
    insert: inserting(inserted),
    insertNumbered: inserting(columns),
    update: async (on, rows) => {
      if (rows.length === 0 || changed.length === 0) return;
      updating ??= fresh(() => `update ${name} set ${changed.map(equals).join(', ')} where ${where()}`);
      const source = updating;
      await Promise.all(
        rows.map((row) =>
          tell(
            on,
            source,
            [...changed, ...keyed].map((column) => encode(row, column)),
          ),
        ),
      );
    },
    remove: async (on, rows) => {
      if (rows.length === 0) return;
      removing ??= fresh(() => `delete from ${name} where ${where()}`);
      const source = removing;
      await Promise.all(
        rows.map((row) =>
          tell(
            on,
            source,
            keyed.map((column) => encode(row, column)),
          ),
        ),
      );
    },
  };
  return written;
};
