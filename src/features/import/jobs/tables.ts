import { bool, choice, index, integer, json, primaryKey, table, text } from '../../../db/kit.ts';
import type { ImportReport } from './report.ts';

export const IMPORT_STATES = ['queued', 'checking', 'running', 'done', 'failed', 'cancelled'] as const;
export const IMPORT_FORMATS = ['bundle', 'claimreview', 'csv', 'json', 'jsonl'] as const;

/** A file that was sent to be brought in, and how that goes. */
export const importJobs = table(
  'import_jobs',
  {
    id: text().primaryKey(),
    state: choice(IMPORT_STATES).notNull(),
    format: choice(IMPORT_FORMATS).notNull(),
    /** Of a mapping in `seed/mappings`; null where it came with the file, or where there is none. */
    mapping_name: text(),
    /** As it was written. */
    mapping: json<unknown>(),
    file: text(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    dry_run: bool().notNull(),
    publish: bool().notNull(),
    skip_faulty: bool().notNull(),
    allow_duplicates: bool().notNull(),
    /** Whether it may bring in public findings: where two people must agree, an admin's alone. */
    may_rule: bool().notNull(),
    author: text().notNull(),
    created_at: text().notNull(),
    started_at: text(),
    ended_at: text(),
    read: integer().notNull(),
    /** Null until the file was checked. */
    total: integer(),
    created: integer().notNull(),
    unchanged: integer().notNull(),
    refused: integer().notNull(),
    /** What was here before its first row was written: what is known later was brought in by it. Null until then. */
    known_before: integer(),
    report: json<ImportReport>(),
  },
  (t) => [index('import_jobs_state').on(t.state, t.id)],
);

/** The bytes of such a file until it has ended, in pieces: compressed, in base64. */
export const importParts = table(
  'import_parts',
  {
    import_id: text().notNull(),
    position: integer().notNull(),
    content: text().notNull(),
    added_at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.import_id, t.position] })],
);
