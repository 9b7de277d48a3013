/** Counting promises: each count with what it is out of, and what was left out and why. */
import { and, asc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../../db/database.ts';
import { literalLimit } from '../../db/queries.ts';
import { inForce } from '../../record/items.ts';
import { entries, entryTerms } from '../../record/tables.ts';

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
  /** Id. */
  speaker?: string | undefined;
  topic?: string | undefined;
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

interface Group {
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
const timeliness = (today: string): SQL<string> => sql<string>`case
  when ${entries.timing} = 'none' then 'no_deadline'
  when ${entries.timing} <> 'open' then ${entries.timing}
  when ${entries.window_end} <> '' and ${entries.window_end} < ${today} then 'overdue'
  when ${entries.window_start} > ${today} then 'not_due'
  else 'in_window' end`;

const SPEAKER = 'claim.speaker';

const hasTerm = (field: string, value: string | undefined): SQL | undefined =>
  value === undefined
    ? undefined
    : sql`exists (select 1 from ${entryTerms} as term where term.entry_id = ${entries.id} and term.field = ${field} and term.value = ${value})`;

const counted = ({ as_of, speaker, topic }: SummaryQuery): SQL | undefined =>
  and(
    eq(entries.publication, 'published'),
    sql`${entries.due_on} <> ''`,
    inForce(as_of),
    hasTerm(SPEAKER, speaker),
    hasTerm('claim.topic', topic),
  );

const columnsOf = (today: string) => ({
  timeliness: timeliness(today).as('timeliness'),
  progress: entries.progress,
  result: entries.result,
  testability: entries.testability,
  promises: sql<number>`count(*)`.mapWith(Number),
});

const GROUPING = [sql`timeliness`, entries.progress, entries.result, entries.testability] as const;

/** All published promises that the query asks for. */
export const summarise = async (connection: Connection, query: SummaryQuery): Promise<Summary> =>
  summaryOf(
    await connection
      .select(columnsOf(query.today))
      .from(entries)
      .where(counted(query))
      .groupBy(...GROUPING),
  );

/** Of each speaker that made any, in the order of their ids; those after the id `after`. */
export const summariseSpeakers = async (
  connection: Connection,
  query: SummaryQuery,
  page: { after: string; limit: number },
): Promise<{ speaker_id: string; summary: Summary }[]> => {
  const bySpeaker = and(eq(entryTerms.entry_id, entries.id), eq(entryTerms.field, SPEAKER));
  const named = await connection
    .selectDistinct({ speaker_id: entryTerms.value })
    .from(entryTerms)
    .innerJoin(entries, bySpeaker)
    .where(
      and(
        eq(entryTerms.field, SPEAKER),
        sql`${entryTerms.due_on} <> ''`,
        ...(query.as_of === undefined ? [sql`${entryTerms.current}`] : []),
        ...(query.speaker === undefined ? [] : [eq(entryTerms.value, query.speaker)]),
        gt(entryTerms.value, page.after),
        counted(query),
      ),
    )
    .orderBy(literalLimit(asc(entryTerms.value), page.limit));
  const ids = named.map(({ speaker_id }) => speaker_id);
  if (ids.length === 0) return [];
  const groups = await connection
    .select({ speaker_id: entryTerms.value, ...columnsOf(query.today) })
    .from(entryTerms)
    .innerJoin(entries, bySpeaker)
    .where(and(eq(entryTerms.field, SPEAKER), inArray(entryTerms.value, ids), counted(query)))
    .groupBy(entryTerms.value, ...GROUPING);
  return ids.map((speaker_id) => ({
    speaker_id,
    summary: summaryOf(groups.filter((group) => group.speaker_id === speaker_id)),
  }));
};
