/** SQLite: one connection that writes, one that only reads, and a thread with a third that searches. */
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { LIMITS } from '../limits.ts';
import { CACHE_KIB, connect, createRunner, driverOf } from './connect-sqlite.ts';
import { createCheckpoints, OWN_CHECKPOINT_PAGES } from './checkpoints.ts';
import { isBusy } from './errors.ts';
import { makeFolder } from './folder.ts';
import { requireForm } from './form.ts';
import { missingGuards, remadeText, remakingOf } from './guards.ts';
import { migrationsFolder } from './migrations.ts';
import { shareTurns } from './read-turn.ts';
import { addRelevance } from './relevance.ts';
import { openSearch, openWriting, type Writing } from './search-sqlite.ts';
import type { Connection, Database, Opening } from './types.ts';
import { createTurns, type Turns } from './turns.ts';
import { pathOfUrl } from './url.ts';
import { WriteQueue } from './write-queue.ts';

/** SQLite up to 3.51.2 can corrupt a database when a WAL is reset. */
const OLDEST_SAFE_VERSION = [3, 51, 3];
const assertSafeVersion = (client: Sqlite.Database): void => {
  const version = String(client.prepare('select sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const difference = OLDEST_SAFE_VERSION.map((part, i) => (parts[i] ?? 0) - part).find((d) => d !== 0) ?? 0;
  if (difference < 0)
    throw new Error(`SQLite ${version} has a known corruption bug; 3.51.3 or newer is needed`);
};

const PAGE_BYTES = 8192;

const MIGRATES =
  'The database is brought to the form of this version, in one transaction: a large record takes minutes, and where this is stopped nothing has changed.';

const MIGRATED = '__drizzle_migrations';

/** Whether any migration has been run here. */
const isBegun = (client: Sqlite.Database): boolean =>
  client.prepare('select 1 from sqlite_master where name = ?').get(MIGRATED) !== undefined;

/** Whether the newest migration has been run here. */
const isMigrated = (client: Sqlite.Database, folder: { migrationsFolder: string }): boolean => {
  const newest = readMigrationFiles(folder).at(-1)?.folderMillis ?? 0;
  if (!isBegun(client)) return false;
  const last = client.prepare(`select max(created_at) from ${MIGRATED}`).pluck().get();
  return Number(last ?? 0) >= newest;
};

/** Migrations rebuild tables: with foreign keys on that would cascade, so they are off until checked. */
const migrateSafely = (client: Sqlite.Database, tell: (sentence: string) => void): void => {
  const folder = { migrationsFolder: migrationsFolder('sqlite') };
  // The check reads the whole file.
  if (isMigrated(client, folder)) return;
  if (isBegun(client)) tell(MIGRATES);
  client.pragma('foreign_keys = OFF');
  migrate(drizzle({ client }), folder);
  const broken = client.pragma('foreign_key_check');
  if (Array.isArray(broken) && broken.length > 0) {
    throw new Error(`${broken.length} rows point to rows that are missing after the migration`);
  }
  client.pragma('foreign_keys = ON');
};

const connectionTo = (client: Sqlite.Database, turn?: () => Promise<void>): Connection =>
  Object.assign(drizzle({ client }), { driver: driverOf(client, turn) });

/** Reading meets a lock only where another process restores or vacuums. */
const READ_BUSY_MS = 20;
const RETRY_MS = 2;

/** Tries until no other process holds the lock, until `until_ms`; others are answered meanwhile. */
const whenUnlocked = async (begin: () => Promise<void>, until_ms: number, turns: Turns): Promise<void> => {
  for (;;) {
    try {
      return await begin();
    } catch (error) {
      if (!isBusy(error) || performance.now() > until_ms) throw error;
    }
    turns.want();
    await setTimeout(RETRY_MS);
  }
};

const BEGIN = 'BEGIN IMMEDIATE';

/** For so long a command lets others write who wait: on a busy machine too, each surely tries again. */
const TURN_MS = 10 * RETRY_MS;

const guardAgain = async (client: Sqlite.Database, tell: (sentence: string) => void): Promise<void> => {
  const missing = await missingGuards(connectionTo(client), 'sqlite');
  if (missing.length === 0) return;
  for (const statement of missing.flatMap((guard) => remakingOf(guard, 'sqlite'))) client.exec(statement);
  tell(remadeText(missing));
};

/** Tells one state of the file from another, whoever writes to it: on a connection of its own, outside of any transaction. */
const createState = (path: string) => {
  const client = connect(path, { readonly: true }, STATE_CACHE_KIB);
  const ask = client.prepare<[], number>('pragma data_version').pluck();
  let known: string | undefined;
  const forget = (): void => {
    known = undefined;
  };
  return {
    forget,
    version: (): string => {
      if (known === undefined) {
        known = ask.get()?.toString() ?? '';
        setImmediate(forget);
      }
      return known;
    },
    close: () => client.close(),
  };
};
const STATE_CACHE_KIB = 64;

/** What writes in this thread. */
const writingBy = (writer: Sqlite.Database): Writing => {
  const statement = createRunner(writer);
  return {
    tx: connectionTo(writer),
    written: async () => undefined,
    run: async (text) => statement(text, []),
    close: async () => void writer.close(),
  };
};

/** Opens (and makes, where missing) the SQLite database at `path`. */
export const openSqlite = async (
  path: string,
  { tell = () => undefined, beside = false }: Opening,
): Promise<Database> => {
  makeFolder(dirname(path));
  const writer = connect(path);
  assertSafeVersion(writer);
  // Of a new file: documents have one to three kilobytes, and on pages of 4 KiB a fifth of the room stays empty.
  writer.pragma(`page_size = ${PAGE_BYTES}`);
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  writer.pragma(`wal_autocheckpoint = ${OWN_CHECKPOINT_PAGES}`);
  migrateSafely(writer, tell);
  await requireForm(connectionTo(writer), 'sqlite');
  await guardAgain(writer, tell);
  // What undoes a statement or a savepoint is a file as soon as it has 64 KiB. A migration may sort in one.
  writer.pragma('temp_store = MEMORY');
  const reader = connect(path, { readonly: true }, beside ? CACHE_KIB : 2 * CACHE_KIB);
  // SQLite waits by holding the thread: from here on the event loop waits instead.
  writer.pragma('busy_timeout = 0');
  const turns = createTurns(path);
  const checkpoints = beside ? undefined : createCheckpoints(path, writer);
  const writing = beside ? openWriting(path, turns.isWanted) : writingBy(writer);
  if (beside) writer.close();
  reader.pragma(`busy_timeout = ${READ_BUSY_MS}`);
  const search = openSearch(path);

  const turn = shareTurns(reader);
  const state = createState(path);
  const wait_ms = beside ? LIMITS.command_wait_ms : LIMITS.lock_wait_ms;
  const queueFor = (writing: Writing): WriteQueue<Connection> => {
    const run = async (text: string): Promise<void> => {
      await writing.run(text);
      if (text !== 'COMMIT') return;
      state.forget();
      checkpoints?.note();
    };
    return new WriteQueue({
      run,
      begin: async (since_ms) => {
        if (beside && turns.isWanted()) await setTimeout(TURN_MS);
        await whenUnlocked(() => run(BEGIN), since_ms + wait_ms, turns);
        turns.begin();
        await requireForm(writing.tx, 'sqlite');
      },
      tx: writing.tx,
      written: writing.written,
      reason: (error) => error,
    });
  };
  const queue = queueFor(writing);
  /** In a thread that is there for as long as this takes: seldom does anything reach so far. */
  const writeInThread = async <T>(work: (tx: Connection) => Promise<T>): Promise<T> => {
    const far = openWriting(path, turns.isWanted);
    try {
      return await queueFor(far).write(work);
    } finally {
      await far.close();
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  const read = connectionTo(reader, turn);
  return {
    read,
    spread: read,
    search: search.connection,
    write: (work) => queue.write(work),
    writeMuch: (work) => {
      const written = last.then(() => writeInThread(work));
      last = written.catch(() => undefined);
      return written;
    },
    version: state.version,
    close: async () => {
      await last;
      await queue.idle();
      await search.close();
      await checkpoints?.close();
      reader.close();
      state.close();
      // Statistics for the next start; a file that is damaged or full closes without them.
      await writing.run('pragma optimize').catch(() => undefined);
      await writing.close();
    },
  };
};

/** Runs `work` in one read transaction on the SQLite database at `url`; see `snapshot.ts`. */
export const readSqlite = async <T>(
  url: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const client = connect(pathOfUrl(url), { readonly: true, fileMustExist: true });
  addRelevance(client);
  try {
    client.exec('BEGIN');
    return await work(connectionTo(client));
  } finally {
    client.close();
  }
};

/** A connection that only reads; see `openReader`. */
export const openSqliteReader = (url: string) => {
  const client = connect(pathOfUrl(url), { readonly: true, fileMustExist: true });
  return { read: connectionTo(client), close: async () => void client.close() };
};
