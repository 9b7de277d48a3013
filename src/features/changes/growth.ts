/** Waiting for the log to grow: however many wait, its size is read once at a time. */
import type { Connection } from '../../db/types.ts';
import { LIMITS } from '../../limits.ts';
import { logSize } from '../../record/log.ts';

interface Waiter {
  size: number;
  done(has_grown: boolean): void;
}

const LOOK_MS = 250;

export const createGrowth = (connection: Connection) => {
  const waiters = new Set<Waiter>();
  let timer: NodeJS.Timeout | undefined;
  let is_stopped = false;

  const look = async (): Promise<void> => {
    // Whoever waits asks again and is told what is wrong, if it still is.
    const size = await logSize(connection).catch(() => Number.POSITIVE_INFINITY);
    for (const waiter of waiters) if (size > waiter.size) waiter.done(true);
    timer = waiters.size > 0 ? setTimeout(look, LOOK_MS) : undefined;
  };

  return {
    /** Whether the log got more than `size` entries within `ms`; false at once where too many wait. */
    beyond: (size: number, ms: number): Promise<boolean> => {
      if (is_stopped || waiters.size >= LIMITS.changes_waiting) return Promise.resolve(false);
      return new Promise((resolve) => {
        const waiter = {
          size,
          done: (has_grown: boolean) => {
            clearTimeout(timeout);
            waiters.delete(waiter);
            resolve(has_grown);
          },
        };
        const timeout = setTimeout(() => waiter.done(false), ms);
        waiters.add(waiter);
        timer ??= setTimeout(look, LOOK_MS);
      });
    },
    /** Lets everybody go. */
    stop: (): void => {
      is_stopped = true;
      clearTimeout(timer);
      for (const waiter of waiters) waiter.done(false);
    },
  };
};
