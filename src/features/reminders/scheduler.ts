/** Follows the calendar while the server runs. */
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import type { Services } from '../../http/services.ts';
import { addDays, startOfDay } from '../../record/clock.ts';
import { followCalendar } from './transitions.ts';

/** Also between midnights: for what is published during the day, and for a computer that slept. */
const LONGEST_WAIT_MS = 3_600_000;
const RETRY_MS = 60_000;
/** A start waits no longer for what an outage left behind; the rest is written while it serves. */
const LONGEST_START_MS = 2_000;

/** How long to wait from now: until the newsroom's next midnight, and never longer than an hour. */
export const waitMs = (services: Services): number => {
  const midnight = startOfDay(services.today, addDays(services.today(), 1));
  return Math.min(Math.max(midnight.getTime() - services.clock.now().getTime(), 1), LONGEST_WAIT_MS);
};

export interface Scheduler {
  /** Catches up, then goes on following; resolves when it has caught up, or goes on doing so meanwhile. */
  start(): Promise<void>;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** `failed` hears of what went wrong; a busy database is tried again within a minute. */
export const createScheduler = (services: Services, failed: (error: unknown) => void): Scheduler => {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = false;
  const follow = async (): Promise<void> => {
    let wait_ms = RETRY_MS;
    try {
      await followCalendar(services, () => stopped);
      wait_ms = waitMs(services);
    } catch (error) {
      failed(error);
    }
    if (stopped) return;
    timer = setTimeout(() => {
      running = follow();
    }, wait_ms);
    timer.unref();
  };
  return {
    start: () => {
      running = follow();
      return Promise.race([running, setTimeoutPromise(LONGEST_START_MS, undefined, { ref: false })]);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
