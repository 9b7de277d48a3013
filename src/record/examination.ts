/** Looks through the whole record for damage, where an error that nobody foresaw may come of it. */
import { ne, sql } from 'drizzle-orm';
import { unreadable } from '../db/errors.ts';
import { examinePages, sha256Of } from '../db/examination.ts';
import { select } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { documents } from './tables.ts';

/** A version whose text is not the one that its hash is of. */
const readAltered = select({ id: documents.subject_id, version: documents.version }, (query) =>
  query.from(documents).where(sql`${ne(sha256Of(documents.json), documents.sha256)} limit 1`),
);

/** Rejects with what says that the database is damaged where it is; `search` is its reader for what takes long. */
export const examineRecord = async (search: Reader): Promise<void> => {
  await examinePages(search);
  const [altered] = await readAltered(search);
  if (altered) {
    throw unreadable(new Error(`version ${altered.version} of ${altered.id} is not what was written`));
  }
};
