/** Reading a deadline out of words, with the newsroom's own table of events. */
import { type DeadlineReading, parseDeadline, windowFromAnchor } from '../../deadlines/index.ts';
import { type Anchor, anchorMeant } from '../anchors/anchor.ts';

export interface Reading extends DeadlineReading {
  /** The event of the table that the words probably mean. */
  event: Anchor | null;
}

/**
 * What the grammar reads in `phrase`, as said on `reference_date`; where the words hang on an event
 * that has a date here, with the window that this date opens. Always a suggestion.
 */
export const readDeadline = (
  known: readonly Anchor[],
  phrase: string,
  said: { reference_date: string; language: string },
): Reading => {
  const reading = parseDeadline(phrase, said);
  const { anchor } = reading;
  const event = (anchor && anchorMeant(known, anchor, said.reference_date)) ?? null;
  if (!anchor || !event?.date) return { ...reading, event };
  const window = windowFromAnchor(anchor, event.date, said.reference_date);
  if (window.window_start === null) return { ...reading, event: null };
  const { window_start, window_end } = window;
  const span =
    window_end === null
      ? `from ${window_start} on`
      : window_start === window_end
        ? window_start
        : `${window_start} to ${window_end}`;
  return {
    ...reading,
    ...window,
    event,
    review_on: window_end === null ? reading.review_on : null,
    explanation: `The time hangs on an event: taking “${anchor.phrase}” for ${event.title}, ${event.date}, it is ${span}.`,
  };
};
