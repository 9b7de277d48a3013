/**
 * GET, POST /desk/new/{what}           a source, speaker, quote or claim
 * GET, POST /desk/claims/{id}/{what}   verdict, outcome, edit, deadline, correct, clarify, withdraw
 * GET, POST /desk/quotes/{id}/withdraw
 * POST /desk/claims/{id}/deadlines/{position}/confirm, /reject
 * POST /desk/review                    submit, approve or send back
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { App } from '../../../http/app.ts';
import { LIMITS } from '../../../limits.ts';
import type { ApiAnswer } from '../api.ts';
import { type Html, html } from '../html.ts';
import { addressWith } from '../parts/lists.ts';
import type { Claim, Promised, Quote } from '../read.ts';
import type { View } from '../view.ts';
import { finding } from '../parts/finding.ts';
import { standingOf } from '../parts/standing.ts';
import type { Words } from '../words.ts';
import { inTheWay } from './existing.ts';
import { bothVersions, moreOf } from './changing.ts';
import { ratingChoice } from './findings.ts';
import { closedUp, form, identifierLines, MORE, refusedBy, rowValues, type Values } from './form.ts';
import { claimForm, clarifyForm, correctForm, deadlineForm, editForm } from './forms/claims.ts';
import { outcomeForm, verdictForm } from './forms/findings.ts';
import { type Form, type Suggestion, withdrawForm } from './forms/parts.ts';
import { quoteForm, overrideForm, sourceForm, speakerForm } from './forms/record.ts';
import { type Desk, dataOf, reading } from './pages.ts';
import { speakersAt } from './sources.ts';
import {
  byId,
  type DeskTools,
  decided,
  hidden,
  idOf,
  type Shown,
  sending,
  signedIn,
  thing,
  typedIn,
  values,
} from './tools.ts';

const NEW = ['source', 'speaker', 'quote', 'claim'] as const;
type NewThing = (typeof NEW)[number];
const DO = ['verdict', 'outcome', 'edit', 'deadline', 'correct', 'clarify', 'withdraw'] as const;
type Deed = (typeof DO)[number];

const LISTS = { source: 'sources', speaker: 'speakers', quote: 'quotes', claim: 'claims' } as const;

export const writing = (app: App, desk: DeskTools): void => {
  makingRoutes(app, desk);
  claimRoutes(app, desk);
  quoteRoutes(app, desk);
  decisionRoutes(app, desk);
};

/** The form for something new, by its name. */
const newForm = async (what: NewThing, desk: Desk, typed: Values): Promise<Form> => {
  const { words } = desk.view;
  const suggested = async (): Promise<Suggestion[]> => speakersAt(desk);
  switch (what) {
    case 'source':
      return sourceForm(words);
    case 'speaker':
      return speakerForm(words, typed);
    case 'quote':
      return quoteForm(words, await suggested());
    case 'claim':
      return claimForm(words, typed);
  }
};

/** The buttons beside the main one of a form for something new. */
const besides = (what: NewThing, asked: Form, words: Words) => [
  ...(what === 'claim' ? [{ name: 'intent', value: 'read', label: words.t('desk.read_deadline') }] : []),
  ...moreOf(asked, words),
];
const DEADLINE = 'promise.deadline.phrase';

/** The earliest day on which quotes were said, as the record takes it where no day is given; '' where none is known. */
const firstSaid = async ({ ask }: Desk, quotes: string): Promise<string> => {
  const ids = quotes.match(/\bquote_[0-9a-z]{26}\b/g) ?? [];
  const said = await Promise.all(
    ids.slice(0, LIMITS.quotes_per_claim).map(async (id) => (await ask(`/v1/quotes/${id}`)).json),
  );
  const days = said.flatMap((quote) => dated.safeParse(quote).data?.said_on ?? []);
  return days.toSorted()[0] ?? '';
};

const dated = z.object({ said_on: z.string().nullable() });

/** What the grammar makes of the words of a deadline. */
const readDeadline = async (desk: DeskTools, request: FastifyRequest, view: View): Promise<Html> => {
  const given = typedIn(request);
  const phrase = given[DEADLINE] ?? '';
  if (phrase.trim() === '') return html``;
  const reference_date =
    given['promise.deadline.reference_date'] ||
    given.first_said_on ||
    (await firstSaid(await desk.of(request), given.quotes ?? '')) ||
    view.today;
  const language = given.language || 'en';
  const body = { phrase, reference_date, language };
  const read = await desk.send(request, { method: 'POST', url: '/v1/deadlines/parse', body });
  return reading(read.json, view);
};

const makingRoutes = (app: App, desk: DeskTools): void => {
  const options = { ...hidden(desk.fail), schema: { hide: true, querystring: values } };
  for (const what of NEW) {
    const getting = { ...signedIn, anyParameters: true } as const;
    app.get(`/desk/new/${what}`, { ...options, config: getting }, async (request, reply) => {
      const at = await desk.of(request);
      const given = values.safeParse(request.query).data ?? {};
      const asked = await newForm(what, at, given);
      return desk.showForm(request, reply, {
        form: asked,
        action: `/desk/new/${what}`,
        values: given,
        refused: null,
        others: besides(what, asked, at.view.words),
      });
    });

    const posting = { ...sending, anyParameters: true } as const;
    app.post(`/desk/new/${what}`, { ...options, config: posting }, async (request, reply) => {
      const at = await desk.of(request);
      const typed = typedIn(request);
      if (typed.part) return desk.showPart(reply, await readDeadline(desk, request, at.view));
      const asked = await newForm(what, at, typed);
      const given = closedUp(asked.groups, typed);
      const shown: Shown = {
        form: asked,
        action: `/desk/new/${what}`,
        values: given,
        refused: null,
        others: besides(what, asked, at.view.words),
      };
      if (given.intent === 'read') {
        const answers = { [DEADLINE]: await readDeadline(desk, request, at.view) };
        return desk.showForm(request, reply, { ...shown, answers });
      }
      if (given[MORE.name] === MORE.value) return desk.showForm(request, reply, shown);
      const { allow_duplicate } = given;
      const url = addressWith(`/v1/${LISTS[what]}`, what === 'quote' ? {} : { allow_duplicate });
      const made = await desk.send(request, { method: 'POST', url, body: asked.body(given) });
      if (made.status === 201) {
        const next = what === 'speaker' ? '/desk/new/quote' : `/desk/${LISTS[what]}/${idOf(made.json)}`;
        return reply.redirect(next, 303);
      }
      const { way, anyway } = await inTheWay(at, made, given);
      const others = [...(shown.others ?? []), ...anyway];
      const refused = refusedBy(made.json, asked.groups);
      return desk.showForm(request, reply, { ...shown, refused, above: way, others }, made.status);
    });
  }
};

/** What a correction or a change of a draft begins with: how it stands now. What follows its quotes is left empty. */
const changeable = (claim: Claim): Values => {
  const { kind, text, first_said_on, topics, promise, quotes, sources, claimants, language } = claim;
  const { article_url, article_title, same_as = [], related = [], derived = [] } = claim;
  return {
    kind,
    text,
    quotes: quotes.map(({ id }) => id).join('\n'),
    sources: sources.map(({ id }) => id).join('\n'),
    claimants: derived.includes('claimants') ? '' : claimants.map(({ slug }) => slug).join('\n'),
    first_said_on: derived.includes('first_said_on') ? '' : (first_said_on ?? ''),
    topics: topics.join(', '),
    language: language ?? '',
    article_url: article_url ?? '',
    article_title: article_title ?? '',
    same_as: same_as.join('\n'),
    ...rowValues(
      'related',
      related.map(({ relation, claim }) => ({ relation, claim })),
      { claim: '' },
    ),
    ...(promise ? changeablePromise(promise) : {}),
  };
};

const changeablePromise = (promise: Promised): Values => {
  const { action, criteria, testability, decided_by, responsible, condition, about = [] } = promise;
  return {
    'promise.action': action,
    'promise.criteria': criteria,
    'promise.testability': testability,
    'promise.decided_by.what': decided_by?.what ?? '',
    'promise.decided_by.url': decided_by?.url ?? '',
    'promise.responsible.name': responsible?.name ?? '',
    'promise.responsible.external_ids': identifierLines(responsible?.external_ids),
    'promise.condition.text': condition?.text ?? '',
    'promise.condition.status': condition?.status ?? '',
    ...rowValues(
      'promise.about',
      about.map(({ name, external_ids }) => ({ name, external_ids: identifierLines(external_ids) })),
      { name: '' },
    ),
  };
};

/** Whether a form changes what is there, and so is of one version of it. */
const isChange = (what: Deed): boolean => what === 'correct' || what === 'edit';

const claimRoutes = (app: App, desk: DeskTools): void => {
  const options = { ...hidden(desk.fail), schema: { hide: true, params: byId } };
  const above = (id: string, claim: Claim): Html =>
    html`<p class="byline" dir="auto"><a href="/desk/claims/${id}">${claim.text}</a></p>`;

  const deedRoutes = (what: Deed): void => {
    app.get(`/desk/claims/:id/${what}`, { ...options, config: signedIn }, async (request, reply) => {
      const { id } = request.params;
      const at = await desk.of(request);
      const answer = await at.ask(`/v1/claims/${encodeURIComponent(id)}`);
      const claim = thing<Claim>(answer, id);
      const now: Values = isChange(what) ? { etag: answer.etag ?? '', ...changeable(claim) } : {};
      const asked = await formFor(what, at, now);
      return desk.showForm(request, reply, {
        form: asked,
        action: `/desk/claims/${id}/${what}`,
        values: now,
        refused: null,
        above: above(id, claim),
        others: moreOf(asked, at.view.words),
      });
    });

    app.post(`/desk/claims/:id/${what}`, { ...options, config: sending }, async (request, reply) => {
      const { id } = request.params;
      const at = await desk.of(request);
      const typed = typedIn(request);
      const asked = await formFor(what, at, typed);
      const given = closedUp(asked.groups, typed);
      const path = `/v1/claims/${encodeURIComponent(id)}`;
      const others = moreOf(asked, at.view.words);
      const action = `/desk/claims/${id}/${what}`;
      if (typed[MORE.name] === MORE.value)
        return desk.showForm(request, reply, { form: asked, action, values: given, refused: null, others });
      const made = await carryOut(desk, request, what, path, asked, typed);
      if (made.status < 300) return reply.redirect(what === 'withdraw' ? '/desk' : `/desk/claims/${id}`, 303);
      const shown: Shown = {
        form: asked,
        action,
        values: given,
        refused: refusedBy(made.json, asked.groups),
        others,
      };
      const now = await at.ask(path);
      if (now.status !== 200) return desk.showForm(request, reply, shown, made.status);
      const claim = thing<Claim>(now, id);
      if (made.status === 409 && !isChange(what)) {
        // What was typed is kept, and what stands in its way is shown.
        const standing = html`${above(id, claim)}${finding(standingOf(claim, at.view))}`;
        return desk.showForm(request, reply, { ...shown, above: standing }, made.status);
      }
      if (made.status !== 412 && made.status !== 409)
        return desk.showForm(request, reply, { ...shown, above: above(id, claim) }, made.status);
      // What was typed is kept; what stands there now is shown beside it, and the next attempt is of that.
      const both = bothVersions(asked.groups, changeable(claim), given, at.view.words);
      const { way, anyway } = await inTheWay(at, made, given, both);
      const again: Shown = {
        ...shown,
        values: { ...given, etag: now.etag ?? '' },
        above: html`${above(id, claim)}${way}`,
        others: [...others, ...anyway],
      };
      return desk.showForm(request, reply, again, made.status);
    });
  };
  for (const what of DO) deedRoutes(what);
};

const quoteRoutes = (app: App, desk: DeskTools): void => {
  const options = { ...hidden(desk.fail), schema: { hide: true, params: byId } };
  const shownOf = async (at: Desk, id: string): Promise<Omit<Shown, 'values' | 'refused'>> => {
    const quote = thing<Quote>(await at.ask(`/v1/quotes/${encodeURIComponent(id)}`), id);
    return {
      form: withdrawForm(at.view.words, 'desk.withdraw_quote'),
      action: `/desk/quotes/${id}/withdraw`,
      above: html`<p class="byline" dir="auto"><a href="/desk/quotes/${id}">${quote.text}</a></p>`,
    };
  };
  app.get('/desk/quotes/:id/withdraw', { ...options, config: signedIn }, async (request, reply) => {
    const shown = await shownOf(await desk.of(request), request.params.id);
    return desk.showForm(request, reply, { ...shown, values: {}, refused: null });
  });
  app.post('/desk/quotes/:id/withdraw', { ...options, config: sending }, async (request, reply) => {
    const { id } = request.params;
    const shown = await shownOf(await desk.of(request), id);
    const given = typedIn(request);
    const url = `/v1/quotes/${encodeURIComponent(id)}/withdraw`;
    const made = await desk.send(request, { method: 'POST', url, body: shown.form.body(given) });
    if (made.status < 300) return reply.redirect('/desk', 303);
    const refused = refusedBy(made.json, shown.form.groups);
    return desk.showForm(request, reply, { ...shown, values: given, refused }, made.status);
  });
};

const decisionRoutes = (app: App, desk: DeskTools): void => {
  const options = { config: sending, ...hidden(desk.fail) };
  for (const what of ['confirm', 'reject'] as const) {
    app.post(
      `/desk/claims/:id/deadlines/:position/${what}`,
      {
        ...options,
        schema: {
          hide: true,
          params: z.object({
            id: z.string().max(LIMITS.text_short),
            position: z.string().regex(/^\d{1,4}$/),
          }),
        },
      },
      async (request, reply) => {
        const { id, position } = request.params;
        const url = `/v1/claims/${encodeURIComponent(id)}/deadlines/${position}/${what}`;
        const body = what === 'reject' ? { reason: typedIn(request).reason } : {};
        const made = await desk.send(request, { method: 'POST', url, body });
        return decided(desk, request, reply, made, `/desk/claims/${id}`);
      },
    );
  }

  app.post('/desk/review', options, async (request, reply) => {
    const { path, decision, reason } = reviewed.parse(typedIn(request));
    const body =
      decision === 'reject' ? { reason } : decision === 'publish' && reason ? { override: { reason } } : {};
    const made = await desk.send(request, { method: 'POST', url: `${path}/${decision}`, body });
    const next =
      decision === 'publish' && path.startsWith('/v1/claims/')
        ? path.replace('/v1/', '/desk/')
        : '/desk/inbox';
    if (made.status === 409 && isOverrideNeeded(made.json))
      return askOverride(desk, request, reply, path, made.json);
    return decided(desk, request, reply, made, next);
  });
};

const reviewed = z.object({
  path: z.string().regex(/^\/v1\/(claims|quotes|verdicts|outcomes)\/[a-z]+_[0-9a-z]{26}$/),
  decision: z.enum(['publish', 'submit', 'reject']),
  reason: z.string().max(LIMITS.text_medium).optional(),
});

const isOverrideNeeded = (json: unknown): boolean =>
  z.looseObject({ type: z.string() }).safeParse(json).data?.type.endsWith('/override-needed') ?? false;

/** Words that are not the source's are published with a reason only. */
const askOverride = async (
  desk: DeskTools,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  json: unknown,
): Promise<FastifyReply> => {
  const at = await desk.of(request);
  const { title, button, groups } = overrideForm(at.view.words);
  const shown = form(at, {
    action: '/desk/review',
    groups,
    values: { path, decision: 'publish' },
    refused: refusedBy(json, groups),
    button,
  });
  return desk.show(request, reply, title, html`<h1>${title}</h1>${shown}`, 409);
};

/** The form of a deed, with as many rows as were typed. */
const formFor = async (what: Deed, at: Desk, typed: Values): Promise<Form> => {
  const { words } = at.view;
  switch (what) {
    case 'correct':
      return correctForm(words, typed);
    case 'edit':
      return editForm(words, typed);
    case 'deadline':
      return deadlineForm(words, await anchorsAt(at));
    case 'clarify':
      return clarifyForm(words);
    case 'withdraw':
      return withdrawForm(words, 'desk.withdraw_claim');
    case 'outcome':
      return outcomeForm(words, typed);
    case 'verdict':
      return verdictForm(words, ratingChoice(at.view), typed);
  }
};

/** The events that forms suggest. */
const anchorsAt = async ({ ask }: Desk): Promise<Suggestion[]> =>
  dataOf<{ key: string; title: string }>(await ask(`/v1/anchors?limit=${LIMITS.list_max}`)).map(
    ({ key, title }) => ({ value: key, label: title }),
  );

/** Sends what a form about a claim asks for; a finding goes to review at once. */
const carryOut = async (
  desk: DeskTools,
  request: FastifyRequest,
  what: Deed,
  path: string,
  asked: Form,
  given: Values,
): Promise<ApiAnswer> => {
  if (what === 'withdraw')
    return desk.send(request, { method: 'POST', url: `${path}/withdraw`, body: asked.body(given) });
  if (what === 'clarify')
    return desk.send(request, { method: 'POST', url: `${path}/clarifications`, body: asked.body(given) });
  if (what === 'deadline')
    return desk.send(request, { method: 'POST', url: `${path}/deadlines`, body: asked.body(given) });
  if (isChange(what)) {
    const { etag, allow_duplicate } = given;
    return desk.send(request, {
      method: 'PATCH',
      url: addressWith(path, { allow_duplicate }),
      body: asked.body(given),
      ...(etag ? { etag } : {}),
    });
  }
  const list = what === 'verdict' ? 'verdicts' : 'outcomes';
  const made = await desk.send(request, { method: 'POST', url: `${path}/${list}`, body: asked.body(given) });
  if (made.status !== 201) return made;
  return desk.send(request, { method: 'POST', url: `/v1/${list}/${idOf(made.json)}/submit`, body: {} });
};
