/**
 * The desk: what reporters and editors do all day, in forms that need no script. Each sends what the API takes, with the
 * session of whoever is signed in, so every rule of the API holds here.
 *
 * GET, POST /desk/sign-in; POST /desk/sign-out
 * GET  /desk                           what is due, and the inbox
 * GET  /desk/inbox
 * GET, POST /desk/new/{what}           a source, speaker, quote or claim
 * GET  /desk/claims/{id}, /desk/sources/{id}, /desk/quotes/{id}
 * GET, POST /desk/claims/{id}/{what}   verdict, outcome, correct, withdraw
 * POST /desk/claims/{id}/deadlines/{position}/confirm
 * POST /desk/review                    submit, approve or send back
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { publicUrl } from '../../../config.ts';
import { type App, typed } from '../../../http/app.ts';
import { problemFor } from '../../../http/errors.ts';
import { PAGE_HEADERS } from '../../../http/head.ts';
import { PROBLEMS, Problem } from '../../../http/problems.ts';
import type { Services } from '../../../http/services.ts';
import {
  endSession,
  formToken,
  isFormToken,
  sessionCookie,
  startSession,
  tokenIn,
} from '../../../http/sessions.ts';
import { LIMITS } from '../../../limits.ts';
import { labelOf } from '../../../newsroom/claimreview/render.ts';
import type { ApiAnswer } from '../api.ts';
import { type Html, html } from '../html.ts';
import { layout } from '../layout.ts';
import type { Claim, Quote, Source } from '../read.ts';
import { errorPage } from '../record.ts';
import type { Site } from '../site.ts';
import type { View } from '../view.ts';
import { bodyOf, form, oneButton, type Refused, refusedBy, type Values } from './form.ts';
import {
  claimForm,
  correctForm,
  type Form,
  outcomeForm,
  quoteForm,
  reasonForm,
  sourceForm,
  speakerForm,
  verdictForm,
} from './forms.ts';
import {
  claimDesk,
  type Desk,
  deskHome,
  inboxShown,
  quoteDesk,
  reading,
  signIn,
  sourceDesk,
} from './pages.ts';

const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const values = z.record(z.string().max(LIMITS.text_short), z.string());
const byId = z.object({ id: z.string().max(LIMITS.text_short) });
const NEW = ['source', 'speaker', 'quote', 'claim'] as const;
const DO = ['verdict', 'outcome', 'correct', 'withdraw'] as const;
const signedIn = { access: 'reporter', session: true } as const;
const anybody = { access: 'open', session: true } as const;

export const deskRoutes = (app: App, services: Services, site: Site): void => {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LIMITS.form_bytes },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.addHook('preHandler', async (request) => requireOwnForm(request, publicUrl(services.config)));
    const desk = createDesk(typed(scope), services, site);
    signing(typed(scope), services, desk);
    readingRoutes(typed(scope), desk);
    writing(typed(scope), desk);
  });
};

/** Whether a request comes from a page of ours. Browsers say so; what is no browser has no cookie to misuse. */
const requireOwnForm = ({ method, headers, url, body }: FastifyRequest, home: string): void => {
  if (method === 'GET' || method === 'HEAD') return;
  const refuse = new Problem(
    'forbidden',
    'This form was not sent by a page of the desk. Load the page anew.',
  );
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refuse;
  if (origin !== undefined && origin !== new URL(home).origin && URL.parse(origin)?.host !== host)
    throw refuse;
  if (url.split('?', 1)[0] === '/desk/sign-in') return;
  const token = tokenIn(headers.cookie);
  const given = values.safeParse(body).data?.form_token ?? '';
  if (token === null || !isFormToken(given, token)) throw refuse;
};

interface DeskTools {
  home: string;
  /** Answers with a page of the desk. */
  show(
    request: FastifyRequest,
    reply: FastifyReply,
    title: string,
    body: Html,
    status?: number,
  ): Promise<FastifyReply>;
  /** Who is signed in, with what the pages need. */
  of(request: FastifyRequest): Promise<Desk>;
  send(
    request: FastifyRequest,
    asked: { method: 'POST' | 'PATCH'; url: string; body: unknown; etag?: string },
  ): Promise<ApiAnswer>;
  fail(error: Error, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

const createDesk = (_app: App, services: Services, site: Site): DeskTools => {
  const home = publicUrl(services.config);
  const headed = (reply: FastifyReply): FastifyReply =>
    reply.headers({
      ...PAGE_HEADERS,
      'x-frame-options': 'DENY',
      'content-security-policy': CSP,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // What a form sends says where it comes from.
      'referrer-policy': 'same-origin',
    });
  const tools: DeskTools = {
    home,
    show: async (request, reply, title, body, status = 200) => {
      const view = await site.view(null);
      const token = tokenIn(request.headers.cookie);
      const { caller } = request;
      const who =
        caller &&
        token &&
        html`<div class="who"><nav class="site" aria-label="Desk"><a href="/desk">Desk</a> <a href="/desk/inbox">Inbox</a></nav><span>${caller.name} (${caller.role})</span> ${oneButton('/desk/sign-out', formToken(token), 'Sign out')}</div>`;
      const content = { title, description: title, unlisted: true, body: html`${who}${body}` };
      return headed(reply)
        .code(status)
        .send(String(await layout(content, '/', view)));
    },
    of: async (request) => {
      const token = tokenIn(request.headers.cookie) ?? '';
      const view = await site.view(null);
      return {
        view,
        ask: (url) => view.api({ method: 'GET', url, secret: token }),
        token: formToken(token),
        name: request.caller?.name ?? '',
        role: request.caller?.role ?? '',
      };
    },
    send: async (request, asked) => {
      const view = await site.view(null);
      return view.api({ ...asked, secret: tokenIn(request.headers.cookie) ?? '' });
    },
    fail: async (error, request, reply) => {
      const problem = await problemFor(services, request, error);
      if (problem.problem === 'unauthorized') return reply.redirect('/desk/sign-in', 303);
      const { status, title } = PROBLEMS[problem.problem];
      const view = await site.view(null);
      const { body } = errorPage(view, { status, title, detail: problem.message });
      return tools.show(request, reply, title, body, status);
    },
  };
  return tools;
};

const hidden = (errorHandler: DeskTools['fail']) => ({ schema: { hide: true }, errorHandler });

/** What a form has sent. */
const typedIn = (request: FastifyRequest): Values => values.parse(request.body ?? {});

const signing = (app: App, services: Services, desk: DeskTools): void => {
  const options = { config: anybody, ...hidden(desk.fail) };
  app.get('/desk/sign-in', options, (request, reply) => desk.show(request, reply, 'Sign in', signIn(null)));
  app.post('/desk/sign-in', options, async (request, reply) => {
    const secret = (typedIn(request).key ?? '').trim();
    // Asked as any client would be, so that guessing is as slow here as there.
    const asked = await app.inject({
      method: 'GET',
      url: '/v1/review?limit=1',
      headers: { authorization: `Bearer ${secret || 'none'}` },
      remoteAddress: request.ip,
    });
    if (asked.statusCode !== 200) {
      const { title, detail } = refusedBy(JSON.parse(asked.body), []);
      return desk.show(request, reply, 'Sign in', signIn({ title, detail }), asked.statusCode);
    }
    const token = await startSession(services.database, secret, services.clock.now());
    if (token === null) return reply.redirect('/desk/sign-in', 303);
    return reply.header('set-cookie', sessionCookie(token, desk.home)).redirect('/desk', 303);
  });
  app.post('/desk/sign-out', options, async (request, reply) => {
    const token = tokenIn(request.headers.cookie);
    if (token !== null) await endSession(services.database, token);
    return reply.header('set-cookie', sessionCookie(null, desk.home)).redirect('/desk/sign-in', 303);
  });
};

/** The thing that the API answers with. Throws where it does not. */
const thing = <Thing>({ status, json }: ApiAnswer, id: string): Thing => {
  if (status !== 200)
    throw new Problem(status === 410 ? 'withdrawn' : 'not-found', `There is no ${id} here.`);
  return JSON.parse(JSON.stringify(json));
};

const readingRoutes = (app: App, desk: DeskTools): void => {
  const options = { config: signedIn, ...hidden(desk.fail) };
  const one = { ...options, schema: { hide: true, params: byId } };
  app.get('/desk', options, async (request, reply) =>
    desk.show(request, reply, 'Desk', await deskHome(await desk.of(request))),
  );
  app.get('/desk/inbox', options, async (request, reply) =>
    desk.show(request, reply, 'Inbox', html`<h1>Inbox</h1>${await inboxShown(await desk.of(request), 50)}`),
  );
  app.get('/desk/claims/:id', one, async (request, reply) => {
    const at = await desk.of(request);
    const claim = thing<Claim>(
      await at.ask(`/v1/claims/${encodeURIComponent(request.params.id)}`),
      request.params.id,
    );
    return desk.show(request, reply, claim.text, await claimDesk(at, claim));
  });
  app.get('/desk/sources/:id', one, async (request, reply) => {
    const at = await desk.of(request);
    const source = thing<Source>(
      await at.ask(`/v1/sources/${encodeURIComponent(request.params.id)}`),
      request.params.id,
    );
    return desk.show(request, reply, source.title, await sourceDesk(at, source));
  });
  app.get('/desk/quotes/:id', one, async (request, reply) => {
    const at = await desk.of(request);
    const quote = thing<Quote>(
      await at.ask(`/v1/quotes/${encodeURIComponent(request.params.id)}`),
      request.params.id,
    );
    return desk.show(request, reply, quote.text, quoteDesk(quote, at));
  });
};

interface Shown {
  form: Form;
  action: string;
  values: Values;
  refused: Refused | null;
  /** What stands above it. */
  above?: Html | null;
}

/** The form for something new, by its name. */
const newForm = (what: (typeof NEW)[number], { words }: View): Form =>
  ({ source: sourceForm, speaker: speakerForm, quote: quoteForm, claim: claimForm })[what](words);

const LISTS = { source: 'sources', speaker: 'speakers', quote: 'quotes', claim: 'claims' } as const;

const idOf = (json: unknown): string => z.looseObject({ id: z.string() }).parse(json).id;

const writing = (app: App, desk: DeskTools): void => {
  const options = { config: signedIn, ...hidden(desk.fail) };
  const showForm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { form: asked, action, values, refused, above }: Shown,
    status = 200,
  ): Promise<FastifyReply> => {
    const { token } = await desk.of(request);
    const others =
      action === '/desk/new/claim' ? [{ name: 'intent', value: 'read', label: 'Read the deadline' }] : [];
    const { groups, button } = asked;
    const body = html`<h1>${asked.title}</h1>${above}${form({ action, groups, values, refused, button, token, others })}`;
    return desk.show(request, reply, asked.title, body, status);
  };

  const params = z.object({ what: z.enum(NEW) });
  const madeOf = {
    ...options,
    config: { ...signedIn, anyParameters: true } as const,
    schema: { hide: true, params, querystring: values },
  };
  app.get('/desk/new/:what', madeOf, async (request, reply) => {
    const { what } = request.params;
    const { view } = await desk.of(request);
    const given = values.safeParse(request.query).data ?? {};
    return showForm(request, reply, {
      form: newForm(what, view),
      action: `/desk/new/${what}`,
      values: given,
      refused: null,
    });
  });
  app.post('/desk/new/:what', madeOf, async (request, reply) => {
    const { what } = request.params;
    const { view } = await desk.of(request);
    const given = typedIn(request);
    const asked = newForm(what, view);
    const shown: Shown = { form: asked, action: `/desk/new/${what}`, values: given, refused: null };
    if (given.intent === 'read') {
      const phrase = given['promise.deadline.phrase'] ?? '';
      const reference_date = given['promise.deadline.reference_date'] || given.first_said_on || view.today;
      const read = await desk.send(request, {
        method: 'POST',
        url: '/v1/deadlines/parse',
        body: { phrase, reference_date },
      });
      return showForm(request, reply, { ...shown, above: reading(read.json, view) });
    }
    const made = await desk.send(request, {
      method: 'POST',
      url: `/v1/${LISTS[what]}`,
      body: asked.body(given),
    });
    if (made.status !== 201)
      return showForm(request, reply, { ...shown, refused: refusedBy(made.json, asked.groups) }, made.status);
    const next = what === 'speaker' ? '/desk/new/quote' : `/desk/${LISTS[what]}/${idOf(made.json)}`;
    return reply.redirect(next, 303);
  });

  const doing = {
    ...options,
    schema: { hide: true, params: z.object({ id: z.string().max(LIMITS.text_short), what: z.enum(DO) }) },
  };
  app.get('/desk/claims/:id/:what', doing, async (request, reply) => {
    const { id, what } = request.params;
    const at = await desk.of(request);
    const answer = await at.ask(`/v1/claims/${encodeURIComponent(id)}`);
    const claim = thing<Claim>(answer, id);
    const start: Values =
      what === 'correct'
        ? {
            etag: answer.etag ?? '',
            text: claim.text,
            first_said_on: claim.first_said_on ?? '',
            topics: claim.topics.join(', '),
          }
        : {};
    return showForm(request, reply, {
      form: formFor(what, at.view),
      action: `/desk/claims/${id}/${what}`,
      values: start,
      refused: null,
      above: html`<p class="byline" dir="auto"><a href="/desk/claims/${id}">${claim.text}</a></p>`,
    });
  });
  app.post('/desk/claims/:id/:what', doing, async (request, reply) => {
    const { id, what } = request.params;
    const at = await desk.of(request);
    const given = typedIn(request);
    const asked = formFor(what, at.view);
    const path = `/v1/claims/${encodeURIComponent(id)}`;
    const made = await carryOut(desk, request, what, path, asked, given);
    if (made.status < 300) return reply.redirect(what === 'withdraw' ? '/desk' : `/desk/claims/${id}`, 303);
    // What was typed is kept; what stands there now is shown beside it, and the next attempt is of that.
    const now = made.status === 412 ? await at.ask(path) : null;
    const current = now?.status === 200 ? thing<Claim>(now, id) : null;
    return showForm(
      request,
      reply,
      {
        form: asked,
        action: `/desk/claims/${id}/${what}`,
        values: now ? { ...given, etag: now.etag ?? '' } : given,
        refused: refusedBy(made.json, asked.groups),
        above:
          current &&
          html`<div class="finding wait"><p class="answer">It reads now</p><p dir="auto">${current.text}</p><p>${current.topics.join(', ')}</p></div>`,
      },
      made.status,
    );
  });

  app.post(
    '/desk/claims/:id/deadlines/:position/confirm',
    {
      ...options,
      schema: { hide: true, params: z.object({ id: z.string(), position: z.string().regex(/^\d{1,4}$/) }) },
    },
    async (request, reply) => {
      const { id, position } = request.params;
      const url = `/v1/claims/${encodeURIComponent(id)}/deadlines/${position}/confirm`;
      return decided(
        desk,
        request,
        reply,
        await desk.send(request, { method: 'POST', url, body: {} }),
        `/desk/claims/${id}`,
      );
    },
  );

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
  const { token } = await desk.of(request);
  const groups = [
    {
      fields: [
        { name: 'path', label: '', kind: 'hidden' as const },
        { name: 'decision', label: '', kind: 'hidden' as const },
        {
          name: 'reason',
          label: 'Why it is published all the same',
          kind: 'text' as const,
          required: true,
          help: 'The public will read this.',
        },
      ],
    },
  ];
  const body = html`<h1>These words are not the source’s</h1>${form({
    action: '/desk/review',
    groups,
    values: { path, decision: 'publish' },
    refused: refusedBy(json, groups),
    button: 'Publish all the same',
    token,
  })}`;
  return desk.show(request, reply, 'These words are not the source’s', body, 409);
};

/** On to the next page, or what stood in the way. */
const decided = async (
  desk: DeskTools,
  request: FastifyRequest,
  reply: FastifyReply,
  made: ApiAnswer,
  next: string,
): Promise<FastifyReply> => {
  if (made.status < 300) return reply.redirect(next, 303);
  const { title, detail, faults } = refusedBy(made.json, []);
  const body = html`<h1>${title}</h1><p>${detail}</p><ul>${faults.map((fault) => html`<li>${fault.detail}</li>`)}</ul><p><a href="${next}">Back</a></p>`;
  return desk.show(request, reply, title, body, made.status);
};

/** The newest version of each scale, and its ratings. */
const formFor = (what: (typeof DO)[number], view: View): Form => {
  const { words, scales } = view;
  if (what === 'correct') return correctForm(words);
  if (what === 'withdraw') return reasonForm('Withdraw the claim', 'Withdraw it');
  if (what === 'outcome') return outcomeForm(words);
  const keys = [...new Set(scales.map(({ key }) => key))];
  const newest = keys.flatMap((key) => scales.filter((scale) => scale.key === key).at(-1) ?? []);
  const ratings = newest.flatMap(({ title, ratings }) =>
    ratings
      .toSorted((a, b) => a.order - b.order)
      .map(({ key, labels }) => ({
        value: key,
        label:
          newest.length > 1
            ? `${labelOf(labels, words.language)} (${title})`
            : labelOf(labels, words.language),
      })),
  );
  return verdictForm(
    words,
    ratings,
    newest.map(({ key, title }) => ({ value: key, label: title })),
  );
};

/** Sends what a form about a claim asks for; a finding goes to review at once. */
const carryOut = async (
  desk: DeskTools,
  request: FastifyRequest,
  what: (typeof DO)[number],
  path: string,
  asked: Form,
  given: Values,
): Promise<ApiAnswer> => {
  if (what === 'withdraw')
    return desk.send(request, { method: 'POST', url: `${path}/withdraw`, body: asked.body(given) });
  if (what === 'correct') {
    const { etag: _, first_said_on = null, ...body } = bodyOf(asked.groups, given);
    const etag = given.etag ?? '';
    return desk.send(request, {
      method: 'PATCH',
      url: path,
      body: { ...body, first_said_on },
      ...(etag === '' ? {} : { etag }),
    });
  }
  const list = what === 'verdict' ? 'verdicts' : 'outcomes';
  const made = await desk.send(request, { method: 'POST', url: `${path}/${list}`, body: asked.body(given) });
  if (made.status !== 201) return made;
  return desk.send(request, { method: 'POST', url: `/v1/${list}/${idOf(made.json)}/submit`, body: {} });
};
