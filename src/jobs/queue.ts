/**
 * The queue: a job is leased by whoever does it, so that of several processes one does, and comes back when the
 * lease ends without a word. All writers take turns on both engines, so no two lease the same. A job that waits for
 * another of its lane has no day at all until that one is finished: however many wait, none is looked at in vain.
 */
import { randomBytes } from 'node:crypto';
import {
  and,
  asc,
  count,
  eq,
  getTableColumns,
  isNotNull,
  lte,
  min,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import { literalLimit } from '../db/queries.ts';
import { command, isAmong, listed, select, writing } from '../db/statement.ts';
import type { Connection, Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { jobs } from './tables.ts';

export type Job = typeof jobs.$inferSelect;

export interface NewJob {
  queue: string;
  key: string;
  lane?: string;
  due_at: string;
  payload?: unknown;
}

/** The day of what waits for its lane. */
const NEVER = '9999-12-31T23:59:59.999Z';

const rows = writing(jobs, ['id']);

const lanesTaken = select({ queue: jobs.queue, lane: jobs.lane }, (query) =>
  query
    .from(jobs)
    .where(and(isAmong(jobs.queue, 'queues'), isAmong(jobs.lane, 'lanes')))
    .groupBy(jobs.queue, jobs.lane),
);

const laneKey = (queue: string, lane: string): string => JSON.stringify([queue, lane]);

/** Puts new jobs into their queues, in this order. Their keys must be new. */
export const enqueue = async (tx: Connection, added: readonly NewJob[]): Promise<void> => {
  const lanes = new Set(added.flatMap(({ lane = '' }) => (lane === '' ? [] : [lane])));
  const queues = new Set(added.map(({ queue }) => queue));
  const found =
    lanes.size === 0 ? [] : await lanesTaken(tx, { queues: listed([...queues]), lanes: listed([...lanes]) });
  const busy = new Set(found.map(({ queue, lane }) => laneKey(queue, lane)));
  await rows.insert(
    tx,
    added.map(({ queue, key, lane = '', due_at, payload = null }) => {
      const place = laneKey(queue, lane);
      const waits = lane !== '' && busy.has(place);
      busy.add(place);
      return { queue, key, lane, due_at: waits ? NEVER : due_at, lease: null, attempts: 0, payload };
    }),
  );
};

/** Sets when a job without a lane is to be done; adds it where it is not there. Whoever is at it loses its lease. */
export const schedule = async (tx: Connection, job: Omit<NewJob, 'lane'>): Promise<void> => {
  const { due_at, payload = null } = job;
  await tx
    .insert(jobs)
    .values({ ...job, payload, lane: '', lease: null, attempts: 0, last_error: null })
    .onConflictDoUpdate({
      target: [jobs.queue, jobs.key],
      set: { due_at, payload, lease: null, attempts: 0, last_error: null },
    });
};

/** Adds a job where there is none of its key; one that is there stays as it is. */
export const ensure = async (
  tx: Connection,
  { payload = null, ...job }: Omit<NewJob, 'lane'>,
): Promise<void> => {
  await tx
    .insert(jobs)
    .values({ ...job, payload, lane: '', lease: null, attempts: 0 })
    .onConflictDoNothing();
};

/** Whether there is a job of this key, for a query over what keys are of. */
export const isInLine = (queue: string, key: SQLWrapper): SQL =>
  sql`exists (select 1 from ${jobs} where ${jobs.queue} = ${queue} and ${jobs.key} = ${key})`;

/** Takes a job out that is no longer wanted. */
export const cancel = async (tx: Connection, queue: string, key: string): Promise<void> => {
  const [job] = await tx
    .delete(jobs)
    .where(and(eq(jobs.queue, queue), eq(jobs.key, key)))
    .returning();
  if (job) await release(tx, job, job.due_at);
};

/** Takes out all jobs of a queue. */
export const cancelAll = async (tx: Connection, queue: string): Promise<void> => {
  await tx.delete(jobs).where(eq(jobs.queue, queue));
};

const next = sql`(select min(${jobs.id}) from ${jobs} where ${jobs.queue} = ${sql.placeholder('queue')} and ${jobs.lane} = ${sql.placeholder('lane')})`;
const beginNext = command(
  sql`update ${jobs} set due_at = ${sql.placeholder('due_at')} where ${jobs.id} = ${next} and ${jobs.due_at} = ${NEVER}`,
);

/** Lets the next of a lane begin. */
const release = async (tx: Connection, { queue, lane }: Job, due_at: string): Promise<void> => {
  if (lane !== '') await beginNext(tx, { queue, lane, due_at });
};

const due = select({ queue: jobs.queue }, (query) =>
  query
    .from(jobs)
    .where(lte(jobs.due_at, sql.placeholder('now')))
    .groupBy(jobs.queue),
);

/** The queues in which something is due. */
export const dueQueues = async (on: Reader, now: string): Promise<string[]> =>
  (await due(on, { now })).map(({ queue }) => queue);

const dueOf = select(getTableColumns(jobs), (query) =>
  query
    .from(jobs)
    .where(and(eq(jobs.queue, sql.placeholder('queue')), lte(jobs.due_at, sql.placeholder('now'))))
    .orderBy(asc(jobs.due_at), literalLimit(asc(jobs.id), LIMITS.jobs_at_once)),
);

/** Leases what is due in a queue, the longest due first, until an instant. */
export const lease = async (
  tx: Connection,
  queue: string,
  { now, until, limit }: { now: string; until: string; limit: number },
): Promise<Job[]> => {
  const found = await dueOf(tx, { queue, now });
  const leased = found.slice(0, limit).map((job) => ({
    ...job,
    lease: randomBytes(8).toString('hex'),
    due_at: until,
    attempts: job.attempts + 1,
  }));
  await rows.update(tx, leased);
  return leased;
};

const leaseOf = select({ lease: jobs.lease }, (query) =>
  query.from(jobs).where(eq(jobs.id, sql.placeholder('id'))),
);

/** Whether a lease still holds: it may have ended, and another may be at the job. */
export const holds = async (tx: Connection, job: Job): Promise<boolean> => {
  const [found] = await leaseOf(tx, { id: job.id });
  return found !== undefined && found.lease === job.lease;
};

/** Puts off the end of a lease of a job that takes long; whether it still held. */
export const renew = async (tx: Connection, job: Job, until: string): Promise<boolean> => {
  if (!(await holds(tx, job))) return false;
  await tx.update(jobs).set({ due_at: until }).where(eq(jobs.id, job.id));
  return true;
};

/** Ends a job, or puts it back until an instant. */
export const finish = async (
  tx: Connection,
  job: Job,
  now: string,
  again?: { at: string; error: string | null; anew: boolean },
): Promise<void> => {
  if (again) {
    const attempts = again.anew ? 0 : job.attempts;
    await rows.update(tx, [{ ...job, lease: null, due_at: again.at, attempts, last_error: again.error }]);
    return;
  }
  await rows.remove(tx, [job]);
  await release(tx, job, now);
};

/** How many jobs wait or are being done, by kind, and since when the oldest is due. */
export const waitingJobs = async (on: Connection, now: string) => {
  const kind = sql<string>`${jobs.queue}`;
  const found = await on
    .select({
      queue: kind,
      waiting: sql<number>`count(*)`.mapWith(Number),
      running: sql<number>`count(${jobs.lease})`.mapWith(Number),
      failing: sql<number>`count(${jobs.last_error})`.mapWith(Number),
      oldest_due_at: min(jobs.due_at),
    })
    .from(jobs)
    .groupBy(kind)
    .orderBy(kind);
  return found.map(({ oldest_due_at, ...queue }) => ({
    ...queue,
    overdue_since: oldest_due_at !== null && oldest_due_at < now ? oldest_due_at : null,
  }));
};

export interface QueueLength {
  queue: string;
  jobs: number;
  /** At which somebody is. */
  in_hand: number;
  /** That failed the last time. */
  failed: number;
  /** When the next may be begun; null where all wait for others. */
  next_at: string | null;
}

const lengths = select(
  {
    queue: jobs.queue,
    jobs: count().as('jobs'),
    in_hand: count(jobs.lease).as('in_hand'),
    failed: count(jobs.last_error).as('failed'),
    next_at: sql<string>`min(${jobs.due_at})`.as('next_at'),
  },
  (query) => query.from(jobs).groupBy(jobs.queue).orderBy(asc(jobs.queue)),
);

/** How much waits in each queue. */
export const queueLengths = async (on: Reader): Promise<QueueLength[]> =>
  (await lengths(on)).map((row) => ({ ...row, next_at: row.next_at === NEVER ? null : row.next_at }));

const failing = select(getTableColumns(jobs), (query) =>
  query
    .from(jobs)
    .where(isNotNull(jobs.last_error))
    .orderBy(asc(jobs.due_at), literalLimit(asc(jobs.id), LIMITS.list_default)),
);

/** The jobs that failed the last time, those due first. */
export const failingJobs = (on: Reader): Promise<Job[]> => failing(on);
