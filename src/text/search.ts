/**
 * How text becomes words to search, the same on both engines: folded, split at everything that is neither
 * letter nor figure, each word spelled in ASCII letters and digits so that no engine's own idea of a word
 * applies. What a word is also found by (its stem, another spelling) stands behind the texts.
 */
import { LIMITS } from '../limits.ts';
import { foldPlain, plainText, spelling } from './fold.ts';
import { keptByWord } from './kept.ts';
import { isCommon, type Language, LANGUAGES, languagesOf, stemsOf } from './stems.ts';

/** Grows with every change to what is stored for a text: what was stored by another is made anew. */
export const FOLDING = 7;

/** Stands between two texts of one entry, so that no phrase matches across them. */
const BREAK = 'textbreak0';
/** Stands between the texts and what their words are also found by. */
const BESIDES = 'textbesides0';
/** Stands in front of a stem, so that it is no word. */
const STEM = 'x';

/** Scripts written without spaces, and Korean, whose particles hang on their words: each sign is a word, a run a phrase. */
const UNSPACED = [
  'Han',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Hangul',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Yi',
  'Tai_Tham',
  'Tai_Le',
  'New_Tai_Lue',
  'Tai_Viet',
  'Javanese',
  'Balinese',
]
  .map((script) => `\\p{scx=${script}}`)
  .join('');
export const HAS_UNSPACED = new RegExp(`[[${UNSPACED}]&&[\\p{L}\\p{N}]]`, 'v');
/** One sign of an unspaced script with its marks, or a run of other letters and figures. */
export const UNIT = new RegExp(
  `[[${UNSPACED}]&&[\\p{L}\\p{N}]]\\p{M}*|[[\\p{L}\\p{N}\\p{M}]--[[${UNSPACED}]&&[\\p{L}\\p{N}]]]+`,
  'gv',
);

/** Words with what joins them, to be split again: “O'Tarrant”, “covid-19”, “U.S.”. */
const COMPOUND = /[\p{L}\p{M}\p{N}]+(?:['\-‐.][\p{L}\p{M}\p{N}]+)*/gu;
const JOINT = /['\-‐.]/u;
/** An apostrophe inside a word of Cyrillic or Armenian letters is one of them. */
export const INNER_APOSTROPHE =
  /(?<=[\p{Script=Cyrillic}\p{Script=Armenian}]\p{M}?)'(?=[\p{Script=Cyrillic}\p{Script=Armenian}])/gu;

/** Figures in groups of three (the last, where India groups by two) are one number. */
export const GROUPED =
  /(?<![\p{L}\p{N}]|\p{N}[.,'٬])\d{1,3}(?:([.,'٬ ])\d{3}(?:\1\d{3}){0,9}|(?:,\d{2}){1,9},\d{3})(?!\d)/gu;

/** A word as it is stored and asked for. */
interface Word {
  /** Its folded parts, each in ASCII, in order. */
  parts: readonly string[];
  /** Other ways to write it as one word, in ASCII. */
  others: readonly string[];
  /** Its parts as they stand, in lower case: what stems are made of. */
  plain: readonly string[];
  /** The same, folded. */
  folded: readonly string[];
}

/** A word that is written in its folded form already. */
const SIMPLE = /^[a-z0-9]+$/;

/** A folded word in ASCII letters and digits. */
export const spellInAscii = (word: string): string => {
  const short = word.slice(0, LIMITS.search_word_length);
  return SIMPLE.test(short)
    ? short
    : Array.from(short, (sign) =>
        /[a-z0-9]/.test(sign) ? sign : `u${sign.codePointAt(0)?.toString(16)}`,
      ).join('');
};

const isNumber = (part: string): boolean => /^\d+$/.test(part);

/** Parts written as one word: never of figures alone, which would be another number. */
const joined = (compound: string, parts: readonly string[]): string[] => {
  if (!JOINT.test(compound) || parts.every(isNumber)) return [];
  // Letters with points between them are an abbreviation; anything else is two sentences.
  if (compound.includes('.') && !parts.every((part) => part.length === 1)) return [];
  const whole = parts.join('');
  return whole.length <= LIMITS.search_word_length ? [whole] : [];
};

/** The article, and what hangs on it, in front of an Arabic or Hebrew word. */
const PREFIX =
  /^(?:[وفبك]?ال|لل)(?=\p{Script=Arabic}{3})|^[وفبل](?=\p{Script=Arabic}{4})|^(?:ו?ה|[ובל])(?=\p{Script=Hebrew}{3})/u;

const makeWord = (compound: string): Word => {
  if (SIMPLE.test(compound)) {
    return { parts: [spellInAscii(compound)], others: [], plain: [compound], folded: [compound] };
  }
  const pieces = compound.split(JOINT);
  const units = HAS_UNSPACED.test(compound) ? pieces.flatMap((piece) => piece.match(UNIT) ?? []) : pieces;
  const folded = units.map(foldPlain);
  const spelt = units.map(spelling);
  const others = [
    ...joined(compound, folded),
    ...joined(compound, spelt),
    ...(compound.includes('-')
      ? compound.split('-').flatMap((word) => joined(word, word.split("'").map(foldPlain)))
      : []),
    ...spelt.filter((other, i) => other !== folded[i]),
    ...folded.flatMap((part) => (PREFIX.test(part) ? part.replace(PREFIX, '') : [])),
  ];
  return {
    parts: folded.filter((part) => part !== '').map(spellInAscii),
    others: [...new Set(others)].map(spellInAscii),
    plain: units,
    folded,
  };
};

const words = keptByWord<Word>();

/** A plain word, or several that are joined, as it is stored and asked for. Most words of a text were met before. */
export const wordOf = (compound: string): Word => words(compound, () => makeWord(compound));

/** A plain text with the apostrophes that are letters gone and each grouped number in one; `loose` gets what stood between blanks. */
const withNumbers = (plain: string, loose: (figures: string) => void = () => undefined): string =>
  plain.replace(INNER_APOSTROPHE, '').replace(GROUPED, (number, separator: string | undefined) => {
    if (separator === ' ') for (const figures of number.split(' ')) loose(figures);
    return number.replace(/\D/gu, '');
  });

/** The words by which a plain word is also found: its stems in these languages, as they are stored. */
export const storedStems = (plain: string, languages: readonly Language[]): readonly string[] =>
  // One memory for each language and one for all of them, so that the word itself is the key.
  (languages.length === 1 && languages[0] ? stems[languages[0]] : stems.all)(plain, () => [
    ...new Set(stemsOf(plain, languages).map((stem) => spellInAscii(STEM + stem))),
  ]);

const stemMemory = () => keptByWord<readonly string[]>();
const stems = {
  ...{ all: stemMemory(), en: stemMemory(), de: stemMemory(), es: stemMemory(), fr: stemMemory() },
  ...{ uk: stemMemory(), ru: stemMemory() },
};

/** Every blank as a space, so that a number grouped by a narrow or a no-break one is seen. */
const withBlanks = (text: string): string => text.replace(/[\p{Zs}--\x20]/gv, ' ');

/** The searchable words of a text, in order. */
export const wordsOf = (text: string): string[] =>
  (withNumbers(plainText(text)).match(COMPOUND) ?? []).flatMap((compound) => wordOf(compound).parts);

/**
 * What an entry is found by: a name, whose words have no stems, or a text with its language (BCP 47; null where it
 * is not known).
 */
export type Findable = string | { text: string; language: string | null };

const isName = (text: Findable): text is string => typeof text === 'string';

/** The words of one text, and what they are also found by. */
interface Indexed {
  words: string;
  besides: readonly string[];
}

const makeIndexed = (findable: Findable): Indexed => {
  const besides = new Set<string>();
  const plain = withNumbers(plainText(withBlanks(isName(findable) ? findable : findable.text)), (figures) =>
    besides.add(figures),
  );
  const words = (plain.match(COMPOUND) ?? []).map(wordOf);
  const languages = isName(findable)
    ? []
    : languagesOf(
        words.flatMap((word) => word.folded),
        findable.language,
      );
  for (const { others, plain } of words) {
    for (const other of others) besides.add(other);
    if (languages.length === 0) continue;
    for (const word of plain) for (const stem of storedStems(word, languages)) besides.add(stem);
  }
  return { words: words.flatMap((word) => word.parts).join(' '), besides: [...besides] };
};

const names = keptByWord<Indexed>();
const topics = keptByWord<Indexed>();

/** The same; names and topics come again and again. */
const indexed = (findable: Findable): Indexed =>
  isName(findable)
    ? names(findable, () => makeIndexed(findable))
    : topics(`${findable.language} ${findable.text}`, () => makeIndexed(findable));

/** What is stored for an entry: the words of its texts, a break between each two, then what they are also found by. */
export const searchBody = (texts: readonly Findable[]): string => {
  const found = texts.map(indexed);
  const words = found.map((text) => text.words).join(` ${BREAK} `);
  const besides = new Set(found.flatMap((text) => text.besides));
  return cutAtWord(besides.size === 0 ? words : `${words} ${BESIDES} ${[...besides].join(' ')}`);
};

/** The words of a stored body: those of its texts, and what they are also found by. */
export const wordsOfBody = (body: string): { texts: string[]; besides: string[] } => {
  const [texts = '', besides = ''] = body.split(` ${BESIDES} `);
  return {
    texts: texts.split(' ').filter((word) => word !== BREAK && word !== ''),
    besides: besides.split(' ').filter((word) => word !== ''),
  };
};

const cutAtWord = (body: string): string =>
  body.length <= LIMITS.search_body_length
    ? body
    : body.slice(0, body.lastIndexOf(' ', LIMITS.search_body_length));

/** One thing that a reader asks for: any of its phrases, best first, or a word of one of its stems. */
export interface Term {
  phrases: string[][];
  stems: string[];
  /** How much finding it counts. */
  weight: number;
  /** In quotes: it must occur whatever else does. */
  quoted: boolean;
}

/** What is looked for: so many of the terms must occur, all that were quoted among them, and none of the excluded. */
export interface Search {
  terms: Term[];
  least: number;
  excluded: Term[];
}

/** Particles at the end of a Korean word, the longest first. */
const PARTICLES =
  /(?<=\p{Script=Hangul})(?:으로부터|에서부터|이라고|이라는|으로써|으로서|에게서|에서는|에서도|에게는|까지는|부터는|입니다|이었다|라고|라는|로써|로서|에서|에게|한테|께서|까지|부터|보다|처럼|마다|조차|마저|밖에|이나|이란|이랑|으로|에는|에도|과는|와는|하고|이다|은|는|이|가|을|를|의|에|와|과|도|만|로|나|랑|께)$/u;

/** Short words that an apostrophe ties to another, which is the one meant: “l'école”, “Trump's”. */
const CLITIC = /^(?:\p{L}{1,2}|qu|dell|dall|nell|sull|all|ll|ve|re)$/u;

/** The other words that somebody who typed this one may mean. */
const meant = (chunk: string): string[] => {
  const bare = chunk.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, '');
  if (/\p{Script=Hangul}$/u.test(bare)) {
    const word = bare.replace(PARTICLES, '');
    return word === bare ? [] : [word];
  }
  const pieces = bare.split("'");
  return pieces.length === 2
    ? pieces.filter((piece, i) => piece.length > 2 && CLITIC.test(pieces[1 - i] ?? ''))
    : [];
};

/** A query does not say its language: it asks for the stems in all. */
const stemsOfQuery = (plain: string): readonly string[] => storedStems(plain, LANGUAGES);

/** What a piece of a query without blanks asks for; null when it has no words. */
const termOf = (chunk: string): Term | null => {
  const words = (chunk.match(COMPOUND) ?? []).map(wordOf);
  const parts = words.flatMap((word) => word.parts);
  if (parts.length === 0) return null;
  const single = words.length === 1 ? words[0] : undefined;
  const others = meant(chunk).flatMap((word) => termOf(word) ?? []);
  const phrases = [
    parts,
    ...(single?.others.map((word) => [word]) ?? []),
    ...others.flatMap((other) => other.phrases),
  ];
  return {
    phrases: distinct(phrases),
    stems: [
      ...(single?.plain.length === 1 ? single.plain.flatMap(stemsOfQuery) : []),
      ...others.flatMap((other) => other.stems),
    ],
    weight: 1,
    quoted: false,
  };
};

const distinct = (phrases: readonly string[][]): string[][] => [
  ...new Map(phrases.map((phrase) => [phrase.join(' '), phrase])).values(),
];

/** Each of several terms once. */
const unique = (terms: readonly Term[]): Term[] => [
  ...new Map(terms.map((term) => [`${term.quoted} ${term.phrases[0]?.join(' ')}`, term])).values(),
];

/** A minus in front of a word, or of a phrase in quotes, that is not to occur; “-5” is a number. */
const MINUS = /^-(?=\p{L})/u;
const QUOTED = /((?<!\S)-)?["“„”«»](.*?)["“”«»]/gsu;

/** A query in three: its phrases in quotes, what is not to occur, and the rest. */
const partsOf = (query: string): { quoted: Term[]; excluded: Term[]; rest: string[] } => {
  const quoted: Term[] = [];
  const excluded: Term[] = [];
  const unquoted = plainText(withBlanks(query)).replace(
    QUOTED,
    (_, minus: string | undefined, phrase: string) => {
      const words = (withNumbers(phrase).match(COMPOUND) ?? []).flatMap((compound) => wordOf(compound).parts);
      const into = minus === undefined ? quoted : excluded;
      if (words.length > 0) into.push({ phrases: [words], stems: [], weight: 1, quoted: true });
      return ' ';
    },
  );
  const chunks = withNumbers(unquoted).split(/\s+/u);
  // In a message that was pasted whole, a dash is a dash.
  if (chunks.length > LIMITS.search_terms) return { quoted, excluded: [], rest: chunks };
  const isExcluded = (chunk: string): boolean => MINUS.test(chunk);
  return {
    quoted,
    excluded: [...excluded, ...chunks.filter(isExcluded).flatMap((chunk) => termOf(chunk.slice(1)) ?? [])],
    rest: chunks.filter((chunk) => !isExcluded(chunk)),
  };
};

/**
 * What a reader's query asks for: every word and every phrase in double quotes, and nothing that has a minus in front;
 * the parts of a word that is split ("7.2", "self-made") are a phrase. Null when that is too much for all of it to
 * occur, or nothing.
 */
export const searchOf = (query: string): Search | null => {
  const { quoted, excluded, rest } = partsOf(query);
  const terms = unique([...quoted, ...rest.flatMap((chunk) => termOf(chunk) ?? [])]);
  return terms.length === 0 || terms.length > LIMITS.search_terms
    ? null
    : { terms, least: terms.length, excluded: unique(excluded) };
};

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
/** A run that is longer than a word. */
const RUN = new RegExp(`(?:[[${UNSPACED}]&&[\\p{L}\\p{N}]]\\p{M}*){4,}`, 'gv');

/** The words in a run of an unspaced script, as far as they are known, and pairs of the signs that are none. */
const segmentsOf = (run: string): string[] => {
  const found: string[] = [];
  let before = '';
  for (const { segment } of segmenter.segment(run)) {
    const signs = segment.match(UNIT) ?? [];
    const word = /\p{Script=Hangul}$/u.test(segment) ? segment.replace(PARTICLES, '') : segment;
    if (signs.length > 1) found.push(word);
    else if (before !== '') found.push(before + segment);
    before = signs.length > 1 ? '' : segment;
  }
  return found;
};

/** What a long query asks for, its words apart from each other. */
export interface Loosened {
  quoted: Term[];
  terms: Term[];
  excluded: Term[];
}

/**
 * The words that a text is about, apart from each other: common words left out, runs of unspaced scripts cut
 * into words. At most `LIMITS.search_terms_weighed`, the longest, since those are rare; what was quoted first.
 */
export const loosenedTerms = (query: string): Loosened => {
  const { quoted, excluded, rest } = partsOf(query);
  const words = rest.flatMap((chunk) => {
    const runs = chunk.match(RUN) ?? [];
    const others = runs.length === 0 ? chunk : chunk.replace(RUN, ' ');
    return [...runs.flatMap(segmentsOf), ...others.split(' ')];
  });
  const terms = unique(words.filter(isTelling).flatMap((word) => termOf(word) ?? []));
  const longest = terms.sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, LIMITS.search_terms_weighed);
  return { quoted: unique(quoted), terms: longest, excluded };
};

/** Whether a text can be about this: it is no common word, and more than one letter. */
const isTelling = (word: string): boolean => {
  const bare = foldPlain(word.replace(/[^\p{L}\p{N}\p{M}'-]+/gu, ''));
  return !isCommon(bare) && (bare.length > 1 || /^\d$/.test(bare));
};

const lengthOf = ({ phrases: [words = []] }: Term): number => words.join('').length;

/**
 * The search for most of a text's words: the rarest, of which two must occur (one, where it has one).
 * `counts` says in how many texts each occurs. Null when none does.
 */
export const searchForMost = (
  { quoted, terms, excluded }: Loosened,
  counts: readonly number[],
): Search | null => {
  const rarest = terms
    .map((term, i) => ({ term, count: counts[i] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count)
    .slice(0, LIMITS.search_terms_rarest)
    .map(({ term, count }) => ({ ...term, weight: Math.log(1 + LIMITS.search_ranked / count) }));
  const needed = terms.length > 2 ? Math.min(2, rarest.length) : terms.length;
  if (rarest.length < needed || rarest.length === 0) return null;
  return { terms: [...quoted, ...rarest], least: quoted.length + needed, excluded };
};

/** How much a word counts that is there in another form only. */
const BY_STEM = 1 / 16;
const BY_OTHER_SPELLING = 1 / 2;

interface Found {
  /** How often, at most a few times. */
  count: number;
  leads: boolean;
}

const find = (padded: string, phrase: readonly string[], firstTextEnd: number): Found => {
  const needle = ` ${phrase.join(' ')} `;
  let count = 0;
  let at = padded.indexOf(needle);
  const leads = at >= 0 && at < firstTextEnd;
  while (at >= 0) {
    count += 1;
    at = padded.indexOf(needle, at + needle.length - 1);
  }
  return { count, leads };
};

/** How well a body has a term; 0 where it does not. */
const scoreOf = (padded: string, { phrases, stems }: Term, firstTextEnd: number): number => {
  for (const [i, phrase] of phrases.entries()) {
    const { count, leads } = find(padded, phrase, firstTextEnd);
    if (count > 0) return (count / (count + 1)) * (leads ? 2 : 1) * (i === 0 ? 1 : BY_OTHER_SPELLING);
  }
  return stems.some((stem) => padded.includes(` ${stem} `)) ? BY_STEM : 0;
};

/**
 * How well a body answers; 0 where fewer terms occur than must. Each term counts by how often it occurs (with
 * falling weight), twice where it occurs in the first text, little where only another form of it does, and
 * less in a long body. Depends on nothing else that is stored, so an order once given stays.
 */
export const relevance = (body: string, { terms, least, excluded }: Search): number => {
  const padded = ` ${body} `;
  const firstBreak = padded.search(/ textb(?:reak|esides)0 /u);
  const firstTextEnd = firstBreak < 0 ? padded.length : firstBreak;
  if (excluded.some((term) => scoreOf(padded, term, firstTextEnd) > 0)) return 0;
  let score = 0;
  let occurring = 0;
  for (const term of terms) {
    const found = scoreOf(padded, term, firstTextEnd);
    if (found === 0 && term.quoted) return 0;
    if (found > 0) occurring += 1;
    score += found * term.weight;
  }
  return occurring < least ? 0 : Math.max(1, Math.round((score / Math.log(20 + padded.length)) * 1e6));
};
