/**
 * Signed checkpoints: a tree size and its root, in a form that the tools of other transparency logs read.
 * The text is a tlog-checkpoint (https://c2sp.org/tlog-checkpoint) inside a signed note
 * (https://c2sp.org/signed-note), signed with Ed25519:
 *
 *     example.com/log
 *     20852163
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 *
 *     — example.com/log Az3grlgtzPICa5OS8npVmf1Myq/5IZni…
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { HASH_LENGTH_BYTES } from './merkle.ts';

/** The state of the log at one size. */
export type Checkpoint = { origin: string; size: number; root_hash: Buffer };

export type NoteProblem =
  | 'malformed_checkpoint'
  | 'malformed_note'
  | 'malformed_key'
  | 'unknown_key'
  | 'invalid_signature';

/** The one error of this module: `problem` for a program, `message` for a person. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
  readonly problem: NoteProblem;

  constructor(problem: NoteProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** A note with more signatures is refused; the specification asks for at least 16. */
const MAX_SIGNATURES = 100;

const SIGNATURE_PREFIX = '\u2014 ';
const KEY_ID_LENGTH_BYTES = 4;
/** The signature type of Ed25519 in a signed note. */
const ED25519 = 0x01;
/** All of an Ed25519 public key in SPKI DER but its last 32 bytes, which are the key (RFC 8410 section 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PUBLIC_KEY_LENGTH_BYTES = 32;

/** The note text of a checkpoint. Throws NoteError (malformed_checkpoint). */
export function formatCheckpoint({ origin, size, root_hash }: Checkpoint): string {
  if (origin.includes('\n')) throw malformedCheckpoint('the origin has more than one line');
  const text = `${origin}\n${size}\n${root_hash.toString('base64')}\n`;
  parseCheckpoint(text);
  return text;
}

/**
 * Reads the text of an opened note. Extension lines, which this log does not write, are allowed and left
 * aside, as the specification asks. Throws NoteError (malformed_checkpoint).
 */
export function parseCheckpoint(text: string): Checkpoint {
  const fault = textFault(text);
  if (fault !== undefined) throw malformedCheckpoint(fault);
  const lines = text.slice(0, -1).split('\n');
  const [origin, size, root] = lines;
  if (origin === undefined || size === undefined || root === undefined) {
    throw malformedCheckpoint(`it has ${lines.length} of the 3 lines origin, size and root hash`);
  }
  const empty = lines.indexOf('');
  if (empty >= 0) throw malformedCheckpoint(`line ${empty + 1} is empty`);
  if (!/^(0|[1-9][0-9]*)$/.test(size) || !Number.isSafeInteger(Number(size))) {
    throw malformedCheckpoint(`"${size}" is not a tree size from 0 to 2^53 - 1 in decimal digits`);
  }
  const root_hash = fromBase64(root);
  if (root_hash?.length !== HASH_LENGTH_BYTES) {
    throw malformedCheckpoint(`"${root}" is not the Base64 of a ${HASH_LENGTH_BYTES}-byte root hash`);
  }
  return { origin, size: Number(size), root_hash };
}

/**
 * Signs a text, which ends in a newline, and gives the whole note. `private_key` is PKCS #8 PEM, as from
 * `generateLogKey`. Throws NoteError (malformed_note, malformed_key).
 */
export function signNote(text: string, key_name: string, private_key: string): string {
  const fault = textFault(text);
  if (fault !== undefined) throw malformedNote(fault);
  const key = readPrivateKey(private_key);
  const key_id = keyId(checkKeyName(key_name), rawPublicKey(key));
  return `${text}\n${signatureLine({ name: key_name, key_id }, sign(null, Buffer.from(text), key))}\n`;
}

/**
 * Gives the text of a note once the signature by `verifier_key` has been verified, and only then. Signatures
 * by other keys (witnesses, rotated keys) are left aside. Throws NoteError: malformed_note or malformed_key;
 * unknown_key when this key did not sign; invalid_signature when its signature is not for this text.
 */
export function openNote(note: string, verifier_key: string): string {
  const { name, key_id, public_key } = parseVerifierKey(verifier_key);
  const { text, signatures } = parseNote(note);
  const known = signatures.filter((signature) => signature.name === name && signature.key_id.equals(key_id));
  if (known.length === 0) {
    const signers = signatures.map((signature) => `${signature.name}+${signature.key_id.toString('hex')}`);
    throw new NoteError(
      'unknown_key',
      `The note is not signed by ${name}+${key_id.toString('hex')} but by ${signers.join(', ')}.`,
    );
  }
  if (!known.every((signature) => verify(null, Buffer.from(text), public_key, signature.bytes))) {
    throw new NoteError(
      'invalid_signature',
      `The signature by ${name}+${key_id.toString('hex')} is not valid for this text.`,
    );
  }
  return text;
}

/** A new Ed25519 private key, as PKCS #8 PEM. Keep it secret. */
export function generateLogKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/**
 * The public key as the tools of transparency logs take it: `<name>+<hex key ID>+<Base64 of type || key>`.
 * Throws NoteError (malformed_key).
 */
export function verifierKey(key_name: string, private_key: string, type = ED25519): string {
  const public_key = rawPublicKey(readPrivateKey(private_key));
  const key_id = keyId(checkKeyName(key_name), public_key, type).toString('hex');
  return `${key_name}+${key_id}+${Buffer.concat([Buffer.of(type), public_key]).toString('base64')}`;
}

/** The public key as openssl takes it: SPKI PEM. Throws NoteError (malformed_key). */
export function publicKeyPem(private_key: string): string {
  return createPublicKey(readPrivateKey(private_key)).export({ format: 'pem', type: 'spki' }).toString();
}

/** One line under a note: who signed, by name and key, and the bytes of the signature. */
export type Signature = { name: string; key_id: Buffer; bytes: Buffer; line: string };

/** A key that verifies, as its owner gives it, and the name and ID under which its signatures stand. */
export type Verifier = { key: string; name: string; key_id: Buffer; public_key: KeyObject };

/**
 * The text of a note, which ends before its last empty line, and its signatures, none of them verified.
 * Throws NoteError (malformed_note).
 */
export function parseNote(note: string): { text: string; signatures: Signature[] } {
  const fault = textFault(note);
  if (fault !== undefined) throw malformedNote(fault);
  const gap = note.lastIndexOf('\n\n');
  if (gap < 0) throw malformedNote('it has no empty line between the text and the signatures');
  const lines = note.slice(gap + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw malformedNote(`it has more than ${MAX_SIGNATURES} signatures`);
  return { text: note.slice(0, gap + 1), signatures: lines.map(parseSignature) };
}

/** A signature line, without its newline. */
export function signatureLine(
  { name, key_id }: Pick<Verifier, 'name' | 'key_id'>,
  signature: Buffer,
): string {
  return `${SIGNATURE_PREFIX}${name} ${Buffer.concat([key_id, signature]).toString('base64')}`;
}

function parseSignature(line: string): Signature {
  const [name, encoded, ...rest] = line.slice(SIGNATURE_PREFIX.length).split(' ');
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (!line.startsWith(SIGNATURE_PREFIX) || rest.length > 0 || name === undefined || !isKeyName(name)) {
    throw malformedNote(`"${line}" is not a signature line: an em dash, a key name and Base64`);
  }
  if (bytes === undefined || bytes.length <= KEY_ID_LENGTH_BYTES) {
    throw malformedNote(`the signature by ${name} is not the Base64 of a key ID and a signature`);
  }
  return {
    name,
    key_id: bytes.subarray(0, KEY_ID_LENGTH_BYTES),
    bytes: bytes.subarray(KEY_ID_LENGTH_BYTES),
    line,
  };
}

/** Reads a verifier key of the signature type `type` (Ed25519 of a note). Throws NoteError (malformed_key). */
export function parseVerifierKey(verifier_key: string, type = ED25519): Verifier {
  // Base64 may itself contain a plus.
  const [, name, id, encoded] = /^([^+]*)\+([0-9a-fA-F]{8})\+(.*)$/s.exec(verifier_key) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) {
    throw malformedKey('a verifier key has the form <name>+<8 hexadecimal digits>+<Base64>');
  }
  const decoded = fromBase64(encoded);
  if (decoded === undefined) throw malformedKey(`the key of ${name} is not Base64`);
  const [found, raw] = [decoded.subarray(0, 1), decoded.subarray(1)];
  if (found[0] !== type) {
    throw malformedKey(
      `the key of ${name} has type 0x${found.toString('hex')}, not 0x${Buffer.of(type).toString('hex')}`,
    );
  }
  if (raw.length !== PUBLIC_KEY_LENGTH_BYTES) {
    throw malformedKey(`the key of ${name} has ${raw.length} bytes instead of ${PUBLIC_KEY_LENGTH_BYTES}`);
  }
  const key_id = keyId(checkKeyName(name), raw, type);
  if (!key_id.equals(Buffer.from(id, 'hex'))) {
    throw malformedKey(`the key of ${name} has the ID ${key_id.toString('hex')}, not ${id}`);
  }
  const spki = Buffer.concat([SPKI_PREFIX, raw]);
  return {
    key: verifier_key,
    name,
    key_id,
    public_key: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  };
}

/** key ID = SHA-256(key name || 0x0A || signature type || public key)[:4] */
function keyId(key_name: string, public_key: Buffer, type = ED25519): Buffer {
  const named_key = Buffer.concat([Buffer.from(`${key_name}\n`), Buffer.of(type), public_key]);
  return hash('sha256', named_key, 'buffer').subarray(0, KEY_ID_LENGTH_BYTES);
}

function readPrivateKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw malformedKey('the private key is not an unencrypted PKCS #8 PEM');
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw malformedKey(`the private key is for ${key.asymmetricKeyType}, not Ed25519`);
  }
  return key;
}

function rawPublicKey(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
}

function checkKeyName(name: string): string {
  if (isKeyName(name)) return name;
  throw malformedKey(`"${name}" is no key name: it is empty, or has a space, plus or control character`);
}

function isKeyName(name: string): boolean {
  return (
    name !== '' && name.isWellFormed() && !hasControlCharacter(name) && !/[\p{White_Space}+]/u.test(name)
  );
}

/** What breaks the rules for every text: UTF-8, whole lines, no control characters but the newline. */
function textFault(text: string): string | undefined {
  if (!text.endsWith('\n')) return 'it does not end in a newline';
  if (!text.isWellFormed()) return 'it is not valid Unicode';
  if (hasControlCharacter(text.replaceAll('\n', ''))) return 'it has a control character';
  return undefined;
}

function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) < 0x20) return true;
  }
  return false;
}

/** Decodes RFC 4648 section 4 with its padding and nothing else, so that no two strings mean the same bytes. */
function fromBase64(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64') === encoded ? bytes : undefined;
}

const malformedCheckpoint = (fault: string): NoteError =>
  new NoteError('malformed_checkpoint', `Not a checkpoint: ${fault}.`);
const malformedNote = (fault: string): NoteError =>
  new NoteError('malformed_note', `Not a signed note: ${fault}.`);
const malformedKey = (fault: string): NoteError =>
  new NoteError('malformed_key', `Not a usable key: ${fault}.`);
