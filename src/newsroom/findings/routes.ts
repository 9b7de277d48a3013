/**
 * GET   /v1/claims/{id}/verdicts      the whole line of a claim's verdicts
 * GET   /v1/claims/{id}/outcomes      what has happened since
 * GET   /v1/verdicts/{id}             one, also when superseded
 * GET   /v1/outcomes/{id}
 * POST  /v1/claims/{id}/verdicts      propose one
 * POST  /v1/claims/{id}/outcomes
 * PATCH /v1/verdicts/{id}             amend a proposal, or correct what is published
 * PATCH /v1/outcomes/{id}
 * POST  /v1/verdicts/{id}/submit      send to review
 * POST  /v1/verdicts/{id}/publish     approve
 * POST  /v1/verdicts/{id}/reject      send back, with a reason
 * POST  /v1/outcomes/{id}/submit|publish|reject
 */
import * as z from 'zod';
import type { App, Routes } from '../../http/app.ts';
import { callerOf } from '../../http/access.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, notFound, requireVisible, sendItem } from '../../http/current.ts';
import {
  among,
  listOf,
  listParameters,
  pastOf,
  pastParameters,
  publicationParameter,
  sendList,
} from '../../http/paging.ts';
import { applyPatch } from '../../http/patch.ts';
import { notPossible, unprocessable } from '../../http/problems.ts';
import { json } from '../../http/routes.ts';
import { idParams, mergePatchOf } from '../../http/schemas.ts';
import type { Services } from '../../http/services.ts';
import type { Change } from '../../record/record.ts';
import { findScale } from '../scales/render.ts';
import { scales } from '../scales/tables.ts';
import {
  newOutcome,
  newVerdict,
  outcomeDocument,
  outcomeFields,
  rejectBody,
  verdictDocument,
  verdictFields,
} from './shape.ts';
import { outcomes, verdicts } from './tables.ts';
import {
  amend,
  claimFor,
  type FindingKind,
  newFinding,
  type Outcome,
  outcomeKind,
  publish,
  reject,
  submit,
  type Verdict,
  verdictKind,
} from './workflow.ts';

type NewVerdict = z.output<typeof newVerdict>;
type NewOutcome = z.output<typeof newOutcome>;

export const findingRoutes: Routes = (app, services) => {
  readRoutes(app, services, verdictKind, verdictDocument);
  readRoutes(app, services, outcomeKind, outcomeDocument);

  app.post(
    '/v1/claims/:id/verdicts',
    {
      config: { access: 'reporter' },
      schema: {
        tags: ['Verdicts'],
        operationId: 'createVerdict',
        summary: 'Propose a verdict on a claim',
        description: 'A draft: submit it, and another key publishes it.',
        params: idParams('claim'),
        body: newVerdict,
        response: { 201: json('The proposed verdict', verdictDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const claim = await claimFor(change, request.params.id);
        if (claim.kind === 'not_checkable')
          throw unprocessable('', 'a claim that is not checkable has no verdict');
        const id = change.newId('verdict');
        await change.tx.insert(verdicts).values({
          ...(await verdictRow(change, request.body)),
          ...(await newFinding(change, verdicts, claim.id, callerOf(request))),
          id,
        });
        await change.event({ action: 'verdict.created', subject_id: id, after: request.body });
        return answerWith(services, change, id, `/v1/verdicts/${id}`);
      }),
  );

  app.post(
    '/v1/claims/:id/outcomes',
    {
      config: { access: 'reporter' },
      schema: {
        tags: ['Outcomes'],
        operationId: 'createOutcome',
        summary: 'Propose an outcome: an update, or a ruling on a promise',
        description: 'A draft: submit it, and another key publishes it.',
        params: idParams('claim'),
        body: newOutcome,
        response: { 201: json('The proposed outcome', outcomeDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const claim = await claimFor(change, request.params.id);
        const row = outcomeRow(request.body);
        if (row.kind === 'ruling' && claim.kind !== 'promise') {
          throw unprocessable('/result', 'only a promise is ruled on; a statement gets a verdict');
        }
        await outcomeKind.check(change, { ...row, claim_id: claim.id });
        const id = change.newId('outcome');
        await change.tx
          .insert(outcomes)
          .values({ ...row, ...(await newFinding(change, outcomes, claim.id, callerOf(request))), id });
        await change.event({ action: 'outcome.created', subject_id: id, after: request.body });
        return answerWith(services, change, id, `/v1/outcomes/${id}`);
      }),
  );

  app.patch(
    '/v1/verdicts/:id',
    {
      config: { access: 'reporter' },
      schema: {
        tags: ['Verdicts'],
        operationId: 'changeVerdict',
        summary: 'Amend a proposed verdict, or correct a published one',
        description:
          'JSON Merge Patch. A proposal becomes a draft again; a published verdict takes an editor and a `correction`, and its rating only a new verdict.',
        params: idParams('verdict'),
        body: mergePatchOf(verdictFields).meta({ id: 'VerdictPatch' }),
        response: { 200: json('The verdict', verdictDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const row = await verdictKind.read(change, id);
        if (!row) throw notFound(id);
        const { scale_id, rating, summary, rationale, decided_on, evidence, reason } = row;
        const current = { scale: scale_id, rating, summary, rationale, decided_on, evidence, reason };
        const target = { id, current, schema: newVerdict, claim_id: row.claim_id };
        const { value, changed, published } = await applyPatch(services, request, change, target);
        const next = await verdictRow(change, value);
        if (published && (next.rating !== rating || next.scale_id !== scale_id)) {
          throw notPossible('A published rating stands; propose a new verdict with a reason.', row.state, []);
        }
        if (changed) {
          const review = await amend(change, verdictKind, row, published, callerOf(request));
          await verdictKind.update(change, id, { ...next, ...review });
          await change.event({ action: 'verdict.changed', subject_id: id, before: current, after: value });
        }
        return answerWith(services, change, id);
      }),
  );

  app.patch(
    '/v1/outcomes/:id',
    {
      config: { access: 'reporter' },
      schema: {
        tags: ['Outcomes'],
        operationId: 'changeOutcome',
        summary: 'Amend a proposed outcome, or correct a published one',
        description:
          'JSON Merge Patch. A proposal becomes a draft again; a published outcome takes an editor and a `correction`, and its result only a new ruling.',
        params: idParams('outcome'),
        body: mergePatchOf(outcomeFields).meta({ id: 'OutcomePatch' }),
        response: { 200: json('The outcome', outcomeDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const row = await outcomeKind.read(change, id);
        if (!row) throw notFound(id);
        const { kind, progress, result, occurred_on, became_known_on, note, searched, evidence, reason } =
          row;
        const current = {
          kind,
          progress,
          result,
          occurred_on,
          became_known_on,
          note,
          searched,
          evidence,
          reason,
        };
        const target = { id, current, schema: newOutcome, claim_id: row.claim_id };
        const { value, changed, published } = await applyPatch(services, request, change, target);
        const next = outcomeRow(value);
        await outcomeKind.check(change, { ...next, claim_id: row.claim_id });
        if (published && (next.result !== result || next.kind !== kind)) {
          throw notPossible('A published result stands; propose a new ruling with a reason.', row.state, []);
        }
        if (changed) {
          const review = await amend(change, outcomeKind, row, published, callerOf(request));
          await outcomeKind.update(change, id, { ...next, ...review });
          await change.event({ action: 'outcome.changed', subject_id: id, before: current, after: value });
        }
        return answerWith(services, change, id);
      }),
  );

  moveRoutes(app, services, verdictKind, verdictDocument);
  moveRoutes(app, services, outcomeKind, outcomeDocument);
};

const NAMES = { verdict: ['Verdict', 'verdicts'], outcome: ['Outcome', 'outcomes'] } as const;

const readRoutes = (
  app: App,
  services: Services,
  { type }: FindingKind<Verdict> | FindingKind<Outcome>,
  document: z.ZodType,
): void => {
  const [Name, plural] = NAMES[type];
  app.get(
    `/v1/claims/:id/${plural}`,
    {
      config: { access: 'public' },
      schema: {
        tags: [`${Name}s`],
        operationId: `list${Name}s`,
        summary: `The ${plural} of a claim, newest first`,
        description: 'Superseded ones too, with their evidence.',
        params: idParams('claim'),
        querystring: z.strictObject({
          publication: publicationParameter,
          ...pastParameters,
          ...listParameters,
        }),
        response: { 200: json(`${Name}s`, listOf(document)) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { query } = request;
      await requireVisible(services, request, id, pastOf(services, query.as_of).as_of);
      return sendList(services, request, reply, query, {
        type,
        publication: query.publication,
        filters: among('claim', id),
        sort: { by: 'published_at', descending: true },
      });
    },
  );

  app.get(
    `/v1/${plural}/:id`,
    {
      config: { access: 'public' },
      schema: {
        tags: [`${Name}s`],
        operationId: `get${Name}`,
        summary: `A single ${type}`,
        params: idParams(type),
        querystring: z.strictObject(pastParameters),
        response: { 200: json(`The ${type}`, document) },
      },
    },
    (request, reply) =>
      sendItem(services, request, reply, request.params.id, pastOf(services, request.query.as_of)),
  );
};

const moveRoutes = <Row extends Verdict | Outcome>(
  app: App,
  services: Services,
  kind: FindingKind<Row>,
  document: z.ZodType,
): void => {
  const { type } = kind;
  const [Name, plural] = NAMES[type];
  const shared = {
    tags: [`${Name}s`],
    params: idParams(type),
    response: { 200: json(`The ${type}`, document) },
  };
  const noBody = z.strictObject({}).optional();
  const article = type === 'outcome' ? 'an' : 'a';

  app.post(
    `/v1/${plural}/:id/submit`,
    {
      config: { access: 'reporter' },
      schema: { ...shared, operationId: `submit${Name}`, summary: 'Send a draft to review', body: noBody },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        await submit(services, request, change, kind, request.params.id);
        return answerWith(services, change, request.params.id);
      }),
  );

  app.post(
    `/v1/${plural}/:id/publish`,
    {
      config: { access: 'editor' },
      schema: {
        ...shared,
        operationId: `publish${Name}`,
        summary: `Approve ${article} ${type} in review`,
        description: 'Another key than those that proposed it, unless the newsroom reviews by itself.',
        body: noBody,
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        await publish(services, request, change, kind, request.params.id);
        return answerWith(services, change, request.params.id);
      }),
  );

  app.post(
    `/v1/${plural}/:id/reject`,
    {
      config: { access: 'editor' },
      schema: {
        ...shared,
        operationId: `reject${Name}`,
        summary: `Send ${article} ${type} in review back, with a reason`,
        body: rejectBody,
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        await reject(services, request, change, kind, request.params.id, request.body.reason);
        return answerWith(services, change, request.params.id);
      }),
  );
};

/** The columns of a verdict as written; throws 422 where scale and rating do not exist. */
export const verdictRow = async ({ tx }: Change, { scale: reference, ...rest }: NewVerdict) => {
  const keys = reference === null ? await tx.selectDistinct({ key: scales.key }).from(scales) : [];
  const [only, another] = keys;
  if (another)
    throw unprocessable('/scale', `say by which scale: ${keys.map((scale) => scale.key).join(', ')}`);
  const scale = await findScale(tx, reference ?? only?.key ?? '');
  if (!scale)
    throw unprocessable(
      '/scale',
      reference === null ? 'there is no rating scale yet' : `there is no scale ${reference}`,
    );
  if (!scale.ratings.some((rating) => rating.key === rest.rating)) {
    const known = scale.ratings.map((rating) => rating.key).join(', ');
    throw unprocessable('/rating', `scale ${scale.key} has no rating ${rest.rating}, only ${known}`);
  }
  return { ...rest, scale_id: scale.id };
};

/** The columns of an outcome as written; throws 422 where it is neither an update nor a ruling. */
export const outcomeRow = (written: NewOutcome) => {
  const { progress, result } = written;
  const kind = written.kind ?? (result === null ? 'update' : 'ruling');
  if (kind === 'update' && (progress === null || result !== null)) {
    throw unprocessable(
      progress === null ? '/progress' : '/result',
      'an update has a progress and no result',
    );
  }
  if (kind === 'ruling' && (result === null || progress !== null)) {
    throw unprocessable(result === null ? '/result' : '/progress', 'a ruling has a result and no progress');
  }
  return { ...written, kind };
};
