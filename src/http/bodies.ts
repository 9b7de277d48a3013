/** The bodies of requests: which are read, how strictly, and how much memory those of strangers may take. */
import { finished, Transform } from 'node:stream';
import type { FastifyInstance, FastifyRequest, RequestPayload } from 'fastify';
import { LIMITS } from '../limits.ts';
import { InvalidRequest } from './errors.ts';
import { duplicateMember } from './json.ts';
import { Problem } from './problems.ts';

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

const unread = (detail: string): Problem => new Problem('unsupported-media-type', detail);

/** What is wrong with how a body is written; undefined where nothing is. */
const unreadable = ({ headers }: FastifyRequest): Problem | undefined => {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    return unread('A body with a Content-Encoding is not read: send it as it is.');
  }
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) return unread('The body must be UTF-8, and no other charset.');
  return undefined;
};

/** Takes bodies of these types as JSON in UTF-8; an empty body counts as none. */
export const acceptJson = (
  app: Pick<FastifyInstance, 'addContentTypeParser' | 'getDefaultJsonParser'>,
  types: string[],
): void => {
  const parse = app.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  app.addContentTypeParser(types, { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    let text: string;
    try {
      text = utf8.decode(Buffer.from(body));
    } catch {
      return done(new InvalidRequest([{ pointer: '', detail: 'is not UTF-8' }]));
    }
    parse(request, text, (error, value) => {
      if (error) return done(error);
      // A body that is not there is null for what follows; this one is there.
      if (value === null) return done(new InvalidRequest([{ pointer: '', detail: 'must be an object' }]));
      const pointer = duplicateMember(text);
      if (pointer === undefined) return done(null, value);
      done(new InvalidRequest([{ pointer, detail: 'stands twice in its object' }]));
    });
  });
};

/** Reads JSON, and of requests without a key no more at a time than `LIMITS.anonymous_bodies_bytes` altogether. */
export const readBodies = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  acceptJson(app, ['application/json', 'application/merge-patch+json']);
  let held_bytes = 0;

  /** Passes a body on, and counts it until its request is answered. */
  const counted = (payload: RequestPayload, answered: NodeJS.WritableStream): Transform => {
    let own_bytes = 0;
    const counting = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        own_bytes += chunk.length;
        held_bytes += chunk.length;
        if (held_bytes <= LIMITS.anonymous_bodies_bytes) return done(null, chunk);
        const detail = 'Too many requests without a key send bodies at this moment; try again.';
        done(new Problem('unavailable', detail, {}, { 'retry-after': '1', connection: 'close' }));
      },
    });
    finished(answered, () => {
      held_bytes -= own_bytes;
    });
    payload.on('error', (error) => counting.destroy(error));
    return payload.pipe(counting);
  };

  app.addHook('onRoute', (route) => {
    const methods = [route.method].flat();
    if (!methods.includes('POST') && !methods.includes('PATCH')) return;
    route.preParsing = (request, reply, payload, done) => {
      const problem = unreadable(request);
      if (problem) return done(problem);
      done(null, request.caller ? payload : counted(payload, reply.raw));
    };
  });
};
