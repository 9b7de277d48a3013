/**
 * GET  /v1/rating-scales        list, every version
 * GET  /v1/rating-scales/{id}   one
 * POST /v1/rating-scales        a new scale, or a new version of one whose key is known
 */
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith } from '../../http/current.ts';
import { addItemRoute } from '../../http/item-route.ts';
import {
  listOf,
  listParameters,
  pastParameters,
  sendList,
  sortParameter,
  sortBy,
} from '../../http/paging.ts';
import { equals, NONE } from '../../record/filters.ts';
import { unprocessable } from '../../record/refusal.ts';
import { json } from '../../http/routes.ts';
import { anyOf } from '../../http/schemas.ts';
import { key, newScale, scaleDocument } from './shape.ts';
import { addScales, findScales, scaleNamed } from './scale.ts';

const tags = ['Rating scales'];

export const scaleRoutes: Routes = (app, services) => {
  app.get(
    '/v1/rating-scales',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'listRatingScales',
        summary: 'The policies by which claims are rated',
        querystring: z.strictObject({
          key: anyOf(key, 'Every version of this scale'),
          sort: sortParameter(['title', '-title']),
          ...pastParameters,
          ...listParameters,
        }),
        response: { 200: json('Rating scales', listOf(scaleDocument)) },
      },
    },
    (request, reply) =>
      sendList(services, request, reply, request.query, {
        type: 'scale',
        filters: equals('kind', request.query.key),
        sort: sortBy(request.query, 'title', { title: 'name' }),
      }),
  );

  addItemRoute(app, services, 'rating-scales', 'scale', {
    tags,
    operationId: 'getRatingScale',
    summary: 'One version of a rating scale',
    response: { 200: json('The rating scale', scaleDocument) },
  });

  app.post(
    '/v1/rating-scales',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'createRatingScale',
        summary: 'Add a rating scale, or a new version of one',
        description: 'Public at once. A version never changes: verdicts keep the one they were given under.',
        body: newScale,
        response: { 201: json('The new rating scale', scaleDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const none = request.body.ratings.findIndex((rating) => rating.key === NONE);
        if (none >= 0)
          throw unprocessable(`/ratings/${none}/key`, 'is what lists call a claim that is not rated');
        const id = change.newId('scale');
        const { key } = request.body;
        const newest = scaleNamed(await findScales(change.tx, [key]), key);
        await addScales(change, [{ ...request.body, id, version: (newest?.version ?? 0) + 1 }]);
        return answerWith(services, change, id, `/v1/rating-scales/${id}`);
      }),
  );
};
