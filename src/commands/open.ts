import { statSync } from 'node:fs';
import { createServices } from '../services.ts';
import { type Config, databaseUrl } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { isBusy, reasonOf } from '../db/errors.ts';
import { closeToOthers, makeNothingForOthers } from '../db/folder.ts';
import { engineOf } from '../db/kit.ts';
import type { Database, Opening } from '../db/types.ts';
import { pathOfUrl } from '../db/url.ts';
import type { Services } from '../http/services.ts';
import { LIMITS } from '../limits.ts';
import { subjects } from '../newsroom/index.ts';
import { refold } from '../record/refold.ts';

/** A command that ends with one plain sentence. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** A file of 0 bytes is more often what a full disk or a failed copy left of a record than the place for a new one. */
const refuseEmpty = (path: string, { ONRECORD_EMPTY_FILE: allowed }: Config): void => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > 0 || allowed) return;
  throw new CommandError(
    `${path} is a file of 0 bytes: restore a backup, remove it, or set ONRECORD_EMPTY_FILE=true to begin a new record in it.`,
  );
};

/** Every so many entries a line says how far it is. */
const TOLD_EVERY = 10_000;
const tellProgress = (done: number, total: number): void => {
  if (done % TOLD_EVERY < LIMITS.refolded_per_change || done === total) {
    console.error(`Making anew what entries are found by: ${done} of ${total}.`);
  }
};

/** Opens and migrates the database that the settings name, and folds what it is found by as today’s code does. */
export const openConfigured = async (config: Config, opening: Opening = {}): Promise<Database> => {
  const url = config.ONRECORD_DATABASE_URL;
  makeNothingForOthers();
  if (engineOf(url) === 'sqlite') refuseEmpty(pathOfUrl(url), config);
  try {
    const database = await openDatabase(databaseUrl(config), {
      tell: (sentence) => console.error(sentence),
      ...opening,
    });
    // Only now is it known that the file is a record.
    if (engineOf(url) === 'sqlite') {
      for (const told of closeToOthers(pathOfUrl(url))) console.error(told);
    }
    await refold(database, subjects, tellProgress);
    return database;
  } catch (error) {
    if (isBusy(error)) throw error;
    throw new CommandError(
      `The database that ONRECORD_DATABASE_URL names cannot be opened: ${reasonOf(error)}.`,
    );
  }
};

/** Runs `work`, which reads what is `named`; throws one plain sentence where it cannot be read. */
export const reading = async <T>(named: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CommandError || isBusy(error)) throw error;
    throw new CommandError(`${named} cannot be read: ${reasonOf(error)}.`);
  }
};

/** Opens the database for a command and closes it after. */
export const withServices = async <T>(
  config: Config,
  work: (services: Services) => Promise<T>,
): Promise<T> => {
  const database = await openConfigured(config, { beside: true });
  try {
    return await work(createServices(config, database));
  } finally {
    await database.close();
  }
};
