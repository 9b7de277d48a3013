/** A connection to a SQLite file, as every thread opens it. */
import Sqlite from 'better-sqlite3';
import { LIMITS } from '../limits.ts';

const BUSY_TIMEOUT_MS = 5_000;
/** Of a connection that others do not wait for; the one that all reading goes through takes twice as much. */
export const CACHE_KIB = 4 * 1024;
const QUOTED_OR_PARAMETER = /'[^']*'|"[^"]*"|\?/g;

export const connect = (
  path: string,
  options: Sqlite.Options = {},
  cache_kib = CACHE_KIB,
): Sqlite.Database => {
  const client = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS, ...options });
  client.pragma('foreign_keys = ON');
  client.pragma('trusted_schema = OFF');
  client.pragma(`cache_size = -${cache_kib}`);
  return keepStatements(client);
};

/**
 * Compiles each statement once, however often Drizzle asks for it; the oldest leaves when there are too many.
 *
 * A parameter that stands bare in a join makes SQLite plan the statement anew at each execution (15 µs); one
 * inside an expression, such as `+?`, does not, and uses the same indexes.
 */
const keepStatements = (client: Sqlite.Database): Sqlite.Database => {
  const compile = client.prepare.bind(client);
  const kept = new Map<string, Sqlite.Statement>();
  client.prepare = ((source: string) => {
    const known = kept.get(source);
    if (known) return known.reader ? known.raw(false) : known;
    const statement = compile(source.replaceAll(QUOTED_OR_PARAMETER, (part) => (part === '?' ? '+?' : part)));
    if (kept.size >= LIMITS.prepared_statements) kept.delete(kept.keys().next().value ?? '');
    kept.set(source, statement);
    return statement;
  }) as typeof client.prepare;
  return client;
};
