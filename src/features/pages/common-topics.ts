/**
 * How many published claims have each topic. Counted once; then each claim that changes moves the counts along, so that
 * a page of topics does not count a large record anew after every publication.
 */
import { and, eq, sql } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { type ChangedSubject, changesSince } from '../../record/changed.ts';
import { logSize } from '../../record/log.ts';
import { entryTerms, termValues } from '../../record/tables.ts';
import { isPublicNow, ofTerm, termNumber } from '../../record/terms.ts';

export interface Topic {
  topic: string;
  claims: number;
}

const TOPIC = 'claim.topic';

const everyTopic = select({ key: termValues.value, claims: sql<number>`count(*)`.mapWith(Number) }, (query) =>
  query
    .from(termValues)
    .innerJoin(entryTerms, ofTerm)
    .where(and(eq(termValues.field, TOPIC), isPublicNow))
    .groupBy(termValues.value),
);

const latestSpelling = select({ topic: entryTerms.label }, (query) =>
  query
    .from(entryTerms)
    .where(and(sql`${entryTerms.term_id} = ${termNumber(TOPIC, sql.placeholder('key'))}`, isPublicNow))
    .orderBy(literalLimit(sql`${entryTerms.on_date} desc`, 1)),
);

/** Counts by what topics are listed under, when the log had this size. */
interface Counted {
  size: number;
  claims: Map<string, number>;
  /** How the latest claim spells a topic, of those that were shown. */
  spelt: Map<string, string>;
}

/** The topics under which lists found a claim when the log had this size, and find it now. */
const topicsBeforeAndNow = (
  { foundBy }: ChangedSubject,
  size: number,
): [readonly string[], readonly string[]] => {
  const topicsOf = (found: ChangedSubject['foundBy'][number] | undefined) =>
    found?.row.publication === 'published' ? (found.terms.get('claim.topic') ?? []) : [];
  const before = foundBy
    .filter(({ row }) => (row.leaf_index ?? size) < size)
    .toSorted((a, b) => (a.row.leaf_index ?? 0) - (b.row.leaf_index ?? 0))
    .at(-1);
  return [topicsOf(before), topicsOf(foundBy.find(({ row }) => row.valid_to === null))];
};

/** Gives what answers the topics of published claims, the commonest first, spelt as in the latest claim. */
export const createCommonTopics = ({ database }: Pick<Services, 'database'>): (() => Promise<Topic[]>) => {
  let kept: Counted | undefined;

  const count = async (): Promise<Counted> => {
    const size = await logSize(database.search);
    const rows = await everyTopic(database.search);
    return { size, claims: new Map(rows.map(({ key, claims }) => [key, claims])), spelt: new Map() };
  };

  /** Moves the counts along; null where too much has changed. */
  const moved = async (counted: Counted): Promise<Counted | null> => {
    const { size, subjects } = await changesSince(database.search, counted.size);
    if (subjects === null || size < counted.size) return null;
    for (const changed of subjects.filter(({ type }) => type === 'claim')) {
      const [before, now] = topicsBeforeAndNow(changed, counted.size);
      const add = (key: string, n: number): void => {
        counted.claims.set(key, (counted.claims.get(key) ?? 0) + n);
        counted.spelt.delete(key);
      };
      for (const key of before) add(key, -1);
      for (const key of now) add(key, 1);
    }
    return { ...counted, size };
  };

  const spelling = async ({ spelt }: Counted, key: string): Promise<string> => {
    const known = spelt.get(key);
    if (known !== undefined) return known;
    const [latest] = await latestSpelling(database.search, { key });
    const topic = latest?.topic ?? '';
    spelt.set(key, topic);
    return topic;
  };

  const read = async (): Promise<Topic[]> => {
    const counted = (kept && (await moved(kept))) ?? (await count());
    // What was published while it was counted may be in it or not.
    kept = (await logSize(database.search)) === counted.size ? counted : undefined;
    const common = [...counted.claims]
      .filter(([, claims]) => claims > 0)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, LIMITS.topics_shown);
    const named = common.map(async ([key, claims]) => ({ topic: await spelling(counted, key), claims }));
    return Promise.all(named);
  };

  let reading: Promise<unknown> = Promise.resolve();
  return () => {
    const next = reading.then(read);
    reading = next.catch(() => undefined);
    return next;
  };
};
