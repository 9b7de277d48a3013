import { createServer } from '../app.ts';
import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { isBusy } from '../db/errors.ts';
import type { Server } from '../http/server.ts';

/** A command that ends with one plain sentence. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Opens and migrates the database that the settings name. */
export const openConfigured = async (config: Config): Promise<Database> => {
  try {
    return await openDatabase(config.ONRECORD_DATABASE_URL);
  } catch (error) {
    if (isBusy(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The database that ONRECORD_DATABASE_URL names cannot be opened: ${reason}.`);
  }
};

/** Opens the database for a command and closes it after. */
export const withServer = async <T>(config: Config, work: (server: Server) => Promise<T>): Promise<T> => {
  const database = await openConfigured(config);
  try {
    return await work(createServer(config, database));
  } finally {
    await database.close();
  }
};
