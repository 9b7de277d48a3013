/** What a reader should know of a quote: a negation, number or name that was left out or changed, a long gap. */
import { LIMITS } from '../limits.ts';
import {
  isName,
  isNegation,
  isNoCommonWord,
  isTellingNumber,
  isTurnedRound,
  KINDS_OF_MEANING,
  type KindOfMeaning,
  numberOf,
  type Token,
  tokensIn,
  tokensOf,
} from './meaning.ts';
import type { Language } from './meaning-tables.ts';
import { normalise } from './normalise.ts';
import type { Selector, Span } from './selectors.ts';
import { mayBeOne, speakerAt, turnsIn } from './turns.ts';

export const WARNINGS = [...KINDS_OF_MEANING, 'long_gap'] as const;

export interface FidelityWarning {
  kind: (typeof WARNINGS)[number];
  /** The words of the quote; empty where it left something out. */
  quote: string;
  /** The words of the source; empty where the quote put something in. */
  source: string;
}

export interface Surroundings {
  source: string;
  /** The source's text, normalised. */
  plain: string;
  language: Language | null;
  /** The text before it was changed, where `selectors` are of that. */
  before: string | null;
  selectors: readonly Selector[];
}

/** An ellipsis over more words than this is a long gap. */
const LONGEST_GAP_WORDS = 60;
/** So much of a gap is read for words left out; one so long is a long gap anyway. */
const GAP_READ = 5_000;
/** So much around a place shows whether a sentence begins. */
const AROUND = 60;
/** How many words before or after an editor's brackets may be those that they replace. */
const REPLACED_WORDS = 4;

const shorten = (words: string): string => {
  const plain = words.trim().replaceAll(/\s+/gu, ' ');
  if (plain.length <= LIMITS.fidelity_warning_words) return plain;
  return `${plain.slice(0, LIMITS.fidelity_warning_words - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
};
const warn = (kind: FidelityWarning['kind'], quote: string, source: string): FidelityWarning => ({
  kind,
  quote: shorten(quote),
  source: shorten(source),
});

/** The words of a span of a text, knowing what stands around it. */
const tokensAt = (text: string, { start, end }: Span): Token[] => {
  const from = Math.max(0, start - AROUND);
  const around = normalise(text.slice(from, end + AROUND));
  return tokensOf(around.text)
    .map((token) => ({
      ...token,
      from: (around.start[token.from] ?? 0) + from,
      to: (around.end[token.to - 1] ?? 0) + from,
    }))
    .filter((token) => token.from >= start && token.to <= end);
};

/** Whether a text has a word with its capital inside a sentence, and not in small letters. */
const isNameElsewhere =
  (plain: string) =>
  (word: string): boolean => {
    const apart = word.normalize('NFD');
    for (let at = plain.indexOf(apart), looked = 0; at >= 0 && looked < 20; looked += 1) {
      if (/\p{Ll},? $/u.test(plain.slice(Math.max(0, at - 3), at))) return true;
      at = plain.indexOf(apart, at + apart.length);
    }
    return false;
  };

/** The words among some that change what is said, by kind. */
const tellingWords = (tokens: readonly Token[], { language, plain }: Surroundings) => {
  const isKind: Record<KindOfMeaning, (at: number) => boolean> = {
    negation: (at) => isNegation(tokens[at] ?? NO_TOKEN, language),
    number: (at) => isTellingNumber(tokens[at] ?? NO_TOKEN, language),
    name: (at) => isName(tokens, at, language, isNameElsewhere(plain)),
  };
  return KINDS_OF_MEANING.map((kind) => ({
    kind,
    words: [...new Set(tokens.filter((_, at) => isKind[kind](at)).map((token) => token.text))],
  }));
};
const NO_TOKEN: Token = { from: 0, to: 0, text: '', word: '', opens: false };

/** What an ellipsis between two pieces left out. */
export const warningsOfGap = (before: Span, after: Span, around: Surroundings): FidelityWarning[] => {
  const gap = { start: before.end, end: Math.min(after.start, before.end + GAP_READ) };
  const tokens = tokensAt(around.source, gap);
  const warnings = tellingWords(tokens, around).flatMap(({ kind, words }) =>
    words.length === 0 ? [] : [warn(kind, '', words.join(' '))],
  );
  const text = around.source.slice(gap.start, gap.end);
  const isLong = tokens.length > LONGEST_GAP_WORDS || gap.end < after.start;
  if (isLong || isAnotherTurn(before, after, text, around)) warnings.push(warn('long_gap', '', text));
  return warnings;
};

/** Whether somebody else speaks between two pieces, or says the second. */
const isAnotherTurn = (before: Span, after: Span, gap: string, { source }: Surroundings): boolean => {
  const first = speakerAt(source, before.start, before.end);
  const turns = turnsIn(gap);
  if (turns.length > 0) return first === null || turns.some(({ label }) => !mayBeOne(label, first));
  const second = speakerAt(source, after.start, after.end);
  return first !== null && second !== null && !mayBeOne(first, second);
};

/** What an editor's words stand for: those between two pieces, or the few beside the first or the last. */
export const warningsOfBrackets = (
  inserted: string,
  before: Span | undefined,
  after: Span | undefined,
  around: Surroundings,
): FidelityWarning[] => {
  const own = tokensIn(inserted);
  const theirs = replacedWords(before, after, around.source);
  const count = (tokens: readonly Token[]) =>
    tokens.filter((token) => isNegation(token, around.language)).length;
  const [mine, replaced] = [tellingWords(own, around), tellingWords(theirs, around)];
  const text = theirs.map((token) => token.text).join(' ');
  const warnings: FidelityWarning[] = [];
  if (count(own) !== count(theirs)) warnings.push(warn('negation', inserted, text));
  const wordsOf = (all: typeof mine, kind: KindOfMeaning) =>
    all.find((each) => each.kind === kind)?.words ?? [];
  const numbers = [wordsOf(mine, 'number'), wordsOf(replaced, 'number')].map((words) => words.join(' '));
  const isBetween = before !== undefined && after !== undefined;
  if (numbers[0] !== numbers[1] && (isBetween || numbers[0] !== '')) {
    warnings.push(warn('number', inserted, text));
  }
  const names = wordsOf(replaced, 'name').filter((name) => !mayBeOne(name, inserted));
  if (names.length > 0 && (isBetween || wordsOf(mine, 'name').length > 0)) {
    warnings.push(warn('name', inserted, names.join(' ')));
  }
  return warnings;
};

const replacedWords = (before: Span | undefined, after: Span | undefined, source: string): Token[] => {
  if (before && after) return tokensAt(source, { start: before.end, end: after.start });
  const start = before ? before.end : Math.max(0, (after?.start ?? 0) - GAP_READ / 10);
  const end = after ? after.start : Math.min(source.length, start + GAP_READ / 10);
  const text = source.slice(start, end);
  if (before) {
    const sentence = /^[^.!?…\n]*/u.exec(text)?.[0] ?? '';
    return tokensAt(source, { start, end: start + sentence.length }).slice(0, REPLACED_WORDS);
  }
  const sentence = /[^.!?…\n]*$/u.exec(text)?.[0] ?? '';
  return tokensAt(source, { start: end - sentence.length, end }).slice(-REPLACED_WORDS);
};

/** A negation, or the rest of a number, that stands right before or after a quote in its sentence. */
export const warningsAtEdges = ({ start, end }: Span, around: Surroundings): FidelityWarning[] => {
  const { source, language } = around;
  const inside = tokensAt(source, { start, end: Math.min(end, start + AROUND) });
  const insideEnd = tokensAt(source, { start: Math.max(start, end - AROUND), end });
  const beside = [
    {
      next: tokensAt(source, { start: Math.max(0, start - AROUND), end: start }).at(-1),
      own: inside[0],
      to: start,
    },
    { next: tokensAt(source, { start: end, end: end + AROUND })[0], own: insideEnd.at(-1), to: end },
  ];
  return beside.flatMap(({ next, own, to }) => {
    if (!next || !own) return [];
    const between = to === start ? source.slice(next.to, start) : source.slice(end, next.from);
    if (!/^[\p{White_Space}\p{Cf}]*$/u.test(between)) return [];
    if (isNegation(next, language)) return [warn('negation', '', next.text)];
    const areNumbers = numberOf(next, language) !== null && numberOf(own, language) !== null;
    return areNumbers && isTellingNumber(next, language) ? [warn('number', own.text, next.text)] : [];
  });
};

/** What was changed where a quote has other words than its source, one or the other may be none. */
export const warningsOfChange = (
  quote: string,
  inQuote: Span | null,
  inSource: Span | null,
  around: Surroundings,
): FidelityWarning[] => {
  const { language, plain, source } = around;
  const own = inQuote ? tokensAt(quote, inQuote) : [];
  const theirs = inSource ? tokensAt(source, inSource) : [];
  const words = (text: string, span: Span | null) => (span ? text.slice(span.start, span.end) : '');
  const of = (kind: KindOfMeaning) => warn(kind, words(quote, inQuote), words(source, inSource));
  const warnings: FidelityWarning[] = [];

  const negations = (tokens: readonly Token[]) =>
    tokens.filter((token) => isNegation(token, language)).length;
  const isRound = own.some((one) => theirs.some((other) => isTurnedRound(one, other)));
  if (negations(own) !== negations(theirs) || isRound) warnings.push(of('negation'));

  const numbers = (tokens: readonly Token[]) =>
    tokens
      .flatMap((token) => numberOf(token, language) ?? [])
      .sort()
      .join(' ');
  if (numbers(own) !== numbers(theirs)) warnings.push(of('number'));

  const names = (tokens: readonly Token[]) =>
    tokens
      .filter((_, at) => isName(tokens, at, language, isNameElsewhere(plain)))
      .map(({ word }) => word)
      .sort();
  const [first, other] = [own[0], theirs[0]];
  const mayBeNames = [first, other].every((token) => token && mayOpenAsName(token, around));
  if (names(own).join(' ') !== names(theirs).join(' ') || (mayBeNames && first?.word !== other?.word)) {
    warnings.push(of('name'));
  }
  return warnings;
};

/**
 * Whether the first word of a sentence may be a name, for all that can be seen: German writes every noun so, and a word
 * that the source also has in small letters is none.
 */
const mayOpenAsName = (token: Token, { language, plain }: Surroundings): boolean =>
  token.opens && language !== 'de' && isNoCommonWord(token, language) && !hasWord(plain, token.word);

const hasWord = (plain: string, word: string): boolean => {
  const apart = word.normalize('NFD');
  const isLetter = (at: number) => /[\p{L}\p{M}]/u.test(plain.charAt(at));
  for (let at = plain.indexOf(apart); at >= 0; at = plain.indexOf(apart, at + apart.length)) {
    if (!isLetter(at - 1) && !isLetter(at + apart.length)) return true;
  }
  return false;
};

/** So many units of context that agree are enough to know a place by. */
const ENOUGH_CONTEXT = 4;

/** Whether the words now stand in somebody else's mouth than where they were said to stand. */
export const warningsOfPlace = (span: Span, around: Surroundings): FidelityWarning[] => {
  const { source, before, selectors } = around;
  const quoted = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  if (before !== null && position) {
    const was = speakerAt(before, position.start, position.end);
    const is = speakerAt(source, span.start, span.end);
    if (was !== null && is !== null) return mayBeOne(was, is) ? [] : [warn('name', was, is)];
  }
  if (!quoted) return [];
  const now = {
    prefix: source.slice(Math.max(0, span.start - 2 * LIMITS.selector_context), span.start),
    suffix: source.slice(span.end, span.end + 2 * LIMITS.selector_context),
  };
  const sides = [
    agreementOf(quoted.prefix, now.prefix, 'before', around),
    agreementOf(quoted.suffix, now.suffix, 'after', around),
  ].filter((side) => side !== null);
  const isElsewhere = sides.length > 0 && sides.every((side) => !side.agrees);
  if (!isElsewhere && !sides.some((side) => side.hasOtherName)) return [];
  return [
    warn('name', `${quoted.prefix}…${quoted.suffix}`, `${now.prefix.slice(-32)}…${now.suffix.slice(0, 32)}`),
  ];
};

/** How the context that was expected agrees with what is there; null where none was. */
const agreementOf = (expected: string, found: string, side: 'before' | 'after', around: Surroundings) => {
  const [was, is] = [normalise(expected).text, normalise(found).text];
  if (was === '') return null;
  const turned = (text: string) => (side === 'before' ? Array.from(text).reverse() : Array.from(text));
  const [a, b] = [turned(was), turned(is)];
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const agrees = same >= Math.min(ENOUGH_CONTEXT, a.length);
  const agreed = side === 'before' ? was.slice(was.length - same) : was.slice(0, same);
  // What lies in another sentence is not about these words.
  if (agrees && (same === a.length || /[.!?…:]['")\]]* \S|[.!?…:]['")\]]*$/u.test(agreed.trim()))) {
    return { agrees, hasOtherName: false };
  }
  const isCut = expected.length >= LIMITS.selector_context - 2;
  const tokens = tokensIn(expected);
  const whole = !isCut ? tokens : side === 'before' ? tokens.slice(1) : tokens.slice(0, -1);
  const there = new Set(tokensIn(found).map(({ word }) => word));
  const names = whole.filter((_, at) => isName(whole, at, around.language, isNameElsewhere(around.plain)));
  return { agrees, hasOtherName: names.some(({ word }) => !there.has(word)) };
};
