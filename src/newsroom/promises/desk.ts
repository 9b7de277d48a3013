/** The follow-up desk: which promises are due, as ranges of keys, so that an index answers. */

import { among, equals } from '../../record/filters.ts';
import type { Filter } from '../../record/lists.ts';
import { daysAfter, type Timeliness } from '../../record/timeliness.ts';
import { topicKey } from '../../text/topics.ts';

export interface DeskQuery {
  timeliness?: Timeliness | undefined;
  due_before?: string | undefined;
  due_after?: string | undefined;
  progress?: string | undefined;
  result?: string | undefined;
  /** Id. */
  speaker?: string | undefined;
  topic?: string | undefined;
  hedged?: boolean | undefined;
  review_due?: boolean | undefined;
  testability?: string | undefined;
}

/** Stands before every key of `dueKey` that is a day; those without a window follow (render.ts). */
const FIRST_DAY = '0001-01-01';
const LAST_DAY = '9999-12-31';

interface Range {
  from: string[];
  to: string[];
}

/** The filters of a list of promises, for the day `today`. */
export const deskFilters = (asked: DeskQuery, today: string): Filter[] => {
  const due: Range = { from: [], to: [] };
  const filters = [
    ...among('speaker', asked.speaker),
    ...among('topic', asked.topic && topicKey(asked.topic)),
    ...byTimeliness(asked.timeliness, today, due),
    ...equals('progress', asked.progress),
    ...byResult(asked.review_due ? 'none' : asked.result),
    ...equals('testability', asked.testability),
    ...equals('hedged', asked.hedged),
  ];
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
  // One bound each way: an index walks between two keys, not between four.
  const from = due.from.sort().at(-1) ?? '0';
  const to = due.to.sort()[0];
  return [
    ...filters,
    { column: 'due_on', is: '>=', value: from },
    ...(to === undefined ? [] : [{ column: 'due_on', is: '<=', value: to } as const]),
  ];
};

/** Timeliness as what `timelinessOf` computes from: the same answer for every promise and day. */
const byTimeliness = (timeliness: Timeliness | undefined, today: string, due: Range): Filter[] => {
  switch (timeliness) {
    case undefined:
      return [];
    case 'no_deadline':
      return equals('timing', 'none');
    case 'on_time':
    case 'late':
      return equals('timing', timeliness);
    case 'overdue':
      due.from.push(FIRST_DAY);
      due.to.push(daysAfter(today, -1));
      return equals('timing', 'open');
    case 'in_window':
      due.from.push(today);
      return [...equals('timing', 'open'), { column: 'window_start', is: '<=', value: today }];
    case 'not_due':
      due.from.push(today);
      return [...equals('timing', 'open'), { column: 'window_start', is: '>=', value: daysAfter(today, 1) }];
  }
};

const byResult = (result: string | undefined): Filter[] =>
  result === 'none' ? [{ column: 'result', is: 'none', value: '' }] : equals('result', result);
