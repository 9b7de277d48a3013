/**
 * GET  /v1/keys              list
 * POST /v1/keys              a new one; its secret is shown this once
 * POST /v1/keys/{id}/revoke  end one at once
 */
import { asc, eq, gt } from 'drizzle-orm';
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { literalLimit } from '../../db/queries.ts';
import { created, ok, presentValue } from '../../http/answers.ts';
import { answerChange } from '../../http/changes.ts';
import { notFound } from '../../http/current.ts';
import { pageOf, keysOf, listOf, listParameters, sendPage } from '../../http/paging.ts';
import { notPossible, unprocessable } from '../../record/refusal.ts';
import { json } from '../../http/routes.ts';
import { day, id as idSchema, idParams, text } from '../../http/schemas.ts';
import { keys, ROLES } from '../../http/tables.ts';
import { LIMITS } from '../../limits.ts';
import { createKey, revokeKey, shownKey } from './keys.ts';

const tags = ['Keys'];
const { count: _, ...parameters } = listParameters;
const FINGERPRINT = 'keys';

const role = z.enum(ROLES).meta({ id: 'Role' });

const keyShape = {
  id: idSchema('key'),
  actor: z.string().meta({ description: 'The person or tool that calls with it, as the record names them' }),
  role,
  created_at: z.iso.datetime(),
  last_used_on: z.iso.date().nullable(),
  revoked_at: z.iso.datetime().nullable(),
  expires_on: z.iso.date().nullable().meta({ description: 'The last day on which it works' }),
};
const keyDocument = z.strictObject(keyShape).meta({ id: 'Key' });
const newKey = z
  .strictObject({
    actor: text(LIMITS.text_short),
    role,
    expires_on: day
      .optional()
      .meta({ description: 'The last day on which it works; when left out, it works until it is revoked' }),
  })
  .meta({ id: 'NewKey' });
const createdKey = z
  .strictObject({
    ...keyShape,
    secret: z.string().nullable().meta({
      description:
        'Send it as `Authorization: Bearer …`. Null when the answer is repeated for an Idempotency-Key.',
    }),
  })
  .meta({ id: 'CreatedKey' });

export const keyRoutes: Routes = (app, services) => {
  app.get(
    '/v1/keys',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'listKeys',
        summary: 'Who may call, oldest first',
        querystring: z.strictObject(parameters),
        response: { 200: json('Keys', listOf(keyDocument)) },
      },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query;
      const [after] = keysOf(cursor, FINGERPRINT) ?? [''];
      const rows = await services.database.read
        .select()
        .from(keys)
        .where(gt(keys.id, after))
        .orderBy(literalLimit(asc(keys.id), limit + 1));
      const { page: shown, next } = pageOf(rows, limit, FINGERPRINT, (last) => [last.id, '']);
      const items = shown.map((key) => JSON.stringify(shownKey(key)));
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );

  app.post(
    '/v1/keys',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'createKey',
        summary: 'Make a key',
        description: 'Its secret is in this answer and nowhere else.',
        body: newKey,
        response: { 201: json('The new key with its secret', createdKey) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { expires_on, ...wanted } = request.body;
        if (expires_on !== undefined && expires_on < services.today()) {
          throw unprocessable('/expires_on', 'is over: the key would never work');
        }
        const { key, secret } = await createKey(change, { ...wanted, expires_on: expires_on ?? null });
        const shown = shownKey(key);
        const kept = JSON.stringify({ ...shown, secret: null });
        return { ...created('/v1/keys', presentValue({ ...shown, secret })), kept };
      }),
  );

  app.post(
    '/v1/keys/:id/revoke',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'revokeKey',
        summary: 'End a key at once',
        params: idParams('key'),
        body: z.strictObject({}).optional(),
        response: { 200: json('The key', keyDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const revoked = await revokeKey(change, id);
        const [key] = await change.tx.select().from(keys).where(eq(keys.id, id));
        if (!key) throw notFound(id);
        if (!revoked) throw notPossible('This key was revoked before.', 'revoked', []);
        return ok(presentValue(shownKey(key)));
      }),
  );
};
