/**
 * One folding for everything that is found by its words: what is stored, what is asked for, names, topics.
 * What a reader cannot see, or types one way or the other, makes no difference: composition, width, case,
 * accents, letters that a plain keyboard lacks, apostrophes, figures of other scripts.
 */

/** Signs that stand for an apostrophe; in Ukrainian three of them are in use. */
export const APOSTROPHES = /[’ʼ‘‛ʹʻʽˈ´`′՚＇ꞌ]/gu;
/** What no reader sees (soft hyphen, zero width, direction), and what only stretches a word. */
const UNSEEN = /[\p{Cf}\p{Variation_Selector}]|\u0640|\u034f/gu;
/** Accents and points. Vowel signs of other scripts are letters, and so are the marks that voice kana. */
const ACCENTS =
  /[[\p{M}&&[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]]--[\u3099\u309a]]|[\u093c\u0a3c]/gv;

/** Letters that no decomposition brings to those that people type for them. */
const LETTERS: Readonly<Record<string, string>> = {
  // Latin
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ə: 'e',
  ǝ: 'e',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ŀ: 'l',
  ɓ: 'b',
  ɗ: 'd',
  ɖ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ɛ: 'e',
  ɔ: 'o',
  ƒ: 'f',
  ɣ: 'g',
  ʋ: 'v',
  ɩ: 'i',
  ʊ: 'u',
  ɲ: 'n',
  ƀ: 'b',
  ȼ: 'c',
  ɇ: 'e',
  ǥ: 'g',
  ɨ: 'i',
  ɉ: 'j',
  ɍ: 'r',
  ʉ: 'u',
  ɏ: 'y',
  ƶ: 'z',
  ⱥ: 'a',
  ⱦ: 't',
  // Greek and Cyrillic
  ς: 'σ',
  ґ: 'г',
  // Arabic, with the forms of Persian, Urdu and Kurdish keyboards
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ہ: 'ه',
  ە: 'ه',
  ھ: 'ه',
  // Devanagari: both signs of a nasal vowel are in use
  '\u0901': '\u0902',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/** What people type for a letter on a keyboard that lacks it, where `LETTERS` and accents give another. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ø: 'oe',
  å: 'aa',
  đ: 'dj',
  ð: 'dh',
  ə: 'a',
  ŋ: 'ng',
};
const SPELT = new RegExp(`[${Object.keys(SPELLINGS).join('')}]`, 'gu');

const NOT_ASCII = /[^\0-\x7f]/;
const FIGURE = /[\p{Nd}--[0-9]]/gv;
const IS_FIGURE = /^\p{Nd}$/u;

/** The value of a figure of any script: each script’s ten stand in a row. */
const figureOf = (sign: string): string => {
  let below = 0;
  while (IS_FIGURE.test(String.fromCodePoint((sign.codePointAt(0) ?? 0) - below - 1))) below += 1;
  return String(below % 10);
};

/** A text in lower case, composed, with apostrophes and figures of one kind, and nothing in it that is not seen. */
export const plainText = (text: string): string => {
  if (!NOT_ASCII.test(text)) return text.replaceAll('`', "'").toLowerCase();
  // Upper case first: it knows ſ, final sigma and the capitals of every script.
  return text
    .replace(APOSTROPHES, "'")
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .replace(FIGURE, figureOf);
};

/** A plain text without accents, its letters as people type them. */
export const foldPlain = (plain: string): string =>
  NOT_ASCII.test(plain)
    ? plain
        .normalize('NFD')
        .replace(ACCENTS, '')
        .normalize('NFC')
        .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    : plain;

/** The other spelling of a plain word (“groesse”, “boedker”), folded; the same word where there is none. */
export const spelling = (plain: string): string =>
  NOT_ASCII.test(plain) ? foldPlain(plain.replace(SPELT, (letter) => SPELLINGS[letter] ?? letter)) : plain;

/** Folded text: equal for what is one however it is typed. Signs and blanks stay, each run of blanks as one. */
export const fold = (text: string): string => foldPlain(plainText(text)).replace(/\s+/gu, ' ').trim();
