/** Claims in lists: a row each, its standing in words, and where the list goes on. */
import { type Html, html } from '../html.ts';
import type { Claim } from '../read.ts';
import type { Alternate, View } from '../view.ts';
import { tag } from './marks.ts';
import { promiseAxis } from './promise.ts';
import { promiseAnswer, standingOf } from './standing.ts';

export const namesOf = (claim: Claim, { words }: View): string =>
  words.list(claim.claimants.map(({ name }) => name));

/** Who said it and when. */
export const saidBy = (claim: Claim, view: View): string =>
  [namesOf(claim, view), claim.first_said_on && view.words.shortDay(claim.first_said_on)]
    .filter(Boolean)
    .join(' · ');

const claimLink = (claim: Claim, { to }: View): Html =>
  html`<a class="claim" href="${to(`/claims/${claim.id}`)}" dir="auto"${claim.language ? html` lang="${claim.language}"` : ''}>${claim.text}</a>`;

const row = (claim: Claim, view: View): Html => {
  const { tone, answer } = standingOf(claim, view);
  return html`<li><p>${claimLink(claim, view)}</p><p class="meta">${tag(tone, answer)} <span>${saidBy(claim, view)}</span></p></li>`;
};

export const claimList = (claims: readonly Claim[], view: View): Html =>
  claims.length === 0
    ? html`<p class="empty">${view.words.t('list.none')}</p>`
    : html`<ul class="rows">${claims.map((claim) => row(claim, view))}</ul>`;

/** Promises with their axes: beside the words on a desk, under them on a phone. */
export const board = (claims: readonly Claim[], view: View): Html =>
  claims.length === 0
    ? html`<p class="empty">${view.words.t('list.none')}</p>`
    : html`<ul class="board">${claims.map((claim) => {
        const standing = claim.promise ? promiseAnswer(claim.promise, view) : standingOf(claim, view);
        const hedged = claim.promise?.deadline.hedged ? ` · ${view.words.t('hedged')}` : '';
        return html`<li><div><p>${claimLink(claim, view)}</p><p class="meta">${tag(standing.tone, standing.answer)} <span>${saidBy(claim, view)}${hedged}</span></p></div>${promiseAxis(claim, view) ?? timeless(claim, view)}</li>`;
      })}</ul>`;

/** Why nothing is drawn. */
const timeless = ({ promise }: Claim, { words }: View): Html | null =>
  promise && html`<p class="note">${words.of('deadline', promise.deadline.kind)}</p>`;

/** The way to the next page of a list. */
export const pager = (
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
  next: string | null,
  view: View,
): Html | null =>
  next === null
    ? null
    : html`<p class="pager"><a rel="next" href="${view.to(addressWith(path, { ...asked, cursor: next }))}">${view.words.t('list.more')}</a></p>`;

/** A path with the parameters that are set. */
export const addressWith = (path: string, asked: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]): [string, string][] =>
      value === undefined || value === '' ? [] : [[name, value]],
    ),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
};

/** A list of the API as a spreadsheet. */
export const csvOf = (path: string, asked: Readonly<Record<string, string | undefined>> = {}): Alternate => ({
  type: 'text/csv',
  title: 'CSV',
  href: addressWith(`${path}.csv`, asked),
});
