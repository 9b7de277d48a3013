/** Copying a SQLite database while others write to it, and looking into a copy. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';

/** Few pages a step, and a rest after each, so that the disk is free for the server's commits in between. */
const STEP_PAGES = 128;
const REST_MS = 5;
const rest = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, REST_MS);

const OWNER_ONLY = 0o600;

/** Files that SQLite keeps beside a database. */
const companions = (path: string): string[] => [`${path}-wal`, `${path}-shm`, `${path}-journal`];

/** Whether anything of a database stands at `path`. */
export const isTaken = (path: string): boolean =>
  [path, ...companions(path)].some((file) => existsSync(file));

/** Makes the new file `to`, whole or not at all: `make` writes it under another name, and throws to refuse it. */
export const makeWhole = async (to: string, make: (partial: string) => Promise<void>): Promise<void> => {
  const partial = `${to}.partial`;
  const discard = () => {
    for (const file of [partial, ...companions(partial)]) rmSync(file, { force: true });
  };
  discard();
  try {
    await make(partial);
    renameSync(partial, to);
  } finally {
    discard();
  }
};

/**
 * Copies the database at `from`, as it stands now, to the one new file `to`. Writers go on meanwhile; what they write
 * is not in the copy.
 */
export const copySqlite = async (
  from: string,
  to: string,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<void> => {
  await copyPages(from, to, progress);
  becomeOneFile(to);
};

/** So many steps are brought to the disk at once: one great flush at the end would hold up the server's own. */
const STEPS_A_FLUSH = 8;

const copyPages = async (
  from: string,
  to: string,
  progress: (done: number, total: number) => void,
): Promise<void> => {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true });
  const copy = openSync(to, 'w', OWNER_ONLY);
  let steps = 0;
  try {
    // The open transaction pins the moment that is copied: else every write would start the copy anew.
    source.exec('BEGIN');
    source.prepare('select count(*) from sqlite_schema').get();
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        progress(totalPages - remainingPages, totalPages);
        steps += 1;
        if (steps % STEPS_A_FLUSH === 0) fsyncSync(copy);
        rest();
        return STEP_PAGES;
      },
    });
  } finally {
    closeSync(copy);
    source.close();
  }
};

/** Leaves write-ahead logging, so that the copy is one file, and brings it to the disk. */
const becomeOneFile = (path: string): void => {
  const copy = new Sqlite(path);
  copy.pragma('journal_mode = DELETE');
  copy.close();
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
};

/** What SQLite itself finds wrong in a database file; empty when nothing. */
export const faultsOf = (path: string): string[] => {
  const file = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    const rows = file.prepare<[], string>('pragma integrity_check(20)').pluck().all();
    const orphans = file.prepare('pragma foreign_key_check').all().length;
    return [
      ...rows.filter((row) => row !== 'ok'),
      ...(orphans > 0 ? [`${orphans} rows point to rows that are missing`] : []),
    ];
  } finally {
    file.close();
  }
};

/** How many rows each table has, by its name. */
export const countRows = (path: string): Record<string, number> => {
  const file = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    const names = file
      .prepare<[], string>(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
      )
      .pluck()
      .all();
    const count = (name: string) => Number(file.prepare(`select count(*) from "${name}"`).pluck().get());
    return Object.fromEntries(names.map((name) => [name, count(name)]));
  } finally {
    file.close();
  }
};
