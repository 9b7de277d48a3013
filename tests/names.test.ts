/** What has a name beside its id is found by it, with its versions. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { speakers } from '../src/newsroom/speakers/tables.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
  const speaker = (await server.speaker({ name: 'Élise Müller' })).id;
  (await server.publicClaim({ claimants: [speaker] })).id;
});
afterAll(() => server.close());

test('versions of a speaker are also found by its slug and of an anchor by its key, but not kept under them', async () => {
  const speaker = (await server.get('/v1/speakers/elise-muller')).json.id;
  const added = { key: 'summit', title: 'The summit', phrases: ['the summit'] };
  const anchor = (await server.post('/v1/anchors', added, 'editor')).json.id;
  const change = { title: 'The second summit', correction: { kind: 'correction', note: 'Another.' } };
  expect((await server.patch('/v1/anchors/summit', change, 'editor')).json.id).toBe(anchor);
  for (const [path, id, name] of [
    ['/v1/speakers', speaker, 'elise-muller'],
    ['/v1/anchors', anchor, 'summit'],
  ]) {
    for (const part of ['versions', 'versions?limit=1', 'versions/1', 'versions/1...1']) {
      const [byId, byName] = await Promise.all([
        server.get(`${path}/${id}/${part}`),
        server.get(`${path}/${name}/${part}`),
      ]);
      expect([byId.status, byName.status, byName.body]).toEqual([200, 200, byId.body]);
      expect(byName.headers['cache-control']).toBe('public, no-cache');
      expect(byName.headers['repr-digest']).toBe(byId.headers['repr-digest']);
    }
  }
  const first = (await server.get('/v1/anchors/summit/versions?limit=1')).json;
  const rest = await server.get(`/v1/anchors/summit/versions?limit=1&cursor=${first.next}`);
  expect([...first.data, ...rest.json.data].map(({ version }) => version)).toEqual([2, 1]);
  for (const path of ['/v1/speakers/nobody', '/v1/anchors/nothing']) {
    for (const part of ['versions', 'versions/1']) {
      expect((await server.get(`${path}/${part}`)).status).toBe(404);
    }
  }
});

test('a draft speaker’s id is not told to those who ask for versions by slug', async () => {
  const { json } = await server.post('/v1/speakers', { name: 'Not Yet' }, 'reporter');
  for (const part of ['versions', 'versions/1']) {
    const { status, body } = await server.get(`/v1/speakers/not-yet/${part}`);
    expect(status).toBe(404);
    expect(body).not.toContain(json.id);
  }
});

test('speakers of one name get the next number each, also after very many', async () => {
  const slugs: string[] = [];
  for (let n = 1; n <= 20; n += 1) {
    slugs.push((await server.post('/v1/speakers', { name: 'Same Name' }, 'reporter')).json.slug);
  }
  expect(slugs).toEqual(slugs.map((_, i) => (i === 0 ? 'same-name' : `same-name-${i + 1}`)));
  const [known] = await server.database.read.select().from(speakers).where(eq(speakers.slug, 'same-name'));
  if (!known) throw new Error('there is no such speaker');
  const more = Array.from({ length: 3_000 }, (_, i) => ({
    ...known,
    id: `speaker_${String(i).padStart(26, '0')}`,
    slug: `same-name-${i + 21}`,
  }));
  await server.database.write(async (tx) => {
    for (let i = 0; i < more.length; i += 100) await tx.insert(speakers).values(more.slice(i, i + 100));
  });
  const { json } = await server.post('/v1/speakers', { name: 'Same Name' }, 'reporter');
  expect(json.slug).toBe('same-name-3021');
});
