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
  /** Where in what the template gives. */
  path: PropertyKey[];
  detail: string;
  /** The word that `values` has no other for. */
  unmapped?: string;
}

export interface Evaluated {
  value: unknown;
  faults: ValueFault[];
  /** Which column stands at which place, by the place's parts joined with `/`. */
  columns: Map<string, string>;
  /** Words that were not in `values` and became what `otherwise` says. */
  otherwise: { column: string; value: string }[];
}

interface Scope {
  row: unknown;
  element: unknown;
  result: Evaluated;
}

const NOTHING: unique symbol = Symbol('nothing');

/** Evaluates a template for a row. What has no value is left out of its record or list. */
export const evaluate = (template: Template, row: Row): Evaluated => {
  const result: Evaluated = { value: undefined, faults: [], columns: new Map(), otherwise: [] };
  const value = give(template, [], { row: row.value, element: undefined, result });
  return { ...result, value: value === NOTHING ? undefined : value };
};

/** Whether a row meets a condition. */
export const meets = (condition: Condition, row: Row): boolean =>
  met(condition, { row: row.value, element: undefined });

const met = ({ from, is, not }: Condition, scope: Pick<Scope, 'row' | 'element'>): boolean => {
  const word = wordOf(read(from, scope));
  return (is?.includes(word) ?? true) && !(not?.includes(word) ?? false);
};

const give = (template: Template, path: PropertyKey[], scope: Scope): unknown => {
  switch (template.is) {
    case 'constant':
      return template.value;
    case 'expression':
      return express(template.expression, path, scope);
    case 'when':
      return met(template.condition, scope) ? give(template.give, path, scope) : NOTHING;
    case 'each':
      return elements(template.list, path, scope).map((element, i) =>
        give(template.give, [...path, i], { ...scope, element }),
      );
    case 'list':
      return listOf(template.items, path, scope);
    case 'record': {
      const members = template.members.map(([key, member]) => [key, give(member, [...path, key], scope)]);
      return Object.fromEntries(members.filter(([, member]) => member !== NOTHING));
    }
  }
};

/** A list's items; what gives several (`each`, `split`) is spread among the others. */
const listOf = (items: readonly Template[], path: PropertyKey[], scope: Scope): unknown[] => {
  const list: unknown[] = [];
  for (const item of items) {
    const value = give(item, [...path, list.length], scope);
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

const elements = (list: Expression, path: PropertyKey[], scope: Scope): unknown[] => {
  const raw = read(list.from, scope);
  if (Array.isArray(raw) && raw.some((item) => typeof item === 'object')) return raw;
  const value = express(list, path, scope);
  return Array.isArray(value) ? value : value === NOTHING ? [] : [value];
};

const express = (expression: Expression, path: PropertyKey[], scope: Scope): unknown => {
  const { from, split } = expression;
  scope.result.columns.set(path.map(String).join('/'), from);
  const raw = read(from, scope);
  if (isRecord(raw)) return fail(scope, path, from, 'is an object; point into it');
  const cells = Array.isArray(raw) ? raw.map(wordOf) : split === undefined ? null : wordOf(raw).split(split);
  if (cells === null) return makeOf(expression, wordOf(raw), path, scope);
  const made = cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .map((cell, i) => makeOf(expression, cell, [...path, i], scope))
    .filter((value) => value !== NOTHING);
  for (let i = 0; i < made.length; i += 1) scope.result.columns.set([...path, i].map(String).join('/'), from);
  return made;
};

const fail = (
  scope: Scope,
  path: PropertyKey[],
  column: string,
  detail: string,
  unmapped?: string,
): typeof NOTHING => {
  scope.result.faults.push({ column, path, detail, ...(unmapped === undefined ? {} : { unmapped }) });
  return NOTHING;
};

/** One word of a cell, made into what the record wants. */
const makeOf = (
  expression: Expression,
  cell: string,
  path: PropertyKey[],
  scope: Scope,
): Scalar | typeof NOTHING => {
  const { from, pattern, dates, values, otherwise, slug, prefix } = expression;
  if (cell === '') return expression.default ?? NOTHING;
  let word = cell;
  if (pattern !== undefined) {
    const match = regexOf(pattern).exec(word);
    if (!match) return fail(scope, path, from, `${quoted(cell)} does not match the pattern`);
    word = match[1] ?? match[0];
  }
  if (dates) {
    const day = dayOf(word, dates);
    if (day === null)
      return fail(scope, path, from, `${quoted(word)} is no date written as ${dates.join(' or ')}`);
    word = day;
  }
  if (values) {
    if (Object.hasOwn(values, word)) return values[word] ?? NOTHING;
    if (otherwise === undefined)
      return fail(scope, path, from, `${quoted(word)} has no value in the mapping`, word);
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

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** A date written in one of these ways as a day, which may be known in part; null when it is in none, or there is none. */
export const dayOf = (word: string, formats: readonly string[]): string | null => {
  for (const format of formats) {
    const match = regexOf(dateRegex(format)).exec(word);
    if (!match?.groups) continue;
    const { year, month, day, name } = match.groups;
    const number =
      name === undefined
        ? month
        : String(MONTHS.findIndex((full) => full.startsWith(name.toLowerCase())) + 1);
    const text = [year, number?.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-');
    if (isDay(text)) return text;
  }
  return null;
};

const DATE_PARTS: Record<string, string> = {
  YYYY: '(?<year>\\d{4})',
  MMMM: `(?<name>(?i:${MONTHS.join('|')}))`,
  MMM: '(?<name>[A-Za-z]{3})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
};

const dateRegex = (format: string): string =>
  `^${format.replaceAll(/YYYY|M{1,4}|D{1,2}|[^A-Za-z]/g, (part) => DATE_PARTS[part] ?? `\\u{${part.codePointAt(0)?.toString(16)}}`)}$`;
