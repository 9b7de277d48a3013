/** What awaits approval or was sent back, and what stands in the way of one key's approving it. */
import { and, asc, eq, getTableColumns, gt, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import { literalLimit } from '../../db/queries.ts';
import { type Caller, hasRole } from '../../http/access.ts';
import type { Services } from '../../http/services.ts';
import { entries } from '../../record/tables.ts';
import { claimQuotes, claims } from '../../newsroom/claims/tables.ts';
import { outcomes, verdicts } from '../../newsroom/findings/tables.ts';
import { loadClaims } from '../../newsroom/claims/load.ts';
import {
  type Finding,
  type FindingKind,
  missingIn,
  outcomeKind,
  verdictKind,
} from '../../newsroom/findings/rules.ts';
import { quotes } from '../../newsroom/quotes/tables.ts';
import { isOwn } from '../../newsroom/review.ts';

export const REVIEWED_TYPES = ['claim', 'quote', 'verdict', 'outcome'] as const;
export type ReviewedType = (typeof REVIEWED_TYPES)[number];

/** Something that awaits approval or was sent back, before it is known who asks. */
export interface Waiting {
  type: ReviewedType;
  id: string;
  claim_id: string | null;
  /** Its words, in one line for the inbox. */
  text: string;
  author: string;
  /** Since when it waits: a finding since it was submitted, a claim or quote since it was drafted. */
  since: string;
  proposed_by: readonly string[];
  /** What it must have before it can be published. */
  missing: readonly string[];
  /** Why it was sent back; null where it awaits approval. */
  rejection: string | null;
}

export interface Place {
  since: string;
  id: string;
}

/** What of the queue is read. */
interface Part {
  after: Place | null;
  limit: number;
  /** What was sent back to its authors, in place of what awaits approval. */
  sent_back: boolean;
}

const beyond = (since: SQL, id: SQL, after: Place | null): SQL | undefined =>
  after === null
    ? undefined
    : or(sql`${since} > ${after.since}`, and(sql`${since} = ${after.since}`, gt(id, after.id)));

const isDraft = (type: 'claim' | 'quote'): SQL =>
  sql`${entries.type} = ${type} and ${entries.publication} = 'draft' and ${entries.valid_to} is null`;

const draftClaims = async (tx: Connection, { after, limit, sent_back }: Part): Promise<Waiting[]> => {
  const rows = await tx
    .select()
    .from(entries)
    .innerJoin(claims, eq(claims.id, entries.subject_id))
    .where(
      and(
        isDraft('claim'),
        sent_back ? isNotNull(claims.rejection) : isNull(claims.rejection),
        beyond(sql`${entries.valid_from}`, sql`${entries.subject_id}`, after),
      ),
    )
    .orderBy(asc(entries.valid_from), literalLimit(asc(entries.subject_id), limit));
  const waiting: Waiting[] = [];
  for (const { claims: claim, entries: entry } of rows) {
    const carried = await tx
      .select({ proposed_by: quotes.proposed_by })
      .from(claimQuotes)
      .innerJoin(quotes, eq(quotes.id, claimQuotes.quote_id))
      .where(and(eq(claimQuotes.claim_id, claim.id), eq(quotes.publication, 'draft')));
    waiting.push({
      type: 'claim',
      id: claim.id,
      claim_id: null,
      text: claim.text,
      author: claim.author,
      since: entry.valid_from,
      proposed_by: [...claim.proposed_by, ...carried.flatMap((quote) => quote.proposed_by)],
      missing: [],
      rejection: claim.rejection,
    });
  }
  return waiting;
};

const draftQuotes = async (tx: Connection, { after, limit, sent_back }: Part): Promise<Waiting[]> => {
  if (sent_back) return [];
  const rows = await tx
    .select()
    .from(entries)
    .innerJoin(quotes, eq(quotes.id, entries.subject_id))
    .where(and(isDraft('quote'), beyond(sql`${entries.valid_from}`, sql`${entries.subject_id}`, after)))
    .orderBy(asc(entries.valid_from), literalLimit(asc(entries.subject_id), limit));
  return rows.map(({ quotes: { id, text, author, proposed_by }, entries: { valid_from } }) => ({
    type: 'quote',
    id,
    claim_id: null,
    text,
    author,
    since: valid_from,
    proposed_by,
    missing: [],
    rejection: null,
  }));
};

const verdictsProposed = async (tx: Connection, { after, limit, sent_back }: Part): Promise<Waiting[]> => {
  const rows = await tx
    .select(getTableColumns(verdicts))
    .from(verdicts)
    .innerJoin(claims, eq(claims.id, verdicts.claim_id))
    .where(
      and(
        eq(verdicts.state, sent_back ? 'rejected' : 'in_review'),
        ne(claims.publication, 'withdrawn'),
        beyond(sql`${verdicts.submitted_at}`, sql`${verdicts.id}`, after),
      ),
    )
    .orderBy(asc(verdicts.submitted_at), literalLimit(asc(verdicts.id), limit));
  const missing = await missingOf(tx, verdictKind, rows);
  return rows.map((row) => ({
    ...shared(row),
    type: 'verdict' as const,
    text: row.summary ?? row.rating,
    missing: missing(row),
  }));
};

const outcomesProposed = async (tx: Connection, { after, limit, sent_back }: Part): Promise<Waiting[]> => {
  const rows = await tx
    .select(getTableColumns(outcomes))
    .from(outcomes)
    .innerJoin(claims, eq(claims.id, outcomes.claim_id))
    .where(
      and(
        eq(outcomes.state, sent_back ? 'rejected' : 'in_review'),
        ne(claims.publication, 'withdrawn'),
        beyond(sql`${outcomes.submitted_at}`, sql`${outcomes.id}`, after),
      ),
    )
    .orderBy(asc(outcomes.submitted_at), literalLimit(asc(outcomes.id), limit));
  const missing = await missingOf(tx, outcomeKind, rows);
  return rows.map((row) => ({
    ...shared(row),
    type: 'outcome' as const,
    text: row.note,
    missing: missing(row),
  }));
};

/** What each of these findings still needs before it can be published. */
const missingOf = async <Row extends Finding>(
  tx: Connection,
  kind: FindingKind<Row>,
  rows: readonly Row[],
): Promise<(row: Row) => string[]> => {
  const claims = await loadClaims(tx, [...new Set(rows.map(({ claim_id }) => claim_id))]);
  return (row) => {
    const claim = claims.get(row.claim_id);
    return missingIn(kind, claim ? kind.of(claim) : [], row);
  };
};

const shared = (row: Finding) => {
  const { id, claim_id, author, proposed_by, state, rejection } = row;
  const since = row.submitted_at ?? '';
  return { id, claim_id, author, proposed_by, since, rejection: state === 'rejected' ? rejection : null };
};

const READERS = {
  claim: draftClaims,
  quote: draftQuotes,
  verdict: verdictsProposed,
  outcome: outcomesProposed,
};

/** The first things of a part of the queue, oldest first. */
export const readQueue = async (
  connection: Connection,
  types: readonly ReviewedType[],
  part: Part,
): Promise<Waiting[]> => {
  const found = await Promise.all(types.map((type) => READERS[type](connection, part)));
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return found
    .flat()
    .sort((a, b) => order(a.since, b.since) || order(a.id, b.id))
    .slice(0, part.limit);
};

/** Why this key may not approve this now, in sentences; none when it may. */
export const objections = (services: Services, caller: Caller, waiting: Waiting): string[] => [
  ...(hasRole(caller, 'editor') ? [] : ['Only an editor approves.']),
  ...(services.config.ONRECORD_REVIEW === 'four_eyes' && isOwn(caller, waiting.proposed_by)
    ? ['You proposed it or changed it, so somebody else must approve.']
    : []),
  ...(waiting.missing.length > 0 ? [`It still needs: ${waiting.missing.join(', ')}.`] : []),
];
