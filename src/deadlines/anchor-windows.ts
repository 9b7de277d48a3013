/** The window an anchored deadline opens once its event has a date. */
import { addMonths, formatDate, parseDate } from './calendar.ts';
import type { DeadlineAnchor, DeadlineWindow, Offset } from './types.ts';

/** Moves a date by an offset. */
function moved(day: number, offset: Offset): number {
  const { amount, unit } = offset;
  if (unit === 'day') return day + amount;
  return unit === 'week' ? day + 7 * amount : addMonths(day, unit === 'month' ? amount : 12 * amount);
}

/**
 * The window of an anchored deadline, once the newsroom has dated the anchor: the day the event
 * happens, for a stretch ("my first 100 days") the day it begins. Nothing can be done before the
 * words were said, so the window starts no earlier than that; where no day is left there is none.
 * Throws RangeError for a date that is none.
 */
export function windowFromAnchor(
  anchor: DeadlineAnchor,
  anchorDate: string,
  referenceDate: string,
): DeadlineWindow {
  const date = parseDate(anchorDate);
  const today = parseDate(referenceDate);
  const [start, end] = anchorSpan(anchor, date, today);
  const first = Math.max(start, today);
  if (end !== null && end < first) return { window_start: null, window_end: null };
  return { window_start: formatDate(first), window_end: end === null ? null : formatDate(end) };
}

function anchorSpan(anchor: DeadlineAnchor, date: number, today: number): [number, number | null] {
  const { relation, offset } = anchor;
  const shifted = offset ? moved(date, offset) : date;
  switch (relation) {
    case 'before': {
      if (!offset) return [today, date - 1];
      const day = moved(date, { ...offset, amount: -Math.abs(offset.amount) });
      return [day, day];
    }
    case 'by':
      return [today, shifted];
    case 'after':
      return offset ? [shifted, shifted] : [date + 1, null];
    case 'within':
      return offset ? [Math.min(date, shifted), Math.max(date, shifted)] : [date, null];
    case 'on':
      return [shifted, shifted];
  }
}
