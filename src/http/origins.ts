/** Which requests pages of other origins may make (CORS): all that reads, with a key in a header; nothing sets cookies for it. */
import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const reading: FastifyCorsOptions = {
  origin: '*',
  methods: ['GET', 'HEAD'],
  allowedHeaders: ['authorization', 'if-none-match'],
  exposedHeaders: [
    'etag',
    'link',
    'location',
    'onrecord-log-size',
    'ratelimit',
    'ratelimit-policy',
    'retry-after',
  ].join(', '),
  strictPreflight: false,
};

/** What is asked by POST and changes nothing. */
const READ_BY_POST = new Set([
  '/mcp',
  '/reconcile/speakers',
  '/reconcile/claims',
  '/v1/claimreview/validate',
  '/v1/claims/similar',
]);

const POST_HEADERS = [
  'authorization',
  'content-type',
  'mcp-method',
  'mcp-name',
  'mcp-protocol-version',
  'mcp-session-id',
];

/** Answers a page elsewhere that asks whether it may; a plugin that decided by address would make all answers vary by origin. */
export const openToPages = async (app: FastifyInstance): Promise<void> => {
  app.addHook('onRequest', (request, reply, done) => {
    const asked = request.headers['access-control-request-method'];
    if (request.method !== 'OPTIONS' || asked !== 'POST') return done();
    if (!READ_BY_POST.has(request.url.split('?')[0] ?? '')) return done();
    reply
      .code(204)
      .headers({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, HEAD, POST',
        'access-control-allow-headers': POST_HEADERS.join(', '),
      })
      .send();
  });
  await app.register(cors, reading);
};
