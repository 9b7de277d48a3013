/** Reading what came: what is short here, what is long in a thread of its own, while others are answered. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createThread } from '../../db/thread.ts';
import { LIMITS } from '../../limits.ts';
import type { OutgoingAnswer } from '../../net/types.ts';
import { LookFailure, type Reading } from './kind.ts';
import { type KindName, KINDS } from './kinds/index.ts';

/** A watch, as far as reading goes. */
export interface Looking {
  kind: KindName;
  looks_for: unknown;
  memory: unknown;
}

/** What was read. */
export interface Read {
  reading: Reading<unknown>;
  /** Of all that came, in hexadecimal. */
  sha256: string;
  /** What came, compressed, in Base64, where there are hits; null where that is too long to keep. */
  kept: string | null;
}

/** What a thread is asked; it gets a copy of all of it. */
export interface ReadQuestion {
  watch: Looking;
  answer: Omit<OutgoingAnswer, 'body'> & { body: Uint8Array };
}
export type ReadAnswer = Read | { failure: string };

const toGzip = promisify(gzip);

const keptOf = async (body: Buffer): Promise<string | null> => {
  const compressed = await toGzip(body);
  return compressed.length > LIMITS.watch_reading_bytes ? null : compressed.toString('base64');
};

/** Reads an answer in the thread that asks. Throws LookFailure. */
export const readHere = async (watch: Looking, answer: OutgoingAnswer): Promise<Read> => {
  const reading = await KINDS[watch.kind].read(watch.looks_for, answer, watch.memory);
  const sha256 = createHash('sha256').update(answer.body).digest('hex');
  return { reading, sha256, kept: reading.hits.length > 0 ? await keptOf(answer.body) : null };
};

/** Reads what a watch was answered. Throws LookFailure where that is not what it should be. */
export const readAnswer = async (
  { kind, looks_for, memory }: Looking,
  answer: OutgoingAnswer,
): Promise<Read> => {
  const watch = { kind, looks_for, memory };
  if (answer.body.length <= LIMITS.watch_read_at_once_bytes) return readHere(watch, answer);
  // One for each: such lists come once in hours, and what they took is given back.
  const thread = createThread<ReadQuestion, ReadAnswer>(new URL('read-thread.ts', import.meta.url), null);
  try {
    const read = await thread.ask({ watch, answer });
    if ('failure' in read) throw new LookFailure(read.failure);
    return read;
  } finally {
    await thread.close();
  }
};
