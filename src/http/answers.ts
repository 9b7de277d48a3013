/** Sending what was read: entity tags, conditional requests, and the headers all answers share. */
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Shown } from '../record/changed.ts';
import type { Representation } from '../record/present.ts';
import { etagOf } from '../record/present.ts';
import { namesTag, offer } from './answer-cache.ts';
import { codingOf, compress, tagWith, tagWithout } from './compression.ts';
import { Problem } from './problems.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Answers a GET: 304 where the reader has it already. `kept` is for what never changes again; a body that
 * is a function is opened only when it is sent. `shown` names all of the record that the answer depends on, where it
 * does on little.
 */
export const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  { body, etag }: { body: string | Buffer | (() => Readable); etag: string },
  {
    type = JSON_TYPE,
    kept = false,
    shown,
  }: { type?: string; kept?: boolean; shown?: Shown | undefined } = {},
): FastifyReply => {
  const who = request.caller ? 'private' : 'public';
  reply.header('cache-control', `${who}, ${kept ? 'max-age=31536000, immutable' : 'no-cache'}`);
  const varying = [reply.getHeader('vary'), 'Authorization', 'Accept-Encoding'];
  reply.header('vary', varying.filter(Boolean).join(', '));
  const answer = (whole: string | Buffer | undefined, tag: string): FastifyReply => {
    reply.header('etag', tag);
    if (whole !== undefined) offer(request, reply, { body: whole, etag: tag, type, shown });
    const known = request.headers['if-none-match'];
    if (known !== undefined && namesTag(known, tag))
      return reply.code(304).removeHeader('content-encoding').send();
    return reply.header('content-type', type).send(whole ?? (typeof body === 'function' ? body() : body));
  };
  if (typeof body === 'function') return answer(undefined, etag);
  const coding = codingOf(request.headers['accept-encoding'], type, body);
  if (!coding) return answer(body, etag);
  compress(body, coding).then(
    (compressed) => {
      reply.header('content-encoding', coding);
      answer(compressed, tagWith(etag, coding));
    },
    (error: unknown) => void reply.send(error),
  );
  return reply;
};

/** What `send` and `Answer` take, from a value. */
export const presentValue = (value: unknown): Representation => {
  const body = JSON.stringify(value);
  return { body, etag: etagOf(body) };
};

/** An answer to a change: made inside its transaction, sent after it is durable. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export const ok = ({ body, etag }: Representation): Answer => ({
  status: 200,
  headers: { 'content-type': JSON_TYPE, etag },
  body,
});

export const created = (location: string, { body, etag }: Representation): Answer => ({
  status: 201,
  headers: { 'content-type': JSON_TYPE, etag, location },
  body,
});

/** An answer that also names what may be the same; as it is where nothing may. */
export const withDuplicates = (answer: Answer, possible_duplicates: readonly string[]): Answer =>
  possible_duplicates.length === 0
    ? answer
    : {
        ...answer,
        body: `${answer.body.slice(0, -1)},${JSON.stringify({ possible_duplicates }).slice(1)}`,
      };

/** Throws 428 without an `If-Match` and 412 with one that is not `etag` (strong comparison). */
export const requireMatch = (request: FastifyRequest, etag: string): void => {
  const header = request.headers['if-match'];
  if (header === undefined) {
    throw new Problem('precondition-required', 'Send If-Match with the ETag of what you are changing.');
  }
  matchIfAsked(request, etag);
};

/** For state changes, where `If-Match` may be left out: throws 412 when it is sent and stale. */
export const matchIfAsked = (request: FastifyRequest, etag: string): void => {
  const header = request.headers['if-match'];
  if (header === undefined || header.trim() === '*') return;
  if (!header.split(',').some((tag) => tagWithout(tag) === etag)) {
    throw new Problem('precondition-failed', `The current ETag is ${etag}.`, {}, { etag });
  }
};
