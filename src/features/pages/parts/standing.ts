/** What was found of a claim, or how a promise stands: the answer first, in words; then who says so. */
import { labelOf } from '../../../newsroom/claimreview/render.ts';
import type { Claim, ClaimVerdict, Outcome, Promised } from '../read.ts';
import type { View } from '../view.ts';
import type { Tone } from './marks.ts';

export interface Standing {
  tone: Tone;
  /** `449 days past its window` */
  answer: string;
  /** One sentence; null where there is none. */
  sentence: string | null;
  /** Who says so. */
  by: string | null;
  /** A rating among those of its scale, where it has a place among them. */
  meter: { label: string; on: boolean }[];
}

const NEAR_END = 0.15;

/** Where a rating lies between the worst and the best of its scale, 0 to 1; null where it counts for nothing. */
const placeOf = ({ rating }: ClaimVerdict, { scales }: View): number | null => {
  const scale = scales.find(
    ({ key, scale_version }) => key === rating.scale && scale_version === rating.scale_version,
  );
  const values = (scale?.ratings ?? []).flatMap(({ value }) => value ?? []);
  const [worst, best] = [Math.min(...values), Math.max(...values)];
  return rating.value === null || !(worst < best) ? null : (rating.value - worst) / (best - worst);
};

export const ratingTone = (verdict: ClaimVerdict, view: View): Tone => {
  const place = placeOf(verdict, view);
  if (place === null) return 'none';
  return place >= 1 - NEAR_END ? 'good' : place <= NEAR_END ? 'bad' : 'part';
};

const meterOf = (verdict: ClaimVerdict, view: View): Standing['meter'] => {
  const { rating } = verdict;
  if (placeOf(verdict, view) === null) return [];
  const scale = view.scales.find(
    ({ key, scale_version }) => key === rating.scale && scale_version === rating.scale_version,
  );
  return (scale?.ratings ?? [])
    .filter(({ value }) => value !== null)
    .toSorted((a, b) => Number(a.value) - Number(b.value))
    .map(({ key, labels }) => ({ label: labelOf(labels, view.words.language), on: key === rating.key }));
};

/** Who found it, who let it be published, and when. */
export const signature = (
  finding: {
    author: string;
    reviewer: string | null;
    review: string | null;
    first_published_at: string | null;
  },
  { words }: View,
): string => {
  const { author, reviewer, review, first_published_at } = finding;
  const how =
    review === 'reviewed_by_another'
      ? words.t('by.another', { author, reviewer: reviewer ?? '' })
      : review === 'reviewed_by_its_author'
        ? words.t('by.author', { author })
        : words.t('by.imported', { author });
  return first_published_at === null ? how : `${how} · ${words.shortDay(first_published_at.slice(0, 10))}`;
};

const ofVerdict = (verdict: ClaimVerdict, view: View): Standing => ({
  tone: ratingTone(verdict, view),
  answer: labelOf(verdict.rating.labels, view.words.language),
  sentence: verdict.summary,
  by: signature(verdict, view),
  meter: meterOf(verdict, view),
});

/** A text of at least this length says something by itself; one longer than the other is cut. */
const TELLING = 100;
const LONG = 320;

/** The first sentences of a text. */
const beginning = (text: string): string => {
  let told = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    if (told.length >= TELLING) break;
    told += segment;
  }
  return told.length <= LONG ? told.trim() : `${told.slice(0, LONG).replace(/\s+\S*$/, '')} …`;
};

const RESULT_TONES: Readonly<Record<string, Tone>> = { kept: 'good', partly_kept: 'part', not_kept: 'bad' };

/** The ruling in force. */
export const rulingOf = ({ outcomes }: Claim): Outcome | undefined =>
  outcomes.findLast(({ kind, state }) => kind === 'ruling' && state === 'published');

/** What a promise is called by: its result, or how its deadline stands. */
export const promiseAnswer = (promise: Promised, { words }: View): { tone: Tone; answer: string } => {
  const { result, days_late, days_overdue, days_left, timeliness, deadline } = promise;
  if (result !== null) {
    const word = words.of('result', result);
    const answer = days_late === null ? word : words.t('answer.late', { result: word, n: days_late });
    return { tone: RESULT_TONES[result] ?? 'none', answer };
  }
  switch (timeliness) {
    case 'overdue':
      return { tone: 'wait', answer: words.t('answer.overdue', { n: days_overdue ?? 0 }) };
    case 'in_window':
      return {
        tone: 'now',
        answer:
          days_left === null ? words.t('answer.open_window') : words.t('answer.in_window', { n: days_left }),
      };
    case 'not_due':
      return {
        tone: 'none',
        answer: words.t('answer.not_due', {
          day: words.day(deadline.window_start ?? deadline.window_end ?? ''),
        }),
      };
    case 'on_time':
    case 'late':
      return { tone: 'part', answer: words.of('timeliness', timeliness) };
    case 'no_deadline':
      return { tone: 'none', answer: words.t('answer.no_deadline') };
  }
};

const ofPromise = (claim: Claim, promise: Promised, view: View): Standing => {
  const { words, masthead } = view;
  const ruling = rulingOf(claim);
  const answer = promiseAnswer(promise, view);
  if (ruling) {
    return { ...answer, sentence: beginning(ruling.note), by: signature(ruling, view), meter: [] };
  }
  const last = claim.outcomes.findLast(({ kind, progress }) => kind === 'update' && progress !== null);
  const looked = last?.occurred_on ?? last?.searched?.as_of ?? last?.became_known_on;
  const progress = last?.progress
    ? words.t('answer.progress', {
        progress: words.of('progress', last.progress).toLowerCase(),
        day: looked ? ` (${words.shortDay(looked)})` : '',
      })
    : words.t('answer.unchecked');
  const { review_on } = promise.deadline;
  const again =
    promise.timeliness === 'no_deadline' && review_on
      ? words.t('answer.review', { day: words.day(review_on) })
      : '';
  const isOverdue = promise.timeliness === 'overdue';
  const rule = masthead.fourEyes ? words.t('answer.arithmetic') : words.t('answer.arithmetic_single');
  return {
    ...answer,
    sentence: [progress, isOverdue ? words.t('answer.no_ruling') : '', again].filter(Boolean).join(' '),
    by: isOverdue ? rule : null,
    meter: [],
  };
};

export const standingOf = (claim: Claim, view: View): Standing => {
  const { words } = view;
  if (claim.promise) return ofPromise(claim, claim.promise, view);
  if (claim.verdict) return ofVerdict(claim.verdict, view);
  const [answer, sentence] =
    claim.kind === 'not_checkable'
      ? [words.t('answer.not_checkable'), words.t('answer.not_checkable_why')]
      : claim.kind === 'promise'
        ? [words.t('answer.no_criteria'), words.t('answer.no_criteria_why')]
        : [words.t('answer.unrated'), words.t('answer.unrated_why')];
  return { tone: 'none', answer, sentence, by: null, meter: [] };
};

/** The standing of a verdict beside that of a promise. */
export const verdictStanding = ofVerdict;
