/** ClaimReviews in the forms that publishers write them in come in as a person would read them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../src/features/import/claimreview/files.ts';
import { type ReadReview, readReview, type Skipped } from '../../src/features/import/claimreview/review.ts';
import { readDay, readNumber, readText, readUrl } from '../../src/features/import/claimreview/texts.ts';
import { LIMITS } from '../../src/limits.ts';

async function* bytesOf(text: string, piece = 64): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
}

/** What is read of a file; `size` above a limit makes it be read piece by piece. */
const read = async (text: string, size = 0, piece?: number): Promise<(ReadReview | Skipped)[]> => {
  const found: (ReadReview | Skipped)[] = [];
  for await (const part of partsOf(bytesOf(text, piece), size)) {
    if (part.skipped) found.push(part.skipped);
    for (const review of part.reviews) found.push(readReview(review, part.page));
  }
  return found;
};

const one = async (value: unknown): Promise<ReadReview> => {
  const [review] = await read(typeof value === 'string' ? value : JSON.stringify(value));
  if (review === undefined || typeof review === 'string') throw new Error(`left out: ${review}`);
  return review;
};

const RATING = {
  '@type': 'Rating',
  ratingValue: 2,
  bestRating: 5,
  worstRating: 1,
  alternateName: 'Mostly false',
};
const BASE = {
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  url: 'https://www.checks.example/moon',
  claimReviewed: 'The Moon is made of cheese.',
  datePublished: '2025-09-02',
  author: { '@type': 'Organization', name: 'Example Checks' },
  reviewRating: RATING,
  itemReviewed: {
    '@type': 'Claim',
    author: { '@type': 'Person', name: 'Wallace', sameAs: 'https://www.wikidata.org/wiki/Q42' },
    datePublished: '1989-11-04',
    appearance: [
      { '@type': 'SocialMediaPosting', url: 'https://social.example/1' },
      'https://news.example/2',
    ],
  },
};
const ROCKET = { claimReviewed: 'The rocket flew in 1989.', url: 'https://www.checks.example/rocket' };

const script = (value: unknown): string =>
  `<script type="application/ld+json">${typeof value === 'string' ? value : JSON.stringify(value)}</script>`;

describe('a ClaimReview', () => {
  test('as the documentation has it: everything is read and nothing mended', async () => {
    expect(await one(BASE)).toMatchObject({
      url: 'https://www.checks.example/moon',
      site: 'checks.example',
      publisher: 'Example Checks',
      text: 'The Moon is made of cheese.',
      reviewed_on: '2025-09-02',
      said_on: '1989-11-04',
      rating: { label: 'Mostly false', value: 2 },
      claimants: [{ kind: 'person', name: 'Wallace', wikidata_id: 'Q42' }],
      works: [
        { kind: 'social_post', url: 'https://social.example/1' },
        { kind: 'document', url: 'https://news.example/2' },
      ],
      markup: BASE,
      mended: [],
    });
  });

  const FORMS: [form: string, members: object, read: object][] = [
    ['http types', { '@type': 'http://schema.org/ClaimReview' }, { text: BASE.claimReviewed }],
    ['several types', { '@type': ['ClaimReview', 'Article'] }, { text: BASE.claimReviewed }],
    [
      'figures in words',
      { reviewRating: { ...RATING, ratingValue: '2', bestRating: '5' } },
      { rating: { value: 2 } },
    ],
    ['a decimal comma', { reviewRating: { ...RATING, ratingValue: '2,5' } }, { rating: { value: 2.5 } }],
    [
      '-1 for no figures',
      {
        reviewRating: {
          '@type': 'Rating',
          ratingValue: '-1',
          bestRating: '-1',
          worstRating: '-1',
          alternateName: 'Satire',
        },
      },
      { rating: { label: 'Satire', value: null } },
    ],
    ['a figure out of range', { reviewRating: { ...RATING, ratingValue: 9 } }, { rating: { value: null } }],
    [
      'a rating that is a text',
      { reviewRating: 'Fals' },
      { rating: { label: 'Fals', value: null }, mended: ['rating_text'] },
    ],
    [
      'a rating named otherwise',
      { reviewRating: { '@type': 'Rating', name: 'Falso' } },
      { rating: { label: 'Falso' } },
    ],
    [
      'words where the figure goes',
      { reviewRating: { '@type': 'Rating', ratingValue: 'False' } },
      { rating: { label: 'False', value: null } },
    ],
    [
      'figures without words',
      { reviewRating: { ratingValue: 1, bestRating: 7, worstRating: 1 } },
      { rating: { label: '1 of 7', value: 1 }, mended: ['rating_words'] },
    ],
    ['a list of ratings', { reviewRating: [RATING] }, { rating: { label: 'Mostly false' } }],
    [
      'an item that is a CreativeWork',
      { itemReviewed: { ...BASE.itemReviewed, '@type': 'CreativeWork' } },
      { claimants: [{ name: 'Wallace' }], said_on: '1989-11-04', mended: ['item_type'] },
    ],
    ['an item in a list', { itemReviewed: [BASE.itemReviewed] }, { said_on: '1989-11-04' }],
    ['no item', { itemReviewed: undefined }, { claimants: [], works: [], said_on: null }],
    [
      'a claimant that is a name',
      { itemReviewed: { '@type': 'Claim', author: 'Wallace' } },
      { claimants: [{ kind: 'person', name: 'Wallace' }], mended: ['party_text'] },
    ],
    [
      'several claimants, one twice',
      {
        itemReviewed: {
          '@type': 'Claim',
          author: [
            { '@type': 'Person', name: 'Wallace' },
            { '@type': 'Organization', name: 'Bakers' },
            { '@type': 'Person', name: 'Wallace' },
          ],
        },
      },
      { claimants: [{ name: 'Wallace' }, { kind: 'organisation', name: 'Bakers' }] },
    ],
    [
      'a claimant of a kind of its own',
      { itemReviewed: { '@type': 'Claim', author: { '@type': 'PoliticalParty', name: 'Bakers' } } },
      { claimants: [{ kind: 'organisation' }] },
    ],
    ['no author', { author: undefined }, { publisher: 'checks.example' }],
    [
      'a publisher and a person as author',
      {
        author: { '@type': 'Person', name: 'Ada' },
        publisher: { '@type': 'NewsMediaOrganization', name: 'Example Checks' },
      },
      { publisher: 'Example Checks' },
    ],
    ['an instant', { datePublished: '2025-09-02T23:59:59+02:00' }, { reviewed_on: '2025-09-02' }],
    [
      'a date in words',
      { datePublished: 'September 2, 2025' },
      { reviewed_on: '2025-09-02', mended: ['date'] },
    ],
    [
      'a date in words, day first',
      { datePublished: 'Tue, 2 Sep 2025 10:00:00 GMT' },
      { reviewed_on: '2025-09-02', mended: ['date'] },
    ],
    [
      'a date that could be two days',
      { datePublished: '02/09/2025' },
      { reviewed_on: null, mended: ['unread_date'] },
    ],
    ['a date that is none', { datePublished: '2025-02-30' }, { reviewed_on: null, mended: ['unread_date'] }],
    ['an empty date', { datePublished: '' }, { reviewed_on: null, mended: [] }],
    [
      'entities',
      { claimReviewed: 'Fish &amp; chips &#8220;cause&#8221; rain' },
      { text: 'Fish & chips “cause” rain', mended: ['markup'] },
    ],
    [
      'elements',
      { claimReviewed: '<p>Fish <b>cause</b><br>rain</p>' },
      { text: 'Fish cause rain', mended: ['markup'] },
    ],
    [
      'a less-than sign that is one',
      { claimReviewed: 'Growth was < 2 % and > 1 %' },
      { text: 'Growth was < 2 % and > 1 %', mended: [] },
    ],
    ['blanks and line breaks', { claimReviewed: '  Fish \n\t cause rain ' }, { text: 'Fish cause rain' }],
    [
      'the claim in the item only',
      { claimReviewed: '', itemReviewed: { '@type': 'Claim', name: 'Fish cause rain.' } },
      { text: 'Fish cause rain.', mended: ['claim'] },
    ],
    [
      'topics as a text',
      { keywords: 'Space, cheese,space , cheese' },
      { topics: ['Space', 'cheese', 'space'] },
    ],
    ['topics as things', { about: [{ '@type': 'Thing', name: 'Space' }] }, { topics: ['Space'] }],
    [
      'a language as a thing',
      { inLanguage: { '@type': 'Language', name: 'Spanish', alternateName: 'es' } },
      { language: 'es' },
    ],
    ['a language with an underscore', { inLanguage: 'pt_BR' }, { language: 'pt-BR' }],
    ['a language in words of its own', { inLanguage: 'English (US)' }, { language: null }],
    [
      'first appearance',
      {
        itemReviewed: {
          '@type': 'Claim',
          firstAppearance: { '@type': 'VideoObject', url: 'https://video.example/3', name: 'A video' },
        },
      },
      { works: [{ kind: 'broadcast', title: 'A video' }] },
    ],
    [
      'MediaReview beside it',
      { '@type': ['ClaimReview', 'MediaReview'], mediaAuthenticityCategory: 'TransformedContent' },
      { markup: { mediaAuthenticityCategory: 'TransformedContent' } },
    ],
    [
      'an explanation',
      { reviewRating: { ...RATING, ratingExplanation: 'It is rock.' } },
      { explanation: 'It is rock.' },
    ],
    ['the explanation in the body', { reviewBody: '<p>It is rock.</p>' }, { explanation: 'It is rock.' }],
    [
      'values as JSON-LD may write them',
      {
        claimReviewed: { '@value': 'Fish cause rain.', '@language': 'en' },
        datePublished: { '@type': 'Date', '@value': '2025-09-02' },
        reviewRating: { ...RATING, ratingValue: { '@value': '2' }, alternateName: [{ '@value': 'Wrong' }] },
      },
      {
        text: 'Fish cause rain.',
        reviewed_on: '2025-09-02',
        rating: { label: 'Wrong', value: 2 },
        mended: [],
      },
    ],
    [
      'a list of claims',
      { claimReviewed: ['Fish cause rain.', 'So do cows.'] },
      { text: 'Fish cause rain.' },
    ],
    [
      'entities of entities',
      { claimReviewed: 'Fish &amp;quot;cause&amp;quot; rain' },
      { text: 'Fish "cause" rain', mended: ['markup'] },
    ],
    [
      'a figure as a fraction',
      { reviewRating: { '@type': 'Rating', ratingValue: '2/5' } },
      { rating: { label: '2/5', value: null } },
    ],
    [
      'a rating without its ends',
      { reviewRating: { '@type': 'Rating', ratingValue: 2, alternateName: 'Wrong' } },
      { rating: { label: 'Wrong', value: 2 } },
    ],
    [
      'a worst rating that is better than the best',
      { reviewRating: { ...RATING, bestRating: 1, worstRating: 5 } },
      { rating: { label: 'Mostly false', value: null } },
    ],
    ['a claim that is a text', { itemReviewed: 'The Moon' }, { works: [], mended: ['item_type'] }],
    [
      'the claim as the text of its item only',
      { claimReviewed: undefined, itemReviewed: 'Fish cause rain.' },
      { text: 'Fish cause rain.', mended: ['claim', 'item_type'] },
    ],
    [
      'the address of the claim for an item',
      { itemReviewed: 'https://social.example/1' },
      { works: [{ url: 'https://social.example/1' }] },
    ],
    [
      'whoever made the claim for an item',
      { itemReviewed: { '@type': 'Person', name: 'Wallace' } },
      { claimants: [{ kind: 'person', name: 'Wallace' }], works: [], mended: ['item_type'] },
    ],
    ['an author that is a text', { author: 'Example Checks' }, { publisher: 'Example Checks' }],
    [
      'a writer and a newsroom as authors',
      {
        author: [
          { '@type': 'Person', name: 'Ada' },
          { '@type': 'Organization', name: 'Example Checks' },
        ],
      },
      { publisher: 'Example Checks' },
    ],
    [
      'an address with entities',
      { url: 'https://a.example/?a=1&amp;b=2' },
      { url: 'https://a.example/?a=1&b=2' },
    ],
    ['an address without a scheme', { url: '//www.a.example/1' }, { url: 'https://www.a.example/1' }],
    [
      'several addresses',
      { url: ['https://a.example/1', 'https://a.example/2'] },
      { url: 'https://a.example/1' },
    ],
    [
      'its page in place of an address',
      { url: undefined, mainEntityOfPage: { '@type': 'WebPage', '@id': 'https://a.example/1' } },
      { url: 'https://a.example/1', mended: [] },
    ],
    ['a date with blanks and time', { datePublished: '2025-09-02 10:00:00' }, { reviewed_on: '2025-09-02' }],
    ['a date with slashes, year first', { datePublished: '2025/9/2' }, { reviewed_on: '2025-09-02' }],
    [
      'a date with full stops',
      { datePublished: '02.09.2025' },
      { reviewed_on: '2025-09-02', mended: ['date'] },
    ],
    ['a date that can be one day only', { datePublished: '25/12/2024' }, { reviewed_on: '2024-12-25' }],
    [
      'a date as programs write it',
      { datePublished: 'Tue Sep 02 2025 10:00:00 GMT+0200 (CEST)' },
      { reviewed_on: '2025-09-02' },
    ],
    ['an abbreviated date', { datePublished: 'Sept. 2nd, 2025 at 10:15 am' }, { reviewed_on: '2025-09-02' }],
    ['a date in Spanish', { datePublished: '2 de septiembre de 2025' }, { reviewed_on: '2025-09-02' }],
    ['a month', { datePublished: 'September 2025' }, { reviewed_on: '2025-09' }],
    ['topics as a list', { keywords: ['Space', 'cheese'] }, { topics: ['Space', 'cheese'] }],
  ];
  test.each(FORMS)('with %s', async (_form, members, expected) => {
    expect(await one({ ...BASE, ...members })).toMatchObject(expected);
  });

  test.each<[string, object, Skipped]>([
    ['an address', { url: 'javascript:alert(1)' }, 'url'],
    ['a claim', { claimReviewed: undefined }, 'claim'],
    ['a rating', { reviewRating: undefined }, 'rating'],
    ['a rating that says anything', { reviewRating: { '@type': 'Rating', bestRating: 5 } }, 'rating'],
  ])('without %s is left out, with its reason', async (_what, members, reason) => {
    expect(await read(JSON.stringify({ ...BASE, ...members }))).toEqual([reason]);
  });

  test('of MediaReview alone is rated by its category', async () => {
    const { reviewRating: _, ...rest } = BASE;
    const media = { ...rest, '@type': 'MediaReview', mediaAuthenticityCategory: 'SatireOrParodyContent' };
    expect(await one(media)).toMatchObject({ rating: { label: 'SatireOrParodyContent' }, markup: media });
  });
});

describe('documents', () => {
  const texts = async (text: string, size?: number, piece?: number) =>
    (await read(text, size, piece)).map((review) => (typeof review === 'string' ? review : review.text));
  const BOTH = [BASE.claimReviewed, ROCKET.claimReviewed];
  const second = { ...BASE, ...ROCKET };

  test('a list, a graph, a feed and a page hold the same reviews', async () => {
    const feed = { '@type': 'DataFeed', dataFeedElement: [{ item: BASE }, { item: [second] }] };
    expect(await texts(JSON.stringify([BASE, second]))).toEqual(BOTH);
    expect(await texts(JSON.stringify({ '@graph': [{ '@type': 'WebSite' }, BASE, second] }))).toEqual(BOTH);
    expect(await texts(JSON.stringify(feed))).toEqual(BOTH);
    expect(await texts(`\ufeff<!doctype html><p>${script(BASE)}</p>${script([second])}`)).toEqual(BOTH);
    expect(await texts(`<html>${script({ '@type': 'Article', review: BASE })}`)).toEqual([
      BASE.claimReviewed,
    ]);
  });

  test('a graph whose nodes name each other is put together', async () => {
    const graph = {
      '@graph': [
        { ...BASE, author: { '@id': '#us' }, itemReviewed: { '@id': '#claim' } },
        { '@id': '#us', '@type': 'Organization', name: 'Us' },
        { '@id': '#claim', '@type': 'Claim', author: [{ '@id': '#who' }] },
        { '@id': '#who', '@type': 'Person', name: 'Wallace' },
      ],
    };
    expect(await one(graph)).toMatchObject({ publisher: 'Us', claimants: [{ name: 'Wallace' }] });
  });

  test('a page gives its address where the review has none', async () => {
    const { url: _, ...bare } = BASE;
    const page = `<link rel="canonical" href="https://checks.example/page"><body>${script(bare)}`;
    expect(await one(page)).toMatchObject({ url: 'https://checks.example/page', mended: ['url'] });
    expect(await read(JSON.stringify(bare))).toEqual(['url']);
  });

  test('scripts with CDATA marks, comments and bare line breaks are read; others are named', async () => {
    const json = JSON.stringify(BASE);
    const broken = json.replace('made of cheese', 'made\nof cheese');
    expect(await texts(script(`//<![CDATA[\n${json}\n//]]>`))).toEqual([BASE.claimReviewed]);
    expect(await texts(script(`<!-- ${json} -->`))).toEqual([BASE.claimReviewed]);
    expect(await texts(script(`${broken};`))).toEqual([BASE.claimReviewed]);
    expect(await read(`${script('{"@type": "ClaimReview"')}${script(json)}`)).toHaveLength(2);
    expect((await read(script('{"@type": "ClaimReview"')))[0]).toBe('unreadable');
  });

  test('scripts of other types, and what only looks like a script, are not', async () => {
    const text = JSON.stringify(BASE);
    const page = `<script>${text}</script><!-- ${script(BASE)} --><textarea>${script(BASE)}</textarea>`;
    expect(await read(page)).toEqual([]);
  });

  test('a feed read piece by piece gives what a feed read whole gives, wherever it is cut', async () => {
    const odd = { ...BASE, claimReviewed: 'A "quoted" \\ {claim} [1] – ü', note: { a: [{ b: '}]' }] } };
    const feed = JSON.stringify({
      name: 'dataFeedElement',
      other: [{ '@type': 'Thing' }],
      dataFeedElement: [{ '@type': 'DataFeedItem', item: odd }, { item: BASE }, 7, 'x', { item: second }],
      after: [BASE],
    });
    const whole = [odd.claimReviewed, ...BOTH];
    for (const piece of [1, 2, 3, 7, 64, 1_000_000]) {
      expect(await texts(feed, LIMITS.claimreview_bytes + 1, piece)).toEqual(whole);
      expect(await texts(JSON.stringify([odd, BASE, second]), LIMITS.claimreview_bytes + 1, piece)).toEqual(
        whole,
      );
    }
  });

  test('what Google’s Fact Check Tools API answers is read as the reviews it tells of', async () => {
    const publisher = { name: 'Example Checks', site: 'checks.example' };
    const told = {
      text: 'Fish cause rain.',
      claimant: 'Wallace',
      claimDate: '2025-08-01T00:00:00Z',
      claimReview: [
        {
          publisher,
          url: 'https://checks.example/1',
          title: 'No, they do not',
          reviewDate: '2025-08-02T10:00:00Z',
          textualRating: 'False',
          languageCode: 'en',
        },
        { publisher: { site: 'other.example' }, url: 'https://other.example/2', textualRating: 'Wrong' },
      ],
    };
    const both = [
      {
        url: 'https://checks.example/1',
        publisher: 'Example Checks',
        headline: 'No, they do not',
        text: 'Fish cause rain.',
        language: 'en',
        said_on: '2025-08-01',
        reviewed_on: '2025-08-02',
        rating: { label: 'False', value: null },
        claimants: [{ name: 'Wallace' }],
        mended: [],
      },
      { publisher: 'other.example', rating: { label: 'Wrong' }, reviewed_on: null },
    ];
    for (const answer of [{ claims: [told], nextPageToken: 'x' }, { results: [{ claim: told }] }, [told]]) {
      expect(await read(JSON.stringify(answer))).toMatchObject(both);
      expect(await read(JSON.stringify(answer), LIMITS.claimreview_bytes + 1)).toMatchObject(both);
    }
  });

  test('articles of the European exchange keep headline and claim in the original, topics, countries and kind', async () => {
    const article = {
      url: 'https://checks.example/es/1',
      headline: 'No, fish do not cause rain',
      headlineNative: 'No, los peces no causan lluvia',
      inLanguage: 'es',
      topics: ['Climate'],
      keywords: ['rain'],
      contentLocation: ['ES', 'PT'],
      countryOfOrigin: 'ES',
      type: 'Factcheck',
      claimReviews: [
        {
          claimReviewed: 'Fish cause rain',
          claimReviewedNative: 'Los peces causan lluvia',
          reviewRating: 'False',
          ItemReviewed: [
            {
              author: 'A page',
              datePublished: '2025-03-01',
              Appearances: [{ url: 'https://social.example/9' }],
            },
          ],
        },
      ],
    };
    expect(await one([article])).toMatchObject({
      text: 'Fish cause rain',
      headline: 'No, fish do not cause rain',
      said_on: '2025-03-01',
      rating: { label: 'False' },
      topics: ['rain', 'Climate'],
      works: [{ url: 'https://social.example/9' }],
      markup: {
        headlineNative: 'No, los peces no causan lluvia',
        claimReviewedNative: 'Los peces causan lluvia',
        contentLocation: ['ES', 'PT'],
        countryOfOrigin: 'ES',
        contentKind: 'Factcheck',
      },
    });
  });
});

describe('hostile input', () => {
  test('texts of ten megabytes are cut, and what is besides is left out', async () => {
    const review = await one({ ...BASE, claimReviewed: 'x'.repeat(1e7), keywords: 'y,'.repeat(1e6) });
    expect(review.text).toHaveLength(LIMITS.text_medium);
    expect(review.mended).toEqual(['cut', 'kept']);
    expect(JSON.stringify(review).length).toBeLessThan(10_000);
  });

  test('numbers without end, prototypes and scripts are not what they would like to be', async () => {
    const text = JSON.stringify(BASE)
      .replace('"ratingValue":2', '"ratingValue":1e400')
      .replace(
        '"author"',
        '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"author"',
      );
    const review = await one(text);
    expect(review.rating.value).toBeNull();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(JSON.stringify(review)).not.toContain('polluted');
    expect((await one({ ...BASE, claimReviewed: 'Fish<script>alert(1)</script> swim' })).text).toBe(
      'Fish alert(1) swim',
    );
    expect((await one({ ...BASE, itemReviewed: { appearance: 'data:text/html,x' } })).works).toEqual([]);
  });

  test('nesting without end is not followed', async () => {
    const deep = `${'{"@graph":['.repeat(5_000)}${JSON.stringify(BASE)}${']}'.repeat(5_000)}`;
    expect(await read(deep)).toEqual([]);
  });

  test('whatever stands in a document, reading it gives reviews or reasons and never fails', async () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom('@type', '@id', 'name', 'url', 'author', '__proto__', 'ratingValue'),
          tie('any'),
        ),
      ),
    })).any;
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...Object.keys(BASE), '@id', 'keywords', 'about'), value),
        async (members) => {
          for (const review of await read(JSON.stringify({ ...BASE, ...members, '@type': 'ClaimReview' }))) {
            if (typeof review === 'string') continue;
            expect(review.text.isWellFormed() && review.text.length <= LIMITS.text_medium).toBe(true);
            expect(/^https?:\/\//.test(review.url)).toBe(true);
            expect(JSON.parse(JSON.stringify(review.markup))).toEqual(review.markup);
          }
        },
      ),
    );
  });

  test('texts, days, addresses and numbers are what they say or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.anything()), (value) => {
        const text = readText(value, 50)?.text;
        expect(text === undefined || (text.length <= 50 && text.trim() === text && text !== '')).toBe(true);
        expect(readDay(value) ?? '2000-01-01').toMatch(/^\d{4}(-\d\d(-\d\d)?)?$/);
        expect(readUrl(value) ?? 'http://').toMatch(/^https?:\/\//);
        expect(Number.isFinite(readNumber(value) ?? 0)).toBe(true);
      }),
    );
  });
});
