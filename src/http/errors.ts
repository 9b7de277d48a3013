/** The one place where errors become answers: application/problem+json (RFC 9457), nothing of the inside. */

import type { Socket } from 'node:net';
import type {} from '@fastify/swagger';
import type { ConnectionError, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { publicUrl } from '../config.ts';
import { isBusy, isDuplicate } from '../db/errors.ts';
import { LIMITS } from '../limits.ts';
import { type Fault, Refusal } from '../record/refusal.ts';
import { PROBLEMS, Problem } from './problems.ts';
import type { Services } from './services.ts';

const CONTROL = /[\p{Cc}--[\t\n\r]]/gv;

/** What a request said, fit to be shown to it: well-formed, without control characters, and not at any length. */
const shown = (said: string): string => {
  const whole = said.length <= LIMITS.text_medium;
  const text = whole ? said : `${said.slice(0, LIMITS.text_medium)}…`;
  return text.toWellFormed().replace(CONTROL, '\ufffd');
};

const shownFault = ({ pointer, parameter, detail }: Fault): Fault => ({
  ...(pointer === undefined ? {} : { pointer: shown(pointer) }),
  ...(parameter === undefined ? {} : { parameter: shown(parameter) }),
  detail: shown(detail),
});

/** A request part that its schema refuses; made by the validator compiler. */
export class InvalidRequest extends Problem {
  constructor(faults: Fault[]) {
    const errors = faults.slice(0, LIMITS.faults).map(shownFault);
    const [first] = errors;
    const where = first?.pointer ?? first?.parameter ?? 'The request';
    super('invalid-request', `${where === '' ? 'The body' : where}: ${first?.detail ?? 'is not valid'}`, {
      errors,
    });
  }
}

/** What every answer carries, for those that are given before any route could add it. */
export const BARE_HEADERS = {
  'access-control-allow-origin': '*',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const ASK_AGAIN = { 'retry-after': '1' };

/** The problem that an error is for whoever asked. */
export const problemOf = (error: Partial<FastifyError> & Error): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return new Problem(error.code, error.message, error.members);
  if (isBusy(error)) return new Problem('unavailable', 'The database is busy; try again.', {}, ASK_AGAIN);
  if (isDuplicate(error))
    return new Problem('already-exists', 'Something with this name or key exists already.');
  if (error.statusCode === 413) return new Problem('too-large', 'The body is larger than 1 MiB.');
  if (error.statusCode === 415) return new Problem('unsupported-media-type', 'The body must be JSON.');
  if (error.statusCode === 503)
    return new Problem('unavailable', 'The server is busy; try again.', {}, ASK_AGAIN);
  if (error.code === 'FST_ERR_BAD_URL') {
    return new InvalidRequest([
      {
        parameter: 'path',
        detail: 'is not an address: a % needs two digits after it, and all of them make UTF-8',
      },
    ]);
  }
  if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return new InvalidRequest([{ pointer: '', detail: 'is not valid JSON' }]);
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new InvalidRequest([{ pointer: '', detail: error.message }]);
  }
  return new Problem('internal-error', 'The request could not be completed; nothing was changed.');
};

/** The body of every error. */
export const problemBody = (
  services: Services,
  problem: Problem,
  url: string,
  request_id?: string,
): string => {
  const { status, title } = PROBLEMS[problem.problem];
  return JSON.stringify({
    type: `${publicUrl(services.config)}/problems/${problem.problem}`,
    title,
    status,
    detail: shown(problem.message),
    instance: shown(url.split('?', 1)[0] ?? ''),
    ...(status === 500 ? { request_id } : {}),
    ...problem.members,
  });
};

const storageProblem = (fault: string): Problem =>
  new Problem(
    'unavailable',
    `The record cannot be read or written now: ${fault}.`,
    {},
    { 'retry-after': '5' },
  );

/** The problem that an error of a request is, noted and logged. */
export const problemFor = async (
  { condition }: Services,
  request: FastifyRequest,
  error: Error,
): Promise<Problem> => {
  const noted = condition.note(error);
  const problem = noted === undefined ? problemOf(error) : storageProblem(noted);
  const fault = noted ?? (isUnforeseen(problem) ? await condition.suspect() : undefined);
  if (fault !== undefined) {
    request.log.error({ err: error, url: request.url }, `the record fails: ${fault}`);
    return storageProblem(fault);
  }
  if (isUnforeseen(problem)) request.log.error({ err: error }, 'a request failed');
  return problem;
};

const isUnforeseen = ({ problem }: Problem): boolean => PROBLEMS[problem].status === 500;

/** The answer for an error, in the one shape. */
export const sendProblem = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  error: Error,
): Promise<FastifyReply> => {
  const problem = await problemFor(services, request, error);
  return reply
    .code(PROBLEMS[problem.problem].status)
    .headers(problem.headers)
    .header('content-type', PROBLEM_TYPE)
    .header('cache-control', 'no-store')
    .send(problemBody(services, problem, request.url, request.id));
};

/** Answers on the bare socket what is not HTTP, or whose headers are too large to be read. */
export const answerUnreadable = (services: Services, error: ConnectionError, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const detail =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? `The address and the headers are larger than ${LIMITS.header_bytes / 1024} KiB.`
      : 'This is not a request that can be read.';
  const problem = late
    ? new Problem('request-timeout', 'The request did not arrive whole in time.')
    : new Problem('invalid-request', detail);
  const body = problemBody(services, problem, '');
  const head = [
    `HTTP/1.1 ${late ? '408 Request Timeout' : '400 Bad Request'}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(BARE_HEADERS).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};

/** The 404 of a path that no route has, or the 405 of a method that none has. */
export const nothingAt = (services: Services, request: FastifyRequest): Problem =>
  request.server.unusual.refusal(request) ??
  new Problem(
    'not-found',
    `There is nothing at ${request.url.split('?', 1)[0]}; what there is stands at ${publicUrl(services.config)}/.`,
  );

type Answering = (request: FastifyRequest, reply: FastifyReply, error: Error) => unknown;

declare module 'fastify' {
  interface FastifyInstance {
    /** Shows browsers a page where there is nothing, once something has pages. */
    missingPage: { show: Answering | null };
    /** The 405 of a method that no route has, once all routes are known; undefined where there is nothing. */
    unusual: { refusal: (request: FastifyRequest) => Problem | undefined };
  }
}

/** Whether a browser looks for a page at an address that nothing has; what is below `/v1` is the API's. */
const looksForPage = ({ is404, method, headers, url }: FastifyRequest): boolean =>
  is404 &&
  (method === 'GET' || method === 'HEAD') &&
  !/^\/v1(\/|$)/.test(url.split('?', 1)[0] ?? '') &&
  (headers.accept?.includes('text/html') ?? false);

/** Answers errors and unknown paths. */
export const handleErrors = (app: FastifyInstance, services: Services): void => {
  app.decorate('missingPage', { show: null });
  app.decorate('unusual', { refusal: () => undefined });
  const answer: Answering = (request, reply, error) =>
    app.missingPage.show !== null && looksForPage(request)
      ? app.missingPage.show(request, reply, error)
      : sendProblem(services, request, reply, error);
  app.setErrorHandler<FastifyError>((error, request, reply) => answer(request, reply, error));
  app.setNotFoundHandler((request, reply) => answer(request, reply, nothingAt(services, request)));
};

/** Methods that routes have here. All others that Node reads, of which there are thirty, are not worth a route each. */
const USUAL = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

const refusal = (method: string, allow: string): Problem =>
  new Problem('method-not-allowed', `${method} is not possible here.`, {}, { allow });

/** What an unusual method is told where there is something. */
const createUnusual = (methods: ReadonlyMap<string, ReadonlySet<string>>) => {
  const isPattern = (url: string): boolean => /[:*]/.test(url);
  /** What is spelt out goes before what has parameters. */
  const places = [...methods]
    .toSorted(([a], [b]) => Number(isPattern(a)) - Number(isPattern(b)))
    .map(([url, known]) => ({
      pattern: new RegExp(
        `^${url.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.*')}$`,
      ),
      allow: [...known].sort().join(', '),
    }));
  return ({ method, url }: FastifyRequest): Problem | undefined => {
    if (USUAL.includes(method)) return undefined;
    const path = url.split('?', 1)[0] ?? '';
    const place = places.find(({ pattern }) => pattern.test(path));
    return place && refusal(method, place.allow);
  };
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
    app.unusual.refusal = createUnusual(new Map(methods));
    for (const [url, known] of [...methods]) {
      const method = USUAL.filter((name) => !known.has(name));
      const allow = [...known].sort().join(', ');
      const refuse = (request: FastifyRequest): never => {
        throw refusal(request.method, allow);
      };
      if (method.length === 0) continue;
      app.route({
        method,
        url,
        config: { access: 'open' },
        schema: { hide: true },
        onRequest: async (request) => refuse(request),
        handler: refuse,
      });
    }
  };
};
