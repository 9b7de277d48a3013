import { choice, index, integer, json, table, text } from '../../db/kit.ts';

export const PAYLOADS = ['thin', 'full'] as const;
export const FORMATS = ['standard', 'slack', 'mattermost', 'teams', 'discord'] as const;
export const WEBHOOK_STATES = ['active', 'disabled'] as const;
export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;

/** What a webhook's messages are signed with, until an instant where another has taken its place. */
export interface SigningKey {
  /** Of `v1`: `whsec_` and base64. */
  secret: string;
  /** Of `v1a`: `whsk_` and the Ed25519 seed in base64. */
  private_key: string;
  made_at: string;
  until: string | null;
}

export const webhooks = table('webhooks', {
  id: text().primaryKey(),
  url: text().notNull(),
  description: text(),
  format: choice(FORMATS).notNull(),
  payload: choice(PAYLOADS).notNull(),
  /** Empty lists are no condition. */
  types: json<string[]>().notNull(),
  speakers: json<string[]>().notNull(),
  topics: json<string[]>().notNull(),
  claims: json<string[]>().notNull(),
  state: choice(WEBHOOK_STATES).notNull(),
  disabled_reason: text(),
  /** The newest is first. */
  keys: json<SigningKey[]>().notNull(),
  /** The last line of the ledger that was looked at for it. */
  seq: integer().notNull(),
  /** Since when every attempt has failed; null while they succeed. */
  failing_since: text(),
  created_at: text().notNull(),
});

/** What was or is to be sent, and how it went. */
export const deliveries = table(
  'deliveries',
  {
    id: text().primaryKey(),
    webhook_id: text()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** The line of the ledger; null: a test. */
    seq: integer(),
    /** The same each time that it is sent, also when it is replayed. */
    message_id: text().notNull(),
    type: text().notNull(),
    /** When it happened. */
    at: text().notNull(),
    state: choice(DELIVERY_STATES).notNull(),
    attempts: integer().notNull(),
    created_at: text().notNull(),
    last_attempt_at: text(),
    next_attempt_at: text(),
    duration_ms: integer(),
    /** As it was sent the last time. */
    request: text(),
    status: integer(),
    /** The beginning of what was answered. */
    answer: text(),
    error: text(),
  },
  (t) => [
    index('deliveries_webhook').on(t.webhook_id, t.id),
    index('deliveries_line').on(t.webhook_id, t.seq),
    index('deliveries_age').on(t.created_at),
  ],
);
