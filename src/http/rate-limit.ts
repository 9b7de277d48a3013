/**
 * How often one caller may ask, where the newsroom has set a limit: requests are counted in minutes, each of which
 * begins with the first of them. The fields are those of draft-ietf-httpapi-ratelimit-headers.
 */
import type { FastifyReply } from 'fastify';
import { LIMITS } from '../limits.ts';
import { Problem } from './problems.ts';

const WINDOW_S = 60;
/** Whoever comes when all counts are taken. */
const THE_REST = '';

interface RequestCount {
  requests: number;
  /** Seconds of the process's own clock, which no change of the day's time moves. */
  until_s: number;
}

/** Counts by name, each over a minute that begins with the first. */
const createCounts = () => {
  const counts = new Map<string, RequestCount>();
  /** The count of a caller; ended ones are dropped, oldest first, so that there is room. */
  const countOf = (caller: string, now_s: number): RequestCount => {
    const known = counts.get(caller);
    if (known && known.until_s > now_s) return known;
    counts.delete(caller);
    for (const [name, { until_s }] of counts) {
      if (until_s > now_s) break;
      counts.delete(name);
    }
    if (counts.size >= LIMITS.rate_callers && caller !== THE_REST) return countOf(THE_REST, now_s);
    const fresh = { requests: 0, until_s: now_s + WINDOW_S };
    counts.set(caller, fresh);
    return fresh;
  };

  return countOf;
};

const refuse = (detail: string, seconds: number): Problem =>
  new Problem(
    'too-many-requests',
    `${detail}; try again in ${seconds} seconds.`,
    {},
    { 'retry-after': String(seconds) },
  );

/** Counts a request of `caller` and tells what is left in the answer; throws 429 when nothing is. */
export type RateLimit = (caller: string, reply: FastifyReply) => void;

/** At most `limit` requests a minute for each caller; 0 sets none. */
export const createRateLimit = (limit: number): RateLimit => {
  if (limit === 0) return () => undefined;
  const countOf = createCounts();
  return (caller, reply) => {
    const now_s = performance.now() / 1000;
    const spent = countOf(caller, now_s);
    spent.requests += 1;
    const left = Math.max(0, limit - spent.requests);
    const seconds = Math.ceil(spent.until_s - now_s);
    reply.header('ratelimit-policy', `"default";q=${limit};w=${WINDOW_S}`);
    reply.header('ratelimit', `"default";r=${left};t=${seconds}`);
    if (spent.requests <= limit) return;
    throw refuse(`One caller may make ${limit} requests a minute`, seconds);
  };
};

/** Counts keys that do not work by the address they come from. */
export interface WrongKeys {
  count(address: string): void;
  /** Throws 429 where too many came from this address in the last minute. */
  check(address: string): void;
}

export const createWrongKeys = (): WrongKeys => {
  const countOf = createCounts();
  return {
    count: (address) => {
      countOf(address, performance.now() / 1000).requests += 1;
    },
    check: (address) => {
      const now_s = performance.now() / 1000;
      const { requests, until_s } = countOf(address, now_s);
      if (requests < LIMITS.wrong_keys) return;
      throw refuse('Too many keys that do not work came from this address', Math.ceil(until_s - now_s));
    },
  };
};
