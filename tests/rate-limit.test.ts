/** How often one caller may ask, where the newsroom has set a limit. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
let open: TestServer;
beforeAll(async () => {
  server = await startServer({ settings: { ONRECORD_RATE_LIMIT: '3' } });
  open = await startServer();
});
afterAll(() => Promise.all([server.close(), open.close()]));

test('the request after the last is a 429 that says when to try again, for its caller alone', async () => {
  for (const left of [2, 1, 0]) {
    const { status, headers } = await server.get('/v1/claims', 'reporter');
    expect(status).toBe(200);
    expect(headers['ratelimit-policy']).toBe('"default";q=3;w=60');
    expect(headers.ratelimit).toMatch(new RegExp(`^"default";r=${left};t=\\d\\d?$`));
  }
  const refused = await server.get('/v1/claims', 'reporter');
  expect(refused.status).toBe(429);
  expect(refused.json.type).toMatch(/\/problems\/too-many-requests$/);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.headers.ratelimit).toMatch(/^"default";r=0;/);
  expect((await server.get('/v1/claims', 'editor')).status).toBe(200);
});

test('keys that nobody has are counted too, so that they cannot be guessed at any speed', async () => {
  const guess = (n: number) =>
    server.ask('GET', '/v1/claims', { headers: { authorization: `Bearer guess-${n}` } });
  const replies = [await guess(1), await guess(2), await guess(3), await guess(4)];
  expect(replies.map((reply) => reply.status)).toEqual([401, 401, 401, 429]);
});

test('a newsroom that sets none has none', async () => {
  const { status, headers } = await open.get('/v1/claims');
  expect(status).toBe(200);
  expect(headers).not.toHaveProperty('ratelimit');
});
