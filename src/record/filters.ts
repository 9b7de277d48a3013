/** Conditions on lists, where they are asked for. */
import { firstDay, lastDay } from './days.ts';
import type { Filter, TermFilter } from './list-query.ts';

type FilterColumn = Extract<Filter, { column: string }>['column'];

/** What a filter says for what is not set. */
export const NONE = 'none' as const;

/** Filters for a range of days, each end included; either may be left open, and be known in part. */
export const range = (from: string | undefined, to: string | undefined): Filter[] => [
  ...(from === undefined ? [] : [{ column: 'on_date', is: 'from', value: firstDay(from) } as const]),
  ...(to === undefined ? [] : [{ column: 'on_date', is: '<=', value: lastDay(to) } as const]),
];

const asStored = <T>(value: T): T | '' => (value === NONE ? '' : value);

/** Each value once, in an order that does not depend on how they were asked for. */
const distinct = <T extends string | boolean>(values: readonly T[]): T[] => [...new Set(values)].sort();

/** A filter for one of these values, where any are asked for. */
export const equals = (column: FilterColumn, values: readonly (string | boolean)[] | undefined): Filter[] =>
  values === undefined ? [] : [{ column, values: distinct(values.map(asStored)) }];

/** The same, of what a thing can have several of. */
export const among = (term: string, values: readonly string[] | undefined): TermFilter[] =>
  values === undefined ? [] : [{ term, values: distinct(values.map(asStored)) }];

/** The same, of what few things have. */
export const amongFew = (term: string, values: readonly string[] | undefined): TermFilter[] =>
  among(term, values).map((filter) => ({ ...filter, few: true }));

/** A filter for languages, where any are asked for: a tag finds those that begin with it. */
export const inLanguage = (tags: readonly string[] | undefined): TermFilter[] =>
  among(
    'language',
    tags?.map((tag) => tag.toLowerCase()),
  );
