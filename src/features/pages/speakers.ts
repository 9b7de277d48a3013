/** Who says things: all of them, and one with what was found of it. Never one single score. */
import * as z from 'zod';
import { notFound } from '../../http/current.ts';
import { LIMITS } from '../../limits.ts';
import { deskFilters } from '../../newsroom/promises/desk.ts';
import { findSpeaker } from '../../newsroom/speakers/speaker.ts';
import { among, NONE } from '../../record/filters.ts';
import { type Html, html, linkOut } from './html.ts';
import { board, claimList, csvOf, pager } from './parts/lists.ts';
import { quotation } from './parts/quote.ts';
import { inShort, promiseCharts, ratingCharts, scorecard } from './parts/scorecard.ts';
import { portraitsOf } from './portraits/portraits.ts';
import { claimsOf, quotesOf, type Speaker, speakerOf, speakersOf } from './read.ts';
import type { Content, View } from './view.ts';

const cursor = z.string().max(LIMITS.cursor_length).optional();
export const listQuery = z.object({ q: z.string().max(LIMITS.query_length).optional(), cursor });

export const speakersPage = async (view: View, asked: z.output<typeof listQuery>): Promise<Content> => {
  const { services, words, to } = view;
  const list = await speakersOf(services, {
    filters: [],
    sort: { by: 'name', descending: false },
    limit: LIMITS.list_max,
    cursor: asked.cursor,
  });
  const portraits = await portraitsOf(services.database.read, list.items);
  return {
    title: words.t('nav.speakers'),
    description: words.t('speakers.what'),
    section: 'speakers',
    unlisted: asked.cursor !== undefined,
    alternates: [{ type: 'application/json', title: 'JSON', href: '/v1/speakers' }, csvOf('/v1/speakers')],
    body: html`<h1>${words.t('nav.speakers')}</h1>
<p class="byline">${words.t('speakers.what')}</p>
<ul class="rows people">${list.items.map(
      (speaker) =>
        html`<li>${face(speaker, portraits.get(speaker.id), view, 44)}<div><p><a class="name" href="${to(`/speakers/${speaker.slug}`)}">${speaker.name}</a></p>${speaker.description && html`<p class="meta" dir="auto">${speaker.description}</p>`}</div></li>`,
    )}</ul>
${pager('/speakers', asked, list.next, view)}`,
  };
};

const SHOWN = 5;

/** Where the page of a speaker is: by the slug in use. Throws 404 or 410. */
export const speakerPage = async (view: View, reference: string): Promise<Content | { moved: string }> => {
  const { services, api, words, today, to } = view;
  const found = await findSpeaker(services.database.read, reference);
  if (!found || found.publication === 'draft') throw notFound(reference);
  if (found.slug !== reference) return { moved: `/speakers/${found.slug}` };
  const { id } = found;
  const speaker = await speakerOf(services, id);
  const bySpeaker = among('speaker', [id]);
  const [counted, portraits, due, claims, quotes] = await Promise.all([
    api({ method: 'GET', url: `/v1/speakers/${id}/scorecard?locale=${words.language}` }),
    portraitsOf(services.database.read, [speaker]),
    claimsOf(services, {
      filters: [...bySpeaker, ...deskFilters({ result: [NONE] }, today)],
      sort: { by: 'due_on', descending: false },
      limit: SHOWN,
    }),
    claimsOf(services, {
      filters: bySpeaker,
      sort: { by: 'on_date', descending: true },
      limit: LIMITS.list_default,
    }),
    quotesOf(services, { filters: bySpeaker, sort: { by: 'on_date', descending: true }, limit: SHOWN }),
  ]);
  const { slug, name } = speaker;
  const portrait = portraits.get(id);
  const card = counted.status === 200 ? scorecard.parse(counted.json) : null;
  return {
    title: name,
    description: [name, speaker.description].filter(Boolean).join(': '),
    section: 'speakers',
    alternates: [
      { type: 'application/json', title: 'JSON', href: `/v1/speakers/${slug}` },
      csvOf('/v1/claims', { speaker: slug }),
      { type: 'application/atom+xml', title: words.t('feed'), href: `/v1/claims/feed.atom?speaker=${slug}` },
      {
        type: 'text/calendar',
        title: words.t('calendar'),
        href: `/v1/promises/calendar.ics?speaker=${slug}`,
      },
    ],
    picture: `/speakers/${slug}/card.png`,
    data: personOf(speaker, portrait, view),
    body: html`<div class="columns"><div>
<div class="person">${face(speaker, portrait, view, 112)}<div><p class="eyebrow">${words.of('speaker', speaker.kind)}</p>
<h1>${name}</h1>
<p class="byline" dir="auto">${speaker.description}</p></div></div>
${card && inShort(card, view)}
${card && promiseCharts(card, view)}
${due.items.length > 0 && html`<h2>${words.t('speaker.due')}</h2>${board(due.items, view)}`}
${card && ratingCharts(card, view)}
<h2>${words.t('speaker.claims')} <small><a href="${to(`/claims?speaker=${slug}`)}">${words.t('home.all_claims')}</a></small></h2>
${claimList(claims.items, view)}
${
  quotes.items.length > 0 &&
  html`<h2>${words.t('speaker.quotes')} <small><a href="${to(`/quotes?speaker=${slug}`)}">${words.t('quotes.all')}</a></small></h2>
${quotes.items.map((quote) => quotation(quote, view))}`
}
</div><aside aria-label="${words.t('claim.more')}">
${roles(speaker, view)}
<h2>${words.t('claim.follow')}</h2><ul><li><a href="/v1/promises/calendar.ics?speaker=${slug}">${words.t('calendar')}</a></li>
<li><a href="/v1/claims/feed.atom?speaker=${slug}">${words.t('feed')}</a></li></ul>
<h2>${words.t('claim.use')}</h2><ul><li><a href="/v1/speakers/${slug}">JSON</a> · <a href="/v1/speakers/${slug}/scorecard">${words.t('speaker.scorecard')}</a></li>
<li><a href="/v1/corrections?speaker=${slug}">${words.t('speaker.corrections')}</a></li>
${speaker.wikidata_id && html`<li>${linkOut(`https://www.wikidata.org/wiki/${speaker.wikidata_id}`, 'Wikidata')}</li>`}</ul>
${pictureOf(speaker, view)}
${speaker.aliases.length > 0 && html`<h2>${words.t('speaker.aliases')}</h2><ul>${speaker.aliases.map((alias) => html`<li dir="auto">${alias}</li>`)}</ul>`}
</aside></div>`,
  };
};

/** The first letters of the first and the last word of a name. */
const initialsOf = (name: string): string => {
  const parts = name.split(/\s+/).filter((part) => /^\p{L}/u.test(part));
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return ends.map((part = '') => [...part][0]?.toLocaleUpperCase() ?? '').join('');
};

/** How somebody looks: the copy of the picture that is kept here, or the initials. */
const face = ({ name }: Speaker, portrait: string | undefined, { words }: View, size: number): Html =>
  portrait === undefined
    ? html`<svg class="face" width="${size}" height="${size}" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="20"/><text x="20" y="25.5" text-anchor="middle">${initialsOf(name)}</text></svg>`
    : html`<img class="face" src="${portrait}" width="${size}" height="${size}" alt="${words.t('speaker.portrait_of', { name })}" loading="lazy">`;

/** Where the picture is from, whose it is, and under which licence it is shown. */
const pictureOf = ({ image, name }: Speaker, { words }: View): Html | null =>
  image
    ? html`<h2>${words.t('speaker.portrait')}</h2><p>${linkOut(image.url, words.t('speaker.portrait_of', { name }))}<br><small>${[image.credit].filter(Boolean)} ${image.licence_url ? linkOut(image.licence_url, image.licence) : image.licence}</small></p>`
    : null;

/** What a speaker was, by date. */
const roles = ({ roles: held = [] }: Speaker, { words }: View): Html | null => {
  if (held.length === 0) return null;
  const span = (from: string | null, until: string | null): string =>
    [
      from && words.t('axis.from', { day: words.shortDay(from) }),
      until && words.t('speaker.until', { day: words.shortDay(until) }),
    ]
      .filter(Boolean)
      .join(' ');
  return html`<h2>${words.t('speaker.roles')}</h2><dl class="facts">${held.map(
    ({ title, organisation, party, from, to }) =>
      html`<dt>${span(from, to) || '–'}</dt><dd dir="auto">${[title, organisation, party].filter(Boolean).join(', ')}</dd>`,
  )}</dl>`;
};

const personOf = (
  { kind, name, slug, description, wikidata_id }: Speaker,
  portrait: string | undefined,
  { home }: View,
) => ({
  '@context': 'https://schema.org',
  '@type': kind === 'organisation' ? 'Organization' : 'Person',
  name,
  url: `${home}/speakers/${slug}`,
  ...(description === null ? {} : { description }),
  ...(portrait === undefined ? {} : { image: `${home}${portrait}` }),
  ...(wikidata_id === null ? {} : { sameAs: `https://www.wikidata.org/wiki/${wikidata_id}` }),
});
