/** A promise's axis out of its document. */
import type { Html } from '../html.ts';
import type { Claim, Outcome, Promised } from '../read.ts';
import type { View } from '../view.ts';
import { axis } from './axis.ts';
import type { Tone } from './marks.ts';
import { rulingOf } from './standing.ts';

const PROGRESS_TONES: Readonly<Record<string, Tone>> = {
  concluded: 'good',
  in_progress: 'part',
  stalled: 'wait',
};

const RESULT_TONES: Readonly<Record<string, Tone>> = { kept: 'good', partly_kept: 'part', not_kept: 'bad' };

export const outcomeTone = ({ progress, result }: Outcome): Tone =>
  (result === null ? PROGRESS_TONES[progress ?? ''] : RESULT_TONES[result]) ?? 'none';

export const outcomeWord = ({ progress, result }: Outcome, { words }: View): string =>
  result === null ? words.of('progress', progress ?? 'not_checked') : words.of('result', result);

/** Whole days only: what is known to its month stands in the timeline. */
const DAY_LENGTH = 10;

const settledOn = (claim: Claim, promise: Promised): string | null => {
  const ruling = rulingOf(claim);
  if (!ruling) return null;
  return promise.done_on ?? ruling.became_known_on ?? ruling.occurred_on;
};

/** The window on its time axis; null for a promise without one. */
export const promiseAxis = (claim: Claim, view: View): Html | null => {
  const { promise, first_said_on, outcomes } = claim;
  if (!promise) return null;
  const { window_start, window_end, reference_date } = promise.deadline;
  if (window_start === null && window_end === null) return null;
  const settled = settledOn(claim, promise);
  const until =
    settled !== null && settled.length === DAY_LENGTH
      ? { on: settled, label: view.words.t(promise.done_on ? 'axis.done' : 'axis.ruled') }
      : { on: view.today, label: view.words.t('axis.today') };
  const events = outcomes.flatMap((outcome) => {
    const on = outcome.occurred_on;
    if (on === null || on.length !== DAY_LENGTH) return [];
    return [{ on, tone: outcomeTone(outcome), label: outcomeWord(outcome, view) }];
  });
  const former = promise.deadlines.flatMap((one) =>
    one.replaced_on !== null && one.window_start !== null && one.window_end !== null
      ? [{ from: one.window_start, to: one.window_end }]
      : [],
  );
  // The line begins with the first words, whatever was said of it later.
  const said_on =
    [first_said_on, reference_date]
      .filter((day) => day?.length === DAY_LENGTH)
      .sort()
      .at(0) ?? null;
  return axis({ said_on, window_start, window_end, former, until, events }, view.words);
};
