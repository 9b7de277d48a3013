/** From raw text to tokens, in one pass: words, numbers and marks. */
import type { Language } from './tables/languages.ts';
import type { Vocabulary } from './vocabulary.ts';

type Lists = Vocabulary['lists'];

export const MAX_PHRASE_CHARACTERS = 2000;

export interface Token {
  kind: 'word' | 'number' | 'ordinal' | 'mark';
  /** Lower case; for a number its digits as written. */
  text: string;
  raw: string;
  value: number;
  /** White space stood before it. */
  spaced: boolean;
  /** A hyphen tied it to the token before. */
  hyphen: boolean;
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const SPACE = /\s+/y;
const MARK = /[\s\S]/uy;
const LETTER = '[\\p{L}\\p{M}]';
const LETTERS = new RegExp(`${LETTER}+`, 'uy');
const CLITIC = `(?:s|ll|re|ve|d|m)(?!${LETTER})`;
const INITIALS = new RegExp(`${LETTER}(?:\\.${LETTER})+(?!${LETTER}|\\.${LETTER})\\.?`, 'uy');
const WORD = new RegExp(`'${CLITIC}|${LETTER}+(?:'(?!${CLITIC})${LETTER}+)*`, 'iuy');
/** Digits in groups of three, and a fraction that is no month of a date. */
const NUMBERS = {
  '.': /\d+(?:,\d{3}(?!\d))*(?:\.\d+(?!\d|\.\d))?/y,
  ',': /\d+(?:\.\d{3}(?!\d))*(?:,\d+(?!\d|\.\d))?/y,
};
const TIE = new RegExp(`-(?=\\d|${LETTER})`, 'uy');
/** Behind "15": ". Mai". */
const DOT_BEFORE_WORD = new RegExp(`\\.\\s(?=${LETTER})`, 'uy');
const LAST_DAY = 31;
/** A shorter word before a full stop may be an abbreviation ("Sept. 5"). */
const LONGEST_ABBREVIATION = 4;

/** One spelling for what looks the same: NFKC, plain quotes and hyphens, no invisible characters. */
export function normalise(text: string): string {
  return text
    .replace(/(\d)\s?½/g, '$1.5')
    .replace(/½/g, ' 0.5')
    .replace(/(\d)\u00b0(?= de )/g, '$1\u00ba')
    .replace(/(\d)\.(?=[ºª])/g, '$1')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\u2018\u2019\u201b\u02bc\u0060\u00b4]/g, "'")
    .replace(/[\u2010\u2011\u2012\u2013\u2212]/g, '-')
    .replace(/[\u2014\u2015]/g, ' - ')
    .replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"');
}

/** Splits normalised text. Linear: each character is read a bounded number of times. */
export function tokenise(text: string, language: Language, lists: Lists): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let spaced = false;
  let hyphen = false;
  const take = (shape: RegExp): string | null => {
    shape.lastIndex = at;
    if (!shape.test(text)) return null;
    const start = at;
    at = shape.lastIndex;
    return text.slice(start, at);
  };
  const push = (kind: Token['kind'], raw: string, value = Number.NaN): void => {
    tokens.push({ kind, text: raw.toLowerCase(), raw, value, spaced, hyphen });
    spaced = false;
    hyphen = false;
  };
  while (at < text.length) {
    // Of the plain characters only the first few are spaces: no expression need be asked.
    const char = text[at] ?? '';
    if ((char <= ' ' || char > '~') && take(SPACE)) {
      spaced = true;
      continue;
    }
    const number = isDigit(char) ? take(NUMBERS[language.decimal_mark]) : null;
    if (number !== null) {
      const value = numberOf(number, language.decimal_mark);
      const end = at;
      const isNth = lists.ordinal_suffixes.has(take(LETTERS)?.toLowerCase() ?? '');
      if (!isNth) at = end;
      const isDotted = !isNth && language.ordinal_dot && value <= LAST_DAY && text[end] === '.';
      const isDay =
        isDotted &&
        (isInDate(text.slice(end + 1, end + 6), number, tokens.at(-1)) || dotBeforeWord(text, end));
      if (isDay) at++;
      push(isNth || isDay ? 'ordinal' : 'number', number, value);
      continue;
    }
    const initials = text[at + 1] === '.' ? take(INITIALS) : null;
    const word = initials === null ? take(WORD) : initials.replaceAll('.', '');
    if (word !== null) push('word', word);
    else if (!spaced && at > 0 && take(TIE)) hyphen = true;
    else {
      const isAbbreviated = char === '.' && isAbbreviation(tokens.at(-1), text[at + 2] ?? '', lists);
      const mark = take(MARK);
      if (mark !== null && !isAbbreviated) push('mark', mark);
    }
  }
  return tokens;
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

function numberOf(digits: string, decimalMark: '.' | ','): number {
  return Number(digits.replaceAll(decimalMark === '.' ? ',' : '.', '').replace(',', '.'));
}

function dotBeforeWord(text: string, at: number): boolean {
  DOT_BEFORE_WORD.lastIndex = at;
  return DOT_BEFORE_WORD.test(text);
}

/** "15.10.", "1. 9.": the day before its month, and the month behind its day, with no year behind them in figures. */
function isInDate(rest: string, digits: string, before: Token | undefined): boolean {
  if (digits.length > 2) return false;
  if (/^ ?\d{1,2}\.(?! ?\d)/.test(rest)) return true;
  return before?.kind === 'ordinal' && /^\d{1,2}$/.test(before.raw) && !/^ ?\d/.test(rest);
}

/** A full stop that ends a word and no sentence: "Sept. 5", "Gov. Smith"; `next` stands behind a space. */
function isAbbreviation(before: Token | undefined, next: string, lists: Lists): boolean {
  if (before?.kind !== 'word') return false;
  if (lists.abbreviations.has(before.text)) return true;
  const goesOn = /[\d\p{L}\p{M}]/u.test(next) && next === next.toLowerCase();
  return before.text.length <= LONGEST_ABBREVIATION && goesOn;
}
