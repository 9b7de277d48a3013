/**
 * The desk: what reporters and editors do all day, in forms that need no script. Each sends what the API takes, with the
 * session of whoever is signed in, so every rule of the API holds here.
 *
 * GET, POST /desk/sign-in; POST /desk/sign-out    signing.ts
 * GET  /desk                           what is due, and the inbox
 * GET  /desk/inbox
 * GET  /desk/claims/{id}, /desk/quotes/{id}
 * GET, POST /desk/sources/{id}         sources.ts: its text, to mark quotes in
 * GET, POST /desk/new/{what}           writing.ts: a source, speaker, quote or claim
 * GET, POST /desk/claims/{id}/{what}   verdict, outcome, edit, deadline, correct, clarify, withdraw
 * GET, POST /desk/claims/{id}/matches  matches.ts: which other claims say the same
 * GET  /desk/speakers, /desk/speakers/{id}; GET, POST /desk/speakers/{id}/merge    speakers.ts
 * GET, POST /desk/{list}/{id}/edit     changing.ts: speakers, sources, quotes, verdicts, outcomes, anchors, webhooks, watches
 * GET, POST /desk/quotes/{id}/withdraw
 * POST /desk/claims/{id}/deadlines/{position}/confirm, /reject
 * POST /desk/review                    submit, approve or send back
 * GET  /desk/watches, /desk/links, /desk/jobs; GET, POST /desk/claims/{id}/watches    outlook.ts
 * GET, POST /desk/keys, /desk/scales, /desk/anchors, /desk/webhooks    office.ts
 */
import type { FastifyRequest } from 'fastify';
import { publicUrl } from '../../../config.ts';
import { requireRole } from '../../../http/access.ts';
import { type App, typed } from '../../../http/app.ts';
import { Problem } from '../../../http/problems.ts';
import type { Services } from '../../../http/services.ts';
import { isFormToken, tokenIn } from '../../../http/sessions.ts';
import { LIMITS } from '../../../limits.ts';
import { html } from '../html.ts';
import type { Claim, Quote } from '../read.ts';
import type { Site } from '../site.ts';
import { findingRoutes } from './findings.ts';
import { matchRoutes } from './matches.ts';
import { office } from './office.ts';
import { outlook } from './outlook.ts';
import { claimDesk, deskHome, inboxShown, quoteDesk } from './pages.ts';
import { signing } from './signing.ts';
import { sourceRoutes } from './sources.ts';
import { speakerRoutes } from './speakers.ts';
import { byId, createDesk, type DeskTools, hidden, signedIn, thing, typedIn } from './tools.ts';
import { writing } from './writing.ts';

export const deskRoutes = (app: App, services: Services, site: Site): void => {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LIMITS.form_bytes },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.addHook('preHandler', async (request) => requireOwnForm(request, publicUrl(services.config)));
    const desk = createDesk(services, site);
    signing(typed(scope), services, desk);
    readingRoutes(typed(scope), desk);
    sourceRoutes(typed(scope), services, desk);
    writing(typed(scope), desk);
    findingRoutes(typed(scope), desk);
    matchRoutes(typed(scope), desk);
    speakerRoutes(typed(scope), desk);
    outlook(typed(scope), services, desk);
    office(typed(scope), desk);
  });
};

/** Whether a request comes from a page of ours. Browsers say so; what is no browser has no cookie to misuse. */
const requireOwnForm = (request: FastifyRequest, home: string): void => {
  const { method, headers, url, caller } = request;
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
  requireRole(caller, 'reporter');
  const token = tokenIn(headers.cookie);
  const given = typedIn(request).form_token ?? '';
  if (token === null || !isFormToken(given, token)) throw refuse;
};

const readingRoutes = (app: App, desk: DeskTools): void => {
  const options = { config: signedIn, ...hidden(desk.fail) };
  const one = { ...options, schema: { hide: true, params: byId } };
  app.get('/desk', options, async (request, reply) => {
    const at = await desk.of(request);
    return desk.show(request, reply, at.view.words.t('desk.desk'), await deskHome(at));
  });
  app.get('/desk/inbox', options, async (request, reply) => {
    const at = await desk.of(request);
    const title = at.view.words.t('desk.inbox');
    return desk.show(request, reply, title, html`<h1>${title}</h1>${await inboxShown(at, 50)}`);
  });
  app.get('/desk/claims/:id', one, async (request, reply) => {
    const at = await desk.of(request);
    const claim = thing<Claim>(
      await at.ask(`/v1/claims/${encodeURIComponent(request.params.id)}`),
      request.params.id,
    );
    return desk.show(request, reply, claim.text, await claimDesk(at, claim));
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
