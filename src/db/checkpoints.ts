/**
 * SQLite writes into its WAL, and moves what is there into the database file now and then: a checkpoint. Made by the commit
 * that the WAL has grown too long with, it holds the event loop for a hundred milliseconds; so a thread makes it.
 */
import type Sqlite from 'better-sqlite3';
import { createThread } from './thread.ts';

/** Pages in the WAL at which the thread moves them; fewer make no work worth a thread. */
const MOVED_PAGES = 500;
const LOOK_MS = 100;
/** A commit makes the checkpoint itself where the thread did not come to it: 128 MiB. */
export const OWN_CHECKPOINT_PAGES = 16_384;
/**
 * Commits that bring much in are made in a thread already, and make their checkpoints themselves, seldom: they come back to the
 * same pages again and again, each of which is moved once.
 */
export const BULK_CHECKPOINT_PAGES = 4_000;

export interface Checkpoints {
  /** Is called after each commit. */
  note(): void;
  /** Resolves when none is made any more. */
  close(): Promise<void>;
}

type Counts = [busy: number, log: number, moved: number];

/** Has checkpoints made of the file at `path`, which `writer` writes to. */
export const createCheckpoints = (path: string, writer: Sqlite.Database): Checkpoints => {
  const thread = createThread<null, null>(new URL('checkpoint-thread.ts', import.meta.url), path);
  // To ask costs less than to wake the thread.
  const count = writer.prepare<[], Counts>('pragma wal_checkpoint(noop)').raw();
  let timer: NodeJS.Timeout | undefined;
  let is_closed = false;

  const look = async (): Promise<void> => {
    try {
      const [, log = 0, moved = 0] = count.get() ?? [];
      if (log - moved >= MOVED_PAGES) await thread.ask(null);
    } catch {
      // A damaged or full disk is told of by whoever reads or writes.
    }
    timer = undefined;
  };

  return {
    note: () => {
      if (!is_closed) timer ??= setTimeout(look, LOOK_MS).unref();
    },
    close: async () => {
      is_closed = true;
      clearTimeout(timer);
      await thread.close();
    },
  };
};
