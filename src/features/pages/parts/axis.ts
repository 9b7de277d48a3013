/**
 * A promise as a line from the words to today, its window as a block. Places are per cent of the width, so that text
 * stays as large on a phone; the parts are not to one scale, and each says its length.
 */
import { daysBetween } from '../../../record/timeliness.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../words.ts';
import type { Tone } from './marks.ts';

export interface AxisFacts {
  said_on: string | null;
  window_start: string | null;
  window_end: string | null;
  /** Windows that were named before this one, as outlines. */
  former: readonly { from: string; to: string }[];
  /** Where the line ends: today, or the day on which it was settled. */
  until: { on: string; label: string };
  /** What happened, as dots. */
  events: readonly { on: string; tone: Tone; label: string }[];
}

const LEFT = 1;
const RIGHT = 99;
/** The least width of a part, so that its label fits on a phone. */
const LEAST = 22;
/** Between what is said of the first and the last day. */
const CLEAR = { from: 46, to: 74 };
const RAIL_Y = 36;
const WINDOW_HEIGHT = 18;

interface Part {
  from: string;
  to: string;
  x: number;
  width: number;
}

/** The line from one day to the next, each part as wide as the root of its days allows. */
const partsOf = (days: readonly string[]): Part[] => {
  const spans = days.slice(1).map((to, i) => ({ from: days[i] ?? to, to }));
  const roots = spans.map(({ from, to }) => Math.sqrt(daysBetween(from, to)));
  const all = roots.reduce((sum, root) => sum + root, 0);
  const free = RIGHT - LEFT - LEAST * spans.length;
  let x = LEFT;
  return spans.map(({ from, to }, i) => {
    const width = LEAST + (free * (roots[i] ?? 0)) / (all || 1);
    x += width;
    return { from, to, x: x - width, width };
  });
};

const round = (place: number): string => `${Math.round(place * 10) / 10}%`;

const placeOf = (day: string, parts: readonly Part[]): number => {
  const part = parts.find(({ from, to }) => from <= day && day <= to);
  if (!part) return day < (parts[0]?.from ?? day) ? LEFT : RIGHT;
  const days = daysBetween(part.from, part.to);
  return part.x + (days === 0 ? 0 : (part.width * daysBetween(part.from, day)) / days);
};

/** A text over the middle of a span, kept inside the picture. */
const label = (from: number, to: number, y: number, text: string, name = ''): Html => {
  const middle = (from + to) / 2;
  const [x, anchor] =
    middle < 30 ? [Math.min(from, middle), 'start'] : middle > 70 ? [to, 'end'] : [middle, 'middle'];
  return html`<text x="${round(x)}" y="${y}" text-anchor="${anchor}" class="${name}">${text}</text>`;
};

/** Draws a promise with a window; null where it has none. */
export const axis = (facts: AxisFacts, words: Words): Html | null => {
  const { window_end, until } = facts;
  const start = facts.window_start ?? facts.said_on;
  if (start === null) return null;
  const said = facts.said_on ?? start;
  const isOpen = window_end === null;
  const end = window_end ?? (until.on > start ? until.on : start);
  const days = [...new Set([said, start, end, until.on])].sort();
  if (days.length < 2) return null;
  const parts = partsOf(days);
  const [from, to] = [placeOf(start, parts), placeOf(end, parts)];
  const last = placeOf(until.on, parts);
  const length = daysBetween(start, end) + 1;
  const past = daysBetween(end, until.on);
  const between = daysBetween(said, start);
  const span = isOpen ? words.t('axis.from', { day: words.shortDay(start) }) : words.days(start, end);
  // The day of the last dot stands under it, where it is clear of what stands at either end.
  const marked = facts.events.findLast(
    ({ on }) =>
      placeOf(on, parts) > CLEAR.from && placeOf(on, parts) < CLEAR.to && on > said && on < until.on,
  );
  const text = [
    words.t('axis.said', { day: words.day(said) }),
    ...facts.former.map(({ from, to }) => words.t('axis.former', { days: words.days(from, to) })),
    words.t('axis.window', { days: span }),
    `${until.label}: ${words.day(until.on)}`,
    ...facts.events.map(({ on, label }) => `${words.day(on)}: ${label}`),
    words.t('axis.scale'),
  ].join('. ');
  return html`<svg class="axis" width="100%" height="92" role="img" aria-label="${text}">
<line class="rail" x1="${round(LEFT)}" x2="${round(RIGHT)}" y1="${RAIL_Y}" y2="${RAIL_Y}"/>
${past > 0 && html`<line class="past" x1="${round(to)}" x2="${round(last)}" y1="${RAIL_Y}" y2="${RAIL_Y}"/>`}
${facts.former.map(
  (one) =>
    html`<rect class="former" x="${round(placeOf(one.from, parts))}" width="${round(Math.max(placeOf(one.to, parts) - placeOf(one.from, parts), 1))}" y="${RAIL_Y - WINDOW_HEIGHT / 2}" height="${WINDOW_HEIGHT}" rx="2"/>`,
)}
<rect class="window${isOpen ? ' open' : ''}" x="${round(from)}" width="${round(Math.max(to - from, 1))}" y="${RAIL_Y - WINDOW_HEIGHT / 2}" height="${WINDOW_HEIGHT}" rx="2"/>
<line class="tick" x1="${round(LEFT)}" x2="${round(LEFT)}" y1="24" y2="48"/>
<line class="tick until" x1="${round(last)}" x2="${round(last)}" y1="24" y2="48"/>
${facts.events
  .filter(({ on }) => on >= said && on <= (days.at(-1) ?? on))
  .map(
    ({ on, tone }) =>
      html`<circle class="${tone}" cx="${round(placeOf(on, parts))}" cy="${RAIL_Y}" r="6.5"/>`,
  )}
${between > 0 && from > placeOf(said, parts) && label(placeOf(said, parts), from, 16, words.t('days', { n: between }))}
${!isOpen && label(from, to, 16, words.t('days', { n: length }), 'strong')}
${past > 0 && label(to, last, 16, words.t('axis.past', { n: past }))}
${label(from, to, 65, span, 'strong')}
${marked && html`<text class="between" x="${round(placeOf(marked.on, parts))}" y="86" text-anchor="middle">${words.shortDay(marked.on)}</text>`}
<text x="${round(LEFT)}" y="86">${words.t('axis.said_on', { day: words.shortDay(said) })}</text>
<text x="${round(RIGHT)}" y="86" text-anchor="end">${until.label}${until.on === days.at(-1) ? '' : ` ${words.shortDay(until.on)}`}</text>
</svg>`;
};
