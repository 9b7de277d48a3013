/** A row of the conventions: a family of phrases, with examples in every language. */
import type { DeadlineKind, FamilyKey } from './types.ts';

export interface FamilyExample {
  language: string;
  phrase: string;
  said_on: string;
  window_start: string | null;
  window_end: string | null;
}

export interface Family {
  key: FamilyKey;
  title: string;
  /** The convention, as the start of a sentence. */
  reads: string;
  kind: DeadlineKind;
  examples: readonly FamilyExample[];
}

/** A Friday. */
const SAID_ON = '2025-08-15';

function example(
  language: string,
  phrase: string,
  start: string | null = null,
  end: string | null = start,
): FamilyExample {
  return { language, phrase, said_on: SAID_ON, window_start: start, window_end: end };
}
export const en = (phrase: string, start?: string, end?: string | null): FamilyExample =>
  example('en', phrase, start, end);
export const de = (phrase: string, start?: string, end?: string | null): FamilyExample =>
  example('de', phrase, start, end);
export const es = (phrase: string, start?: string, end?: string | null): FamilyExample =>
  example('es', phrase, start, end);

export function family(
  key: FamilyKey,
  kind: DeadlineKind,
  title: string,
  reads: string,
  examples: readonly FamilyExample[],
): Family {
  return { key, title, reads, kind, examples };
}
