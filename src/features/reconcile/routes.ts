/**
 * GET, POST /reconcile/{speakers,claims}    the Reconciliation API 0.2: manifest, batches of queries, extension
 * GET /reconcile/{…}/suggest                things by the beginning of their name
 * GET /reconcile/{…}/properties             what can be told of them
 * GET /reconcile/{…}/preview/{id}             one, as a small page
 *
 * https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
 */
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { publicUrl } from '../../config.ts';
import type { App, Routes } from '../../http/app.ts';
import { presentValue, send } from '../../http/answers.ts';
import { notFound } from '../../http/current.ts';
import { InvalidRequest } from '../../http/errors.ts';
import { json } from '../../http/routes.ts';
import { text } from '../../http/schemas.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { etagOf } from '../../record/present.ts';
import { byId, candidates, type Reconcilable, RECONCILABLE } from './candidates.ts';

const batch = z.string().max(LIMITS.body_bytes).meta({ description: 'JSON, as the specification has it' });
const asked = {
  queries: batch.optional(),
  extend: batch.optional(),
};

const queries = z.record(
  z.string().max(LIMITS.text_short),
  z.looseObject({
    query: z.string().max(LIMITS.text_medium),
    type: z.union([z.string(), z.array(z.string())]).optional(),
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
    suggest: { entity: { service_url: base, service_path: '/suggest' } },
    extend: { propose_properties: { service_url: base, service_path: '/properties' }, property_settings: [] },
  };
};

const reconcile = async (services: Services, what: Reconcilable, given: string) => {
  const all = Object.entries(parsed('queries', given, queries));
  if (all.length > LIMITS.reconcile_batch) {
    throw new InvalidRequest([
      { parameter: 'queries', detail: `must have at most ${LIMITS.reconcile_batch} queries` },
    ]);
  }
  const answers: [string, { result: object[] }][] = [];
  for (const [name, { query, type, limit }] of all) {
    const types = [type ?? []].flat();
    const found = (await candidates(services, what, query, limit)).filter(
      ({ candidate }) => types.length === 0 || types.includes(candidate.type.id),
    );
    // Only one thing of exactly this name may be taken without a person's look.
    const same = found.filter(({ score }) => score === 100).length;
    const result = found.map(({ candidate: { id, name, description, type }, score }) => ({
      id,
      name,
      description,
      type: [type],
      score,
      match: score === 100 && same === 1,
      features: [{ id: 'name', value: score }],
    }));
    answers.push([name, { result }]);
  }
  return Object.fromEntries(answers);
};

const extend = async (services: Services, what: Reconcilable, given: string) => {
  const { ids, properties } = parsed('extend', given, extension);
  const known = what.properties.filter(({ id }) => properties.some((property) => property.id === id));
  const rows: [string, object][] = [];
  for (const id of ids) {
    const found = await byId(services, what, id);
    const row = known.map((property) => [
      property.id,
      (found?.properties[property.id] ?? []).map((value) =>
        typeof value === 'number' ? { float: value } : { str: value },
      ),
    ]);
    rows.push([id, Object.fromEntries(row)]);
  }
  return { meta: known, rows: Object.fromEntries(rows) };
};

const answerTo = (
  services: Services,
  what: Reconcilable,
  given: { queries?: string | undefined; extend?: string | undefined },
) => {
  if (given.queries !== undefined) return reconcile(services, what, given.queries);
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
      send(request, reply, presentValue(await answerTo(services, what, request.query))),
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
    async (request, reply) => sendAnswer(reply, await answerTo(services, what, request.body)),
  );

  app.get(
    `${path}/suggest`,
    {
      config,
      schema: {
        tags,
        operationId: `suggest${name}`,
        summary: `${name} by words of their name`,
        querystring: z.strictObject({
          prefix: text(LIMITS.query_length, 0).meta({ description: 'What was typed so far' }),
          cursor: z.string().max(10).optional().meta({ description: 'Taken and not used' }),
        }),
        response: { 200: json('The likest first', answered) },
      },
    },
    async (request, reply) => {
      const found = await candidates(services, what, request.query.prefix, LIMITS.list_default);
      const result = found.map(({ candidate: { id, name, description, type } }) => ({
        id,
        name,
        description,
        notable: [type],
      }));
      return send(request, reply, presentValue({ result }));
    },
  );

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
      const value = { type: request.query.type ?? type?.id ?? '', properties: what.properties };
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

const sendAnswer = (reply: FastifyReply, value: unknown): FastifyReply =>
  reply
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(value));

const escapeHtml = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
