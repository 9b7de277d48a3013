/** The topics of published claims, with how many claims each has. */
import { and, count, eq, inArray, sql } from 'drizzle-orm';
import { select } from '../../db/statement.ts';
import type { Connection, Reader } from '../../db/types.ts';
import { inForce } from '../../record/items.ts';
import { createRunningCounts } from '../../record/running-counts.ts';
import { entries, entryTerms, termValues } from '../../record/tables.ts';
import { isPublicNow, ofTerm } from '../../record/terms.ts';

export interface Topic {
  /** What it is listed under (`text/topics.ts`). */
  key: string;
  /** As most claims spell it; of several spellings the first in the order of their signs. */
  topic: string;
  claims: number;
}

const TOPIC = 'claim.topic';

/** Each topic once, of its spellings. */
const topicsOf = (spellings: readonly Topic[]): Topic[] =>
  [...Map.groupBy(spellings, ({ key }) => key)].map(([key, of]) => ({
    key,
    topic: of.toSorted((a, b) => b.claims - a.claims || (a.topic < b.topic ? -1 : 1))[0]?.topic ?? '',
    claims: of.reduce((sum, { claims }) => sum + claims, 0),
  }));

const everySpelling = select(
  { key: termValues.value, topic: entryTerms.label, claims: count().as('claims') },
  (query) =>
    query
      .from(termValues)
      .innerJoin(entryTerms, ofTerm)
      .where(and(eq(termValues.field, TOPIC), isPublicNow))
      .groupBy(termValues.value, entryTerms.label),
);

/** Gives what answers the topics of today, in no order: all are counted once, and moved along with each change. */
export const createTopicCounts = (connection: Reader): (() => Promise<Topic[]>) => {
  const counts = createRunningCounts(connection, {
    count: async () =>
      (await everySpelling(connection)).map(({ key, topic, claims }) => [[key, topic], claims] as const),
    keysOf: (type, { row, terms }) =>
      type === 'claim' && row.publication === 'published'
        ? (terms.get(TOPIC) ?? []).map(({ value, label }) => [value, label] as const)
        : [],
  });
  return async () => topicsOf((await counts()).map(([[key, topic], claims]) => ({ key, topic, claims })));
};

/** The topics as the record stood then, in no order. */
export const topicsThen = async (read: Connection, as_of: string): Promise<Topic[]> => {
  const published = read
    .select({ id: entries.id })
    .from(entries)
    .where(and(eq(entries.type, 'claim'), eq(entries.publication, 'published'), inForce(as_of)));
  const spellings = await read
    .select({ key: termValues.value, topic: entryTerms.label, claims: count() })
    .from(termValues)
    .innerJoin(entryTerms, ofTerm)
    .where(
      and(
        eq(termValues.field, TOPIC),
        sql`${entryTerms.listed_as} >= 0`,
        inArray(entryTerms.entry_id, published),
      ),
    )
    .groupBy(termValues.value, entryTerms.label);
  return topicsOf(spellings);
};
