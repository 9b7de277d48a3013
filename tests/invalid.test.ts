/** What is malformed, unknown, repeated or out of its limits is a 400 that names the fault. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../src/limits.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { type Case, testRefusals } from './setup/problems.ts';
import type { Who } from './setup/server.ts';

let server: Newsroom;
let draft: string;
let published: string;
let verdict: string;
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
  await server.speaker({ slug: 'taken' });
  draft = (await server.claim()).id;
  published = (await server.publicClaim()).id;
  verdict = (await server.finding('verdicts', published)).id;
});
afterAll(() => server.close());

const claim = { kind: 'statement', text: 'A claim.' };
const POST = {
  method: 'POST',
  url: '/v1/claims',
  as: 'reporter' as Who,
  status: 400,
  type: 'invalid-request',
};
const GET = { method: 'GET', status: 400, type: 'invalid-request' };
const json = { 'content-type': 'application/json' };

const CASES: Case[] = [
  // 400: bodies
  { name: 'no body', ...POST, names: '' },
  { name: 'an empty body', ...POST, raw: '', headers: json, names: '' },
  { name: 'malformed JSON', ...POST, raw: '{"kind":', headers: json, names: '' },
  { name: 'JSON that is no object', ...POST, raw: '[]', headers: json, names: '' },
  { name: 'null', ...POST, raw: 'null', headers: json, names: '' },
  {
    name: 'null where the body may be left out',
    ...POST,
    url: () => `/v1/verdicts/${verdict}/submit`,
    raw: 'null',
    headers: json,
    names: '',
  },
  { name: 'a part of the address that is too long', ...GET, url: `/v1/claims/${'%01'.repeat(250)}` },
  {
    name: 'bytes that are not UTF-8',
    ...POST,
    raw: Buffer.from([...Buffer.from('{"kind":"statement","text":"'), 0xff, 0xfe, ...Buffer.from('"}')]),
    headers: json,
    names: '',
  },
  { name: '__proto__', ...POST, raw: '{"kind":"statement","text":"A","__proto__":{"x":1}}', headers: json },
  {
    name: 'a poisoned constructor',
    ...POST,
    raw: '{"kind":"statement","text":"A","constructor":{"prototype":{"x":1}}}',
    headers: json,
  },
  { name: 'an unknown member', ...POST, body: { ...claim, colour: 'red' }, names: '/colour' },
  {
    name: 'an unknown member inside',
    ...POST,
    body: { kind: 'promise', text: 'P', promise: { action: 'a', criteria: 'b', 'x/y~z': 1 } },
    names: '/promise/x~1y~0z',
  },
  { name: 'a missing member', ...POST, body: { kind: 'statement' }, names: '/text' },
  { name: 'a wrong type', ...POST, body: { ...claim, text: 5 }, names: '/text' },
  { name: 'a wrong word', ...POST, body: { ...claim, kind: 'rumour' }, names: '/kind' },
  { name: 'NUL in a text', ...POST, body: { ...claim, text: 'a\u0000b' }, names: '/text' },
  { name: 'a control character', ...POST, body: { ...claim, topics: ['a\u0007'] }, names: '/topics/0' },
  {
    name: 'a lone surrogate',
    ...POST,
    raw: '{"kind":"statement","text":"\\ud800"}',
    headers: json,
    names: '/text',
  },
  { name: 'a blank text', ...POST, body: { ...claim, text: ' \n\t' }, names: '/text' },
  {
    name: 'a text that is too long',
    ...POST,
    body: { ...claim, text: 'x'.repeat(LIMITS.text_medium + 1) },
    names: '/text',
  },
  {
    name: 'too long a list',
    ...POST,
    body: { ...claim, topics: Array.from({ length: LIMITS.topics + 1 }, (_, i) => `t${i}`) },
    names: '/topics',
  },
  {
    name: 'deep nesting',
    ...POST,
    raw: `{"text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    headers: json,
  },
  {
    name: 'deep nesting in a list',
    ...POST,
    raw: `{"quotes":[${'['.repeat(9_000)}${']'.repeat(9_000)}]}`,
    headers: json,
  },
  {
    name: 'a day that does not exist',
    ...POST,
    body: { ...claim, first_said_on: '2025-02-29' },
    names: '/first_said_on',
  },
  {
    name: 'a day before our era',
    ...POST,
    body: { ...claim, first_said_on: '0000-01-01' },
    names: '/first_said_on',
  },
  { name: 'a wrong id inside', ...POST, body: { ...claim, sources: ['claim_1'] }, names: '/sources/0' },
  {
    name: 'a fault in a quote that comes along, by its own place',
    ...POST,
    body: { ...claim, quotes: [{ speaker: 'taken', source: 'x', text: 'Words' }] },
    names: '/quotes/0/source',
  },
  {
    name: 'NUL in a selector',
    ...POST,
    url: '/v1/quotes',
    body: {
      speaker: 'taken',
      source: 'source_01k2m8r3v5e9gaqz6n7t4s0wxy',
      text: 'Words',
      selectors: [{ type: 'TextQuoteSelector', exact: 'a\u0000' }],
    },
    names: '/selectors/0/exact',
  },
  {
    name: 'a huge number',
    ...POST,
    url: '/v1/sources',
    raw: '{"kind":"speech","title":"T","text_length":1e400}',
    headers: json,
    names: '/text_length',
  },
  {
    name: 'a number that is not whole',
    ...POST,
    url: '/v1/sources',
    body: { kind: 'speech', title: 'T', text_length: 1.5 },
    names: '/text_length',
  },
  {
    name: 'a script as an address',
    ...POST,
    url: '/v1/sources',
    body: { kind: 'speech', title: 'T', url: 'javascript:alert(1)' },
    names: '/url',
  },
  {
    name: 'a null where a member is needed',
    method: 'PATCH',
    url: () => `/v1/claims/${draft}`,
    as: 'reporter',
    body: { text: null },
    status: 400,
    type: 'invalid-request',
    names: '/text',
  },
  {
    name: 'a move with a body of its own',
    ...POST,
    url: () => `/v1/verdicts/${verdict}/submit`,
    body: { state: 'published' },
    names: '/state',
  },
  {
    name: 'an Idempotency-Key that is too long',
    ...POST,
    body: claim,
    headers: { 'idempotency-key': 'k'.repeat(LIMITS.idempotency_key_length + 1) },
  },
  // 400: addresses
  { name: 'a malformed id', ...GET, url: '/v1/claims/claim_1', names: 'id' },
  { name: 'an id of another type', ...GET, url: () => `/v1/claims/${verdict}`, names: 'id' },
  { name: 'bad percent-encoding in a path', ...GET, url: '/v1/claims/%zz' },
  { name: 'an unknown parameter', ...GET, url: '/v1/claims?colour=red', names: 'colour' },
  { name: '__proto__ as a parameter', ...GET, url: '/v1/claims?__proto__=1', names: '__proto__' },
  { name: 'an unknown parameter of an item', ...GET, url: () => `/v1/claims/${published}?x=1`, names: 'x' },
  { name: 'a repeated parameter', ...GET, url: '/v1/claims?limit=1&limit=2', names: 'limit' },
  { name: 'a repeated day', ...GET, url: '/v1/claims?said_to=2025&said_to=2026', names: 'said_to' },
  {
    name: 'a filter with too many values',
    ...GET,
    url: `/v1/claims?speaker=${Array.from({ length: LIMITS.filter_values + 1 }, (_, i) => `s${i}`)}`,
    names: 'speaker',
  },
  { name: 'an empty one of several values', ...GET, url: '/v1/claims?kind=promise,', names: 'kind' },
  { name: 'NUL in a filter', ...GET, url: '/v1/claims?topic=a%00b', names: 'topic' },
  { name: 'a filter that is no word', ...GET, url: '/v1/claims?kind=rumour', names: 'kind' },
  { name: 'an empty filter', ...GET, url: '/v1/claims?kind=', names: 'kind' },
  {
    name: 'a search that is too long',
    ...GET,
    url: `/v1/claims?q=${'x'.repeat(LIMITS.query_length + 1)}`,
    names: 'q',
  },
  ...[
    '2025-13-01',
    '2025-02-30',
    '0000-01-01',
    'yesterday',
    '2025-01-01T00:00:60Z',
    '0001-01-01T00:00:00%2B01:00',
    '9999-12-31T23:59:59-01:00',
  ].map((day) => ({ name: `as_of=${day}`, ...GET, url: `/v1/claims?as_of=${day}`, names: 'as_of' })),
  ...['0', '101', '-1', '1.5', 'ten', '', '1e1', '99999999999999999999'].map((limit) => ({
    name: `limit=${limit}`,
    ...GET,
    url: `/v1/claims?limit=${limit}`,
    names: 'limit',
  })),
  ...['x', '%00', 'WyJhIiwwXQ', Buffer.from('["0",{"keys":["\\u0000","x"]}]').toString('base64url')].map(
    (cursor) => ({ name: `cursor=${cursor}`, ...GET, url: `/v1/claims?cursor=${cursor}`, names: 'cursor' }),
  ),
  { name: 'an empty id', ...GET, url: '/v1/claims/', names: 'id' },
];

describe('an invalid request is refused', () => testRefusals(() => server, CASES));

describe('a cursor that somebody changed is refused', () => {
  const POSITIONS = [
    { keys: ['x', 'y'] },
    { keys: ['1e400', ''] },
    { keys: ['9'.repeat(30), ''] },
    { keys: ['\u0000', ''] },
    { keys: [1, 2] },
    { key: 'x', number: -1 },
    { key: '\u0000', number: 1 },
    { key: 1, number: 1 },
    { pin: 1, rank: 1 },
    { pin: 1, before: 1 },
    { pin: -1, rank: 0 },
    null,
  ];
  const LISTS: [url: () => string, positions: readonly unknown[]][] = [
    [() => '/v1/events', POSITIONS],
    [() => `/v1/claims/${published}/versions`, POSITIONS],
    [() => '/v1/claims?publication=draft', POSITIONS.slice(3)],
    [() => '/v1/keys', POSITIONS.slice(3)],
    [() => '/v1/claims?publication=draft&q=another', [...POSITIONS.slice(0, 8), ...POSITIONS.slice(10)]],
  ];
  beforeAll(async () => {
    for (const text of ['Another claim.', 'And another.']) await server.claim({ text });
    const correction = { kind: 'typo', note: 'A letter.' };
    await server.patch(`/v1/claims/${published}`, { text: 'Corrected.', correction }, 'editor');
  });

  test.each(LISTS)('%s', async (url, positions) => {
    const address = `${url()}${url().includes('?') ? '&' : '?'}limit=1`;
    const { next } = (await server.get(address, 'admin')).json;
    const [fingerprint] = JSON.parse(Buffer.from(String(next), 'base64url').toString());
    for (const position of positions) {
      const cursor = Buffer.from(JSON.stringify([fingerprint, position])).toString('base64url');
      const reply = await server.get(`${address}&cursor=${cursor}`, 'admin');
      expect(reply, JSON.stringify(position)).toMatchObject({
        status: 400,
        json: { errors: [{ parameter: 'cursor', detail: 'is not one that this server gave' }] },
      });
    }
  });
});

test('a cursor of a release that broke ties by ids is told from one that nobody gave', async () => {
  const { next } = (await server.get('/v1/claims?publication=draft&limit=1', 'admin')).json;
  const [fingerprint] = JSON.parse(Buffer.from(String(next), 'base64url').toString());
  const earlier = Buffer.from(JSON.stringify([fingerprint, { keys: ['2026-01-01', published] }]));
  const url = `/v1/claims?publication=draft&limit=1&cursor=${earlier.toString('base64url')}`;
  expect(await server.get(url, 'admin')).toMatchObject({
    status: 400,
    json: { errors: [{ parameter: 'cursor', detail: expect.stringContaining('begin again') }] },
  });
});

test.each(['feed.atom', 'feed.json', 'calendar.ics'])('NUL in a filter of %s is a 400', async (file) => {
  const reply = await server.get(`/v1/promises/${file}?topic=a%00b`);
  expect(reply).toMatchObject({ status: 400, json: { errors: [{ parameter: 'topic' }] } });
});

test('NUL in a filter of the ledger is a 400', async () => {
  for (const name of ['actor', 'subject', 'action']) {
    const reply = await server.get(`/v1/events?${name}=a%00b`, 'editor');
    expect(reply).toMatchObject({ status: 400, json: { errors: [{ parameter: name }] } });
  }
});

test('what a fault repeats of the request is cut and made fit to be shown', async () => {
  const named = async (name: string) =>
    (await server.ask('POST', '/v1/claims', { as: 'reporter', raw: `{"${name}":1}` })).json;
  const long = await named('k'.repeat(200_000));
  expect(long.detail.length).toBeLessThan(2_000);
  expect(long.errors.at(-1).pointer).toBe(`/${'k'.repeat(LIMITS.text_medium - 1)}…`);
  expect((await named('\\u0000\\ud800')).errors.at(-1).pointer).toBe('/\ufffd\ufffd');
});
