/** What more there is to say of claims, quotes, speakers, promises and evidence: absent while nobody has said it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { idFromKey } from '../src/record/ids.ts';
import { BRIDGE, EVIDENCE, type Newsroom, openNewsroom, pathOf } from './setup/desk.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.scale();
});
afterAll(() => newsroom.close());

const ids = async (url: string): Promise<string[]> =>
  (await newsroom.get(url)).json.data.map(({ id }: { id: string }) => id);

const ROLE = {
  title: 'Mayor',
  organisation: 'City of Porto',
  party: 'River Party',
  from: '2019-03-01',
  to: null,
};
const SPEAKER = {
  external_ids: [{ scheme: 'lei', id: '529900T8BM49AURSDO55' }],
  roles: [ROLE],
  image: {
    url: 'https://example.org/mayor.jpg',
    licence: 'CC BY 4.0',
    licence_url: null,
    credit: 'A. Photographer',
  },
};
const QUOTE = {
  said_on: '2025-08-15',
  said_at: '2025-08-15T15:00:00-08:00',
  media: { url: 'https://example.org/speech.mp4', start_seconds: 61.5, end_seconds: 64 },
  original: { text: 'Wir bauen die Brücke.', language: 'de' },
};
const CLAIM = {
  article_url: 'https://newsroom.example/checks/bridge',
  article_title: 'Does the bridge stand?',
  same_as: ['https://elsewhere.example/bridge'],
};
const PARTY = { name: 'Danube Bridges GmbH', external_ids: [{ scheme: 'wikidata', id: 'Q42' }] };
const PROMISE = {
  about: [PARTY],
  decided_by: { what: 'The register of bridges', url: 'https://example.org/register' },
  responsible: { name: 'Ministry of Transport', external_ids: [] },
};
const COPY = {
  archived_at: '2025-08-16T10:00:00Z',
  sha256: 'a'.repeat(64),
  media_type: 'text/html; charset=utf-8',
};

describe('what is said is shown, and what is taken away is absent again', () => {
  test('of a speaker', async () => {
    const plain = await newsroom.speaker();
    for (const name of Object.keys(SPEAKER)) expect(plain).not.toHaveProperty(name);
    const { id } = await newsroom.speaker(SPEAKER);
    expect(await newsroom.read(id, 'reporter')).toMatchObject(SPEAKER);
    await newsroom.publicClaim({ claimants: [id] });
    expect(await ids('/v1/speakers?q=river%20party')).toEqual([id]);
    const changed = await newsroom.change(id, { external_ids: [], roles: [], image: null }, 'editor');
    for (const name of Object.keys(SPEAKER)) expect(changed).not.toHaveProperty(name);
    expect(changed.version).toBe(2);
  });

  test('of a quote, in its claim too, and it is found by the words as they were spoken', async () => {
    const quote = await newsroom.quote(QUOTE);
    expect(quote).toMatchObject(QUOTE);
    const claim = await newsroom.publicClaim({ quotes: [quote.id] });
    expect(claim.quotes).toMatchObject([QUOTE]);
    expect(await ids('/v1/quotes?q=br%C3%BCcke')).toEqual([quote.id]);
    expect(await ids('/v1/claims?q=br%C3%BCcke')).toEqual([claim.id]);
    const corrected = await newsroom.correct(quote.id, { said_at: '15:00', media: null, original: null });
    expect(corrected).toMatchObject({ said_at: '15:00' });
    expect(corrected).not.toHaveProperty('media');
    expect(corrected).not.toHaveProperty('original');
    expect(await ids('/v1/claims?q=br%C3%BCcke')).toEqual([]);
  });

  test('of a claim and its promise, which is found by what it is about', async () => {
    const { id } = await newsroom.publicPromise(null, {
      ...CLAIM,
      promise: { ...BRIDGE, ...PROMISE, deadline: null },
    });
    const read = await newsroom.read(id);
    expect(read).toMatchObject({ ...CLAIM, promise: PROMISE });
    expect(read).not.toHaveProperty('related');
    expect(await ids('/v1/claims?q=danube')).toEqual([id]);
    const corrected = await newsroom.correct(id, {
      article_url: null,
      article_title: null,
      same_as: [],
      promise: { about: [], responsible: null },
    });
    for (const name of Object.keys(CLAIM)) expect(corrected).not.toHaveProperty(name);
    expect(corrected.promise).not.toHaveProperty('about');
    expect(corrected.promise).not.toHaveProperty('responsible');
    expect(corrected.promise).toMatchObject({ decided_by: PROMISE.decided_by });
  });

  test('of evidence', async () => {
    const claim = await newsroom.publicClaim();
    const evidence = [{ ...EVIDENCE[0], ...COPY }, { title: 'A file' }];
    const { id } = await newsroom.verdict(claim.id, 'published', { evidence });
    const { verdict } = await newsroom.read(claim.id);
    expect(verdict.evidence).toMatchObject(evidence);
    for (const name of Object.keys(COPY)) expect(verdict.evidence[1]).not.toHaveProperty(name);
    expect((await newsroom.read(id)).evidence).toEqual(verdict.evidence);
  });

  test.each(['video', 'image', 'transcript', 'dataset'])('a source may be a %s', async (kind) => {
    const { id } = await newsroom.source({ kind });
    await newsroom.publicClaim({ sources: [id] });
    expect(await ids(`/v1/sources?kind=${kind}`)).toEqual([id]);
  });
});

describe('what will decide a promise', () => {
  const decided = (decided_by: unknown) => ({ promise: { decided_by } });
  const correction = { kind: 'correction', note: 'It says more now.' };
  test('may be said later, and stays once it is public', async () => {
    const { id } = await newsroom.publicPromise(null);
    await newsroom.correct(id, decided(PROMISE.decided_by));
    for (const other of [null, { what: 'A poll' }]) {
      const refused = await newsroom.patch(pathOf(id), { ...decided(other), correction }, 'editor');
      expect(refused).toMatchObject({ status: 409 });
    }
    expect((await newsroom.read(id)).promise.decided_by).toEqual(PROMISE.decided_by);
  });
});

describe('claims beside a claim', () => {
  const beside = (claim: string, relation = 'repeats') => ({ related: [{ claim, relation }] });

  test('are shown while they are public: published, they appear; withdrawn, they go', async () => {
    const other = await newsroom.claim({ text: 'Another' });
    const draft = await newsroom.claim({ text: 'The one', ...beside(other.id) });
    expect(draft.related).toEqual([{ claim: other.id, relation: 'repeats' }]);
    const { id } = draft;
    expect(await newsroom.publish(id)).not.toHaveProperty('related');
    await newsroom.publish(other.id);
    expect(await newsroom.read(id)).toMatchObject({ version: 2, ...beside(other.id) });
    await newsroom.correct(other.id, { text: 'Another text' });
    expect(await newsroom.read(id)).toMatchObject({ version: 2 });
    await newsroom.withdraw(other.id);
    const last = await newsroom.read(id);
    expect(last.version).toBe(3);
    expect(last).not.toHaveProperty('related');
    expect((await newsroom.get(`${pathOf(id)}/versions/2`)).json.related).toEqual(beside(other.id).related);
  });

  test('may name each other', async () => {
    const first = await newsroom.publicClaim({ text: 'First' });
    const second = await newsroom.publicClaim({ text: 'Second', ...beside(first.id, 'contradicts') });
    await newsroom.correct(first.id, beside(second.id, 'context'));
    expect(await newsroom.read(first.id)).toMatchObject(beside(second.id, 'context'));
    expect(await newsroom.read(second.id)).toMatchObject({ version: 1, ...beside(first.id, 'contradicts') });
    expect(await ids(`/v1/claims?related=${first.id}`)).toEqual([second.id]);
    expect(await ids(`/v1/claims?related=${second.id}`)).toEqual([first.id]);
  });

  test('must be there and not withdrawn, once, and another', async () => {
    const { id } = await newsroom.claim({ text: 'Alone' });
    const other = await newsroom.claim({ text: 'Beside' });
    const nobody = idFromKey('claim', 'nowhere', 'nothing');
    const withdrawn = await newsroom.publicClaim({ text: 'It is gone' });
    await newsroom.withdraw(withdrawn.id);
    const twice = { related: [...beside(other.id).related, ...beside(other.id, 'context').related] };
    for (const [patch, at] of [
      [beside(nobody), '/related/0/claim'],
      [beside(id), '/related/0/claim'],
      [beside(withdrawn.id), '/related/0/claim'],
      [twice, '/related/1/claim'],
    ] as const) {
      const refused = await newsroom.patch(pathOf(id), patch, 'reporter');
      expect(refused).toMatchObject({ status: 422, json: { errors: [{ pointer: at }] } });
    }
  });
});

describe('refused is', () => {
  const faulty: [string, string, object][] = [
    ['a time of a day that is not known', '/v1/quotes', { said_at: '15:00' }],
    ['an instant of another day', '/v1/quotes', { said_on: '2025-08-15', said_at: '2025-08-17T10:00:00Z' }],
    ['an instant that is still to come', '/v1/quotes', { said_at: '2099-01-01T00:00:00Z' }],
    ['an hour that there is not', '/v1/quotes', { said_on: '2025-08-15', said_at: '25:00' }],
    ['a piece that ends before it begins', '/v1/quotes', { media: { ...QUOTE.media, end_seconds: 3 } }],
    ['a recording without an address', '/v1/quotes', { media: { start_seconds: 3 } }],
    ['original words in no language', '/v1/quotes', { original: { text: 'Ja.' } }],
    ['a role of nothing', '/v1/speakers', { roles: [{ from: '2019-01-01' }] }],
    ['a role that ends before it begins', '/v1/speakers', { roles: [{ ...ROLE, to: '2018' }] }],
    ['a picture without a licence', '/v1/speakers', { image: { url: 'https://example.org/a.jpg' } }],
    [
      'an identifier that its scheme does not have',
      '/v1/speakers',
      { external_ids: [{ scheme: 'lei', id: 'X' }] },
    ],
    ['a title without an article', '/v1/claims', { article_title: 'A title' }],
  ];
  test.each(faulty)('%s', async (_, url, members) => {
    const { id: speaker } = await newsroom.speaker();
    const { id: source } = await newsroom.source();
    const body = {
      '/v1/quotes': { speaker, source, text: 'We build it.' },
      '/v1/speakers': { name: 'Somebody' },
      '/v1/claims': { kind: 'statement', text: 'It stands.' },
    }[url];
    expect([400, 422]).toContain((await newsroom.post(url, { ...body, ...members }, 'reporter')).status);
  });
});

test('a ClaimReview leads to the newsroom’s own piece, and names the other addresses of the claim', async () => {
  const { id } = await newsroom.publicClaim(CLAIM);
  await newsroom.verdict(id, 'published', { scale: 'truth' });
  const review = (await newsroom.get(`${pathOf(id)}/claimreview`)).json;
  expect(review).toMatchObject({
    url: CLAIM.article_url,
    headline: CLAIM.article_title,
    itemReviewed: { sameAs: CLAIM.same_as },
  });
  expect((await newsroom.post('/v1/claimreview/validate', review, null)).json.valid).toBe(true);
});

test('a bundle says the same as the API, and its claims name each other whatever their order', async () => {
  const claim = (key: string, other: string) => ({
    key,
    kind: 'promise',
    text: `It stands, says ${key}.`,
    quotes: [`quote-${key}`],
    ...CLAIM,
    related: [{ claim: other, relation: 'context' }],
    promise: { ...BRIDGE, ...PROMISE },
    outcomes: [
      {
        key: `o-${key}`,
        kind: 'update',
        progress: 'stalled',
        note: 'So it is.',
        evidence: [{ ...EVIDENCE[0], ...COPY }],
      },
    ],
  });
  const known = await newsroom.publicClaim({ text: 'Known here' });
  const bundle = {
    format: 'onrecord-bundle/1',
    origin: 'fields',
    title: 'Fields',
    speakers: [{ key: 'mayor', slug: 'mayor-of-fields', name: 'Mayor', ...SPEAKER }],
    sources: [{ key: 'video', kind: 'video', title: 'A speech' }],
    quotes: ['one', 'two', 'three'].map((key) => ({
      ...QUOTE,
      key: `quote-${key}`,
      speaker: 'mayor',
      source: 'video',
      text: `We build ${key}.`,
    })),
    claims: [claim('one', 'two'), claim('two', 'one'), claim('three', known.id)],
  };
  await importBundle(newsroom.server.recorder, parseBundle(JSON.stringify(bundle)));
  const idOf = (key: string) => idFromKey('claim', 'fields', key);
  for (const [key, other] of [
    ['one', idOf('two')],
    ['two', idOf('one')],
    ['three', known.id],
  ] as const) {
    const read = await newsroom.read(idOf(key));
    expect(read).toMatchObject({
      version: 1,
      ...CLAIM,
      related: [{ claim: other, relation: 'context' }],
      promise: PROMISE,
      quotes: [QUOTE],
      outcomes: [{ evidence: [COPY] }],
    });
  }
  expect(await newsroom.read('/v1/speakers/mayor-of-fields')).toMatchObject(SPEAKER);
  const stray = { ...bundle, origin: 'stray', claims: [claim('one', 'nobody')] };
  await expect(
    importBundle(newsroom.server.recorder, parseBundle(JSON.stringify(stray)), undefined, {
      allow_duplicates: true,
    }),
  ).rejects.toThrow('/claims/0/related/0/claim: there is no claim nobody');
});
