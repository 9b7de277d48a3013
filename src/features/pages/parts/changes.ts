/** What differs between two versions, field by field. */
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

export const changeTable = (
  changes: readonly Difference[],
  { words }: View,
): Html => html`<div class="scroll" tabindex="0" role="region" aria-label="${words.t('change.table')}"><table class="changes"><thead><tr><th scope="col">${words.t('change.field')}</th><th scope="col">${words.t('change.before')}</th><th scope="col">${words.t('change.after')}</th></tr></thead>
<tbody>${changes.map(
  ({ field, before, after }) =>
    html`<tr><th scope="row">${words.of('field', field)}</th><td><del dir="auto">${shown(before)}</del></td><td><ins dir="auto">${shown(after)}</ins></td></tr>`,
)}</tbody></table></div>`;
