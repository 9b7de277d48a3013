/** The follow-up desk: which promises are due, as ranges of keys, so that an index answers. */

import { equals, NONE } from '../../record/filters.ts';
import type { Filter, Simple } from '../../record/list-query.ts';
import { daysAfter, type Timeliness, type Timing } from '../../record/timeliness.ts';

export interface DeskQuery {
  timeliness?: readonly Timeliness[] | undefined;
  due_before?: string | undefined;
  due_after?: string | undefined;
  progress?: readonly string[] | undefined;
  result?: readonly string[] | undefined;
  hedged?: boolean | undefined;
  review_due?: boolean | undefined;
  testability?: readonly string[] | undefined;
}

/** Stands before every key of `dueKey` that is a day; those without a window follow (render.ts). */
const FIRST_DAY = '0001-01-01';
const LAST_DAY = '9999-12-31';

/** Bounds of `due_on`, each included. */
interface Range {
  from: string[];
  to: string[];
}

/** The filters of a list of promises, for the day `today`. */
export const deskFilters = (asked: DeskQuery, today: string): Filter[] => {
  const due: Range = { from: [], to: [] };
  if (asked.due_before !== undefined) {
    due.from.push(FIRST_DAY);
    due.to.push(daysAfter(asked.due_before, -1));
  }
  if (asked.due_after !== undefined) {
    due.from.push(daysAfter(asked.due_after, 1));
    due.to.push(LAST_DAY);
  }
  if (asked.review_due) {
    due.from.push('r');
    due.to.push(`r${today}`);
  }
  const filters = [
    ...equals('progress', asked.progress),
    ...equals('result', asked.review_due ? [NONE] : asked.result),
    ...equals('testability', asked.testability),
    ...equals('hedged', asked.hedged === undefined ? undefined : [asked.hedged]),
  ];
  const timely = anyTimeliness(asked.timeliness, today, due);
  return timely.length === 0 ? [...filters, ...bounds(due)] : [...filters, ...timely];
};

/** The filters of a list of claims for how those stand that are promises, and for those that are none. */
export const timelinessFilters = (
  asked: readonly (Timeliness | typeof NONE)[] | undefined,
  today: string,
): Filter[] => anyTimeliness(asked, today, { from: [], to: [] });

const anyTimeliness = (
  asked: readonly (Timeliness | typeof NONE)[] | undefined,
  today: string,
  due: Range,
): Filter[] => {
  const wanted = [...new Set(asked)].sort();
  const alternatives = wanted.map((timeliness) => byTimeliness(timeliness, today, due));
  const [only = [], another] = alternatives;
  return another ? [{ any: alternatives }] : only;
};

/** One bound each way: an index walks between two keys, not between four. */
const bounds = ({ from, to }: Range): Simple[] => {
  const first = from.toSorted().at(-1) ?? '0';
  const last = to.toSorted()[0];
  return [
    { column: 'due_on', is: '>=', value: first },
    ...(last === undefined ? [] : [{ column: 'due_on', is: '<=', value: last } as const]),
  ];
};

const timing = (value: Timing | ''): Simple => ({ column: 'timing', values: [value] });

/** Timeliness as what `timelinessOf` computes from: the same answer for every promise and day. */
const byTimeliness = (timeliness: Timeliness | typeof NONE, today: string, due: Range): Simple[] => {
  const within = (from: string[], to: string[] = []) =>
    bounds({ from: [...due.from, ...from], to: [...due.to, ...to] });
  switch (timeliness) {
    case NONE:
      return [timing('')];
    case 'no_deadline':
      return [timing('none'), ...within([])];
    case 'on_time':
    case 'late':
      return [timing(timeliness), ...within([])];
    case 'overdue':
      return [timing('open'), ...within([FIRST_DAY], [daysAfter(today, -1)])];
    case 'in_window':
      return [timing('open'), { column: 'window_start', is: '<=', value: today }, ...within([today])];
    case 'not_due': {
      const tomorrow = daysAfter(today, 1);
      return [timing('open'), { column: 'window_start', is: '>=', value: tomorrow }, ...within([today])];
    }
  }
};
