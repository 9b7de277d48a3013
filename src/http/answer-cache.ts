/**
 * Whole public answers, kept and given again while nothing in the record has changed. They are looked up before
 * routing, by what a request asks and the state that the record is in: any commit, by this process or another, and the
 * newsroom's midnight make another state (`Database.version`). What a key asks for is never kept.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LIMITS } from '../limits.ts';
import type { Counts } from './metrics.ts';
import type { Services } from './services.ts';

const BYTES_PER_MB = 1_048_576;
/** About what an answer takes besides its body. */
const OVERHEAD_BYTES = 1_500;

interface KeptAnswer {
  /** The state of the record that it shows. */
  state: string;
  etag: string;
  body: string | Buffer;
  bytes: number;
  headers: OutgoingHttpHeaders;
  /** Of a 304. */
  short: OutgoingHttpHeaders;
  route: string;
}

/** A request whose answer may be kept, and where. */
const asked = new WeakMap<IncomingMessage, (answer: Omit<KeptAnswer, 'state'>) => void>();

/** Headers on which the answer of a public route may depend. */
const keyOf = ({ url, headers }: IncomingMessage): string =>
  `${url}\n${headers.accept ?? ''}\n${headers['accept-language'] ?? ''}\n${headers.host}`;

/** Whether anybody who asks the same gets the same. */
const isPlain = ({ method, headers, httpVersion }: IncomingMessage): boolean =>
  method === 'GET' &&
  httpVersion === '1.1' &&
  headers.host !== undefined &&
  headers.authorization === undefined &&
  headers.cookie === undefined &&
  headers.expect === undefined &&
  headers['transfer-encoding'] === undefined &&
  headers['content-length'] === undefined;

/** Whether a header of entity tags names this one (weak comparison, RFC 9110 section 13.1.2). */
export const namesTag = (header: string, etag: string): boolean =>
  header.trim() === '*' ||
  header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''));

/** Lets `send` offer what it is about to answer, so that it is given again. */
export const offer = (
  request: FastifyRequest,
  reply: FastifyReply,
  { body, etag, type }: { body: string | Buffer; etag: string; type: string },
): void => {
  const keep = request.caller ? undefined : asked.get(request.raw);
  if (!keep) return;
  const short: OutgoingHttpHeaders = Object.fromEntries(Object.entries(reply.getHeaders()));
  const bytes = Buffer.byteLength(body);
  const headers = { ...short, 'content-type': type, 'content-length': bytes };
  keep({ etag, body, bytes, headers, short, route: request.routeOptions.url ?? '' });
};

/** The answers that were used last, within bounds of bytes and number. */
const createAnswers = (bytes_max: number) => {
  const answers = new Map<string, KeptAnswer>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= (answers.get(key)?.bytes ?? -OVERHEAD_BYTES) + OVERHEAD_BYTES;
    answers.delete(key);
  };
  return {
    find: (key: string): KeptAnswer | undefined => {
      const found = answers.get(key);
      if (!found) return undefined;
      answers.delete(key);
      answers.set(key, found);
      return found;
    },
    keep: (key: string, answer: KeptAnswer): void => {
      if (answer.bytes > LIMITS.kept_answer_bytes) return;
      drop(key);
      answers.set(key, answer);
      bytes += answer.bytes + OVERHEAD_BYTES;
      while (bytes > bytes_max || answers.size > LIMITS.kept_answers) drop(answers.keys().next().value ?? '');
    },
  };
};

const give = (response: ServerResponse, answer: KeptAnswer, known: string | undefined): number => {
  const status = known !== undefined && namesTag(known, answer.etag) ? 304 : 200;
  response.writeHead(status, status === 200 ? answer.headers : answer.short);
  response.end(status === 200 ? answer.body : undefined);
  return status;
};

/** Answers out of the cache whatever it can; all else goes the way it went. */
export const keepAnswers = (app: FastifyInstance, services: Services, counts: Counts | undefined): void => {
  const { config, database } = services;
  // Every request counts where there is a limit, and every one needs a key where nothing is public.
  if (config.ONRECORD_CACHE_MB === 0 || config.ONRECORD_RATE_LIMIT > 0 || !config.ONRECORD_PUBLIC_READ)
    return;
  const answers = createAnswers(config.ONRECORD_CACHE_MB * BYTES_PER_MB);
  const count = (route: string, status: number): void => {
    counts?.answered.inc({ route, method: 'GET', status });
    counts?.kept.inc();
  };
  const { server } = app;
  const listeners = server.listeners('request');
  server.removeAllListeners('request');

  const look = (version: string, request: IncomingMessage, response: ServerResponse): boolean => {
    const state = `${version} ${services.today()}`;
    const key = keyOf(request);
    const answer = answers.find(key);
    if (answer?.state === state) {
      count(answer.route, give(response, answer, request.headers['if-none-match']));
      return true;
    }
    asked.set(request, (fresh) => answers.keep(key, { ...fresh, state }));
    return false;
  };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const pass = (): void => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    if (!isPlain(request)) return pass();
    const version = database.version();
    if (typeof version === 'string') {
      if (!look(version, request, response)) pass();
    } else version.then((found) => look(found, request, response) || pass(), pass);
  });
};
