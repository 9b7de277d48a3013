/** The six states, each with a colour, a shape and a word, so that none of them carries a meaning alone. */
import { type Html, html, ours } from '../html.ts';

export const TONES = ['good', 'part', 'bad', 'wait', 'now', 'none'] as const;
export type Tone = (typeof TONES)[number];

/** The shapes, once a page; `mark` uses them. */
export const shapes: Html = ours(
  '<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false"><defs>' +
    '<symbol id="i-good" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/></symbol>' +
    '<symbol id="i-part" viewBox="0 0 16 16"><path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.8v10.4A5.2 5.2 0 0 1 8 2.8z"/></symbol>' +
    '<symbol id="i-bad" viewBox="0 0 16 16"><path d="M3.6 1.4 8 5.8l4.4-4.4 2.2 2.2L10.2 8l4.4 4.4-2.2 2.2L8 10.2l-4.4 4.4-2.2-2.2L5.8 8 1.4 3.6z"/></symbol>' +
    '<symbol id="i-wait" viewBox="0 0 16 16"><path d="M8 1l7.4 13.4H.6z"/></symbol>' +
    '<symbol id="i-now" viewBox="0 0 16 16"><path d="M1.5 1.5h13v13h-13z"/></symbol>' +
    '<symbol id="i-none" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2.6 2.1"/></symbol>' +
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="stripe" width="3" height="7"/></pattern>' +
    '</defs></svg>',
);

export const mark = (tone: Tone): Html =>
  html`<svg class="mark" aria-hidden="true" focusable="false"><use href="#i-${tone}"/></svg>`;

/** A word with its mark. */
export const tag = (tone: Tone, text: string): Html =>
  html`<span class="tag ${tone}">${mark(tone)}${text}</span>`;
