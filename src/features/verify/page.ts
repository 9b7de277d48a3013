/**
 * One page of the log: its versions against their hashes, their entries, and the rows that the next versions will be
 * rendered from. Pages depend on nothing but the database, so that two threads can share them.
 */
import { setImmediate as nextTick } from 'node:timers/promises';
import { and, asc, eq, getTableColumns, gt, gte, isNotNull, lt, sql } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import { isAmongNumbers, listedNumbers, select } from '../../db/statement.ts';
import type { Connection } from '../../db/types.ts';
import { lastLine } from '../../record/ledger.ts';
import { leafText } from '../../record/log.ts';
import { leafHash } from '../../record/merkle.ts';
import { sha256 } from '../../record/sha256.ts';
import { documents, entries, searchTexts } from '../../record/tables.ts';
import { entryFindings, type Served, termsOf } from './entries.ts';
import { type Differing, differingOf, renderingsOf, saysAsRows } from './live.ts';
import { shownForm } from './told.ts';

const PAGE = 400;

/** Which versions are read: from a place on, below another. */
export interface PageRequest {
  from: number;
  below: number;
  /** Whether entries were made as today's code makes them. */
  folded: boolean;
}

/** A version, as far as the log is concerned. */
export interface CheckedRow {
  subject_id: string;
  version: number;
  leaf_index: number;
  published_at: string;
  /** In hexadecimal. */
  leaf_hash: string;
  /** Its text is not the one its own hash is of, or is the text of something else. */
  is_edited: boolean;
}

export interface CheckedPage {
  rows: CheckedRow[];
  /** The place after the last. */
  end: number;
  /** What is wrong with the entries by which versions are found. */
  served: Served[];
  /** Where rows say otherwise than the newest versions. */
  differing: Differing[];
  /** What the newest versions say of corrections, as in `ShownCorrections`. */
  corrections: {
    shown: [id: string, { subject_id: string; form: string }][];
    counts: [claim: string, number][];
    withdrawn: [id: string, at: string][];
  };
}

export const nameOf = (row: { subject_id: string; version: number }): string =>
  `${row.subject_id} version ${row.version}`;

/** Checks a page; null where there is nothing in it. */
export type PageChecker = (request: PageRequest) => Promise<CheckedPage | null>;

/** What the thread is asked: which moment it sees, and then pages (`page-thread.ts`). */
export type PageQuestion = 'moment' | PageRequest;
export type PageAnswer = string | CheckedPage | null;

/** The moment that a connection shows, by the ledger's last line. */
export const momentOf = async (connection: Connection): Promise<string> =>
  JSON.stringify(await lastLine(connection));

const readPage = select(
  {
    subject_id: documents.subject_id,
    version: documents.version,
    leaf_index: documents.leaf_index,
    published_at: documents.published_at,
    json: documents.json,
    sha256: documents.sha256,
    deadline_facts: documents.deadline_facts,
    // By its name: of a query over one table Drizzle leaves that out, and it would be the inner one's.
    first_at: sql<string>`case documents.version when 1 then documents.published_at else (select n.published_at from documents n where n.subject_id = documents.subject_id order by n.version limit 1) end`,
    next_at: sql<
      string | null
    >`(select n.published_at from documents n where n.subject_id = documents.subject_id and n.version = documents.version + 1)`,
  },
  (query) =>
    query
      .from(documents)
      .where(
        and(
          gte(documents.leaf_index, sql.placeholder('from')),
          lt(documents.leaf_index, sql.placeholder('below')),
        ),
      )
      .orderBy(literalLimit(asc(documents.leaf_index), PAGE)),
);

const readEntries = select({ entry: getTableColumns(entries), words: searchTexts.body }, (query) =>
  query
    .from(entries)
    .leftJoin(searchTexts, eq(searchTexts.id, entries.search_text_id))
    .where(isAmongNumbers(entries.id, 'ids')),
);

const placesAfter = select(
  { id: entries.id, leaf_index: sql<number>`${entries.leaf_index}`.mapWith(Number) },
  (query) =>
    query
      .from(entries)
      .where(and(gt(entries.id, sql.placeholder('after')), isNotNull(entries.leaf_index)))
      .orderBy(literalLimit(asc(entries.id), PLACES)),
);
const PLACES = 10_000;

/** Which entries lead to a version, by its place in the log: no index of the database has that. */
const placesOf = async (connection: Connection) => {
  const first = new Map<number, number>();
  const more = new Map<number, number[]>();
  for (let after = 0; ; ) {
    const rows = await placesAfter(connection, { after });
    for (const { id, leaf_index } of rows) {
      if (!first.has(leaf_index)) first.set(leaf_index, id);
      else more.set(leaf_index, [...(more.get(leaf_index) ?? []), id]);
    }
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  return (leaf_index: number): number[] => {
    const id = first.get(leaf_index);
    return id === undefined ? [] : [id, ...(more.get(leaf_index) ?? [])];
  };
};
type Places = Awaited<ReturnType<typeof placesOf>>;

/** Versions, each with its entry, or none where no entry leads to it. */
const withEntries = async (
  connection: Connection,
  places: Places,
  found: Awaited<ReturnType<typeof readPage>>,
) => {
  const ids = found.flatMap(({ leaf_index }) => places(leaf_index));
  const byId = new Map(
    (await readEntries(connection, { ids: listedNumbers(ids) })).map((row) => [row.entry.id, row]),
  );
  return found.map((row) => {
    const [id = 0, ...others] = places(row.leaf_index);
    const { entry = null, words = null } = byId.get(id) ?? {};
    return { ...row, entry, words, twice: others.length > 0 };
  });
};

type Row = Awaited<ReturnType<typeof withEntries>>[number];

const checkedRow = (row: Row): CheckedRow => {
  const { subject_id, version, leaf_index, published_at } = row;
  const head = JSON.stringify({ id: subject_id, version, published_at }).slice(0, -1);
  return {
    ...{ subject_id, version, leaf_index, published_at },
    leaf_hash: leafHash(leafText({ ...row, id: subject_id })).toString('hex'),
    is_edited: sha256(row.json) !== row.sha256 || !row.json.startsWith(`${head},`),
  };
};

/** Checks pages on a connection that shows one moment. */
export const createPageChecker = (connection: Connection): PageChecker => {
  let places: Promise<Places> | undefined;
  return async (request) => {
    places ??= placesOf(connection);
    return checkPage(connection, await places, request);
  };
};

/** Checks the page that begins at a place. */
const checkPage = async (
  connection: Connection,
  places: Places,
  { folded, ...range }: PageRequest,
): Promise<CheckedPage | null> => {
  const found = await withEntries(connection, places, await readPage(connection, range));
  const last = found.at(-1);
  if (!last) return null;
  const terms = await termsOf(
    connection,
    found.flatMap(({ entry }) => (entry ? [entry.id] : [])),
  );
  const newest = found.filter(({ next_at }) => next_at === null);
  const renderings = await renderingsOf(
    connection,
    newest.map(({ subject_id }) => subject_id),
  );
  const page: CheckedPage = {
    ...{ rows: [], end: last.leaf_index + 1, served: [], differing: [] },
    corrections: { shown: [], counts: [], withdrawn: [] },
  };
  for (const row of found) {
    page.rows.push(checkedRow(row));
    try {
      const rendering = row.next_at === null ? renderings.get(row.subject_id) : undefined;
      const isAsRows = rendering !== undefined && saysAsRows(row, rendering);
      page.served.push(...entryFindings(row, terms, rendering, isAsRows, folded));
      if (row.next_at === null && !isAsRows) page.differing.push(...differingOf(row, rendering));
      noteCorrections(page, row);
    } catch (error) {
      // Told as an edit.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return page;
};

const noteCorrections = (
  { corrections: { shown, counts, withdrawn } }: CheckedPage,
  { subject_id, published_at, next_at, json, entry }: Row,
): void => {
  if (next_at !== null || entry?.subject_id !== subject_id) return;
  const { type, publication } = entry;
  if (publication === 'withdrawn' && (type === 'claim' || type === 'quote')) {
    withdrawn.push([subject_id, published_at]);
  }
  if (type !== 'claim' || publication !== 'published') return;
  // Most have none, and need no parsing.
  const corrections = json.includes('"corrections":[],') ? [] : JSON.parse(json).corrections;
  counts.push([subject_id, corrections.length]);
  for (const item of corrections) {
    shown.push([String(item.id), { subject_id: String(item.subject_id), form: shownForm(item) }]);
  }
};

/** Pages that a helper works on or has done at one moment. */
const AHEAD = 2;

const nextAfter = select({ leaf_index: documents.leaf_index }, (query) =>
  query
    .from(documents)
    .where(gte(documents.leaf_index, sql.placeholder('from')))
    .orderBy(literalLimit(asc(documents.leaf_index), 1)),
);

/** Where there are versions, in pages, up to a place that the log cannot go beyond. */
async function* ranges(connection: Connection, reach: number) {
  for (let from = 0; ; ) {
    const [next] = await nextAfter(connection, { from });
    if (!next || next.leaf_index >= reach) return;
    const below = Math.min(next.leaf_index + PAGE, reach);
    yield { from: next.leaf_index, below };
    from = below;
  }
}

/** All pages of a log that cannot go beyond `reach`, in their order; a helper takes those that it has time for. */
export async function* checkedPages(
  connection: Connection,
  { reach, folded }: { reach: number; folded: boolean },
  helper: PageChecker | undefined,
): AsyncGenerator<CheckedPage> {
  const check = createPageChecker(connection);
  const pages: Promise<CheckedPage | null>[] = [];
  let helping = 0;
  for await (const range of ranges(connection, reach)) {
    const request = { ...range, folded };
    // So that what the helper has done is heard of.
    await nextTick();
    if (helper && helping < AHEAD) {
      helping += 1;
      const page = helper(request).finally(() => {
        helping -= 1;
      });
      page.catch(() => undefined);
      pages.push(page);
      continue;
    }
    pages.push(Promise.resolve(await check(request)));
    while (pages.length > AHEAD) {
      const page = await pages.shift();
      if (page) yield page;
    }
  }
  for (const page of pages) {
    const checked = await page;
    if (checked) yield checked;
  }
}
