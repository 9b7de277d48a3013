/**
 * The one way out for many: entries are filtered and sorted, and their documents handed over as they
 * were written. A list of today and one as of an instant are the same query; each shape of it is
 * prepared once.
 */
import { and, asc, desc, eq, sql, type SQL, type SQLWrapper, type Subquery } from 'drizzle-orm';
import { gathered, literalLimit, searchIndex, unindexed } from '../db/queries.ts';
import {
  isAmong,
  isAmongNumbers,
  listed,
  listedNumbers,
  select,
  type Statement,
  subquery,
} from '../db/statement.ts';
import { instantText } from '../db/stored-json.ts';
import type { Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { loosenedTerms, type Search, searchForMost, searchOf, type Term } from '../text/search.ts';
import { documentOfEntry, entryOfLeaf, inForce } from './items.ts';
import {
  isOfDrafts,
  type ListQuery,
  type Position,
  shapeOf,
  type Sort,
  type Sought,
  valuesOf,
  wordsOf,
} from './list-query.ts';
import {
  afterKeys,
  columnOf,
  conditionsOf,
  isServedByIndex,
  isServedByTerms,
  isWalkOfTerms,
  matching,
  matchingEntries,
  named,
  type Walk,
  walksOf,
} from './list-walks.ts';
import { logSize, logSizeAt, wasThere } from './log.ts';
import type { DocumentSpan } from './present.ts';
import { documents, entries, entryTerms, searchTexts } from './tables.ts';
import type { DeadlineFacts } from './timeliness.ts';

/** A text that answers a search, and what it is of. */
export interface Match {
  /** Of the text: grows with time. `documentsOf` tells what it was found in. */
  id: number;
  type: string;
  /** How well it answers (`relevance` in text/search.ts). */
  score: number;
}

/** A document, and what it is of. */
export interface FoundDocument {
  id: string;
  json: string;
}

/** One row of a list. A draft has no document: its place is empty. */
export interface ListedRow extends DocumentSpan {
  subject_id: string;
  /** What the list is sorted by, as it is stored, and the subject's number, which breaks ties. */
  key: string | number;
  number: number;
}

export interface Page {
  /** The JSON of all rows, as bytes. */
  bytes: Buffer;
  rows: ListedRow[];
  next: Position | null;
}

export interface Count {
  value: number;
  is: 'exact' | 'at_least';
}

/** Matches before their scores are read, as one value: a thousand rows take the event loop longer than a thousand values. */
interface GatheredMatches {
  rows: [id: number, score: unknown, type: string][];
}

interface Gathered {
  bytes: Buffer | null;
  rows: [
    length: number | null,
    sha256: string | null,
    DeadlineFacts | null,
    id: string | null,
    key: string | number,
    number: number,
  ][];
}

/** The rows of a page, each with the place of its document among the bytes. */
const listedOf = ([page]: readonly Gathered[]): Omit<Page, 'next'> => {
  let start = 0;
  const rows = (page?.rows ?? []).map(([length, sha256, deadline_facts, id, key, number]) => {
    const end = start + (length ?? 0);
    const row = { start, end, sha256: sha256 ?? '', deadline_facts, subject_id: id ?? '', key, number };
    if (length !== null) start = end + 1;
    return row;
  });
  return { bytes: page?.bytes ?? Buffer.alloc(0), rows };
};

/** What a list is sorted by, as text: instants are stored as milliseconds. */
export const keyOf = ({ key }: Pick<ListedRow, 'key'>): string =>
  typeof key === 'number' ? instantText(key) : key;

/** To pass over an entry takes twenty times as long as to read it along with those beside it in the table. */
const LONG_AGO_PART = 0.95;

/** Above the number of any text. */
const EVERYTHING = Number.MAX_SAFE_INTEGER;

const NOTHING: Omit<Page, 'next'> = { bytes: Buffer.alloc(0), rows: [] };

/** What a list reads of each row. */
const columnsOf = (subject_id: SQLWrapper, key: SQLWrapper, number: SQLWrapper) => ({
  json: documents.json,
  sha256: documents.sha256,
  deadline_facts: documents.deadline_facts,
  subject_id: sql<string>`${subject_id}`.as('subject_id'),
  key: sql<string | number>`${key}`.as('key'),
  number: sql<number>`${number}`.as('number'),
});

/** Statements by the shape of their query; the oldest leaves when there are too many. */
export const createShapes = <Row>() => {
  const shapes = new Map<string, Statement<Row>>();
  return (shape: string, build: () => Statement<Row>): Statement<Row> => {
    const known = shapes.get(shape);
    if (known) return known;
    const statement = build();
    if (shapes.size >= LIMITS.prepared_statements) shapes.delete(shapes.keys().next().value ?? '');
    shapes.set(shape, statement);
    return statement;
  };
};

/** Reads lists of entries with their documents; those with words on `search`, which may take long. */
export const createLists = (connection: Reader, search: Reader) => {
  const pages = createShapes<Gathered>();
  const counts = createShapes<{ value: number }>();
  const rankings = createShapes<GatheredMatches>();

  const gather = (page: Subquery): Statement<Gathered> =>
    select(
      {
        bytes: gathered.bytes(sql`json`),
        rows: gathered.rows<Gathered['rows'][number]>(
          sql`octet_length(json), sha256, ${gathered.json(sql`deadline_facts`)}, subject_id, key, number`,
        ),
      },
      (query) => query.from(page),
    );

  /** The conditions and the order of a walk, up to a page's end. */
  const partsOf = (walk: Walk, sort: Sort) => {
    const ofTerms = isWalkOfTerms(walk);
    const key = columnOf(sort.by, walk);
    const number = ofTerms ? entryTerms.number : entries.number;
    const conditions = conditionsOf(walk);
    if (walk.after) conditions.push(afterKeys(key, number, sort));
    if (walk.search !== undefined) {
      conditions.push(sql`exists (select 1 from ${searchIndex.from} where ${and(...matching())})`);
    }
    // No entry is read where the rows of terms tell all.
    const isBare = ofTerms && !isOfDrafts(walk) && isServedByTerms(walk) && walk.search === undefined;
    const order = orderOf(key, number, sort, walk.limit);
    return { ofTerms, isBare, key, number, where: and(...conditions), order };
  };

  /** Where a list reads the id of what it shows. */
  const idOf = (query: Sought): SQLWrapper => (isOfDrafts(query) ? entries.subject_id : documents.subject_id);

  const orderOf = (key: SQLWrapper, number: SQLWrapper, { descending }: Sort, limit: number): [SQL, SQL] => {
    const direction = descending ? desc : asc;
    return [direction(key), literalLimit(direction(number), limit + 1)];
  };

  const buildSorted = (query: Sought, sort: Sort): Statement<Gathered> => {
    const walks = walksOf(query);
    const [only, another] = walks;
    if (!only || another || query.cameLater !== undefined) return buildMerged(query, sort, walks);
    const { ofTerms, isBare, key, number, where, order } = partsOf(only, sort);
    const columns = subquery(columnsOf(idOf(query), key, number));
    const walk = !ofTerms
      ? columns.from(entries).leftJoin(documents, documentOfEntry)
      : isBare
        ? columns.from(entryTerms).leftJoin(documents, eq(documents.leaf_index, entryTerms.leaf_index))
        : columns
            .from(entryTerms)
            .innerJoin(entries, eq(entries.id, entryTerms.entry_id))
            .leftJoin(documents, documentOfEntry);
    return gather(
      walk
        .where(where)
        .orderBy(...order)
        .as('page'),
    );
  };

  /** Walks, each up to a page's end, merged in their order; what several of them come by is there once. */
  const buildMerged = (query: Sought, sort: Sort, walks: readonly Walk[]): Statement<Gathered> => {
    const branches = walks.map((walk) => {
      const { ofTerms, isBare, key, number, where, order } = partsOf(walk, sort);
      const from = !ofTerms
        ? sql`${entries}`
        : isBare
          ? sql`${entryTerms}`
          : sql`${entryTerms} inner join ${entries} on ${entries.id} = ${entryTerms.entry_id}`;
      const leaf = ofTerms ? entryTerms.leaf_index : entries.leaf_index;
      const id = isOfDrafts(query) ? entries.subject_id : sql`null`;
      return sql`select * from (select ${leaf} as leaf, ${id} as id, ${key} as key, ${number} as number from ${from} where ${where} order by ${sql.join(order, sql`, `)}) as walk`;
    });
    const [key, number] = [sql`merged.key`, sql`merged.number`];
    const id = isOfDrafts(query) ? sql`merged.id` : documents.subject_id;
    return gather(
      subquery(columnsOf(id, key, number))
        .from(sql`(${sql.join(branches, sql` union `)}) as merged`)
        .leftJoin(documents, sql`${documents.leaf_index} = merged.leaf`)
        .orderBy(...orderOf(key, number, sort, query.limit))
        .as('page'),
    );
  };

  /** Few match: they are read and sorted. */
  const buildFewSorted = (query: Sought, sort: Sort): Statement<Gathered> => {
    const [key, number] = [entries[sort.by], entries.number];
    const direction = sort.descending ? desc : asc;
    return gather(
      subquery(columnsOf(entries.subject_id, key, number))
        .from(searchIndex.from)
        .crossJoin(entries)
        .leftJoin(documents, documentOfEntry)
        .where(
          and(
            ...matching(),
            ...conditionsOf({ ...query, named: named(query), driver: 'few' }),
            query.after && afterKeys(unindexed(key), number, sort),
          ),
        )
        .orderBy(direction(key), literalLimit(direction(number), query.limit + 1))
        .as('page'),
    );
  };

  /** How many texts a search finds, those of drafts and of earlier versions too; no further than `cap`. */
  const textsFound = async (asked: Search, cap: number): Promise<number> => {
    const [row] = await counts(`texts ${cap}`, () =>
      select({ value: sql<number>`count(*)`.mapWith(Number) }, (texts) =>
        texts.from(
          sql`(select 1 from ${searchIndex.from} where ${searchIndex.matches(sql.placeholder('match'), sql.placeholder('counted'))} limit ${sql.raw(String(cap))}) as counted`,
        ),
      ),
    )(search, wordsOf(asked));
    return row?.value ?? 0;
  };

  /** Whether so few texts match that reading them all is quicker than walking the list until a page is full. */
  const fewMatch = async (asked: Search): Promise<boolean> =>
    (await textsFound(asked, LIMITS.search_sorted)) < LIMITS.search_sorted;

  /** A query of a day since which so much came that a walk would pass over very much, with the first entry that came. */
  const withLater = async <Q extends Sought>(query: Q): Promise<Q> => {
    const { as_of, search: words } = query;
    if (as_of === undefined || words !== undefined) return query;
    const least = Math.floor(LONG_AGO_PART * (await logSize(connection)));
    if (await wasThere(connection, least, as_of)) return query;
    const [entry] = await entryOfLeaf(connection, { leaf_index: await logSizeAt(connection, as_of) });
    return { ...query, cameLater: entry?.id };
  };

  const sorted = async (asked: Sought, sort: Sort): Promise<Page> => {
    const query = await withLater(asked);
    const few = query.search !== undefined && (await fewMatch(query.search));
    const on = !few && isServedByIndex(query) ? connection : search;
    const { bytes, rows } = listedOf(
      await pages(`${shapeOf(query)}${few}`, () =>
        few ? buildFewSorted(query, sort) : buildSorted(query, sort),
      )(on, valuesOf(query)),
    );
    const more = rows.length > query.limit;
    const shown = more ? rows.slice(0, query.limit) : rows;
    const last = shown.at(-1);
    return {
      bytes,
      rows: shown,
      next: more && last ? { key: keyOf(last), number: last.number } : null,
    };
  };

  /** A statement that gives the matches among these rows, in their order. */
  const gatherMatches = (found: Subquery): Statement<GatheredMatches> =>
    select({ rows: gathered.rows<GatheredMatches['rows'][number]>(sql`id, score, type`) }, (query) =>
      query.from(found),
    );

  /** What it gave, each with how well it answers. */
  const scoredBy = (asked: Search | undefined, [found]: readonly GatheredMatches[]): Match[] => {
    const words = JSON.stringify(asked);
    return (found?.rows ?? []).map(([id, score, type]) => ({
      id,
      type,
      score: searchIndex.scoreOf(score, words),
    }));
  };

  const matchColumns = (id: SQLWrapper, type: SQLWrapper) => ({
    id: sql<number>`${id}`.as('id'),
    score: sql<unknown>`${searchIndex.score}`.as('score'),
    type: sql<string>`${type}`.as('type'),
  });

  /** The newest matches, up to `limit`, of texts up to `pin` (and before `before`). */
  const newestMatches = async (
    query: Sought,
    limit: number,
    bounds: { pin: number; before: number },
  ): Promise<Match[]> => {
    const shape = `${shapeOf({ ...query, after: undefined, limit })}`;
    const found = await rankings(shape, () =>
      gatherMatches(
        subquery(matchColumns(searchIndex.id, entries.type))
          .from(searchIndex.from)
          .crossJoin(entries)
          .where(
            and(
              ...matching(),
              sql`${searchIndex.id} <= ${sql.placeholder('pin')}`,
              sql`${searchIndex.id} < ${sql.placeholder('before')}`,
              ...conditionsOf({ ...query, named: named(query), driver: 'few' }),
            ),
          )
          .orderBy(literalLimit(sql`${searchIndex.id} desc`, limit))
          .as('newest'),
      ),
    )(search, { ...valuesOf(query), ...bounds });
    return scoredBy(query.search, found);
  };

  const idsOf = (matches: readonly Match[]): number[] => matches.map(({ id }) => id);

  /** The documents of what these texts are of, in the order of the texts; each row's key is its text. */
  const readTexts = async (
    { publication, as_of }: Pick<ListQuery, 'publication' | 'as_of'>,
    texts: readonly number[],
  ): Promise<Omit<Page, 'next'>> => {
    if (texts.length === 0) return NOTHING;
    const instant = as_of === undefined ? undefined : sql.placeholder('as_of');
    const { bytes, rows } = listedOf(
      await pages(`texts ${publication} ${as_of !== undefined}`, () =>
        gather(
          subquery(columnsOf(entries.subject_id, entries.search_text_id, entries.number))
            .from(entries)
            .leftJoin(documents, documentOfEntry)
            .where(
              and(
                isAmongNumbers(entries.search_text_id, 'texts'),
                sql`${unindexed(entries.publication)} = ${sql.raw(`'${publication}'`)}`,
                inForce(instant, unindexed(entries.publication)),
              ),
            )
            .as('page'),
        ),
      )(connection, { texts: listedNumbers(texts), as_of }),
    );
    const byText = new Map(rows.map((row) => [row.key, row]));
    return { bytes, rows: texts.flatMap((text) => byText.get(text) ?? []) };
  };

  /** The best of the newest matches, then the older ones, newest first. */
  const ranked = async (query: Sought): Promise<Page> => {
    const after = query.after && 'pin' in query.after ? query.after : null;
    if (after && 'before' in after) {
      const { pin } = after;
      const matches = await newestMatches(query, query.limit + 1, after);
      const shown = matches.slice(0, query.limit);
      const last = shown.at(-1);
      return {
        ...(await readTexts(query, idsOf(shown))),
        next: matches.length > query.limit && last ? { pin, before: last.id } : null,
      };
    }
    const start = after && 'rank' in after ? after.rank : 0;
    const newest = after?.pin ?? EVERYTHING;
    const matches = await newestMatches(query, LIMITS.search_ranked, { pin: newest, before: EVERYTHING });
    // What becomes public later has a higher number than any match there is now.
    const pin = after?.pin ?? matches[0]?.id ?? 0;
    const scored = matches.toSorted((a, b) => b.score - a.score || b.id - a.id);
    const shown = scored.slice(start, start + query.limit);
    const end = start + shown.length;
    const oldest = matches.at(-1)?.id ?? 0;
    const next =
      end < scored.length
        ? { pin, rank: end }
        : scored.length === LIMITS.search_ranked
          ? { pin, before: oldest }
          : null;
    return {
      ...(await readTexts(query, idsOf(shown))),
      next,
    };
  };

  /** In how many texts, up to those that are ranked, each term occurs. */
  const countTexts = async (terms: readonly Term[]): Promise<number[]> => {
    const found: number[] = [];
    for (const term of terms) {
      found.push(await textsFound({ terms: [term], least: 1, excluded: [] }, LIMITS.search_ranked));
    }
    return found;
  };

  /** The search for most of a query's words. */
  const most = async (q: string): Promise<Search | null> => {
    const loosened = loosenedTerms(q);
    return searchForMost(loosened, await countTexts(loosened.terms));
  };

  const newestOfTypes = (ranked: number, scanned: number) =>
    rankings(`types ${ranked} ${scanned}`, () => {
      const found = searchIndex.matches(sql.placeholder('match'), sql.placeholder('counted'));
      const newest = sql`(select ${searchIndex.id} as id from ${searchIndex.from} where ${found} order by ${searchIndex.id} desc limit ${sql.raw(String(scanned))}) as newest`;
      const placed = sql`(select newest.id as id, ${entries.type} as type, row_number() over (partition by ${entries.type} order by newest.id desc) as place from ${newest} cross join ${entries} where ${entries.search_text_id} = newest.id and ${isAmong(unindexed(entries.type), 'types')} and ${unindexed(entries.publication)} = 'published' and ${entries.valid_to} is null) as placed`;
      return gatherMatches(
        subquery(matchColumns(sql`placed.id`, sql`placed.type`))
          .from(sql`${placed} inner join ${searchTexts} as search_index on search_index.id = placed.id`)
          .where(sql`placed.place <= ${sql.raw(String(ranked))}`)
          .as('matches'),
      );
    });

  const pageOf = (query: Sought): Promise<Page> => (query.sort ? sorted(query, query.sort) : ranked(query));

  const countOf = async (query: Sought, cap: number | undefined): Promise<Count> => {
    const counted = { ...query, after: undefined, limit: cap ?? 0 };
    const [row] = await counts(shapeOf(counted), () => {
      const bound = cap === undefined ? sql`` : sql`limit ${sql.raw(String(cap))}`;
      return select({ value: sql<number>`count(*)`.mapWith(Number) }, (all) =>
        all.from(sql`(select 1 from ${matchingEntries(counted)} ${bound}) as counted`),
      );
    })(search, valuesOf(counted));
    const value = row?.value ?? 0;
    return { value, is: cap !== undefined && value >= cap ? 'at_least' : 'exact' };
  };

  /**
   * What a search finds: `read` with all its words; where that is `nothing`, with most of them. Gives
   * `empty` where it has no words, or none that the record knows.
   */
  const seek = async <T>(
    query: ListQuery & { q: string },
    read: (query: Sought, isMost: boolean) => Promise<T>,
    nothing: (answer: T) => boolean,
    empty: T,
  ): Promise<T> => {
    const whole = query.after?.most ? null : searchOf(query.q);
    const answer = whole ? await read({ ...query, search: whole }, false) : empty;
    if (query.after && whole) return answer;
    if (!nothing(answer)) return answer;
    const search = await most(query.q);
    return search ? read({ ...query, search }, true) : empty;
  };

  return {
    /** A page of a list. A search finds what has all its words, else what has most; without words, nothing. */
    page: async (query: ListQuery): Promise<Page> => {
      const { q } = query;
      if (q === undefined) return pageOf(query);
      return seek(
        { ...query, q },
        async (sought, isMost) => {
          const page = await pageOf(sought);
          return isMost && page.next ? { ...page, next: { ...page.next, most: true } } : page;
        },
        ({ rows }) => rows.length === 0,
        { ...NOTHING, next: null },
      );
    },

    /** What a list's words come to: the search that its page would be of; null where they find nothing. */
    sought: async (query: ListQuery): Promise<Sought | null> => {
      const { q } = query;
      if (q === undefined) return withLater(query);
      return seek<Sought | null>(
        { ...query, q },
        async (sought) => ((await countOf(sought, 1)).value > 0 ? sought : null),
        (sought) => sought === null,
        null,
      );
    },

    /** What these texts were found in, published now or at an instant: its id and its document, by the text. */
    documentsOf: async (
      texts: readonly number[],
      as_of: string | undefined,
    ): Promise<Map<number, FoundDocument>> => {
      const { bytes, rows } = await readTexts({ publication: 'published', as_of }, texts);
      return new Map(
        rows.map(({ key, subject_id, start, end }) => [
          Number(key),
          { id: subject_id, json: bytes.toString('utf8', start, end) },
        ]),
      );
    },

    /** The search for most of a query's words; null where the record knows too few of them. */
    most,
    texts: textsFound,

    /**
     * The matches of a search among the published things of these types, in no order: of each type the newest, up to
     * `ranked`, out of the newest `scanned` texts of all types.
     */
    matches: async (
      words: Search,
      types: readonly string[],
      { ranked, scanned }: { ranked: number; scanned: number },
    ): Promise<Match[]> => {
      const values = { ...wordsOf(words), types: listed(types) };
      return scoredBy(words, await newestOfTypes(ranked, scanned)(search, values));
    },

    /** The same, of one type that must meet these filters too, now or at an instant; however many texts have the words. */
    matchesOf: async (
      words: Search,
      { type, filters, as_of }: Pick<ListQuery, 'type' | 'filters' | 'as_of'>,
      ranked: number,
    ): Promise<Match[]> => {
      const query: Sought = {
        type,
        publication: 'published',
        filters,
        as_of,
        sort: null,
        limit: ranked,
        search: words,
      };
      return newestMatches(query, ranked, { pin: EVERYTHING, before: EVERYTHING });
    },

    /** How many there are in all; with `cap`, no further than that. */
    count: async (query: ListQuery, cap?: number): Promise<Count> => {
      const { q } = query;
      if (q === undefined) return countOf(await withLater(query), cap);
      return seek(
        { ...query, q },
        (sought) => countOf(sought, cap),
        ({ value }) => value === 0,
        { value: 0, is: 'exact' },
      );
    },
  };
};

export type Lists = ReturnType<typeof createLists>;
