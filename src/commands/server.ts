import { createServer } from '../app.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import type { Server } from '../http/server.ts';

/** A command that ends with one plain sentence. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Opens the database for a command and closes it after. */
export const withServer = async <T>(config: Config, work: (server: Server) => Promise<T>): Promise<T> => {
  const database = await openDatabase(config.ONRECORD_DATABASE_URL);
  try {
    return await work(createServer(config, database));
  } finally {
    await database.close();
  }
};
