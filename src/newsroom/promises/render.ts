/** A claim's promise as its document shows it. */
import type { Publication } from '../../record/tables.ts';
import { daysBetween, daysLate } from '../../record/timeliness.ts';
import type { outcomes } from '../findings/tables.ts';
import type { DeadlineRow, PromiseState } from './load.ts';
import { laterOfPromise } from './shape.ts';

type Outcome = typeof outcomes.$inferSelect;

const NO_DEADLINE = {
  position: null,
  phrase: null,
  reference_date: null,
  kind: 'none',
  window_start: null,
  window_end: null,
  hedged: false,
  anchor: null,
  set_by: 'person',
  confirmed_by: null,
  convention_note: null,
  review_on: null,
  quote_id: null,
  replaced_on: null,
  days_overdue_when_replaced: null,
  days_late: null,
} as const;

/** The deadlines that count: of a draft all, else those that a person has accepted. */
export const countingDeadlines = (
  deadlines: readonly DeadlineRow[],
  publication: Publication,
): readonly DeadlineRow[] =>
  publication === 'draft' ? deadlines : deadlines.filter(({ confirmed_by }) => confirmed_by !== null);

/** The deadline that counts, for what else depends on it; null where there is none. */
export const deadlineInForce = (promise: PromiseState | null, publication: Publication): DeadlineRow | null =>
  countingDeadlines(promise?.deadlines ?? [], publication).at(-1) ?? null;

/** A deadline's members, with how it had passed when the next was given and when it was done. */
const deadlineBody = (
  row: DeadlineRow,
  anchors: PromiseState['anchors'],
  next: DeadlineRow | undefined,
  done_on: string | null,
) => {
  const { position, phrase, reference_date, kind, window_start, window_end, hedged, anchor } = row;
  const { set_by, confirmed_by, convention_note, review_on, quote_id } = row;
  const event = row.anchor_id === null ? undefined : anchors.get(row.anchor_id);
  const replaced_on = next?.reference_date ?? null;
  const lapsed = window_end !== null && replaced_on !== null && replaced_on > window_end;
  return {
    position,
    phrase,
    reference_date,
    kind,
    window_start,
    window_end,
    hedged,
    anchor: anchor && {
      id: event?.id ?? null,
      key: event?.key ?? null,
      title: event?.title ?? null,
      date: event?.date ?? null,
      ...anchor,
    },
    set_by,
    confirmed_by,
    convention_note,
    review_on,
    quote_id,
    replaced_on,
    days_overdue_when_replaced: lapsed ? daysBetween(window_end, replaced_on) : null,
    days_late: done_on === null ? null : daysLate(window_end ?? '', done_on),
  };
};

/** Deadlines as a document shows them. */
export const deadlineBodies = (
  rows: readonly DeadlineRow[],
  anchors: PromiseState['anchors'],
  done_on: string | null,
) => rows.map((row, i) => deadlineBody(row, anchors, rows[i + 1], done_on));

/**
 * A promise's place among what is due: the last day of its window; where there is none, after all
 * that have one, by the day to look again (`r2026-01-01`), and last what has no day at all (`z`).
 */
export const dueKey = (window_end: string | null, review_on: string | null): string =>
  window_end ?? (review_on === null ? 'z' : `r${review_on}`);

/** `published` are the claim's published outcomes in the order in which they were proposed. */
export const promiseBody = (
  { promise, deadlines, anchors, clarifications }: PromiseState,
  publication: Publication,
  published: readonly Outcome[],
) => {
  const ruling = published.findLast((outcome) => outcome.kind === 'ruling' && outcome.state === 'published');
  const kept = ruling?.result === 'kept' || ruling?.result === 'partly_kept';
  const done_on = (kept && ruling.occurred_on) || null;
  const given = deadlineBodies(countingDeadlines(deadlines, publication), anchors, done_on);
  const { action, criteria, testability, condition } = promise;
  return {
    action,
    criteria,
    clarifications: clarifications.map(({ clarified_on, text, author }) => ({ clarified_on, text, author })),
    testability,
    condition,
    ...laterOfPromise.of(promise),
    deadline: given.at(-1) ?? NO_DEADLINE,
    deadlines: given,
    progress: published.findLast((outcome) => outcome.kind === 'update')?.progress ?? 'not_checked',
    result: ruling?.result ?? null,
    done_on,
  };
};

export type PromiseBody = ReturnType<typeof promiseBody>;

/** What a promise's timeliness is computed from. */
export const deadlineFacts = ({ deadline, result, done_on }: PromiseBody) => ({
  window_start: deadline.window_start ?? '',
  window_end: deadline.window_end ?? '',
  result: result ?? '',
  done_on: done_on ?? '',
});
