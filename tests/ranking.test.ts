/** A ranking that is too long for one page, or to be ranked whole. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../src/limits.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

const MATCHES = LIMITS.search_ranked + 150;
let server: Newsroom;
const ids: string[] = [];
beforeAll(async () => {
  server = await openNewsroom();
  for (let from = 0; from < MATCHES; from += 50) {
    const batch = Array.from({ length: 50 }, (_, i) =>
      server.publicClaim({ text: `Herring ${from + i}${' herring'.repeat((from + i) % 4)}` }),
    );
    ids.push(...(await Promise.all(batch)).map((claim) => claim.id));
  }
}, 120_000);
afterAll(() => server.close());

const walk = async (limit: number, between: () => Promise<unknown>, order = '') => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { status, json, body } = await server.get(`/v1/claims?q=herring&limit=${limit}${order}${after}`);
    expect(status, body).toBe(200);
    seen.push(...json.data.map((claim: { id: string }) => claim.id));
    cursor = json.next;
    await between();
  } while (cursor !== null && seen.length <= ids.length);
  return seen;
};

test.each([100, 67])(
  'more matches than are ranked are all found once, %i at a time, while others are added',
  async (limit) => {
    let added = 0;
    const seen = await walk(limit, async () => {
      added += 1;
      if (added < 5) ids.push((await server.publicClaim({ text: `Herring ${'herring '.repeat(9)}` })).id);
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(ids.slice(0, MATCHES)));
  },
);

test('the best come first, and pages follow the same order whatever their size', async () => {
  const [wide, narrow] = [await walk(100, async () => undefined), await walk(33, async () => undefined)];
  expect(narrow).toEqual(wide);
});

test.each(['first_said_on', '-first_said_on', 'published_at', '-published_at'])(
  'pages of what a search finds, in the order %s, show each once',
  async (order) => {
    const seen = await walk(100, async () => undefined, `&sort=${order}`);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  },
);

test('an exact count counts them all', async () => {
  const { json } = await server.get('/v1/claims?q=herring&count=exact&limit=1');
  expect(json.count).toEqual({ value: ids.length, is: 'exact' });
});
