/** A claim elsewhere: a card to embed, a picture for social media, and what oEmbed (https://oembed.com) says of both. */
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { notFound } from '../../http/current.ts';
import { LIMITS } from '../../limits.ts';
import { findSpeaker } from '../../newsroom/speakers/speaker.ts';
import { html } from './html.ts';
import { namesOf, saidBy } from './parts/lists.ts';
import { mark, type Tone } from './parts/marks.ts';
import { promiseAxis } from './parts/promise.ts';
import { standingOf } from './parts/standing.ts';
import { type Claim, claimOf, speakerOf } from './read.ts';
import type { Content, View } from './view.ts';
import { LANGUAGES } from './words.ts';

export const cardQuery = z.object({ theme: z.enum(['light', 'dark']).optional() });

/** The card: the claim, its answer, who said it when, and the way to all the rest. No script, no cookie. */
export const cardPage = async (
  view: View,
  id: string,
  { theme }: z.output<typeof cardQuery>,
): Promise<Content> => {
  const { services, words, to, home, masthead } = view;
  const claim = await claimOf(services, id);
  const { tone, answer, sentence } = standingOf(claim, view);
  return {
    title: claim.text,
    description: answer,
    unlisted: true,
    card: { theme: theme ?? null },
    body: html`<article class="card ${tone}"><p class="eyebrow">${words.of('kind', claim.kind)} · ${saidBy(claim, view)}</p>
<h1 dir="auto"${claim.language ? html` lang="${claim.language}"` : ''}>${claim.text}</h1>
<p class="answer">${mark(tone)}${answer}</p>
${sentence && html`<p dir="auto">${sentence}</p>`}
${promiseAxis(claim, view)}
<p class="meta"><a href="${home}${to(`/claims/${id}`)}" target="_blank" rel="noopener">${words.t('card.source')}</a> <span>${masthead.name}</span></p></article>`,
  };
};

/** The size that social media ask for. */
const WIDTH = 1_200;
const HEIGHT = 630;
const MARGIN = 70;
const INK = '#1a1c20';
const SOFT = '#565b64';
const COLOURS: Readonly<Record<Tone, string>> = {
  good: '#1d7a5a',
  part: '#736a14',
  bad: '#a83a2b',
  wait: '#955500',
  now: '#2a64a8',
  none: '#666b74',
};
const SHAPES: Readonly<Record<Tone, string>> = {
  good: '<circle cx="8" cy="8" r="7"/>',
  part: '<path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.8v10.4A5.2 5.2 0 0 1 8 2.8z"/>',
  bad: '<path d="M3.6 1.4 8 5.8l4.4-4.4 2.2 2.2L10.2 8l4.4 4.4-2.2 2.2L8 10.2l-4.4 4.4-2.2-2.2L5.8 8 1.4 3.6z"/>',
  wait: '<path d="M8 1l7.4 13.4H.6z"/>',
  now: '<path d="M1.5 1.5h13v13h-13z"/>',
  none: '<path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3z"/>',
};

/** Sizes of the claim's letters, the largest first, each with the lines that fit. */
const SIZES = [
  { size: 60, lines: 4 },
  { size: 50, lines: 5 },
  { size: 40, lines: 7 },
] as const;
/** How wide a letter of the font is on average, as a part of its size; on the safe side. */
const LETTER = 0.54;

/** Words in lines of at most so many letters. */
const linesOf = (text: string, letters: number): string[] =>
  text.split(/\s+/).reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.slice(0, letters));
    return lines;
  }, []);

const fitted = (text: string): { size: number; lines: string[] } => {
  const tries = SIZES.map(({ size, lines }) => ({
    size,
    most: lines,
    lines: linesOf(text, Math.floor((WIDTH - 2 * MARGIN) / (size * LETTER))),
  }));
  const good = tries.find(({ lines, most }) => lines.length <= most) ?? tries.at(-1);
  if (!good) return { size: 0, lines: [] };
  const { size, most, lines } = good;
  return lines.length <= most
    ? { size, lines }
    : { size, lines: [...lines.slice(0, most - 1), `${lines[most - 1]} …`] };
};

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** Whether the first letter of a text is of a script that runs from right to left. */
const RIGHT_TO_LEFT = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** Stops at the ends of a line go with what they end. */
const RIGHT_TO_LEFT_MARK = '\u200f';

const ABOVE_LETTERS = 80;

/** The words of a text that fit into so many letters. */
const shortened = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, letters - 1).replace(/\s+\S*$/, '')} …`;

/** What a picture says. */
interface Picture {
  tone: Tone;
  above: string;
  words: string;
  /** In the colour of its tone, with its mark; '' for none. */
  answer: string;
}

const drawn = ({ tone, above, words, answer }: Picture, { masthead }: View): string => {
  const { size, lines } = fitted(words);
  const text = (x: number, y: number, letters: number, style: string, words: string): string =>
    `<text x="${x}" y="${y}" font-size="${letters}" ${style}>${escaped(words)}</text>`;
  const [x, anchor, mark] = RIGHT_TO_LEFT.test(words)
    ? [WIDTH - MARGIN, 'text-anchor="end"', RIGHT_TO_LEFT_MARK]
    : [MARGIN, '', ''];
  const [short = ''] = linesOf(answer, 38);
  const answered =
    short === ''
      ? ''
      : `<g transform="translate(${MARGIN} 534) scale(2.6)" fill="${COLOURS[tone]}">${SHAPES[tone]}</g>
${text(MARGIN + 60, 570, 40, `font-weight="700" fill="${COLOURS[tone]}"`, short)}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="'PT Serif', Georgia, serif"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fbfaf7"/><rect width="18" height="${HEIGHT}" fill="${COLOURS[tone]}"/>
${text(MARGIN, 90, 28, `fill="${SOFT}"`, shortened(above, ABOVE_LETTERS))}
${lines.map((line, i) => text(x, 120 + Math.round(size * (1 + i * 1.22)), size, `${anchor} fill="${INK}"`, `${mark}${line}${mark}`)).join('\n')}
<rect x="${MARGIN}" y="500" width="${WIDTH - 2 * MARGIN}" height="2" fill="#e2dfd7"/>
${answered}
<text x="${WIDTH - MARGIN}" y="570" font-size="28" font-weight="700" text-anchor="end" fill="${INK}">${escaped(masthead.name.slice(0, 24))}</text></svg>`;
};

/** The claim and its answer as a picture (SVG). */
export const claimPicture = (claim: Claim, view: View): string => {
  const { tone, answer } = standingOf(claim, view);
  const above = `${view.words.of('kind', claim.kind)} · ${saidBy(claim, view)}`;
  return drawn({ tone, above, words: claim.text, answer }, view);
};

const FONTS = ['400Regular/PTSerif_400Regular.ttf', '700Bold/PTSerif_700Bold.ttf'].map((file) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/pt-serif/${file}`)),
);

/** Letters that the fonts which are shipped do not have: those of the machine stand in, where it has them. */
const FOREIGN = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u;

/** Drawn on another thread, by what is loaded with the first picture. */
const png = async (svg: string) => {
  const { renderAsync } = await import('@resvg/resvg-js');
  const drawn = await renderAsync(svg, {
    font: { fontFiles: FONTS, loadSystemFonts: FOREIGN.test(svg), defaultFontFamily: 'PT Serif' },
  });
  return { file: drawn.asPng(), type: 'image/png' };
};

export const pictureSvg = async (view: View, id: string) => ({
  file: claimPicture(await claimOf(view.services, id), view),
  type: 'image/svg+xml',
});

export const picturePng = async (view: View, id: string) =>
  png(claimPicture(await claimOf(view.services, id), view));

/** The picture of pages that have none of their own. */
export const sitePicture = async (view: View) =>
  png(drawn({ tone: 'now', above: '', words: view.words.t('home.what'), answer: '' }, view));

/** The picture of a speaker: the name and the role, and never a score. */
export const speakerPicture = async (view: View, reference: string) => {
  const found = await findSpeaker(view.services.database.read, reference);
  if (!found || found.publication === 'draft') throw notFound(reference);
  const { name, kind, description } = await speakerOf(view.services, found.id);
  const above = [view.words.of('speaker', kind), description].filter(Boolean).join(' · ');
  return png(drawn({ tone: 'now', above, words: name, answer: '' }, view));
};

export const oembedQuery = z.object({
  url: z.string().max(LIMITS.url),
  maxwidth: z.coerce.number().int().min(100).max(10_000).optional(),
  maxheight: z.coerce.number().int().min(100).max(10_000).optional(),
  theme: z.enum(['light', 'dark']).optional(),
  format: z.string().max(20).optional(),
});

const CLAIM_PATH = new RegExp(`^(?:/(${LANGUAGES.join('|')}))?(?:/embed)?/claims/(claim_[0-9a-z]{26})$`);

/** The claim, and the language, that an address of a page leads to; null for one that is none of ours. */
export const claimAt = (url: string, home: string): { id: string; prefix: string } | null => {
  const path = url.startsWith(`${home}/`) ? (url.slice(home.length).split(/[?#]/, 1)[0] ?? '') : '';
  const [, language, id] = CLAIM_PATH.exec(path) ?? [];
  return id === undefined ? null : { id, prefix: language === undefined ? '' : `/${language}` };
};

const CARD_WIDTH = { least: 300, most: 800, usual: 560 };
const LINE = 28;
const LETTER_PX = 10;

/** How high the card is at this width; rather too much than too little. */
const heightOf = (claim: Claim, width: number, view: View): number => {
  const { answer, sentence } = standingOf(claim, view);
  const lines = [claim.text, answer, sentence ?? '', saidBy(claim, view)].reduce(
    (sum, text) => sum + Math.ceil((text.length * LETTER_PX) / (width - 60)),
    0,
  );
  return 110 + LINE * lines + (promiseAxis(claim, view) === null ? 0 : 110);
};

export const oembedOf = async (
  view: View,
  id: string,
  prefix: string,
  asked: z.output<typeof oembedQuery>,
) => {
  const { services, home, masthead } = view;
  const claim = await claimOf(services, id);
  const { least, most, usual } = CARD_WIDTH;
  const width = Math.max(least, Math.min(asked.maxwidth ?? usual, most));
  const height = Math.min(heightOf(claim, width, view), asked.maxheight ?? Number.MAX_SAFE_INTEGER);
  const src = `${home}${prefix}/embed/claims/${id}${asked.theme ? `?theme=${asked.theme}` : ''}`;
  const frame =
    await html`<iframe src="${src}" width="${width}" height="${height}" title="${claim.text}" loading="lazy" style="border:0;max-width:100%" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  const names = namesOf(claim, view);
  return {
    version: '1.0',
    type: 'rich',
    title: claim.text,
    ...(names === '' ? {} : { author_name: names }),
    provider_name: masthead.name,
    provider_url: `${home}/`,
    cache_age: 3_600,
    width,
    height,
    html: String(frame),
    thumbnail_url: `${home}${prefix}/claims/${id}/card.png`,
    thumbnail_width: WIDTH,
    thumbnail_height: HEIGHT,
  };
};
