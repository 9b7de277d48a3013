/** Lists: every row once in every order, cursors, filters, counts and conditional requests. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, PROMISE } from './setup/desk.ts';

let server: Newsroom;
const COUNT = 25;
const TOPICS = ['water', 'roads', 'Ökologie & Umwelt'];

/** A claim whose members tell its number. */
const add = async (i: number) => {
  const day = String((i % 12) + 1).padStart(2, '0');
  const { id } = await server.claim({
    ...(i % 2 === 0 ? PROMISE : { kind: 'statement' }),
    text: `Claim ${i} about ${TOPICS[i % 3]}`,
    topics: [TOPICS[i % 3]],
    // Several on one day, and some on none: ties and blanks are where paging breaks.
    ...(i % 5 === 0 ? {} : { first_said_on: `2025-${day}-01` }),
    claimants: i % 4 === 0 ? [by.speaker] : [],
    language: ['en-GB', i % 8 === 1 ? 'de-AT' : 'de'][i % 4] ?? null,
    sources: i % 3 === 0 ? [by.source] : [],
  });
  await server.make(`/v1/claims/${id}/publish`, {}, 'editor');
  return id;
};

let by: { speaker: string; source: string; another: string };
let ids: string[];
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
  by = {
    speaker: (await server.speaker({ slug: 'by', wikidata_id: 'Q42' })).id,
    source: (await server.source()).id,
    another: (await server.source()).id,
  };
  const other = await server.speaker({ slug: 'other' });
  await server.publicClaim({ claimants: [other.id], sources: [by.another], first_said_on: null });
  ids = [];
  for (let i = 0; i < COUNT; i += 1) {
    server.clock.set(new Date(Date.UTC(2026, 0, 1, 0, Math.floor(i / 3))).toISOString());
    ids.push(await add(i));
  }
  await server.finding('verdicts', ids[0] ?? '', 'published', { rating: 'false' });
  await server.finding('outcomes', ids[0] ?? '', 'published', { result: 'not_kept' });
  await server.finding('outcomes', ids[2] ?? '', 'published', { result: null, progress: 'stalled' });
  for (const name of ['Zoë', 'Ana', 'ana', 'Émile', '王伟', '3M']) {
    const speaker = await server.speaker({ name });
    await server.publicClaim({ claimants: [speaker.id], first_said_on: null });
  }
  await server.publicClaim({ sources: [(await server.source({ title: '王'.repeat(1_000) })).id] });
  await server.publicClaim({ sources: [(await server.source({ title: '王'.repeat(999) })).id] });
});
afterAll(() => server.close());

/** Follows `next` to the end; `between` runs between two pages. */
const walk = async (url: string, between: () => Promise<unknown> = async () => undefined) => {
  const seen: { id: string }[] = [];
  let cursor: string | null = null;
  do {
    const { status, json, body } = await server.get(`${url}${cursor === null ? '' : `&cursor=${cursor}`}`);
    expect(status, body).toBe(200);
    seen.push(...json.data);
    cursor = json.next;
    await between();
  } while (cursor !== null);
  return seen;
};
const idsOf = (rows: { id: string }[]) => rows.map((row) => row.id);

const SORTS = [
  ['claims', ['first_said_on', '-first_said_on', 'published_at', '-published_at']],
  ['quotes', ['said_on', '-said_on', 'published_at', '-published_at']],
  ['speakers', ['name', '-name']],
  ['sources', ['published_on', '-published_on', 'title', '-title']],
  ['rating-scales', ['title', '-title']],
] as const;

describe.each(SORTS.flatMap(([list, sorts]) => sorts.map((sort) => [list, sort] as const)))(
  '%s sorted by %s',
  (list, sort) => {
    test.each([1, 2, 7, 100])('gives every row exactly once, %i at a time', async (limit) => {
      const whole = idsOf((await server.get(`/v1/${list}?sort=${sort}&limit=100`)).json.data);
      const walked = idsOf(await walk(`/v1/${list}?sort=${sort}&limit=${limit}`));
      expect(walked).toEqual(whole);
      expect(new Set(walked).size).toBe(walked.length);
    });

    test('turns around with the sign of its sort', async () => {
      const other = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
      const [one, two] = await Promise.all(
        [sort, other].map((name) => walk(`/v1/${list}?sort=${name}&limit=10`)),
      );
      expect(idsOf(one ?? [])).toEqual(idsOf(two ?? []).reverse());
    });
  },
);

test('claims are in the order asked for, by day and within it the same each time', async () => {
  const days = (rows: { id: string }[]) =>
    rows.map((row) => ('first_said_on' in row && row.first_said_on) || '');
  const rising = days(await walk('/v1/claims?sort=first_said_on&limit=4'));
  expect(rising).toEqual([...rising].sort());
  const byDefault = idsOf(await walk('/v1/claims?limit=9'));
  expect(byDefault).toEqual(idsOf(await walk('/v1/claims?sort=-first_said_on&limit=100')));
});

test.each(['published_at', '-published_at', 'first_said_on', '-first_said_on'])(
  'while claims are added, a walk by %s gives what was there exactly once',
  async (sort) => {
    const before = idsOf(await walk(`/v1/claims?sort=${sort}&limit=100`));
    let added = 0;
    const walked = idsOf(
      await walk(`/v1/claims?sort=${sort}&limit=6`, async () => {
        added += 1;
        if (added < 6) await server.publicClaim({ first_said_on: `2025-0${added}-15` });
      }),
    );
    expect(new Set(walked).size).toBe(walked.length);
    expect(walked).toEqual(expect.arrayContaining(before));
  },
);

test('Link names the next page as `next` does, and the last page has neither', async () => {
  const { json, headers } = await server.get('/v1/claims?limit=2&kind=promise');
  const [, link] = /^<([^>]+)>; rel="next"$/.exec(headers.link ?? '') ?? [];
  expect(link).toContain('kind=promise');
  expect(new URL(link ?? '', 'http://x').searchParams.get('cursor')).toBe(json.next);
  expect((await server.get(link ?? '')).json.data[0].id).not.toBe(json.data[0].id);
  const last = await server.get('/v1/claims?limit=100&kind=promise');
  expect([last.json.next, last.headers.link]).toEqual([null, undefined]);
});

test.each(['kind=statement', 'sort=published_at', 'said_from=2025-01-01', 'q=claim', 'as_of=2030-01-01'])(
  'a cursor belongs to its filters: not to %s',
  async (other) => {
    const { json } = await server.get('/v1/claims?limit=2');
    const { status, json: problem } = await server.get(`/v1/claims?${other}&cursor=${json.next}`);
    expect(status).toBe(400);
    expect(problem.errors).toEqual([expect.objectContaining({ parameter: 'cursor' })]);
    expect((await server.get(`/v1/claims?limit=50&cursor=${json.next}`)).status, 'but to any limit').toBe(
      200,
    );
    expect((await server.get(`/v1/quotes?cursor=${json.next}`)).status).toBe(400);
  },
);

const numbered = (rows: { id: string }[]) =>
  rows
    .map((row) => ids.indexOf(row.id))
    .filter((i) => i >= 0)
    .sort((a, b) => a - b);
const all = Array.from({ length: COUNT }, (_, i) => i);
const month = (i: number) => (i % 5 === 0 ? 0 : (i % 12) + 1);

const placed = (query: string) => query.replaceAll('SOURCE', by.source).replaceAll('ANOTHER', by.another);

const FILTERS: [string, (i: number) => boolean][] = [
  ['kind=promise', (i) => i % 2 === 0],
  ['kind=prediction', () => false],
  ['topic=water', (i) => i % 3 === 0],
  ['topic=%C3%96kologie%20%26%20Umwelt', (i) => i % 3 === 2],
  ['topic=WATER', (i) => i % 3 === 0],
  ['speaker=by', (i) => i % 4 === 0],
  ['source=SOURCE', (i) => i % 3 === 0],
  ['rating=false', (i) => i === 0],
  ['rating=true', () => false],
  ['rating=true,false', (i) => i === 0],
  ['rating=none', (i) => i !== 0],
  ['rating=none,false', () => true],
  ['kind=promise,statement', () => true],
  ['topic=water&topic=roads', (i) => i % 3 !== 2],
  ['topic=roads&topic=%C3%96kologie%20%26%20Umwelt', (i) => i % 3 !== 0],
  ['speaker=by,other', (i) => i % 4 === 0],
  ['source=SOURCE,ANOTHER', (i) => i % 3 === 0],
  ['wikidata_id=Q42,Q43', (i) => i % 4 === 0],
  ['wikidata_id=Q43', () => false],
  ['language=de', (i) => i % 4 === 1],
  ['language=de-AT', (i) => i % 8 === 1],
  ['language=none', (i) => i % 4 > 1],
  ['language=en,de', (i) => i % 4 < 2],
  ['result=none', (i) => i !== 0],
  ['result=not_kept,kept', (i) => i === 0],
  ['result=not_kept', (i) => i === 0],
  ['progress=stalled', (i) => i === 2],
  ['progress=not_checked', (i) => i % 2 === 0 && i !== 2],
  ['progress=not_checked,stalled', (i) => i % 2 === 0],
  ['said_from=2025-06-01', (i) => month(i) >= 6],
  ['said_to=2025-06-01', (i) => month(i) >= 1 && month(i) <= 6],
  ['said_from=2025-03-01&said_to=2025-03-01', (i) => month(i) === 3],
  ['said_from=2025-05-01&said_to=2025-04-01', () => false],
];

test.each(FILTERS)('the filter %s lets through what it says', async (filter, passes) => {
  const query = placed(filter);
  for (const sort of [
    '',
    '&sort=first_said_on',
    '&sort=published_at',
    '&sort=-published_at',
    '&as_of=2030-01-01',
  ]) {
    expect(numbered(await walk(`/v1/claims?${query}&limit=3${sort}`)), sort).toEqual(all.filter(passes));
  }
});

test('filters combine: every pair lets through what both do, and is counted so', async () => {
  for (const [i, [one, passes]] of FILTERS.entries()) {
    for (const [two, passesToo] of FILTERS.slice(i + 1)) {
      const namesOf = (query: string) => query.split('&').map((pair) => pair.split('=')[0]);
      if (namesOf(one).some((name) => namesOf(two).includes(name))) continue;
      const query = placed(`${one}&${two}`);
      const { json } = await server.get(`/v1/claims?${query}&limit=100&count=exact`);
      expect(numbered(json.data), query).toEqual(all.filter((n) => passes(n) && passesToo(n)));
      expect(json.count.is).toBe('exact');
      expect(json.count.value).toBe(json.data.length);
    }
  }
});

test('a count says how many there are in all, whatever the page, and which kind it is', async () => {
  const exact = await server.get('/v1/claims?count=exact&limit=1');
  expect(exact.json.count).toEqual({ value: (await walk('/v1/claims?limit=100')).length, is: 'exact' });
  expect((await server.get('/v1/claims?count=estimate&limit=1')).json.count).toEqual(exact.json.count);
  const second = await server.get(`/v1/claims?count=exact&limit=1&cursor=${exact.json.next}`);
  expect(second.json.count).toEqual(exact.json.count);
  expect((await server.get('/v1/claims?limit=1')).json).not.toHaveProperty('count');
  expect((await server.get('/v1/claims?kind=prediction&count=exact')).json).toEqual({
    data: [],
    next: null,
    count: { value: 0, is: 'exact' },
  });
});

test('topics stand in alphabetical order with the number of their claims', async () => {
  const { json } = await server.get('/v1/topics');
  const expected = TOPICS.map((topic, n) => ({ topic, claims: all.filter((i) => i % 3 === n).length }));
  expect(json.data).toEqual(expected.sort((a, b) => new Intl.Collator('und').compare(a.topic, b.topic)));
  const first = await server.get('/v1/topics?limit=2');
  const rest = await server.get(`/v1/topics?limit=2&cursor=${first.json.next}`);
  expect([...first.json.data, ...rest.json.data]).toEqual(json.data);
});

test.each([
  '/v1/claims',
  '/v1/claims?kind=promise&limit=3',
  '/v1/topics',
  '/v1/speakers/by',
  '/',
  '/openapi.json',
  'CLAIM',
])('%s gives a strong ETag and answers 304 to it, to a list with it, and to *', async (path) => {
  const url = path === 'CLAIM' ? `/v1/claims/${ids[0]}` : path;
  const { headers, status } = await server.get(url);
  expect(status).toBe(200);
  expect(headers.etag).toMatch(/^"[^"]+"$/);
  for (const known of [headers.etag, `W/${headers.etag}`, `"other", ${headers.etag}`, '*']) {
    const reply = await server.ask('GET', url, { headers: { 'if-none-match': known ?? '' } });
    expect([reply.status, reply.body]).toEqual([304, '']);
    expect(reply.headers.etag).toBe(headers.etag);
  }
  expect((await server.ask('GET', url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  const head = await server.ask('HEAD', url);
  expect([head.status, head.headers.etag, head.body]).toEqual([200, headers.etag, '']);
});

test('an ETag changes with what it stands for', async () => {
  const claim = await server.publicClaim();
  const [list, item] = await Promise.all(
    ['/v1/claims', `/v1/claims/${claim.id}`].map((url) => server.get(url)),
  );
  await server.patch(
    `/v1/claims/${claim.id}`,
    { text: 'Other.', correction: { kind: 'typo', note: 'x' } },
    'editor',
  );
  expect((await server.get(`/v1/claims/${claim.id}`)).headers.etag).not.toBe(item?.headers.etag);
  const whole = await server.get('/v1/claims?limit=100');
  expect((await server.get('/v1/claims?limit=99')).headers.etag).not.toBe(list?.headers.etag);
  expect(whole.headers['cache-control']).toBe('public, no-cache');
  expect((await server.get('/v1/claims', 'reader')).headers['cache-control']).toBe('private, no-cache');
});
