/** Where ClaimReviews stand in JSON-LD: alone, in lists, in an `@graph`, in a DataFeed. Pure. */
import { LIMITS } from '../../limits.ts';

export type JsonObject = { readonly [name: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The own members of an object by these names, whatever its prototype was given. */
export const memberOf = (value: JsonObject, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;

/** The types of a node without their vocabulary: `https://schema.org/ClaimReview` is `ClaimReview`. */
export const typesOf = (value: JsonObject): string[] =>
  [memberOf(value, '@type') ?? memberOf(value, 'type')]
    .flat()
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^(https?:\/\/schema\.org\/|schema:)/, ''));

export interface FoundReview {
  /** JSON Pointer to it. */
  pointer: string;
  value: JsonObject;
  /** Every node of its document that has an `@id`, for what is named by it only. */
  nodes: ReadonlyMap<string, JsonObject>;
}

const REVIEWS = ['ClaimReview', 'MediaReview'];
/** Where documents put reviews. */
const PLACES = [
  '@graph',
  'dataFeedElement',
  'item',
  'itemListElement',
  'hasPart',
  'review',
  'mainEntity',
  'subjectOf',
];

/** The ClaimReviews and MediaReviews of a document, in their order. */
export const reviewsIn = (document: unknown): FoundReview[] => {
  const found: FoundReview[] = [];
  const nodes = new Map<string, JsonObject>();
  const visit = (value: unknown, pointer: string, depth: number): void => {
    if (depth > LIMITS.claimreview_depth) return;
    if (Array.isArray(value)) {
      for (const [i, each] of value.entries()) visit(each, `${pointer}/${i}`, depth + 1);
    }
    if (!isObject(value)) return;
    const id = memberOf(value, '@id');
    if (typeof id === 'string' && Object.keys(value).length > 1) nodes.set(id, value);
    if (typesOf(value).some((type) => REVIEWS.includes(type))) found.push({ pointer, value, nodes });
    for (const place of PLACES) {
      const member = memberOf(value, place);
      if (member !== undefined) visit(member, `${pointer}/${place}`, depth + 1);
    }
  };
  visit(document, '', 0);
  return found;
};
