import { createServices } from '../app.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import type { Database } from '../db/types.ts';
import { isBusy, reasonOf } from '../db/errors.ts';
import { closeToOthers, makeNothingForOthers } from '../db/folder.ts';
import { engineOf } from '../db/kit.ts';
import type { Services } from '../http/services.ts';

/** A command that ends with one plain sentence. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Opens and migrates the database that the settings name. */
export const openConfigured = async (config: Config): Promise<Database> => {
  const url = config.ONRECORD_DATABASE_URL;
  makeNothingForOthers();
  try {
    const database = await openDatabase(url);
    // Only now is it known that the file is a record.
    if (engineOf(url) === 'sqlite') {
      const { pathOfUrl } = await import('../db/open-sqlite.ts');
      for (const told of closeToOthers(pathOfUrl(url))) console.error(told);
    }
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
  const database = await openConfigured(config);
  try {
    return await work(createServices(config, database));
  } finally {
    await database.close();
  }
};
