/**
 * How a list is read: one walk through an index, or several that make it up together; what leads each walk, and what
 * it passes over.
 */
import { and, type AnyColumn, getTableColumns, or, type SQL, sql } from 'drizzle-orm';
import { searchIndex, unindexed } from '../db/queries.ts';
import { isAmongNumbers } from '../db/statement.ts';
import { inForce } from './items.ts';
import {
  type Choice,
  type Filter,
  isAny,
  isChoice,
  isFew,
  isTerm,
  type ListColumn,
  type ListQuery,
  type Sort,
  type Sought,
  type TermFilter,
} from './list-query.ts';
import { COMMON_KIND, entries, entryTerms, isNamed, LISTED_AS } from './tables.ts';
import { hasTerm, isTerm as isOfTerm, termNumber } from './terms.ts';

const COLUMNS = getTableColumns(entries);

/** The columns that each term's row repeats of its entry, so that a walk through its index reads no entries. */
const TERM_COLUMNS = getTableColumns(entryTerms);

type TermColumn = ListColumn & keyof typeof TERM_COLUMNS;

const isTermColumn = (name: ListColumn): name is TermColumn => name in TERM_COLUMNS;

/**
 * Whether an index holds the list in its order and tells what to pass over, so that a page is read at once.
 * Any other list may have to walk far, and does so on the thread that searches.
 */
export const isServedByIndex = (query: ListQuery): boolean => {
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
export interface Walk extends Sought {
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

export const named = ({ filters }: ListQuery): Named[] =>
  filters.map((filter, i) => ({ name: `f${i}`, filter }));

const leadOf = ({ driver }: Walk): Lead | null => (driver === 'few' ? null : driver);

export const isWalkOfTerms = (walk: Walk): boolean => {
  const lead = leadOf(walk);
  return lead !== null && hasTermFilter(lead.by);
};

/** Where a column is read, so that the index that leads the walk serves. */
export const columnOf = (name: ListColumn, walk: Walk): AnyColumn | SQL => {
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

/** Reads all that may be meant, in no order: what has the term with the fewest values, where there is one, else the whole table. */
const readingWhole = (query: Sought): Walk => {
  const all = named(query);
  const fewest = isFew(query) ? undefined : fewestOf(all);
  const read = all.map((each) =>
    each === fewest ? { ...fewest, filter: { ...fewest.filter, few: true as const } } : each,
  );
  return { ...query, named: read, driver: 'few' };
};

/** The walks that make up a sorted list together: one for each alternative and each value of what leads. */
export const walksOf = (query: Sought): Walk[] => {
  if (query.cameLater !== undefined) return [readingWhole(query)];
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
export const isServedByTerms = ({ filters }: ListQuery): boolean =>
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

/** Of a long-ago day: whether an entry was there before the first that came later. */
const cameBefore = ({ cameLater }: Walk, entry_id: SQL): SQL | undefined =>
  cameLater === undefined ? undefined : sql`${entry_id} < ${sql.placeholder('came_later')}`;

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
    inForce(walk.as_of === undefined ? undefined : sql.placeholder('as_of'), of(entries.publication)),
    cameBefore(walk, sql`${entries.id}`),
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
  const value = sql.param(sql.placeholder(name), COLUMNS[filter.column]);
  if (filter.is === '>=') return sql`${column} >= ${value}`;
  if (filter.is === '<=') return sql`${column} <= ${value} and ${column} <> ''`;
  const [month, year] = [sql.placeholder(`${name}_month`), sql.placeholder(`${name}_year`)];
  const day = passed('on_date', walk);
  // The walk begins with the year, and what of it lies before is passed over.
  return sql`${column} >= ${year} and (${day} >= ${value} or ${day} = ${month} or ${day} = ${year})`;
};

/** What an entry must meet, apart from the words searched for and the page's place. */
export const conditionsOf = (walk: Walk): SQL[] => {
  const conditions = [...scopeOf(walk), ...walk.named.map((each) => conditionOf(each, walk))];
  if (walk.sort?.by === 'due_on') conditions.push(sql`${columnOf('due_on', walk)} <> ''`);
  return conditions.filter((condition) => condition !== undefined);
};

/** What follows the key and the number of a page's last row; `key` is the column that the list is sorted by. */
export const afterKeys = (key: AnyColumn | SQL, number: AnyColumn, { by, descending }: Sort): SQL => {
  const keys = sql`(${sql.param(sql.placeholder('key'), COLUMNS[by])}, ${sql.placeholder('number')})`;
  return descending ? sql`(${key}, ${number}) < ${keys}` : sql`(${key}, ${number}) > ${keys}`;
};

/** The entries that have one of these values of `field`, said so that an index of terms serves. */
const entriesWith = (walk: Walk, field: string, values: readonly unknown[]): SQL => {
  const conditions = [
    isOfTerm(sql`term.term_id`, field, values),
    walk.publication === 'draft' ? sql`term.listed_as <> 0` : sql`term.listed_as >= 0`,
    cameBefore(walk, sql`term.entry_id`),
  ];
  return sql`(select term.entry_id from ${entryTerms} as term where ${and(...conditions)})`;
};

/** The entries whose words match; the engine is to begin with the index of words. */
export const matching = (): SQL[] => [
  searchIndex.matches(sql.placeholder('match'), sql.placeholder('counted')),
  sql`${entries.search_text_id} = ${searchIndex.id}`,
];

/** The walk that counts. Of several values that a thing may have, it counts once. */
const countingWalk = (asked: Sought): Walk => {
  const all = named(asked);
  const fewest = fewestOf(all);
  const hasSeveral = fewest !== undefined && fewest.filter.values.length > 1;
  // As of a day only terms have an index that leads to few; the others lead to nearly all, which the table has in order.
  if (isFew(asked) || hasSeveral || asked.as_of !== undefined) return readingWhole(asked);
  return { ...asked, named: all, driver: fewest ? { by: fewest, value: 0 } : null };
};

/** The entries that a query is about, to count: what to select them from and what they must meet, without page and order. */
export const matchingEntries = (query: Sought): SQL => {
  const asked = { ...query, after: undefined };
  if (query.search !== undefined) {
    const conditions = conditionsOf({ ...asked, named: named(asked), driver: 'few' });
    return sql`${searchIndex.from} cross join ${entries} where ${and(...matching(), ...conditions)}`;
  }
  const walk: Walk = { ...countingWalk(asked), unordered: true };
  const from = isWalkOfTerms(walk)
    ? sql`${entryTerms} inner join ${entries} on ${entries.id} = ${entryTerms.entry_id}`
    : sql`${entries}`;
  return sql`${from} where ${and(...conditionsOf(walk))}`;
};

/** Those of them that have one of the numbers of the placeholder `drawn`: as many are read as there are numbers. */
export const drawnEntries = (query: Sought): SQL => {
  const walk: Walk = { ...query, after: undefined, named: named(query), driver: 'few', unordered: true };
  return sql`${entries} where ${and(isAmongNumbers(entries.id, 'drawn'), ...conditionsOf(walk))}`;
};
