import type { Config } from '../config.ts';
import { withServices } from './open.ts';

/** Opening a database migrates it. */
export const migrate = async (config: Config): Promise<void> => {
  await withServices(config, async () => undefined);
  console.log('The database is at the newest migration.');
};
