/** The one way out for one: the current document of a subject, or the one of an instant or a version. */
import {
  and,
  eq,
  gt,
  isNull,
  lte,
  max,
  or,
  type Placeholder,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import type { Reader } from '../db/types.ts';
import { select } from '../db/statement.ts';
import type { DocumentFacts } from './present.ts';
import { documents, entries, type Publication } from './tables.ts';

/** A document as found. */
export interface Found extends DocumentFacts {
  publication: Publication;
  json: string;
}

/** The number of the last entry; null where there is none. */
export const lastEntry = select({ id: max(entries.id) }, (query) => query.from(entries));

/** The entry of a version by its place in the log. */
export const entryOfLeaf = select({ id: entries.id }, (query) =>
  query
    .from(documents)
    .innerJoin(
      entries,
      and(eq(entries.subject_id, documents.subject_id), eq(entries.leaf_index, documents.leaf_index)),
    )
    // As the index of what was public says it, so that it serves.
    .where(
      and(eq(documents.leaf_index, sql.placeholder('leaf_index')), sql`${entries.publication} <> 'draft'`),
    ),
);

export const documentOfEntry = eq(documents.leaf_index, entries.leaf_index);

/**
 * Which entries stand now, or were public at an instant. Of what is or was public there are indexes, which serve where
 * `publication` is the column itself.
 */
export const inForce = (
  as_of?: string | Placeholder,
  publication: SQLWrapper = entries.publication,
): SQL | undefined =>
  as_of === undefined
    ? isNull(entries.valid_to)
    : and(
        sql`${publication} <> 'draft'`,
        lte(entries.valid_from, as_of),
        or(isNull(entries.valid_to), gt(entries.valid_to, as_of)),
      );

const found = {
  publication: entries.publication,
  json: documents.json,
  sha256: documents.sha256,
  deadline_facts: documents.deadline_facts,
};

const ofSubject = eq(entries.subject_id, sql.placeholder('id'));
const current = select(found, (query) =>
  query.from(entries).innerJoin(documents, documentOfEntry).where(and(ofSubject, inForce())),
);
const asOf = select(found, (query) =>
  query
    .from(entries)
    .innerJoin(documents, documentOfEntry)
    .where(and(ofSubject, inForce(sql.placeholder('as_of')))),
);

/** Reads single documents. */
export const createItems = (connection: Reader) => ({
  /** The public document of `id` now, or as it stood at the instant `as_of`; null when there was none. */
  find: async (id: string, as_of?: string): Promise<Found | null> => {
    const [found] = await (as_of === undefined
      ? current(connection, { id })
      : asOf(connection, { id, as_of }));
    return found ?? null;
  },
});

export type Items = ReturnType<typeof createItems>;
