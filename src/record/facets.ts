/**
 * How the things of a list break down: how many have each value of a facet. Up to `LIMITS.facets_counted` things are
 * counted one by one; of more, about so many are drawn by their numbers, and the counts are estimates. Counts are kept
 * while nothing that they are of has changed, estimates for as long as others would be no better: while the log has
 * grown by a small part of what they are of.
 */
import { type SQL, sql } from 'drizzle-orm';
import { searchIndex } from '../db/queries.ts';
import { listedNumbers, select } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import type { Search } from '../text/search.ts';
import { changesSince, mayShow } from './changed.ts';
import { createShapes, type Lists } from './lists.ts';
import { type Filter, type ListQuery, shapeOf, type Sought, valuesOf } from './list-query.ts';
import { drawnEntries, matchingEntries } from './list-walks.ts';
import { lastEntry } from './items.ts';
import { logSize } from './log.ts';
import { entries } from './tables.ts';

/** What a list breaks down by. */
export interface Facet {
  name: string;
  /**
   * Rows of `value` and `label` ('' for none), one for each value that a row of `matched` has; `matched` has the
   * columns below, and `today` is a placeholder.
   */
  rows: SQL;
}

/** The columns of `matched`. */
const MATCHED = sql`${entries.id} as id, ${entries.subject_id} as subject_id, ${entries.kind} as kind, ${entries.rating} as rating, ${entries.result} as result, ${entries.timing} as timing, ${entries.window_start} as window_start, ${entries.window_end} as window_end, ${entries.on_date} as on_date`;

export interface FacetCounts {
  name: string;
  is: 'exact' | 'estimate';
  /** How many things were broken down: all that the other filters leave. */
  of: number;
  /** The commonest values, '' where there is none. */
  values: { value: string; label: string; count: number }[];
  /** Whether there are more values. */
  more: boolean;
}

/** Some of what matches: with these values for its placeholders a share of it. */
interface Draw {
  from: SQL;
  values: Record<string, unknown>;
  share: number;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** So many numbers from 1 to `last`, one out of each of as many equal stretches, at no fixed distance. */
const drawn = (count: number, last: number): number[] =>
  Array.from({ length: count }, (_, i) => 1 + Math.floor(((i + ((i * GOLDEN) % 1)) * last) / count));

interface Row {
  facet: string;
  value: string;
  label: string;
  count: number;
}

/** Counts the values of facets among the entries that `from` gives, and how many entries there are (facet ''). */
const breakdown = (from: SQL, facets: readonly Facet[]) => {
  const most = sql.raw(String(LIMITS.facet_values + 1));
  const counted = facets.map(
    ({ name, rows }, i) =>
      sql`select * from (select ${sql.raw(`'${name}'`)} as facet, value, max(label) as label, count(*) as found from (${rows}) as rows group by value order by found desc, value limit ${most}) as ${sql.raw(`facet${i}`)}`,
  );
  const all = sql`select '' as facet, '' as value, '' as label, count(*) as found from matched`;
  return select(
    {
      facet: sql<string>`facet`,
      value: sql<string>`value`,
      label: sql<string>`label`,
      count: sql<number>`found`.mapWith(Number),
    },
    (query) =>
      query.from(
        sql`(with matched as materialized (select ${MATCHED} from ${from}) ${sql.join([all, ...counted], sql` union all `)}) as counts`,
      ),
  );
};

/** Counts that are kept, and the size of the log in which they were right. */
interface KeptCounts {
  counts: FacetCounts[];
  size: number;
}

/** Counts by what they are of. `isNamed`: whether things of a type are asked for by names. */
const createKeptCounts = (connection: Reader, isNamed: (type: string) => boolean) => {
  const kept = new Map<string, KeptCounts>();

  /** Whether new estimates would be no better. */
  const isNear = async ({ counts, size }: KeptCounts): Promise<boolean> => {
    const grown = (await logSize(connection)) - size;
    const of = Math.min(...counts.map((facet) => facet.of));
    return grown >= 0 && grown <= of / LIMITS.facets_drift;
  };

  /** Whether nothing that was counted has changed; then the counts are right in the log of today. */
  const isRight = async (known: KeptCounts, { type, filters }: ListQuery): Promise<boolean> => {
    const { size, subjects } = await changesSince(connection, known.size);
    if (subjects === null || size < known.size) return false;
    if (subjects.some((changed) => mayShow({ type, filters }, changed, isNamed(changed.type)))) return false;
    known.size = size;
    return true;
  };

  return {
    /** Those that were counted of the same, where counting anew would find no others. */
    find: async (key: string, query: ListQuery): Promise<FacetCounts[] | undefined> => {
      const known = kept.get(key);
      if (!known) return undefined;
      const isEstimate = known.counts.some(({ is }) => is === 'estimate');
      if (await (isEstimate ? isNear(known) : isRight(known, query))) return known.counts;
      kept.delete(key);
      return undefined;
    },
    /** Keeps counts; `size` is that of the log before they were made. */
    keep: async (key: string, counts: FacetCounts[], size: number): Promise<void> => {
      const isEstimate = counts.some(({ is }) => is === 'estimate');
      // What became public while it was counted may be in it or not.
      if (!isEstimate && (await logSize(connection)) !== size) return;
      if (kept.size >= LIMITS.facets_kept) kept.delete(kept.keys().next().value ?? '');
      kept.set(key, { counts, size });
    },
  };
};

/** Whether counts of a list can be kept: the log says nothing of drafts, and what a search finds depends on all texts. */
const isKeepable = ({ publication, q, as_of }: ListQuery, counts: readonly FacetCounts[] | null): boolean =>
  publication === 'published' &&
  (counts === null || counts.some(({ is }) => is === 'estimate') || (q === undefined && as_of === undefined));

/** Counts facets of lists, on the connection that may take long. */
export const createFacets = (connection: Reader, lists: Lists, isNamed: (type: string) => boolean) => {
  const counts = createShapes<{ value: number }>();
  const breakdowns = createShapes<Row>();
  const kept = createKeptCounts(connection, isNamed);

  const countIn = async (shape: string, from: SQL, query: Sought, values = {}): Promise<number> => {
    const [row] = await counts(shape, () =>
      select({ value: sql<number>`count(*)`.mapWith(Number) }, (all) =>
        all.from(sql`(select 1 from ${from}) as counted`),
      ),
    )(connection, { ...valuesOf(query), ...values });
    return row?.value ?? 0;
  };

  /** Of what a search finds every so many-th. */
  const drawOfSearch = async (query: Sought, search: Search): Promise<Draw | null> => {
    const few = await lists.texts(search, LIMITS.facets_counted + 1);
    if (few <= LIMITS.facets_counted) return null;
    const matching = await lists.texts(search, LIMITS.facets_measured);
    const every = Math.max(2, Math.round(matching / LIMITS.facets_counted));
    return {
      from: sql`${matchingEntries(query)} and ${searchIndex.id} % ${sql.placeholder('every')} = 0`,
      values: { every },
      share: 1 / every,
    };
  };

  /** Of all entries some, by their numbers: how many of those match says how many there are. */
  const drawOfEntries = async (query: Sought): Promise<Draw | null> => {
    const shape = shapeOf(query);
    const { facets_counted, facets_drawn } = LIMITS;
    const last = (await lastEntry(connection))[0]?.id ?? 0;
    if (last <= facets_counted) return null;
    const some = sql`${matchingEntries(query)} limit ${sql.raw(String(facets_counted + 1))}`;
    if ((await countIn(`${shape} ${facets_counted}`, some, query)) <= facets_counted) return null;
    const from = drawnEntries(query);
    const draw = (count: number): Draw => ({
      from,
      values: { drawn: listedNumbers(drawn(count, last)) },
      share: count / last,
    });
    const first = draw(Math.min(last, facets_drawn));
    const matching = (await countIn(`${shape} drawn`, from, query, first.values)) / first.share;
    if (matching <= facets_counted) return null;
    return draw(Math.min(facets_drawn, Math.ceil((last * facets_counted) / matching)));
  };

  const countAlike = async (
    query: Sought,
    facets: readonly Facet[],
    today: string,
  ): Promise<FacetCounts[]> => {
    const draw = query.search ? await drawOfSearch(query, query.search) : await drawOfEntries(query);
    const shape = `${shapeOf(query)} ${facets.map(({ name }) => name)} ${draw !== null}`;
    const rows = await breakdowns(shape, () => breakdown(draw?.from ?? matchingEntries(query), facets))(
      connection,
      { ...valuesOf(query), ...draw?.values, today },
    );
    const scaled = (count: number): number => (draw ? Math.round(count / draw.share) : count);
    const of = scaled(rows.find(({ facet }) => facet === '')?.count ?? 0);
    return facets.map(({ name }) => {
      const found = rows.filter(({ facet }) => facet === name).sort((a, b) => b.count - a.count);
      return {
        name,
        is: draw ? 'estimate' : 'exact',
        of,
        values: found
          .slice(0, LIMITS.facet_values)
          .map(({ value, label, count }) => ({ value, label, count: scaled(count) })),
        more: found.length > LIMITS.facet_values,
      };
    });
  };

  const countFresh = async (
    query: ListQuery,
    facets: readonly Facet[],
    today: string,
  ): Promise<FacetCounts[]> => {
    const sought = await lists.sought(query);
    if (sought) return countAlike(sought, facets, today);
    return facets.map(({ name }) => ({ name, is: 'exact', of: 0, values: [], more: false }));
  };

  /** Counts anew where the counts of before no longer serve. */
  const countOrRecall = async (
    query: ListQuery,
    facets: readonly Facet[],
    today: string,
  ): Promise<FacetCounts[]> => {
    const key = JSON.stringify([query, facets.map(({ name }) => name), today]);
    const known = isKeepable(query, null) ? await kept.find(key, query) : undefined;
    if (known) return known;
    const size = await logSize(connection);
    const counts = await countFresh(query, facets, today);
    if (isKeepable(query, counts)) await kept.keep(key, counts, size);
    return counts;
  };

  return {
    /** Breaks down what `query` finds; `filtersFor` gives its filters without a facet’s own. */
    count: async (
      query: Omit<ListQuery, 'filters' | 'limit'>,
      facets: readonly Facet[],
      filtersFor: (facet: string) => Promise<readonly Filter[]>,
      today: string,
    ): Promise<FacetCounts[]> => {
      const narrowed = await Promise.all(
        facets.map(async (facet) => ({ facet, filters: await filtersFor(facet.name) })),
      );
      const counts = new Map<string, FacetCounts>();
      for (const alike of Map.groupBy(narrowed, ({ filters }) => JSON.stringify(filters)).values()) {
        const { filters = [] } = alike[0] ?? {};
        const asked = alike.map(({ facet }) => facet);
        for (const facet of await countOrRecall({ ...query, filters, limit: 0 }, asked, today))
          counts.set(facet.name, facet);
      }
      return facets.flatMap(({ name }) => counts.get(name) ?? []);
    },
  };
};

export type FacetCounter = ReturnType<typeof createFacets>;
