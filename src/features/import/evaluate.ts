/** What a template gives for one row. */
import { createHash } from 'node:crypto';
import { LIMITS } from '../../limits.ts';
import { isDay } from '../../record/days.ts';
import { slugOf } from '../../text/slug.ts';
import type { Condition, Expression, Scalar, Template } from './mapping.ts';
import { isRecord, type Row, resolvePointer } from './rows.ts';

/** What a row's value could not be made into. */
export interface ValueFault {
  column: string;
  detail: string;
  /** The word that `values` has no other for. */
  unmapped?: string;
}

export interface Evaluated {
  value: unknown;
  faults: ValueFault[];
  /** The column that a place in the value comes from, or what stands around it; undefined where none does. */
  columnOf(path: readonly PropertyKey[]): string | undefined;
  /** Words that were not in `values` and became what `otherwise` says. */
  otherwise: { column: string; value: string }[];
}

/** A place in what a template gives, from its end. */
interface Place {
  up: Place | null;
  key: PropertyKey;
}

interface Result extends Pick<Evaluated, 'faults' | 'otherwise'> {
  columns: { place: Place | null; column: string }[];
}

interface Scope {
  row: unknown;
  element: unknown;
  result: Result;
}

const NOTHING: unique symbol = Symbol('nothing');

/** Evaluates a template for a row. What has no value is left out of its record or list. */
export const evaluate = (template: Template, row: Row): Evaluated => {
  const result: Result = { faults: [], columns: [], otherwise: [] };
  const value = give(template, null, { row: row.value, element: undefined, result });
  const { faults, otherwise } = result;
  return {
    ...{ value: value === NOTHING ? undefined : value, faults, otherwise },
    columnOf: (path) => columnIn(result.columns, path),
  };
};

/** Few rows have faults, so places are put together for those alone. */
const columnIn = (columns: Result['columns'], path: readonly PropertyKey[]): string | undefined => {
  const known = new Map(columns.map(({ place, column }) => [partsOf(place).join('/'), column]));
  for (let length = path.length; length >= 0; length -= 1) {
    const column = known.get(path.slice(0, length).map(String).join('/'));
    if (column !== undefined) return column;
  }
  return undefined;
};

const partsOf = (place: Place | null): string[] =>
  place === null ? [] : [...partsOf(place.up), String(place.key)];

/** Whether a row meets a condition. */
export const meets = (condition: Condition, row: Row): boolean =>
  met(condition, { row: row.value, element: undefined });

const met = ({ from, is, not }: Condition, scope: Pick<Scope, 'row' | 'element'>): boolean => {
  const word = wordOf(read(from, scope));
  return (is?.includes(word) ?? true) && !(not?.includes(word) ?? false);
};

const give = (template: Template, place: Place | null, scope: Scope): unknown => {
  switch (template.is) {
    case 'constant':
      return template.value;
    case 'expression':
      return express(template.expression, place, scope);
    case 'when':
      return met(template.condition, scope) ? give(template.give, place, scope) : NOTHING;
    case 'each':
      return elements(template.list, place, scope).map((element, i) =>
        give(template.give, { up: place, key: i }, { ...scope, element }),
      );
    case 'list':
      return listOf(template.items, place, scope);
    case 'record': {
      const members: [string, unknown][] = [];
      for (const [key, member] of template.members) {
        const value = give(member, { up: place, key }, scope);
        if (value !== NOTHING) members.push([key, value]);
      }
      return Object.fromEntries(members);
    }
  }
};

/** A list's items; what gives several (`each`, `split`) is spread among the others. */
const listOf = (items: readonly Template[], place: Place | null, scope: Scope): unknown[] => {
  const list: unknown[] = [];
  for (const item of items) {
    const value = give(item, { up: place, key: list.length }, scope);
    if (value === NOTHING) continue;
    if (item.is !== 'list' && Array.isArray(value)) list.push(...value);
    else list.push(value);
  }
  return list;
};

/** What `from` names: a column, a pointer into the row, or the element at hand. */
const read = (from: string, { row, element }: Pick<Scope, 'row' | 'element'>): unknown => {
  if (from === '$') return element;
  if (from.startsWith('$/')) return resolvePointer(element, from.slice(1));
  if (isRecord(row) && Object.hasOwn(row, from)) return row[from];
  return from.startsWith('/') ? resolvePointer(row, from) : undefined;
};

/** A scalar as a table's cell has it; '' for nothing. Objects and lists have no word. */
const wordOf = (raw: unknown): string =>
  typeof raw === 'string'
    ? raw.trim()
    : typeof raw === 'number' || typeof raw === 'boolean'
      ? String(raw)
      : '';

const elements = (list: Expression, place: Place | null, scope: Scope): unknown[] => {
  const raw = read(list.from, scope);
  if (Array.isArray(raw) && raw.some((item) => typeof item === 'object')) return raw;
  const value = express(list, place, scope);
  return Array.isArray(value) ? value : value === NOTHING ? [] : [value];
};

const express = (expression: Expression, place: Place | null, scope: Scope): unknown => {
  const { from, split } = expression;
  const { columns } = scope.result;
  columns.push({ place, column: from });
  const raw = read(from, scope);
  if (isRecord(raw)) return fail(scope, from, 'is an object; point into it');
  const cells = Array.isArray(raw) ? raw.map(wordOf) : split === undefined ? null : wordOf(raw).split(split);
  if (cells === null) return makeOf(expression, wordOf(raw), scope);
  const made = cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .map((cell) => makeOf(expression, cell, scope))
    .filter((value) => value !== NOTHING);
  for (let key = 0; key < made.length; key += 1) columns.push({ place: { up: place, key }, column: from });
  return made;
};

const fail = (scope: Scope, column: string, detail: string, unmapped?: string): typeof NOTHING => {
  scope.result.faults.push({ column, detail, ...(unmapped === undefined ? {} : { unmapped }) });
  return NOTHING;
};

/** One word of a cell, made into what the record wants. */
const makeOf = (expression: Expression, cell: string, scope: Scope): Scalar | typeof NOTHING => {
  const { from, pattern, dates, values, otherwise, slug, prefix } = expression;
  if (cell === '') return expression.default ?? NOTHING;
  let word = cell;
  const unread = (detail: string): Scalar | typeof NOTHING => {
    if (otherwise === undefined) return fail(scope, from, detail);
    scope.result.otherwise.push({ column: from, value: cell });
    return otherwise ?? NOTHING;
  };
  if (pattern !== undefined) {
    const match = regexOf(pattern).exec(word);
    if (!match) return unread(`${quoted(cell)} does not match the pattern`);
    word = match[1] ?? match[0];
  }
  if (dates) {
    const day = dayOf(word, dates);
    if (day === null) return unread(`${quoted(word)} is no date written as ${dates.join(' or ')}`);
    word = day;
  }
  if (values) {
    if (Object.hasOwn(values, word)) return values[word] ?? NOTHING;
    if (otherwise === undefined)
      return fail(scope, from, `${quoted(word)} has no value in the mapping`, word);
    scope.result.otherwise.push({ column: from, value: word });
    return otherwise ?? NOTHING;
  }
  return `${prefix ?? ''}${slug ? distinctSlug(word) : word}`;
};

const WORD_SHOWN = 80;
const quoted = (word: string): string =>
  `“${word.length > WORD_SHOWN ? `${word.slice(0, WORD_SHOWN)}…` : word}”`;

const regexes = new Map<string, RegExp>();
const regexOf = (source: string): RegExp => {
  const known = regexes.get(source) ?? new RegExp(source, 'v');
  regexes.set(source, known);
  return known;
};

/** A key of lower-case letters, digits and hyphens; what those cannot tell apart, a hash does. */
export const distinctSlug = (word: string): string => {
  const plain = slugOf(word);
  if (plain !== '' && plain.length < LIMITS.slug_length) return plain;
  const hash = createHash('sha256').update(word).digest('hex').slice(0, 10);
  return [plain, hash].filter(Boolean).join('-');
};

/** Names of months, from January on, in languages that tables come in; without accents, as `monthOf` compares them. */
const MONTHS = [
  'january januar enero janvier gennaio janeiro січня січень',
  'february februar febrero fevrier febbraio fevereiro лютого лютии',
  'march marz maerz marzo mars marco березня березень',
  'april abril avril aprile квітня квітень',
  'may mai mayo maggio maio травня травень',
  'june juni junio juin giugno junho червня червень',
  'july juli julio juillet luglio julho липня липень',
  'august agosto aout серпня серпень',
  'september septiembre setiembre septembre settembre setembro вересня вересень',
  'october oktober octubre octobre ottobre outubro жовтня жовтень',
  'november noviembre novembre novembro листопада листопад',
  'december dezember diciembre decembre dicembre dezembro грудня грудень',
].map((names) => names.split(' '));

const BY_NAME = new Map(MONTHS.flatMap((names, i) => names.map((name) => [name, i + 1] as const)));

/** Fewer letters begin the names of several months. */
const SHORTEST = 3;
/** By their first letters (jan, sept, juil); those that could be two are no name. */
const BY_BEGINNING = new Map(
  [
    ...Map.groupBy(
      [...BY_NAME].flatMap(([name, number]) =>
        Array.from({ length: Math.max(0, name.length - SHORTEST) }, (_, i) => ({
          beginning: name.slice(0, SHORTEST + i),
          number,
        })),
      ),
      ({ beginning }) => beginning,
    ),
  ].flatMap(([beginning, named]) => {
    const numbers = new Set(named.map(({ number }) => number));
    return numbers.size === 1 ? [[beginning, [...numbers][0] ?? 0] as const] : [];
  }),
);

/** The number of the month that is called so, or whose name begins so; 0 where it is none, or could be two. */
const monthOf = (name: string): number => {
  const word = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return BY_NAME.get(word) ?? BY_BEGINNING.get(word) ?? 0;
};

const BLANKS = /\s+/gu;
/** What some write behind the figure of a day: 1st, 1er, 1.º */
const ORDINAL = /(?<=^|\P{N})(\p{N}{1,2})(?:st|nd|rd|th|er|\.?[ºª°])(?!\p{L})/u;

/** A date written in one of these ways as a day, which may be known in part; null when it is in none, or there is none. */
export const dayOf = (word: string, formats: readonly string[]): string | null => {
  const even = word.replace(BLANKS, ' ');
  const plain = even.replace(ORDINAL, '$1');
  return readDay(even, formats) ?? (plain === even ? null : readDay(plain, formats));
};

const readDay = (word: string, formats: readonly string[]): string | null => {
  for (const format of formats) {
    const match = dateRegex(format).exec(word);
    if (!match?.groups) continue;
    const { year, month, day, name } = match.groups;
    const number = name === undefined ? month : String(monthOf(name));
    const text = [year, number?.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-');
    if (isDay(text)) return text;
  }
  return null;
};

const DATE_PARTS: Record<string, string> = {
  YYYY: '(?<year>\\d{4})',
  MMMM: '(?<name>\\p{L}{3,12})',
  MMM: '(?<name>\\p{L}{3,5})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
};

const PARTS = /'[^']*'|YYYY|M{1,4}|D{1,2}|[^A-Za-z]/gu;

const dateRegexes = new Map<string, RegExp>();
const dateRegex = (format: string): RegExp => {
  const regex =
    dateRegexes.get(format) ??
    new RegExp(
      `^${format.replace(BLANKS, ' ').replaceAll(PARTS, (part) => DATE_PARTS[part] ?? literal(part.replaceAll("'", '')))}$`,
      'v',
    );
  dateRegexes.set(format, regex);
  return regex;
};

const literal = (text: string): string =>
  [...text].map((sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`).join('');

/** A regular expression for dates in these ways, wherever they stand: what `pattern` keeps of a longer cell. */
export const datePattern = (formats: readonly string[]): string => {
  // A year alone is the beginning of a longer date.
  const longest = formats.toSorted((a, b) => b.length - a.length);
  const found = longest.map((format) =>
    format.replaceAll(PARTS, (part) => {
      if (part === ' ') return '\\s+';
      const regex = DATE_PARTS[part]?.replace(/\?<\w+>/, '?:');
      if (part === 'D') return `${regex}(?:st|nd|rd|th|er|[ºª°])?`;
      return regex ?? part.replaceAll("'", '').replaceAll('.', '\\.');
    }),
  );
  return `(?<![\\p{L}\\d])(${found.join('|')})(?!\\d)`;
};
