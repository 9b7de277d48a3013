/** What a kind of watch is: where it asks, and what it makes of the answer. Each kind is a folder beside this. */
import type * as z from 'zod';
import type { OutgoingAnswer, OutgoingRequest } from '../../net/types.ts';
import { fold } from '../../text/fold.ts';

/** What was seen that would bear on the promise. */
export interface Hit {
  /** The same for the same thing, however often it is seen. */
  key: string;
  /** What was seen, in a sentence. */
  title: string;
  /** The words of the source that show it. */
  excerpt: string;
  before: string | null;
  after: string | null;
  /** Where to read of it, where that is another address than the one that was asked. */
  url: string | null;
}

/** What one look gave. */
export interface Reading<Memory> {
  hits: readonly Hit[];
  /** What the next look is compared with. */
  memory: Memory;
  /** What was looked through, in words, for whoever says that nothing was found. */
  searched: string;
  /** What meets the watch at present, in words; for the first look, which has nothing to compare with. */
  standing: readonly string[];
}

export interface Kind<Looks extends z.ZodType, Memory> {
  /** What it looks for, and where. */
  looks_for: Looks;
  memory: z.ZodType<Memory>;
  max_bytes: number;
  ask(looks: z.output<Looks>): { url: string; request: OutgoingRequest };
  /** Throws LookFailure where the answer is not what it should be: never news. */
  read(looks: z.output<Looks>, answer: OutgoingAnswer, memory: Memory | null): Promise<Reading<Memory>>;
}

/** Something is wrong with the source, or with what it is asked: it is shown beside the watch, and is no news. */
export class LookFailure extends Error {
  override readonly name = 'LookFailure';
}

/** The words of a text, folded: what stands between them does not count. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Whether a text has every word of a phrase. */
export const hasAll = (words: ReadonlySet<string>, phrase: string): boolean => {
  const asked = wordsOf(phrase);
  return asked.length > 0 && asked.every((word) => words.has(word));
};

/** Text as every engine can keep it, on one line. */
export const plain = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
