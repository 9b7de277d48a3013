/**
 * What was found of a speaker: ratings by scale, promises by result and by how their deadlines stand, in all and by year,
 * each out of how many, and what is in no count and why.
 */
import * as z from 'zod';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { barTable, type Share, yearBars } from './bar.ts';
import type { Tone } from './marks.ts';

const counts = z.record(z.string(), z.number());
const breakdown = z.object({ of: z.number(), counts, not_counted: counts });
const summary = z.object({ promises: z.number(), timeliness: breakdown, result: breakdown });

/** What is read of `GET /v1/speakers/{id}/scorecard`. */
export const scorecard = z.object({
  claims: z.object({ of: z.number(), rated: z.number(), not_rated: counts }),
  ratings: z.array(
    z.object({
      title: z.string(),
      scale_version: z.number(),
      of: z.number(),
      counts: z.array(
        z.object({ rating: z.string(), label: z.string(), value: z.number().nullable(), count: z.number() }),
      ),
      by_year: z.array(z.object({ year: z.string().nullable(), of: z.number(), counts })),
    }),
  ),
  promises: summary.extend({ by_year: z.array(summary.extend({ year: z.string().nullable() })) }),
});
export type Scorecard = z.output<typeof scorecard>;
type Rated = Scorecard['ratings'][number];
type Promises = Scorecard['promises'];

/** Few rulings make no share. */
const FEW = 10;

const toneOf = (value: number | null, { counts }: Rated): Tone => {
  const values = counts.flatMap((one) => one.value ?? []);
  const [worst, best] = [Math.min(...values), Math.max(...values)];
  if (value === null || worst === best) return 'none';
  return value === best ? 'good' : value === worst ? 'bad' : 'part';
};

const yearOf = (year: string | null, { words }: View): string => year ?? words.t('speaker.undated');

const ratedOn = (rated: Rated, several: boolean, view: View): Html => {
  const { words } = view;
  // What counts for nothing stands last.
  const listed = rated.counts.toSorted((a, b) => (b.value ?? -1e9) - (a.value ?? -1e9));
  const shareOf = ({ rating, label, value }: (typeof listed)[number], of: Record<string, number>): Share => ({
    tone: toneOf(value, rated),
    label,
    n: of[rating] ?? 0,
  });
  const whole = Object.fromEntries(listed.map(({ rating, count }) => [rating, count]));
  const years = rated.by_year.map(({ year, counts }) => ({
    label: yearOf(year, view),
    shares: listed.map((one) => shareOf(one, counts)),
  }));
  return html`${several && html`<h3>${rated.title} <small>${words.t('version.number', { version: rated.scale_version })}</small></h3>`}
${barTable(
  listed.map((one) => shareOf(one, whole)),
  { what: words.t('bar.rating'), number: words.t('bar.of_n', { n: rated.of }) },
  words,
)}
${yearBars(years, words.t('speaker.years'), words)}`;
};

/** Why claims are in no rating, in words. */
const unrated = (not_rated: Record<string, number>, { words }: View): string =>
  words.list(
    Object.entries(not_rated)
      .filter(([, n]) => n > 0)
      .map(([why, n]) => `${words.number(n)} ${words.of('not_rated', why)}`),
  );

export const ratingCharts = ({ claims, ratings }: Scorecard, view: View): Html | null => {
  const { words } = view;
  if (claims.of === 0) return null;
  const out = unrated(claims.not_rated, view);
  return html`<h2>${words.t('speaker.ratings')} <small>${words.t('speaker.rated_of', { n: claims.of, rated: claims.rated })}</small></h2>
${ratings.map((rated) => ratedOn(rated, ratings.length > 1, view))}
<p class="note">${out === '' ? words.t('tally.all_counted') : words.t('tally.left_out', { list: out })} ${words.t('speaker.no_score')}</p>`;
};

const RESULTS = { kept: 'good', partly_kept: 'part', not_kept: 'bad' } as const;
const STANDINGS = {
  on_time: 'good',
  late: 'part',
  overdue: 'wait',
  in_window: 'now',
  not_due: 'none',
} as const;

const sharesOf = (
  tones: Readonly<Record<string, Tone>>,
  group: string,
  of: Record<string, number>,
  { words }: View,
): Share[] =>
  Object.entries(tones).map(([name, tone]) => ({
    tone,
    label: words.of(group, name),
    n: of[name] ?? 0,
    open: name === 'overdue' || name === 'not_due',
  }));

const leftOut = ({ not_counted }: z.output<typeof breakdown>, { words }: View): string => {
  const why = Object.entries(not_counted)
    .filter(([, n]) => n > 0)
    .map(([name, n]) => `${words.number(n)} ${words.of('left_out', name)}`);
  return why.length === 0
    ? words.t('tally.all_counted')
    : words.t('tally.left_out', { list: words.list(why) });
};

const promisesBy = (group: 'result' | 'timeliness', title: string, promises: Promises, view: View): Html => {
  const { words } = view;
  const tones = group === 'result' ? RESULTS : STANDINGS;
  const { of, counts } = promises[group];
  const years = promises.by_year.map((one) => ({
    label: yearOf(one.year, view),
    shares: sharesOf(tones, group, one[group].counts, view),
  }));
  const kept = counts.kept ?? 0;
  const share =
    group === 'timeliness'
      ? ''
      : of < FEW
        ? words.t('speaker.few', { n: of })
        : words.t('speaker.share', { n: of, kept });
  return html`<h3>${title}</h3>
${of > 0 && barTable(sharesOf(tones, group, counts, view), { what: words.t('bar.standing'), number: words.t('bar.of_n', { n: of }) }, words)}
<p class="note">${share} ${leftOut(promises[group], view)}</p>
${yearBars(years, words.t('speaker.promised_years'), words)}`;
};

/** What came of the promises and how many claims were rated, in a sentence each. */
export const inShort = ({ claims, promises, ratings }: Scorecard, { words }: View): Html | null => {
  const counted = (group: string, counts: Record<string, number>): string[] =>
    Object.entries(counts)
      .filter(([, n]) => n > 0)
      .map(([name, n]) => `${words.number(n)} ${words.of(group, name)}`);
  const { promises: n, result } = promises;
  const list = words.list([...counted('tally', result.counts), ...counted('left_out', result.not_counted)]);
  const rated = ratings.flatMap(({ counts }) =>
    counts
      .filter(({ count }) => count > 0)
      .toSorted((a, b) => (b.value ?? -1e9) - (a.value ?? -1e9))
      .map(({ label, count }) => `${words.number(count)} “${label}”`),
  );
  const parts = [
    n > 0 && words.t('speaker.in_short', { n, list }),
    rated.length > 0 &&
      words.t('speaker.rated_short', { n: claims.of, rated: claims.rated, list: words.list(rated) }),
  ].filter(Boolean);
  return parts.length === 0 ? null : html`<p>${parts.join(' ')}</p>`;
};

export const promiseCharts = ({ promises }: Scorecard, view: View): Html | null => {
  if (promises.promises === 0) return null;
  const { words } = view;
  return html`<h2>${words.t('nav.promises')} <small>${words.t('speaker.promises', { n: promises.promises })}</small></h2>
${promisesBy('result', words.t('speaker.by_result'), promises, view)}
${promisesBy('timeliness', words.t('speaker.by_deadline'), promises, view)}`;
};
