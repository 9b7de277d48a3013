/** The claims to match, in memory: their words, vectors, speakers and days; found and described for ranking. */
import {
  endsOf,
  type Parts,
  type PartsToWrite,
  partOf,
  slicesAt,
  wordsOfRow,
  wordsToRow,
} from '../../record/index-file.ts';
import { closenessTo, type WeighedWord } from './closeness.ts';
import { InvertedIndex, type QueryTerm, topOf } from './index.ts';
import type { Vocabulary } from './matter.ts';
import { isSameFirstName, NAMES_THAT_ARE_WORDS } from './places.ts';
import { createSlabs } from './slabs.ts';
import { createVectors, type Table } from './table.ts';
import {
  type Cleaned,
  cleaned,
  languageOf,
  sentencesOf,
  termOf,
  termsOf,
  termsOfWords,
  type Word,
  wordsIn,
} from './words.ts';

/** A claim as it is matched. */
export interface MatchedClaim {
  id: string;
  text: string;
  /** The headline of the newsroom's own piece; '' where there is none. */
  title: string;
  /** Summary of the verdict, names of the speakers, words of the quotes. */
  context: string;
  /** Names of those who said it. */
  speakers: readonly string[];
  /** Their ids and slugs. */
  speakerKeys: readonly string[];
  /** The day it was said, in full or in part; '' where none is known. */
  day: string;
  language: string | null;
}

/** Those who said a claim. */
type Sayers = Pick<MatchedClaim, 'speakers' | 'speakerKeys'>;

/** What is told of a claim that was found, and is not needed to find it. */
type Told = Pick<MatchedClaim, 'text' | 'title' | 'day' | 'language'>;

/** What is asked. */
export interface Question {
  text: string;
  speaker?: string | undefined;
  /** The day of the statement, YYYY-MM-DD. */
  date?: string | undefined;
  language?: string | undefined;
}

/**
 * How many claims are compared closely: the best by words, by the words of one sentence, and by meaning; and of those of
 * about the same day the best by words, and as many by meaning.
 */
interface Reach {
  words: number;
  sentence: number;
  meaning: number;
  /** The nearest by their signs, of which the nearest by their vectors are taken. */
  signs: number;
  day: number;
  /** Of all these the likeliest, which are compared word by word. */
  closely: number;
}
const FAR: Reach = { words: 100, sentence: 30, meaning: 80, signs: 400, day: 40, closely: 24 };
/** Where only what is likely is asked for: that stands among the first by words or by meaning. */
const NEAR: Reach = { words: 30, sentence: 10, meaning: 20, signs: 100, day: 10, closely: 10 };
/** About the same day: as many days before at most, and after. */
const DAYS_BEFORE = 3;
const DAYS_AFTER = 30;
const LIKELY = 0.5;
const SENTENCES_MAX = 12;
/** Words of a question that are looked up, the rarest first. */
const TERMS_MAX = 64;
const TEXT_MAX = 10_000;
/** Numbers that pieces can have. */
const PIECES = 65_536;
const CAPITAL = /^\p{Lu}/u;
const NO_VECTOR = new Float32Array(0);
const NO_PIECES = new Uint16Array(0);
const NOTHING = new Uint8Array(0);
/** A word that was seen so often tells by its capitals whether it is a name. */
const TELLING = 5;

/** A question made ready. */
export interface Asked {
  cleaned: Cleaned;
  language: string;
  /** Distinct terms by how telling they are. */
  terms: Map<string, number>;
  mass: number;
  words: number;
  isPost: boolean;
  vector: Float32Array | null;
  pieces: Uint16Array;
  /** Whether a claim is said by the speaker that the question names. */
  isBySpeaker: (claim: Sayers) => boolean;
  day: string;
}

/** A sentence of a question. */
interface Part {
  terms: QueryTerm[];
  vector: Float32Array | null;
}

/** A claim that may be the one, with what ranking looks at. */
export interface Candidate {
  doc: number;
  id: string;
  features: readonly number[];
}

export const FEATURES = [
  'bm25 by mass',
  'bm25 by best',
  'bm25 rank',
  'claim bm25 by mass',
  'title bm25 by mass',
  'sentence bm25 by best',
  'coverage of question',
  'coverage gap',
  'coverage of claim',
  'log speaker claims',
  'log claim length',
  'cosine claim',
  'cosine title',
  'cosine best',
  'cosine gap',
  'cosine rank',
  'sentence cosine',
  'sentence cosine gap',
  'sentence coverage of claim',
  'no vectors',
  'pieces claim',
  'pieces title',
  'is a post',
  'log words',
  'speaker is the same',
  'days known',
  'days apart',
  'bm25 by best, squared',
  'claim bm25 by mass, squared',
  'title bm25 by mass, squared',
  'coverage of question, squared',
  'coverage of claim, squared',
  'cosine best, squared',
  'pieces claim, squared',
  'pieces title, squared',
  'over 400 days earlier',
  '61 to 400 days earlier',
  '9 to 60 days earlier',
  '2 to 8 days earlier',
  'a day earlier',
  'the same day',
  '1 to 3 days later',
  '4 to 10 days later',
  '11 to 30 days later',
  '31 to 120 days later',
  '121 to 400 days later',
  'over 400 days later',
] as const;

/** How many days after the statement a claim was said, or checked, at most; of all but the last of those above. */
const LATER_BY = [-401, -61, -9, -2, -1, 0, 3, 10, 30, 120, 400] as const;

const bandOf = (apart: number): number => {
  const place = LATER_BY.findIndex((most) => apart <= most);
  return place < 0 ? LATER_BY.length : place;
};

export type FeatureName = (typeof FEATURES)[number];

const SQUARED = FEATURES.flatMap((name) => {
  const root = FEATURES.findIndex((other) => name === `${other}, squared`);
  return root < 0 ? [] : root;
});

/** Of a day that is known in part, that in the middle. */
const dayNumber = (day: string): number =>
  Date.parse(
    `${day}${day.length === 'YYYY'.length ? '-07-01' : day.length === 'YYYY-MM'.length ? '-15' : ''}`,
  ) / 86_400_000;

const nameWords = (name: string): string[] => wordsIn(name).map((word) => word.folded);

/** A speaker is known by id, by slug, or by a name of which the last word is the same and no first one differs. */
const speakerTest = (speaker: string | undefined): Asked['isBySpeaker'] => {
  if (speaker === undefined) return () => false;
  const asked = nameWords(speaker);
  return (claim) =>
    claim.speakerKeys.includes(speaker) ||
    claim.speakers.some((name) => {
      const words = nameWords(name);
      const sameLast = words.length > 0 && words.at(-1) === asked.at(-1);
      return (
        sameLast &&
        (asked.length === 1 || words.length === 1 || isSameFirstName(asked[0] ?? '', words[0] ?? ''))
      );
    });
};

/** Numbers for what is the same by its JSON, from 0. */
const createNumbering = <Value>() => {
  const numbers = new Map<string, number>();
  const values: Value[] = [];
  return {
    values,
    of: (value: Value): number => {
      const key = JSON.stringify(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, values.length);
      return values.push(value) - 1;
    },
  };
};

/** What is compared with a question. */
interface Compared {
  asked: Asked;
  candidates: Candidate[];
  /** How many of these, the likeliest, are to be compared closely. */
  close: number;
}

export const createCollection = (table: Table | null) => {
  const index = new InvertedIndex();
  const vectors = createVectors();
  const numbers = new Map<string, number>();
  /** By document: the id of its claim; undefined where it was replaced or withdrawn. */
  let ids: (string | undefined)[] = [];
  /** By document: its claim as JSON in UTF-8. */
  let told: Uint8Array[] = [];
  const slabs = createSlabs();
  /** By document: when it was said, in days since 1970; NaN where that is not known. */
  let days: number[] = [];
  /** By document: who said it, by number. */
  let said: number[] = [];
  const sayers = createNumbering<Sayers>();
  /** How many claims each has said. */
  const speakers = new Map<string, number>();
  /** By document: the word pieces of its text, and of its title; none where it is not in English. */
  let pieces: (Uint16Array | undefined)[] = [];
  let titlePieces: (Uint16Array | undefined)[] = [];
  /** In how many texts and titles a piece stands. */
  const pieceCounts = new Uint32Array(PIECES);
  /** How telling a piece is, and of which change of the counts. */
  const pieceWeights = new Float64Array(PIECES);
  const pieceWeightsAt = new Uint32Array(PIECES);
  let pieceChange = 1;
  /** Whether a piece stands in what is asked, while it is. */
  const askedPieces = new Uint8Array(PIECES);
  /** How often a word stands within a sentence with a capital, and without. */
  const capitals = new Map<string, { with: number; without: number }>();
  let all = new Float32Array(0);
  let sentenceBest = new Float32Array(0);
  /** All 0 between its uses. */
  let none = new Float32Array(0);

  const count = (names: readonly string[], by: number): void => {
    for (const name of names) speakers.set(name, (speakers.get(name) ?? 0) + by);
  };

  /** Learns from claims which words are written with a capital because they are names. */
  const learnNames = (words: readonly Word[]): void => {
    for (const [place, { folded, written }] of words.entries()) {
      if (place === 0) continue;
      const seen = capitals.get(folded) ?? { with: 0, without: 0 };
      if (CAPITAL.test(written)) seen.with += 1;
      else seen.without += 1;
      if (!capitals.has(folded)) capitals.set(folded, seen);
    }
  };

  const isName = (folded: string): boolean | undefined => {
    const seen = capitals.get(folded);
    if (seen && seen.with + seen.without >= TELLING) return seen.with > seen.without;
    return NAMES_THAT_ARE_WORDS.has(folded) || table?.isName(folded);
  };

  /** What is known of the words of a question: the meanings of English ones alone. */
  const vocabularyOf = ({ vector }: Asked): Vocabulary => ({
    isName,
    vectorOf: (folded) => (vector && table ? table.word(folded) : null),
  });

  const countPieces = (doc: number, by: number): void => {
    for (const piece of pieces[doc] ?? NO_PIECES) pieceCounts[piece] = (pieceCounts[piece] ?? 0) + by;
    for (const piece of titlePieces[doc] ?? NO_PIECES) pieceCounts[piece] = (pieceCounts[piece] ?? 0) + by;
  };

  const remove = (id: string): void => {
    const doc = numbers.get(id);
    if (doc === undefined) return;
    index.remove(doc);
    vectors.clear(doc);
    countPieces(doc, -1);
    pieceChange += 1;
    pieces[doc] = undefined;
    titlePieces[doc] = undefined;
    count(sayers.values[said[doc] ?? -1]?.speakers ?? [], -1);
    ids[doc] = undefined;
    told[doc] = NOTHING;
    numbers.delete(id);
  };

  const put = (claim: MatchedClaim): void => {
    remove(claim.id);
    const { id, text, title, day, speakers, speakerKeys } = claim;
    const language = languageOf(text, claim.language);
    const plain = cleaned(text).text;
    const words = wordsIn(text);
    const doc = index.add([
      plain === text ? termsOfWords(words, language) : termsOf(plain, language),
      termsOf(title, language),
      termsOf(claim.context, language),
    ]);
    pieceChange += 1;
    const telling: Told = { text, title, day, language };
    ids[doc] = id;
    told[doc] = slabs.put(JSON.stringify(telling));
    numbers.set(id, doc);
    days[doc] = day === '' ? Number.NaN : dayNumber(day);
    said[doc] = sayers.of({ speakers, speakerKeys });
    count(speakers, 1);
    learnNames(words);
    const isEnglish = table !== null && language === 'en';
    const read = isEnglish ? table.read(text) : undefined;
    const readTitle = isEnglish ? table.read(title) : undefined;
    pieces[doc] = read?.pieces;
    titlePieces[doc] = readTitle?.pieces;
    countPieces(doc, 1);
    if (read) vectors.set(doc, read.vector, title === '' ? null : (readTitle?.vector ?? null));
  };

  const room = (): void => {
    const size = index.capacity;
    if (all.length < size) {
      const length = Math.ceil(size * 1.25);
      all = new Float32Array(length);
      sentenceBest = new Float32Array(length);
      none = new Float32Array(length);
    } else all.fill(0, 0, size);
  };

  /** A question as it is compared, with its terms and the sentences that are told apart. */
  const read = (question: Question): { asked: Asked; terms: QueryTerm[]; parts: Part[] } => {
    const ready = cleaned(question.text.slice(0, TEXT_MAX));
    const language = languageOf(ready.text, question.language);
    const whole = [ready.text, ...ready.signatures].join(' . ');
    const terms = index
      .look(termsOf(whole, language))
      .sort((a, b) => b.idf - a.idf)
      .slice(0, TERMS_MAX);
    const english = table !== null && language === 'en';
    const pieced = english ? table.read(whole) : null;
    const sentences = sentencesOf(ready.text).slice(0, SENTENCES_MAX);
    const known = new Map(terms.map((term) => [term.term, term]));
    const parts =
      sentences.length < 2
        ? []
        : sentences
            .map(({ text }) => ({
              terms: [...new Set(termsOf(text, language))].flatMap((term) => known.get(term) ?? []),
              vector: english ? table.read(text).vector : null,
            }))
            .filter((part) => part.terms.length > 1);
    const asked: Asked = {
      cleaned: ready,
      language,
      terms: new Map(terms.map(({ term, idf }) => [term, idf])),
      mass: terms.reduce((sum, { idf }) => sum + idf, 0),
      words: terms.length,
      isPost: ready.signatures.length > 0,
      vector: pieced?.vector ?? null,
      pieces: pieced?.pieces ?? new Uint16Array(),
      isBySpeaker: speakerTest(question.speaker),
      day: question.date ?? ready.day ?? '',
    };
    return { asked, terms, parts: parts.length > 1 ? parts : [] };
  };

  const docsAround = (day: number): number[] => {
    const then: number[] = [];
    for (let doc = 0; doc < days.length; doc++) {
      const apart = (days[doc] ?? Number.NaN) - day;
      if (apart >= -DAYS_BEFORE && apart <= DAYS_AFTER) then.push(doc);
    }
    return then;
  };

  /** What is compared with a question, and the claims that are: those that `least` lets through are among them. */
  const ask = (question: Question, least = 0): Compared => {
    const { asked, terms, parts } = read(question);
    const reach = least < LIKELY ? FAR : NEAR;
    room();
    index.score(terms, all);
    const found = new Set(index.best(all, reach.words));
    if (parts.length > 0) {
      sentenceBest.fill(0, 0, index.capacity);
      for (const part of parts) index.raise(part.terms, sentenceBest, none);
      for (const doc of index.best(sentenceBest, reach.sentence)) found.add(doc);
    }
    const cosines = new Map<number, [number, number]>();
    const nearest = asked.vector && vectors.near(asked.vector);
    if (nearest) {
      const near = nearest(reach.signs);
      const exact = near.map((doc) => {
        const both = vectors.cosines(asked.vector ?? NO_VECTOR, doc);
        cosines.set(doc, both);
        return 1 + Math.max(...both);
      });
      for (const place of topOf(exact, exact.length, reach.meaning)) found.add(near[place] ?? 0);
    }
    if (asked.day !== '') {
      const then = docsAround(dayNumber(asked.day));
      for (const doc of index.best(all, reach.day, then)) found.add(doc);
      if (nearest) for (const doc of nearest(reach.day, then)) found.add(doc);
    }
    const candidates = describe(asked, [...found], terms, parts, cosines);
    return { asked, candidates, close: reach.closely };
  };

  /** The `count` claims that score most by their words alone. */
  const byWords = (question: Question, count: number): string[] => {
    const { text, signatures } = cleaned(question.text.slice(0, TEXT_MAX));
    const terms = termsOf([text, ...signatures].join(' . '), languageOf(text, question.language));
    room();
    index.score(index.look(terms), all);
    return index.best(all, count).map((doc) => ids[doc] ?? '');
  };

  const claimOf = ({ doc, id }: Pick<Candidate, 'doc' | 'id'>): MatchedClaim => {
    const of: Told = JSON.parse(Buffer.from(told[doc] ?? NOTHING).toString());
    const by = sayers.values[said[doc] ?? -1] ?? { speakers: [], speakerKeys: [] };
    return { id, ...of, context: '', ...by };
  };

  /** The words of a text that say something, each once, with how telling they are. */
  const weighed = (text: string, language: string, english: boolean): WeighedWord[] => {
    const words = new Map<string, string>();
    for (const { folded } of wordsIn(text)) {
      const term = termOf(folded, language);
      if (term !== null && term !== '' && !words.has(term)) words.set(term, folded);
    }
    return index
      .look(words.keys())
      .map(({ term, idf }) => ({ term, idf, folded: words.get(term) ?? '', english }));
  };

  /** How close each candidate is to what is asked, word by word: a value for each of `CLOSENESS`. */
  const closely = (asked: Asked, candidates: readonly Candidate[]): number[][] => {
    const { language, terms, cleaned: ready } = asked;
    const english = asked.vector !== null;
    const whole = [ready.text, ...ready.signatures].join(' . ');
    const words = weighed(whole, language, english).filter(({ term }) => terms.has(term));
    const compare = closenessTo(words, (folded) => table?.word(folded) ?? null);
    return candidates.map((candidate) => {
      const { text, language } = claimOf(candidate);
      return compare(weighed(text, language ?? 'und', english && pieces[candidate.doc] !== undefined));
    });
  };

  const pieceWeight = (piece: number): number => {
    if (pieceWeightsAt[piece] !== pieceChange) {
      pieceWeightsAt[piece] = pieceChange;
      pieceWeights[piece] = Math.log((2 * index.size + 1) / ((pieceCounts[piece] ?? 0) + 1)) ** 2;
    }
    return pieceWeights[piece] ?? 0;
  };

  /** The cosine of a text with what is asked by the pieces that they share, each by how telling it is. */
  const pieceCosine = (of: Uint16Array | undefined, asked_length: number): number => {
    if (!of || asked_length === 0) return 0;
    let shared = 0;
    let square = 0;
    for (let i = 0; i < of.length; i++) {
      const piece = of[i] ?? 0;
      const weight = pieceWeight(piece);
      square += weight;
      if (askedPieces[piece] === 1) shared += weight;
    }
    return shared / Math.max(asked_length * Math.sqrt(square), 1e-6);
  };

  const describe = (
    asked: Asked,
    docs: readonly number[],
    terms: readonly QueryTerm[],
    parts: readonly Part[],
    cosines: ReadonlyMap<number, [number, number]>,
  ): Candidate[] => {
    const mass = Math.max(asked.mass, 1e-6);
    let askedSquare = 0;
    for (const piece of asked.pieces) {
      askedSquare += pieceWeight(piece);
      askedPieces[piece] = 1;
    }
    const askedLength = Math.sqrt(askedSquare);
    const isOneOfParts = parts.length > 0;
    const shared = index.shared(
      docs,
      terms,
      parts.map((part) => part.terms),
    );
    const rows = docs.flatMap((doc, place) => {
      const id = ids[doc];
      const has = shared[place];
      if (id === undefined || !has) return [];
      const { vector } = asked;
      const comparable = vector !== null && pieces[doc] !== undefined;
      const [text, title] = comparable ? (cosines.get(doc) ?? vectors.cosines(vector, doc)) : [0, 0];
      let sentence = Math.max(text, title);
      if (comparable) {
        for (const part of parts) {
          if (part.vector) sentence = Math.max(sentence, ...vectors.cosines(part.vector, doc));
        }
      }
      return [
        {
          doc,
          id,
          comparable,
          has,
          bm25: all[doc] ?? 0,
          sentenceBm25: (isOneOfParts ? sentenceBest[doc] : all[doc]) ?? 0,
          shared: has.shared / mass,
          sentenceCovers: isOneOfParts ? has.part_covered : has.covered,
          cosine: text,
          cosineTitle: title,
          cosineBest: Math.max(text, title),
          pieces: comparable ? pieceCosine(pieces[doc], askedLength) : 0,
          titlePieces: comparable ? pieceCosine(titlePieces[doc], askedLength) : 0,
          sentence,
        },
      ];
    });
    for (const piece of asked.pieces) askedPieces[piece] = 0;
    type Row = (typeof rows)[number];
    const most = (of: (row: Row) => number): number => rows.reduce((sum, row) => Math.max(sum, of(row)), 0);
    const bestBm25 = Math.max(
      1e-6,
      most((row) => row.bm25),
    );
    const bestSentence = Math.max(
      1e-6,
      most((row) => row.sentenceBm25),
    );
    const bestShared = most((row) => row.shared);
    const bestCosine = most((row) => row.cosineBest);
    const bestSentenceCosine = most((row) => row.sentence);
    const ranks = (of: (row: Row) => number): Map<number, number> =>
      new Map(
        rows.toSorted((a, b) => of(b) - of(a) || a.doc - b.doc).map((row, place) => [row.doc, place + 1]),
      );
    const byWords = ranks((row) => row.bm25);
    const byCosine = ranks((row) => row.cosineBest);
    const day = asked.day === '' ? Number.NaN : dayNumber(asked.day);
    /** By who said a claim: whether that is the speaker asked for, and how much the most told of them has said. */
    const known = new Map<number, { isAsked: boolean; claims: number }>();
    const sayersOf = (doc: number): { isAsked: boolean; claims: number } => {
      const number = said[doc] ?? -1;
      const before = known.get(number);
      const of = sayers.values[number];
      if (before || !of) return before ?? { isAsked: false, claims: 0 };
      const found = {
        isAsked: asked.isBySpeaker(of),
        claims: Math.max(0, ...of.speakers.map((name) => speakers.get(name) ?? 0)),
      };
      known.set(number, found);
      return found;
    };
    return rows.map((row) => {
      const apart = (days[row.doc] ?? Number.NaN) - day;
      const dated = !Number.isNaN(apart);
      const by = sayersOf(row.doc);
      const features: number[] = [
        row.bm25 / mass / K1_PLUS_1,
        row.bm25 / bestBm25,
        1 / (byWords.get(row.doc) ?? 1),
        row.has.own / mass / K1_PLUS_1,
        row.has.title / mass / K1_PLUS_1,
        row.sentenceBm25 / bestSentence,
        row.shared,
        bestShared - row.shared,
        row.has.covered,
        Math.log1p(by.claims) / 5,
        Math.log1p(row.has.length) / 3,
        row.cosine,
        row.cosineTitle,
        row.cosineBest,
        row.comparable ? bestCosine - row.cosineBest : 0,
        row.comparable ? 1 / (byCosine.get(row.doc) ?? 1) : 0,
        row.sentence,
        row.comparable ? bestSentenceCosine - row.sentence : 0,
        row.sentenceCovers,
        row.comparable ? 0 : 1,
        row.pieces,
        row.titlePieces,
        asked.isPost ? 1 : 0,
        Math.log1p(asked.words) / 3,
        by.isAsked ? 1 : 0,
        dated ? 1 : 0,
        dated ? Math.log1p(Math.abs(apart)) / 5 : 0,
      ];
      for (const place of SQUARED) features.push((features[place] ?? 0) ** 2);
      const band = dated ? bandOf(apart) : -1;
      for (let i = 0; i <= LATER_BY.length; i++) features.push(i === band ? 1 : 0);
      return { doc: row.doc, id: row.id, features };
    });
  };

  return {
    put,
    remove,
    ask,
    closely,
    byWords,
    vocabularyOf,
    /** The claim of a candidate, without its context, its language told or guessed. */
    claimOf,
    /** All that it holds, for `restore`. */
    toParts: (): PartsToWrite => {
      const inOrder = (of: (Uint16Array | undefined)[]) => ids.map((_, doc) => of[doc] ?? NO_PIECES);
      const [texts, headlines] = [inOrder(pieces), inOrder(titlePieces)];
      const names = [...capitals];
      return {
        ...index.toParts(),
        ...vectors.toParts(),
        ids: wordsToRow(ids.map((id) => id ?? '')),
        told_ends: endsOf(told),
        told: [NOTHING, ...told],
        days: Float64Array.from(days),
        said: Uint32Array.from(said),
        sayers: Buffer.from(JSON.stringify(sayers.values)),
        is_english: Uint8Array.from(ids, (_, doc) => (pieces[doc] ? 1 : 0)),
        piece_ends: endsOf(texts),
        pieces: [NO_PIECES, ...texts],
        title_piece_ends: endsOf(headlines),
        title_pieces: [NO_PIECES, ...headlines],
        capitals: wordsToRow(names.map(([word]) => word)),
        capital_counts: Uint32Array.from(names.flatMap(([, seen]) => [seen.with, seen.without])),
      };
    },
    /** Takes in what another held; this one must be new. Throws where a part is missing. */
    restore: (parts: Parts): void => {
      index.restore(parts);
      vectors.restore(parts);
      days = Array.from(partOf(parts, 'days', Float64Array));
      said = Array.from(partOf(parts, 'said', Uint32Array));
      ids = wordsOfRow(parts.ids, days.length).map((id) => (id === '' ? undefined : id));
      const texts = partOf(parts, 'told', Uint8Array);
      told = slicesAt(partOf(parts, 'told_ends', Float64Array), (from, to) => texts.subarray(from, to));
      const by: Sayers[] = JSON.parse(Buffer.from(partOf(parts, 'sayers', Uint8Array)).toString());
      for (const sayer of by) sayers.of(sayer);
      const english = partOf(parts, 'is_english', Uint8Array);
      const piecesIn = (name: string, ends: string): (Uint16Array | undefined)[] => {
        const all = partOf(parts, name, Uint16Array);
        return slicesAt(partOf(parts, ends, Float64Array), (from, to) => all.subarray(from, to)).map(
          (of, doc) => (english[doc] === 1 ? of : undefined),
        );
      };
      pieces = piecesIn('pieces', 'piece_ends');
      titlePieces = piecesIn('title_pieces', 'title_piece_ends');
      for (const [doc, id] of ids.entries()) {
        if (id === undefined) continue;
        numbers.set(id, doc);
        count(sayers.values[said[doc] ?? -1]?.speakers ?? [], 1);
        countPieces(doc, 1);
      }
      pieceChange += 1;
      const counts = partOf(parts, 'capital_counts', Uint32Array);
      for (const [i, word] of wordsOfRow(parts.capitals, counts.length / 2).entries()) {
        capitals.set(word, { with: counts[2 * i] ?? 0, without: counts[2 * i + 1] ?? 0 });
      }
    },
    get size(): number {
      return index.size;
    },
    get vectorBytes(): number {
      return vectors.bytes;
    },
  };
};

const K1_PLUS_1 = 2.2;

export type Collection = ReturnType<typeof createCollection>;
