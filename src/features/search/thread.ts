/** The thread that knows the words of the record: it reads with a connection of its own, and answers in turn. */
import { and, asc, eq, gt, isNotNull, lte, sql } from 'drizzle-orm';
import { workerData } from 'node:worker_threads';
import * as z from 'zod';
import { openReader } from '../../db/database.ts';
import { literalLimit, unindexed } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import { answerQuestions } from '../../db/thread.ts';
import { isWorthKeeping, partOf } from '../../record/index-file.ts';
import { entryOfLeaf, lastEntry } from '../../record/items.ts';
import { entries, entryTerms, searchTexts, termValues } from '../../record/tables.ts';
import { ofTerm } from '../../record/terms.ts';
import { searchBody } from '../../text/search.ts';
import { keptWords } from './kept.ts';
import { type Question, type Wording, wordingOf } from './wording.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

const PAGE = 2_000;

const entriesAfter = select(
  {
    id: entries.id,
    type: entries.type,
    subject_id: entries.subject_id,
    publication: entries.publication,
    leaf_index: entries.leaf_index,
    body: searchTexts.body,
  },
  (query) =>
    query
      .from(entries)
      .leftJoin(searchTexts, eq(searchTexts.id, entries.search_text_id))
      .where(
        and(
          gt(entries.id, sql.placeholder('after')),
          lte(entries.id, sql.placeholder('until')),
          isNotNull(entries.leaf_index),
        ),
      )
      .orderBy(literalLimit(asc(entries.id), PAGE)),
);
const topicsAfter = select({ value: termValues.value, label: entryTerms.label }, (query) =>
  query
    .from(entryTerms)
    .innerJoin(termValues, ofTerm)
    .innerJoin(entries, eq(entries.id, entryTerms.entry_id))
    .where(
      and(
        gt(entryTerms.entry_id, sql.placeholder('after')),
        lte(entryTerms.entry_id, sql.placeholder('until')),
        // There are few new entries, and many under topics.
        eq(unindexed(termValues.field), 'claim.topic'),
        eq(entries.publication, 'published'),
      ),
    ),
);

const surroundings = z.object({ url: z.string(), path: z.string() });

const { url, path } = surroundings.parse(workerData);
const { read } = await openReader(url);
const file = keptWords(path, read, console.error);

/** A vocabulary with how far it came: in entries, and in leaves of the log. */
interface Opened {
  vocabulary: Vocabulary;
  seen: number;
  log_size: number;
  /** Of the log, as much as the file has. */
  kept_size: number;
}

/** The entry that became public last, of so many leaves of the log. */
const lastOf = async (log_size: number): Promise<number> =>
  (await entryOfLeaf(read, { leaf_index: log_size - 1 }))[0]?.id ?? 0;

/** The vocabulary as it was kept, where entries have the numbers that they had then; else an empty one. */
const open = async (): Promise<Opened> => {
  const kept = await file.load(async (parts, log_size) => {
    const [seen = 0, last = 0] = partOf(parts, 'entries', Float64Array);
    if ((await lastOf(log_size)) !== last) return undefined;
    const vocabulary = createVocabulary();
    vocabulary.restore(parts);
    return { vocabulary, seen, log_size, kept_size: log_size };
  });
  return kept ?? { vocabulary: createVocabulary(), seen: 0, log_size: 0, kept_size: 0 };
};

/** Takes in what became public since the last time. */
const catchUp = async (opened: Opened): Promise<void> => {
  const { vocabulary } = opened;
  const [last] = await lastEntry(read);
  const until = last?.id ?? 0;
  for (let after = opened.seen; after < until; ) {
    const rows = await entriesAfter(read, { after, until });
    const end = rows.length < PAGE ? until : (rows.at(-1)?.id ?? until);
    for (const { type, subject_id, publication, leaf_index, body } of rows) {
      if (type === 'speaker') {
        if (publication === 'published' && body !== null) {
          vocabulary.put({ type: 'speaker', id: subject_id, label: '', body });
        } else vocabulary.remove(subject_id);
      }
      if (body !== null) vocabulary.add(body);
      opened.log_size = Math.max(opened.log_size, (leaf_index ?? -1) + 1);
    }
    for (const { value, label } of await topicsAfter(read, { after, until: end })) {
      vocabulary.put({
        type: 'topic',
        id: value,
        label,
        body: searchBody([{ text: label, language: null }]),
      });
    }
    after = end;
  }
  opened.seen = until;
};

let opening: Promise<Opened> | undefined;

/** The vocabulary of all that is public, which is kept for the next start where so much came that it pays. */
const current = async (): Promise<Vocabulary> => {
  opening ??= open();
  const opened = await opening;
  await catchUp(opened);
  const { vocabulary, seen, log_size, kept_size } = opened;
  if (isWorthKeeping(log_size, kept_size)) {
    opened.kept_size = log_size;
    const entries = Float64Array.of(seen, await lastOf(log_size));
    await file.save(log_size, { ...vocabulary.toParts(), entries });
  }
  return vocabulary;
};

answerQuestions(async (question: Question): Promise<Wording> => wordingOf(await current(), question));
