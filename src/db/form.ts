/**
 * The form of the tables: the newest migration that was run. A newer version of the server may bring the database to
 * another form while this one runs; what this one would write from then on could be wrong.
 */
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { sql } from 'drizzle-orm';
import { engine } from './kit.ts';
import { migrationsFolder } from './migrations.ts';
import { select } from './statement.ts';
import type { Reader } from './types.ts';

const MIGRATED = engine === 'sqlite' ? '__drizzle_migrations' : 'drizzle.__drizzle_migrations';

/** When the newest migration was made that the database has, to select. */
export const FORM = sql<number>`(select max(created_at) from ${sql.raw(MIGRATED)})`.mapWith(Number);
const readForm = select({ form: FORM }, (query) => query.from(sql`(select 1 as one) as beginning`));

/** The form that this version knows. */
const OWN = readMigrationFiles({ migrationsFolder: migrationsFolder(engine) }).at(-1)?.folderMillis ?? 0;

/** Throws where `form` is one of a newer version. */
export const requireOwnForm = (form: number): void => {
  if (form > OWN) throw Object.assign(new Error('the database has a newer form'), { code: 'ONRECORD_FORM' });
};

/** The same, of a database. */
export const requireForm = async (on: Reader): Promise<void> => {
  const [row] = await readForm(on);
  requireOwnForm(row?.form ?? 0);
};
