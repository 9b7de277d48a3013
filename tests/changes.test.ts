/** Feeds of what is new, and the changes by which programs keep a copy. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAtom } from './setup/atom.ts';
import { type Newsroom, openNewsroom, PROMISE } from './setup/desk.ts';

let server: Newsroom;
beforeAll(async () => {
  const license = 'https://creativecommons.org/licenses/by/4.0/';
  server = await openNewsroom({
    settings: { ONRECORD_NEWSROOM: 'Fish & Chips', ONRECORD_LICENSE: license },
  });
  await server.scale();
});
afterAll(() => server.close());

const items = async (url: string) => (await server.get(url)).json.items;
const titles = async (url: string): Promise<string[]> =>
  (await items(url)).map(({ title }: { title: string }) => title);

describe('feeds', () => {
  let ada: { id: string; slug: string };
  beforeAll(async () => {
    ada = await server.speaker({ name: 'Ada' });
    const road = await server.publicClaim({
      text: 'The road is <open> & wide.',
      topics: ['roads'],
      claimants: [ada.id],
    });
    await server.finding('verdicts', road.id, 'published', { scale: 'truth', rating: 'half_true' });
    await server.publicClaim({ ...PROMISE, text: 'The bridge will be built.' });
    const rail = await server.publicClaim({ text: 'The railway is closed.' });
    await server.finding('verdicts', rail.id, 'in_review', { scale: 'truth', rating: 'false' });
    const correction = { kind: 'typo', note: 'A letter was missing.' };
    await server.patch(`/v1/claims/${rail.id}`, { text: 'The railway is closed now.', correction }, 'editor');
  });

  test('of claims hold what is public, newest first, by the filters of the list', async () => {
    const all = await titles('/v1/claims/feed.json');
    expect(all).toHaveLength(3);
    expect(new Set(all)).toEqual(
      new Set(['The road is <open> & wide.', 'The bridge will be built.', 'The railway is closed now.']),
    );
    expect(await titles('/v1/claims/feed.json?kind=promise')).toEqual(['The bridge will be built.']);
    expect(await titles(`/v1/claims/feed.json?speaker=${ada.slug}&topic=roads`)).toEqual([
      'The road is <open> & wide.',
    ]);
    expect(await titles('/v1/claims/feed.json?q=railway')).toEqual(['The railway is closed now.']);
    expect(await titles('/v1/claims/feed.json?said_times=2')).toEqual([]);
    expect((await server.get('/v1/claims/feed.json?colour=red')).status).toBe(400);
  });

  test('of verdicts hold those in force, by rating, speaker and topic', async () => {
    expect(await items('/v1/verdicts/feed.json')).toMatchObject([
      { title: 'half_true: The road is <open> & wide.', tags: ['half_true', 'Ada', 'roads'] },
    ]);
    for (const filter of ['rating=half_true', 'rating=false,half_true', `speaker=${ada.id}`, 'topic=roads']) {
      expect(await titles(`/v1/verdicts/feed.json?${filter}`)).toHaveLength(1);
    }
    expect(await titles('/v1/verdicts/feed.json?rating=false')).toEqual([]);
    for (const filter of ['rating=wrong', 'speaker=nobody', 'topic=rails']) {
      expect((await server.get(`/v1/verdicts/feed.json?${filter}`)).status, filter).toBe(400);
    }
  });

  test('of verdicts take what their list takes besides: the claim, and when it was decided', async () => {
    const [{ url }] = await items('/v1/verdicts/feed.json');
    const claim = url.split('/').at(-1);
    expect(await titles(`/v1/verdicts/feed.json?claim=${claim}`)).toHaveLength(1);
    expect(await titles('/v1/verdicts/feed.json?decided_from=2030-01-01')).toEqual([]);
    expect(await titles('/v1/verdicts/feed.json?claim=claim_01k2m8r3v5e9gaqz6n7t4s0wxy')).toEqual([]);
  });

  test('the check of Atom finds what breaks the standard', async () => {
    const { body } = await server.get('/v1/claims/feed.atom');
    const broken: [string | RegExp, string][] = [
      [/<author>.*<\/author>\n/, ''],
      [/<id>urn:[^<]*<\/id>\n/, ''],
      [/<updated>[^<]*/, '<updated>yesterday'],
      [/<title>/, '<title type="image/png">'],
      [/<entry>\n<id>[^<]*/, `<entry>\n<id>${/<id>([^<]*)/.exec(body)?.[1]}`],
      ['</feed>', '<published>2025-01-01T00:00:00Z</published></feed>'],
      [' href="', ' src="'],
      ['<title>', '<title><b>'],
    ];
    for (const [from, to] of broken) expect(() => checkAtom(body.replace(from, to)), String(from)).toThrow();
  });

  test('of corrections say what was changed', async () => {
    expect(await items('/v1/corrections/feed.json')).toMatchObject([
      {
        title: 'Typo: A letter was missing.',
        content_text:
          'A letter was missing.\n\ntext: “The railway is closed.” is now “The railway is closed now.”',
      },
    ]);
    expect(await titles('/v1/corrections/feed.json?kind=retraction')).toEqual([]);
  });

  test.each(['claims', 'verdicts', 'corrections'])(
    'of %s are Atom as well, escaped, with an id each and an ETag',
    async (list) => {
      const { body, headers } = await server.get(`/v1/${list}/feed.atom`);
      expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
      expect(body).not.toMatch(/<open>|& wide/);
      checkAtom(body);
      expect(body).toContain(
        '<author><name>Fish &amp; Chips</name><uri>http://onrecord.test/</uri></author>',
      );
      expect(body).toContain('<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>');
      const json = await items(`/v1/${list}/feed.json`);
      expect([...body.matchAll(/<entry>\n<id>([^<]+)/g)].map(([, id]) => id)).toEqual(
        json.map(({ id }: { id: string }) => id),
      );
      expect(new Set(json.map(({ id }: { id: string }) => id)).size).toBe(json.length);
      const again = await server.ask('GET', `/v1/${list}/feed.atom`, {
        headers: { 'if-none-match': headers.etag ?? '' },
      });
      expect(again.status).toBe(304);
    },
  );
});

describe('changes', () => {
  test('walked to their end they are the log, document by document', async () => {
    const seen: { leaf_index: number; sha256: string; document: { id: string; version: number } }[] = [];
    let after = '';
    for (;;) {
      const { json } = await server.get(`/v1/changes?limit=3${after}`);
      if (json.data.length === 0) break;
      seen.push(...json.data);
      after = `&after=${json.after}`;
    }
    const log = (await server.get('/v1/log/entries?limit=1000')).json.data;
    expect(
      seen.map(({ leaf_index, sha256, document }) => [leaf_index, sha256, document.id, document.version]),
    ).toEqual(
      log.map((entry: { leaf_index: number; sha256: string; id: string; version: number }) => [
        entry.leaf_index,
        entry.sha256,
        entry.id,
        entry.version,
      ]),
    );
    for (const { document } of seen.slice(-5)) {
      const path = { claim: 'claims', verdict: 'verdicts', quote: 'quotes', speaker: 'speakers' }[
        document.id.split('_')[0] ?? ''
      ];
      if (path === undefined) continue;
      expect((await server.get(`/v1/${path}/${document.id}/versions/${document.version}`)).json).toEqual(
        document,
      );
    }
  });

  test('whoever waits is answered when something becomes public, and with nothing when nothing does', async () => {
    const last = (await server.get('/v1/log/entries?limit=1000')).json.data.at(-1).leaf_index;
    const nothing = await server.get(`/v1/changes?after=${last}&wait=1`);
    expect(nothing.json).toEqual({ data: [], after: last });
    const waiting = server.get(`/v1/changes?after=${last}&wait=30`);
    const { id } = await server.publicClaim({ text: 'Something new.' });
    const { json } = await waiting;
    expect(json.data.map(({ document }: { document: { id: string } }) => document.id)).toContain(id);
    expect(json.after).toBe(last + json.data.length);
  });

  test('a server that stops does not wait for those who wait', async () => {
    const other = await openNewsroom();
    const url = await other.app.listen({ port: 0, host: '127.0.0.1' });
    const arrived = new Promise<void>((resolve) => {
      other.app.server.once('request', () => resolve());
    });
    const waiting = fetch(`${url}/v1/changes?after=1000000&wait=30`);
    await arrived;
    await other.close();
    expect(await (await waiting).json()).toEqual({ data: [], after: 1_000_000 });
  });
});
