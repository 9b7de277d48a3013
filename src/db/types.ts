/** What the rest of the server knows of a database: a reader, a queue of writers, and nothing of the engine. */
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

/** A statement's SQL, and the name under which PostgreSQL keeps its plan. */
export interface Source {
  text: string;
  name: string;
}

/** Runs statements on one connection; a row is an array of values as the engine's driver gives them. */
export interface Driver {
  run(source: Source, params: readonly unknown[]): unknown[][] | Promise<unknown[][]>;
  /**
   * Sends a statement whose rows nobody reads, in a transaction: it takes effect before whatever is run after it, and
   * where it fails so does all that follows. Gives what to wait for before more is sent. Absent where nothing is won by
   * not waiting.
   */
  send?(source: Source, params: readonly unknown[]): Promise<unknown> | undefined;
  /** Whether another process waits for this transaction to end; absent where it never takes long. */
  isWanted?(): boolean;
}

/** What the statements of `statement.ts` run on. */
export interface Reader {
  readonly driver: Driver;
}

/**
 * A connection to query with: by the statements of `statement.ts`, or, where it is rare, by Drizzle's query
 * builder. Typed as SQLite's; PostgreSQL's answers the same calls when awaited.
 */
export type Connection = Omit<BetterSQLite3Database, 'transaction' | 'run' | 'all' | 'get' | 'values'> &
  Reader;

export interface Database {
  /** For reading what is committed. */
  read: Connection;
  /**
   * The same, where a replica does: it knows all that was acknowledged before and all that was read by `read`, but of
   * two that are asked in turn the second may know less than the first.
   */
  spread: Reader;
  /** For reading what may take long, by `spread`'s rule: on SQLite in a thread of its own, so that nobody else waits. */
  search: Connection;
  /**
   * Runs `work` in a transaction of its own, after the writers that came before. Resolves once it is
   * durable; when `work` throws, nothing of it remains. It may run twice, the first time in vain, so it does nothing but by
   * `tx`. Await only queries inside: others wait.
   */
  write<T>(work: (tx: Connection) => Promise<T>): Promise<T>;
  /**
   * The same for work that writes thousands of rows: on SQLite in a thread, so that neither writing them nor their commit
   * holds the event loop. Other writers wait for it as for another process.
   */
  writeMuch<T>(work: (tx: Connection) => Promise<T>): Promise<T>;
  /**
   * What names the state of the record: another after every commit, whoever made it, at the latest when that is
   * acknowledged to anybody. An empty text where the database does not answer or was away: what was kept of it is worth
   * nothing; or a promise that is rejected soon.
   */
  version(): string | Promise<string>;
  /** Waits for the writers, then closes. */
  close(): Promise<void>;
}

/** How a database is opened. */
export interface Opening {
  /** Hears what an operator should know of it. */
  tell?: (sentence: string) => void;
  /**
   * For a command that works while a server may: others write between two of its changes, and it waits for locks and
   * statements for as long as `LIMITS.command_wait_ms`, since nobody waits for an answer.
   */
  beside?: boolean;
}
