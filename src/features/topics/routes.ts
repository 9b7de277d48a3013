/** GET /v1/topics — the topics of published claims, with how many claims each has. */
import { and, count, eq, inArray, sql } from 'drizzle-orm';
import * as z from 'zod';
import { select } from '../../db/statement.ts';
import type { Connection, Reader } from '../../db/types.ts';
import type { Routes } from '../../http/app.ts';
import {
  pageOf,
  keysOf,
  listOf,
  listParameters,
  pastOf,
  pastParameters,
  sendPage,
} from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { inForce } from '../../record/items.ts';
import { createRunningCounts } from '../../record/running-counts.ts';
import { entries, entryTerms, termValues } from '../../record/tables.ts';
import { isPublicNow, ofTerm } from '../../record/terms.ts';

const topic = z
  .strictObject({
    topic: z.string(),
    claims: z.int().min(1).meta({ description: 'Published claims with this topic' }),
  })
  .meta({ id: 'Topic' });

interface Topic {
  key: string;
  topic: string;
  claims: number;
}

/** The first topics of these spellings after one, in order, each spelt as most claims spell it; of several as the first in the order of their signs. */
const topicsAfter = (after: string, count: number, spellings: readonly Topic[]): Topic[] =>
  [
    ...Map.groupBy(
      spellings.filter(({ key, claims }) => claims > 0 && key > after),
      ({ key }) => key,
    ),
  ]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, count)
    .map(([key, of]) => ({
      key,
      topic: of.toSorted((a, b) => b.claims - a.claims || (a.topic < b.topic ? -1 : 1))[0]?.topic ?? '',
      claims: of.reduce((sum, { claims }) => sum + claims, 0),
    }));

const TOPIC = 'claim.topic';

const everySpelling = select(
  { key: termValues.value, topic: entryTerms.label, claims: count().as('claims') },
  (query) =>
    query
      .from(termValues)
      .innerJoin(entryTerms, ofTerm)
      .where(and(eq(termValues.field, TOPIC), isPublicNow))
      .groupBy(termValues.value, entryTerms.label),
);

/** No text has it. */
const BETWEEN = '\0';

/** Gives the spellings of today: all are counted once, and moved along with each change. */
const createSpellings = (connection: Reader): (() => Promise<Topic[]>) => {
  const counts = createRunningCounts(connection, {
    count: async () =>
      (await everySpelling(connection)).map(
        ({ key, topic, claims }) => [key + BETWEEN + topic, claims] as const,
      ),
    keysOf: (type, { row, terms }) =>
      type === 'claim' && row.publication === 'published'
        ? (terms.get(TOPIC) ?? []).map(({ value, label }) => value + BETWEEN + label)
        : [],
  });
  return async () =>
    [...(await counts())].map(([spelling, claims]) => {
      const [key = '', topic = ''] = spelling.split(BETWEEN);
      return { key, topic, claims };
    });
};

/** The spellings as the record stood then. */
const spellingsThen = (read: Connection, as_of: string): Promise<Topic[]> => {
  const published = read
    .select({ id: entries.id })
    .from(entries)
    .where(and(eq(entries.type, 'claim'), eq(entries.publication, 'published'), inForce(as_of)));
  return read
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
};

const { count: _, ...parameters } = listParameters;

export const topicRoutes: Routes = (app, services) => {
  const { search } = services.database;
  const current = createSpellings(search);
  app.get(
    '/v1/topics',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Topics'],
        operationId: 'listTopics',
        summary: 'Topics of published claims, in alphabetical order',
        description:
          'By the Unicode collation algorithm. Spellings that differ in case, accents or composition are one topic, shown as most claims spell it.',
        querystring: z.strictObject({ ...pastParameters, ...parameters }),
        response: { 200: json('Topics', listOf(topic)) },
      },
    },
    async (request, reply) => {
      const { limit, cursor, as_of } = request.query;
      const fingerprint = `topics ${as_of ?? ''}`;
      const [after] = keysOf(cursor, fingerprint) ?? [''];
      const { as_of: past } = pastOf(services, as_of);
      const spellings = past === undefined ? await current() : await spellingsThen(search, past);
      const topics = topicsAfter(after, limit + 1, spellings);
      const { page, next } = pageOf(topics, limit, fingerprint, (last) => [last.key, '']);
      const items = page.map(({ topic, claims }) => JSON.stringify({ topic, claims }));
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );
};
