/**
 * What admins keep in order, and of anchors editors too.
 *
 * GET, POST /desk/keys           who may call; a new key, whose secret is shown once
 * POST /desk/keys/{id}/revoke
 * GET, POST /desk/scales         the policies by which claims are rated
 * GET, POST /desk/anchors        events that deadlines hang on
 * POST /desk/anchors/{id}        the day of one
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../../http/app.ts';
import { ROLES } from '../../../http/tables.ts';
import { labelOf } from '../../../newsroom/claimreview/render.ts';
import { type Html, html } from '../html.ts';
import { tag } from '../parts/marks.ts';
import type { Scale } from '../read.ts';
import { bodyOf, form, oneButton, type Refused, refusedBy, type Values } from './form.ts';
import { anchorForm, dayForm, type Form, keyForm, scaleForm } from './forms.ts';
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
  note: string | null;
}

const keyRow = (key: Key, { view: { words, today }, token }: Desk): Html => {
  const { id, actor, role, created_at, last_used_on, revoked_at, expires_on } = key;
  const isOver = expires_on !== null && expires_on < today;
  return html`<tr><th scope="row">${actor}</th><td>${role}</td><td>${words.instant(created_at)}</td><td>${last_used_on === null ? 'never' : words.shortDay(last_used_on)}</td>
<td>${
    revoked_at !== null
      ? tag('none', `revoked ${words.shortDay(revoked_at.slice(0, 10))}`)
      : isOver
        ? tag('none', `over since ${words.shortDay(expires_on)}`)
        : html`${expires_on && `until ${words.shortDay(expires_on)} `}${oneButton(`/desk/keys/${id}/revoke`, token, `Revoke ${actor}’s`)}`
  }</td></tr>`;
};

const keysShown = async (desk: Desk): Promise<Html> => {
  const keys = dataOf<Key>(await desk.ask('/v1/keys?limit=100'));
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Keys"><table><thead><tr><th scope="col">Whose</th><th scope="col">Role</th><th scope="col">Made</th><th scope="col">Last used</th><th scope="col">Now</th></tr></thead><tbody>${keys.map((key) => keyRow(key, desk))}</tbody></table></div>`;
};

const scalesShown = async (desk: Desk): Promise<Html> => {
  const { view, ask } = desk;
  const scales = dataOf<Scale>(await ask('/v1/rating-scales?limit=100'));
  return html`<ul class="rows wide">${scales.map(
    ({ title, key, scale_version, ratings }) =>
      html`<li><p class="name">${title} <small><code>${key}</code>, version ${scale_version}</small></p><p class="meta">${ratings
        .toSorted((a, b) => a.order - b.order)
        .map(({ labels }) => labelOf(labels, view.words.language))
        .join(' · ')}</p></li>`,
  )}</ul>`;
};

const anchorsShown = async ({ ask, view, token }: Desk): Promise<Html> => {
  const anchors = dataOf<Anchor>(await ask('/v1/anchors?limit=100'));
  const { groups, button } = dayForm(view.words);
  return html`<ul class="rows wide">${anchors.map(
    ({ id, key, title, phrases, date, note }) =>
      html`<li><p>${date === null ? tag('wait', 'day not known') : tag('now', view.words.shortDay(date))} <b>${title}</b> <code>${key}</code></p>
${phrases.length > 0 && html`<p class="meta">${phrases.map((phrase) => `“${phrase}”`).join(' · ')}</p>`}${note && html`<p class="note">${note}</p>`}
<details><summary>Set the day of ${title}</summary>${form({ action: `/desk/anchors/${id}`, groups, values: { date: date ?? '' }, refused: null, button, token, ids: key })}</details></li>`,
  )}</ul>`;
};

interface Room {
  name: string;
  /** Who may enter. */
  access: 'editor' | 'admin';
  what: string;
  /** Where the API has it. */
  list: string;
  form: () => Form;
  shown: (desk: Desk) => Promise<Html>;
}

const ROOMS: Readonly<Record<'keys' | 'scales' | 'anchors', Room>> = {
  keys: {
    name: 'Keys',
    access: 'admin',
    what: 'Who may call, in their own names. A secret is shown once, when its key is made.',
    list: '/v1/keys',
    form: () => keyForm(ROLES),
    shown: keysShown,
  },
  scales: {
    name: 'Rating scales',
    access: 'admin',
    what: 'The policies by which claims are rated. A version never changes: the same key again is a new version.',
    list: '/v1/rating-scales',
    form: scaleForm,
    shown: scalesShown,
  },
  anchors: {
    name: 'Anchors',
    access: 'editor',
    what: 'Events that deadlines hang on. A new day opens or moves the windows of all promises that hang on it.',
    list: '/v1/anchors',
    form: anchorForm,
    shown: anchorsShown,
  },
};

/** The secret of a new key, this once. */
const secretIn = (json: unknown): Html | null => {
  const made = JSON.parse(JSON.stringify(json));
  return typeof made.secret === 'string'
    ? html`<div class="finding now" role="status"><p class="answer">The key of ${made.actor}</p><p><code class="secret">${made.secret}</code></p><p class="by">It is shown this once. Whoever has it signs as ${made.actor}.</p></div>`
    : null;
};

/** What most new keys are of. */
const BEGINNING: Values = { role: 'reporter' };

interface Typed {
  values: Values;
  refused: Refused | null;
  above?: Html | null;
}

export const office = (app: App, desk: DeskTools): void => {
  const options = hidden(desk.fail);
  const writing = { ...options, config: sending };
  const one = { ...writing, schema: { hide: true, params: byId } };

  const showRoom = async (
    request: FastifyRequest,
    reply: FastifyReply,
    room: Room,
    typed: Typed,
    status = 200,
  ): Promise<FastifyReply> => {
    const at = await desk.of(request);
    const { groups, button, title } = room.form();
    const action = request.url.split('?', 1)[0] ?? '';
    const body = html`<h1>${room.name}</h1><p class="byline">${room.what}</p>${typed.above}${await room.shown(at)}
<h2>${title}</h2>${form({ ...typed, action, groups, button, token: at.token })}`;
    return desk.show(request, reply, room.name, body, status);
  };

  for (const [path, room] of Object.entries(ROOMS)) {
    app.get(
      `/desk/${path}`,
      { ...options, config: { access: room.access, session: true } },
      (request, reply) => showRoom(request, reply, room, { values: BEGINNING, refused: null }),
    );
    app.post(`/desk/${path}`, writing, async (request, reply) => {
      const given = typedIn(request);
      const { body, groups } = room.form();
      const made = await desk.send(request, { method: 'POST', url: room.list, body: body(given) });
      if (made.status === 403) return decided(desk, request, reply, made, '/desk');
      if (made.status !== 201) {
        const typed = { values: given, refused: refusedBy(made.json, groups) };
        return showRoom(request, reply, room, typed, made.status);
      }
      const above = secretIn(made.json);
      if (above === null) return reply.redirect(`/desk/${path}`, 303);
      return showRoom(request, reply, room, { values: {}, refused: null, above });
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
};
