/** GET /v1/topics — the topics of published claims, with how many claims each has. */
import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import * as z from 'zod';
import { literalLimit } from '../../db/queries.ts';
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
import { entries, entryTerms, termValues } from '../../record/tables.ts';
import { isPublicNow, ofTerm } from '../../record/terms.ts';

const topic = z
  .strictObject({
    topic: z.string(),
    claims: z.int().min(1).meta({ description: 'Published claims with this topic' }),
  })
  .meta({ id: 'Topic' });

/** Of each topic the spelling that most claims have; of several, the first in the order of their signs. */
const mostUsed = (
  spellings: readonly { key: string; topic: string; claims: number }[],
): Map<string, string> =>
  new Map(
    spellings
      .toSorted((a, b) => a.claims - b.claims || (a.topic < b.topic ? 1 : -1))
      .map(({ key, topic }) => [key, topic]),
  );

const { count: _, ...parameters } = listParameters;

export const topicRoutes: Routes = (app, services) => {
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
      // Whoever asks for topics has all claims counted.
      const { search: read } = services.database;
      const past = pastOf(services, as_of).as_of;
      const isPublic =
        past === undefined
          ? isPublicNow
          : and(
              sql`${entryTerms.listed_as} >= 0`,
              inArray(
                entryTerms.entry_id,
                read
                  .select({ id: entries.id })
                  .from(entries)
                  .where(and(eq(entries.type, 'claim'), eq(entries.publication, 'published'), inForce(past))),
              ),
            );
      const rows = await read
        .select({ key: termValues.value, claims: sql<number>`count(*)`.mapWith(Number) })
        .from(termValues)
        .innerJoin(entryTerms, ofTerm)
        .where(and(eq(termValues.field, 'claim.topic'), isPublic, gt(termValues.value, after)))
        .groupBy(termValues.value)
        .orderBy(literalLimit(asc(termValues.value), limit + 1));
      const { page: shown, next } = pageOf(rows, limit, fingerprint, (last) => [last.key, '']);
      const last = shown.at(-1);
      const spellings =
        last &&
        (await read
          .select({ key: termValues.value, topic: entryTerms.label, claims: sql`count(*)`.mapWith(Number) })
          .from(termValues)
          .innerJoin(entryTerms, ofTerm)
          .where(
            and(
              eq(termValues.field, 'claim.topic'),
              isPublic,
              gt(termValues.value, after),
              lte(termValues.value, last.key),
            ),
          )
          .groupBy(termValues.value, entryTerms.label));
      const most = mostUsed(spellings ?? []);
      const items = shown.map(({ key, claims }) => JSON.stringify({ topic: most.get(key) ?? '', claims }));
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );
};
