/** Reviews of others as a bundle: each publisher's ratings are a scale of its own. Pure. */
import { LIMITS } from '../../../limits.ts';
import { NONE } from '../../../record/filters.ts';
import { sha256 } from '../../../record/sha256.ts';
import { type Bundle, bundleSchema, type WrittenBundle } from '../bundle.ts';
import { distinctSlug } from '../evaluate.ts';
import { cut } from '../../../text/cut.ts';
import type { ReadParty, ReadReview, ReadWork } from './review.ts';

export type Scale = Bundle['rating_scales'][number];

const KEY_LENGTH = 50;

/** A name for machines: lower-case ASCII letters, digits and underscores, a letter first. */
const keyOf = (words: string): string => {
  const plain = distinctSlug(words).replaceAll('-', '_').slice(0, KEY_LENGTH).replace(/_+$/, '');
  // What is not rated is `none`.
  return /^[a-z]/.test(plain) && plain !== NONE ? plain : `r_${plain}`;
};

/** What tells a rating from another: its words, whatever their case. */
const wordsOf = (label: string): string => label.normalize('NFC').toLowerCase();

/** Of a publisher, which may need several: a scale holds so many ratings. */
export const scaleKey = (site: string, n: number): string => {
  const name = n === 1 ? site : `${site}-${n}`;
  const key = keyOf(name);
  return name.length <= KEY_LENGTH ? key : `${key.slice(0, 41)}_${sha256(name).slice(0, 8)}`;
};

/**
 * The scales of a publisher with the ratings of `labels` in them: those known stay as they are, and a scale to which
 * something is added is a new version.
 */
export const extendScales = (
  site: string,
  known: readonly Scale[],
  ratings: ReadonlyMap<string, ReadReview['rating']>,
): Scale[] => {
  const scales = known.map((scale) => ({ scale, added: false }));
  const has = (words: string) =>
    scales.some(({ scale }) => scale.ratings.some((rating) => wordsOf(labelIn(rating)) === words));
  for (const [words, { label, value }] of ratings) {
    if (has(words)) continue;
    let last = scales.at(-1);
    if (!last || last.scale.ratings.length >= LIMITS.ratings_per_scale) {
      last = { scale: emptyScale(site, scales.length + 1), added: true };
      scales.push(last);
    }
    const { scale } = last;
    const taken = new Set(scale.ratings.map(({ key }) => key));
    const plain = keyOf(label);
    const key = taken.has(plain) ? `${plain.slice(0, KEY_LENGTH)}_${sha256(words).slice(0, 8)}` : plain;
    const order = scale.ratings.length + 1;
    const rating = {
      key,
      labels: { und: label },
      order,
      value,
      description: `“${label}”, as ${site} has it.`,
    };
    if (!last.added) last.scale = { ...scale, version: scale.version + 1 };
    last.added = true;
    last.scale = { ...last.scale, ratings: [...last.scale.ratings, rating] };
  }
  return scales.map(({ scale }) => scale);
};

const labelIn = ({ labels }: Scale['ratings'][number]): string => Object.values(labels)[0] ?? '';

const emptyScale = (site: string, n: number): Scale => ({
  key: scaleKey(site, n),
  version: 1,
  title: cut(`Ratings of ${site}`, LIMITS.text_short),
  methodology_url: null,
  ratings: [],
});

/** Notes the rating of a review among those of its publisher. */
export const noteRating = (
  ratings: Map<string, Map<string, ReadReview['rating']>>,
  { site, rating }: ReadReview,
): void => {
  const known = ratings.get(site) ?? new Map<string, ReadReview['rating']>();
  const words = wordsOf(rating.label);
  if (!known.has(words)) known.set(words, rating);
  ratings.set(site, known);
};

/** A review is known by its address and its claim. */
export const reviewKey = ({ url, text }: Pick<ReadReview, 'url' | 'text'>): string =>
  `review-${sha256(`${url}\n${text.normalize('NFC')}`).slice(0, 32)}`;

/** Of the verdicts that a publisher gave in one review after the other the `n`th, from 1. */
export const verdictKey = (key: string, n: number): string =>
  n === 1 ? `${key}/verdict` : `${key}/verdict/${n}`;

const contentKey = (kind: string, content: object): string =>
  `${kind}-${sha256(JSON.stringify(content)).slice(0, 32)}`;

/** An entry of one of a bundle's lists, as it is written. */
type Written<List extends 'speakers' | 'sources' | 'claims'> = NonNullable<WrittenBundle[List]>[number];

const speakerOf = ({ kind, name, wikidata_id }: ReadParty): Written<'speakers'> => {
  const speaker = { slug: distinctSlug(name), kind, name, aliases: [], description: null, wikidata_id };
  return { key: contentKey('speaker', speaker), ...speaker };
};

const sourceOf = (work: ReadWork): Written<'sources'> => {
  const source = { ...work, author: null, language: null, text: null, text_sha256: null, text_length: null };
  return { key: contentKey('source', source), ...source };
};

const claimOf = (
  review: ReadReview,
  scales: readonly Scale[],
  publication: 'draft' | 'published',
): Written<'claims'> => {
  const key = reviewKey(review);
  const words = wordsOf(review.rating.label);
  const found = scales.flatMap((scale) =>
    scale.ratings.filter((rating) => wordsOf(labelIn(rating)) === words).map((rating) => ({ scale, rating })),
  )[0];
  if (!found) throw new Error(`${review.site} has no rating ${review.rating.label}`);
  const summary = review.explanation ?? `${review.publisher}: ${review.rating.label}`;
  return {
    key,
    kind: 'statement',
    text: review.text,
    language: review.language,
    claimants: [...new Set(review.claimants.map((party) => speakerOf(party).key))],
    quotes: [],
    sources: review.works.map((work) => sourceOf(work).key),
    first_said_on: review.said_on,
    topics: review.topics,
    publication,
    promise: null,
    verdicts: [
      {
        key: verdictKey(key, 1),
        rating_scale: found.scale.key,
        rating: found.rating.key,
        summary: cut(summary, LIMITS.text_medium),
        rationale: review.explanation ?? `Reviewed by ${review.publisher}: ${review.url}`,
        decided_on: review.reviewed_on,
        reason: null,
        evidence: [
          {
            url: review.url,
            archived_url: null,
            title: review.headline ?? review.text,
            publisher: review.publisher,
            excerpt: null,
            stance: 'context',
            accessed_on: null,
          },
        ],
        claimreview: review.markup,
      },
    ],
    outcomes: [],
  };
};

/** Reviews of one publisher as a bundle; always the same for the same ones. `scales`: all of the publisher. */
export const bundleOfReviews = (
  publisher: string,
  reviews: readonly ReadReview[],
  scales: readonly Scale[],
  publication: 'draft' | 'published',
): Bundle =>
  bundleSchema.parse({
    format: 'onrecord-bundle/1',
    origin: 'claimreview',
    title: publisher,
    author: publisher,
    rating_scales: scales,
    speakers: byKey(reviews.flatMap(({ claimants }) => claimants.map(speakerOf))),
    sources: byKey(reviews.flatMap(({ works }) => works.map(sourceOf))),
    claims: reviews.map((review) => claimOf(review, scales, publication)),
  });

const byKey = <T extends { key: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.key, item])).values(),
];
