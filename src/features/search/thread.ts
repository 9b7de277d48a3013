/** The thread that knows the words of the record: it reads with a connection of its own, answers in turn. */
import { and, asc, eq, gt, isNotNull, lte, max, sql } from 'drizzle-orm';
import { workerData } from 'node:worker_threads';
import { openReader } from '../../db/database.ts';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import { answerQuestions } from '../../db/thread.ts';
import { entries, entryTerms, searchTexts } from '../../record/tables.ts';
import { searchBody } from '../../text/search.ts';
import { type Question, type Wording, wordingOf } from './wording.ts';
import { createVocabulary } from './vocabulary.ts';

const PAGE = 2_000;

const lastEntry = select({ id: max(entries.id) }, (query) => query.from(entries));
const entriesAfter = select(
  {
    id: entries.id,
    type: entries.type,
    subject_id: entries.subject_id,
    publication: entries.publication,
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
const topicsAfter = select({ value: entryTerms.value, label: entryTerms.label }, (query) =>
  query
    .from(entryTerms)
    .where(
      and(
        gt(entryTerms.entry_id, sql.placeholder('after')),
        lte(entryTerms.entry_id, sql.placeholder('until')),
        eq(entryTerms.field, 'claim.topic'),
        eq(entryTerms.publication, 'published'),
      ),
    ),
);

const { read } = await openReader(String(workerData));
const vocabulary = createVocabulary();
let seen = 0;

/** Takes in what became public since the last time. */
const catchUp = async (): Promise<void> => {
  const [last] = await lastEntry(read);
  const until = last?.id ?? 0;
  for (let after = seen; after < until; ) {
    const rows = await entriesAfter(read, { after, until });
    const end = rows.length < PAGE ? until : (rows.at(-1)?.id ?? until);
    for (const { type, subject_id, publication, body } of rows) {
      if (type === 'speaker') {
        if (publication === 'published' && body !== null) {
          vocabulary.put({ type: 'speaker', id: subject_id, label: '', body });
        } else vocabulary.remove(subject_id);
      }
      if (body !== null) vocabulary.add(body);
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
  seen = until;
};

answerQuestions(async (question: Question): Promise<Wording> => {
  await catchUp();
  return wordingOf(vocabulary, question);
});
