/** Spreadsheets, written by a thread that starts with the first, and ends when none was asked for for a while. */
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../db/worker.ts';
import { LIMITS } from '../../limits.ts';
import type { Moment, OpenSheet, SheetRequest, SheetSum, Sheets } from '../../record/sheet.ts';
import type { Order, Reply } from './messages.ts';

/** The thread's heap: a few slices of each sheet. */
const YOUNG_MIB = 6;
const OLD_MIB = 96;

/** A slice is asked for before the one before is gone, so that the thread writes while the socket sends. */
const AHEAD = 2;

interface Reading {
  replies: Reply[];
  /** Wakes whoever waits for a reply. */
  wake?: (() => void) | undefined;
}

/** Writes spreadsheets of the database at `url`. */
export const createSheets = (url: string): Sheets => {
  let thread: Worker | undefined;
  /** Resolves when threads that were told to end have ended. */
  let ended: Promise<unknown> = Promise.resolve();
  let count = 0;
  const readings = new Map<number, Reading>();

  const hear = (reply: Reply): void => {
    const reading = readings.get(reply.id);
    if (!reading) return;
    reading.replies.push(reply);
    reading.wake?.();
  };

  const start = (): Worker => {
    const worker = startThread(new URL('thread.ts', import.meta.url), {
      workerData: url,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB, maxOldGenerationSizeMb: OLD_MIB },
    });
    worker.on('message', hear);
    // What is being read breaks off; the next sheet starts a new thread.
    const breakOff = (message: string, code = ''): void => {
      if (thread !== worker) return;
      thread = undefined;
      for (const id of [...readings.keys()]) hear({ id, error: { message, code } });
    };
    worker.on('error', (error: Error & { code?: string }) => breakOff(error.message, error.code));
    worker.on('exit', () => breakOff('the thread that writes spreadsheets has ended'));
    worker.unref();
    return worker;
  };

  const end = (): void => {
    const ending = thread?.terminate();
    thread = undefined;
    if (ending) ended = Promise.all([ended, ending]);
  };
  const idle = setTimeout(() => readings.size === 0 && end(), LIMITS.thread_idle_ms).unref();

  const say = (order: Order): void => thread?.postMessage(order);

  const forget = (id: number): void => {
    readings.delete(id);
    if (readings.size > 0) return;
    thread?.unref();
    idle.refresh();
  };

  const next = async (id: number): Promise<Reply> => {
    const reading = readings.get(id);
    if (!reading) throw new Error('the sheet was closed');
    while (reading.replies.length === 0) {
      await new Promise<void>((wake) => {
        reading.wake = wake;
      });
    }
    const reply = reading.replies.shift();
    if (!reply) throw new Error('the sheet was closed');
    if ('error' in reply) {
      forget(id);
      throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
    }
    return reply;
  };

  const begin = async (
    request: SheetRequest,
    measured: boolean,
  ): Promise<{ id: number; moment: Moment } | null> => {
    if (readings.size >= LIMITS.sheets_open) return null;
    thread ??= start();
    thread.ref();
    count += 1;
    const id = count;
    readings.set(id, { replies: [] });
    say({ id, open: request, measured });
    const reply = await next(id);
    if (!('opened' in reply)) throw new Error('the sheet did not open');
    return { id, moment: reply.opened };
  };

  const open = async (request: SheetRequest): Promise<OpenSheet | null> => {
    const begun = await begin(request, false);
    if (begun === null) return null;
    const { id, moment } = begun;
    let sum: SheetSum | undefined;
    const more = (): void => say({ id, more: true });
    for (let i = 0; i < AHEAD; i += 1) more();
    return {
      ...moment,
      read: async () => {
        if (sum) return null;
        const reply = await next(id);
        if ('bytes' in reply) {
          more();
          return reply.bytes;
        }
        if (!('sum' in reply)) throw new Error('the sheet has no end');
        sum = reply.sum;
        forget(id);
        return null;
      },
      sum: () => {
        if (!sum) throw new Error('the sheet is not at its end');
        return sum;
      },
      close: () => {
        if (!readings.has(id)) return;
        say({ id, close: true });
        readings.get(id)?.wake?.();
        forget(id);
      },
    };
  };

  return {
    open,
    measure: async (request) => {
      const begun = await begin(request, true);
      if (begun === null) return null;
      const reply = await next(begun.id);
      forget(begun.id);
      if (!('sum' in reply)) throw new Error('the sheet has no end');
      return { ...reply.sum, ...begun.moment };
    },
    close: async () => {
      clearTimeout(idle);
      end();
      await ended;
    },
  };
};
