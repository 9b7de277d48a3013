/**
 * GET   /v1/verdicts                  verdicts on all claims
 * GET   /v1/outcomes                  outcomes of all claims
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
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { App, Routes } from '../../http/app.ts';
import { matchIfAsked } from '../../http/answers.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, loadToChange, refuseWithdrawn, requireVisible } from '../../http/current.ts';
import { addItemRoute } from '../../http/item-route.ts';
import {
  listOf,
  listQuery,
  listParameters,
  pastOf,
  pastParameters,
  publicationParameter,
  sendList,
  sortBy,
} from '../../http/paging.ts';
import { among, equals, range } from '../../record/filters.ts';
import { applyPatch } from '../../http/patch.ts';
import { json } from '../../http/routes.ts';
import { anyOf, id as idSchema, partialDay, idParams, mergePatchOf } from '../../http/schemas.ts';
import type { Services } from '../../http/services.ts';
import type { Change } from '../../record/record.ts';
import { notFound, notPossible } from '../../record/refusal.ts';
import type { Noun } from '../../record/subject.ts';
import { type FindingState, outcome, verdict } from '../claims/claim.ts';
import { type ClaimState, loadClaims } from '../claims/load.ts';
import { withCorrections } from '../claims/rules.ts';
import { saveClaim } from '../claims/save.ts';
import { findScales, type Scale, scaleKeys } from '../scales/scale.ts';
import { key as ratingKey } from '../scales/shape.ts';
import {
  amendFinding,
  type Finding,
  type FindingKind,
  type NewVerdict,
  outcomeContent,
  outcomeKind,
  proposeFinding,
  publishFinding,
  rejectFinding,
  requireStanding,
  scaleFor,
  submitFinding,
  verdictContent,
  verdictKind,
} from './rules.ts';
import {
  newOutcome,
  newVerdict,
  outcomeDocument,
  outcomeFields,
  progress,
  rejectBody,
  result,
  verdictDocument,
  verdictFields,
} from './shape.ts';
import { outcomeSheet, verdictSheet } from './sheet.ts';

export const findingRoutes: Routes = (app, services) => {
  allVerdicts(app, services);
  allOutcomes(app, services);
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
        description: 'A draft: submit it, and another person publishes it.',
        params: idParams('claim'),
        body: newVerdict,
        response: { 201: json('The proposed verdict', verdictDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const before = await claimOf(change, request.params.id);
        const id = change.newId('verdict');
        const scale = await scaleOf(change, request.body);
        const content = verdictContent(change, request.body, scale);
        const after = proposeFinding(change, before, verdictKind, (row) => ({ ...row, ...content }), id);
        await saveClaim(change, before, withScale(after, scale));
        change.event({ action: 'verdict.created', subject_id: id, after: request.body });
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
        description: 'A draft: submit it, and another person publishes it.',
        params: idParams('claim'),
        body: newOutcome,
        response: { 201: json('The proposed outcome', outcomeDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const before = await claimOf(change, request.params.id);
        const id = change.newId('outcome');
        const content = outcomeContent(change, request.body);
        const after = proposeFinding(change, before, outcomeKind, (row) => ({ ...row, ...content }), id);
        await saveClaim(change, before, after);
        change.event({ action: 'outcome.created', subject_id: id, after: request.body });
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
        const standing = await loadToChange(services, change, verdict, id);
        const { claim: before, row } = standing.state;
        const { scale_id, rating, summary, rationale, decided_on, evidence, reason } = row;
        const current = { scale: scale_id, rating, summary, rationale, decided_on, evidence, reason };
        const target = { id, current, schema: newVerdict, claim_id: row.claim_id };
        const { value, changed, published, corrections } = await applyPatch(
          request,
          change,
          standing,
          target,
        );
        const scale = await scaleOf(change, value);
        const content = verdictContent(change, value, scale, row);
        if (published && (content.rating !== rating || content.scale_id !== scale_id)) {
          throw notPossible('A published rating stands; propose a new verdict with a reason.', row.state, []);
        }
        if (changed) {
          const after = amendFinding(change, before, verdictKind, row, { ...row, ...content });
          await saveClaim(change, before, withCorrections(withScale(after, scale), corrections));
          change.event({ action: 'verdict.changed', subject_id: id, before: current, after: value });
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
        const standing = await loadToChange(services, change, outcome, id);
        const { claim: before, row } = standing.state;
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
        const { value, changed, published, corrections } = await applyPatch(
          request,
          change,
          standing,
          target,
        );
        const content = outcomeContent(change, value, row);
        outcomeKind.check(before, { ...row, ...content });
        if (published && (content.result !== result || content.kind !== kind)) {
          throw notPossible('A published result stands; propose a new ruling with a reason.', row.state, []);
        }
        if (changed) {
          const after = amendFinding(change, before, outcomeKind, row, { ...row, ...content });
          await saveClaim(change, before, withCorrections(after, corrections));
          change.event({ action: 'outcome.changed', subject_id: id, before: current, after: value });
        }
        return answerWith(services, change, id);
      }),
  );

  moveRoutes(app, services, verdict, verdictKind, verdictDocument);
  moveRoutes(app, services, outcome, outcomeKind, outcomeDocument);
};

/** The claim that a new finding is about. Throws 404 where there is none. */
const claimOf = async (change: Change, id: string): Promise<ClaimState> => {
  const state = (await loadClaims(change.tx, [id])).get(id);
  if (!state) throw notFound(id);
  requireStanding(state);
  return state;
};

/** The scale that a verdict names. */
const scaleOf = async ({ tx }: Change, { scale: reference }: NewVerdict): Promise<Scale> => {
  const keys = reference === null ? await scaleKeys(tx) : [];
  return scaleFor(await findScales(tx, reference === null ? keys : [reference]), reference, keys);
};

const withScale = (state: ClaimState, scale: Scale): ClaimState => ({
  ...state,
  scales: new Map([...state.scales, [scale.id, scale]]),
});

const NAMES = { verdict: ['Verdict', 'verdicts'], outcome: ['Outcome', 'outcomes'] } as const;

/** What both lists of all findings are asked by. */
const aboutAny = {
  claim: anyOf(idSchema('claim'), 'About this claim, by its id'),
  publication: publicationParameter,
};

const allVerdicts: Routes = (app, services) => {
  app.get(
    '/v1/verdicts',
    {
      config: { access: 'public', sheet: verdictSheet },
      schema: {
        tags: ['Verdicts'],
        operationId: 'listAllVerdicts',
        summary: 'Verdicts on all claims, newest first',
        description: 'Superseded ones too, with their evidence.',
        querystring: z.strictObject({
          ...aboutAny,
          rating: anyOf(ratingKey, 'Key of the rating'),
          decided_from: partialDay.optional().meta({ description: 'Decided on this day or later' }),
          decided_to: partialDay.optional().meta({ description: 'Decided on this day or before' }),
          ...listQuery(verdictDocument, ['published_at', '-published_at', 'decided_on', '-decided_on']),
        }),
        response: { 200: json('Verdicts', listOf(verdictDocument)) },
      },
    },
    (request, reply) => {
      const { query } = request;
      return sendList(services, request, reply, query, {
        type: 'verdict',
        publication: query.publication,
        filters: [
          ...among('claim', query.claim),
          ...equals('rating', query.rating),
          ...range(query.decided_from, query.decided_to),
        ],
        sort: sortBy(query, '-published_at', { published_at: 'published_at', decided_on: 'on_date' }),
      });
    },
  );
};

const allOutcomes: Routes = (app, services) => {
  app.get(
    '/v1/outcomes',
    {
      config: { access: 'public', sheet: outcomeSheet },
      schema: {
        tags: ['Outcomes'],
        operationId: 'listAllOutcomes',
        summary: 'Outcomes of all claims, newest first',
        description: 'Superseded ones too, with their evidence.',
        querystring: z.strictObject({
          ...aboutAny,
          progress: anyOf(progress, 'Of an update'),
          result: anyOf(result, 'Of a ruling'),
          occurred_from: partialDay
            .optional()
            .meta({ description: 'It happened, or became known, on this day or later' }),
          occurred_to: partialDay
            .optional()
            .meta({ description: 'It happened, or became known, on this day or before' }),
          ...listQuery(outcomeDocument, ['published_at', '-published_at', 'occurred_on', '-occurred_on']),
        }),
        response: { 200: json('Outcomes', listOf(outcomeDocument)) },
      },
    },
    (request, reply) => {
      const { query } = request;
      return sendList(services, request, reply, query, {
        type: 'outcome',
        publication: query.publication,
        filters: [
          ...among('claim', query.claim),
          ...equals('progress', query.progress),
          ...equals('result', query.result),
          ...range(query.occurred_from, query.occurred_to),
        ],
        sort: sortBy(query, '-published_at', { published_at: 'published_at', occurred_on: 'on_date' }),
      });
    },
  );
};

const readRoutes = (
  app: App,
  services: Services,
  { type }: { type: keyof typeof NAMES },
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
        filters: among('claim', [id]),
        sort: { by: 'published_at', descending: true },
      });
    },
  );

  addItemRoute(app, services, plural, type, {
    tags: [`${Name}s`],
    operationId: `get${Name}`,
    summary: `A single ${type}`,
    response: { 200: json(`The ${type}`, document) },
  });
};

const moveRoutes = <Row extends Finding>(
  app: App,
  services: Services,
  noun: Noun<FindingState<Row>>,
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

  /** Reads a finding that is to move, and writes how its claim stands after `move`. */
  const answerMove = (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    line: { action: string; after?: unknown },
    move: (change: Change, claim: ClaimState, row: Row) => ClaimState,
  ) =>
    answerChange(services, request, reply, async (change) => {
      const { id } = request.params;
      const { state, publication, json, etag } = await loadToChange(services, change, noun, id);
      refuseWithdrawn(publication, json);
      // A proposal about a withdrawn claim was never public, and cannot become so.
      requireStanding(state.claim);
      matchIfAsked(request, etag);
      await saveClaim(change, state.claim, move(change, state.claim, state.row));
      change.event({ ...line, subject_id: id });
      return answerWith(services, change, id);
    });
  const article = type === 'outcome' ? 'an' : 'a';

  app.post(
    `/v1/${plural}/:id/submit`,
    {
      config: { access: 'reporter' },
      schema: { ...shared, operationId: `submit${Name}`, summary: 'Send a draft to review', body: noBody },
    },
    (request, reply) =>
      answerMove(request, reply, { action: `${type}.submitted` }, (change, claim, row) =>
        submitFinding(change, claim, kind, row),
      ),
  );

  app.post(
    `/v1/${plural}/:id/publish`,
    {
      config: { access: 'editor' },
      schema: {
        ...shared,
        operationId: `publish${Name}`,
        summary: `Approve ${article} ${type} in review`,
        description: 'Another person than proposed it, unless the newsroom reviews by itself.',
        body: noBody,
      },
    },
    (request, reply) =>
      answerMove(request, reply, { action: `${type}.published` }, (change, claim, row) =>
        publishFinding(change, claim, kind, row),
      ),
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
      answerMove(
        request,
        reply,
        { action: `${type}.rejected`, after: { reason: request.body.reason } },
        (change, claim, row) => rejectFinding(change, claim, kind, row, request.body.reason),
      ),
  );
};
