/**
 * A backup is a database file with a last line behind it: the SHA-256 of all before. SQLite reads such a file as if the
 * line were not there, and whoever has `sha256sum` can check it.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const MARK = '\nonrecord backup; SHA-256 of all before this line: ';
const SEAL = /^\nonrecord backup; SHA-256 of all before this line: ([0-9a-f]{64})\n$/;
/** Bytes of the seal. */
export const SEAL_LENGTH = MARK.length + 64 + 1;

const OWNER_ONLY = 0o600;

/** Why a file is not the backup that was written. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/** Ends a file with its seal, and brings it to the disk. */
export const seal = async (path: string): Promise<void> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const file = await open(path, 'a');
  try {
    await file.appendFile(`${MARK}${hash.digest('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
};

/**
 * Copies a sealed file without its seal to the new file `to`. Throws SealError where it has none, or any byte is not
 * as it was.
 */
export const copyUnsealed = async (from: string, to: string): Promise<void> => {
  const { size } = await stat(from);
  const sum = await readSeal(from, size);
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const end = size - SEAL_LENGTH - 1;
  await pipeline(
    createReadStream(from, { end }),
    hashing,
    createWriteStream(to, { flags: 'wx', mode: OWNER_ONLY, flush: true }),
  );
  if (hash.digest('hex') !== sum) {
    throw new SealError('it is not as it was written: its sum is another, so at least one byte was changed');
  }
};

const readSeal = async (path: string, size: number): Promise<string> => {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(SEAL_LENGTH);
    if (size > SEAL_LENGTH) await file.read(bytes, 0, SEAL_LENGTH, size - SEAL_LENGTH);
    const sum = SEAL.exec(bytes.toString('latin1'))?.[1];
    if (sum === undefined) {
      throw new SealError(
        'it does not end in the sum that `onrecord backup` writes: it was cut, changed or made otherwise',
      );
    }
    return sum;
  } finally {
    await file.close();
  }
};
