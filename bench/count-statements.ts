/**
 * Counts SQL statements where the drivers run them, below everything of `src/db`: nothing of the server knows
 * that it is counted. Counts what this process runs; the thread that searches is none of it.
 */
import { setImmediate } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import pg from 'pg';

export interface StatementCounts {
  /** What reads and writes. */
  statements: number;
  /** BEGIN, COMMIT, ROLLBACK, savepoints, PostgreSQL's lock of all writers, and the look at the tables' form. */
  transaction: number;
}

const OF_TRANSACTION =
  /^\s*(begin|commit|rollback|savepoint|release|select (pg_advisory_xact_lock|\(pg_current_wal_flush_lsn|max\(created_at\) from \S*__drizzle_migrations))\b/i;

type Listener = (text: string) => void;

/** Calls `listener` with the text of each statement that SQLite runs; gives what ends that. */
const listenToSqlite = (listener: Listener): (() => void) => {
  const memory = new Sqlite(':memory:');
  const statement: Sqlite.Statement = Object.getPrototypeOf(memory.prepare('select 1'));
  memory.close();
  const { run, get, all, iterate } = statement;
  const { exec } = Sqlite.prototype;
  const heard = <Args extends unknown[], Result>(method: (...args: Args) => Result) =>
    function (this: Sqlite.Statement, ...args: Args): Result {
      listener(this.source);
      return method.apply(this, args);
    };
  Object.assign(statement, { run: heard(run), get: heard(get), all: heard(all), iterate: heard(iterate) });
  Sqlite.prototype.exec = function (this: Sqlite.Database, source: string) {
    listener(source);
    return exec.call(this, source);
  };
  return () => {
    Object.assign(statement, { run, get, all, iterate });
    Sqlite.prototype.exec = exec;
  };
};

const textOf = (query: unknown): string => {
  if (typeof query === 'string') return query;
  const has_text = typeof query === 'object' && query !== null && 'text' in query;
  return has_text ? String(query.text) : '';
};

/** The same for PostgreSQL: each of these is a journey to the database, unless they are pipelined. */
const listenToPostgres = (listener: Listener): (() => void) => {
  const { query } = pg.Client.prototype;
  const heard = function (this: pg.Client, ...args: unknown[]): unknown {
    listener(textOf(args[0]));
    return Reflect.apply(query, this, args);
  };
  Object.assign(pg.Client.prototype, { query: heard });
  return () => void Object.assign(pg.Client.prototype, { query });
};

/** Calls `listener` with the text of each statement that this process runs, whatever the engine; gives what ends that. */
export const listenToStatements = (listener: Listener): (() => void) => {
  const stops = [listenToSqlite(listener), listenToPostgres(listener)];
  return () => {
    for (const stop of stops) stop();
  };
};

/** Runs `work` and gives what it asked of the databases of this process, whatever their engine. */
export const countStatements = async (work: () => Promise<unknown>): Promise<StatementCounts> => {
  const counts = { statements: 0, transaction: 0 };
  const listener = (text: string) => {
    // Of a timer (src/db/checkpoints.ts), not of a request.
    if (text.startsWith('pragma wal_checkpoint')) return;
    counts[OF_TRANSACTION.test(text) ? 'transaction' : 'statements'] += 1;
  };
  const stop = listenToStatements(listener);
  try {
    await work();
    // What is read in one turn of the event loop ends with it.
    await setImmediate();
  } finally {
    stop();
  }
  return counts;
};
