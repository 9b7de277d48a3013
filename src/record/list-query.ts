/** What a list is asked for: what it holds, in which order, from where on; and what tells two such questions apart. */
import { searchIndex } from '../db/queries.ts';
import type { Search } from '../text/search.ts';
import { COMMON_KIND, type Facets, type Publication } from './tables.ts';

export type ListColumn = keyof Facets | 'published_at';

/** One condition on a list. */
export type Filter =
  /** One of several values, each of them once; '' is a text that is missing, and stands first. */
  | { column: ListColumn; values: readonly (string | boolean)[] }
  /** A bound. A text that is missing is '' and lies in no range. */
  | { column: ListColumn; is: '>=' | '<='; value: string }
  /** Days from this one on, and those that may be: a day that is known in part may be any of its month or year. */
  | { column: 'on_date'; is: 'from'; value: string }
  /** One of several values, as in `Rendering.terms`. `few`: few things have it, and those are read and sorted. */
  | { term: string; values: readonly string[]; few?: true }
  /** All conditions of one of these. */
  | { any: readonly (readonly Simple[])[] };

export type Simple = Exclude<Filter, { any: unknown }>;

export type Choice = Extract<Filter, { values: unknown }>;

export type TermFilter = Extract<Filter, { term: unknown }>;

export interface Sort {
  by: 'on_date' | 'published_at' | 'name' | 'due_on';
  descending: boolean;
}

export interface ListQuery {
  type: string;
  publication: Publication;
  filters: readonly Filter[];
  /** Null: the best matches of `q` first. */
  sort: Sort | null;
  limit: number;
  /** What a reader looks for, as typed. */
  q?: string | undefined;
  /** An instant (RFC 3339, UTC): the list as it stood then. */
  as_of?: string | undefined;
  after?: Position | undefined;
}

/**
 * Where a page ended: at this key of a sorted list and its subject's number, or so far into a ranking of the matches that
 * there were (text ids up to `pin`), or before a text id in what follows the ranking. `most`: of a search
 * that nothing answers whole, so that the pages after it look for most of its words too.
 */
export type Position = (
  | { key: string; number: number }
  | { pin: number; rank: number }
  | { pin: number; before: number }
) & { most?: true | undefined };

/** A list with what its words come to. */
export type Sought = ListQuery & {
  search?: Search | undefined;
  /**
   * Of a long-ago day: the number of the first entry that came later. The entries before it are read and sorted, as a walk in
   * order would pass over all that came since.
   */
  cameLater?: number | undefined;
};

export const isAny = (filter: Filter): filter is Extract<Filter, { any: unknown }> => 'any' in filter;

export const isTerm = (filter: Filter): filter is TermFilter => 'term' in filter;

export const isChoice = (filter: Filter): filter is Choice => 'values' in filter;

export const isOfDrafts = ({ publication }: ListQuery): boolean => publication === 'draft';

export const isFew = ({ filters }: ListQuery): boolean =>
  filters.some((filter) => isTerm(filter) && filter.few === true);

const filterShape = (filter: Filter): unknown => {
  if (isAny(filter)) return filter.any.map((simple) => simple.map(filterShape));
  if (isTerm(filter)) return [filter.term, filter.values.length, filter.few];
  return isChoice(filter)
    ? [
        filter.column,
        filter.values.length,
        filter.values[0] === '',
        filter.column === 'kind' && filter.values.indexOf(COMMON_KIND),
      ]
    : [filter.column, filter.is];
};

/** What tells the statement of a query from that of another. */
export const shapeOf = (query: Sought): string =>
  JSON.stringify([
    query.type,
    query.publication,
    query.filters.map(filterShape),
    query.sort,
    query.limit,
    query.search && query.search.least < query.search.terms.length,
    query.as_of !== undefined,
    query.cameLater !== undefined,
    query.after ? Object.keys(query.after).filter((key) => key !== 'most') : null,
  ]);

const MONTH_LENGTH = 'YYYY-MM'.length;

const YEAR_LENGTH = 'YYYY'.length;

/** The placeholders of a filter, whose names begin with its own, and what they stand for. */
const filterValues = (filter: Filter, name: string): [string, unknown][] => {
  if (isAny(filter)) {
    return filter.any.flatMap((simple, i) =>
      simple.flatMap((each, j) => filterValues(each, `${name}_${i}_${j}`)),
    );
  }
  if (isChoice(filter)) return filter.values.map((value, i) => [`${name}_${i}`, value]);
  if (filter.is !== 'from') return [[name, filter.value]];
  return [
    [name, filter.value],
    [`${name}_month`, filter.value.slice(0, MONTH_LENGTH)],
    [`${name}_year`, filter.value.slice(0, YEAR_LENGTH)],
  ];
};

/** What the placeholders of a query stand for. */
export const valuesOf = (query: Sought): Record<string, unknown> => ({
  ...Object.fromEntries(query.filters.flatMap((filter, i) => filterValues(filter, `f${i}`))),
  ...(query.as_of === undefined ? {} : { as_of: query.as_of }),
  ...(query.cameLater === undefined ? {} : { came_later: query.cameLater }),
  ...(query.search === undefined ? {} : wordsOf(query.search)),
  ...(query.after && 'key' in query.after ? { key: query.after.key, number: query.after.number } : {}),
});

/** What the placeholders of `matching` and `score` stand for. */
export const wordsOf = (search: Search) => ({
  match: searchIndex.expression(search),
  counted: searchIndex.counted(search),
  search: JSON.stringify(search),
});
