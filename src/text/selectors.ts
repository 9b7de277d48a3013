/** Where words stand in a text, as W3C selectors. */
import { LIMITS } from '../limits.ts';

/** W3C Web Annotation selectors; positions are UTF-16 offsets into the source's text. */
export type Selector =
  | { type: 'TextQuoteSelector'; exact: string; prefix: string; suffix: string }
  | { type: 'TextPositionSelector'; start: number; end: number };

/** UTF-16 offsets of a text. */
export interface Span {
  start: number;
  end: number;
}

const isHighSurrogate = (text: string, i: number): boolean => /[\uD800-\uDBFF]/.test(text[i] ?? '');

/** W3C selectors of a span: the words with a little context, and their UTF-16 offsets. */
export const selectorsOf = (source: string, { start, end }: Span): Selector[] => {
  let before = Math.max(0, start - LIMITS.selector_context);
  if (before > 0 && isHighSurrogate(source, before - 1)) before += 1;
  let after = Math.min(source.length, end + LIMITS.selector_context);
  if (isHighSurrogate(source, after - 1) && after > end) after -= 1;
  return [
    {
      type: 'TextQuoteSelector',
      exact: source.slice(start, end),
      prefix: source.slice(before, start),
      suffix: source.slice(end, after),
    },
    { type: 'TextPositionSelector', start, end },
  ];
};

/** Longer words are found by their beginning and their end. */
const LONGEST_START = 200;
const WORDS_AT_ENDS = 5;
const WORDS_AROUND = 3;

/** As the Text Fragments specification has it: "-", "," and "&" stand for themselves nowhere. */
const encode = (words: string): string => encodeURIComponent(words).replaceAll('-', '%2D');

const firstWords = (text: string, count: number): string =>
  text.trim().split(/\s+/u).slice(0, count).join(' ');
const lastWords = (text: string, count: number): string => text.trim().split(/\s+/u).slice(-count).join(' ');

/**
 * A text directive that leads a browser to a span: `text=[prefix-,]start[,end][,-suffix]`
 * (https://wicg.github.io/scroll-to-text-fragment/). Words that stand there more than once come with
 * what is around them. Null for words that are longer than a URL.
 */
export const textFragment = (source: string, { start, end }: Span): string | null => {
  const exact = source.slice(start, end).trim();
  if (exact === '' || !source.isWellFormed()) return null;
  const parts: string[] = [];
  const isOnce = source.indexOf(exact) === source.lastIndexOf(exact);
  const line = /[^\n\r]*$/u.exec(source.slice(Math.max(0, start - LONGEST_START), start))?.[0] ?? '';
  const prefix = isOnce ? '' : lastWords(line, WORDS_AROUND);
  if (prefix !== '') parts.push(`${encode(prefix)}-`);
  const isLong = exact.length > LONGEST_START || /[\n\r]/.test(exact);
  if (isLong) {
    const [firstLine = '', lastLine = ''] = [exact.split(/[\n\r]/)[0], exact.split(/[\n\r]/).at(-1)];
    parts.push(encode(firstWords(firstLine, WORDS_AT_ENDS)), encode(lastWords(lastLine, WORDS_AT_ENDS)));
  } else parts.push(encode(exact));
  const rest = /^[^\n\r]*/u.exec(source.slice(end, end + LONGEST_START))?.[0] ?? '';
  const suffix = isOnce ? '' : firstWords(rest, WORDS_AROUND);
  if (suffix !== '') parts.push(`-${encode(suffix)}`);
  const directive = `text=${parts.join(',')}`;
  return directive.length > LIMITS.url ? null : directive;
};

/** A URL that leads to a text directive. */
export const fragmentUrl = (url: string, directive: string): string =>
  `${url}${url.includes('#') ? '' : '#'}:~:${directive}`;
