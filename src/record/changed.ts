/** What became public since a size of the log, and which answers show it: whole lists need not be read again to know. */
import { and, asc, getTableColumns, gte, isNull, or, sql } from 'drizzle-orm';
import { literalLimit } from '../db/queries.ts';
import { isAmong, isAmongNumbers, listed, listedNumbers, select } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { typeOf } from './ids.ts';
import type { Filter } from './list-query.ts';
import { logSize } from './log.ts';
import { documents, entries, entryTerms, termValues } from './tables.ts';
import { ofTerm } from './terms.ts';

/** What an answer shows, where it shows nothing else: one document, or a list of them. */
export type Shown = { subject_id: string } | ShownList;
interface ShownList {
  type: string;
  filters: readonly Filter[];
}

/** How a thing stood before or after a change, as lists find it. */
export interface FoundBy {
  row: typeof entries.$inferSelect;
  terms: ReadonlyMap<string, readonly FoundTerm[]>;
}
interface FoundTerm {
  value: string;
  label: string;
}

/** One thing with new versions, and all that lists found or find it by since before the first of them. */
export interface ChangedSubject {
  subject_id: string;
  type: string;
  foundBy: readonly FoundBy[];
}

export interface Changes {
  /** Of the log, now. */
  size: number;
  /** Null where more changed than is worth telling apart. */
  subjects: ChangedSubject[] | null;
}

const newDocuments = select(
  {
    leaf_index: documents.leaf_index,
    subject_id: documents.subject_id,
    published_at: documents.published_at,
  },
  (query) =>
    query
      .from(documents)
      .where(gte(documents.leaf_index, sql.placeholder('size')))
      .orderBy(literalLimit(asc(documents.leaf_index), LIMITS.changes_told_apart + 1)),
);

const entriesSince = select(getTableColumns(entries), (query) =>
  query.from(entries).where(
    and(
      isAmong(entries.subject_id, 'ids'),
      // As the index says it, so that it serves.
      sql`${entries.publication} <> 'draft'`,
      or(isNull(entries.valid_to), gte(entries.valid_to, sql.placeholder('since'))),
    ),
  ),
);

const termsOf = select(
  {
    entry_id: entryTerms.entry_id,
    field: termValues.field,
    value: termValues.value,
    label: entryTerms.label,
  },
  (query) =>
    query
      .from(entryTerms)
      .innerJoin(termValues, ofTerm)
      .where(isAmongNumbers(entryTerms.entry_id, 'entry_ids')),
);

/** What became public since the log had this size. */
export const changesSince = async (read: Reader, size: number): Promise<Changes> => {
  const fresh = await newDocuments(read, { size });
  const [first] = fresh;
  if (!first) return { size, subjects: [] };
  if (fresh.length > LIMITS.changes_told_apart) return { size: await logSize(read), subjects: null };
  const ids = [...new Set(fresh.map(({ subject_id }) => subject_id))];
  const rows = await entriesSince(read, { ids: listed(ids), since: first.published_at });
  const terms = await termsOf(read, { entry_ids: listedNumbers(rows.map(({ id }) => id)) });
  const termsByEntry = Map.groupBy(terms, ({ entry_id }) => entry_id);
  const foundBy = (row: FoundBy['row']): FoundBy => ({
    row,
    terms: Map.groupBy(termsByEntry.get(row.id) ?? [], ({ field }) => field),
  });
  const bySubject = Map.groupBy(rows, ({ subject_id }) => subject_id);
  return {
    size: (fresh.at(-1)?.leaf_index ?? size) + 1,
    subjects: ids.map((subject_id) => ({
      subject_id,
      type: typeOf(subject_id),
      foundBy: (bySubject.get(subject_id) ?? []).map(foundBy),
    })),
  };
};

/** Whether a filter may let this through: days that are known in part are not looked at. */
const letsThrough =
  (type: string, { row, terms }: FoundBy) =>
  (filter: Filter): boolean => {
    if ('any' in filter) return filter.any.some((all) => all.every(letsThrough(type, { row, terms })));
    if ('term' in filter) {
      const has = terms.get(`${type}.${filter.term}`) ?? [];
      return has.some(({ value }) => filter.values.includes(value));
    }
    if ('values' in filter) return filter.values.includes(row[filter.column]);
    return true;
  };

/**
 * Whether a list may show something else after this change: it found the thing before or finds it now. `isNamed`: its
 * type is asked for by names, so that what other lists are filtered by may now be another.
 */
export const mayShow = ({ type, filters }: ShownList, changed: ChangedSubject, isNamed: boolean): boolean =>
  changed.type === type
    ? changed.foundBy.some((found) => filters.every(letsThrough(type, found)))
    : isNamed && filters.some((filter) => 'term' in filter || 'any' in filter);
