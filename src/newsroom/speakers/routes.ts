/**
 * GET   /v1/speakers        list
 * GET   /v1/speakers/{id}   one, by id or slug
 * POST  /v1/speakers        a new one; public once something public names it
 * PATCH /v1/speakers/{id}   change one
 */
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { maySeeDrafts } from '../../http/access.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, loadToChange, notFound, sendItem } from '../../http/current.ts';
import {
  listOf,
  listParameters,
  pastOf,
  pastParameters,
  publicationParameter,
  searchParameter,
  sendList,
  sortParameter,
  sortBy,
} from '../../http/paging.ts';
import { equals } from '../../record/filters.ts';
import { applyPatch } from '../../http/patch.ts';
import { json } from '../../http/routes.ts';
import { mergePatchOf } from '../../http/schemas.ts';
import { newSpeaker, speakerDocument, speakerFields, speakerKind, speakerParam } from './shape.ts';
import { slugFor } from './rules.ts';
import { addSpeakers, findSpeaker, saveSpeaker, speaker } from './speaker.ts';

const tags = ['Speakers'];
const params = z.strictObject({ id: speakerParam });

export const speakerRoutes: Routes = (app, services) => {
  app.get(
    '/v1/speakers',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'listSpeakers',
        summary: 'Who says things',
        querystring: z.strictObject({
          kind: speakerKind.optional().meta({ description: 'What kind of speaker' }),
          publication: publicationParameter,
          sort: sortParameter(['name', '-name']),
          ...searchParameter,
          ...pastParameters,
          ...listParameters,
        }),
        response: { 200: json('Speakers', listOf(speakerDocument)) },
      },
    },
    (request, reply) => {
      const { query } = request;
      return sendList(services, request, reply, query, {
        type: 'speaker',
        publication: query.publication,
        filters: equals('kind', query.kind),
        sort: sortBy(query, 'name', { name: 'name' }),
      });
    },
  );

  app.get(
    '/v1/speakers/:id',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getSpeaker',
        summary: 'A speaker, by id or slug',
        params,
        querystring: z.strictObject(pastParameters),
        response: { 200: json('The speaker', speakerDocument) },
      },
    },
    async (request, reply) => {
      const speaker = await findSpeaker(services.database.read, request.params.id);
      if (!speaker) throw notFound(`speaker ${request.params.id}`);
      const { id, publication } = speaker;
      // What is not found is called by the name it was asked for: the id of a draft is not public.
      if (publication === 'draft' && !maySeeDrafts(request.caller))
        throw notFound(`speaker ${request.params.id}`);
      return sendItem(services, request, reply, id, pastOf(services, request.query.as_of));
    },
  );

  app.post(
    '/v1/speakers',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'createSpeaker',
        summary: 'Add a speaker',
        description: 'Becomes public with the first published quote or claim that names it.',
        body: newSpeaker,
        response: { 201: json('The new speaker', speakerDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const id = change.newId('speaker');
        const slug = request.body.slug ?? (await slugFor(change.tx, request.body.name, id));
        await addSpeakers(change, [{ ...request.body, id, slug }]);
        return answerWith(services, change, id, `/v1/speakers/${id}`);
      }),
  );

  app.patch(
    '/v1/speakers/:id',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'changeSpeaker',
        summary: 'Change a speaker',
        description: 'JSON Merge Patch. A public speaker takes an editor; a correction may come along.',
        params,
        body: mergePatchOf(speakerFields).meta({ id: 'SpeakerPatch' }),
        response: { 200: json('The speaker', speakerDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const named = await findSpeaker(change.tx, request.params.id);
        if (!named) throw notFound(`speaker ${request.params.id}`);
        const standing = await loadToChange(services, change, speaker, named.id);
        const { state } = standing;
        const { id, publication: _, ...current } = state;
        const { value, changed } = await applyPatch(request, change, standing, {
          id,
          current,
          schema: newSpeaker,
          free: true,
        });
        if (changed) {
          await saveSpeaker(change, state, { ...state, ...value, slug: value.slug ?? state.slug });
          change.event({ action: 'speaker.changed', subject_id: id, before: current, after: value });
        }
        return answerWith(services, change, id);
      }),
  );
};
