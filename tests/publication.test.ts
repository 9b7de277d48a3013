/** How claims and quotes become public, change in public, and are taken back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, PROMISE } from './setup/desk.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
});
afterAll(() => server.close());

const REASON = { reason: 'It was somebody else.' };
const CORRECTION = { correction: { kind: 'correction', note: 'The date was wrong.' } };

/** A thing of this kind in a state. */
const bring = async (kind: 'claims' | 'quotes', state: 'draft' | 'published' | 'withdrawn') => {
  const { id } = kind === 'claims' ? await server.claim() : await server.quote();
  if (state !== 'draft') await server.post(`/v1/${kind}/${id}/publish`, {}, 'editor');
  if (state === 'withdrawn') await server.post(`/v1/${kind}/${id}/withdraw`, REASON, 'editor');
  return id;
};

const MOVES = [
  ['draft', 'publish', 200, 'published'],
  ['published', 'publish', 409, ['withdraw']],
  ['published', 'withdraw', 200, 'withdrawn'],
  ['withdrawn', 'publish', 409, []],
  ['withdrawn', 'withdraw', 409, []],
] as const;
const KINDS = ['claims', 'quotes'] as const;

const MOVES_OF = [
  ...KINDS.flatMap((kind) => MOVES.map((move) => [kind, ...move] as const)),
  ['claims', 'draft', 'withdraw', 409, ['publish', 'reject']],
  ['quotes', 'draft', 'withdraw', 409, ['publish']],
  ['claims', 'draft', 'reject', 200, 'draft'],
  ['claims', 'published', 'reject', 409, ['withdraw']],
  ['claims', 'withdrawn', 'reject', 409, []],
] as const;

test.each(MOVES_OF)('%s: a %s one answers %s with %i %s', async (kind, state, move, status, what) => {
  const id = await bring(kind, state);
  const body = move === 'publish' ? {} : REASON;
  const reply = await server.post(`/v1/${kind}/${id}/${move}`, body, 'editor');
  expect(reply.status, reply.body).toBe(status);
  if (status === 200) expect(reply.json.publication).toBe(what);
  else expect(reply.json).toMatchObject({ state, possible: what });
});

test.each(KINDS)('withdrawn %s answer 410 with a tombstone and stand in no list', async (kind) => {
  const id = await bring(kind, 'withdrawn');
  const gone = await server.get(`/v1/${kind}/${id}`);
  expect(gone.status).toBe(410);
  expect(gone.json.tombstone).toMatchObject({
    id,
    publication: 'withdrawn',
    ...REASON,
    withdrawn_by: 'The editor',
  });
  expect((await server.get(`/v1/${kind}?limit=100`)).body).not.toContain(id);
  expect((await server.get(`/v1/${kind}/${id}`, 'admin')).status).toBe(410);
});

test.each(KINDS)('%s: a withdrawal needs a reason', async (kind) => {
  const id = await bring(kind, 'published');
  const { status, json } = await server.post(`/v1/${kind}/${id}/withdraw`, {}, 'editor');
  expect(status).toBe(400);
  expect(json.errors).toEqual([expect.objectContaining({ pointer: '/reason' })]);
});

test('publishing a claim publishes its quotes, their speakers and sources, and nothing else', async () => {
  const speaker = await server.speaker();
  const claimant = await server.speaker();
  const source = await server.source();
  const named = await server.source();
  const known = await server.quote({ speaker: speaker.id });
  const other = await server.quote();
  const claim = await server.claim({
    claimants: [claimant.id],
    quotes: [known.id, { speaker: speaker.slug, source: source.id, text: 'New words' }],
    sources: [named.id],
  });
  const brought = claim.quotes[1].id;
  const paths = [`speakers/${speaker.id}`, `speakers/${claimant.id}`, `sources/${source.id}`];
  paths.push(`sources/${named.id}`, `quotes/${known.id}`, `quotes/${brought}`, `claims/${claim.id}`);
  for (const path of paths) expect((await server.get(`/v1/${path}`)).status, path).toBe(404);
  await server.post(`/v1/claims/${claim.id}/publish`, {}, 'editor');
  for (const path of paths) expect((await server.get(`/v1/${path}`)).status, path).toBe(200);
  expect((await server.get(`/v1/quotes/${other.id}`)).status).toBe(404);
});

test('who proposed a claim or a quote it brings along may not publish it', async () => {
  const quote = await server.quote();
  const mine = await server.post(
    '/v1/quotes',
    { speaker: quote.speaker.id, source: quote.source.id, text: 'Mine' },
    'editor',
  );
  const carrying = await server.claim({ quotes: [mine.json.id] });
  expect((await server.post(`/v1/claims/${carrying.id}/publish`, {}, 'editor')).status).toBe(403);
  expect((await server.get(`/v1/claims/${carrying.id}`)).status).toBe(404);
  expect((await server.post(`/v1/claims/${carrying.id}/publish`, {}, 'editor2')).status).toBe(200);
  const amended = await server.claim();
  await server.patch(`/v1/claims/${amended.id}`, { text: 'Better.' }, 'editor');
  expect((await server.post(`/v1/claims/${amended.id}/publish`, {}, 'editor')).status).toBe(403);
});

test('a published claim takes in a new quote only through a second key', async () => {
  const claim = await server.publicClaim();
  const quote = await server.quote();
  const url = `/v1/claims/${claim.id}`;
  const own = { speaker: quote.speaker.id, source: quote.source.id, text: 'My own words' };
  const refused = await server.patch(url, { quotes: [own], ...CORRECTION }, 'editor');
  expect(refused.status).toBe(403);
  const taken = await server.patch(url, { quotes: [quote.id], ...CORRECTION }, 'editor');
  expect(taken.status).toBe(200);
  expect(taken.json.quotes).toEqual([
    expect.objectContaining({ id: quote.id, reviewer: 'The editor', review: 'reviewed_by_another' }),
  ]);
});

test.each([
  ['claims', { text: 'Said better.' }],
  ['quotes', { venue: 'A field' }],
] as const)(
  'published %s change only by an editor with a correction, and the past stays',
  async (kind, change) => {
    const id = await bring(kind, 'published');
    const url = `/v1/${kind}/${id}`;
    const before = (await server.get(url)).json;
    expect((await server.patch(url, { ...change, ...CORRECTION }, 'reporter')).status).toBe(403);
    const bare = await server.patch(url, change, 'editor');
    expect([bare.status, bare.json.type]).toEqual([409, 'http://onrecord.test/problems/correction-needed']);
    expect((await server.get(url)).json).toEqual(before);
    const after = await server.patch(url, { ...change, ...CORRECTION }, 'editor');
    expect(after.json).toMatchObject({ ...change, version: 2 });
    const again = await server.patch(url, { ...change, ...CORRECTION }, 'editor');
    expect(again.json.version, 'a change that changes nothing is no new version').toBe(2);
  },
);

test('a corrected claim lists its corrections, those of its quotes too', async () => {
  const quote = await server.quote();
  const claim = await server.publicClaim({ quotes: [quote.id] });
  await server.patch(`/v1/quotes/${quote.id}`, { said_on: '2025-01-02', ...CORRECTION }, 'editor');
  await server.patch(`/v1/claims/${claim.id}`, { text: 'Changed.', ...CORRECTION }, 'editor');
  const { json } = await server.get(`/v1/claims/${claim.id}`);
  expect(json.corrections).toMatchObject([
    { subject_id: quote.id, fields: ['said_on'], note: 'The date was wrong.' },
    { subject_id: claim.id, fields: ['text'], corrected_by: 'The editor' },
  ]);
  expect(json.quotes[0].said_on).toBe('2025-01-02');
});

test('a speaker’s new name shows in every quote and claim at once', async () => {
  const speaker = await server.speaker();
  const quote = await server.quote({ speaker: speaker.id });
  const claim = await server.publicClaim({ quotes: [quote.id] });
  expect((await server.patch(`/v1/speakers/${speaker.id}`, { name: 'New Name' }, 'reporter')).status).toBe(
    403,
  );
  await server.patch(`/v1/speakers/${speaker.id}`, { name: 'New Name' }, 'editor');
  expect((await server.get(`/v1/quotes/${quote.id}`)).json.speaker.name).toBe('New Name');
  const { json } = await server.get(`/v1/claims/${claim.id}`);
  expect([json.claimants[0].name, json.quotes[0].speaker.name]).toEqual(['New Name', 'New Name']);
});

test('a quote that a published claim carries cannot be withdrawn before it', async () => {
  const quote = await server.quote();
  const claim = await server.publicClaim({ quotes: [quote.id] });
  const refused = await server.post(`/v1/quotes/${quote.id}/withdraw`, REASON, 'editor');
  expect(refused.status).toBe(409);
  expect(refused.json.detail).toContain(claim.id);
  await server.post(`/v1/claims/${claim.id}/withdraw`, REASON, 'editor');
  expect((await server.post(`/v1/quotes/${quote.id}/withdraw`, REASON, 'editor')).status).toBe(200);
  const carrying = await server.post(
    '/v1/claims?allow_duplicate=true',
    { kind: 'statement', text: 'A', quotes: [quote.id] },
    'reporter',
  );
  expect(carrying.status).toBe(422);
});

test('a merge patch changes what it names, as deep as it goes, and leaves the rest', async () => {
  const deadline = {
    phrase: 'in two weeks',
    kind: 'duration',
    window_start: '2025-08-29',
    window_end: '2025-09-05',
  };
  const condition = { text: 'If it rains', status: 'pending' };
  const claim = await server.claim({ ...PROMISE, promise: { ...PROMISE.promise, deadline, condition } });
  const patch = { promise: { deadline: { hedged: true }, condition: { status: 'met' } } };
  const patched = await server.patch(`/v1/claims/${claim.id}`, patch, 'reporter');
  expect(patched.json.promise).toMatchObject({
    ...PROMISE.promise,
    deadline: { ...deadline, hedged: true },
    condition: { ...condition, status: 'met' },
  });
  const without = await server.patch(`/v1/claims/${claim.id}`, { promise: { condition: null } }, 'reporter');
  expect(without.json.promise).toMatchObject({ condition: null, deadline: { window_end: '2025-09-05' } });
});

test('a change of state may be tied to what was read', async () => {
  const claim = await server.claim();
  const url = `/v1/claims/${claim.id}`;
  const read = await server.get(url, 'editor');
  await server.patch(url, { text: 'Changed meanwhile.' }, 'reporter');
  const stale = await server.post(`${url}/publish`, {}, 'editor', { 'if-match': read.headers.etag ?? '' });
  expect(stale.status).toBe(412);
  const { etag = '' } = (await server.get(url, 'editor')).headers;
  expect((await server.post(`${url}/publish`, {}, 'editor', { 'if-match': etag })).status).toBe(200);
});
