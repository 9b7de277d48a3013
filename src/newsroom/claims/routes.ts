/**
 * GET   /v1/claims                 list
 * GET   /v1/claims/{id}            one, with everything about it
 * POST  /v1/claims                 a new draft, with its new quotes
 * PATCH /v1/claims/{id}            change one; with a correction where it is public
 * POST  /v1/claims/{id}/publish    make a draft public
 * POST  /v1/claims/{id}/reject     send a draft back to its author, with a reason
 * POST  /v1/claims/{id}/withdraw   take back what was public, with a reason
 */

import * as z from 'zod';
import { withDuplicates } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, loadToChange, loadToMove } from '../../http/current.ts';
import { addItemRoute } from '../../http/item-route.ts';
import {
  askingOf,
  duplicateByChangeParameter,
  duplicateParameter,
  facetParameters,
  listOf,
  listQuery,
  pastOf,
  publicationParameter,
  searchParameter,
  sendList,
  sortBy,
} from '../../http/paging.ts';
import { applyPatch } from '../../http/patch.ts';
import { claimSheet } from './sheet.ts';
import { json } from '../../http/routes.ts';
import { idParams, newOf } from '../../http/schemas.ts';
import { duplicates, sameClaims, saysAnother } from '../duplicates.ts';
import { FACET_NAMES, facetsBeside } from '../facets.ts';
import { rejectBody } from '../findings/shape.ts';
import { publishBody, tombstone, withdrawBody } from '../quotes/shape.ts';
import { approvalBy, overrideBy } from '../review.ts';
import { claim } from './claim.ts';
import { claimFilters, claimParameters, withoutOwn } from './filters-shape.ts';
import { takenOver } from './follow.ts';
import {
  addNewQuotes,
  composeClaim,
  partsOf,
  proposersOfParts,
  publishedClaim,
  publishParts,
  rejectedClaim,
  requireOverrides,
  requirePublication,
  withCorrections,
  withdrawClaim,
  withPublicParts,
  writtenClaim,
} from './rules.ts';
import { saveClaim } from './save.ts';
import { claimDocument, claimPatch, newClaim } from './shape.ts';

const tags = ['Claims'];
const params = idParams('claim');

export const claimRoutes: Routes = (app, services) => {
  app.get(
    '/v1/claims',
    {
      config: { access: 'public', sheet: claimSheet },
      schema: {
        tags,
        operationId: 'listClaims',
        summary: 'Claims, newest said first',
        querystring: z.strictObject({
          ...claimParameters,
          publication: publicationParameter,
          ...facetParameters(FACET_NAMES),
          ...searchParameter,
          ...listQuery(claimDocument, ['first_said_on', '-first_said_on', 'published_at', '-published_at']),
        }),
        response: { 200: json('Claims', listOf(claimDocument)) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { today } = pastOf(services, query.as_of);
      const filtersOf = (asked: typeof query) => claimFilters(askingOf(services, request), asked, today);
      return sendList(services, request, reply, query, {
        type: 'claim',
        publication: query.publication,
        filters: await filtersOf(query),
        sort: sortBy(query, '-first_said_on', { first_said_on: 'on_date', published_at: 'published_at' }),
        beside: facetsBeside(services, {
          type: 'claim',
          names: query.facets,
          locale: query.locale,
          filtersFor: (facet) => filtersOf(withoutOwn(query, facet)),
        }),
      });
    },
  );

  addItemRoute(app, services, 'claims', 'claim', {
    tags,
    operationId: 'getClaim',
    summary: 'A claim, with everything about it',
    description:
      'Claimants, quotes with source and selectors, promise, the verdict in force, outcomes in order.',
    response: { 200: json('The claim', claimDocument) },
  });

  app.post(
    '/v1/claims',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'createClaim',
        summary: 'Add a claim',
        description: 'A draft until an editor publishes it. New quotes can come along in the same request.',
        querystring: z.strictObject(duplicateParameter),
        body: newClaim,
        response: { 201: json('The new claim', newOf(claimDocument)) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const id = change.newId('claim');
        const { written, added } = await addNewQuotes(change, request.body);
        const parts = await partsOf(change, [written], added);
        const composed = composeClaim(change, id, written, parts, null);
        const possible = duplicates(
          '/v1/claims',
          await sameClaims(change.tx, composed),
          request.query.allow_duplicate,
        );
        await saveClaim(change, null, composed);
        change.event({ action: 'claim.created', subject_id: id, after: request.body });
        return withDuplicates(await answerWith(services, change, id, `/v1/claims/${id}`), possible);
      }),
  );

  app.patch(
    '/v1/claims/:id',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'changeClaim',
        summary: 'Change a claim',
        description: 'JSON Merge Patch. A published claim takes an editor and a `correction`.',
        params,
        querystring: z.strictObject(duplicateByChangeParameter),
        body: claimPatch,
        response: { 200: json('The claim', claimDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const standing = await loadToChange(services, change, claim, id);
        const before = standing.state;
        const current = writtenClaim(before);
        let composed = before;
        const { value, changed, published, corrections } = await applyPatch(request, change, standing, {
          id,
          current,
          schema: newClaim,
          claim_id: id,
          besides: ['override'],
          amend: async (value) => {
            const { written, added } = await addNewQuotes(change, value);
            const parts = await partsOf(change, [written], added, before);
            composed = composeClaim(change, id, written, parts, before);
            const found = saysAnother(before, composed) ? await sameClaims(change.tx, composed) : [];
            duplicates('/v1/claims', found, request.query.allow_duplicate, id);
            return { before: takenOver(before), after: takenOver(composed) };
          },
        });
        if (changed) {
          if (published) {
            const approval = approvalBy(change, proposersOfParts(composed));
            const override = overrideBy(change, request.body.override);
            await publishParts(change, [composed], approval, override);
            const after = withPublicParts(composed, approval, override);
            await saveClaim(change, before, withCorrections(after, corrections));
          } else {
            await saveClaim(change, before, composed);
          }
          change.event({ action: 'claim.changed', subject_id: id, before: current, after: value });
        }
        return answerWith(services, change, id);
      }),
  );

  app.post(
    '/v1/claims/:id/publish',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'publishClaim',
        summary: 'Publish a claim',
        description:
          'Makes its quotes, speakers and sources public along with it. Another person than proposed them, unless the newsroom reviews by itself. Quotes that are `near` or `absent`, or carry a warning, take an `override`.',
        params,
        body: publishBody,
        response: { 200: json('The claim', claimDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const before = await loadToMove(services, request, change, claim, id);
        requirePublication(before, 'draft');
        const approval = approvalBy(change, [...before.claim.proposed_by, ...proposersOfParts(before)]);
        const override = overrideBy(change, request.body?.override);
        requireOverrides(before, override);
        await publishParts(change, [before], approval, override);
        await saveClaim(change, before, publishedClaim(before, approval, override));
        change.event({ action: 'claim.published', subject_id: id });
        return answerWith(services, change, id);
      }),
  );

  app.post(
    '/v1/claims/:id/reject',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'rejectClaim',
        summary: 'Send a draft back to its author',
        description:
          'It leaves the inbox until it is changed; `GET /v1/review?sent_back=true` lists what was sent back.',
        params,
        body: rejectBody,
        response: { 200: json('The claim', claimDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const { reason } = request.body;
        const before = await loadToMove(services, request, change, claim, id);
        await saveClaim(change, before, rejectedClaim(before, reason));
        change.event({ action: 'claim.rejected', subject_id: id, after: { reason } });
        return answerWith(services, change, id);
      }),
  );

  app.post(
    '/v1/claims/:id/withdraw',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'withdrawClaim',
        summary: 'Withdraw a claim',
        description: 'It answers 410 with a public tombstone from then on: when, why, by whom.',
        params,
        body: withdrawBody,
        response: { 200: json('The tombstone', tombstone) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const state = await loadToMove(services, request, change, claim, id);
        await withdrawClaim(change, state, request.body.reason);
        return answerWith(services, change, id);
      }),
  );
};
