/** Entity tags, and what else caches and repeated requests go by. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, pathOf, windowOf } from './setup/desk.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());

describe('an ETag goes by the day where the answer does', () => {
  const DAYS = ['2026-01-02', '2026-01-03', '2026-02-01', '2026-02-02'];
  const lookAt = async (path: string, window: [string, string | null]) => {
    newsroom.on('2026-01-01');
    await newsroom.publicPromise(windowOf(...window), { topics: [path] });
    const tags: string[] = [];
    const bodies: string[] = [];
    for (const day of DAYS) {
      newsroom.on(day);
      const former = tags.at(-1);
      const headers = former === undefined ? {} : { 'if-none-match': former };
      const reply = await newsroom.ask('GET', path, { headers });
      expect(reply.status, `${path} on ${day} with the tag of the day before`).toBe(200);
      tags.push(reply.headers.etag ?? '');
      bodies.push(reply.body);
      const again = await newsroom.ask('GET', path, { headers: { 'if-none-match': tags.at(-1) ?? '' } });
      expect(again.status).toBe(304);
    }
    expect(new Set(tags).size).toBe(DAYS.length);
    expect(new Set(bodies).size).toBe(DAYS.length);
  };

  test('of a promise: in its window, and when it is over', async () => {
    newsroom.on('2026-01-01');
    const { id } = await newsroom.publicPromise(windowOf('2026-01-01', '2026-01-31'));
    await lookAt(pathOf(id), ['2026-01-01', '2026-01-31']);
  });

  test.each(['/v1/promises', '/v1/claims', '/v1/claims?kind=promise&sort=published_at'])(
    'of the list %s',
    (path) => lookAt(path, ['2026-01-01', '2026-01-31']),
  );

  test('of a promise without an end it stays until the window opens, as the answer does', async () => {
    newsroom.on('2026-01-01');
    const { id } = await newsroom.publicPromise(windowOf('2026-02-01', null));
    const read = async (day: string) => {
      newsroom.on(day);
      const { headers, body } = await newsroom.get(pathOf(id));
      return { tag: headers.etag, body };
    };
    const early = await read('2026-01-10');
    expect(await read('2026-01-20')).toEqual(early);
    const open = await read('2026-02-01');
    expect(open.tag).not.toBe(early.tag);
    expect(await read('2026-03-01')).toEqual(open);
  });

  test('of a statement it stays', async () => {
    const { id } = await newsroom.publicClaim();
    newsroom.on('2026-03-01');
    const { etag = '' } = (await newsroom.get(pathOf(id))).headers;
    newsroom.on('2026-03-02');
    const reply = await newsroom.ask('GET', pathOf(id), { headers: { 'if-none-match': etag } });
    expect(reply.status).toBe(304);
  });
});

describe('the ETag of one thing', () => {
  test('a weak tag matches in If-None-Match, and never in If-Match', async () => {
    const { id } = await newsroom.claim();
    const path = pathOf(id);
    const { etag = '' } = (await newsroom.get(path, 'reporter')).headers;
    const weak = `W/${etag}`;
    expect(etag).toMatch(/^"/);
    const read = await newsroom.ask('GET', path, { as: 'reporter', headers: { 'if-none-match': weak } });
    expect(read.status).toBe(304);
    const attempt = (tag: string) =>
      newsroom.ask('PATCH', path, {
        as: 'reporter',
        body: { text: 'Another text.' },
        headers: { 'if-match': tag },
      });
    expect((await attempt(weak)).status).toBe(412);
    expect((await attempt(`"other", ${weak}`)).status).toBe(412);
    const publishing = await newsroom.post(`${path}/publish`, {}, 'editor', { 'if-match': weak });
    expect(publishing.status).toBe(412);
    expect((await attempt(`"other", ${etag}`)).status).toBe(200);
  });

  test('is of a promise the one of the day on which it is changed', async () => {
    newsroom.on('2026-01-10');
    const { id } = await newsroom.publicPromise(windowOf('2026-01-01', '2026-01-31'));
    const { etag = '' } = (await newsroom.get(pathOf(id))).headers;
    newsroom.on('2026-01-11');
    const correction = { kind: 'typo', note: 'A comma.' };
    const stale = await newsroom.ask('PATCH', pathOf(id), {
      as: 'editor',
      body: { text: 'Another text.', correction },
      headers: { 'if-match': etag },
    });
    expect(stale.status).toBe(412);
  });
});

test('every answer to a GET says that it depends on who asks, and to whom it may be given again', async () => {
  const { id } = await newsroom.publicPromise(windowOf('2026-01-01', '2026-01-31'));
  const quote = await newsroom.publish((await newsroom.quote()).id);
  await newsroom.scale();
  const verdict = await newsroom.verdict(id, 'published');
  const paths = [
    ...['claims', 'promises', 'quotes', 'speakers', 'sources', 'rating-scales', 'anchors', 'corrections'],
    ...['topics', 'promises/summary', 'log/checkpoint', 'log/entries', 'log/key'],
    ...['verdicts', 'outcomes', 'deadlines', 'versions', 'versions/1'].map((part) => `claims/${id}/${part}`),
  ].map((part) => `/v1/${part}`);
  for (const path of [pathOf(id), pathOf(quote.id), pathOf(verdict.id), ...paths]) {
    for (const as of [null, 'reporter'] as const) {
      const reply = await newsroom.get(path, as);
      expect(reply.status, `${path}: ${reply.body}`).toBe(200);
      expect(reply.headers.vary, path).toMatch(/(^|, )Authorization(,|$)/);
      expect(reply.headers['cache-control'], path).toMatch(as === null ? /^public,/ : /^private,/);
      expect(reply.headers.etag, path).toMatch(/^"[^"]+"$/);
    }
  }
});

describe('an Idempotency-Key', () => {
  test('goes with one If-Match: with another it is another request, and refused', async () => {
    const { id } = await newsroom.claim();
    const { etag = '' } = (await newsroom.get(pathOf(id), 'reporter')).headers;
    const publish = (tag: string) =>
      newsroom.post(`${pathOf(id)}/publish`, {}, 'editor', { 'idempotency-key': 'once', 'if-match': tag });
    expect((await publish(etag)).status).toBe(200);
    expect((await publish('"another"')).status).toBe(422);
    const again = await publish(etag);
    expect(again.status).toBe(200);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  test('goes with one body and one address', async () => {
    const headers = { 'idempotency-key': 'one-body' };
    const first = await newsroom.post('/v1/speakers', { name: 'One' }, 'reporter', headers);
    expect(first.status).toBe(201);
    expect((await newsroom.post('/v1/speakers', { name: 'Two' }, 'reporter', headers)).status).toBe(422);
    const elsewhere = { kind: 'speech', title: 'One' };
    expect((await newsroom.post('/v1/sources', elsewhere, 'reporter', headers)).status).toBe(422);
  });
});
