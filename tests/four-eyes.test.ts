/** Two people: what one key proposed, added to or changed, that key does not make public, wherever it hangs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { footprint } from './setup/footprint.ts';
import { BRIDGE, type Findings, type Newsroom, openNewsroom, pathOf, windowOf } from './setup/desk.ts';
import type { Who } from './setup/server.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.scale();
});
afterAll(() => newsroom.close());

const WINDOW = windowOf('2026-01-01', '2026-06-30', { phrase: 'by the summer' });
const LATER = windowOf('2026-07-01', '2026-12-31', { phrase: 'by the end of the year' });
const publishing = async (id: string, as: Who) =>
  (await newsroom.post(`${pathOf(id)}/publish`, {}, as)).status;

describe('what may not be published by a key that had a hand in it', () => {
  const CHANGES: Record<string, () => Promise<string>> = {
    'a quote that it wrote': async () => (await newsroom.quote({}, 'editor')).id,
    'a quote that it changed': async () => {
      const { id } = await newsroom.quote();
      return (await newsroom.change(id, { text: 'Other words.' }, 'editor')).id;
    },
    'a claim that it wrote': async () => (await newsroom.claim({}, 'editor')).id,
    'a claim that it changed': async () => {
      const { id } = await newsroom.claim();
      return (await newsroom.change(id, { text: 'Another text.' }, 'editor')).id;
    },
    'a claim that carries a draft quote which it wrote': async () => {
      const quote = await newsroom.quote({}, 'editor');
      return (await newsroom.claim({ quotes: [quote.id] })).id;
    },
    'a claim that carries a draft quote which it changed': async () => {
      const quote = await newsroom.quote();
      const { id } = await newsroom.claim({ quotes: [quote.id] });
      await newsroom.change(quote.id, { text: 'Other words.' }, 'editor');
      return id;
    },
    'a promise to whose draft it added a deadline': async () => {
      const { id } = await newsroom.promise(WINDOW);
      await newsroom.deadline(id, LATER, 'editor');
      return id;
    },
    'a promise whose draft it gave a deadline': async () => {
      const { id } = await newsroom.promise(null);
      await newsroom.change(id, { promise: { deadline: WINDOW } }, 'editor');
      return id;
    },
  };
  test.each(Object.keys(CHANGES))('%s', async (name) => {
    const id = (await CHANGES[name]?.()) ?? '';
    const before = await footprint(newsroom);
    expect(await publishing(id, 'editor')).toBe(403);
    expect(await footprint(newsroom)).toEqual(before);
    expect((await newsroom.get(pathOf(id))).status).toBe(404);
    expect(await publishing(id, 'editor2')).toBe(200);
    expect(await newsroom.read(id)).toMatchObject({
      review: 'reviewed_by_another',
      reviewer: 'The editor2',
    });
  });

  test.each(['verdicts', 'outcomes'] as Findings[])('%s that it wrote or amended', async (findings) => {
    const claim = await newsroom.publicPromise(null);
    const own = await newsroom.finding(findings, claim.id, 'in_review', {}, 'editor');
    expect(await publishing(own.id, 'editor')).toBe(403);
    await newsroom.change(own.id, { reason: 'Amended by one who did not write it.' }, 'editor2');
    await newsroom.submit(own.id);
    expect(await publishing(own.id, 'editor')).toBe(403);
    expect(await publishing(own.id, 'editor2')).toBe(403);
    await newsroom.change(own.id, { reason: 'Amended by an admin.' }, 'admin');
    await newsroom.submit(own.id);
    expect(await publishing(own.id, 'admin')).toBe(403);
  });
});

describe('what is public already', () => {
  test('a correction does not bring in the corrector’s own draft quote, another’s it does', async () => {
    const { id } = await newsroom.publicClaim();
    const own = await newsroom.quote({}, 'editor');
    const correction = { kind: 'correction', note: 'A quote was missing.' };
    const refused = await newsroom.patch(pathOf(id), { quotes: [own.id], correction }, 'editor');
    expect(refused.status).toBe(403);
    expect((await newsroom.get(pathOf(own.id))).status).toBe(404);
    expect((await newsroom.read(id)).quotes).toEqual([]);
    const others = await newsroom.quote();
    expect((await newsroom.correct(id, { quotes: [others.id] })).quotes).toHaveLength(1);
  });

  test('a proposed deadline is not confirmed by the key that proposed it', async () => {
    const { id } = await newsroom.publicPromise(WINDOW);
    const { position } = await newsroom.deadline(id, LATER, 'editor');
    const url = `/v1/claims/${id}/deadlines/${position}/confirm`;
    expect((await newsroom.post(url, {}, 'editor')).status).toBe(403);
    expect((await newsroom.read(id)).promise.deadline.window_end).toBe('2026-06-30');
    expect((await newsroom.post(url, {}, 'editor2')).status).toBe(200);
  });

  test('a proposed deadline is not confirmed by the key that wrote or changed its draft quote', async () => {
    const { id } = await newsroom.publicPromise(WINDOW);
    const quote = await newsroom.quote({ text: 'By the end of the year.' }, 'editor');
    await newsroom.change(quote.id, { venue: 'On the bridge' }, 'admin');
    const { position } = await newsroom.deadline(id, { ...LATER, quote: quote.id });
    const url = `/v1/claims/${id}/deadlines/${position}/confirm`;
    for (const as of ['editor', 'admin'] as const) {
      expect((await newsroom.post(url, {}, as)).status).toBe(403);
      expect((await newsroom.get(pathOf(quote.id))).status).toBe(404);
    }
    const { json } = await newsroom.post(url, {}, 'editor2');
    expect(json.promise.deadline).toMatchObject({ window_end: '2026-12-31', quote_id: quote.id });
    expect(await newsroom.read(quote.id)).toMatchObject({ reviewer: 'The editor2' });
  });

  test('a deadline that a reporter sets on a public promise is a proposal, and not public', async () => {
    const { id, version } = await newsroom.publicPromise(WINDOW);
    const proposed = await newsroom.deadline(id, LATER);
    expect(proposed).toMatchObject({ kind: 'calendar', confirmed_by: null, window_end: '2026-12-31' });
    const read = await newsroom.read(id);
    expect(read.version).toBe(version);
    expect(read.promise.deadlines).toHaveLength(1);
    expect((await newsroom.get(`/v1/claims/${id}/deadlines`)).json.data).toHaveLength(1);
    expect((await newsroom.get(`/v1/claims/${id}/deadlines`, 'reporter')).json.data).toHaveLength(2);
  });
});

describe('what a reporter cannot do to what is public, and no attempt leaves a trace', () => {
  const correction = { kind: 'correction', note: 'It read otherwise before.' };
  interface Deed {
    method: 'POST' | 'PATCH';
    url: () => Promise<string>;
    body: object;
  }
  const proposal = async () => {
    const { id } = await newsroom.publicPromise(WINDOW);
    return `/v1/claims/${id}/deadlines/${(await newsroom.deadline(id, LATER)).position}`;
  };
  const publicQuote = async () => (await newsroom.publish((await newsroom.quote()).id)).id;
  const publicFinding = async (findings: Findings, state: 'in_review' | 'published') => {
    const { id } = await newsroom.publicPromise(null);
    return pathOf((await newsroom.finding(findings, id, state)).id);
  };
  const DEEDS: Record<string, Deed> = {
    'publish a claim': {
      method: 'POST',
      url: async () => `${pathOf((await newsroom.claim()).id)}/publish`,
      body: {},
    },
    'publish a quote': {
      method: 'POST',
      url: async () => `${pathOf((await newsroom.quote()).id)}/publish`,
      body: {},
    },
    'publish a verdict': {
      method: 'POST',
      url: async () => `${await publicFinding('verdicts', 'in_review')}/publish`,
      body: {},
    },
    'publish an outcome': {
      method: 'POST',
      url: async () => `${await publicFinding('outcomes', 'in_review')}/publish`,
      body: {},
    },
    'reject a verdict': {
      method: 'POST',
      url: async () => `${await publicFinding('verdicts', 'in_review')}/reject`,
      body: { reason: 'No.' },
    },
    'reject an outcome': {
      method: 'POST',
      url: async () => `${await publicFinding('outcomes', 'in_review')}/reject`,
      body: { reason: 'No.' },
    },
    'confirm a proposed deadline': {
      method: 'POST',
      url: async () => `${await proposal()}/confirm`,
      body: {},
    },
    'reject a proposed deadline': {
      method: 'POST',
      url: async () => `${await proposal()}/reject`,
      body: { reason: 'No.' },
    },
    'clarify a promise': {
      method: 'POST',
      url: async () => `${pathOf((await newsroom.publicPromise(WINDOW)).id)}/clarifications`,
      body: { text: 'Trams count.' },
    },
    'withdraw a claim': {
      method: 'POST',
      url: async () => `${pathOf((await newsroom.publicClaim()).id)}/withdraw`,
      body: { reason: 'No.' },
    },
    'withdraw a quote': {
      method: 'POST',
      url: async () => `${pathOf(await publicQuote())}/withdraw`,
      body: { reason: 'No.' },
    },
    'correct a claim': {
      method: 'PATCH',
      url: async () => pathOf((await newsroom.publicClaim()).id),
      body: { text: 'Another.', correction },
    },
    'correct a quote': {
      method: 'PATCH',
      url: async () => pathOf(await publicQuote()),
      body: { text: 'Another.', correction },
    },
    'correct a verdict': {
      method: 'PATCH',
      url: () => publicFinding('verdicts', 'published'),
      body: { summary: 'Another.', correction },
    },
    'correct an outcome': {
      method: 'PATCH',
      url: () => publicFinding('outcomes', 'published'),
      body: { note: 'Another.', correction },
    },
    'rename a public speaker': {
      method: 'PATCH',
      url: async () => pathOf((await newsroom.read(await publicQuote())).speaker.id),
      body: { name: 'Another' },
    },
    'rename a public source': {
      method: 'PATCH',
      url: async () => pathOf((await newsroom.read(await publicQuote())).source.id),
      body: { title: 'Another' },
    },
    'add an anchor': {
      method: 'POST',
      url: async () => '/v1/anchors',
      body: { key: 'their_event', title: 'X' },
    },
    'date an anchor': {
      method: 'PATCH',
      url: async () => pathOf((await newsroom.anchor()).id),
      body: { date: '2026-05-01', correction },
    },
    'add a rating scale': { method: 'POST', url: async () => '/v1/rating-scales', body: {} },
  };
  test.each(Object.keys(DEEDS))('%s', async (name) => {
    const { method, url, body } = DEEDS[name] ?? { method: 'POST', url: async () => '', body: {} };
    const path = await url();
    const before = await footprint(newsroom);
    const reply =
      method === 'POST'
        ? await newsroom.post(path, body, 'reporter')
        : await newsroom.patch(path, body, 'reporter');
    expect(reply.status, reply.body).toBe(403);
    expect(await footprint(newsroom)).toEqual(before);
  });
});

test('a newsroom of one may do all of it, and the record says so', async () => {
  const alone = await openNewsroom({ settings: { ONRECORD_REVIEW: 'single' } });
  const quote = await alone.quote({ text: 'By the end of the year.' }, 'editor');
  const { id } = await alone.claim({ kind: 'promise', promise: { ...BRIDGE, deadline: WINDOW } }, 'editor');
  await alone.publish(id);
  const { position } = await alone.deadline(id, { ...LATER, quote: quote.id }, 'editor');
  const claim = await alone.confirm(id, position);
  expect(claim).toMatchObject({
    review: 'reviewed_by_its_author',
    promise: { deadline: { confirmed_by: 'The editor' } },
  });
  expect(await alone.read(quote.id)).toMatchObject({ review: 'reviewed_by_its_author' });
  await alone.close();
});

describe('two keys of one name are one person', () => {
  const withKey = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const key = async (actor: string, role: string) => {
    const { id, secret } = await newsroom.make('/v1/keys', { actor, role }, 'admin');
    return { id, headers: withKey(secret) };
  };
  const publish = async (id: string, headers: Record<string, string>) =>
    newsroom.ask('POST', `${pathOf(id)}/publish`, { body: {}, headers });

  test('what the one proposed the other does not approve; somebody else does', async () => {
    const writing = await key('Nora Two-Keys', 'reporter');
    const approving = await key('Nora Two-Keys', 'editor');
    const other = await key('Somebody Else', 'editor');
    const body = { kind: 'statement', text: 'It stands, says Nora.' };
    const { json } = await newsroom.ask('POST', '/v1/claims', { body, headers: writing.headers });
    const refused = await publish(json.id, approving.headers);
    expect(refused.status).toBe(403);
    expect(refused.json.detail).toContain('Nora Two-Keys');
    const waiting = (await newsroom.ask('GET', '/v1/review?limit=100', { headers: approving.headers })).json
      .data;
    expect(waiting.find(({ id }: { id: string }) => id === json.id)).toMatchObject({
      may_approve: false,
      why_not: ['You proposed it or changed it, so somebody else must approve.'],
    });
    // A key that has ended was still that person's.
    await newsroom.make(`/v1/keys/${writing.id}/revoke`, {}, 'admin');
    expect((await publish(json.id, approving.headers)).status).toBe(403);
    const published = await publish(json.id, other.headers);
    expect(published).toMatchObject({ status: 200, json: { review: 'reviewed_by_another' } });
  });
});
