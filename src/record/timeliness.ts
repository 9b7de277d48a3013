/** What a promise's deadline means today: computed while serving, never stored (domain rule 1). */

export const TIMELINESS = ['no_deadline', 'not_due', 'in_window', 'overdue', 'on_time', 'late'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

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

/** Whole days from one calendar day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** How a promise stands on the day `today` (in the newsroom's timezone). */
export const timelinessOf = (facts: DeadlineFacts, today: string): Timed => {
  const timed = (timeliness: Timeliness, days: Partial<Timed> = {}): Timed => ({
    timeliness,
    days_left: null,
    days_overdue: null,
    days_late: null,
    ...days,
  });
  if (facts.window_start === '' && facts.window_end === '') return timed('no_deadline');
  if (facts.done_on !== '') {
    return facts.window_end !== '' && facts.done_on > facts.window_end
      ? timed('late', { days_late: daysBetween(facts.window_end, facts.done_on) })
      : timed('on_time');
  }
  if (facts.window_end !== '' && today > facts.window_end) {
    return timed('overdue', { days_overdue: daysBetween(facts.window_end, today) });
  }
  const days_left = facts.window_end === '' ? null : daysBetween(today, facts.window_end);
  return timed(today < facts.window_start ? 'not_due' : 'in_window', { days_left });
};
