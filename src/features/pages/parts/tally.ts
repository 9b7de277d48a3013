/** All promises by how they stand, with what is in no count and why. */
import type { Group } from '../../../newsroom/promises/summary.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { type Share, shareBar } from './bar.ts';
import { addressWith } from './lists.ts';

type Standing = 'kept' | 'partly_kept' | 'not_kept' | 'overdue' | 'in_window' | 'not_due' | 'open';

const SHARES: readonly (Pick<Share, 'tone' | 'open'> & { standing: Standing; timeliness?: string })[] = [
  { standing: 'kept', tone: 'good' },
  { standing: 'partly_kept', tone: 'part' },
  { standing: 'not_kept', tone: 'bad' },
  { standing: 'overdue', tone: 'wait', open: true, timeliness: 'overdue' },
  { standing: 'in_window', tone: 'now', timeliness: 'in_window' },
  { standing: 'not_due', tone: 'none', open: true, timeliness: 'not_due' },
  { standing: 'open', tone: 'none', timeliness: 'no_deadline' },
];

const RULED: readonly string[] = ['kept', 'partly_kept', 'not_kept'];
const WAITING: readonly string[] = ['overdue', 'in_window', 'not_due'];

/** Why a promise is in no count: nobody can test it, or its ruling says neither. */
const leftOut = ({ testability, result }: Group): string | null =>
  testability === ''
    ? 'no_criteria'
    : testability === 'untestable'
      ? 'untestable'
      : result !== '' && !RULED.includes(result)
        ? result
        : null;

const standingOf = ({ result, timeliness }: Group): string =>
  result !== '' ? result : WAITING.includes(timeliness) ? timeliness : 'open';

export interface Tally {
  promises: number;
  /** The denominator of the shares. */
  counted: number;
  shares: Share[];
  not_counted: { why: string; n: number }[];
}

/** Counts groups; `about`: whose promises they are and about what, where not all are counted. */
export const tallyOf = (
  groups: readonly Group[],
  { words, to }: View,
  about: { speaker?: string | undefined; topic?: string | undefined } = {},
): Tally => {
  const sum = (of: readonly Group[]): number => of.reduce((all, { promises }) => all + promises, 0);
  const counted = groups.filter((group) => leftOut(group) === null);
  const out = Map.groupBy(
    groups.filter((group) => leftOut(group) !== null),
    (group) => leftOut(group) ?? '',
  );
  const shares = SHARES.map(({ standing, timeliness, ...share }) => {
    const own = counted.filter((group) => standingOf(group) === standing);
    const late = sum(own.filter((group) => group.timeliness === 'late'));
    const asked = timeliness === undefined ? { result: standing } : { timeliness, result: 'none' };
    return {
      ...share,
      label: words.of('tally', standing),
      n: sum(own),
      href: to(addressWith('/promises', { ...asked, ...about })),
      ...(late > 0 ? { note: words.t('tally.late', { n: late }) } : {}),
    };
  });
  return {
    promises: sum(groups),
    counted: sum(counted),
    shares,
    not_counted: [...out].map(([why, of]) => ({ why, n: sum(of) })),
  };
};

/** The bar with its denominator in words. */
export const tallyBar = (tally: Tally, { words }: View): Html => {
  const { promises, counted, shares, not_counted } = tally;
  const why = not_counted.map(({ why, n }) => `${words.number(n)} ${words.of('left_out', why)}`);
  return html`<p class="byline">${words.t('tally.of', { n: promises, counted })}${why.length > 0 && ` ${words.t('tally.left_out', { list: words.list(why) })}`}</p>
${shareBar(shares, words)}`;
};
