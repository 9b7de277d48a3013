/** The record itself: documents, the entries that find them, the ledger, and the log over it all. */
import { sql } from 'drizzle-orm';
import {
  bool,
  choice,
  index,
  integer,
  json,
  primaryKey,
  rowNumber,
  serial,
  table,
  text,
  uniqueIndex,
} from '../db/kit.ts';
import type { DeadlineFacts } from './timeliness.ts';

export const PUBLICATIONS = ['draft', 'published', 'withdrawn'] as const;
export type Publication = (typeof PUBLICATIONS)[number];

/** Every public version of everything, as it was served. Append-only: triggers refuse the rest. */
export const documents = table(
  'documents',
  {
    /** This version's place in the log, from 0: on SQLite the row's own number, so that a list reads it at once. */
    leaf_index: rowNumber(),
    subject_id: text().notNull(),
    version: integer().notNull(),
    published_at: text().notNull(),
    json: text().notNull(),
    sha256: text().notNull(),
    /** Of a promise: what its timeliness is computed from, out of the JSON; null for all else. */
    deadline_facts: json<DeadlineFacts>(),
  },
  (t) => [uniqueIndex('documents_version').on(t.subject_id, t.version)],
);

/** What a thing has one of, for lists to filter and sort by; '' where it has none, so that keys compare. */
const facets = () => ({
  kind: facet(),
  /** The day that matters: first said, said, or published. */
  on_date: facet(),
  name: facet(),
  rating: facet(),
  result: facet(),
  progress: facet(),
  testability: facet(),
  hedged: flag(),
  window_start: facet(),
  window_end: facet(),
  review_on: facet(),
  /** Of a promise: the part of its timeliness that no day changes (timeliness.ts). */
  timing: facet(),
  /** Of a promise: its place among what is due. */
  due_on: facet(),
});
const facet = () =>
  text()
    .notNull()
    .$default(() => '');
const flag = () =>
  bool()
    .notNull()
    .$default(() => false);

/**
 * What documents are found by: one row for each version and the time in which it was the current one
 * (`valid_to` null: it still is), so that today's lists and those as of a day are the same query.
 * A draft has one row without a document, valid from when it was drafted.
 */
export const entries = table(
  'entries',
  {
    id: serial(),
    type: text().notNull(),
    subject_id: text().notNull(),
    /** The version's place in the log, by which its document is found; null for a draft. */
    leaf_index: integer(),
    publication: choice(PUBLICATIONS).notNull(),
    valid_from: text().notNull(),
    valid_to: text(),
    /** When the subject first became public; '' for a draft. */
    published_at: text().notNull(),
    ...facets(),
    search_text_id: integer(),
  },
  (t) => {
    const current = sql`${t.valid_to} is null`;
    // Drafts are few, and written often: one order of theirs is enough.
    const isPublic = sql`${t.publication} <> 'draft'`;
    const publicNow = sql`${t.valid_to} is null and ${t.publication} <> 'draft'`;
    const due = sql`${t.valid_to} is null and ${t.due_on} <> ''`;
    const desk = [t.timing, t.result, t.progress, t.hedged, t.testability, t.window_start, t.leaf_index];
    const deskBut = (led: (typeof desk)[number]) => desk.filter((column) => column !== led);
    return [
      uniqueIndex('entries_current').on(t.subject_id).where(current),
      index('entries_history').on(t.subject_id, t.valid_from).where(isPublic),
      // Each ends with where the document stands, so that a list reads nothing between index and documents.
      index('entries_by_date')
        .on(t.type, t.publication, t.on_date, t.subject_id, t.leaf_index)
        .where(current),
      index('entries_by_publication')
        .on(t.type, t.publication, t.published_at, t.subject_id, t.leaf_index)
        .where(publicNow),
      index('entries_by_name').on(t.type, t.publication, t.name, t.subject_id, t.leaf_index).where(publicNow),
      index('entries_by_kind')
        .on(t.type, t.publication, t.kind, t.on_date, t.subject_id, t.leaf_index)
        .where(publicNow),
      index('entries_by_rating')
        .on(t.type, t.publication, t.rating, t.on_date, t.subject_id, t.kind, t.leaf_index)
        .where(sql`${t.valid_to} is null and ${t.rating} <> ''`),
      // Of claims, many of which are never rated, so that those are found among many that are.
      index('entries_unrated')
        .on(t.type, t.publication, t.rating, t.on_date, t.subject_id, t.kind, t.leaf_index)
        .where(
          sql`${t.valid_to} is null and ${t.publication} <> 'draft' and ${t.type} = 'claim' and ${t.rating} = ''`,
        ),
      index('entries_by_result')
        .on(t.type, t.publication, t.result, t.on_date, t.subject_id, t.kind, t.leaf_index)
        .where(sql`${t.valid_to} is null and ${t.result} <> ''`),
      index('entries_by_progress')
        .on(t.type, t.publication, t.progress, t.on_date, t.subject_id, t.kind, t.leaf_index)
        .where(sql`${t.valid_to} is null and ${t.progress} <> ''`),
      // What is due: promises only, soonest first, by each filter of the desk; the others are checked in passing.
      index('entries_due')
        .on(t.publication, t.due_on, t.subject_id, ...desk)
        .where(due),
      index('entries_due_timing')
        .on(t.publication, t.timing, t.due_on, t.subject_id, ...deskBut(t.timing))
        .where(due),
      index('entries_due_result')
        .on(t.publication, t.result, t.due_on, t.subject_id, ...deskBut(t.result))
        .where(due),
      index('entries_due_progress')
        .on(t.publication, t.progress, t.due_on, t.subject_id, ...deskBut(t.progress))
        .where(due),
      index('entries_due_hedged')
        .on(t.publication, t.hedged, t.due_on, t.subject_id, ...deskBut(t.hedged))
        .where(due),
      index('entries_due_testability')
        .on(t.publication, t.testability, t.due_on, t.subject_id, ...deskBut(t.testability))
        .where(due),
      // All that a summary reads; the last two so that the index alone answers.
      index('entries_due_counts')
        .on(
          t.publication,
          t.timing,
          t.result,
          t.progress,
          t.testability,
          t.window_end,
          t.window_start,
          t.due_on,
          t.valid_to,
        )
        .where(due),
      index('entries_due_as_of').on(t.publication, t.due_on, t.subject_id).where(sql`${t.due_on} <> ''`),
      // Of every version, for the days on which promises open, end and are looked at again.
      index('entries_opening').on(t.window_start).where(sql`${t.window_start} <> ''`),
      index('entries_ending').on(t.window_end).where(sql`${t.window_end} <> ''`),
      index('entries_reviewed').on(t.review_on).where(sql`${t.review_on} <> ''`),
      index('entries_as_of').on(t.type, t.on_date, t.subject_id).where(isPublic),
      index('entries_by_text').on(t.search_text_id),
    ];
  },
);

/** The facets of an entry, by name. */
export type Facets = Pick<typeof entries.$inferSelect, keyof ReturnType<typeof facets>>;

const isFacet = (name: string): name is keyof Facets => name in facets();
export const FACETS = Object.keys(facets()).filter(isFacet);

/** What an entry can have several of: speakers, topics, sources. `field` is `claim.speaker` and the like. */
export const entryTerms = table(
  'entry_terms',
  {
    entry_id: integer()
      .notNull()
      .references(() => entries.id, { onDelete: 'restrict' }),
    field: text().notNull(),
    value: text().notNull(),
    /** How the document spells the value, where it is listed under another form of it; else ''. */
    label: text().notNull().default(''),
    current: bool().notNull(),
    /** From here on the entry's own, so that a list by speaker and kind reads no entries. */
    subject_id: text().notNull(),
    leaf_index: integer(),
    publication: choice(PUBLICATIONS).notNull(),
    on_date: facet(),
    published_at: text().notNull(),
    kind: facet(),
    rating: facet(),
    result: facet(),
    progress: facet(),
    timing: facet(),
    due_on: facet(),
  },
  (t) => {
    const found = [t.result, t.progress, t.leaf_index, t.entry_id];
    const publicNow = sql`${t.current} and ${t.publication} <> 'draft'`;
    return [
      primaryKey({ columns: [t.entry_id, t.field, t.value] }),
      index('entry_terms_by_date')
        .on(t.field, t.value, t.publication, t.on_date, t.subject_id, t.kind, t.rating, ...found)
        .where(sql`${t.current}`),
      // What a speaker promised: of most speakers few claims are of the kind that is asked for.
      index('entry_terms_by_kind')
        .on(t.field, t.value, t.publication, t.kind, t.on_date, t.subject_id, t.rating, ...found)
        .where(publicNow),
      index('entry_terms_by_publication')
        .on(t.field, t.value, t.publication, t.published_at, t.subject_id, t.kind, t.rating, ...found)
        .where(publicNow),
      index('entry_terms_due')
        .on(t.field, t.value, t.publication, t.due_on, t.subject_id, t.timing, ...found)
        .where(sql`${t.current} and ${t.due_on} <> ''`),
      index('entry_terms_history').on(t.field, t.value, t.entry_id).where(sql`${t.publication} <> 'draft'`),
    ];
  },
);

/** The words an entry is found by, as `text/search.ts` writes them; a new row when they change. */
export const searchTexts = table('search_texts', { id: serial(), body: text().notNull() });

/**
 * By which folding (`FOLDING` in text/search.ts) entries are found: all of them by `version`, those up to the entry
 * `done` by `next`, where entries are being made anew. One row.
 */
export const foldings = table('foldings', {
  id: integer().primaryKey(),
  version: integer().notNull(),
  next: integer().notNull(),
  done: integer().notNull(),
});

/** The ledger: who did what, when, to what. Append-only. */
export const events = table(
  'events',
  {
    seq: serial(),
    at: text().notNull(),
    actor: text().notNull(),
    key_id: text(),
    action: text().notNull(),
    subject_id: text().notNull(),
    before: json<unknown>(),
    after: json<unknown>(),
    /** The leaf of the subject's own document, where the event made one public. */
    leaf_hash: text(),
    /** Over this line and the hash of the one before (ledger.ts); null: written before lines were hashed. */
    hash: text(),
  },
  (t) => [
    index('events_by_subject').on(t.subject_id, t.seq),
    index('events_by_actor').on(t.actor, t.seq),
    index('events_by_action').on(t.action, t.seq),
    index('events_by_time').on(t.at),
  ],
);

/** Which line is the ledger's last, so that one cut off is missed: one row, which a trigger of `events` writes. */
export const ledgerEnd = table('ledger_end', {
  id: integer().primaryKey(),
  seq: integer().notNull(),
  hash: text(),
});

/** Hashes of the complete subtrees of the log (RFC 9162): level 0 holds the leaves. Append-only. */
export const logNodes = table(
  'log_nodes',
  { level: integer().notNull(), position: integer().notNull(), hash: text().notNull() },
  (t) => [primaryKey({ columns: [t.level, t.position] })],
);

/** The key that checkpoints are signed with, and the name the log signs under. One row, made at the first start. */
export const logKey = table('log_key', {
  id: integer().primaryKey(),
  origin: text().notNull(),
  /** PKCS #8 PEM; never served, never in the ledger. */
  private_key: text().notNull(),
  made_at: text().notNull(),
});

export const CORRECTION_KINDS = ['typo', 'clarification', 'correction', 'retraction'] as const;

/** The public record that something published was changed. Append-only. */
export const corrections = table(
  'corrections',
  {
    id: text().primaryKey(),
    subject_id: text().notNull(),
    /** The claim it belongs to, where there is one. */
    claim_id: text(),
    kind: choice(CORRECTION_KINDS).notNull(),
    note: text().notNull(),
    before: json<Record<string, unknown>>().notNull(),
    after: json<Record<string, unknown>>().notNull(),
    corrected_at: text().notNull(),
    corrected_by: text().notNull(),
  },
  (t) => [
    index('corrections_subject').on(t.subject_id, t.id),
    index('corrections_claim').on(t.claim_id, t.id),
    index('corrections_time').on(t.corrected_at, t.id),
  ],
);

/** What came in by import, by the hash of how it stood in its bundle: importing it again changes nothing. */
export const imports = table('imports', {
  subject_id: text().primaryKey(),
  sha256: text().notNull(),
  imported_at: text().notNull(),
});
