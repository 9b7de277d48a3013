/**
 * The exchange of the European fact-checkers sends an article with its reviews inside: `claimReviews`, each with
 * `claimReviewed`, `claimReviewedNative`, a rating in words and `ItemReviewed`. As ClaimReviews, every member of
 * its profile kept: headline and claim in the original language, topics, countries, kind of content.
 */
import { isObject, type JsonObject, memberOf } from '../../../newsroom/claimreview/find.ts';

const OF_ARTICLE = [
  'url',
  'headline',
  'headlineNative',
  'inLanguage',
  'keywords',
  'topics',
  'contentLocation',
  'countryOfOrigin',
  'image',
  'datePublished',
  'author',
  'publisher',
] as const;

const present = (from: JsonObject, names: readonly string[]): [string, unknown][] =>
  names.flatMap((name) => {
    const value = memberOf(from, name);
    return value === undefined ? [] : [[name, value]];
  });

const isArticle = (value: unknown): value is JsonObject =>
  isObject(value) && Array.isArray(memberOf(value, 'claimReviews'));

/** ClaimReviews in the place of articles of the European exchange; all else as it is. */
export const fromEuropean = (document: unknown): unknown => {
  if (Array.isArray(document)) return document.map(fromEuropean);
  if (!isArticle(document)) return document;
  const article = present(document, OF_ARTICLE);
  const kind = memberOf(document, 'type');
  return [memberOf(document, 'claimReviews')]
    .flat()
    .filter(isObject)
    .map((review) => {
      const [item] = [memberOf(review, 'ItemReviewed')].flat().filter(isObject);
      return Object.fromEntries([
        ...article,
        ...(typeof kind === 'string' ? [['contentKind', kind]] : []),
        ['@type', 'ClaimReview'],
        ...present(review, ['claimReviewed', 'claimReviewedNative', 'reviewRating', 'associatedClaimReview']),
        ...(item ? [['itemReviewed', { '@type': 'Claim', ...Object.fromEntries(present(item, ITEM)) }]] : []),
      ]);
    });
};

const ITEM = ['author', 'datePublished', 'politicalParty', 'Appearances'] as const;
