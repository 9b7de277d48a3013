/** GET /v1/events — the ledger: who did what, when, to what, newest first. */
import { and, desc, eq, gte, lt, lte } from 'drizzle-orm';
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { literalLimit } from '../../db/queries.ts';
import {
  pageOf,
  listOf,
  listParameters,
  numberOf,
  sendPage,
  spanOf,
  spanParameters,
} from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { sha256 } from '../../record/sha256.ts';
import { events } from '../../record/tables.ts';

const event = z
  .strictObject({
    seq: z.int().min(1),
    at: z.iso.datetime(),
    actor: z.string(),
    key_id: z.string().nullable().meta({ description: 'The key it was done with; null: the command line' }),
    action: z.string().meta({ description: 'Such as `claim.published`' }),
    subject_id: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    leaf_hash: z.string().nullable().meta({ description: 'Of the version this made public, as in the log' }),
    hash: z.string().nullable().meta({
      description:
        'SHA-256 of the hash of the line before and this line (docs/verify.md); null: from before lines were hashed',
    }),
  })
  .meta({ id: 'Event', description: 'A line of the ledger. Secrets and private texts are not in it.' });

const name = text(LIMITS.text_short);
const { count: _, ...parameters } = listParameters;

export const ledgerRoutes: Routes = (app, services) => {
  app.get(
    '/v1/events',
    {
      config: { access: 'editor' },
      schema: {
        tags: ['Ledger'],
        operationId: 'listEvents',
        summary: 'Who did what, when, to what, newest first',
        description: 'Drafts and keys too. The database refuses to change or delete a line.',
        querystring: z.strictObject({
          actor: name.optional().meta({ description: 'The name on the key' }),
          subject: name.optional().meta({ description: 'Id of a claim, a verdict, a key …' }),
          action: name.optional().meta({ description: 'Such as `claim.withdrawn`' }),
          ...spanParameters,
          ...parameters,
        }),
        response: { 200: json('Lines of the ledger', listOf(event)) },
      },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query;
      const { actor, subject, action } = filters;
      const fingerprint = sha256(JSON.stringify(['events', filters])).slice(0, 16);
      const after = numberOf(cursor, fingerprint);
      const { from, to } = spanOf(services, filters);
      const rows = await services.database.read
        .select()
        .from(events)
        .where(
          and(
            actor === undefined ? undefined : eq(events.actor, actor),
            subject === undefined ? undefined : eq(events.subject_id, subject),
            action === undefined ? undefined : eq(events.action, action),
            from === undefined ? undefined : gte(events.at, from),
            to === undefined ? undefined : lte(events.at, to),
            after === null ? undefined : lt(events.seq, after),
          ),
        )
        .orderBy(literalLimit(desc(events.seq), limit + 1));
      const { page: shown, next } = pageOf(rows, limit, fingerprint, (last) => [String(last.seq), '']);
      const items = shown.map((row) => JSON.stringify(row));
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );
};
