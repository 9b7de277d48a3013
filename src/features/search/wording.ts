/** What a query’s words come to: as typed, completed while somebody types, and with their slips mended. */
import { foldPlain, plainText } from '../../text/fold.ts';
import { type Search, searchOf, spellInAscii, storedStems, wordOf } from '../../text/search.ts';
import { LANGUAGES } from '../../text/stems.ts';
import { type NamedMatch, readable, type Vocabulary } from './vocabulary.ts';

export interface Question {
  q: string;
  /** Whether the last word may be the beginning of one. */
  suggest: boolean;
}

/** A search, with the speakers and topics that answer it. */
export interface Sought {
  search: Search;
  named: NamedMatch[];
}

export interface Wording {
  /** As it was typed; null where it has no words, or too many for all of them to occur. */
  typed: Sought | null;
  /** With words in place of those that no text has; `q` is the query then. */
  mended: (Sought & { q: string }) | null;
}

const sought = (vocabulary: Vocabulary, search: Search): Sought => ({
  search,
  named: vocabulary.named(search),
});

/** A search with other words that may stand in place of one. */
const withOthers = (search: Search, word: string, others: readonly string[]): Search => ({
  ...search,
  terms: search.terms.map((term) =>
    !term.quoted && term.phrases[0]?.length === 1 && term.phrases[0][0] === word
      ? { ...term, phrases: [...term.phrases, ...others.map((other) => [other])] }
      : term,
  ),
});

/** A bare word in a query: no phrase, and nothing that is left out. */
const WORD = /(?<![\p{L}\p{N}\p{M}'’.-])[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?![\p{L}\p{N}\p{M}'’.-])/gu;

const mend = (vocabulary: Vocabulary, q: string): (Sought & { q: string }) | null => {
  const others = new Map<string, string[]>();
  const mended = q
    .split(/(["“„”«»].*?["“”«»])/su)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part.replace(WORD, (word) => {
            const plain = plainText(word);
            const stored = spellInAscii(foldPlain(plain));
            const forms = [stored, ...wordOf(plain).others, ...storedStems(plain, LANGUAGES)];
            if (forms.some(vocabulary.isKnown)) return word;
            const [best, ...rest] = vocabulary.near(stored);
            if (best === undefined) return word;
            others.set(best, rest);
            return readable(best);
          }),
    )
    .join('');
  if (others.size === 0) return null;
  const search = searchOf(mended);
  if (!search) return null;
  const widened = [...others].reduce((wider, [word, rest]) => withOthers(wider, word, rest), search);
  return { ...sought(vocabulary, widened), q: mended };
};

/** The last word of a query, where it may be the beginning of a longer one. */
const BEGINNING = /(?<![\p{L}\p{N}\p{M}"“„«-])[\p{L}\p{M}\p{N}]+$/u;

const complete = (vocabulary: Vocabulary, q: string, search: Search): Search => {
  const [beginning] = BEGINNING.exec(q) ?? [];
  if (beginning === undefined) return search;
  const word = spellInAscii(foldPlain(plainText(beginning)));
  return withOthers(
    search,
    word,
    vocabulary.completions(word).filter((other) => other !== word),
  );
};

export const wordingOf = (vocabulary: Vocabulary, { q, suggest }: Question): Wording => {
  const asked = searchOf(q);
  const typed = asked && (suggest ? complete(vocabulary, q, asked) : asked);
  return { typed: typed && sought(vocabulary, typed), mended: mend(vocabulary, q) };
};
