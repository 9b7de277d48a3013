/** What is kept in memory is never older than the record: not for this process, another one, or the next day. */
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { openDatabase } from '../src/db/database.ts';
import { LIMITS } from '../src/limits.ts';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';
import { atLength } from './setup/length.ts';
import { listen } from './setup/listen.ts';

let newsroom: Newsroom;
let url: string;
/** Another process on the same database, as far as it knows. */
let other: { url: string; close: () => Promise<void> };
/** A server that keeps no answers. */
let without: typeof other;

const serve = async (settings: Partial<Newsroom['config']>) => {
  const config = { ...newsroom.config, ONRECORD_METRICS: false, ...settings };
  const app = await buildApp(config, await openDatabase(newsroom.database_url), { clock: newsroom.clock });
  Object.defineProperty(app, 'isUnderPressure', { value: () => false });
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
};

beforeAll(async () => {
  newsroom = await openNewsroom({ now: '2026-01-15T10:00:00Z', settings: { ONRECORD_METRICS: 'true' } });
  url = await listen(newsroom);
  other = await serve({});
  without = await serve({ ONRECORD_CACHE_MB: 0 });
});
afterAll(async () => {
  await other.close();
  await without.close();
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

test('a list of the claims of somebody who had none is seen to change when two entries of one person become one', async () => {
  const [twin, { id }] = [await newsroom.speaker(), await newsroom.speaker()];
  await newsroom.publish((await newsroom.quote({ speaker: twin.id })).id);
  const claim = await newsroom.publicClaim({ claimants: [id] });
  const found = async () => {
    const { body } = await ask(`/v1/claims?speaker=${twin.slug}`);
    return JSON.parse(body).data.map((shown: { id: string }) => shown.id);
  };
  expect([await found(), await found()]).toEqual([[], []]);
  await newsroom.make(`/v1/speakers/${twin.id}/merge`, { into: id, note: 'One person.' }, 'editor');
  expect(await found()).toEqual([claim.id]);
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

test('another process that is asked all the time tells no less than what was just acknowledged', async () => {
  const path = `/v1/claims/${(await newsroom.publicClaim()).id}`;
  let is_over = false;
  const keepAsking = async (): Promise<void> => {
    while (!is_over) {
      await ask(path, {}, other.url);
      await setTimeout(1);
    }
  };
  const asking = keepAsking();
  try {
    for (let n = 0; n < 20; n += 1) {
      const text = `The town has ${n} bridges.`;
      await newsroom.correct(path.slice('/v1/claims/'.length), { text });
      expect(JSON.parse((await ask(path, {}, other.url)).body).text).toBe(text);
    }
  } finally {
    is_over = true;
    await asking;
  }
});

test('a change drops what shows it, and nothing else', async () => {
  const [about, other] = [
    await newsroom.publicClaim({ topics: ['rail'] }),
    await newsroom.publicClaim({ topics: ['ferries'] }),
  ];
  const unmoved = [
    `/v1/claims/${other.id}`,
    '/v1/claims?topic=ferries',
    '/v1/claims?topic=rail&kind=promise',
  ];
  const moved = [`/v1/claims/${about.id}`, '/v1/claims?topic=rail', '/v1/claims?topic=rail&topic=ferries'];
  const settled = async () => {
    for (const path of [...unmoved, ...moved]) for (let i = 0; i < 2; i += 1) await ask(path);
  };
  const keptOf = async (paths: readonly string[]): Promise<number> => {
    const before = await keptAnswers();
    for (const path of paths) await ask(path);
    return (await keptAnswers()) - before;
  };
  await settled();
  await newsroom.claim();
  expect(await keptOf([...unmoved, ...moved]), 'after a draft').toBe(unmoved.length + moved.length);
  await newsroom.correct(about.id, { text: 'The railway has twelve stations.' });
  expect(await keptOf(moved), 'what shows it').toBe(0);
  expect(await keptOf(unmoved), 'what does not').toBe(unmoved.length);
});

test('what left as something changed is made once for all who ask for it at the same time', async () => {
  const claim = await newsroom.publicClaim({ topics: ['asked for by many'] });
  const path = '/v1/claims?topic=asked%20for%20by%20many';
  await ask(path);
  const correction = { kind: 'typo', note: 'A slip.' };
  const patch = { text: 'Something that many ask for.', correction };
  const headers = { 'if-match': (await newsroom.get(`/v1/claims/${claim.id}`)).headers.etag ?? '' };
  expect(
    (await newsroom.ask('PATCH', `/v1/claims/${claim.id}`, { as: 'editor', body: patch, headers })).status,
  ).toBe(200);
  const before = await keptAnswers();
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(path)));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(answers[0]?.body).toContain('Something that many ask for.');
  expect((await keptAnswers()) - before).toBe(19);
});

test('no more is kept than the megabytes that are set, and what was asked last', async () => {
  const small = await serve({ ONRECORD_CACHE_MB: 1, ONRECORD_METRICS: true });
  const askSmall = (path: string) => ask(path, { 'accept-encoding': 'identity' }, small.url);
  const isKept = async (path: string): Promise<boolean> => {
    const before = (await askSmall('/metrics')).body;
    expect((await askSmall(path)).status).toBe(200);
    const kept = /^onrecord_answers_kept_total \d+$/m;
    return kept.exec((await askSmall('/metrics')).body)?.[0] !== kept.exec(before)?.[0];
  };
  await newsroom.publicClaim({ text: 'The ferry sails. '.repeat(50), topics: ['a megabyte'] });
  const paths = ['first_said_on', '-first_said_on', 'published_at', '-published_at'].flatMap((sort) =>
    Array.from({ length: 100 }, (_, i) => `/v1/claims?topic=a%20megabyte&sort=${sort}&limit=${i + 1}`),
  );
  for (const path of paths) expect((await askSmall(path)).status).toBe(200);
  expect(await isKept(paths.at(-1) ?? '')).toBe(true);
  expect(await isKept(paths[0] ?? '')).toBe(false);
  await small.close();
});

test('whatever is asked after whatever was written is what a server says that keeps nothing', async () => {
  const TOPICS = ['rail', 'ferries', 'bread'];
  await newsroom.scale();
  const speakers = await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => newsroom.speaker({ name })));
  const claims: string[] = [];
  let n = 0;
  let merges = 0;
  const oneOf = <T>(values: readonly T[], i: number): T | undefined => values[i % values.length];
  const write = async ({ does, i, j }: { does: number; i: number; j: number }): Promise<void> => {
    n += 1;
    const [id, topic] = [oneOf(claims, i), oneOf(TOPICS, j) ?? ''];
    if (id === undefined || does === 0) {
      const claimants = [oneOf(speakers, j)?.id ?? ''];
      const promise = { text: `Number ${n}.`, topics: [topic], claimants };
      claims.push((await newsroom.claim(promise)).id);
      return;
    }
    const { status, json } = await newsroom.get(`/v1/claims/${id}`, 'editor');
    if (status !== 200) return;
    if (json.publication === 'draft') await newsroom.publish(id);
    else if (does === 1) await newsroom.correct(id, { text: `Number ${n}, corrected.`, topics: [topic] });
    else if (does === 2)
      await newsroom.verdict(id, 'published', { rating: oneOf(['true', 'false'], j) ?? '', reason: 'Seen.' });
    else if (does === 3)
      await newsroom.patch(`/v1/speakers/${oneOf(speakers, i)?.id}`, { name: `Dee ${n}` }, 'editor');
    else if (does === 4) await newsroom.withdraw(id);
    else if (does === 5 && json.claimants.length > 0) {
      // Who had no name of this record's becomes one of those that lists are asked for.
      const gone = await newsroom.speaker({ name: `Ed ${n}` });
      await newsroom.correct(id, { claimants: [gone.id] });
      speakers.push(gone);
      const merge = { into: speakers[0]?.id, note: 'One person.' };
      if (i % 2 === 1 || merges === LIMITS.aliases - 10) return;
      merges += 1;
      await newsroom.make(`/v1/speakers/${gone.id}/merge`, merge, 'editor');
    }
  };
  const paths = (): string[] => [
    ...claims.map((id) => `/v1/claims/${id}`),
    ...speakers.flatMap(({ id, slug }) => [
      `/v1/speakers/${id}`,
      `/v1/speakers/${slug}`,
      `/v1/claims?speaker=${id}`,
    ]),
    ...TOPICS.map((topic) => `/v1/claims?topic=${topic}&count=exact`),
    '/v1/claims?rating=none&limit=3',
    '/v1/claims?rating=true,false&sort=published_at',
    '/v1/claims?said_from=2020&facets=topic',
    '/v1/claims?q=number',
    '/v1/speakers',
    '/v1/topics',
    '/v1/corrections',
    '/v1/stats',
    '/feeds/verdicts.atom',
  ];
  const step = fc.record({
    does: fc.nat(5),
    i: fc.nat(),
    j: fc.nat(),
    looks: fc.array(fc.nat(), { minLength: 3, maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 40 }), async (steps) => {
      for (const { looks, ...does } of steps) {
        await write(does);
        for (const look of looks) {
          const path = oneOf(paths(), look) ?? '';
          const [expected, ...found] = await Promise.all(
            [without.url, url, other.url].map(async (at) => {
              const { status, body, head } = await ask(path, {}, at);
              return { status, body: status === 200 ? body : '', etag: head.etag };
            }),
          );
          expect(found, path).toEqual([expected, expected]);
        }
      }
    }),
    { numRuns: atLength(2, 12), endOnFailure: true },
  );
}, 600_000);
