/** Opens the database of either engine and migrates it. */
import { engineOf } from './kit.ts';
import type { Connection, Database, Opening } from './types.ts';
import { pathOfUrl } from './url.ts';

/**
 * Opens the database `url` names (`file:PATH` or `postgres://…`, its replicas after it with blanks between), brings it
 * to the newest migration, and makes again what guards it where that is missing.
 */
export const openDatabase = async (url: string, opening: Opening = {}): Promise<Database> => {
  if (engineOf(url) === 'postgresql') {
    const { openPostgres } = await import('./open-postgres.ts');
    return openPostgres(url, opening);
  }
  const { openSqlite } = await import('./open-sqlite.ts');
  return openSqlite(pathOfUrl(url), opening);
};

/** A connection of its own that only reads, for a thread; nothing is migrated. Throws where there is no database. */
export const openReader = async (url: string): Promise<{ read: Connection; close: () => Promise<void> }> => {
  if (engineOf(url) === 'postgresql') {
    const { openPostgresReader } = await import('./open-postgres.ts');
    return openPostgresReader(url);
  }
  const { openSqliteReader } = await import('./open-sqlite.ts');
  return openSqliteReader(url);
};
