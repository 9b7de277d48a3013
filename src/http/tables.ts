import { choice, index, integer, json, primaryKey, table, text, uniqueIndex } from '../db/kit.ts';

/** From the least to the most: each may do what those before it may; `sheets` may stand in an address. */
export const ROLES = ['sheets', 'reader', 'reporter', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who may call. Only the hash of a secret is kept. */
export const keys = table(
  'keys',
  {
    id: text().primaryKey(),
    actor: text().notNull(),
    role: choice(ROLES).notNull(),
    secret_sha256: text().notNull(),
    /** With it the ledger holds the secret (`secretMark`), and nobody who reads the ledger can guess at it. */
    secret_salt: text(),
    created_at: text().notNull(),
    last_used_on: text(),
    revoked_at: text(),
    /** The last day, in the newsroom's timezone, on which it works; null: it works until it is revoked. */
    expires_on: text(),
  },
  (t) => [uniqueIndex('keys_secret').on(t.secret_sha256), index('keys_actor').on(t.actor)],
);

/** Who is signed in at the desk, each bound to a key. Only the hash of what the browser keeps is kept. */
export const sessions = table(
  'sessions',
  {
    token_sha256: text().primaryKey(),
    key_id: text()
      .notNull()
      .references(() => keys.id, { onDelete: 'restrict' }),
    started_at: text().notNull(),
    expires_at: text().notNull(),
  },
  (t) => [index('sessions_expiry').on(t.expires_at)],
);

/** Answers kept for 24 hours, so that a repeated request has one effect. */
export const idempotency = table(
  'idempotency',
  {
    key_id: text().notNull(),
    idempotency_key: text().notNull(),
    request_sha256: text().notNull(),
    status: integer().notNull(),
    headers: json<Record<string, string>>().notNull(),
    body: text().notNull(),
    kept_at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.key_id, t.idempotency_key] }), index('idempotency_age').on(t.kept_at)],
);
