/** The frame of every page. */
import { dataBlock, type Html, html, ours } from './html.ts';
import { shapes } from './parts/marks.ts';
import type { Content, Section, View } from './view.ts';
import { LANGUAGE_NAMES, LANGUAGES } from './words.ts';

/** For programs only. */
const OEMBED = 'application/json+oembed';

const SECTIONS: readonly Section[] = ['promises', 'claims', 'speakers', 'topics', 'corrections', 'about'];

const head = (content: Content, path: string, view: View): Html => {
  const { home, masthead, words, to } = view;
  const { title, description, picture = '/card.png', alternates = [], data, script } = content;
  const name = title === masthead.name ? title : `${title} – ${masthead.name}`;
  const address = `${home}${to(path)}`;
  return html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<meta name="description" content="${description}">
${content.unlisted && html`<meta name="robots" content="noindex">`}
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="${address}">
${LANGUAGES.map((language) => html`<link rel="alternate" hreflang="${language}" href="${home}/${language}${path === '/' ? '' : path}">\n`)}<link rel="alternate" hreflang="x-default" href="${home}${path}">
${alternates.map(({ type, title, href }) => html`<link rel="alternate" type="${type}" title="${title}" href="${href}">\n`)}<meta property="og:type" content="article">
<meta property="og:site_name" content="${masthead.name}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${address}">
<meta property="og:locale" content="${words.language}">
<meta property="og:image" content="${home}${to(picture)}">
<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">
<meta name="twitter:card" content="summary_large_image">
<meta name="twitter:image" content="${home}${to(picture)}">
<meta name="twitter:title" content="${title}">
<meta name="twitter:description" content="${description}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${masthead.stylesheets.map((href) => html`<link rel="stylesheet" href="${href}">\n`)}${script && html`<script type="module" src="${script}"></script>`}${data !== undefined && dataBlock(data)}`;
};

const brand = ({ masthead: { name, logo }, to }: View): Html =>
  html`<a class="brand" href="${to('/')}">${logo === null ? name : html`<img src="${logo}" alt="${name}" height="28">`}</a>`;

const top = ({ section, query = '' }: Content, view: View): Html => {
  const { words, to } = view;
  return html`<header class="site"><div class="wrap">${brand(view)}
<nav class="site" aria-label="${words.t('nav.main')}">${SECTIONS.map(
    (name) =>
      html`<a href="${to(`/${name}`)}"${section === name ? html` aria-current="page"` : ''}>${words.of('nav', name)}</a>\n`,
  )}</nav>
<form class="find" role="search" action="${to('/search')}"><input type="search" name="q" value="${query}" maxlength="500" aria-label="${words.t('search.label')}" placeholder="${words.t('search.placeholder')}"><button type="submit">${words.t('search.button')}</button></form></div></header>`;
};

const foot = (
  { alternates = [] }: Content,
  path: string,
  { words, to, log, masthead }: View,
): Html => html`<footer class="site"><div class="wrap">
<p>${words.t('foot.log', { n: log.size })} <a href="${to('/log')}">${words.t('foot.check')}</a></p>
<nav aria-label="${words.t('foot.data')}">${alternates.filter(({ type }) => type !== OEMBED).map(({ title, href }) => html`<a href="${href}">${title}</a> `)}<a href="/docs">API</a></nav>
${masthead.footer && html`<div class="own">${masthead.footer}</div>`}
<nav aria-label="${words.t('foot.languages')}">${LANGUAGES.map(
  (language) =>
    html`<a href="/${language}${path === '/' ? '' : path}" lang="${language}" hreflang="${language}"${language === words.language ? html` aria-current="true"` : ''}>${LANGUAGE_NAMES[language]}</a> `,
)}</nav></div></footer>`;

/** A card: nothing around it. */
const cardLayout = (
  content: Content,
  path: string,
  theme: string | null,
  view: View,
): Html => html`${ours('<!DOCTYPE html>')}
<html lang="${view.words.language}"${theme === null ? '' : html` data-theme="${theme}"`}>
<head>
${head(content, path, view)}
</head>
<body class="embedded">
${shapes}
<main>${content.body}</main>
</body>
</html>
`;

/** A whole page; `path` is its path without the language, with what chooses it among others. */
export const layout = (content: Content, path: string, view: View): Html =>
  content.card ? cardLayout(content, path, content.card.theme, view) : page(content, path, view);

const page = (content: Content, path: string, view: View): Html => html`${ours('<!DOCTYPE html>')}
<html lang="${view.words.language}">
<head>
${head(content, path, view)}
</head>
<body>
${shapes}
<a class="skip" href="#main">${view.words.t('nav.skip')}</a>
${top(content, view)}
<main id="main"><div class="wrap">
${content.body}
</div></main>
${foot(content, path, view)}
</body>
</html>
`;
