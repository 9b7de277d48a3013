/** The Reconciliation API 0.2, asked as OpenRefine asks it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test.each(['{', '[]', '{"q0":{}}', '{"q0":{"query":7}}'])(
  'a batch that is none is refused: %s',
  async (queries) => {
    expect((await server.get(`/reconcile/speakers?queries=${encodeURIComponent(queries)}`)).status).toBe(400);
  },
);

test('forms are taken here and nowhere else', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(
    (await server.ask('POST', '/v1/claims', { as: 'reporter', raw: 'kind=statement', headers })).status,
  ).toBe(415);
});
