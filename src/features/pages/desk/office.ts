/**
 * What admins keep in order, and of anchors editors too.
 *
 * GET, POST /desk/keys           who may call; a new key, whose secret is shown once
 * POST /desk/keys/{id}/revoke
 * GET, POST /desk/scales         the policies by which claims are rated
 * GET, POST /desk/anchors        events that deadlines hang on
 * POST /desk/anchors/{id}        the day of one
 * GET, POST /desk/anchors/{id}/edit, /desk/webhooks/{id}/edit    changing.ts
 * GET, POST /desk/webhooks       who is told of what happens; a secret is shown once
 * POST /desk/webhooks/{id}       test, pause, go on, a new secret, remove
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { App } from '../../../http/app.ts';
import { ROLES } from '../../../http/tables.ts';
import { labelOf } from '../../../newsroom/claimreview/render.ts';
import type { ApiAnswer } from '../api.ts';
import { type Html, html } from '../html.ts';
import type { MessageName } from '../messages/catalogue.ts';
import { tag } from '../parts/marks.ts';
import type { Scale } from '../read.ts';
import type { Words } from '../words.ts';
import { bodyOf, form, oneButton, type Refused, refusedBy, type Values } from './form.ts';
import { changeRoutes } from './changing.ts';
import { besideExisting } from './existing.ts';
import {
  anchorChangeForm,
  anchorForm,
  dayForm,
  keyForm,
  periodForm,
  scaleForm,
  webhookChangeForm,
  webhookForm,
} from './forms/office.ts';
import type { Form } from './forms/parts.ts';
import { type Desk, dataOf } from './pages.ts';
import { byId, type DeskTools, decided, hidden, sending, typedIn } from './tools.ts';

interface Key {
  id: string;
  actor: string;
  role: string;
  created_at: string;
  last_used_on: string | null;
  revoked_at: string | null;
  expires_on: string | null;
}

interface Anchor {
  id: string;
  key: string;
  title: string;
  phrases: string[];
  date: string | null;
  said_from: string | null;
  note: string | null;
}

const keyRow = (key: Key, { view: { words, today }, token }: Desk): Html => {
  const { id, actor, role, created_at, last_used_on, revoked_at, expires_on } = key;
  const { t } = words;
  const isOver = expires_on !== null && expires_on < today;
  return html`<tr><th scope="row">${actor}</th><td>${role}</td><td>${words.instant(created_at)}</td><td>${last_used_on === null ? t('desk.never') : words.shortDay(last_used_on)}</td>
<td>${
    revoked_at !== null
      ? tag('none', t('desk.revoked', { day: words.shortDay(revoked_at.slice(0, 10)) }))
      : isOver
        ? tag('none', t('desk.over_since', { day: words.shortDay(expires_on) }))
        : html`${expires_on && `${t('speaker.until', { day: words.shortDay(expires_on) })} `}${oneButton(`/desk/keys/${id}/revoke`, token, t('desk.revoke', { actor }))}`
  }</td></tr>`;
};

const keysShown = async (desk: Desk): Promise<Html> => {
  const keys = dataOf<Key>(await desk.ask('/v1/keys?limit=100'));
  const { t } = desk.view.words;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${t('desk.keys')}"><table><thead><tr><th scope="col">${t('desk.whose')}</th><th scope="col">${t('desk.role')}</th><th scope="col">${t('desk.made')}</th><th scope="col">${t('desk.last_used')}</th><th scope="col">${t('desk.now')}</th></tr></thead><tbody>${keys.map((key) => keyRow(key, desk))}</tbody></table></div>`;
};

const scalesShown = async (desk: Desk): Promise<Html> => {
  const { view, ask } = desk;
  const scales = dataOf<Scale>(await ask('/v1/rating-scales?limit=100'));
  return html`<ul class="rows">${scales.map(
    ({ title, key, scale_version, ratings }) =>
      html`<li><p class="name">${title} <small><code>${key}</code>, ${view.words.t('version.number', { version: scale_version })}</small></p><p class="meta">${ratings
        .toSorted((a, b) => a.order - b.order)
        .map(({ labels }) => labelOf(labels, view.words.language))
        .join(' · ')}</p></li>`,
  )}</ul>`;
};

const anchorsShown = async (desk: Desk): Promise<Html> => {
  const { ask, view } = desk;
  const { t } = view.words;
  const anchors = dataOf<Anchor>(await ask('/v1/anchors?limit=100'));
  const { groups, button } = dayForm(view.words);
  return html`<ul class="rows">${anchors.map(
    ({ id, key, title, phrases, date, note }) =>
      html`<li><p>${date === null ? tag('wait', t('desk.day_unknown')) : tag('now', view.words.shortDay(date))} <b>${title}</b> <code>${key}</code></p>
${phrases.length > 0 && html`<p class="meta">${phrases.map((phrase) => `“${phrase}”`).join(' · ')}</p>`}${note && html`<p class="note">${note}</p>`}
<details><summary>${t('desk.set_day_of', { title })}</summary>${form(desk, { action: `/desk/anchors/${id}`, groups, values: { date: date ?? '' }, refused: null, button, ids: key })}</details>
<p class="buttons"><a class="button" href="/desk/anchors/${id}/edit">${t('desk.change_anchor')}</a></p></li>`,
  )}</ul>`;
};

interface Webhook {
  id: string;
  url: string;
  description: string | null;
  format: string;
  payload: string;
  types: string[];
  speakers: string[];
  topics: string[];
  claims: string[];
  state: string;
  disabled_reason: string | null;
  failing_since: string | null;
}

interface Delivery {
  id: string;
  type: string;
  at: string;
  state: string;
  status: number | null;
  error: string | null;
}

/** What may be done to a webhook. */
const HOOK_DEEDS = ['test', 'pause', 'go_on', 'rotate', 'remove'] as const;
/** The same, and sending one of its deliveries again. */
const ALL_HOOK_DEEDS = [...HOOK_DEEDS, 'replay'] as const;

const deliveriesShown = async ({ ask, token, view: { words } }: Desk, id: string): Promise<Html> => {
  const sent = dataOf<Delivery>(await ask(`/v1/webhooks/${id}/deliveries?limit=10`));
  if (sent.length === 0) return html`<p class="empty">${words.t('desk.nothing_yet')}</p>`;
  return html`<ul class="rows">${sent.map(
    ({ id: delivery, type, at, state, status, error }) =>
      html`<li><p>${tag(state === 'delivered' ? 'good' : state === 'failed' ? 'bad' : 'wait', words.of('delivery', state))} <code>${type}</code></p><p class="meta">${[words.instant(at), status && `HTTP ${status}`, error].filter(Boolean).join(' · ')}</p>${state !== 'pending' && oneButton(`/desk/webhooks/${id}`, token, words.of('hook', 'replay'), { deed: 'replay', delivery })}</li>`,
  )}</ul>`;
};

/** All of a period again: for who was not there to listen. */
const replayShown = (desk: Desk, id: string): Html => {
  const { title, groups, button } = periodForm(desk.view.words);
  const values = { deed: 'replay' };
  return html`<h3>${title}</h3>${form(desk, { action: `/desk/webhooks/${id}`, groups, values, refused: null, button, ids: id })}`;
};

const hookRow = async (hook: Webhook, desk: Desk): Promise<Html> => {
  const { id, url, description, format, types, state, disabled_reason, failing_since } = hook;
  const { words } = desk.view;
  const standing =
    state === 'disabled'
      ? tag('none', disabled_reason ?? words.t('desk.paused'))
      : failing_since === null
        ? tag('good', words.t('desk.active'))
        : tag('bad', words.t('desk.failing_since', { day: words.instant(failing_since) }));
  const deeds = HOOK_DEEDS.filter((deed) => deed !== (state === 'active' ? 'go_on' : 'pause'));
  return html`<li><p>${standing} <b>${description ?? url}</b></p>
<p class="meta"><code>${url}</code> · ${format} · ${types.length === 0 ? words.t('desk.told_all') : types.join(', ')}</p>
<div class="buttons"><a class="button" href="/desk/webhooks/${id}/edit">${words.t('desk.change_webhook')}</a>${deeds.map((deed) => oneButton(`/desk/webhooks/${id}`, desk.token, words.of('hook', deed), { deed }))}</div>
<details><summary>${words.t('desk.deliveries')}</summary>${await deliveriesShown(desk, id)}${replayShown(desk, id)}</details></li>`;
};

const webhooksShown = async (desk: Desk): Promise<Html> => {
  const hooks = dataOf<Webhook>(await desk.ask('/v1/webhooks'));
  if (hooks.length === 0) return html`<p class="empty">${desk.view.words.t('desk.nothing_yet')}</p>`;
  return html`<ul class="rows">${await Promise.all(hooks.map((hook) => hookRow(hook, desk)))}</ul>`;
};

const announced = z.object({ data: z.array(z.object({ type: z.string() })) });

const typesTold = async ({ ask }: Desk): Promise<string[]> => {
  const { data } = announced.parse((await ask('/v1/event-types')).json);
  return data.map(({ type }) => type);
};

interface Room {
  name: MessageName;
  /** Who may enter. */
  access: 'editor' | 'admin';
  what: MessageName;
  /** Where the API has it. */
  list: string;
  form: (desk: Desk) => Form | Promise<Form>;
  shown: (desk: Desk) => Promise<Html>;
}

const ROOMS: Readonly<Record<'keys' | 'scales' | 'anchors' | 'webhooks', Room>> = {
  keys: {
    name: 'desk.keys',
    access: 'admin',
    what: 'desk.keys_what',
    list: '/v1/keys',
    form: ({ view }) => keyForm(view.words, ROLES),
    shown: keysShown,
  },
  scales: {
    name: 'desk.scales',
    access: 'admin',
    what: 'desk.scales_what',
    list: '/v1/rating-scales',
    form: ({ view }) => scaleForm(view.words),
    shown: scalesShown,
  },
  anchors: {
    name: 'desk.anchors',
    access: 'editor',
    what: 'desk.anchors_what',
    list: '/v1/anchors',
    form: ({ view }) => anchorForm(view.words),
    shown: anchorsShown,
  },
  webhooks: {
    name: 'desk.webhooks',
    access: 'admin',
    what: 'desk.webhooks_what',
    list: '/v1/webhooks',
    form: async (desk) => webhookForm(desk.view.words, await typesTold(desk)),
    shown: webhooksShown,
  },
};

const withSecret = z.looseObject({
  secret: z.string(),
  actor: z.string().optional(),
  url: z.string().optional(),
});

/** The secret of a new key or webhook, this once. */
const secretIn = (json: unknown, { t }: Words): Html | null => {
  const made = withSecret.safeParse(json).data;
  if (!made) return null;
  const { secret, actor, url = '' } = made;
  const [title, why] =
    actor === undefined
      ? [t('desk.hook_secret', { url }), t('desk.hook_secret_once')]
      : [t('desk.key_of', { actor }), t('desk.key_once', { actor })];
  return html`<div class="finding now" role="status"><p class="answer">${title}</p><p><code class="secret">${secret}</code></p><p class="by">${why}</p></div>`;
};

/** What most new keys are of. */
const BEGINNING: Values = { role: 'reporter' };

const anchorValues = ({ key, title, phrases, date, said_from, note }: Anchor): Values => ({
  key,
  title,
  phrases: phrases.join('\n'),
  date: date ?? '',
  said_from: said_from ?? '',
  note: note ?? '',
});

const hookValues = ({ url, description, format, payload, ...lists }: Webhook): Values => ({
  url,
  description: description ?? '',
  format,
  payload,
  types: lists.types.join('\n'),
  speakers: lists.speakers.join('\n'),
  topics: lists.topics.join('\n'),
  claims: lists.claims.join('\n'),
});

const changes = (app: App, desk: DeskTools): void => {
  changeRoutes<Anchor>(app, desk, {
    list: 'anchors',
    form: ({ view }) => anchorChangeForm(view.words),
    values: anchorValues,
    name: ({ title }) => title,
    place: () => '/desk/anchors',
  });
  changeRoutes<Webhook>(app, desk, {
    list: 'webhooks',
    form: async (at) => webhookChangeForm(at.view.words, await typesTold(at)),
    values: hookValues,
    name: ({ url, description }) => description ?? url,
    place: () => '/desk/webhooks',
  });
};

interface Typed {
  values: Values;
  refused: Refused | null;
  above?: Html | null;
}

export const office = (app: App, desk: DeskTools): void => {
  const options = hidden(desk.fail);
  const writing = { ...options, config: sending };
  const one = { ...writing, schema: { hide: true, params: byId } };
  changes(app, desk);

  const showRoom = async (
    request: FastifyRequest,
    reply: FastifyReply,
    path: keyof typeof ROOMS,
    typed: Typed,
    status = 200,
  ): Promise<FastifyReply> => {
    const at = await desk.of(request);
    const room = ROOMS[path];
    const { t } = at.view.words;
    const { groups, button, title } = await room.form(at);
    const body = html`<h1>${t(room.name)}</h1><p class="byline">${t(room.what)}</p>${typed.above}${await room.shown(at)}
<h2>${title}</h2>${form(at, { ...typed, action: `/desk/${path}`, groups, button })}`;
    return desk.show(request, reply, t(room.name), body, status);
  };

  for (const path of ['keys', 'scales', 'anchors', 'webhooks'] as const) {
    const room = ROOMS[path];
    app.get(
      `/desk/${path}`,
      { ...options, config: { access: room.access, session: true } },
      (request, reply) => showRoom(request, reply, path, { values: BEGINNING, refused: null }),
    );
    app.post(`/desk/${path}`, writing, async (request, reply) => {
      const given = typedIn(request);
      const at = await desk.of(request);
      const { body, groups } = await room.form(at);
      const made = await desk.send(request, { method: 'POST', url: room.list, body: body(given) });
      if (made.status === 403) return decided(desk, request, reply, made, '/desk');
      if (made.status !== 201) {
        const above = await besideExisting(at, made, given);
        const typed = { values: given, refused: refusedBy(made.json, groups), above };
        return showRoom(request, reply, path, typed, made.status);
      }
      const above = secretIn(made.json, at.view.words);
      if (above === null) return reply.redirect(`/desk/${path}`, 303);
      return showRoom(request, reply, path, { values: {}, refused: null, above });
    });
  }
  app.post('/desk/keys/:id/revoke', one, async (request, reply) => {
    const url = `/v1/keys/${encodeURIComponent(request.params.id)}/revoke`;
    const made = await desk.send(request, { method: 'POST', url, body: {} });
    return decided(desk, request, reply, made, '/desk/keys');
  });
  app.post('/desk/anchors/:id', one, async (request, reply) => {
    const url = `/v1/anchors/${encodeURIComponent(request.params.id)}`;
    const at = await desk.of(request);
    const { etag } = await at.ask(url);
    const { correction } = bodyOf(dayForm(at.view.words).groups, typedIn(request));
    const body = { date: typedIn(request).date?.trim() || null, correction };
    const made = await desk.send(request, { method: 'PATCH', url, body, etag });
    return decided(desk, request, reply, made, '/desk/anchors');
  });
  app.post('/desk/webhooks/:id', one, async (request, reply) => {
    const acted = hookActed.parse(typedIn(request));
    const at = await desk.of(request);
    const made = await carryOut(desk, at, request, request.params.id, acted);
    if (made.status >= 300) return decided(desk, request, reply, made, '/desk/webhooks');
    const above = aboveHooks(acted, made.json, at);
    if (above === null) return reply.redirect('/desk/webhooks', 303);
    return showRoom(request, reply, 'webhooks', { values: {}, refused: null, above });
  });
};

const hookActed = z.object({
  deed: z.enum(ALL_HOOK_DEEDS),
  delivery: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
});
type Acted = z.output<typeof hookActed>;

/** What came of something that was done to a webhook; null where the list says it. */
const aboveHooks = ({ deed, from }: Acted, json: unknown, at: Desk): Html | null => {
  if (deed === 'test') return tested(json, at);
  return from === undefined ? secretIn(json, at.view.words) : replayed(json, at.view.words);
};

const replayedShown = z.looseObject({ deliveries: z.number() });

const replayed = (json: unknown, { t }: Words): Html => {
  const { deliveries } = replayedShown.parse(json);
  return html`<div class="finding now" role="status"><p class="answer">${t('desk.replayed', { n: deliveries })}</p></div>`;
};

/** One delivery, or those of a period; what is empty is not asked for. */
const replayOf = (asked: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(asked).flatMap(([name, value = '']): [string, string][] =>
      value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );

const carryOut = async (
  desk: DeskTools,
  at: Desk,
  request: FastifyRequest,
  id: string,
  { deed, delivery, from, to }: Acted,
): Promise<ApiAnswer> => {
  const url = `/v1/webhooks/${encodeURIComponent(id)}`;
  if (deed === 'test' || deed === 'rotate')
    return desk.send(request, { method: 'POST', url: `${url}/${deed}`, body: {} });
  if (deed === 'replay')
    return desk.send(request, {
      method: 'POST',
      url: `${url}/replay`,
      body: replayOf({ delivery, from, to }),
    });
  const { etag } = await at.ask(url);
  if (deed === 'remove') return desk.send(request, { method: 'DELETE', url, etag });
  const state = deed === 'pause' ? 'disabled' : 'active';
  return desk.send(request, { method: 'PATCH', url, body: { state }, etag });
};

const testedShown = z.looseObject({
  state: z.string(),
  status: z.number().nullable(),
  error: z.string().nullable(),
});

/** How a test went. */
const tested = (json: unknown, { view: { words } }: Desk): Html => {
  const { state, status, error } = testedShown.parse(json);
  return html`<div class="finding ${state === 'delivered' ? 'good' : 'bad'}" role="status"><p class="answer">${words.of('delivery', state)}</p><p class="by">${[status && `HTTP ${status}`, error].filter(Boolean).join(' · ')}</p></div>`;
};
