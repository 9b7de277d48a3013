import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkReviews } from '../src/newsroom/claimreview/rules.ts';
import { adobeErrors, pageWith, testingTool } from './setup/validators.ts';
import { type Newsroom, openNewsroom, PROMISE } from './setup/desk.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom({
    seed: true,
    settings: {
      ONRECORD_NEWSROOM: 'The Example',
      ONRECORD_LICENSE: 'https://creativecommons.org/licenses/by/4.0/',
      ONRECORD_COUNTRY: 'ES',
    },
  });
  await server.scale();
});
afterAll(() => server.close());

const feed = async () => (await server.get('/feeds/claimreview.json')).json;
const reviewOf = (id: string) => server.get(`/v1/claims/${id}/claimreview`);

test('every rated claim of the seed has a ClaimReview that breaks no rule, and they are the feed', async () => {
  const { data } = (await server.get('/v1/claims?limit=100')).json;
  const rated = data.filter((claim: { verdict: unknown }) => claim.verdict !== null);
  expect(rated.length).toBeGreaterThan(5);
  const whole = await feed();
  expect(whole.dataFeedElement).toHaveLength(rated.length);
  expect(checkReviews(whole).faults.filter(({ level }) => level === 'error')).toEqual([]);
  for (const { id } of data.filter((claim: { verdict: unknown }) => claim.verdict === null)) {
    expect((await reviewOf(id)).status).toBe(404);
  }
  for (const { id } of rated) {
    const { json, headers } = await reviewOf(id);
    expect(headers['content-type']).toBe('application/ld+json; charset=utf-8');
    const item = whole.dataFeedElement.find(({ url }: { url: string }) => url.includes(id));
    expect(item.item).toEqual(json);
  }
});

test('the reviews of the seed pass validators that are not ours, in either profile', async () => {
  for (const profile of ['', '?profile=factcricis']) {
    const { dataFeedElement } = (await server.get(`/feeds/claimreview.json${profile}`)).json;
    const reviews = dataFeedElement.map(({ item }: { item: object }) => item);
    const errors = await Promise.all(reviews.map(adobeErrors));
    // A rating without a figure, such as “unverifiable”, gets none that would mislead.
    expect(errors.flat().filter((name) => name !== '"ratingValue"')).toEqual([]);
    const { failed, passed } = await testingTool(pageWith(reviews));
    expect(failed).toEqual([]);
    expect(passed.length).toBeGreaterThan(0);
  }
});

test('a claimant with several identifiers has the addresses that they stand for', async () => {
  const external_ids = [
    { scheme: 'wikidata', id: 'Q7260' },
    { scheme: 'viaf', id: '2465 9/a' },
    { scheme: 'our-own', id: '7' },
  ];
  const speaker = await server.speaker({ name: 'Bea', wikidata_id: 'Q7260', external_ids });
  const { id } = await server.publicClaim({ text: 'It is far.', claimants: [speaker.id] });
  await server.finding('verdicts', id, 'published', { scale: 'truth', rating: 'true' });
  expect((await reviewOf(id)).json.itemReviewed.author.sameAs).toEqual([
    'https://www.wikidata.org/wiki/Q7260',
    'https://viaf.org/viaf/2465%209/a',
  ]);
});

test('a review says who claims, where it stands, the rating in words and in figures from 1 on', async () => {
  const speaker = await server.speaker({ name: 'Ada', wikidata_id: 'Q7259' });
  const source = await server.source({
    url: 'https://example.org/speech',
    title: 'The speech',
    published_on: '2025-05-02',
  });
  const quote = {
    speaker: speaker.id,
    source: source.id,
    text: 'The bridge is open.',
    said_on: '2025-05-01',
    speaker_role: 'Minister',
  };
  const { id } = await server.publicClaim({
    text: 'The bridge is open.',
    language: 'en',
    quotes: [quote],
  });
  await server.finding('verdicts', id, 'published', {
    scale: 'truth',
    rating: 'half_true',
    decided_on: '2025-06-01',
  });
  expect((await reviewOf(id)).json).toEqual({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: `http://onrecord.test/v1/claims/${id}`,
    claimReviewed: 'The bridge is open.',
    datePublished: '2025-06-01',
    inLanguage: 'en',
    author: { '@type': 'Organization', name: 'The Example', url: 'http://onrecord.test/' },
    reviewRating: {
      '@type': 'Rating',
      alternateName: 'half_true',
      ratingValue: 2,
      bestRating: 3,
      worstRating: 1,
      ratingExplanation: 'It is so.',
    },
    itemReviewed: {
      '@type': 'Claim',
      author: {
        '@type': 'Person',
        name: 'Ada',
        url: `http://onrecord.test/v1/speakers/${speaker.slug}`,
        sameAs: 'https://www.wikidata.org/wiki/Q7259',
        jobTitle: 'Minister',
      },
      datePublished: '2025-05-01',
      appearance: [
        {
          '@type': 'CreativeWork',
          url: 'https://example.org/speech',
          name: 'The speech',
          datePublished: '2025-05-02',
        },
      ],
    },
  });
});

test('the European profile adds what its exchange has: the original words, topics, countries, kind of content', async () => {
  const { id } = await server.publicClaim({
    text: 'El puente está abierto.',
    language: 'es',
    topics: ['puentes', 'Galicia'],
    article_url: 'https://example.org/puente',
    article_title: 'No, el puente no está abierto',
  });
  await server.finding('verdicts', id, 'published', { scale: 'truth', rating: 'false' });
  const own = (await reviewOf(id)).json;
  const profiled = {
    ...own,
    headlineNative: 'No, el puente no está abierto',
    claimReviewedNative: 'El puente está abierto.',
    topics: ['puentes', 'Galicia'],
    keywords: ['puentes', 'Galicia'],
    contentKind: 'factcheck',
    countryOfOrigin: 'ES',
  };
  expect((await server.get(`/v1/claims/${id}/claimreview?profile=factcricis`)).json).toEqual(profiled);
  const { json, headers } = await server.get('/feeds/claimreview.json?profile=factcricis');
  expect(json.dataFeedElement.map(({ item }: { item: unknown }) => item)).toContainEqual(profiled);
  expect(headers.etag).not.toBe((await server.get('/feeds/claimreview.json')).headers.etag);
  expect(checkReviews(json).faults.filter(({ level }) => level === 'error')).toEqual([]);
  expect((await server.get('/feeds/claimreview.json?profile=other')).status).toBe(400);
});

test('a promise with a ruling but no rating has none, and is not in the feed', async () => {
  const { id } = await server.publicClaim(PROMISE);
  await server.finding('outcomes', id, 'published');
  expect((await reviewOf(id)).status).toBe(404);
  expect(JSON.stringify(await feed())).not.toContain(id);
});

test('drafts and drafted verdicts are not there, whoever asks; what was withdrawn is gone', async () => {
  const draft = await server.claim();
  expect((await server.get(`/v1/claims/${draft.id}/claimreview`, 'editor')).status).toBe(404);
  const { id } = await server.publicClaim();
  await server.finding('verdicts', id, 'in_review', { scale: 'truth' });
  expect((await server.get(`/v1/claims/${id}/claimreview`, 'editor')).status).toBe(404);
  await server.finding('verdicts', id, 'published', { scale: 'truth' });
  expect((await reviewOf(id)).status).toBe(200);
  await server.post(`/v1/claims/${id}/withdraw`, { reason: 'It was nobody’s.' }, 'editor');
  expect((await reviewOf(id)).status).toBe(410);
  expect(JSON.stringify(await feed())).not.toContain(id);
});

test('the feed is a DataFeed with its licence, and 304 until something public changes', async () => {
  const first = await server.get('/feeds/claimreview.json');
  expect(first.json).toMatchObject({
    '@type': 'DataFeed',
    name: 'Fact-checks by The Example',
    license: 'https://creativecommons.org/licenses/by/4.0/',
    publisher: { '@type': 'Organization', name: 'The Example' },
  });
  const again = () =>
    server.ask('GET', '/feeds/claimreview.json', { headers: { 'if-none-match': first.headers.etag ?? '' } });
  expect((await again()).status).toBe(304);
  await server.publicClaim();
  expect((await again()).status).toBe(200);
});

test('what is not JSON-LD with a ClaimReview is named, and nothing is written', async () => {
  const checked = (body: unknown) => server.post('/v1/claimreview/validate', body, null);
  expect((await checked({ '@type': 'Article' })).json).toMatchObject({
    valid: false,
    reviews: 0,
    faults: [{ rule: 'has-review' }],
  });
  expect((await checked([])).json.valid).toBe(false);
  expect((await checked('ClaimReview')).status).toBe(400);
  const { body, headers } = await server.get('/feeds/claimreview.json');
  const asServed = { raw: body, headers: { 'content-type': headers['content-type'] ?? '' } };
  expect((await server.ask('POST', '/v1/claimreview/validate', asServed)).json.valid).toBe(true);
  expect((await checked(await feed())).json).toMatchObject({ valid: true });
});
