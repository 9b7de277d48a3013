/** A thread that answers questions holds nothing longer than somebody asks. */
import { afterAll, expect, test } from 'vitest';
import { createThread } from '../../src/db/thread.ts';

const thread = createThread<null, number>(new URL('../fixtures/counting-thread.ts', import.meta.url));
afterAll(() => thread.close());

test('one that rests has ended, and the next question starts it anew', async () => {
  expect([await thread.ask(null), await thread.ask(null)]).toEqual([1, 2]);
  thread.rest();
  expect(await thread.ask(null)).toBe(1);
});

test('nobody who waits for an answer loses it to a rest', async () => {
  const before = await thread.ask(null);
  const answer = thread.ask(null);
  thread.rest();
  expect(await answer).toBe(before + 1);
});
