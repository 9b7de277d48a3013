/** The claims to match, in memory: their words, vectors, speakers and days; found and described for ranking. */
import { type FieldTerms, InvertedIndex, topOf } from './index.ts';
import { isSameFirstName, NAMES_THAT_ARE_WORDS } from './places.ts';
import { createVectors, DIMENSIONS, type Table } from './table.ts';
import { type Cleaned, cleaned, languageOf, sentencesOf, termsOf, wordsIn } from './words.ts';

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

/** What is asked. */
export interface Question {
  text: string;
  speaker?: string | undefined;
  /** The day of the statement, YYYY-MM-DD. */
  date?: string | undefined;
  language?: string | undefined;
}

const BY_WORDS = 100;
const BY_SENTENCE = 30;
const BY_MEANING = 80;
/** The nearest by their signs, of which the nearest by their vectors are taken. */
const BY_SIGNS = 400;
const SENTENCES_MAX = 12;
/** Words of a question that are looked up, the rarest first. */
const TERMS_MAX = 64;
const TEXT_MAX = 10_000;
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
  isBySpeaker: (claim: MatchedClaim) => boolean;
  day: string;
}

/** A claim that may be the one, with what ranking looks at. */
export interface Candidate {
  doc: number;
  claim: MatchedClaim;
  features: Float64Array;
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
  'within a week',
  'same day',
  'claim is later',
] as const;

export type FeatureName = (typeof FEATURES)[number];

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

export const createCollection = (table: Table | null) => {
  const index = new InvertedIndex();
  const vectors = createVectors(DIMENSIONS);
  const numbers = new Map<string, number>();
  const claims: (MatchedClaim | undefined)[] = [];
  const speakers = new Map<string, number>();
  const isEnglish: boolean[] = [];
  /** By document: the word pieces of its text and of its title. */
  const pieces: (readonly [Uint16Array, Uint16Array] | undefined)[] = [];
  /** In how many texts and titles a piece stands. */
  const pieceCounts = new Uint32Array(65_536);
  /** How often a word stands within a sentence with a capital, and without. */
  const capitals = new Map<string, { with: number; without: number }>();
  let all = new Float32Array(0);
  let own = new Float32Array(0);
  let titles = new Float32Array(0);
  let other = new Float32Array(0);
  let sentenceBest = new Float32Array(0);

  const count = (names: readonly string[], by: number): void => {
    for (const name of names) speakers.set(name, (speakers.get(name) ?? 0) + by);
  };

  /** Learns from claims which words are written with a capital because they are names. */
  const learnNames = (text: string): void => {
    for (const [place, { folded, written }] of wordsIn(text).entries()) {
      if (place === 0) continue;
      const seen = capitals.get(folded) ?? { with: 0, without: 0 };
      if (/^\p{Lu}/u.test(written)) seen.with += 1;
      else seen.without += 1;
      if (!capitals.has(folded)) capitals.set(folded, seen);
    }
  };

  const isName = (folded: string): boolean | undefined => {
    const seen = capitals.get(folded);
    if (seen && seen.with + seen.without >= TELLING) return seen.with > seen.without;
    return NAMES_THAT_ARE_WORDS.has(folded) || table?.isName(folded);
  };

  const remove = (id: string): void => {
    const doc = numbers.get(id);
    const claim = doc === undefined ? undefined : claims[doc];
    if (doc === undefined || !claim) return;
    index.remove(doc);
    vectors.clear(doc);
    for (const of of pieces[doc] ?? [])
      for (const piece of of) pieceCounts[piece] = (pieceCounts[piece] ?? 1) - 1;
    pieces[doc] = undefined;
    count(claim.speakers, -1);
    claims[doc] = undefined;
    numbers.delete(id);
  };

  const put = (claim: MatchedClaim): void => {
    remove(claim.id);
    const language = languageOf(claim.text, claim.language);
    const fields: FieldTerms = [
      termsOf(cleaned(claim.text).text, language),
      termsOf(claim.title, language),
      termsOf(claim.context, language),
    ];
    const doc = index.add(fields);
    claims[doc] = claim;
    numbers.set(claim.id, doc);
    isEnglish[doc] = language === 'en';
    count(claim.speakers, 1);
    learnNames(claim.text);
    if (table && language === 'en') {
      const found = [table.pieces(claim.text), table.pieces(claim.title)] as const;
      for (const of of found) for (const piece of of) pieceCounts[piece] = (pieceCounts[piece] ?? 0) + 1;
      pieces[doc] = found;
      vectors.set(doc, table.vector(claim.text), claim.title === '' ? null : table.vector(claim.title));
    }
  };

  const room = (): void => {
    const size = index.capacity;
    if (all.length >= size) {
      for (const scores of [all, own, titles, other, sentenceBest]) scores.fill(0, 0, size);
      return;
    }
    const length = Math.ceil(size * 1.25);
    [all, own, titles, other, sentenceBest] = [0, 0, 0, 0, 0].map(() => new Float32Array(length)) as [
      Float32Array<ArrayBuffer>,
      Float32Array<ArrayBuffer>,
      Float32Array<ArrayBuffer>,
      Float32Array<ArrayBuffer>,
      Float32Array<ArrayBuffer>,
    ];
  };

  const ask = (question: Question): { asked: Asked; candidates: Candidate[] } => {
    const ready = cleaned(question.text.slice(0, TEXT_MAX));
    const language = languageOf(ready.text, question.language);
    const whole = [ready.text, ...ready.signatures].join(' . ');
    const looked = index
      .look(termsOf(whole, language))
      .sort((a, b) => b.idf - a.idf)
      .slice(0, TERMS_MAX);
    const terms = new Map(looked.map(({ term, idf }) => [term, idf]));
    const mass = looked.reduce((sum, { idf }) => sum + idf, 0);
    const english = table !== null && language === 'en';
    const vector = english ? table.vector(whole) : null;
    const asked: Asked = {
      cleaned: ready,
      language,
      terms,
      mass,
      words: looked.length,
      isPost: ready.signatures.length > 0,
      vector,
      pieces: english ? table.pieces(whole) : new Uint16Array(),
      isBySpeaker: speakerTest(question.speaker),
      day: question.date ?? ready.day ?? '',
    };
    room();
    index.score(looked, all, { own, titles });
    const found = new Set(index.best(all, BY_WORDS));
    const sentences = sentencesOf(ready.text).slice(0, SENTENCES_MAX);
    const known = new Map(looked.map((term) => [term.term, term]));
    const parts = sentences
      .map(({ text }) => ({
        terms: [...new Set(termsOf(text, language))].flatMap((term) => known.get(term) ?? []),
        vector: english ? table.vector(text) : null,
      }))
      .map((part) => ({ ...part, names: new Set(part.terms.map(({ term }) => term)) }))
      .filter((part) => part.terms.length > 1);
    if (parts.length > 1) {
      for (const part of parts) {
        other.fill(0, 0, index.capacity);
        index.score(part.terms, other);
        for (let doc = 0; doc < index.capacity; doc++) {
          if ((other[doc] ?? 0) > (sentenceBest[doc] ?? 0)) sentenceBest[doc] = other[doc] ?? 0;
        }
      }
      for (const doc of index.best(sentenceBest, BY_SENTENCE)) found.add(doc);
    } else sentenceBest.set(all.subarray(0, index.capacity));
    if (vector) {
      vectors.near(vector, other);
      const near = topOf(other, vectors.length, BY_SIGNS, (doc) => index.has(doc) && isEnglish[doc] === true);
      const exact = near.map((doc) => 1 + Math.max(...vectors.cosines(vector, doc)));
      for (const place of topOf(exact, exact.length, BY_MEANING)) found.add(near[place] ?? 0);
    }
    return { asked, candidates: describe(asked, [...found], parts) };
  };

  /** The `count` claims that score most by their words alone. */
  const byWords = (question: Question, count: number): string[] => {
    const { text, signatures } = cleaned(question.text.slice(0, TEXT_MAX));
    const terms = termsOf([text, ...signatures].join(' . '), languageOf(text, question.language));
    room();
    index.score(index.look(terms), all);
    return index.best(all, count).map((doc) => claims[doc]?.id ?? '');
  };

  /** Gives the cosine of texts by the pieces that they share, each by how telling it is. */
  const pieceCosine = (asked: Uint16Array) => {
    const telling = (piece: number): number =>
      Math.log((2 * index.size + 1) / ((pieceCounts[piece] ?? 0) + 1)) ** 2;
    const length = (of: Uint16Array): number => {
      let sum = 0;
      for (const piece of of) sum += telling(piece);
      return Math.sqrt(sum);
    };
    const known = new Set(asked);
    const own = length(asked);
    return (other: Uint16Array | undefined): number => {
      if (!other || own === 0) return 0;
      let shared = 0;
      for (const piece of other) if (known.has(piece)) shared += telling(piece);
      return shared / Math.max(own * length(other), 1e-6);
    };
  };

  const describe = (
    asked: Asked,
    docs: readonly number[],
    parts: readonly { names: ReadonlySet<string>; vector: Float32Array | null }[],
  ): Candidate[] => {
    const query = new Set(asked.terms.keys());
    const mass = Math.max(asked.mass, 1e-6);
    const sharing = pieceCosine(asked.pieces);
    const rows = docs.flatMap((doc) => {
      const claim = claims[doc];
      if (!claim) return [];
      const comparable = asked.vector !== null && isEnglish[doc] === true;
      const [text, title] = comparable && asked.vector ? vectors.cosines(asked.vector, doc) : [0, 0];
      let sentence = Math.max(text, title);
      if (comparable && parts.length > 1) {
        for (const part of parts) {
          if (part.vector) sentence = Math.max(sentence, ...vectors.cosines(part.vector, doc));
        }
      }
      let sentenceCovers = 0;
      const coverage = index.coverage(doc, query);
      if (parts.length > 1) {
        for (const part of parts) {
          sentenceCovers = Math.max(sentenceCovers, index.coverage(doc, part.names).covered);
        }
      } else sentenceCovers = coverage.covered;
      return [
        {
          doc,
          claim,
          comparable,
          bm25: all[doc] ?? 0,
          own: own[doc] ?? 0,
          title: titles[doc] ?? 0,
          sentenceBm25: sentenceBest[doc] ?? 0,
          shared: index.shared(doc, asked.terms) / mass,
          coverage,
          sentenceCovers,
          cosine: text,
          cosineTitle: title,
          cosineBest: Math.max(text, title),
          pieces: comparable ? sharing(pieces[doc]?.[0]) : 0,
          titlePieces: comparable ? sharing(pieces[doc]?.[1]) : 0,
          sentence,
        },
      ];
    });
    const most = (of: (row: (typeof rows)[number]) => number): number =>
      rows.reduce((sum, row) => Math.max(sum, of(row)), 0);
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
    const ranks = (of: (row: (typeof rows)[number]) => number): Map<number, number> =>
      new Map(
        rows.toSorted((a, b) => of(b) - of(a) || a.doc - b.doc).map((row, place) => [row.doc, place + 1]),
      );
    const byWords = ranks((row) => row.bm25);
    const byCosine = ranks((row) => row.cosineBest);
    const day = asked.day === '' ? Number.NaN : dayNumber(asked.day);
    return rows.map((row) => {
      const of = row.claim.speakers;
      const apart = row.claim.day === '' ? Number.NaN : dayNumber(row.claim.day) - day;
      const dated = !Number.isNaN(apart);
      const sameSpeaker = asked.isBySpeaker(row.claim);
      const features = Float64Array.of(
        row.bm25 / mass / K1_PLUS_1,
        row.bm25 / bestBm25,
        1 / (byWords.get(row.doc) ?? 1),
        row.own / mass / K1_PLUS_1,
        row.title / mass / K1_PLUS_1,
        row.sentenceBm25 / bestSentence,
        row.shared,
        bestShared - row.shared,
        row.coverage.covered,
        Math.log1p(Math.max(0, ...of.map((name) => speakers.get(name) ?? 0))) / 5,
        Math.log1p(row.coverage.length) / 3,
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
        sameSpeaker ? 1 : 0,
        dated ? 1 : 0,
        dated ? Math.log1p(Math.abs(apart)) / 5 : 0,
        dated && Math.abs(apart) <= 7 ? 1 : 0,
        dated && Math.abs(apart) <= 1 ? 1 : 0,
        dated && apart >= 0 ? 1 : 0,
      );
      return { doc: row.doc, claim: row.claim, features };
    });
  };

  return {
    put,
    remove,
    ask,
    byWords,
    isName,
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
