/**
 * The way of a finding from draft to publication, the same for verdicts and outcomes: draft → in_review →
 * published → superseded, or rejected. Changing a proposal makes it a draft again. Each move is a function of
 * how the claim stands.
 */
import type * as z from 'zod';
import { LIMITS } from '../../limits.ts';
import type { Change } from '../../record/record.ts';
import { notPossible, Refusal, unprocessable } from '../../record/refusal.ts';
import type { ClaimState } from '../claims/load.ts';
import { type Approval, approvalBy, withProposer } from '../review.ts';
import { type Scale, scaleNamed } from '../scales/scale.ts';
import { requireNotBefore, requirePast } from '../time.ts';
import { isApproved, type Outcome, type Verdict } from './render.ts';
import type { newOutcome, newVerdict } from './shape.ts';

export type NewVerdict = z.output<typeof newVerdict>;
export type NewOutcome = z.output<typeof newOutcome>;
export type Finding = Verdict | Outcome;
type State = Finding['state'];
export type Move = 'submit' | 'publish' | 'reject';

/** What can be done from each state. */
const POSSIBLE: Record<State, readonly Move[]> = {
  draft: ['submit'],
  in_review: ['publish', 'reject'],
  published: [],
  superseded: [],
  rejected: [],
};

/** What verdicts and outcomes differ in. */
export interface FindingKind<Row extends Finding> {
  type: 'verdict' | 'outcome';
  /** All that a claim has of the kind, in the order in which they were proposed. */
  of(state: ClaimState): readonly Row[];
  with(state: ClaimState, rows: readonly Row[]): ClaimState;
  /** What is missing before it can be published. */
  missing(row: Row): string[];
  /** Throws where it contradicts what else the record says. */
  check(state: ClaimState, row: Row): void;
  /** Of the approved ones the one in force whose place this one would take. */
  inForce(rows: readonly Row[], row: Row): Row | undefined;
}

export const verdictKind: FindingKind<Verdict> = {
  type: 'verdict',
  of: ({ verdicts }) => verdicts,
  with: (state, verdicts) => ({ ...state, verdicts }),
  missing: (row) => [
    ...(row.summary ? [] : ['summary']),
    ...(row.rationale ? [] : ['rationale']),
    ...(row.evidence.length > 0 ? [] : ['evidence']),
  ],
  check: ({ claim }) => {
    if (claim.kind === 'not_checkable') {
      throw unprocessable('', 'a claim that is not checkable has no verdict');
    }
  },
  inForce: (rows, row) => rows.findLast((other) => other.state === 'published' && other.id !== row.id),
};

/** The first day on which a promise was given, as far as it is known. */
export const promisedOn = ({ claim, quotes }: Pick<ClaimState, 'claim' | 'quotes'>): string | null =>
  claim.first_said_on ?? quotes.flatMap(({ quote }) => quote.said_on ?? []).sort()[0] ?? null;

export const outcomeKind: FindingKind<Outcome> = {
  type: 'outcome',
  of: ({ outcomes }) => outcomes,
  with: (state, outcomes) => ({ ...state, outcomes }),
  missing: (row) => [
    ...(row.evidence.length > 0 || row.progress === 'no_action_found' ? [] : ['evidence']),
    ...(row.progress === 'no_action_found' && !row.searched ? ['searched'] : []),
    ...(row.result === 'kept' && !row.occurred_on ? ['occurred_on'] : []),
  ],
  check: ({ claim, quotes, promise }, { kind, result, occurred_on }) => {
    const spoken = claim.kind === 'promise' ? promisedOn({ claim, quotes }) : null;
    requireNotBefore('/occurred_on', occurred_on, spoken, ', when it was promised');
    if (kind === 'ruling' && claim.kind !== 'promise') {
      throw unprocessable('/result', 'only a promise is ruled on; a statement gets a verdict');
    }
    if (result === null) return;
    const condition = promise?.promise.condition ?? null;
    if (condition?.status === 'not_met' && result !== 'condition_not_met') {
      throw unprocessable('/result', 'its condition was not met, so the only ruling is condition_not_met');
    }
    if (result === 'condition_not_met' && !condition) {
      throw unprocessable('/result', 'this promise has no condition');
    }
  },
  inForce: (rows, row) =>
    row.kind === 'ruling'
      ? rows.findLast(
          (other) => other.kind === 'ruling' && other.state === 'published' && other.id !== row.id,
        )
      : undefined,
};

/** The scale that a verdict names, among those known: all of its key or, where it names none, of the only one. */
export const scaleFor = (
  known: readonly Scale[],
  reference: string | null,
  keys: readonly string[],
): Scale => {
  if (reference === null && keys.length > 1) {
    throw unprocessable('/scale', `say by which scale: ${keys.join(', ')}`);
  }
  const scale = scaleNamed(known, reference ?? keys[0] ?? '');
  if (scale) return scale;
  const detail = reference === null ? 'there is no rating scale yet' : `there is no scale ${reference}`;
  throw unprocessable('/scale', detail);
};

/** The content of a verdict as written. Throws where the scale has no such rating. */
export const verdictContent = (
  { today }: Pick<Change, 'today'>,
  { scale: _, ...rest }: NewVerdict,
  scale: Scale,
  before: Verdict | null = null,
) => {
  if (!scale.ratings.some((rating) => rating.key === rest.rating)) {
    const known = scale.ratings.map((rating) => rating.key).join(', ');
    throw unprocessable('/rating', `scale ${scale.key} has no rating ${rest.rating}, only ${known}`);
  }
  requirePast(today, { decided_on: rest.decided_on }, before);
  requireRead(today, rest.evidence, before);
  return { ...rest, scale_id: scale.id };
};

/** Throws where evidence would be read in the future. */
const requireRead = (today: string, evidence: NewVerdict['evidence'], before: Finding | null): void =>
  evidence.forEach(({ accessed_on }, i) => {
    requirePast(today, { accessed_on }, before?.evidence[i], `/evidence/${i}`);
  });

/**
 * The content of an outcome as written. Throws where it is neither an update nor a ruling, and where its days cannot
 * be.
 */
export const outcomeContent = (
  { today }: Pick<Change, 'today'>,
  written: NewOutcome,
  before: Outcome | null = null,
) => {
  const { occurred_on, became_known_on, searched } = written;
  requirePast(today, { occurred_on, became_known_on }, before);
  if (searched) requirePast(today, { as_of: searched.as_of }, before?.searched, '/searched');
  requireRead(today, written.evidence, before);
  const after = ', when it happened';
  if (became_known_on !== before?.became_known_on || occurred_on !== before.occurred_on) {
    requireNotBefore('/became_known_on', became_known_on, occurred_on, after);
  }
  const { progress, result } = written;
  const kind = written.kind ?? (result === null ? 'update' : 'ruling');
  if (kind === 'update' && (progress === null || result !== null)) {
    throw unprocessable(
      progress === null ? '/progress' : '/result',
      'an update has a progress and no result',
    );
  }
  if (kind === 'ruling' && (result === null || progress !== null)) {
    throw unprocessable(result === null ? '/result' : '/progress', 'a ruling has a result and no progress');
  }
  return { ...written, kind };
};

/** Throws where a claim can have no findings any more. */
export const requireStanding = ({ claim }: ClaimState): void => {
  if (claim.publication === 'withdrawn') throw notPossible('This claim was withdrawn.', 'withdrawn', []);
};

/** Adds a proposal, a draft, to a claim. `author` is who the record names. */
export const proposeFinding = <Row extends Finding>(
  { actor }: Pick<Change, 'actor'>,
  state: ClaimState,
  kind: FindingKind<Row>,
  make: (
    members: Omit<
      Verdict,
      'scale_id' | 'rating' | 'summary' | 'rationale' | 'decided_on' | 'evidence' | 'reason'
    >,
  ) => Row,
  id: string,
  author: string = actor.name,
): ClaimState => {
  requireStanding(state);
  const rows = kind.of(state);
  const position = Math.max(0, ...rows.map((row) => row.position)) + 1;
  if (position > LIMITS.findings_per_claim) {
    throw notPossible(`This claim has ${LIMITS.findings_per_claim}, and that is the most.`, 'full', []);
  }
  const row = make({
    id,
    claim_id: state.claim.id,
    position,
    state: 'draft',
    supersedes: null,
    rejection: null,
    proposed_by: withProposer([], actor),
    submitted_at: null,
    published_at: null,
    author,
    reviewer: null,
    review: null,
  });
  kind.check(state, row);
  return kind.with(state, [...rows, row]);
};

/** The finding of this id, which must be one of the claim's. */
export const findingOf = <Row extends Finding>(
  state: ClaimState,
  kind: FindingKind<Row>,
  id: string,
): Row => {
  const row = kind.of(state).find((other) => other.id === id);
  if (!row) throw new Error(`${id} is none of ${state.claim.id}`);
  return row;
};

const replaced = <Row extends Finding>(
  state: ClaimState,
  kind: FindingKind<Row>,
  changed: readonly Row[],
): ClaimState => {
  const byId = new Map(changed.map((row) => [row.id, row]));
  return kind.with(
    state,
    kind.of(state).map((row) => byId.get(row.id) ?? row),
  );
};

const requireMove = (kind: { type: string }, row: Finding, move: Move): void => {
  if (POSSIBLE[row.state].includes(move)) return;
  throw notPossible(
    `This ${kind.type} is ${row.state}; ${move} is not possible.`,
    row.state,
    POSSIBLE[row.state],
  );
};

/**
 * Writes new content into a finding. What is public stays public; a proposal starts its review anew, and one
 * that was approved before its claim is public gives its place back to the one it superseded.
 */
export const amendFinding = <Row extends Finding>(
  { actor }: Pick<Change, 'actor'>,
  state: ClaimState,
  kind: FindingKind<Row>,
  row: Row,
  amended: Row,
): ClaimState => {
  kind.check(state, amended);
  const isPublic = state.claim.publication === 'published' && isApproved(row);
  if (isPublic) return replaced(state, kind, [amended]);
  if (row.state === 'superseded') {
    throw notPossible(`This ${kind.type} is superseded; amend the one in force.`, row.state, []);
  }
  requireStanding(state);
  const former = kind.of(state).find(({ id }) => id === row.supersedes);
  return replaced(state, kind, [
    ...(former ? [{ ...former, state: 'published' as const }] : []),
    {
      ...amended,
      state: 'draft',
      supersedes: null,
      submitted_at: null,
      published_at: null,
      reviewer: null,
      review: null,
      proposed_by: withProposer(row.proposed_by, actor),
    },
  ]);
};

/** Sends a draft to review. */
export const submitFinding = <Row extends Finding>(
  { at }: Change,
  state: ClaimState,
  kind: FindingKind<Row>,
  row: Row,
): ClaimState => {
  requireMove(kind, row, 'submit');
  return replaced(state, kind, [{ ...row, state: 'in_review', submitted_at: at, rejection: null }]);
};

/** Sends a proposal back to its author, with a reason. */
export const rejectFinding = <Row extends Finding>(
  { actor }: Change,
  state: ClaimState,
  kind: FindingKind<Row>,
  row: Row,
  rejection: string,
): ClaimState => {
  requireMove(kind, row, 'reject');
  return replaced(state, kind, [{ ...row, state: 'rejected', rejection, reviewer: actor.name }]);
};

/** What stands in the way of publishing a finding, as the members that it still needs. */
export const missingIn = <Row extends Finding>(
  kind: FindingKind<Row>,
  rows: readonly Row[],
  row: Row,
): string[] => {
  const former = kind.inForce(rows, row);
  return [...kind.missing(row), ...(former && !row.reason ? ['reason'] : [])];
};

/** Approves a proposal: it comes into force, and what it takes the place of is superseded. */
export const publishFinding = <Row extends Finding>(
  change: Change,
  state: ClaimState,
  kind: FindingKind<Row>,
  row: Row,
): ClaimState => {
  requireMove(kind, row, 'publish');
  requireComplete(state, kind, row);
  return forceFinding(change, state, kind, row, approvalBy(change, row.proposed_by));
};

/** Throws where a finding lacks what it needs to be public, or contradicts what else the record says. */
export const requireComplete = <Row extends Finding>(
  state: ClaimState,
  kind: FindingKind<Row>,
  row: Row,
): void => {
  const missing = missingIn(kind, kind.of(state), row);
  if (missing.length > 0) {
    const errors = missing.map((name) => ({ pointer: `/${name}`, detail: 'is needed before publication' }));
    const detail = `Before this ${kind.type} can be published it needs: ${missing.join(', ')}.`;
    throw new Refusal('not-possible-now', detail, { state: row.state, possible: ['reject'], errors });
  }
  kind.check(state, row);
};

/** Puts a finding into force. */
export const forceFinding = <Row extends Finding>(
  { at }: Pick<Change, 'at'>,
  state: ClaimState,
  kind: FindingKind<Row>,
  row: Row,
  approval: Approval,
): ClaimState => {
  const former = kind.inForce(kind.of(state), row);
  return replaced(state, kind, [
    ...(former ? [{ ...former, state: 'superseded' as const }] : []),
    {
      ...row,
      state: 'published',
      published_at: at,
      supersedes: former?.id ?? null,
      rejection: null,
      ...approval,
    },
  ]);
};
