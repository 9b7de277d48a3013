/** How many a sentence speaks of in words: all, most, some, few, none. English. */
import { NEGATORS } from './opposites.ts';
import type { Difference, Exchange, Token } from './tokens.ts';

/** From none to all. */
const SCALE = ['none', 'one', 'few', 'some', 'many', 'half', 'most', 'nearly all', 'all'] as const;
type Level = (typeof SCALE)[number];

const WORDS = new Map<string, Level>([
  ...(['no', 'none', 'nobody', 'nothing', 'neither'] as const).map((word) => [word, 'none'] as const),
  ['few', 'few'],
  ...['some', 'several', 'somebody', 'someone', 'something', 'sometimes', 'certain'].map(
    (word) => [word, 'some'] as const,
  ),
  ...['many', 'numerous', 'much'].map((word) => [word, 'many'] as const),
  ['half', 'half'],
  ...['most', 'mostly'].map((word) => [word, 'most'] as const),
  ...[
    'all',
    'every',
    'each',
    'everyone',
    'everybody',
    'everything',
    'both',
    'entire',
    'whole',
    'always',
    'entirely',
    'completely',
  ].map((word) => [word, 'all'] as const),
]);
const NEARLY = new Set(['almost', 'nearly', 'virtually', 'practically']);
const ONLY = new Set(['only', 'just', 'single']);
/** "Every year" says when. */
const TIMES = new Set(
  'second minute hour day night week weekend month year decade time morning evening'.split(' '),
);

/** "Did not win a single match". */
const NEGATED = 4;

interface Quantity {
  level: Level;
  token: Token;
  /** What there are so many of: the next words that say something, by lemma. */
  of: string[];
}

const quantitiesIn = (tokens: readonly Token[], near: boolean): Quantity[] =>
  tokens.flatMap((token, at) => {
    const before = tokens[at - 1]?.folded ?? '';
    let level = WORDS.get(token.folded);
    const isOneOf = tokens[at + 1]?.folded === 'of';
    if (token.folded === 'one' && (near || isOneOf || ONLY.has(before))) level = 'one';
    if (token.folded === 'single') {
      const isNone = tokens.slice(Math.max(0, at - NEGATED), at).some(({ folded }) => NEGATORS.has(folded));
      level = isNone ? 'none' : 'one';
    }
    if (level === undefined) return [];
    // "the most", "not all", "very few", "at all", "no more than"
    if (before === 'the' && token.folded === 'most') return [];
    const next = tokens[at + 1];
    if (token.folded === 'all' && before === 'at' && (next === undefined || next.clause)) return [];
    if (level === 'all' && before === 'not') level = 'some';
    if (level === 'all' && NEARLY.has(before)) level = 'nearly all';
    const of: string[] = [];
    for (let i = at + 1; i < tokens.length && i <= at + 6 && of.length < 2; i++) {
      const next = tokens[i];
      if (!next || next.clause) break;
      if (next.term !== null && !WORDS.has(next.folded)) of.push(next.lemma);
    }
    return of.some((word) => TIMES.has(word)) ? [] : [{ level, token, of }];
  });

const rank = (level: Level): number => SCALE.indexOf(level);

/** Levels that are opposites: a denial, and not only another share. */
const isOpposed = (one: Level, other: Level): boolean => {
  const [low, high] = [rank(one), rank(other)].toSorted((a, b) => a - b);
  return low === rank('few') && (high ?? 0) >= rank('many');
};

/** Shares that are far enough apart to say another thing of the same. */
const isApart = (one: Level, other: Level, near: boolean): boolean => {
  const [low = 0, high = 0] = [rank(one), rank(other)].toSorted((a, b) => a - b);
  if (low === rank('none')) return false;
  if (near)
    return (
      high - low >= 2 ||
      high === rank('all') ||
      low === rank('one') ||
      (low === rank('half') && high === rank('most'))
    );
  return high === rank('all') ? low <= rank('half') : high - low >= 4;
};

/** Where two sentences speak of another share of the same; what one denies altogether is a matter of polarity. */
export const quantifiers = (
  one: readonly Token[],
  other: readonly Token[],
  parts: readonly Exchange[] | null,
): Difference[] => {
  const near = parts !== null;
  const [mine, theirs] = [quantitiesIn(one, near), quantitiesIn(other, near)];
  for (const here of mine) {
    for (const there of theirs) {
      if (here.level === there.level) continue;
      const isOfTheSame = parts
        ? parts.some((part) => part.one.includes(here.token) && part.other.includes(there.token))
        : here.of.length > 0 && here.of[0] === there.of[0];
      if (!isOfTheSame) continue;
      const kind = isOpposed(here.level, there.level) ? 'polarity' : 'number';
      if (kind === 'number' && !isApart(here.level, there.level, near)) continue;
      return [{ kind, asked: here.token.written, claim: there.token.written }];
    }
  }
  return [];
};
