/**
 * What Google's Fact Check Tools API answers (`claims:search`, `claims:imageSearch`, or this server in its place), as
 * ClaimReviews: each claim with its reviews.
 */
import { isObject, type JsonObject, memberOf, typesOf } from '../../../newsroom/claimreview/find.ts';

const isClaim = (value: unknown): value is JsonObject =>
  isObject(value) &&
  typesOf(value).length === 0 &&
  typeof memberOf(value, 'text') === 'string' &&
  Array.isArray(memberOf(value, 'claimReview'));

const reviewsOf = (claim: JsonObject): JsonObject[] => {
  const claimant = memberOf(claim, 'claimant');
  const said = memberOf(claim, 'claimDate');
  return [memberOf(claim, 'claimReview')]
    .flat()
    .filter(isObject)
    .map((review) => {
      const publisher = memberOf(review, 'publisher');
      const { name, site } = isObject(publisher) ? publisher : {};
      const member = (named: string, from: string): [string, unknown][] => {
        const value = memberOf(review, from);
        return value === undefined ? [] : [[named, value]];
      };
      return Object.fromEntries([
        ['@context', 'https://schema.org'],
        ['@type', 'ClaimReview'],
        ...member('url', 'url'),
        ['claimReviewed', memberOf(claim, 'text')],
        ...member('headline', 'title'),
        ...member('datePublished', 'reviewDate'),
        ...member('inLanguage', 'languageCode'),
        ['author', { '@type': 'Organization', name: name ?? site }],
        ['reviewRating', { '@type': 'Rating', alternateName: memberOf(review, 'textualRating') }],
        [
          'itemReviewed',
          {
            '@type': 'Claim',
            ...(claimant === undefined ? {} : { author: { '@type': 'Person', name: claimant } }),
            ...(said === undefined ? {} : { datePublished: said }),
          },
        ],
      ]);
    });
};

/** ClaimReviews in the place of such claims, wherever an answer has them; all else as it is. */
export const fromFactCheckTools = (document: unknown): unknown => {
  if (Array.isArray(document)) return document.map(fromFactCheckTools);
  if (isClaim(document)) return reviewsOf(document);
  if (!isObject(document) || typesOf(document).length > 0) return document;
  const inside = ['claims', 'results', 'claim'].map((name) => memberOf(document, name));
  const found = inside.find((value) => value !== undefined);
  return found === undefined ? document : fromFactCheckTools(found);
};
