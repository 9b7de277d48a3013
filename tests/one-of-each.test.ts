/** The same page, person, topic or claim is one: found however it is written, named where it is there already. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
});
afterAll(() => server.close());

const ids = async (url: string, as?: 'reporter'): Promise<string[]> =>
  (await server.get(url, as)).json.data.map(({ id }: { id: string }) => id);

describe('topics', () => {
  const spellings = [
    'Économie',
    'économie',
    'économie'.normalize('NFD'),
    'économie',
    'C++',
    'C#',
    'Zölle',
    'apple',
    'Ärzte',
    'Élysée',
    'Banana',
  ];
  beforeAll(async () => {
    for (const [i, topic] of spellings.entries())
      await server.publicClaim({ text: `Topic ${i}`, topics: [topic] });
  });

  test('are one whatever their case and composition, listed as most claims spell them, in alphabetical order', async () => {
    const seen: { topic: string; claims: number }[] = [];
    for (let cursor = ''; ; ) {
      const { data, next } = (await server.get(`/v1/topics?limit=2${cursor}`)).json;
      seen.push(...data);
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(seen).toEqual(
      [
        { topic: 'apple', claims: 1 },
        { topic: 'Ärzte', claims: 1 },
        { topic: 'Banana', claims: 1 },
        { topic: 'C#', claims: 1 },
        { topic: 'C++', claims: 1 },
        { topic: 'économie', claims: 4 },
        { topic: 'Élysée', claims: 1 },
        { topic: 'Zölle', claims: 1 },
      ].toSorted((a, b) => new Intl.Collator('und', { sensitivity: 'base' }).compare(a.topic, b.topic)),
    );
    const now = new Date().toISOString();
    expect((await server.get(`/v1/topics?limit=100&as_of=${now}`)).json.data).toEqual(seen);
  });

  test.each(['Économie', 'ÉCONOMIE', 'economie', 'économie'.normalize('NFD')])(
    '%s finds them all',
    async (topic) => {
      expect(await ids(`/v1/claims?topic=${encodeURIComponent(topic)}`)).toHaveLength(4);
    },
  );

  test('signs tell them apart', async () => {
    expect(await ids(`/v1/claims?topic=${encodeURIComponent('c++')}`)).toHaveLength(1);
    expect((await server.get('/v1/claims?topic=c')).status).toBe(400);
  });
});

describe('sources', () => {
  const url = 'https://www.gazette.example/harbour/?id=3&page=1';
  let id: string;
  beforeAll(async () => {
    ({ id } = await server.source({ url }));
    await server.publicClaim({ text: 'Harbour', sources: [id] });
  });

  test.each([
    url,
    'http://gazette.example/harbour?page=1&id=3',
    'https://gazette.example/harbour?id=3&page=1&utm_source=a&fbclid=b#top',
    'HTTPS://GAZETTE.example:443/harbour/?id=3&page=1',
  ])('are found by %s, and not added a second time under it', async (other) => {
    expect(await ids(`/v1/sources?url=${encodeURIComponent(other)}`)).toEqual([id]);
    const again = await server.post(
      '/v1/sources',
      { kind: 'article', title: 'Again', url: other },
      'reporter',
    );
    expect(again).toMatchObject({ status: 409, json: { existing: `/v1/sources/${id}` } });
  });

  test('unless it is asked for: the answer names what is there', async () => {
    const body = { kind: 'article', title: 'Another edition', url };
    const { status, json } = await server.post('/v1/sources?allow_duplicate=true', body, 'reporter');
    expect(status).toBe(201);
    expect(json.possible_duplicates).toEqual([`/v1/sources/${id}`]);
    const read = (await server.get(`/v1/sources/${json.id}`, 'reporter')).json;
    expect(read).not.toHaveProperty('possible_duplicates');
  });

  test('another page is another source', async () => {
    const body = { kind: 'article', title: 'Page 2', url: url.replace('page=1', 'page=2') };
    const { status, json } = await server.post('/v1/sources', body, 'reporter');
    expect(status).toBe(201);
    expect(json).not.toHaveProperty('possible_duplicates');
  });
});

test('a second speaker with the same Wikidata id is refused with the address of the first, by which one is found', async () => {
  const { id } = await server.speaker({ wikidata_id: 'Q777' });
  const again = await server.post('/v1/speakers', { name: 'The same', wikidata_id: 'Q777' }, 'reporter');
  expect(again).toMatchObject({ status: 409, json: { existing: `/v1/speakers/${id}` } });
  expect(await ids('/v1/speakers?wikidata_id=Q777&publication=draft', 'reporter')).toEqual([id]);
  expect(await ids('/v1/speakers?wikidata_id=Q778&publication=draft', 'reporter')).toEqual([]);
});

test('a claim that its speaker has already is refused, whatever its case and accents; of another speaker it is another', async () => {
  const [one, other] = [await server.speaker(), await server.speaker()];
  const claim = { kind: 'statement', text: 'Le café était fermé.', claimants: [one.id] };
  const { id } = await server.claim(claim);
  const again = { ...claim, text: 'LE CAFE  ETAIT FERME.' };
  expect(await server.post('/v1/claims', again, 'reporter')).toMatchObject({
    status: 409,
    json: { existing: `/v1/claims/${id}` },
  });
  expect((await server.post('/v1/claims', { ...again, claimants: [other.id] }, 'reporter')).status).toBe(201);
  const allowed = await server.post('/v1/claims?allow_duplicate=true', again, 'reporter');
  expect(allowed.json.possible_duplicates).toEqual([`/v1/claims/${id}`]);
});

test('a slug that a speaker had leads to it for ever, in filters too, and nobody else gets it', async () => {
  const { id } = await server.speaker({ name: 'Lena Former' });
  const claim = await server.publicClaim({ claimants: [id] });
  for (const slug of ['lena-later', 'lena-last']) {
    expect((await server.patch(`/v1/speakers/${id}`, { slug }, 'editor')).status).toBe(200);
  }
  for (const slug of ['lena-former', 'lena-later']) {
    const moved = await server.get(`/v1/speakers/${slug}`);
    expect(moved.status).toBe(308);
    expect(moved.headers.location).toBe('/v1/speakers/lena-last');
    expect(await ids(`/v1/claims?speaker=${slug}`)).toEqual([claim.id]);
    const taken = await server.post('/v1/speakers', { name: 'Somebody', slug }, 'reporter');
    expect(taken).toMatchObject({ status: 409 });
  }
  expect((await server.speaker({ name: 'Lena Former' })).slug).toBe('lena-former-2');
  // Its own it may have back.
  await server.patch(`/v1/speakers/${id}`, { slug: 'lena-former' }, 'editor');
  expect((await server.get('/v1/speakers/lena-former')).status).toBe(200);
  expect((await server.get('/v1/speakers/lena-last')).headers.location).toBe('/v1/speakers/lena-former');
});

describe('merging two speakers', () => {
  test('moves what they said and claim, leads from the old addresses, and stays in the history', async () => {
    const [first, second] = [
      await server.speaker({ name: 'Vera Twice', aliases: ['V. Twice'], wikidata_id: 'Q901' }),
      await server.speaker({ name: 'Vera Twyce' }),
    ];
    const source = await server.source();
    const quote = await server.quote({
      text: 'We build it.',
      speaker: first.id,
      source: source.id,
    });
    const quoted = await server.publicClaim({ text: 'It is built', quotes: [quote.id] });
    const both = await server.publicClaim({ text: 'Both say so', claimants: [first.id, second.id] });
    const body = { into: second.slug, note: 'One person, spelt in two ways.' };
    expect((await server.post(`/v1/speakers/${first.slug}/merge`, body, 'reporter')).status).toBe(403);
    const merged = await server.post(`/v1/speakers/${first.slug}/merge`, body, 'editor');
    expect(merged.status, merged.body).toBe(200);
    expect(merged.json).toMatchObject({
      id: second.id,
      aliases: ['Vera Twice', 'V. Twice'],
      wikidata_id: 'Q901',
      publication: 'published',
    });
    for (const claim of [quoted, both]) {
      const { json } = await server.get(`/v1/claims/${claim.id}`);
      expect(json.claimants).toEqual([
        { id: second.id, slug: second.slug, kind: 'person', name: 'Vera Twyce' },
      ]);
      expect(json.quotes.map((one: { speaker: { id: string } }) => one.speaker.id)).toEqual(
        claim === quoted ? [second.id] : [],
      );
    }
    for (const reference of [first.id, first.slug, second.id, second.slug]) {
      expect((await ids(`/v1/claims?speaker=${reference}`)).toSorted()).toEqual(
        [quoted.id, both.id].toSorted(),
      );
      expect(await ids(`/v1/quotes?speaker=${reference}`)).toEqual([quote.id]);
    }
    for (const reference of [first.id, first.slug]) {
      const moved = await server.get(`/v1/speakers/${reference}?as_of=2100-01-01`);
      expect(moved.status).toBe(308);
      expect(moved.headers.location).toBe(`/v1/speakers/${second.slug}?as_of=2100-01-01`);
      const versions = (await server.get(`/v1/speakers/${reference}/versions`)).json.data;
      expect(versions.map(({ publication }: { publication: string }) => publication)).toEqual([
        'withdrawn',
        'published',
      ]);
    }
    expect((await ids('/v1/speakers?limit=100')).includes(first.id)).toBe(false);
    expect(await ids('/v1/claims?q=Vera%20Twice')).toHaveLength(2);
    const { data } = (await server.get('/v1/corrections?limit=1')).json;
    expect(data[0]).toMatchObject({ subject_id: second.id, note: body.note });
    const events = (await server.get(`/v1/events?subject=${first.id}`, 'editor')).json.data;
    expect(events.map(({ action }: { action: string }) => action)).toContain('speaker.merged');
    // A third goes on to whom the second became.
    const third = await server.speaker({ name: 'Vera Third' });
    await server.post(`/v1/speakers/${second.id}/merge`, { ...body, into: third.id }, 'editor');
    expect((await server.get(`/v1/speakers/${first.slug}`)).headers.location).toBe(
      `/v1/speakers/${third.slug}`,
    );
    expect(await ids(`/v1/claims?speaker=${first.id}`)).toHaveLength(2);
  });

  test('of drafts is nobody else’s business: nothing of it is public, and the first is listed no more', async () => {
    const [first, second] = [
      await server.speaker({ name: 'Draft Once', roles: [{ title: 'Mayor' }] }),
      await server.speaker({ name: 'Draft Twice', external_ids: [{ scheme: 'viaf', id: '1' }] }),
    ];
    const { size } = (await server.get('/v1/log/entries?limit=1')).json;
    const body = { into: second.id, note: 'One person.' };
    const merged = (await server.post(`/v1/speakers/${first.id}/merge`, body, 'editor')).json;
    expect(merged).toMatchObject({
      publication: 'draft',
      aliases: ['Draft Once'],
      roles: [{ title: 'Mayor' }],
      external_ids: [{ scheme: 'viaf', id: '1' }],
    });
    expect((await server.get('/v1/log/entries?limit=1')).json.size).toBe(size);
    expect(await ids('/v1/speakers?publication=draft&q=draft%20once', 'reporter')).toEqual([second.id]);
    for (const reference of [first.id, first.slug]) {
      expect((await server.get(`/v1/speakers/${reference}`)).status).toBe(404);
      const moved = await server.get(`/v1/speakers/${reference}`, 'reporter');
      expect(moved.headers.location).toBe(`/v1/speakers/${second.slug}`);
    }
  });

  test('leads every address that either had to the one who is left, and drafts to the same', async () => {
    const [first, second] = [
      await server.speaker({ name: 'Olga Norring', slug: 'olga-norring' }),
      // It has both names already: what changes is only who is meant.
      await server.speaker({ name: 'Olha Norring', slug: 'olha-norring', aliases: ['Olga Norring'] }),
    ];
    await server.change(first.id, { slug: 'olga-n' });
    await server.change(second.id, { slug: 'olha-n' });
    const draft = await server.claim({ text: 'Somebody claims it', claimants: [first.id] });
    const words = await server.quote({ speaker: first.id });
    await server.post('/v1/speakers/olga-n/merge', { into: 'olha-n', note: 'One person.' }, 'editor');
    for (const slug of ['olga-norring', 'olga-n', 'olha-norring']) {
      const moved = await server.get(`/v1/speakers/${slug}`, 'reporter');
      expect([slug, moved.status, moved.headers.location]).toEqual([slug, 308, '/v1/speakers/olha-n']);
    }
    expect((await server.get(`/v1/claims/${draft.id}`, 'reporter')).json.claimants).toMatchObject([
      { id: second.id },
    ]);
    for (const reference of ['olga-norring', 'olha-n']) {
      expect(await ids(`/v1/claims?publication=draft&speaker=${reference}`, 'reporter')).toEqual([draft.id]);
      expect(await ids(`/v1/quotes?publication=draft&speaker=${reference}`, 'reporter')).toEqual([words.id]);
    }
  });

  test('is refused into oneself, into nobody, and of nobody', async () => {
    const { id, slug } = await server.speaker();
    const merge = (from: string, into: string) =>
      server.post(`/v1/speakers/${from}/merge`, { into, note: 'No.' }, 'editor');
    expect(await merge(id, slug)).toMatchObject({ status: 422, json: { errors: [{ pointer: '/into' }] } });
    expect(await merge(id, 'nobody-there')).toMatchObject({ status: 422 });
    expect(await merge('nobody-there', id)).toMatchObject({ status: 404 });
  });
});
