/** The board: promises by how their deadline stands, their windows over one time, and the whole in one bar. */
import * as z from 'zod';
import { LIMITS } from '../../limits.ts';
import { RESULTS } from '../../newsroom/findings/tables.ts';
import { deskFilters } from '../../newsroom/promises/desk.ts';
import type { Group } from '../../newsroom/promises/summary.ts';
import { TIMELINESS } from '../../record/timeliness.ts';
import { type Html, html } from './html.ts';
import { gantt } from './parts/gantt.ts';
import { facetLines, facetsAt } from './parts/facets.ts';
import { addressWith, board, csvOf, pager } from './parts/lists.ts';
import { tallyBar, tallyOf } from './parts/tally.ts';
import { termClock } from './parts/term.ts';
import { chosenAbout, claimsOf, withSpeakerId } from './read.ts';
import type { Content, View } from './view.ts';

export const promisesQuery = z.object({
  timeliness: z.enum(TIMELINESS).optional(),
  result: z.enum([...RESULTS, 'none']).optional(),
  speaker: z.string().max(LIMITS.text_short).optional(),
  topic: z.string().max(LIMITS.topic_length).optional(),
  cursor: z.string().max(LIMITS.cursor_length).optional(),
});

export type PromisesAsked = z.output<typeof promisesQuery>;

const CHOICES: readonly { name: string; asked: Pick<PromisesAsked, 'timeliness' | 'result'> }[] = [
  { name: 'all', asked: {} },
  { name: 'overdue', asked: { timeliness: 'overdue', result: 'none' } },
  { name: 'in_window', asked: { timeliness: 'in_window', result: 'none' } },
  { name: 'not_due', asked: { timeliness: 'not_due', result: 'none' } },
  { name: 'open', asked: { timeliness: 'no_deadline', result: 'none' } },
  ...RESULTS.map((result) => ({ name: result, asked: { result } })),
];

const chosen = (
  { cursor: _, ...asked }: PromisesAsked,
  groups: readonly Group[],
  { words, to }: View,
): Html => {
  const { speaker, topic } = asked;
  const links = CHOICES.map(({ name, asked: choice }) => {
    const n = groups
      .filter(({ timeliness, result }) =>
        choice.timeliness === undefined || choice.timeliness === timeliness
          ? isResult(choice.result, result)
          : false,
      )
      .reduce((sum, { promises }) => sum + promises, 0);
    const isCurrent = choice.timeliness === asked.timeliness && choice.result === asked.result;
    if (n === 0 && !isCurrent && name !== 'all') return null;
    const href = to(addressWith('/promises', { ...choice, speaker, topic }));
    const label = words.of('choice', name);
    return html`<a href="${href}"${isCurrent ? html` aria-current="true"` : ''}>${label} <small>${words.number(n)}</small></a>\n`;
  });
  return html`<nav class="filters" aria-label="${words.t('filter')}">${links}</nav>`;
};

const isResult = (asked: string | undefined, result: string): boolean =>
  asked === undefined || (asked === 'none' ? result === '' : asked === result);

/** Whose promises, and about what. */
const FACETS = ['speaker', 'topic'] as const;

export const promisesPage = async (view: View, given: PromisesAsked): Promise<Content> => {
  const { services, words, today, counts } = view;
  const asked = await withSpeakerId(services, given);
  const { cursor, ...filters } = asked;
  const about = await chosenAbout(services, asked);
  const desk = {
    timeliness: asked.timeliness && [asked.timeliness],
    result: asked.result && [asked.result],
  };
  const [groups, list, facets] = await Promise.all([
    counts.promises({ today, about }),
    claimsOf(services, {
      filters: [...about, ...deskFilters(desk, today)],
      sort: { by: 'due_on', descending: false },
      limit: LIMITS.list_default,
      cursor,
    }),
    facetsAt(view, '/v1/promises', filters, FACETS),
  ]);
  const { speaker, topic } = asked;
  const tally = tallyOf(groups, view, { speaker, topic });
  const isWhole = Object.values(filters).every((chosen) => chosen === undefined);
  const json = addressWith('/v1/promises', filters);
  const drawn = gantt(list.items, view);
  const calendar = addressWith('/v1/promises/calendar.ics', { speaker, topic });
  return {
    title: words.t('nav.promises'),
    description: words.t('promises.what'),
    section: 'promises',
    alternates: [
      { type: 'application/json', title: 'JSON', href: json },
      csvOf('/v1/promises', filters),
      { type: 'text/calendar', title: words.t('calendar'), href: calendar },
      { type: 'application/atom+xml', title: words.t('feed'), href: '/v1/promises/feed.atom' },
    ],
    unlisted: cursor !== undefined,
    body: html`<h1>${words.t('promises.what')}</h1>
${topic && html`<p class="eyebrow">${topic}</p>`}
${tallyBar(tally, view)}
${isWhole && termClock(view.masthead.term, tally, view)}
${chosen(asked, groups, view)}
${facetLines(facets, '/promises', filters, view)}
${board(list.items, view)}
${pager('/promises', asked, list.next, view)}
${drawn && html`<h2>${words.t('promises.windows')} <small>${words.t('promises.to_scale')}</small></h2>${drawn}`}
<p class="note"><a href="${calendar}">${words.t('calendar')}</a> · <a href="/v1/promises/feed.atom">${words.t('feed')}</a></p>`,
  };
};
