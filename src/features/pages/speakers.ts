/** Who says things: all of them, and one with what was found of it. Never one single score. */
import * as z from 'zod';
import { notFound } from '../../http/current.ts';
import { LIMITS } from '../../limits.ts';
import { labelOf } from '../../newsroom/claimreview/render.ts';
import { deskFilters } from '../../newsroom/promises/desk.ts';
import { promiseGroups } from '../../newsroom/promises/summary.ts';
import { findSpeaker } from '../../newsroom/speakers/speaker.ts';
import { among, NONE } from '../../record/filters.ts';
import { type Html, html, linkOut } from './html.ts';
import { barTable, type Share } from './parts/bar.ts';
import { board, claimList, pager } from './parts/lists.ts';
import { quotation } from './parts/quote.ts';
import { type Tally, tallyOf } from './parts/tally.ts';
import {
  claimsOf,
  quotesOf,
  type RatingCount,
  ratingCounts,
  type Speaker,
  speakerOf,
  speakersOf,
} from './read.ts';
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
  return {
    title: words.t('nav.speakers'),
    description: words.t('speakers.what'),
    section: 'speakers',
    unlisted: asked.cursor !== undefined,
    alternates: [{ type: 'application/json', title: 'JSON', href: '/v1/speakers' }],
    body: html`<h1>${words.t('nav.speakers')}</h1>
<p class="byline">${words.t('speakers.what')}</p>
<ul class="rows">${list.items.map(
      ({ slug, name, description }) =>
        html`<li><p><a class="name" href="${to(`/speakers/${slug}`)}">${name}</a></p>${description && html`<p class="meta" dir="auto">${description}</p>`}</li>`,
    )}</ul>
${pager('/speakers', asked, list.next, view)}`,
  };
};

/** Few rulings make no share. */
const FEW = 10;
const SHOWN = 5;

/** Where the page of a speaker is: by the slug in use. Throws 404 or 410. */
export const speakerPage = async (view: View, reference: string): Promise<Content | { moved: string }> => {
  const { services, words, today, to } = view;
  const found = await findSpeaker(services.database.read, reference);
  if (!found || found.publication === 'draft') throw notFound(reference);
  if (found.slug !== reference) return { moved: `/speakers/${found.slug}` };
  const { id } = found;
  const speaker = await speakerOf(services, id);
  const bySpeaker = among('speaker', [id]);
  const [groups, ratings, due, claims, quotes] = await Promise.all([
    promiseGroups(services.database.read, { today, about: bySpeaker }),
    ratingCounts(services, id),
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
  return {
    title: name,
    description: [name, speaker.description].filter(Boolean).join(': '),
    section: 'speakers',
    alternates: [
      { type: 'application/json', title: 'JSON', href: `/v1/speakers/${slug}` },
      { type: 'application/atom+xml', title: words.t('feed'), href: `/v1/claims/feed.atom?speaker=${slug}` },
      {
        type: 'text/calendar',
        title: words.t('calendar'),
        href: `/v1/promises/calendar.ics?speaker=${slug}`,
      },
    ],
    data: personOf(speaker, view),
    body: html`<div class="columns"><div>
<p class="eyebrow">${words.of('speaker', speaker.kind)}</p>
<h1>${name}</h1>
<p class="byline" dir="auto">${speaker.description}</p>
${roles(speaker, view)}
${promises(tallyOf(groups, view), view)}
${due.items.length > 0 && html`<h2>${words.t('speaker.due')}</h2>${board(due.items, view)}`}
${ratingChart(ratings, view)}
${years(ratings, view)}
<h2>${words.t('speaker.claims')} <small><a href="${to(`/claims?speaker=${slug}`)}">${words.t('home.all_claims')}</a></small></h2>
${claimList(claims.items, view)}
${
  quotes.items.length > 0 &&
  html`<h2>${words.t('speaker.quotes')} <small><a href="${to(`/quotes?speaker=${slug}`)}">${words.t('quotes.all')}</a></small></h2>
${quotes.items.map((quote) => quotation(quote, view))}`
}
</div><aside aria-label="${words.t('claim.more')}">
<h2>${words.t('claim.follow')}</h2><ul><li><a href="/v1/promises/calendar.ics?speaker=${slug}">${words.t('calendar')}</a></li>
<li><a href="/v1/claims/feed.atom?speaker=${slug}">${words.t('feed')}</a></li></ul>
<h2>${words.t('claim.use')}</h2><ul><li><a href="/v1/speakers/${slug}">JSON</a></li>
<li><a href="/v1/corrections?speaker=${slug}">${words.t('speaker.corrections')}</a></li>
${speaker.wikidata_id && html`<li>${linkOut(`https://www.wikidata.org/wiki/${speaker.wikidata_id}`, 'Wikidata')}</li>`}</ul>
${speaker.aliases.length > 0 && html`<h2>${words.t('speaker.aliases')}</h2><ul>${speaker.aliases.map((alias) => html`<li dir="auto">${alias}</li>`)}</ul>`}
</aside></div>`,
  };
};

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

const personOf = ({ kind, name, slug, description, wikidata_id }: Speaker, { home }: View) => ({
  '@context': 'https://schema.org',
  '@type': kind === 'organisation' ? 'Organization' : 'Person',
  name,
  url: `${home}/speakers/${slug}`,
  ...(description === null ? {} : { description }),
  ...(wikidata_id === null ? {} : { sameAs: `https://www.wikidata.org/wiki/${wikidata_id}` }),
});

const promises = ({ promises, counted, shares, not_counted }: Tally, view: View): Html | null => {
  if (promises === 0) return null;
  const { words } = view;
  const ruled = shares.slice(0, 3).reduce((sum, { n }) => sum + n, 0);
  const why = not_counted.map(({ why, n }) => `${words.number(n)} ${words.of('left_out', why)}`);
  return html`<h2>${words.t('nav.promises')} <small>${words.t('tally.of', { n: promises, counted })}</small></h2>
${barTable(
  shares.map(({ href: _, ...share }) => share),
  { what: words.t('bar.standing'), number: words.t('nav.promises') },
  words,
)}
<p class="note">${ruled < FEW ? words.t('speaker.few', { n: ruled }) : words.t('speaker.share', { n: ruled, kept: shares[0]?.n ?? 0 })} ${why.length > 0 ? words.t('tally.left_out', { list: words.list(why) }) : words.t('tally.all_counted')}</p>`;
};

const UNRATED = '';

const ratingChart = (ratings: readonly RatingCount[], view: View): Html | null => {
  const { words, scales } = view;
  const checkable = ratings.filter(
    ({ kind, rating }) => rating !== UNRATED || (kind !== 'not_checkable' && kind !== 'promise'),
  );
  const sum = (of: readonly RatingCount[]) => of.reduce((all, { claims }) => all + claims, 0);
  const all = sum(checkable);
  if (all === 0) return null;
  const known = new Set(checkable.map(({ rating }) => rating));
  const scale = scales.filter(({ ratings }) => ratings.some(({ key }) => known.has(key))).at(-1);
  const values = (scale?.ratings ?? []).flatMap(({ value }) => value ?? []);
  const [worst, best] = [Math.min(...values), Math.max(...values)];
  const tone = (value: number | null): Share['tone'] =>
    value === null || worst === best ? 'none' : value === best ? 'good' : value === worst ? 'bad' : 'part';
  const listed = (scale?.ratings ?? []).toSorted((a, b) => b.order - a.order);
  const others = [...known].filter((key) => key !== UNRATED && !listed.some((rating) => rating.key === key));
  const count = (key: string) => sum(checkable.filter(({ rating }) => rating === key));
  const shares: Share[] = [
    ...listed.map(({ key, labels, value }) => ({
      tone: tone(value),
      label: labelOf(labels, words.language),
      n: count(key),
    })),
    ...others.map((key) => ({ tone: 'none' as const, label: key.replaceAll('_', ' '), n: count(key) })),
    { tone: 'none', label: words.t('answer.unrated'), n: count(UNRATED) },
  ];
  const out = sum(ratings.filter(({ kind, rating }) => rating === UNRATED && kind === 'not_checkable'));
  return html`<h2>${words.t('speaker.ratings')} <small>${words.t('speaker.rated_of', { n: all, rated: all - count(UNRATED) })}</small></h2>
${barTable(shares, { what: words.t('bar.rating'), number: words.t('nav.claims') }, words)}
<p class="note">${out > 0 ? words.t('speaker.not_checkable', { n: out }) : words.t('tally.all_counted')}</p>`;
};

/** Over time: how many claims of each year are on the record, and how many of them are rated. */
const years = (ratings: readonly RatingCount[], view: View): Html | null => {
  const { words } = view;
  const byYear = [...Map.groupBy(ratings, ({ year }) => year)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (byYear.length < 2) return null;
  const shares = byYear.map(
    ([year, of]): Share => ({
      tone: 'now',
      label: year === '' ? words.t('speaker.undated') : year,
      n: of.reduce((sum, { claims }) => sum + claims, 0),
    }),
  );
  return html`<h3>${words.t('speaker.years')}</h3>${barTable(shares, { what: words.t('bar.year'), number: words.t('nav.claims') }, words)}`;
};
