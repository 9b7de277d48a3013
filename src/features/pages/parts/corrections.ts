/** Corrections in full: what it said, what it says now, and why. */
import type { CorrectionRow } from '../../../record/corrections.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { changeTable } from './changes.ts';
import { type Tone, tag } from './marks.ts';

const TONES: Readonly<Record<string, Tone>> = { correction: 'wait', retraction: 'bad' };

const PAGES: readonly string[] = ['claim', 'quote', 'speaker', 'source'];

/** The page of what was corrected: of its claim, where it belongs to one. */
const pageOf = ({ claim_id, subject_id }: CorrectionRow): string | null => {
  const id = claim_id ?? subject_id;
  const type = id.slice(0, id.indexOf('_'));
  return PAGES.includes(type) ? `/${type}s/${id}` : null;
};

const item = (correction: CorrectionRow, view: View, link: boolean): Html => {
  const { words, to } = view;
  const { id, kind, note, before, after, corrected_at, corrected_by } = correction;
  const page = pageOf(correction);
  const changes = Object.keys(after).map((field) => ({ field, before: before[field], after: after[field] }));
  return html`<li id="${id}"><p>${tag(TONES[kind] ?? 'none', words.of('correction', kind))} <span dir="auto">${note}</span></p>
<p class="meta"><time datetime="${corrected_at}">${words.instant(corrected_at)}</time> · ${corrected_by}${link && page && html` · <a href="${to(page)}">${words.t('correction.where')}</a>`}</p>
${changes.length > 0 && changeTable(changes, view)}</li>`;
};

export const correctionList = (corrections: readonly CorrectionRow[], view: View, link = false): Html =>
  html`<ul class="rows corrections">${corrections.map((each) => item(each, view, link))}</ul>`;
