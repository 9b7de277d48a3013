/** Filters by name: several values, what is not set, and a slip that is told from an empty answer. */
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { refuseUnknownParameters } from '../src/http/routes.ts';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';
import { routesOf } from './setup/routes.ts';
import type { Who } from './setup/server.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.scale();
  const ada = await newsroom.speaker({ name: 'Ada Keller', slug: 'ada-keller', wikidata_id: 'Q42' });
  const bob = await newsroom.speaker({ name: 'Bob', slug: 'bob' });
  const source = await newsroom.source({ language: 'uk', url: 'https://example.org/a,b?utm_source=x' });
  const said = { speaker: ada.id, source: source.id };
  const quote = await newsroom.quote({ ...said, text: 'Here.', language: 'de-AT', said_on: '2025-03-01' });
  await newsroom.publicClaim({
    text: 'Ada said it.',
    quotes: [quote.id],
    topics: ['Water, sewage', 'roads'],
    language: 'de-AT',
  });
  await newsroom.publicClaim({ text: 'Bob said it.', claimants: [bob.id], topics: ['roads'] });
  await newsroom.speaker({ name: 'A Draft', slug: 'a-draft' });
  await newsroom.claim({ text: 'A draft.', topics: ['secret'] });
  const promises = [
    ['open', windowOf('2026-01-01', '2030-01-01'), {}],
    ['over', windowOf('2025-01-01', '2025-02-01'), {}],
    ['later', windowOf('2029-01-01', '2030-01-01'), {}],
    ['never', null, {}],
  ] as const;
  for (const [text, deadline] of promises) await newsroom.publicPromise(deadline, { text });
});
afterAll(() => newsroom.close());

const texts = async (url: string, as: Who = null): Promise<string[]> => {
  const { status, json, body } = await newsroom.get(url, as);
  expect(status, body).toBe(200);
  return json.data.map(({ text, name, title }: Record<string, string>) => text ?? name ?? title);
};
const refusal = async (url: string, as: Who = null) => {
  const { status, json } = await newsroom.get(url, as);
  return [status, json.errors];
};

describe('a name that there is not is a 400 that says which may have been meant', () => {
  test.each([
    ['/v1/claims?rating=half_treu', 'rating', 'no scale has a rating half_treu: did you mean half_true?'],
    ['/v1/claims?rating=false,x', 'rating', 'no scale has a rating x; there are false, half_true, true'],
    ['/v1/claims?speaker=ada-kellar', 'speaker', 'there is no speaker ada-kellar: did you mean ada-keller?'],
    [
      '/v1/claims?speaker=Ada%20Keller',
      'speaker',
      'there is no speaker Ada Keller: did you mean ada-keller?',
    ],
    ['/v1/claims?speaker=kellr', 'speaker', 'there is no speaker kellr: did you mean ada-keller?'],
    ['/v1/quotes?speaker=keller', 'speaker', 'there is no speaker keller: did you mean ada-keller?'],
    ['/v1/promises?speaker=bop', 'speaker', 'there is no speaker bop: did you mean bob?'],
    ['/v1/claims?topic=raods', 'topic', 'no claim has the topic raods: did you mean roads?'],
    ['/v1/claims?topic=tax', 'topic', 'no claim has the topic tax; /v1/topics lists them'],
    [
      '/v1/claims?topic=roads,water',
      'topic',
      'no claim has the topic roads,water (several are asked for by repeating `topic`); /v1/topics lists them',
    ],
    ['/v1/claims?kind=promis', 'kind', expect.stringMatching(/^must be one of .*: did you mean promise\?$/)],
    ['/v1/promises?result=keptt', 'result', expect.stringMatching(/: did you mean kept\?$/)],
    ['/v1/claims?topics=roads', 'topics', 'is not a known parameter: did you mean topic?'],
    ['/v1/promises/calendar.ics?speaker=bop', 'speaker', expect.stringContaining('did you mean bob?')],
    ['/v1/promises/feed.json?topic=raods', 'topic', expect.stringContaining('did you mean roads?')],
    ['/v1/promises/summary?topic=raods', 'topic', expect.stringContaining('did you mean roads?')],
    ['/v1/verdicts/feed.atom?rating=flase', 'rating', expect.stringContaining('did you mean false?')],
    ['/v1/corrections?speaker=bop', 'speaker', expect.stringContaining('did you mean bob?')],
  ])('%s', async (url, parameter, detail) => {
    expect(await refusal(url)).toEqual([400, [{ parameter, detail }]]);
  });

  test('and what is not public is not there for the public', async () => {
    expect(await refusal('/v1/claims?speaker=a-draft')).toEqual([
      400,
      [{ parameter: 'speaker', detail: 'there is no speaker a-draft' }],
    ]);
    expect((await newsroom.get('/v1/claims?topic=secret')).status).toBe(400);
    expect(await texts('/v1/claims?speaker=a-draft', 'reporter')).toEqual([]);
    expect(await texts('/v1/claims?topic=secret&publication=draft', 'reporter')).toEqual(['A draft.']);
    expect((await newsroom.get('/v1/claims?topic=secretive', 'reporter')).body).not.toContain('mean');
  });

  test('but what was public stays a name when nothing has it any more', async () => {
    const claim = await newsroom.publicClaim({ topics: ['passing'] });
    await newsroom.correct(claim.id, { topics: ['roads'] });
    expect(await texts('/v1/claims?topic=passing')).toEqual([]);
  });
});

test('no route takes a parameter that it does not name', async () => {
  const reads = routesOf(newsroom).filter(({ method }) => method === 'GET');
  expect(reads.length).toBeGreaterThan(60);
  for (const { url } of reads) {
    const { status, body } = await newsroom.get(`${url}?unheard_of=1`, 'admin');
    expect(status, url).toBe(400);
    // A part of the address that is wrong comes first.
    if (!url.includes('/nothing')) expect(body, url).toContain('unheard_of');
  }
});

test('a route that would take any parameter stops the start', () => {
  const app = Fastify();
  refuseUnknownParameters(app);
  const route = (querystring: z.ZodType) => app.get('/v1/loose', { schema: { querystring } }, () => '');
  expect(() => route(z.looseObject({}))).toThrow('GET /v1/loose takes any parameter');
  expect(() => route(z.object({}))).toThrow('takes any parameter');
});

test('topics with commas are asked for as they are, several by repeating the parameter', async () => {
  expect(await texts('/v1/claims?topic=water,%20sewage')).toEqual(['Ada said it.']);
  expect(await texts('/v1/claims?topic=Water,%20sewage&topic=roads&speaker=bob')).toEqual(['Bob said it.']);
});

test('a speaker’s Wikidata id finds what they said, and one that nobody has finds nothing', async () => {
  expect(await texts('/v1/claims?wikidata_id=Q42')).toEqual(['Ada said it.']);
  expect(await texts('/v1/quotes?wikidata_id=Q7,Q42')).toEqual(['Here.']);
  expect(await texts('/v1/quotes?wikidata_id=Q7')).toEqual([]);
  expect(await texts('/v1/speakers?wikidata_id=Q42,Q7')).toEqual(['Ada Keller']);
  expect(await texts('/v1/speakers?wikidata_id=none')).toEqual(['Bob']);
});

test('a language finds what is in it, whatever the region, and a region only its own', async () => {
  for (const list of ['claims', 'quotes']) {
    expect(await texts(`/v1/${list}?language=de`), list).toHaveLength(1);
    expect(await texts(`/v1/${list}?language=de-at,fr`), list).toHaveLength(1);
    expect(await texts(`/v1/${list}?language=de-CH`), list).toEqual([]);
  }
  expect(await texts('/v1/sources?language=uk,none')).toHaveLength(1);
});

test('a source is found by its address, with others', async () => {
  const urls = ['https://example.org/a,b', 'https://example.net/'].map(
    (url) => `url=${encodeURIComponent(url)}`,
  );
  expect(await texts(`/v1/sources?${urls.join('&')}`)).toHaveLength(1);
  expect(await texts(`/v1/sources?${urls.join('&')}&sort=title&as_of=2030-01-01`)).toHaveLength(1);
});

describe('promises by several answers to when they are due', () => {
  test.each([
    ['overdue,in_window', ['over', 'open']],
    ['not_due,overdue', ['over', 'later']],
    ['no_deadline,in_window', ['open', 'never']],
    ['overdue', ['over']],
  ])('%s', async (timeliness, expected) => {
    newsroom.clock.set('2026-01-20T12:00:00.000Z');
    for (const more of ['', '&result=none', '&result=none,kept', '&limit=1', '&testability=testable']) {
      const { json } = await newsroom.get(`/v1/promises?timeliness=${timeliness}${more}&count=exact`);
      expect(json.count.value, more).toBe(expected.length);
      const found = json.data.map(({ text }: { text: string }) => text);
      expect(found, more).toEqual(more === '&limit=1' ? expected.slice(0, 1) : expected);
    }
    expect(await texts(`/v1/promises?timeliness=${timeliness}&sort=-due`)).toEqual(expected.toReversed());
    const { body } = await newsroom.get(`/v1/promises/calendar.ics?timeliness=${timeliness}`);
    const shown = body.split('\r\n').filter((line) => /^SUMMARY:(over|open|later)$/.test(line));
    expect(shown).toHaveLength(expected.filter((text) => text !== 'never').length);
  });
});

test('a cursor belongs to the values of its filters, in whatever order they are asked for', async () => {
  const { next } = (await newsroom.get('/v1/claims?kind=promise,statement&limit=1')).json;
  expect((await newsroom.get(`/v1/claims?kind=statement,promise&cursor=${next}`)).status).toBe(200);
  expect((await newsroom.get(`/v1/claims?kind=statement&cursor=${next}`)).status).toBe(400);
});

test('a search keeps to several values of its filters', async () => {
  expect(await texts('/v1/claims?q=said&speaker=bob,ada-keller')).toHaveLength(2);
  expect(await texts('/v1/claims?q=said&rating=false,true')).toEqual([]);
  expect(await texts('/v1/claims?q=said&rating=none&sort=published_at')).toHaveLength(2);
});
