/** Imports as jobs of the queue: one at a time, each in a thread, gone on with after a stop or a kill. */
import type { Worker } from 'node:worker_threads';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { databaseUrl } from '../../../config.ts';
import { isBusy } from '../../../db/errors.ts';
import type { Connection } from '../../../db/types.ts';
import { startThread } from '../../../db/worker.ts';
import type { Services } from '../../../http/services.ts';
import { cancel, enqueue, type Job, renew } from '../../../jobs/queue.ts';
import type { Handler, Settle } from '../../../jobs/worker.ts';
import { LIMITS } from '../../../limits.ts';
import type { Change } from '../../../record/record.ts';
import { reportOf } from './report.ts';
import { type Ended, findImport, type ImportJob } from './run.ts';
import { importJobs } from './tables.ts';
import type { Order, Surroundings, ThreadReply } from './thread.ts';
import { dropParts } from './upload.ts';

export const IMPORT_QUEUE = 'import';
/** Imports follow one another: two would only wait for each other. */
const LANE = 'import';
/** After so many attempts that broke off without a fault of the file it is given up. */
const ATTEMPTS = 3;

/** Of the thread: more than the largest file takes; what needs more ends alone, and not the server. */
const HEAP_MIB = 2_048;
/** Makes and leaves many small things, which are cheap to collect while they are young. */
const YOUNG_MIB = 24;

export const OPEN_STATES = ['queued', 'checking', 'running'] as const;
export const isOpen = ({ state }: ImportJob): boolean => OPEN_STATES.some((open) => open === state);

/** Puts a new import in line. */
export const enqueueImport = (tx: Connection, id: string, due_at: string): Promise<void> =>
  enqueue(tx, [{ queue: IMPORT_QUEUE, key: id, lane: LANE, due_at }]);

/** Ends an import that is in line or under way; what came in before stays. */
export const cancelImport = async (change: Change, job: ImportJob): Promise<ImportJob> => {
  await cancel(change.tx, IMPORT_QUEUE, job.id);
  await dropParts(change.tx, job.id);
  const ended = {
    state: 'cancelled' as const,
    ended_at: change.at,
    report: { ...(job.report ?? reportOf('')), detail: 'It was cancelled. What came in before stays.' },
  };
  await change.tx.update(importJobs).set(ended).where(eq(importJobs.id, job.id));
  change.note({ action: 'import.cancelled', subject_id: job.id });
  return { ...job, ...ended };
};

/** Why a thread ended: with a result, because it was told to, or by what went wrong. */
type Outcome = { ended: Ended | null } | 'stopped';

const after = (at: Date, ms: number): string => new Date(at.getTime() + ms).toISOString();

const brokeOff = (job: ImportJob, detail: string): Ended => {
  const { read, total, created, unchanged, refused } = job;
  const report = reportOf(detail, { created: job.report?.created ?? {} });
  return { state: 'failed', read, total, created, unchanged, refused, report };
};

const TOO_LARGE = 'It takes more memory than there is: send it in parts. What came in before stays.';
const BROKE_OFF =
  'It broke off, and what it says on the server’s log is why. What came in before stays; send it again.';

/** A thread without work ends after so long: it holds connections and memory. */
const IDLE_MS = 10_000;

/** What a thread replies to an order; undefined where it was ended before. Throws what ended it. */
const replyOf = (worker: Worker, order: Order): Promise<ThreadReply | undefined> =>
  new Promise((resolve, reject) => {
    const settle = (reply?: ThreadReply): void => {
      worker.off('message', settle).off('error', fail).off('exit', ended);
      resolve(reply);
    };
    const ended = (): void => settle();
    const fail = (error: Error): void => {
      reject(error);
      settle();
    };
    worker.on('message', settle).on('error', fail).on('exit', ended);
    worker.postMessage(order);
  });

export const createImports = (services: Services) => {
  const { config, database, clock } = services;
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  /** The import that runs here. */
  let running: string | undefined;

  const start = (): Worker => {
    const surroundings: Surroundings = {
      url: databaseUrl(config),
      timezone: config.ONRECORD_TIMEZONE,
      four_eyes: config.ONRECORD_REVIEW === 'four_eyes',
    };
    const worker = startThread(new URL('thread.ts', import.meta.url), {
      workerData: surroundings,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB, maxOldGenerationSizeMb: HEAP_MIB },
    });
    worker.once('exit', () => {
      if (thread === worker) thread = undefined;
    });
    // Whoever waits for a reply hears of it as well.
    worker.on('error', () => undefined);
    return worker;
  };

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    await thread?.terminate();
  };

  /** Lets the thread bring an import in. Throws what went wrong in it. */
  const runThread = async (id: string): Promise<Outcome> => {
    clearTimeout(idle);
    thread ??= start();
    const worker = thread;
    const order: Order = { id, ahead_ms: clock.now().getTime() - Date.now() };
    running = id;
    worker.ref();
    try {
      const reply = await replyOf(worker, order);
      if (reply === undefined) return 'stopped';
      if ('ended' in reply) return reply;
      const { message, code } = reply.error;
      throw Object.assign(new Error(message), code === undefined ? {} : { code });
    } finally {
      running = undefined;
      worker.unref();
      idle = setTimeout(() => void end(), IDLE_MS);
      idle.unref();
    }
  };

  const halt = async (id: string): Promise<void> => {
    if (running === id) await end();
  };

  /** Keeps the lease while the thread runs; ends the thread where another has the job, or nobody any more. */
  const keepLease = (job: Job): NodeJS.Timeout => {
    const timer = setInterval(() => {
      const until = after(clock.now(), LIMITS.import_lease_ms);
      database
        .write((tx) => renew(tx, job, until))
        .then((held) => (held ? undefined : halt(job.key)))
        // A database that is busy is asked again before the lease ends.
        .catch(() => undefined);
    }, LIMITS.import_lease_ms / 4);
    timer.unref();
    return timer;
  };

  const begin = (id: string): Promise<unknown> =>
    database.write((tx) =>
      tx
        .update(importJobs)
        .set({
          state: 'checking',
          started_at: sql`coalesce(${importJobs.started_at}, ${clock.now().toISOString()})`,
        })
        .where(and(eq(importJobs.id, id), inArray(importJobs.state, [...OPEN_STATES]))),
    );

  const run = async (job: Job): Promise<Settle> => {
    await begin(job.key);
    const timer = keepLease(job);
    try {
      const outcome = await runThread(job.key);
      return settle(job.key, outcome);
    } catch (error) {
      const found = await findImport(database.read, job.key);
      if (!found) return async () => undefined;
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
        return settle(job.key, { ended: brokeOff(found, TOO_LARGE) });
      }
      if (!isBusy(error) && job.attempts >= ATTEMPTS) {
        return settle(job.key, { ended: brokeOff(found, BROKE_OFF) });
      }
      throw error;
    } finally {
      clearInterval(timer);
    }
  };

  /** Writes down how an import ended. */
  const settle =
    (id: string, outcome: Outcome): Settle =>
    async (change) => {
      const job = await findImport(change.tx, id);
      if (!job || !isOpen(job)) return undefined;
      const ofJob = eq(importJobs.id, id);
      if (outcome === 'stopped' || outcome.ended === null) {
        await change.tx.update(importJobs).set({ state: 'queued' }).where(ofJob);
        return { again_at: clock.now().toISOString(), anew: true };
      }
      const { ended } = outcome;
      await change.tx
        .update(importJobs)
        .set({ ...ended, ended_at: change.at })
        .where(ofJob);
      await dropParts(change.tx, id);
      const { state, read, created, unchanged, refused } = ended;
      change.note({
        action: 'import.ended',
        subject_id: id,
        after: { state, read, created, unchanged, refused },
      });
      return undefined;
    };

  const handler: Handler = { at_once: 1, lease_ms: LIMITS.import_lease_ms, actor: 'imports', run };
  return {
    handler,
    /** Ends the thread of an import that is no longer wanted. */
    halt,
    /** Ends what runs here: it is gone on with after the next start. */
    stop: end,
  };
};
