/**
 * One writer at a time, and several waiting writers share one commit: each runs in a savepoint of
 * its own, so that one that throws undoes only itself, and none is answered before the commit that
 * holds it has been made durable. Both engines write through this queue.
 */
import { setImmediate as nextTick } from 'node:timers/promises';

/** What the queue needs of an engine's writing connection. `Tx` is what the work writes with. */
export interface WriteSession<Tx> {
  run(statement: string): Promise<void>;
  /** Begins a transaction of changes that wait since `since_ms`, the first of them (`performance.now()`). */
  begin(since_ms: number): Promise<void>;
  tx: Tx;
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

  /** Runs `work` alone in a transaction; resolves after its commit, rejects with nothing written. */
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

  async #undo(): Promise<void> {
    await this.#session.run('ROLLBACK TO SAVEPOINT change');
    await this.#session.run('RELEASE SAVEPOINT change');
  }

  /** Nobody shares its transaction, so what it wrote can be undone with all of it. */
  async #runAlone(job: Job<Tx>): Promise<void> {
    try {
      await this.#session.begin(job.since_ms);
      await job.work(this.#session.tx);
      await this.#session.run('COMMIT');
    } catch (error) {
      const reason = this.#session.reason(error);
      await this.#session.run('ROLLBACK').catch(() => undefined);
      job.reject(reason);
      return;
    }
    job.resolve(undefined);
  }

  async #runBatch(batch: Job<Tx>[]): Promise<void> {
    const [only] = batch;
    if (only && batch.length === 1) return this.#runAlone(only);
    const done: Job<Tx>[] = [];
    try {
      await this.#session.begin(only?.since_ms ?? performance.now());
      let began = performance.now();
      for (const job of batch) {
        if (performance.now() - began > TICK_MS) {
          await nextTick();
          began = performance.now();
        }
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
}
