/** What schema.org and Google's documentation ask of a ClaimReview, each rule by its name. Pure. */
import { firstDay, lastDay } from '../../record/days.ts';
import { isObject, type JsonObject, memberOf, reviewsIn, typesOf } from './find.ts';

export const RULES = {
  'has-review': { level: 'error', about: 'There is a ClaimReview in it.' },
  context: { level: 'error', about: '`@context`, of it or of what it stands in, names schema.org.' },
  url: { level: 'error', about: '`url` is the http or https address of the article that holds the review.' },
  'claim-reviewed': { level: 'error', about: '`claimReviewed` is a sentence that says what was reviewed.' },
  'short-claim': {
    level: 'warning',
    about: '`claimReviewed` has at most 75 characters, so that it is shown whole.',
  },
  'review-rating': { level: 'error', about: '`reviewRating` is a Rating.' },
  'alternate-name': { level: 'error', about: '`reviewRating.alternateName` says the rating in words.' },
  'rating-figures': {
    level: 'error',
    about: '`ratingValue`, `bestRating` and `worstRating` are numbers, all three or none.',
  },
  'rating-range': {
    level: 'error',
    about: '`worstRating` is 1 or more and less than `bestRating`, and `ratingValue` lies between them.',
  },
  author: {
    level: 'error',
    about: '`author`, where there is one, is an Organization or a Person with a name.',
  },
  'author-missing': { level: 'warning', about: '`author` says who reviewed.' },
  'date-published': {
    level: 'error',
    about: '`datePublished`, where it stands, is an ISO 8601 day or instant.',
  },
  'date-missing': { level: 'warning', about: '`datePublished` says when it was reviewed.' },
  'item-reviewed': { level: 'error', about: '`itemReviewed`, where there is one, is a Claim.' },
  'item-missing': { level: 'warning', about: '`itemReviewed` says whose claim it is and where it stands.' },
  'claim-author': {
    level: 'error',
    about: '`itemReviewed.author`, where there is one, is a Person or an Organization with a name.',
  },
  'claim-date': {
    level: 'error',
    about: '`itemReviewed.datePublished`, where it stands, is an ISO 8601 day or instant.',
  },
  'date-order': { level: 'warning', about: 'A claim is reviewed on the day it is made or later.' },
  appearance: {
    level: 'error',
    about: '`appearance` and `firstAppearance` are CreativeWorks with a `url`, or addresses.',
  },
} as const satisfies Record<string, { level: 'error' | 'warning'; about: string }>;

export type RuleName = keyof typeof RULES;

export interface ReviewFault {
  rule: RuleName;
  level: 'error' | 'warning';
  /** JSON Pointer to what breaks it. */
  pointer: string;
  detail: string;
}

const SHORT_CLAIM = 75;
const WORKS =
  /Work|Article|Posting|Object|Clip|Episode|Page|Dataset|Book|Message|Recording|Report|Review|Claim/;
const ISO_8601 = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/;

const isDate = (value: unknown): value is string =>
  typeof value === 'string' && ISO_8601.test(value) && !Number.isNaN(Date.parse(value));

const isAddress = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

const isParty = (value: unknown): boolean =>
  isObject(value) &&
  typesOf(value).some((type) => type === 'Person' || /Organization$/.test(type)) &&
  isText(memberOf(value, 'name'));

const isWork = (value: unknown): boolean =>
  isAddress(value) ||
  (isObject(value) && typesOf(value).some((type) => WORKS.test(type)) && isAddress(memberOf(value, 'url')));

const lists = (value: unknown): unknown[] => [value].flat();

const asNumber = (value: unknown): number =>
  typeof value === 'number' || (isText(value) && /^-?\d+(\.\d+)?$/.test(value)) ? Number(value) : Number.NaN;

const faultOf = (rule: RuleName, pointer: string): ReviewFault => {
  const { level, about } = RULES[rule];
  return { rule, level, pointer, detail: about };
};

const namesSchemaOrg = (context: unknown): boolean =>
  lists(context).some((one) =>
    isObject(one) ? Object.values(one).some((vocabulary) => isSchemaOrg(vocabulary)) : isSchemaOrg(one),
  );

const isSchemaOrg = (address: unknown): boolean =>
  typeof address === 'string' && /^https?:\/\/(www\.)?schema\.org(\/|$)/.test(address);

/** Whether a context holds at a place of a document: its own, or that of something around it. */
const hasContext = (document: unknown, pointer: string): boolean => {
  let value = document;
  for (const name of ['', ...pointer.split('/').slice(1)]) {
    const inside = Array.isArray(value)
      ? value[Number(name)]
      : isObject(value)
        ? memberOf(value, name)
        : null;
    value = name === '' ? value : inside;
    if (isObject(value) && namesSchemaOrg(memberOf(value, '@context'))) return true;
  }
  return false;
};

/** A review's faults, collected at their places. */
const collector = (pointer: string) => {
  const faults: ReviewFault[] = [];
  const need = (rule: RuleName, holds: boolean, place: string): boolean => {
    if (!holds) faults.push(faultOf(rule, `${pointer}${place}`));
    return holds;
  };
  return { faults, need };
};

const ratingFaults = (rating: JsonObject, need: ReturnType<typeof collector>['need']): void => {
  need('alternate-name', isText(memberOf(rating, 'alternateName')), '/reviewRating/alternateName');
  const given = ['ratingValue', 'bestRating', 'worstRating'].map((name) => memberOf(rating, name));
  if (given.every((value) => value === undefined)) return;
  const [value = Number.NaN, best = Number.NaN, worst = Number.NaN] = given.map(asNumber);
  if (!need('rating-figures', [value, best, worst].every(Number.isFinite), '/reviewRating')) return;
  need('rating-range', worst >= 1 && worst < best && value >= worst && value <= best, '/reviewRating');
};

const claimFaults = (
  item: JsonObject,
  reviewed: unknown,
  need: ReturnType<typeof collector>['need'],
): void => {
  need('item-reviewed', typesOf(item).includes('Claim'), '/itemReviewed/@type');
  const author = memberOf(item, 'author');
  if (author !== undefined) need('claim-author', lists(author).every(isParty), '/itemReviewed/author');
  const said = memberOf(item, 'datePublished');
  if (said !== undefined && need('claim-date', isDate(said), '/itemReviewed/datePublished')) {
    const inOrder =
      !isDate(said) || !isDate(reviewed) || firstDay(said.slice(0, 10)) <= lastDay(reviewed.slice(0, 10));
    need('date-order', inOrder, '/itemReviewed/datePublished');
  }
  for (const name of ['appearance', 'firstAppearance']) {
    const works = memberOf(item, name);
    if (works !== undefined) need('appearance', lists(works).every(isWork), `/itemReviewed/${name}`);
  }
};

/** The rules that one ClaimReview breaks; none for a good one. */
export const faultsOfReview = (review: JsonObject, pointer = ''): ReviewFault[] => {
  const { faults, need } = collector(pointer);
  need('url', isAddress(memberOf(review, 'url')), '/url');
  const text = memberOf(review, 'claimReviewed');
  if (need('claim-reviewed', isText(text), '/claimReviewed')) {
    need('short-claim', isText(text) && text.length <= SHORT_CLAIM, '/claimReviewed');
  }
  const rating = memberOf(review, 'reviewRating');
  if (need('review-rating', isObject(rating) && typesOf(rating).includes('Rating'), '/reviewRating')) {
    if (isObject(rating)) ratingFaults(rating, need);
  }
  const author = memberOf(review, 'author');
  if (need('author-missing', author !== undefined, '/author')) {
    need('author', lists(author).every(isParty), '/author');
  }
  const reviewed = memberOf(review, 'datePublished');
  if (need('date-missing', reviewed !== undefined, '/datePublished')) {
    need('date-published', isDate(reviewed), '/datePublished');
  }
  const item = memberOf(review, 'itemReviewed');
  if (need('item-missing', item !== undefined, '/itemReviewed')) {
    if (isObject(item)) claimFaults(item, reviewed, need);
    else need('item-reviewed', false, '/itemReviewed');
  }
  return faults;
};

/** The ClaimReviews of a document, and every rule that one of them breaks. */
export const checkReviews = (document: unknown): { reviews: number; faults: ReviewFault[] } => {
  const found = reviewsIn(document).filter(({ value }) => typesOf(value).includes('ClaimReview'));
  if (found.length > 0) {
    return {
      reviews: found.length,
      faults: found.flatMap(({ value, pointer }) => [
        ...(hasContext(document, pointer) ? [] : [faultOf('context', `${pointer}/@context`)]),
        ...faultsOfReview(value, pointer),
      ]),
    };
  }
  return { reviews: 0, faults: [faultOf('has-review', '')] };
};
