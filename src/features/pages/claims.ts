/** Lists of claims: all, and by topic. */
import * as z from 'zod';
import { LIMITS } from '../../limits.ts';
import { CLAIM_KINDS } from '../../newsroom/claims/tables.ts';
import { type Html, html } from './html.ts';
import { addressWith, claimList, pager } from './parts/lists.ts';
import { chosenClaims, claimsOf, topicsOf } from './read.ts';
import type { Content, View } from './view.ts';

const kind = z.enum(CLAIM_KINDS).optional();
const cursor = z.string().max(LIMITS.cursor_length).optional();
const short = z.string().max(LIMITS.text_short).optional();

export const claimsQuery = z.object({ kind, rating: short, speaker: short, cursor });
export const topicQuery = z.object({ kind, cursor });

const kinds = (
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
  { words, to }: View,
): Html =>
  html`<nav class="filters" aria-label="${words.t('filter')}">${[undefined, ...CLAIM_KINDS].map(
    (kind) =>
      html`<a href="${to(addressWith(path, { ...asked, kind, cursor: undefined }))}"${asked.kind === kind ? html` aria-current="true"` : ''}>${kind === undefined ? words.t('choice.all') : words.of('kinds', kind)}</a>\n`,
  )}</nav>`;

export const claimsPage = async (view: View, asked: z.output<typeof claimsQuery>): Promise<Content> => {
  const { services, words } = view;
  const { cursor, ...chosen } = asked;
  const list = await claimsOf(services, {
    filters: await chosenClaims(services, chosen),
    sort: { by: 'on_date', descending: true },
    limit: LIMITS.list_default,
    cursor,
  });
  return {
    title: words.t('nav.claims'),
    description: words.t('claims.what'),
    section: 'claims',
    unlisted: cursor !== undefined,
    alternates: [
      { type: 'application/json', title: 'JSON', href: addressWith('/v1/claims', chosen) },
      {
        type: 'application/atom+xml',
        title: words.t('feed'),
        href: addressWith('/v1/claims/feed.atom', chosen),
      },
    ],
    body: html`<h1>${words.t('claims.what')}</h1>
${kinds('/claims', asked, view)}
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
  const { cursor, kind } = asked;
  const list = await claimsOf(services, {
    filters: await chosenClaims(services, { topic, kind }),
    sort: { by: 'on_date', descending: true },
    limit: LIMITS.list_default,
    cursor,
  });
  const path = `/topics/${encodeURIComponent(topic)}`;
  return {
    title: topic,
    description: words.t('topic.what', { topic }),
    section: 'topics',
    unlisted: cursor !== undefined || list.items.length === 0,
    alternates: [
      { type: 'application/json', title: 'JSON', href: addressWith('/v1/claims', { topic, kind }) },
      {
        type: 'application/atom+xml',
        title: words.t('feed'),
        href: addressWith('/v1/claims/feed.atom', { topic, kind }),
      },
      {
        type: 'text/calendar',
        title: words.t('calendar'),
        href: addressWith('/v1/promises/calendar.ics', { topic }),
      },
    ],
    body: html`<p class="eyebrow"><a href="${to('/topics')}">${words.t('nav.topics')}</a></p><h1>${topic}</h1>
<p class="byline"><a href="${to(addressWith('/promises', { topic }))}">${words.t('topic.promises')}</a></p>
${kinds(path, asked, view)}
${claimList(list.items, view)}
${pager(path, asked, list.next, view)}`,
  };
};

export const topicsPage = async (view: View): Promise<Content> => {
  const { services, words, to } = view;
  const topics = await topicsOf(services, LIMITS.topics_shown);
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
