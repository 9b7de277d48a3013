/** GET /v1/changes — every public version in the order of the log, for programs that keep a copy. */
import { and, asc, gt, sql } from 'drizzle-orm';
import * as z from 'zod';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import { send } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { wholeNumber } from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { LIMITS } from '../../limits.ts';
import { etagOf } from '../../record/present.ts';
import { documents } from '../../record/tables.ts';
import { createGrowth } from './growth.ts';

const change = z
  .strictObject({
    leaf_index: z.int().min(0).meta({ description: 'Its place in the log' }),
    sha256: z.string().meta({ description: 'Of the document, byte for byte as it stands here' }),
    document: z.looseObject({ id: z.string(), version: z.int().min(1) }),
  })
  .meta({ id: 'Change' });

const changesAnswer = z
  .strictObject({
    data: z.array(change).max(LIMITS.list_max),
    after: z
      .int()
      .min(0)
      .nullable()
      .meta({ description: '`after` of the next request; null: nothing is public yet' }),
  })
  .meta({ id: 'Changes' });

const read = select(
  { leaf_index: documents.leaf_index, sha256: documents.sha256, json: documents.json },
  (query) =>
    query
      .from(documents)
      .where(and(gt(documents.leaf_index, sql.placeholder('after'))))
      .orderBy(literalLimit(asc(documents.leaf_index), LIMITS.list_max)),
);

export const changeRoutes: Routes = (app, services) => {
  const growth = createGrowth(services.database.read);
  app.addHook('preClose', async () => growth.stop());

  app.get(
    '/v1/changes',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Log'],
        operationId: 'listChanges',
        summary: 'Every public version after a place in the log, with its document',
        description:
          'To keep a copy: go on with `after` as the answer gives it. With `wait` the answer comes when there is something new, or empty when the time is over.',
        querystring: z.strictObject({
          after: wholeNumber(Number.MAX_SAFE_INTEGER, 0)
            .optional()
            .meta({ description: 'Index of the last leaf you have; from the beginning when left out' }),
          limit: wholeNumber(LIMITS.list_max)
            .default(LIMITS.list_default)
            .meta({ description: 'How many at most' }),
          wait: wholeNumber(LIMITS.changes_wait_s, 0)
            .default(0)
            .meta({ description: 'Seconds to wait for something new' }),
        }),
        response: { 200: json('The versions', changesAnswer) },
      },
    },
    async (request, reply) => {
      const { after = -1, limit, wait } = request.query;
      const find = async () => (await read(services.database.read, { after })).slice(0, limit);
      let rows = await find();
      if (rows.length === 0 && wait > 0) {
        if (await growth.beyond(after + 1, wait * 1_000)) rows = await find();
      }
      const last = rows.at(-1)?.leaf_index ?? (after < 0 ? null : after);
      const items = rows.map(
        ({ leaf_index, sha256, json: document }) =>
          `{"leaf_index":${leaf_index},"sha256":"${sha256}","document":${document}}`,
      );
      const body = `{"data":[${items.join(',')}],"after":${last}}`;
      return send(request, reply, { body, etag: etagOf(body) });
    },
  );
};
