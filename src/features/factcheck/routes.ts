/**
 * Google's Fact Check Tools API (v1alpha1), so that what was written for it works here by another address.
 *
 * GET    /v1alpha1/claims:search         rated claims by words, publisher, language, age
 * GET    /v1alpha1/claims:imageSearch    rated claims that stand at the address of an image
 * GET    /v1alpha1/pages                 pages of markup
 * POST   /v1alpha1/pages                 a new one
 * GET    /v1alpha1/pages/{id}            one
 * PUT    /v1alpha1/pages/{id}            another in its place
 * DELETE /v1alpha1/pages/{id}            remove one
 */
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { answerChange } from '../../http/changes.ts';
import { encodeCursor, numberOf, wholeNumber } from '../../http/paging.ts';
import { Problem } from '../../http/problems.ts';
import { json } from '../../http/routes.ts';
import { text, url } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { answer, errorShape, jsonOf, sendGoogleError, type Standard, standardParameters } from './answers.ts';
import {
  addPage,
  findPage,
  listPages,
  removePage,
  replacePage,
  requireNoPage,
  requirePage,
  reviewsOfPage,
  shownPage,
} from './pages.ts';
import { claimShown, searchClaims, sourceAt } from './search.ts';
import { type MarkupPage, markupPage } from './shape.ts';

const tags = ['Fact Check Tools'];
const token = z.string().max(LIMITS.cursor_length).optional();
const nextPageToken = z.string().max(LIMITS.cursor_length).optional();

const pageParameters = {
  pageSize: wholeNumber(1_000_000, 0)
    .default(10)
    .meta({ description: 'How many at most, up to 100; 10 when left out' }),
  pageToken: token.meta({ description: '`nextPageToken` of the answer before' }),
  offset: wholeNumber(LIMITS.factcheck_looked, 0)
    .default(0)
    .meta({ description: 'How many to pass over, without `pageToken`' }),
};
const sizeOf = (asked: number): number => Math.min(asked === 0 ? 10 : asked, LIMITS.list_max);

const language = text(LIMITS.text_short)
  .optional()
  .meta({ description: 'Of the review; the region does not count' });

const params = z.strictObject({
  id: text(LIMITS.text_short).meta({ description: 'What follows `pages/` in the name of a page' }),
});

const wrong = (parameter: string, detail: string): Problem =>
  new Problem('invalid-request', `${parameter}: ${detail}`, { errors: [{ parameter, detail }] });

const written = (value: unknown, standard: Standard) => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: jsonOf(value, standard),
});

const shared = { errorHandler: sendGoogleError };
const reads = { access: 'public', errors: errorShape, keyParameter: true } as const;
const writes = { access: 'reporter', errors: errorShape, keyParameter: true } as const;

export const factCheckRoutes: Routes = (app, services) => {
  const { read } = services.database;

  app.get(
    '/v1alpha1/claims::search',
    {
      ...shared,
      config: reads,
      schema: {
        tags,
        operationId: 'searchFactCheckedClaims',
        summary: 'Search rated claims (Google’s Fact Check Tools API)',
        description: 'By relevance, as `/v1/claims?q=`; without `query` the newest first.',
        querystring: z.strictObject({
          query: text(LIMITS.query_length, 0)
            .optional()
            .meta({ description: 'Words; needed unless `reviewPublisherSiteFilter` is there' }),
          reviewPublisherSiteFilter: text(LIMITS.text_short, 0)
            .optional()
            .meta({ description: 'The site of the review, such as example.org' }),
          languageCode: language,
          maxAgeDays: wholeNumber(1_000_000)
            .optional()
            .meta({ description: 'Of the claim or the review, whichever is newer' }),
          ...pageParameters,
          ...standardParameters,
        }),
        response: {
          200: json(
            'Claims, with their reviews',
            z
              .strictObject({ claims: z.array(claimShown).max(LIMITS.list_max).optional(), nextPageToken })
              .meta({ id: 'FactCheckClaims' }),
          ),
        },
      },
    },
    async (request, reply) => {
      const { query, pageSize, ...asked } = request.query;
      if (!query && !asked.reviewPublisherSiteFilter) {
        throw wrong('query', 'is needed, unless reviewPublisherSiteFilter is there');
      }
      const { claims, ...next } = await searchClaims(services, {
        query: query === '' ? undefined : query,
        languageCode: asked.languageCode,
        reviewPublisherSiteFilter: asked.reviewPublisherSiteFilter || undefined,
        maxAgeDays: asked.maxAgeDays,
        pageSize: sizeOf(pageSize),
        pageToken: asked.pageToken || undefined,
        offset: asked.offset,
      });
      return answer(request, reply, { ...(claims.length > 0 ? { claims } : {}), ...next }, request.query);
    },
  );

  app.get(
    '/v1alpha1/claims::imageSearch',
    {
      ...shared,
      config: reads,
      schema: {
        tags,
        operationId: 'searchFactCheckedImages',
        summary: 'Rated claims that stand at the address of an image',
        description: 'By the address of a source, exactly; pictures themselves are not compared.',
        querystring: z.strictObject({
          imageUri: url.optional().meta({ description: 'Address of the image' }),
          languageCode: language,
          ...pageParameters,
          ...standardParameters,
        }),
        response: {
          200: json(
            'Claims, with their reviews',
            z
              .strictObject({
                results: z
                  .array(z.strictObject({ claim: claimShown }).partial().meta({ id: 'FactCheckImageResult' }))
                  .max(LIMITS.list_max)
                  .optional(),
                nextPageToken,
              })
              .meta({ id: 'FactCheckImageResults' }),
          ),
        },
      },
    },
    async (request, reply) => {
      const { imageUri, languageCode, pageSize, pageToken, offset } = request.query;
      if (imageUri === undefined) throw wrong('imageUri', 'is needed');
      const source = await sourceAt(services, imageUri);
      if (source === undefined) return answer(request, reply, {}, request.query);
      const { claims, ...next } = await searchClaims(services, {
        source,
        languageCode,
        pageSize: sizeOf(pageSize),
        pageToken: pageToken || undefined,
        offset,
      });
      const results = claims.map((claim) => ({ claim }));
      return answer(request, reply, { ...(results.length > 0 ? { results } : {}), ...next }, request.query);
    },
  );

  app.get(
    '/v1alpha1/pages',
    {
      ...shared,
      config: writes,
      schema: {
        tags,
        operationId: 'listMarkupPages',
        summary: 'Pages of markup, newest first',
        querystring: z.strictObject({
          url: url.optional().meta({ description: 'The page at this address' }),
          organization: text(LIMITS.text_short).optional().meta({ description: 'Pages of this site' }),
          ...pageParameters,
          ...standardParameters,
        }),
        response: {
          200: json(
            'The pages',
            z
              .strictObject({
                claimReviewMarkupPages: z.array(markupPage).max(LIMITS.list_max).optional(),
                nextPageToken,
              })
              .meta({ id: 'FactCheckMarkupPages' }),
          ),
        },
      },
    },
    async (request, reply) => {
      const { url: address, organization, pageSize, pageToken, offset } = request.query;
      if (address !== undefined && organization !== undefined) {
        throw wrong('url', 'cannot be specified along with an organization');
      }
      const fingerprint = `markup-pages ${organization ?? ''}`;
      const before = numberOf(pageToken || undefined, fingerprint);
      const size = sizeOf(pageSize);
      const skip = pageToken ? 0 : offset;
      const rows = await listPages(read, { url: address, organization, before, limit: skip + size + 1 });
      const pages = rows.slice(skip, skip + size);
      const last = pages.at(-1);
      const next =
        rows.length > skip + size && last
          ? encodeCursor(fingerprint, { keys: [String(last.position), ''] })
          : undefined;
      const value = {
        ...(pages.length > 0 ? { claimReviewMarkupPages: pages.map(shownPage) } : {}),
        ...(next === undefined ? {} : { nextPageToken: next }),
      };
      return answer(request, reply, value, request.query);
    },
  );

  app.get(
    '/v1alpha1/pages/:id',
    {
      ...shared,
      config: writes,
      schema: {
        tags,
        operationId: 'getMarkupPage',
        summary: 'A page of markup',
        params,
        querystring: z.strictObject(standardParameters),
        response: { 200: json('The page', markupPage) },
      },
    },
    async (request, reply) =>
      answer(request, reply, shownPage(await findPage(read, request.params.id)), request.query),
  );

  /** What a page says comes into the record as drafts, for the newsroom to work on, before the page is answered. */
  const draft = async (page: MarkupPage): Promise<void> => {
    await services.draftReviews(reviewsOfPage(page));
  };

  app.post(
    '/v1alpha1/pages',
    {
      ...shared,
      config: writes,
      schema: {
        tags,
        operationId: 'createMarkupPage',
        summary: 'Add a page of markup',
        description: 'Its reviews become drafts of claims and verdicts, for an editor to publish.',
        querystring: z.strictObject(standardParameters),
        body: markupPage,
        response: { 200: json('The new page', markupPage) },
      },
    },
    async (request, reply) => {
      await requireNoPage(read, request.body);
      await draft(request.body);
      return answerChange(services, request, reply, async (change) =>
        written(await addPage(change, request.body), request.query),
      );
    },
  );

  app.put(
    '/v1alpha1/pages/:id',
    {
      ...shared,
      config: writes,
      schema: {
        tags,
        operationId: 'updateMarkupPage',
        summary: 'Put another page of markup in the place of one',
        description:
          'Whole: what is left out is gone. With `versionId` it is refused where the page was changed since.',
        params,
        querystring: z.strictObject(standardParameters),
        body: markupPage,
        response: { 200: json('The page', markupPage) },
      },
    },
    async (request, reply) => {
      await requirePage(read, request.params.id, request.body);
      await draft(request.body);
      return answerChange(services, request, reply, async (change) =>
        written(await replacePage(change, request.params.id, request.body), request.query),
      );
    },
  );

  app.delete(
    '/v1alpha1/pages/:id',
    {
      ...shared,
      config: writes,
      schema: {
        tags,
        operationId: 'deleteMarkupPage',
        summary: 'Remove a page of markup',
        description: 'What came of it in the record stays.',
        params,
        querystring: z.strictObject(standardParameters),
        response: { 200: json('Nothing', z.strictObject({}).meta({ id: 'FactCheckEmpty' })) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        await removePage(change, request.params.id);
        return written({}, request.query);
      }),
  );
};
