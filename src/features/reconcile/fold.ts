import { LIMITS } from '../../limits.ts';

/** Words without case, accents and signs, one blank between them. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, LIMITS.query_length)
    .trim();
