/** Requests that are repeated or that race: one effect, no lost update. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { footprint } from './setup/footprint.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
});
afterAll(() => server.close());

const CLAIM = { kind: 'statement', text: 'Said once.' };
const keyed = (key: string) => ({ 'idempotency-key': key });

test('a hundred POSTs at once with one Idempotency-Key have one effect and one answer', async () => {
  const before = await server.get('/v1/claims?publication=draft&count=exact', 'reporter');
  const replies = await Promise.all(
    Array.from({ length: 100 }, () => server.post('/v1/claims', CLAIM, 'reporter', keyed('a hundred'))),
  );
  expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([201]));
  expect(new Set(replies.map((reply) => reply.body)).size).toBe(1);
  expect(new Set(replies.map((reply) => reply.headers.etag)).size).toBe(1);
  expect(new Set(replies.map((reply) => reply.headers.location)).size).toBe(1);
  expect(replies.filter((reply) => reply.headers['idempotency-replayed'] === 'true')).toHaveLength(99);
  const after = await server.get('/v1/claims?publication=draft&count=exact', 'reporter');
  expect(after.json.count.value).toBe(before.json.count.value + 1);
});

test.each([
  ['another body', '/v1/claims', { ...CLAIM, text: 'Said otherwise.' }],
  ['another path', '/v1/speakers', { name: 'Somebody' }],
])('a key used for %s is a 422 and changes nothing', async (name, url, body) => {
  await server.post('/v1/claims', CLAIM, 'reporter', keyed(name));
  const before = await footprint(server);
  const { status, json } = await server.post(url, body, 'reporter', keyed(name));
  expect(status).toBe(422);
  expect(json.type).toMatch(/idempotency-mismatch$/);
  expect(await footprint(server)).toEqual(before);
});

test('the order of a body’s members does not make it another request', async () => {
  const first = await server.post('/v1/claims', CLAIM, 'reporter', keyed('order'));
  const { text, kind } = CLAIM;
  const again = await server.post('/v1/claims', { text, kind }, 'reporter', keyed('order'));
  expect(again.json.id).toBe(first.json.id);
});

test('two callers may use the same Idempotency-Key, each for itself', async () => {
  const first = await server.post('/v1/claims', CLAIM, 'reporter', keyed('shared'));
  const second = await server.post('/v1/claims', CLAIM, 'reporter2', keyed('shared'));
  expect(second.status).toBe(201);
  expect(second.json.id).not.toBe(first.json.id);
});

test('without an Idempotency-Key every POST has its own effect', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => server.post('/v1/claims', CLAIM, 'reporter')));
  expect(one?.json.id).not.toBe(two?.json.id);
});

test('an answer is kept for 24 hours and no longer', async () => {
  server.clock.set('2026-02-01T00:00:00.000Z');
  const first = await server.post('/v1/claims', CLAIM, 'reporter', keyed('a day'));
  server.clock.set('2026-02-01T23:59:59.999Z');
  const kept = await server.post('/v1/claims', CLAIM, 'reporter', keyed('a day'));
  expect(kept.json.id).toBe(first.json.id);
  server.clock.set('2026-02-02T00:00:00.001Z');
  const fresh = await server.post('/v1/claims', CLAIM, 'reporter', keyed('a day'));
  expect(fresh.json.id).not.toBe(first.json.id);
});

test('a refused request is not kept: it may be sent again', async () => {
  const body = { ...CLAIM, claimants: ['latecomer'] };
  expect((await server.post('/v1/claims', body, 'reporter', keyed('refused'))).status).toBe(422);
  await server.post('/v1/speakers', { name: 'Latecomer', slug: 'latecomer' }, 'reporter');
  expect((await server.post('/v1/claims', body, 'reporter', keyed('refused'))).status).toBe(201);
});

test('a repeated move answers as the first did instead of 409', async () => {
  const { id } = await server.claim();
  const url = `/v1/claims/${id}/publish`;
  const first = await server.post(url, {}, 'editor', keyed('publish once'));
  const again = await server.post(url, {}, 'editor', keyed('publish once'));
  expect([again.status, again.body]).toEqual([200, first.body]);
  expect((await server.post(url, {}, 'editor')).status).toBe(409);
});

test('of fifty PATCHes at once with one ETag one succeeds and 49 are told', async () => {
  const { id } = await server.claim();
  const url = `/v1/claims/${id}`;
  const { etag = '' } = (await server.get(url, 'reporter')).headers;
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      server.ask('PATCH', url, {
        as: 'reporter',
        body: { text: `Version ${i}` },
        headers: { 'if-match': etag },
      }),
    ),
  );
  const statuses = replies.map((reply) => reply.status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 412)).toHaveLength(49);
  const won = replies.find((reply) => reply.status === 200);
  expect((await server.get(url, 'reporter')).json.text).toBe(won?.json.text);
});

test('of ten editors who publish at once one does, and the log holds one version', async () => {
  const { id } = await server.claim();
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => server.post(`/v1/claims/${id}/publish`, {}, 'editor')),
  );
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, ...Array(9).fill(409)]);
  expect((await server.get(`/v1/claims/${id}`)).json.version).toBe(1);
});

test('changes by many at once are all kept, each in a version of its own', async () => {
  const claims = await Promise.all(Array.from({ length: 20 }, () => server.publicClaim()));
  const correction = { kind: 'typo', note: 'A letter.' };
  await Promise.all(
    claims.map(({ id }, i) =>
      server.patch(`/v1/claims/${id}`, { text: `Changed ${i}`, correction }, 'editor'),
    ),
  );
  for (const [i, { id }] of claims.entries()) {
    expect((await server.get(`/v1/claims/${id}`)).json).toMatchObject({ text: `Changed ${i}`, version: 2 });
  }
});
