import { choice, index, integer, json, primaryKey, table, text, uniqueIndex } from '../../db/kit.ts';
import { claims } from '../../newsroom/claims/tables.ts';

export const WATCH_KINDS = ['list', 'feed', 'page', 'json', 'yente'] as const;
export const WATCH_STATES = ['active', 'paused', 'ended'] as const;
export const INTERVALS = ['15m', '1h', '6h', '1d', '7d'] as const;

/** Where the server looks for what would decide a promise. */
export const watches = table(
  'watches',
  {
    id: text().primaryKey(),
    claim_id: text()
      .notNull()
      .references(() => claims.id, { onDelete: 'restrict' }),
    kind: choice(WATCH_KINDS).notNull(),
    /** What would be seen if it happened, in words. */
    note: text().notNull(),
    looks_for: json<Record<string, unknown>>().notNull(),
    every: choice(INTERVALS).notNull(),
    /** The last day on which it looks; null: until it is ended. */
    until: text(),
    state: choice(WATCH_STATES).notNull(),
    author: text().notNull(),
    created_at: text().notNull(),
    last_look_at: text(),
    /** The last look that was not a failure. */
    last_good_at: text(),
    next_look_at: text(),
    last_error: text(),
    /** Failures in a row. */
    failures: integer().notNull(),
    /** What the next look is compared with. */
    memory: json<unknown>(),
    /** Of what was read last, and by which to ask whether there is anything new. */
    etag: text(),
    last_modified: text(),
    /** What was looked through the last time, and what met the watch then. */
    searched: text(),
    standing: json<string[]>().notNull(),
  },
  (t) => [index('watches_claim').on(t.claim_id, t.id), index('watches_state').on(t.state, t.id)],
);

/** What a watch saw; each once. */
export const watchHits = table(
  'watch_hits',
  {
    id: text().primaryKey(),
    watch_id: text()
      .notNull()
      .references(() => watches.id, { onDelete: 'restrict' }),
    key: text().notNull(),
    /** The proposal that was made of it. */
    outcome_id: text(),
    seen_at: text().notNull(),
    title: text().notNull(),
    url: text().notNull(),
    excerpt: text().notNull(),
    before: text(),
    after: text(),
    /** Of what was read, byte for byte. */
    sha256: text().notNull(),
    media_type: text(),
  },
  (t) => [
    uniqueIndex('watch_hits_once').on(t.watch_id, t.key),
    index('watch_hits_watch').on(t.watch_id, t.id),
  ],
);

/** What was read when a watch saw something, whole: for the desk. */
export const watchReadings = table(
  'watch_readings',
  {
    watch_id: text()
      .notNull()
      .references(() => watches.id, { onDelete: 'restrict' }),
    sha256: text().notNull(),
    media_type: text(),
    read_at: text().notNull(),
    /** Compressed (gzip), in base64. */
    body: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.watch_id, t.sha256] })],
);
