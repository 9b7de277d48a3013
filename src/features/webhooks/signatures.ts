/**
 * Signatures as Standard Webhooks has them (https://www.standardwebhooks.com): over the id, the time and the body,
 * `v1` with a shared secret (HMAC-SHA256), `v1a` with a key of which receivers need the public half only (Ed25519).
 */
import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { SigningKey } from './tables.ts';

/** In front of the 32 bytes of an Ed25519 key, as PKCS #8 has it (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const RAW_BYTES = 32;

export const makeKey = (made_at: string): SigningKey => ({
  secret: `whsec_${randomBytes(RAW_BYTES).toString('base64')}`,
  private_key: `whsk_${randomBytes(RAW_BYTES).toString('base64')}`,
  made_at,
  until: null,
});

const privateKeyOf = ({ private_key }: SigningKey): KeyObject => {
  const seed = Buffer.from(private_key.slice('whsk_'.length), 'base64');
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
};

/** What receivers check `v1a` with: `whpk_` and 32 bytes in base64. */
export const publicKeyOf = (key: SigningKey): string => {
  const der = createPublicKey(privateKeyOf(key)).export({ format: 'der', type: 'spki' });
  return `whpk_${der.subarray(-RAW_BYTES).toString('base64')}`;
};

/** The keys that sign at an instant: while one takes another's place, both. */
export const liveKeys = (keys: readonly SigningKey[], at: string): SigningKey[] =>
  keys.filter(({ until }) => until === null || until > at);

/** The headers of a message. */
export const signedHeaders = (
  keys: readonly SigningKey[],
  id: string,
  at: Date,
  body: string,
): Record<string, string> => {
  const seconds = Math.floor(at.getTime() / 1_000);
  const content = Buffer.from(`${id}.${seconds}.${body}`);
  const signatures = liveKeys(keys, at.toISOString()).flatMap((key) => [
    new Webhook(key.secret).sign(id, at, body),
    `v1a,${sign(null, content, privateKeyOf(key)).toString('base64')}`,
  ]);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
};
