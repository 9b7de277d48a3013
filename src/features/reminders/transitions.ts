/**
 * What the calendar does to promises, written into the ledger exactly once: a window opens, ends
 * tomorrow, has ended; the day to look again has come. Days are the newsroom's, not lengths of time,
 * so neither an outage nor a clock change loses or repeats one.
 *
 * A transition falls on a day when the promise stood in the public record, not ruled, as that day
 * began (or came into it during the day). A promise that comes later, or gets a new window that
 * has begun, is told what it is by then: opened, or overdue, or to be looked at again.
 */
import { and, asc, eq, gt, isNull, lte, max, or, type SQL, sql } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import type { Connection } from '../../db/types.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { promiseTransitions, TRANSITIONS, type TransitionName } from '../../newsroom/promises/tables.ts';
import { addDays, startOfDay } from '../../record/clock.ts';
import type { Change } from '../../record/record.ts';
import { entries } from '../../record/tables.ts';
import { calendarPosition } from './tables.ts';

export const CALENDAR = { name: 'calendar', key_id: null };
const ONLY_ROW = 1;

export interface Window {
  window_start: string;
  window_end: string;
  review_on: string;
}

/** A version of a published promise and the time in which it was the current one. */
interface Version extends Window {
  id: number;
  subject_id: string;
  valid_from: string;
  valid_to: string | null;
}

/** What fell on a day, not yet written. */
export type Transition = Omit<typeof promiseTransitions.$inferInsert, 'written_at'>;

interface Position {
  through: string;
  entry_id: number;
}

/** The day on which each transition of a window falls; those without a day are left out. */
export const daysOf = (window: Window): [TransitionName, string][] => {
  const { window_start, window_end, review_on } = window;
  const days: [TransitionName, string][] = [
    ['opened', window_start],
    ['due_tomorrow', window_end && addDays(window_end, -1)],
    ['overdue', window_end && addDays(window_end, 1)],
    ['review_due', review_on],
  ];
  return days.filter(([, day]) => day !== '');
};

/** What is told of a day that had passed when the promise came, on the day `came_on`. */
const isStillNews = (name: TransitionName, { window_end }: Window, came_on: string): boolean =>
  name === 'overdue' ||
  name === 'review_due' ||
  (name === 'opened' && (window_end === '' || came_on <= window_end));

/** The transitions up to the day `through` of a version that nobody has looked at yet. */
const ofArrival = (services: Services, version: Version, through: string): Transition[] => {
  const { valid_from, valid_to } = version;
  const day = services.today(new Date(valid_from));
  const came_on = day < through ? day : through;
  // Replaced on the day it came: what replaced it speaks for that day.
  if (valid_to !== null && services.today(new Date(valid_to)) === day) return [];
  const stood = (on: string) =>
    on === came_on || valid_to === null || valid_to > startOfDay(services.today, on).toISOString();
  return daysOf(version)
    .filter(([name, on]) => (on < came_on ? isStillNews(name, version, came_on) : on <= through && stood(on)))
    .map(([name, on]) => transitionOf(version, name, on));
};

const transitionOf = (version: Version, transition: TransitionName, day: string): Transition => {
  const { subject_id: claim_id, window_start, window_end, review_on } = version;
  return { claim_id, transition, day, window_start, window_end, review_on };
};

/** Only claims are promises; to say so besides would lead SQLite to the indexes that start with the type. */
const isUnruledPromise = and(
  eq(entries.publication, 'published'),
  eq(entries.kind, 'promise'),
  eq(entries.result, ''),
);

const selectVersions = (tx: Connection, where: SQL | undefined, order: SQL): PromiseLike<Version[]> =>
  tx
    .select({
      id: entries.id,
      subject_id: entries.subject_id,
      valid_from: entries.valid_from,
      valid_to: entries.valid_to,
      window_start: entries.window_start,
      window_end: entries.window_end,
      review_on: entries.review_on,
    })
    .from(entries)
    .where(and(isUnruledPromise, where))
    .orderBy(literalLimit(order, LIMITS.transitions_per_change));

/** Says what the day is known to be, so that the partial indexes serve. */
const on = (column: 'window_start' | 'window_end' | 'review_on', day: string) =>
  and(eq(entries[column], day), sql`${entries[column]} <> ''`);

/** Versions looked at before, in force as `day` began, to which something falls on it. */
const versionsDueOn = (services: Services, tx: Connection, day: string, position: Position, after: string) =>
  selectVersions(
    tx,
    and(
      or(
        on('window_start', day),
        on('window_end', addDays(day, 1)),
        on('window_end', addDays(day, -1)),
        on('review_on', day),
      ),
      lte(entries.id, position.entry_id),
      or(isNull(entries.valid_to), gt(entries.valid_to, startOfDay(services.today, day).toISOString())),
      gt(entries.subject_id, after),
    ),
    asc(entries.subject_id),
  );

/** Versions that nobody has looked at, of those that came before `end`. */
const arrivals = (tx: Connection, position: Position, end: string | undefined) =>
  selectVersions(
    tx,
    and(
      gt(entries.id, position.entry_id),
      end === undefined ? undefined : sql`${entries.valid_from} < ${end}`,
    ),
    asc(entries.id),
  );

const readPosition = async (connection: Connection): Promise<Position | undefined> => {
  const { through, entry_id } = calendarPosition;
  const [position] = await connection.select({ through, entry_id }).from(calendarPosition);
  return position;
};

const writePosition = async (tx: Connection, position: Position): Promise<void> => {
  await tx
    .insert(calendarPosition)
    .values({ id: ONLY_ROW, ...position })
    .onConflictDoUpdate({ target: calendarPosition.id, set: position });
};

const newestEntry = async (connection: Connection): Promise<number> => {
  const [row] = await connection.select({ id: max(entries.id) }).from(entries);
  return row?.id ?? 0;
};

/**
 * Writes those that nobody has written before, in the order in which they fell: for the feeds and, in the same change,
 * into the ledger, against which `onrecord verify` holds the feeds.
 */
export const writeTransitions = async (change: Change, found: readonly Transition[]): Promise<number> => {
  if (found.length === 0) return 0;
  const rows = found.map((transition) => ({ ...transition, written_at: change.at }));
  const written = await change.tx.insert(promiseTransitions).values(rows).onConflictDoNothing().returning();
  written.sort(
    (a, b) =>
      compare(a.day, b.day) ||
      TRANSITIONS.indexOf(a.transition) - TRANSITIONS.indexOf(b.transition) ||
      compare(a.claim_id, b.claim_id),
  );
  for (const { claim_id, transition, day, window_start, window_end, review_on } of written) {
    change.note({
      action: `promise.${transition}`,
      subject_id: claim_id,
      after: {
        day,
        window_start: window_start || null,
        window_end: window_end || null,
        review_on: review_on || null,
      },
    });
  }
  return written.length;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Looks at what has come to the record up to the end of the day last followed; null when at all of it. */
const followArrivals = (services: Services, today: string): Promise<number | null> =>
  services.recorder.change(CALENDAR, async (change) => {
    const { tx } = change;
    const position = (await readPosition(tx)) ?? { through: today, entry_id: 0 };
    const { through } = position;
    const end = through < today ? startOfDay(services.today, addDays(through, 1)).toISOString() : undefined;
    const versions = await arrivals(tx, position, end);
    const last = versions.at(-1);
    if (last) {
      await writePosition(tx, { through, entry_id: last.id });
      return writeTransitions(
        change,
        versions.flatMap((version) => ofArrival(services, version, through)),
      );
    }
    if (end === undefined) await writePosition(tx, { through, entry_id: await newestEntry(tx) });
    return null;
  });

/** Writes what falls on `day`, the one after the last followed; ends early where another process did. */
const followDay = async (services: Services, day: string): Promise<number> => {
  const step = (after: string) =>
    services.recorder.change(CALENDAR, async (change) => {
      const { tx } = change;
      const position = await readPosition(tx);
      if (position?.through !== addDays(day, -1)) return { written: 0, last: undefined };
      const versions = await versionsDueOn(services, tx, day, position, after);
      const last = versions.length < LIMITS.transitions_per_change ? undefined : versions.at(-1)?.subject_id;
      if (last === undefined) await writePosition(tx, { ...position, through: day });
      const due = versions.flatMap((version) =>
        daysOf(version)
          .filter(([, falls_on]) => falls_on === day)
          .map(([name]) => transitionOf(version, name, day)),
      );
      return { written: await writeTransitions(change, due), last };
    });
  let { written, last } = await step('');
  while (last !== undefined) {
    const more = await step(last);
    written += more.written;
    last = more.last;
  }
  return written;
};

/**
 * Writes every transition that has fallen by now and was not written before: after an outage all that
 * were missed, day by day. Any number of processes may do so at once, and any may end between two
 * days (`isStopped`). Gives how many it wrote.
 */
export const followCalendar = async (
  services: Services,
  isStopped: () => boolean = () => false,
): Promise<number> => {
  const today = services.today();
  const { read } = services.database;
  let total = 0;
  while (!isStopped()) {
    const position = await readPosition(read);
    if (position && position.through >= today && position.entry_id >= (await newestEntry(read))) break;
    const written = await followArrivals(services, today);
    total += written ?? 0;
    if (written === null && position && position.through < today) {
      total += await followDay(services, addDays(position.through, 1));
    }
  }
  return total;
};
