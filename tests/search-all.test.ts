/** One search over everything: what is found, how it is shown, and what the public never finds. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServices } from '../src/services.ts';
import { openDatabase } from '../src/db/database.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
const ids: Record<string, string> = {};
beforeAll(async () => {
  server = await openNewsroom();
  const zelenskyy = await server.speaker({ name: 'Volodymyr Zelenskyy', aliases: ['President Zelenskyy'] });
  const source = await server.source({ title: 'Harbour debate, second part', publisher: 'The Coast' });
  const quote = await server.quote({
    speaker: zelenskyy.id,
    source: source.id,
    text: 'We will rebuild the harbour <in> "two weeks" & more.',
    language: 'en',
    said_on: '2025-05-01',
  });
  await server.scale();
  const bridge = await server.publicClaim({
    text: 'The harbour bridge will be rebuilt in two weeks.',
    language: 'en',
    quotes: [quote.id],
    topics: ['Harbour works'],
  });
  await server.verdict(bridge.id, 'published', { rating: 'false' });
  const oil = await server.publicClaim({
    text: 'Oil prices fell in the harbour towns.',
    topics: ['Prices'],
    kind: 'prediction',
  });
  const russian = await server.publicClaim({ text: 'Президент Ёлкин обещал мир в гавани.', language: 'ru' });
  const draft = await server.claim({ text: 'The harbour lighthouse is zygomorphic.' });
  Object.assign(ids, {
    zelenskyy: zelenskyy.id,
    source: source.id,
    quote: quote.id,
    bridge: bridge.id,
    oil: oil.id,
    russian: russian.id,
    draft: draft.id,
  });
});
afterAll(() => server.close());

const search = async (q: string, more = '') => {
  const reply = await server.get(`/v1/search?q=${encodeURIComponent(q)}${more}`);
  expect(reply.status, reply.body).toBe(200);
  return reply.json;
};
type Hit = { id: string | null; type: string; text: string };
const named = (data: Hit[]): string[] =>
  data.map(({ id, text }) => Object.keys(ids).find((name) => ids[name] === id) ?? text);

test('one search finds claims, quotes, speakers, sources and topics together', async () => {
  const { data, matched, found } = await search('harbour');
  expect(new Set(named(data))).toEqual(new Set(['bridge', 'oil', 'quote', 'source', 'Harbour works']));
  expect(matched).toBe('all');
  expect(found).toEqual({
    claim: { value: 2, is: 'exact' },
    quote: { value: 1, is: 'exact' },
    speaker: { value: 0, is: 'exact' },
    source: { value: 1, is: 'exact' },
    topic: { value: 1, is: 'exact' },
  });
  expect(named((await search('harbour', '&type=source,topic')).data).sort()).toEqual([
    'Harbour works',
    'source',
  ]);
});

test('a speaker stands before what was said', async () => {
  expect(named((await search('zelenskyy')).data)[0]).toBe('zelenskyy');
});

test('a hit says who said it, when, how it was rated, and where it is read', async () => {
  const { data } = await search('rebuilt bridge', '&type=claim&locale=en');
  expect(data[0]).toMatchObject({
    type: 'claim',
    id: ids.bridge,
    path: `/v1/claims/${ids.bridge}`,
    speaker: { id: ids.zelenskyy, name: 'Volodymyr Zelenskyy' },
    rating: { scale: 'truth', key: 'false', label: 'false' },
    on: '2025-05-01',
  });
  const [topic] = (await search('harbour works', '&type=topic')).data;
  expect(topic).toMatchObject({ id: null, claims: 1 });
  expect((await server.get(topic.path)).json.data[0].id).toBe(ids.bridge);
});

describe('typing slips', () => {
  test.each(['Zelenski', 'volodimyr zelenskyi', 'Zelesnkyy'])(
    '%s finds the speaker, and says so',
    async (q) => {
      const { data, matched, did_you_mean } = await search(q);
      expect(named(data)[0]).toBe('zelenskyy');
      expect(matched).toBe('mended');
      expect(did_you_mean).toContain('zelenskyy');
    },
  );
  test('are mended in the middle of other words', async () => {
    const { data, did_you_mean } = await search('harbur brigde -oil');
    expect(did_you_mean).toBe('harbour bridge -oil');
    expect(named(data)).toContain('bridge');
  });
  test('in other scripts too', async () => {
    expect(named((await search('Елкен')).data)).toEqual(['russian']);
  });
  test('a word that stands in the record is never mended', async () => {
    expect(await search('oil')).toMatchObject({ matched: 'all', did_you_mean: null });
  });
  test('nothing is suggested where nothing is near, and words of drafts never are', async () => {
    for (const q of ['qqqqqqq', 'zygomorphik', 'zygomorphic']) {
      expect(await search(q)).toMatchObject({ data: [], matched: 'nothing', did_you_mean: null });
    }
  });
});

describe('what is left out', () => {
  test('a word with a minus in front does not occur, in any form', async () => {
    expect(named((await search('harbour -price', '&type=claim')).data)).toEqual(['bridge']);
    expect(named((await search('-prices harbour', '&type=claim,topic')).data).sort()).toEqual([
      'Harbour works',
      'bridge',
    ]);
  });
  test('a phrase with a minus in front does not, though its words may', async () => {
    expect(named((await search('harbour -"two weeks"', '&type=claim')).data)).toEqual(['oil']);
    expect(named((await search('harbour -"weeks two"', '&type=claim')).data).sort()).toEqual([
      'bridge',
      'oil',
    ]);
  });
  test('a list leaves it out too', async () => {
    const { json } = await server.get('/v1/claims?q=harbour%20-oil');
    expect(named(json.data)).toEqual(['bridge']);
  });
  test('a dash inside a word, before a number or between blanks leaves nothing out', async () => {
    for (const q of ['harbour - oil', 'oil-prices', 'harbour-towns oil']) {
      expect(named((await search(q, '&type=claim')).data), q).toContain('oil');
    }
  });
});

describe('suggestions', () => {
  test.each(['zel', 'volodymyr ze', 'ZEL'])('%s finds the speaker while somebody types', async (q) => {
    expect(named((await search(q, '&suggest=true')).data)[0]).toBe('zelenskyy');
  });
  test('a beginning finds claims and topics', async () => {
    const { data } = await search('harb', '&suggest=true');
    expect(named(data)).toEqual(expect.arrayContaining(['bridge', 'oil', 'Harbour works']));
  });
  test('without asking for suggestions a beginning is no word', async () => {
    expect(named((await search('volod', '&type=speaker')).data)).toEqual([]);
  });
});

describe('snippets', () => {
  test('say where the words stand, in whatever form they do', async () => {
    const { data } = await search('price towns', '&type=claim');
    const { text, highlights, of } = data[0].snippet;
    expect(of).toBe('text');
    expect(
      highlights.map(({ start, end }: { start: number; end: number }) => text.slice(start, end)),
    ).toEqual(['prices', 'towns']);
  });
  test('as HTML are safe', async () => {
    const { data } = await search('harbour "two weeks"', '&type=quote&html=true');
    expect(data[0].snippet.html).toBe(
      'We will rebuild the <mark>harbour</mark> &lt;in&gt; &quot;<mark>two weeks</mark>&quot; &amp; more.',
    );
  });
  test('without asking have no HTML', async () => {
    const { data } = await search('harbour', '&type=quote');
    expect(data[0].snippet).not.toHaveProperty('html');
  });
});

describe('filters', () => {
  test('leave out the types that do not have them', async () => {
    expect(named((await search('harbour', '&kind=prediction')).data)).toEqual(['oil']);
    expect(named((await search('harbour', '&rating=false')).data)).toEqual(['bridge']);
    expect(named((await search('harbour', `&speaker=${ids.zelenskyy}`)).data).sort()).toEqual([
      'bridge',
      'quote',
    ]);
  });
  test('facets break down the claims that were found', async () => {
    const { facets } = await search('harbour', '&facets=kind&kind=prediction');
    expect(facets[0]).toMatchObject({ name: 'kind', is: 'exact', of: 2 });
  });
});

test('pages follow each other by offset, and every hit stands on one of them', async () => {
  const whole = named((await search('harbour', '&limit=100')).data);
  const one = await server.get('/v1/search?q=harbour&limit=2');
  expect(one.headers.link).toContain('offset=2');
  const pages: string[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const page: { data: Hit[]; next: number | null } = await search('harbour', `&limit=2&offset=${offset}`);
    pages.push(...named(page.data));
    offset = page.next;
  }
  expect(pages).toEqual(whole);
});

test('the same search has the same ETag, and is answered 304', async () => {
  const { headers } = await server.get('/v1/search?q=harbour');
  const again = await server.ask('GET', '/v1/search?q=harbour', {
    headers: { 'if-none-match': headers.etag ?? '' },
  });
  expect(again.status).toBe(304);
});

test('what becomes public is found at once, and what is withdrawn is not', async () => {
  const speaker = await server.speaker({ name: 'Quintessa Vexler' });
  const claim = await server.claim({
    text: 'Ospreys nest on the pier.',
    claimants: [speaker.id],
    topics: ['Ospreys'],
  });
  expect((await search('vexler')).data).toEqual([]);
  await server.publish(claim.id);
  expect((await search('vexler')).data.map((hit: Hit) => hit.type).sort()).toEqual(['claim', 'speaker']);
  expect((await search('ospreys', '&type=topic')).data).toHaveLength(1);
  await server.withdraw(claim.id);
  expect((await search('ospreys')).data).toEqual([]);
});

test('what another process publishes is found as well', async () => {
  const draft = await server.claim({ text: 'Cormorants returned to the estuary.' });
  const database = await openDatabase(server.database_url);
  const other = createServices(server.config, database, { clock: server.clock });
  const { buildApp } = await import('../src/app.ts');
  expect(other.config).toBe(server.config);
  const app = await buildApp(server.config, database, { clock: server.clock });
  const published = await app.inject({
    method: 'POST',
    url: `/v1/claims/${draft.id}/publish`,
    headers: { authorization: `Bearer ${server.secrets.editor}` },
  });
  expect(published.statusCode, published.body).toBe(200);
  await app.close();
  expect((await search('cormorant')).data.map((hit: Hit) => hit.id)).toEqual([draft.id]);
  expect((await search('cormorrants', '&type=claim')).did_you_mean).toBe('cormorants');
});

test('a query without a word in the record is no error', async () => {
  for (const q of ['"', '-', '-"', '--', '""', '(*', "'; drop", '%', 'a'.repeat(5_000)]) {
    expect((await search(q)).matched, q).toBe('nothing');
  }
});

test('what is asked wrongly is refused with its place', async () => {
  for (const [query, parameter] of [
    ['', 'q'],
    ['?q=a&type=rumour', 'type'],
    ['?q=a&facets=mood', 'facets'],
    ['?q=a&offset=5000', 'offset'],
    ['?q=a&cursor=x', 'cursor'],
  ] as const) {
    const { status, json } = await server.get(`/v1/search${query}`);
    expect(status).toBe(400);
    expect(json.errors[0].parameter).toBe(parameter);
  }
});

test('as of a day it finds what was public then, in its words of then, and counts it', async () => {
  server.clock.set('2026-02-01T12:00:00.000Z');
  const speaker = await server.speaker({ name: 'Heronia Marsh' });
  const claim = await server.publicClaim({ text: 'Herons left the marsh.', claimants: [speaker.id] });
  server.clock.set('2026-02-03T12:00:00.000Z');
  await server.withdraw(claim.id);
  const foundOn = async (day: string) => {
    const { data, found, facets } = await search('marsh', `&as_of=${day}&facets=kind`);
    return {
      hits: data.map(({ type, text }: Hit) => [type, text]).sort(),
      claims: found.claim.value,
      of: facets[0].of,
    };
  };
  const nothing = { hits: [], claims: 0, of: 0 };
  expect(await foundOn('2026-01-31')).toEqual(nothing);
  expect(await foundOn('2026-02-02')).toEqual({
    hits: [
      ['claim', 'Herons left the marsh.'],
      ['speaker', 'Heronia Marsh'],
    ],
    claims: 1,
    of: 1,
  });
  expect(await foundOn('2026-02-03')).toEqual({ ...nothing, hits: [['speaker', 'Heronia Marsh']] });
});
