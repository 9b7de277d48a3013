/** The one way out for one: the current document of a subject, or the one of an instant or a version. */
import { and, eq, gt, isNull, lte, ne, or, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../db/types.ts';
import { prepared } from '../db/queries.ts';
import type { Kept } from './present.ts';
import type { Publication } from './record.ts';
import { documents, entries } from './tables.ts';

/** A document as found. */
export interface Found extends Kept {
  publication: Publication;
  json: string;
}

export const documentOfEntry = eq(documents.leaf_index, entries.leaf_index);

/** Which entries stand now, or stood at an instant. */
export const inForce = (as_of?: string | Placeholder): SQL | undefined =>
  as_of === undefined
    ? isNull(entries.valid_to)
    : and(lte(entries.valid_from, as_of), or(isNull(entries.valid_to), gt(entries.valid_to, as_of)));

const select = (connection: Connection) =>
  connection
    .select({
      publication: entries.publication,
      json: documents.json,
      sha256: documents.sha256,
      deadline_facts: documents.deadline_facts,
    })
    .from(entries)
    .innerJoin(documents, documentOfEntry);

const ofSubject = eq(entries.subject_id, sql.placeholder('id'));
const current = prepared((connection) => select(connection).where(and(ofSubject, inForce())));
const asOf = prepared((connection) =>
  select(connection).where(
    and(ofSubject, ne(entries.publication, 'draft'), inForce(sql.placeholder('as_of'))),
  ),
);

/** Reads single documents. */
export const createItems = (connection: Connection) => ({
  /** The public document of `id` now, or as it stood at the instant `as_of`; null when there was none. */
  find: async (id: string, as_of?: string): Promise<Found | null> => {
    const [found] = await (as_of === undefined
      ? current(connection, { id })
      : asOf(connection, { id, as_of }));
    return found ?? null;
  },
});

export type Items = ReturnType<typeof createItems>;
