/**
 * A language's table, compiled into a trie, and the reading of a text into items: the longest
 * phrase of the table that starts at a token, with everything it can mean.
 */
import { type Token, tokenise } from './tokens.ts';
import type { Item } from './items.ts';
import { LANGUAGES, type Language } from './tables/languages.ts';
import { Meanings } from './senses.ts';
import { type Entry, meaningOf, readVocabulary, type Vocabulary } from './vocabulary.ts';
import { reordered } from './word-order.ts';

interface TrieNode {
  next: Map<string, TrieNode>;
  is: Meanings | null;
}

export interface Lexicon {
  language: Language;
  lists: Vocabulary['lists'];
  speltOut: Vocabulary['speltOut'];
  root: TrieNode;
  /** Longest first. */
  endings: readonly { ending: string; is: Meanings }[];
  /** Irregular past forms, for the prefixes of the lists. */
  pastForms: ReadonlySet<string>;
  pastEndings: readonly string[];
  pastPrefixes: readonly string[];
}

/** No phrase of a table is longer than this, so reading stays linear. */
const LONGEST_PHRASE_TOKENS = 8;
const SHORTEST_MODIFIER = 3;
const SHORTEST_HEAD = 4;
const LONGEST_HEAD = 16;
const SENTENCE_MARKS = new Set(['.', '!', '?', ';', '…']);
const CHUNK_MARKS = new Set([',', ':', '-', '(', ')', '[', ']', '…']);
const EMPTY: Meanings = new Meanings();

const compiled = new Map<string, Lexicon>();

/** The word lists of a language, compiled when it is first asked for, which takes some 30 ms; null for no language. */
export function lexiconOf(code: string): Lexicon | null {
  const language = LANGUAGES.get(code);
  const lexicon = compiled.get(code) ?? (language ? compile(language) : null);
  if (lexicon) compiled.set(code, lexicon);
  return lexicon;
}

function compile(language: Language): Lexicon {
  const { words, endings, speltOut, lists } = readVocabulary(language.code);
  const lexicon: Lexicon = {
    language,
    lists,
    speltOut,
    root: { next: new Map(), is: null },
    endings: endings
      .map((entry) => ({ ending: entry.phrase, is: meaningOf(entry) }))
      .toSorted((a, b) => b.ending.length - a.ending.length),
    pastEndings: [...lists.past_endings],
    pastPrefixes: [...lists.past_prefixes],
    pastForms: new Set(
      words
        .filter(({ category }) => category === 'past_word' || category === 'past_participle')
        .map(({ phrase }) => phrase),
    ),
  };
  for (const entry of words) addPhrase(lexicon, entry);
  if (language.accents_optional) {
    const written = new Set(words.map(({ phrase }) => phrase));
    for (const entry of words) {
      const phrase = withoutAccents(entry.phrase);
      if (!written.has(phrase)) addPhrase(lexicon, { ...entry, phrase });
    }
  }
  return lexicon;
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '');
}

function addPhrase(lexicon: Lexicon, { phrase, category, sense }: Entry): void {
  let node = lexicon.root;
  for (const token of tokensOf(phrase, lexicon)) {
    let child = node.next.get(token.text);
    if (!child) {
      child = { next: new Map(), is: null };
      node.next.set(token.text, child);
    }
    node = child;
  }
  node.is ??= new Meanings();
  node.is.add(category, sense);
}

/** Fewer letters than that have no stem before the ending. */
const SHORTEST_INFLECTED = 4;

/** What the ending tells of a word that the table does not have; a name in the sentence has none. */
function byEnding(lexicon: Lexicon, token: Token, opensSentence: boolean): Meanings {
  const isName = token.raw !== token.text && !opensSentence;
  if (token.kind !== 'word' || isName || token.text.length < SHORTEST_INFLECTED) return EMPTY;
  if (lexicon.lists.no_ending.has(token.text)) return EMPTY;
  return lexicon.endings.find(({ ending }) => token.text.endsWith(ending))?.is ?? EMPTY;
}

/** The items of a text, and no more than one over `most`. */
export function readItems(text: string, lexicon: Lexicon, most = Number.POSITIVE_INFINITY): Item[] {
  const tokens = tokensOf(text, lexicon);
  const items: Item[] = [];
  let sentence = 0;
  let chunk = 0;
  for (let at = 0; at < tokens.length && items.length <= most; ) {
    const token = tokens[at];
    if (!token) break;
    const known = longestPhrase(lexicon, tokens, at);
    const isFirst = items.at(-1)?.sentence !== sentence;
    const { is, length } = known.is === EMPTY ? { is: formOf(lexicon, token, isFirst), length: 1 } : known;
    const isMark = token.kind === 'mark' && length === 1;
    if (isMark && SENTENCE_MARKS.has(token.text)) sentence++;
    if (isMark && (SENTENCE_MARKS.has(token.text) || CHUNK_MARKS.has(token.text))) chunk++;
    const text = length === 1 ? token.text : textOf(tokens.slice(at, at + length));
    items.push({
      text,
      looksPast: !isMark && looksPast(lexicon, token.text, is),
      completes: is.size === 0 && lexicon.lists.completed.has(token.text),
      isHomograph: lexicon.lists.homographs.has(text),
      isTime: false,
      is,
      opens: token.kind === 'number' || token.kind === 'ordinal' || is.opens,
      number: token.kind === 'number' && length === 1 ? token.value : null,
      ordinal: token.kind === 'ordinal' && length === 1 ? token.value : null,
      raw: token.raw,
      isMark,
      capital: token.raw !== token.text,
      hyphen: token.hyphen,
      spaced: token.spaced,
      sentence,
      chunk,
    });
    at += length;
  }
  return lexicon.language.modifiers_follow ? reordered(items) : items;
}

/** A form of the past, by the lists, by its ending ("-ed"), or behind a prefix ("rebuilt"). */
function looksPast(lexicon: Lexicon, text: string, is: Meanings): boolean {
  if (is.size > 0 || text.length < SHORTEST_INFLECTED) return is.has('past_participle');
  if (lexicon.pastEndings.some((ending) => text.endsWith(ending))) return !lexicon.lists.not_past.has(text);
  return lexicon.pastPrefixes.some(
    (prefix) => text.startsWith(prefix) && lexicon.pastForms.has(text.slice(prefix.length)),
  );
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}

function tokensOf(text: string, { language, lists, speltOut }: Lexicon): Token[] {
  return tokenise(text, language, lists).flatMap((token) => {
    const full = speltOut.get(token.text);
    if (full === undefined) return [token];
    const parts = tokenise(full, language, lists);
    return parts.map((part, nth) => (nth === 0 ? { ...part, spaced: token.spaced } : part));
  });
}

/** What a word the table does not list means by its form: a compound's last part, or an ending. */
function formOf(lexicon: Lexicon, token: Token, isFirst: boolean): Meanings {
  const head = headOf(lexicon, token);
  return head === EMPTY ? byEnding(lexicon, token, isFirst) : head;
}

/** What the last part of a compound noun means: "Sondersitzung" is a "Sitzung". */
function headOf({ root, lists }: Lexicon, { kind, text, raw }: Token): Meanings {
  if (kind !== 'word' || raw === text) return EMPTY;
  const first = Math.max(SHORTEST_MODIFIER, text.length - LONGEST_HEAD);
  for (let at = first; at <= text.length - SHORTEST_HEAD; at++) {
    const head = text.slice(at);
    if (lists.compound_heads.has(head)) return root.next.get(head)?.is ?? EMPTY;
  }
  return EMPTY;
}

function longestPhrase(
  lexicon: Lexicon,
  tokens: readonly Token[],
  from: number,
): { is: Meanings; length: number } {
  let node = lexicon.root;
  let found = { is: EMPTY, length: 1 };
  for (let length = 1; length <= LONGEST_PHRASE_TOKENS; length++) {
    const token = tokens[from + length - 1];
    const child = token && node.next.get(token.text);
    if (!child) break;
    node = child;
    if (node.is) found = { is: node.is, length };
  }
  return found;
}
