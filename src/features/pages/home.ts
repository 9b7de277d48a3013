/** The first page: what is due now, what was found, what was corrected, and how all promises stand. */
import { deskFilters } from '../../newsroom/promises/desk.ts';
import { NONE } from '../../record/filters.ts';
import { html } from './html.ts';
import { correctionList } from './parts/corrections.ts';
import { board, claimList, csvOf } from './parts/lists.ts';
import { tallyBar, tallyOf } from './parts/tally.ts';
import { claimsOf, correctionsOf, newFindings } from './read.ts';
import type { Content, View } from './view.ts';

const SHOWN = 4;

export const homePage = async (view: View): Promise<Content> => {
  const { services, words, masthead, today, counts, to } = view;
  const sort = { by: 'due_on', descending: false } as const;
  const due = (timeliness: 'overdue' | 'in_window') =>
    claimsOf(services, {
      filters: deskFilters({ timeliness: [timeliness], result: [NONE] }, today),
      sort,
      limit: SHOWN,
    });
  const [groups, open, overdue, findings, corrections, types] = await Promise.all([
    counts.promises({ today, about: [] }),
    due('in_window'),
    due('overdue'),
    newFindings(services, SHOWN * 2),
    correctionsOf(services, { limit: SHOWN }),
    counts.types(),
  ]);
  return {
    title: masthead.name,
    description: words.t('home.what'),
    alternates: [
      { type: 'application/json', title: 'JSON', href: '/v1/promises/summary' },
      csvOf('/v1/claims'),
      { type: 'application/atom+xml', title: words.t('feed'), href: '/v1/claims/feed.atom' },
      { type: 'text/calendar', title: words.t('calendar'), href: '/v1/promises/calendar.ics' },
    ],
    body: html`<h1>${words.t('home.what')}</h1>
<div class="columns"><div>
<h2>${words.t('home.promises')} <small><a href="${to('/promises')}">${words.t('home.all_promises')}</a></small></h2>
${tallyBar(tallyOf(groups, view), view)}
<h2>${words.t('home.due')} <small><a href="${to('/promises?timeliness=overdue&result=none')}">${words.t('home.all_due')}</a></small></h2>
${board([...open.items, ...overdue.items].slice(0, SHOWN), view)}
<h2>${words.t('home.findings')} <small><a href="${to('/claims')}">${words.t('home.all_claims')}</a></small></h2>
${claimList(findings, view)}
<h2>${words.t('home.corrections')} <small><a href="${to('/corrections')}">${words.t('home.all_corrections')}</a></small></h2>
${corrections.items.length === 0 ? html`<p class="empty">${words.t('corrections.none')}</p>` : correctionList(corrections.items, view, true)}
</div><aside aria-label="${words.t('home.record')}"><h2>${words.t('home.record')}</h2><ul>
<li><a href="${to('/claims')}">${words.t('home.claims', { n: types.get('claim') ?? 0 })}</a></li>
<li><a href="${to('/quotes')}">${words.t('home.quotes', { n: types.get('quote') ?? 0 })}</a></li>
<li><a href="${to('/speakers')}">${words.t('home.speakers', { n: types.get('speaker') ?? 0 })}</a></li>
<li><a href="${to('/sources')}">${words.t('nav.sources')}</a></li></ul>
<h2>${words.t('home.newsrooms')}</h2><ul>
<li><a href="/docs">API</a></li>
<li><a href="/v1/promises/calendar.ics">${words.t('calendar')}</a></li>
<li><a href="/v1/claims/feed.atom">${words.t('feed')}</a></li>
<li><a href="/feeds/claimreview.json">ClaimReview</a></li></ul></aside></div>`,
  };
};
