/**
 * Counts of what is public or was, made once and kept in memory; then each change moves them along, whoever made it, so
 * that a large record is not counted anew after every publication.
 */
import type { Reader } from '../db/types.ts';
import { type ChangedSubject, changesSince, type FoundBy } from './changed.ts';
import { logSize } from './log.ts';

export interface Counting<Key extends readonly string[]> {
  /** Counts all that there is, for this day. */
  count(day: string): Promise<Iterable<readonly [Key, n: number]>>;
  /** What something that is no draft is counted under on this day, as lists find it. */
  keysOf(type: string, found: FoundBy, day: string): readonly Key[];
}

interface Counted<Key> {
  day: string;
  /** Of the log, when they were right. */
  size: number;
  /** By the JSON of the key. */
  counts: Map<string, { key: Key; n: number }>;
}

/** How lists found a thing when the log had this size, and how they find it now. */
const beforeAndNow = ({ foundBy }: ChangedSubject, size: number): (FoundBy | undefined)[] => [
  foundBy
    .filter(({ row }) => (row.leaf_index ?? size) < size)
    .toSorted((a, b) => (a.row.leaf_index ?? 0) - (b.row.leaf_index ?? 0))
    .at(-1),
  foundBy.find(({ row }) => row.valid_to === null),
];

/** Gives what answers the counts of a day, each of something: what is counted under no key any more is left out. */
export const createRunningCounts = <const Key extends readonly string[]>(
  connection: Reader,
  { count, keysOf }: Counting<Key>,
): ((day?: string) => Promise<[Key, n: number][]>) => {
  let kept: Counted<Key> | undefined;

  const countAll = async (day: string): Promise<Counted<Key>> => {
    const size = await logSize(connection);
    const counts = [...(await count(day))].map(([key, n]) => [JSON.stringify(key), { key, n }] as const);
    return { day, size, counts: new Map(counts) };
  };

  /** Moves the counts along; null where too much has changed. */
  const moved = async ({ day, size: before, counts }: Counted<Key>): Promise<Counted<Key> | null> => {
    const { size, subjects } = await changesSince(connection, before);
    if (subjects === null || size < before) return null;
    const add = (key: Key, more: number): void => {
      const name = JSON.stringify(key);
      counts.set(name, { key, n: (counts.get(name)?.n ?? 0) + more });
    };
    for (const subject of subjects) {
      const [left = [], joined = []] = beforeAndNow(subject, before).map((found) =>
        found ? keysOf(subject.type, found, day) : [],
      );
      for (const key of left) add(key, -1);
      for (const key of joined) add(key, 1);
    }
    return { day, size, counts };
  };

  const read = async (day: string): Promise<[Key, n: number][]> => {
    const known = kept?.day === day ? kept : undefined;
    kept = undefined;
    const counted = (known && (await moved(known))) ?? (await countAll(day));
    // What was published while it was counted may be in it or not.
    if ((await logSize(connection)) === counted.size) kept = counted;
    return [...counted.counts.values()].flatMap(({ key, n }): [Key, n: number][] =>
      n > 0 ? [[key, n]] : [],
    );
  };

  let reading: Promise<unknown> = Promise.resolve();
  return (day = '') => {
    const next = reading.then(() => read(day));
    reading = next.catch(() => undefined);
    return next;
  };
};
