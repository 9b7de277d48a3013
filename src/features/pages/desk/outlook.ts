/**
 * What the server does by itself, and how that goes.
 *
 * GET  /desk/watches                 where it looks for what would decide a promise, failing ones first
 * GET, POST /desk/claims/{id}/watches
 * POST /desk/watches/{id}            look now, pause, go on, end, propose that nothing was found
 * GET, POST /desk/watches/{id}/edit  changing.ts
 * GET  /desk/links                   evidence that answers no more
 * GET  /desk/jobs                    what waits to be done, and what failed
 */
import * as z from 'zod';
import type { App } from '../../../http/app.ts';
import type { Services } from '../../../http/services.ts';
import { failingJobs, type QueueLength, queueLengths } from '../../../jobs/queue.ts';
import type { ApiAnswer } from '../api.ts';
import { type Html, html, linkOut } from '../html.ts';
import { tag } from '../parts/marks.ts';
import type { Claim } from '../read.ts';
import type { View } from '../view.ts';
import { form, oneButton, type Refused, refusedBy, type Values } from './form.ts';
import { changeRoutes } from './changing.ts';
import { watchChangeForm, watchForm } from './forms/watches.ts';
import { type Desk, dataOf } from './pages.ts';
import { byId, type DeskTools, decided, hidden, sending, signedIn, thing, typedIn } from './tools.ts';

interface Watch {
  id: string;
  claim_id: string;
  kind: string;
  note: string;
  looks_for: { url?: string };
  every: string;
  until: string | null;
  state: string;
  is_looking: boolean;
  last_look_at: string | null;
  last_good_at: string | null;
  next_look_at: string | null;
  last_error: string | null;
  failures: number;
  searched: string | null;
  standing: string[];
}

/** What may be done to a watch, and where it may. */
const DEEDS = ['look', 'pause', 'go_on', 'end', 'nothing_found'] as const;
type Deed = (typeof DEEDS)[number];

/** In which states each may be done. */
const DOABLE: Readonly<Record<Deed, readonly string[]>> = {
  look: ['active'],
  nothing_found: ['active', 'ended'],
  pause: ['active'],
  go_on: ['paused'],
  end: ['active', 'paused'],
};

const stateOf = ({ state, failures, is_looking }: Watch, { words }: View): Html =>
  failures > 0
    ? tag('bad', words.t('desk.failed_in_a_row', { n: failures }))
    : state === 'active'
      ? tag(is_looking ? 'good' : 'wait', words.t(is_looking ? 'desk.looking' : 'desk.not_looking'))
      : tag('none', words.of('watch_state', state));

const watchRow = (watch: Watch, { view, token }: Desk): Html => {
  const { words } = view;
  const { id, kind, note, looks_for, every, until, last_look_at, last_good_at, last_error, searched } = watch;
  const { t } = words;
  const when = (at: string | null): string => (at === null ? t('desk.never') : words.instant(at));
  const deeds = DEEDS.filter((deed) => DOABLE[deed].includes(watch.state));
  return html`<li><p>${stateOf(watch, view)} <a class="name" href="/desk/claims/${watch.claim_id}/watches" dir="auto">${note}</a></p>
<dl class="facts"><dt>${t('desk.looks_at')}</dt><dd>${words.of('watched', kind)}: ${linkOut(looks_for.url, looks_for.url ?? '')}, ${words.of('every', every)}${until && `, ${t('speaker.until', { day: words.day(until) })}`}</dd>
<dt>${t('desk.last_look')}</dt><dd>${when(last_look_at)}${last_good_at !== last_look_at && ` (${t('desk.last_good', { at: when(last_good_at) })})`}</dd>
${watch.next_look_at && html`<dt>${t('desk.next_look')}</dt><dd>${when(watch.next_look_at)}</dd>`}
${last_error && html`<dt>${t('desk.error')}</dt><dd class="error">${last_error}</dd>`}
${searched && html`<dt>${t('desk.searched')}</dt><dd>${searched}</dd>`}
${watch.standing.length > 0 && html`<dt>${t('desk.sees_now')}</dt><dd>${watch.standing.join('; ')}</dd>`}</dl>
<div class="buttons">${deeds.map((deed) => oneButton(`/desk/watches/${id}`, token, words.of('watch_deed', deed), { deed }))}<a class="button" href="/desk/watches/${id}/edit">${t('desk.change_watch')}</a></div></li>`;
};

const watchList = (watches: readonly Watch[], desk: Desk): Html =>
  watches.length === 0
    ? html`<p class="empty">${desk.view.words.t('desk.nothing_watched')}</p>`
    : html`<ul class="rows">${watches.map((watch) => watchRow(watch, desk))}</ul>`;

const allWatches = async (desk: Desk): Promise<Html> => {
  const [failing, others] = await Promise.all([
    desk.ask('/v1/watches?failing=true&limit=100'),
    desk.ask('/v1/watches?failing=false&limit=100'),
  ]);
  const watches = [...dataOf<Watch>(failing), ...dataOf<Watch>(others)];
  return html`<h1>${desk.view.words.t('desk.watches')}</h1><p class="byline">${desk.view.words.t('desk.watches_what')}</p>${watchList(watches, desk)}`;
};

const claimWatches = async (
  desk: Desk,
  id: string,
  typed: { values: Values; refused: Refused | null },
): Promise<Html> => {
  const path = `/v1/claims/${encodeURIComponent(id)}`;
  const [claim, watches] = await Promise.all([desk.ask(path), desk.ask(`${path}/watches?limit=100`)]);
  const { words } = desk.view;
  const { groups, button, title } = watchForm(words);
  return html`<p class="eyebrow"><a href="/desk/claims/${id}">${words.t('desk.back_to_claim')}</a></p><h1 dir="auto">${thing<Claim>(claim, id).text}</h1>
<h2>${words.t('desk.watches')}</h2>${watchList(dataOf<Watch>(watches), desk)}
<h2>${title}</h2>${form(desk, { ...typed, action: `/desk/claims/${id}/watches`, groups, button })}`;
};

interface Link {
  url: string;
  state: string;
  used_in: string[];
  last_look_at: string | null;
  status: number | null;
  title: string | null;
  last_error: string | null;
  failures: number;
  archived_url: string | null;
}

interface Finding {
  claim_id: string;
}

/** The claim whose finding rests on a link; null where nobody may see it. */
const claimBehind = async ({ ask }: Desk, [finding]: readonly string[]): Promise<string | null> => {
  if (finding === undefined) return null;
  const list = finding.startsWith('verdict_') ? 'verdicts' : 'outcomes';
  const { status, json } = await ask(`/v1/${list}/${finding}`);
  return status === 200 ? thing<Finding>({ status, json, etag: undefined }, finding).claim_id : null;
};

const linkRow = async (link: Link, desk: Desk): Promise<Html> => {
  const { url, state, title, status, last_error, last_look_at, failures, archived_url, used_in } = link;
  const claim = await claimBehind(desk, used_in);
  const { words } = desk.view;
  const { t } = words;
  return html`<li><p>${tag(state === 'gone' ? 'bad' : 'wait', state === 'gone' ? t('desk.gone') : t('desk.failed_in_a_row', { n: failures }))} ${linkOut(url, title ?? url)}</p>
<p class="meta">${[status && `HTTP ${status}`, last_error, last_look_at && `${t('desk.last_look')}: ${words.instant(last_look_at)}`].filter(Boolean).join(' · ')}</p>
<p class="meta">${archived_url ? linkOut(archived_url, t('archived')) : t('desk.no_archive')}${claim && html` · <a href="/desk/claims/${claim}">${t('desk.claim_resting')}</a>`}</p></li>`;
};

const deadLinks = async (desk: Desk): Promise<Html> => {
  const [gone, failing] = await Promise.all([
    desk.ask('/v1/evidence-links?state=gone&limit=50'),
    desk.ask('/v1/evidence-links?state=failing&limit=50'),
  ]);
  const links = [...dataOf<Link>(gone), ...dataOf<Link>(failing)];
  const { t } = desk.view.words;
  const rows = await Promise.all(links.map((link) => linkRow(link, desk)));
  return html`<h1>${t('desk.links')}</h1><p class="byline">${t('desk.links_what')}</p>
${rows.length === 0 ? html`<p class="empty">${t('desk.links_none')}</p>` : html`<ul class="rows">${rows}</ul>`}`;
};

const queueTable = (queues: readonly QueueLength[], { view: { words } }: Desk): Html =>
  queues.length === 0
    ? html`<p class="empty">${words.t('desk.nothing_waits')}</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-label="${words.t('desk.queues')}"><table><thead><tr><th scope="col">${words.t('desk.queue')}</th><th scope="col" class="n">${words.t('desk.waiting')}</th><th scope="col" class="n">${words.t('desk.in_hand')}</th><th scope="col" class="n">${words.t('desk.failed_before')}</th><th scope="col">${words.t('desk.next')}</th></tr></thead>
<tbody>${queues.map(
        ({ queue, jobs, in_hand, failed, next_at }) =>
          html`<tr><th scope="row">${queue}</th><td class="n">${words.number(jobs)}</td><td class="n">${words.number(in_hand)}</td><td class="n">${words.number(failed)}</td><td>${next_at && words.instant(next_at)}</td></tr>`,
      )}</tbody></table></div>`;

const jobsPage = async (desk: Desk, services: Services): Promise<Html> => {
  const { words } = desk.view;
  const on = services.database.read;
  const [queues, failing] = await Promise.all([queueLengths(on), failingJobs(on)]);
  return html`<h1>${words.t('desk.jobs')}</h1><p class="byline">${words.t('desk.jobs_what')}</p>${queueTable(queues, desk)}
<h2>${words.t('desk.failed_last')}</h2>${
    failing.length === 0
      ? html`<p class="empty">${words.t('desk.none')}</p>`
      : html`<ul class="rows">${failing.map(
          ({ queue, key, attempts, due_at, last_error }) =>
            html`<li><p>${tag('bad', queue)} <code>${key}</code></p><p class="error">${last_error}</p><p class="meta">${words.t('desk.tried', { n: attempts, at: words.instant(due_at) })}</p></li>`,
        )}</ul>`
  }`;
};

const acted = z.object({ deed: z.enum(DEEDS) });

const carryOut = async (
  desk: DeskTools,
  at: Desk,
  id: string,
  deed: Deed,
  request: Parameters<DeskTools['of']>[0],
): Promise<ApiAnswer> => {
  const url = `/v1/watches/${encodeURIComponent(id)}`;
  if (deed === 'look') return desk.send(request, { method: 'POST', url: `${url}/look`, body: {} });
  if (deed === 'nothing_found')
    return desk.send(request, { method: 'POST', url: `${url}/no-action-found`, body: {} });
  const state = { pause: 'paused', go_on: 'active', end: 'ended' }[deed];
  const { etag } = await at.ask(url);
  return desk.send(request, { method: 'PATCH', url, body: { state }, etag });
};

export const outlook = (app: App, services: Services, desk: DeskTools): void => {
  const options = hidden(desk.fail);
  const reading = { ...options, config: signedIn };
  const one = { schema: { hide: true, params: byId } };

  changeRoutes<Watch>(app, desk, {
    list: 'watches',
    form: ({ view }) => watchChangeForm(view.words),
    values: ({ note, every, until }) => ({ note, every, until: until ?? '' }),
    name: ({ note }) => note,
    place: ({ claim_id }) => `/desk/claims/${claim_id}/watches`,
  });
  app.get('/desk/watches', reading, async (request, reply) => {
    const at = await desk.of(request);
    return desk.show(request, reply, at.view.words.t('desk.watches'), await allWatches(at));
  });
  app.post('/desk/watches/:id', { ...options, config: sending, ...one }, async (request, reply) => {
    const { id } = request.params;
    const at = await desk.of(request);
    const { deed } = acted.parse(typedIn(request));
    const watch = thing<Watch>(await at.ask(`/v1/watches/${encodeURIComponent(id)}`), id);
    const made = await carryOut(desk, at, id, deed, request);
    const next = deed === 'nothing_found' ? '/desk/inbox' : `/desk/claims/${watch.claim_id}/watches`;
    return decided(desk, request, reply, made, next);
  });
  app.get('/desk/claims/:id/watches', { ...reading, ...one }, async (request, reply) => {
    const typed = { values: {}, refused: null };
    const at = await desk.of(request);
    const page = await claimWatches(at, request.params.id, typed);
    return desk.show(request, reply, at.view.words.t('desk.watches'), page);
  });
  app.post('/desk/claims/:id/watches', { ...options, config: sending, ...one }, async (request, reply) => {
    const { id } = request.params;
    const given = typedIn(request);
    const at = await desk.of(request);
    const { body, groups } = watchForm(at.view.words);
    const url = `/v1/claims/${encodeURIComponent(id)}/watches`;
    const made = await desk.send(request, { method: 'POST', url, body: body(given) });
    if (made.status === 201) return reply.redirect(`/desk/claims/${id}/watches`, 303);
    const typed = { values: given, refused: refusedBy(made.json, groups) };
    const page = await claimWatches(at, id, typed);
    return desk.show(request, reply, at.view.words.t('desk.watches'), page, made.status);
  });
  app.get('/desk/links', reading, async (request, reply) => {
    const at = await desk.of(request);
    return desk.show(request, reply, at.view.words.t('desk.links'), await deadLinks(at));
  });
  app.get('/desk/jobs', reading, async (request, reply) => {
    const at = await desk.of(request);
    return desk.show(request, reply, at.view.words.t('desk.jobs'), await jobsPage(at, services));
  });
};
