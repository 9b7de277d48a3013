/** The numbers of a sentence and when two of them say the same. English words, figures of any language. */
import { remembered, wordsIn } from './words.ts';

export interface Figure {
  written: string;
  value: number;
  kind: 'money' | 'percent' | 'year' | 'day' | 'ordinal' | 'count';
  /** What is counted: the next word, folded. */
  noun: string;
  /** Where it begins in the text. */
  at: number;
}

const SCALES = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['k', 1e3],
  ['million', 1e6],
  ['mil', 1e6],
  ['m', 1e6],
  ['mn', 1e6],
  ['billion', 1e9],
  ['b', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
  ['t', 1e12],
  ['tn', 1e12],
]);
const UNITS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
);
const TENS = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, 10 * (i + 2)]),
);
const ORDINALS = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth'
    .split(' ')
    .map((word, i) => [word, i + 1]),
);
const SHARES = new Map([
  ['half', 50],
  ['third', 100 / 3],
  ['thirds', 100 / 3],
  ['quarter', 25],
  ['quarters', 25],
  ['fifth', 20],
  ['fifths', 20],
  ['tenth', 10],
]);
const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? $/iu;

const DIGITS =
  /(?<![\p{L}\p{N}][-–/]?)(?<money>[$€£]\s?|US\$\s?)?(?<figure>\d+(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)(?:(?<ordinal>st|nd|rd|th)\b|\s?(?<percent>%|percent(?:age points?)?\b|per cent\b)|[\s-]?(?<scale>hundred|thousand|million|billion|trillion|mil|bn|mn|tn|[kmbt])\b(?!['’])|(?![\p{L}\p{N}]))(?:\s?(?<dollars>dollars?|bucks|euros?|pounds sterling))?(?:\s?(?<after>%|percent\b))?/giu;

const WORDED = new RegExp(
  `\\b(?:(?<over>one|two|three|a)[- ](?<share>third|thirds|quarter|quarters|fifth|fifths|tenth)|(?<half>half)|(?<ordinal>${[...ORDINALS.keys()].join('|')})|(?<tens>${[...TENS.keys()].join('|')})(?:[- ](?<rest>${[...UNITS.keys()].slice(1, 10).join('|')}))?|(?<unit>${[...UNITS.keys()].slice(2).join('|')})|(?<dozen>(?:a )?dozen))(?:[- ](?<scale>hundred|thousand|million|billion|trillion))?\\b(?:\\s?(?<percent>%|percent\\b|per cent\\b))?(?:\\s(?<dollars>dollars?))?`,
  'giu',
);

const nounAfter = (text: string, end: number): string => {
  const rest = text.slice(end, end + 40);
  for (const { folded } of wordsIn(rest)) {
    if (
      !/^(?:of|the|more|new|other|us|american|and|in|to|a|by|at|for|on|from|before|after|each|every|last|this)$/.test(
        folded,
      )
    )
      return folded;
  }
  return '';
};

const readFigures = (text: string): Figure[] => {
  const found: Figure[] = [];
  for (const match of text.matchAll(DIGITS)) {
    const { money, figure = '', ordinal, percent, scale, dollars, after } = match.groups ?? {};
    const plain = Number(figure.replaceAll(',', ''));
    const value = plain * (scale ? (SCALES.get(scale.toLowerCase()) ?? 1) : 1);
    const isPercent = percent !== undefined || after !== undefined;
    const kind = isPercent
      ? 'percent'
      : money !== undefined || dollars !== undefined
        ? 'money'
        : ordinal !== undefined
          ? 'ordinal'
          : scale === undefined && /^(?:19|20)\d\d$/.test(figure)
            ? 'year'
            : plain <= 31 && MONTH.test(text.slice(0, match.index))
              ? 'day'
              : 'count';
    const end = match.index + match[0].length;
    found.push({ written: match[0].trim(), value, kind, noun: nounAfter(text, end), at: match.index });
  }
  for (const match of text.matchAll(WORDED)) {
    const { over, share, half, ordinal, tens, rest, unit, dozen, scale, percent, dollars } =
      match.groups ?? {};
    const factor = scale ? (SCALES.get(scale.toLowerCase()) ?? 1) : 1;
    const low = (word: string | undefined): string => (word ?? '').toLowerCase();
    let value: number;
    let kind: Figure['kind'] = percent ? 'percent' : dollars ? 'money' : 'count';
    if (share) {
      value = (UNITS.get(low(over)) ?? 1) * (SHARES.get(low(share)) ?? 0);
      kind = 'percent';
    } else if (half) {
      value = 50;
      kind = 'percent';
    } else if (ordinal) {
      value = ORDINALS.get(low(ordinal)) ?? 0;
      kind = 'ordinal';
    } else if (tens) value = ((TENS.get(low(tens)) ?? 0) + (UNITS.get(low(rest)) ?? 0)) * factor;
    else if (dozen) value = 12 * factor;
    else value = (UNITS.get(low(unit)) ?? 0) * factor;
    const end = match.index + match[0].length;
    found.push({ written: match[0], value, kind, noun: nounAfter(text, end), at: match.index });
  }
  return found.sort((a, b) => a.at - b.at);
};

/** The figures of a text in order. */
export const figuresIn = remembered(readFigures);

const digitsOf = (value: number): number => {
  const digits = String(value).replace(/e.*$/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.max(1, digits.length);
};
const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));
/** As near as this, as a share of the larger, counts as rounding where one of them is rounded. */
const NEAR = 0.06;

/** Whether two figures say the same number: equal, or the one is the other rounded. */
export const isSameFigure = (a: Figure, b: Figure): boolean => {
  if (a.value === b.value) return true;
  if (a.kind === 'year' || b.kind === 'year' || a.kind === 'day' || a.kind === 'ordinal') return false;
  const [exact, rough] = digitsOf(a.value) >= digitsOf(b.value) ? [a.value, b.value] : [b.value, a.value];
  if (digitsOf(exact) === digitsOf(rough)) return false;
  if (rounded(exact, digitsOf(rough)) === rough) return true;
  // "more than 23 million" of 23.9, "nearly 80 percent" of 78: cut off or rounded up.
  const apart = Math.abs(exact - rough) / Math.max(exact, rough);
  return exact >= 10 && apart <= NEAR;
};

/** Whether two figures count the same kind of thing, so that unequal ones differ. */
export const isComparable = (a: Figure, b: Figure): boolean =>
  a.kind === b.kind ||
  (a.kind === 'count' && b.kind === 'money') ||
  (a.kind === 'money' && b.kind === 'count');
