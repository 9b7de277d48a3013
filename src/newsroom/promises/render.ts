import { asc, eq } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import type { Publication, Rendering } from '../../record/record.ts';
import { daysBetween, daysLate, timingOf } from '../../record/timeliness.ts';
import { anchors } from '../anchors/tables.ts';
import type { outcomes } from '../findings/tables.ts';
import { clarifications, deadlines, promises } from './tables.ts';

type Outcome = typeof outcomes.$inferSelect;
export type DeadlineRow = typeof deadlines.$inferSelect;
interface AnchoredDeadline {
  deadlines: DeadlineRow;
  anchors: typeof anchors.$inferSelect | null;
}

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

/** The deadlines of a promise in the order given; of a public one those that a person has accepted. */
export const deadlinesOf = async (
  tx: Connection,
  claim_id: string,
  { proposals }: { proposals: boolean },
): Promise<AnchoredDeadline[]> => {
  const rows = await tx
    .select()
    .from(deadlines)
    .leftJoin(anchors, eq(anchors.id, deadlines.anchor_id))
    .where(eq(deadlines.claim_id, claim_id))
    .orderBy(asc(deadlines.position));
  return proposals ? rows : rows.filter((row) => row.deadlines.confirmed_by !== null);
};

/** The deadline that counts, for what else depends on it; null where there is none. */
export const deadlineInForce = async (
  tx: Connection,
  claim_id: string,
  publication: Publication,
): Promise<DeadlineRow | null> =>
  (await deadlinesOf(tx, claim_id, { proposals: publication === 'draft' })).at(-1)?.deadlines ?? null;

/** A deadline's members, with how it had passed when the next was given and when it was done. */
export const deadlineBody = (
  { deadlines: row, anchors: event }: AnchoredDeadline,
  next: DeadlineRow | undefined,
  done_on: string | null,
) => {
  const { position, phrase, reference_date, kind, window_start, window_end, hedged, anchor } = row;
  const { set_by, confirmed_by, convention_note, review_on, quote_id } = row;
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

/** Every deadline as a document shows it. */
export const deadlineBodies = (rows: readonly AnchoredDeadline[], done_on: string | null) =>
  rows.map((row, i) => deadlineBody(row, rows[i + 1]?.deadlines, done_on));

/**
 * A promise's place among what is due: the last day of its window; where there is none, after all
 * that have one, by the day to look again (`r2026-01-01`), and last what has no day at all (`z`).
 */
export const dueKey = (window_end: string | null, review_on: string | null): string =>
  window_end ?? (review_on === null ? 'z' : `r${review_on}`);

/**
 * A claim's promise as its document shows it, and what it is found by. `published` are the claim's
 * published outcomes in the order in which they were proposed.
 */
export const renderPromise = async (
  tx: Connection,
  claim_id: string,
  publication: Publication,
  published: readonly Outcome[],
): Promise<(Pick<Rendering, 'facets' | 'deadline'> & { body: Record<string, unknown> }) | null> => {
  const [promise] = await tx.select().from(promises).where(eq(promises.claim_id, claim_id));
  if (!promise) return null;
  const ruling = published.findLast((outcome) => outcome.kind === 'ruling' && outcome.state === 'published');
  const progress = published.findLast((outcome) => outcome.kind === 'update')?.progress ?? 'not_checked';
  const kept = ruling?.result === 'kept' || ruling?.result === 'partly_kept';
  const done_on = (kept && ruling?.occurred_on) || null;
  const rows = await deadlinesOf(tx, claim_id, { proposals: publication === 'draft' });
  const given = deadlineBodies(rows, done_on);
  const deadline = given.at(-1) ?? NO_DEADLINE;
  const { action, criteria, testability, condition } = promise;
  const result = ruling?.result ?? null;
  const facts = {
    window_start: deadline.window_start ?? '',
    window_end: deadline.window_end ?? '',
    result: result ?? '',
    done_on: done_on ?? '',
  };
  return {
    body: {
      action,
      criteria,
      clarifications: await clarificationsOf(tx, claim_id),
      testability,
      condition,
      deadline,
      deadlines: given,
      progress,
      result,
      done_on,
    },
    deadline: facts,
    facets: {
      window_start: facts.window_start,
      window_end: facts.window_end,
      result: facts.result,
      progress,
      testability,
      hedged: deadline.hedged,
      review_on: deadline.review_on ?? '',
      timing: timingOf(facts),
      due_on: dueKey(deadline.window_end, deadline.review_on),
    },
  };
};

/** How a claim of kind promise is found while nobody has said what would keep it. */
export const UNTESTED_PROMISE: Rendering['facets'] = { timing: 'none', due_on: dueKey(null, null) };

const clarificationsOf = (tx: Connection, claim_id: string) =>
  tx
    .select({
      clarified_on: clarifications.clarified_on,
      text: clarifications.text,
      author: clarifications.author,
    })
    .from(clarifications)
    .where(eq(clarifications.claim_id, claim_id))
    .orderBy(asc(clarifications.id));
