import { asc, eq } from 'drizzle-orm';
import type { Connection } from '../../db/database.ts';
import type { Rendering } from '../../record/record.ts';
import type { outcomes } from '../findings/tables.ts';
import { deadlines, promises } from './tables.ts';

type Outcome = typeof outcomes.$inferSelect;
type DeadlineRow = typeof deadlines.$inferSelect;

const NO_DEADLINE = {
  phrase: null,
  reference_date: null,
  kind: 'none',
  window_start: null,
  window_end: null,
  hedged: false,
  set_by: 'person',
  convention_note: null,
  review_on: null,
  quote_id: null,
} as const;

const deadlineBody = ({ id: _, claim_id: __, anchor: ___, ...row }: DeadlineRow) => row;

/**
 * A claim's promise as its document shows it, and what it is found by. `published` are the claim's
 * published outcomes in the order in which they were proposed.
 */
export const renderPromise = async (
  tx: Connection,
  claim_id: string,
  published: readonly Outcome[],
): Promise<{ body: Record<string, unknown>; facets: Rendering['facets'] } | null> => {
  const [promise] = await tx.select().from(promises).where(eq(promises.claim_id, claim_id));
  if (!promise) return null;
  const rows = await tx
    .select()
    .from(deadlines)
    .where(eq(deadlines.claim_id, claim_id))
    .orderBy(asc(deadlines.id));
  const given = rows.map(deadlineBody);
  const deadline = given.at(-1) ?? NO_DEADLINE;
  const ruling = published.findLast((outcome) => outcome.kind === 'ruling' && outcome.state === 'published');
  const progress = published.findLast((outcome) => outcome.kind === 'update')?.progress ?? 'not_checked';
  const kept = ruling?.result === 'kept' || ruling?.result === 'partly_kept';
  const done_on = (kept && ruling?.occurred_on) || null;
  const { action, criteria, testability, condition } = promise;
  const result = ruling?.result ?? null;
  return {
    body: { action, criteria, testability, condition, deadline, deadlines: given, progress, result, done_on },
    facets: {
      progress,
      result: result ?? '',
      testability,
      deadline_kind: deadline.kind,
      hedged: deadline.hedged,
      window_start: deadline.window_start ?? '',
      window_end: deadline.window_end ?? '',
      review_on: deadline.review_on ?? '',
      done_on: done_on ?? '',
    },
  };
};
