/** Databases to measure on, of either engine: SQLite files under data/bench/, or a PostgreSQL that is started for it. */
import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { openDatabase } from '../src/db/database.ts';
import type { Engine } from '../src/db/kit.ts';
import { startPostgres } from '../tests/setup/embedded-postgres.ts';
import { FOLDER } from './generate.ts';

/** A table or an index, and what it takes. */
export interface Part {
  name: string;
  bytes: number;
}

export interface Store {
  /** An empty database. */
  fresh(): Promise<string>;
  /** What the generated SQLite file `path` holds, in a database of its own. */
  copyOf(path: string): Promise<string>;
  /** What each table and index of the database at `url` takes, the largest first. */
  partsOf(url: string): Promise<Part[]>;
  /** What `query`, which gives one number, says of the database at `url`. */
  numberOf(url: string, query: string): Promise<number>;
  drop(url: string): Promise<void>;
  stop(): Promise<void>;
}

const bySize = (parts: Part[]): Part[] => parts.sort((a, b) => b.bytes - a.bytes);

const pathOf = (url: string): string => url.slice('file:'.length);

/** What a server makes of a whole record to find things by. */
const INDEXES = ['-words.index', '-matching.index'];

const sqliteStore = (): Store => {
  let count = 0;
  /** Which file each copy is of. */
  const originals = new Map<string, string>();
  const next = (): string => {
    count += 1;
    mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
    return `${FOLDER}run-${process.pid}-${count}.db`;
  };
  const reading = <T>(url: string, work: (db: Sqlite.Database) => T): T => {
    const db = new Sqlite(pathOf(url), { readonly: true });
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  return {
    fresh: async () => `file:${next()}`,
    copyOf: async (path) => {
      const copy = next();
      copyFileSync(path, copy, constants.COPYFILE_FICLONE);
      for (const suffix of INDEXES)
        if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix, constants.COPYFILE_FICLONE);
      originals.set(copy, path);
      return `file:${copy}`;
    },
    partsOf: async (url) =>
      reading(url, (db) =>
        bySize(db.prepare<[], Part>('select name, sum(pgsize) as bytes from dbstat group by name').all()),
      ),
    numberOf: async (url, query) => reading(url, (db) => Number(db.prepare(query).pluck().get())),
    drop: async (url) => {
      const original = originals.get(pathOf(url));
      // To make them anew takes minutes of a large record, beside whatever is measured.
      for (const suffix of INDEXES)
        if (original !== undefined && existsSync(pathOf(url) + suffix))
          renameSync(pathOf(url) + suffix, original + suffix);
      for (const suffix of ['', '-wal', '-shm', '-wanted', ...INDEXES])
        rmSync(`${pathOf(url)}${suffix}`, { force: true });
    },
    stop: async () => undefined,
  };
};

const ROWS_PER_STATEMENT = 500;

const PARTS = `select relname as name, pg_relation_size(oid) + coalesce(pg_relation_size(nullif(reltoastrelid, 0)), 0) as bytes
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`;

const SEQUENCES = `select table_name as "table", column_name as "column", pg_get_serial_sequence(table_name, column_name) as sequence
  from information_schema.columns where table_schema = 'public' and column_default like 'nextval(%'`;

/** Fills the migrated, empty database of `client` with the rows of a SQLite file that has the same tables. */
const copyRows = async (path: string, client: pg.Client): Promise<void> => {
  const from = new Sqlite(path, { readonly: true });
  // Rows come in no order that foreign keys could be checked in.
  await client.query('set session_replication_role = replica');
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `select table_name as "table", column_name as "column", data_type as type
     from information_schema.columns where table_schema = 'public'`,
  );
  for (const [table, columns] of Map.groupBy(rows, (row) => row.table)) {
    const structured = columns.filter(({ type }) => type === 'json').map(({ column }) => column);
    const insert = `insert into "${table}" select * from json_populate_recordset(null::"${table}", $1)`;
    let part: Record<string, unknown>[] = [];
    const flush = async () => {
      if (part.length > 0) await client.query(insert, [JSON.stringify(part)]);
      part = [];
    };
    for (const row of from.prepare<[], Record<string, unknown>>(`select * from "${table}"`).iterate()) {
      for (const column of structured) {
        const value = row[column];
        if (typeof value === 'string') row[column] = JSON.parse(value);
      }
      for (const [column, value] of Object.entries(row))
        if (Buffer.isBuffer(value)) row[column] = `\\x${value.toString('hex')}`;
      part.push(row);
      if (part.length === ROWS_PER_STATEMENT) await flush();
    }
    await flush();
  }
  from.close();
  const sequences = await client.query<{ table: string; column: string; sequence: string }>(SEQUENCES);
  for (const { table, column, sequence } of sequences.rows)
    await client.query(`select setval($1, (select coalesce(max("${column}"), 0) + 1 from "${table}"))`, [
      sequence,
    ]);
  await client.query('vacuum analyze');
};

const postgresStore = async (): Promise<Store> => {
  // Its own settings but for these: commits are as durable as a newsroom's would be.
  const server = await startPostgres(['max_connections=100', 'shared_buffers=256MB']);
  const connected = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  let count = 0;
  const fresh = async (): Promise<string> => {
    count += 1;
    const name = `bench_${count}`;
    await connected(server.url, (client) => client.query(`create database ${name}`));
    const url = new URL(server.url);
    url.pathname = name;
    return url.href;
  };
  return {
    fresh,
    copyOf: async (path) => {
      const url = await fresh();
      await (await openDatabase(url)).close();
      await connected(url, (client) => copyRows(path, client));
      return url;
    },
    partsOf: (url) =>
      connected(url, async (client) =>
        bySize(
          (await client.query<{ name: string; bytes: string }>(PARTS)).rows.map(({ name, bytes }) => ({
            name,
            bytes: Number(bytes),
          })),
        ),
      ),
    numberOf: (url, query) =>
      connected(url, async (client) => {
        const { rows } = await client.query<unknown[]>({ text: query, rowMode: 'array' });
        return Number(rows[0]?.[0]);
      }),
    drop: (url) =>
      connected(server.url, async (client) => {
        await client.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
      }),
    stop: server.stop,
  };
};

export const openStore = (engine: Engine): Promise<Store> =>
  engine === 'sqlite' ? Promise.resolve(sqliteStore()) : postgresStore();
