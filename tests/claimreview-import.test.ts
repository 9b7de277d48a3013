/** ClaimReviews of others in the record: what becomes of them, and that they go out as they came. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { partsOf } from '../src/features/import/claimreview/files.ts';
import { importReviews } from '../src/features/import/claimreview/import.ts';
import { LIMITS } from '../src/limits.ts';
import { footprint } from './setup/footprint.ts';
import { run } from './setup/process.ts';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

const bringIn = (
  document: unknown,
  options: { publication?: 'draft' | 'published'; dry_run?: boolean; into?: TestServer } = {},
) => {
  const { publication = 'published', dry_run = false, into = server } = options;
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const parts = () => partsOf(bytesOf(text), text.length);
  const today = into.server.today();
  return importReviews(into.database.read, into.server.recorder, { parts, publication, dry_run, today });
};

const reviewed = (n: number, members: object = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  url: `https://www.checks.example/${n}`,
  claimReviewed: `Claim number ${n}.`,
  datePublished: '2025-09-02',
  author: { '@type': 'Organization', name: 'Example Checks' },
  reviewRating: { '@type': 'Rating', ratingValue: 1, bestRating: 5, worstRating: 1, alternateName: 'False' },
  itemReviewed: {
    '@type': 'Claim',
    author: { '@type': 'Person', name: 'Wallace' },
    datePublished: '2025-09-01',
    appearance: [{ '@type': 'CreativeWork', url: `https://news.example/${n}`, name: 'An article' }],
  },
  ...members,
});
const rated = (alternateName: string) => ({ reviewRating: { '@type': 'Rating', alternateName } });

const claims = async () => (await server.get('/v1/claims?limit=100&sort=published_at')).json.data;
const feedItems = async (of: TestServer): Promise<unknown[]> =>
  (await of.get('/feeds/claimreview.json')).json.dataFeedElement.map(({ item }: { item: unknown }) => item);

test('a review becomes a claim with claimant, source, and a verdict of its publisher on a scale of its publisher’s', async () => {
  expect(await bringIn(reviewed(1))).toMatchObject({ reviews: 1, added: 1, unchanged: 0, updated: {} });
  const [claim] = await claims();
  expect(claim).toMatchObject({
    kind: 'statement',
    text: 'Claim number 1.',
    first_said_on: '2025-09-01',
    claimants: [{ name: 'Wallace', slug: 'wallace' }],
    sources: [{ url: 'https://news.example/1', title: 'An article' }],
    verdict: {
      rating: { scale: 'checks_example', scale_version: 1, key: 'false', value: 1 },
      decided_on: '2025-09-02',
      author: 'Example Checks',
      review: 'imported',
      evidence: [{ url: 'https://www.checks.example/1', publisher: 'Example Checks' }],
    },
  });
});

test('what others wrote is a draft unless it is asked to be public', async () => {
  await bringIn(reviewed(1), { publication: 'draft' });
  expect(await claims()).toEqual([]);
  expect((await server.get('/v1/claims?publication=draft', 'reporter')).json.data).toHaveLength(1);
  expect(await feedItems(server)).toEqual([]);
});

test('brought in again nothing is written', async () => {
  const feed = { '@type': 'DataFeed', dataFeedElement: [1, 2, 3].map((n) => ({ item: reviewed(n) })) };
  await bringIn(feed);
  const before = await footprint(server);
  expect(await bringIn(feed)).toMatchObject({ added: 0, unchanged: 3, updated: {}, left: {} });
  expect(await footprint(server)).toEqual(before);
});

describe('a review that its publisher changed', () => {
  const id = async () => (await claims())[0].id;
  const lineOf = async (claim: string, publication = 'published') =>
    (await server.get(`/v1/claims/${claim}/verdicts?publication=${publication}`, 'reporter')).json.data.map(
      (verdict: { state: string; rating: { key: string } }) => [verdict.rating.key, verdict.state],
    );

  test('takes the place of the one before, as its publisher has it, and both stay on record', async () => {
    await bringIn([reviewed(1), reviewed(2)]);
    const changed = reviewed(1, { ...rated('True'), dateModified: '2025-10-01' });
    server.clock.set('2026-01-16T12:00:00.000Z');
    const dry = await bringIn(changed, { dry_run: true });
    const report = await bringIn([changed, reviewed(3)]);
    expect([dry.updated, report.updated, report.added]).toEqual([{ superseded: 1 }, { superseded: 1 }, 1]);
    const claim = (await claims()).find(({ text }: { text: string }) => text === 'Claim number 1.');
    expect(claim.verdict).toMatchObject({
      rating: { key: 'true' },
      author: 'Example Checks',
      review: 'imported',
    });
    expect(await lineOf(claim.id)).toEqual([
      ['true', 'published'],
      ['false', 'superseded'],
    ]);
    const [newest] = (await server.get(`/v1/claims/${claim.id}/verdicts`)).json.data;
    expect(newest.reason).toBe('Example Checks changed its review.');
    expect(await feedItems(server)).toContainEqual(changed);
    const before = await footprint(server);
    expect(await bringIn(changed)).toMatchObject({ unchanged: 1, updated: {} });
    expect(await footprint(server)).toEqual(before);
    expect((await bringIn(reviewed(1))).updated).toEqual({ superseded: 1 });
    expect(await lineOf(claim.id)).toHaveLength(3);
  });

  test('goes out as it is now where the verdict is the same', async () => {
    await bringIn(reviewed(1));
    const changed = reviewed(1, { keywords: 'moon', dateModified: '2025-10-01' });
    expect((await bringIn(changed)).updated).toEqual({ refreshed: 1 });
    expect(await lineOf(await id())).toEqual([['false', 'published']]);
    expect(await feedItems(server)).toEqual([changed]);
  });

  test('changes a draft that nobody here has worked on, and no other', async () => {
    await bringIn(reviewed(1), { publication: 'draft' });
    expect((await bringIn(reviewed(1, rated('True')), { publication: 'draft' })).updated).toEqual({
      amended: 1,
    });
    const [claim] = (await server.get('/v1/claims?publication=draft', 'reporter')).json.data;
    expect(await lineOf(claim.id, 'draft')).toEqual([['true', 'draft']]);
    const [{ id: verdict }] = (
      await server.get(`/v1/claims/${claim.id}/verdicts?publication=draft`, 'reporter')
    ).json.data;
    await server.patch(`/v1/verdicts/${verdict}`, { summary: 'Our own words.' }, 'reporter');
    const report = await bringIn(reviewed(1), { publication: 'draft' });
    expect(report).toMatchObject({ updated: {}, left: { edited: [claim.id] } });
    expect(await lineOf(claim.id, 'draft')).toEqual([['true', 'draft']]);
  });

  test('stays a draft where it is one, whoever asks for it in public; public it stays where drafts are asked for', async () => {
    await bringIn(reviewed(1), { publication: 'draft' });
    const [{ id: draft }] = (await server.get('/v1/claims?publication=draft', 'reporter')).json.data;
    for (const _ of [1, 2]) expect((await bringIn(reviewed(1))).left).toEqual({ draft: [draft] });
    expect((await bringIn(reviewed(1, rated('True')))).updated).toEqual({ amended: 1 });
    expect((await bringIn(reviewed(1, rated('True')))).left).toEqual({ draft: [draft] });
    expect(await claims()).toEqual([]);
    await bringIn(reviewed(2));
    const before = await footprint(server);
    const again = { unchanged: 1, updated: {}, left: {} };
    expect(await bringIn(reviewed(2), { publication: 'draft' })).toMatchObject(again);
    expect(await footprint(server)).toEqual(before);
  });

  test('waits as a draft beside what is public where nothing is to be published', async () => {
    await bringIn(reviewed(1));
    expect((await bringIn(reviewed(1, rated('True')), { publication: 'draft' })).updated).toEqual({
      proposed: 1,
    });
    expect(await lineOf(await id())).toEqual([['false', 'published']]);
    expect(await lineOf(await id(), 'draft')).toEqual([['true', 'draft']]);
  });

  test('leaves alone what the newsroom has judged itself, or withdrawn', async () => {
    await bringIn([reviewed(1), reviewed(2)]);
    const byText = (a: { text: string }, b: { text: string }) => (a.text < b.text ? -1 : 1);
    const [first, second] = (await claims()).sort(byText);
    const own = { scale: 'checks_example', rating: 'false', summary: 'So it is.', rationale: 'We looked.' };
    const { json } = await server.post(
      `/v1/claims/${first.id}/verdicts`,
      { ...own, reason: 'Looked into anew.', evidence: [{ title: 'A register' }] },
      'reporter',
    );
    await server.post(`/v1/verdicts/${json.id}/submit`, {}, 'reporter');
    expect((await server.post(`/v1/verdicts/${json.id}/publish`, {}, 'editor')).status).toBe(200);
    await server.post(`/v1/claims/${second.id}/withdraw`, { reason: 'Not ours.' }, 'editor');
    const report = await bringIn([reviewed(1, rated('True')), reviewed(2, rated('True'))]);
    expect(report).toMatchObject({
      updated: {},
      left: { overruled: [first.id], withdrawn: [second.id] },
    });
    expect((await server.get(`/v1/claims/${first.id}`)).json.verdict.id).toBe(json.id);
  });
});

test('claimants of one name are one speaker, whatever else their publishers say of them', async () => {
  const by = (author: object) => ({ itemReviewed: { '@type': 'Claim', author } });
  const report = await bringIn([
    reviewed(1, by({ '@type': 'Person', name: 'José Ejemplo' })),
    reviewed(
      2,
      by({ '@type': 'Organization', name: 'Jose Ejemplo', sameAs: 'https://www.wikidata.org/wiki/Q42' }),
    ),
  ]);
  expect(report).toMatchObject({ added: 2 });
  expect((await server.get('/v1/speakers')).json.data).toMatchObject([{ slug: 'jose-ejemplo' }]);
  expect((await server.get('/v1/claims?speaker=jose-ejemplo')).json.data).toHaveLength(2);
});

test('a dry run says the same and writes nothing', async () => {
  const before = await footprint(server);
  expect(await bringIn([reviewed(1), reviewed(2)], { dry_run: true })).toMatchObject({
    reviews: 2,
    added: 2,
  });
  expect(await footprint(server)).toEqual(before);
});

test('of one claim at one address the last review counts; another claim there is another', async () => {
  const report = await bringIn([
    reviewed(1),
    reviewed(1, { claimReviewed: 'Another claim.' }),
    reviewed(1, rated('True')),
  ]);
  expect(report).toMatchObject({ reviews: 2, added: 2, skipped: { later: 1 } });
  expect(
    (await claims())
      .map((claim: { verdict: { rating: { key: string } } }) => claim.verdict.rating.key)
      .sort(),
  ).toEqual(['false', 'true']);
});

test('each publisher has a scale, which grows by new versions; more ratings than one holds stand in the next', async () => {
  const other = { url: 'https://other.example/1', author: { '@type': 'Organization', name: 'Other' } };
  await bringIn([reviewed(1), reviewed(2, rated('FALSE')), reviewed(3, { ...other, ...rated('False') })]);
  await bringIn(Array.from({ length: 40 }, (_, n) => reviewed(10 + n, rated(`Rating ${n}`))));
  const { data } = (await server.get('/v1/rating-scales?limit=100')).json;
  const sizes = data.map((scale: { key: string; scale_version: number; ratings: unknown[] }) => [
    scale.key,
    scale.scale_version,
    scale.ratings.length,
  ]);
  expect(sizes.sort()).toEqual([
    ['checks_example', 1, 1],
    ['checks_example', 2, 30],
    ['checks_example_2', 1, 11],
    ['other_example', 1, 1],
  ]);
});

describe('out, in and out again', () => {
  let other: TestServer;
  beforeAll(async () => {
    other = await startServer({ seed: true, settings: { ONRECORD_NEWSROOM: 'The Example' } });
  });
  afterAll(() => other.close());

  test('gives the reviews of another newsroom exactly as they were', async () => {
    const feed = (await other.get('/feeds/claimreview.json')).json;
    const report = await bringIn(feed);
    expect(report).toMatchObject({ reviews: feed.dataFeedElement.length, mended: {}, skipped: {} });
    expect(await feedItems(server)).toEqual(await feedItems(other));
    const third = await startServer();
    await bringIn((await server.get('/feeds/claimreview.json')).json, { into: third });
    expect(await feedItems(third)).toEqual(await feedItems(other));
    await third.close();
  });

  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  const party = fc.oneof(
    words,
    fc.record(
      {
        '@type': fc.constantFrom('Person', 'Organization', 'Thing'),
        name: words,
        sameAs: fc.constantFrom('https://www.wikidata.org/wiki/Q42', 'https://example.org'),
      },
      { requiredKeys: ['name'] },
    ),
  );
  const day = fc.constantFrom(
    '2025-09-02',
    '2025-09-02T10:00:00Z',
    '2 September 2025',
    '2025-09',
    'soon',
    '',
  );
  const figure = fc.constantFrom(1, '3', -1, 2.5, 9, 'x');
  const review = fc.record(
    {
      '@type': fc.constantFrom('ClaimReview', ['ClaimReview', 'MediaReview']),
      url: fc.nat(9).map((n) => `https://${n % 3}.checks.example/${n}`),
      claimReviewed: words,
      headline: words,
      inLanguage: fc.constantFrom('en', 'pt_BR', 'English'),
      datePublished: day,
      author: fc.oneof(party, fc.array(party, { maxLength: 2 })),
      reviewRating: fc.oneof(
        words,
        fc.record(
          {
            '@type': fc.constant('Rating'),
            alternateName: words,
            ratingValue: figure,
            bestRating: figure,
            worstRating: figure,
            ratingExplanation: words,
          },
          { requiredKeys: ['alternateName'] },
        ),
      ),
      itemReviewed: fc.record(
        {
          '@type': fc.constantFrom('Claim', 'CreativeWork'),
          author: party,
          datePublished: day,
          appearance: fc.oneof(fc.webUrl(), fc.record({ '@type': fc.constant('Article'), url: fc.webUrl() })),
        },
        { requiredKeys: [] },
      ),
      keywords: words,
      further: fc.jsonValue(),
    },
    { requiredKeys: ['@type', 'url', 'claimReviewed', 'reviewRating'] },
  );

  test('gives what came in once more, whatever that was', async () => {
    const given = fc.array(review, { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(given, async (reviews) => {
        const [first, second] = await Promise.all([startServer(), startServer()]);
        await bringIn(reviews, { into: first });
        const feed = (await first.get('/feeds/claimreview.json')).json;
        const report = await bringIn(feed, { into: second });
        expect(report).toMatchObject({ added: feed.dataFeedElement.length, skipped: {} });
        expect(await feedItems(second)).toEqual(await feedItems(first));
        await Promise.all([first.close(), second.close()]);
      }),
      { numRuns: 2 },
    );
  });

  test('keeps every further member, MediaReview among them', async () => {
    const media = reviewed(1, {
      '@type': ['ClaimReview', 'MediaReview'],
      mediaAuthenticityCategory: 'TransformedContent',
      originalMediaContextDescription: 'A film of 2012.',
      associatedMediaReview: { '@type': 'MediaReview', url: 'https://www.checks.example/media' },
    });
    await bringIn(media);
    expect(await feedItems(server)).toEqual([media]);
  });

  test('what breaks a rule goes out mended: its own address, publisher and members, with what the record holds', async () => {
    await bringIn(reviewed(1, { reviewRating: 'False', keywords: 'a, b', extra: { '@type': 'Thing' } }));
    expect(await feedItems(server)).toMatchObject([
      {
        '@type': 'ClaimReview',
        url: 'https://www.checks.example/1',
        author: { '@type': 'Organization', name: 'Example Checks' },
        reviewRating: { '@type': 'Rating', alternateName: 'False' },
        keywords: 'a, b',
        extra: { '@type': 'Thing' },
      },
    ]);
  });

  test('once the newsroom corrects the claim, its own words go out', async () => {
    await bringIn(reviewed(1));
    const [{ id }] = await claims();
    const correction = { kind: 'clarification', note: 'It was not clear.' };
    await server.patch(`/v1/claims/${id}`, { text: 'Claim number one.', correction }, 'editor');
    expect(await feedItems(server)).toMatchObject([
      { claimReviewed: 'Claim number one.', url: 'https://www.checks.example/1' },
    ]);
  });
});

test('a hostile feed changes nothing but what it honestly holds', async () => {
  const before = await footprint(server);
  const hostile = [
    '{"@type":"ClaimReview","url":"javascript:alert(1)","claimReviewed":"x","reviewRating":"y"}',
    '{"@type":"ClaimReview","__proto__":{"url":"https://evil.example"},"claimReviewed":"x"}',
    '{"@type":"ClaimReview","url":"https://evil.example","claimReviewed":{"toString":"x"},"reviewRating":{"ratingValue":1e400}}',
    `{"@type":"ClaimReview","url":"https://evil.example/${'a'.repeat(1e5)}","claimReviewed":"x","reviewRating":"y"}`,
  ];
  expect(await bringIn(`[${hostile.join(',')}]`)).toMatchObject({
    reviews: 0,
    added: 0,
    skipped: { url: 3, claim: 1 },
  });
  expect(await bringIn('<script type="application/ld+json">{"@type":')).toMatchObject({
    skipped: { unreadable: 1 },
  });
  expect(await footprint(server)).toEqual(before);
  const script = '<img src=x onerror=alert(1)>&lt;script&gt;alert(2)&lt;/script&gt;';
  await bringIn(
    reviewed(1, { claimReviewed: `Fish ${script}`, author: { '@type': 'Organization', name: script } }),
  );
  const [claim] = await claims();
  expect(claim.text).toBe('Fish <script>alert(2)</script>');
  const { headers } = await server.get('/feeds/claimreview.json');
  expect(headers['content-type']).toContain('application/ld+json');
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('nothing of a hostile feed that is read piece by piece is written, and what stands beside it is', async () => {
  const before = await footprint(server);
  const long = 'x'.repeat(10_000_000);
  const hostile = [
    '{"item":{"@type":"ClaimReview","__proto__":{"url":"https://evil.example"},"constructor":{"prototype":{"url":"x"}}}}',
    '{"item":{"@type":"ClaimReview","url":"https://evil.example","claimReviewed":"x","reviewRating":{"ratingValue":1e400}}}',
    `{"item":${'{"item":'.repeat(10_000)}{"@type":"ClaimReview"}${'}'.repeat(10_001)}`,
    `{"item":{"@type":"ClaimReview","url":"${long}","claimReviewed":"x","reviewRating":"y"}}`,
    `{"item":{"@type":"ClaimReview","url":"https://evil.example","claimReviewed":"&lt;&nbsp;&#0;&zwnj;","reviewRating":""}}`,
    '{"item":{"@type":"ClaimReview","url":"https://evil.example/\\ud800","claimReviewed":"","itemReviewed":"\\ud800"}}',
    '{"item":{"@type":',
  ];
  const feedOf = (items: string[]) => `{"@type":"DataFeed","dataFeedElement":[${items.join(',')}]}`;
  const bring = (text: string) => {
    const parts = () => partsOf(bytesOf(text), LIMITS.claimreview_bytes + 1);
    const { recorder, today } = server.server;
    return importReviews(server.database.read, recorder, {
      parts,
      publication: 'published',
      dry_run: false,
      today: today(),
    });
  };
  expect(await bring(feedOf(hostile))).toMatchObject({ reviews: 0, added: 0 });
  expect(await footprint(server)).toEqual(before);
  const good = JSON.stringify({ item: reviewed(1, { articleBody: long }) });
  expect(await bring(feedOf([...hostile.slice(0, -1), good]))).toMatchObject({ reviews: 1, added: 1 });
  expect(await claims()).toHaveLength(1);
  expect(JSON.stringify(await feedItems(server)).length).toBeLessThan(10_000);
});

test('onrecord import --format claimreview reads pages and feeds, and says what it mended and left out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-reviews-'));
  const page = join(folder, 'page.html');
  const { url: _, ...bare } = reviewed(2);
  const json = JSON.stringify([bare, { '@type': 'ClaimReview', url: 'https://checks.example/3' }]);
  writeFileSync(
    page,
    `<link rel="canonical" href="https://www.checks.example/2"><script type="application/ld+json">${json}</script>`,
  );
  const settings = { ONRECORD_DATABASE_URL: server.database_url, ONRECORD_SEED: 'false' };
  const dry = await run(['import', '--format', 'claimreview', '--dry-run', page], settings);
  expect(dry.stdout).toContain('1 reviews read: 1 new');
  expect(dry.stdout).toContain('nothing was written');
  const done = await run(['import', '--format', 'claimreview', '--publish', page], settings);
  expect(done.code, done.stderr).toBe(0);
  expect(done.stdout).toContain('mended: 1: no address of the review: that of its page');
  expect(done.stdout).toContain('left out: 1: it does not say what was reviewed');
  expect(await claims()).toMatchObject([{ text: 'Claim number 2.' }]);
  const refused = await run(['import', '--publish', page], settings);
  expect(refused.code).toBe(1);
  rmSync(folder, { recursive: true });
});
