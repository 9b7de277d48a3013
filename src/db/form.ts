/**
 * The form of the tables: the newest migration that was run. A newer version of the server may bring the database to
 * another form while this one runs; what this one would write from then on could be wrong, so every transaction that
 * writes looks at it first.
 */
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { type Engine, engine } from './kit.ts';
import { migrationsFolder } from './migrations.ts';
import type { Reader } from './types.ts';

const NEWEST: Record<Engine, string> = {
  sqlite: 'select max(created_at) from __drizzle_migrations',
  postgresql: 'select max(created_at) from drizzle.__drizzle_migrations',
};

/** The form that this version knows. */
const ownForm = (of: Engine): number =>
  readMigrationFiles({ migrationsFolder: migrationsFolder(of) }).at(-1)?.folderMillis ?? 0;
const OWN = ownForm(engine);

/**
 * Throws where the database has the form of a newer version. `of` is the other engine than this process's where one is
 * copied to it.
 */
export const requireForm = async ({ driver }: Reader, of: Engine = engine): Promise<void> => {
  const [[form] = []] = await driver.run({ text: NEWEST[of], name: 'form' }, []);
  if (Number(form ?? 0) > (of === engine ? OWN : ownForm(of)))
    throw Object.assign(new Error('the database has a newer form'), { code: 'ONRECORD_FORM' });
};
