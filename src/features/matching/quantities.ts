/** Where two sentences tell another number of the same: another figure, unit, currency, rate or bound. */
import type { Difference } from './tokens.ts';
import { type Figure, figuresIn, isSameFigure, measureOf } from './numbers.ts';
import { remembered, termOf } from './words.ts';

/** What two figures are to each other: the same, different, or not to be compared. */
type Comparison = 'same' | 'other' | 'apart';

const ROUNDING = 0.06;
const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
const isOrIsNot = (same: boolean): Comparison => (same ? 'same' : 'other');

/** "Doubled" is 100 percent more. */
const inPercent = (figure: Figure): number =>
  figure.kind === 'factor' ? Math.abs(figure.value - 1) * 100 : figure.value;

/** "Twice as many" are 200 percent of it. */
const ofTheWhole = (figure: Figure): number => (figure.kind === 'factor' ? figure.value * 100 : figure.value);

const AMOUNTS: ReadonlySet<Figure['kind']> = new Set(['percent', 'money', 'count']);

const ofKinds = (a: Figure, b: Figure, near: boolean): Comparison => {
  const kinds = new Set([a.kind, b.kind]);
  if (kinds.has('order') && kinds.size > 1) {
    const [order, count] = a.kind === 'order' ? [a, b] : [b, a];
    if (count.kind !== 'count' || count.noun !== order.noun) return 'apart';
    return isOrIsNot(count.value >= order.value && count.value < order.value * 100);
  }
  if (kinds.has('factor') && kinds.has('percent'))
    return isOrIsNot(isNear(inPercent(a), inPercent(b)) || isNear(ofTheWhole(a), ofTheWhole(b)));
  if (kinds.has('points') && kinds.has('percent')) return isOrIsNot(a.value === b.value && !near);
  if (a.kind === b.kind || (kinds.has('count') && kinds.has('money'))) return isOrIsNot(isSameFigure(a, b));
  // "By 5 percent", "by 5 dollars".
  return near && a.value === b.value && AMOUNTS.has(a.kind) && AMOUNTS.has(b.kind) ? 'other' : 'apart';
};

const compared = (a: Figure, b: Figure, near: boolean): Comparison => {
  if (a.currency !== '' && b.currency !== '' && a.currency !== b.currency) {
    // Two currencies with other figures may be one sum.
    return a.value === b.value ? 'other' : 'apart';
  }
  const nouns = new Set([a.noun, b.noun]);
  if (nouns.has('times') && nouns.size > 1) return 'apart';
  if (a.kind === 'count' && b.kind === 'count') {
    const [mine, theirs] = [measureOf(a.noun), measureOf(b.noun)];
    if (mine && theirs && a.noun !== b.noun) {
      if (mine.measure !== theirs.measure) return 'apart';
      if (mine.size !== theirs.size) return isOrIsNot(isNear(a.value * mine.size, b.value * theirs.size));
    }
  }
  const isMoney = a.kind === 'money' || b.kind === 'money';
  if (isMoney && a.kind !== b.kind && (measureOf(a.noun) ?? measureOf(b.noun))) return 'apart';
  return ofKinds(a, b, near);
};

/** How long one unit of a rate lasts, in seconds: "a month", "per year", "every week", "daily". */
const readRates = (text: string): { written: string; seconds: number }[] =>
  [
    ...text.matchAll(
      /\b(?:(?:a|an|per|each|every)\s(?<unit>second|minute|hour|day|night|week|month|year)(?!\p{L}|\s(?:ago|later|before|after|earlier))|(?<often>hourly|daily|weekly|monthly|yearly|annually|annual))\b/giu,
    ),
  ].map(({ 0: written, groups }) => {
    const often = (groups?.often ?? '').toLowerCase();
    const unit = (groups?.unit ?? '').toLowerCase();
    const noun = often === 'daily' ? 'day' : often.startsWith('annual') ? 'year' : often.replace(/ly$/, '');
    const name = unit === 'night' ? 'day' : unit || noun;
    return { written, seconds: measureOf(name)?.size ?? 0 };
  });
const ratesIn = remembered(readRates);

/** Kinds of which two that are unequal differ whatever is counted. */
const TELLING: ReadonlySet<Figure['kind']> = new Set(['percent', 'points', 'money', 'year', 'factor']);

const isOfOneNoun = (a: Figure, b: Figure): boolean =>
  a.noun === '' ||
  b.noun === '' ||
  termOf(a.noun, 'en') === termOf(b.noun, 'en') ||
  (measureOf(a.noun) !== undefined && measureOf(a.noun)?.measure === measureOf(b.noun)?.measure);

/** The rates of two sentences that have one each, and not the same. */
const otherRates = (asked: string, claim: string) => {
  const [[here, ...more], [there, ...others]] = [ratesIn(asked), ratesIn(claim)];
  const isOne = here && there && more.length + others.length === 0;
  return isOne && here.seconds !== there.seconds ? { here, there } : null;
};

/** The same figure, at least and at most; or so much a month and a year. */
const framed = (
  mine: Figure[],
  theirs: Figure[],
  rates: ReturnType<typeof otherRates>,
  near: boolean,
): Difference[] => {
  const pairs = mine.flatMap((figure) =>
    theirs.flatMap((there) => (compared(figure, there, near) === 'same' ? [{ figure, there }] : [])),
  );
  for (const { figure, there } of pairs) {
    if (figure.bound * there.bound < 0)
      return [{ kind: 'number', asked: figure.written, claim: there.written }];
  }
  if (rates && pairs.some(({ figure }) => figure.kind !== 'year' && figure.kind !== 'ordinal')) {
    return [{ kind: 'number', asked: rates.here.written, claim: rates.there.written }];
  }
  return [];
};

/** Figures that stand in each other's place: "from 2 to 3", "from 3 to 2". */
const swapped = (mine: Figure[], theirs: Figure[], asked: string, claim: string): Difference[] => {
  const around = (text: string, { at, written }: Figure): string => {
    const before = text.slice(0, at).match(/[\p{L}]+(?=[^\p{L}]*$)/u)?.[0] ?? '';
    const after = text.slice(at + written.length).match(/[\p{L}]+/u)?.[0] ?? '';
    return `${before} ${after}`.toLowerCase();
  };
  for (const [i, a] of mine.entries()) {
    for (const b of mine.slice(i + 1)) {
      const [x, y] = [
        theirs.find(({ value }) => value === b.value),
        theirs.find(({ value }) => value === a.value),
      ];
      if (!x || !y || x.at > y.at || a.value === b.value) continue;
      const same = around(asked, a) === around(claim, x) && around(asked, b) === around(claim, y);
      if (same && around(asked, a) !== around(asked, b)) {
        return [
          { kind: 'number', asked: `${a.written} … ${b.written}`, claim: `${x.written} … ${y.written}` },
        ];
      }
    }
  }
  return [];
};

/** Whether each sentence has the same one figure, and one says "under 18" where the other says "at least 18". */
export const areBothSides = (asked: string, claim: string): boolean => {
  const [[mine, ...more], [theirs, ...others]] = [figuresIn(asked), figuresIn(claim)];
  const isOne = mine && theirs && more.length + others.length === 0;
  return !!isOne && mine.value === theirs.value && mine.bound * theirs.bound < 0;
};

/** Whether each sentence has one share, and the two make up the whole. */
export const areTheRest = (asked: string, claim: string): boolean => {
  const shares = [asked, claim].map((text) => figuresIn(text).filter(({ kind }) => kind === 'percent'));
  const [[mine, ...more] = [], [theirs, ...others] = []] = shares;
  return (
    !!mine && !!theirs && more.length + others.length === 0 && Math.abs(mine.value + theirs.value - 100) < 1
  );
};

/** `near`: the sentences are alike to the word. */
export const quantities = (asked: string, claim: string, near: boolean): Difference[] => {
  const mine = figuresIn(asked);
  const theirs = figuresIn(claim);
  const rates = otherRates(asked, claim);
  /** "1,000 a month" is "12,000 a year". */
  const isSame = (a: Figure, b: Figure): boolean =>
    compared(a, b, near) === 'same' ||
    (rates !== null && isNear(a.value / rates.here.seconds, b.value / rates.there.seconds));
  const unmatched = mine.filter((figure) => !theirs.some((each) => isSame(figure, each)));
  const unmatchedThere = theirs.filter((figure) => !mine.some((each) => isSame(each, figure)));
  for (const figure of unmatched) {
    for (const there of unmatchedThere) {
      if (compared(figure, there, near) !== 'other') continue;
      const isTelling = TELLING.has(figure.kind) && TELLING.has(there.kind);
      const isAlone = unmatched.length === 1 && unmatchedThere.length === 1;
      if (near || isTelling || isAlone || isOfOneNoun(figure, there)) {
        return [{ kind: 'number', asked: figure.written, claim: there.written }];
      }
    }
  }
  const framing = framed(mine, theirs, rates, near);
  return framing.length > 0 || !near ? framing : swapped(mine, theirs, asked, claim);
};
