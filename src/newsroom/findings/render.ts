/** Verdicts and outcomes as documents show them. */
import { daysLate, timingOf } from '../../record/timeliness.ts';
import type { DeadlineRow } from '../promises/load.ts';
import { ratingOf, type Scale } from '../scales/scale.ts';
import { laterOfEvidence } from './shape.ts';
import type { Evidence, outcomes, verdicts } from './tables.ts';

export type Verdict = typeof verdicts.$inferSelect;
export type Outcome = typeof outcomes.$inferSelect;

/** Whether a finding is or was public, once its claim is. */
export const isApproved = ({ state }: Verdict | Outcome): boolean =>
  state === 'published' || state === 'superseded';

const evidenceBody = (item: Evidence) => {
  const { url, archived_url, title, publisher, excerpt, stance, accessed_on } = item;
  const first = { url, archived_url, title, publisher, excerpt, stance, accessed_on };
  return { ...first, ...laterOfEvidence.of(item) };
};

/** What a verdict and an outcome show alike; `line` is all that the claim has of the kind. */
const findingBody = (row: Verdict | Outcome, line: readonly (Verdict | Outcome)[]) => ({
  evidence: row.evidence.map(evidenceBody),
  state: row.state,
  supersedes: row.supersedes,
  superseded_by:
    line.find((other) => other.supersedes === row.id && isApproved(other) && other.published_at !== null)
      ?.id ?? null,
  reason: row.reason,
  first_published_at: row.published_at,
  author: row.author,
  reviewer: row.reviewer,
  review: row.review,
});

/** A verdict's public members, the same in its own document and in that of its claim. */
export const verdictBody = (row: Verdict, scale: Scale, line: readonly Verdict[]) => {
  const { summary, rationale, decided_on } = row;
  return { rating: ratingOf(scale, row.rating), summary, rationale, decided_on, ...findingBody(row, line) };
};

/** `deadline`: the one of the claim's promise that counts. */
export const outcomeBody = (row: Outcome, line: readonly Outcome[], deadline: DeadlineRow | null) => {
  const { kind, progress, result, occurred_on, became_known_on, note, searched } = row;
  return {
    kind,
    progress,
    result,
    occurred_on,
    became_known_on,
    ...timeOf(row, deadline),
    note,
    searched,
    ...findingBody(row, line),
  };
};

/** Whether what was kept was kept on time; nothing for any other outcome. */
const timeOf = ({ result, occurred_on }: Outcome, deadline: DeadlineRow | null) => {
  if ((result !== 'kept' && result !== 'partly_kept') || occurred_on === null) {
    return { timeliness: null, days_late: null };
  }
  const window_start = deadline?.window_start ?? '';
  const window_end = deadline?.window_end ?? '';
  const timing = timingOf({ window_start, window_end, result, done_on: occurred_on });
  return {
    timeliness: timing === 'none' ? ('no_deadline' as const) : timing,
    days_late: daysLate(window_end, occurred_on),
  };
};
