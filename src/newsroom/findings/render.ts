import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import type { Rendering, Subject } from '../../record/record.ts';
import { daysLate, timingOf } from '../../record/timeliness.ts';
import { claims } from '../claims/tables.ts';
import { type DeadlineRow, deadlineInForce } from '../promises/render.ts';
import { ratingOf } from '../scales/render.ts';
import { scales } from '../scales/tables.ts';
import { outcomes, verdicts } from './tables.ts';

type Verdict = typeof verdicts.$inferSelect;
type Outcome = typeof outcomes.$inferSelect;

const PUBLIC_STATES = ['published', 'superseded'] as const;

/** What a verdict and an outcome show alike. */
const findingBody = (row: Verdict | Outcome, line: readonly (Verdict | Outcome)[]) => ({
  evidence: row.evidence,
  state: row.state,
  supersedes: row.supersedes,
  superseded_by: line.find((other) => other.supersedes === row.id && other.published_at !== null)?.id ?? null,
  reason: row.reason,
  first_published_at: row.published_at,
  author: row.author,
  reviewer: row.reviewer,
  review: row.review,
});

/** A verdict's public members, the same in its own document and in that of its claim. */
export const verdictBody = (row: Verdict, scale: typeof scales.$inferSelect, line: readonly Verdict[]) => {
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
    timeliness: timing === 'none' ? 'no_deadline' : timing,
    days_late: daysLate(window_end, occurred_on),
  };
};

/** A claim's findings that are or were public, in the order in which they were proposed. */
export const publicVerdicts = (tx: Connection, claim_id: string): PromiseLike<Verdict[]> =>
  tx
    .select()
    .from(verdicts)
    .where(and(eq(verdicts.claim_id, claim_id), inArray(verdicts.state, [...PUBLIC_STATES])))
    .orderBy(asc(verdicts.position));

export const publicOutcomes = (tx: Connection, claim_id: string): PromiseLike<Outcome[]> =>
  tx
    .select()
    .from(outcomes)
    .where(and(eq(outcomes.claim_id, claim_id), inArray(outcomes.state, [...PUBLIC_STATES])))
    .orderBy(asc(outcomes.position));

/** A finding is public when it was approved and its claim is public; it goes when its claim goes. */
const renderFinding = async (
  tx: Connection,
  row: Verdict | Outcome,
  body: Record<string, unknown>,
  facets: Rendering['facets'],
): Promise<Rendering | null> => {
  const [claim] = await tx.select().from(claims).where(eq(claims.id, row.claim_id));
  if (!claim) return null;
  const { claim_id } = row;
  const approved = row.state === 'published' || row.state === 'superseded';
  if (approved && claim.publication === 'withdrawn') {
    return { publication: 'withdrawn', body: { publication: 'withdrawn', claim_id, ...claim.withdrawal } };
  }
  const publication = approved && claim.publication === 'published' ? 'published' : 'draft';
  const rejection = row.state === 'rejected' && row.rejection !== null ? { rejection: row.rejection } : {};
  return {
    publication,
    body: { publication, claim_id, ...body, ...rejection },
    ...(facets ? { facets } : {}),
    terms: { claim: [claim_id], state: [row.state] },
  };
};

export const verdictSubject: Subject = {
  type: 'verdict',
  render: async (tx, id) => {
    const [found] = await tx
      .select()
      .from(verdicts)
      .innerJoin(scales, eq(scales.id, verdicts.scale_id))
      .where(eq(verdicts.id, id));
    if (!found) return null;
    const row = found.verdicts;
    const line = await publicVerdicts(tx, row.claim_id);
    const facets = { rating: row.rating, on_date: row.decided_on ?? '' };
    return renderFinding(tx, row, verdictBody(row, found.scales, line), facets);
  },
  dependents: async (tx, id) => {
    const [row] = await tx.select({ claim_id: verdicts.claim_id }).from(verdicts).where(eq(verdicts.id, id));
    return row ? [row.claim_id] : [];
  },
};

export const outcomeSubject: Subject = {
  type: 'outcome',
  render: async (tx, id) => {
    const [row] = await tx.select().from(outcomes).where(eq(outcomes.id, id));
    if (!row) return null;
    const line = await publicOutcomes(tx, row.claim_id);
    const facets = {
      kind: row.kind,
      progress: row.progress ?? '',
      result: row.result ?? '',
      on_date: row.occurred_on ?? row.became_known_on ?? '',
    };
    const [claim] = await tx.select().from(claims).where(eq(claims.id, row.claim_id));
    const deadline = claim ? await deadlineInForce(tx, claim.id, claim.publication) : null;
    return renderFinding(tx, row, outcomeBody(row, line, deadline), facets);
  },
  dependents: async (tx, id) => {
    const [row] = await tx.select({ claim_id: outcomes.claim_id }).from(outcomes).where(eq(outcomes.id, id));
    return row ? [row.claim_id] : [];
  },
};
