/** What every page of the desk is made and answered with. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { publicUrl } from '../../../config.ts';
import { problemFor } from '../../../http/errors.ts';
import { PAGE_HEADERS } from '../../../http/head.ts';
import { PROBLEMS, Problem } from '../../../http/problems.ts';
import type { Services } from '../../../http/services.ts';
import { formToken, tokenIn } from '../../../http/sessions.ts';
import { LIMITS } from '../../../limits.ts';
import type { ApiAnswer, ApiRequest } from '../api.ts';
import { type Html, html } from '../html.ts';
import { layout } from '../layout.ts';
import { errorPage } from '../record.ts';
import type { Site } from '../site.ts';
import type { View } from '../view.ts';
import type { Words } from '../words.ts';
import { type Field, form, type Group, oneButton, type Refused, refusedBy, type Values } from './form.ts';
import type { Form } from './forms/parts.ts';
import type { Desk } from './pages.ts';
import { signIn } from './sign-in.ts';

/** The one script of the desk comes from this server, and asks it alone. */
const CSP =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const values = z.record(z.string().max(LIMITS.text_short), z.string());
export const byId = z.object({ id: z.string().max(LIMITS.text_short) });

/** Reading needs the role at once; what is sent is read first, so that it is not lost where the session is over. */
export const signedIn = { access: 'reporter', session: true } as const;
export const sending = { access: 'open', session: true } as const;

/** A form as it is shown. */
export interface Shown {
  form: Form;
  action: string;
  values: Values;
  refused: Refused | null;
  /** What stands above it. */
  above?: Html | null;
  /** What stands at fields that are answered while somebody types, by their names. */
  answers?: Readonly<Record<string, Html>>;
  others?: readonly { name: string; value: string; label: string }[];
}

export interface DeskTools {
  home: string;
  /** Answers with a page of the desk. */
  show(
    request: FastifyRequest,
    reply: FastifyReply,
    title: string,
    body: Html,
    status?: number,
  ): Promise<FastifyReply>;
  showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: Shown,
    status?: number,
  ): Promise<FastifyReply>;
  /** Answers the script with a part of a page. */
  showPart(reply: FastifyReply, part: Html): FastifyReply;
  /** Who is signed in, with what the pages need. */
  of(request: FastifyRequest): Promise<Desk>;
  send(request: FastifyRequest, asked: Omit<ApiRequest, 'secret'>): Promise<ApiAnswer>;
  fail(error: Error, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

const PAGES = [
  ['/desk', 'desk.desk'],
  ['/desk/inbox', 'desk.inbox'],
  ['/desk/speakers', 'nav.speakers'],
  ['/desk/watches', 'desk.watches'],
  ['/desk/links', 'desk.links'],
  ['/desk/jobs', 'desk.jobs'],
] as const;

const ANCHORS = ['/desk/anchors', 'desk.anchors'] as const;
const OFFICE = [
  ANCHORS,
  ['/desk/scales', 'desk.scales'],
  ['/desk/keys', 'desk.keys'],
  ['/desk/webhooks', 'desk.webhooks'],
] as const;

const deskHead = ({ caller, headers, url }: FastifyRequest, { t }: Words): Html | null => {
  const token = tokenIn(headers.cookie);
  if (!caller || !token) return null;
  const path = url.split('?', 1)[0];
  const links = [...PAGES, ...(caller.role === 'admin' ? OFFICE : caller.role === 'editor' ? [ANCHORS] : [])];
  return html`<div class="who"><nav class="site" aria-label="${t('desk.desk')}">${links.map(
    ([href, name]) =>
      html`<a href="${href}"${href === path ? html` aria-current="page"` : ''}>${t(name)}</a>\n`,
  )}</nav><span>${caller.name} (${caller.role})</span> ${oneButton('/desk/sign-out', formToken(token), t('desk.sign_out'))}</div>`;
};

export const createDesk = (services: Services, site: Site): DeskTools => {
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
  const viewFor = ({ headers }: FastifyRequest): Promise<View> =>
    site.view(null, headers['accept-language'] ?? '');
  const show: DeskTools['show'] = async (request, reply, title, body, status = 200) => {
    const view = await viewFor(request);
    const content = {
      title,
      description: title,
      unlisted: true,
      script: site.assets.script,
      body: html`${deskHead(request, view.words)}${body}`,
    };
    return headed(reply)
      .header('content-language', view.words.language)
      .code(status)
      .send(String(await layout(content, '/', view)));
  };
  const of: DeskTools['of'] = async (request) => {
    const secret = tokenIn(request.headers.cookie) ?? '';
    const view = await viewFor(request);
    return {
      view,
      ask: (url) => view.api({ method: 'GET', url, secret }),
      token: formToken(secret),
      name: request.caller?.name ?? '',
      role: request.caller?.role ?? '',
    };
  };
  return {
    home,
    show,
    showForm: async (request, reply, { form: asked, above, ...shown }, status = 200) => {
      const { groups, button, title } = asked;
      const body = html`<h1>${title}</h1>${above}${form(await of(request), { ...shown, groups, button })}`;
      return show(request, reply, title, body, status);
    },
    showPart: (reply, part) => headed(reply).send(String(part)),
    of,
    send: async (request, asked) => {
      const view = await site.view(null);
      return view.api({ ...asked, secret: tokenIn(request.headers.cookie) ?? '' });
    },
    fail: async (error, request, reply) => {
      const problem = await problemFor(services, request, error);
      const { status, title } = PROBLEMS[problem.problem];
      if (problem.problem === 'unauthorized') {
        const typed = typedIn(request);
        if (request.method !== 'POST' || Object.keys(typed).length === 0)
          return reply.redirect('/desk/sign-in', 303);
        const { words } = await viewFor(request);
        const over = { title: words.t('desk.signed_out'), detail: words.t('desk.signed_out_how') };
        const page = signIn(words, over, { action: request.url, values: typed });
        return show(request, reply, words.t('desk.sign_in'), page, status);
      }
      const view = await viewFor(request);
      const { body } = errorPage(view, { status, title, detail: problem.message });
      return show(request, reply, title, body, status);
    },
  };
};

export const hidden = (errorHandler: DeskTools['fail']) => ({ schema: { hide: true }, errorHandler });

/** What a form has sent. */
export const typedIn = (request: FastifyRequest): Values => values.safeParse(request.body).data ?? {};

/** The thing that the API answers with. Throws where it does not. */
export const thing = <Thing>({ status, json }: ApiAnswer, id: string): Thing => {
  if (status === 403) throw new Problem('forbidden', 'Your key may not see this.');
  if (status !== 200)
    throw new Problem(status === 410 ? 'withdrawn' : 'not-found', `There is no ${id} here.`);
  return JSON.parse(JSON.stringify(json));
};

export const idOf = (json: unknown): string => z.looseObject({ id: z.string() }).parse(json).id;

/** What somebody has typed into a form, as fields to go on with. */
const typedAgain = (typed: Values): Group[] => {
  const { form_token: _, ...values } = typed;
  const fields = Object.keys(values).map(
    (name): Field => ({
      name,
      label: name.split('.').at(-1)?.replaceAll('_', ' ') ?? name,
      kind: BUTTONS_SEND.has(name) ? 'hidden' : 'text',
    }),
  );
  return [{ fields }];
};

/** Names of what buttons and hidden fields send, which nobody types. */
const BUTTONS_SEND: ReadonlySet<string> = new Set(['path', 'decision', 'deed', 'state', 'claim', 'etag']);

/** On to the next page, or what stood in the way, with what was typed, to be sent again. */
export const decided = async (
  desk: DeskTools,
  request: FastifyRequest,
  reply: FastifyReply,
  made: ApiAnswer,
  next: string,
): Promise<FastifyReply> => {
  if (made.status < 300) return reply.redirect(next, 303);
  const at = await desk.of(request);
  const { t } = at.view.words;
  const typed = typedIn(request);
  const groups = typedAgain(typed);
  const refused = refusedBy(made.json, groups);
  const isTyped = groups.some(({ fields }) =>
    fields.some(({ name, kind }) => kind === 'text' && typed[name]),
  );
  const action = request.url.split('?', 1)[0] ?? '';
  const { title, detail, faults } = refused;
  const body = isTyped
    ? html`<h1>${t('desk.typed')}</h1>${form(at, { action, groups, values: typed, refused, button: t('desk.send_again') })}`
    : html`<h1>${title}</h1><div class="finding bad" role="alert"><p class="answer">${title}</p><p>${detail}</p>${faults.length > 0 && html`<ul>${faults.map((fault) => html`<li>${fault.detail}</li>`)}</ul>`}</div>`;
  return desk.show(
    request,
    reply,
    title,
    html`${body}<p><a href="${next}">${t('desk.back')}</a></p>`,
    made.status,
  );
};
