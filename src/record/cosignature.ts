/**
 * What witnesses say of the log (https://c2sp.org/tlog-cosignature, version 1, Ed25519): that at a time this
 * checkpoint was the newest they had seen, and that it continues every earlier one. It stands as one more
 * signature line under the checkpoint.
 */
import { sign, verify } from 'node:crypto';
import {
  NoteError,
  parseNote,
  parseVerifierKey,
  signatureLine,
  verifierKey,
  type Verifier,
} from './checkpoint.ts';

/** The signature type of an Ed25519 cosignature. */
const COSIGNATURE = 0x04;
const TIMESTAMP_LENGTH_BYTES = 8;
const SIGNATURE_LENGTH_BYTES = 64;
const MS_A_SECOND = 1_000;

/** `line` is the whole signature line without its newline; `cosigned_at` an instant, to the second. */
export type Cosignature = { witness: string; cosigned_at: string; line: string };

/** Reads a witness's public key, `<name>+<hex key ID>+<Base64 of 0x04 || key>`. Throws NoteError (malformed_key). */
export function parseWitnessKey(witness_key: string): Verifier {
  return parseVerifierKey(witness_key, COSIGNATURE);
}

/**
 * The cosignatures of these witnesses under a note, each verified; lines of others are left aside. Of
 * several by one witness the newest counts. Throws NoteError: malformed_note, or invalid_signature where one that
 * bears a witness's name and key is not for this text, or is dated after `latest_ms`.
 */
export function cosignaturesOf(
  note: string,
  witnesses: readonly Verifier[],
  latest_ms: number,
): { text: string; cosignatures: Cosignature[] } {
  const { text, signatures } = parseNote(note);
  const found = new Map<string, Cosignature>();
  for (const { name, key_id, bytes, line } of signatures) {
    const witness = witnesses.find((known) => known.name === name && known.key_id.equals(key_id));
    if (witness === undefined) continue;
    const seconds = timestampOf(bytes);
    const signature = bytes.subarray(TIMESTAMP_LENGTH_BYTES);
    const signed = messageOf(seconds, text);
    if (signature.length !== SIGNATURE_LENGTH_BYTES || !verify(null, signed, witness.public_key, signature)) {
      throw invalid(`The cosignature by ${name} is not valid for this checkpoint.`);
    }
    if (seconds * MS_A_SECOND > latest_ms)
      throw invalid(`The cosignature by ${name} is dated in the future.`);
    const cosigned_at = new Date(seconds * MS_A_SECOND).toISOString();
    const known = found.get(name);
    if (!known || known.cosigned_at < cosigned_at) found.set(name, { witness: name, cosigned_at, line });
  }
  return { text, cosignatures: [...found.values()] };
}

/** The public key of a witness, from its private one (PKCS #8 PEM). Throws NoteError (malformed_key). */
export function witnessKey(name: string, private_key: string): string {
  return verifierKey(name, private_key, COSIGNATURE);
}

/**
 * A note with one more line: that of a witness, at `at` (to the second). The server signs for no witness; examples
 * do. Throws NoteError.
 */
export function cosign(note: string, name: string, private_key: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / MS_A_SECOND);
  const time = Buffer.alloc(TIMESTAMP_LENGTH_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, messageOf(seconds, parseNote(note).text), private_key);
  const { key_id } = parseWitnessKey(witnessKey(name, private_key));
  return `${note}${signatureLine({ name, key_id }, Buffer.concat([time, signature]))}\n`;
}

const messageOf = (seconds: number, text: string): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

/** POSIX seconds; Infinity where they are more than a number holds exactly. */
function timestampOf(bytes: Buffer): number {
  if (bytes.length < TIMESTAMP_LENGTH_BYTES) throw invalid('A cosignature is too short for its time.');
  const seconds = bytes.readBigUInt64BE();
  return seconds > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(seconds);
}

const invalid = (message: string): NoteError => new NoteError('invalid_signature', message);
