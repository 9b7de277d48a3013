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
const OTHER_LETTER = /[\p{L}\p{M}]/u;
const SPACE = /\s/;
const CLITICS = new Set(['s', 'll', 're', 've', 'd', 'm']);
/** A shorter word before a full stop may be an abbreviation ("Sept. 5"). */
const LONGEST_ABBREVIATION = 4;

function isDigit(char = ''): boolean {
  return char >= '0' && char <= '9';
}

/** Most letters are plain ones, for which two comparisons cost less than an expression. */
function isLetter(char = ''): boolean {
  return (char >= 'a' && char <= 'z') || OTHER_LETTER.test(char);
}

function lettersEnd(chars: readonly string[], from: number): number {
  let end = from;
  while (isLetter(chars[end])) end++;
  return end;
}

function digitsEnd(chars: readonly string[], from: number): number {
  let end = from;
  while (isDigit(chars[end])) end++;
  return end;
}

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
export function tokenise(text: string, table: Language, lists: Lists): Token[] {
  const chars = Array.from(text);
  const tokens: Token[] = [];
  let at = 0;
  let spaced = false;
  let hyphen = false;
  const push = (kind: Token['kind'], raw: string, value = Number.NaN): void => {
    tokens.push({ kind, text: raw.toLowerCase(), raw, value, spaced, hyphen });
    spaced = false;
    hyphen = false;
  };

  while (at < chars.length) {
    const char = chars[at] ?? '';
    if (SPACE.test(char)) {
      spaced = true;
      at++;
    } else if (isDigit(char)) {
      const number = readNumber(chars, at, table.decimal_mark);
      const suffixEnd = lettersEnd(chars, number.end);
      const suffix = chars.slice(number.end, suffixEnd).join('').toLowerCase();
      const dotted = table.ordinal_dot && number.value <= 31 && chars[number.end] === '.';
      const inDate = dotted && isInDate(chars, number, tokens.at(-1));
      if (lists.ordinal_suffixes.has(suffix)) {
        push('ordinal', number.raw, number.value);
        at = suffixEnd;
      } else if (
        inDate ||
        (dotted && SPACE.test(chars[number.end + 1] ?? '') && isLetter(chars[number.end + 2]))
      ) {
        push('ordinal', number.raw, number.value);
        at = number.end + 1;
      } else {
        push('number', number.raw, number.value);
        at = number.end;
      }
    } else if (isLetter(char)) {
      const dots = initials(chars, at);
      const end = dots ?? wordEnd(chars, at);
      const raw = chars.slice(at, end).join('');
      push('word', dots === null ? raw : raw.replaceAll('.', ''));
      at = end;
    } else if (
      char === "'" &&
      CLITICS.has(
        chars
          .slice(at + 1, lettersEnd(chars, at + 1))
          .join('')
          .toLowerCase(),
      )
    ) {
      const end = lettersEnd(chars, at + 1);
      push('word', chars.slice(at, end).join(''));
      at = end;
    } else if (char === '-' && !spaced && at > 0 && (isLetter(chars[at + 1]) || isDigit(chars[at + 1]))) {
      hyphen = true;
      at++;
    } else {
      const before = tokens.at(-1);
      if (char !== '.' || !isAbbreviation(before, chars, at, lists)) push('mark', char);
      at++;
    }
  }
  return tokens;
}

/** "15.10.", "1. 9.": the day before its month, and the month behind its day, with no year behind them in figures. */
function isInDate(chars: readonly string[], { raw, end }: ReadNumber, before: Token | undefined): boolean {
  const rest = chars.slice(end + 1, end + 6).join('');
  const isShort = raw.length <= 2;
  if (/^ ?\d{1,2}\.(?! ?\d)/.test(rest)) return isShort;
  return isShort && before?.kind === 'ordinal' && /^\d{1,2}$/.test(before.raw) && !/^ ?\d/.test(rest);
}

/** A full stop that ends a word and no sentence: "Sept. 5", "Gov. Smith". */
function isAbbreviation(
  before: Token | undefined,
  chars: readonly string[],
  at: number,
  lists: Lists,
): boolean {
  if (before?.kind !== 'word') return false;
  if (lists.abbreviations.has(before.text)) return true;
  const next = chars[at + 2] ?? '';
  const goesOn = isDigit(next) || (isLetter(next) && next === next.toLowerCase());
  return before.text.length <= LONGEST_ABBREVIATION && goesOn;
}

function wordEnd(chars: readonly string[], from: number): number {
  let end = from;
  while (isLetter(chars[end])) {
    end++;
    const inner = chars[end] === "'" && isLetter(chars[end + 1]);
    if (inner && !isClitic(chars, end + 1)) end++;
  }
  return end;
}

function isClitic(chars: readonly string[], from: number): boolean {
  let end = from;
  while (end < from + 3 && isLetter(chars[end])) end++;
  return CLITICS.has(chars.slice(from, end).join('').toLowerCase());
}

/** The end of "p.m." or "U.S.", or null where the letters are no initials. */
function initials(chars: readonly string[], from: number): number | null {
  let end = from;
  while (isLetter(chars[end]) && chars[end + 1] === '.' && isLetter(chars[end + 2])) end += 2;
  if (end === from) return null;
  if (!isLetter(chars[end]) || isLetter(chars[end + 1])) return null;
  return chars[end + 1] === '.' ? end + 2 : end + 1;
}

interface ReadNumber {
  raw: string;
  value: number;
  end: number;
}

function readNumber(chars: readonly string[], from: number, decimalMark: '.' | ','): ReadNumber {
  let end = digitsEnd(chars, from);
  let text = chars.slice(from, end).join('');
  const groupMark = decimalMark === '.' ? ',' : '.';
  while (text.length > 0 && chars[end] === groupMark && digitsEnd(chars, end + 1) === end + 4) {
    text += chars.slice(end + 1, end + 4).join('');
    end += 4;
  }
  const fractionEnd = digitsEnd(chars, end + 1);
  const isDottedDate = chars[fractionEnd] === '.' && isDigit(chars[fractionEnd + 1]);
  if (chars[end] === decimalMark && fractionEnd > end + 1 && !isDottedDate) {
    text += `.${chars.slice(end + 1, fractionEnd).join('')}`;
    end = fractionEnd;
  }
  return { raw: chars.slice(from, end).join(''), value: Number(text), end };
}
