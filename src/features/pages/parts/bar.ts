/** Shares of a whole: one bar with its legend, or a table whose rows are bars. Each says of how many. */
import { type Html, html } from '../html.ts';
import type { Words } from '../words.ts';
import { mark, type Tone } from './marks.ts';

export interface Share {
  tone: Tone;
  label: string;
  n: number;
  /** Not settled yet: hatched. */
  open?: boolean;
  note?: string;
  href?: string;
}

const HEIGHT = 28;
const per = (part: number, whole: number): number => Math.round((part / whole) * 10_000) / 100;

/** One bar of all, its parts named beneath with their numbers. */
export const shareBar = (shares: readonly Share[], words: Words): Html => {
  const whole = shares.reduce((sum, { n }) => sum + n, 0);
  let x = 0;
  const parts = shares
    .filter(({ n }) => n > 0)
    .map((share) => {
      const width = per(share.n, whole);
      x += width;
      return { ...share, x: x - width, width };
    });
  const text = `${words.t('bar.of', { n: whole })} ${parts.map(({ n, label }) => `${n} ${label}`).join(', ')}`;
  return html`${
    whole > 0 &&
    html`<svg class="bar" width="100%" height="${HEIGHT}" role="img" aria-label="${text}">${parts.map(
      ({ tone, open, x, width }) =>
        html`<rect class="${tone}" x="${x}%" width="${width}%" height="${HEIGHT}"/>${open && html`<rect fill="url(#hatch)" x="${x}%" width="${width}%" height="${HEIGHT}"/>`}`,
    )}${parts.slice(1).map(({ x }) => html`<rect class="gap" x="${x}%" width="2" height="${HEIGHT}"/>`)}</svg>`
  }
<ul class="legend">${shares.map(
    ({ tone, label, n, note, href }) =>
      html`<li class="${tone}">${mark(tone)} <b>${words.number(n)}</b> ${href ? html`<a href="${href}">${label}</a>` : label}${note && html` <small>(${note})</small>`}</li>`,
  )}</ul>`;
};

/** The same as a table: a row for each, the bar beside the number. */
export const barTable = (
  shares: readonly Share[],
  head: { what: string; number: string },
  words: Words,
): Html => {
  const most = Math.max(1, ...shares.map(({ n }) => n));
  return html`<table class="bars"><thead><tr><th scope="col">${head.what}</th><th scope="col" class="n">${head.number}</th><td></td></tr></thead>
<tbody>${shares.map(
    ({ tone, label, n, href, open }) =>
      html`<tr class="${tone}"><th scope="row">${mark(tone)} ${href ? html`<a href="${href}">${label}</a>` : label}</th><td class="n">${words.number(n)}</td><td class="drawn"><svg width="100%" height="14" aria-hidden="true"><rect class="${tone}" width="${per(n, most)}%" height="14"/>${open && html`<rect fill="url(#hatch)" width="${per(n, most)}%" height="14"/>`}</svg></td></tr>`,
  )}</tbody></table>`;
};

interface YearShares {
  label: string;
  shares: readonly Share[];
}

/** Over time: a row for each year, as long as its number, in the parts named above; nothing for fewer than two years. */
export const yearBars = (years: readonly YearShares[], title: string, words: Words): Html | null => {
  const rows = years
    .map(({ label, shares }) => ({ label, shares, all: shares.reduce((sum, { n }) => sum + n, 0) }))
    .filter(({ all }) => all > 0);
  if (rows.length < 2) return null;
  const most = Math.max(...rows.map(({ all }) => all));
  return html`<table class="bars years"><caption>${title}</caption><tbody>${rows.map(
    ({ label, shares, all }) => {
      const present = shares.filter(({ n }) => n > 0);
      const told = words.list(present.map(({ n, label }) => `${words.number(n)} ${label}`));
      let x = 0;
      const parts = present.map((share) => {
        const width = per(share.n, most);
        x += width;
        return { ...share, x: x - width, width };
      });
      return html`<tr><th scope="row">${label}</th><td class="n">${words.number(all)}</td><td class="drawn"><svg width="100%" height="14" role="img" aria-label="${told}">${parts.map(
        ({ tone, open, x, width }) =>
          html`<rect class="${tone}" x="${x}%" width="${width}%" height="14"/>${open && html`<rect fill="url(#hatch)" x="${x}%" width="${width}%" height="14"/>`}`,
      )}${parts.slice(1).map((part) => html`<rect class="gap" x="${part.x}%" width="1.5" height="14"/>`)}</svg><small>${told}</small></td></tr>`;
    },
  )}</tbody></table>`;
};
