/** The Reconciliation API 0.2, asked as OpenRefine asks it. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
let ada: { id: string; slug: string };
let claim: { id: string };
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
  ada = await server.speaker({ name: 'Ada Lovelace', aliases: ['Augusta King'], wikidata_id: 'Q7259' });
  await server.speaker({ name: 'Ada Hidden' });
  const twins = [
    await server.speaker({ name: 'John Smith' }),
    await server.speaker({ name: 'John Smith', slug: 'john-smith-jr' }),
  ];
  claim = await server.publicClaim({
    text: 'The bridge <b>is open</b>.',
    claimants: [ada.id, ...twins.map(({ id }) => id)],
    topics: ['roads'],
  });
  await server.finding('verdicts', claim.id, 'published', { scale: 'truth', rating: 'half_true' });
});
afterAll(() => server.close());

const form = async (path: string, members: Record<string, unknown>) => {
  const fields = Object.entries(members).map(([name, value]): [string, string] => [
    name,
    JSON.stringify(value),
  ]);
  const { json, status, body } = await server.ask('POST', path, {
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(status, body).toBe(200);
  return json;
};

test.each(['speakers', 'claims'])(
  'the manifest of %s names its version, spaces and services, and each is there',
  async (noun) => {
    const { json } = await server.get(`/reconcile/${noun}`);
    expect(json).toMatchObject({
      versions: ['0.2'],
      identifierSpace: `http://onrecord.test/v1/${noun}/`,
      view: { url: `http://onrecord.test/v1/${noun}/{{id}}` },
    });
    const id = noun === 'claims' ? claim.id : ada.id;
    for (const url of [json.view.url, json.preview.url]) {
      expect((await server.get(url.replace('http://onrecord.test', '').replace('{{id}}', id))).status).toBe(
        200,
      );
    }
    const { entity } = json.suggest;
    expect(
      (await server.get(`${new URL(entity.service_url).pathname}${entity.service_path}?prefix=a`)).status,
    ).toBe(200);
    for (const service of [json.suggest.property, json.suggest.type]) {
      const path = `${new URL(service.service_url).pathname}${service.service_path}`;
      expect((await server.get(`${path}?prefix=`)).json.result.length).toBeGreaterThan(0);
    }
    const { propose_properties: propose } = json.extend;
    expect(
      (await server.get(`${new URL(propose.service_url).pathname}${propose.service_path}?type=person`)).json
        .properties.length,
    ).toBeGreaterThan(3);
  },
);

test('a batch gives each query its candidates; only one thing of exactly that name matches by itself', async () => {
  const answer = await form('/reconcile/speakers', {
    queries: {
      q0: { query: 'ADA LOVELACE' },
      q1: { query: 'augusta king', type: 'person', limit: 3 },
      q2: { query: 'John Smith' },
      q3: { query: 'Ada', type: ['organisation'] },
      q4: { query: 'Nobody Atall' },
    },
  });
  expect(answer.q0.result).toEqual([
    {
      id: ada.id,
      name: 'Ada Lovelace',
      description: '',
      type: [{ id: 'person', name: 'Person' }],
      score: 100,
      match: true,
      features: [{ id: 'name', value: 100 }],
    },
  ]);
  expect(answer.q1.result).toMatchObject([{ id: ada.id, match: true }]);
  expect(answer.q2.result.map(({ match }: { match: boolean }) => match)).toEqual([false, false]);
  expect([answer.q3.result, answer.q4.result]).toEqual([[], []]);
  const asked = encodeURIComponent('{"q0":{"query":"ada lovelace"}}');
  expect((await server.get(`/reconcile/speakers?queries=${asked}`)).json).toEqual({ q0: answer.q0 });
});

test('what else is known of a row tells namesakes apart, finds without a name, and rules out who is another', async () => {
  const asked = async (query: object) =>
    (await form('/reconcile/speakers', { queries: { q: query } })).q.result;
  const wikidata = (v: unknown) => ({ properties: [{ pid: 'wikidata_id', v }] });
  expect(await asked(wikidata('Q7259'))).toMatchObject([{ id: ada.id, score: 100, match: true }]);
  expect(await asked(wikidata(['Q1', { id: 'Q7259' }]))).toMatchObject([{ id: ada.id, match: true }]);
  expect(await asked({ query: 'Ada Lovelace', ...wikidata('Q1') })).toMatchObject([
    { id: ada.id, match: false, features: [{ id: 'name', value: 100 }, { id: 'wikidata_id' }] },
  ]);
  const slug = { properties: [{ pid: 'slug', v: 'john-smith-jr' }] };
  const [first, second] = await asked({ query: 'John Smith', ...slug });
  expect([first.match, second.match]).toEqual([true, false]);
  expect(await asked({ query: 'John Smith', limit: 1 })).toMatchObject([{ match: false }]);
});

test('an id is as good as a name, and a slip in a name is no match but a candidate', async () => {
  const { q0, q1 } = await form('/reconcile/speakers', {
    queries: { q0: { query: ada.id }, q1: { query: 'Ada Lovelase' } },
  });
  expect(q0.result).toMatchObject([{ id: ada.id, score: 100, match: true }]);
  expect(q1.result).toMatchObject([{ id: ada.id, match: false }]);
  expect(q1.result[0].score).toBeGreaterThan(80);
});

test('suggestions begin as was typed, go on where the last ended, and know an id', async () => {
  const suggested = async (path: string) =>
    (await server.get(`/reconcile/speakers/suggest${path}`)).json.result.map(({ id }: { id: string }) => id);
  expect(await suggested('?prefix=lovel')).toEqual([ada.id]);
  expect(await suggested(`?prefix=${ada.id}`)).toEqual([ada.id]);
  const both = await suggested('?prefix=john%20smi');
  expect(both).toHaveLength(2);
  expect(await suggested('?prefix=john%20smi&cursor=1')).toEqual(both.slice(1));
  expect(await suggested('/types?prefix=per')).toEqual(['person']);
  expect(await suggested('/properties?prefix=wiki')).toEqual(['wikidata_id']);
});

describe('answers have the form that the specification’s schemas ask for', () => {
  const type = z.looseObject({ id: z.string(), name: z.string() });
  const service = z.looseObject({ service_url: z.string(), service_path: z.string() });
  const withId = z.string().regex(/\{\{id\}\}/);
  const manifest = z.looseObject({
    versions: z.array(z.string()).refine((versions) => versions.includes('0.2')),
    name: z.string(),
    identifierSpace: z.url(),
    schemaSpace: z.url(),
    defaultTypes: z.array(type).refine((types) => new Set(types.map(({ id }) => id)).size === types.length),
    view: z.looseObject({ url: withId }),
    preview: z.looseObject({ url: withId, width: z.int(), height: z.int() }),
    suggest: z.looseObject({ entity: service, property: service, type: service }),
    extend: z.looseObject({ propose_properties: service, property_settings: z.array(z.never()) }),
    batchSize: z.int().min(1),
  });
  const results = z.record(
    z.string(),
    z.looseObject({
      result: z.array(
        z.looseObject({
          id: z.string(),
          name: z.string(),
          description: z.string().optional(),
          score: z.number(),
          match: z.boolean().optional(),
          type: z.array(z.union([z.string(), type])).optional(),
          features: z
            .array(z.looseObject({ id: z.string(), value: z.union([z.number(), z.boolean()]) }))
            .optional(),
        }),
      ),
    }),
  );
  const values = z.array(
    z.union([
      z.strictObject({}),
      z.strictObject({ id: z.string(), name: z.string(), description: z.string().optional() }),
      z.strictObject({ str: z.string() }),
      z.strictObject({ float: z.number() }),
      z.strictObject({ int: z.int() }),
    ]),
  );
  const extended = z.looseObject({
    meta: z.array(
      z.looseObject({ id: z.string(), name: z.string(), type: type.optional(), service: z.url().optional() }),
    ),
    rows: z.record(z.string(), z.record(z.string(), values)),
  });
  const suggestions = z.looseObject({
    result: z.array(
      z.looseObject({
        id: z.string(),
        name: z.string(),
        description: z.string().optional(),
        notable: z.array(z.union([z.string(), type])).optional(),
      }),
    ),
  });

  test.each(['speakers', 'claims'])('of %s', async (noun) => {
    const path = `/reconcile/${noun}`;
    const { json } = await server.get(path);
    manifest.parse(json);
    const query = noun === 'claims' ? 'bridge' : 'ada';
    results.parse(
      await form(path, { queries: { a: { query }, b: { query, limit: 1, type_strict: 'should' } } }),
    );
    const { properties } = z
      .object({ type: z.string(), properties: z.array(type) })
      .parse((await server.get(`${path}/properties?type=person&limit=3`)).json);
    const ids = [noun === 'claims' ? claim.id : ada.id];
    const answer = extended.parse(
      await form(path, { extend: { ids, properties: properties.map(({ id }) => ({ id })) } }),
    );
    expect(answer.meta.map(({ id }) => id)).toEqual(properties.map(({ id }) => id));
    for (const kind of ['', '/types', '/properties']) {
      suggestions.parse((await server.get(`${path}/suggest${kind}?prefix=${kind ? '' : query}`)).json);
    }
  });
});

test('a column of claims extends to its claimants as speakers with ids, who are reconciled in turn', async () => {
  const extend = { ids: [claim.id], properties: [{ id: 'claimants' }] };
  const { meta, rows } = await form('/reconcile/claims', { extend });
  expect(meta).toEqual([
    {
      id: 'claimants',
      name: 'Claimants',
      type: { id: 'speakers', name: 'Speakers' },
      service: 'http://onrecord.test/reconcile/speakers',
    },
  ]);
  expect(rows[claim.id].claimants[0]).toEqual({ id: ada.id, name: 'Ada Lovelace' });
});

test('columns are extended by what is known of each id, and by nothing for an id that is not public', async () => {
  const extend = {
    ids: [claim.id, 'claim_nothing'],
    properties: [{ id: 'rating' }, { id: 'topics' }, { id: 'colour' }],
  };
  expect(await form('/reconcile/claims', { extend })).toEqual({
    meta: [
      { id: 'rating', name: 'Rating' },
      { id: 'topics', name: 'Topics' },
    ],
    rows: {
      [claim.id]: { rating: [{ str: 'half_true' }], topics: [{ str: 'roads' }] },
      claim_nothing: { rating: [], topics: [] },
    },
  });
});

test('nobody who is not public is suggested, found or shown; pages are escaped', async () => {
  expect((await server.get('/reconcile/speakers/suggest?prefix=hidden', 'editor')).json.result).toEqual([]);
  expect((await server.get('/reconcile/speakers/suggest?prefix=ada')).json.result).toMatchObject([
    { id: ada.id },
  ]);
  const { body } = await server.get(`/reconcile/claims/preview/${claim.id}`);
  expect(body).toContain('The bridge &lt;b&gt;is open&lt;/b&gt;.');
  expect((await server.get('/reconcile/claims/preview/claim_nothing')).status).toBe(404);
});

test.each(['{', '[]', '{"q0":{}}', '{"q0":{"query":7}}', '{"q0":{"properties":[{"pid":"slug"}]}}'])(
  'a batch that is none is refused: %s',
  async (queries) => {
    expect((await server.get(`/reconcile/speakers?queries=${encodeURIComponent(queries)}`)).status).toBe(400);
  },
);

test('whatever stands in a batch, the answer is one or a refusal', async () => {
  const key = fc.constantFrom(
    'q0',
    'query',
    'type',
    'limit',
    'properties',
    'pid',
    'v',
    'ids',
    'id',
    '__proto__',
  );
  const { any } = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>('Ada Lovelace', ada.id, 'person', 'slug', -1, 1e9, true, null, [], {}),
      fc.string({ unit: 'binary' }),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(key, tie('any'), { maxKeys: 4 }),
    ),
  }));
  const query = fc.record({ query: any, type: any, limit: any, properties: any }, { requiredKeys: [] });
  const parameter = fc.oneof(
    fc.record({ queries: fc.oneof(any, fc.record({ q0: query })) }),
    fc.record({ extend: fc.oneof(any, fc.record({ ids: any, properties: any })) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('speakers', 'claims'), parameter, async (noun, given) => {
      const fields = Object.entries(given).map(([name, value]): [string, string] => [
        name,
        JSON.stringify(value) ?? '',
      ]);
      const { status } = await server.ask('POST', `/reconcile/${noun}`, {
        raw: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 150 },
  );
});

test('forms are taken here and nowhere else', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(
    (await server.ask('POST', '/v1/claims', { as: 'reporter', raw: 'kind=statement', headers })).status,
  ).toBe(415);
});
