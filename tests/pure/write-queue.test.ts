/** The queue of writers, where the database fails beneath it. */
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { WriteQueue } from '../../src/db/write-queue.ts';

/** A connection that remembers what it was told and throws at the statements in `broken`. */
const connectionThat = (broken: Set<string>) => {
  const told: string[] = [];
  const run = async (statement: string): Promise<void> => {
    told.push(statement);
    if (broken.has(statement)) throw new Error(`${statement} failed`);
  };
  const write = async (statement: string) => run(statement);
  const begin = () => run('BEGIN');
  const written = async () => undefined;
  return { told, session: { run, begin, tx: write, written, reason: (error: unknown) => error } };
};

const settled = async (writes: Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(writes)).map((result) =>
    result.status === 'fulfilled' ? `done: ${result.value}` : String(result.reason.message),
  );

test('when the commit fails every writer of the batch is told so, and the next batch works', async () => {
  const broken = new Set(['COMMIT']);
  const { told, session } = connectionThat(broken);
  const queue = new WriteQueue(session);
  const batch = ['a', 'b', 'c'].map((name) => queue.write(async (tx) => tx(name).then(() => name)));
  expect(await settled(batch)).toEqual(['COMMIT failed', 'COMMIT failed', 'COMMIT failed']);
  expect(told.at(-1)).toBe('ROLLBACK');
  broken.clear();
  expect(await settled([queue.write(async (tx) => tx('d').then(() => 'd'))])).toEqual(['done: d']);
});

test('when a transaction cannot begin its writers are told so, and those that come later are served', async () => {
  const broken = new Set(['BEGIN']);
  const { told, session } = connectionThat(broken);
  const queue = new WriteQueue(session);
  expect(await settled([queue.write(async (tx) => tx('a'))])).toEqual(['BEGIN failed']);
  expect(told).not.toContain('a');
  broken.clear();
  expect(await settled([queue.write(async () => 'b')])).toEqual(['done: b']);
});

test('nobody is told that a change is done before the commit that holds it', async () => {
  const { told, session } = connectionThat(new Set());
  const queue = new WriteQueue(session);
  const committed = () => told.includes('COMMIT');
  const seen = await Promise.all(
    ['a', 'b'].map((name) => queue.write(async (tx) => tx(name)).then(committed)),
  );
  expect(seen).toEqual([true, true]);
});

test('when neither the commit nor the rollback works the writers are still told, and the queue goes on', async () => {
  const broken = new Set(['COMMIT', 'ROLLBACK']);
  const { session } = connectionThat(broken);
  const queue = new WriteQueue(session);
  expect(await settled([queue.write(async () => 'a')])).toEqual(['COMMIT failed']);
  broken.clear();
  expect(await settled([queue.write(async () => 'b')])).toEqual(['done: b']);
  await queue.idle();
});

test('each of a batch runs once, or twice where one of them throws, which alone is undone', async () => {
  const { told, session } = connectionThat(new Set(['b']));
  const queue = new WriteQueue(session);
  const batch = (names: string[]) =>
    settled(names.map((name) => queue.write(async (tx) => tx(name).then(() => name))));
  expect(await batch(['a', 'c'])).toEqual(['done: a', 'done: c']);
  expect(told.splice(0)).toEqual(['BEGIN', 'a', 'c', 'COMMIT']);
  expect(await batch(['a', 'b', 'c'])).toEqual(['done: a', 'b failed', 'done: c']);
  const apart = (name: string) => ['SAVEPOINT change', name, 'RELEASE SAVEPOINT change'];
  const undone = ['SAVEPOINT change', 'b', 'ROLLBACK TO SAVEPOINT change', 'RELEASE SAVEPOINT change'];
  expect(told).toEqual([
    ...['BEGIN', 'a', 'b', 'ROLLBACK'],
    ...['BEGIN', ...apart('a'), ...undone, ...apart('c'), 'COMMIT'],
  ]);
});

test('where the database is away in the middle of a batch all of it is told so at once', async () => {
  const { told, session } = connectionThat(new Set());
  const queue = new WriteQueue(session);
  const away = Object.assign(new Error('away'), { code: 'ECONNRESET' });
  const batch = [queue.write(async (tx) => tx('a')), queue.write(() => Promise.reject(away))];
  expect(await settled(batch)).toEqual(['away', 'away']);
  expect(told).toEqual(['BEGIN', 'a', 'ROLLBACK']);
});

test('who waited behind others that waited for a lock does not wait as long again', async () => {
  const { session } = connectionThat(new Set());
  const waited_since: number[] = [];
  let lock: PromiseWithResolvers<void> = Promise.withResolvers();
  const queue = new WriteQueue({
    ...session,
    begin: async (since_ms: number) => {
      waited_since.push(since_ms);
      await lock.promise;
    },
  });
  const first = queue.write(async () => 'first');
  while (waited_since.length === 0) await setTimeout(1);
  const second = queue.write(async () => 'second');
  const queued_ms = performance.now();
  await setTimeout(2);
  lock.reject(new Error('locked'));
  lock = Promise.withResolvers();
  lock.reject(new Error('locked'));
  expect(await settled([first, second])).toEqual(['locked', 'locked']);
  expect(waited_since[1]).toBeLessThanOrEqual(queued_ms);
});
