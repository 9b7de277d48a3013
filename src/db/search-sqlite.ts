/** Connections whose statements run in a thread of their own. */
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { Question } from './search-thread.ts';
import { createThread } from './thread.ts';
import type { Connection, Driver } from './types.ts';
import type { Batch } from './write-thread.ts';

/** A thread's heap: it holds no more than the rows of a few answers, or what was sent and is not written yet. */
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

  return {
    connection: asConnection({ run: ({ text }, params) => ask(text, params) }, ask),
    close: thread.close,
  };
};

type Ask = (text: string, params: readonly unknown[]) => Promise<unknown[][]>;

/** A connection in a thread, which `driver` and `ask` run statements in: it answers the same calls when awaited. */
const asConnection = (driver: Driver, ask: Ask): Connection => {
  const builder = drizzle(async (text, params, method) => {
    const rows = await ask(text, params);
    return { rows: method === 'get' ? (rows[0] ?? []) : rows };
  });
  return Object.assign(builder, { driver }) as unknown as Connection;
};

/** The connection that writes, in a thread. */
export interface Writing {
  tx: Connection;
  /** See `WriteSession`. */
  written(): Promise<void>;
  /** Runs what begins or ends a transaction, or asks of the connection; its rows. */
  run(text: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

/** Statements that wait to be sent together: a message costs as much as a short statement. */
const SENT_TOGETHER = 48;
/** So many of those messages wait to be written; then whoever makes more waits, or they would fill the memory. */
const SENT_AHEAD = 8;

/** Writes in a thread: what nobody waits for is done while the next is made ready. `isWanted` is the driver's. */
export const openWriting = (path: string, isWanted: () => boolean): Writing => {
  const heap = { maxYoungGenerationSizeMb: YOUNG_MIB, maxOldGenerationSizeMb: OLD_MIB };
  // A transaction lasts for several questions.
  const thread = createThread<Batch, unknown[][]>(
    new URL('write-thread.ts', import.meta.url),
    path,
    heap,
    true,
  );
  let sent: Question[] = [];
  const flush = (asked?: Question): Promise<unknown[][]> => {
    const batch = asked ? { sent, asked } : { sent };
    sent = [];
    return thread.ask(batch);
  };
  const ask: Ask = (text, params) => flush({ text, params });
  const ahead: Promise<unknown>[] = [];
  const send: Driver['send'] = ({ text }, params) => {
    sent.push({ text, params });
    if (sent.length < SENT_TOGETHER) return undefined;
    // Where one fails so does whatever is asked next.
    ahead.push(flush().catch(() => undefined));
    return ahead.length > SENT_AHEAD ? ahead.shift() : undefined;
  };
  return {
    tx: asConnection({ run: ({ text }, params) => ask(text, params), send, isWanted }, ask),
    written: async () => void (await flush()),
    run: (text) => ask(text, []),
    close: thread.close,
  };
};
