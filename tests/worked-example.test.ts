import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ seed: true, now: '2025-09-06T00:00:00.000Z' });
});
afterAll(() => server.close());

test('a search for the phrase finds the one quote, Trump’s, said on 15 August 2025', async () => {
  const { status, json } = await server.get('/v1/quotes?q=%22two%20weeks,%20three%20weeks%22');
  expect(status).toBe(200);
  expect(json.data).toHaveLength(1);
  expect(json.data[0]).toMatchObject({
    text: 'maybe in two weeks, three weeks',
    said_on: '2025-08-15',
    speaker: { slug: 'donald-trump' },
    fidelity: 'verbatim',
  });
});

test('the promise of sanctions is overdue on the day after its window, not before', async () => {
  const { json } = await server.get('/v1/claims?speaker=donald-trump&kind=promise&q=sanctions');
  const [claim] = json.data;
  expect(claim.promise.deadline).toMatchObject({
    phrase: 'maybe in two weeks, three weeks',
    window_start: '2025-08-29',
    window_end: '2025-09-05',
    hedged: true,
  });
  expect(claim.promise).toMatchObject({ timeliness: 'overdue', days_overdue: 1 });
  server.clock.set('2025-09-05T23:59:59.999Z');
  expect((await server.get(`/v1/claims/${claim.id}`)).json.promise.timeliness).toBe('in_window');
  server.clock.set('2025-09-06T00:00:00.000Z');
  expect((await server.get(`/v1/claims/${claim.id}`)).json.promise.timeliness).toBe('overdue');
});

test('every quote of the seed is public, with its place in the text', async () => {
  const seed = JSON.parse(readFileSync(new URL('../seed/worked-example.json', import.meta.url), 'utf8'));
  const { json } = await server.get('/v1/quotes?limit=100&count=exact');
  expect(json.count).toEqual({ value: seed.quotes.length, is: 'exact' });
});

test('a claim goes from draft to a public verdict and outcome through two keys', async () => {
  const { id: source } = (await server.post('/v1/sources', { kind: 'speech', title: 'A speech' }, 'reporter'))
    .json;
  const { id: speaker } = (await server.post('/v1/speakers', { name: 'Élise Müller' }, 'reporter')).json;
  const created = await server.post(
    '/v1/claims?allow_duplicate=true',
    {
      kind: 'statement',
      text: 'The bridge was finished in 2020.',
      topics: ['bridges'],
      quotes: [{ speaker, source, text: 'We finished the bridge in 2020.', said_on: '2024-03-01' }],
    },
    'reporter',
  );
  expect(created.status).toBe(201);
  const claim = created.json.id;
  expect((await server.get(`/v1/claims/${claim}`)).status).toBe(404);
  const verdict = await server.post(
    `/v1/claims/${claim}/verdicts`,
    {
      rating: 'true',
      summary: 'It was.',
      rationale: 'The register says so.',
      evidence: [{ url: 'https://example.org/register', title: 'Register', stance: 'supports' }],
    },
    'reporter',
  );
  expect(verdict.status).toBe(201);
  expect((await server.post(`/v1/verdicts/${verdict.json.id}/submit`, {}, 'reporter')).status).toBe(200);
  expect((await server.post(`/v1/verdicts/${verdict.json.id}/publish`, {}, 'reporter')).status).toBe(403);
  expect((await server.post(`/v1/claims/${claim}/publish`, {}, 'editor')).status).toBe(200);
  expect((await server.post(`/v1/verdicts/${verdict.json.id}/publish`, {}, 'editor')).json.state).toBe(
    'published',
  );
  const outcome = await server.post(
    `/v1/claims/${claim}/outcomes`,
    { progress: 'in_progress', note: 'Repairs began.', evidence: [{ title: 'A visit' }] },
    'reporter',
  );
  await server.post(`/v1/outcomes/${outcome.json.id}/submit`, {}, 'reporter');
  await server.post(`/v1/outcomes/${outcome.json.id}/publish`, {}, 'editor');
  const read = await server.get(`/v1/claims/${claim}`);
  expect(read.json).toMatchObject({
    publication: 'published',
    first_said_on: '2024-03-01',
    claimants: [{ slug: 'elise-muller' }],
    verdict: {
      rating: { key: 'true', labels: { en: 'True' } },
      reviewer: 'The editor',
      review: 'reviewed_by_another',
    },
    outcomes: [{ progress: 'in_progress' }],
  });
  expect((await server.get('/v1/claims?q=ELISE')).json.data).toHaveLength(1);
});
