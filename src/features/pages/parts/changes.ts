/** What differs between two versions: field by field, side by side, the words that are others marked. */
import { createRequire } from 'node:module';
import { LIMITS } from '../../../limits.ts';
import type { Difference } from '../../../record/difference.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';

/** A value as somebody reads it who knows no JSON. */
const shown = (value: unknown): string =>
  value === null || value === undefined
    ? '–'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value, null, 1);

const load = createRequire(import.meta.url);

/** Loaded with the first page that shows changes. */
const differ = (): typeof import('diff') => load('diff');

/** The two cells of a row: what was taken out is struck out, what was put in underlined. */
const cells = (before: unknown, after: unknown): Html => {
  const parts =
    typeof before === 'string' && typeof after === 'string'
      ? differ().diffWordsWithSpace(before, after, { maxEditLength: LIMITS.word_edits_shown })
      : undefined;
  if (parts === undefined)
    return html`<td><del dir="auto">${shown(before)}</del></td><td><ins dir="auto">${shown(after)}</ins></td>`;
  const side = (own: 'added' | 'removed'): Html[] =>
    parts
      .filter((part) => part[own] || !(part.added || part.removed))
      .map(({ value, added, removed }) =>
        added ? html`<ins>${value}</ins>` : removed ? html`<del>${value}</del>` : html`${value}`,
      );
  return html`<td dir="auto">${side('removed')}</td><td dir="auto">${side('added')}</td>`;
};

interface Row {
  label: string;
  before: unknown;
  after: unknown;
}

/** Two versions side by side. */
export const sides = (rows: readonly Row[], head: { what: string; before: string; after: string }): Html =>
  html`<div class="scroll" tabindex="0" role="group" aria-label="${head.what}"><table class="changes"><thead><tr><td></td><th scope="col">${head.before}</th><th scope="col">${head.after}</th></tr></thead>
<tbody>${rows.map(({ label, before, after }) => html`<tr><th scope="row">${label}</th>${cells(before, after)}</tr>`)}</tbody></table></div>`;

export const changeTable = (changes: readonly Difference[], { words }: View): Html =>
  sides(
    changes.map(({ field, ...change }) => ({ label: words.of('field', field), ...change })),
    { what: words.t('change.table'), before: words.t('change.before'), after: words.t('change.after') },
  );
