import type * as z from 'zod';
import type { Change } from '../../record/record.ts';
import { unprocessable } from '../../record/refusal.ts';
import { sha256 } from '../../record/sha256.ts';
import { requirePast } from '../time.ts';
import type { newSource } from './shape.ts';

export type NewSource = z.output<typeof newSource>;

/** Throws where it would be published in the future: nobody can have read it. */
export const requirePublished = (
  { today }: Pick<Change, 'today'>,
  { published_on }: Pick<NewSource, 'published_on'>,
  before: Pick<NewSource, 'published_on'> | null = null,
): void => requirePast(today, { published_on }, before);

/** A source with length and hash of its text. Throws where the ones given are not its own. */
export const withMark = (source: NewSource): NewSource => {
  if (source.text === null) return source;
  const mark = { text_sha256: sha256(source.text), text_length: source.text.length };
  if (source.text_sha256 !== null && source.text_sha256 !== mark.text_sha256) {
    throw unprocessable('/text_sha256', `the text given has ${mark.text_sha256}`);
  }
  if (source.text_length !== null && source.text_length !== mark.text_length) {
    throw unprocessable('/text_length', `the text given has ${mark.text_length} UTF-16 units`);
  }
  return { ...source, ...mark };
};
