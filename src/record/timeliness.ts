/**
 * What a promise's deadline means today: computed while serving, never stored (domain rule 1).
 *
 * A window is whole days in the newsroom's timezone, both ends included. What no ruling touches is
 * arithmetic: before the window, in it, or over it. A ruling changes that only so far:
 *
 * - `kept`, `partly_kept`: on time when `done_on` is no later than the window's last day, or may be, else late;
 *   done before the window opens is on time. Where a partly kept promise has no day, the rest of it
 *   is still to come and the arithmetic goes on; a kept one without a day cannot be timed.
 * - `superseded`, `condition_not_met`, `annulled`: the word no longer binds, so no deadline does.
 * - `not_kept`, `unclear_evidence`: nothing says that it was done, so it stays overdue. What it is
 *   besides is told by the ruling.
 */

import { firstDay } from './days.ts';

export const TIMELINESS = ['no_deadline', 'not_due', 'in_window', 'overdue', 'on_time', 'late'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

/**
 * The part of timeliness that does not depend on the day: `open` leaves the rest to arithmetic.
 * Lists are filtered by it (`entries.timing`).
 */
export type Timing = 'none' | 'open' | 'on_time' | 'late';

/** Days as `YYYY-MM-DD`; '' stands for none. `done_on` is the day a published ruling says it was kept. */
export interface DeadlineFacts {
  window_start: string;
  window_end: string;
  result: string;
  done_on: string;
}

export interface Timed {
  timeliness: Timeliness;
  /** Days from today to the last day of the window; null when it is past, open, or done. */
  days_left: number | null;
  days_overdue: number | null;
  /** Days from the last day of the window to the day it was done; null unless late. */
  days_late: number | null;
}

const DAY_MS = 86_400_000;
const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T00:00:00Z');
/** Rulings after which the speaker owes nothing any more. */
const RELEASING: readonly string[] = ['superseded', 'condition_not_met', 'annulled'];

/**
 * How many days lie before a calendar day, of the Gregorian calendar from its year 0: a list computes two for
 * each promise. Of a day that is known in part, before the first that it may be. A year is counted from March, so that the leap day is its last.
 */
const dayNumber = (day: string): number => {
  const month = Number(day.slice(5, 7) || 1);
  const year = Number(day.slice(0, 4)) - (month < 3 ? 1 : 0);
  const before_month = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  const leap_days = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return 365 * year + leap_days + before_month + Number(day.slice(8, 10) || 1);
};

/** Whole days from one calendar day to another. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The calendar day so many days after another; the first and the last of our calendar end the count. */
export const daysAfter = (day: string, days: number): string => {
  const time = Date.parse(`${firstDay(day)}T00:00:00Z`) + days * DAY_MS;
  return new Date(Math.min(Math.max(time, FIRST_MS), LAST_MS)).toISOString().slice(0, 10);
};

/** Days, at least, from the end of a window to the day it was done; null where that may not be after it. */
export const daysLate = (window_end: string, done_on: string): number | null =>
  window_end !== '' && done_on > window_end ? daysBetween(window_end, done_on) : null;

/** How a promise stands on every day. */
export const timingOf = ({ window_start, window_end, result, done_on }: DeadlineFacts): Timing => {
  if (window_start === '' && window_end === '') return 'none';
  if (done_on !== '') return daysLate(window_end, done_on) === null ? 'on_time' : 'late';
  return RELEASING.includes(result) || result === 'kept' ? 'none' : 'open';
};

/** How a promise stands on the day `today` (in the newsroom's timezone). */
export const timelinessOf = (facts: DeadlineFacts, today: string): Timed => {
  const timed = (timeliness: Timeliness, days: Partial<Timed> = {}): Timed => ({
    timeliness,
    days_left: null,
    days_overdue: null,
    days_late: null,
    ...days,
  });
  const { window_start, window_end, done_on } = facts;
  const timing = timingOf(facts);
  if (timing === 'none') return timed('no_deadline');
  if (timing !== 'open') return timed(timing, { days_late: daysLate(window_end, done_on) });
  if (window_end !== '' && today > window_end) {
    return timed('overdue', { days_overdue: daysBetween(window_end, today) });
  }
  const days_left = window_end === '' ? null : daysBetween(today, window_end);
  return timed(today < window_start ? 'not_due' : 'in_window', { days_left });
};
