/** What happens at the edge of HTTP, before any route: heads, bodies, keys that do not work, paths that are not there. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGE_HEADERS } from '../src/http/head.ts';
import { LIMITS } from '../src/limits.ts';
import { listen } from './setup/listen.ts';
import { routesOf } from './setup/routes.ts';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
let port: number;
beforeAll(async () => {
  server = await startServer();
  await listen(server);
  const address = server.app.server.address();
  port = address !== null && typeof address === 'object' ? address.port : 0;
});
afterAll(() => server.close());

/** Writes to a connection as it is, and gives all that comes back. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part: string) => {
      answer += part;
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
const close = 'Connection: close\r\n\r\n';
const problemIn = (answer: string) => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
const claim = { kind: 'statement', text: 'A claim.' };

test('a server describes its routes alike, whatever it is set to', async () => {
  const other = await startServer({
    settings: {
      ONRECORD_METRICS: 'true',
      ONRECORD_PAGES: 'false',
      ONRECORD_PUBLIC_READ: 'false',
      ONRECORD_LOOK_OUT: 'true',
    },
  });
  expect(JSON.stringify(other.app.swagger())).toBe(JSON.stringify(server.app.swagger()));
  await other.close();
});

describe('paths that are not there', () => {
  test('are answered with the headers, the CORS and the rate limit of all others', async () => {
    const limited = await startServer({ settings: { ONRECORD_RATE_LIMIT: '2' } });
    const there = await limited.get('/v1/claims');
    const not = await limited.get('/v1/nothing');
    expect(not.status).toBe(404);
    for (const name of ['x-content-type-options', 'access-control-allow-origin', 'ratelimit-policy']) {
      expect(not.headers[name], name).toBe(there.headers[name]);
    }
    expect((await limited.get('/nothing/else')).status).toBe(429);
    await limited.close();
  });

  test('one that cannot be read is said to be the address, and not the body', async () => {
    const { status, json } = await server.get('/v1/claims/%');
    expect(status).toBe(400);
    expect(json.errors).toEqual([{ parameter: 'path', detail: expect.stringContaining('%') }]);
  });

  test('a part of an address that is too long is answered by its route, as any that nothing has', async () => {
    const long = 'x'.repeat(5_000);
    for (const { method, url, parameters } of routesOf(server)) {
      if (method !== 'GET' || !parameters.some((one) => one.in === 'path')) continue;
      const path = url.replace(/nothing|[a-z]+_01k2m8r3v5e9gaqz6n7t4s0wxy/, long);
      const { status } = await server.get(path, 'admin');
      expect([200, 400, 404], path.replace(long, '…')).toContain(status);
    }
  });

  test.each([
    ['an address', `GET /v1/claims/% HTTP/1.1\r\nHost: x\r\n${close}`, '% needs two digits'],
    [
      'a head of more than its limit',
      `GET / HTTP/1.1\r\nX: ${'x'.repeat(LIMITS.header_bytes)}\r\n${close}`,
      `${LIMITS.header_bytes / 1024} KiB`,
    ],
    ['what is no HTTP', 'HELLO\r\n\r\n', 'not a request'],
  ])('%s that cannot be read is answered with the headers of all others', async (_name, text, detail) => {
    const answer = await raw(text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('x-content-type-options: nosniff');
    expect(answer).toContain('access-control-allow-origin: *');
    expect(problemIn(answer).detail).toContain(detail);
  });
});

test('the process says that it lives whatever is asked of it, and however often', async () => {
  const limited = await startServer({ settings: { ONRECORD_RATE_LIMIT: '1' } });
  for (let n = 0; n < 3; n += 1) {
    const headers = { authorization: 'Bearer nobody' };
    const live = await limited.ask('GET', '/health/live', { headers });
    expect(live.status).toBe(200);
    expect(live.headers).not.toHaveProperty('ratelimit');
  }
  await limited.close();
});

describe('a head that HTTP does not allow is a problem in the one shape', () => {
  test.each([
    ['two Hosts', `GET /v1/claims HTTP/1.1\r\nHost: a\r\nHost: b\r\n${close}`, 'host'],
    ['no Host', `GET /v1/claims HTTP/1.1\r\n${close}`, 'host'],
    ['an Expect that nobody knows', `GET / HTTP/1.1\r\nHost: x\r\nExpect: a miracle\r\n${close}`, 'expect'],
  ])('%s', async (_name, text, parameter) => {
    const answer = await raw(text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('application/problem+json');
    expect(problemIn(answer).errors).toEqual([{ parameter, detail: expect.any(String) }]);
  });

  test('HTTP/1.0 needs no Host, and 100-continue is expected by many', async () => {
    expect(await raw('GET /health/live HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
    const expecting = `GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n${close}`;
    expect(await raw(expecting)).toContain('HTTP/1.1 200 ');
  });
});

describe('a body', () => {
  const post = (headers: Record<string, string>, body: string | Buffer = JSON.stringify(claim)) =>
    server.ask('POST', '/v1/claims', { as: 'reporter', raw: body, headers });

  test.each([
    ['gzip', { 'content-encoding': 'gzip' }],
    ['an encoding of no name', { 'content-encoding': 'x' }],
    ['two encodings', { 'content-encoding': 'identity, gzip' }],
    ['Latin-1', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['UTF-16', { 'content-type': 'application/json;charset="utf-16"' }],
    ['an empty charset', { 'content-type': 'application/json; charset=""' }],
  ])('that is not read is a 415: %s', async (_name, headers) => {
    const { status, json } = await post(headers);
    expect([status, json.type]).toEqual([415, 'http://onrecord.test/problems/unsupported-media-type']);
  });

  test.each([
    { 'content-encoding': 'identity' },
    { 'content-type': 'application/json; charset=UTF-8' },
    { 'content-type': 'application/json; charset="utf-8"' },
  ])('in UTF-8 as it is, is read: %j', async (headers) => {
    expect((await post(headers)).status).toBe(201);
  });

  test('in which a member stands twice is refused, and the member named', async () => {
    const { status, json } = await post({}, '{"kind":"statement","text":"One.","text":"Another."}');
    expect(status).toBe(400);
    expect(json.errors).toEqual([{ pointer: '/text', detail: 'stands twice in its object' }]);
  });

  test('of a stranger is not read where a key is needed', async () => {
    const head = `POST /v1/claims HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n${close}`;
    const socket = connect(port, '127.0.0.1');
    const answer = await new Promise<string>((resolve) => {
      socket.setEncoding('utf8').once('data', resolve);
      socket.write(head);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    socket.destroy();
  });

  test('of strangers takes no more memory than its limit: what is beyond is a 503, and passes', async () => {
    const path = '/v1/deadlines/parse';
    const size = 1_000_000;
    const half = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${size}\r\n\r\n${' '.repeat(size - 10)}`;
    const count = Math.ceil(LIMITS.anonymous_bodies_bytes / (size - 10)) + 4;
    const answers: string[] = [];
    const sockets = Array.from({ length: count }, () => {
      const socket = connect(port, '127.0.0.1', () => socket.write(half));
      socket.setEncoding('utf8').on('data', (part: string) => answers.push(part));
      return socket.on('error', () => undefined);
    });
    await expect.poll(() => answers.length, { timeout: 20_000 }).toBeGreaterThan(0);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 1/i);
    expect((await server.post('/v1/claims', claim, 'reporter')).status).toBe(201);
    for (const socket of sockets) socket.destroy();
    const ask = () => server.post(path, { phrase: 'in two weeks', reference_date: '2026-01-15' }, null);
    await expect.poll(async () => (await ask()).status, { timeout: 20_000 }).toBe(200);
  });
});

describe('a name', () => {
  test.each(['\u200b', '\u200b \u2060', '\u00ad', '\u3164', '\ufeff', '\u2800', '\u202e\u202c', '\u{e0001}'])(
    'in which there is nothing to see is empty: %j',
    async (name) => {
      const { status, json } = await server.post('/v1/speakers', { kind: 'person', name }, 'reporter');
      expect([status, json.errors[0].pointer]).toEqual([400, '/name']);
    },
  );

  test('that is written with signs that cannot be seen is one', async () => {
    const name = 'می\u200cخواهم';
    expect((await server.post('/v1/speakers', { kind: 'person', name }, 'reporter')).status).toBe(201);
  });
});

describe('keys that do not work', () => {
  const guess = (n: number) =>
    server.ask('GET', '/v1/claims', { headers: { authorization: `Bearer guess-${n}` } });

  test('are a 429 after twenty in a minute, while known keys and readers without one go on', async () => {
    const own = await startServer();
    const ask = (authorization: string) => own.ask('GET', '/v1/claims', { headers: { authorization } });
    expect((await own.get('/v1/claims', 'editor')).status).toBe(200);
    for (let n = 0; n < LIMITS.wrong_keys; n += 1) expect((await ask(`Bearer guess-${n}`)).status).toBe(401);
    const refused = await ask('Bearer one-more');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await own.get('/v1/claims', 'editor')).status).toBe(200);
    expect((await own.get('/v1/claims')).status).toBe(200);
    expect((await own.get('/v1/claims', 'admin')).status, 'not seen before the guesses').toBe(429);
    await own.close();
  });

  test('below that are a 401 each', async () => {
    expect((await guess(1)).status).toBe(401);
  });
});

test('no route ignores a parameter that it does not know', async () => {
  for (const { method, url } of routesOf(server)) {
    const body = method === 'GET' ? {} : { body: {} };
    const reply = await server.ask(method, `${url}?unheard_of=1`, { as: 'admin', ...body });
    expect(reply.status, `${method} ${url}`).toBe(400);
    // What is wrong with the path or the body is said first.
    if (method === 'GET' && !url.includes('nothing')) expect(reply.body, url).toContain('unheard_of');
  }
});

test('every page carries what browsers are told by helmet, and /docs what it loads', async () => {
  for (const path of ['/', '/problems/not-found', '/docs/']) {
    const { status, headers } = await server.ask('GET', path, { headers: { accept: 'text/html' } });
    expect(status, path).toBe(200);
    expect(headers, path).toMatchObject(PAGE_HEADERS);
    expect(headers['content-security-policy'], path).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});
