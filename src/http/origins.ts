/** Which requests pages of other origins may make (CORS): all that reads, with a key in a header; nothing sets cookies for it. */
import type { FastifyCorsOptions } from '@fastify/cors';

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
  ],
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

const posting: FastifyCorsOptions = {
  ...reading,
  methods: ['GET', 'HEAD', 'POST'],
  allowedHeaders: [
    'authorization',
    'content-type',
    'if-none-match',
    'mcp-method',
    'mcp-name',
    'mcp-protocol-version',
    'mcp-session-id',
  ],
};

/** What a page elsewhere may do at an address. */
export const corsOf = (url: string): FastifyCorsOptions =>
  READ_BY_POST.has(url.split('?')[0] ?? '') ? posting : reading;
