/** Making, listing and revoking keys; the command line and the routes share this. */
import { randomBytes } from 'node:crypto';
import { and, asc, eq, gte, isNull, or } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import { secretMark } from '../../http/secrets.ts';
import { keys, type Role } from '../../http/tables.ts';
import type { Change } from '../../record/record.ts';
import { sha256 } from '../../record/sha256.ts';

type Key = typeof keys.$inferSelect;

/** What may be known of a key: nothing of its secret. */
export const shownKey = ({ secret_sha256: _, secret_salt: __, ...key }: Key) => key;

/** Adds a key and gives its secret, which is kept nowhere. */
export const createKey = async (
  change: Change,
  { actor, role, expires_on = null }: { actor: string; role: Role; expires_on?: string | null },
  secret = `onrecord_${randomBytes(32).toString('base64url')}`,
): Promise<{ key: Key; secret: string }> => {
  const key = {
    id: change.newId('key'),
    actor,
    role,
    secret_sha256: sha256(secret),
    secret_salt: randomBytes(16).toString('hex'),
    created_at: change.at,
    last_used_on: null,
    revoked_at: null,
    expires_on,
  };
  await change.tx.insert(keys).values(key);
  change.event({
    action: 'key.created',
    subject_id: key.id,
    after: { ...shownKey(key), secret_mark: secretMark(key) },
  });
  return { key, secret };
};

/** Ends a key at once; false when there is none, or it had ended. */
export const revokeKey = async (change: Change, id: string): Promise<boolean> => {
  const [key] = await change.tx.select().from(keys).where(eq(keys.id, id));
  if (!key || key.revoked_at !== null) return false;
  await change.tx.update(keys).set({ revoked_at: change.at }).where(eq(keys.id, id));
  change.event({ action: 'key.revoked', subject_id: id, before: shownKey(key) });
  return true;
};

export const listKeys = (connection: Connection): PromiseLike<Key[]> =>
  connection.select().from(keys).orderBy(asc(keys.created_at), asc(keys.id));

/** Whether this is, or was, the secret of a key. */
export const isKnownSecret = async (connection: Connection, secret: string): Promise<boolean> =>
  (
    await connection
      .select({ id: keys.id })
      .from(keys)
      .where(eq(keys.secret_sha256, sha256(secret)))
  ).length > 0;

/** Whether any key works on the day `today`. */
export const hasKeys = async (connection: Connection, today: string): Promise<boolean> => {
  const lasting = or(isNull(keys.expires_on), gte(keys.expires_on, today));
  const working = and(isNull(keys.revoked_at), lasting);
  return (await connection.select({ id: keys.id }).from(keys).where(working).limit(1)).length > 0;
};
