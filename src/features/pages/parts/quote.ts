/** What was said: the words in their context, how they compare with the source, and the way to the very place. */
import { LIMITS } from '../../../limits.ts';
import { type Html, html, linkOut } from '../html.ts';
import type { CarriedQuote } from '../read.ts';
import type { View } from '../view.ts';
import { type Tone, tag } from './marks.ts';

const TONES: Readonly<Record<string, Tone>> = {
  verbatim: 'good',
  verbatim_normalised: 'good',
  case_differs: 'good',
  verbatim_elided: 'part',
  near: 'wait',
  absent: 'bad',
};

export const fidelityTag = ({ fidelity }: Pick<CarriedQuote, 'fidelity'>, { words }: View): Html =>
  tag(TONES[fidelity] ?? 'none', words.of('fidelity', fidelity));

/** What stands around the words, as far as it is known and from the first whole word to the last. */
const contextOf = ({ selectors }: CarriedQuote): { prefix: string; suffix: string } => {
  const found = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  if (found?.type !== 'TextQuoteSelector') return { prefix: '', suffix: '' };
  const { prefix, suffix } = found;
  return {
    prefix: prefix.length < LIMITS.selector_context ? prefix : prefix.replace(/^\S+\s/, ''),
    suffix: suffix.length < LIMITS.selector_context ? suffix : suffix.replace(/\s\S+$/, ''),
  };
};

const difference = (
  parts: NonNullable<CarriedQuote['fidelity_diff']>,
  { words }: View,
): Html => html`<p class="note">${words.t('quote.difference')}</p>
<p class="difference" dir="auto">${parts.map(({ kept, quote, source }) => [
  kept,
  quote && html`<ins>${quote}</ins>`,
  source && html`<del>${source}</del>`,
])}</p>`;

/** What differs between words and their source, and what a reader should know of that. */
export const comparedWith = (
  {
    fidelity_diff,
    fidelity_warnings,
  }: Pick<CarriedQuote, 'fidelity_diff'> & { fidelity_warnings?: CarriedQuote['fidelity_warnings'] | null },
  view: View,
): Html => {
  const { words } = view;
  return html`${fidelity_diff && difference(fidelity_diff, view)}
${(fidelity_warnings ?? []).map(
  (warning) =>
    html`<p class="note">${words.of('warning', warning.kind)}${warning.quote && html` ${words.t('warning.quote')} “${warning.quote}”.`}${warning.source && html` ${words.t('warning.source')} “${warning.source}”.`}</p>`,
)}`;
};

/** A quote as a quotation. `link` leads to its own page. */
export const quotation = (quote: CarriedQuote, view: View, link = true): Html => {
  const { words, to } = view;
  const { source, override, language } = quote;
  const { prefix, suffix } = contextOf(quote);
  const where = [quote.said_on && words.day(quote.said_on), quote.venue].filter(Boolean).join(', ');
  return html`<figure class="said"><blockquote dir="auto"${language ? html` lang="${language}"` : ''}><p>${
    prefix && html`<span class="around">… ${prefix}</span>`
  }<mark>${quote.text}</mark>${suffix && html`<span class="around">${suffix} …</span>`}</p></blockquote>
<figcaption><a href="${to(`/speakers/${quote.speaker.slug}`)}">${quote.speaker.name}</a>${quote.speaker_role && html`, ${quote.speaker_role}`}${where && html`. ${where}`}<br>
${fidelityTag(quote, view)} ${words.t('quote.in')} <a href="${to(`/sources/${source.id}`)}">${source.publisher ?? source.title}</a>${
    source.url && html` · ${linkOut(quote.text_fragment_url ?? source.url, words.t('quote.see'))}`
  }${source.archived_url && html` · ${linkOut(source.archived_url, words.t('archived'))}`}${quote.media && html` · ${linkOut(quote.media.url, words.t('quote.recording'))}`}${
    link && html` · <a href="${to(`/quotes/${quote.id}`)}">${words.t('quote.alone')}</a>`
  }
${quote.original && html`<p class="note">${words.t('quote.original')} <span lang="${quote.original.language}" dir="auto">“${quote.original.text}”</span></p>`}
${comparedWith(quote, view)}
${override && html`<p class="note">${words.t('quote.override', { name: override.given_by })} ${override.reason}</p>`}
</figcaption></figure>`;
};
