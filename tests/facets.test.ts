/** How lists break down: values, labels and counts, each out of what the other filters leave. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../src/limits.ts';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';

let server: Newsroom;
let ada: string;
let bo: string;
beforeAll(async () => {
  server = await openNewsroom({ now: '2025-12-01T12:00:00.000Z' });
  ada = (await server.speaker({ name: 'Ada Lind' })).id;
  bo = (await server.speaker({ name: 'Bo Ek' })).id;
  await server.scale({
    ratings: [
      {
        key: 'false',
        labels: { en: 'False', de: 'Falsch' },
        order: 0,
        value: 0,
        description: 'It is false.',
      },
      { key: 'true', labels: { en: 'True' }, order: 1, value: 1, description: 'It is true.' },
    ],
  });
  const source = (await server.source({ publisher: 'The Coast' })).id;
  const claim = (members: object) => server.publicClaim({ language: 'en', ...members });
  const one = await claim({
    text: 'One.',
    claimants: [ada],
    topics: ['Härbour'],
    first_said_on: '2024-02-01',
  });
  await server.verdict(one.id, 'published', { rating: 'false' });
  const two = await claim({
    text: 'Two.',
    claimants: [ada, bo],
    topics: ['Harbour', 'Oil'],
    first_said_on: '2025-02-01',
    sources: [source],
  });
  await server.verdict(two.id, 'published', { rating: 'true' });
  await claim({ text: 'Three.', claimants: [bo], kind: 'prediction', language: 'de' });
  await server.publicPromise(windowOf('2025-01-01', '2025-02-01'), {
    claimants: [ada],
    text: 'Four.',
    first_said_on: '2024-12-01',
  });
  await server.publicPromise(windowOf('2026-01-01', '2026-02-01'), {
    claimants: [bo],
    text: 'Five.',
    first_said_on: '2025-06-01',
  });
  await server.claim({ text: 'A draft.', claimants: [ada], topics: ['Secret'], language: 'fr' });
});
afterAll(() => server.close());

type Facet = {
  name: string;
  is: string;
  of: number;
  more: boolean;
  values: { value: string | null; label: string; count: number }[];
};
const facetsOf = async (url: string): Promise<Record<string, Facet>> => {
  const reply = await server.get(url);
  expect(reply.status, reply.body).toBe(200);
  return Object.fromEntries(reply.json.facets.map((facet: Facet) => [facet.name, facet]));
};
const counts = (facet: Facet | undefined) =>
  Object.fromEntries((facet?.values ?? []).map(({ value, count }) => [value ?? 'null', count]));

test('every facet of claims counts every published claim', async () => {
  const facets = await facetsOf(
    '/v1/claims?facets=kind,rating,speaker,topic,result,timeliness,publisher,language,year&limit=1',
  );
  for (const facet of Object.values(facets)) expect(facet).toMatchObject({ is: 'exact', of: 5, more: false });
  expect(counts(facets.kind)).toEqual({ statement: 2, promise: 2, prediction: 1 });
  expect(counts(facets.rating)).toEqual({ null: 3, false: 1, true: 1 });
  expect(counts(facets.speaker)).toEqual({ [ada]: 3, [bo]: 3 });
  expect(Object.values(counts(facets.topic)).sort()).toEqual([1, 2, 3]);
  expect(counts(facets.result)).toEqual({ null: 5 });
  expect(counts(facets.timeliness)).toEqual({ null: 3, overdue: 1, not_due: 1 });
  expect(counts(facets.publisher)).toEqual({ null: 4, 'The Coast': 1 });
  expect(counts(facets.language)).toEqual({ en: 2, null: 2, de: 1 });
  expect(counts(facets.year)).toEqual({ 2024: 2, 2025: 2, null: 1 });
});

test('stand in the order asked for, the commonest value first', async () => {
  const { json } = await server.get('/v1/claims?facets=year,kind');
  expect(json.facets.map((facet: Facet) => facet.name)).toEqual(['year', 'kind']);
  expect(json.facets[1].values.at(-1).value).toBe('prediction');
});

describe('labels', () => {
  test('are names, and words in the language asked for', async () => {
    const facets = await facetsOf('/v1/claims?facets=kind,rating,speaker,language,topic&locale=de-AT');
    const label = (name: string, value: string | null) =>
      facets[name]?.values.find((one) => one.value === value)?.label;
    expect(label('speaker', ada)).toBe('Ada Lind');
    expect(label('rating', 'false')).toBe('Falsch');
    expect(label('rating', 'true')).toBe('True');
    expect(label('rating', null)).toBe('keine Angabe');
    expect(label('kind', 'promise')).toBe('Versprechen');
    expect(label('language', 'de')).toBe('Deutsch');
    expect(facets.topic?.values.map((one) => one.label)).toContain('Oil');
  });
  test('are English where nothing is said, and in a language that nobody has words for', async () => {
    for (const locale of ['', '&locale=tlh']) {
      const facets = await facetsOf(`/v1/promises?facets=timeliness${locale}`);
      expect(facets.timeliness?.values.map(({ label }) => label).sort()).toEqual(['not due', 'overdue']);
    }
  });
});

test('a facet’s own filter does not narrow it, the others do', async () => {
  const facets = await facetsOf(`/v1/claims?facets=rating,speaker,year&speaker=${bo}&rating=true`);
  expect(counts(facets.rating)).toEqual({ null: 2, true: 1 });
  expect(counts(facets.speaker)).toEqual({ [ada]: 1, [bo]: 1 });
  expect(counts(facets.year)).toEqual({ 2025: 1 });
});

test('a search’s words narrow all', async () => {
  const facets = await facetsOf('/v1/claims?facets=kind,topic&q=harbour');
  expect(facets.kind?.of).toBe(2);
  expect(counts(facets.kind)).toEqual({ statement: 2 });
  expect((await facetsOf('/v1/claims?facets=kind&q=nowhere')).kind).toMatchObject({ of: 0, values: [] });
});

test('claims are chosen by a publisher however it is spelt, by year and by how a promise stands', async () => {
  const found = async (query: string) =>
    (await server.get(`/v1/claims?${query}&sort=first_said_on`)).json.data.map(
      ({ text }: { text: string }) => text,
    );
  expect(await found('publisher=THE%20coast')).toEqual(['Two.']);
  expect(await found('publisher=Nobody')).toEqual([]);
  expect(await found('year=2024')).toEqual(['One.', 'Four.']);
  expect(await found('year=none&kind=prediction')).toEqual(['Three.']);
  expect(await found('timeliness=overdue,not_due')).toEqual(['Four.', 'Five.']);
  expect(await found('timeliness=overdue')).toEqual(['Four.']);
  expect(await found('timeliness=none&year=2025')).toEqual(['Two.']);
  expect((await server.get('/v1/claims?year=24')).status).toBe(400);
});

test('promises break down by the day that it is', async () => {
  const now = await facetsOf('/v1/promises?facets=timeliness,speaker&timeliness=overdue');
  expect(counts(now.timeliness)).toEqual({ overdue: 1, not_due: 1 });
  expect(counts(now.speaker)).toEqual({ [ada]: 1 });
});

test('as of a day is as it stood then', async () => {
  const before = await facetsOf('/v1/claims?facets=kind&as_of=2025-11-30');
  expect(before.kind).toMatchObject({ of: 0, values: [] });
  const today = await facetsOf(`/v1/claims?facets=kind,speaker&as_of=2025-12-01&speaker=${ada}`);
  expect(counts(today.kind)).toEqual({ statement: 2, promise: 1 });
});

test('quotes break down by their form, speaker, publisher, language and year', async () => {
  const quote = await server.quote({ speaker: ada, said_on: '2023-04-05', language: 'uk' });
  await server.publish(quote.id);
  const facets = await facetsOf('/v1/quotes?facets=kind,speaker,publisher,language,year');
  expect(counts(facets.speaker)).toEqual({ [ada]: 1 });
  expect(counts(facets.language)).toEqual({ uk: 1 });
  expect(counts(facets.year)).toEqual({ 2023: 1 });
});

test('of drafts only those may count who may see them', async () => {
  expect((await server.get('/v1/claims?facets=topic&publication=draft')).status).toBe(401);
  const { json } = await server.get('/v1/claims?facets=topic&publication=draft', 'reporter');
  expect(json.facets[0].values).toMatchObject([{ label: 'Secret', count: 1 }]);
});

test('of more things than are counted some are drawn, and the answer says so', async () => {
  const { facets_counted } = LIMITS;
  const claims = await Promise.all(
    Array.from({ length: 60 }, (_, i) => server.claim({ text: `Drawn ${i}.`, topics: ['Drawn'] })),
  );
  for (const { id } of claims) await server.publish(id);
  Object.assign(LIMITS, { facets_counted: 20 });
  try {
    for (const asked of ['topic=Drawn', 'q=drawn', 'topic=Drawn&as_of=2025-12-01']) {
      const url = `/v1/claims?facets=kind&${asked}`;
      const { kind } = await facetsOf(url);
      expect(kind?.is).toBe('estimate');
      expect(kind?.of).toBeGreaterThan(10);
      expect(kind?.of).toBeLessThan(200);
      expect(counts(kind)).toEqual({ statement: kind?.of });
    }
    expect((await facetsOf('/v1/claims?facets=kind&topic=oil')).kind).toMatchObject({ is: 'exact', of: 1 });
  } finally {
    Object.assign(LIMITS, { facets_counted });
  }
});

/** Those of which nothing can be asked for too. */
const HAS_NONE = ['rating', 'result', 'timeliness', 'year'];

test('what a facet shows is what its filter takes, and finds as many', async () => {
  const facets = await facetsOf(
    '/v1/claims?facets=kind,rating,speaker,topic,result,timeliness,publisher,language,year',
  );
  for (const [name, { values }] of Object.entries(facets)) {
    for (const { value, count } of values) {
      if (value === null && !HAS_NONE.includes(name)) continue;
      const { json } = await server.get(
        `/v1/claims?${name}=${encodeURIComponent(value ?? 'none')}&count=exact&limit=1`,
      );
      expect(json.count?.value, `${name}=${value}`).toBe(count);
    }
  }
});

test('estimates stand while the record has grown little, and are then drawn anew', async () => {
  const { facets_counted, facets_drift } = LIMITS;
  const add = async () => server.publicClaim({ text: 'Said of kept estimates.', topics: ['Kept'] });
  const ofKept = async () => (await facetsOf('/v1/claims?facets=kind&topic=Kept')).kind;
  for (let i = 0; i < 12; i += 1) await add();
  Object.assign(LIMITS, { facets_counted: 11, facets_drift: 0.001 });
  try {
    const drawn = await ofKept();
    expect(drawn?.is).toBe('estimate');
    await add();
    expect(await ofKept()).toEqual(drawn);
    Object.assign(LIMITS, { facets_counted, facets_drift: 1e9 });
    expect(await ofKept()).toMatchObject({ is: 'exact', of: 13 });
  } finally {
    Object.assign(LIMITS, { facets_counted, facets_drift });
  }
});

test('a facet that there is not is refused', async () => {
  for (const url of ['/v1/claims?facets=mood', '/v1/quotes?facets=rating', '/v1/claims?facets=']) {
    const { status, json } = await server.get(url);
    expect(status).toBe(400);
    expect(json.errors[0].parameter).toBe('facets');
  }
});
