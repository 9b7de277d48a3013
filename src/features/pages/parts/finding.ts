/** The box under the claim that answers it. */
import { type Html, html } from '../html.ts';
import { mark } from './marks.ts';
import type { Standing } from './standing.ts';

export const finding = ({
  tone,
  answer,
  sentence,
  by,
  meter,
}: Standing): Html => html`<section class="finding ${tone}">
<p class="answer">${mark(tone)}${answer}</p>
${
  meter.length > 0 &&
  html`<ol class="meter">${meter.map(
    ({ label, on }) => html`<li${on ? html` class="on" aria-current="true"` : ''}>${label}</li>`,
  )}</ol>`
}
${sentence && html`<p dir="auto">${sentence}</p>`}
${by && html`<p class="by">${by}</p>`}
</section>`;
