/** Whether one sentence denies what the other says: negations and opposites, counted. English. */
import {
  COURSES,
  DENYING_PREFIXES,
  isDenial,
  NEGATIVE,
  NEGATORS,
  NOT_PREFIXED,
  sidesOfWord,
  UNTRUTHS,
} from './opposites.ts';
import { type Nearness, tells } from './matter.ts';
import { type Difference, type Exchange, isNegator, type Token, turns } from './tokens.ts';
import { isFormOfBe, isUndoing, lemmaOf } from './verbs.ts';
import { rememberedWords } from './words.ts';

const SCOPE = 10;

/** The first token on each side, by the side's number; "less dangerous" stands on that of "safe". */
const sidesOf = (tokens: readonly Token[], near: boolean): Map<number, Token> => {
  const found = new Map<number, Token>();
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    const isDegree = token.folded === 'less' || token.folded === 'more';
    if (isDegree && next && sidesOfWord(next.folded, near).length > 0) continue;
    const flipped = tokens[at - 1]?.folded === 'less' ? 1 : 0;
    // The month.
    if (token.folded === 'may' && token.capital && !token.begins) continue;
    for (const side of sidesOfWord(token.folded, near)) {
      if (!found.has(side ^ flipped)) found.set(side ^ flipped, token);
    }
  }
  return found;
};

/** The words that deny this one by their beginning or their end: "legal" and "illegal", "harmful" and "harmless". */
const deniesByShape = rememberedWords((word): string[] => {
  if (word.length <= 3 || NOT_PREFIXED.has(word)) return [];
  const found: string[] = [];
  for (const prefix of DENYING_PREFIXES) {
    found.push(prefix + word);
    if (word.length > 3 + prefix.length && word.startsWith(prefix)) {
      const rest = word.slice(prefix.length);
      // Who cannot afford it finds it unaffordable.
      found.push(rest, rest.replace(/[ai]ble$/, ''));
    }
  }
  const root = word.replace(/(?:ful|less)$/, '');
  if (word.endsWith('less')) found.push(root, `${root}ful`, `${root}s`);
  else found.push(`${root}less`, `${root.replace(/s$/, '')}less`);
  return found.filter((each) => !NOT_PREFIXED.has(each));
});

/** "Unpaid" says that nobody pays. */
const isUndone = ({ folded }: Token, { lemma }: Token): boolean =>
  isUndoing(folded) && lemmaOf(folded.slice(2)) === lemma;

const denyByShape = (one: Token, other: Token): boolean =>
  deniesByShape(one.folded).includes(other.folded) ||
  deniesByShape(other.folded).includes(one.folded) ||
  isUndone(one, other) ||
  isUndone(other, one);

/** The words by which two sentences stand on opposite sides of an axis, or one denies a word of the other. */
const opposed = (
  one: readonly Token[],
  other: readonly Token[],
  near: boolean,
): { one: Token; other: Token }[] => {
  const found: { one: Token; other: Token }[] = [];
  const [here, there] = [sidesOf(one, near), sidesOf(other, near)];
  for (const side of [...here.keys()].sort((a, b) => a - b)) {
    const opposite = side ^ 1;
    const [mine, theirs] = [here.get(side), there.get(opposite)];
    if (mine && theirs && !here.has(opposite) && !there.has(side)) found.push({ one: mine, other: theirs });
  }
  for (const mine of one) {
    const theirs = other.find((token) => denyByShape(mine, token));
    if (theirs) found.push({ one: mine, other: theirs });
  }
  return found;
};

/** As many of the words that a negator governs say whether both sentences speak of it: the first, or half of what they tell. */
const GOVERNED = 4;
const HALF = 0.5;
/** Of what is "without papers" and lacks money nothing else is denied. */
const OF_ONE_THING = new Set(['without', 'lack'].map(lemmaOf));

/** "A failed attack" was one. */
const DETERMINERS = new Set(['a', 'an', 'the', 'his', 'her', 'its', 'their']);

const SHOULD = new Set(['should', 'ought']);
const NORMS = new Set([...SHOULD, 'must', 'need', 'needs']);
const tellsWhatShouldBe = (tokens: readonly Token[]): boolean =>
  tokens.some(({ folded }) => NORMS.has(folded));

const SUPPOSING = new Set(['if', 'whether', 'why']);
/** "If they do not pay" says nothing of whether they do. */
const isSupposed = (tokens: readonly Token[], negator: number): boolean => {
  for (let i = negator; i >= 0 && i > negator - SUPPOSED; i--) {
    if (SUPPOSING.has(tokens[i]?.folded ?? '')) return true;
    if (tokens[i]?.clause) return false;
  }
  return false;
};
const SUPPOSED = 5;

/** "Do not touch it" tells nobody that it was not touched. */
const isForbidding = (tokens: readonly Token[], negator: number): boolean => {
  const [begins, before] = [tokens[negator - 2], tokens[negator - 1]];
  if (before?.folded !== 'do') return false;
  return before.begins || before.clause || begins?.folded === 'please';
};

/** The words that deny something which both sentences speak of. */
const denialsOf = (tokens: readonly Token[], told: (token: Token) => number, isNormOf: boolean): Token[] =>
  tokens.filter((token, place) => {
    if (UNTRUTHS.has(token.folded)) {
      // "It is false that …", "False: …", "… is a hoax"; a false alarm or a fake beard denies nothing.
      const before = tokens[place - 1]?.folded ?? '';
      const next = tokens[place + 1];
      if (before === 'a' || before === 'an') return next === undefined || next.clause || next.term === null;
      return place === 0 || before === 'as' || isFormOfBe(before);
    }
    // What should not be may be.
    if (SHOULD.has(tokens[place - 1]?.folded ?? '') && !isNormOf) return false;
    if (isSupposed(tokens, place)) return false;
    if (isForbidding(tokens, place)) return false;
    if (!isNegator(token) || (isDenial(token.folded) && DETERMINERS.has(tokens[place - 1]?.folded ?? '')))
      return false;
    const governed: Token[] = [];
    const most = OF_ONE_THING.has(token.lemma) ? 1 : GOVERNED;
    for (let i = place + 1; i < tokens.length && i <= place + SCOPE && governed.length < most; i++) {
      const next = tokens[i];
      if (!next || next.clause) break;
      if (tells(next)) governed.push(next);
    }
    const [head] = governed;
    // "Nobody did", "she was absent": the word stands behind what it denies; "no, he did" and "they failed" deny something else.
    if (head === undefined) {
      const before = tokens[place - 1]?.folded ?? '';
      if (token.folded === 'no' || (isDenial(token.folded) && !isFormOfBe(before))) return false;
      return tokens
        .slice(Math.max(0, place - 4), place)
        .some((each) => each.term !== null && told(each) === 1);
    }
    return told(head) === 1 || governed.reduce((sum, each) => sum + told(each), 0) >= HALF * governed.length;
  });

const contentOf = (tokens: readonly Token[]): Set<string> =>
  new Set(tokens.flatMap((token) => (tells(token) ? [token.lemma] : [])));

/** How much of a word a sentence tells: all of it by another form, or a word of either side of its axis. */
const toldBy = (others: readonly Token[], nearness: Nearness): ((token: Token) => number) => {
  const axes = new Set(others.flatMap(({ folded }) => sidesOfWord(folded, false).map((side) => side >> 1)));
  return (token) => {
    const isTurned =
      sidesOfWord(token.folded, false).some((side) => axes.has(side >> 1)) ||
      others.some((other) => denyByShape(token, other));
    return isTurned ? 1 : nearness(token, others);
  };
};

/**
 * "No longer open" is closed, what was removed is not there, who lost the home is homeless: the one counts as the
 * other. `near`: sentences alike to the word, where "not" is not "no longer".
 */
const endings = (one: readonly Token[], other: readonly Token[], near: boolean): Token[] => {
  const lemmas = (tokens: readonly Token[]): Set<string> => new Set(tokens.map(({ lemma }) => lemma));
  const without = (tokens: readonly Token[], others: readonly Token[]): Token[] => {
    const own = lemmas(tokens);
    const gone = tokens.find(
      ({ folded }) =>
        folded === 'no_longer' ||
        folded.endsWith('less') ||
        (!near && NEGATORS.has(folded) && !others.some(isNegator)),
    );
    const ended = others.find(
      ({ folded, lemma }) => !own.has(lemma) && sidesOfWord(folded, false).some((side) => ENDED.has(side)),
    );
    return gone && ended ? [gone, ended] : [];
  };
  return [...without(one, other), ...without(other, one), ...notSince(one, other), ...notSince(other, one)];
};

/** "Not raised since 2012", "the last raise was in 2012". */
const notSince = (tokens: readonly Token[], others: readonly Token[]): Token[] => {
  const since = tokens.findIndex(({ folded }) => folded === 'since');
  if (since < 0 || !others.some(({ folded }) => LAST.has(folded))) return [];
  return tokens.slice(Math.max(0, since - SCOPE), since).filter(isNegator);
};
const LAST = new Set(['last', 'latest', 'recent']);

const ENDED = new Set(
  ['stop', 'remove', 'leave', 'empty', 'extinct', 'miss'].flatMap((word) => sidesOfWord(word, false)),
);

/** Whether a word may say what another sentence says with a "not": "too low for ships", "still waiting", "unsafe". */
const isNegative = ({ folded, lemma }: Token, next: Token | undefined): boolean =>
  NEGATIVE.has(lemma) ||
  (folded === 'too' && next !== undefined && !next.clause) ||
  (/^un(?!i|der|til|less)/.test(folded) && !NOT_PREFIXED.has(folded));

const written = (tokens: readonly (Token | undefined)[]): string =>
  tokens.flatMap((token) => token?.written ?? []).join(' ');

const inParts = (parts: readonly Exchange[], settled: ReadonlySet<Token>): Difference[] => {
  let odd = false;
  const asked: Token[] = [];
  const claim: Token[] = [];
  const isOpen = (token: Token): boolean => !turns(token) && !settled.has(token);
  for (const part of parts) {
    const mine = part.one.filter((token) => turns(token) && !settled.has(token));
    const theirs = part.other.filter((token) => turns(token) && !settled.has(token));
    const opposite = opposed(part.one.filter(isOpen), part.other.filter(isOpen), true);
    if ((mine.length + theirs.length) % 2 === 1) odd = !odd;
    if (opposite.length > 0) odd = !odd;
    asked.push(...mine, ...opposite.map((pair) => pair.one));
    claim.push(...theirs, ...opposite.map((pair) => pair.other));
  }
  if (odd) return [{ kind: 'polarity', asked: written(asked), claim: written(claim) }];
  return asked.length + claim.length > 0 ? [] : otherCourse(parts);
};

/** "Paid by the state, not by the club", "by the club, not by the state": the same words, and another of them denied. */
const otherDenied = (one: readonly Token[], other: readonly Token[]): Difference[] => {
  const headOf = (tokens: readonly Token[]): Token | undefined => {
    const [at, ...more] = tokens.flatMap(({ folded }, place) => (folded === 'not' ? [place] : []));
    if (at === undefined || more.length > 0 || !tokens[at]) return undefined;
    return tokens.slice(at + 1).find(({ term }) => term !== null);
  };
  const [mine, theirs] = [headOf(one), headOf(other)];
  if (!mine || !theirs || mine.lemma === theirs.lemma) return [];
  const areInBoth =
    other.some(({ lemma }) => lemma === mine.lemma) && one.some(({ lemma }) => lemma === theirs.lemma);
  return areInBoth
    ? [{ kind: 'polarity', asked: `not ${mine.written}`, claim: `not ${theirs.written}` }]
    : [];
};

/** "To" in place of "from". */
const otherCourse = (parts: readonly Exchange[]): Difference[] => {
  for (const part of parts) {
    for (const course of COURSES) {
      for (const [here, there] of [course, course.toReversed()]) {
        const one = part.one.find(({ folded }) => here?.has(folded));
        const other = part.other.find(({ folded }) => there?.has(folded));
        if (one && other) return [{ kind: 'polarity', asked: one.written, claim: other.written }];
      }
    }
  }
  return [];
};

/** `parts`: what differs where they are alike to the word, else null; `settled`: opposites that say the same. */
export const polarity = (
  one: readonly Token[],
  other: readonly Token[],
  parts: readonly Exchange[] | null,
  settled: ReadonlySet<Token>,
  nearness: Nearness,
): Difference[] => {
  const closed = new Set([...settled, ...endings(one, other, parts !== null)]);
  if (parts) {
    const found = inParts(parts, closed);
    return found.length > 0 ? found : otherDenied(one, other);
  }
  const mine = contentOf(one);
  const theirs = contentOf(other);
  const common = new Set([...mine].filter((lemma) => theirs.has(lemma)));
  if (common.size === 0) return [];
  const denied = denialsOf(one, toldBy(other, nearness), tellsWhatShouldBe(other)).filter(
    (token) => !closed.has(token),
  );
  const deniedThere = denialsOf(other, toldBy(one, nearness), tellsWhatShouldBe(one)).filter(
    (token) => !closed.has(token),
  );
  // Where the other denies something, too, in words of its own, it may be the same.
  if ((denied.length === 0) !== (deniedThere.length === 0)) {
    const silent = denied.length === 0 ? one : other;
    if (silent.some((token) => isNegator(token) && !closed.has(token))) return [];
    if (silent.some((token, at) => !common.has(token.lemma) && isNegative(token, silent[at + 1]))) return [];
  }
  // What both say is on no side.
  const counted = new Set([...denied, ...deniedThere]);
  const isOpen = (token: Token): boolean =>
    !counted.has(token) && !closed.has(token) && !common.has(token.lemma);
  const opposite = opposed(one.filter(isOpen), other.filter(isOpen), false);
  const odd = (denied.length + deniedThere.length + (opposite.length > 0 ? 1 : 0)) % 2 === 1;
  if (!odd) return [];
  return [
    {
      kind: 'polarity',
      asked: written([...denied, ...opposite.map((pair) => pair.one)]),
      claim: written([...deniedThere, ...opposite.map((pair) => pair.other)]),
    },
  ];
};
