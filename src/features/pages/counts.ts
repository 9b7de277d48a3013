/** How much there is of what, kept while the record changes: so that no page counts a large record. */
import { count, sql } from 'drizzle-orm';
import { select } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import { LIMITS } from '../../limits.ts';
import { createTopicCounts, type Topic } from '../../newsroom/claims/topics.ts';
import { createPromiseCounts, type PromiseCounts } from '../../newsroom/promises/summary.ts';
import { createRunningCounts } from '../../record/running-counts.ts';
import { entries } from '../../record/tables.ts';

export interface Counts {
  promises: PromiseCounts;
  /** How many there are of each type. */
  types(): Promise<ReadonlyMap<string, number>>;
  /** The topics of published claims, the commonest first. */
  topics(): Promise<Topic[]>;
}

export const createCounts = (connection: Reader): Counts => ({
  promises: createPromiseCounts(connection),
  types: createTypes(connection),
  topics: createTopics(connection),
});

const everyType = select({ type: entries.type, things: count().as('things') }, (query) =>
  query
    .from(entries)
    .where(sql`${entries.publication} = 'published' and ${entries.valid_to} is null`)
    .groupBy(entries.type),
);

const createTypes = (connection: Reader): Counts['types'] => {
  const counts = createRunningCounts(connection, {
    count: async () => (await everyType(connection)).map(({ type, things }) => [[type], things] as const),
    keysOf: (type, { row }) => (row.publication === 'published' ? [[type]] : []),
  });
  return async () => new Map((await counts()).map(([[type], things]) => [type, things]));
};

const createTopics = (connection: Reader): Counts['topics'] => {
  const topics = createTopicCounts(connection);
  return async () =>
    (await topics())
      .sort((a, b) => b.claims - a.claims || (a.key < b.key ? -1 : 1))
      .slice(0, LIMITS.topics_shown);
};
