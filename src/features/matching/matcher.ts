/** Asks the thread that matches; starts it at the first question. */
import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../http/problems.ts';
import { LIMITS } from '../../limits.ts';
import type { Match } from './match.ts';
import type { Reply, Request, Search } from './thread.ts';

interface Waiting {
  resolve: (answer: { matches: Match[][]; claims: number }) => void;
  reject: (error: Error) => void;
}

export interface Matcher {
  /** The matches of each search, and how many claims were looked through. Throws 503 when too many wait. */
  find(searches: Search[]): Promise<{ matches: Match[][]; claims: number }>;
  close(): Promise<void>;
}

/** A matcher over the database that `url` names; what is public when it is asked is found. */
export const createMatcher = (url: string): Matcher => {
  let thread: Worker | undefined;
  let asked = 0;
  const waiting = new Map<number, Waiting>();

  const settle = (reply: Reply): void => {
    const asker = waiting.get(reply.number);
    waiting.delete(reply.number);
    if (waiting.size === 0) thread?.unref();
    if ('error' in reply) asker?.reject(new Error(reply.error));
    else asker?.resolve(reply);
  };

  const start = (): Worker => {
    const compiled = getCompileCacheDir();
    const worker = new Worker(new URL('thread.ts', import.meta.url), {
      workerData: url,
      env: { ...process.env, ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }) },
    });
    worker.on('message', settle);
    // What waits fails; the next question starts a new thread, which reads the record anew.
    worker.on('error', (error: Error) => {
      if (thread === worker) thread = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    });
    return worker;
  };

  return {
    find: (searches) =>
      new Promise((resolve, reject) => {
        if (waiting.size >= LIMITS.matching_waiting) {
          reject(new Problem('unavailable', 'Too many ask at once.', {}, { 'retry-after': '1' }));
          return;
        }
        thread ??= start();
        asked += 1;
        waiting.set(asked, { resolve, reject });
        thread.ref();
        const request: Request = { number: asked, searches };
        thread.postMessage(request);
      }),
    close: async () => {
      if (!thread) return;
      const ended = once(thread, 'exit');
      await thread.terminate();
      await ended;
    },
  };
};
