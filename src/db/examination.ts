/** Looks for damage of which the engine tells only when it is asked to read everything. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { unreadable } from './errors.ts';
import { engine } from './kit.ts';
import type { Reader } from './types.ts';

/** Whether the engine keeps sums of its pages, and so tells of damage by itself. */
export const hasSums = engine === 'postgresql';

/** Reads all pages of a SQLite file. Rejects with what says that it is damaged. */
export const examinePages = async (on: Reader): Promise<void> => {
  const [[found] = []] = await on.driver.run({ text: 'pragma quick_check(1)', name: 'quick_check' }, []);
  if (found !== 'ok') throw unreadable(new Error(String(found)));
};

/** The SHA-256 of a text column in hexadecimal, for queries of SQLite that run on `Database.search`. */
export const sha256Of = (column: SQLWrapper): SQL => sql`sha256(${column})`;
