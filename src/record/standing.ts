/** How things stand: writing documents, the entries they are found by, and their leaves, many at once. */
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { command, isAmong, lastNumber, listed, select, writing } from '../db/statement.ts';
import type { Connection } from '../db/types.ts';
import { searchBody } from '../text/search.ts';
import { isSame } from './difference.ts';
import { typeOf } from './ids.ts';
import type { LogWriter } from './log.ts';
import type { DocumentFacts } from './present.ts';
import { sha256 } from './sha256.ts';
import type { Rendering } from './subject.ts';
import { documents, entries, entryTerms, LISTED_AS, type Publication, searchTexts } from './tables.ts';
import { addTerms, termsOfEntry } from './terms.ts';

/** One thing as it is shown: its newest document or, for a draft, what would be one. */
export interface Standing extends DocumentFacts {
  publication: Publication;
  json: string;
}

/** The text of a document: what is served, hashed and kept. */
export const documentText = (
  head: { id: string; version: number | null; published_at: string | null },
  body: object,
): string => `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(body).slice(1)}`;

/** The JSON of a draft: that of a document, without version and date. */
export const draftOf = (id: string, { body, deadline }: Rendering): Standing => {
  const json = documentText({ id, version: null, published_at: null }, body);
  return { publication: 'draft', json, sha256: sha256(json), deadline_facts: deadline };
};

/** How something stands: by its document, where it has one, else as it is rendered. */
export const standingOf = (id: string, current: CurrentEntry | null, rendering: Rendering): Standing => {
  if (!current?.document) return draftOf(id, rendering);
  const { json, sha256, deadline_facts } = current.document;
  return { publication: current.entry.publication, json, sha256, deadline_facts };
};

const entryRead = {
  entry: getTableColumns(entries),
  document: {
    version: documents.version,
    published_at: documents.published_at,
    json: documents.json,
    sha256: documents.sha256,
    deadline_facts: documents.deadline_facts,
  },
  search_body: searchTexts.body,
};

const readEntries = select(entryRead, (query) =>
  query
    .from(entries)
    .leftJoin(documents, eq(documents.leaf_index, entries.leaf_index))
    .leftJoin(searchTexts, eq(searchTexts.id, entries.search_text_id))
    .where(and(isAmong(entries.subject_id, 'ids'), isNull(entries.valid_to))),
);

/** An entry that is in force, with its document where it has one. */
export interface CurrentEntry {
  entry: typeof entries.$inferSelect;
  document: (DocumentFacts & { version: number; published_at: string; json: string }) | null;
  search_body: string | null;
}

/** The entries in force of these subjects. */
export const currentEntries = async (tx: Connection, ids: readonly string[]): Promise<CurrentEntry[]> =>
  (await readEntries(tx, { ids: listed(ids) })).map((row) => ({
    ...row,
    document: row.entry.leaf_index === null ? null : row.document,
  }));

const inEntries = writing(entries, ['id']);
const inSearchTexts = writing(searchTexts, ['id']);
const inDocuments = writing(documents, ['leaf_index']);

const closeEntries = command(
  sql`update ${entries} set valid_to = ${sql.placeholder('at')} where ${isAmong(entries.subject_id, 'ids')} and ${entries.valid_to} is null`,
);
const closeTerms = command(
  sql`update ${entryTerms} set listed_as = ${sql.raw(String(LISTED_AS.past))} where ${entryTerms.entry_id} in (select id from ${entries} where ${isAmong(entries.subject_id, 'ids')} and ${entries.valid_to} is null)`,
);
const ofDrafts = sql`(select id from ${entries} where ${isAmong(entries.subject_id, 'ids')} and ${entries.valid_to} is null)`;
const removeTerms = command(sql`delete from ${entryTerms} where ${entryTerms.entry_id} in ${ofDrafts}`);
const removeEntries = command(
  sql`delete from ${entries} where ${isAmong(entries.subject_id, 'ids')} and ${entries.valid_to} is null`,
);

/** What became of one thing. */
export interface Written {
  id: string;
  /** How it stands now; of a draft made when it is asked for, which few are. */
  standing(): Standing;
  /** Of its new version; null where it has none. */
  leaf_hash: string | null;
}

/** The last numbers of entries and of their words. A change, which writes alone, counts on from them. */
export interface Numbers {
  entry: number;
  words: number;
}

/** What reads them. */
export const NUMBERS = { entry: lastNumber(entries), words: lastNumber(searchTexts) };

/** A new entry, before its words and its number are known. */
interface NewEntry {
  id: string;
  /** The subject's own; null where it had no entry. */
  number: number | null;
  rendering: Rendering;
  leaf_index: number | null;
  valid_from: string;
  published_at: string;
  /** The row of words it goes on with, where they are the same. */
  search_text_id: number | null;
  words: string | null;
}

/**
 * Writes down how these things stand, in this order: a new version of each whose public JSON says something else
 * than the last, and the entries by which they are found. `known` has the entries in force so far.
 */
export const writeDown = async (
  tx: Connection,
  log: LogWriter,
  at: string,
  ids: readonly string[],
  renderings: ReadonlyMap<string, Rendering>,
  known: ReadonlyMap<string, CurrentEntry | null>,
  numbers: Numbers,
): Promise<Written[]> => {
  const written: Written[] = [];
  const fresh: NewEntry[] = [];
  const closed: string[] = [];
  const dropped: string[] = [];
  const versions: (Omit<typeof documents.$inferInsert, 'leaf_index'> & { publication: Publication })[] = [];
  const reworded: { id: string; words: string }[] = [];
  const droppedWords: { id: number; body: string }[] = [];

  for (const id of ids) {
    const rendering = renderings.get(id);
    if (!rendering) continue;
    const current = known.get(id) ?? null;
    const wasDraft = current !== null && current.document === null;
    const words = rendering.search === undefined ? null : searchBody(rendering.search);
    const sameWords = current !== null && words !== null && current.search_body === words;
    const entry = {
      id,
      number: current?.entry.number ?? null,
      rendering,
      words,
      search_text_id: sameWords ? current.entry.search_text_id : null,
    };
    const drop = (): void => {
      dropped.push(id);
      const text_id = current?.entry.search_text_id ?? null;
      if (text_id !== null && entry.search_text_id === null) droppedWords.push({ id: text_id, body: '' });
    };
    if (rendering.publication === 'draft') {
      if (wasDraft) drop();
      const valid_from = current?.entry.valid_from ?? at;
      fresh.push({ ...entry, leaf_index: null, valid_from, published_at: '' });
      written.push({ id, standing: () => draftOf(id, rendering), leaf_hash: null });
      continue;
    }
    const last = current?.document ?? null;
    if (last && saysTheSame(id, last, rendering)) {
      // What it is found by can change alone: an alias of its speaker is not in it.
      if (words !== null && !sameWords) reworded.push({ id, words });
      written.push({ id, standing: () => standingOf(id, current, rendering), leaf_hash: null });
      continue;
    }
    if (last === null && rendering.publication === 'withdrawn') {
      // What was never public leaves nothing in public.
      if (wasDraft) drop();
      written.push({ id, standing: () => draftOf(id, rendering), leaf_hash: null });
      continue;
    }
    if (wasDraft) drop();
    else if (current) closed.push(id);
    const version = (last?.version ?? 0) + 1;
    const json = documentText({ id, version, published_at: at }, rendering.body);
    versions.push({
      subject_id: id,
      version,
      published_at: at,
      json,
      sha256: sha256(json),
      deadline_facts: rendering.deadline,
      publication: rendering.publication,
    });
    const published_at = current?.entry.published_at || at;
    fresh.push({ ...entry, leaf_index: null, valid_from: at, published_at });
  }

  const leaves = await log.append(
    tx,
    versions.map(({ subject_id: id, version, published_at, sha256 }) => ({
      id,
      version,
      published_at,
      sha256,
    })),
  );
  const placed = versions.map(({ publication, ...version }, i) => {
    const { leaf_index = 0, leaf_hash = '' } = leaves[i] ?? {};
    const { subject_id: id, json, sha256, deadline_facts = null } = version;
    written.push({ id, standing: () => ({ publication, json, sha256, deadline_facts }), leaf_hash });
    return { ...version, leaf_index };
  });
  const leafOf = new Map(placed.map(({ subject_id, leaf_index }) => [subject_id, leaf_index]));
  for (const entry of fresh) entry.leaf_index = leafOf.get(entry.id) ?? null;

  // In this order, since what is removed and closed is found by being in force.
  await Promise.all([
    inDocuments.insert(tx, placed),
    ...(closed.length > 0
      ? [closeTerms(tx, { ids: listed(closed) }), closeEntries(tx, { ids: listed(closed), at })]
      : []),
    ...(dropped.length > 0
      ? [removeTerms(tx, { ids: listed(dropped) }), removeEntries(tx, { ids: listed(dropped) })]
      : []),
    inSearchTexts.remove(tx, droppedWords),
  ]);
  await Promise.all([addEntries(tx, fresh, numbers), rewordEntries(tx, reworded, numbers)]);
  return written;
};

const reword = command(
  sql`update ${entries} set search_text_id = ${sql.placeholder('text_id')} where ${entries.subject_id} = ${sql.placeholder('id')} and ${entries.valid_to} is null`,
);

const rewordEntries = async (
  tx: Connection,
  reworded: readonly { id: string; words: string }[],
  numbers: Numbers,
): Promise<void> => {
  const texts = reworded.map(({ id, words }) => {
    numbers.words += 1;
    return { subject: id, id: numbers.words, body: words };
  });
  await Promise.all([
    inSearchTexts.insertNumbered(tx, texts),
    ...texts.map(({ subject, id }) => reword(tx, { id: subject, text_id: id })),
  ]);
};

/** Whether a rendering says what the last document does; text that is the same needs no reading. */
const saysTheSame = (
  id: string,
  { version, published_at, json }: { version: number; published_at: string; json: string },
  { body }: Rendering,
): boolean => {
  if (json === documentText({ id, version, published_at }, body)) return true;
  const { id: _, version: __, published_at: ___, ...last } = JSON.parse(json);
  return isSame(last, JSON.parse(JSON.stringify(body)));
};

const addEntries = async (tx: Connection, fresh: readonly NewEntry[], numbers: Numbers): Promise<void> => {
  const texts: (typeof searchTexts.$inferInsert)[] = [];
  const rows = fresh.map(({ id: subject_id, rendering, leaf_index, valid_from, published_at, ...found }) => {
    let { search_text_id } = found;
    if (found.words !== null && search_text_id === null) {
      numbers.words += 1;
      search_text_id = numbers.words;
      texts.push({ id: search_text_id, body: found.words });
    }
    numbers.entry += 1;
    return {
      id: numbers.entry,
      type: typeOf(subject_id),
      subject_id,
      number: found.number ?? numbers.entry,
      leaf_index,
      publication: rendering.publication,
      valid_from,
      valid_to: null,
      published_at,
      search_text_id,
      ...rendering.facets,
    };
  });
  const terms = rows.flatMap((row, i) => termsOfEntry(row, fresh[i]?.rendering.terms ?? {}));
  await Promise.all([
    inSearchTexts.insertNumbered(tx, texts),
    inEntries.insertNumbered(tx, rows),
    addTerms(tx, terms),
  ]);
};
