/** Where in a text the words of a search stand, and the part of it that shows most of them. */
import { APOSTROPHES, foldPlain, plainText } from './fold.ts';
import {
  GROUPED,
  HAS_UNSPACED,
  INNER_APOSTROPHE,
  type Search,
  spellInAscii,
  storedStems,
  type Term,
  UNIT,
  wordOf,
} from './search.ts';
import { languagesOf } from './stems.ts';

/** A part of a text, in UTF-16 units: the first of it, and the first after it. */
export interface Span {
  start: number;
  end: number;
}

export interface Snippet {
  /** The text, or the part of it that has most; an ellipsis stands where something is left out. */
  text: string;
  /** Where the words stand in it, in order and apart from each other. */
  highlights: Span[];
}

/** A word of a text as searches know it, and where it stands. */
interface Placed extends Span {
  word: string;
  /** What it is also found by. */
  others: readonly string[];
}

/** A word with what joins it to others; what nobody sees may stand in it. */
const COMPOUND = /[\p{L}\p{M}\p{N}\p{Cf}]+(?:['\-‐.][\p{L}\p{M}\p{N}\p{Cf}]+)*/gu;
const PIECE = /[^'\-‐.]+/gu;

/** The pieces of a compound that are words of their own, and where each begins in it. */
const piecesOf = (compound: string): { piece: string; at: number }[] =>
  [...compound.matchAll(PIECE)].flatMap(({ 0: piece, index }) =>
    HAS_UNSPACED.test(piece)
      ? [...piece.matchAll(UNIT)].map((unit) => ({ piece: unit[0], at: index + unit.index }))
      : [{ piece, at: index }],
  );

const ONE_WORD = /^[a-z0-9]+$/i;

/** A sign that is no part of any word. */
const UNSEEN = '\u2060';

const placedWords = (text: string, language: string | null): Placed[] => {
  // Signs of one kind, each as long as it was, so that places stay.
  const even = text
    .replace(APOSTROPHES, "'")
    .replace(INNER_APOSTROPHE, UNSEEN)
    .replace(/\p{Zs}/gu, ' ');
  const numbers = [...even.matchAll(GROUPED)].map(({ 0: figures, index }) => ({
    word: figures.replace(/\D/gu, ''),
    others: figures.split(/\D/u),
    start: index,
    end: index + figures.length,
  }));
  const compounds = [...even.matchAll(COMPOUND)].map(({ 0: compound, index }) => ({
    compound,
    index,
    known: wordOf(plainText(compound)),
  }));
  const languages = languagesOf(
    compounds.flatMap(({ known }) => known.folded),
    language,
  );
  const words = compounds.flatMap(({ compound, index, known }): Placed[] => {
    const { others, plain, parts } = known;
    const [word, only] = [parts[0], plain[0]];
    // Most are one word, which is known as a whole.
    if (ONE_WORD.test(compound) && word !== undefined && only !== undefined) {
      const found =
        others.length === 0 ? storedStems(only, languages) : [...others, ...storedStems(only, languages)];
      return [{ word, others: found, start: index, end: index + compound.length }];
    }
    return piecesOf(compound).map(({ piece, at }): Placed => {
      const plain = plainText(piece);
      return {
        word: spellInAscii(foldPlain(plain)),
        others: [...others, ...storedStems(plain, languages)],
        start: index + at,
        end: index + at + piece.length,
      };
    });
  });
  if (numbers.length === 0) return words;
  const isInNumber = ({ start, end }: Span): boolean =>
    numbers.some((number) => start >= number.start && end <= number.end);
  return [...words.filter((word) => !isInNumber(word)), ...numbers].sort((a, b) => a.start - b.start);
};

const spansOfPhrase = (words: readonly Placed[], phrase: readonly string[]): Span[] =>
  words.flatMap((word, i) => {
    const run = phrase.map((_, k) => words[i + k]);
    const last = run.at(-1);
    return last && run.every((placed, k) => placed?.word === phrase[k])
      ? [{ start: word.start, end: last.end }]
      : [];
  });

const spansOf = (words: readonly Placed[], { phrases, stems }: Term): Span[] => {
  const single = new Set([...stems, ...phrases.flatMap((phrase) => (phrase.length === 1 ? phrase : []))]);
  return [
    ...phrases.flatMap((phrase) => spansOfPhrase(words, phrase)),
    ...words.flatMap(({ others, start, end }) =>
      others.some((other) => single.has(other)) ? [{ start, end }] : [],
    ),
  ];
};

/** Spans in order, those that touch as one. */
const merged = (spans: readonly Span[]): Span[] => {
  if (spans.length < 2) return [...spans];
  const apart: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart;
};

/** Where the words of a search stand in a text of this language (BCP 47; null where it is not known). */
export const highlightsIn = (text: string, language: string | null, { terms }: Search): Span[] => {
  const words = placedWords(text, language);
  return merged(terms.flatMap((term) => spansOf(words, term)));
};

const LEAD = 40;

/** The part of a text, of about `length`, in which most of these spans stand. */
export const snippetOf = (text: string, spans: readonly Span[], length: number): Snippet => {
  if (text.length <= length) return { text, highlights: [...spans] };
  const shownFrom = (first: Span): number =>
    spans.filter(({ start, end }) => start >= first.start && end <= first.start - LEAD + length).length;
  const first = spans.reduce<Span | undefined>(
    (best, span) => (best && shownFrom(best) >= shownFrom(span) ? best : span),
    undefined,
  );
  const from = blankBefore(text, Math.min((first?.start ?? 0) - LEAD, text.length - length));
  const to = from + length >= text.length ? text.length : blankBefore(text, from + length, from);
  const head = from > 0 ? '… ' : '';
  const shift = head.length - from;
  return {
    text: `${head}${text.slice(from, to).trimEnd()}${to < text.length ? ' …' : ''}`,
    highlights: spans
      .filter(({ start, end }) => start >= from && end <= to)
      .map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
};

/** Where the word at a place begins; the place itself in text without blanks, never between two halves of a sign. */
const blankBefore = (text: string, at: number, least = 0): number => {
  if (at <= 0) return 0;
  const blank = text.lastIndexOf(' ', at);
  if (blank > Math.max(least, at - LEAD)) return blank + 1;
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at;
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** A snippet as HTML: all of it escaped, its words in `<mark>`. */
export const htmlOf = ({ text, highlights }: Snippet): string => {
  let html = '';
  let at = 0;
  for (const { start, end } of highlights) {
    html += `${escaped(text.slice(at, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escaped(text.slice(at));
};
