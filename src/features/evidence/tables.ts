import { choice, index, integer, json, serial, table, text, uniqueIndex } from '../../db/kit.ts';

export const LINK_STATES = ['unseen', 'there', 'failing', 'gone'] as const;

/** The addresses that evidence rests on, and whether they still answer. */
export const evidenceLinks = table(
  'evidence_links',
  {
    id: serial(),
    url: text().notNull(),
    state: choice(LINK_STATES).notNull(),
    /** Ids of the findings that rest on it. */
    used_in: json<string[]>().notNull(),
    found_at: text().notNull(),
    last_look_at: text(),
    status: integer(),
    title: text(),
    media_type: text(),
    last_error: text(),
    /** Failures in a row. */
    failures: integer().notNull(),
    /** The copy that the newsroom's archiver made. */
    archived_url: text(),
    archived_at: text(),
  },
  (t) => [uniqueIndex('evidence_links_url').on(t.url), index('evidence_links_state').on(t.state, t.id)],
);

/** How far the ledger was looked through for evidence: one row. */
export const evidencePosition = table('evidence_position', {
  id: integer().primaryKey(),
  seq: integer().notNull(),
});
