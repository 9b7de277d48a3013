import { choice, index, integer, json, primaryKey, table, text } from '../../db/kit.ts';
import { PUBLICATIONS } from '../../record/tables.ts';
import { quotes, type Withdrawal } from '../quotes/tables.ts';
import { sources } from '../sources/tables.ts';
import { speakers } from '../speakers/tables.ts';

export const CLAIM_KINDS = ['statement', 'prediction', 'promise', 'not_checkable'] as const;

export const RELATIONS = ['repeats', 'contradicts', 'context'] as const;

/** What a claim takes over from its quotes unless a person sets it. */
export const DERIVED = ['claimants', 'first_said_on'] as const;
export type Derived = (typeof DERIVED)[number];
/** How often a claim was said: as one of several that a person confirmed to be one. */
export interface Said {
  /** Published ones among them, and itself. */
  times: number;
  first_on: string | null;
  last_on: string | null;
  /** The others, by their ids, the first said first. */
  claims: string[];
}

export const claims = table(
  'claims',
  {
    id: text().primaryKey(),
    kind: choice(CLAIM_KINDS).notNull(),
    text: text().notNull(),
    language: text(),
    first_said_on: text(),
    topics: json<string[]>().notNull(),
    publication: choice(PUBLICATIONS).notNull(),
    withdrawal: json<Withdrawal>(),
    proposed_by: json<string[]>().notNull(),
    author: text().notNull(),
    reviewer: text(),
    review: choice(['reviewed_by_another', 'reviewed_by_its_author', 'imported']),
    /** Why a draft was sent back to its author, until it is changed or published. */
    rejection: text(),
    /** How often it was said, where a person confirmed that others are the same or repeat it (said.ts). */
    said: json<Said>(),
    /** Of its text, folded (text/fold.ts): by it a claim that is there already is found. */
    text_sha256: text(),
    article_url: text(),
    article_title: text(),
    same_as: json<string[]>(),
    /** What follows its quotes; null where a claim is older than this column, and nobody noted it. */
    derived: json<Derived[]>(),
  },
  (t) => [index('claims_text').on(t.text_sha256)],
);

const claimId = () =>
  text()
    .notNull()
    .references(() => claims.id, { onDelete: 'restrict' });

export const claimClaimants = table(
  'claim_claimants',
  {
    claim_id: claimId(),
    speaker_id: text()
      .notNull()
      .references(() => speakers.id, { onDelete: 'restrict' }),
    position: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.claim_id, t.speaker_id] }),
    index('claim_claimants_speaker').on(t.speaker_id),
  ],
);

export const claimQuotes = table(
  'claim_quotes',
  {
    claim_id: claimId(),
    quote_id: text()
      .notNull()
      .references(() => quotes.id, { onDelete: 'restrict' }),
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.claim_id, t.quote_id] }), index('claim_quotes_quote').on(t.quote_id)],
);

/**
 * Claims that a claim names beside itself. No reference by a key: a bundle names claims that come after, and what is
 * not there is not shown.
 */
export const claimRelations = table(
  'claim_relations',
  {
    claim_id: claimId(),
    related_id: text().notNull(),
    relation: choice(RELATIONS).notNull(),
    position: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.claim_id, t.related_id] }),
    index('claim_relations_related').on(t.related_id),
  ],
);

/** Sources in which the claim stands without being anybody's quote. */
export const claimSources = table(
  'claim_sources',
  {
    claim_id: claimId(),
    source_id: text()
      .notNull()
      .references(() => sources.id, { onDelete: 'restrict' }),
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.claim_id, t.source_id] }), index('claim_sources_source').on(t.source_id)],
);

export const MATCH_RELATIONS = ['same', 'repeats', 'contradicts', 'related'] as const;
export const MATCH_STATES = ['confirmed', 'rejected'] as const;

/** What a person decided of two claims; the one whose id is the lesser stands first. */
export const claimMatches = table(
  'claim_matches',
  {
    claim_id: claimId(),
    other_id: claimId(),
    relation: choice(MATCH_RELATIONS).notNull(),
    state: choice(MATCH_STATES).notNull(),
    note: text(),
    decided_by: text().notNull(),
    decided_at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.claim_id, t.other_id] }), index('claim_matches_other').on(t.other_id)],
);
