/** How often one caller may ask, where the newsroom has set a limit. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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

test('a caller that was refused is served again when its minute is over, and not before', async () => {
  const clock = vi.spyOn(performance, 'now');
  const at = async (second: number) => {
    clock.mockReturnValue(1_000_000 + second * 1000);
    return (await server.get('/v1/claims', 'admin')).status;
  };
  expect([await at(0), await at(20), await at(40), await at(59)]).toEqual([200, 200, 200, 429]);
  expect([await at(61), await at(62), await at(119), await at(120)]).toEqual([200, 200, 200, 429]);
  expect(await at(122)).toBe(200);
  clock.mockRestore();
});
