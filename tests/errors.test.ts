/** The one shape of an error, and that a refused request changes nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROBLEMS } from '../src/http/problems.ts';
import { LIMITS } from '../src/limits.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { type Case, testRefusals } from './setup/problems.ts';
import type { Who } from './setup/server.ts';

let server: Newsroom;
let draft: string;
let published: string;
let withdrawn: string;
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
  await server.speaker({ slug: 'taken' });
  draft = (await server.claim()).id;
  published = (await server.publicClaim()).id;
  withdrawn = (await server.publicClaim()).id;
  await server.post(`/v1/claims/${withdrawn}/withdraw`, { reason: 'It was wrong.' }, 'editor');
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
const patching = { 'content-type': 'application/json', 'if-match': '"stale"' };

const CASES: Case[] = [
  // 401 and 403
  { name: 'no key', ...POST, as: null, body: claim, status: 401, type: 'unauthorized' },
  {
    name: 'an unknown key',
    ...POST,
    as: null,
    body: claim,
    headers: { authorization: 'Bearer nobody' },
    status: 401,
    type: 'unauthorized',
  },
  {
    name: 'a wrong scheme',
    ...GET,
    url: '/v1/claims',
    headers: { authorization: 'Basic YTpi' },
    status: 401,
    type: 'unauthorized',
  },
  { name: 'too small a role', ...POST, as: 'reader', body: claim, status: 403, type: 'forbidden' },
  // 404 and 405
  { name: 'an unknown path', ...GET, url: '/v1/nothing', status: 404, type: 'not-found' },
  {
    name: 'an unknown path with a body of another type',
    ...POST,
    url: '/v1/nothing',
    raw: '<a/>',
    headers: { 'content-type': 'text/xml' },
    status: 404,
    type: 'not-found',
  },
  {
    name: 'an unknown id',
    ...GET,
    url: '/v1/claims/claim_01k2m8r3v5e9gaqz6n7t4s0wxy',
    status: 404,
    type: 'not-found',
  },
  { name: 'a draft without a key', ...GET, url: () => `/v1/claims/${draft}`, status: 404, type: 'not-found' },
  { name: 'an unknown problem type', ...GET, url: '/problems/nothing', status: 404, type: 'not-found' },
  ...['PUT', 'DELETE', 'TRACE', 'PATCH', 'PROPFIND', 'QUERY'].map((method) => ({
    name: `${method} on a list`,
    method,
    url: '/v1/claims',
    status: 405,
    type: 'method-not-allowed',
  })),
  {
    name: 'an impossible method with a broken body',
    method: 'PUT',
    url: '/v1/claims',
    raw: '{',
    headers: json,
    status: 405,
    type: 'method-not-allowed',
  },
  // 409
  {
    name: 'a slug that is taken',
    ...POST,
    url: '/v1/speakers',
    body: { name: 'Another', slug: 'taken' },
    status: 409,
    type: 'already-exists',
  },
  {
    name: 'a published claim published again',
    ...POST,
    as: 'editor',
    url: () => `/v1/claims/${published}/publish`,
    status: 409,
    type: 'not-possible-now',
  },
  // 410
  { name: 'a withdrawn claim', ...GET, url: () => `/v1/claims/${withdrawn}`, status: 410, type: 'withdrawn' },
  {
    name: 'changing a withdrawn claim',
    method: 'PATCH',
    url: () => `/v1/claims/${withdrawn}`,
    as: 'editor',
    raw: '{"text":"Other."}',
    headers: patching,
    status: 410,
    type: 'withdrawn',
  },
  // 412, 428
  {
    name: 'a stale If-Match',
    method: 'PATCH',
    url: () => `/v1/claims/${draft}`,
    as: 'reporter',
    raw: '{"text":"Other."}',
    headers: patching,
    status: 412,
    type: 'precondition-failed',
  },
  {
    name: 'a weak If-Match',
    ...POST,
    as: 'editor',
    url: () => `/v1/claims/${draft}/publish`,
    headers: { 'if-match': 'W/"x"' },
    status: 412,
    type: 'precondition-failed',
  },
  {
    name: 'no If-Match',
    method: 'PATCH',
    url: () => `/v1/claims/${draft}`,
    as: 'reporter',
    body: { text: 'Other.' },
    status: 428,
    type: 'precondition-required',
  },
  // 413, 415
  {
    name: 'a body over 1 MiB',
    ...POST,
    raw: `{"text":"${'x'.repeat(LIMITS.body_bytes)}"}`,
    headers: json,
    status: 413,
    type: 'too-large',
  },
  {
    name: 'a body of another type',
    ...POST,
    raw: '<claim/>',
    headers: { 'content-type': 'text/xml' },
    status: 415,
    type: 'unsupported-media-type',
  },
  {
    name: 'a form',
    ...POST,
    raw: 'kind=statement',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
    type: 'unsupported-media-type',
  },
  // 422
  {
    name: 'a speaker that does not exist',
    ...POST,
    body: { ...claim, claimants: ['taken', 'nobody'] },
    status: 422,
    type: 'unprocessable',
    names: '/claimants/1',
  },
  {
    name: 'a quote that does not exist',
    ...POST,
    body: { ...claim, quotes: ['quote_01k2m8r3v5e9gaqz6n7t4s0wxy'] },
    status: 422,
    type: 'unprocessable',
    names: '/quotes/0',
  },
  {
    name: 'a deadline of a quote that does not exist',
    ...POST,
    body: {
      kind: 'promise',
      text: 'A promise.',
      promise: { action: 'a', criteria: 'b', deadline: { quote: 'quote_01k2m8r3v5e9gaqz6n7t4s0wxy' } },
    },
    status: 422,
    type: 'unprocessable',
    names: '/promise/deadline/quote',
  },
  {
    name: 'a promise of a statement',
    ...POST,
    body: { ...claim, promise: { action: 'a', criteria: 'b' } },
    status: 422,
    type: 'unprocessable',
    names: '/promise',
  },
  {
    name: 'a rating that the scale has not',
    ...POST,
    url: () => `/v1/claims/${published}/verdicts`,
    body: { rating: 'purple' },
    status: 422,
    type: 'unprocessable',
    names: '/rating',
  },
  {
    name: 'a ruling on a statement',
    ...POST,
    url: () => `/v1/claims/${published}/outcomes`,
    body: { result: 'kept', note: 'It was.' },
    status: 422,
    type: 'unprocessable',
    names: '/result',
  },
  {
    name: 'an update without a progress',
    ...POST,
    url: () => `/v1/claims/${published}/outcomes`,
    body: { note: 'Something.' },
    status: 422,
    type: 'unprocessable',
    names: '/progress',
  },
];

describe('a refusal has the one shape and changes nothing', () => testRefusals(() => server, CASES));

test('401 says how to authenticate', async () => {
  const { headers } = await server.post('/v1/claims', claim, null);
  expect(headers['www-authenticate']).toBe('Bearer realm="onrecord"');
});

test('405 lists the methods that there are', async () => {
  const refused = await server.ask('DELETE', `/v1/claims/${published}`);
  expect(refused.headers.allow).toBe('GET, HEAD, PATCH');
  expect((await server.ask('PUT', '/v1/claims')).headers.allow).toBe('GET, HEAD, POST');
});

test('every fault of a body is named at once', async () => {
  const { json } = await server.post('/v1/claims', { kind: 'rumour', text: '', extra: 1 }, 'reporter');
  const pointers = json.errors.map((fault: { pointer: string }) => fault.pointer);
  expect(pointers.sort()).toEqual(expect.arrayContaining(['/extra', '/kind', '/text']));
});

test('a 409 for a state says where the thing stands and what is possible', async () => {
  const { json } = await server.post(`/v1/claims/${published}/publish`, {}, 'editor');
  expect(json).toMatchObject({ state: 'published', possible: ['withdraw'] });
});

test('a 410 carries the tombstone: when, why and by whom', async () => {
  const { json } = await server.get(`/v1/claims/${withdrawn}`);
  expect(json.tombstone).toMatchObject({
    publication: 'withdrawn',
    reason: 'It was wrong.',
    withdrawn_by: 'The editor',
  });
  expect(json.tombstone).not.toHaveProperty('text');
});

test('a 412 tells the current ETag', async () => {
  const { headers } = await server.get(`/v1/claims/${draft}`, 'reporter');
  const stale = await server.ask('PATCH', `/v1/claims/${draft}`, {
    as: 'reporter',
    body: { text: 'x' },
    headers: { 'if-match': '"stale"' },
  });
  expect(stale.headers.etag).toBe(headers.etag);
});

test('a problem type is JSON to a program, and a page to a browser', async () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  for (const [name, { title, about }] of Object.entries(PROBLEMS)) {
    const url = `/problems/${name}`;
    const program = await server.get(url);
    expect(program.json).toMatchObject({ name, title, about });
    const person = await server.ask('GET', url, { headers: { accept: browser } });
    expect(person.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(person.body).toContain(`<h1>${title}</h1>`);
    expect(person.body).not.toMatch(/`|<key>/);
    expect([program.headers.vary, person.headers.vary].map((vary) => vary?.split(', ')[0])).toEqual([
      'Accept',
      'Accept',
    ]);
  }
  const missing = await server.ask('GET', '/problems/nothing', { headers: { accept: browser } });
  expect(missing).toMatchObject({ status: 404, json: { status: 404 } });
});
