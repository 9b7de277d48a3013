/**
 * GET  /v1/claims/{id}/claimreview    the review of a claim, as schema.org has it
 * GET  /feeds/claimreview.json        every review, as a DataFeed
 * POST /v1/claimreview/validate       which rules a ClaimReview breaks; changes nothing
 */
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { presentValue, send } from '../../http/answers.ts';
import { acceptJson } from '../../http/bodies.ts';
import { notFound, refuseWithdrawn } from '../../http/current.ts';
import { Problem } from '../../http/problems.ts';
import { json } from '../../http/routes.ts';
import { idParams } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { claimReviewOf, contextOf } from '../../newsroom/claimreview/render.ts';
import { checkReviews, RULES } from '../../newsroom/claimreview/rules.ts';
import { claimReview, reviewedClaim } from '../../newsroom/claimreview/shape.ts';
import { reviewFeed } from './feed.ts';
import { europeanReviewOf, profileParameter } from './profile.ts';

const tags = ['ClaimReview'];
const LD_JSON = 'application/ld+json; charset=utf-8';

const organisation = z.looseObject({ '@type': z.literal('Organization'), name: z.string(), url: z.url() });

const dataFeed = z
  .strictObject({
    '@context': z.literal('https://schema.org'),
    '@type': z.literal('DataFeed'),
    name: z.string(),
    url: z.url(),
    dateModified: z.iso.datetime().optional(),
    license: z.url().optional(),
    publisher: organisation,
    dataFeedElement: z
      .array(
        z
          .strictObject({ '@type': z.literal('DataFeedItem'), url: z.url(), item: claimReview })
          .meta({ id: 'ClaimReviewFeedItem' }),
      )
      .meta({ description: 'One for each claim that is rated, in the order of their publication' }),
  })
  .meta({ id: 'ClaimReviewFeed' });

const ruleNames = Object.keys(RULES);

const report = z
  .strictObject({
    valid: z.boolean().meta({ description: 'Whether no rule of level `error` is broken' }),
    reviews: z.int().min(0).meta({ description: 'How many ClaimReviews it holds' }),
    faults: z
      .array(
        z
          .strictObject({
            rule: z.enum(ruleNames),
            level: z.enum(['error', 'warning']),
            pointer: z.string(),
            detail: z.string(),
          })
          .meta({ id: 'ClaimReviewFault' }),
      )
      .max(LIMITS.faults),
  })
  .meta({ id: 'ClaimReviewReport' });

const ld = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/ld+json': { schema } },
});

export const claimReviewRoutes: Routes = (app, services) => {
  app.get(
    '/v1/claims/:id/claimreview',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getClaimReview',
        summary: 'The review of a claim as ClaimReview (schema.org)',
        description:
          'To be put into the page of the article. A claim that is not rated, or a promise with a ruling only, has none: 404.',
        params: idParams('claim'),
        querystring: z.strictObject(profileParameter),
        response: { 200: ld('The ClaimReview', claimReview) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const found = await services.items.find(id);
      if (!found || found.publication === 'draft') throw notFound(id);
      refuseWithdrawn(found.publication, found.json);
      const claim = reviewedClaim.parse(JSON.parse(found.json));
      const context = await contextOf(services.database.read, services.config, services.today, [claim]);
      const reviewOf = request.query.profile ? europeanReviewOf : claimReviewOf;
      const review = reviewOf(claim, context);
      if (!review) throw new Problem('not-found', `${id} is not yet rated: it has no ClaimReview.`);
      return send(request, reply, presentValue(review), { type: LD_JSON });
    },
  );

  app.get(
    '/feeds/claimreview.json',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getClaimReviewFeed',
        summary: 'Every review as one schema.org DataFeed',
        description:
          'One item for each claim that is rated, complete and from one moment, written as it is read. For search engines, fact-check explorers and other newsrooms.',
        querystring: z.strictObject(profileParameter),
        response: { 200: ld('The feed', dataFeed) },
      },
    },
    async (request, reply) => {
      const { etag, open } = await reviewFeed(services, request.query.profile);
      return send(request, reply, { body: open, etag }, { type: LD_JSON });
    },
  );

  app.register(async (scope) => {
    acceptJson(scope, ['application/ld+json']);
    addValidation(scope.withTypeProvider(), services);
  });
};

const addValidation: Routes = (app) => {
  app.post(
    '/v1/claimreview/validate',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'validateClaimReview',
        summary: 'Which rules a ClaimReview breaks',
        description:
          'Takes JSON-LD (`application/json` or `application/ld+json`): one ClaimReview, a list, an `@graph` or a DataFeed. Changes nothing. The rules are in docs/claimreview.md.',
        body: z.union([z.looseObject({}), z.array(z.looseObject({})).max(LIMITS.claimreviews_validated)]),
        response: {
          200: json('What is wrong', report),
        },
      },
    },
    async (request, reply) => {
      const { reviews, faults } = checkReviews(request.body);
      const valid = faults.every(({ level }) => level !== 'error');
      const { body } = presentValue({ valid, reviews, faults: faults.slice(0, LIMITS.faults) });
      return reply.type('application/json; charset=utf-8').header('cache-control', 'no-store').send(body);
    },
  );
};
