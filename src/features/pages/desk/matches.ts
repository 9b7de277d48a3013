/**
 * GET, POST /desk/claims/{id}/matches    which other claims say the same, repeat, contradict or touch it: what was
 *                                        decided, and what stands near it and waits for a decision
 */
import * as z from 'zod';
import type { App } from '../../../http/app.ts';
import { MATCH_RELATIONS } from '../../../newsroom/claims/tables.ts';
import { type Html, html } from '../html.ts';
import { tag } from '../parts/marks.ts';
import type { Claim } from '../read.ts';
import { bodyOf, form, type Refused, refusedBy, type Values } from './form.ts';
import { matchForm } from './forms/claims.ts';
import { choices } from './forms/parts.ts';
import { type Desk, dataOf } from './pages.ts';
import { byId, type DeskTools, hidden, sending, signedIn, thing, typedIn } from './tools.ts';

interface Decided {
  claim: string;
  relation: string;
  state: string;
  note: string | null;
  decided_by: string;
  decided_at: string;
}

/** What is read of `GET /v1/claims/similar`. */
const similar = z.object({
  data: z.array(
    z.object({
      claim: z.object({ id: z.string(), text: z.string(), first_said_on: z.string().nullable() }),
      score: z.number(),
      reasons: z.array(z.object({ text: z.string() })),
      differs: z.array(z.object({ asked: z.string(), claim: z.string() })),
      relation: z.string().optional(),
    }),
  ),
});
type Similar = z.output<typeof similar>['data'][number];

const textOf = async ({ ask }: Desk, id: string): Promise<string> => {
  const { status, json } = await ask(`/v1/claims/${id}`);
  return status === 200 ? thing<Claim>({ status, json, etag: undefined }, id).text : id;
};

const decidedRow = async (decided: Decided, desk: Desk): Promise<Html> => {
  const { claim, relation, state, note, decided_by, decided_at } = decided;
  const { words } = desk.view;
  const word = words.of('match', relation);
  return html`<li><p>${state === 'confirmed' ? tag('good', word) : tag('none', words.t('desk.not_so', { what: word }))} <a class="name" href="/desk/claims/${claim}" dir="auto">${await textOf(desk, claim)}</a></p>
${note && html`<p dir="auto">${note}</p>`}<p class="meta">${decided_by} · ${words.instant(decided_at)}</p></li>`;
};

/** What is less likely is not worth a look, unless it may say the opposite. */
const WORTH_A_LOOK = { same: 0.05, differing: 0.01 };

const isWorthALook = ({ score, differs }: Similar): boolean =>
  score >= (differs.length > 0 ? WORTH_A_LOOK.differing : WORTH_A_LOOK.same);

/** A claim that may say the same, with what one may decide. */
const similarRow = (
  { claim, score, reasons, differs }: Similar,
  id: string,
  { view: { words }, token }: Desk,
): Html => {
  const percent = Math.round(score * 100);
  const field = `m-${claim.id}`;
  const differing = differs.map(({ asked, claim }) => `“${asked || '–'}” ≠ “${claim || '–'}”`);
  return html`<li><p>${tag(score >= 0.5 ? 'wait' : 'none', words.t('desk.likely', { percent }))} <a class="name" href="/desk/claims/${claim.id}" dir="auto">${claim.text}</a></p>
${differing.length > 0 && html`<p class="error">${words.t('desk.differs', { list: differing.join('; ') })}</p>`}
<p class="meta"><span lang="en">${reasons.map(({ text }) => text).join(' · ')}</span></p>
<form class="desk" method="post" action="/desk/claims/${id}/matches"><input type="hidden" name="form_token" value="${token}"><input type="hidden" name="claim" value="${claim.id}"><div class="field"><label for="${field}">${words.t('desk.relation')}</label><select id="${field}" name="relation">${choices(
    'match',
    MATCH_RELATIONS,
    words,
  ).map(
    ({ value, label }) => html`<option value="${value}">${label}</option>`,
  )}</select></div><p class="buttons"><button type="submit" name="state" value="confirmed">${words.t('desk.confirm_match')}</button> <button type="submit" name="state" value="rejected">${words.t('desk.reject_match')}</button></p></form></li>`;
};

const matchesPage = async (
  desk: Desk,
  id: string,
  typed: { values: Values; refused: Refused | null },
): Promise<Html> => {
  const { ask, view } = desk;
  const { t } = view.words;
  const path = `/v1/claims/${encodeURIComponent(id)}`;
  const [claim, decisions, near] = await Promise.all([
    ask(path),
    ask(`${path}/matches`),
    ask(`/v1/claims/similar?claim=${encodeURIComponent(id)}`),
  ]);
  const { text } = thing<Claim>(claim, id);
  const decided = dataOf<Decided>(decisions);
  const known = new Set(decided.map((one) => one.claim));
  const open = (similar.safeParse(near.json).data?.data ?? []).filter(
    (one) => !known.has(one.claim.id) && isWorthALook(one),
  );
  const { groups, button, title } = matchForm(view.words);
  const others = [{ name: 'state', value: 'rejected', label: t('desk.reject_match') }];
  return html`<p class="eyebrow"><a href="/desk/claims/${id}">${t('desk.back_to_claim')}</a></p><h1 dir="auto">${text}</h1><p class="byline">${t('desk.matches_what')}</p>
<h2>${t('desk.decided')}</h2>${decided.length === 0 ? html`<p class="empty">${t('desk.nothing_yet')}</p>` : html`<ul class="rows">${await Promise.all(decided.map((one) => decidedRow(one, desk)))}</ul>`}
<h2>${t('desk.may_be_same')}</h2>${open.length === 0 ? html`<p class="empty">${t('desk.nothing_near')}</p>` : html`<ul class="rows">${open.map((one) => similarRow(one, id, desk))}</ul>`}
<h2>${title}</h2>${form(desk, { ...typed, action: `/desk/claims/${id}/matches`, groups, button, others })}`;
};

export const matchRoutes = (app: App, desk: DeskTools): void => {
  const options = { ...hidden(desk.fail), schema: { hide: true, params: byId } };
  app.get('/desk/claims/:id/matches', { ...options, config: signedIn }, async (request, reply) => {
    const at = await desk.of(request);
    const page = await matchesPage(at, request.params.id, { values: {}, refused: null });
    return desk.show(request, reply, at.view.words.t('desk.matches'), page);
  });
  app.post('/desk/claims/:id/matches', { ...options, config: sending }, async (request, reply) => {
    const { id } = request.params;
    const at = await desk.of(request);
    const given = typedIn(request);
    const { groups } = matchForm(at.view.words);
    const { state = 'confirmed' } = given;
    const url = `/v1/claims/${encodeURIComponent(id)}/matches`;
    const made = await desk.send(request, { method: 'POST', url, body: { ...bodyOf(groups, given), state } });
    if (made.status < 300) return reply.redirect(`/desk/claims/${id}/matches`, 303);
    const page = await matchesPage(at, id, { values: given, refused: refusedBy(made.json, groups) });
    return desk.show(request, reply, at.view.words.t('desk.matches'), page, made.status);
  });
};
