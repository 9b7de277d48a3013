/** A term of office: how much of it is over beside how much of what was promised is settled. */
import { daysBetween } from '../../../record/timeliness.ts';
import { type Html, html } from '../html.ts';
import type { Term, View } from '../view.ts';
import type { Tally } from './tally.ts';

/** The setting (`2025-05-06/2029-03-30 The coalition`), which was checked, as a term. */
export const termOf = (setting: string | undefined): Term | null => {
  const [, from = '', to = '', name = ''] = /^(\S+)\/(\S+) (.+)$/.exec(setting ?? '') ?? [];
  return from === '' ? null : { from, to, name };
};

const RULED = 3;

/** A line of two: the part that is filled, and of what. */
const line = (label: string, share: number, tone: string, told: string): Html =>
  html`<div class="clock-line"><span>${label}</span><svg width="100%" height="14" aria-hidden="true"><rect class="whole" width="100%" height="14"/><rect class="${tone}" width="${Math.round(share * 1_000) / 10}%" height="14"/></svg><span>${told}</span></div>`;

export const termClock = (term: Term | null, { counted, shares }: Tally, view: View): Html | null => {
  const { words, today } = view;
  if (term === null || today < term.from || counted === 0) return null;
  const days = daysBetween(term.from, term.to) + 1;
  const over = Math.min(days, daysBetween(term.from, today) + 1);
  const settled = shares.slice(0, RULED).reduce((sum, { n }) => sum + n, 0);
  const kept = shares[0]?.n ?? 0;
  return html`<section class="clock" aria-labelledby="term"><h2 id="term">${term.name} <small>${words.days(term.from, term.to)}</small></h2>
${line(words.t('term.time'), over / days, 'now', words.t('term.days', { n: days, over }))}
${line(words.t('term.settled'), settled / counted, 'part', words.t('term.of', { n: counted, some: settled }))}
${line(words.t('term.kept'), kept / counted, 'good', words.t('term.of', { n: counted, some: kept }))}</section>`;
};
