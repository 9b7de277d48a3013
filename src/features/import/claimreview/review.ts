/** One ClaimReview as somebody else wrote it → what the record can keep of it, read as a person would. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { LIMITS } from '../../../limits.ts';
import {
  type FoundReview,
  isObject,
  type JsonObject,
  memberOf,
  typesOf,
} from '../../../newsroom/claimreview/find.ts';
import { firstDay } from '../../../record/days.ts';
import { cut } from '../../../text/cut.ts';
import { plainCopy, readDay, readLanguage, readNumber, readText, readUrl, several } from './texts.ts';

/** What is mended in reviews, as the report says it. */
export const MENDED = {
  markup: 'markup or entities in a text',
  cut: 'a text too long, cut',
  url: 'no address of the review: that of its page',
  claim: 'no `claimReviewed`: the text of the claim itself',
  rating_words: 'no words for the rating: its figures',
  rating_text: 'a rating that is only a text',
  item_type: 'an `itemReviewed` that is no Claim',
  party_text: 'a claimant that is only a name',
  date: 'a date in words',
  unread_date: 'a date that cannot be told, left out',
  future_date: 'a date that is still to come, left out',
  kept: 'further members too large to keep, left out',
} as const;
export type Mended = keyof typeof MENDED;

/** Why a review is left out. */
export const SKIPPED = {
  url: 'it has no http or https address',
  claim: 'it does not say what was reviewed',
  rating: 'it has no rating',
  unreadable: 'it is not JSON that can be read',
  large: 'it is too large',
  later: 'the same claim is reviewed again at the same address',
  refused: 'the record refuses it',
} as const;
export type Skipped = keyof typeof SKIPPED;

export interface ReadParty {
  kind: 'person' | 'organisation';
  name: string;
  wikidata_id: string | null;
  role: string | null;
}

export interface ReadWork {
  kind: 'article' | 'social_post' | 'broadcast' | 'speech' | 'document';
  url: string;
  title: string;
  publisher: string | null;
  published_on: string | null;
  archived_url: string | null;
}

export interface ReadReview {
  url: string;
  /** The host of `url`, without `www.`: whose ratings they are. */
  site: string;
  publisher: string;
  headline: string | null;
  text: string;
  language: string | null;
  reviewed_on: string | null;
  said_on: string | null;
  rating: { label: string; value: number | null };
  explanation: string | null;
  claimants: ReadParty[];
  works: ReadWork[];
  topics: string[];
  /** The review as it came, for whoever reads it on; only its head where it is too large. */
  markup: JsonObject;
  mended: Mended[];
}

type Nodes = FoundReview['nodes'];

const firstText = (max: number, mended: Mended[], ...values: unknown[]): string | null => {
  for (const value of values.flat()) {
    const read = readText(value, max);
    if (read) {
      mended.push(...read.mended);
      return read.text;
    }
  }
  return null;
};

const dayIn = (value: unknown, mended: Mended[]): string | null => {
  const [given] = [value].flat();
  if (given === undefined || given === null || given === '') return null;
  const day = readDay(given);
  if (day === null) mended.push('unread_date');
  else if (typeof given === 'string' && !/^\d{4}/.test(given)) mended.push('date');
  return day;
};

const partyOf = (value: unknown, mended: Mended[]): ReadParty[] => {
  if (typeof value === 'string') {
    const name = firstText(LIMITS.text_short, mended, value);
    if (name === null) return [];
    mended.push('party_text');
    return [{ kind: 'person', name, wikidata_id: null, role: null }];
  }
  if (!isObject(value)) return [];
  const name = firstText(
    LIMITS.text_short,
    mended,
    memberOf(value, 'name'),
    memberOf(value, 'alternateName'),
  );
  if (name === null) return [];
  const addresses = [memberOf(value, 'sameAs'), memberOf(value, '@id'), memberOf(value, 'url')].flat();
  const wikidata = addresses
    .map((address) =>
      typeof address === 'string'
        ? /^https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\/(Q[1-9]\d{0,11})$/.exec(address)?.[1]
        : undefined,
    )
    .find((found) => found !== undefined);
  const isOrganisation = typesOf(value).some((type) => !/Person/.test(type));
  return [
    {
      kind: isOrganisation ? 'organisation' : 'person',
      name,
      wikidata_id: wikidata ?? null,
      role: readText(memberOf(value, 'jobTitle'), LIMITS.text_short)?.text ?? null,
    },
  ];
};

const workKind = (types: readonly string[]): ReadWork['kind'] => {
  const type = types.join(' ');
  if (/SocialMediaPosting|Posting|Comment|Message/.test(type)) return 'social_post';
  if (/Video|Audio|Clip|Episode|Broadcast|Podcast/.test(type)) return 'broadcast';
  if (/Article|Report|NewsMedia/.test(type)) return 'article';
  return 'document';
};

const worksOf = (item: JsonObject, nodes: Nodes, base: string): ReadWork[] => {
  const works = new Map<string, ReadWork>();
  for (const value of ['firstAppearance', 'appearance', 'url', 'sameAs', 'Appearances'].flatMap((name) =>
    several(memberOf(item, name), nodes),
  )) {
    const url = readUrl(value, base);
    if (url === null || works.has(url) || works.size >= LIMITS.sources_per_claim) continue;
    const members = isObject(value) ? value : {};
    const [publisher] = several(memberOf(members, 'publisher'), nodes);
    const named = isObject(publisher) ? memberOf(publisher, 'name') : publisher;
    works.set(url, {
      kind: workKind(typesOf(members)),
      url,
      title:
        firstText(LIMITS.text_medium, [], memberOf(members, 'name'), memberOf(members, 'headline')) ?? url,
      publisher: readText(named, LIMITS.text_short)?.text ?? null,
      published_on: readDay(memberOf(members, 'datePublished')),
      archived_url: readUrl(memberOf(members, 'archivedAt')),
    });
  }
  return [...works.values()];
};

const ratingOf = (review: JsonObject, nodes: Nodes, mended: Mended[]): ReadReview['rating'] | null => {
  const [given] = several(memberOf(review, 'reviewRating'), nodes);
  const category = memberOf(review, 'mediaAuthenticityCategory');
  if (!isObject(given)) {
    const label = firstText(LIMITS.topic_length, mended, given, category);
    if (label !== null && given !== undefined) mended.push('rating_text');
    return label === null ? null : { label, value: null };
  }
  const [value, best, worst] = ['ratingValue', 'bestRating', 'worstRating'].map((name) =>
    readNumber(memberOf(given, name)),
  );
  const inRange =
    value !== null && value !== undefined && value >= (worst ?? value) && value <= (best ?? value);
  // -1 on all three is how “no figures” is written.
  const figure = inRange && !(best === worst && best !== null) ? value : null;
  const words = firstText(
    LIMITS.topic_length,
    mended,
    memberOf(given, 'alternateName'),
    memberOf(given, 'name'),
    memberOf(given, 'ratingText'),
    readNumber(memberOf(given, 'ratingValue')) === null ? memberOf(given, 'ratingValue') : undefined,
    category,
  );
  if (words !== null) return { label: words, value: figure };
  if (figure === null) return null;
  mended.push('rating_words');
  return {
    label: best === null || best === undefined ? String(figure) : `${figure} of ${best}`,
    value: figure,
  };
};

/** What was reviewed; some write the words or the address of the claim alone, or whoever made it. */
const itemOf = (items: readonly unknown[]): JsonObject => {
  const node = items.find(isObject);
  if (!node) {
    const words = items.find((each) => typeof each === 'string');
    return readUrl(words) === null ? { name: words } : { url: words };
  }
  return typesOf(node).some((type) => /^Person$|Organization$/.test(type)) ? { author: node } : node;
};

const topicsOf = (review: JsonObject, nodes: Nodes): string[] => {
  const given = ['keywords', 'topics', 'about', 'articleSection'].flatMap((name) =>
    several(memberOf(review, name), nodes),
  );
  const words = given.flatMap((value) => {
    if (isObject(value)) return [memberOf(value, 'name')];
    return typeof value === 'string' ? value.slice(0, LIMITS.text_long).split(',') : [];
  });
  const topics = words.flatMap((word) => readText(word, LIMITS.topic_length)?.text ?? []);
  return [...new Set(topics)].slice(0, LIMITS.topics);
};

/** What the record can keep of a review, or why it is left out. `page`: the address of the page it stood on. */
export const readReview = ({ value, nodes }: FoundReview, page?: string): ReadReview | Skipped => {
  const mended: Mended[] = [];
  const items = several(memberOf(value, 'itemReviewed'), nodes);
  const item = itemOf(items);
  const given = [memberOf(value, 'url'), memberOf(value, 'mainEntityOfPage')].flatMap((each) =>
    several(each, nodes),
  );
  const own = given.map((each) => readUrl(each, page)).find((found) => found !== null);
  const url = own ?? readUrl(page) ?? readUrl(memberOf(value, '@id'));
  if (url === null) return 'url';
  if (own === undefined) mended.push('url');
  const reviewed = firstText(LIMITS.text_medium, mended, memberOf(value, 'claimReviewed'));
  const text =
    reviewed ??
    firstText(
      LIMITS.text_medium,
      mended,
      memberOf(item, 'name'),
      memberOf(item, 'text'),
      memberOf(item, 'description'),
    );
  if (text === null) return 'claim';
  if (reviewed === null) mended.push('claim');
  const rating = ratingOf(value, nodes, mended);
  if (rating === null) return 'rating';
  if (items.length > 0 && !typesOf(item).some((type) => /Claim|Media/.test(type))) mended.push('item_type');
  const site = new URL(url).hostname.replace(/^www\./, '');
  const [authors = [], publishers = []] = ['author', 'publisher'].map((name) =>
    several(memberOf(value, name), nodes).flatMap((each) => partyOf(each, [])),
  );
  const publisher = authors.find(({ kind }) => kind === 'organisation') ??
    publishers[0] ??
    authors[0] ?? { name: cut(site, LIMITS.text_short) };
  const [shown] = several(memberOf(value, 'reviewRating'), nodes);
  const markup = plainCopy(value);
  if (markup === null) mended.push('kept');
  return {
    url,
    site,
    publisher: publisher.name,
    headline: firstText(LIMITS.text_medium, [], memberOf(value, 'headline'), memberOf(value, 'name')),
    text,
    language: readLanguage(memberOf(value, 'inLanguage')),
    reviewed_on: dayIn(memberOf(value, 'datePublished') ?? memberOf(value, 'dateCreated'), mended),
    said_on: dayIn(memberOf(item, 'datePublished') ?? memberOf(item, 'dateCreated'), mended),
    rating,
    explanation: firstText(
      LIMITS.rationale,
      [],
      isObject(shown) ? memberOf(shown, 'ratingExplanation') : undefined,
      memberOf(value, 'reviewBody'),
      memberOf(value, 'description'),
    ),
    claimants: distinct(several(memberOf(item, 'author'), nodes).flatMap((each) => partyOf(each, mended))),
    works: worksOf(item, nodes, url),
    topics: topicsOf(value, nodes),
    markup: markup ?? { '@type': 'ClaimReview', url, author: { '@type': 'Organization', name: site } },
    mended: [...new Set(mended)],
  };
};

/** A review without the days in it that are still to come: others mistype them. */
export const withoutFuture = (review: ReadReview, today: string): ReadReview => {
  const past = (day: string | null): string | null => (day !== null && firstDay(day) > today ? null : day);
  const mended = {
    ...review,
    said_on: past(review.said_on),
    reviewed_on: past(review.reviewed_on),
    works: review.works.map((work) => ({ ...work, published_on: past(work.published_on) })),
  };
  const isSame = isDeepStrictEqual(mended, review);
  return isSame ? review : { ...mended, mended: [...review.mended, 'future_date'] };
};

const distinct = (parties: readonly ReadParty[]): ReadParty[] =>
  [...new Map(parties.map((party) => [party.name, party])).values()].slice(0, LIMITS.claimants);
