/** How the record itself stands: what was corrected, the log, the versions of a thing, and how it all works. */
import * as z from 'zod';
import { notFound } from '../../http/current.ts';
import { LIMITS } from '../../limits.ts';
import { labelOf } from '../../newsroom/claimreview/render.ts';
import { readNodes } from '../../record/log.ts';
import { nodeLookup, rootCoordinates, rootOf } from '../../record/merkle.ts';
import { type Html, html, linkOut } from './html.ts';
import { changeTable } from './parts/changes.ts';
import { correctionList } from './parts/corrections.ts';
import { csvOf, pager } from './parts/lists.ts';
import { correctionsOf, documentOf, versionsOf } from './read.ts';
import type { Content, View } from './view.ts';

export const correctionsQuery = z.object({ cursor: z.string().max(LIMITS.cursor_length).optional() });

export const correctionsPage = async (
  view: View,
  asked: z.output<typeof correctionsQuery>,
): Promise<Content> => {
  const { services, words } = view;
  const list = await correctionsOf(services, { limit: LIMITS.list_default, cursor: asked.cursor });
  return {
    title: words.t('nav.corrections'),
    description: words.t('corrections.what'),
    section: 'corrections',
    unlisted: asked.cursor !== undefined,
    alternates: [
      { type: 'application/json', title: 'JSON', href: '/v1/corrections' },
      csvOf('/v1/corrections'),
      { type: 'application/atom+xml', title: words.t('feed'), href: '/v1/corrections/feed.atom' },
    ],
    body: html`<h1>${words.t('nav.corrections')}</h1><p class="byline">${words.t('corrections.what')}</p>
${list.items.length === 0 ? html`<p class="empty">${words.t('corrections.none')}</p>` : correctionList(list.items, view, true)}
${pager('/corrections', asked, list.next, view)}`,
  };
};

export const logPage = async (view: View): Promise<Content> => {
  const { services, words, home, log } = view;
  const nodes = await readNodes(services.database.read, rootCoordinates(log.size));
  const root = rootOf(log.size, nodeLookup(nodes)).toString('hex');
  return {
    title: words.t('log.title'),
    description: words.t('log.what'),
    alternates: [
      { type: 'text/plain', title: words.t('log.checkpoint'), href: '/v1/log/checkpoint' },
      { type: 'application/json', title: 'JSON', href: '/v1/log/entries' },
    ],
    body: html`<h1>${words.t('log.title')}</h1>
<div class="prose"><p>${words.t('log.what')}</p><p>${words.t('log.how')}</p></div>
<h2>${words.t('log.now')}</h2>
<dl class="facts"><dt>${words.t('log.entries')}</dt><dd>${words.number(log.size)}</dd>
${log.at && html`<dt>${words.t('log.last')}</dt><dd><time datetime="${log.at}">${words.instant(log.at)}</time></dd>`}
<dt>${words.t('log.root')}</dt><dd><code>${root}</code></dd>
<dt>${words.t('log.checkpoint')}</dt><dd><a href="/v1/log/checkpoint">/v1/log/checkpoint</a></dd>
<dt>${words.t('log.key')}</dt><dd><a href="/v1/log/key">/v1/log/key</a></dd></dl>
<h2>${words.t('log.verify')}</h2>
<div class="prose"><p>${words.t('log.verify_how')}</p></div>
<pre tabindex="0">npx onrecord verify --url ${home}</pre>`,
  };
};

/** The versions of a thing, each with what it changed. */
export const historyPage = async (view: View, path: string, id: string): Promise<Content> => {
  const { services, words, to } = view;
  await documentOf(services, id);
  const versions = await versionsOf(services, id);
  if (versions.length === 0) throw notFound(id);
  const api = `/v1${path}/${id}/versions`;
  return {
    title: words.t('version.title'),
    description: words.t('version.what'),
    unlisted: true,
    alternates: [{ type: 'application/json', title: 'JSON', href: api }],
    body: html`<p class="eyebrow"><a href="${to(`${path}/${id}`)}">${words.t('version.back')}</a></p><h1>${words.t('version.title')}</h1>
<p class="byline">${words.t('version.what')}</p>
${versions.map(
  ({ version, published_at, sha256, leaf_index, changes }) =>
    html`<h2>${words.t('version.number', { version })} <small><time datetime="${published_at}">${words.instant(published_at)}</time></small></h2>
${changes.length > 0 ? changeTable(changes.slice(0, LIMITS.changes_shown), view) : html`<p>${words.t('version.first')}</p>`}
<p class="note"><a href="${api}/${version}">JSON</a> · ${words.t('version.leaf', { n: leaf_index + 1 })} · SHA-256 <code>${sha256.slice(0, 16)}…</code></p>`,
)}`,
  };
};

const scalesShown = ({ scales, words }: View): Html[] =>
  scales.map(
    ({
      title,
      scale_version,
      ratings,
      methodology_url,
    }) => html`<h3>${title} <small>${words.t('version.number', { version: scale_version })}</small></h3>
${methodology_url && html`<p>${linkOut(methodology_url, words.t('about.methodology'))}</p>`}
<dl class="facts">${ratings
      .toSorted((a, b) => (b.value ?? -1e9) - (a.value ?? -1e9))
      .map(
        ({ labels, description }) =>
          html`<dt>${labelOf(labels, words.language)}</dt><dd dir="auto">${description}</dd>`,
      )}</dl>`,
  );

export const aboutPage = async (view: View): Promise<Content> => {
  const { words, masthead, to } = view;
  return {
    title: words.t('nav.about'),
    description: words.t('home.what'),
    section: 'about',
    alternates: [{ type: 'application/json', title: 'JSON', href: '/v1/rating-scales' }],
    body: html`<h1>${words.t('about.title', { name: masthead.name })}</h1>
<div class="prose"><p>${words.t('home.what')}</p>
<h2>${words.t('about.words')}</h2><p>${words.t('about.words_how')}</p>
<h2>${words.t('about.promises')}</h2><p>${words.t('answer.arithmetic')}</p><p>${words.t('about.promises_how')}</p>
<h2>${words.t('about.review')}</h2><p>${masthead.fourEyes ? words.t('about.four_eyes') : words.t('about.single')}</p>
<h2>${words.t('nav.corrections')}</h2><p>${words.t('corrections.what')} <a href="${to('/corrections')}">${words.t('nav.corrections')}</a></p>
<h2>${words.t('log.title')}</h2><p>${words.t('log.what')} <a href="${to('/log')}">${words.t('foot.check')}</a></p>
<h2>${words.t('about.ratings')}</h2>${scalesShown(view)}
<h2>${words.t('home.newsrooms')}</h2><p><a href="/docs">API</a></p></div>`,
  };
};

/** What is shown where there is no page: `detail` in the words of the problem. */
export const errorPage = (
  view: View,
  problem: { status: number; title: string; detail: string; tombstone?: unknown },
): Content => {
  const { words, to } = view;
  const { status, title, detail, tombstone } = problem;
  const known = tombstoneShown.safeParse(tombstone);
  return {
    title: known.success ? words.t('gone.title') : status === 404 ? words.t('missing.title') : title,
    description: detail,
    unlisted: true,
    body: html`<p class="eyebrow">${status}</p><h1>${known.success ? words.t('gone.title') : status === 404 ? words.t('missing.title') : title}</h1>
${
  known.success
    ? html`<section class="finding none"><p class="answer">${words.t('gone.why')}</p><p dir="auto">${known.data.reason}</p><p class="by">${known.data.withdrawn_by} · ${words.instant(known.data.withdrawn_at)}</p></section>`
    : html`<p>${status === 404 ? words.t('missing.why') : detail}</p>`
}
<p><a href="${to('/')}">${words.t('missing.home')}</a> · <a href="${to('/search')}">${words.t('search.title')}</a></p>`,
  };
};

const tombstoneShown = z.looseObject({
  reason: z.string(),
  withdrawn_by: z.string(),
  withdrawn_at: z.string(),
});
