/**
 * GET, POST /desk/{list}/{id}/edit    a change of what is there: a speaker, a source, a quote, a finding …
 */
import type { App } from '../../../http/app.ts';
import { type Html, html } from '../html.ts';
import { sides } from '../parts/changes.ts';
import { addressWith } from '../parts/lists.ts';
import type { Words } from '../words.ts';
import { inTheWay } from './existing.ts';
import { changesIn, closedUp, type Group, MORE, refusedBy, type Values } from './form.ts';
import type { Form } from './forms/parts.ts';
import type { Desk } from './pages.ts';
import {
  byId,
  type DeskTools,
  decided,
  hidden,
  type Shown,
  sending,
  signedIn,
  thing,
  typedIn,
} from './tools.ts';

/** What there is now beside what somebody has typed; nothing where they say the same. */
export const bothVersions = (
  groups: readonly Group[],
  there: Values,
  given: Values,
  { t }: Words,
): Html | null => {
  const rows = changesIn(groups, there, given);
  return rows.length === 0
    ? null
    : sides(rows, { what: t('desk.both'), before: t('desk.reads_now'), after: t('desk.typed') });
};

/** The button for one row more, where a form has rows. */
export const moreOf = ({ groups }: Form, { t }: Words): NonNullable<Shown['others']> =>
  groups.some(({ rowOf }) => rowOf !== undefined) ? [{ ...MORE, label: t('desk.more_rows') }] : [];

interface Changing<Thing> {
  /** Where the API and the desk have them. */
  list: 'speakers' | 'sources' | 'quotes' | 'verdicts' | 'outcomes' | 'anchors' | 'webhooks' | 'watches';
  form(desk: Desk, isPublic: boolean, typed: Values): Form | Promise<Form>;
  /** How it stands, as the form has it. */
  values(thing: Thing): Values;
  name(thing: Thing): string;
  /** The page that shows it; its own where there is none said. */
  place?(thing: Thing): string;
  /** Whether a proposal that was changed is sent to review at once. */
  isSubmitted?: true;
}

export const changeRoutes = <Thing extends { id: string; publication?: string | undefined }>(
  app: App,
  desk: DeskTools,
  { list, form, values, name, place, isSubmitted }: Changing<Thing>,
): void => {
  const options = { ...hidden(desk.fail), schema: { hide: true, params: byId } };
  const standing = async (at: Desk, id: string) => {
    const answer = await at.ask(`/v1/${list}/${encodeURIComponent(id)}`);
    const there = thing<Thing>(answer, id);
    return { there, etag: answer.etag ?? '', isPublic: there.publication === 'published' };
  };
  const placeOf = (there: Thing): string => place?.(there) ?? `/desk/${list}/${there.id}`;
  const shownOf = (at: Desk, id: string, asked: Form, there: Thing): Omit<Shown, 'values' | 'refused'> => ({
    form: asked,
    action: `/desk/${list}/${id}/edit`,
    above: html`<p class="byline" dir="auto"><a href="${placeOf(there)}">${name(there)}</a></p>`,
    others: moreOf(asked, at.view.words),
  });

  app.get(`/desk/${list}/:id/edit`, { ...options, config: signedIn }, async (request, reply) => {
    const { id } = request.params;
    const at = await desk.of(request);
    const { there, etag, isPublic } = await standing(at, id);
    const now = { etag, ...values(there) };
    const shown = shownOf(at, id, await form(at, isPublic, now), there);
    return desk.showForm(request, reply, { ...shown, values: now, refused: null });
  });

  app.post(`/desk/${list}/:id/edit`, { ...options, config: sending }, async (request, reply) => {
    const { id } = request.params;
    const at = await desk.of(request);
    const typed = typedIn(request);
    const before = await standing(at, id);
    const asked = await form(at, before.isPublic, typed);
    const given = closedUp(asked.groups, typed);
    const shown = shownOf(at, id, asked, before.there);
    if (typed[MORE.name] === MORE.value)
      return desk.showForm(request, reply, { ...shown, values: given, refused: null });
    const { etag } = given;
    const { allow_duplicate } = typed;
    const url = addressWith(`/v1/${list}/${encodeURIComponent(id)}`, { allow_duplicate });
    const made = await desk.send(request, {
      method: 'PATCH',
      url,
      body: asked.body(typed),
      ...(etag ? { etag } : {}),
    });
    if (made.status < 300) {
      const next = placeOf(before.there);
      if (!isSubmitted || before.isPublic) return reply.redirect(next, 303);
      const submit = `/v1/${list}/${encodeURIComponent(id)}/submit`;
      const sent = await desk.send(request, { method: 'POST', url: submit, body: {} });
      return decided(desk, request, reply, sent, next);
    }
    const refused = refusedBy(made.json, asked.groups);
    if (made.status !== 412 && made.status !== 409)
      return desk.showForm(request, reply, { ...shown, values: given, refused }, made.status);
    // What was typed is kept; what stands there now is shown beside it, and the next attempt is of that.
    const now = await standing(at, id);
    const both = bothVersions(asked.groups, values(now.there), given, at.view.words);
    const { way, anyway } = await inTheWay(at, made, given, both);
    const again: Shown = {
      ...shown,
      refused,
      values: { ...given, etag: now.etag },
      above: html`${shown.above}${way}`,
      others: [...(shown.others ?? []), ...anyway],
    };
    return desk.showForm(request, reply, again, made.status);
  });
};
