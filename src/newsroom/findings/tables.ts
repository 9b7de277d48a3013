import { choice, index, integer, json, table, text } from '../../db/kit.ts';
import { claims } from '../claims/tables.ts';
import { scales } from '../scales/tables.ts';

export const FINDING_STATES = ['draft', 'in_review', 'published', 'superseded', 'rejected'] as const;
export const STANCES = ['supports', 'refutes', 'context'] as const;
export const OUTCOME_KINDS = ['update', 'ruling'] as const;
export const PROGRESSES = ['not_checked', 'no_action_found', 'in_progress', 'stalled', 'concluded'] as const;
export const RESULTS = [
  'kept',
  'partly_kept',
  'not_kept',
  'superseded',
  'condition_not_met',
  'unclear_evidence',
  'annulled',
] as const;

export interface Evidence {
  url: string | null;
  archived_url: string | null;
  title: string | null;
  publisher: string | null;
  excerpt: string | null;
  stance: (typeof STANCES)[number];
  accessed_on: string | null;
  /** From here on undefined in rows that are older than these members. */
  archived_at: string | null | undefined;
  sha256: string | null | undefined;
  media_type: string | null | undefined;
}

/** What verdicts and outcomes have in common: who found it, who approved it, and where it stands. */
const finding = () => ({
  id: text().primaryKey(),
  claim_id: text()
    .notNull()
    .references(() => claims.id, { onDelete: 'restrict' }),
  /** Findings of a claim in the order they were proposed, from 1. */
  position: integer().notNull(),
  evidence: json<Evidence[]>().notNull(),
  state: choice(FINDING_STATES).notNull(),
  /** The finding this one takes the place of, and why. */
  supersedes: text(),
  reason: text(),
  /** Why it was sent back, for its author. */
  rejection: text(),
  proposed_by: json<string[]>().notNull(),
  submitted_at: text(),
  published_at: text(),
  author: text().notNull(),
  reviewer: text(),
  review: choice(['reviewed_by_another', 'reviewed_by_its_author', 'imported']),
});

export const verdicts = table(
  'verdicts',
  {
    ...finding(),
    scale_id: text()
      .notNull()
      .references(() => scales.id, { onDelete: 'restrict' }),
    rating: text().notNull(),
    summary: text(),
    rationale: text(),
    decided_on: text(),
  },
  (t) => [index('verdicts_claim').on(t.claim_id, t.position), index('verdicts_state').on(t.state)],
);

export const outcomes = table(
  'outcomes',
  {
    ...finding(),
    kind: choice(OUTCOME_KINDS).notNull(),
    progress: choice(PROGRESSES),
    result: choice(RESULTS),
    occurred_on: text(),
    became_known_on: text(),
    note: text().notNull(),
    /** For `no_action_found`: what was searched, and as of when. */
    searched: json<{ what: string; as_of: string }>(),
  },
  (t) => [index('outcomes_claim').on(t.claim_id, t.position), index('outcomes_state').on(t.state)],
);
