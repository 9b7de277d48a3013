/**
 * GET   /v1/speakers        list
 * GET   /v1/speakers/{id}   one, by id or slug
 * POST  /v1/speakers        a new one; public once something public names it
 * PATCH /v1/speakers/{id}   change one
 */
import { eq } from 'drizzle-orm';
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { maySeeDrafts } from '../../http/access.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, notFound, sendItem } from '../../http/current.ts';
import {
  equals,
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
import { applyPatch } from '../../http/patch.ts';
import { json } from '../../http/routes.ts';
import { mergePatchOf } from '../../http/schemas.ts';
import type { Connection } from '../../db/types.ts';
import { slugOf } from '../../text/slug.ts';
import { findSpeaker } from './render.ts';
import { newSpeaker, speakerDocument, speakerFields, speakerKind, speakerParam } from './shape.ts';
import { speakers } from './tables.ts';

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
        const slug = request.body.slug ?? (await freeSlug(change.tx, request.body.name, id));
        await change.tx.insert(speakers).values({ ...request.body, id, slug, publication: 'draft' });
        await change.event({ action: 'speaker.created', subject_id: id, after: { ...request.body, slug } });
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
        const speaker = await findSpeaker(change.tx, request.params.id);
        if (!speaker) throw notFound(`speaker ${request.params.id}`);
        const { id, publication: _, ...current } = speaker;
        const { value, changed } = await applyPatch(services, request, change, {
          id,
          current,
          schema: newSpeaker,
          free: true,
        });
        if (changed) {
          await change.tx
            .update(speakers)
            .set({ ...value, slug: value.slug ?? speaker.slug })
            .where(eq(speakers.id, id));
          await change.event({ action: 'speaker.changed', subject_id: id, before: current, after: value });
        }
        return answerWith(services, change, id);
      }),
  );
};

/**
 * A slug from a name, with a number behind it when the plain one is taken. The numbers are tried by doubling and
 * then halving, so that the thousandth speaker of one name takes twenty looks and not a thousand.
 */
const freeSlug = async (tx: Connection, name: string, id: string): Promise<string> => {
  const plain = slugOf(name);
  const base = plain === '' ? `speaker-${id.slice(-8)}` : plain;
  const numbered = (n: number) => (n === 1 ? base : `${base}-${n}`);
  const isTaken = async (n: number) =>
    (
      await tx
        .select({ id: speakers.id })
        .from(speakers)
        .where(eq(speakers.slug, numbered(n)))
    ).length > 0;
  let free = 1;
  while (await isTaken(free)) free *= 2;
  let taken = Math.floor(free / 2);
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (await isTaken(middle)) taken = middle;
    else free = middle;
  }
  return numbered(free);
};
