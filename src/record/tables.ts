/** The record itself: documents, the entries that find them, the ledger, and the log over it all. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import {
  bool,
  choice,
  commonly,
  hex,
  index,
  instant,
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

/** Of the types whose things have names; claims and quotes, which are the most, have none and are in no list by name. */
export const isNamed = (type: SQLWrapper): SQL => sql`${type} <> 'claim' and ${type} <> 'quote'`;

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
    /** The subject's own: the id of the first entry it had. Lists break ties by it, in the order of creation. */
    number: integer().notNull().default(0),
    /** The version's place in the log, by which its document is found; null for a draft. */
    leaf_index: integer(),
    publication: choice(PUBLICATIONS).notNull(),
    valid_from: text().notNull(),
    valid_to: text(),
    /** When the subject first became public; '' for a draft. */
    published_at: instant().notNull(),
    ...facets(),
    search_text_id: integer(),
  },
  (t) => {
    const current = sql`${t.valid_to} is null`;
    // Drafts are few, and written often: one order of theirs is enough.
    const isPublic = sql`${t.publication} <> 'draft'`;
    const publicNow = sql`${t.valid_to} is null and ${t.publication} <> 'draft'`;
    const publishedNow = sql`${t.valid_to} is null and ${t.publication} = 'published'`;
    const due = sql`${t.valid_to} is null and ${t.due_on} <> ''`;
    const desk = [t.timing, t.result, t.progress, t.hedged, t.testability, t.window_start, t.leaf_index];
    const deskBut = (led: (typeof desk)[number]) => desk.filter((column) => column !== led);
    return [
      uniqueIndex('entries_current').on(t.subject_id).where(current),
      index('entries_history').on(t.subject_id).where(isPublic),
      // Each ends with where the document stands, so that a list reads nothing between index and documents.
      index('entries_by_date').on(t.type, t.on_date, t.number, t.leaf_index).where(publishedNow),
      index('entries_drafts')
        .on(t.type, t.on_date, t.number)
        .where(sql`${t.valid_to} is null and ${t.publication} = 'draft'`),
      index('entries_by_publication')
        .on(t.type, t.publication, t.published_at, t.number, t.leaf_index)
        .where(publicNow),
      index('entries_by_name')
        .on(t.type, t.name, t.number, t.leaf_index)
        .where(sql`${publishedNow} and ${isNamed(t.type)}`),
      index('entries_by_kind').on(t.type, t.kind, t.on_date, t.number, t.leaf_index).where(publishedNow),
      index('entries_by_rating')
        .on(t.type, t.publication, t.rating, t.on_date, t.number, t.kind, t.leaf_index)
        .where(sql`${t.valid_to} is null and ${t.rating} <> ''`),
      // Of claims, many of which are never rated, so that those are found among many that are.
      index('entries_unrated')
        .on(t.type, t.rating, t.on_date, t.number, t.kind, t.leaf_index)
        .where(sql`${publishedNow} and ${t.type} = 'claim' and ${t.rating} = ''`),
      index('entries_by_result')
        .on(t.type, t.publication, t.result, t.on_date, t.number, t.kind, t.leaf_index)
        .where(sql`${t.valid_to} is null and ${t.result} <> ''`),
      index('entries_by_progress')
        .on(t.type, t.publication, t.progress, t.on_date, t.number, t.kind, t.leaf_index)
        .where(sql`${t.valid_to} is null and ${t.progress} <> ''`),
      // What is due: promises only, soonest first, by each filter of the desk; the others are checked in passing.
      index('entries_due')
        .on(t.publication, t.due_on, t.number, ...desk)
        .where(due),
      index('entries_due_timing')
        .on(t.publication, t.timing, t.due_on, t.number, ...deskBut(t.timing))
        .where(due),
      index('entries_due_result')
        .on(t.publication, t.result, t.due_on, t.number, ...deskBut(t.result))
        .where(due),
      index('entries_due_progress')
        .on(t.publication, t.progress, t.due_on, t.number, ...deskBut(t.progress))
        .where(due),
      index('entries_due_hedged')
        .on(t.publication, t.hedged, t.due_on, t.number, ...deskBut(t.hedged))
        .where(due),
      index('entries_due_testability')
        .on(t.publication, t.testability, t.due_on, t.number, ...deskBut(t.testability))
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
      index('entries_due_as_of').on(t.publication, t.due_on, t.number).where(sql`${t.due_on} <> ''`),
      // Of every version, for the days on which promises open, end and are looked at again.
      index('entries_opening').on(t.window_start).where(sql`${t.window_start} <> ''`),
      index('entries_ending').on(t.window_end).where(sql`${t.window_end} <> ''`),
      index('entries_reviewed').on(t.review_on).where(sql`${t.review_on} <> ''`),
      index('entries_as_of').on(t.type, t.on_date, t.number).where(isPublic),
      // A search reads hundreds of entries by their texts, and of most no more than this.
      index('entries_by_text').on(t.search_text_id, t.type, t.publication, t.valid_to),
    ];
  },
);

/** The facets of an entry, by name. */
export type Facets = Pick<typeof entries.$inferSelect, keyof ReturnType<typeof facets>>;

const isFacet = (name: string): name is keyof Facets => name in facets();
export const FACETS = Object.keys(facets()).filter(isFacet);

/** What entries are listed under: a number for each field (`claim.speaker` and the like) and value there ever was. */
export const termValues = table(
  'term_values',
  { id: serial(), field: text().notNull(), value: text().notNull() },
  (t) => [uniqueIndex('term_values_value').on(t.field, t.value)],
);

/**
 * In which lists of today an entry's terms stand: small numbers, as every index of terms has them. What is `past` is found by
 * lists as of a day alone.
 */
export const LISTED_AS = { past: 0, published: 1, withdrawn: 2, draft: -1 } as const;

/** As what the terms of an entry are listed. */
export const listedAs = (entry: { publication: Publication; valid_to: string | null }): number =>
  entry.valid_to === null ? LISTED_AS[entry.publication] : LISTED_AS.past;

/** The kind that most claims are of: rows of terms leave it out. Lists of it pass over the others, which have an index. */
export const COMMON_KIND = 'statement';

/** What an entry can have several of: speakers, topics, sources. On SQLite without a row number of its own. */
export const entryTerms = table(
  'entry_terms',
  {
    entry_id: integer()
      .notNull()
      .references(() => entries.id, { onDelete: 'restrict' }),
    term_id: integer()
      .notNull()
      .references(() => termValues.id, { onDelete: 'restrict' }),
    /** How the document spells the value, where it is listed under another form of it; else ''. */
    label: text().notNull().default(''),
    listed_as: integer().notNull(),
    /** From here on the entry's own, so that a list by speaker and kind reads no entries. */
    number: integer().notNull(),
    leaf_index: integer(),
    on_date: facet(),
    published_at: instant().notNull(),
    kind: commonly(COMMON_KIND)
      .notNull()
      .$default(() => ''),
    rating: facet(),
    result: facet(),
    progress: facet(),
    timing: facet(),
    due_on: facet(),
  },
  (t) => {
    const found = [t.result, t.progress, t.leaf_index];
    const isPublished = sql`${t.listed_as} = 1`;
    return [
      primaryKey({ columns: [t.entry_id, t.term_id] }),
      // All of them, those of the past too.
      index('entry_terms_by_date').on(
        t.term_id,
        t.listed_as,
        t.on_date,
        t.number,
        t.kind,
        t.rating,
        ...found,
      ),
      // What a speaker promised: of most speakers few claims are of the kind that is asked for.
      index('entry_terms_by_kind')
        .on(t.term_id, t.kind, t.on_date, t.number, t.rating, ...found)
        .where(sql`${isPublished} and ${t.kind} <> ''`),
      index('entry_terms_by_publication')
        .on(t.term_id, t.published_at, t.number, t.kind, t.rating, ...found)
        .where(isPublished),
      index('entry_terms_due')
        .on(t.term_id, t.listed_as, t.due_on, t.number, t.timing, ...found)
        .where(sql`${t.listed_as} <> 0 and ${t.due_on} <> ''`),
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
  { level: integer().notNull(), position: integer().notNull(), hash: hex().notNull() },
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
