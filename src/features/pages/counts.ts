/** How much there is of what, kept while the record changes: so that no page counts a large record. */
import { and, count, eq, sql } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import { LIMITS } from '../../limits.ts';
import { createPromiseCounts, type PromiseCounts } from '../../newsroom/promises/summary.ts';
import { createRunningCounts } from '../../record/running-counts.ts';
import { entries, entryTerms, termValues } from '../../record/tables.ts';
import { isPublicNow, ofTerm, termNumber } from '../../record/terms.ts';

export interface Topic {
  topic: string;
  claims: number;
}

export interface Counts {
  promises: PromiseCounts;
  /** How many there are of each type. */
  types(): Promise<ReadonlyMap<string, number>>;
  /** The topics of published claims, the commonest first, each spelt as in its latest claim. */
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

const createTypes = (connection: Reader): Counts['types'] =>
  createRunningCounts(connection, {
    count: async () => (await everyType(connection)).map(({ type, things }) => [type, things] as const),
    keysOf: (type, { row }) => (row.publication === 'published' ? [type] : []),
  });

const TOPIC = 'claim.topic';

const everyTopic = select({ key: termValues.value, claims: count().as('claims') }, (query) =>
  query
    .from(termValues)
    .innerJoin(entryTerms, ofTerm)
    .where(and(eq(termValues.field, TOPIC), isPublicNow))
    .groupBy(termValues.value),
);

const latestSpelling = select({ topic: entryTerms.label }, (query) =>
  query
    .from(entryTerms)
    .where(and(sql`${entryTerms.term_id} = ${termNumber(TOPIC, sql.placeholder('key'))}`, isPublicNow))
    .orderBy(literalLimit(sql`${entryTerms.on_date} desc`, 1)),
);

const createTopics = (connection: Reader): Counts['topics'] => {
  /** How the latest claim spells a topic, of those that were shown. */
  const spelt = new Map<string, string>();
  const counts = createRunningCounts(connection, {
    count: async () => (await everyTopic(connection)).map(({ key, claims }) => [key, claims] as const),
    keysOf: (type, { row, terms }) =>
      type === 'claim' && row.publication === 'published'
        ? (terms.get(TOPIC) ?? []).map(({ value }) => value)
        : [],
    changed: (keys) => {
      for (const key of keys ?? [...spelt.keys()]) spelt.delete(key);
    },
  });

  const spelling = async (key: string): Promise<string> => {
    const known = spelt.get(key);
    if (known !== undefined) return known;
    const [latest] = await latestSpelling(connection, { key });
    const topic = latest?.topic ?? '';
    spelt.set(key, topic);
    return topic;
  };

  return async () => {
    const common = [...(await counts())]
      .filter(([, claims]) => claims > 0)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, LIMITS.topics_shown);
    return Promise.all(common.map(async ([key, claims]) => ({ topic: await spelling(key), claims })));
  };
};
