import type { Config } from '../config.ts';
import { withServer } from './server.ts';

/** Opening a database migrates it. */
export const migrate = async (config: Config): Promise<void> => {
  await withServer(config, async (server) => server.database.ping());
  console.log('The database is at the newest migration.');
};
