/** Conditions on lists, where they are asked for. */
import type { Filter } from './lists.ts';

type FilterColumn = Extract<Filter, { column: string }>['column'];

/** Filters for a range of days, each end included; either may be left open. */
export const range = (column: FilterColumn, from: string | undefined, to: string | undefined): Filter[] => [
  ...(from === undefined ? [] : [{ column, is: '>=', value: from } as const]),
  ...(to === undefined ? [] : [{ column, is: '<=', value: to } as const]),
];

/** A filter for one value, where one is asked for. */
export const equals = (column: FilterColumn, value: string | boolean | undefined): Filter[] =>
  value === undefined ? [] : [{ column, is: '=', value }];

/** A filter for one of several values, where one is asked for. */
export const among = (term: string, value: string | undefined): Filter[] =>
  value === undefined ? [] : [{ term, value }];
