/** ClaimReviews of claims of every kind, held against the rules and against validators that are not ours. */
import fc from 'fast-check';
import type { ClaimReview as SchemaOrg } from 'schema-dts';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { claimReviewOf, type ReviewContext } from '../../src/newsroom/claimreview/render.ts';
import { checkReviews, faultsOfReview, RULES } from '../../src/newsroom/claimreview/rules.ts';
import {
  claimReview,
  type OwnReview,
  type ReviewedClaim,
  reviewedClaim,
} from '../../src/newsroom/claimreview/shape.ts';
import { atLength } from '../setup/length.ts';
import { adobeErrors, pageWith, testingTool } from '../setup/validators.ts';

const text = fc.string({ minLength: 1, maxLength: 90, unit: 'binary' }).filter((said) => said.trim() !== '');
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const figure = maybe(fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((n) => Math.round(n * 100) / 100));

const source = fc.record({
  title: text,
  url: maybe(fc.webUrl({ validSchemes: ['http', 'https'] })),
  archived_url: maybe(fc.webUrl()),
  publisher: maybe(text),
  published_on: maybe(day),
});

const claimant = fc.record({
  id: fc.integer({ min: 0, max: 9 }).map((n) => `speaker_${n}`),
  slug: fc.stringMatching(/^[a-z]{1,20}$/),
  kind: fc.constantFrom('person', 'organisation'),
  name: text,
});

const claim = fc
  .record({
    id: fc.constant('claim_1'),
    text,
    language: maybe(fc.constantFrom('en', 'de', 'pt-BR', 'uk')),
    first_said_on: maybe(day),
    article_url: maybe(fc.webUrl()),
    claimants: fc.array(claimant, { maxLength: 4 }),
    quotes: fc.array(fc.record({ speaker: claimant, speaker_role: maybe(text), source }), { maxLength: 3 }),
    sources: fc.array(source, { maxLength: 3 }),
    verdict: fc.record({
      id: fc.constant('verdict_1'),
      rating: fc.record({
        scale: fc.constant('truth'),
        scale_version: fc.constant(1),
        key: fc.constant('true'),
        labels: fc.dictionary(fc.constantFrom('en', 'de', 'fr', 'uk'), text, { minKeys: 1 }),
        value: figure,
      }),
      summary: maybe(text),
      evidence: fc.constant([]),
      decided_on: fc.constantFrom('2021-01-01', null),
      first_published_at: fc.constant('2021-02-03T23:30:00.000Z'),
    }),
  })
  .map((value) => reviewedClaim.parse(value));

const contextWith = (claim: ReviewedClaim, others: readonly (number | null)[]): ReviewContext => ({
  home: 'https://onrecord.example',
  newsroom: { name: 'The Example', url: 'https://onrecord.example/' },
  country: undefined,
  scales: new Map([
    ['truth/1', [claim.verdict?.rating.value ?? null, ...others].filter((value) => value !== null)],
  ]),
  addresses: new Map([['speaker_1', ['https://www.wikidata.org/wiki/Q42']]]),
  markup: new Map(),
  dayOf: (instant) => instant.toISOString().slice(0, 10),
});

const review = fc
  .tuple(claim, fc.array(figure, { maxLength: 6 }))
  .map(([known, others]) => claimReviewOf(known, contextWith(known, others)));

/** A type whose members are there or not, but never `undefined`. */
type Present<T> = T extends readonly (infer Each)[]
  ? readonly Present<Each>[]
  : T extends object
    ? { [Name in keyof T]: Present<Exclude<T[Name], undefined>> }
    : T;
describe('a ClaimReview of a rated claim', () => {
  test('breaks no rule, whatever the claim and the scale are', () => {
    fc.assert(
      fc.property(review, (given) => {
        expect(given).not.toBeNull();
        expect(claimReview.safeParse(given).success).toBe(true);
        expect(faultsOfReview({ ...given }).filter(({ level }) => level === 'error')).toEqual([]);
      }),
      { numRuns: atLength(1_000, 3_000) },
    );
  });

  test('has the types of schema.org', () => {
    expectTypeOf<Present<Omit<OwnReview, '@context'>>>().toExtend<SchemaOrg>();
  });

  test('passes two validators that are not ours', async () => {
    const numRuns = atLength(300, 2_000);
    const samples = fc.sample(review, { numRuns, seed: 1 }).filter((given) => given !== null);
    for (const given of samples) {
      // A rating that counts for nothing, such as “unverifiable”, has no figure that would not mislead.
      const wanting = JSON.stringify(given).includes('"ratingValue":') ? [] : ['"ratingValue"'];
      expect(await adobeErrors(given)).toEqual(wanting);
    }
    for (let from = 0; from < atLength(40, samples.length); from += 40) {
      const { failed, passed } = await testingTool(pageWith(samples.slice(from, from + 40)));
      expect(failed).toEqual([]);
      expect(passed.length).toBeGreaterThan(0);
    }
  });

  test('is dated by the review and never by a row: decided_on, else the day it was first published', () => {
    const [known] = fc.sample(claim, { numRuns: 1, seed: 7 });
    if (!known?.verdict) throw new Error('no claim');
    const dated = (verdict: Partial<ReviewedClaim['verdict']>) =>
      claimReviewOf(
        { ...known, verdict: { ...known.verdict, ...verdict } as ReviewedClaim['verdict'] },
        contextWith(known, []),
      )?.datePublished;
    expect(dated({ decided_on: '2020-12-30' })).toBe('2020-12-30');
    expect(dated({ decided_on: null })).toBe('2021-02-03');
  });

  test('is not there for a claim that is not rated', () => {
    const [known] = fc.sample(claim, { numRuns: 1, seed: 7 });
    if (!known) throw new Error('no claim');
    expect(claimReviewOf({ ...known, verdict: null }, contextWith(known, []))).toBeNull();
  });
});

describe('the rules', () => {
  const GOOD = {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: 'https://example.org/checks/moon',
    claimReviewed: 'The Moon is made of cheese.',
    datePublished: '2025-09-01',
    author: { '@type': 'NewsMediaOrganization', name: 'Example Checks' },
    reviewRating: {
      '@type': 'Rating',
      ratingValue: '1',
      bestRating: 5,
      worstRating: 1,
      alternateName: 'False',
    },
    itemReviewed: {
      '@type': 'Claim',
      author: { '@type': 'Person', name: 'Wallace' },
      datePublished: '1989-11-04',
      appearance: [{ '@type': 'VideoObject', url: 'https://example.org/film' }, 'https://example.org/2'],
    },
  };
  const rating = (members: object) => ({ reviewRating: { ...GOOD.reviewRating, ...members } });
  const item = (members: object) => ({ itemReviewed: { ...GOOD.itemReviewed, ...members } });

  const BROKEN: [keyof typeof RULES, object][] = [
    ['has-review', { '@type': 'Article' }],
    ['context', { '@context': undefined }],
    ['context', { '@context': 'https://example.org/schema.org' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['url', { url: undefined }],
    ['claim-reviewed', { claimReviewed: ' ' }],
    ['short-claim', { claimReviewed: 'x'.repeat(76) }],
    ['review-rating', { reviewRating: 'False' }],
    ['review-rating', { reviewRating: { '@type': 'AggregateRating' } }],
    ['alternate-name', rating({ alternateName: undefined })],
    ['rating-figures', rating({ ratingValue: 'one' })],
    ['rating-figures', rating({ bestRating: undefined })],
    ['rating-range', rating({ worstRating: 0 })],
    ['rating-range', rating({ bestRating: 1 })],
    ['rating-range', rating({ ratingValue: 6 })],
    ['author', { author: { '@type': 'Thing', name: 'Somebody' } }],
    ['author', { author: 'Example Checks' }],
    ['author-missing', { author: undefined }],
    ['date-published', { datePublished: 'yesterday' }],
    ['date-missing', { datePublished: undefined }],
    ['item-reviewed', { itemReviewed: { '@type': 'CreativeWork' } }],
    ['item-reviewed', { itemReviewed: 'a claim' }],
    ['item-missing', { itemReviewed: undefined }],
    ['claim-author', item({ author: { '@type': 'Person' } })],
    ['claim-date', item({ datePublished: '2025-13-01' })],
    ['date-order', item({ datePublished: '2025-09-02' })],
    ['appearance', item({ appearance: { '@type': 'Person', url: 'https://example.org' } })],
    ['appearance', item({ firstAppearance: { '@type': 'Article' } })],
  ];

  test.each(BROKEN)('name %s where it alone is broken', (rule, members) => {
    const given = JSON.parse(JSON.stringify({ ...GOOD, ...members }));
    expect(checkReviews(given).faults.map((fault) => fault.rule)).toEqual([rule]);
  });

  test('find nothing in a good one, and each is broken by an example above', () => {
    expect(checkReviews(GOOD)).toEqual({ reviews: 1, faults: [] });
    expect([...new Set(BROKEN.map(([rule]) => rule))]).toEqual(Object.keys(RULES));
  });

  test('find schema.org in contexts around a review, and in those that name it by a prefix', () => {
    const { '@context': _, ...bare } = GOOD;
    const broken = (document: unknown) => checkReviews(document).faults.map(({ pointer }) => pointer);
    expect(broken({ '@context': 'http://schema.org/', '@graph': [bare] })).toEqual([]);
    expect(
      broken({ ...bare, '@context': [{ '@vocab': 'https://schema.org/' }, 'https://other.example'] }),
    ).toEqual([]);
    expect(broken([{ '@graph': [bare] }, GOOD])).toEqual(['/0/@graph/0/@context']);
  });

  test('find reviews in lists, graphs and feeds, each fault with its place', () => {
    const bad = { ...GOOD, url: 'nowhere' };
    const places = (document: unknown) => checkReviews(document).faults.map(({ pointer }) => pointer);
    expect(places([GOOD, bad])).toEqual(['/1/url']);
    expect(places({ '@graph': [{ '@type': 'WebPage' }, bad] })).toEqual(['/@graph/1/url']);
    expect(places({ '@type': 'DataFeed', dataFeedElement: [{ item: [bad] }] })).toEqual([
      '/dataFeedElement/0/item/0/url',
    ]);
  });
});
