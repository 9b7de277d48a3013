/** Quotes and their sources: where words were said or reported, and what carries them. */
import * as z from 'zod';
import { LIMITS } from '../../limits.ts';
import { claimsCarryingInPublic } from '../../newsroom/claims/carriers.ts';
import { among } from '../../record/filters.ts';
import { type Html, html, linkOut } from './html.ts';
import { addressWith, claimList, csvOf, pager } from './parts/lists.ts';
import { fidelityTag, quotation } from './parts/quote.ts';
import {
  chosenAbout,
  claimOf,
  claimsOf,
  type Quote,
  quoteOf,
  quotesOf,
  type Source,
  sourceOf,
  sourcesOf,
} from './read.ts';
import type { Content, View } from './view.ts';

const cursor = z.string().max(LIMITS.cursor_length).optional();
export const quotesQuery = z.object({ speaker: z.string().max(LIMITS.text_short).optional(), cursor });
export const sourcesQuery = z.object({ cursor });

export const quotesPage = async (view: View, asked: z.output<typeof quotesQuery>): Promise<Content> => {
  const { services, words } = view;
  const { speaker, cursor } = asked;
  const list = await quotesOf(services, {
    filters: await chosenAbout(services, { speaker }),
    sort: { by: 'on_date', descending: true },
    limit: LIMITS.list_default,
    cursor,
  });
  return {
    title: words.t('nav.quotes'),
    description: words.t('quotes.what'),
    unlisted: cursor !== undefined,
    alternates: [
      { type: 'application/json', title: 'JSON', href: addressWith('/v1/quotes', { speaker }) },
      csvOf('/v1/quotes', { speaker }),
    ],
    body: html`<h1>${words.t('nav.quotes')}</h1><p class="byline">${words.t('quotes.what')}</p>
${list.items.map((quote) => quotation(quote, view))}
${list.items.length === 0 && html`<p class="empty">${words.t('list.none')}</p>`}
${pager('/quotes', asked, list.next, view)}`,
  };
};

const fidelityText = (quote: Quote, view: View): Html =>
  html`<p>${fidelityTag(quote, view)} ${view.words.of('fidelity_why', quote.fidelity)}</p>`;

export const quotePage = async (view: View, id: string): Promise<Content> => {
  const { services, words, to } = view;
  const quote = await quoteOf(services, id);
  const carriers = await claimsCarryingInPublic(services.database.read, id);
  const claims = await Promise.all(carriers.map((carrier) => claimOf(services, carrier)));
  return {
    title: `${quote.speaker.name}: “${quote.text}”`,
    description: [quote.source.title, quote.said_on && words.day(quote.said_on)].filter(Boolean).join(', '),
    alternates: [{ type: 'application/json', title: 'JSON', href: `/v1/quotes/${id}` }],
    body: html`<p class="eyebrow"><a href="${to('/quotes')}">${words.t('nav.quotes')}</a> · ${words.of('form', quote.form)}</p>
<h1>${words.t('quote.title', { name: quote.speaker.name })}</h1>
${quotation(quote, view, false)}
<h2>${words.t('quote.fidelity')}</h2>${fidelityText(quote, view)}
${claims.length > 0 && html`<h2>${words.t('quote.claims')}</h2>${claimList(claims, view)}`}
<p class="note"><a href="${to(`/quotes/${id}/history`)}">${words.t('version.compare')}</a></p>`,
  };
};

const describe = ({ publisher, author, published_on }: Source, { words }: View): string =>
  [publisher, author, published_on && words.day(published_on)].filter(Boolean).join(' · ');

export const sourcesPage = async (view: View, asked: z.output<typeof sourcesQuery>): Promise<Content> => {
  const { services, words, to } = view;
  const list = await sourcesOf(services, {
    filters: [],
    sort: { by: 'on_date', descending: true },
    limit: LIMITS.list_default,
    cursor: asked.cursor,
  });
  return {
    title: words.t('nav.sources'),
    description: words.t('sources.what'),
    unlisted: asked.cursor !== undefined,
    alternates: [{ type: 'application/json', title: 'JSON', href: '/v1/sources' }, csvOf('/v1/sources')],
    body: html`<h1>${words.t('nav.sources')}</h1><p class="byline">${words.t('sources.what')}</p>
<ul class="rows">${list.items.map(
      (source) =>
        html`<li><p><a class="name" href="${to(`/sources/${source.id}`)}" dir="auto">${source.title}</a></p><p class="meta">${describe(source, view)}</p></li>`,
    )}</ul>${pager('/sources', asked, list.next, view)}`,
  };
};

export const sourcePage = async (view: View, id: string): Promise<Content> => {
  const { services, words, to } = view;
  const source = await sourceOf(services, id);
  const filters = among('source', [id]);
  const sort = { by: 'on_date', descending: true } as const;
  const [quotes, claims] = await Promise.all([
    quotesOf(services, { filters, sort, limit: LIMITS.list_max }),
    claimsOf(services, { filters, sort, limit: LIMITS.list_default }),
  ]);
  return {
    title: source.title,
    description: describe(source, view) || source.title,
    alternates: [{ type: 'application/json', title: 'JSON', href: `/v1/sources/${id}` }],
    body: html`<p class="eyebrow"><a href="${to('/sources')}">${words.t('nav.sources')}</a> · ${words.of('source', source.kind)}</p>
<h1 dir="auto">${source.title}</h1>
<p class="byline">${describe(source, view)}</p>
<p>${[
      source.url && linkOut(source.url, words.t('source.read')),
      source.archived_url && linkOut(source.archived_url, words.t('archived')),
    ]
      .filter((link) => link !== null && link !== '')
      .map((link, i) => (i === 0 ? link : html` · ${link}`))}</p>
<p class="note">${source.text_sha256 ? words.t('source.text', { n: source.text_length ?? 0 }) : words.t('source.no_text')}</p>
${source.text_sha256 && html`<details><summary>${words.t('source.fingerprint')}</summary><pre tabindex="0">SHA-256 ${source.text_sha256}</pre></details>`}
${quotes.items.length > 0 && html`<h2>${words.t('nav.quotes')}</h2>${quotes.items.map((quote) => quotation(quote, view))}`}
${claims.items.length > 0 && html`<h2>${words.t('nav.claims')}</h2>${claimList(claims.items, view)}`}
<p class="note"><a href="${to(`/sources/${id}/history`)}">${words.t('version.compare')}</a></p>`,
  };
};
