/** The numbers of a sentence and when two of them say the same. English words, figures of any language. */
import { remembered, wordsIn } from './words.ts';

export interface Figure {
  written: string;
  value: number;
  /** `points` are percentage points, `factor` says how many times as much, `order` only how many digits. */
  kind: 'money' | 'percent' | 'points' | 'year' | 'day' | 'ordinal' | 'count' | 'factor' | 'order';
  /** What is counted: the next word, folded. */
  noun: string;
  /** A currency's sign, where one is told. */
  currency: string;
  /** "at least", "more than": 1; "at most", "fewer than": −1. */
  bound: number;
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
const ORDINALS = new Map([
  ...'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth'
    .split(' ')
    .map((word, i) => [word, i + 1] as const),
  ...'sixteenth seventeenth eighteenth nineteenth twentieth'
    .split(' ')
    .map((word, i) => [word, i + 16] as const),
  ...'thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth'
    .split(' ')
    .map((word, i) => [word, 10 * (i + 3)] as const),
]);
const SHARES = new Map([
  ['half', 50],
  ['third', 100 / 3],
  ['thirds', 100 / 3],
  ['quarter', 25],
  ['quarters', 25],
  ['fifth', 20],
  ['fifths', 20],
  ['fourth', 25],
  ['fourths', 25],
  ['tenth', 10],
  ['tenths', 10],
]);
/** By unit: what it measures, and how much of it. */
const MEASURES = new Map(
  (
    [
      [
        'time',
        'second 1,minute 60,hour 3600,day 86400,week 604800,month 2629800,year 31557600,decade 315576000,century 3155760000',
      ],
      [
        'length',
        'inch 0.0254,foot 0.3048,feet 0.3048,yard 0.9144,mile 1609.34,mm 0.001,millimeter 0.001,millimetre 0.001,cm 0.01,centimeter 0.01,centimetre 0.01,m 1,meter 1,metre 1,ft 0.3048,mi 1609.34,km 1000,kilometer 1000,kilometre 1000',
      ],
      [
        'mass',
        'mg 0.000001,milligram 0.000001,gram 0.001,kilo 1,kilogram 1,kg 1,ounce 0.02835,ton 1000,tonne 1000',
      ],
      ['volume', 'liter 1,litre 1,gallon 3.785,barrel 159,pint 0.473'],
      ['area', 'acre 0.4047,hectare 1'],
      ['power', 'kilowatt 1,megawatt 1000,gigawatt 1000000'],
    ] as const
  ).flatMap(([measure, units]) =>
    units.split(',').map((unit) => {
      const [name = '', size = ''] = unit.split(' ');
      return [name, { measure, size: Number(size) }] as const;
    }),
  ),
);

/** What a noun measures and how much of it one is; undefined for what is counted one by one. */
export const measureOf = (noun: string): { measure: string; size: number } | undefined =>
  MEASURES.get(noun) ?? MEASURES.get(noun.replace(/ies$/, 'y').replace(/(?:(ch)es|s)$/, '$1'));

const FACTORS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:doubl(?:e|es|ed|ing)|twofold|twice as|twice the|two times as)\b/giu, 2],
  [/\b(?:tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)|threefold|three times as)\b/giu, 3],
  [/\b(?:quadrupl(?:e|es|ed|ing)|fourfold|four times as)\b/giu, 4],
  [/\b(?:tenfold|ten times as)\b/giu, 10],
  [/\b(?:halv(?:e|es|ed|ing)|half as)\b/giu, 0.5],
];
const ORDERS: readonly (readonly [RegExp, number])[] = [
  [/(?<!\bof )\bdozens\b/giu, 24],
  [/(?<!\bof )\bhundreds\b(?! of (?:thousand|million))/giu, 100],
  [/(?<!s of )\bthousands\b/giu, 1e3],
  [/\btens of thousands\b/giu, 1e4],
  [/\bhundreds of thousands\b/giu, 1e5],
  [/(?<!s of )\bmillions\b/giu, 1e6],
  [/\bbillions\b/giu, 1e9],
];
const AT_LEAST =
  /\b(?:at least|(?<!\bno )more than|over|no (?:fewer|less) than|a minimum of|above|exceed(?:s|ed|ing)?|upwards of)\s+$/iu;
const AT_MOST =
  /\b(?:at most|(?<!\bno )(?:less|fewer) than|under|below|up to|no more than|a maximum of)\s+$/iu;

const boundBefore = (text: string, at: number): number => {
  const before = text.slice(Math.max(0, at - 30), at);
  return AT_LEAST.test(before) ? 1 : AT_MOST.test(before) ? -1 : 0;
};

const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? $/iu;

const DIGITS =
  /(?<![\p{L}\p{N}][-–/]?)(?<money>US\$\s?|[$€£]\s?)?(?<figure>\d+(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)(?:(?<ordinal>st|nd|rd|th)\b|\s?(?<points>percentage points?)|\s?(?<percent>%|percent\b|per cent\b)|[\s-]?(?<scale>hundred|thousand|million|billion|trillion|mil|bn|mn|tn|[kmbt])\b(?!['’])|(?![\p{L}\p{N}]))(?:\s?(?<dollars>dollars?|bucks|euros?|pounds?\b(?! (?:of|heavy|heavier|in weight))(?: sterling)?|cents?\b|pence\b|yen\b|yuan\b|rupees?\b|rou?bles?\b|francs?\b|pesos?\b|kron(?:or|er|a|e)\b))?(?:\s?(?<after>%|percent\b))?/giu;

const TIMES = '(?:second|minute|hour|day|week|month|year|decade)s?';
const small = [...UNITS.keys()].slice(1, 10).join('|');
const WORDED = new RegExp(
  `\\b(?:(?<over>one|two|three|four|nine|a)[- ](?<share>third|thirds|quarter|quarters|fourths|fifth|fifths|tenth|tenths)|(?<half>half(?! (?:a |of a )?(?:million|billion|dozen|as\\b)))|(?<ordinal>${[...ORDINALS.keys()].join('|')})|(?<tens>${[...TENS.keys()].join('|')})(?:[- ](?:(?<rest>${small})|(?<last>${[...ORDINALS.keys()].slice(0, 9).join('|')})))?|(?<halfOf>half a)(?= (?:million|billion|trillion))|(?<single>a|one)(?=[- ](?:hundred|thousand|million|billion|trillion)\\b)|(?<unit>${[...UNITS.keys()].slice(2).join('|')})|(?<dozen>(?:a )?dozen)|(?<times>once|twice|thrice)(?! (?:as|the|again|upon|more)\\b)|(?<=\\b(?:in|within|for|after|took|takes|lasts|lasted) )(?:a|an|one)(?= (?<duration>second|minute|hour|day|week|month|year|decade|century)\\b))(?:[- ](?<scale>hundred|thousand|million|billion|trillion))?\\b(?:\\s?(?<points>percentage points?)|\\s?(?<percent>%|percent\\b|per cent\\b))?(?:\\s(?<dollars>dollars?|euros?|cents?\\b|pence\\b))?`,
  'giu',
);

const number = `${[...UNITS.keys()].slice(1).join('|')}|[1-9]\\d?`;
const whole = `(?:${number}|100|a hundred)(?![\\p{L}\\p{N}.,-]*\\d|%| (?:percent|per cent|hundred|thousand|million|billion)\\b| ${TIMES}\\b)`;
const parts =
  '(?: \\p{L}+)?(?: in | out of (?:the |its |their |every |all )?)| of (?:the |its |his |her |their |all |all the )?';
/** "One student in five", "7 judges out of 9", "seven of the nine", "of the ten targets, seven", "every third". */
const OF_WHOLE = new RegExp(
  `(?<![\\p{L}\\p{N}$€£.,-])(?:(?<some>${number})(?:${parts})(?<all>${whole})|of (?:the |its |his |her |their )?(?<before>${whole}) (?!of |in |out |and |or |to |by |for )\\p{L}+,? (?:only |just )?(?<after>${number})|every (?<ordinal>${[...ORDINALS.keys()].slice(2).join('|')}))(?![\\p{L}\\p{N}])`,
  'giu',
);
const numberOf = (word: string): number =>
  word.toLowerCase() === 'a hundred' ? 100 : (UNITS.get(word.toLowerCase()) ?? Number(word));

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

const low = (word: string | undefined): string => (word ?? '').toLowerCase();
const isCents = (word: string | undefined): boolean => /^(?:cent|pence)/.test(low(word));
const currencyOf = (sign: string | undefined, word: string | undefined): string => {
  const told = `${sign ?? ''} ${low(word)}`;
  if (/[$]|dollar|bucks/.test(told)) return '$';
  if (/€|euro/.test(told)) return '€';
  if (/£|pound|pence/.test(told)) return '£';
  return /yen|yuan|rup|r[ou]+bl|franc|peso|kron/.exec(told)?.[0] ?? '';
};

const readFigures = (all_text: string): Figure[] => {
  const found: Figure[] = [];
  let text = all_text;
  const push = (
    match: RegExpExecArray,
    value: number,
    kind: Figure['kind'],
    { currency = '', noun = nounAfter(text, match.index + match[0].length) } = {},
  ): void => {
    found.push({
      written: match[0].trim(),
      value,
      kind,
      noun,
      currency,
      bound: boundBefore(text, match.index),
      at: match.index,
    });
  };
  for (const match of text.matchAll(OF_WHOLE)) {
    const { some, all, before, after, ordinal } = match.groups ?? {};
    const of = ordinal ? (ORDINALS.get(low(ordinal)) ?? 1) : numberOf(all ?? before ?? '');
    const share = ordinal ? 1 : numberOf(some ?? after ?? '');
    if (share >= of) continue;
    push(match, (100 * share) / of, 'percent');
    // What was read is no figure besides.
    text = `${text.slice(0, match.index)}${' '.repeat(match[0].length)}${text.slice(match.index + match[0].length)}`;
  }
  for (const match of text.matchAll(DIGITS)) {
    const { money, figure = '', ordinal, points, percent, scale: told, dollars, after } = match.groups ?? {};
    // "40 m" are metres, "$40 m" and "40m" millions.
    const isMetres = told === 'm' && money === undefined && /\sm$/.test(match[0]);
    const scale = isMetres ? undefined : told;
    const plain = Number(figure.replaceAll(',', ''));
    const value =
      plain * (scale ? (SCALES.get(scale.toLowerCase()) ?? 1) : 1) * (isCents(dollars) ? 0.01 : 1);
    const isPercent = percent !== undefined || after !== undefined;
    const kind = points
      ? 'points'
      : isPercent
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
    push(match, value, kind, { currency: currencyOf(money, dollars), ...(isMetres ? { noun: 'm' } : {}) });
  }
  for (const match of text.matchAll(WORDED)) {
    const { over, share, half, ordinal, tens, rest, last, halfOf, single, unit } = match.groups ?? {};
    const { dozen, times, duration } = match.groups ?? {};
    const { scale, points, percent, dollars } = match.groups ?? {};
    const factor = (scale ? (SCALES.get(scale.toLowerCase()) ?? 1) : 1) * (isCents(dollars) ? 0.01 : 1);
    const kind = points ? 'points' : percent ? 'percent' : dollars ? 'money' : 'count';
    const currency = currencyOf('', dollars);
    if (share) push(match, (UNITS.get(low(over)) ?? 1) * (SHARES.get(low(share)) ?? 0), 'percent');
    else if (half) push(match, 50, 'percent');
    else if (ordinal) push(match, ORDINALS.get(low(ordinal)) ?? 0, 'ordinal');
    else if (last) push(match, (TENS.get(low(tens)) ?? 0) + (ORDINALS.get(low(last)) ?? 0), 'ordinal');
    else if (times)
      push(match, ['once', 'twice', 'thrice'].indexOf(low(times)) + 1, 'count', { noun: 'times' });
    else if (duration) push(match, 1, 'count', { noun: low(duration) });
    else {
      const number = tens
        ? (TENS.get(low(tens)) ?? 0) + (UNITS.get(low(rest)) ?? 0)
        : dozen
          ? 12
          : halfOf
            ? 0.5
            : single
              ? 1
              : (UNITS.get(low(unit)) ?? 0);
      push(match, number * factor, kind, { currency });
    }
  }
  for (const [kind, all] of [
    ['factor', FACTORS],
    ['order', ORDERS],
  ] as const) {
    for (const [pattern, value] of all) for (const match of text.matchAll(pattern)) push(match, value, kind);
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
