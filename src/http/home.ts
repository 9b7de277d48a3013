/** GET / — a page for people, links for programs. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { publicUrl } from '../config.ts';
import { presentValue, send } from './answers.ts';
import type { App } from './app.ts';
import { json } from './routes.ts';
import type { Services } from './services.ts';

/** The lists that a program finds from here. */
export const LISTS = ['claims', 'quotes', 'speakers', 'sources', 'topics', 'rating-scales'] as const;

const linksSchema = z
  .strictObject({
    name: z.string(),
    documentation: z.url(),
    openapi: z.url(),
    links: z.record(z.string(), z.url()),
  })
  .meta({ id: 'Links' });

/** The answer to programs, beside the page for people. */
export const jsonOrPage = (description: string, schema: z.ZodType) => {
  const page = { schema: z.string().meta({ description: 'For browsers: where `Accept` has `text/html`' }) };
  return { description, content: { ...json(description, schema).content, 'text/html': page } };
};

/** Whether a browser asks, which is shown a page. */
export const isForPeople = (request: FastifyRequest, reply: FastifyReply): boolean => {
  reply.header('vary', [reply.getHeader('vary'), 'Accept'].filter(Boolean).join(', '));
  return request.headers.accept?.includes('text/html') ?? false;
};

/** Adds the first address of all; `page` answers people. */
export const homeRoute = (
  app: App,
  services: Services,
  page: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>,
): void => {
  app.get(
    '/',
    {
      config: { access: 'open', session: true },
      schema: {
        tags: ['System'],
        operationId: 'home',
        summary: 'Where to begin',
        response: { 200: jsonOrPage('Links', linksSchema) },
      },
    },
    (request, reply) => {
      if (isForPeople(request, reply)) return page(request, reply);
      const base = publicUrl(services.config);
      const links = Object.fromEntries(LISTS.map((name) => [name, `${base}/v1/${name}`]));
      const value = {
        name: 'Onrecord',
        documentation: `${base}/docs`,
        openapi: `${base}/openapi.json`,
        links,
      };
      return send(request, reply, presentValue(value));
    },
  );
};
