/** What is kept in memory is never older than the record: not for this process, another one, or the next day. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { openDatabase } from '../src/db/database.ts';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';
import { atLength } from './setup/length.ts';
import { listen } from './setup/listen.ts';

let newsroom: Newsroom;
let url: string;
/** Another process on the same database, as far as it knows. */
let other: { url: string; close: () => Promise<void> };
beforeAll(async () => {
  newsroom = await openNewsroom({ now: '2026-01-15T10:00:00Z', settings: { ONRECORD_METRICS: 'true' } });
  url = await listen(newsroom);
  const config = { ...newsroom.config, ONRECORD_METRICS: false };
  const app = await buildApp(config, await openDatabase(newsroom.database_url), { clock: newsroom.clock });
  Object.defineProperty(app, 'isUnderPressure', { value: () => false });
  other = { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
});
afterAll(async () => {
  await other.close();
  await newsroom.close();
});

const ask = async (path: string, headers: Record<string, string> = {}, at = url) => {
  const answer = await fetch(`${at}${path}`, { headers });
  const head = Object.fromEntries(
    [...answer.headers].filter(([name]) => !['date', 'keep-alive'].includes(name)),
  );
  return { status: answer.status, head, body: await answer.text() };
};

/** How many answers came out of memory so far. */
const keptAnswers = async (): Promise<number> => {
  const { body } = await newsroom.get('/metrics');
  return Number(/^onrecord_answers_kept_total (\d+)$/m.exec(body)?.[1]);
};

test('the second answer is kept, and is the first to the letter', async () => {
  const claim = await newsroom.publicClaim();
  for (const path of [
    `/v1/claims/${claim.id}`,
    '/v1/claims?limit=1&count=exact',
    '/v1/topics',
    '/v1/speakers',
  ]) {
    const first = await ask(path);
    expect(first.status, path).toBe(200);
    const before = await keptAnswers();
    // On PostgreSQL whoever writes to another database of the same server makes another state too.
    for (let i = 0; i < 50 && (await keptAnswers()) === before; i += 1) {
      expect(await ask(path), path).toEqual(first);
    }
    expect(await keptAnswers(), path).toBe(before + 1);
  }
});

test('whoever has the answer is told so, with the headers of a 304', async () => {
  const path = `/v1/claims/${(await newsroom.publicClaim()).id}`;
  const { head } = await ask(path);
  const fresh = await ask(`${path}?`, { 'if-none-match': head.etag ?? '' });
  const kept = await ask(path, { 'if-none-match': `"other", ${head.etag}` });
  expect([kept.status, kept.body]).toEqual([304, '']);
  expect(kept.head).toEqual(fresh.head);
  expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200);
});

test('what a key asks for is neither kept nor given', async () => {
  const claim = await newsroom.claim();
  const path = `/v1/claims/${claim.id}`;
  const key = { authorization: `Bearer ${newsroom.secrets.editor}` };
  expect((await ask(path, key)).status).toBe(200);
  expect((await ask(path)).status).toBe(404);
  await newsroom.publish(claim.id);
  expect((await ask(path)).status).toBe(200);
  const before = await keptAnswers();
  expect((await ask(path, key)).head['cache-control']).toContain('private');
  expect((await ask(path, { authorization: 'Bearer wrong' })).status).toBe(401);
  expect(await keptAnswers()).toBe(before);
});

test('a new day is seen', async () => {
  const { id } = await newsroom.publicPromise(windowOf('2026-01-01', '2026-01-15'));
  const timeliness = async () => JSON.parse((await ask(`/v1/claims/${id}`)).body).promise.timeliness;
  expect([await timeliness(), await timeliness()]).toEqual(['in_window', 'in_window']);
  newsroom.clock.set('2026-01-16T10:00:00Z');
  expect([await timeliness(), await timeliness()]).toEqual(['overdue', 'overdue']);
});

test('no reader, of whatever process, gets an answer older than a change that was acknowledged', async () => {
  const claims = [await newsroom.publicClaim(), await newsroom.publicClaim(), await newsroom.publicClaim()];
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ which: fc.nat(2), write: fc.boolean(), there: fc.boolean() }), {
        minLength: 10,
        maxLength: 30,
      }),
      async (steps) => {
        const texts = new Map<string, string>();
        for (const { which, write, there } of steps) {
          const id = claims[which]?.id ?? '';
          if (write) {
            round += 1;
            const text = `About the ${round}th bridge of the town.`;
            await newsroom.correct(id, { text });
            texts.set(id, text);
          }
          const expected = texts.get(id);
          if (expected === undefined) continue;
          const at = there ? other.url : url;
          const [item, list] = await Promise.all([
            ask(`/v1/claims/${id}`, {}, at),
            ask('/v1/claims?limit=100', {}, at),
          ]);
          expect(JSON.parse(item.body).text).toBe(expected);
          const listed = JSON.parse(list.body).data.find((claim: { id: string }) => claim.id === id);
          expect(listed.text).toBe(expected);
        }
      },
    ),
    { numRuns: atLength(2, 10) },
  );
});
