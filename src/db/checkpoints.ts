/**
 * SQLite writes into its WAL, and moves what is there into the database file now and then: a checkpoint. Made by the commit
 * that the WAL has grown too long with, it holds the event loop for a hundred milliseconds; so a thread makes it.
 */
import type Sqlite from 'better-sqlite3';
import { createThread } from './thread.ts';

/** Pages in the WAL at which the thread moves them; fewer make no work worth a thread. */
const MOVED_PAGES = 1_000;
const LOOK_MS = 100;
/** A commit makes the checkpoint itself where the thread did not come to it: 128 MiB. */
export const OWN_CHECKPOINT_PAGES = 32_768;

export interface Checkpoints {
  /** Is called after each commit. */
  note(): void;
  /** Resolves when none is made any more. */
  close(): Promise<void>;
}

/** Has checkpoints made of the file at `path`, to which `writer` is the connection that writes. */
export const createCheckpoints = (path: string, writer: Sqlite.Database): Checkpoints => {
  const thread = createThread<'checkpoint', null>(new URL('checkpoint-thread.ts', import.meta.url), path);
  /** Does nothing but say how many pages there are: in the WAL, and of those moved. */
  const ask = writer
    .prepare<[], [busy: number, log: number, moved: number]>('pragma wal_checkpoint(noop)')
    .raw();
  let timer: NodeJS.Timeout | undefined;
  let is_closed = false;

  const look = async (): Promise<void> => {
    try {
      const [, log = 0, moved = 0] = ask.get() ?? [];
      if (log - moved >= MOVED_PAGES) await thread.ask('checkpoint');
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
