/**
 * GET, POST /desk/sources/{id}/edit, /desk/quotes/{id}/edit    changing.ts
 * GET, POST /desk/sources/{id}    its text, to mark quotes in; the words are compared before anything is kept
 * POST /desk/sources/{id}/text    the text of a source that has none
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { App } from '../../../http/app.ts';
import type { Services } from '../../../http/services.ts';
import { LIMITS } from '../../../limits.ts';
import { type Compared, compareQuote } from '../../../newsroom/quotes/compare.ts';
import { loadSourceRows } from '../../../newsroom/sources/source.ts';
import { type Selector, selectorsOf } from '../../../text/selectors.ts';
import { type Html, html } from '../html.ts';
import { sides } from '../parts/changes.ts';
import { addressWith } from '../parts/lists.ts';
import { comparedWith, fidelityTag, quotation } from '../parts/quote.ts';
import type { Quote, Source, Speaker } from '../read.ts';
import type { View } from '../view.ts';
import { changeRoutes } from './changing.ts';
import { bodyOf, form, type Refused, refusedBy, type Values } from './form.ts';
import type { Suggestion } from './forms/parts.ts';
import { LIKE_THE_LAST, markForm, quoteChangeForm, sourceChangeForm, textForm } from './forms/record.ts';
import { type Desk, dataOf } from './pages.ts';
import { byId, type DeskTools, decided, hidden, sending, signedIn, thing, typedIn, values } from './tools.ts';

/** The speakers that forms suggest: the slug is what is sent. */
export const speakersAt = async ({ ask }: Desk): Promise<Suggestion[]> => {
  const list = `/v1/speakers?limit=${LIMITS.list_max}`;
  const [open, drafts] = await Promise.all([ask(list), ask(`${list}&publication=draft`)]);
  const speakers = [...dataOf<Speaker>(open), ...dataOf<Speaker>(drafts)];
  return speakers.map(({ slug, name }) => ({ value: slug, label: name }));
};

/** The offset in a text of one in the same text as browsers have it, where every line ends with one sign. */
const offsetIn = (text: string, shown: number): number => {
  let at = 0;
  for (let count = 0; count < shown && at < text.length; count += 1)
    at += text.startsWith('\r\n', at) ? 2 : 1;
  return at;
};

const marked = z.object({
  'place.start': z.string().regex(/^\d{1,7}$/),
  'place.end': z.string().regex(/^\d{1,7}$/),
});

/** The selectors of the words that were marked; none where they were pasted. */
const selectorsIn = (text: string | null, given: Values): Selector[] => {
  const place = marked.safeParse(given).data;
  if (text === null || !place) return [];
  const [start, end] = [
    offsetIn(text, Number(place['place.start'])),
    offsetIn(text, Number(place['place.end'])),
  ];
  return start < end ? selectorsOf(text, { start, end }) : [];
};

/** How words compare with the text, and where they stand in it. */
const comparison = (compared: Compared, text: string | null, view: View): Html => {
  const place = compared.selectors.find((selector) => selector.type === 'TextPositionSelector');
  const of = text?.length ?? 0;
  const where =
    place?.type === 'TextPositionSelector' &&
    html`<p class="note">${view.words.t('desk.place', { start: place.start + 1, end: place.end, of })}</p>
<p class="place" dir="auto"><span class="around">${text?.slice(Math.max(0, place.start - LIMITS.selector_context), place.start)}</span><mark>${text?.slice(place.start, place.end)}</mark><span class="around">${text?.slice(place.end, place.end + LIMITS.selector_context)}</span></p>`;
  return html`<p>${fidelityTag(compared, view)} ${view.words.of('fidelity_why', compared.fidelity)}</p>
${where}${comparedWith(compared, view)}`;
};

interface Page {
  values: Values;
  refused: Refused | null;
  answers: Readonly<Record<string, Html>>;
}

const quoteRow = (quote: Quote, view: View): Html => html`${quotation(quote, view, false)}
<p class="buttons"><a class="button" href="/desk/quotes/${quote.id}">${view.words.t('desk.work_on')}</a> <a class="button" href="/desk/new/claim?quotes=${quote.id}">${view.words.t('desk.claim_of_quote')}</a></p>`;

const marking = async (desk: Desk, source: Source, text: string, page: Page): Promise<Html> => {
  const { groups, button, title } = markForm(desk.view.words, await speakersAt(desk));
  const { t } = desk.view.words;
  const shown = form(desk, {
    ...page,
    action: `/desk/sources/${source.id}`,
    groups,
    button,
    others: [{ name: 'intent', value: 'compare', label: t('desk.compare') }],
  });
  return html`<div class="marking"><div class="field"><label for="source-text">${t('desk.its_text')}</label><textarea id="source-text" readonly rows="24" dir="auto">\n${text}</textarea></div>
<section aria-labelledby="mark"><h2 id="mark">${title}</h2>${shown}</section></div>`;
};

const pasting = (desk: Desk, source: Source, etag: string, page: Page): Html => {
  const { words } = desk.view;
  const { groups, button } = textForm(words);
  const action = `/desk/sources/${source.id}/text`;
  return html`<p class="note">${words.t('source.no_text')}</p>${form(desk, { ...page, values: { etag, ...page.values }, action, groups, button })}
<p class="buttons"><a class="button" href="/desk/new/quote?source=${source.id}">${words.t('desk.quote_without')}</a></p>`;
};

const sourcePage = async (desk: Desk, id: string, text: string | null, page: Page): Promise<Html> => {
  const { ask, view } = desk;
  const answer = await ask(`/v1/sources/${encodeURIComponent(id)}`);
  const source = thing<Source>(answer, id);
  const quoted = `/v1/quotes?source=${source.id}&limit=50`;
  const [drafts, open] = await Promise.all([ask(`${quoted}&publication=draft`), ask(quoted)]);
  const quotes = [...dataOf<Quote>(drafts), ...dataOf<Quote>(open)];
  return html`<p class="eyebrow">${view.words.of('source', source.kind)} · <code>${source.id}</code></p><h1 dir="auto">${source.title}</h1>
<p class="buttons"><a class="button" href="/desk/sources/${source.id}/edit">${view.words.t('desk.change_source')}</a></p>
${text === null ? pasting(desk, source, answer.etag ?? '', page) : await marking(desk, source, text, page)}
<h2 id="quotes">${view.words.t('nav.quotes')} <small>${quotes.length}</small></h2>${quotes.length === 0 ? html`<p class="empty">${view.words.t('desk.nothing_yet')}</p>` : quotes.map((quote) => quoteRow(quote, view))}`;
};

/** What the next quote of this source will have in common with this one. */
const nextOf = (id: string, given: Values): string =>
  `${addressWith(`/desk/sources/${id}`, Object.fromEntries(LIKE_THE_LAST.map((name) => [name, given[name]])))}#quotes`;

const sourceValues = (source: Source): Values => ({
  kind: source.kind,
  title: source.title,
  url: source.url ?? '',
  publisher: source.publisher ?? '',
  author: source.author ?? '',
  published_on: source.published_on ?? '',
  language: source.language ?? '',
  archived_url: source.archived_url ?? '',
});

const quoteValues = (quote: Quote): Values => ({
  source: quote.source.id,
  text: quote.text,
  speaker: quote.speaker.slug,
  form: quote.form,
  said_on: quote.said_on ?? '',
  speaker_role: quote.speaker_role ?? '',
  venue: quote.venue ?? '',
  language: quote.language ?? '',
  said_at: quote.said_at ?? '',
  'original.text': quote.original?.text ?? '',
  'original.language': quote.original?.language ?? '',
  'media.url': quote.media?.url ?? '',
  'media.start_seconds': `${quote.media?.start_seconds ?? ''}`,
  'media.end_seconds': `${quote.media?.end_seconds ?? ''}`,
});

export const sourceRoutes = (app: App, services: Services, desk: DeskTools): void => {
  const options = hidden(desk.fail);
  const params = { schema: { hide: true, params: byId } };
  changeRoutes<Source>(app, desk, {
    list: 'sources',
    form: ({ view }, isPublic) => sourceChangeForm(view.words, isPublic),
    values: sourceValues,
    name: ({ title }) => title,
  });
  changeRoutes<Quote>(app, desk, {
    list: 'quotes',
    form: async (at, isPublic) => quoteChangeForm(at.view.words, isPublic, await speakersAt(at)),
    values: quoteValues,
    name: ({ text }) => text,
  });
  const textOf = async (id: string): Promise<string | null> =>
    (await loadSourceRows(services.database.read, [id])).get(id)?.text ?? null;

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    at: Desk,
    id: string,
    page: Page,
    status = 200,
  ): Promise<FastifyReply> => {
    const body = await sourcePage(at, id, await textOf(id), page);
    return desk.show(request, reply, at.view.words.t('desk.source'), body, status);
  };

  app.get(
    '/desk/sources/:id',
    {
      ...options,
      config: { ...signedIn, anyParameters: true },
      schema: { hide: true, params: byId, querystring: values },
    },
    async (request, reply) => {
      const { id } = request.params;
      const page = { values: values.safeParse(request.query).data ?? {}, refused: null, answers: {} };
      return show(request, reply, await desk.of(request), id, page);
    },
  );

  app.post('/desk/sources/:id', { ...options, config: sending, ...params }, async (request, reply) => {
    const { id } = request.params;
    const at = await desk.of(request);
    const [given, text] = [typedIn(request), await textOf(id)];
    const selectors = selectorsIn(text, given);
    if (given.intent === 'compare') {
      const words = { text: given.text ?? '', selectors, language: given.language || null };
      const answer = words.text === '' ? html`` : comparison(await compareQuote(words, text), text, at.view);
      if (given.part) return desk.showPart(reply, answer);
      const page = { values: given, refused: null, answers: { text: answer } };
      return show(request, reply, at, id, page);
    }
    const asked = markForm(at.view.words, []);
    const { place: _, ...body } = bodyOf(asked.groups, given);
    const made = await desk.send(request, {
      method: 'POST',
      url: '/v1/quotes',
      body: { ...body, source: id, selectors },
    });
    if (made.status === 201) return reply.redirect(nextOf(id, given), 303);
    const page = { values: given, refused: refusedBy(made.json, asked.groups), answers: {} };
    return show(request, reply, at, id, page, made.status);
  });

  app.post('/desk/sources/:id/text', { ...options, config: sending, ...params }, async (request, reply) => {
    const { id } = request.params;
    const given = typedIn(request);
    const { etag = '', text = '' } = given;
    const url = `/v1/sources/${encodeURIComponent(id)}`;
    const made = await desk.send(request, { method: 'PATCH', url, body: { text }, etag });
    if (made.status === 200) return decided(desk, request, reply, made, `/desk/sources/${id}`);
    const at = await desk.of(request);
    const refused = refusedBy(made.json, textForm(at.view.words).groups);
    const there = await textOf(id);
    if (there === null)
      return show(request, reply, at, id, { values: { text }, refused, answers: {} }, made.status);
    // Somebody else was quicker: both texts are shown, and nothing of this one is lost.
    const { words } = at.view;
    const both = sides([{ label: words.t('desk.its_text'), before: there, after: text }], {
      what: words.t('desk.both'),
      before: words.t('desk.reads_now'),
      after: words.t('desk.typed'),
    });
    const body = html`<h1>${refused.title}</h1><p>${refused.detail}</p>${both}<p><a href="/desk/sources/${id}">${words.t('desk.back')}</a></p>`;
    return desk.show(request, reply, refused.title, body, made.status);
  });
};
