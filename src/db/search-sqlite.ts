/** A connection whose statements run in a thread of their own. */
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { Question, Reply } from './search-thread.ts';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { Connection, Driver } from './types.ts';
import { startThread } from './worker.ts';

/** The thread's heap: it holds no more than the rows of a few answers. */
const YOUNG_MIB = 4;
const OLD_MIB = 64;

type Waiting = { resolve: (rows: unknown[][]) => void; reject: (error: Error) => void };

/** Starts the thread at the first query; `close` waits for its end. */
export const openSearch = (path: string): { connection: Connection; close(): Promise<void> } => {
  let thread: Worker | undefined;
  let asked = 0;
  const waiting = new Map<number, Waiting>();

  const settle = (reply: Reply): void => {
    const asker = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) thread?.unref();
    if ('rows' in reply) asker?.resolve(reply.rows);
    else asker?.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }));
  };

  const start = (): Worker => {
    const worker = startThread(new URL('search-thread.ts', import.meta.url), {
      workerData: path,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB, maxOldGenerationSizeMb: OLD_MIB },
    });
    worker.on('message', settle);
    // What waits fails; the next query starts a new thread.
    worker.on('error', (error: Error) => {
      if (thread === worker) thread = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    });
    return worker;
  };

  const ask = (text: string, params: readonly unknown[]): Promise<unknown[][]> =>
    new Promise((resolve, reject) => {
      thread ??= start();
      asked += 1;
      waiting.set(asked, { resolve, reject });
      thread.ref();
      const question: Question = { id: asked, text, params };
      thread.postMessage(question);
    });

  const driver: Driver = { run: ({ text }, params) => ask(text, params) };
  const builder = drizzle(async (text, params, method) => {
    const rows = await ask(text, params);
    return { rows: method === 'get' ? (rows[0] ?? []) : rows };
  });
  return {
    // It answers the same calls when awaited.
    connection: Object.assign(builder, { driver }) as unknown as Connection,
    close: async (): Promise<void> => {
      if (!thread) return;
      const ended = once(thread, 'exit');
      await thread.terminate();
      await ended;
    },
  };
};
