/**
 * GET   /v1/speakers        list
 * GET   /v1/speakers/{id}   one, by id or slug
 * POST  /v1/speakers        a new one; public once something public names it
 * PATCH /v1/speakers/{id}   change one
 * POST  /v1/speakers/{id}/merge   two who are one
 */
import * as z from 'zod';
import { maySeeDrafts } from '../../http/access.ts';
import { withDuplicates } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, loadToChange, notFound, sendItem } from '../../http/current.ts';
import {
  duplicateByChangeParameter,
  duplicateParameter,
  listOf,
  listQuery,
  pastOf,
  pastParameters,
  publicationParameter,
  searchParameter,
  sendList,
  sortBy,
} from '../../http/paging.ts';
import { applyPatch } from '../../http/patch.ts';
import { speakerSheet } from './sheet.ts';
import { json, movedTo } from '../../http/routes.ts';
import { anyOf, mergePatchOf, newOf } from '../../http/schemas.ts';
import { among, amongFew, equals, NONE } from '../../record/filters.ts';
import type { Filter } from '../../record/list-query.ts';
import { duplicates, sameSpeakers } from '../duplicates.ts';
import { mergeSpeakers } from './merge.ts';
import { slugFor } from './rules.ts';
import {
  mergeBody,
  newSpeaker,
  speakerDocument,
  speakerFields,
  speakerKind,
  speakerParam,
  wikidataId,
} from './shape.ts';
import { addSpeakers, findSpeaker, requireUnused, saveSpeaker, speaker, writtenSpeaker } from './speaker.ts';

const tags = ['Speakers'];

/** Few have the same id, and many have none. */
const byWikidata = (ids: readonly string[] | undefined): Filter[] =>
  ids?.includes(NONE) ? among('wikidata_id', ids) : amongFew('wikidata_id', ids);
const params = z.strictObject({ id: speakerParam });

export const speakerRoutes: Routes = (app, services) => {
  app.get(
    '/v1/speakers',
    {
      config: { access: 'public', sheet: speakerSheet },
      schema: {
        tags,
        operationId: 'listSpeakers',
        summary: 'Who says things',
        querystring: z.strictObject({
          kind: anyOf(speakerKind, 'What kind of speaker'),
          wikidata_id: anyOf(
            z.union([wikidataId, z.literal(NONE)]),
            'The Wikidata id, such as Q42; `none`: not known',
          ),
          publication: publicationParameter,
          ...searchParameter,
          ...listQuery(speakerDocument, ['name', '-name']),
        }),
        response: { 200: json('Speakers', listOf(speakerDocument)) },
      },
    },
    (request, reply) => {
      const { query } = request;
      return sendList(services, request, reply, query, {
        type: 'speaker',
        publication: query.publication,
        filters: [...byWikidata(query.wikidata_id), ...equals('kind', query.kind)],
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
        description: 'A slug that it had, and one who was merged into it, answer 308 with its address.',
        params,
        querystring: z.strictObject(pastParameters),
        response: { 200: json('The speaker', speakerDocument), 308: movedTo },
      },
    },
    async (request, reply) => {
      const speaker = await findSpeaker(services.database.read, request.params.id);
      if (!speaker) throw notFound(`speaker ${request.params.id}`);
      const { id, slug, publication } = speaker;
      // What is not found is called by the name it was asked for: the id of a draft is not public.
      if (publication === 'draft' && !maySeeDrafts(request.caller))
        throw notFound(`speaker ${request.params.id}`);
      if (![id, slug].includes(request.params.id)) {
        const query = request.url.indexOf('?');
        const address = `/v1/speakers/${slug}${query < 0 ? '' : request.url.slice(query)}`;
        return reply.code(308).headers({ location: address, 'cache-control': 'no-cache' }).send();
      }
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
        querystring: z.strictObject(duplicateParameter),
        body: newSpeaker,
        response: { 201: json('The new speaker', newOf(speakerDocument)) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const possible = duplicates(
          '/v1/speakers',
          await sameSpeakers(change.tx, request.body.wikidata_id),
          request.query.allow_duplicate,
        );
        const id = change.newId('speaker');
        const slug = request.body.slug ?? (await slugFor(change.tx, request.body.name, id));
        if (request.body.slug !== undefined) await requireUnused(change.tx, slug, id);
        await addSpeakers(change, [{ ...request.body, id, slug }]);
        return withDuplicates(await answerWith(services, change, id, `/v1/speakers/${id}`), possible);
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
        querystring: z.strictObject(duplicateByChangeParameter),
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
        const { id } = state;
        const current = writtenSpeaker(state);
        const { value, changed } = await applyPatch(request, change, standing, {
          id,
          current,
          schema: newSpeaker,
          free: true,
        });
        if (changed) {
          const renamed = value.wikidata_id !== state.wikidata_id;
          const found = renamed ? await sameSpeakers(change.tx, value.wikidata_id) : [];
          duplicates('/v1/speakers', found, request.query.allow_duplicate, id);
          await saveSpeaker(change, state, { ...state, ...value, slug: value.slug ?? state.slug });
          change.event({ action: 'speaker.changed', subject_id: id, before: current, after: value });
        }
        return answerWith(services, change, id);
      }),
  );

  app.post(
    '/v1/speakers/:id/merge',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'mergeSpeakers',
        summary: 'Two speakers who are one',
        description:
          'Quotes and claims move to the other, names become its aliases, and the old addresses answer 308 for ever. Public: a correction, and the history of both.',
        params,
        body: mergeBody,
        response: { 200: json('Who both are now', speakerDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { into, note } = request.body;
        const { id } = await mergeSpeakers(change, request.params.id, into, note);
        return answerWith(services, change, id);
      }),
  );
};
