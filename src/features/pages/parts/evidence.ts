/** What a finding rests on. */
import { addressOf, type Html, html, linkOut } from '../html.ts';
import type { Evidence } from '../read.ts';
import type { View } from '../view.ts';
import { type Tone, tag } from './marks.ts';

const TONES: Readonly<Record<string, Tone>> = { supports: 'good', refutes: 'bad' };

const item = (evidence: Evidence, { words }: View): Html => {
  const { url, archived_url, title, publisher, excerpt, stance, accessed_on, archived_at } = evidence;
  const name = title ?? (addressOf(url) && new URL(url ?? '').hostname) ?? '';
  return html`<li>${tag(TONES[stance] ?? 'none', words.of('stance', stance))} <span dir="auto">${linkOut(url, name)}</span>
<p>${[publisher, accessed_on && words.t('evidence.accessed', { day: words.day(accessed_on) }), archived_at && words.t('evidence.archived', { day: words.day(archived_at.slice(0, 10)) })].filter(Boolean).join(' · ')}${
    archived_url && html` · ${linkOut(archived_url, words.t('archived'))}`
  }</p>
${excerpt && html`<p class="excerpt" dir="auto">“${excerpt}”</p>`}</li>`;
};

export const evidenceList = (evidence: readonly Evidence[], view: View): Html | null =>
  evidence.length === 0 ? null : html`<ul class="evidence">${evidence.map((each) => item(each, view))}</ul>`;
