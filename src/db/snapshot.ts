/** Reading a database as it stands at one moment: nothing is migrated and nothing written. */

import { engineOf } from './kit.ts';
import type { Connection } from './types.ts';

/** Runs `work` on one snapshot of the database at `url`. Throws where there is none. */
export const readSnapshot = async <T>(
  url: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  if (engineOf(url) === 'postgresql') {
    const { readPostgres } = await import('./open-postgres.ts');
    return readPostgres(url, work);
  }
  const { readSqlite } = await import('./open-sqlite.ts');
  return readSqlite(url, work);
};
