/** The one place where errors become answers: application/problem+json (RFC 9457), nothing of the inside. */
import type {} from '@fastify/swagger';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { publicUrl } from '../config.ts';
import { isBusy, isDuplicate } from '../db/errors.ts';
import { LIMITS } from '../limits.ts';
import { type Fault, PROBLEMS, Problem } from './problems.ts';
import type { Server } from './server.ts';

/** A request part that its schema refuses; made by the validator compiler. */
export class InvalidRequest extends Problem {
  constructor(faults: Fault[]) {
    const errors = faults.slice(0, LIMITS.faults);
    const [first] = errors;
    const where = first?.pointer ?? first?.parameter ?? 'The request';
    super('invalid-request', `${where === '' ? 'The body' : where}: ${first?.detail ?? 'is not valid'}`, {
      errors,
    });
  }
}

const ASK_AGAIN = { 'retry-after': '1' };

const problemOf = (error: Partial<FastifyError> & Error): Problem => {
  if (error instanceof Problem) return error;
  if (isBusy(error)) return new Problem('unavailable', 'The database is busy; try again.', {}, ASK_AGAIN);
  if (isDuplicate(error))
    return new Problem('already-exists', 'Something with this name or key exists already.');
  if (error.statusCode === 413) return new Problem('too-large', 'The body is larger than 1 MiB.');
  if (error.statusCode === 415) return new Problem('unsupported-media-type', 'The body must be JSON.');
  if (error.statusCode === 503)
    return new Problem('unavailable', 'The server is busy; try again.', {}, ASK_AGAIN);
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Problem('invalid-request', error.message, {
      errors: [{ pointer: '', detail: error.message }],
    });
  }
  return new Problem('internal-error', 'The request could not be completed; nothing was changed.');
};

/** The answer for an error, in the one shape. */
export const sendProblem = (
  server: Server,
  request: FastifyRequest,
  reply: FastifyReply,
  error: Error,
): FastifyReply => {
  const problem = problemOf(error);
  const { status, title } = PROBLEMS[problem.problem];
  if (status === 500) request.log.error({ err: error }, 'a request failed');
  const body = {
    type: `${publicUrl(server.config)}/problems/${problem.problem}`,
    title,
    status,
    detail: problem.message,
    instance: request.url.split('?', 1)[0],
    ...(status === 500 ? { request_id: request.id } : {}),
    ...problem.members,
  };
  return reply
    .code(status)
    .headers(problem.headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body));
};

/** Answers errors and unknown paths. */
export const handleErrors = (app: FastifyInstance, server: Server): void => {
  app.setErrorHandler<FastifyError>((error, request, reply) => sendProblem(server, request, reply, error));
  app.setNotFoundHandler((request, reply) => {
    const detail = `There is nothing at ${request.url.split('?', 1)[0]}.`;
    return sendProblem(server, request, reply, new Problem('not-found', detail));
  });
};

/** Collects the routes registered from here on; calling what it gives adds a 405 for their other methods. */
export const refuseOtherMethods = (app: FastifyInstance): (() => void) => {
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', (route) => {
    const known = methods.get(route.url) ?? new Set();
    for (const method of [route.method].flat()) known.add(method);
    methods.set(route.url, known);
  });
  return () => {
    for (const [url, known] of [...methods]) {
      const method = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((name) => !known.has(name));
      const allow = [...known].join(', ');
      app.route({
        method,
        url,
        config: { access: 'open' },
        schema: { hide: true },
        handler: (request) => {
          throw new Problem('method-not-allowed', `${request.method} is not possible here.`, {}, { allow });
        },
      });
    }
  };
};
