/**
 * Who does it to whom: whether two sentences have the same two parties around the same verb, exchanged. A passive,
 * "lost to" beside "beat", and "A is dearer than B" beside "B is cheaper than A" are seen through.
 */
import { sideOfDegree } from './opposites.ts';
import { knownName } from './places.ts';
import { type Difference, type Exchange, NONE, type Token, writtenOf } from './tokens.ts';
import { isFormOfBe, isNounOfVerb, isParticiple, lemmaOf } from './verbs.ts';

/** Verbs of which one says of the first what the other says of the second. */
const CONVERSE = `buy sell,purchase sell,lend borrow,loan borrow,give receive,give get,send receive,send get,write receive,grant receive,award receive,
beat lose,defeat lose,succeed precede,replace precede,follow precede,own belong,import export,employ work,teach learn,
exceed trail,lead trail,lead follow,sell acquire,before after,inherit leave,rent let,win lose`;
/** Verbs that say the same of both. */
const ALIKE = `beat defeat topple trounce outpoll overcome,buy purchase acquire,succeed replace follow,
attack invade assault strike hit bomb,lend loan,give donate grant award hand,send write deliver,kill murder shoot slay,hire employ recruit,
accuse blame,endorse back support,exceed surpass outnumber outstrip top outperform outdo outscore,arrest detain,help assist aid,supply provide,
cause trigger produce,expel banish deport,shell bombard bomb,blame accuse,criticize criticise slam blast condemn,sue,pay,tell inform,teach`;
/** Verbs of both at once: who met whom is the same. */
const MUTUAL = new Set(
  'meet marry divorce border resemble equal debate tie cooperate negotiate talk agree speak differ'
    .split(' ')
    .map(lemmaOf),
);
/** Words that put one before another though they say nothing by themselves. */
const LINKS = new Set(['before', 'after', 'because', 'than']);
const BEFORE_NOUNS = new Set(
  'the a an his her its their our my your this that these those some any no of in on at for from with by as about'.split(
    ' ',
  ),
);

const pairsIn = (text: string): [string, string][] =>
  text.split(',').flatMap((group) => {
    const [first = '', second = ''] = group.trim().split(' ').map(lemmaOf);
    return second === '' ? [] : [[first, second]];
  });
const converse = new Map<string, Set<string>>();
for (const [one, other] of pairsIn(CONVERSE)) {
  converse.set(one, (converse.get(one) ?? new Set()).add(other));
  converse.set(other, (converse.get(other) ?? new Set()).add(one));
}
const groups = new Map<string, number>();
for (const [i, group] of ALIKE.split(',').entries()) {
  for (const verb of group.trim().split(/\s+/)) groups.set(lemmaOf(verb), i);
}

const VERBS = new Set([...groups.keys(), ...converse.keys()]);

/** 1: both words say the same of who comes first; −1: the one says of the second what the other says of the first. */
const relation = (one: Token, other: Token): number => {
  if (one.lemma === other.lemma) return 1;
  if (converse.get(one.lemma)?.has(other.lemma)) return -1;
  const group = groups.get(one.lemma);
  return group !== undefined && group === groups.get(other.lemma) ? 1 : 0;
};

/** Who does it and to whom, by lemma. */
interface Parties {
  agents: Map<string, Token>;
  patients: Map<string, Token>;
}

const REACH = 9;

const TIMES = new Set(
  `last next year month week day today yesterday tomorrow night morning monday tuesday wednesday thursday friday saturday
  sunday january february march april may june july august september october november december percent time`
    .split(/\s+/)
    .map(lemmaOf),
);
/** What can be a party: neither a figure nor a time. */
const named = (tokens: readonly Token[]): Map<string, Token> =>
  new Map(
    tokens.flatMap((token) =>
      token.term === null || /^\p{N}/u.test(token.folded) || TIMES.has(token.lemma)
        ? []
        : [[knownName(token.folded)?.name ?? token.lemma, token] as const],
    ),
  );

/** Whether the word says "more of it" (1) or "less of it" (−1) of what comes before "than"; 0 where it is not known. */
const measured = (tokens: readonly Token[], than: number): { axis: number; sign: number } | null => {
  // "None has more than A" says that A has the most.
  const turned = tokens.slice(0, than).some(({ folded }) => folded === NONE) ? -1 : 1;
  for (let i = than - 1; i >= 0 && i >= than - 7; i--) {
    const word = tokens[i]?.folded ?? '';
    const isLess = word === 'less' || word === 'fewer';
    if (word === 'more' || isLess) {
      const side = sideOfDegree(tokens[i + 1]?.folded ?? '');
      const sign = isLess ? -turned : turned;
      if (side === undefined || i + 1 === than) return { axis: -1, sign };
      return { axis: side >> 1, sign: (side & 1) === 1 ? -sign : sign };
    }
    if (/(?:er|better|worse)$/.test(word)) {
      const side = sideOfDegree(word);
      if (side !== undefined) return { axis: side >> 1, sign: (side & 1) === 1 ? -turned : turned };
      return { axis: -2, sign: turned };
    }
  }
  return null;
};

/** What comes before where, when and how it was done. */
const object = (tokens: readonly Token[]): readonly Token[] => {
  const end = tokens.findIndex(({ folded }, place) => place > 0 && ADJUNCTS.has(folded));
  return end < 0 ? tokens : tokens.slice(0, end);
};
const ADJUNCTS = new Set(
  'in at on after before during since while because as with without when until'.split(' '),
);

const partiesAt = (tokens: readonly Token[], at: number): Parties => {
  const pivot = tokens[at];
  const word = pivot?.folded ?? '';
  // "After the vote, he resigned": what comes first stands second.
  if (at === 0 && LINKS.has(word)) {
    const comma = tokens.findIndex((token, place) => place > 0 && token.clause);
    if (comma > 0) return { agents: named(tokens.slice(comma)), patients: named(tokens.slice(1, comma)) };
  }
  const by = tokens.findIndex(
    (token, place) =>
      place > at &&
      place <= at + REACH &&
      token.folded === 'by' &&
      !/^\p{N}/u.test(tokens[place + 1]?.folded ?? ''),
  );
  const isPassive =
    isParticiple(word) &&
    (tokens.slice(Math.max(0, at - 3), at).some((token) => isFormOfBe(token.folded)) || by === at + 1);
  if (isPassive) {
    const agents = by > 0 ? named(object(tokens.slice(by + 1, by + 1 + REACH))) : new Map<string, Token>();
    const rest = tokens.slice(at + 1, by > 0 ? by : undefined);
    return { agents, patients: named([...tokens.slice(0, at), ...object(rest)]) };
  }
  const after = tokens.slice(at + 1, at + 1 + REACH);
  return {
    agents: named(tokens.slice(Math.max(0, at - REACH), at)),
    patients: named(LINKS.has(word) ? after : object(after)),
  };
};

/** What is on the first side in one sentence and on the second in the other, and on one side only in each. */
const crossing = (
  from: Map<string, Token>,
  not_from: Map<string, Token>,
  to: Map<string, Token>,
  not_to: Map<string, Token>,
) =>
  [...from].flatMap(([lemma, token]) => {
    const there = to.get(lemma);
    return there && !not_from.has(lemma) && !not_to.has(lemma) ? [{ token, there }] : [];
  });

const isPivot = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (!token || isNounOfVerb(token.folded)) return false;
  if (LINKS.has(token.folded)) return true;
  if (BEFORE_NOUNS.has(tokens[at - 1]?.folded ?? '')) return false;
  if (VERBS.has(token.lemma) && !token.capital) return true;
  return token.term !== null && !/\p{N}/u.test(token.folded) && (!token.capital || token.begins);
};

const AUXILIARIES = new Set(
  'to will would can could may might must shall should do does did has have had not never also'.split(' '),
);

/** Whether a word is a verb, as far as its form and the word before it tell. */
const isVerb = (tokens: readonly Token[], at: number): boolean => {
  const word = tokens[at]?.folded ?? '';
  const before = tokens[at - 1]?.folded ?? '';
  return (
    LINKS.has(word) ||
    isParticiple(word) ||
    isFormOfBe(before) ||
    AUXILIARIES.has(before) ||
    (/ly$/.test(before) && before !== 'only') ||
    VERBS.has(tokens[at]?.lemma ?? '') ||
    // "Egypt owes".
    (word.endsWith('s') && tokens[at - 1]?.capital === true && !tokens[at]?.capital)
  );
};

const isAfterWith = (tokens: readonly Token[], token: Token): boolean => {
  const at = tokens.indexOf(token);
  return tokens
    .slice(Math.max(0, at - 2), at)
    .some(({ folded }) => folded === 'with' || folded === 'between' || folded === 'and');
};

export interface Roles {
  differences: Difference[];
  /** Opposites that say the same, since the parties are exchanged, too. */
  settled: ReadonlySet<Token>;
}

/** The word and the few before it. */
const justBefore = (tokens: readonly Token[], at: number): readonly Token[] =>
  tokens.slice(Math.max(0, at - 7), at + 1);

const inOrder = (tokens: readonly Token[], all: readonly Token[]): string =>
  writtenOf(tokens.toSorted((a, b) => all.indexOf(a) - all.indexOf(b)));

/** Words around which parties can be exchanged and the sentence be the same. */
const LEVEL = new Set('and or nor is are was were be been with equals the a an its his her their'.split(' '));

/** Two parts that stand in each other's place, in sentences alike to the word: "from A to B", "from B to A". */
const swapped = (one: readonly Token[], parts: readonly Exchange[]): Difference | null => {
  const key = (tokens: readonly Token[]): string =>
    tokens.flatMap(({ term, lemma }) => (term === null ? [] : [lemma])).join(' ');
  for (const [i, first] of parts.entries()) {
    for (const second of parts.slice(i + 1)) {
      const [a, b] = [key(first.one), key(first.other)];
      if (a === '' || b === '' || a === b || a !== key(second.other) || b !== key(second.one)) continue;
      const all = [...first.one, ...first.other, ...second.one, ...second.other];
      if (all.some(({ folded }) => folded === 'by' || isFormOfBe(folded))) continue;
      const [last, next] = [first.one.at(-1), second.one[0]];
      if (!last || !next) continue;
      const between = one.slice(one.indexOf(last) + 1, one.indexOf(next));
      if (between.every(({ folded, lemma }) => LEVEL.has(folded) || MUTUAL.has(lemma))) continue;
      return {
        kind: 'name',
        asked: writtenOf([...first.one, ...between, ...second.one]),
        claim: writtenOf([...first.other, ...between, ...second.other]),
      };
    }
  }
  return null;
};

/** The word that "from" or "to" leads to. */
const led = (tokens: readonly Token[], by: ReadonlySet<string>): Token | undefined => {
  const at = tokens.findIndex(({ folded }) => by.has(folded));
  return at < 0 ? undefined : tokens.slice(at + 1, at + 4).find(({ term }) => term !== null);
};
const FROM = new Set(['from', 'left', 'leaving', 'leaves']);
const TO = new Set(['to', 'into', 'towards', 'toward']);

/** Where one goes from where the other goes to, and the other way round. */
const routes = (one: readonly Token[], other: readonly Token[]): Difference | null => {
  const [from, to, from_there, to_there] = [led(one, FROM), led(one, TO), led(other, FROM), led(other, TO)];
  if (!from || !to || from.lemma === to.lemma) return null;
  if (from.lemma !== to_there?.lemma || to.lemma !== from_there?.lemma) return null;
  // A figure is a matter of numbers.
  if (/^\p{N}/u.test(from.folded)) return null;
  const told = (a: Token, b: Token): string => `from ${a.written} to ${b.written}`;
  return { kind: 'name', asked: told(from, to), claim: told(from_there, to_there) };
};

/** Compares two sentences by who does what to whom; `parts` where they are alike to the word. */
export const rolesOf = (one: Token[], other: Token[], parts: readonly Exchange[] | null): Roles => {
  const settled = new Set<Token>();
  const differences: Difference[] = [];
  const there_pivots = other.flatMap((token, j) => (isPivot(other, j) ? [{ token, j }] : []));
  for (const [i, pivot] of one.entries()) {
    if (!isPivot(one, i) || MUTUAL.has(pivot.lemma)) continue;
    for (const { token: there, j } of there_pivots) {
      let same = relation(pivot, there);
      if (same === 0 || (!parts && !isVerb(one, i) && !isVerb(other, j))) continue;
      const measures = pivot.folded === 'than' ? [measured(one, i), measured(other, j)] : [];
      if (pivot.folded === 'than') {
        const [mine, theirs] = measures;
        if (!mine || !theirs || (mine.axis !== theirs.axis && mine.axis >= 0 && theirs.axis >= 0)) continue;
        same = mine.sign * theirs.sign;
      }
      const [mine, theirs] = [partiesAt(one, i), partiesAt(other, j)];
      const gone = crossing(mine.agents, mine.patients, theirs.patients, theirs.agents);
      const come = crossing(mine.patients, mine.agents, theirs.agents, theirs.patients);
      const [first] = gone;
      const second = come.find(({ token }) => token.lemma !== first?.token.lemma);
      if (same < 0) {
        // One party is enough: "members can buy tickets", "tickets are sold to members".
        if (first || come[0])
          for (const token of [...justBefore(one, i), ...justBefore(other, j)]) settled.add(token);
        continue;
      }
      if (!first || !second) continue;
      if (isAfterWith(one, second.token) || isAfterWith(other, first.there)) continue;
      differences.push({
        kind: 'name',
        asked: inOrder([first.token, pivot, second.token], one),
        claim: inOrder([first.there, there, second.there], other),
      });
    }
  }
  // Where one pair of words says that the parties only stand the other way round, no other word says that they do not.
  if (settled.size > 0) return { differences: [], settled };
  const found = differences[0] ?? routes(one, other) ?? (parts ? swapped(one, parts) : null);
  return { differences: found ? [found] : [], settled };
};
