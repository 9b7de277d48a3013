/** What a unit of time counts. */
import type { Offset } from '../types.ts';
import type { Unit } from '../senses.ts';

interface UnitRow {
  /** In months and days by the calendar, or in hours. */
  in: readonly ['months' | 'days' | 'hours', number];
  /** In the units of an offset, and, where it has one, what its halves are counted in. */
  offset: readonly [Offset['unit'], number];
  half?: readonly [Offset['unit'], number];
  /** Days after which "in the coming weeks" should be looked at again. */
  review_days: number;
}

export const UNITS: Readonly<Record<Unit, UnitRow>> = {
  minute: { in: ['hours', 1 / 60], offset: ['day', 0], review_days: 2 },
  hour: { in: ['hours', 1], offset: ['day', 1 / 24], review_days: 2 },
  day: { in: ['days', 1], offset: ['day', 1], review_days: 7 },
  week: { in: ['days', 7], offset: ['week', 1], half: ['day', 7], review_days: 30 },
  fortnight: { in: ['days', 14], offset: ['week', 2], review_days: 365 },
  month: { in: ['months', 1], offset: ['month', 1], half: ['day', 30], review_days: 90 },
  quarter: { in: ['months', 3], offset: ['month', 3], review_days: 90 },
  year: { in: ['months', 12], offset: ['year', 1], half: ['month', 12], review_days: 365 },
  decade: { in: ['months', 120], offset: ['year', 10], review_days: 365 },
  century: { in: ['months', 1200], offset: ['year', 100], review_days: 365 },
};
