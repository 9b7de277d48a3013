/** What pages are written with: a template that escapes whatever it is given, and Markdown made harmless. */
import { createRequire } from 'node:module';
import { html, raw } from 'hono/html';
import type sanitizeHtml from 'sanitize-html';

export { html };

/** Text that is HTML already: only what `html` and `markdown` made. */
export type Html = ReturnType<typeof html>;

/** Files of our own, as they are. */
export const ours = (text: string): Html => raw(text);

const NONE_AT_ALL: Record<string, string> = {};

/** The headings of a text stand below those of the page. */
const HEADINGS = Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'h4']));

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'h4'],
    ...['ul', 'ol', 'li', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    ...HEADINGS,
    // A text stands on many pages: an address that depends on where it stands leads nowhere.
    a: (_name, { href }) => ({
      tagName: 'a',
      attribs: href && /^(https?:|mailto:)/i.test(href) ? { href, rel: FOREIGN } : NONE_AT_ALL,
    }),
  },
};

const FOREIGN = 'nofollow noopener';

const load = createRequire(import.meta.url);

/** Loaded with the first text: what shows no page has no use for them, and they take some megabytes. */
const loadCleaners = () => {
  const { marked }: typeof import('marked') = load('marked');
  const clean: typeof sanitizeHtml = load('sanitize-html');
  return { marked, clean };
};
let cleaners: ReturnType<typeof loadCleaners> | undefined;

/** Markdown as HTML without scripts, pictures, styles or addresses of another scheme than http, https and mailto. */
export const markdown = (text: string): Html => {
  cleaners ??= loadCleaners();
  const { marked, clean } = cleaners;
  // What was taken out may leave a paragraph in a paragraph: the second time it is closed where the next begins.
  return raw(clean(clean(marked.parse(text, { async: false, gfm: true }), ALLOWED), ALLOWED));
};

/** An address that a link may lead to; null for one of another scheme. */
export const addressOf = (url: string | null | undefined): string | null =>
  url && /^https?:\/\//i.test(url) ? url : null;

/** A link to a page of somebody else; the text alone where the address is none. */
export const linkOut = (url: string | null | undefined, text: string | Html): Html => {
  const href = addressOf(url);
  return href === null ? html`${text}` : html`<a href="${href}" rel="${FOREIGN}">${text}</a>`;
};

/** JSON inside a page: nothing in it can end the element it stands in. */
export const dataBlock = (value: unknown): Html =>
  raw(`<script type="application/ld+json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`);
