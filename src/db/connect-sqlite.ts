/** A connection to a SQLite file, as every thread opens it, and what runs statements on it. */
import Sqlite from 'better-sqlite3';
import { LIMITS } from '../limits.ts';
import type { Driver } from './types.ts';

const BUSY_TIMEOUT_MS = 5_000;
/** Of a connection that others do not wait for; the one that all reading goes through takes twice as much. */
export const CACHE_KIB = 4 * 1024;
/** Of one that brings much in: rows that go everywhere into large indexes. */
export const BULK_CACHE_KIB = 8 * 1024;

export const connect = (
  path: string,
  options: Sqlite.Options = {},
  cache_kib = CACHE_KIB,
): Sqlite.Database => {
  const client = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS, ...options });
  client.pragma('foreign_keys = ON');
  client.pragma('trusted_schema = OFF');
  client.pragma(`cache_size = -${cache_kib}`);
  return client;
};

type Prepared = Sqlite.Statement<unknown[], unknown[]>;

/** Runs statements, each prepared once; the oldest leaves when there are too many. */
export const createRunner = (client: Sqlite.Database) => {
  const statements = new Map<string, Prepared>();
  const prepare = (text: string): Prepared => {
    const statement = client.prepare<unknown[], unknown[]>(text);
    if (statement.reader) statement.raw();
    if (statements.size >= LIMITS.prepared_statements)
      statements.delete(statements.keys().next().value ?? '');
    statements.set(text, statement);
    return statement;
  };
  return (text: string, params: readonly unknown[]): unknown[][] => {
    const statement = statements.get(text) ?? prepare(text);
    if (statement.reader) return statement.all(...params);
    statement.run(...params);
    return [];
  };
};

/** The driver of a client; `turn` is awaited before anything is read. */
export const driverOf = (client: Sqlite.Database, turn?: () => Promise<void>): Driver => {
  const run = createRunner(client);
  return {
    run: turn
      ? async ({ text }, params) => {
          await turn();
          return run(text, params);
        }
      : ({ text }, params) => run(text, params),
  };
};
