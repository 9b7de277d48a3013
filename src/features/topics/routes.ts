/** GET /v1/topics — the topics of published claims, with how many claims each has. */
import { and, asc, eq, gt, ne, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Routes } from '../../app.ts';
import { literalLimit } from '../../db/queries.ts';
import { decodeCursor, encodeCursor, listOf, listParameters, sendPage } from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { entryTerms } from '../../record/tables.ts';

const topic = z
  .strictObject({
    topic: z.string(),
    claims: z.int().min(1).meta({ description: 'Published claims with this topic' }),
  })
  .meta({ id: 'Topic' });

const { count: _, ...parameters } = listParameters;
/** Cursors of other lists are bound to their filters; topics have none. */
const FINGERPRINT = 'topics';

export const topicRoutes: Routes = (app, server) => {
  app.get(
    '/v1/topics',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Topics'],
        operationId: 'listTopics',
        summary: 'Topics of published claims, in the order of their letters',
        querystring: z.strictObject(parameters),
        response: { 200: json('Topics', listOf(topic)) },
      },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query;
      const position = cursor === undefined ? null : decodeCursor(cursor, FINGERPRINT);
      const after = position && 'keys' in position ? position.keys[0] : '';
      const rows = await server.database.read
        .select({ topic: entryTerms.value, claims: sql<number>`count(*)`.mapWith(Number) })
        .from(entryTerms)
        .where(
          and(
            eq(entryTerms.field, 'claim.topic'),
            sql`${entryTerms.current}`,
            ne(entryTerms.published_at, ''),
            gt(entryTerms.value, after),
          ),
        )
        .groupBy(entryTerms.value)
        .orderBy(literalLimit(asc(entryTerms.value), limit + 1));
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const next = rows.length > limit && last ? encodeCursor(FINGERPRINT, { keys: [last.topic, ''] }) : null;
      const items = shown.map((row) => JSON.stringify(row));
      return sendPage(server, request, reply, { items, tags: items.join(''), next });
    },
  );
};
