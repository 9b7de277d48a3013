/**
 * Counts of what is public or was, made once and kept in memory; then each change moves them along, whoever made it, so
 * that a large record is not counted anew after every publication.
 */
import type { Reader } from '../db/types.ts';
import { type ChangedSubject, changesSince, type FoundBy } from './changed.ts';
import { logSize } from './log.ts';

export interface Counting {
  /** Counts all that there is, for this day. */
  count(day: string): Promise<Iterable<readonly [key: string, n: number]>>;
  /** What something that is no draft is counted under on this day, as lists find it. */
  keysOf(type: string, found: FoundBy, day: string): readonly string[];
}

interface Counted {
  day: string;
  /** Of the log, when they were right. */
  size: number;
  counts: Map<string, number>;
}

/** How lists found a thing when the log had this size, and how they find it now. */
const beforeAndNow = ({ foundBy }: ChangedSubject, size: number): (FoundBy | undefined)[] => [
  foundBy
    .filter(({ row }) => (row.leaf_index ?? size) < size)
    .toSorted((a, b) => (a.row.leaf_index ?? 0) - (b.row.leaf_index ?? 0))
    .at(-1),
  foundBy.find(({ row }) => row.valid_to === null),
];

/** Gives what answers the counts of a day, by what is counted. */
export const createRunningCounts = (
  connection: Reader,
  { count, keysOf }: Counting,
): ((day?: string) => Promise<ReadonlyMap<string, number>>) => {
  let kept: Counted | undefined;

  const countAll = async (day: string): Promise<Counted> => {
    const size = await logSize(connection);
    return { day, size, counts: new Map(await count(day)) };
  };

  /** Moves the counts along; null where too much has changed. */
  const moved = async ({ day, size: before, counts }: Counted): Promise<Counted | null> => {
    const { size, subjects } = await changesSince(connection, before);
    if (subjects === null || size < before) return null;
    for (const subject of subjects) {
      const [left = [], joined = []] = beforeAndNow(subject, before).map((found) =>
        found ? keysOf(subject.type, found, day) : [],
      );
      for (const key of left) counts.set(key, (counts.get(key) ?? 0) - 1);
      for (const key of joined) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return { day, size, counts };
  };

  const read = async (day: string): Promise<Counted['counts']> => {
    const known = kept?.day === day ? kept : undefined;
    kept = undefined;
    const counted = (known && (await moved(known))) ?? (await countAll(day));
    // What was published while it was counted may be in it or not.
    if ((await logSize(connection)) === counted.size) kept = counted;
    return counted.counts;
  };

  let reading: Promise<unknown> = Promise.resolve();
  return (day = '') => {
    const next = reading.then(() => read(day));
    reading = next.catch(() => undefined);
    return next;
  };
};
