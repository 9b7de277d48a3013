/**
 * The one way out for many: entries are filtered and sorted, and their documents handed over as they
 * were written. A list of today and one as of an instant are the same query; each shape of it is
 * prepared once.
 */
import {
  type AnyColumn,
  and,
  asc,
  Column,
  desc,
  eq,
  getTableColumns,
  inArray,
  or,
  type Param,
  type Placeholder,
  type SQL,
  type SQLWrapper,
  type Subquery,
  sql,
} from 'drizzle-orm';
import { gathered, literalLimit, searchIndex, unindexed } from '../db/queries.ts';
import { isAmong, isAmongNumbers, listed, type Statement, select, subquery } from '../db/statement.ts';
import { instantText } from '../db/stored-json.ts';
import type { Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { typeOf } from './ids.ts';
import { documentOfEntry, inForce } from './items.ts';
import type { DocumentSpan } from './present.ts';
import { loosenedTerms, type Search, searchForMost, searchOf, type Term } from '../text/search.ts';
import {
  COMMON_KIND,
  documents,
  entries,
  entryTerms,
  type Facets,
  isNamed,
  LISTED_AS,
  type Publication,
  searchTexts,
} from './tables.ts';
import { hasTerm, isTerm as isOfTerm, termNumber } from './terms.ts';
import type { DeadlineFacts } from './timeliness.ts';

const COLUMNS = getTableColumns(entries);
type ListColumn = keyof Facets | 'published_at';

/** One condition on a list. */
export type Filter =
  /** One of several values, each of them once; '' is a text that is missing, and stands first. */
  | { column: ListColumn; values: readonly (string | boolean)[] }
  /** A bound. A text that is missing is '' and lies in no range. */
  | { column: ListColumn; is: '>=' | '<='; value: string }
  /** Days from this one on, and those that may be: a day that is known in part may be any of its month or year. */
  | { column: 'on_date'; is: 'from'; value: string }
  /** One of several values, as in `Rendering.terms`. `few`: few things have it, and those are read and sorted. */
  | { term: string; values: readonly string[]; few?: true }
  /** All conditions of one of these. */
  | { any: readonly (readonly Simple[])[] };
export type Simple = Exclude<Filter, { any: unknown }>;
type Choice = Extract<Filter, { values: unknown }>;
export type TermFilter = Extract<Filter, { term: unknown }>;

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
 * Where a page ended: at this key of a sorted list and its subject's number, or so far into a ranking of the matches that
 * there were (text ids up to `pin`), or before a text id in what follows the ranking. `most`: of a search
 * that nothing answers whole, so that the pages after it look for most of its words too.
 */
export type Position = (
  | { key: string; number: number }
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
  rows: [id: number, score: unknown, subject_id: string][];
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

const isAny = (filter: Filter): filter is Extract<Filter, { any: unknown }> => 'any' in filter;
const isTerm = (filter: Filter): filter is TermFilter => 'term' in filter;
const isChoice = (filter: Filter): filter is Choice => 'values' in filter;
const isOfDrafts = ({ publication }: ListQuery): boolean => publication === 'draft';
const isFew = ({ filters }: ListQuery): boolean =>
  filters.some((filter) => isTerm(filter) && filter.few === true);

const filterShape = (filter: Filter): unknown => {
  if (isAny(filter)) return filter.any.map((simple) => simple.map(filterShape));
  if (isTerm(filter)) return [filter.term, filter.values.length, filter.few];
  return isChoice(filter)
    ? [
        filter.column,
        filter.values.length,
        filter.values[0] === '',
        filter.column === 'kind' && filter.values.indexOf(COMMON_KIND),
      ]
    : [filter.column, filter.is];
};

/** What tells the statement of a query from that of another. */
export const shapeOf = (query: Sought): string =>
  JSON.stringify([
    query.type,
    query.publication,
    query.filters.map(filterShape),
    query.sort,
    query.limit,
    query.search && query.search.least < query.search.terms.length,
    query.as_of !== undefined,
    query.after ? Object.keys(query.after).filter((key) => key !== 'most') : null,
  ]);

const MONTH_LENGTH = 'YYYY-MM'.length;
const YEAR_LENGTH = 'YYYY'.length;

/** The placeholders of a filter, whose names begin with its own, and what they stand for. */
const filterValues = (filter: Filter, name: string): [string, unknown][] => {
  if (isAny(filter)) {
    return filter.any.flatMap((simple, i) =>
      simple.flatMap((each, j) => filterValues(each, `${name}_${i}_${j}`)),
    );
  }
  if (isChoice(filter)) return filter.values.map((value, i) => [`${name}_${i}`, value]);
  if (filter.is !== 'from') return [[name, filter.value]];
  return [
    [name, filter.value],
    [`${name}_month`, filter.value.slice(0, MONTH_LENGTH)],
    [`${name}_year`, filter.value.slice(0, YEAR_LENGTH)],
  ];
};

/** What the placeholders of a query stand for. */
export const valuesOf = (query: Sought): Record<string, unknown> => ({
  ...Object.fromEntries(query.filters.flatMap((filter, i) => filterValues(filter, `f${i}`))),
  ...(query.as_of === undefined ? {} : { as_of: query.as_of }),
  ...(query.search === undefined ? {} : wordsOf(query.search)),
  ...(query.after && 'key' in query.after ? { key: query.after.key, number: query.after.number } : {}),
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
const isServedByIndex = (query: ListQuery): boolean => {
  const { q, as_of, sort, filters } = query;
  if (q !== undefined || as_of !== undefined || !sort) return false;
  if (isFew(query)) return true;
  const simple = filters.flatMap((filter) => (isAny(filter) ? filter.any.flat() : [filter]));
  const terms = simple.filter(isTerm);
  const columns = new Set(simple.flatMap((filter) => (isTerm(filter) ? [] : filter.column)));
  const others = [...columns].filter((column) => column !== sort.by);
  if (sort.by === 'due_on') return terms.length <= 1 && others.length <= 2;
  if (terms.length > 0) return terms.length === 1 && sort.by !== 'name' && others.every(isTermColumn);
  if (sort.by === 'on_date') return others.filter((column) => column !== 'kind').length <= 1;
  return others.length === 0;
};

/** A filter with the name that those of its placeholders begin with. */
interface Named<F extends Filter = Filter> {
  name: string;
  filter: F;
}
const hasTermFilter = (named: Named): named is Named<TermFilter> => isTerm(named.filter);

/** A walk through a list, with what it passes over: all of it, or one of several that make it up together. */
interface Walk extends Sought {
  named: readonly Named[];
  driver: Driver;
  /** In no order, as things are counted. */
  unordered?: true;
}

/** One value of one filter, by its place: the walk is through what has it. */
interface Lead {
  by: Named<Choice>;
  value: number;
}

/**
 * What leads a walk: a value of one filter; something that few match (words, a rare term), which is read and
 * sorted; or neither (null), and the index of the order or of a filter with one value does.
 */
type Driver = 'few' | Lead | null;

const named = ({ filters }: ListQuery): Named[] => filters.map((filter, i) => ({ name: `f${i}`, filter }));

const leadOf = ({ driver }: Walk): Lead | null => (driver === 'few' ? null : driver);

const isWalkOfTerms = (walk: Walk): boolean => {
  const lead = leadOf(walk);
  return lead !== null && hasTermFilter(lead.by);
};

/** Where a column is read, so that the index that leads the walk serves. */
const columnOf = (name: ListColumn, walk: Walk): AnyColumn | SQL => {
  if (walk.driver === 'few') return unindexed(COLUMNS[name]);
  if (isWalkOfTerms(walk) && isTermColumn(name)) return TERM_COLUMNS[name];
  // Kinds are few: any other facet leads to fewer.
  const facets = walk.named.some(({ filter }) => 'column' in filter && FACETS.includes(filter.column));
  return name === 'kind' && facets ? unindexed(entries.kind) : COLUMNS[name];
};

/** The same, where no index is to be chosen for it. */
const passed = (name: ListColumn, walk: Walk): SQL =>
  unindexed(isWalkOfTerms(walk) && isTermColumn(name) ? TERM_COLUMNS[name] : COLUMNS[name]);

const FACETS: readonly string[] = ['rating', 'result', 'progress'];

/** What has an index of its own in an order, and may lead there: the first to the fewest. */
const LEADING: Partial<Record<Sort['by'], readonly string[]>> = {
  on_date: [...FACETS, 'kind'],
  due_on: ['result', 'progress', 'timing', 'testability', 'hedged'],
};

/** Of the filters by a term, the one with the fewest values. */
const fewestOf = (filters: readonly Named[]): Named<TermFilter> | undefined =>
  filters.filter(hasTermFilter).toSorted((a, b) => a.filter.values.length - b.filter.values.length)[0];

/**
 * The filter whose values a sorted list of today is walked by, with a walk for each; null where one walk does, as
 * the index of a column that has one value leads it.
 */
const leadingIn = (filters: readonly Named[], { as_of, sort }: Sought): Named<Choice> | null => {
  if (as_of !== undefined || !sort || sort.by === 'name') return null;
  const fewest = fewestOf(filters);
  if (fewest) return fewest;
  const leading = (LEADING[sort.by] ?? []).flatMap((column) =>
    filters.flatMap(({ name, filter }) =>
      'column' in filter && 'values' in filter && filter.column === column ? [{ name, filter }] : [],
    ),
  );
  const [first] = leading.filter(({ filter }) => filter.column !== 'kind' || leading.length === 1);
  const hasOne = leading.some(({ filter }) => filter.values.length === 1 && filter.column !== 'kind');
  return first && !hasOne && first.filter.values.length > 1 ? first : null;
};

/** The walks that make up a sorted list together: one for each alternative and each value of what leads. */
const walksOf = (query: Sought): Walk[] => {
  const all = named(query);
  if (isFew(query)) return [{ ...query, named: all, driver: 'few' }];
  const lead = leadingIn(all, query);
  const alternatives = all.find(({ filter }) => isAny(filter));
  const hasTerms = all.some(hasTermFilter);
  const choices =
    alternatives &&
    isAny(alternatives.filter) &&
    query.as_of === undefined &&
    !hasTerms &&
    query.search === undefined
      ? alternatives.filter.any.map((simple, i) => [
          ...all.filter((each) => each !== alternatives),
          ...simple.map((filter, j) => ({ name: `${alternatives.name}_${i}_${j}`, filter })),
        ])
      : [all];
  return choices.flatMap((chosen): Walk[] => {
    const by = hasTerms ? lead : leadingIn(chosen, query);
    if (!by) return [{ ...query, named: chosen, driver: null }];
    return by.filter.values.map((_, value) => ({ ...query, named: chosen, driver: { by, value } }));
  });
};

/** Whether the rows of terms tell all that the walk asks, so that no entry is read. */
const isServedByTerms = ({ filters }: ListQuery): boolean =>
  filters
    .flatMap((filter) => (isAny(filter) ? filter.any.flat() : [filter]))
    .every((filter) => isTerm(filter) || isTermColumn(filter.column));

/** The state of publication that is asked for; says of what is public that it is, so that its partial indexes serve. */
const publicationOf = ({ publication }: ListQuery, column: AnyColumn | SQL): SQL => {
  const asked = sql`${column} = ${sql.raw(`'${publication}'`)}`;
  return publication === 'draft' ? asked : sql`${asked} and ${column} <> 'draft'`;
};

/** The same, of rows of terms; what is due has an index of all that is not past. */
const listedIn = ({ publication }: ListQuery): SQL =>
  sql`${entryTerms.listed_as} = ${sql.raw(String(LISTED_AS[publication]))} and ${entryTerms.listed_as} <> 0`;

/** Which entries a walk is about. A term and in which lists it stands say so of its entry. */
const scopeOf = (walk: Walk): (SQL | undefined)[] => {
  const lead = leadOf(walk);
  if (lead && hasTermFilter(lead.by)) {
    const { name, filter } = lead.by;
    return [
      sql`${entryTerms.term_id} = ${termNumber(`${walk.type}.${filter.term}`, sql.placeholder(`${name}_${lead.value}`))}`,
      listedIn(walk),
    ];
  }
  const of = (column: AnyColumn) => (walk.driver === 'few' ? unindexed(column) : column);
  return [
    // Only promises, which are claims, have a day on which they are due.
    walk.sort?.by === 'due_on' ? undefined : sql`${of(entries.type)} = ${sql.raw(`'${walk.type}'`)}`,
    publicationOf(walk, of(entries.publication)),
    inForce(walk.as_of === undefined ? undefined : sql.placeholder('as_of')),
    // As the index by name says it, so that it serves.
    walk.sort?.by === 'name' ? isNamed(of(entries.type)) : undefined,
  ];
};

const placeholders = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => sql.placeholder(`${name}_${i}`));

/** Whether a column has one of a filter's values. */
const hasOneOf = (
  name: string,
  { column, values }: Extract<Choice, { column: unknown }>,
  walk: Walk,
): SQL => {
  const lead = leadOf(walk);
  const at = lead?.by.name === name ? lead.value : 0;
  const stored = isWalkOfTerms(walk) && isTermColumn(column) ? TERM_COLUMNS[column] : COLUMNS[column];
  const bound = placeholders(name, values.length).map((place) => sql.param(place, stored));
  // No index is chosen for several, unless order does not matter: their rows would come in none.
  if (lead?.by.name !== name && bound.length > 1) {
    const several = sql`in (${sql.join(bound, sql`, `)})`;
    if (!walk.unordered || walk.driver !== null) return sql`${passed(column, walk)} ${several}`;
    const isSet = FACETS.includes(column) && values[0] !== '' ? sql` and ${COLUMNS[column]} <> ''` : sql``;
    return sql`${COLUMNS[column]} ${several}${isSet}`;
  }
  const one = lead?.by.name === name && column === 'kind' ? COLUMNS.kind : columnOf(column, walk);
  const is = sql`${one} = ${bound[at]}`;
  if (column === 'kind' && isWalkOfTerms(walk) && values[at] !== COMMON_KIND)
    return sql`${is} and ${one} <> ''`;
  if (!FACETS.includes(column)) return is;
  // Says what the value is known to be, so that the partial indexes serve.
  return values[at] === '' ? sql`${is} and ${one} = ''` : sql`${is} and ${one} <> ''`;
};

/** One condition of a walk; undefined where the walk is through what meets it. */
const conditionOf = ({ name, filter }: Named, walk: Walk): SQL | undefined => {
  if (isAny(filter)) {
    const met = filter.any.map((simple, i) =>
      and(...simple.map((each, j) => conditionOf({ name: `${name}_${i}_${j}`, filter: each }, walk))),
    );
    return or(...met);
  }
  if (isTerm(filter)) {
    if (leadOf(walk)?.by.name === name) return undefined;
    const field = `${walk.type}.${filter.term}`;
    const values = placeholders(name, filter.values.length);
    if (filter.few) return sql`${entries.id} in ${entriesWith(walk, field, values)}`;
    // Asked of the row that the walk is at, so that its entry is read only when it has the term.
    return hasTerm(isWalkOfTerms(walk) ? entryTerms.entry_id : entries.id, field, values);
  }
  if (isChoice(filter)) return hasOneOf(name, filter, walk);
  const column = columnOf(filter.column, walk);
  const value = valueFor(column, name);
  if (filter.is === '>=') return sql`${column} >= ${value}`;
  if (filter.is === '<=') return sql`${column} <= ${value} and ${column} <> ''`;
  const [month, year] = [sql.placeholder(`${name}_month`), sql.placeholder(`${name}_year`)];
  const day = passed('on_date', walk);
  // The walk begins with the year, and what of it lies before is passed over.
  return sql`${column} >= ${year} and (${day} >= ${value} or ${day} = ${month} or ${day} = ${year})`;
};

/** What an entry must meet, apart from the words searched for and the page's place. */
const conditionsOf = (walk: Walk): SQL[] => {
  const conditions = [...scopeOf(walk), ...walk.named.map((each) => conditionOf(each, walk))];
  if (walk.sort?.by === 'due_on') conditions.push(sql`${columnOf('due_on', walk)} <> ''`);
  return conditions.filter((condition) => condition !== undefined);
};

/** What follows the key and the number of a page's last row. */
const afterKeys = (key: AnyColumn | SQL, number: AnyColumn, { descending }: Sort): SQL => {
  const keys = sql`(${valueFor(key, 'key')}, ${sql.placeholder('number')})`;
  return descending ? sql`(${key}, ${number}) < ${keys}` : sql`(${key}, ${number}) > ${keys}`;
};

/** A placeholder, for a value as the column stores it. */
const valueFor = (column: AnyColumn | SQL, name: string): Placeholder | Param =>
  column instanceof Column ? sql.param(sql.placeholder(name), column) : sql.placeholder(name);

/** The entries that have one of these values of `field`, said so that an index of terms serves. */
const entriesWith = ({ publication }: ListQuery, field: string, values: readonly unknown[]): SQL =>
  sql`(select term.entry_id from ${entryTerms} as term where ${isOfTerm(sql`term.term_id`, field, values)} and ${publication === 'draft' ? sql`term.listed_as <> 0` : sql`term.listed_as >= 0`})`;

/** The entries whose words match; the engine is to begin with the index of words. */
const matching = (): SQL[] => [
  searchIndex.matches(sql.placeholder('match'), sql.placeholder('counted')),
  sql`${entries.search_text_id} = ${searchIndex.id}`,
];

/** What to select entries from, and what they must meet. */
interface Entries {
  from: SQL;
  where: SQL | undefined;
}

/** The entries that a query is about, to count: no page and no order. */
export const matchingEntries = (query: Sought): Entries => {
  const asked = { ...query, after: undefined };
  if (query.search !== undefined) {
    return {
      from: sql`${searchIndex.from} cross join ${entries}`,
      where: and(...matching(), ...conditionsOf({ ...asked, named: named(asked), driver: 'few' })),
    };
  }
  const all = named(asked);
  const fewest = query.as_of === undefined ? fewestOf(all) : undefined;
  const single = fewest?.filter.values.length === 1 ? fewest : undefined;
  const driver: Driver =
    isFew(asked) || (fewest && !single) ? 'few' : single ? { by: single, value: 0 } : null;
  // Of several values that a thing may have, it counts once.
  const read = all.map((each) =>
    each === fewest && !single ? { ...fewest, filter: { ...fewest.filter, few: true as const } } : each,
  );
  const walk: Walk = { ...asked, named: read, driver, unordered: true };
  const where = and(...conditionsOf(walk));
  return isWalkOfTerms(walk)
    ? { from: sql`${entryTerms} inner join ${entries} on ${entries.id} = ${entryTerms.entry_id}`, where }
    : { from: sql`${entries}`, where };
};

/** Those of them that have one of the numbers of the placeholder `drawn`: as many are read as there are numbers. */
export const drawnEntries = (query: Sought): Entries => {
  const walk: Walk = { ...query, after: undefined, named: named(query), driver: 'few', unordered: true };
  return {
    from: sql`${entries}`,
    where: and(isAmongNumbers(entries.id, 'drawn'), ...conditionsOf(walk)),
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
    if (!only || another) return buildMerged(query, sort, walks);
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
    return {
      bytes,
      rows: shown,
      next: more && last ? { key: keyOf(last), number: last.number } : null,
    };
  };

  /** A statement that gives the matches among these rows, in their order. */
  const gatherMatches = (found: Subquery): Statement<GatheredMatches> =>
    select({ rows: gathered.rows<GatheredMatches['rows'][number]>(sql`id, score, subject_id`) }, (query) =>
      query.from(found),
    );

  /** What it gave, each with how well it answers. */
  const scoredBy = (asked: Search | undefined, [found]: readonly GatheredMatches[]): Match[] => {
    const words = JSON.stringify(asked);
    return (found?.rows ?? []).map(([id, score, subject_id]) => ({
      id,
      subject_id,
      type: typeOf(subject_id),
      score: searchIndex.scoreOf(score, words),
    }));
  };

  const matchColumns = (id: SQLWrapper, subject_id: SQLWrapper) => ({
    id: sql<number>`${id}`.as('id'),
    score: sql<unknown>`${searchIndex.score}`.as('score'),
    subject_id: sql<string>`${subject_id}`.as('subject_id'),
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
        subquery(matchColumns(searchIndex.id, entries.subject_id))
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

  const read = async (query: Sought, ids: readonly string[]): Promise<Omit<Page, 'next'>> => {
    if (ids.length === 0) return NOTHING;
    const as_of = query.as_of === undefined ? undefined : sql.placeholder('as_of');
    const places = ids.map((_, i) => sql.placeholder(`id${i}`));
    const { bytes, rows } = listedOf(
      await pages(`read ${ids.length} ${as_of !== undefined}`, () =>
        gather(
          subquery(columnsOf(entries.subject_id, sql`''`, entries.number))
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
    if (after && 'before' in after) {
      const { pin } = after;
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
      return gatherMatches(
        subquery(matchColumns(sql`placed.id`, sql`placed.subject_id`))
          .from(sql`${placed} inner join ${searchTexts} as search_index on search_index.id = placed.id`)
          .where(sql`placed.place <= ${sql.raw(String(ranked))}`)
          .as('matches'),
      );
    });

  const pageOf = (query: Sought): Promise<Page> => (query.sort ? sorted(query, query.sort) : ranked(query));

  const countOf = async (query: Sought, cap: number | undefined): Promise<Count> => {
    const counted = { ...query, after: undefined, limit: cap ?? 0 };
    const [row] = await counts(shapeOf(counted), () => {
      const { from, where } = matchingEntries(counted);
      const bound = cap === undefined ? sql`` : sql`limit ${sql.raw(String(cap))}`;
      return select({ value: sql<number>`count(*)`.mapWith(Number) }, (all) =>
        all.from(sql`(select 1 from ${from} where ${where} ${bound}) as counted`),
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
