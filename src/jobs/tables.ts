import { index, integer, json, serial, table, text, uniqueIndex } from '../db/kit.ts';

/**
 * What is still to be done outside of any request: one queue for deliveries, looks and mail. A job is written in the
 * transaction of the change that asks for it, and removed in the transaction that writes down what became of it.
 */
export const jobs = table(
  'jobs',
  {
    id: serial(),
    /** What kind of job, and of what where each has a queue of its own: `webhook:webhook_…`. */
    queue: text().notNull(),
    /** What it is about: there is one job of this key in its queue. */
    key: text().notNull(),
    /** Jobs of one lane of a queue are done one after the other; '' is no lane. */
    lane: text().notNull(),
    /** When it may be begun, or, while somebody is at it, when its lease ends. */
    due_at: text().notNull(),
    /** Names the lease under which it is being done; null: nobody is at it. */
    lease: text(),
    /** How often it was begun. */
    attempts: integer().notNull(),
    payload: json<unknown>(),
    last_error: text(),
  },
  (t) => [
    uniqueIndex('jobs_key').on(t.queue, t.key),
    index('jobs_due').on(t.queue, t.due_at, t.id),
    index('jobs_lane').on(t.queue, t.lane, t.id),
  ],
);
