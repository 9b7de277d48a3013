/**
 * The form of the tables: the newest migration that was run. A newer version of the server may bring the database to
 * another form while this one runs; what this one would write from then on could be wrong.
 */
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { sql } from 'drizzle-orm';
import { type Engine, engine } from './kit.ts';
import { migrationsFolder } from './migrations.ts';
import type { Reader } from './types.ts';

const NEWEST: Record<Engine, string> = {
  sqlite: 'select max(created_at) from __drizzle_migrations',
  postgresql: 'select max(created_at) from drizzle.__drizzle_migrations',
};

/** When the newest migration was made that the database has, to select. */
export const FORM = sql<number>`(${sql.raw(NEWEST[engine])})`.mapWith(Number);

/** The form that this version knows. */
const ownForm = (of: Engine): number =>
  readMigrationFiles({ migrationsFolder: migrationsFolder(of) }).at(-1)?.folderMillis ?? 0;
const OWN = ownForm(engine);

/** Throws where `form` is one of a newer version. */
export const requireOwnForm = (form: number, own = OWN): void => {
  if (form > own) throw Object.assign(new Error('the database has a newer form'), { code: 'ONRECORD_FORM' });
};

/** The same, of a database; of the other engine than this process’s where one is copied to it. */
export const requireForm = async ({ driver }: Reader, of: Engine = engine): Promise<void> => {
  const [[form] = []] = await driver.run({ text: NEWEST[of], name: 'form' }, []);
  requireOwnForm(Number(form ?? 0), of === engine ? OWN : ownForm(of));
};
