/**
 * GET  /desk/speakers                    all of them, with those who are drafts
 * GET  /desk/speakers/{id}
 * GET, POST /desk/speakers/{id}/edit     changing.ts
 * GET, POST /desk/speakers/{id}/merge    two who are one
 */
import type { App } from '../../../http/app.ts';
import { type Html, html } from '../html.ts';
import { tag } from '../parts/marks.ts';
import type { Speaker } from '../read.ts';
import { changeRoutes } from './changing.ts';
import { refusedBy, rowValues, type Values } from './form.ts';
import { mergeForm, speakerChangeForm } from './forms/record.ts';
import { type Desk, dataOf } from './pages.ts';
import { speakersAt } from './sources.ts';
import { byId, type DeskTools, hidden, sending, signedIn, thing, typedIn } from './tools.ts';

const LIST = '/v1/speakers?limit=100';

const speakersShown = async ({ ask, view: { words } }: Desk): Promise<Html> => {
  const [drafts, open] = await Promise.all([ask(`${LIST}&publication=draft`), ask(LIST)]);
  const speakers = [...dataOf<Speaker>(drafts), ...dataOf<Speaker>(open)];
  return html`<h1>${words.t('nav.speakers')}</h1>
<p class="buttons"><a class="button" href="/desk/new/speaker">${words.t('desk.new_speaker')}</a></p>
<ul class="rows">${speakers.map(
    ({ id, name, slug, publication, description }) =>
      html`<li><p>${publication === 'draft' && tag('wait', words.t('desk.draft'))} <a class="name" href="/desk/speakers/${id}">${name}</a> <code>${slug}</code></p>${description && html`<p class="meta" dir="auto">${description}</p>`}</li>`,
  )}</ul>`;
};

const speakerDesk = (speaker: Speaker, { view: { words } }: Desk): Html => {
  const { id, name, slug, publication, description, aliases } = speaker;
  const isPublic = publication === 'published';
  return html`<p class="eyebrow">${isPublic ? html`<a href="/speakers/${slug}">${words.t('desk.public_word')}</a>` : words.t('desk.draft')} · <code>${id}</code></p>
<h1>${name}</h1><p class="byline" dir="auto">${description}</p>
${aliases.length > 0 && html`<p class="note">${words.t('speaker.aliases')}: ${aliases.join(', ')}</p>`}
<div class="buttons"><a class="button" href="/desk/speakers/${id}/edit">${words.t('desk.change_speaker')}</a> <a class="button" href="/desk/speakers/${id}/merge">${words.t('desk.merge')}</a> <a class="button" href="/desk/new/quote?speaker=${slug}">${words.t('desk.new_quote')}</a></div>`;
};

const valuesOf = (speaker: Speaker): Values => {
  const {
    name,
    kind,
    slug,
    description,
    wikidata_id,
    aliases,
    roles = [],
    external_ids = [],
    image,
  } = speaker;
  return {
    name,
    kind,
    slug,
    description: description ?? '',
    wikidata_id: wikidata_id ?? '',
    aliases: aliases.join('\n'),
    ...rowValues(
      'roles',
      roles.map(({ title, organisation, party, from, to }) => ({
        title: title ?? '',
        organisation: organisation ?? '',
        party: party ?? '',
        from: from ?? '',
        to: to ?? '',
      })),
      { title: '' },
    ),
    ...rowValues(
      'external_ids',
      external_ids.map(({ scheme, id }) => ({ scheme, id })),
      { scheme: '' },
    ),
    'image.url': image?.url ?? '',
    'image.licence': image?.licence ?? '',
    'image.licence_url': image?.licence_url ?? '',
    'image.credit': image?.credit ?? '',
  };
};

export const speakerRoutes = (app: App, desk: DeskTools): void => {
  const options = hidden(desk.fail);
  const one = { ...options, schema: { hide: true, params: byId } };
  const speakerOf = async ({ ask }: Desk, id: string): Promise<Speaker> =>
    thing<Speaker>(await ask(`/v1/speakers/${encodeURIComponent(id)}`), id);

  changeRoutes<Speaker>(app, desk, {
    list: 'speakers',
    form: ({ view }, isPublic, typed) => speakerChangeForm(view.words, isPublic, typed),
    values: valuesOf,
    name: ({ name }) => name,
  });
  app.get('/desk/speakers', { ...options, config: signedIn }, async (request, reply) => {
    const at = await desk.of(request);
    return desk.show(request, reply, at.view.words.t('nav.speakers'), await speakersShown(at));
  });
  app.get('/desk/speakers/:id', { ...one, config: signedIn }, async (request, reply) => {
    const at = await desk.of(request);
    const speaker = await speakerOf(at, request.params.id);
    return desk.show(request, reply, speaker.name, speakerDesk(speaker, at));
  });
  app.get('/desk/speakers/:id/merge', { ...one, config: signedIn }, async (request, reply) => {
    const at = await desk.of(request);
    const { id, name } = await speakerOf(at, request.params.id);
    return desk.showForm(request, reply, {
      form: mergeForm(at.view.words, await speakersAt(at)),
      action: `/desk/speakers/${id}/merge`,
      values: {},
      refused: null,
      above: html`<p class="byline"><a href="/desk/speakers/${id}">${name}</a></p>`,
    });
  });
  app.post('/desk/speakers/:id/merge', { ...one, config: sending }, async (request, reply) => {
    const { id } = request.params;
    const at = await desk.of(request);
    const given = typedIn(request);
    const asked = mergeForm(at.view.words, await speakersAt(at));
    const url = `/v1/speakers/${encodeURIComponent(id)}/merge`;
    const made = await desk.send(request, { method: 'POST', url, body: asked.body(given) });
    if (made.status < 300) return reply.redirect('/desk/speakers', 303);
    return desk.showForm(
      request,
      reply,
      {
        form: asked,
        action: `/desk/speakers/${id}/merge`,
        values: given,
        refused: refusedBy(made.json, asked.groups),
        above: html`<p class="byline"><a href="/desk/speakers/${id}">${(await speakerOf(at, id)).name}</a></p>`,
      },
      made.status,
    );
  });
};
