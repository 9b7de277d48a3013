/** Counting promises: each count with what it is out of, and what was left out and why. */

import {
  and,
  asc,
  eq,
  exists,
  gt,
  inArray,
  type Placeholder,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import type { Connection, Reader } from '../../db/types.ts';
import { inForce } from '../../record/items.ts';
import { createShapes } from '../../record/lists.ts';
import type { TermFilter } from '../../record/list-query.ts';
import { createRunningCounts } from '../../record/running-counts.ts';
import { entries, entryTerms } from '../../record/tables.ts';
import { hasTerm, isPublicNow, termNumber } from '../../record/terms.ts';
import { speakers } from '../speakers/tables.ts';

export interface Breakdown {
  /** The denominator: the sum of `counts`. */
  of: number;
  counts: Record<string, number>;
  /** Why the rest of the promises is in no count. */
  not_counted: Record<string, number>;
}

export interface Summary {
  promises: number;
  timeliness: Breakdown;
  progress: Breakdown;
  result: Breakdown;
}

export interface SummaryQuery {
  /** The day in the newsroom's timezone for which timeliness is computed. */
  today: string;
  as_of?: string | undefined;
  /** Who promised, and what it is about. */
  about: readonly TermFilter[];
}

const COUNTED = {
  timeliness: ['not_due', 'in_window', 'overdue', 'on_time', 'late'],
  progress: ['no_action_found', 'in_progress', 'stalled', 'concluded'],
  result: ['kept', 'partly_kept', 'not_kept'],
} as const;

const LEFT_OUT = {
  timeliness: ['no_criteria', 'untestable', 'no_deadline'],
  progress: ['no_criteria', 'untestable', 'not_checked'],
  result: [
    'no_criteria',
    'untestable',
    'not_ruled',
    'unclear_evidence',
    'superseded',
    'condition_not_met',
    'annulled',
  ],
} as const;

/** Promises that stand alike, and how many they are; '' where there is no result, progress or testability. */
export interface Group {
  timeliness: string;
  progress: string;
  result: string;
  testability: string;
  promises: number;
}

const breakdown = (groups: readonly Group[], by: keyof typeof COUNTED): Breakdown => {
  const zeros = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0]));
  const counts: Record<string, number> = zeros(COUNTED[by]);
  const not_counted: Record<string, number> = zeros(LEFT_OUT[by]);
  let of = 0;
  for (const group of groups) {
    const name = whyLeftOut(group) ?? (group[by] === '' ? 'not_ruled' : group[by]);
    const isCounted = name in counts;
    const into = isCounted ? counts : not_counted;
    into[name] = (into[name] ?? 0) + group.promises;
    if (isCounted) of += group.promises;
  }
  return { of, counts, not_counted };
};

/** What nobody can test is in no count: it would neither help nor harm the speaker fairly. */
const whyLeftOut = ({ testability }: Group): string | null =>
  testability === '' ? 'no_criteria' : testability === 'untestable' ? 'untestable' : null;

const summaryOf = (groups: readonly Group[]): Summary => ({
  promises: groups.reduce((sum, group) => sum + group.promises, 0),
  timeliness: breakdown(groups, 'timeliness'),
  progress: breakdown(groups, 'progress'),
  result: breakdown(groups, 'result'),
});

/** `timelinessOf` (record/timeliness.ts) in SQL. */
const timeliness = (today: string | Placeholder): SQL<string> => sql<string>`case
  when ${entries.timing} = 'none' then 'no_deadline'
  when ${entries.timing} <> 'open' then ${entries.timing}
  when ${entries.window_end} <> '' and ${entries.window_end} < ${today} then 'overdue'
  when ${entries.window_start} > ${today} then 'not_due'
  else 'in_window' end`;

/** The same of one entry. */
const timelinessOfEntry = (
  {
    timing,
    window_start,
    window_end,
  }: Pick<typeof entries.$inferSelect, 'timing' | 'window_start' | 'window_end'>,
  today: string,
): string => {
  if (timing === 'none') return 'no_deadline';
  if (timing !== 'open') return timing;
  if (window_end !== '' && window_end < today) return 'overdue';
  return window_start > today ? 'not_due' : 'in_window';
};

/** What is counted; a statement that is prepared has placeholders. */
interface CountedQuery {
  as_of?: string | Placeholder | undefined;
  about: readonly { term: string; values: readonly (string | Placeholder)[] }[];
}

const SPEAKER = 'claim.speaker';

const counted = ({ as_of, about }: CountedQuery): SQL | undefined =>
  and(
    eq(entries.publication, 'published'),
    sql`${entries.publication} <> 'draft'`,
    sql`${entries.due_on} <> ''`,
    inForce(as_of),
    ...about.map(({ term, values }) => hasTerm(entries.id, `claim.${term}`, values)),
  );

const columnsOf = (today: string | Placeholder) => ({
  timeliness: timeliness(today).as('timeliness'),
  progress: entries.progress,
  result: entries.result,
  testability: entries.testability,
  promises: sql<number>`count(*)`.mapWith(Number).as('promises'),
});

const GROUPING = [sql`timeliness`, entries.progress, entries.result, entries.testability] as const;

/** What a term's row says of its entry, which lets the index of what is due lead: few claims are promises. */
const DUE_TODAY = [isPublicNow, sql`${entryTerms.due_on} <> ''`] as const;

const groupings = createShapes<Group>();
const valueName = (filter: number, value: number): string => `about${filter}_${value}`;

/** A filter whose values have placeholders. */
type NamedFilter = CountedQuery['about'][number] & { values: readonly Placeholder[] };

/** Promises of today by a term that one filter names alone: its rows lead to them, however many others there are. */
const groupsOfTerm = (lead: NamedFilter, about: readonly NamedFilter[]) =>
  select(columnsOf(sql.placeholder('today')), (query) =>
    query
      .from(entryTerms)
      .innerJoin(entries, eq(entries.id, entryTerms.entry_id))
      .where(
        and(
          sql`${entryTerms.term_id} = ${termNumber(`claim.${lead.term}`, sql`${lead.values[0]}`)}`,
          ...DUE_TODAY,
          counted({ about: about.filter((filter) => filter !== lead) }),
        ),
      )
      .groupBy(...GROUPING),
  );

/** All published promises that the query asks for, by how they stand. */
export const promiseGroups = (
  connection: Reader,
  { today, as_of, about }: SummaryQuery,
): Promise<Group[]> => {
  const shape = JSON.stringify([as_of !== undefined, about.map(({ term, values }) => [term, values.length])]);
  const named = about.map(
    ({ term, values }, i): NamedFilter => ({
      term,
      values: values.map((_, j) => sql.placeholder(valueName(i, j))),
    }),
  );
  const given = about.flatMap(({ values }, i) => values.map((value, j) => [valueName(i, j), value]));
  return groupings(shape, () => {
    const lead = as_of === undefined && named.find(({ values }) => values.length === 1);
    if (lead) return groupsOfTerm(lead, named);
    return select(columnsOf(sql.placeholder('today')), (query) =>
      query
        .from(entries)
        .where(counted({ about: named, ...(as_of === undefined ? {} : { as_of: sql.placeholder('as_of') }) }))
        .groupBy(...GROUPING),
    );
  })(connection, { today, as_of, ...Object.fromEntries(given) });
};

/** What a promise is counted under. */
const keyOf = ({ timeliness, progress, result, testability }: Omit<Group, 'promises'>) =>
  [timeliness, progress, result, testability] as const;

/** Gives what answers `promiseGroups`; all promises of today are counted once, and the counts then kept. */
export const createPromiseCounts = (connection: Reader): ((query: SummaryQuery) => Promise<Group[]>) => {
  const all = createRunningCounts(connection, {
    count: async (today) => {
      const groups = await promiseGroups(connection, { today, about: [] });
      return groups.map((group) => [keyOf(group), group.promises] as const);
    },
    keysOf: (_, { row }, today) =>
      row.publication === 'published' && row.due_on !== ''
        ? [keyOf({ ...row, timeliness: timelinessOfEntry(row, today) })]
        : [],
  });
  return async (query) => {
    if (query.as_of !== undefined || query.about.length > 0) return promiseGroups(connection, query);
    const counts = await all(query.today);
    return counts.map(([[timeliness, progress, result, testability], promises]) => ({
      timeliness,
      progress,
      result,
      testability,
      promises,
    }));
  };
};

export type PromiseCounts = ReturnType<typeof createPromiseCounts>;

/** The promises that the query asks for, counted. */
export const summarise = async (counts: PromiseCounts, query: SummaryQuery): Promise<Summary> =>
  summaryOf(await counts(query));

const ofOneSpeaker = (as_of: boolean) => {
  const query = { about: [], ...(as_of ? { as_of: sql.placeholder('as_of') } : {}) };
  const today = sql.placeholder('today');
  return select(
    { year: sql<string>`substr(${entries.on_date}, 1, 4)`.as('year'), ...columnsOf(today) },
    (rows) =>
      rows
        .from(entryTerms)
        .innerJoin(entries, eq(entries.id, entryTerms.entry_id))
        .where(
          and(
            sql`${entryTerms.term_id} = ${termNumber(SPEAKER, sql.placeholder('speaker'))}`,
            ...(as_of ? [] : DUE_TODAY),
            counted(query),
          ),
        )
        .groupBy(sql`year`, ...GROUPING),
  );
};
const speakerNow = ofOneSpeaker(false);
const speakerThen = ofOneSpeaker(true);

/** The promises of one speaker, in all and by the year in which they were made ('' where none is known). */
export const summariseSpeaker = async (
  connection: Reader,
  { today, as_of, speaker }: { today: string; as_of?: string | undefined; speaker: string },
): Promise<{ all: Summary; years: { year: string; summary: Summary }[] }> => {
  const rows = await (as_of === undefined
    ? speakerNow(connection, { today, speaker })
    : speakerThen(connection, { today, speaker, as_of }));
  const years = [...Map.groupBy(rows, ({ year }) => year)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([year, groups]) => ({ year, summary: summaryOf(groups) }));
  return { all: summaryOf(rows), years };
};

/** Of each speaker that made any, in the order of their ids; those after the id `after`. */
export const summariseSpeakers = async (
  connection: Connection,
  query: SummaryQuery,
  page: { after: string; limit: number },
): Promise<{ speaker: typeof speakers.$inferSelect; summary: Summary }[]> => {
  const ofSpeaker = (id: SQLWrapper) =>
    and(
      sql`${entryTerms.term_id} = ${termNumber(SPEAKER, id)}`,
      ...(query.as_of === undefined ? DUE_TODAY : [sql`${entryTerms.listed_as} >= 0`]),
      counted(query),
    );
  const promised = connection
    .select({ one: sql`1` })
    .from(entryTerms)
    .innerJoin(entries, eq(entries.id, entryTerms.entry_id))
    .where(ofSpeaker(speakers.id));
  const named = await connection
    .select()
    .from(speakers)
    .where(
      and(
        gt(speakers.id, page.after),
        ...query.about
          .filter(({ term }) => term === 'speaker')
          .map(({ values }) => inArray(speakers.id, [...values])),
        exists(promised),
      ),
    )
    .orderBy(literalLimit(asc(speakers.id), page.limit));
  const summaries: { speaker: typeof speakers.$inferSelect; summary: Summary }[] = [];
  for (const speaker of named) {
    const groups = await connection
      .select(columnsOf(query.today))
      .from(entryTerms)
      .innerJoin(entries, eq(entries.id, entryTerms.entry_id))
      .where(ofSpeaker(sql`${speaker.id}`))
      .groupBy(...GROUPING);
    summaries.push({ speaker, summary: summaryOf(groups) });
  }
  return summaries;
};
