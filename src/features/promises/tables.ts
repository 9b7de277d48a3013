import { bool, choice, index, json, serial, table, text } from '../../db/kit.ts';
import { claims } from '../claims/tables.ts';
import { quotes } from '../quotes/tables.ts';

export const TESTABILITIES = ['testable', 'needs_interpretation', 'untestable'] as const;
export const DEADLINE_KINDS = ['calendar', 'duration', 'event', 'vague', 'none'] as const;
export const CONDITION_STATUSES = ['pending', 'met', 'not_met', 'unclear'] as const;

export interface Condition {
  text: string;
  status: (typeof CONDITION_STATUSES)[number];
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
});

/** Every deadline a speaker gave for a promise, in the order given; the last one counts. */
export const deadlines = table(
  'deadlines',
  {
    id: serial(),
    claim_id: text()
      .notNull()
      .references(() => promises.claim_id, { onDelete: 'restrict' }),
    quote_id: text().references(() => quotes.id, { onDelete: 'restrict' }),
    phrase: text(),
    reference_date: text(),
    kind: choice(DEADLINE_KINDS).notNull(),
    window_start: text(),
    window_end: text(),
    hedged: bool().notNull(),
    anchor: json<unknown>(),
    /** `grammar` until a person confirms what was read out of the phrase. */
    set_by: choice(['person', 'grammar']).notNull(),
    convention_note: text(),
    review_on: text(),
  },
  (t) => [index('deadlines_claim').on(t.claim_id, t.id), index('deadlines_quote').on(t.quote_id)],
);
