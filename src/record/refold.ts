/**
 * Makes anew what entries are found by (words, sort keys, terms), and what nouns keep folded of their own, where it was
 * made by an earlier folding than today's. Documents stay as they are. In batches, each of which is a transaction; it goes on where it ended when
 * it is stopped.
 */
import { asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import { literalLimit } from '../db/queries.ts';
import { command, select, writing } from '../db/statement.ts';
import type { Connection, Database } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import type { Findable } from '../text/search.ts';
import { FOLDING, searchBody } from '../text/search.ts';
import { documentOfEntry, lastEntry } from './items.ts';
import { type FoundBy, type Subject, subjectFor } from './subject.ts';
import { documents, entries, entryTerms, foldings, searchTexts } from './tables.ts';
import { addTerms, termsOfEntry } from './terms.ts';

/** Hears how far it is, in entries. */
export type Progress = (done: number, total: number) => void;

const state = select(getTableColumns(foldings), (query) => query.from(foldings));
const states = writing(foldings, ['id']);
const batch = select({ entry: getTableColumns(entries), json: documents.json }, (query) =>
  query
    .from(entries)
    .leftJoin(documents, documentOfEntry)
    .where(gt(entries.id, sql.placeholder('after')))
    .orderBy(literalLimit(asc(entries.id), LIMITS.refolded_per_change)),
);

type Entry = typeof entries.$inferSelect;
type Found = FoundBy & { search: readonly Findable[] | undefined };

/** Brings the database to today's folding; at once where it is there. */
export const refold = async (
  database: Database,
  subjects: readonly Subject[],
  progress: Progress = () => undefined,
): Promise<void> => {
  const [known] = await state(database.read);
  if (known?.version === FOLDING) return;
  const [last] = await lastEntry(database.read);
  const total = last?.id ?? 0;
  for (let done = 0; ; ) {
    done = await database.write((tx) => refoldSome(tx, subjects));
    if (done === FINISHED) return;
    progress(done, total);
  }
};

const FINISHED = -1;

/** Does one batch; gives the last entry that is done. */
const refoldSome = async (tx: Connection, subjects: readonly Subject[]): Promise<number> => {
  const [known] = await state(tx);
  if (known?.version === FOLDING) return FINISHED;
  const after = known?.next === FOLDING ? known.done : 0;
  const rows = await batch(tx, { after });
  const done = rows.at(-1)?.entry.id;
  const row =
    done === undefined
      ? { id: 1, version: FOLDING, next: FOLDING, done: 0 }
      : { id: 1, version: known?.version ?? 1, next: FOLDING, done };
  await (known ? states.update(tx, [row]) : states.insert(tx, [row]));
  if (done === undefined) return FINISHED;
  const current = await currentOnes(
    tx,
    subjects,
    rows.filter(({ entry }) => entry.valid_to === null).map(({ entry }) => entry),
  );
  for (const { entry, json } of rows) {
    const subject = subjectFor(subjects, entry.type);
    const standing = entry.valid_to === null ? current.get(entry.subject_id) : undefined;
    const found = standing ?? (subject && byDocument(subject, json));
    if (found) await renew(tx, entry, found);
  }
  return done;
};

/** By what a version is found, out of its document; null where that cannot be read, as `verify` tells. */
const byDocument = (subject: Subject, json: string | null): Found | null => {
  if (json === null) return null;
  try {
    return { ...subject.foundBy(json), search: subject.searchOf(json) };
  } catch {
    return null;
  }
};

/** How those in force stand now, drafts among them. */
const currentOnes = async (
  tx: Connection,
  subjects: readonly Subject[],
  current: readonly Entry[],
): Promise<Map<string, Found>> => {
  const found = new Map<string, Found>();
  for (const [type, of] of Map.groupBy(current, (entry) => entry.type)) {
    const ids = of.map(({ subject_id }) => subject_id);
    const subject = subjectFor(subjects, type);
    await subject?.refold(tx, ids);
    const renderings = (await subject?.renderAll(tx, ids)) ?? new Map();
    for (const [id, rendering] of renderings) found.set(id, rendering);
  }
  return found;
};

const rename = command(
  sql`update ${entries} set name = ${sql.placeholder('name')} where ${entries.id} = ${sql.placeholder('id')}`,
);
const reword = command(
  sql`update ${searchTexts} set body = ${sql.placeholder('body')} where ${searchTexts.id} = ${sql.placeholder('id')}`,
);
const dropTerms = command(
  sql`delete from ${entryTerms} where ${eq(entryTerms.entry_id, sql.placeholder('id'))}`,
);

const renew = async (tx: Connection, entry: Entry, found: Found): Promise<void> => {
  const { name = '' } = found.facets;
  if (name !== entry.name) await rename(tx, { name, id: entry.id });
  if (found.search && entry.search_text_id !== null) {
    await reword(tx, { body: searchBody(found.search), id: entry.search_text_id });
  }
  await dropTerms(tx, { id: entry.id });
  await addTerms(tx, termsOfEntry(entry, found.terms));
};
