/** The words of a sentence as two sentences are compared by them. English. */
import {
  isDenial,
  NEGATORS,
  NO_DENIAL,
  NONE_GREATER,
  NONE_MORE,
  PHRASE_WORDS,
  phraseBeginnings,
  phrases,
  SUPERLATIVE,
  UNTRUTHS,
} from './opposites.ts';
import { isFormOfBe, lemmaOf } from './verbs.ts';
import { remembered, termOf, type Word, wordsIn } from './words.ts';

/** One difference: the words of the statement asked about and those of the claim. */
export interface Difference {
  kind: 'polarity' | 'number' | 'name';
  asked: string;
  claim: string;
}

/** Whether a folded word is written with a capital where no sentence begins, as far as is known. */
export type IsName = (folded: string) => boolean | undefined;

export interface Token {
  /** The word, or that which a phrase stands for. */
  folded: string;
  written: string;
  /** What its forms share. */
  lemma: string;
  /** Null for a word that says nothing by itself. */
  term: string | null;
  capital: boolean;
  begins: boolean;
  /** A comma, colon or the like stands before it. */
  clause: boolean;
}

const TOKENS_MAX = 80;

/** In place of a "no" by which a sentence says that something is the greatest: no word of any text, and never shown. */
export const NONE = 'noneismore';

const PARTICLES = new Set('away down off out up back over'.split(' '));
const OBJECT_BEGINS = new Set('the a an his her its their our my your this these all them him it'.split(' '));
/** As many words stand between a verb and its particle: "turned the last refugees away". */
const PARTICLE_REACH = 4;

/** Where the particle of the verb at a place stands, behind its object, and what both together say. */
const splitPhrase = (words: readonly Word[], verb: number): { at: number; word: string } | undefined => {
  const reach = OBJECT_BEGINS.has(words[verb + 1]?.folded ?? '') ? PARTICLE_REACH : 2;
  for (let at = verb + 2; at <= verb + reach && at < words.length; at++) {
    const particle = words[at]?.folded ?? '';
    const word = PARTICLES.has(particle) ? phrases.get(`${words[verb]?.folded} ${particle}`) : undefined;
    if (word !== undefined) return { at, word };
  }
  return undefined;
};

/** Words of a part, those of a phrase as one. */
const joined = (all: readonly Word[]): Word[] => {
  let words = all;
  const found: Word[] = [];
  for (let i = 0; i < words.length; ) {
    const begins = phraseBeginnings.has(words[i]?.folded ?? '');
    let length = begins ? Math.min(PHRASE_WORDS, words.length - i) : 0;
    let word: string | undefined;
    for (; length > 1 && word === undefined; length--) {
      const part = words.slice(i, i + length);
      word = phrases.get(part.map(({ folded }) => folded).join(' '));
      if (word !== undefined) {
        // The first of them stands for all that was written.
        const written = part.map((each) => each.written).join(' ');
        for (const [place, folded] of word.split(' ').entries())
          found.push({ folded, written: place === 0 ? written : '' });
        i += length;
      }
    }
    const single = words[i];
    if (word === undefined && single) {
      const split = begins && !isFormOfBe(single.folded) ? splitPhrase(words, i) : undefined;
      const written = split ? `${single.written} … ${words[split.at]?.written}` : single.written;
      found.push({ folded: split?.word ?? single.folded, written });
      if (split) words = words.toSpliced(split.at, 1);
      i++;
    }
  }
  return found;
};

const readTokens = (text: string): Token[] => {
  const plain = text
    .normalize('NFKC')
    .replace(/[‘’ʼ]/gu, "'")
    .replace(/\bcannot\b/giu, 'can not')
    .replace(/\bcan't\b/giu, 'can not')
    .replace(/\bwon't\b/giu, 'will not')
    .replace(/(\p{L}+)n't\b/giu, '$1 not');
  const quiet = plain.replace(NO_DENIAL, (words) => words.replace(/\b(?:not|no|nothing)\b/giu, 'x'));
  const calm = quiet
    .replace(NONE_MORE, NONE)
    .replace(NONE_GREATER, NONE)
    .replace(SUPERLATIVE, (words) => words.replace(/^(?:never|not)/iu, 'ever'));
  const tokens: Token[] = [];
  for (const [i, part] of calm
    .split(/([,;:.!?()"—–]+\s|\s[-–—]\s|\b(?:but|because|while|although|whereas)\b)/iu)
    .entries()) {
    if (i % 2 === 1 && !/\p{L}/u.test(part)) continue;
    for (const [place, { folded, written }] of joined(wordsIn(part)).entries()) {
      tokens.push({
        folded,
        written: folded === NONE ? '' : written,
        lemma: lemmaOf(folded),
        term: termOf(folded, 'en'),
        // A phrase is no name.
        capital: /^\p{Lu}\S*$/u.test(written),
        begins: tokens.length === 0,
        clause: place === 0 && i > 0,
      });
    }
  }
  return tokens.slice(0, TOKENS_MAX);
};

/** The tokens of a sentence; one that was asked about is compared with one claim after the other. */
export const tokensOf = remembered(readTokens);

export const writtenOf = (tokens: readonly Token[]): string =>
  tokens.flatMap((token) => token.written || []).join(' ');

export const isNegator = (token: Token): boolean => NEGATORS.has(token.folded) || isDenial(token.folded);

/** A token that, put in or left out, denies. */
export const turns = (token: Token): boolean => isNegator(token) || UNTRUTHS.has(token.folded);

/** For each token of the one the token of the other that it is in the longest common subsequence, or −1. */
export const align = (
  one: readonly Token[],
  other: readonly Token[],
): { pairs: number[]; common: number } => {
  const width = other.length + 1;
  const length = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      length[i * width + j] =
        one[i]?.folded === other[j]?.folded
          ? 1 + (length[(i + 1) * width + j + 1] ?? 0)
          : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0);
    }
  }
  const pairs = one.map(() => -1);
  let i = 0;
  let j = 0;
  while (i < one.length && j < other.length) {
    if (one[i]?.folded === other[j]?.folded) pairs[i++] = j++;
    else if ((length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return { pairs, common: length[0] ?? 0 };
};

/** What stands in one sentence where something else, or nothing, stands in the other. */
export interface Exchange {
  one: Token[];
  other: Token[];
}

/** The parts that differ, each with what stands in its place on the other side. */
export const exchanged = (
  one: readonly Token[],
  other: readonly Token[],
  pairs: readonly number[],
): Exchange[] => {
  const parts: Exchange[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    const from = { i, j };
    while (i < one.length && (pairs[i] ?? -1) < 0) i++;
    const until = i < one.length ? (pairs[i] ?? 0) : other.length;
    j = until;
    if (i > from.i || j > from.j) parts.push({ one: one.slice(from.i, i), other: other.slice(from.j, j) });
    i++;
    j++;
  }
  return parts;
};
