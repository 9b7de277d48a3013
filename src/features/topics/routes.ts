/** GET /v1/topics — the topics of published claims, with how many claims each has. */
import * as z from 'zod';
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
import { createTopicCounts, topicsThen } from '../../newsroom/claims/topics.ts';

const topic = z
  .strictObject({
    topic: z.string(),
    claims: z.int().min(1).meta({ description: 'Published claims with this topic' }),
  })
  .meta({ id: 'Topic' });

const { count: _, ...parameters } = listParameters;

export const topicRoutes: Routes = (app, services) => {
  const { search } = services.database;
  const current = createTopicCounts(search);
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
      const topics = past === undefined ? await current() : await topicsThen(search, past);
      const first = topics
        .filter(({ key }) => key > after)
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .slice(0, limit + 1);
      const { page, next } = pageOf(first, limit, fingerprint, (last) => [last.key, '']);
      const items = page.map(({ topic, claims }) => JSON.stringify({ topic, claims }));
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );
};
