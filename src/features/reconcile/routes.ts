/**
 * GET, POST /reconcile/{speakers,claims}    the Reconciliation API 0.2: manifest, batches of queries, extension
 * GET /reconcile/{…}/suggest                things by the beginning of their name
 * GET /reconcile/{…}/suggest/types          types, and properties, by theirs
 * GET /reconcile/{…}/suggest/properties
 * GET /reconcile/{…}/properties             what can be told of them
 * GET /reconcile/{…}/preview/{id}             one, as a small page
 *
 * https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { publicUrl } from '../../config.ts';
import type { App, Routes } from '../../http/app.ts';
import { presentValue, send } from '../../http/answers.ts';
import { notFound } from '../../http/current.ts';
import { InvalidRequest } from '../../http/errors.ts';
import { wholeNumber } from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { text } from '../../http/schemas.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { etagOf } from '../../record/present.ts';
import { byId, type Candidate, candidates, type Reconcilable, RECONCILABLE } from './candidates.ts';
import { fold } from './fold.ts';

const batch = z.string().max(LIMITS.body_bytes).meta({ description: 'JSON, as the specification has it' });
const asked = {
  queries: batch.optional(),
  extend: batch.optional(),
};

const name = z.string().max(LIMITS.text_short);
const value = z.union([
  z.string().max(LIMITS.text_medium),
  z.number(),
  z.boolean(),
  z.looseObject({ id: name }),
]);

/** A value as words: of a thing that was reconciled before, its id. */
const wordsOf = (given: z.output<typeof value>): string =>
  typeof given === 'object' ? given.id : String(given);

const queries = z.record(
  z.string().max(LIMITS.text_short),
  z.looseObject({
    query: z.string().max(LIMITS.text_medium).optional(),
    type: z.union([name, z.array(name).max(LIMITS.list_max)]).optional(),
    type_strict: z.enum(['any', 'all', 'should']).optional(),
    properties: z
      .array(z.looseObject({ pid: name, v: z.union([value, z.array(value).max(LIMITS.list_max)]) }))
      .max(LIMITS.list_max)
      .default([]),
    limit: z
      .int()
      .min(1)
      .max(LIMITS.list_max)
      .catch(LIMITS.reconcile_candidates)
      .default(LIMITS.reconcile_candidates),
  }),
);

const extension = z.looseObject({
  ids: z.array(z.string().max(LIMITS.text_short)).max(LIMITS.reconcile_batch),
  properties: z.array(z.looseObject({ id: z.string().max(LIMITS.text_short) })).max(LIMITS.list_max),
});

const answered = z
  .looseObject({})
  .meta({ id: 'Reconciliation', description: 'As the Reconciliation API 0.2 has it' });
const tags = ['Reconciliation'];

const parsed = <T>(parameter: string, given: string, schema: z.ZodType<T>): T => {
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    throw new InvalidRequest([{ parameter, detail: 'is not valid JSON' }]);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const detail = result.error.issues[0]?.message ?? 'is not valid';
  throw new InvalidRequest([{ parameter, detail }]);
};

const manifest = (services: Services, what: Reconcilable) => {
  const home = publicUrl(services.config);
  const base = `${home}/reconcile/${what.noun}`;
  return {
    versions: ['0.2'],
    name: `Onrecord: ${what.title.toLowerCase()}`,
    identifierSpace: `${home}/v1/${what.noun}/`,
    schemaSpace: `${home}/docs`,
    defaultTypes: what.types,
    view: { url: `${home}/v1/${what.noun}/{{id}}` },
    preview: { url: `${base}/preview/{{id}}`, width: 400, height: 160 },
    suggest: {
      entity: { service_url: base, service_path: '/suggest' },
      property: { service_url: base, service_path: '/suggest/properties' },
      type: { service_url: base, service_path: '/suggest/types' },
    },
    batchSize: LIMITS.reconcile_batch,
    extend: { propose_properties: { service_url: base, service_path: '/properties' }, property_settings: [] },
  };
};

const reconcile = async (services: Services, what: Reconcilable, given: string, search: Search) => {
  const all = Object.entries(parsed('queries', given, queries));
  if (all.length > LIMITS.reconcile_batch) {
    throw new InvalidRequest([
      { parameter: 'queries', detail: `must have at most ${LIMITS.reconcile_batch} queries` },
    ]);
  }
  const answers: [string, { result: object[] }][] = [];
  for (const [id, { query, type, type_strict, properties, limit }] of all) {
    if (query === undefined && properties.length === 0) {
      throw new InvalidRequest([{ parameter: 'queries', detail: `${id} must have a query or properties` }]);
    }
    const asked = {
      query,
      // A type that only should fit leaves nothing out.
      types: type_strict === 'should' ? [] : [type ?? []].flat(),
      properties: properties.map(({ pid, v }) => ({ pid, values: [v].flat().map(wordsOf) })),
      limit,
    };
    const found = await candidates(services, what, asked, (q) => search({ q }));
    // Only one thing of exactly this name may be taken without a person's look.
    const same = found.filter(({ score }) => score === 100).length;
    const result = found
      .slice(0, limit)
      .map(({ candidate: { id, name, description, type }, score, features }) => ({
        id,
        name,
        description,
        type: [type],
        score,
        match: score === 100 && same === 1,
        features,
      }));
    answers.push([id, { result }]);
  }
  return Object.fromEntries(answers);
};

const extend = async (services: Services, what: Reconcilable, given: string) => {
  const { ids, properties } = parsed('extend', given, extension);
  const known = what.properties.filter(({ id }) => properties.some((property) => property.id === id));
  const home = publicUrl(services.config);
  const meta = known.map(({ id, name, of }) => ({
    id,
    name,
    ...(of === undefined ? {} : { type: { id: of, name: 'Speakers' }, service: `${home}/reconcile/${of}` }),
  }));
  const rows: [string, object][] = [];
  for (const id of ids) {
    const found = await byId(services, what, id);
    const row = known.map((property) => [
      property.id,
      (found?.properties[property.id] ?? []).map((value) =>
        typeof value === 'string' ? { str: value } : { id: value.id, name: value.name },
      ),
    ]);
    rows.push([id, Object.fromEntries(row)]);
  }
  return { meta, rows: Object.fromEntries(rows) };
};

const answerTo = (
  services: Services,
  what: Reconcilable,
  given: { queries?: string | undefined; extend?: string | undefined },
  search: Search,
) => {
  if (given.queries !== undefined) return reconcile(services, what, given.queries, search);
  if (given.extend !== undefined) return extend(services, what, given.extend);
  return manifest(services, what);
};

export const reconcileRoutes: Routes = (app, services) => {
  // In a scope of its own: nothing else takes forms.
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    for (const what of RECONCILABLE) addRoutes(scope.withTypeProvider(), services, what);
  });
};

const addRoutes = (app: App, services: Services, what: Reconcilable): void => {
  const path = `/reconcile/${what.noun}`;
  const config = { access: 'public' } as const;
  const name = what.title;

  app.get(
    path,
    {
      config,
      schema: {
        tags,
        operationId: `reconcile${name}`,
        summary: `What OpenRefine asks to give ${what.noun} their ids`,
        description:
          'The manifest; with `queries` a batch of candidates, with `extend` what is known of ids.',
        querystring: z.strictObject(asked),
        response: { 200: json('The answer', answered) },
      },
    },
    async (request, reply) =>
      send(
        request,
        reply,
        presentValue(await answerTo(services, what, request.query, searchFor(app, services, what, request))),
      ),
  );

  app.post(
    path,
    {
      config,
      schema: {
        tags,
        operationId: `reconcile${name}ByForm`,
        summary: `A batch of ${what.noun} to be given their ids`,
        description:
          'The same in a form (`application/x-www-form-urlencoded`), for long batches. Changes nothing.',
        body: z.strictObject(asked),
        response: { 200: json('The answer', answered) },
      },
    },
    async (request, reply) =>
      sendAnswer(
        reply,
        await answerTo(services, what, request.body, searchFor(app, services, what, request)),
      ),
  );

  const typed = {
    prefix: text(LIMITS.query_length, 0).meta({ description: 'What was typed so far' }),
    cursor: wholeNumber(LIMITS.search_offset, 0).default(0).meta({ description: 'How many to pass over' }),
  };

  app.get(
    `${path}/suggest`,
    {
      config,
      schema: {
        tags,
        operationId: `suggest${name}`,
        summary: `${name} by their id, or the beginning of words of their name`,
        querystring: z.strictObject(typed),
        response: { 200: json('The likest first', answered) },
      },
    },
    async (request, reply) => {
      const { prefix, cursor } = request.query;
      const search = searchFor(app, services, what, request);
      const named = await byId(services, what, prefix.trim());
      const found = named ? [named] : await search({ q: prefix, suggest: true, offset: cursor });
      const result = found.map(({ id, name, description, type }) => ({
        id,
        name,
        description,
        notable: [type],
      }));
      return send(request, reply, presentValue({ result }));
    },
  );

  for (const [kind, things] of [
    ['types', what.types],
    ['properties', what.properties],
  ] as const) {
    app.get(
      `${path}/suggest/${kind}`,
      {
        config,
        schema: {
          tags,
          operationId: `suggest${name}${kind === 'types' ? 'Types' : 'Properties'}`,
          summary: `The ${kind} of ${what.noun}, by the beginning of their name`,
          querystring: z.strictObject(typed),
          response: { 200: json('Those that begin so', answered) },
        },
      },
      (request, reply) => {
        const { prefix, cursor } = request.query;
        const begins = (words: string) => words.toLowerCase().startsWith(prefix.trim().toLowerCase());
        const found = things.filter(({ id, name }) => begins(id) || begins(name));
        return send(request, reply, presentValue({ result: found.slice(cursor).map(withoutOf) }));
      },
    );
  }

  app.get(
    `${path}/properties`,
    {
      config,
      schema: {
        tags,
        operationId: `propose${name}Properties`,
        summary: `What can be told of ${what.noun}`,
        querystring: z.strictObject({
          type: text(LIMITS.text_short).optional().meta({ description: 'A type; all have the same' }),
          limit: text(10).optional().meta({ description: 'Taken and not used: they are few' }),
        }),
        response: { 200: json('The properties', answered) },
      },
    },
    (request, reply) => {
      const [type] = what.types;
      const properties = what.properties.map(({ id, name }) => ({ id, name }));
      const value = { type: request.query.type ?? type?.id ?? '', properties };
      return send(request, reply, presentValue(value));
    },
  );

  app.get(
    `${path}/preview/:id`,
    {
      config,
      schema: {
        tags,
        operationId: `preview${name}`,
        summary: `One of the ${what.noun}, as a small page`,
        params: z.strictObject({ id: text(LIMITS.text_short).meta({ description: 'Its id' }) }),
        response: {
          200: {
            description: 'A page',
            content: { 'text/html': { schema: z.string().max(LIMITS.text_document) } },
          },
        },
      },
    },
    async (request, reply) => {
      const found = await byId(services, what, request.params.id);
      if (!found) throw notFound(request.params.id);
      const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(found.name)}</title><body><p><b>${escapeHtml(found.name)}</b></p><p>${escapeHtml(found.description)}</p></body></html>\n`;
      reply.header('content-security-policy', "default-src 'none'; frame-ancestors *");
      return send(request, reply, { body, etag: etagOf(body) }, { type: 'text/html; charset=utf-8' });
    },
  );
};

const withoutOf = ({ id, name, description }: { id: string; name: string; description?: string }) => ({
  id,
  name,
  ...(description === undefined ? {} : { description }),
});

const hits = z.object({ data: z.array(z.object({ id: z.string().nullable() })) });

/** Asks this server's own search, with the key of whoever asks; gives what it finds, the best first. */
type Search = (asked: { q: string; suggest?: boolean; offset?: number }) => Promise<Candidate[]>;

const searchFor =
  (app: App, services: Services, what: Reconcilable, { headers, ip }: FastifyRequest): Search =>
  async ({ q, suggest = false, offset = 0 }) => {
    const words = fold(q);
    if (words === '') return [];
    const answer = await app.inject({
      url: '/v1/search',
      query: {
        q: words,
        type: what.subject,
        suggest: String(suggest),
        limit: String(LIMITS.list_default),
        offset: String(offset),
      },
      remoteAddress: ip,
      headers: headers.authorization === undefined ? {} : { authorization: headers.authorization },
    });
    const found = hits.safeParse(answer.json());
    const ids = found.success ? found.data.data.flatMap(({ id }) => id ?? []) : [];
    return (await Promise.all(ids.map((id) => byId(services, what, id)))).filter((one) => one !== null);
  };

const sendAnswer = (reply: FastifyReply, value: unknown): FastifyReply =>
  reply
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(value));

const escapeHtml = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
