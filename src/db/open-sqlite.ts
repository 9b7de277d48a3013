/** SQLite: one connection that writes, one that only reads. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Connection, Database } from './database.ts';
import { migrationsFolder } from './migrations.ts';
import { WriteQueue } from './write-queue.ts';

/** SQLite up to 3.51.2 can corrupt a database when a WAL is reset. */
const OLDEST_SAFE_VERSION = [3, 51, 3];
const BUSY_TIMEOUT_MS = 5_000;
const CACHE_KIB = 16 * 1024;

const connect = (path: string, options: Sqlite.Options = {}): Sqlite.Database => {
  const client = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS, ...options });
  client.pragma('foreign_keys = ON');
  client.pragma('trusted_schema = OFF');
  client.pragma(`cache_size = -${CACHE_KIB}`);
  return client;
};

const assertSafeVersion = (client: Sqlite.Database): void => {
  const version = String(client.prepare('select sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const difference = OLDEST_SAFE_VERSION.map((part, i) => (parts[i] ?? 0) - part).find((d) => d !== 0) ?? 0;
  if (difference < 0)
    throw new Error(`SQLite ${version} has a known corruption bug; 3.51.3 or newer is needed`);
};

/** Migrations rebuild tables: with foreign keys on that would cascade, so they are off until checked. */
const migrateSafely = (client: Sqlite.Database): void => {
  client.pragma('foreign_keys = OFF');
  migrate(drizzle({ client }), { migrationsFolder: migrationsFolder('sqlite') });
  const broken = client.pragma('foreign_key_check');
  if (Array.isArray(broken) && broken.length > 0) {
    throw new Error(`${broken.length} rows point to rows that are missing after the migration`);
  }
  client.pragma('foreign_keys = ON');
};

/** Opens (and makes, where missing) the SQLite database at `path`. */
export const openSqlite = (path: string): Database => {
  mkdirSync(dirname(path), { recursive: true });
  const writer = connect(path);
  assertSafeVersion(writer);
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  writer.pragma('wal_autocheckpoint = 10000');
  migrateSafely(writer);
  const reader = connect(path, { readonly: true });

  const statements = new Map<string, Sqlite.Statement>();
  const run = async (text: string): Promise<void> => {
    const statement = statements.get(text) ?? writer.prepare(text);
    statements.set(text, statement);
    statement.run();
  };
  const queue = new WriteQueue<Connection>({
    run,
    begin: () => run('BEGIN IMMEDIATE'),
    tx: drizzle({ client: writer }),
  });
  return {
    read: drizzle({ client: reader }),
    write: (work) => queue.write(work),
    ping: async () => {
      reader.prepare('select 1').get();
    },
    close: async () => {
      await queue.idle();
      reader.close();
      writer.pragma('optimize');
      writer.close();
    },
  };
};

/** The path that a `file:` URL names. */
export const pathOfUrl = (url: string): string => url.replace(/^file:(\/\/(?=\/))?/, '');

/** Runs `work` in one read transaction on the SQLite database at `url`; see `snapshot.ts`. */
export const readSqlite = async <T>(
  url: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const client = connect(pathOfUrl(url), { readonly: true, fileMustExist: true });
  try {
    client.exec('BEGIN');
    return await work(drizzle({ client }));
  } finally {
    client.close();
  }
};
