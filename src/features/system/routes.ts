/**
 * GET /                      a page for people, links for programs (features/pages where pages are on)
 * GET /health/live           the process runs
 * GET /health/ready          the database answers
 * GET /openapi.json, /openapi.yaml
 * GET /problems/{name}       what a problem type means: a page for people, JSON for programs
 */
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { presentValue, send } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { notFound } from '../../http/current.ts';
import { PAGE_HEADERS } from '../../http/head.ts';
import { homeRoute, isForPeople, jsonOrPage, LISTS } from '../../http/home.ts';
import { servedDescription } from '../../http/openapi.ts';
import { PROBLEMS, Problem } from '../../http/problems.ts';
import { json } from '../../http/routes.ts';
import { text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { notReady, readyOrThrow } from './ready.ts';

const tags = ['System'];
const health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });
const readiness = z
  .strictObject({ status: z.literal('ok'), warnings: z.array(z.string()).max(2).optional() })
  .meta({ id: 'Readiness' });

const problemSchema = z
  .strictObject({ name: z.string(), status: z.int(), title: z.string(), about: z.string() })
  .meta({ id: 'ProblemType' });

const isProblem = (name: string): name is keyof typeof PROBLEMS => Object.hasOwn(PROBLEMS, name);

export const systemRoutes: Routes = (app, services) => {
  if (!services.config.ONRECORD_PAGES) {
    homeRoute(app, services, (_request, reply) => sendHtml(reply, 'Onrecord', homeText(LISTS)));
  }

  app.get(
    '/health/live',
    {
      config: { access: 'open', unguarded: true },
      schema: {
        tags,
        operationId: 'live',
        summary: 'Whether the process runs',
        response: { 200: json('It runs', health) },
      },
    },
    (_request, reply) =>
      reply.type('application/json').header('cache-control', 'no-store').send('{"status":"ok"}'),
  );

  app.get(
    '/health/ready',
    {
      config: { access: 'open', unguarded: true },
      schema: {
        tags,
        operationId: 'ready',
        summary: 'Whether the record can be read and written',
        description:
          '503 with the reason where it cannot: the database does not answer, the disk is full, the file is read-only, damaged or gone, or a newer version of the server has changed its tables. `warnings` says what is odd about the clock.',
        response: { 200: json('It can', readiness) },
      },
    },
    async (request, reply) => {
      const warnings = await readyOrThrow(services).catch((error: unknown) => {
        if (!(error instanceof Problem)) request.log.error({ err: error }, 'not ready');
        if (error instanceof Problem) throw error;
        throw notReady(services.condition.note(error) ?? 'the database does not answer');
      });
      const body = JSON.stringify({ status: 'ok', ...(warnings.length > 0 ? { warnings } : {}) });
      return reply.type('application/json').header('cache-control', 'no-store').send(body);
    },
  );

  app.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, (request, reply) =>
    send(request, reply, servedDescription().json),
  );

  app.get('/openapi.yaml', { config: { access: 'open' }, schema: { hide: true } }, (request, reply) =>
    send(request, reply, servedDescription().yaml, { type: 'application/yaml; charset=utf-8' }),
  );

  app.get(
    '/problems/:name',
    {
      config: { access: 'open' },
      schema: {
        tags,
        operationId: 'getProblemType',
        summary: 'What a problem type means',
        params: z.strictObject({
          name: text(LIMITS.text_short).meta({ description: 'The last part of its URL' }),
        }),
        response: { 200: jsonOrPage('The problem type', problemSchema) },
      },
    },
    (request, reply) => {
      const { name } = request.params;
      if (!isProblem(name)) throw notFound(name);
      const { title, about } = PROBLEMS[name];
      if (isForPeople(request, reply)) return sendHtml(reply, title, aboutText(about));
      return send(request, reply, presentValue({ name, ...PROBLEMS[name] }));
    },
  );
};

const PAGE_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const sendHtml = (reply: FastifyReply, title: string, body: string): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .headers(PAGE_HEADERS)
    .header('content-security-policy', PAGE_CSP)
    .send(page(title, body));

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:38rem;margin:4rem auto;padding:0 1rem;color:#222}a{color:#064}</style>
<h1>${title}</h1>
${body}
</html>
`;

const homeText = (
  lists: readonly string[],
): string => `<p>What public figures said, word for word; what of it was found true; and whether what was promised has happened since.</p>
<p><strong><a href="/docs">Read and try the API</a></strong>, or look at
${lists.map((name) => `<a href="/v1/${name}">${name.replace('-', ' ')}</a>`).join(', ')}.</p>
<p>The description for programs is <a href="/openapi.json">openapi.json</a>.</p>`;

const aboutText = (about: string): string => {
  const html = about.replaceAll('<', '&lt;').replaceAll(/`([^`]+)`/g, '<code>$1</code>');
  return `<p>${html}</p>\n<p><a href="/docs">Read and try the API</a></p>`;
};
