/** What a search finds: everything that is public, ranked together, the words marked. */
import * as z from 'zod';
import { LIMITS } from '../../limits.ts';
import { NARROWING, narrowing } from './claims.ts';
import { type Html, html } from './html.ts';
import { type Facet, facetLines, facetsAnswer } from './parts/facets.ts';
import { addressWith } from './parts/lists.ts';
import { tag } from './parts/marks.ts';
import { standingOf } from './parts/standing.ts';
import { type Claim, publicClaims, withSpeakerId } from './read.ts';
import type { Content, View } from './view.ts';

const TYPES = ['claim', 'quote', 'speaker', 'source', 'topic'] as const;

export const searchQuery = z.object({
  q: z.string().max(LIMITS.query_length).default(''),
  type: z.enum(TYPES).optional(),
  ...narrowing,
  offset: z.string().max(6).regex(/^\d+$/).optional(),
});

type Asked = z.output<typeof searchQuery>;

/** What is read of `GET /v1/search`. */
const hit = z.object({
  type: z.enum(TYPES),
  id: z.string().nullable(),
  text: z.string(),
  speaker: z.object({ name: z.string(), slug: z.string() }).nullable(),
  on: z.string().nullable(),
  claims: z.number().optional(),
  snippet: z.object({
    of: z.string(),
    text: z.string(),
    highlights: z.array(z.object({ start: z.number(), end: z.number() })),
  }),
});
type Hit = z.output<typeof hit>;

const answer = z.object({
  data: z.array(hit),
  next: z.number().nullable(),
  did_you_mean: z.string().nullable(),
  found: z.partialRecord(z.enum(TYPES), z.object({ value: z.number(), is: z.string() })),
});
type Answer = z.output<typeof answer>;

/** A text with the words that were found. */
const marked = (text: string, highlights: Hit['snippet']['highlights']): Html => {
  let at = 0;
  const parts = highlights.flatMap(({ start, end }) => {
    const before = text.slice(at, start);
    at = end;
    return [before, html`<mark>${text.slice(start, end)}</mark>`];
  });
  return html`${parts}${text.slice(at)}`;
};

const pageOf = ({ type, id, text }: Hit): string =>
  type === 'topic' ? `/topics/${encodeURIComponent(text)}` : `/${type}s/${id}`;

/** What was found; of a claim with how it stands. */
const row = (found: Hit, claim: Claim | undefined, view: View): Html => {
  const { words, to } = view;
  const { type, text, snippet, speaker, on, claims } = found;
  const standing = claim && standingOf(claim, view);
  const isTitle = snippet.text === text;
  const about = [
    words.of('hit', type),
    speaker?.name,
    on && words.shortDay(on),
    claims === undefined ? null : words.t('home.claims', { n: claims }),
  ];
  return html`<li><p><a class="claim" href="${to(pageOf(found))}" dir="auto">${isTitle ? marked(text, snippet.highlights) : text}</a></p>
${!isTitle && html`<p class="excerpt" dir="auto">${marked(snippet.text, snippet.highlights)}</p>`}
<p class="meta">${standing && tag(standing.tone, standing.answer)} <span>${about.filter(Boolean).join(' · ')}</span></p></li>`;
};

const types = (
  { offset: _, type: chosen, ...asked }: Asked,
  { found }: Answer,
  { words, to }: View,
): Html => {
  const count = (type: (typeof TYPES)[number]): string => {
    const { value = 0, is = 'exact' } = found[type] ?? {};
    return is === 'exact' ? words.number(value) : `${words.number(value)}+`;
  };
  return html`<nav class="filters" aria-label="${words.t('filter')}"><a href="${to(addressWith('/search', asked))}"${chosen === undefined ? html` aria-current="true"` : ''}>${words.t('choice.all')}</a>
${TYPES.map(
  (type) =>
    html`<a href="${to(addressWith('/search', { ...asked, type }))}"${chosen === type ? html` aria-current="true"` : ''}>${words.of('hits', type)}${found[type] && html` <small>${count(type)}</small>`}</a>\n`,
)}</nav>`;
};

const results = async (asked: Asked, found: Answer, facets: readonly Facet[], view: View): Promise<Html> => {
  const { services, words, to } = view;
  const { did_you_mean, data, next } = found;
  const ids = data.flatMap(({ type, id }) => (type === 'claim' && id !== null ? [id] : []));
  const claims = new Map((await publicClaims(services, ids)).map((claim) => [claim.id, claim]));
  return html`${types(asked, found, view)}
${facetLines(facets, '/search', asked, view)}
${did_you_mean && html`<p>${words.t('search.mended')} <a href="${to(addressWith('/search', { q: did_you_mean }))}">${did_you_mean}</a></p>`}
${data.length === 0 ? html`<p class="empty">${words.t('list.none')}</p>` : html`<ul class="rows">${data.map((each) => row(each, claims.get(each.id ?? ''), view))}</ul>`}
${next !== null && html`<p class="pager"><a rel="next" href="${to(addressWith('/search', { ...asked, offset: `${next}` }))}">${words.t('list.more')}</a></p>`}`;
};

export const searchPage = async (view: View, given: Asked): Promise<Content> => {
  const { services, words, api } = view;
  const asked = await withSpeakerId(services, given);
  const q = asked.q.trim();
  const json = addressWith('/v1/search', { ...asked, q });
  const more = { facets: NARROWING.join(','), locale: words.language };
  const url = addressWith('/v1/search', { ...asked, ...more, q });
  const reply = q === '' ? null : await api({ method: 'GET', url });
  const found = reply?.status === 200 ? answer.parse(reply.json) : null;
  const facets = found ? facetsAnswer.parse(reply?.json).facets : [];
  const title = q === '' ? words.t('search.title') : words.t('search.for', { q });
  return {
    title,
    description: words.t('search.title'),
    unlisted: true,
    query: asked.q,
    alternates: q === '' ? [] : [{ type: 'application/json', title: 'JSON', href: json }],
    body: html`<h1>${title}</h1>
${found ? await results(asked, found, facets, view) : html`<p class="empty">${words.t('search.hint')}</p>`}
<p class="note">${words.t('search.private')}</p>`,
  };
};
