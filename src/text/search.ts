/**
 * How text becomes words to search, the same on both engines: lower case, accents dropped, split at
 * everything that is neither letter nor digit, each word spelled in ASCII letters and digits so that
 * no engine's own idea of a word applies.
 */
import { LIMITS } from '../limits.ts';

/** Stands between two texts of one entry, so that no phrase matches across them. */
const BREAK = 'textbreak0';
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const MARKS = /\p{M}+/gu;
/** Scripts written without spaces: each sign is a word, and a run of them a phrase. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

const spellInAscii = (word: string): string =>
  /^[a-z0-9]+$/.test(word)
    ? word
    : Array.from(word, (sign) =>
        /[a-z0-9]/.test(sign) ? sign : `u${sign.codePointAt(0)?.toString(16)}`,
      ).join('');

/** The searchable words of a text, in order. */
export const wordsOf = (text: string): string[] => {
  const folded = text.normalize('NFKD').replace(MARKS, '').toLowerCase();
  const words: string[] = [];
  for (const [run] of folded.matchAll(WORD)) {
    const parts = UNSPACED.test(run) ? Array.from(run) : [run];
    for (const part of parts) words.push(spellInAscii(part.slice(0, LIMITS.search_word_length)));
  }
  return words;
};

/** What a name or title is sorted by, the same on both engines. */
export const sortName = (name: string): string => wordsOf(name).join(' ').slice(0, LIMITS.sort_name_length);

/** What is stored for an entry: the words of its texts, a break between each two. */
export const searchBody = (texts: readonly string[]): string =>
  cutAtWord(texts.map((text) => wordsOf(text).join(' ')).join(` ${BREAK} `));

const cutAtWord = (body: string): string =>
  body.length <= LIMITS.search_body_length
    ? body
    : body.slice(0, body.lastIndexOf(' ', LIMITS.search_body_length));

/**
 * A reader's query as a list of phrases that must all occur. What stands in double quotes is one
 * phrase; so are the parts of a word that is split ("7.2", "self-made").
 */
export const phrasesOf = (query: string): string[][] => {
  const phrases: string[][] = [];
  const unquoted = query.replace(/["“„”](.*?)["“”]/gsu, (_, phrase: string) => {
    phrases.push(wordsOf(phrase));
    return ' ';
  });
  for (const chunk of unquoted.split(/\s+/u)) phrases.push(wordsOf(chunk));
  return phrases.filter((phrase) => phrase.length > 0).slice(0, LIMITS.search_phrases);
};

/**
 * How well a body answers: each phrase counts by how often it occurs (with falling weight), twice
 * where it occurs in the first text, and less in a long body. Depends on nothing else that is
 * stored, so an order once given stays.
 */
export const relevance = (body: string, phrases: readonly string[][]): number => {
  const padded = ` ${body} `;
  const firstTextEnd = padded.indexOf(` ${BREAK} `);
  let score = 0;
  for (const phrase of phrases) {
    const needle = ` ${phrase.join(' ')} `;
    let count = 0;
    let at = padded.indexOf(needle);
    const leads = at >= 0 && (firstTextEnd < 0 || at < firstTextEnd);
    while (at >= 0) {
      count += 1;
      at = padded.indexOf(needle, at + needle.length - 1);
    }
    score += (count / (count + 1)) * (leads ? 2 : 1);
  }
  return Math.round((score / Math.log(20 + padded.length)) * 1e6);
};
