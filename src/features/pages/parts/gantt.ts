/** The windows of many promises over one time, a row each: places are per cent, so that a phone shows it as well. */
import { daysAfter, daysBetween } from '../../../record/timeliness.ts';
import { type Html, html } from '../html.ts';
import type { Claim } from '../read.ts';
import type { View } from '../view.ts';
import { promiseAnswer } from './standing.ts';

/** How far a picture reaches from its middle; windows beyond it have an arrow with their year. */
const REACH_DAYS = 3 * 365;
const YEAR_DAYS = 365;

interface Bar {
  claim: Claim;
  start: string;
  end: string | null;
}

const barsOf = (claims: readonly Claim[]): Bar[] =>
  claims.flatMap((claim) => {
    const deadline = claim.promise?.deadline;
    const start =
      deadline?.window_start ?? claim.first_said_on ?? deadline?.reference_date ?? deadline?.window_end;
    if (!deadline || !start || (deadline.window_start === null && deadline.window_end === null)) return [];
    return [{ claim, start, end: deadline.window_end }];
  });

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

/** The first days of years, or of months where few years are shown. */
const ticksOf = (from: string, to: string): string[] => {
  const years = Array.from(
    { length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) },
    (_, i) => `${Number(from.slice(0, 4)) + i + 1}-01-01`,
  );
  if (daysBetween(from, to) > 2 * YEAR_DAYS) return years;
  return years
    .concat(`${from.slice(0, 4)}-01-01`)
    .flatMap((year) => [year, `${year.slice(0, 4)}-07-01`])
    .concat(`${to.slice(0, 4)}-07-01`)
    .filter((day, i, all) => day > from && day < to && all.indexOf(day) === i)
    .sort();
};

/** From which day to which a picture of these is: about today where any of them is near, else about the middle one. */
const spanOf = (bars: readonly Bar[], today: string): [string, string] => {
  const isNear = ({ start, end }: Bar): boolean =>
    start <= daysAfter(today, REACH_DAYS) && (end ?? today) >= daysAfter(today, -REACH_DAYS);
  const starts = bars.map(({ start }) => start).sort();
  const middle = bars.some(isNear) ? today : (starts[Math.floor(starts.length / 2)] ?? today);
  const days = bars.flatMap(({ start, end }) => [start, end ?? middle]).concat(middle);
  return [
    later(days.reduce(earlier), daysAfter(middle, -REACH_DAYS)),
    earlier(days.reduce(later), daysAfter(middle, REACH_DAYS)),
  ];
};

/** Draws the promises that have a window; null where fewer than two have. */
export const gantt = (claims: readonly Claim[], view: View): Html | null => {
  const bars = barsOf(claims);
  if (bars.length < 2) return null;
  const { words, today, to } = view;
  const [first, end] = spanOf(bars, today);
  const pad = Math.max(10, Math.round(daysBetween(first, end) / 25));
  const [from, until] = [daysAfter(first, -pad), daysAfter(end, pad)];
  const span = daysBetween(from, until);
  const place = (day: string): number =>
    Math.round((Math.min(Math.max(daysBetween(from, day), 0), span) / span) * 1_000) / 10;
  const ticks = ticksOf(from, until);
  const isShown = (day: string): boolean => from <= day && day <= until;
  const grid = html`${ticks.map((day) => html`<line class="grid" x1="${place(day)}%" x2="${place(day)}%" y1="0" y2="100%"/>`)}${isShown(today) && html`<line class="today" x1="${place(today)}%" x2="${place(today)}%" y1="0" y2="100%"/>`}`;
  const near = (day: string): boolean =>
    (isShown(today) && Math.abs(place(day) - place(today)) < 14) || place(day) > 88 || place(day) < 5;
  return html`<div class="gantt"><svg width="100%" height="24" aria-hidden="true">${ticks
    .filter((day) => !near(day))
    .map(
      (day) =>
        html`<text x="${place(day)}%" y="15" text-anchor="middle">${day.endsWith('-01-01') ? day.slice(0, 4) : words.shortDay(day.slice(0, 7))}</text>`,
    )}${isShown(today) && html`<text class="strong" x="${place(today)}%" y="15" text-anchor="${place(today) > 85 ? 'end' : place(today) < 15 ? 'start' : 'middle'}">${words.t('axis.today')}</text>`}</svg>
<ul>${bars.map(({ claim, start, end }) => {
    const { promise } = claim;
    if (!promise) return null;
    const { tone, answer } = promiseAnswer(promise, view);
    const [x, right] = [place(start), end === null ? 100 : place(end)];
    const done = promise.done_on;
    const what = end === null ? words.t('axis.from', { day: words.shortDay(start) }) : words.days(start, end);
    return html`<li class="${tone}"><a href="${to(`/claims/${claim.id}`)}" dir="auto">${claim.text}</a><svg width="100%" height="22" role="img" aria-label="${`${what}: ${answer}`}">${grid}${
      end !== null && end < from
        ? html`<text x="0" y="16">← ${end.slice(0, 4)}</text>`
        : start > until
          ? html`<text x="100%" y="16" text-anchor="end">${start.slice(0, 4)} →</text>`
          : html`<rect class="${tone}" x="${x}%" width="${Math.max(right - x, 0.8)}%" y="5" height="12" rx="2"/>`
    }${done && isShown(done) && html`<circle class="good" cx="${place(done)}%" cy="11" r="6"/>`}</svg></li>`;
  })}</ul></div>`;
};
