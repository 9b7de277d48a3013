/**
 * Who may call what. Every route declares its access; one that does not stops the start.
 * `open` needs no key ever, `public` none while published things are public, else the named role.
 */
import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import { select } from '../db/statement.ts';
import type { Actor } from '../record/record.ts';
import { sha256 } from '../record/sha256.ts';
import { nothingAt } from './errors.ts';
import { Problem } from './problems.ts';
import { createRateLimit, createWrongKeys } from './rate-limit.ts';
import type { Services } from './services.ts';
import { findSession, isSessionToken, tokenIn } from './sessions.ts';
import { keys, ROLES, type Role } from './tables.ts';

export type Access = 'open' | 'public' | Exclude<Role, 'sheets'>;

export interface Caller extends Actor {
  key_id: string;
  role: Role;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Passes over parameters that it does not name; any other route refuses them. */
    anyParameters?: true;
    /** Answers whoever asks, however often, and whether or not keys can be looked up. */
    unguarded?: true;
    /** The shape of this route's errors, where it speaks another API's language. */
    errors?: ZodType;
    /** Whether a session's cookie counts as its key. */
    session?: true;
    /** Whether a key may stand in the query, as `key`, `access_token` or `oauth_token`. */
    keyParameter?: boolean;
  }
  interface FastifyRequest {
    /** The key that calls; null for an anonymous reader. */
    caller: Caller | null;
  }
}

/** Whether this caller has the role, or one that includes it. */
export const hasRole = (caller: Caller | null, role: Role): boolean =>
  caller !== null && ROLES.indexOf(caller.role) >= ROLES.indexOf(role);

/** Drafts and proposals are for those who write them. */
export const maySeeDrafts = (caller: Caller | null): boolean => hasRole(caller, 'reporter');

/** Throws 401 without a key and 403 with a lesser one. */
export const requireRole = (caller: Caller | null, role: Role): Caller => {
  if (!caller) throw new Problem('unauthorized', `This needs a key of the role ${role}.`, {}, CHALLENGE);
  if (!hasRole(caller, role)) {
    throw new Problem('forbidden', `This needs a key of the role ${role}; yours is a ${caller.role}’s.`);
  }
  return caller;
};

/** The caller of a route that only keys reach. */
export const callerOf = (request: FastifyRequest): Caller => requireRole(request.caller, 'reader');

const CHALLENGE = { 'www-authenticate': 'Bearer realm="onrecord"' };
/** The key that stands in an address, as the header would have it. One that is not known is as good as none. */
const bearerIn = (url: string): string | null => {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const key = query.get('key') ?? query.get('access_token') ?? query.get('oauth_token');
  return key ? `Bearer ${key}` : null;
};

/** The token in the address of a spreadsheet. */
const addressToken = (url: string): string | null => {
  const token = new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('token');
  return token ? `Bearer ${token}` : null;
};

/** Addresses are passed on and written down: what may do more than read spreadsheets does not stand in one. */
const refuseKeyInAddress = ({ caller }: FastifyRequest): void => {
  if (!caller || caller.role === 'sheets') return;
  const detail = 'A key does not belong into an address: make one of the role sheets.';
  throw new Problem('unauthorized', detail, {}, CHALLENGE);
};

const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;

/** The key, or the session, that a request carries; undefined where it has none. Nobody has looked whether it is one. */
export const secretOf = ({ headers, routeOptions }: FastifyRequest): string | undefined =>
  BEARER.exec(headers.authorization ?? '')?.[1] ??
  (routeOptions.config.session ? (tokenIn(headers.cookie) ?? undefined) : undefined);

/** A row for each key of the name of the one that is meant. */
const findKey = select({ key: getTableColumns(keys), own_key: sql<string>`own.id` }, (query) =>
  query
    .from(keys)
    .innerJoin(sql`keys own`, sql`own.actor = ${keys.actor}`)
    .where(eq(keys.secret_sha256, sql.placeholder('secret_sha256'))),
);

const refuseIfMoved = ({ condition }: Services): void => {
  const fault = condition.look();
  if (fault === undefined) return;
  throw new Problem('unavailable', `Nothing is written: ${fault}.`, {}, { 'retry-after': '5' });
};

/** Adds the check to every route registered after it. */
export const guardRoutes = (app: FastifyInstance, services: Services): void => {
  const limitRate = createRateLimit(services.config.ONRECORD_RATE_LIMIT);

  const isOver = (expires_on: string | null): boolean => expires_on !== null && expires_on < services.today();

  const wrongKeys = createWrongKeys();
  /** Hashes of secrets that have worked: whoever guesses from the same address must not shut these out. */
  const working = new Set<string>();

  /** The hash of the secret of the key that a session stands for. */
  const hashBehind = async (secret: string): Promise<string | undefined> =>
    isSessionToken(secret) ? findSession(services.database.read, secret, services.clock.now()) : undefined;

  /** The session in a request's cookie, where it is one that counts: an old cookie is no attempt to guess. */
  const sessionIn = async ({ headers, routeOptions }: FastifyRequest): Promise<string | null> => {
    const token = routeOptions.config.session ? tokenIn(headers.cookie) : null;
    return token !== null && (await hashBehind(token)) ? `Bearer ${token}` : null;
  };

  const identify = async (authorization: string, address: string): Promise<Caller | null> => {
    const secret = BEARER.exec(authorization)?.[1] ?? '';
    const secret_sha256 = (await hashBehind(secret)) ?? sha256(secret);
    if (!working.has(secret_sha256)) wrongKeys.check(address);
    const found = secret === '' ? [] : await findKey(services.database.read, { secret_sha256 });
    const key = found[0]?.key;
    if (!key || key.revoked_at !== null || isOver(key.expires_on)) {
      working.delete(secret_sha256);
      wrongKeys.count(address);
      return null;
    }
    working.add(secret_sha256);
    noteUse(key);
    const own_keys = found.map(({ own_key }) => own_key);
    return { name: key.actor, key_id: key.id, role: key.role, own_keys };
  };

  /** Keeps the day of last use; losing it in a crash harms nobody, so nobody waits for it. */
  const noteUse = (key: typeof keys.$inferSelect): void => {
    const today = services.today();
    if (key.last_used_on === today || usedToday.get(key.id) === today) return;
    usedToday.set(key.id, today);
    services.database
      .write((tx) => tx.update(keys).set({ last_used_on: today }).where(eq(keys.id, key.id)))
      .catch((error: unknown) =>
        app.log.warn({ err: error }, 'the day of last use of a key was not written'),
      );
  };
  const usedToday = new Map<string, string>();

  app.addHook('onRoute', (route) => {
    if (!route.config?.access) throw new Error(`${String(route.method)} ${route.url} declares no access`);
  });
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.unguarded) return;
    const { authorization } = request.headers;
    const { keyParameter, sheet_answer } = request.routeOptions.config;
    const token = sheet_answer ? addressToken(request.url) : null;
    const parameter = token ?? (keyParameter ? bearerIn(request.url) : null);
    const bearer = authorization ?? parameter ?? (await sessionIn(request));
    if (bearer) request.caller = await identify(bearer, request.ip);
    if (authorization === undefined && token !== null) refuseKeyInAddress(request);
    limitRate(request.caller?.key_id ?? request.ip, reply);
    if (authorization !== undefined && !request.caller) {
      throw new Problem('unauthorized', 'This key is not known, was revoked or has expired.', {}, CHALLENGE);
    }
    // Before the body is read: whatever it holds, what counts is that nobody is there to take it.
    if (request.is404) throw nothingAt(services, request);
    const access = request.routeOptions.config.access ?? 'open';
    if (access === 'open' || (access === 'public' && services.config.ONRECORD_PUBLIC_READ)) return;
    const reads = sheet_answer ? 'sheets' : 'reader';
    requireRole(request.caller, access === 'public' ? reads : access);
    // What is written to a file that nobody finds any more would be lost.
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseIfMoved(services);
  });
};
