/**
 * Sessions of the desk: a token in a cookie stands for a key, and ends with it. It goes where a key goes
 * (`Authorization: Bearer`); as a cookie only routes take it that say so, and none of the API's does.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { select } from '../db/statement.ts';
import type { Database, Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { sha256 } from '../record/sha256.ts';
import { keys, sessions } from './tables.ts';

const PREFIX = 'onrecord_session_';
/** Browsers take a name that begins so over TLS only, and from this very host. */
const SECURE_NAME = '__Host-onrecord';
const PLAIN_NAME = 'onrecord_session';

export const isSessionToken = (secret: string): boolean => secret.startsWith(PREFIX);

const keyOfSession = select({ secret_sha256: keys.secret_sha256 }, (query) =>
  query
    .from(sessions)
    .innerJoin(keys, eq(keys.id, sessions.key_id))
    .where(
      and(
        eq(sessions.token_sha256, sql.placeholder('token_sha256')),
        gt(sessions.expires_at, sql.placeholder('now')),
      ),
    ),
);

/** The hash of the key's secret that a session stands for; undefined where there is no such session, or it is over. */
export const findSession = async (on: Reader, token: string, now: Date): Promise<string | undefined> =>
  (await keyOfSession(on, { token_sha256: sha256(token), now: now.toISOString() }))[0]?.secret_sha256;

const keyBySecret = select({ id: keys.id }, (query) =>
  query.from(keys).where(eq(keys.secret_sha256, sql.placeholder('secret_sha256'))),
);

/** Begins a session of the key with this secret, and forgets those that are over; gives its token. */
export const startSession = async (database: Database, secret: string, now: Date): Promise<string | null> => {
  const [key] = await keyBySecret(database.read, { secret_sha256: sha256(secret) });
  if (!key) return null;
  const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  const started_at = now.toISOString();
  const expires_at = new Date(now.getTime() + LIMITS.session_ms).toISOString();
  await database.write(async (tx) => {
    await tx.delete(sessions).where(lt(sessions.expires_at, started_at));
    await tx.insert(sessions).values({ token_sha256: sha256(token), key_id: key.id, started_at, expires_at });
  });
  return token;
};

/** Ends a session at once. */
export const endSession = async (database: Database, token: string): Promise<void> => {
  await database.write((tx) => tx.delete(sessions).where(eq(sessions.token_sha256, sha256(token))));
};

/** The token in a request's cookies; null where there is none. */
export const tokenIn = (cookies: string | undefined): string | null => {
  for (const cookie of (cookies ?? '').split(';')) {
    const [name = '', value = ''] = cookie.trim().split('=', 2);
    if ((name === SECURE_NAME || name === PLAIN_NAME) && isSessionToken(value)) return value;
  }
  return null;
};

/** The cookie that keeps a session; without a token, the one that ends it. */
export const sessionCookie = (token: string | null, home: string): string => {
  const secure = home.startsWith('https:');
  const age = token === null ? 0 : Math.floor(LIMITS.session_ms / 1_000);
  return [
    `${secure ? SECURE_NAME : PLAIN_NAME}=${token ?? ''}`,
    'Path=/',
    `Max-Age=${age}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(secure ? ['Secure'] : []),
  ].join('; ');
};

/** What a form of this session carries, which no other site can know. */
export const formToken = (token: string): string =>
  createHmac('sha256', token).update('form').digest('base64url');

export const isFormToken = (given: string, token: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(formToken(token))];
  return a.length === b.length && timingSafeEqual(a, b);
};
