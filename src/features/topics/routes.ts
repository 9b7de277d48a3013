/** GET /v1/topics — the topics of published claims, with how many claims each has. */
import { and, asc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { literalLimit } from '../../db/queries.ts';
import {
  encodeCursor,
  keysOf,
  listOf,
  listParameters,
  pastOf,
  pastParameters,
  sendPage,
} from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { inForce } from '../../record/items.ts';
import { entries, entryTerms } from '../../record/tables.ts';

const topic = z
  .strictObject({
    topic: z.string(),
    claims: z.int().min(1).meta({ description: 'Published claims with this topic' }),
  })
  .meta({ id: 'Topic' });

const { count: _, ...parameters } = listParameters;

export const topicRoutes: Routes = (app, services) => {
  app.get(
    '/v1/topics',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Topics'],
        operationId: 'listTopics',
        summary: 'Topics of published claims, in the order of their letters',
        querystring: z.strictObject({ ...pastParameters, ...parameters }),
        response: { 200: json('Topics', listOf(topic)) },
      },
    },
    async (request, reply) => {
      const { limit, cursor, as_of } = request.query;
      const fingerprint = `topics ${as_of ?? ''}`;
      const [after] = keysOf(cursor, fingerprint) ?? [''];
      const { read } = services.database;
      const past = pastOf(services, as_of).as_of;
      const isPublic =
        past === undefined
          ? and(sql`${entryTerms.current}`, ne(entryTerms.published_at, ''))
          : inArray(
              entryTerms.entry_id,
              read
                .select({ id: entries.id })
                .from(entries)
                .where(and(eq(entries.type, 'claim'), eq(entries.publication, 'published'), inForce(past))),
            );
      const rows = await read
        .select({ topic: entryTerms.value, claims: sql<number>`count(*)`.mapWith(Number) })
        .from(entryTerms)
        .where(and(eq(entryTerms.field, 'claim.topic'), isPublic, gt(entryTerms.value, after)))
        .groupBy(entryTerms.value)
        .orderBy(literalLimit(asc(entryTerms.value), limit + 1));
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const next = rows.length > limit && last ? encodeCursor(fingerprint, { keys: [last.topic, ''] }) : null;
      const items = shown.map((row) => JSON.stringify(row));
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );
};
