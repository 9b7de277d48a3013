/**
 * Reading a deadline out of words, with the newsroom's own table of events. Where the day of the words or of the event
 * is known in part, the window reaches from the first day that it may open to the last that it may end: the kinder
 * reading. The speaker did not hedge it, so `hedged` says nothing of that.
 */
import {
  type DeadlineAnchor,
  type DeadlineReading,
  type DeadlineWindow,
  parseDeadline,
  windowFromAnchor,
} from '../../deadlines/index.ts';
import { firstDay, isWhole, lastDay } from '../../record/days.ts';
import { type Anchor, anchorMeant } from '../anchors/anchor.ts';

export interface Reading extends DeadlineReading {
  /** The event of the table that the words probably mean. */
  event: Anchor | null;
}

/** The first and the last day that a day may be; one, where it is known. */
const endsOf = (day: string): string[] => (isWhole(day) ? [day] : [firstDay(day), lastDay(day)]);

const NO_WINDOW = { window_start: null, window_end: null };

/** From where the first of these windows opens to where the last ends; none where there is none. */
const spanOf = (windows: readonly DeadlineWindow[]): DeadlineWindow => {
  const starts = windows.flatMap(({ window_start }) => window_start ?? []).sort();
  const opened = windows.filter(({ window_start }) => window_start !== null);
  const ends = opened.flatMap(({ window_end }) => window_end ?? []).sort();
  const [window_start] = starts;
  if (window_start === undefined) return NO_WINDOW;
  return { window_start, window_end: ends.length < opened.length ? null : (ends.at(-1) ?? null) };
};

/** The window that an event on `date` opens for words said on `reference_date`. */
export const anchoredWindow = (
  anchor: DeadlineAnchor,
  date: string,
  reference_date: string,
): DeadlineWindow =>
  spanOf(
    endsOf(date).flatMap((happens) =>
      endsOf(reference_date).map((said) => windowFromAnchor(anchor, happens, said)),
    ),
  );

const told = ({ window_start, window_end }: DeadlineWindow): string =>
  window_end === null
    ? `from ${window_start} on`
    : window_start === window_end
      ? `${window_start}`
      : `${window_start} to ${window_end}`;

/**
 * What the grammar reads in `phrase`, as said on `reference_date`; where the words hang on an event
 * that has a date here, with the window that this date opens. Always a suggestion.
 */
export const readDeadline = (
  known: readonly Anchor[],
  phrase: string,
  said: { reference_date: string; language: string },
): Reading => {
  const [first, last] = endsOf(said.reference_date).map((reference_date) =>
    readOn(known, phrase, { ...said, reference_date }),
  );
  if (!first) throw new Error(`${said.reference_date} is no day`);
  if (!last) return first;
  if (last.window_start === null || first.kind !== last.kind) return last;
  const window = spanOf([first, last]);
  return {
    ...last,
    ...window,
    confidence: last.confidence === 'high' ? 'medium' : last.confidence,
    explanation: `Said on some day of ${said.reference_date}: ${told(window)}, from what the words mean on its first day to what they mean on its last.`,
    alternatives: [],
  };
};

/** The same, of words said on a day that is known. */
const readOn = (
  known: readonly Anchor[],
  phrase: string,
  said: { reference_date: string; language: string },
): Reading => {
  const reading = parseDeadline(phrase, said);
  const { anchor } = reading;
  const event = (anchor && anchorMeant(known, anchor, said.reference_date)) ?? null;
  if (!anchor || !event?.date) return { ...reading, event };
  const window = anchoredWindow(anchor, event.date, said.reference_date);
  if (window.window_start === null) return { ...reading, event: null };
  return {
    ...reading,
    ...window,
    event,
    review_on: window.window_end === null ? reading.review_on : null,
    explanation: `The time hangs on an event: taking “${anchor.phrase}” for ${event.title}, ${event.date}, it is ${told(window)}.`,
  };
};
