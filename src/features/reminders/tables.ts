import { choice, index, integer, primaryKey, table, text } from '../../db/kit.ts';
import { claims } from '../../newsroom/claims/tables.ts';

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

/** How far the calendar has been followed: one row. */
export const calendarPosition = table('calendar_position', {
  id: integer().primaryKey(),
  /** The last day whose transitions have been written. */
  through: text().notNull(),
  /** The newest entry that has been looked at. */
  entry_id: integer().notNull(),
});
