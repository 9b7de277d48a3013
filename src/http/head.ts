/** What is asked of the head of every request, and what every answer carries. */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { InvalidRequest } from './errors.ts';

/**
 * What helmet sets, for pages that a browser shows; by hand, since a record has six pages of three kinds, the API's
 * answers need none of it but `nosniff`, and a plugin would cost each of them a hook. The page's own
 * Content-Security-Policy comes with it.
 */
export const PAGE_HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

/** Whether a head names several hosts, of which Node takes the first and a proxy perhaps another (RFC 9112 section 3.2). */
export const hasSeveralHosts = ({ rawHeaders }: IncomingMessage): boolean => {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
};

const faultOf = (request: IncomingMessage): InvalidRequest | undefined => {
  const { headers, httpVersion } = request;
  if (headers.host === undefined && httpVersion !== '1.0') {
    return new InvalidRequest([{ parameter: 'host', detail: 'is missing' }]);
  }
  if (hasSeveralHosts(request)) {
    return new InvalidRequest([{ parameter: 'host', detail: 'must not be repeated' }]);
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    return new InvalidRequest([{ parameter: 'expect', detail: 'must be 100-continue' }]);
  }
  return undefined;
};

/** Lets every answer carry `nosniff`, and pages what else browsers look at. */
export const headAnswers = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff');
    if (request.url.startsWith('/docs')) reply.headers(PAGE_HEADERS);
    done();
  });
};

/** Refuses heads that HTTP/1.1 does not allow; Node would do it without a word. */
export const checkHeads = (app: FastifyInstance): void => {
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRequest', (request, _reply, done) => done(faultOf(request.raw)));
};
