/**
 * One writer at a time, and several waiting writers share one commit: they run one after the other in one transaction, and
 * none is answered before its commit has been made durable. Where one of them throws, all of it is rolled back, and all run
 * once more, each in a savepoint of its own, so that one that throws undoes only itself. So changes do nothing but by their
 * transaction. Savepoints for all from the start cost everybody more: SQLite copies each page that a savepoint changes and
 * writes what it has for its index of words, and PostgreSQL is waited for after each. Both engines write through this queue.
 */
import { setImmediate as nextTick } from 'node:timers/promises';
import { isBusy } from './errors.ts';

/** What the queue needs of an engine's writing connection. `Tx` is what the work writes with. */
export interface WriteSession<Tx> {
  run(statement: string): Promise<void>;
  /** Begins a transaction of changes that wait since `since_ms`, the first of them (`performance.now()`). */
  begin(since_ms: number): Promise<void>;
  tx: Tx;
  /** Resolves once what was sent has been written; throws where any of it failed. */
  written(): Promise<void>;
  /** Why the open transaction cannot go on: what failed first, where `error` only followed from it. */
  reason(error: unknown): unknown;
}

interface Job<Tx> {
  since_ms: number;
  work: (tx: Tx) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** More than this many changes never wait for one commit. */
const BATCH_MAX = 64;
/** After so long, other requests are answered before the next change of a batch. */
const TICK_MS = 10;

export class WriteQueue<Tx> {
  readonly #session: WriteSession<Tx>;
  #waiting: Job<Tx>[] = [];
  #running: Promise<void> | undefined;

  constructor(session: WriteSession<Tx>) {
    this.#session = session;
  }

  /** Runs `work`, maybe twice; resolves after the commit that holds it, rejects with nothing written. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: { value: T } | undefined;
      this.#waiting.push({
        since_ms: performance.now(),
        work: async (tx) => {
          result = { value: await work(tx) };
        },
        resolve: () => (result ? resolve(result.value) : reject(new Error('the work left no result'))),
        reject,
      });
      this.#running ??= nextTick().then(() => this.#drain());
    });
  }

  /** Resolves when nothing waits and nothing runs. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH_MAX);
      await this.#runBatch(batch);
    }
    this.#running = undefined;
  }

  async #runBatch(batch: Job<Tx>[]): Promise<void> {
    let done = batch;
    try {
      await this.#begin(batch);
      if (!(await this.#runTogether(batch))) {
        await this.#session.run('ROLLBACK').catch(() => undefined);
        await this.#begin(batch);
        done = await this.#runApart(batch);
      }
      await this.#session.run('COMMIT');
    } catch (error) {
      // Whoever waits is told first: a database that hangs answers no ROLLBACK either.
      const reason = this.#session.reason(error);
      for (const job of batch) job.reject(reason);
      await this.#session.run('ROLLBACK').catch(() => undefined);
      return;
    }
    for (const job of done) job.resolve(undefined);
  }

  #begin([first]: Job<Tx>[]): Promise<void> {
    return this.#session.begin(first?.since_ms ?? performance.now());
  }

  /** False where one of several threw; throws where one that is alone did, or where all would throw. */
  async #runTogether(batch: Job<Tx>[]): Promise<boolean> {
    try {
      await inTurn(batch, (job) => job.work(this.#session.tx));
      if (batch.length > 1) await this.#session.written();
      return true;
    } catch (error) {
      if (batch.length === 1 || isBusy(this.#session.reason(error))) throw error;
      return false;
    }
  }

  /** Gives those that did not throw. */
  async #runApart(batch: Job<Tx>[]): Promise<Job<Tx>[]> {
    const done: Job<Tx>[] = [];
    await inTurn(batch, async (job) => {
      await this.#session.run('SAVEPOINT change');
      try {
        await job.work(this.#session.tx);
        await this.#session.run('RELEASE SAVEPOINT change');
        done.push(job);
      } catch (error) {
        const reason = this.#session.reason(error);
        job.reject(reason);
        // A full disk ends the whole transaction: what failed first is the reason for all that were in it.
        await this.#undo().catch(() => Promise.reject(reason));
      }
    });
    return done;
  }

  async #undo(): Promise<void> {
    await this.#session.run('ROLLBACK TO SAVEPOINT change');
    await this.#session.run('RELEASE SAVEPOINT change');
  }
}

const inTurn = async <T>(jobs: readonly T[], run: (job: T) => Promise<unknown>): Promise<void> => {
  let began = performance.now();
  for (const job of jobs) {
    if (performance.now() - began > TICK_MS) {
      await nextTick();
      began = performance.now();
    }
    await run(job);
  }
};
