/** Names as addresses. */
import { createRequire } from 'node:module';
import { LIMITS } from '../limits.ts';
import { plainText } from './fold.ts';

/** An apostrophe between letters of Cyrillic is one of them, and no break. */
const INNER_APOSTROPHE = /(?<=\p{Script=Cyrillic}\p{M}?)'(?=\p{Script=Cyrillic})/gu;

const load = createRequire(import.meta.url);
/** Its tables are loaded with the first name in another script. */
let library: typeof import('any-ascii') | undefined;
const anyAscii = (text: string): string => {
  library ??= load('any-ascii');
  return library?.default(text) ?? '';
};

/** Other scripts as they are commonly written in Latin letters; each Chinese or Korean sign is a word. */
const inLatin = (run: string): string =>
  anyAscii(run)
    .replace(/['`]/g, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-');

/**
 * A name in lower-case letters, digits and single hyphens, at most `LIMITS.slug_length` long; '' where it has no letter
 * or figure. Two names may have the same.
 */
export const slugOf = (name: string): string =>
  plainText(name)
    .replace(INNER_APOSTROPHE, '')
    .replace(/[اأإآ]/gu, 'a')
    .replace(/[^\0-\x7f]+/gu, inLatin)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LIMITS.slug_length + 1)
    .replace(/^-+|-+$/g, '')
    .slice(0, LIMITS.slug_length)
    .replace(/-+$/, '');
