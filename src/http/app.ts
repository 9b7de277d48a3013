/** What registers routes and what routes are registered on. */
import type { FastifyInstance } from 'fastify';
import type { FastifyZodOpenApiTypeProvider } from 'fastify-zod-openapi';
import type { Services } from './services.ts';

/** A Fastify scope whose requests are typed by the zod schemas of their route. */
export type App = ReturnType<typeof typed>;

/** Registers a feature's routes. */
export type Routes = (app: App, services: Services) => void;

/** The same scope, typed. */
export const typed = (app: FastifyInstance) => app.withTypeProvider<FastifyZodOpenApiTypeProvider>();
