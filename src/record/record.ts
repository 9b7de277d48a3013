/**
 * The one way in. A change writes tables and a line of the ledger; whatever it touched is rendered
 * again, and each thing whose public JSON came out different gets a new document version, a leaf in
 * the log and a new entry to be found by — all in one transaction.
 */
import { hash } from 'node:crypto';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Connection, Database } from '../db/types.ts';
import { literalLimit, prepared } from '../db/queries.ts';
import type { Clock } from './clock.ts';
import { newId, typeOf } from './ids.ts';
import { appendToLog } from './log.ts';
import { type Findable, searchBody } from '../text/search.ts';
import {
  documents,
  entries,
  entryTerms,
  events,
  type PUBLICATIONS,
  SUBJECT_TYPES,
  searchTexts,
} from './tables.ts';
import type { DeadlineFacts } from './timeliness.ts';

export type SubjectType = (typeof SUBJECT_TYPES)[number];
export type Publication = (typeof PUBLICATIONS)[number];
type Facets = Omit<
  typeof entries.$inferSelect,
  | 'id'
  | 'type'
  | 'subject_id'
  | 'leaf_index'
  | 'publication'
  | 'valid_from'
  | 'valid_to'
  | 'published_at'
  | 'search_text_id'
>;

/** How one thing stands now: its JSON without id, version and date, and what it is found by. */
export interface Rendering {
  publication: Publication;
  body: Record<string, unknown>;
  facets?: Partial<Facets>;
  /** Of a promise: what its timeliness is computed from. */
  deadline?: DeadlineFacts | undefined;
  /** What it can have several of: field → values. */
  terms?: Record<string, readonly string[]>;
  /** The texts a search looks in, the most telling first. */
  search?: readonly Findable[];
}

/** What the record must know of a type of subject; one for each, listed in `features/index.ts`. */
export interface Subject {
  type: SubjectType;
  /** Null when there is no such thing. */
  render(tx: Connection, id: string): Promise<Rendering | null>;
  /** Ids of what carries this thing's JSON inside its own. */
  dependents(tx: Connection, id: string): Promise<string[]>;
}

export interface Actor {
  name: string;
  key_id: string | null;
}

/** A line of the ledger, but for who writes it and when. */
export interface Line {
  action: string;
  subject_id: string;
  before?: unknown;
  after?: unknown;
}

export interface Change {
  tx: Connection;
  /** The instant of this change; never earlier than the one before it. */
  at: string;
  actor: Actor;
  newId(type: SubjectType | 'correction' | 'key'): string;
  /** Writes a line of the ledger and marks its subject for rendering. */
  event(line: Line): Promise<void>;
  /** Writes a line of the ledger about something that itself stays as it is. */
  note(line: Line): void;
  /** Marks something for rendering that changed along with an event's subject. */
  touch(subject_id: string): void;
  /** Brings documents up to date; called for you at the end, earlier when the answer shows one. */
  settle(): Promise<void>;
}

export interface Recorder {
  /** Runs `work` as one change by `actor`; durable once resolved, without effect when it throws. */
  change<T>(actor: Actor, work: (change: Change) => Promise<T>): Promise<T>;
  /** How a subject stands now, drafts included; null when there is none. */
  render(connection: Connection, id: string): Promise<Rendering | null>;
}

const NO_FACETS: Facets = {
  kind: '',
  on_date: '',
  name: '',
  rating: '',
  result: '',
  progress: '',
  testability: '',
  hedged: false,
  window_start: '',
  window_end: '',
  review_on: '',
  timing: '',
  due_on: '',
};

/** So many things are written in one turn of the event loop; others are answered in between. */
const A_TURN = 16;
const nextTurn = () => new Promise<void>((next) => setImmediate(next));

export const sha256 = (text: string): string => hash('sha256', text);

/** The text of a document: what is served, hashed and kept. */
export const documentText = (
  head: { id: string; version: number | null; published_at: string | null },
  body: object,
): string => `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(body).slice(1)}`;

export const createRecorder = (
  database: Database,
  clock: Clock,
  subjects: readonly Subject[],
  makeId: typeof newId = newId,
): Recorder => {
  const subjectOf = (id: string): Subject | undefined => {
    const type = typeOf(id);
    return subjects.find((subject) => subject.type === type);
  };

  /** What was touched and all that carries it, parts before wholes. */
  const withDependents = async (tx: Connection, touched: Iterable<string>): Promise<string[]> => {
    const found = new Set(touched);
    for (const id of found) {
      for (const dependent of (await subjectOf(id)?.dependents(tx, id)) ?? []) found.add(dependent);
    }
    const types: readonly string[] = SUBJECT_TYPES;
    const rank = (id: string) => types.indexOf(typeOf(id));
    return [...found].sort((a, b) => rank(a) - rank(b));
  };

  const change = <T>(actor: Actor, work: (change: Change) => Promise<T>): Promise<T> =>
    database.write(async (tx) => {
      const at = await nextInstant(tx, clock);
      const touched = new Set<string>();
      const lines: (typeof events.$inferInsert)[] = [];
      const settle = async () => {
        const leaves = new Map<string, string>();
        for (const [i, id] of (await withDependents(tx, touched)).entries()) {
          if (i % A_TURN === A_TURN - 1) await nextTurn();
          const subject = subjectOf(id);
          const rendering = await subject?.render(tx, id);
          if (!subject || !rendering) continue;
          const leaf = await writeDown(tx, subject.type, id, rendering, at);
          if (leaf) leaves.set(id, leaf);
        }
        touched.clear();
        for (const line of lines.splice(0)) {
          await tx.insert(events).values({ ...line, leaf_hash: leaves.get(line.subject_id) ?? null });
        }
      };
      const note = ({ action, subject_id, before = null, after = null }: Line) => {
        const { name, key_id } = actor;
        lines.push({ at, actor: name, key_id, action, subject_id, before, after });
      };
      const result = await work({
        tx,
        at,
        actor,
        newId: makeId,
        event: async (line) => {
          note(line);
          touched.add(line.subject_id);
        },
        note,
        touch: (id) => touched.add(id),
        settle,
      });
      await settle();
      return result;
    });

  return { change, render: async (connection, id) => (await subjectOf(id)?.render(connection, id)) ?? null };
};

const lastEvent = prepared((tx) =>
  tx
    .select({ at: events.at })
    .from(events)
    .orderBy(literalLimit(desc(events.seq), 1)),
);
const currentEntry = prepared((tx) =>
  tx
    .select()
    .from(entries)
    .where(and(eq(entries.subject_id, sql.placeholder('id')), isNull(entries.valid_to))),
);
const lastDocument = prepared((tx) =>
  tx
    .select()
    .from(documents)
    .where(eq(documents.subject_id, sql.placeholder('id')))
    .orderBy(literalLimit(desc(documents.version), 1)),
);
const searchText = prepared((tx) =>
  tx
    .select()
    .from(searchTexts)
    .where(eq(searchTexts.id, sql.placeholder('id'))),
);

const nextInstant = async (tx: Connection, clock: Clock): Promise<string> => {
  const [last] = await lastEvent(tx, {});
  const now = clock.now().toISOString();
  return last && last.at > now ? last.at : now;
};

/** Appends the document where its text is new and renews the entry; gives the leaf's hash. */
const writeDown = async (
  tx: Connection,
  type: SubjectType,
  id: string,
  rendering: Rendering,
  at: string,
): Promise<string | null> => {
  const [entry] = await currentEntry(tx, { id });
  if (rendering.publication === 'draft') {
    if (entry) await removeEntry(tx, entry.id, entry.search_text_id);
    const since = entry?.valid_from ?? at;
    await addEntry(tx, type, id, rendering, {
      leaf_index: null,
      at: since,
      published_at: '',
      search_text_id: null,
    });
    return null;
  }
  const [last] = await lastDocument(tx, { id });
  if (
    last &&
    last.json === documentText({ id, version: last.version, published_at: last.published_at }, rendering.body)
  ) {
    // What it is found by can change alone: an alias of its speaker is not in it.
    if (entry) await renewSearchText(tx, entry, rendering.search);
    return null;
  }
  const version = (last?.version ?? 0) + 1;
  const json = documentText({ id, version, published_at: at }, rendering.body);
  const { leaf_index, leaf_hash } = await appendToLog(tx, {
    id,
    version,
    published_at: at,
    sha256: sha256(json),
  });
  await tx.insert(documents).values({
    leaf_index,
    subject_id: id,
    version,
    published_at: at,
    json,
    sha256: sha256(json),
    deadline_facts: rendering.deadline ?? null,
  });
  if (entry?.leaf_index === null) await removeEntry(tx, entry.id, entry.search_text_id);
  else if (entry) {
    await tx.update(entries).set({ valid_to: at }).where(eq(entries.id, entry.id));
    await tx.update(entryTerms).set({ current: false }).where(eq(entryTerms.entry_id, entry.id));
  }
  await addEntry(tx, type, id, rendering, {
    leaf_index,
    at,
    published_at: entry?.published_at || at,
    search_text_id: entry?.leaf_index === null ? null : (entry?.search_text_id ?? null),
  });
  return leaf_hash;
};

const addEntry = async (
  tx: Connection,
  type: SubjectType,
  id: string,
  { publication, facets, terms, search }: Rendering,
  known: { leaf_index: number | null; at: string; published_at: string; search_text_id: number | null },
): Promise<void> => {
  const columns = { ...NO_FACETS, ...facets };
  const { on_date, kind, rating, result, progress, timing, due_on } = columns;
  const [entry] = await tx
    .insert(entries)
    .values({
      type,
      subject_id: id,
      leaf_index: known.leaf_index,
      publication,
      valid_from: known.at,
      published_at: known.published_at,
      search_text_id: await keepSearchText(tx, search, known.search_text_id),
      ...columns,
    })
    .returning({ id: entries.id });
  const rows = Object.entries(terms ?? {}).flatMap(([field, values]) =>
    [...new Set(values)].map((value) => ({
      entry_id: entry?.id ?? 0,
      field: `${type}.${field}`,
      value,
      current: true,
      subject_id: id,
      leaf_index: known.leaf_index,
      publication,
      published_at: known.published_at,
      on_date,
      kind,
      rating,
      result,
      progress,
      timing,
      due_on,
    })),
  );
  if (rows.length > 0) await tx.insert(entryTerms).values(rows);
};

/** The row that holds these texts' words: the one known, when its words are the same. */
const keepSearchText = async (
  tx: Connection,
  texts: readonly Findable[] | undefined,
  known: number | null,
): Promise<number | null> => {
  if (!texts) return null;
  const body = searchBody(texts);
  if (known !== null) {
    const [row] = await searchText(tx, { id: known });
    if (row?.body === body) return known;
  }
  const [row] = await tx.insert(searchTexts).values({ body }).returning({ id: searchTexts.id });
  return row?.id ?? null;
};

const renewSearchText = async (
  tx: Connection,
  entry: { id: number; search_text_id: number | null },
  texts: readonly Findable[] | undefined,
): Promise<void> => {
  const search_text_id = await keepSearchText(tx, texts, entry.search_text_id);
  if (search_text_id !== entry.search_text_id) {
    await tx.update(entries).set({ search_text_id }).where(eq(entries.id, entry.id));
  }
};

/** Only drafts' entries are ever removed: what was public stays. */
const removeEntry = async (tx: Connection, id: number, search_text_id: number | null): Promise<void> => {
  await tx.delete(entryTerms).where(eq(entryTerms.entry_id, id));
  await tx.delete(entries).where(eq(entries.id, id));
  if (search_text_id !== null) await tx.delete(searchTexts).where(eq(searchTexts.id, search_text_id));
};
