/**
 * How the things of a list break down: how many have each value of a facet. Up to `LIMITS.facets_counted` things are
 * counted one by one; of more, about so many are drawn by their numbers, spread at random, and the counts are
 * estimates. Counts are kept while nothing that they are of has changed, estimates for as long as others would be no
 * better: while the log has grown by a small part of what they are of.
 */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { select } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { changesSince, mayShow } from './changed.ts';
import {
  createShapes,
  type Filter,
  type ListQuery,
  type Lists,
  matchingEntries,
  shapeOf,
  type Sought,
  valuesOf,
} from './lists.ts';
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

/** Numbers are spread over so many places by a factor that has none in common with them, and a share of the places drawn. */
const PLACES = 2 ** 20;
const SPREAD = 2_654_435_761;

/** Draws about a share of what matches. */
interface Draw {
  condition: SQL;
  values: Record<string, unknown>;
  share: number;
}

const drawOf = (query: Sought, known: SQLWrapper, matching: number): Draw => {
  const share = LIMITS.facets_counted / matching;
  if (query.search) {
    const every = Math.max(2, Math.round(1 / share));
    return {
      condition: sql`${known} % ${sql.placeholder('every')} = 0`,
      values: { every },
      share: 1 / every,
    };
  }
  const below = Math.max(1, Math.round(share * PLACES));
  return {
    condition: sql`${known} * ${sql.raw(String(SPREAD))} % ${sql.raw(String(PLACES))} < ${sql.placeholder('below')}`,
    values: { below },
    share: below / PLACES,
  };
};

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

  const countUpTo = async (query: Sought, cap: number): Promise<number> => {
    if (query.search) return lists.texts(query.search, cap);
    const [row] = await counts(`${shapeOf(query)} ${cap}`, () => {
      const { from, where } = matchingEntries(query);
      return select({ value: sql<number>`count(*)`.mapWith(Number) }, (all) =>
        all.from(sql`(select 1 from ${from} where ${where} limit ${sql.raw(String(cap))}) as counted`),
      );
    })(connection, valuesOf(query));
    return row?.value ?? 0;
  };

  const countAlike = async (
    query: Sought,
    facets: readonly Facet[],
    today: string,
  ): Promise<FacetCounts[]> => {
    const { from, where, known } = matchingEntries(query);
    const few = await countUpTo(query, LIMITS.facets_counted + 1);
    const matching = few > LIMITS.facets_counted ? await countUpTo(query, LIMITS.facets_measured) : few;
    const draw = few > LIMITS.facets_counted ? drawOf(query, known, matching) : null;
    const shape = `${shapeOf(query)} ${facets.map(({ name }) => name)} ${draw !== null}`;
    const rows = await breakdowns(shape, () =>
      breakdown(sql`${from} where ${draw ? sql`${where} and ${draw.condition}` : where}`, facets),
    )(connection, { ...valuesOf(query), ...draw?.values, today });
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
