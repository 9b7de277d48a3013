/** The names of two sentences, and where another stands in a name's place. English, and what is written with capitals. */
import { isSameFirstName, knownName, NAME_WORDS, POSTAL } from './places.ts';
import { type Difference, type Exchange, type IsName, type Token, writtenOf } from './tokens.ts';

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

/** Small words inside names. */
const PARTICLES = new Set('von van der den de da di del la le bin ibn al el ter'.split(' '));

/** Verbs and adverbs that begin a sentence. */
const ENDING = /(?:ed|ing|ly)$/;

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
        name: { words: [known.name], written: writtenOf(part), known: known.name, kind: known.kind },
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
      const isInside = run.length > 0 && PARTICLES.has(token?.folded ?? '');
      if (isInside && (tokens[i + 1]?.capital || PARTICLES.has(tokens[i + 1]?.folded ?? ''))) {
        i++;
        continue;
      }
      if (!token?.capital || (run.length > 0 && (token.clause || knownAt(i)))) break;
      run.push(token);
      i++;
    }
    const told = run.filter((token) => {
      if (TITLES.has(token.folded) || token.term === null || /^\p{Lu}$/u.test(token.written)) return false;
      const usual = isName(token.folded);
      const shouted = token.written.length > 4 && token.written === token.written.toUpperCase();
      if (headline || shouted) return usual === true;
      if (token.begins && run.length === 1) {
        // Who knows the other words, and not this one, has a name before it.
        return (
          usual ??
          (!ENDING.test(token.folded) &&
            isName(token.folded.replace(/s$/, '')) === undefined &&
            tokens.some(({ folded }) => isName(folded) === false))
        );
      }
      return usual !== false || !token.begins;
    });
    if (told.length > 0) {
      found.push({
        words: told.map((token) => token.folded),
        written: writtenOf(told),
        known: '',
        kind: 'name',
      });
    }
    if (run.length === 0) i++;
  }
  return found;
};

/** "VW" of Volkswagen: capitals that stand in the name in this order. */
const isShortFor = (short: Name, long: Name): boolean => {
  if (!/^\p{Lu}{2,4}$/u.test(short.written) || long.words.length !== 1 || short.known !== '') return false;
  let rest = long.words[0] ?? '';
  return [...short.written.toLowerCase()].every((letter, place) => {
    const at = rest.indexOf(letter);
    rest = rest.slice(at + 1);
    return at === 0 || (at > 0 && place > 0);
  });
};

/** Maria Lind and Maria Ortiz. */
const areNamesakes = (one: Name, other: Name): boolean =>
  one.words.length === 2 &&
  other.words.length === 2 &&
  one.words[0] === other.words[0] &&
  one.words[1] !== other.words[1];

/** "NRA" of the National Rifle Association. */
const areInitials = (short: Name, long: Name): boolean =>
  short.words.length === 1 &&
  long.words.length > 1 &&
  short.words[0] === long.words.map((word) => word[0] ?? '').join('');

/** From this length on two words with one letter wrong, or two exchanged, are one. */
const LONG = 6;

/** "Kathmandu" and "Kathamndu". */
const areMisspelt = (one: Name, other: Name): boolean => {
  const [a, b] = [one.words.join(' '), other.words.join(' ')];
  if (one.known !== '' || other.known !== '' || Math.min(a.length, b.length) < LONG || a[0] !== b[0])
    return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
};

const isSameName = (one: Name, other: Name): boolean => {
  if (isShortFor(one, other) || isShortFor(other, one)) return true;
  if (areInitials(one, other) || areInitials(other, one) || areMisspelt(one, other)) return true;
  if (one.known !== '' || other.known !== '') {
    return one.known === other.known || one.words.some((word) => other.words.includes(word));
  }
  const last = (name: Name): string => name.words.at(-1) ?? '';
  if (one.words.some((word) => other.words.includes(word))) {
    if (areNamesakes(one, other)) return false;
    // Two people of one family name have other first names.
    const [first = '', firstThere = ''] = [one.words[0], other.words[0]];
    const bothFull = one.words.length === 2 && other.words.length === 2 && last(one) === last(other);
    return !bothFull || isSameFirstName(first, firstThere) || first[0] === firstThere[0];
  }
  return (
    (last(one).length > 4 &&
      last(other).length > 4 &&
      (last(one).startsWith(last(other)) || last(other).startsWith(last(one)))) ||
    (one.words.length === 1 && other.words.length === 1 && isSameFirstName(last(one), last(other)))
  );
};

/** Whether names of two kinds can stand in each other's place: what kind an unknown one is of cannot be told. */
const canReplace = (one: Name, other: Name, near: boolean): boolean => {
  const kinds = [one.kind, other.kind];
  if (kinds.includes('month') || kinds.includes('weekday')) return false;
  return near || (kinds.includes('name') && kinds.includes('company'));
};

/** Whom the one calls so the other may name. */
const PRONOUNS = new Set('i me my we our you your he him his she her they their'.split(' '));
const hasOtherPronouns = (words: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...PRONOUNS].some((word) => words.has(word) && !others.has(word));

/** Names of one kind that stand in each other's place; `near`: the sentences are alike to the word. */
export const names = (one: Token[], other: Token[], near: boolean, isName: IsName): Difference[] => {
  const mine = namesOf(one, isName);
  const theirs = namesOf(other, isName);
  const flat = (tokens: Token[]): Set<string> => new Set(tokens.map((token) => token.folded));
  const [wordsHere, wordsThere] = [flat(one), flat(other)];
  const without = (from: Name[], others: Name[], elsewhere: Set<string>): Name[] =>
    from.filter(
      (name) =>
        !others.some((each) => isSameName(name, each)) &&
        (name.known !== '' ||
          others.some((each) => each.words.at(-1) === name.words.at(-1) || areNamesakes(name, each)) ||
          !name.words.some((word) => elsewhere.has(word))),
    );
  const unmatched = without(mine, theirs, wordsThere);
  const unmatchedThere = without(theirs, mine, wordsHere);
  const hasPronoun = hasOtherPronouns(wordsHere, wordsThere) || hasOtherPronouns(wordsThere, wordsHere);
  for (const name of unmatched) {
    const isAlone = unmatched.length === 1 && unmatchedThere.length === 1;
    const there = unmatchedThere.find(
      (each) => each.kind === name.kind || (isAlone && canReplace(name, each, near)),
    );
    if (!there) continue;
    if (near || name.kind !== 'name' || (isAlone && !hasPronoun)) {
      return [{ kind: 'name', asked: name.written, claim: there.written }];
    }
  }
  return [];
};

/** Offices of which one is not another. */
const OFFICES = new Set(
  `president chancellor minister king queen pope bishop governor mayor senator judge prosecutor sheriff ambassador general`.split(
    /\s+/,
  ),
);

/** An office in another's place, in sentences that are alike to the word. */
export const offices = (parts: readonly Exchange[]): Difference[] =>
  parts.flatMap((part) => {
    const [here, there] = [part.one, part.other].map((tokens) =>
      tokens.filter(({ folded }) => OFFICES.has(folded)),
    );
    const [mine, theirs] = [here?.[0], there?.[0]];
    if (!mine || !theirs || mine.folded === theirs.folded) return [];
    return [{ kind: 'name', asked: mine.written, claim: theirs.written }];
  });
