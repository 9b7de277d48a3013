/**
 * What the server does by itself, and how that goes.
 *
 * GET  /desk/watches                 where it looks for what would decide a promise, failing ones first
 * GET, POST /desk/claims/{id}/watches
 * POST /desk/watches/{id}            look now, pause, go on, end, propose that nothing was found
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
import { form, oneButton, type Refused, refusedBy, type Values } from './form.ts';
import { watchForm } from './forms.ts';
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

const BUTTONS: Readonly<Record<Deed, { label: string; in: readonly string[] }>> = {
  look: { label: 'Look now', in: ['active'] },
  nothing_found: { label: 'Propose: nothing found', in: ['active', 'ended'] },
  pause: { label: 'Pause', in: ['active'] },
  go_on: { label: 'Go on', in: ['paused'] },
  end: { label: 'End it', in: ['active', 'paused'] },
};

const stateOf = ({ state, failures, is_looking }: Watch): Html =>
  failures > 0
    ? tag('bad', `${failures} failed in a row`)
    : state === 'active'
      ? tag(is_looking ? 'good' : 'wait', is_looking ? 'looking' : 'this server does not look out')
      : tag('none', state);

const watchRow = (watch: Watch, { view, token }: Desk): Html => {
  const { words } = view;
  const { id, kind, note, looks_for, every, until, last_look_at, last_good_at, last_error, searched } = watch;
  const when = (at: string | null): string => (at === null ? 'never' : words.instant(at));
  const deeds = DEEDS.filter((deed) => BUTTONS[deed].in.includes(watch.state));
  return html`<li><p>${stateOf(watch)} <a class="name" href="/desk/claims/${watch.claim_id}/watches" dir="auto">${note}</a></p>
<dl class="facts"><dt>Looks at</dt><dd>${kind}: ${linkOut(looks_for.url, looks_for.url ?? '')}, every ${every}${until && `, until ${words.day(until)}`}</dd>
<dt>Last look</dt><dd>${when(last_look_at)}${last_good_at !== last_look_at && ` (last good one: ${when(last_good_at)})`}</dd>
${watch.next_look_at && html`<dt>Next look</dt><dd>${when(watch.next_look_at)}</dd>`}
${last_error && html`<dt>Error</dt><dd class="error">${last_error}</dd>`}
${searched && html`<dt>Searched</dt><dd>${searched}</dd>`}
${watch.standing.length > 0 && html`<dt>Sees now</dt><dd>${watch.standing.join('; ')}</dd>`}</dl>
<div class="buttons">${deeds.map((deed) => oneButton(`/desk/watches/${id}`, token, BUTTONS[deed].label, { deed }))}</div></li>`;
};

const watchList = (watches: readonly Watch[], desk: Desk): Html =>
  watches.length === 0
    ? html`<p class="empty">Nothing is watched.</p>`
    : html`<ul class="rows wide">${watches.map((watch) => watchRow(watch, desk))}</ul>`;

const allWatches = async (desk: Desk): Promise<Html> => {
  const [failing, others] = await Promise.all([
    desk.ask('/v1/watches?failing=true&limit=100'),
    desk.ask('/v1/watches?failing=false&limit=100'),
  ]);
  const watches = [...dataOf<Watch>(failing), ...dataOf<Watch>(others)];
  return html`<h1>Watches</h1><p class="byline">Where the server looks for what would decide a promise. What it finds is proposed, for somebody to judge. A new one is added at its claim.</p>${watchList(watches, desk)}`;
};

const claimWatches = async (
  desk: Desk,
  id: string,
  typed: { values: Values; refused: Refused | null },
): Promise<Html> => {
  const path = `/v1/claims/${encodeURIComponent(id)}`;
  const [claim, watches] = await Promise.all([desk.ask(path), desk.ask(`${path}/watches?limit=100`)]);
  const { groups, button, title } = watchForm();
  return html`<p class="eyebrow"><a href="/desk/claims/${id}">Back to the claim</a></p><h1 dir="auto">${thing<Claim>(claim, id).text}</h1>
<h2>Watches</h2>${watchList(dataOf<Watch>(watches), desk)}
<h2>${title}</h2>${form({ ...typed, action: `/desk/claims/${id}/watches`, groups, button, token: desk.token })}`;
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
  return html`<li><p>${tag(state === 'gone' ? 'bad' : 'wait', state === 'gone' ? 'gone' : `${failures} failed in a row`)} ${linkOut(url, title ?? url)}</p>
<p class="meta">${[status && `HTTP ${status}`, last_error, last_look_at && `last look ${words.instant(last_look_at)}`].filter(Boolean).join(' · ')}</p>
<p class="meta">${archived_url ? linkOut(archived_url, 'archived copy') : 'no archived copy'}${claim && html` · <a href="/desk/claims/${claim}">the claim whose finding rests on it</a>`}</p></li>`;
};

const deadLinks = async (desk: Desk): Promise<Html> => {
  const [gone, failing] = await Promise.all([
    desk.ask('/v1/evidence-links?state=gone&limit=50'),
    desk.ask('/v1/evidence-links?state=failing&limit=50'),
  ]);
  const links = [...dataOf<Link>(gone), ...dataOf<Link>(failing)];
  const rows = await Promise.all(links.map((link) => linkRow(link, desk)));
  return html`<h1>Dead links</h1><p class="byline">Evidence of findings that answers no more, or did not at the last look.</p>
${rows.length === 0 ? html`<p class="empty">Every address that was looked at answers.</p>` : html`<ul class="rows wide">${rows}</ul>`}`;
};

const queueTable = (queues: readonly QueueLength[], { view: { words } }: Desk): Html =>
  queues.length === 0
    ? html`<p class="empty">Nothing waits.</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-label="Queues"><table><thead><tr><th scope="col">Queue</th><th scope="col" class="n">Waiting</th><th scope="col" class="n">In hand</th><th scope="col" class="n">Failed before</th><th scope="col">Next</th></tr></thead>
<tbody>${queues.map(
        ({ queue, jobs, in_hand, failed, next_at }) =>
          html`<tr><th scope="row">${queue}</th><td class="n">${words.number(jobs)}</td><td class="n">${words.number(in_hand)}</td><td class="n">${words.number(failed)}</td><td>${next_at && words.instant(next_at)}</td></tr>`,
      )}</tbody></table></div>`;

const jobsPage = async (desk: Desk, services: Services): Promise<Html> => {
  const { words } = desk.view;
  const on = services.database.read;
  const [queues, failing] = await Promise.all([queueLengths(on), failingJobs(on)]);
  return html`<h1>Jobs</h1><p class="byline">What the server has still to do: looks, deliveries, mail.</p>${queueTable(queues, desk)}
<h2>Failed the last time</h2>${
    failing.length === 0
      ? html`<p class="empty">None.</p>`
      : html`<ul class="rows wide">${failing.map(
          ({ queue, key, attempts, due_at, last_error }) =>
            html`<li><p>${tag('bad', queue)} <code>${key}</code></p><p class="error">${last_error}</p><p class="meta">tried ${attempts} times, next ${words.instant(due_at)}</p></li>`,
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

  app.get('/desk/watches', reading, async (request, reply) =>
    desk.show(request, reply, 'Watches', await allWatches(await desk.of(request))),
  );
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
    const page = await claimWatches(await desk.of(request), request.params.id, typed);
    return desk.show(request, reply, 'Watches', page);
  });
  app.post('/desk/claims/:id/watches', { ...options, config: sending, ...one }, async (request, reply) => {
    const { id } = request.params;
    const given = typedIn(request);
    const { body, groups } = watchForm();
    const url = `/v1/claims/${encodeURIComponent(id)}/watches`;
    const made = await desk.send(request, { method: 'POST', url, body: body(given) });
    if (made.status === 201) return reply.redirect(`/desk/claims/${id}/watches`, 303);
    const typed = { values: given, refused: refusedBy(made.json, groups) };
    return desk.show(
      request,
      reply,
      'Watches',
      await claimWatches(await desk.of(request), id, typed),
      made.status,
    );
  });
  app.get('/desk/links', reading, async (request, reply) =>
    desk.show(request, reply, 'Dead links', await deadLinks(await desk.of(request))),
  );
  app.get('/desk/jobs', reading, async (request, reply) =>
    desk.show(request, reply, 'Jobs', await jobsPage(await desk.of(request), services)),
  );
};
