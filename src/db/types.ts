/** What the rest of the server knows of a database: a reader, a queue of writers, and nothing of the engine. */
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

/** A connection to query with. Typed as SQLite's; PostgreSQL's answers the same calls when awaited. */
export type Connection = Omit<BetterSQLite3Database, 'transaction' | 'run' | 'all' | 'get' | 'values'>;

export interface Database {
  /** For reading what is committed. */
  read: Connection;
  /** For reading what may take long; runs prepared queries only. */
  search: Connection;
  /**
   * Runs `work` in a transaction of its own, after the writers that came before. Resolves once it is
   * durable; when `work` throws, nothing of it remains. Await only queries inside: others wait.
   */
  write<T>(work: (tx: Connection) => Promise<T>): Promise<T>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** Waits for the writers, then closes. */
  close(): Promise<void>;
}
