/**
 * The one way out for many: entries are filtered and sorted, and their documents handed over as they
 * were written. A list of today and one as of an instant are the same query; each shape of it is
 * prepared once.
 */
import {
  type AnyColumn,
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  inArray,
  max,
  type SQL,
  type SQLWrapper,
  type Subquery,
  sql,
} from 'drizzle-orm';
import { gathered, literalLimit, searchIndex, unindexed } from '../db/queries.ts';
import { isAmong, listed, type Statement, select, subquery } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { typeOf } from './ids.ts';
import { documentOfEntry, inForce } from './items.ts';
import type { DocumentSpan } from './present.ts';
import { loosenedTerms, type Search, searchForMost, searchOf, type Term } from '../text/search.ts';
import { documents, entries, entryTerms, type Facets, type Publication, searchTexts } from './tables.ts';
import type { DeadlineFacts } from './timeliness.ts';

const COLUMNS = getTableColumns(entries);
type ListColumn = keyof Facets | 'published_at';

/** One condition on a list. A date that is missing is '' and lies in no range. */
export type Filter =
  | { column: ListColumn; is: '=' | '>=' | '<='; value: string | boolean }
  /** A text that is missing. */
  | { column: ListColumn; is: 'none'; value: '' }
  /** One of several values, as in `Rendering.terms`. */
  | { term: string; value: string };

export interface Sort {
  by: 'on_date' | 'published_at' | 'name' | 'due_on';
  descending: boolean;
}

export interface ListQuery {
  type: string;
  publication: Publication;
  filters: readonly Filter[];
  /** Null: the best matches of `q` first. */
  sort: Sort | null;
  limit: number;
  /** What a reader looks for, as typed. */
  q?: string | undefined;
  /** An instant (RFC 3339, UTC): the list as it stood then. */
  as_of?: string | undefined;
  after?: Position | undefined;
}

/**
 * Where a page ended: at these keys of a sorted list, or so far into a ranking of the matches that
 * there were (text ids up to `pin`), or before a text id in what follows the ranking. `most`: of a search
 * that nothing answers whole, so that the pages after it look for most of its words too.
 */
export type Position = (
  | { keys: [string, string] }
  | { pin: number; rank: number }
  | { pin: number; before: number }
) & { most?: true | undefined };

/** A list with what its words come to. */
export type Sought = ListQuery & { search?: Search | undefined };

/** A text that answers a search, and what it is of. */
export interface Match {
  /** Of the text: grows with time. */
  id: number;
  type: string;
  subject_id: string;
  /** How well it answers (`relevance` in text/search.ts). */
  score: number;
}

/** The columns that each term's row repeats of its entry, so that a walk through its index reads no entries. */
const TERM_COLUMNS = getTableColumns(entryTerms);
type TermColumn = ListColumn & keyof typeof TERM_COLUMNS;

const isTermColumn = (name: ListColumn): name is TermColumn => name in TERM_COLUMNS;

/** One row of a list. A draft has no document: its place is empty. */
export interface ListedRow extends DocumentSpan {
  subject_id: string;
  /** What the list is sorted by. */
  key: string;
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

/** A match before its score is read. */
interface Ranked {
  id: number;
  score: unknown;
  subject_id: string;
}

interface Gathered {
  bytes: Buffer | null;
  rows: [length: number | null, sha256: string | null, DeadlineFacts | null, id: string, key: string][];
}

/** The rows of a page, each with the place of its document among the bytes. */
const listedOf = ([page]: readonly Gathered[]): Omit<Page, 'next'> => {
  let start = 0;
  const rows = (page?.rows ?? []).map(([length, sha256, deadline_facts, subject_id, key]) => {
    const end = start + (length ?? 0);
    const row = { start, end, sha256: sha256 ?? '', deadline_facts, subject_id, key };
    if (length !== null) start = end + 1;
    return row;
  });
  return { bytes: page?.bytes ?? Buffer.alloc(0), rows };
};

const NOTHING: Omit<Page, 'next'> = { bytes: Buffer.alloc(0), rows: [] };

/** What a list reads of each row. */
const columnsOf = (subject_id: SQLWrapper, key: SQLWrapper) => ({
  json: documents.json,
  sha256: documents.sha256,
  deadline_facts: documents.deadline_facts,
  subject_id: sql<string>`${subject_id}`.as('subject_id'),
  key: sql<string>`${key}`.as('key'),
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

const isTerm = (filter: Filter): filter is Extract<Filter, { term: string }> => 'term' in filter;

/** What tells the statement of a query from that of another. */
export const shapeOf = (query: Sought): string =>
  JSON.stringify([
    query.type,
    query.publication === 'draft',
    query.filters.map((filter) => (isTerm(filter) ? filter.term : [filter.column, filter.is])),
    query.sort,
    query.limit,
    query.search && query.search.least < query.search.terms.length,
    query.as_of !== undefined,
    query.after ? Object.keys(query.after).filter((key) => key !== 'most') : null,
  ]);

/** What the placeholders of a query stand for. */
export const valuesOf = (query: Sought): Record<string, unknown> => ({
  ...Object.fromEntries(query.filters.map((filter, i) => [`f${i}`, filter.value])),
  publication: query.publication,
  ...(query.as_of === undefined ? {} : { as_of: query.as_of }),
  ...(query.search === undefined ? {} : wordsOf(query.search)),
  ...(query.after && 'keys' in query.after ? { key: query.after.keys[0], id: query.after.keys[1] } : {}),
});

/** What the placeholders of `matching` and `score` stand for. */
const wordsOf = (search: Search) => ({
  match: searchIndex.expression(search),
  counted: searchIndex.counted(search),
  search: JSON.stringify(search),
});

/**
 * Whether an index holds the list in its order and tells what to pass over, so that a page is read at once.
 * Any other list may have to walk far, and does so on the thread that searches.
 */
const isServedByIndex = ({ q, as_of, sort, filters }: ListQuery): boolean => {
  if (q !== undefined || as_of !== undefined || !sort) return false;
  const terms = filters.filter(isTerm);
  const columns = filters.flatMap((filter) => (isTerm(filter) ? [] : filter.column));
  const others = columns.filter((column) => column !== sort.by);
  if (sort.by === 'due_on') return terms.length <= 1 && others.length <= 2;
  if (terms.length > 0) return terms.length === 1 && sort.by !== 'name' && others.every(isTermColumn);
  if (sort.by === 'on_date') return others.filter((column) => column !== 'kind').length <= 1;
  return others.length === 0;
};

/** What leads a query: the words searched for, a term (by its place among the filters), or neither (-1). */
type Driver = 'words' | number;

const isWalkOfTerms = (driver: Driver): boolean => driver !== 'words' && driver >= 0;

/** Where a column is read, so that the index that leads the query serves. */
const columnOf = (name: ListColumn, query: ListQuery, driver: Driver): AnyColumn | SQL => {
  if (driver === 'words') return unindexed(COLUMNS[name]);
  if (isWalkOfTerms(driver) && isTermColumn(name)) return TERM_COLUMNS[name];
  // Kinds are few: any other facet leads to fewer.
  const facets = query.filters.some((filter) => !isTerm(filter) && FACETS.includes(filter.column));
  return name === 'kind' && facets ? unindexed(entries.kind) : COLUMNS[name];
};

const FACETS: readonly string[] = ['rating', 'result', 'progress'];

/** Whether the rows of terms tell all that the query asks, so that no entry is read. */
const isServedByTerms = ({ filters }: ListQuery): boolean =>
  filters.every((filter) => isTerm(filter) || isTermColumn(filter.column));

/** The state of publication that is asked for; says of what is public that it is, so that its partial indexes serve. */
const publicationOf = ({ publication }: ListQuery, column: AnyColumn | SQL): SQL =>
  publication === 'draft'
    ? sql`${column} = ${sql.placeholder('publication')}`
    : sql`${column} = ${sql.placeholder('publication')} and ${column} <> 'draft'`;

/** Which entries a query is about. A term's `current` and `field` say so of its entry. */
const scopeOf = (query: ListQuery, driver: Driver): (SQL | undefined)[] => {
  const term = driver === 'words' ? undefined : query.filters[driver];
  if (term && isTerm(term)) {
    return [
      sql`${entryTerms.field} = ${sql.raw(`'${query.type}.${term.term}'`)}`,
      eq(entryTerms.value, sql.placeholder(`f${driver}`)),
      publicationOf(query, entryTerms.publication),
      sql`${entryTerms.current}`,
    ];
  }
  const of = (column: AnyColumn) => (driver === 'words' ? unindexed(column) : column);
  return [
    // Only promises, which are claims, have a day on which they are due.
    query.sort?.by === 'due_on' ? undefined : sql`${of(entries.type)} = ${sql.raw(`'${query.type}'`)}`,
    publicationOf(query, of(entries.publication)),
    inForce(query.as_of === undefined ? undefined : sql.placeholder('as_of')),
  ];
};

/** What an entry must meet, apart from the words searched for and the page's place. */
const conditionsOf = (query: ListQuery, driver: Driver): SQL[] => {
  const conditions = scopeOf(query, driver);
  query.filters.forEach((filter, i) => {
    const value = sql.placeholder(`f${i}`);
    if (isTerm(filter)) {
      // Asked of the row that the walk is at, so that its entry is read only when it has the term.
      const entry_id = isWalkOfTerms(driver) ? entryTerms.entry_id : entries.id;
      if (i !== driver) conditions.push(hasTerm(entry_id, `${query.type}.${filter.term}`, value));
      return;
    }
    const column = columnOf(filter.column, query, driver);
    if (filter.is === 'none') conditions.push(sql`${column} = ${value}`);
    else if (filter.is === '=') {
      conditions.push(sql`${column} = ${sql.param(value, COLUMNS[filter.column])}`);
      // Says what the value is known to be, so that the partial indexes serve.
      if (FACETS.includes(filter.column)) conditions.push(sql`${column} <> ''`);
    } else {
      conditions.push(
        filter.is === '>=' ? sql`${column} >= ${value}` : sql`${column} <= ${value} and ${column} <> ''`,
      );
    }
  });
  if (query.sort?.by === 'due_on') conditions.push(sql`${columnOf('due_on', query, driver)} <> ''`);
  return conditions.filter((condition) => condition !== undefined);
};

/** What follows the keys of a page's last row. */
const afterKeys = (key: AnyColumn | SQL, id: AnyColumn, { descending }: Sort): SQL => {
  const keys = sql`(${sql.placeholder('key')}, ${sql.placeholder('id')})`;
  return descending ? sql`(${key}, ${id}) < ${keys}` : sql`(${key}, ${id}) > ${keys}`;
};

/** Whether the entry of this id has a value among those of `field` (`claim.speaker` and the like). */
export const hasTerm = (entry_id: SQLWrapper, field: string, value: unknown): SQL =>
  sql`exists (select 1 from ${entryTerms} as term where term.entry_id = ${entry_id} and term.field = ${sql.raw(`'${field}'`)} and term.value = ${value})`;

/** The entries whose words match; the engine is to begin with the index of words. */
const matching = (): SQL[] => [
  searchIndex.matches(sql.placeholder('match'), sql.placeholder('counted')),
  sql`${entries.search_text_id} = ${searchIndex.id}`,
];

/**
 * The entries that a query is about, to count or to sample: what to select from, what they must meet, and by what
 * number or id each is known before its entry is read. No page and no order.
 */
export const matchingEntries = (query: Sought): { from: SQL; where: SQL | undefined; known: SQLWrapper } => {
  const asked = { ...query, after: undefined };
  if (query.search !== undefined) {
    return {
      from: sql`${searchIndex.from} cross join ${entries}`,
      where: and(...matching(), ...conditionsOf(asked, 'words')),
      known: searchIndex.id,
    };
  }
  const driver = query.as_of === undefined ? query.filters.findIndex(isTerm) : -1;
  const where = and(...conditionsOf(asked, driver));
  return isWalkOfTerms(driver)
    ? {
        from: sql`${entryTerms} inner join ${entries} on ${entries.id} = ${entryTerms.entry_id}`,
        where,
        known: entryTerms.subject_id,
      }
    : { from: sql`${entries}`, where, known: entries.subject_id };
};

/** Reads lists of entries with their documents; those with words on `search`, which may take long. */
export const createLists = (connection: Reader, search: Reader) => {
  const pages = createShapes<Gathered>();
  const counts = createShapes<{ value: number }>();
  const rankings = createShapes<Ranked>();

  /** The term that leads the walk through a sorted list of today, where there is one. */
  const driverOf = (query: Sought): number =>
    query.as_of === undefined && query.sort && query.sort.by !== 'name'
      ? query.filters.findIndex(isTerm)
      : -1;

  const gather = (page: Subquery): Statement<Gathered> =>
    select(
      {
        bytes: gathered.bytes(sql`json`),
        rows: gathered.rows<Gathered['rows'][number]>(
          sql`octet_length(json), sha256, ${gathered.json(sql`deadline_facts`)}, subject_id, key`,
        ),
      },
      (query) => query.from(page),
    );

  const buildSorted = (query: Sought, sort: Sort): Statement<Gathered> => {
    const driver = driverOf(query);
    const key = columnOf(sort.by, query, driver);
    const id = isWalkOfTerms(driver) ? entryTerms.subject_id : entries.subject_id;
    const conditions = conditionsOf(query, driver);
    if (query.after) conditions.push(afterKeys(key, id, sort));
    if (query.search !== undefined) {
      conditions.push(sql`exists (select 1 from ${searchIndex.from} where ${and(...matching())})`);
    }
    const direction = sort.descending ? desc : asc;
    const order = [direction(key), literalLimit(direction(id), query.limit + 1)] as const;
    const where = and(...conditions);
    const columns = subquery(columnsOf(id, key));
    if (!isWalkOfTerms(driver)) {
      const walk = columns.from(entries).leftJoin(documents, documentOfEntry);
      return gather(
        walk
          .where(where)
          .orderBy(...order)
          .as('page'),
      );
    }
    const walk = columns.from(entryTerms);
    const joined =
      isServedByTerms(query) && query.search === undefined
        ? walk.leftJoin(documents, eq(documents.leaf_index, entryTerms.leaf_index))
        : walk.innerJoin(entries, eq(entries.id, entryTerms.entry_id)).leftJoin(documents, documentOfEntry);
    return gather(
      joined
        .where(where)
        .orderBy(...order)
        .as('page'),
    );
  };

  /** Few match: they are read and sorted. */
  const buildFewSorted = (query: Sought, sort: Sort): Statement<Gathered> => {
    const [key, id] = [entries[sort.by], entries.subject_id];
    const direction = sort.descending ? desc : asc;
    return gather(
      subquery(columnsOf(id, key))
        .from(searchIndex.from)
        .crossJoin(entries)
        .leftJoin(documents, documentOfEntry)
        .where(
          and(
            ...matching(),
            ...conditionsOf(query, 'words'),
            query.after && afterKeys(unindexed(key), id, sort),
          ),
        )
        .orderBy(direction(key), literalLimit(direction(id), query.limit + 1))
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

  const sorted = async (query: Sought, sort: Sort): Promise<Page> => {
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
    return { bytes, rows: shown, next: more && last ? { keys: [last.key, last.subject_id] } : null };
  };

  /** The newest matches, up to `limit`, of texts up to `pin` (and before `before`). */
  const newestMatches = (query: Sought, limit: number, bounds: { pin: number; before: number }) => {
    const shape = `${shapeOf({ ...query, after: undefined, limit })}`;
    return rankings(shape, () =>
      select({ id: searchIndex.id, score: searchIndex.score, subject_id: entries.subject_id }, (newest) =>
        newest
          .from(searchIndex.from)
          .crossJoin(entries)
          .where(
            and(
              ...matching(),
              sql`${searchIndex.id} <= ${sql.placeholder('pin')}`,
              sql`${searchIndex.id} < ${sql.placeholder('before')}`,
              ...conditionsOf(query, 'words'),
            ),
          )
          .orderBy(literalLimit(sql`${searchIndex.id} desc`, limit)),
      ),
    )(search, { ...valuesOf(query), ...bounds });
  };

  const read = async (query: Sought, ids: readonly string[]): Promise<Omit<Page, 'next'>> => {
    if (ids.length === 0) return NOTHING;
    const as_of = query.as_of === undefined ? undefined : sql.placeholder('as_of');
    const places = ids.map((_, i) => sql.placeholder(`id${i}`));
    const { bytes, rows } = listedOf(
      await pages(`read ${ids.length} ${as_of !== undefined}`, () =>
        gather(
          subquery(columnsOf(entries.subject_id, sql`''`))
            .from(entries)
            .leftJoin(documents, documentOfEntry)
            .where(and(inArray(entries.subject_id, places), inForce(as_of)))
            .as('page'),
        ),
      )(connection, { ...valuesOf(query), ...Object.fromEntries(ids.map((id, i) => [`id${i}`, id])) }),
    );
    const byId = new Map(rows.map((row) => [row.subject_id, row]));
    return { bytes, rows: ids.map((id) => byId.get(id)).filter((row) => row !== undefined) };
  };

  /** The best of the newest matches, then the older ones, newest first. */
  const ranked = async (query: Sought): Promise<Page> => {
    const after = query.after && 'pin' in query.after ? query.after : null;
    const pin = after?.pin ?? (await newestTextId(connection));
    if (after && 'before' in after) {
      const matches = await newestMatches(query, query.limit + 1, after);
      const shown = matches.slice(0, query.limit);
      const last = shown.at(-1);
      return {
        ...(await read(
          query,
          shown.map((match) => match.subject_id),
        )),
        next: matches.length > query.limit && last ? { pin, before: last.id } : null,
      };
    }
    const start = after && 'rank' in after ? after.rank : 0;
    const matches = await newestMatches(query, LIMITS.search_ranked, { pin, before: pin + 1 });
    const search = JSON.stringify(query.search);
    const scored = matches
      .map((match) => ({ ...match, score: searchIndex.scoreOf(match.score, search) }))
      .sort((a, b) => b.score - a.score || b.id - a.id);
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
      ...(await read(
        query,
        shown.map((match) => match.subject_id),
      )),
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
      const placed = sql`(select newest.id as id, ${entries.type} as type, ${entries.subject_id} as subject_id, row_number() over (partition by ${entries.type} order by newest.id desc) as place from ${newest} cross join ${entries} where ${entries.search_text_id} = newest.id and ${isAmong(unindexed(entries.type), 'types')} and ${unindexed(entries.publication)} = 'published' and ${entries.valid_to} is null) as placed`;
      return select(
        {
          id: sql<number>`placed.id`.mapWith(Number),
          score: searchIndex.score,
          subject_id: sql<string>`placed.subject_id`,
        },
        (query) =>
          query
            .from(sql`${placed} inner join ${searchTexts} as search_index on search_index.id = placed.id`)
            .where(sql`placed.place <= ${sql.raw(String(ranked))}`),
      );
    });

  const scoredBy = (asked: Search, matches: readonly Ranked[]): Match[] => {
    const words = JSON.stringify(asked);
    return matches.map(({ id, score, subject_id }) => ({
      id,
      subject_id,
      type: typeOf(subject_id),
      score: searchIndex.scoreOf(score, words),
    }));
  };

  const pageOf = (query: Sought): Promise<Page> => (query.sort ? sorted(query, query.sort) : ranked(query));

  const countOf = async (query: Sought, cap: number | undefined): Promise<Count> => {
    const counted = { ...query, after: undefined, limit: cap ?? 0 };
    const [row] = await counts(shapeOf(counted), () => {
      const words = query.search !== undefined;
      const conditions = conditionsOf(counted, words ? 'words' : -1);
      if (words) conditions.push(...matching());
      const from = words ? sql`${searchIndex.from} cross join ${entries}` : entries;
      const bound = cap === undefined ? sql`` : sql`limit ${sql.raw(String(cap))}`;
      return select({ value: sql<number>`count(*)`.mapWith(Number) }, (all) =>
        all.from(sql`(select 1 from ${from} where ${and(...conditions)} ${bound}) as counted`),
      );
    })(query.search === undefined ? connection : search, valuesOf(counted));
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
      if (q === undefined) return query;
      return seek<Sought | null>(
        { ...query, q },
        async (sought) => ((await countOf(sought, 1)).value > 0 ? sought : null),
        (sought) => sought === null,
        null,
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

    /** The same, of one type that must meet these filters too; however many texts have the words. */
    matchesOf: async (
      words: Search,
      type: string,
      filters: readonly Filter[],
      ranked: number,
    ): Promise<Match[]> => {
      const query: Sought = {
        type,
        publication: 'published',
        filters,
        sort: null,
        limit: ranked,
        search: words,
      };
      const everything = { pin: Number.MAX_SAFE_INTEGER, before: Number.MAX_SAFE_INTEGER };
      return scoredBy(words, await newestMatches(query, ranked, everything));
    },

    /** How many there are in all; with `cap`, no further than that. */
    count: async (query: ListQuery, cap?: number): Promise<Count> => {
      const { q } = query;
      if (q === undefined) return countOf(query, cap);
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

const lastText = select({ id: max(searchTexts.id) }, (query) => query.from(searchTexts));

const newestTextId = async (connection: Reader): Promise<number> => {
  const [row] = await lastText(connection, {});
  return row?.id ?? 0;
};
