/** How a statement becomes sentences, words and terms to match; the same for what is asked and what is recorded. */
import { stemmer } from 'stemmer';
import { LIMITS } from '../../limits.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Texts of which what was made of them is remembered: that which was asked about, and what it is compared with. */
const REMEMBERED = 64;

/** The same function, which remembers what it made of the last texts. */
export const remembered = <Value>(make: (text: string) => Value): ((text: string) => Value) => {
  const known = new Map<string, Value>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = make(text);
    const [oldest] = known.keys();
    if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest);
    known.set(text, value);
    return value;
  };
};

/** As `remembered`, of single words: of many more of them. */
export const rememberedWords = <Value>(make: (word: string) => Value): ((word: string) => Value) => {
  const known = new Map<string, Value>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const value = make(word);
    if (known.size >= WORDS_REMEMBERED) known.clear();
    known.set(word, value);
    return value;
  };
};
const WORDS_REMEMBERED = 20_000;

/** A statement made ready: without addresses, handles and tags as words, a post's signature apart. */
export interface Cleaned {
  text: string;
  /** Names under the posts that it quotes. */
  signatures: string[];
  /** The day of the first post that it quotes, as YYYY-MM-DD. */
  day: string | null;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const ADDRESS = /(?:https?:\/\/|www\.)\S+|pic\.twitter\.com\/\S+|\bt\.co\/\S+/giu;
/** How an embedded post ends: — Name (@handle) July 8, 2019. */
const SIGNATURE = new RegExp(
  `[—–-]\\s*([^—–\\n]{1,80}?)\\s*\\(@(\\w{1,30})\\)\\s*(?:(${MONTHS.join('|')}) (\\d{1,2}), (\\d{4}))?`,
  'gu',
);
const TAG = /[@#]([\p{L}\p{N}_]+)/gu;

/** "SpeakerPelosi" and "Trump2020" as words. */
const splitTag = (tag: string): string =>
  tag
    .replace(/_/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L})/gu, '$1 $2');

const withPlainQuotes = (text: string): string => text.replace(/[‘’‚‛ʼ`´]/gu, "'").replace(/[“”„‟«»]/gu, '"');

/** Takes a text as it was copied and gives what of it is said; never throws. */
export const cleaned = (text: string): Cleaned => {
  const signatures: string[] = [];
  let day: string | null = null;
  const plain = (NOT_ASCII.test(text) ? withPlainQuotes(text.normalize('NFKC')) : text.replaceAll('`', "'"))
    .replace(ADDRESS, ' ')
    .replace(SIGNATURE, (_, name: string, handle: string, month?: string, date?: string, year?: string) => {
      signatures.push(name.trim() || splitTag(handle));
      if (month && date && year) {
        day ??= `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${date.padStart(2, '0')}`;
      }
      return ' . ';
    })
    .replace(TAG, (_, tag: string) => ` ${splitTag(tag)} `)
    .replace(/\s+/gu, ' ')
    .trim();
  return { text: plain, signatures, day };
};

const SENTENCE_END = /(?<=[.!?…]["')\]]*)\s+(?=["'([]*[\p{Lu}\p{N}])|\n+/gu;
const ABBREVIATED =
  /(?:^|\s)(?:\p{Lu}|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jr|Sr|vs|No|U\.S|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$/u;

/** The sentences of a text, with where each begins. */
export const sentencesOf = (text: string): { text: string; start: number }[] => {
  const found: { text: string; start: number }[] = [];
  let start = 0;
  const push = (end: number): void => {
    const part = text.slice(start, end);
    const trimmed = part.trim();
    if (trimmed !== '') found.push({ text: trimmed, start: start + part.indexOf(trimmed) });
  };
  for (const match of text.matchAll(SENTENCE_END)) {
    if (
      match[0].trim() === '' &&
      !match[0].includes('\n') &&
      ABBREVIATED.test(text.slice(start, match.index))
    ) {
      continue;
    }
    push(match.index);
    start = match.index + match[0].length;
  }
  push(text.length);
  return found;
};

const MARKS = /\p{M}+/gu;
const WORD = /[\p{L}\p{N}]+/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

/** A word as it is compared and as it was written. */
export interface Word {
  folded: string;
  written: string;
}

/** A word as it is compared; `initials`: of "us." the country is meant, of "us" the pronoun. */
const compared = (folded: string, initials: boolean): string =>
  (initials ? INITIALS.get(folded) : undefined) ?? folded.slice(0, LIMITS.search_word_length);

const NOT_ASCII = /[^\0-\x7f]/;
const ASCII_WORD = /[a-z0-9]+/gi;

/** The same as below, of a text in ASCII: most are, and it takes a fifth of the time. */
const asciiWordsIn = (text: string): Word[] => {
  const words: Word[] = [];
  let joined = text;
  if (joined.includes(',')) joined = joined.replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
  if (joined.includes('.')) {
    joined = joined.replace(
      /(?<![a-z0-9])(?:[a-z]\.){2,}/gi,
      (initials) => `${initials.replaceAll('.', '')}_`,
    );
  }
  if (joined.includes("'")) {
    joined = joined.replace(/'s(?![a-z0-9])/gi, '').replace(/([a-z])'(?=[a-z])/gi, '$1');
  }
  for (const { 0: written, index } of joined.matchAll(ASCII_WORD)) {
    const initials = joined[index + written.length] === '_';
    words.push({ folded: compared(written.toLowerCase(), initials), written });
  }
  return words;
};

/** The words of a text in order: folded, initials joined ("U.S." is "us."), thousands without commas. */
export const wordsIn = (text: string): Word[] => {
  if (!NOT_ASCII.test(text)) return asciiWordsIn(text);
  const words: Word[] = [];
  const joined = text
    .normalize('NFKC')
    .replace(/(\d),(?=\d{3}(?!\d))/gu, '$1')
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (initials) => `${initials.replaceAll('.', '')}_`)
    .replace(/['‘’ʼ](?:s|S)(?![\p{L}\p{N}])/gu, '')
    .replace(/(\p{L})['‘’ʼ](?=\p{L})/gu, '$1');
  for (const { 0: run, index } of joined.matchAll(WORD)) {
    const folded = run.normalize('NFKD').replace(MARKS, '').toLowerCase();
    const initials = joined[index + run.length] === '_';
    if (UNSPACED.test(run)) for (const sign of folded) words.push({ folded: sign, written: sign });
    else words.push({ folded: compared(folded, initials), written: run });
  }
  return words;
};

const INITIALS = new Map([['us', 'usa']]);

/** Languages whose function words tell them apart in a sentence. */
const languages = Object.entries(STOP_WORDS).map(([language, words]) => ({
  language,
  words: new Set(words),
}));
const ENGLISH = new Set(STOP_WORDS.en);

/** The language that words are of, by the function words among them; `und` where they do not tell. */
const languageOfWords = (found: readonly Word[]): string => {
  const words = found.map((word) => word.folded);
  let best = 'und';
  let most = 0;
  for (const { language, words: known } of languages) {
    const count = words.filter((word) => known.has(word)).length;
    if (count > most) [best, most] = [language, count];
  }
  if (best === 'und' && words.every((word) => /^[a-z0-9]+$/.test(word))) return 'en';
  return best;
};

/** The language to match in: the primary subtag of the one that is given, else the one guessed. */
export const languageOf = (text: string, given: string | null | undefined): string =>
  given ? (given.toLowerCase().split('-')[0] ?? 'und') : languageOfWords(wordsIn(text));

const stems = new Map<string, string>();
const STEMS_MAX = 200_000;

const stemOf = (word: string): string => {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(word);
  if (stems.size >= STEMS_MAX) stems.clear();
  stems.set(word, stem);
  return stem;
};

/** The word that an index knows a word by; null for one that says nothing. */
export const termOf = (word: string, language: string): string | null => {
  if (language === 'en') return ENGLISH.has(word) ? null : stemOf(word);
  const stop = languages.find((each) => each.language === language)?.words;
  return stop?.has(word) ? null : lightStem(word);
};

/** Endings that most inflections of the European languages share: as little as can be. */
const lightStem = (word: string): string =>
  word.length > 5 && /^[a-z]+$/.test(word) ? word.replace(/(?:en|er|es|em|e|s|n|a|o|os|as)$/, '') : word;

/** The terms of a text in order, doubles included. */
export const termsOf = (text: string, language: string): string[] => termsOfWords(wordsIn(text), language);

export const termsOfWords = (words: readonly Word[], language: string): string[] => {
  const terms: string[] = [];
  for (const { folded } of words) {
    const term = termOf(folded, language);
    if (term !== null && term !== '') terms.push(term);
  }
  return terms;
};
