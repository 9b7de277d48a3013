import { bool, choice, index, integer, json, primaryKey, serial, table, text } from '../../db/kit.ts';
import { anchors } from '../anchors/tables.ts';
import { claims } from '../claims/tables.ts';
import type { AnchorRelation, Offset } from '../../deadlines/index.ts';
import { quotes } from '../quotes/tables.ts';
import type { ExternalId } from '../speakers/tables.ts';

export const TESTABILITIES = ['testable', 'needs_interpretation', 'untestable'] as const;
export const DEADLINE_KINDS = ['calendar', 'duration', 'event', 'vague', 'none'] as const;
export const CONDITION_STATUSES = ['pending', 'met', 'not_met', 'unclear'] as const;

export interface Condition {
  text: string;
  status: (typeof CONDITION_STATUSES)[number];
}

/** Somebody or something that a promise names. */
export interface Party {
  name: string;
  external_ids: ExternalId[];
}

/** What makes a claim of kind promise testable. */
export const promises = table('promises', {
  claim_id: text()
    .primaryKey()
    .references(() => claims.id, { onDelete: 'restrict' }),
  action: text().notNull(),
  criteria: text().notNull(),
  testability: choice(TESTABILITIES).notNull(),
  condition: json<Condition>(),
  about: json<Party[]>(),
  /** Fixed beforehand: where one will see whether it was kept. */
  decided_by: json<{ what: string; url: string | null }>(),
  responsible: json<Party>(),
});

/** How a deadline hangs on an event; `phrase` is what the speaker called it. */
export interface AnchorUse {
  phrase: string | null;
  relation: AnchorRelation;
  offset: Offset | null;
}

/** Every deadline a speaker gave for a promise, in the order given; the last confirmed one counts. */
export const deadlines = table(
  'deadlines',
  {
    id: serial(),
    claim_id: text()
      .notNull()
      .references(() => promises.claim_id, { onDelete: 'restrict' }),
    /** Its place among the deadlines of the promise, from 1; never given twice. */
    position: integer().notNull(),
    quote_id: text().references(() => quotes.id, { onDelete: 'restrict' }),
    phrase: text(),
    reference_date: text(),
    kind: choice(DEADLINE_KINDS).notNull(),
    /** Where there is an anchor, the window follows its date. */
    window_start: text(),
    window_end: text(),
    hedged: bool().notNull(),
    anchor: json<AnchorUse>(),
    anchor_id: text().references(() => anchors.id, { onDelete: 'restrict' }),
    /** `grammar` until a person confirms what was read out of the phrase. */
    set_by: choice(['person', 'grammar']).notNull(),
    /** Who accepted it; null: a suggestion or a proposal, neither public nor counted. */
    confirmed_by: text(),
    /** Ids of the keys that added it to a public promise; none of them may confirm it. */
    proposed_by: json<string[]>().notNull(),
    convention_note: text(),
    review_on: text(),
  },
  (t) => [
    index('deadlines_claim').on(t.claim_id, t.position),
    index('deadlines_quote').on(t.quote_id),
    index('deadlines_anchor').on(t.anchor_id),
  ],
);

/** What the newsroom said later of a promise's criteria, which never change once public. Append-only. */
export const clarifications = table(
  'clarifications',
  {
    id: serial(),
    claim_id: text()
      .notNull()
      .references(() => promises.claim_id, { onDelete: 'restrict' }),
    clarified_on: text().notNull(),
    text: text().notNull(),
    author: text().notNull(),
  },
  (t) => [index('clarifications_claim').on(t.claim_id, t.id)],
);

/** What the calendar does to a promise, in the order in which it is told of one day. */
export const TRANSITIONS = ['opened', 'due_tomorrow', 'overdue', 'review_due'] as const;
export type TransitionName = (typeof TRANSITIONS)[number];

/** Every transition that was written, with the window it belongs to ('' stands for no day). */
export const promiseTransitions = table(
  'promise_transitions',
  {
    claim_id: text()
      .notNull()
      .references(() => claims.id, { onDelete: 'restrict' }),
    transition: choice(TRANSITIONS).notNull(),
    /** The day on which it fell; it may have been written later. */
    day: text().notNull(),
    window_start: text().notNull(),
    window_end: text().notNull(),
    review_on: text().notNull(),
    written_at: text().notNull(),
  },
  (t) => [
    // One transition is written once for one day, whichever process comes first.
    primaryKey({ columns: [t.claim_id, t.transition, t.day] }),
    index('promise_transitions_written').on(t.written_at, t.day, t.claim_id),
  ],
);
