/**
 * Puts back versions that were written elsewhere: documents byte for byte, in the order of their log, with the entries
 * by which they are found. What they are found by is made by `refold`, out of how things stand.
 */
import { eq, sql } from 'drizzle-orm';
import { command, isAmong, listed, writing } from '../db/statement.ts';
import type { Connection } from '../db/types.ts';
import { typeOf } from './ids.ts';
import { createLog, type Leaf, logSize } from './log.ts';
import { type Subject, subjectFor } from './subject.ts';
import { documents, entries, events, foldings, type Publication, searchTexts } from './tables.ts';

/** A version as it was served. */
export interface WrittenVersion extends Leaf {
  json: string;
}

const inDocuments = writing(documents, ['leaf_index']);
const inEntries = writing(entries, ['id']);
const inSearchTexts = writing(searchTexts, ['id']);
const closeEntries = command(
  sql`update ${entries} set valid_to = ${sql.placeholder('at')} where ${isAmong(entries.subject_id, 'ids')} and ${entries.valid_to} is null`,
);

/** Whether a record has nothing in it yet, public or not. */
export const isEmptyRecord = async (tx: Connection): Promise<boolean> => {
  const [entry] = await tx.select({ id: entries.id }).from(entries).limit(1);
  const [imported] = await tx
    .select({ seq: events.seq })
    .from(events)
    .where(sql`${events.leaf_hash} is not null`)
    .limit(1);
  return entry === undefined && imported === undefined && (await logSize(tx)) === 0;
};

/** What puts versions back into an empty record, in the order of the log; in one transaction. */
export const createRestorer = (tx: Connection, subjects: readonly Subject[]) => {
  const log = createLog();
  /** When each thing first became public; its place in this order is its number. */
  const published = new Map<string, string>();
  const numbers = new Map<string, number>();
  /** The number of the last words: there are none in an empty record. */
  let words = 0;

  /** Versions of different things. */
  const addSome = async (versions: readonly WrittenVersion[]): Promise<void> => {
    const leaves = await log.append(tx, versions);
    const found = versions.map((version) => {
      const subject = subjectFor(subjects, typeOf(version.id));
      if (!subject) throw new Error(`${version.id} is of no type that there is`);
      const { publication }: { publication: Publication } = JSON.parse(version.json);
      return {
        version,
        publication,
        isSearched: subject.searchOf(version.json) !== undefined,
        ...subject.foundBy(version.json),
      };
    });
    await inDocuments.insert(
      tx,
      found.map(({ version: { id, ...version }, deadline }, i) => ({
        ...version,
        subject_id: id,
        leaf_index: leaves[i]?.leaf_index ?? 0,
        deadline_facts: deadline,
      })),
    );
    // Each is found until the next version of the same thing.
    const again = versions.filter(({ id }) => published.has(id));
    for (const [at, ended] of Map.groupBy(again, ({ published_at }) => published_at)) {
      await closeEntries(tx, { at, ids: listed(ended.map(({ id }) => id)) });
    }
    for (const { id, published_at } of versions) {
      if (published.has(id)) continue;
      published.set(id, published_at);
      numbers.set(id, numbers.size + 1);
    }
    const texts = found
      .filter(({ isSearched }) => isSearched)
      .map((_, i) => ({ id: words + i + 1, body: '' }));
    words += texts.length;
    await inSearchTexts.insertNumbered(tx, texts);
    await inEntries.insert(
      tx,
      found.map(({ version, publication, facets, isSearched }, i) => ({
        type: typeOf(version.id),
        subject_id: version.id,
        number: numbers.get(version.id) ?? 0,
        leaf_index: leaves[i]?.leaf_index ?? 0,
        publication,
        valid_from: version.published_at,
        valid_to: null,
        published_at: published.get(version.id) ?? version.published_at,
        search_text_id: isSearched ? texts.shift()?.id : null,
        ...facets,
      })),
    );
  };

  return {
    add: async (versions: readonly WrittenVersion[]): Promise<void> => {
      let part: WrittenVersion[] = [];
      const ids = new Set<string>();
      for (const version of versions) {
        if (ids.has(version.id)) {
          await addSome(part);
          part = [];
          ids.clear();
        }
        part.push(version);
        ids.add(version.id);
      }
      await addSome(part);
    },
    /** Lets `refold` make what all of them are found by. */
    end: async (): Promise<void> => {
      await tx.update(foldings).set({ version: 0, next: 0, done: 0 }).where(eq(foldings.id, 1));
    },
  };
};
