/** A whole database to another, of either engine. */
import { CopyError, copyDatabase } from '../db/copy-database.ts';
import { reasonOf } from '../db/errors.ts';
import { makeNothingForOthers } from '../db/folder.ts';
import { CommandError } from './open.ts';

const URL_PATTERN = /^(file:.+|postgres(ql)?:\/\/.+)$/;

const SAID_EVERY = 10_000;

/** Copies `from` to `to` (database URLs), verified; says a line for each table. */
export const copy = async (from: string, to: string): Promise<void> => {
  makeNothingForOthers();
  for (const url of [from, to]) {
    if (!URL_PATTERN.test(url)) throw new CommandError(`${url} must be file:PATH or postgres://….`);
  }
  if (from === to) throw new CommandError('The two are the same database.');
  const say = (table: string, rows: number): void => {
    if (rows % SAID_EVERY === 0) console.error(`${table}: ${rows} rows`);
  };
  try {
    const counts = await copyDatabase(from, to, say);
    const rows = Object.values(counts).reduce((sum, n) => sum + n, 0);
    console.log(`${rows} rows in ${Object.keys(counts).length} tables are there, each the same.`);
    console.log(
      'Keys, drafts, source texts and the log’s private key are among them: keep it as safe as the first.',
    );
  } catch (error) {
    if (error instanceof CopyError) throw new CommandError(`The copy is not made: ${error.message}.`);
    throw new CommandError(`The copy broke off: ${reasonOf(error)}. The same command goes on with it.`);
  }
};
