/**
 * No route shows a draft to who may not see it: every GET route of the server, with every id that there
 * is, is asked by every role. What must not be seen carries a word of its own that is then looked for.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { ending } from './setup/routes.ts';
import type { Who } from './setup/server.ts';

/** Stands in everything that is not public; searchable, so one word. */
const DRAFT = 'xdraftwordx';
/** Stands in the texts of sources, which nobody is served, and in no other place. */
const PRIVATE = 'xprivatewordx';
/** A quote shows at most 32 characters around its words. */
const SPEECH = `It was said here. ${'And so on it went. '.repeat(3)}${PRIVATE}`;
const ROLES: Who[] = [null, 'reader', 'reporter', 'editor', 'admin'];
const MAY_SEE_DRAFTS: Who[] = ['reporter', 'editor', 'admin'];

let server: Newsroom;
/** Ids of everything, public or not, by the type in front of them. */
const ids: string[] = [];
let draft: { claim: string; speaker: string; slug: string; source: string; quote: string; quoted: string };

beforeAll(async () => {
  server = await openNewsroom();
  const keep = <T extends string>(id: T): T => {
    ids.push(id);
    return id;
  };
  keep((await server.scale()).id);
  const source = keep((await server.source({ text: SPEECH })).id);
  const speaker = keep((await server.speaker({ name: 'Somebody' })).id);
  const quote = keep((await server.quote({ speaker, source, text: 'It was said here.' })).id);
  const open = keep((await server.publicClaim({ quotes: [quote], topics: ['open'] })).id);
  keep((await server.verdict(open, 'published')).id);
  keep((await server.outcome(open, 'published', { progress: 'stalled' })).id);
  await server.correct(open, { text: 'It was finished.' });
  await server.correct(source, { text: `${SPEECH} More.` });

  // Proposals in every state on what is public.
  const words = { summary: DRAFT, rationale: DRAFT, reason: DRAFT, evidence: [{ title: DRAFT }] };
  keep((await server.verdict(open, 'draft', words)).id);
  keep((await server.verdict(open, 'in_review', words)).id);
  const rejected = keep((await server.verdict(open, 'in_review', words)).id);
  await server.post(`/v1/verdicts/${rejected}/reject`, { reason: DRAFT }, 'editor');
  keep((await server.outcome(open, 'draft', { progress: 'stalled', note: DRAFT })).id);
  keep((await server.outcome(open, 'in_review', { progress: 'stalled', note: DRAFT })).id);

  // Drafts, with a finding that was approved before its claim is public.
  const slug = `${DRAFT}-somebody`;
  const hidden = {
    slug,
    source: keep((await server.source({ title: DRAFT, text: PRIVATE })).id),
    speaker: keep((await server.post('/v1/speakers', { name: DRAFT, slug }, 'reporter')).json.id),
  };
  const quoted = keep((await server.quote({ ...hidden, slug: undefined, text: DRAFT })).id);
  const claim = keep(
    (
      await server.claim({
        text: DRAFT,
        topics: [DRAFT],
        quotes: [quoted, quote],
        claimants: [hidden.speaker],
      })
    ).id,
  );
  keep((await server.verdict(claim, 'published', words)).id);
  draft = { ...hidden, claim, quote, quoted };

  // What was public and is gone, with a proposal that never was.
  const gone = keep((await server.publicClaim({ text: 'It was taken back.' })).id);
  keep((await server.verdict(gone, 'in_review', words)).id);
  await server.withdraw(gone);
});
afterAll(() => server.close());

/** Every GET route with every id that fits it. */
const urls = async (): Promise<string[]> => {
  const { paths } = (await server.get('/openapi.json')).json;
  const found: string[] = [];
  for (const [path, methods] of Object.entries(paths)) {
    if (!Object.hasOwn(Object(methods), 'get')) continue;
    const filled = path
      .replace('{from}...{to}', '1...1')
      .replace('{format}', 'csv')
      .replace('{version}', '1')
      .replace('{name}', 'not-found');
    if (!filled.includes('{')) found.push(filled);
    else for (const id of [...ids, draft.slug]) found.push(filled.replace(/\{\w+\}/, id));
  }
  return found;
};

/** Asks with a list's ways to see more: longest pages, and what it was like before. */
const variants = (url: string): string[] => [url, `${url}?limit=100`, `${url}?as_of=2026-01-20`];

const has = (body: string, word: string): boolean => body.toLowerCase().includes(word);

/** A problem repeats the address and the name that were asked for. */
const without = (url: string, body: string): string =>
  url
    .split(/[/?]/)
    .filter((part) => part === draft.slug)
    .reduce((text, part) => text.replaceAll(part, ''), body);

describe.each(ROLES.map((role) => [role ?? 'nobody', role] as const))('to %s', (_, role) => {
  test('no GET route shows a draft, a private text or a secret that they may not see', async () => {
    let answers = 0;
    let seen = 0;
    for (const url of (await urls()).flatMap(variants).map(ending)) {
      const { status, body, headers } = await server.get(url, role);
      expect(status, url).toBeLessThan(500);
      if (status === 200) answers += 1;
      const text = without(url, body) + (headers.link ?? '').replaceAll(url, '');
      expect(has(text, PRIVATE), `${url} shows a private text`).toBe(false);
      expect(text, url).not.toMatch(/PRIVATE KEY|secret_sha256/);
      for (const secret of Object.values(server.secrets)) expect(text).not.toContain(secret);
      if (MAY_SEE_DRAFTS.includes(role)) seen += has(text, DRAFT) ? 1 : 0;
      else {
        expect(has(text, DRAFT), `${url} shows a draft`).toBe(false);
        // Where it is not that id that was asked for, a draft’s id is not told either.
        if (!url.includes(draft.claim)) expect(text.includes(draft.claim), url).toBe(false);
        if (!url.includes(draft.speaker)) expect(text.includes(draft.speaker), url).toBe(false);
      }
    }
    expect(answers).toBeGreaterThan(50);
    // Those who write do see them, or this would prove nothing.
    expect(seen > 0).toBe(MAY_SEE_DRAFTS.includes(role));
  });

  test('what was never public has no version, no proof and no past, even for those who may read it', async () => {
    for (const id of [draft.claim, draft.quoted]) {
      expect((await server.get(`/v1/log/inclusion?id=${id}`, role)).status).toBe(404);
      const path = id === draft.claim ? 'claims' : 'quotes';
      expect((await server.get(`/v1/${path}/${id}/versions`, role)).status).toBe(404);
      expect((await server.get(`/v1/${path}/${id}?as_of=2026-01-20`, role)).status).toBe(404);
    }
  });
});

describe.each([
  ['nobody', null],
  ['a reader', 'reader'],
] as const)('to %s', (_, role) => {
  const data = async (url: string) => (await server.get(url, role)).json.data;

  test('drafts are neither found, counted, filtered by nor sorted in', async () => {
    for (const list of ['claims', 'quotes', 'speakers', 'sources']) {
      const url = `/v1/${list}?q=${DRAFT}&count=exact`;
      expect((await server.get(url, role)).json).toMatchObject({ data: [], count: { value: 0 } });
      expect((await server.get(`${url}&as_of=2026-01-20`, role)).json).toMatchObject({
        data: [],
        count: { value: 0 },
      });
      expect((await server.get(`/v1/${list}?publication=draft`, role)).status).toBe(
        role === null ? 401 : 403,
      );
    }
    // As what there is not.
    for (const [name, value, absent] of [
      ['speaker', draft.speaker, 'speaker_01k2m8r3v5e9gaqz6n7t4s0wxy'],
      ['speaker', draft.slug, 'zz-qq-7'],
      ['source', draft.source, 'source_01k2m8r3v5e9gaqz6n7t4s0wxy'],
      ['topic', DRAFT, 'qqqqqq'],
    ] as const) {
      const asked = (of: string) => server.get(`/v1/claims?${name}=${of}&count=exact`, role);
      const there = await asked(value);
      expect(there.status).toBe(400);
      expect(there.body.replaceAll(value, 'X')).toBe((await asked(absent)).body.replaceAll(absent, 'X'));
    }
    const topics = (await data('/v1/topics?limit=100')).map(({ topic }: { topic: string }) => topic);
    expect(topics).toEqual(['open']);
  });

  test('an unknown thing and a draft get the same answer', async () => {
    const unknown = { claims: 'claim_01k2m8r3v5e9gaqz6n7t4s0wxy', speakers: 'nobody-known' };
    for (const [list, id, absent] of [
      ['claims', draft.claim, unknown.claims],
      ['speakers', draft.slug, unknown.speakers],
      ['speakers', draft.speaker, unknown.speakers],
    ] as const) {
      const there = await server.get(`/v1/${list}/${id}`, role);
      const none = await server.get(`/v1/${list}/${absent}`, role);
      expect(there.status).toBe(404);
      expect(there.body.replaceAll(id, 'ID')).toBe(none.body.replaceAll(absent, 'ID'));
    }
    expect((await server.get(`/v1/claims/${draft.claim}/verdicts`, role)).status).toBe(404);
    expect(await data(`/v1/corrections?claim=${draft.claim}`)).toEqual([]);
    const asked = (speaker: string) => server.get(`/v1/corrections?speaker=${speaker}`, role);
    const there = await asked(draft.slug);
    expect(there.status).toBe(400);
    expect(there.body.replaceAll(draft.slug, 'ID')).toBe(
      (await asked('zz-qq-7')).body.replaceAll('zz-qq-7', 'ID'),
    );
  });

  test('nobody but those who write sees the inbox, and nobody but editors the ledger', async () => {
    for (const path of ['/v1/review', '/v1/events', '/v1/keys']) {
      expect((await server.get(path, role)).status).toBe(role === null ? 401 : 403);
    }
  });
});
