/** Holds the entries by which versions and drafts are found, with their terms and words, against what they are of. */
import {
  and,
  asc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import { isAmongNumbers, listedNumbers, select } from '../../db/statement.ts';
import type { Connection } from '../../db/types.ts';
import { LIMITS } from '../../limits.ts';
import { documentOfEntry } from '../../record/items.ts';
import { typeOf } from '../../record/ids.ts';
import { type FoundBy, type Rendering, subjectFor, termLabel, termValue } from '../../record/subject.ts';
import {
  COMMON_KIND,
  documents,
  entries,
  entryTerms,
  FACETS,
  foldings,
  listedAs,
  searchTexts,
  termValues,
} from '../../record/tables.ts';
import { distinctTerms, ofTerm } from '../../record/terms.ts';
import type { DeadlineFacts } from '../../record/timeliness.ts';
import { FOLDING, searchBody } from '../../text/search.ts';
import { subjects } from '../../newsroom/index.ts';
import { idsIn, renderingsOf } from './live.ts';
import type { Finding } from './report.ts';

type Entry = typeof entries.$inferSelect;
type Term = Pick<typeof entryTerms.$inferSelect, 'entry_id' | 'label' | 'listed_as'> & {
  field: string;
  value: string;
  /** Whether its row repeats what its entry says. */
  repeats: boolean;
};
/** What each entry is listed under, by its id. */
export type Terms = ReadonlyMap<number, readonly Term[]>;

/** A version with the entry by which it is found. */
export interface Listed {
  subject_id: string;
  version: number;
  published_at: string;
  json: string;
  deadline_facts: DeadlineFacts | null;
  /** When the first version of its subject came. */
  first_at: string;
  /** When the next version came; null where this one is the newest. */
  next_at: string | null;
  entry: Entry | null;
  /** The words it is found by, as they are stored. */
  words: string | null;
  /** Whether another entry leads to the same version. */
  twice: boolean;
}

/** Whether entries were made as today's code would make them: older releases made names and words otherwise. */
export const isFoldedAsToday = async (connection: Connection): Promise<boolean> => {
  const [known] = await connection.select({ version: foldings.version }).from(foldings);
  return known?.version === FOLDING;
};

const isRepeated = (name: string): name is keyof Entry & keyof typeof entryTerms.$inferSelect =>
  name in getTableColumns(entries) && name in getTableColumns(entryTerms);
const REPEATED = Object.keys(getTableColumns(entryTerms)).filter(isRepeated);

/** A column of entries as the rows of terms have it. */
const repeated = (column: (typeof REPEATED)[number]): SQL =>
  column === 'kind'
    ? sql`coalesce(nullif(${entries.kind}, ${sql.raw(`'${COMMON_KIND}'`)}), '')`
    : sql`${entries[column]}`;

/** Compared where they stand: of very many rows none is told but those that differ. */
const repeats = sql.join(
  REPEATED.map((column) => sql`${entryTerms[column]} is not distinct from ${repeated(column)}`),
  sql` and `,
);

const readTerms = select(
  {
    entry_id: entryTerms.entry_id,
    field: termValues.field,
    value: termValues.value,
    label: entryTerms.label,
    listed_as: entryTerms.listed_as,
    repeats: sql<boolean>`${repeats}`.mapWith(Boolean),
  },
  (query) =>
    query
      .from(entryTerms)
      .innerJoin(termValues, ofTerm)
      .innerJoin(entries, eq(entries.id, entryTerms.entry_id))
      .where(isAmongNumbers(entryTerms.entry_id, 'ids')),
);

export const termsOf = async (connection: Connection, ids: readonly number[]): Promise<Terms> =>
  Map.groupBy(await readTerms(connection, { ids: listedNumbers(ids) }), ({ entry_id }) => entry_id);

/** What is no news where the rows of one of these differ from its newest version. */
export type Served = Finding & { follows?: readonly string[] };

const misserved = (text: string): Finding[] => [{ kind: 'misserved', text }];

/**
 * What is wrong with the entry by which a version is found. `rendering` is how its rows say it stands, where it is the
 * newest, and `isAsRows` whether that is byte for byte what it says.
 */
export const entryFindings = (
  row: Listed,
  terms: Terms,
  rendering: Rendering | undefined,
  isAsRows: boolean,
  folded: boolean,
): Served[] => {
  const { entry, subject_id, json, first_at, next_at } = row;
  const wrong = (text: string) => misserved(`${subject_id} version ${row.version} ${text}`);
  if (!entry) return wrong('is in the log but cannot be read or listed.');
  if (row.twice) return wrong('is listed twice.');
  if (entry.subject_id !== subject_id || entry.type !== typeOf(subject_id)) {
    return wrong(`is served as ${entry.subject_id}, a ${entry.type}.`);
  }
  if (entry.valid_from !== row.published_at || entry.valid_to !== next_at) {
    return wrong('is served for another time than that in which it was the newest.');
  }
  if (entry.published_at !== first_at) return wrong('is listed with another day of its first publication.');
  const subject = subjectFor(subjects, entry.type);
  if (!subject) return wrong('is of no type that there is.');
  const found = rendering && isAsRows ? rendering : { ...subject.foundBy(json), ...publicationIn(json) };
  if (!factsAgree(found, row.deadline_facts)) {
    return wrong('is served with another deadline or result than it has.');
  }
  if (found.publication !== entry.publication)
    return wrong('is listed with another publication than it has.');
  const columns = disagreements(found, entry, folded);
  if (columns.length > 0) return wrong(`is listed with another ${columns.join(', ')} than it has.`);
  const listing = listingFault(found, entry, terms, folded);
  if (listing) return wrong(listing);
  if (!folded) return [];
  if (rendering && isAsRows && isFoundBy(row.words, rendering.search && searchBody(rendering.search)))
    return [];
  const told = subject.searchOf(json);
  if (!contains(row.words, told && searchBody(told))) return wrong(WORDS);
  // Other spellings of names that it does not tell.
  return isAsRows ? wrong(WORDS).map((finding) => ({ ...finding, follows: idsIn(json) })) : [];
};

const WORDS = 'is found by other words than it says.';

const publicationIn = (json: string): { publication: string } => JSON.parse(json);

/** Whether words are these, and none where nothing is to be found by. */
const isFoundBy = (words: string | null, expected: string | undefined): boolean =>
  words === (expected ?? null);

/** The same, where words that the document does not tell of may stand besides: other spellings of a name. */
const contains = (words: string | null, expected: string | undefined): boolean => {
  if (isFoundBy(words, expected)) return true;
  if (words === null || expected === undefined) return false;
  if (words.length > LIMITS.search_body_length / 2) return true;
  const there = new Set(words.split(' '));
  return expected.split(' ').every((word) => there.has(word));
};

/** The columns in which an entry says something else than what it is of. */
const disagreements = ({ facets }: FoundBy, entry: Entry, folded: boolean): string[] =>
  FACETS.filter((name) => (folded || name !== 'name') && (facets[name] || '') !== (entry[name] || ''));

/** Whether what a version's timeliness is computed from is what its document says. */
const factsAgree = ({ deadline }: FoundBy, facts: FoundBy['deadline']): boolean =>
  deadline === null || facts === null
    ? deadline === facts
    : deadline.window_start === facts.window_start &&
      deadline.window_end === facts.window_end &&
      deadline.result === facts.result &&
      deadline.done_on === facts.done_on;

/** What is wrong with what an entry is listed under. */
const listingFault = (
  { terms }: FoundBy,
  entry: Entry,
  listed: Terms,
  folded: boolean,
): string | undefined => {
  const rows = listed.get(entry.id) ?? [];
  const expected = new Map(
    Object.entries(terms).flatMap(([field, values]) =>
      distinctTerms(values).map((term) => [`${entry.type}.${field} ${termValue(term)}`, termLabel(term)]),
    ),
  );
  if (rows.length !== expected.size || !rows.every(({ field, value }) => expected.has(`${field} ${value}`))) {
    return 'is listed under other speakers, topics or sources than it has.';
  }
  const isLabelled = ({ field, value, label }: Term) =>
    !folded || label === expected.get(`${field} ${value}`);
  const isListed = (term: Term) => term.repeats && term.listed_as === listedAs(entry);
  if (rows.every((term) => isListed(term) && isLabelled(term))) return undefined;
  return 'is listed under its speakers, topics or sources as something else.';
};

const PAGE = 1_000;

/** What is known of what is public. */
interface Public {
  folded: boolean;
  isPublic(id: string): boolean;
  /** Whether the rows of something that is public say otherwise than its newest version. */
  differs(id: string): boolean;
}

/** What is wrong with how drafts are listed: by their rows, since they have no document. */
export const draftFindings = async (connection: Connection, known: Public): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (let after = 0; ; ) {
    const rows = await connection
      .select({ entry: entries, words: searchTexts.body })
      .from(entries)
      .leftJoin(searchTexts, eq(searchTexts.id, entries.search_text_id))
      .where(and(gt(entries.id, after), isNull(entries.valid_to), isNull(entries.leaf_index)))
      .orderBy(literalLimit(asc(entries.id), PAGE));
    const last = rows.at(-1);
    if (!last) return findings;
    const listed = await termsOf(
      connection,
      rows.map(({ entry }) => entry.id),
    );
    const renderings = await renderingsOf(
      connection,
      rows.map(({ entry }) => entry.subject_id),
    );
    for (const { entry, words } of rows) {
      // Told as such: served as a draft.
      if (known.isPublic(entry.subject_id)) continue;
      const fault = draftFault(entry, words, listed, renderings.get(entry.subject_id), known);
      if (fault) findings.push(...misserved(`${entry.subject_id}, a draft, ${fault}`));
    }
    after = last.entry.id;
  }
};

const draftFault = (
  entry: Entry,
  words: string | null,
  listed: Terms,
  rendering: Rendering | undefined,
  { folded, differs }: Public,
): string | undefined => {
  if (!rendering) return 'is listed, but there are no rows of it.';
  if (rendering.publication !== 'draft')
    return `is ${rendering.publication} by its rows, but was never logged.`;
  const columns = disagreements(rendering, entry, folded);
  if (columns.length > 0) return `is listed with another ${columns.join(', ')} than its rows say.`;
  const listing = listingFault(rendering, entry, listed, folded);
  if (listing) return listing;
  const expected = rendering.search && searchBody(rendering.search);
  if (!folded || isFoundBy(words, expected)) return undefined;
  // The words of what it names differ, which is told of that.
  return idsIn(JSON.stringify(rendering.body)).some(differs) ? undefined : WORDS;
};

/** Entries that lead to no version, or show a draft in the place of what was published. */
export const strayEntries = async (connection: Connection): Promise<Finding[]> => {
  const rows = await connection
    .select({ subject_id: entries.subject_id, leaf_index: entries.leaf_index })
    .from(entries)
    .leftJoin(documents, documentOfEntry)
    .where(
      and(
        isNull(documents.subject_id),
        or(
          isNotNull(entries.leaf_index),
          inArray(entries.subject_id, connection.select({ id: documents.subject_id }).from(documents)),
        ),
      ),
    )
    .orderBy(literalLimit(asc(entries.id), PAGE));
  return rows.flatMap(({ subject_id, leaf_index }) =>
    misserved(
      leaf_index === null
        ? `${subject_id} was published but is served as a draft.`
        : `${subject_id} is served in a version that was never logged (entry ${leaf_index}).`,
    ),
  );
};
