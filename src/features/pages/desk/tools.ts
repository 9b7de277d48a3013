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
import { form, oneButton, type Refused, refusedBy, type Values } from './form.ts';
import type { Form } from './forms.ts';
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
  ['/desk', 'Desk'],
  ['/desk/inbox', 'Inbox'],
  ['/desk/watches', 'Watches'],
  ['/desk/links', 'Dead links'],
  ['/desk/jobs', 'Jobs'],
] as const;

const ANCHORS = ['/desk/anchors', 'Anchors'] as const;
const OFFICE = [ANCHORS, ['/desk/scales', 'Scales'], ['/desk/keys', 'Keys']] as const;

const deskHead = ({ caller, headers, url }: FastifyRequest): Html | null => {
  const token = tokenIn(headers.cookie);
  if (!caller || !token) return null;
  const path = url.split('?', 1)[0];
  const links = [...PAGES, ...(caller.role === 'admin' ? OFFICE : caller.role === 'editor' ? [ANCHORS] : [])];
  return html`<div class="who"><nav class="site" aria-label="Desk">${links.map(
    ([href, name]) => html`<a href="${href}"${href === path ? html` aria-current="page"` : ''}>${name}</a>\n`,
  )}</nav><span>${caller.name} (${caller.role})</span> ${oneButton('/desk/sign-out', formToken(token), 'Sign out')}</div>`;
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
  const show: DeskTools['show'] = async (request, reply, title, body, status = 200) => {
    const view = await site.view(null);
    const content = {
      title,
      description: title,
      unlisted: true,
      script: site.assets.script,
      body: html`${deskHead(request)}${body}`,
    };
    return headed(reply)
      .code(status)
      .send(String(await layout(content, '/', view)));
  };
  const of: DeskTools['of'] = async (request) => {
    const secret = tokenIn(request.headers.cookie) ?? '';
    const view = await site.view(null);
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
      const { token } = await of(request);
      const { groups, button, title } = asked;
      const body = html`<h1>${title}</h1>${above}${form({ ...shown, groups, button, token })}`;
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
        const over = { title: 'You were signed out', detail: 'Sign in again; what you have typed is kept.' };
        return show(request, reply, 'Sign in', signIn(over, { action: request.url, values: typed }), status);
      }
      const view = await site.view(null);
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

/** On to the next page, or what stood in the way, with what was typed. */
export const decided = async (
  desk: DeskTools,
  request: FastifyRequest,
  reply: FastifyReply,
  made: ApiAnswer,
  next: string,
): Promise<FastifyReply> => {
  if (made.status < 300) return reply.redirect(next, 303);
  const { title, detail, faults } = refusedBy(made.json, []);
  const typed = typedIn(request).reason ?? '';
  const body = html`<div class="finding bad" role="alert"><p class="answer">${title}</p><p>${detail}</p>${faults.length > 0 && html`<ul>${faults.map((fault) => html`<li>${fault.detail}</li>`)}</ul>`}</div>
${typed !== '' && html`<h2>What you have typed</h2><blockquote dir="auto">${typed}</blockquote>`}<p><a href="${next}">Back</a></p>`;
  return desk.show(request, reply, title, html`<h1>${title}</h1>${body}`, made.status);
};
