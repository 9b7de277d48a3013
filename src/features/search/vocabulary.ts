/**
 * The words of what is public, how many texts have each, and the names of speakers and topics: by them a beginning is
 * completed and a slip forgiven, and speakers and topics are found.
 */
import { LIMITS } from '../../limits.ts';
import { type Parts, type PartsToWrite, partOf, wordsOfRow, wordsToRow } from '../../record/index-file.ts';
import { relevance, type Search, wordsOfBody } from '../../text/search.ts';
import { slipsBetween, slipsForgiven } from './slips.ts';

/** A speaker or a topic. */
export interface Named {
  type: 'speaker' | 'topic';
  /** Of a speaker its id, of a topic what lists know it by. */
  id: string;
  /** Of a topic, as it is spelt. */
  label: string;
}

export interface NamedMatch extends Named {
  score: number;
}

/** A word spelt in ASCII (text/search.ts) as people write it; itself where it cannot be told. */
export const readable = (word: string): string => {
  if (!/^(?:u[0-9a-f]{3,5})+$/.test(word)) return word;
  const codes = word.split('u').slice(1);
  const signs = codes.map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
  // Letters of Latin were folded away: “uface” is a word, and no sign.
  return signs.every((sign) => /[\p{L}\p{M}\p{N}]/u.test(sign) && sign >= 'Ͱ') ? signs.join('') : word;
};

/** Words, and their letters, by how many these are. */
type ByLength = Map<number, { word: string; letters: string[] }[]>;

const LONGEST_COMPLETED = 32;
const isShort = (word: string): boolean => word.length <= LIMITS.search_word_length * 4;

export const createVocabulary = () => {
  const counts = new Map<string, number>();
  /** What words are also found by. */
  const besides = new Set<string>();
  const named = new Map<string, Named & { body: string }>();
  const namesWith = new Map<string, Set<string>>();
  /** All words in order, and those that came since. */
  let sorted: string[] = [];
  let fresh: string[] = [];
  /** By their length in letters, to look for slips; made when that is first asked for. */
  let byLength: ByLength | undefined;

  const add = (word: string): void => {
    const before = counts.get(word) ?? 0;
    counts.set(word, before + 1);
    if (before > 0 || !isShort(word)) return;
    fresh.push(word);
    if (byLength) addByLength(byLength, word);
  };

  const addByLength = (all: ByLength, word: string): void => {
    if (/^\d+$/.test(word)) return;
    const letters = Array.from(readable(word));
    const same = all.get(letters.length);
    if (same) same.push({ word, letters });
    else all.set(letters.length, [{ word, letters }]);
  };

  const lengths = (): ByLength => {
    if (byLength) return byLength;
    const all: ByLength = new Map();
    for (const word of counts.keys()) if (isShort(word)) addByLength(all, word);
    byLength = all;
    return all;
  };

  const put = (thing: Named & { body: string }): void => {
    remove(thing.id);
    named.set(thing.id, thing);
    const found = wordsOfBody(thing.body);
    for (const word of [...found.texts, ...found.besides]) {
      const ids = namesWith.get(word);
      if (ids) ids.add(thing.id);
      else namesWith.set(word, new Set([thing.id]));
    }
  };

  const remove = (id: string): void => {
    const known = named.get(id);
    if (!known) return;
    named.delete(id);
    const found = wordsOfBody(known.body);
    for (const word of [...found.texts, ...found.besides]) {
      const ids = namesWith.get(word);
      ids?.delete(id);
      if (ids?.size === 0) namesWith.delete(word);
    }
  };

  const inOrder = (): string[] => {
    if (fresh.length > 0) {
      sorted = fresh.length > 1_000 ? sorted.concat(fresh).sort() : mergeInto(sorted, fresh.sort());
      fresh = [];
    }
    return sorted;
  };

  const rank = (word: string): number => (namesWith.has(word) ? 1e9 : 0) + (counts.get(word) ?? 0);

  return {
    /** Takes in the words of a text, as they are stored. */
    add: (body: string): void => {
      const found = wordsOfBody(body);
      for (const word of new Set(found.texts)) add(word);
      for (const word of found.besides) besides.add(word);
    },
    /** Takes in, or replaces, a speaker or a topic. */
    put,
    remove,

    /** All that it holds, for `restore`. */
    toParts: (): PartsToWrite => {
      const words = [...counts.keys()];
      return {
        words: wordsToRow(words),
        counts: Uint32Array.from(words, (word) => counts.get(word) ?? 0),
        besides: wordsToRow([...besides]),
        besides_count: Uint32Array.of(besides.size),
        named: Buffer.from(JSON.stringify([...named.values()])),
      };
    },
    /** Takes in what another held; this one must be new. Throws where a part is missing. */
    restore: (parts: Parts): void => {
      const counted = partOf(parts, 'counts', Uint32Array);
      for (const [i, word] of wordsOfRow(parts.words, counted.length).entries()) {
        counts.set(word, counted[i] ?? 0);
        if (isShort(word)) fresh.push(word);
      }
      const [count = 0] = partOf(parts, 'besides_count', Uint32Array);
      for (const word of wordsOfRow(parts.besides, count)) besides.add(word);
      const things: (Named & { body: string })[] = JSON.parse(
        Buffer.from(partOf(parts, 'named', Uint8Array)).toString(),
      );
      for (const thing of things) put(thing);
    },

    /** Whether any text has the word or a form of it. */
    isKnown: (word: string): boolean => counts.has(word) || besides.has(word),

    /** The commonest words that begin so; first some of those in names. */
    completions: (beginning: string): string[] => {
      const words = inOrder();
      let low = 0;
      let high = words.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((words[middle] ?? '') < beginning) low = middle + 1;
        else high = middle;
      }
      const found: string[] = [];
      for (let i = low; words[i]?.startsWith(beginning); i++) {
        const word = words[i] ?? '';
        if (word.length <= LONGEST_COMPLETED * (word.startsWith('u') ? 5 : 1)) found.push(word);
      }
      const byCount = found.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
      const half = LIMITS.search_completions / 2;
      const ofNames = byCount.filter((word) => namesWith.has(word)).slice(0, half);
      return [...new Set([...ofNames, ...byCount])].slice(0, LIMITS.search_completions);
    },

    /** The words that a mistyped one may be, the likeliest first: all with as few slips as the best has. */
    near: (word: string): string[] => {
      const letters = Array.from(readable(word));
      let most = slipsForgiven(letters.length);
      let found: string[] = [];
      for (let length = letters.length - most; length <= letters.length + most; length++) {
        for (const candidate of lengths().get(length) ?? []) {
          const slips = slipsBetween(letters, candidate.letters, most);
          if (slips > most || slips === 0) continue;
          if (slips < most) {
            most = slips;
            found = [];
          }
          found.push(candidate.word);
        }
      }
      const first = (candidate: string): number => (candidate[0] === word[0] ? 1e12 : 0);
      return found.sort((a, b) => first(b) + rank(b) - first(a) - rank(a)).slice(0, LIMITS.search_near);
    },

    /** The speakers and topics that answer a search, the best first. */
    named: (search: Search): NamedMatch[] => {
      const ids = new Set<string>();
      for (const { phrases, stems } of search.terms) {
        for (const word of [...phrases.flatMap((phrase) => phrase[0] ?? []), ...stems]) {
          for (const id of namesWith.get(word) ?? []) ids.add(id);
        }
      }
      return [...ids]
        .flatMap((id) => {
          const thing = named.get(id);
          if (!thing) return [];
          const { body, ...known } = thing;
          return [{ ...known, score: relevance(body, search) }];
        })
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, LIMITS.search_ranked);
    },
  };
};

/** Two lists in order as one. */
const mergeInto = (sorted: readonly string[], added: readonly string[]): string[] => {
  const all: string[] = [];
  let i = 0;
  for (const word of added) {
    while (i < sorted.length && (sorted[i] ?? '') < word) {
      all.push(sorted[i] ?? '');
      i += 1;
    }
    all.push(word);
  }
  for (; i < sorted.length; i++) all.push(sorted[i] ?? '');
  return all;
};

export type Vocabulary = ReturnType<typeof createVocabulary>;
