/**
 * SQLite writes into its WAL, and moves what is there into the database file now and then: a checkpoint. Made by the commit
 * that the WAL has grown too long with, it holds the event loop for a hundred milliseconds; so a thread makes it.
 */
import type Sqlite from 'better-sqlite3';
import { createThread } from './thread.ts';

/** Pages in the WAL at which the thread moves them; fewer make no work worth a thread. */
const MOVED_PAGES = 500;
/** The same of a command that brings much in: it comes back to the same pages again and again, each of which is moved once. */
const BULK_MOVED_PAGES = 4_000;
const LOOK_MS = 100;
/** Most commands are over by then, and need no thread. */
const BULK_LOOK_MS = 500;
/** A commit makes the checkpoint itself where the thread did not come to it: 128 MiB. */
export const OWN_CHECKPOINT_PAGES = 16_384;

export interface Checkpoints {
  /** Is called after each commit. */
  note(): void;
  /** Resolves when none is made any more. */
  close(): Promise<void>;
}

/** What the thread is asked for. */
export interface Checkpoint {
  /** At how many pages there is something to do. */
  pages: number;
  /** Whether a long WAL may be begun anew, for which all others wait: a command leaves that to the server. */
  restarts: boolean;
}

type Counts = [busy: number, log: number, moved: number];

/** Says how many pages there are, in the WAL and of those moved, and does nothing. */
export const countPages = (client: Sqlite.Database): (() => Counts | undefined) => {
  const statement = client.prepare<[], Counts>('pragma wal_checkpoint(noop)').raw();
  return () => statement.get();
};

/**
 * Has checkpoints made of the file at `path`. `writer` is the connection that writes; null where it is in a thread of its own
 * and brings much in.
 */
export const createCheckpoints = (path: string, writer: Sqlite.Database | null): Checkpoints => {
  const thread = createThread<Checkpoint, null>(new URL('checkpoint-thread.ts', import.meta.url), path);
  const [pages, look_ms] = writer ? [MOVED_PAGES, LOOK_MS] : [BULK_MOVED_PAGES, BULK_LOOK_MS];
  // To ask costs less than to wake the thread.
  const count = writer && countPages(writer);
  let timer: NodeJS.Timeout | undefined;
  let is_closed = false;

  const look = async (): Promise<void> => {
    try {
      const [, log = pages, moved = 0] = count?.() ?? [];
      if (log - moved >= pages) await thread.ask({ pages, restarts: writer !== null });
    } catch {
      // A damaged or full disk is told of by whoever reads or writes.
    }
    timer = undefined;
  };

  return {
    note: () => {
      if (!is_closed) timer ??= setTimeout(look, look_ms).unref();
    },
    close: async () => {
      is_closed = true;
      clearTimeout(timer);
      await thread.close();
    },
  };
};
