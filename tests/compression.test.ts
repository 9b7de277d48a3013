/** Answers go in fewer bytes to those who take them so, and are the same answers. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { listen } from './setup/listen.ts';

let newsroom: Newsroom;
let url: string;
let paths: string[];
let claim: { id: string };
beforeAll(async () => {
  newsroom = await openNewsroom();
  url = await listen(newsroom);
  claim = await newsroom.publicClaim({
    text: `The bridge ${'was finished in 2020, and '.repeat(30)}stands.`,
  });
  paths = [
    `/v1/claims/${claim.id}`,
    '/v1/claims',
    '/v1/claims.jsonl',
    '/openapi.json',
    '/',
    `/claims/${claim.id}`,
  ];
});
afterAll(() => newsroom.close());

const fetched = async (path: string, headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') => {
  const reply = await newsroom.app.inject({
    method,
    url: path,
    headers: { accept: 'text/html, */*', ...headers },
  });
  return { status: reply.statusCode, headers: reply.headers, bytes: reply.rawPayload };
};

const READERS = { br: brotliDecompressSync, gzip: gunzipSync, undefined: (bytes: Buffer) => bytes };

test.each([
  ['br', 'br'],
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0.5, gzip;q=0.9', 'gzip'],
  ['br;q=0, gzip;q=0', undefined],
  ['identity', undefined],
  ['zstd', undefined],
] as const)('whoever takes “%s” gets the same answer with the coding %s', async (accepted, coding) => {
  for (const path of paths.filter((path) => !path.endsWith('jsonl'))) {
    const plain = await fetched(path, {});
    const reply = await fetched(path, { 'accept-encoding': accepted });
    expect(reply.headers['content-encoding'], path).toBe(coding);
    expect(READERS[coding ?? 'undefined'](reply.bytes), path).toEqual(plain.bytes);
    expect(plain.headers.vary, path).toContain('Accept-Encoding');
    if (coding) expect(reply.bytes.length, path).toBeLessThan(plain.bytes.length);
    if (coding) expect(reply.headers.etag, path).not.toBe(plain.headers.etag);
  }
});

test('whoever has it in one coding is not sent it in another', async () => {
  for (const path of paths.filter((path) => !path.endsWith('jsonl'))) {
    const plain = await fetched(path, {});
    const short = await fetched(path, { 'accept-encoding': 'br' });
    for (const etag of [plain.headers.etag, short.headers.etag]) {
      for (const coding of ['br', 'identity']) {
        const again = await fetched(path, { 'accept-encoding': coding, 'if-none-match': String(etag) });
        expect([again.status, again.bytes.length, again.headers['content-encoding']], path).toEqual([
          304,
          0,
          undefined,
        ]);
      }
    }
  }
});

test('the tag of a compressed answer serves to change what it is of, and a stale one does not', async () => {
  const path = `/v1/claims/${claim.id}`;
  const body = { topics: ['bridges'], correction: { kind: 'correction', note: 'It is about bridges.' } };
  const { headers } = await fetched(path, { 'accept-encoding': 'gzip' });
  const patch = () =>
    newsroom.ask('PATCH', path, { as: 'editor', body, headers: { 'if-match': String(headers.etag) } });
  expect((await patch()).status).toBe(200);
  expect((await patch()).status).toBe(412);
});

test('a short answer goes as it is', async () => {
  const { headers } = await fetched('/health/live', { 'accept-encoding': 'br, gzip' });
  expect(headers['content-encoding']).toBeUndefined();
});

test('HEAD tells what GET would send, from memory or not', async () => {
  const path = `/v1/claims/${claim.id}`;
  for (const coding of ['br', 'identity']) {
    const told = async (method: string) => {
      const { status, headers } = await fetch(`${url}${path}`, {
        method,
        headers: { 'accept-encoding': coding },
      });
      const head = Object.fromEntries(
        [...headers].filter(([name]) => !['date', 'keep-alive', 'connection'].includes(name)),
      );
      return { status, head };
    };
    const got = await told('GET');
    expect(await told('HEAD'), coding).toEqual(got);
    expect(await told('HEAD'), coding).toEqual(got);
  }
});
