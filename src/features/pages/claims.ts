/** Lists of claims: all, and by topic. */
import * as z from 'zod';
import { LIMITS } from '../../limits.ts';
import { yearParameter } from '../../newsroom/claims/filters-shape.ts';
import { CLAIM_KINDS } from '../../newsroom/claims/tables.ts';
import { NONE } from '../../record/filters.ts';
import { TIMELINESS } from '../../record/timeliness.ts';
import { html } from './html.ts';
import { facetLines, facetsAt } from './parts/facets.ts';
import { addressWith, claimList, csvOf, pager } from './parts/lists.ts';
import { chosenClaims, claimsOf, withSpeakerId } from './read.ts';
import type { Content, View } from './view.ts';

const kind = z.enum(CLAIM_KINDS).optional();
const cursor = z.string().max(LIMITS.cursor_length).optional();
const short = z.string().max(LIMITS.text_short).optional();

const topic = z.string().max(LIMITS.topic_length).optional();

/** What lists of claims are narrowed by, as the API has it. */
export const narrowing = {
  kind,
  rating: short,
  speaker: short,
  topic,
  timeliness: z.enum([...TIMELINESS, NONE]).optional(),
  year: yearParameter,
  publisher: short,
};
/** The same by name, in the order in which a reader is offered them. */
export const NARROWING = ['kind', 'rating', 'speaker', 'topic', 'timeliness', 'year', 'publisher'] as const;

export const claimsQuery = z.object({ ...narrowing, cursor });
export const topicQuery = claimsQuery.omit({ topic: true });

export const claimsPage = async (view: View, asked: z.output<typeof claimsQuery>): Promise<Content> => {
  const { services, words } = view;
  const { cursor, ...chosen } = await withSpeakerId(services, asked);
  const [list, facets] = await Promise.all([
    claimsOf(services, {
      filters: await chosenClaims(services, chosen),
      sort: { by: 'on_date', descending: true },
      limit: LIMITS.list_default,
      cursor,
    }),
    facetsAt(view, '/v1/claims', chosen, NARROWING),
  ]);
  return {
    title: words.t('nav.claims'),
    description: words.t('claims.what'),
    section: 'claims',
    unlisted: Object.values(asked).some((chosen) => chosen !== undefined),
    alternates: [
      { type: 'application/json', title: 'JSON', href: addressWith('/v1/claims', chosen) },
      csvOf('/v1/claims', chosen),
      {
        type: 'application/atom+xml',
        title: words.t('feed'),
        href: addressWith('/v1/claims/feed.atom', chosen),
      },
    ],
    body: html`<h1>${words.t('claims.what')}</h1>
${facetLines(facets, '/claims', chosen, view)}
${claimList(list.items, view)}
${pager('/claims', asked, list.next, view)}`,
  };
};

export const topicPage = async (
  view: View,
  topic: string,
  asked: z.output<typeof topicQuery>,
): Promise<Content> => {
  const { services, words, to } = view;
  const { cursor, ...chosen } = await withSpeakerId(services, asked);
  const [list, facets] = await Promise.all([
    claimsOf(services, {
      filters: await chosenClaims(services, { topic, ...chosen }),
      sort: { by: 'on_date', descending: true },
      limit: LIMITS.list_default,
      cursor,
    }),
    facetsAt(
      view,
      '/v1/claims',
      { topic, ...chosen },
      NARROWING.filter((name) => name !== 'topic'),
    ),
  ]);
  const path = `/topics/${encodeURIComponent(topic)}`;
  return {
    title: topic,
    description: words.t('topic.what', { topic }),
    section: 'topics',
    unlisted: list.items.length === 0 || Object.values(asked).some((chosen) => chosen !== undefined),
    alternates: [
      { type: 'application/json', title: 'JSON', href: addressWith('/v1/claims', { topic, ...chosen }) },
      csvOf('/v1/claims', { topic, ...chosen }),
      {
        type: 'application/atom+xml',
        title: words.t('feed'),
        href: addressWith('/v1/claims/feed.atom', { topic, ...chosen }),
      },
      {
        type: 'text/calendar',
        title: words.t('calendar'),
        href: addressWith('/v1/promises/calendar.ics', { topic }),
      },
    ],
    body: html`<p class="eyebrow"><a href="${to('/topics')}">${words.t('nav.topics')}</a></p><h1>${topic}</h1>
<p class="byline"><a href="${to(addressWith('/promises', { topic }))}">${words.t('topic.promises')}</a></p>
${facetLines(facets, path, chosen, view)}
${claimList(list.items, view)}
${pager(path, asked, list.next, view)}`,
  };
};

export const topicsPage = async ({ words, to, counts }: View): Promise<Content> => {
  const topics = await counts.topics();
  return {
    title: words.t('nav.topics'),
    description: words.t('topics.what'),
    section: 'topics',
    alternates: [{ type: 'application/json', title: 'JSON', href: '/v1/topics' }],
    body: html`<h1>${words.t('nav.topics')}</h1>
<p class="byline">${words.t('topics.what')}</p>
<ul class="topics">${topics.map(
      ({ topic, claims }) =>
        html`<li><a href="${to(`/topics/${encodeURIComponent(topic)}`)}">${topic}</a> <small>${words.number(claims)}</small></li>`,
    )}</ul>`,
  };
};
