/**
 * GET   /v1/anchors         events that deadlines hang on
 * GET   /v1/anchors/{id}    one, also by its key
 * POST  /v1/anchors         a new one
 * PATCH /v1/anchors/{id}    change one, likewise; a new date opens or moves the windows that hang on it
 */
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, loadToChange, notFound, sendItem } from '../../http/current.ts';
import {
  listOf,
  listParameters,
  pastOf,
  pastParameters,
  searchParameter,
  sendList,
  sortBy,
  sortParameter,
} from '../../http/paging.ts';
import { equals, range } from '../../record/filters.ts';
import { applyPatch } from '../../http/patch.ts';
import { notPossible } from '../../record/refusal.ts';
import { json } from '../../http/routes.ts';
import { anyOf, mergePatchOf, partialDay } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { key } from '../scales/shape.ts';
import { addAnchors, allAnchors, anchor, findAnchor, saveAnchor } from './anchor.ts';
import { moveDeadlinesOn } from './move.ts';
import { anchorDocument, anchorFields, anchorParam, newAnchor } from './shape.ts';

const tags = ['Anchors'];
const params = z.strictObject({ id: anchorParam });

export const anchorRoutes: Routes = (app, services) => {
  app.get(
    '/v1/anchors',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'listAnchors',
        summary: 'Events that deadlines hang on: inaugurations, elections, summits',
        querystring: z.strictObject({
          key: anyOf(key, 'The one of this key'),
          date_from: partialDay.optional().meta({ description: 'Happens on this day or later' }),
          date_to: partialDay.optional().meta({ description: 'Happens on this day or before' }),
          sort: sortParameter(['title', '-title', 'date', '-date']),
          ...searchParameter,
          ...pastParameters,
          ...listParameters,
        }),
        response: { 200: json('Anchors', listOf(anchorDocument)) },
      },
    },
    (request, reply) => {
      const { query } = request;
      return sendList(services, request, reply, query, {
        type: 'anchor',
        filters: [...equals('kind', query.key), ...range(query.date_from, query.date_to)],
        sort: sortBy(query, 'title', { title: 'name', date: 'on_date' }),
      });
    },
  );

  app.get(
    '/v1/anchors/:id',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getAnchor',
        summary: 'An event that deadlines hang on',
        params,
        querystring: z.strictObject(pastParameters),
        response: { 200: json('The anchor', anchorDocument) },
      },
    },
    async (request, reply) => {
      const anchor = await findAnchor(services.database.read, request.params.id);
      if (!anchor) throw notFound(`anchor ${request.params.id}`);
      return sendItem(services, request, reply, anchor.id, pastOf(services, request.query.as_of));
    },
  );

  app.post(
    '/v1/anchors',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'createAnchor',
        summary: 'Add an event that deadlines hang on',
        description:
          'Public at once. Deadlines read from now on are hung on it; one that is known already is by changing it.',
        body: newAnchor,
        response: { 201: json('The new anchor', anchorDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        if ((await allAnchors(change.tx)).length >= LIMITS.anchors) {
          throw notPossible(`There are ${LIMITS.anchors} anchors, and that is the most.`, 'full', []);
        }
        const id = change.newId('anchor');
        await addAnchors(change, [{ ...request.body, id }]);
        return answerWith(services, change, id, `/v1/anchors/${id}`);
      }),
  );

  app.patch(
    '/v1/anchors/:id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'changeAnchor',
        summary: 'Change an event that deadlines hang on',
        description:
          'JSON Merge Patch, with a `correction`. A new date opens or moves the window of every deadline that hangs on the event, in the same change; each public promise shows the correction.',
        params,
        body: mergePatchOf(anchorFields),
        response: { 200: json('The anchor', anchorDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const named = await findAnchor(change.tx, request.params.id);
        if (!named) throw notFound(`anchor ${request.params.id}`);
        const standing = await loadToChange(services, change, anchor, named.id);
        const { id, ...current } = standing.state;
        const { value, changed } = await applyPatch(request, change, standing, {
          id,
          current,
          schema: newAnchor,
        });
        if (changed) {
          const after = { id, ...value };
          await saveAnchor(change, standing.state, after);
          change.event({ action: 'anchor.changed', subject_id: id, before: current, after: value });
          await moveDeadlinesOn(change, after, request.body.correction);
        }
        return answerWith(services, change, id);
      }),
  );
};
