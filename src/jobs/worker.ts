/**
 * The one worker of a process: follows the ledger, does what is due, and stops when what it is at has ended. Whatever
 * is late after an outage is due, so catching up needs nothing of its own.
 */
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import type { Database } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import type { Clock } from '../record/clock.ts';
import type { Change, Recorder } from '../record/record.ts';
import { dueQueues, ensure, finish, holds, type Job, lease } from './queue.ts';

/** What becomes of a job: it has ended, or is done again at an instant. `anew` counts its attempts from none. */
export type Ending = { again_at: string; error?: string; anew?: true } | undefined;

/** What a job did outside, written down: part of the transaction that ends it. */
export type Settle = (change: Change) => Promise<Ending>;

export interface Handler {
  /** Jobs of one queue that are done at the same time. */
  at_once: number;
  /** In which a job is surely over: then another process may begin it. */
  lease_ms: number;
  /** Who the ledger says did it. */
  actor: string;
  /** Does what is outside of the record; what it throws counts as a failure, and it is tried again. */
  run(job: Job): Promise<Settle>;
}

export interface Worker {
  /** Does the jobs of a kind: those of the queue of this name and of `name:…`. */
  handle(kind: string, handler: Handler): void;
  /** Is called again and again, and says whether there is more to do at once. */
  follow(step: () => Promise<boolean>): void;
  /** Is done once a day, by one process, and again at once while it says that there is more. */
  daily(name: string, step: (change: Change) => Promise<boolean>): void;
  /** `report` hears of what went wrong; everything is tried again. */
  start(report: (error: unknown, what: string) => void): void;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
  /** Does what is due by now, and what falls due by that; for tests and commands. */
  drain(): Promise<void>;
}

/** How soon something that is due, or a new line of the ledger, is noticed. */
const TICK_MS = 500;
const DAILY = 'daily';
const DAY_MS = 86_400_000;
const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 3_600_000;

const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

export const createWorker = ({
  database,
  recorder,
  clock,
}: {
  database: Database;
  recorder: Recorder;
  clock: Clock;
}): Worker => {
  const handlers = new Map<string, Handler>();
  const steps: (() => Promise<boolean>)[] = [];
  const running = new Map<string, number>();
  const ends = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let ticking = Promise.resolve();
  let is_stopped = false;
  let failed: (error: unknown, what: string) => void = () => undefined;

  const days = new Map<string, (change: Change) => Promise<boolean>>();
  handlers.set(DAILY, {
    at_once: 1,
    lease_ms: DAY_MS,
    actor: 'worker',
    run: async ({ key }) => {
      const step = days.get(key);
      return async (change) =>
        (await step?.(change)) ? { again_at: change.at } : { again_at: later(change.at, DAY_MS), anew: true };
    },
  });
  const beginDays = (): Promise<void> =>
    database
      .write(async (tx) => {
        for (const key of days.keys()) await ensure(tx, { queue: DAILY, key, due_at: now() });
      })
      .catch((error: unknown) => failed(error, 'the beginning of what is done daily'));

  const now = (): string => clock.now().toISOString();

  const settle = async (job: Job, handler: Handler): Promise<void> => {
    const attempt = async (): Promise<Settle> => {
      try {
        return await handler.run(job);
      } catch (error) {
        failed(error, `a job of ${job.queue}`);
        const wait_ms = Math.min(FIRST_RETRY_MS * 2 ** Math.min(job.attempts - 1, 20), LONGEST_RETRY_MS);
        const detail = error instanceof Error ? error.message : String(error);
        return async ({ at }) => ({
          again_at: later(at, wait_ms),
          error: detail.slice(0, LIMITS.text_medium),
        });
      }
    };
    const write = await attempt();
    await recorder.change({ name: handler.actor, key_id: null }, async (change) => {
      if (!(await holds(change.tx, job))) return;
      const ending = await write(change);
      if (ending === undefined) return finish(change.tx, job, change.at);
      const { again_at, error = null, anew = false } = ending;
      return finish(change.tx, job, change.at, { at: again_at, error, anew });
    });
  };

  const begin = (job: Job, handler: Handler): void => {
    const { queue } = job;
    running.set(queue, (running.get(queue) ?? 0) + 1);
    const end = settle(job, handler)
      // Its lease ends, and it is begun again.
      .catch((error: unknown) => failed(error, `the end of a job of ${queue}`))
      .finally(() => {
        ends.delete(end);
        const left = (running.get(queue) ?? 1) - 1;
        if (left === 0) running.delete(queue);
        else running.set(queue, left);
      });
    ends.add(end);
  };

  /** Leases what is due and has room, of all queues in one transaction. */
  const leaseDue = async (): Promise<[Job, Handler][]> => {
    const due = (await dueQueues(database.read, now())).flatMap((queue) => {
      const handler = handlers.get(queue.split(':', 1)[0] ?? '');
      const room = handler ? handler.at_once - (running.get(queue) ?? 0) : 0;
      return handler && room > 0 ? [{ queue, handler, room }] : [];
    });
    if (due.length === 0 || is_stopped || ends.size >= LIMITS.jobs_at_once) return [];
    return database.write(async (tx) => {
      const at = now();
      const leased: [Job, Handler][] = [];
      for (const { queue, handler, room } of due) {
        const limit = Math.min(room, LIMITS.jobs_at_once - ends.size - leased.length);
        if (limit <= 0) break;
        const found = await lease(tx, queue, { now: at, until: later(at, handler.lease_ms), limit });
        for (const job of found) leased.push([job, handler]);
      }
      return leased;
    });
  };

  /** Begins what may begin; whether it found anything to do. */
  const look = async (): Promise<boolean> => {
    let is_busy = false;
    for (const step of steps) is_busy = (await step()) || is_busy;
    const leased = await leaseDue();
    for (const [job, handler] of leased) begin(job, handler);
    return is_busy || leased.length > 0;
  };

  const tick = async (): Promise<void> => {
    let is_busy = false;
    try {
      is_busy = await look();
    } catch (error) {
      failed(error, 'a look at what is due');
    }
    // What ended made room; what is still running leaves the others in peace.
    if (is_busy && ends.size > 0) {
      await Promise.race([...ends, setTimeoutPromise(TICK_MS, undefined, { ref: false })]);
    }
    if (is_stopped) return;
    timer = setTimeout(
      () => {
        ticking = tick();
      },
      is_busy ? 0 : TICK_MS,
    );
    timer.unref();
  };

  return {
    handle: (kind, handler) => void handlers.set(kind, handler),
    follow: (step) => void steps.push(step),
    daily: (name, step) => void days.set(name, step),
    start: (report) => {
      failed = report;
      ticking = beginDays().then(tick);
    },
    stop: async () => {
      is_stopped = true;
      clearTimeout(timer);
      await ticking;
      await Promise.all(ends);
    },
    drain: async () => {
      while ((await look()) || ends.size > 0) await Promise.all(ends);
    },
  };
};
