/**
 * The way of a finding from draft to publication, the same for verdicts and outcomes:
 * draft → in_review → published → superseded, or rejected. Changing a proposal makes it a draft again.
 */
import { eq, max } from 'drizzle-orm';
import { type Caller, callerOf } from '../../http/access.ts';
import { matchIfAsked } from '../../http/answers.ts';
import { currentOf, notFound, refuseWithdrawn } from '../../http/current.ts';
import { notPossible, Problem, unprocessable } from '../../http/problems.ts';
import { approvalBy, withProposer } from '../../http/review.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import type { Change } from '../../record/record.ts';
import type { FastifyRequest } from 'fastify';
import { claims } from '../claims/tables.ts';
import { promises } from '../promises/tables.ts';
import { publicOutcomes, publicVerdicts } from './render.ts';
import { outcomes, verdicts } from './tables.ts';

export type Verdict = typeof verdicts.$inferSelect;
export type Outcome = typeof outcomes.$inferSelect;
type State = Verdict['state'];
type Move = 'submit' | 'publish' | 'reject';

/** What can be done from each state. */
const POSSIBLE: Record<State, readonly Move[]> = {
  draft: ['submit'],
  in_review: ['publish', 'reject'],
  published: [],
  superseded: [],
  rejected: [],
};

/** What a verdict and an outcome differ in. */
export interface FindingKind<Row extends Verdict | Outcome> {
  type: 'verdict' | 'outcome';
  read(change: Change, id: string): Promise<Row | undefined>;
  update(change: Change, id: string, set: Partial<Verdict & Outcome>): Promise<void>;
  /** What is missing before it can be published. */
  missing(row: Row): string[];
  /** Throws 422 where it contradicts what else the record says. */
  check(change: Change, row: Pick<Row, 'claim_id'> & Partial<Row>): Promise<void>;
  /** The finding in force whose place this one would take. */
  inForce(change: Change, row: Row): Promise<Row | undefined>;
}

export const verdictKind: FindingKind<Verdict> = {
  type: 'verdict',
  read: async ({ tx }, id) => (await tx.select().from(verdicts).where(eq(verdicts.id, id)))[0],
  update: async ({ tx }, id, set) => void (await tx.update(verdicts).set(set).where(eq(verdicts.id, id))),
  missing: (row) => [
    ...(row.summary ? [] : ['summary']),
    ...(row.rationale ? [] : ['rationale']),
    ...(row.evidence.length > 0 ? [] : ['evidence']),
  ],
  check: async () => undefined,
  inForce: async ({ tx }, row) =>
    (await publicVerdicts(tx, row.claim_id)).findLast(
      (other) => other.state === 'published' && other.id !== row.id,
    ),
};

export const outcomeKind: FindingKind<Outcome> = {
  type: 'outcome',
  read: async ({ tx }, id) => (await tx.select().from(outcomes).where(eq(outcomes.id, id)))[0],
  update: async ({ tx }, id, set) => void (await tx.update(outcomes).set(set).where(eq(outcomes.id, id))),
  missing: (row) => [
    ...(row.evidence.length > 0 || row.progress === 'no_action_found' ? [] : ['evidence']),
    ...(row.progress === 'no_action_found' && !row.searched ? ['searched'] : []),
    ...(row.result === 'kept' && !row.occurred_on ? ['occurred_on'] : []),
  ],
  check: async ({ tx }, { claim_id, result = null }) => {
    if (result === null) return;
    const [promise] = await tx.select().from(promises).where(eq(promises.claim_id, claim_id));
    const isUnmet = promise?.condition?.status === 'not_met';
    if (isUnmet && result !== 'condition_not_met') {
      throw unprocessable('/result', 'its condition was not met, so the only ruling is condition_not_met');
    }
    if (result === 'condition_not_met' && !promise?.condition) {
      throw unprocessable('/result', 'this promise has no condition');
    }
  },
  inForce: async ({ tx }, row) =>
    row.kind === 'ruling'
      ? (await publicOutcomes(tx, row.claim_id)).findLast(
          (other) => other.kind === 'ruling' && other.state === 'published' && other.id !== row.id,
        )
      : undefined,
};

/** The claim a new finding is about; throws 404 or 409 where it can have none. */
export const claimFor = async (change: Change, claim_id: string): Promise<typeof claims.$inferSelect> => {
  const [claim] = await change.tx.select().from(claims).where(eq(claims.id, claim_id));
  if (!claim) throw notFound(claim_id);
  if (claim.publication === 'withdrawn') throw notPossible('This claim was withdrawn.', 'withdrawn', []);
  return claim;
};

/** The members that every new finding starts with. */
export const newFinding = async (
  change: Change,
  table: typeof verdicts | typeof outcomes,
  claim_id: string,
  caller: Caller,
) => {
  const [last] = await change.tx
    .select({ position: max(table.position) })
    .from(table)
    .where(eq(table.claim_id, claim_id));
  const position = (last?.position ?? 0) + 1;
  if (position > LIMITS.findings_per_claim) {
    throw notPossible(`This claim has ${LIMITS.findings_per_claim}, and that is the most.`, 'full', []);
  }
  return {
    claim_id,
    position,
    state: 'draft' as const,
    proposed_by: [caller.key_id],
    author: caller.name,
  };
};

/** Reads a finding that is to move, matching `If-Match` where it was sent. */
const moving = async <Row extends Verdict | Outcome>(
  services: Services,
  request: FastifyRequest,
  change: Change,
  kind: FindingKind<Row>,
  id: string,
  move: Move,
): Promise<Row> => {
  const row = await kind.read(change, id);
  const now = await currentOf(services, change.tx, id);
  if (!row || !now) throw notFound(id);
  refuseWithdrawn(now.publication, now.body);
  // A proposal about a withdrawn claim was never public, and cannot become so.
  await claimFor(change, row.claim_id);
  matchIfAsked(request, now.etag);
  if (!POSSIBLE[row.state].includes(move)) {
    throw notPossible(
      `This ${kind.type} is ${row.state}; ${move} is not possible.`,
      row.state,
      POSSIBLE[row.state],
    );
  }
  return row;
};

/**
 * What amending a finding does to its review: a proposal starts anew, what is public stays so. One
 * that was approved before its claim is public gives its place back to the one it superseded.
 */
export const amend = async <Row extends Verdict | Outcome>(
  change: Change,
  kind: FindingKind<Row>,
  row: Row,
  published: boolean,
  caller: Caller,
): Promise<Partial<Verdict & Outcome>> => {
  if (published) return {};
  if (row.state === 'superseded') {
    throw notPossible(`This ${kind.type} is superseded; amend the one in force.`, row.state, []);
  }
  await claimFor(change, row.claim_id);
  if (row.supersedes !== null) {
    await kind.update(change, row.supersedes, { state: 'published' });
    change.touch(row.supersedes);
  }
  return {
    state: 'draft',
    supersedes: null,
    submitted_at: null,
    published_at: null,
    reviewer: null,
    review: null,
    proposed_by: withProposer(row.proposed_by, caller),
  };
};

/** Sends a draft to review. */
export const submit = async <Row extends Verdict | Outcome>(
  services: Services,
  request: FastifyRequest,
  change: Change,
  kind: FindingKind<Row>,
  id: string,
): Promise<void> => {
  await moving(services, request, change, kind, id, 'submit');
  await kind.update(change, id, { state: 'in_review', submitted_at: change.at, rejection: null });
  await change.event({ action: `${kind.type}.submitted`, subject_id: id });
};

/** Sends a proposal back to its author, with a reason. */
export const reject = async <Row extends Verdict | Outcome>(
  services: Services,
  request: FastifyRequest,
  change: Change,
  kind: FindingKind<Row>,
  id: string,
  reason: string,
): Promise<void> => {
  await moving(services, request, change, kind, id, 'reject');
  const reviewer = callerOf(request).name;
  await kind.update(change, id, { state: 'rejected', rejection: reason, reviewer });
  await change.event({ action: `${kind.type}.rejected`, subject_id: id, after: { reason } });
};

/** Approves a proposal: it comes into force, and what it takes the place of is superseded. */
export const publish = async <Row extends Verdict | Outcome>(
  services: Services,
  request: FastifyRequest,
  change: Change,
  kind: FindingKind<Row>,
  id: string,
): Promise<void> => {
  const row = await moving(services, request, change, kind, id, 'publish');
  const former = await kind.inForce(change, row);
  const missing = [...kind.missing(row), ...(former && !row.reason ? ['reason'] : [])];
  if (missing.length > 0) {
    const errors = missing.map((name) => ({ pointer: `/${name}`, detail: 'is needed before publication' }));
    const detail = `Before this ${kind.type} can be published it needs: ${missing.join(', ')}.`;
    throw new Problem('not-possible-now', detail, { state: row.state, possible: ['reject'], errors });
  }
  await kind.check(change, row);
  await force(change, kind, row, approvalBy(services, callerOf(request), row.proposed_by), former);
  await change.event({ action: `${kind.type}.published`, subject_id: id });
};

/** Puts a finding into force. */
export const force = async <Row extends Verdict | Outcome>(
  change: Change,
  kind: FindingKind<Row>,
  row: Row,
  approval: Pick<Verdict, 'reviewer' | 'review'>,
  former: Row | undefined,
): Promise<void> => {
  if (former) {
    await kind.update(change, former.id, { state: 'superseded' });
    change.touch(former.id);
  }
  await kind.update(change, row.id, {
    state: 'published',
    published_at: change.at,
    supersedes: former?.id ?? null,
    rejection: null,
    ...approval,
  });
  change.touch(row.id);
};
