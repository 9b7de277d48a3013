/**
 * Where two sentences that sound alike say another thing: one denies what the other says, another number,
 * another name. Looks at the two sentences alone; English words, figures and names of any language.
 */
import { type Figure, figuresIn, isComparable, isSameFigure } from './numbers.ts';
import {
  AXES,
  DENIALS,
  DENYING_PREFIXES,
  NEGATORS,
  NO_DENIAL,
  NONE_MORE,
  SUPERLATIVE,
  UNTRUTHS,
} from './opposites.ts';
import { isSameFirstName, knownName, NAME_WORDS, POSTAL } from './places.ts';
import { remembered, termOf, wordsIn } from './words.ts';

/** One difference: the words of the statement asked about and those of the claim. */
export interface Difference {
  kind: 'polarity' | 'number' | 'name';
  asked: string;
  claim: string;
}

/** Whether a folded word is written with a capital where no sentence begins, as far as is known. */
export type IsName = (folded: string) => boolean | undefined;

interface Token {
  folded: string;
  written: string;
  term: string | null;
  capital: boolean;
  begins: boolean;
  /** A comma, colon or the like stands before it. */
  clause: boolean;
}

/** Sentences whose words are the same to this share, in order, are compared word by word. */
const NEAR = 0.6;
const TOKENS_MAX = 80;
const SCOPE = 7;

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
    .replace(NONE_MORE, 'x')
    .replace(SUPERLATIVE, (words) => words.replace(/^(?:never|not)/iu, 'ever'));
  const tokens: Token[] = [];
  for (const [i, part] of calm
    .split(/([,;:.!?()"—–]+\s|\s[-–—]\s|\b(?:but|because|while|although|whereas)\b)/iu)
    .entries()) {
    if (i % 2 === 1 && !/\p{L}/u.test(part)) continue;
    for (const [place, { folded, written }] of wordsIn(part).entries()) {
      tokens.push({
        folded,
        written,
        term: termOf(folded, 'en'),
        capital: /^\p{Lu}/u.test(written),
        begins: tokens.length === 0,
        clause: place === 0 && i > 0,
      });
    }
  }
  return tokens.slice(0, TOKENS_MAX);
};

/** The sentence that was asked about is compared with one claim after the other. */
const tokensOf = remembered(readTokens);

/** For each token of the one the token of the other that it is in the longest common subsequence, or −1. */
const align = (one: readonly Token[], other: readonly Token[]): { pairs: number[]; common: number } => {
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

/** The parts that differ, each with what stands in its place on the other side. */
const exchanged = (one: readonly Token[], other: readonly Token[], pairs: readonly number[]) => {
  const parts: { one: Token[]; other: Token[] }[] = [];
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

const written = (tokens: readonly Token[]): string => tokens.map((token) => token.written).join(' ');
const isNegator = (token: Token): boolean => NEGATORS.has(token.folded) || DENIALS.has(token.folded);
/** A token that, put in or left out, denies. */
const turns = (token: Token): boolean => isNegator(token) || UNTRUTHS.has(token.folded);

/** By word: the sides on which it stands, each as twice the number of its axis, and 1 more for the second side. */
const SIDES = new Map<string, number[]>();
for (const [axis, { sides }] of AXES.entries()) {
  for (const [place, side] of sides.entries()) {
    for (const word of side) SIDES.set(word, [...(SIDES.get(word) ?? []), 2 * axis + place]);
  }
}

/** The first token on each side, by the side's number. */
const sidesOf = (tokens: readonly Token[]): Map<number, Token> => {
  const found = new Map<number, Token>();
  for (const token of tokens) {
    for (const side of SIDES.get(token.folded) ?? []) if (!found.has(side)) found.set(side, token);
  }
  return found;
};

/** The first of the tokens that denies a word, or is denied by it, by its beginning. */
const deniedBy = (word: string, places: ReadonlyMap<string, number>): number | undefined => {
  let first: number | undefined;
  const look = (other: string): void => {
    const place = places.get(other);
    if (place !== undefined && (first === undefined || place < first)) first = place;
  };
  for (const prefix of DENYING_PREFIXES) {
    if (word.length > 3) look(prefix + word);
    if (word.length > 3 + prefix.length && word.startsWith(prefix)) look(word.slice(prefix.length));
  }
  return first;
};

/** The words by which two sentences stand on opposite sides of an axis, or one denies a word of the other. */
const opposed = (one: readonly Token[], other: readonly Token[]): { one: Token; other: Token }[] => {
  const found: { one: Token; other: Token }[] = [];
  const [here, there] = [sidesOf(one), sidesOf(other)];
  for (const side of [...here.keys()].sort((a, b) => a - b)) {
    const opposite = side ^ 1;
    const [mine, theirs] = [here.get(side), there.get(opposite)];
    if (mine && theirs && !here.has(opposite) && !there.has(side)) found.push({ one: mine, other: theirs });
  }
  const places = new Map<string, number>();
  for (const [place, { folded }] of other.entries()) if (!places.has(folded)) places.set(folded, place);
  for (const mine of one) {
    const place = deniedBy(mine.folded, places);
    const theirs = place === undefined ? undefined : other[place];
    if (theirs) found.push({ one: mine, other: theirs });
  }
  return found;
};

/** As many of the words that a negator governs say whether both sentences speak of it. */
const GOVERNED = 4;
const BE = new Set(['is', 'was', 'are', 'were', 'be', 'been', 'as', 'a']);

/** The words that deny something which both sentences speak of. */
const denialsOf = (tokens: readonly Token[], common: ReadonlySet<string>): Token[] =>
  tokens.filter((token, place) => {
    if (UNTRUTHS.has(token.folded)) {
      // "It is false that …", "False: …", "… is a hoax"; a false alarm or a fake beard denies nothing.
      return place === 0 || BE.has(tokens[place - 1]?.folded ?? '');
    }
    if (!isNegator(token)) return false;
    const governed: string[] = [];
    for (let i = place + 1; i < tokens.length && i <= place + SCOPE && governed.length < GOVERNED; i++) {
      const next = tokens[i];
      if (!next || next.clause) break;
      if (next.term !== null && !isNegator(next)) governed.push(next.term);
    }
    const [head] = governed;
    // "Nobody did", "it never did": the word stands behind what it denies.
    if (head === undefined) {
      return tokens
        .slice(Math.max(0, place - 4), place)
        .some(({ term }) => term !== null && common.has(term));
    }
    return common.has(head) || governed.filter((term) => common.has(term)).length * 2 >= governed.length;
  });

const contentOf = (tokens: readonly Token[]): Set<string> =>
  new Set(tokens.flatMap((token) => (token.term === null || isNegator(token) ? [] : [token.term])));

const polarity = (one: Token[], other: Token[], parts: ReturnType<typeof exchanged> | null): Difference[] => {
  if (parts) {
    let odd = false;
    const asked: string[] = [];
    const claim: string[] = [];
    for (const part of parts) {
      const mine = part.one.filter(turns);
      const theirs = part.other.filter(turns);
      const opposite = opposed(
        part.one.filter((token) => !turns(token)),
        part.other.filter((token) => !turns(token)),
      );
      if ((mine.length + theirs.length) % 2 === 1) odd = !odd;
      if (opposite.length > 0) odd = !odd;
      asked.push(...mine.map((token) => token.written), ...opposite.map((pair) => pair.one.written));
      claim.push(...theirs.map((token) => token.written), ...opposite.map((pair) => pair.other.written));
    }
    return odd ? [{ kind: 'polarity', asked: asked.join(' '), claim: claim.join(' ') }] : [];
  }
  const mine = contentOf(one);
  const theirs = contentOf(other);
  const common = new Set([...mine].filter((term) => theirs.has(term)));
  if (common.size === 0) return [];
  const denied = denialsOf(one, common);
  const deniedThere = denialsOf(other, common);
  const opposite = opposed(
    one.filter((token) => !isNegator(token)),
    other.filter((token) => !isNegator(token)),
  );
  const odd = (denied.length + deniedThere.length + (opposite.length > 0 ? 1 : 0)) % 2 === 1;
  if (!odd) return [];
  return [
    {
      kind: 'polarity',
      asked: [...denied.map((token) => token.written), ...opposite.map((pair) => pair.one.written)].join(' '),
      claim: [
        ...deniedThere.map((token) => token.written),
        ...opposite.map((pair) => pair.other.written),
      ].join(' '),
    },
  ];
};

const numbers = (asked: string, claim: string, near: boolean): Difference[] => {
  const mine = figuresIn(asked);
  const theirs = figuresIn(claim);
  const without = (from: Figure[], others: Figure[]): Figure[] =>
    from.filter((figure) => !others.some((each) => isComparable(figure, each) && isSameFigure(figure, each)));
  const unmatched = without(mine, theirs);
  const unmatchedThere = without(theirs, mine);
  for (const figure of unmatched) {
    for (const there of unmatchedThere) {
      if (!isComparable(figure, there)) continue;
      const sameNoun =
        figure.noun === '' || there.noun === '' || termOf(figure.noun, 'en') === termOf(there.noun, 'en');
      if (
        near ||
        figure.kind === 'percent' ||
        figure.kind === 'money' ||
        figure.kind === 'year' ||
        sameNoun
      ) {
        return [{ kind: 'number', asked: figure.written, claim: there.written }];
      }
    }
  }
  return [];
};

interface Name {
  words: string[];
  written: string;
  known: string;
  kind: string;
}

/** Titles and the like that stand before names and are none. */
const TITLES = new Set(
  `president senator sen rep representative governor gov mr mrs ms dr judge justice secretary speaker mayor congressman
  congresswoman former vice prime minister king queen pope sir general gen captain attorney chief the a an i says said
  photograph video did does is was were are u do no yes not it he she they we you if when what why who how this that in
  on at for of and but or to from by with as`.split(/\s+/),
);

/** The names of a sentence: known ones by their kind, and other runs of words with capitals. */
const namesOf = (tokens: readonly Token[], isName: IsName): Name[] => {
  const found: Name[] = [];
  const letters = tokens.filter((token) => token.written.length > 1);
  // Where most words have a capital (a headline, shouting), capitals tell nothing.
  const headline =
    letters.filter((token) => token.capital).length > 0.6 * letters.length && letters.length > 4;
  const knownAt = (from: number): { name: Name; length: number } | undefined => {
    for (let length = NAME_WORDS; length > 0; length--) {
      const part = tokens.slice(from, from + length);
      if (part.length < length || !part.some((token) => token.capital)) continue;
      const postal = length === 1 && !headline ? POSTAL.get(part[0]?.written ?? '') : undefined;
      const known = knownName(postal ?? part.map((token) => token.folded).join(' '));
      // "May" and "March" begin sentences that no month is meant in.
      if (!known || (known.kind === 'month' && part[0]?.begins === true)) continue;
      return {
        name: { words: [known.name], written: written(part), known: known.name, kind: known.kind },
        length,
      };
    }
    return undefined;
  };
  let i = 0;
  while (i < tokens.length) {
    const known = knownAt(i);
    if (known) {
      found.push(known.name);
      i += known.length;
      continue;
    }
    const run: Token[] = [];
    while (i < tokens.length) {
      const token = tokens[i];
      if (!token?.capital || (run.length > 0 && (token.clause || knownAt(i)))) break;
      run.push(token);
      i++;
    }
    const told = run.filter((token) => {
      if (TITLES.has(token.folded) || token.term === null || /^\p{Lu}$/u.test(token.written)) return false;
      const usual = isName(token.folded);
      const shouted = token.written.length > 4 && token.written === token.written.toUpperCase();
      if (headline || shouted || (token.begins && run.length === 1)) return usual === true;
      return usual !== false || !token.begins;
    });
    if (told.length > 0) {
      found.push({
        words: told.map((token) => token.folded),
        written: written(told),
        known: '',
        kind: 'name',
      });
    }
    if (run.length === 0) i++;
  }
  return found;
};

const isSameName = (one: Name, other: Name): boolean => {
  if (one.known !== '' || other.known !== '') {
    return one.known === other.known || one.words.some((word) => other.words.includes(word));
  }
  const last = (name: Name): string => name.words.at(-1) ?? '';
  if (one.words.some((word) => other.words.includes(word))) {
    // Two people of one family name have other first names.
    const [first = '', firstThere = ''] = [one.words[0], other.words[0]];
    const bothFull = one.words.length === 2 && other.words.length === 2 && last(one) === last(other);
    return !bothFull || isSameFirstName(first, firstThere) || first[0] === firstThere[0];
  }
  const initials = (name: Name): string => name.words.map((word) => word[0] ?? '').join('');
  return (
    (one.words.length === 1 && one.words[0] === initials(other)) ||
    (other.words.length === 1 && other.words[0] === initials(one)) ||
    (last(one).length > 4 &&
      last(other).length > 4 &&
      (last(one).startsWith(last(other)) || last(other).startsWith(last(one)))) ||
    (one.words.length === 1 && other.words.length === 1 && isSameFirstName(last(one), last(other)))
  );
};

const names = (one: Token[], other: Token[], near: boolean, isName: IsName): Difference[] => {
  const mine = namesOf(one, isName);
  const theirs = namesOf(other, isName);
  const flat = (tokens: Token[]): Set<string> => new Set(tokens.map((token) => token.folded));
  const [wordsHere, wordsThere] = [flat(one), flat(other)];
  const without = (from: Name[], others: Name[], elsewhere: Set<string>): Name[] =>
    from.filter(
      (name) =>
        !others.some((each) => isSameName(name, each)) &&
        (name.known !== '' ||
          others.some((each) => each.words.at(-1) === name.words.at(-1)) ||
          !name.words.some((word) => elsewhere.has(word))),
    );
  const unmatched = without(mine, theirs, wordsThere);
  const unmatchedThere = without(theirs, mine, wordsHere);
  for (const name of unmatched) {
    const there = unmatchedThere.find((each) => each.kind === name.kind);
    if (!there) continue;
    if (near || name.kind !== 'name' || (unmatched.length === 1 && unmatchedThere.length === 1)) {
      return [{ kind: 'name', asked: name.written, claim: there.written }];
    }
  }
  return [];
};

/**
 * Compares the sentence asked about with the claim's: gives what differs, with the words of both; empty
 * where nothing is seen, which does not mean that they say the same.
 */
export const differencesOf = (
  asked: string,
  claim: string,
  isName: IsName = () => undefined,
): Difference[] => {
  const one = tokensOf(asked);
  const other = tokensOf(claim);
  if (one.length === 0 || other.length === 0) return [];
  const { pairs, common } = align(one, other);
  const near = common >= NEAR * Math.max(one.length, other.length);
  const parts = near ? exchanged(one, other, pairs) : null;
  return [...polarity(one, other, parts), ...numbers(asked, claim, near), ...names(one, other, near, isName)];
};
