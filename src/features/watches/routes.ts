/**
 * GET   /v1/watches                        where the server looks, and how that goes
 * GET   /v1/claims/{id}/watches            for one claim
 * POST  /v1/claims/{id}/watches            another
 * GET   /v1/watches/{id}
 * PATCH /v1/watches/{id}                   how often, until when; pause it, go on, end it
 * POST  /v1/watches/{id}/look              at once
 * GET   /v1/watches/{id}/hits              what it saw
 * GET   /v1/watches/{id}/readings/{sha256}   what was read when it saw something, byte for byte
 * POST  /v1/watches/{id}/no-action-found   proposes that nothing was found, with what was searched
 */
import { and, asc, count, desc, eq, gt, isNotNull, lt } from 'drizzle-orm';
import * as z from 'zod';
import { literalLimit } from '../../db/queries.ts';
import type { Connection } from '../../db/types.ts';
import { created, ok, presentValue, requireMatch, send } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, notFound } from '../../http/current.ts';
import { gauge } from '../../http/metrics.ts';
import { pageOf, flag, keysOf, listOf, listParameters, sendPage } from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { idParams } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { loadClaims } from '../../newsroom/claims/load.ts';
import { requireStanding } from '../../newsroom/findings/rules.ts';
import { newOutcome, outcomeDocument } from '../../newsroom/findings/shape.ts';
import { notPossible, unprocessable } from '../../record/refusal.ts';
import { addWatch } from './add.ts';
import { KINDS } from './kinds/index.ts';
import { newWatch, watchDocument, watchHit, watchPatch, watchState } from './shape.ts';
import { watches, watchHits } from './tables.ts';
import {
  findWatch,
  propose,
  readingOf,
  scheduleWatch,
  WATCH_QUEUE,
  type Watch,
  watchHandler,
} from './watch.ts';

const tags = ['Watches'];
const { count: _, ...parameters } = listParameters;
const params = idParams('watch');
const BYTES = 'application/octet-stream';

export const watchRoutes: Routes = (app, services) => {
  const { config, database, outgoing, worker } = services;
  const is_looking_out = config.ONRECORD_LOOK_OUT;
  // What is not handled waits: once the setting is on, what is late is done.
  if (is_looking_out) worker.handle(WATCH_QUEUE, watchHandler(services));
  if (config.ONRECORD_METRICS) {
    gauge('onrecord_watches_failing', 'Watches whose last look was a failure', async () => {
      const [row] = await database.read
        .select({ value: count() })
        .from(watches)
        .where(and(eq(watches.state, 'active'), isNotNull(watches.last_error)));
      return row?.value ?? 0;
    });
  }

  const shown = ({ memory: _, etag: __, last_modified: ___, ...watch }: Watch) => ({
    ...watch,
    is_looking: is_looking_out && watch.state === 'active',
  });
  const requireWatch = async (connection: Connection, id: string): Promise<Watch> => {
    const watch = await findWatch(connection, id);
    if (!watch) throw notFound(id);
    return watch;
  };

  const listFilters = {
    state: watchState.optional().meta({ description: 'Only those that stand so' }),
    failing: flag.optional().meta({ description: 'Only those whose last look was a failure, or was none' }),
    ...parameters,
  };
  /** Watches, the newest first. */
  const listWatches = async (
    query: z.output<z.ZodObject<typeof listFilters>>,
    claim_id: string | undefined,
  ): Promise<{ items: string[]; next: string | null }> => {
    const { limit, cursor, state, failing } = query;
    const fingerprint = `watches ${claim_id ?? ''} ${state ?? ''} ${failing ?? ''}`;
    const after = keysOf(cursor, fingerprint);
    const rows = await database.read
      .select()
      .from(watches)
      .where(
        and(
          claim_id === undefined ? undefined : eq(watches.claim_id, claim_id),
          state === undefined ? undefined : eq(watches.state, state),
          failing === undefined ? undefined : failing ? gt(watches.failures, 0) : eq(watches.failures, 0),
          after === null ? undefined : lt(watches.id, after[0]),
        ),
      )
      .orderBy(literalLimit(desc(watches.id), limit + 1));
    const { page, next } = pageOf(rows, limit, fingerprint, (last) => [last.id, '']);
    return { items: page.map((watch) => JSON.stringify(shown(watch))), next };
  };

  app.get(
    '/v1/watches',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'listWatches',
        summary: 'Where the server looks for what would decide a promise, newest first',
        querystring: z.strictObject(listFilters),
        response: { 200: json('Watches', listOf(watchDocument)) },
      },
    },
    async (request, reply) => {
      const { items, next } = await listWatches(request.query, undefined);
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );

  app.get(
    '/v1/claims/:id/watches',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'listClaimWatches',
        summary: 'The watches of a claim, newest first',
        params: idParams('claim'),
        querystring: z.strictObject(listFilters),
        response: { 200: json('Watches', listOf(watchDocument)) },
      },
    },
    async (request, reply) => {
      const { items, next } = await listWatches(request.query, request.params.id);
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );

  app.post(
    '/v1/claims/:id/watches',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'createWatch',
        summary: 'Let the server look for what would decide a promise',
        description:
          'What it finds is proposed as an update, in review: never a ruling. The first look has nothing to compare with and proposes nothing. A `list` without `sought` looks for whom the promise is `about`.',
        params: idParams('claim'),
        body: newWatch,
        response: { 201: json('The new watch', watchDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const claim = (await loadClaims(change.tx, [request.params.id])).get(request.params.id);
        if (!claim) throw notFound(request.params.id);
        requireStanding(claim);
        const [{ value } = { value: 0 }] = await change.tx
          .select({ value: count() })
          .from(watches)
          .where(eq(watches.claim_id, claim.claim.id));
        if (value >= LIMITS.watches_per_claim) {
          throw notPossible(`This claim has ${value} watches, and that is the most.`, 'full', []);
        }
        const watch = await addWatch(change, claim, request.body);
        const fault = outgoing.faultOf(KINDS[watch.kind].ask(watch.looks_for).url);
        if (fault !== undefined) throw unprocessable('/looks_for/url', fault);
        return created(`/v1/watches/${watch.id}`, presentValue(shown(watch)));
      }),
  );

  app.get(
    '/v1/watches/:id',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'getWatch',
        summary: 'A watch, and how its looks go',
        params,
        response: { 200: json('The watch', watchDocument) },
      },
    },
    async (request, reply) =>
      send(request, reply, presentValue(shown(await requireWatch(database.read, request.params.id)))),
  );

  app.patch(
    '/v1/watches/:id',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'changeWatch',
        summary: 'How often a watch looks and until when; pause it, go on, end it',
        description: 'JSON Merge Patch. What it looks for is another watch.',
        params,
        body: watchPatch,
        response: { 200: json('The watch', watchDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const before = await requireWatch(change.tx, request.params.id);
        requireMatch(request, presentValue(shown(before)).etag);
        const { note, every, until, state } = request.body;
        const after: Watch = {
          ...before,
          note: note ?? before.note,
          every: every ?? before.every,
          until: until === undefined ? before.until : until,
          state: state ?? before.state,
        };
        after.next_look_at = after.state === 'active' ? change.at : null;
        await change.tx.update(watches).set(after).where(eq(watches.id, before.id));
        await scheduleWatch(change, after);
        change.note({
          action: 'watch.changed',
          subject_id: before.id,
          before: { note: before.note, every: before.every, until: before.until, state: before.state },
          after: request.body,
        });
        return ok(presentValue(shown(after)));
      }),
  );

  app.post(
    '/v1/watches/:id/look',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'lookNow',
        summary: 'Let a watch look at once',
        description: 'Within seconds; `last_look_at` says when it has.',
        params,
        body: z.strictObject({}).optional(),
        response: { 200: json('The watch', watchDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const watch = await requireWatch(change.tx, request.params.id);
        if (!is_looking_out) {
          throw notPossible('This server does not look out: ONRECORD_LOOK_OUT is not true.', 'off', []);
        }
        if (watch.state !== 'active') throw notPossible('It is not active.', watch.state, []);
        const now = { ...watch, next_look_at: change.at };
        await change.tx.update(watches).set({ next_look_at: change.at }).where(eq(watches.id, watch.id));
        await scheduleWatch(change, now);
        return ok(presentValue(shown(now)));
      }),
  );

  app.get(
    '/v1/watches/:id/hits',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'listWatchHits',
        summary: 'What a watch saw, oldest first',
        params,
        querystring: z.strictObject(parameters),
        response: { 200: json('Hits', listOf(watchHit)) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await requireWatch(database.read, id);
      const { limit, cursor } = request.query;
      const fingerprint = `hits ${id}`;
      const after = keysOf(cursor, fingerprint);
      const rows = await database.read
        .select()
        .from(watchHits)
        .where(and(eq(watchHits.watch_id, id), after === null ? undefined : gt(watchHits.id, after[0])))
        .orderBy(literalLimit(asc(watchHits.id), limit + 1));
      const { page, next } = pageOf(rows, limit, fingerprint, (last) => [last.id, '']);
      const items = page.map(({ key: _, ...hit }) => JSON.stringify(hit));
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );

  app.get(
    '/v1/watches/:id/readings/:sha256',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'getWatchReading',
        summary: 'What was read when a watch saw something, byte for byte',
        description:
          'By the `sha256` of a hit. Downloaded and never shown: it is somebody else’s. What is longer than the limit is not kept.',
        params: params.extend({
          sha256: z
            .string()
            .max(64)
            .regex(/^[0-9a-f]{64}$/),
        }),
        querystring: z.strictObject({}),
        response: {
          200: { description: 'The bytes', content: { [BYTES]: { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      const { id, sha256 } = request.params;
      const body = await readingOf(database.read, id, sha256);
      if (!body) throw notFound(`reading ${sha256} of ${id}`);
      reply.header('content-disposition', `attachment; filename="${sha256}"`);
      return send(request, reply, { body, etag: `"${sha256}"` }, { type: BYTES });
    },
  );

  app.post(
    '/v1/watches/:id/no-action-found',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'proposeNoActionFound',
        summary: 'Propose that a watch has found nothing, with what it searched and as of when',
        description: 'In review, for an editor. Only where its last look was good and it has seen nothing.',
        params,
        body: z.strictObject({}).optional(),
        response: { 201: json('The proposed update', outcomeDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const watch = await requireWatch(change.tx, request.params.id);
        const { last_good_at, searched, standing } = watch;
        if (last_good_at === null || searched === null || watch.failures > 0) {
          throw notPossible('Its last look was a failure, or there was none yet.', 'failing', []);
        }
        const [hit] = await change.tx
          .select({ id: watchHits.id })
          .from(watchHits)
          .where(eq(watchHits.watch_id, watch.id))
          .limit(1);
        if (hit || standing.length > 0) throw notPossible('It has seen something.', 'hit', []);
        const outcome_id = await propose(
          change,
          watch.claim_id,
          newOutcome.parse({
            progress: 'no_action_found',
            became_known_on: services.today(new Date(last_good_at)),
            note: `An automatic watch has found nothing. Watched for: ${watch.note}`,
            searched: { what: searched, as_of: services.today(new Date(last_good_at)) },
          }),
        );
        if (outcome_id === null) throw notPossible('Its claim was withdrawn.', 'withdrawn', []);
        return answerWith(services, change, outcome_id, `/v1/outcomes/${outcome_id}`);
      }),
  );
};
