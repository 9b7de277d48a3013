/**
 * The word lists of a language: a phrase a line, in the files of its folder. A heading says what the phrases below
 * it are: `[relation: within]` a sense of a category, `[ending future: will]` endings of words that no list
 * has, `[spelt out: end of the year]` short forms, `[homographs]` a list that has no sense (`emptyLists`).
 */
import { readFileSync } from 'node:fs';
import { type Category, isCategory, isSense, Meanings, type Senses } from './senses.ts';

const FILES = ['time', 'events', 'speech'];

/** Lists of words that have no sense of their own. */
function emptyLists() {
  return {
    /** Words with a second meaning that count as time only when written with a capital. */
    needs_capital: new Set<string>(),
    /** Words of time that are more often a verb or a name where they stand alone. */
    homographs: new Set<string>(),
    /** Words whose full stop ends no sentence: "Gov. Smith". */
    abbreviations: new Set<string>(),
    /** Letters that turn digits into an ordinal: "5th". */
    ordinal_suffixes: new Set<string>(),
    /** Nouns that give a compound its meaning: "Landtagswahl" is read as "Wahl". */
    compound_heads: new Set<string>(),
    /** Endings of finite past verbs ("-ed"), and the words that only look like one. */
    past_endings: new Set<string>(),
    not_past: new Set<string>(),
    /** Prefixes of verbs the lists have: "rebuilt" goes like "built". */
    past_prefixes: new Set<string>(),
    /** Words in "-ed" that more often finish a promise than tell a past: "the wall completed by May". */
    completed: new Set<string>(),
    /** Words that only look as if they had one of the endings. */
    no_ending: new Set<string>(),
  };
}

type ListName = keyof ReturnType<typeof emptyLists>;

export interface Entry {
  phrase: string;
  category: Category;
  sense: Senses[Category];
}

export interface Vocabulary {
  words: readonly Entry[];
  endings: readonly Entry[];
  /** Abbreviations and compounds, and what they are read as: "EOY". */
  speltOut: ReadonlyMap<string, string>;
  lists: Readonly<Record<ListName, ReadonlySet<string>>>;
}

/** Reads the lists of a language. Throws where a heading names no category, sense or list. */
export function readVocabulary(language: string): Vocabulary {
  const words: Entry[] = [];
  const endings: Entry[] = [];
  const speltOut = new Map<string, string>();
  const lists = emptyLists();
  for (const file of FILES) {
    let add: (phrase: string) => void = () => undefined;
    const text = readFileSync(new URL(`./${language}/${file}.txt`, import.meta.url), 'utf8');
    for (const line of text.split('\n')) {
      const heading = /^\[(?:(ending|spelt) )?(\w+)(?:: (.+))?\]$/.exec(line);
      const [, form, name = '', sense = ''] = heading ?? [];
      if (heading && form === 'spelt') add = (phrase) => speltOut.set(phrase, sense);
      else if (heading && isList(lists, name)) add = (phrase) => lists[name].add(phrase);
      else if (heading) add = adder(form === 'ending' ? endings : words, name, sense);
      else if (line !== '' && !line.startsWith('#')) add(line);
    }
  }
  return { words, endings, speltOut, lists };
}

function isList(lists: Vocabulary['lists'], name: string): name is ListName {
  return Object.hasOwn(lists, name);
}

function adder(entries: Entry[], category: string, sense: string): (phrase: string) => void {
  if (!isCategory(category) || !isSense(category, sense))
    throw new Error(`No such sense of a word: ${category}: ${sense}`);
  return (phrase) => entries.push({ phrase, category, sense });
}

/** The meanings of a word with one sense. */
export function meaningOf({ category, sense }: Entry): Meanings {
  return Meanings.of(category, sense);
}
