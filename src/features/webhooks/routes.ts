/**
 * GET    /v1/event-types                     what can be told
 * GET    /v1/webhooks                        to whom it is told
 * POST   /v1/webhooks                        another endpoint; its secret is shown this once
 * GET    /v1/webhooks/{id}
 * PATCH  /v1/webhooks/{id}                   change what it is told, or end and begin it
 * DELETE /v1/webhooks/{id}                   with its deliveries
 * POST   /v1/webhooks/{id}/rotate            a new secret; the old one signs on for a day
 * POST   /v1/webhooks/{id}/test              sends a test and says how it went
 * POST   /v1/webhooks/{id}/replay            sends one again, or all of a period
 * GET    /v1/webhooks/{id}/deliveries        what was sent, and what was answered
 */
import { and, asc, desc, eq, gt, gte, lt } from 'drizzle-orm';
import * as z from 'zod';
import { literalLimit } from '../../db/queries.ts';
import type { Connection } from '../../db/types.ts';
import { created, ok, presentValue, requireMatch, send } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { answerChange } from '../../http/changes.ts';
import { notFound } from '../../http/current.ts';
import { gauge } from '../../http/metrics.ts';
import { pageOf, keysOf, listOf, listParameters, sendPage, spanOf } from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { idParams } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import {
  ANNOUNCED,
  ANNOUNCED_TYPES,
  announcementOf,
  announcementsAfter,
  isWanted,
  lastLine,
} from '../../newsroom/announcements.ts';
import { findSpeakers } from '../../newsroom/speakers/speaker.ts';
import type { Change } from '../../record/record.ts';
import { notPossible, unprocessable } from '../../record/refusal.ts';
import { events } from '../../record/tables.ts';
import { topicKey } from '../../text/topics.ts';
import { attempt, deliveryHandler } from './send.ts';
import {
  announcedKind,
  delivery,
  deliveryState,
  newWebhook,
  replayBody,
  replayed,
  webhookDocument,
  webhookPatch,
  webhookWithSecret,
} from './shape.ts';
import { liveKeys, makeKey, publicKeyOf } from './signatures.ts';
import { deliveries, webhooks } from './tables.ts';
import {
  allWebhooks,
  disable,
  enqueueDeliveries,
  enqueueSoFar,
  findWebhook,
  forgetDeliveries,
  ledgerFollower,
  queueOf,
  type Webhook,
} from './webhook.ts';
import { cancelAll } from '../../jobs/queue.ts';

const tags = ['Webhooks'];
const params = idParams('webhook');
const { count: _, ...parameters } = listParameters;

/** All that may be known of a webhook: everything but its secrets. */
const shownWebhook = ({ keys, seq: _, ...webhook }: Webhook, at: string) => ({
  ...webhook,
  public_keys: liveKeys(keys, at).map((key) => ({ key: publicKeyOf(key), until: key.until })),
});

/** The ids of the speakers that are meant. Throws 422 where there is none of that name. */
const speakersOf = async (tx: Connection, references: readonly string[]): Promise<string[]> => {
  const found = await findSpeakers(tx, references);
  return references.map((reference, i) => {
    const speaker = found.get(reference);
    if (!speaker) throw unprocessable(`/speakers/${i}`, `there is no speaker ${reference}`);
    return speaker.id;
  });
};

export const webhookRoutes: Routes = (app, services) => {
  const { worker, outgoing, database, clock } = services;
  worker.handle('webhook', deliveryHandler(services));
  worker.follow(ledgerFollower(services));
  if (services.config.ONRECORD_METRICS) {
    gauge('onrecord_webhooks_failing', 'Webhooks of which no attempt succeeds at present', async () => {
      const all = await allWebhooks(database.read);
      return all.filter(({ failing_since }) => failing_since !== null).length;
    });
  }

  const now = () => clock.now().toISOString();
  const requireWebhook = async (connection: Connection, id: string): Promise<Webhook> => {
    const webhook = await findWebhook(connection, id);
    if (!webhook) throw notFound(id);
    return webhook;
  };
  const checkUrl = (url: string): void => {
    const fault = outgoing.faultOf(url);
    if (fault !== undefined) throw unprocessable('/url', fault);
  };

  app.get(
    '/v1/event-types',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'listEventTypes',
        summary: 'What webhooks, the stream and mail can tell of',
        description: 'All of the ledger’s lines that make something public or that a newsroom waits for.',
        response: {
          200: json(
            'Every type',
            z.strictObject({ data: z.array(announcedKind).max(LIMITS.list_max) }).meta({ id: 'EventTypes' }),
          ),
        },
      },
    },
    async (request, reply) => {
      const data = ANNOUNCED_TYPES.map((type) => {
        const { about, audience } = ANNOUNCED[type];
        return { type, about, audience };
      });
      return send(request, reply, presentValue({ data }));
    },
  );

  app.get(
    '/v1/webhooks',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'listWebhooks',
        summary: 'To whom the record tells what happens, oldest first',
        querystring: z.strictObject({}),
        response: { 200: json('Webhooks', listOf(webhookDocument)) },
      },
    },
    async (request, reply) => {
      const items = (await allWebhooks(database.read)).map((webhook) =>
        JSON.stringify(shownWebhook(webhook, now())),
      );
      return sendPage(request, reply, { items, tags: items.join(''), next: null });
    },
  );

  app.post(
    '/v1/webhooks',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'createWebhook',
        summary: 'Tell an endpoint what happens',
        description:
          'Of what happens from now on, signed as Standard Webhooks has it. Its secret is in this answer and nowhere else.',
        body: newWebhook,
        response: { 201: json('The new webhook with its secret', webhookWithSecret) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { body } = request;
        checkUrl(body.url);
        if ((await allWebhooks(change.tx)).length >= LIMITS.webhooks) {
          throw notPossible(`There are ${LIMITS.webhooks} webhooks, and that is the most.`, 'full', []);
        }
        const key = makeKey(change.at);
        const webhook: Webhook = {
          ...body,
          id: change.newId('webhook'),
          speakers: await speakersOf(change.tx, body.speakers),
          topics: body.topics.map(topicKey),
          state: 'active',
          disabled_reason: null,
          keys: [key],
          seq: await lastLine(change.tx),
          failing_since: null,
          created_at: change.at,
        };
        await change.tx.insert(webhooks).values(webhook);
        const shown = shownWebhook(webhook, change.at);
        change.note({ action: 'webhook.created', subject_id: webhook.id, after: withoutPath(shown) });
        const kept = JSON.stringify({ ...shown, secret: null });
        return {
          ...created(`/v1/webhooks/${webhook.id}`, presentValue({ ...shown, secret: key.secret })),
          kept,
        };
      }),
  );

  app.get(
    '/v1/webhooks/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'getWebhook',
        summary: 'A webhook, and whether it is well',
        params,
        response: { 200: json('The webhook', webhookDocument) },
      },
    },
    async (request, reply) => {
      const webhook = await requireWebhook(database.read, request.params.id);
      return send(request, reply, presentValue(shownWebhook(webhook, now())));
    },
  );

  app.patch(
    '/v1/webhooks/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'changeWebhook',
        summary: 'Change what a webhook is told, end it or begin it again',
        description:
          'JSON Merge Patch. `"state": "active"` begins with what happens from now on; `replay` sends what it missed.',
        params,
        body: webhookPatch,
        response: { 200: json('The webhook', webhookDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const before = await requireWebhook(change.tx, request.params.id);
        requireMatch(request, presentValue(shownWebhook(before, now())).etag);
        const { state, ...given } = request.body;
        if (given.url !== undefined) checkUrl(given.url);
        const after: Webhook = {
          ...before,
          url: given.url ?? before.url,
          description: given.description === undefined ? before.description : given.description,
          format: given.format ?? before.format,
          payload: given.payload ?? before.payload,
          types: given.types ?? before.types,
          claims: given.claims ?? before.claims,
          speakers: given.speakers ? await speakersOf(change.tx, given.speakers) : before.speakers,
          topics: given.topics?.map(topicKey) ?? before.topics,
          seq: before.state === 'active' ? await enqueueSoFar(change, before) : before.seq,
        };
        if (state === 'active' && before.state !== 'active') {
          Object.assign(after, {
            state,
            disabled_reason: null,
            failing_since: null,
            seq: await lastLine(change.tx),
          });
        }
        await change.tx.update(webhooks).set(after).where(eq(webhooks.id, before.id));
        if (state === 'disabled' && before.state !== 'disabled') {
          await disable(change, after, `${change.actor.name} ended it.`);
        }
        const changed = await requireWebhook(change.tx, before.id);
        change.note({
          action: 'webhook.changed',
          subject_id: before.id,
          before: withoutPath(shownWebhook(before, change.at)),
          after: withoutPath(shownWebhook(changed, change.at)),
        });
        return ok(presentValue(shownWebhook(changed, now())));
      }),
  );

  app.delete(
    '/v1/webhooks/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'deleteWebhook',
        summary: 'Remove a webhook with its deliveries',
        description: 'What waited is not sent.',
        params,
        response: { 200: json('Nothing', z.strictObject({}).meta({ id: 'WebhookDeleted' })) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const webhook = await requireWebhook(change.tx, request.params.id);
        await cancelAll(change.tx, queueOf(webhook.id));
        await change.tx.delete(deliveries).where(eq(deliveries.webhook_id, webhook.id));
        await change.tx.delete(webhooks).where(eq(webhooks.id, webhook.id));
        change.note({
          action: 'webhook.deleted',
          subject_id: webhook.id,
          before: withoutPath(shownWebhook(webhook, change.at)),
        });
        return ok(presentValue({}));
      }),
  );

  app.post(
    '/v1/webhooks/:id/rotate',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'rotateWebhookSecret',
        summary: 'Give a webhook a new secret',
        description: `For ${LIMITS.webhook_overlap_hours} hours messages are signed with both, so that receivers can change over.`,
        params,
        body: z.strictObject({}).optional(),
        response: { 200: json('The webhook with its new secret', webhookWithSecret) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const before = await requireWebhook(change.tx, request.params.id);
        const [last, ...older] = liveKeys(before.keys, change.at);
        const ends = Date.parse(change.at) + LIMITS.webhook_overlap_hours * 3_600_000;
        const until = new Date(ends).toISOString();
        const key = makeKey(change.at);
        const keys = [key, ...(last ? [{ ...last, until }] : []), ...older].slice(0, LIMITS.webhook_keys);
        await change.tx.update(webhooks).set({ keys }).where(eq(webhooks.id, before.id));
        const shown = shownWebhook({ ...before, keys }, change.at);
        change.note({
          action: 'webhook.rotated',
          subject_id: before.id,
          after: { until, key: publicKeyOf(key) },
        });
        const kept = JSON.stringify({ ...shown, secret: null });
        return { ...ok(presentValue({ ...shown, secret: key.secret })), kept };
      }),
  );

  app.post(
    '/v1/webhooks/:id/test',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'testWebhook',
        summary: 'Send a test to a webhook and say how it went',
        description: 'At once, also where it is disabled, and never a second time.',
        params,
        body: z.strictObject({}).optional(),
        response: { 200: json('The delivery', delivery) },
      },
    },
    async (request, reply) => {
      const webhook = await requireWebhook(database.read, request.params.id);
      const at = now();
      const id = services.newId('delivery');
      const shell = {
        id,
        webhook_id: webhook.id,
        seq: null,
        message_id: `msg_test_${id}`,
        type: 'webhook.test',
        at,
        attempts: 1,
        created_at: at,
        last_attempt_at: at,
        next_attempt_at: null,
      };
      const { retry_after_ms: _, ...went } = await attempt(services, webhook, shell);
      return answerChange(services, request, reply, async (change) => {
        const state = went.error === null ? ('delivered' as const) : ('failed' as const);
        const row = { ...shell, ...went, state };
        await change.tx.insert(deliveries).values(row);
        return ok(presentValue(row));
      });
    },
  );

  app.post(
    '/v1/webhooks/:id/replay',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'replayWebhook',
        summary: 'Send something again: one delivery, or all that happened in a period',
        description: `With the same \`webhook-id\` as the first time. At most ${LIMITS.deliveries_replayed} at once.`,
        params,
        body: replayBody,
        response: { 200: json('How many were put in line', replayed) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const webhook = await requireWebhook(change.tx, request.params.id);
        if (webhook.state !== 'active') {
          throw notPossible('It is disabled: nothing is sent to it.', webhook.state, ['active']);
        }
        const { delivery: id, ...period } = request.body;
        const count =
          id === undefined
            ? await replayPeriod(change, webhook, spanOf(services, period))
            : await replayOne(change, webhook, id);
        change.note({ action: 'webhook.replayed', subject_id: webhook.id, after: request.body });
        return ok(presentValue({ deliveries: count }));
      }),
  );

  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'listDeliveries',
        summary: 'What was sent to a webhook and what it answered, newest first',
        description: `Kept for ${LIMITS.deliveries_days} days.`,
        params,
        querystring: z.strictObject({
          state: deliveryState.optional().meta({ description: 'Only those that stand so' }),
          ...parameters,
        }),
        response: { 200: json('Deliveries', listOf(delivery)) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await requireWebhook(database.read, id);
      const { limit, cursor, state } = request.query;
      const fingerprint = `deliveries ${id} ${state ?? ''}`;
      const after = keysOf(cursor, fingerprint);
      const rows = await database.read
        .select()
        .from(deliveries)
        .where(
          and(
            eq(deliveries.webhook_id, id),
            state === undefined ? undefined : eq(deliveries.state, state),
            after === null ? undefined : lt(deliveries.id, after[0]),
          ),
        )
        .orderBy(literalLimit(desc(deliveries.id), limit + 1));
      const { page: shown, next } = pageOf(rows, limit, fingerprint, (last) => [last.id, '']);
      const items = shown.map((row) => JSON.stringify(row));
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );

  worker.daily('webhook deliveries', forgetDeliveries);
};

/** What the ledger keeps: chat programs' addresses hold a secret in their path. */
const withoutPath = ({ url, ...webhook }: ReturnType<typeof shownWebhook>) => ({
  ...webhook,
  url: new URL(url).origin,
});

const replayOne = async (change: Change, webhook: Webhook, id: string): Promise<number> => {
  const [found] = await change.tx
    .select({ seq: deliveries.seq })
    .from(deliveries)
    .where(and(eq(deliveries.id, id), eq(deliveries.webhook_id, webhook.id)));
  if (!found) throw notFound(id);
  const announcement = found.seq === null ? undefined : await announcementOf(change.tx, found.seq);
  if (!announcement) throw unprocessable('/delivery', 'was a test: make another');
  await enqueueDeliveries(change, [{ webhook_id: webhook.id, announcement }]);
  return 1;
};

const replayPeriod = async (
  change: Change,
  webhook: Webhook,
  { from = '', to = change.at }: { from: string | undefined; to: string | undefined },
): Promise<number> => {
  const [first] = await change.tx
    .select({ seq: events.seq })
    .from(events)
    .where(and(gte(events.at, from), gt(events.seq, 0)))
    .orderBy(literalLimit(asc(events.at), 1));
  let count = 0;
  for (let after = (first?.seq ?? Number.MAX_SAFE_INTEGER) - 1; ; ) {
    const { announcements, through } = await announcementsAfter(change.tx, after);
    const wanted = announcements.filter(
      (announcement) => announcement.at >= from && announcement.at <= to && isWanted(webhook, announcement),
    );
    count += wanted.length;
    if (count > LIMITS.deliveries_replayed) {
      throw unprocessable('/to', `is too late: more than ${LIMITS.deliveries_replayed} would be sent again`);
    }
    await enqueueDeliveries(
      change,
      wanted.map((announcement) => ({ webhook_id: webhook.id, announcement })),
    );
    if (through <= after || (announcements.at(-1)?.at ?? '') > to) return count;
    after = through;
  }
};
