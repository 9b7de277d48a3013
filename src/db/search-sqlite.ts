/** A connection whose statements run in a thread of their own. */
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { Question } from './search-thread.ts';
import { createThread } from './thread.ts';
import type { Connection, Driver } from './types.ts';

/** The thread's heap: it holds no more than the rows of a few answers. */
const YOUNG_MIB = 4;
const OLD_MIB = 64;

/** Starts the thread at the first query; `close` waits for its end. */
export const openSearch = (path: string): { connection: Connection; close(): Promise<void> } => {
  const thread = createThread<Question, unknown[][]>(new URL('search-thread.ts', import.meta.url), path, {
    maxYoungGenerationSizeMb: YOUNG_MIB,
    maxOldGenerationSizeMb: OLD_MIB,
  });
  const ask = (text: string, params: readonly unknown[]): Promise<unknown[][]> =>
    thread.ask({ text, params });

  const driver: Driver = { run: ({ text }, params) => ask(text, params) };
  const builder = drizzle(async (text, params, method) => {
    const rows = await ask(text, params);
    return { rows: method === 'get' ? (rows[0] ?? []) : rows };
  });
  return {
    // It answers the same calls when awaited.
    connection: Object.assign(builder, { driver }) as unknown as Connection,
    close: thread.close,
  };
};
