/**
 * Who may call what. Every route declares its access; one that does not stops the start.
 * `open` needs no key ever, `public` none while published things are public, else the named role.
 */
import { eq, sql } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { prepare } from '../db/queries.ts';
import type { Actor } from '../record/record.ts';
import { sha256 } from '../record/record.ts';
import { Problem } from './problems.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Services } from './services.ts';
import { keys, ROLES, type Role } from './tables.ts';

export type Access = 'open' | 'public' | Role;

export interface Caller extends Actor {
  key_id: string;
  role: Role;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
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
const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;

/** Adds the check to every route registered after it. */
export const guardRoutes = (app: FastifyInstance, services: Services): void => {
  const findKey = prepare(
    services.database.read
      .select()
      .from(keys)
      .where(eq(keys.secret_sha256, sql.placeholder('secret_sha256'))),
  );

  const limitRate = createRateLimit(services.config.ONRECORD_RATE_LIMIT);

  const isOver = (expires_on: string | null): boolean => expires_on !== null && expires_on < services.today();

  const identify = async (authorization: string): Promise<Caller | null> => {
    const secret = BEARER.exec(authorization)?.[1];
    const [key] = secret ? await findKey.execute({ secret_sha256: sha256(secret) }) : [];
    if (!key || key.revoked_at !== null || isOver(key.expires_on)) return null;
    noteUse(key);
    return { name: key.actor, key_id: key.id, role: key.role };
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
    const { authorization } = request.headers;
    if (authorization !== undefined) request.caller = await identify(authorization);
    limitRate(request.caller?.key_id ?? request.ip, reply);
    if (authorization !== undefined && !request.caller) {
      throw new Problem('unauthorized', 'This key is not known, was revoked or has expired.', {}, CHALLENGE);
    }
    const access = request.routeOptions.config.access ?? 'open';
    if (access === 'open' || (access === 'public' && services.config.ONRECORD_PUBLIC_READ)) return;
    requireRole(request.caller, access === 'public' ? 'reader' : access);
  });
};
