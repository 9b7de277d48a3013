/**
 * A language's table, compiled into a trie, and the reading of a text into items: the longest
 * phrase of the table that starts at a token, with everything it can mean.
 */
import { type Token, tokenise } from './tokens.ts';
import type { Category, LanguageTable } from './types.ts';
import { reordered } from './word-order.ts';

export interface Item {
  text: string;
  is: ReadonlyMap<Category, string>;
  /** False for words and marks with which no time can begin. */
  opens: boolean;
  /** The value of digits, null for words. */
  number: number | null;
  ordinal: number | null;
  /** The digits or the mark as written. */
  raw: string;
  isMark: boolean;
  capital: boolean;
  hyphen: boolean;
  spaced: boolean;
  /** Which sentence and which stretch between commas the item stands in. */
  sentence: number;
  chunk: number;
}

interface TrieNode {
  next: Map<string, TrieNode>;
  is: Map<Category, string> | null;
}

export interface Lexicon {
  table: LanguageTable;
  root: TrieNode;
  needsCapital: ReadonlySet<string>;
  notPast: ReadonlySet<string>;
  completed: ReadonlySet<string>;
  homographs: ReadonlySet<string>;
  /** Longest first. */
  endings: readonly { ending: string; is: ReadonlyMap<Category, string> }[];
  noEnding: ReadonlySet<string>;
  /** Irregular past forms, for the prefixes of the table. */
  pastForms: ReadonlySet<string>;
  compoundHeads: ReadonlySet<string>;
}

/** No phrase of a table is longer than this, so reading stays linear. */
const LONGEST_PHRASE_TOKENS = 8;
const SHORTEST_MODIFIER = 3;
const SHORTEST_HEAD = 4;
const LONGEST_HEAD = 16;
const SENTENCE_MARKS = new Set(['.', '!', '?', ';', '…']);
const CHUNK_MARKS = new Set([',', ':', '-', '(', ')', '[', ']', '…']);
const EMPTY: ReadonlyMap<Category, string> = new Map();

/** With these alone no time begins; they stand in or behind one. */
const INNER = new Set<Category>([
  'adverb',
  'after_next',
  'age',
  'ago',
  'at_once',
  'and',
  'attribution',
  'auxiliary',
  'bare_past',
  'clock',
  'comparative',
  'condition',
  'conjunction',
  'deadline_noun',
  'filler',
  'future',
  'have',
  'is_over',
  'loose_length',
  'loose_time',
  'last_of',
  'not_a_year',
  'not_event',
  'onwards',
  'object',
  'moves',
  'of',
  'or',
  'passive',
  'possible',
  'plus_half',
  'past_participle',
  'past_word',
  'possessive',
  'present',
  'pronoun',
  'scheduled',
  'spends',
  'stating',
  'suffix',
  'superlative',
  'time_possessive',
  'to',
]);
const OPENS = new WeakMap<ReadonlyMap<Category, string>, boolean>();

function opensTime(is: ReadonlyMap<Category, string>): boolean {
  let opens = OPENS.get(is);
  if (opens === undefined) {
    opens = [...is.keys()].some((category) => !INNER.has(category));
    OPENS.set(is, opens);
  }
  return opens;
}

export function compile(table: LanguageTable): Lexicon {
  const root: TrieNode = { next: new Map(), is: null };
  const entries = entriesOf(table.words);
  for (const { phrase, category, value } of entries) addPhrase(root, table, phrase, category, value);
  if (table.accents_optional) {
    const written = new Set(entries.map(({ phrase }) => phrase));
    for (const { phrase, category, value } of entries) {
      const plain = withoutAccents(phrase);
      if (!written.has(plain)) addPhrase(root, table, plain, category, value);
    }
  }
  return {
    table,
    root,
    endings: entriesOf(table.endings)
      .map(({ phrase, category, value }) => ({ ending: phrase, is: new Map([[category, value]]) }))
      .toSorted((a, b) => b.ending.length - a.ending.length),
    noEnding: new Set(table.no_ending.split('|')),
    needsCapital: new Set(table.needs_capital.split('|')),
    completed: new Set(table.completed.split('|')),
    homographs: new Set(table.homographs.split('|')),
    compoundHeads: new Set(table.compound_heads.split('|')),
    notPast: new Set(table.not_past.split('|')),
    pastForms: new Set(
      [table.words.past_word, table.words.past_participle].flatMap((values) =>
        Object.values(values ?? {}).flatMap((phrases) => phrases.split('|')),
      ),
    ),
  };
}

interface Entry {
  category: Category;
  value: string;
  phrase: string;
}

function entriesOf(words: LanguageTable['words']): Entry[] {
  return Object.entries(words).flatMap(([category, values]) =>
    Object.entries(values).flatMap(([value, phrases]) =>
      isCategory(category, words) ? phrases.split('|').map((phrase) => ({ category, value, phrase })) : [],
    ),
  );
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '');
}

function addPhrase(
  root: TrieNode,
  table: LanguageTable,
  phrase: string,
  category: Category,
  value: string,
): void {
  let node = root;
  for (const token of tokenise(phrase, table).flatMap((part) => expand(part, table))) {
    let child = node.next.get(token.text);
    if (!child) {
      child = { next: new Map(), is: null };
      node.next.set(token.text, child);
    }
    node = child;
  }
  node.is ??= new Map();
  node.is.set(category, value);
}

function isCategory(name: string, words: LanguageTable['words']): name is Category {
  return Object.hasOwn(words, name);
}

/** Fewer letters than that have no stem before the ending. */
const SHORTEST_INFLECTED = 4;

/** What the ending tells of a word that the table does not have; a name in the sentence has none. */
function byEnding(lexicon: Lexicon, token: Token, opensSentence: boolean): ReadonlyMap<Category, string> {
  const isName = token.raw !== token.text && !opensSentence;
  if (token.kind !== 'word' || isName || token.text.length < SHORTEST_INFLECTED) return EMPTY;
  if (lexicon.noEnding.has(token.text)) return EMPTY;
  return lexicon.endings.find(({ ending }) => token.text.endsWith(ending))?.is ?? EMPTY;
}

/** The items of a text, and no more than one over `most`. */
export function readItems(text: string, lexicon: Lexicon, most = Number.POSITIVE_INFINITY): Item[] {
  const tokens = tokenise(text, lexicon.table).flatMap((token) => expand(token, lexicon.table));
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
    items.push({
      text: length === 1 ? token.text : textOf(tokens.slice(at, at + length)),
      is,
      opens: token.kind === 'number' || token.kind === 'ordinal' || opensTime(is),
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
  return lexicon.table.modifiers_follow ? reordered(items) : items;
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}

function expand(token: Token, table: LanguageTable): Token[] {
  const full = Object.hasOwn(table.expansions, token.text) ? table.expansions[token.text] : undefined;
  if (full === undefined) return [token];
  return tokenise(full, table).map((part, nth) => (nth === 0 ? { ...part, spaced: token.spaced } : part));
}

/** What a word the table does not list means by its form: a compound's last part, or an ending. */
function formOf(lexicon: Lexicon, token: Token, isFirst: boolean): ReadonlyMap<Category, string> {
  const head = headOf(lexicon, token);
  return head === EMPTY ? byEnding(lexicon, token, isFirst) : head;
}

/** What the last part of a compound noun means: "Sondersitzung" is a "Sitzung". */
function headOf({ root, compoundHeads }: Lexicon, { kind, text, raw }: Token): ReadonlyMap<Category, string> {
  if (kind !== 'word' || raw === text) return EMPTY;
  const first = Math.max(SHORTEST_MODIFIER, text.length - LONGEST_HEAD);
  for (let at = first; at <= text.length - SHORTEST_HEAD; at++) {
    const head = text.slice(at);
    if (compoundHeads.has(head)) return root.next.get(head)?.is ?? EMPTY;
  }
  return EMPTY;
}

function longestPhrase(
  lexicon: Lexicon,
  tokens: readonly Token[],
  from: number,
): { is: ReadonlyMap<Category, string>; length: number } {
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
