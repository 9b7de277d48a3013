/** Looks through the whole record for what an error that nobody foresaw may come of. */
import { ne, sql } from 'drizzle-orm';
import { unreadable } from '../db/errors.ts';
import { examinePages, hasSums, sha256Of } from '../db/examination.ts';
import { requireForm } from '../db/form.ts';
import { select } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { documents } from './tables.ts';

/** A version whose text is not the one that its hash is of. */
const readAltered = select({ id: documents.subject_id, version: documents.version }, (query) =>
  query.from(documents).where(sql`${ne(sha256Of(documents.json), documents.sha256)} limit 1`),
);

/** Rejects with what is wrong with the database, where something is; `search` is its reader for what takes long. */
export const examineRecord = async (search: Reader): Promise<void> => {
  await requireForm(search);
  if (hasSums) return;
  await examinePages(search);
  const [altered] = await readAltered(search);
  if (altered) {
    throw unreadable(new Error(`version ${altered.version} of ${altered.id} is not what was written`));
  }
};
