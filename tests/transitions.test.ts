import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { openDatabase } from '../src/db/database.ts';
import { createScheduler, waitMs } from '../src/features/reminders/scheduler.ts';
import { followCalendar } from '../src/features/reminders/transitions.ts';
import type { Services } from '../src/http/services.ts';
import { documents, events } from '../src/record/tables.ts';
import { startServer, type TestServer } from './setup/server.ts';
import { draft, lines, move, publish, review, rule, window, withdraw } from './setup/transitions.ts';

const told = async (server: TestServer, id: string): Promise<string[]> =>
  (await lines(server, id)).map(({ action, day }) => `${action.slice('promise.'.length)} ${day}`);

describe('the transitions of a promise', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ now: '2025-08-15T12:00:00.000Z', settings: { ONRECORD_TIMEZONE: 'UTC' } });
  });
  afterAll(() => server.close());
  const at = async (now: string): Promise<void> => {
    server.clock.set(now);
    await followCalendar(server.server);
  };

  test('each is written on its day and not a millisecond before, with its day and window', async () => {
    server.clock.set('2025-08-20T12:00:00.000Z');
    const id = await publish(server, window('2025-08-29', '2025-09-05'));
    await at('2025-08-28T23:59:59.999Z');
    expect(await told(server, id)).toEqual([]);
    await at('2025-08-29T00:00:00.000Z');
    expect(await told(server, id)).toEqual(['opened 2025-08-29']);
    await at('2025-09-03T23:59:59.999Z');
    expect(await told(server, id)).toHaveLength(1);
    await at('2025-09-04T00:00:00.000Z');
    expect((await told(server, id)).at(-1)).toBe('due_tomorrow 2025-09-04');
    await at('2025-09-05T23:59:59.999Z');
    expect(await told(server, id)).toHaveLength(2);
    await at('2025-09-06T00:00:00.000Z');
    await at('2025-09-06T01:00:00.000Z');
    expect((await told(server, id)).slice(2)).toEqual(['overdue 2025-09-06']);
    const [line] = await server.database.read
      .select()
      .from(events)
      .where(eq(events.action, 'promise.overdue'));
    expect(line).toMatchObject({
      at: '2025-09-06T00:00:00.000Z',
      actor: 'calendar',
      subject_id: id,
      after: { day: '2025-09-06', window_start: '2025-08-29', window_end: '2025-09-05', review_on: null },
      leaf_hash: null,
    });
  });

  test('writing one makes no new version of the claim', async () => {
    const id = await publish(server, window('2025-09-06', '2025-09-06'));
    const before = await server.database.read.select().from(documents);
    await at('2025-09-07T00:00:00.000Z');
    expect(await told(server, id)).toEqual(['opened 2025-09-06', 'overdue 2025-09-07']);
    expect(await server.database.read.select().from(documents)).toEqual(before);
  });

  test('a promise without a window is to be looked at again, and never overdue', async () => {
    server.clock.set('2025-09-10T12:00:00.000Z');
    const vague = await publish(server, review('2025-10-01'));
    const open = await publish(server, window('2025-10-02', null));
    const none = await publish(server, null);
    await at('2030-01-01T12:00:00.000Z');
    expect(await told(server, vague)).toEqual(['review_due 2025-10-01']);
    expect(await told(server, open)).toEqual(['opened 2025-10-02']);
    expect(await told(server, none)).toEqual([]);
  });

  test('a window that moves is told anew, and what was told of the same day is not repeated', async () => {
    server.clock.set('2030-01-02T12:00:00.000Z');
    const id = await publish(server, window('2030-01-10', '2030-01-20'));
    await at('2030-01-19T08:00:00.000Z');
    await move(server, id, window('2030-01-10', '2030-01-25'));
    await at('2030-01-26T08:00:00.000Z');
    await move(server, id, window('2030-01-10', '2030-01-20'));
    await at('2030-01-27T08:00:00.000Z');
    await move(server, id, window('2030-01-10', '2030-01-25'));
    await at('2030-01-30T08:00:00.000Z');
    expect(await told(server, id)).toEqual([
      'opened 2030-01-10',
      'due_tomorrow 2030-01-19',
      'due_tomorrow 2030-01-24',
      'overdue 2030-01-26',
      'overdue 2030-01-21',
    ]);
  });

  test('what was ruled or withdrawn before, or is a draft, does not become overdue', async () => {
    server.clock.set('2031-01-02T12:00:00.000Z');
    const deadline = window('2031-01-10', '2031-01-20');
    const [ruled, withdrawn] = [await publish(server, deadline), await publish(server, deadline)];
    const proposed = await draft(server, deadline);
    await at('2031-01-20T23:00:00.000Z');
    await rule(server, ruled);
    await withdraw(server, withdrawn);
    await at('2031-02-01T00:00:00.000Z');
    expect(await told(server, ruled)).toEqual(['opened 2031-01-10', 'due_tomorrow 2031-01-19']);
    expect(await told(server, withdrawn)).toEqual(['opened 2031-01-10', 'due_tomorrow 2031-01-19']);
    expect(await told(server, proposed)).toEqual([]);
  });

  test('a ruling on the first day overdue, before the calendar was looked at, does not hide that day', async () => {
    server.clock.set('2032-01-02T12:00:00.000Z');
    const id = await publish(server, window('2032-01-10', '2032-01-20'));
    server.clock.set('2032-01-21T00:00:00.001Z');
    await rule(server, id);
    await at('2032-01-25T00:00:00.000Z');
    expect((await told(server, id)).at(-1)).toBe('overdue 2032-01-21');
  });

  test('a promise published late is told what it is by then, not what it was', async () => {
    server.clock.set('2033-01-15T12:00:00.000Z');
    const open = await publish(server, window('2033-01-10', '2033-01-20'));
    const over = await publish(server, window('2032-01-10', '2032-01-20'));
    const last = await publish(server, window('2033-01-01', '2033-01-16'));
    await at('2033-01-16T01:00:00.000Z');
    expect(await told(server, open)).toEqual(['opened 2033-01-10']);
    expect(await told(server, over)).toEqual(['overdue 2032-01-21']);
    expect(await told(server, last)).toEqual(['opened 2033-01-01', 'due_tomorrow 2033-01-15']);
  });

  test('a deadline on the last day there is does not overflow', async () => {
    server.clock.set('2034-01-15T12:00:00.000Z');
    const id = await publish(server, window('2034-01-16', '9999-12-31'));
    await at('2034-02-01T00:00:00.000Z');
    expect(await told(server, id)).toEqual(['opened 2034-01-16']);
  });

  test('a clock that goes back writes nothing twice and nothing early', async () => {
    server.clock.set('2035-01-01T12:00:00.000Z');
    const id = await publish(server, window('2035-01-03', '2035-01-05'));
    await at('2035-01-03T00:30:00.000Z');
    await at('2035-01-02T23:30:00.000Z');
    await at('2035-01-03T00:30:00.000Z');
    expect(await told(server, id)).toEqual(['opened 2035-01-03']);
  });
});

test('a start catches up, in the order of the days, before the first request', async () => {
  const server = await startServer({ now: '2025-08-20T12:00:00.000Z' });
  const id = await publish(server, window('2025-08-29', '2025-09-05'));
  const other = await publish(server, window('2025-09-01', '2025-09-05'));
  server.clock.set('2025-12-01T12:00:00.000Z');
  const again = await buildApp(server.config, await openDatabase(server.database_url), {
    clock: server.clock,
  });
  await again.ready();
  expect((await lines(server)).map(({ action, day }) => [action, day])).toEqual([
    ['promise.opened', '2025-08-29'],
    ['promise.opened', '2025-09-01'],
    ['promise.due_tomorrow', '2025-09-04'],
    ['promise.due_tomorrow', '2025-09-04'],
    ['promise.overdue', '2025-09-06'],
    ['promise.overdue', '2025-09-06'],
  ]);
  expect(await told(server, id)).toHaveLength(3);
  expect(await told(server, other)).toHaveLength(3);
  await again.close();
  await server.close();
});

test('a failure is reported, and another is tried', async () => {
  const server = await startServer();
  const failures: unknown[] = [];
  const broken: Services = {
    ...server.server,
    today: () => {
      throw new Error('no day today');
    },
  };
  const scheduler = createScheduler(broken, (error) => failures.push(error));
  await scheduler.start();
  await scheduler.stop();
  expect(failures).toEqual([new Error('no day today')]);
  await server.close();
});

describe('the server wakes', () => {
  const cases = [
    ['at the newsroom’s midnight', 'Europe/Kyiv', '2026-01-15T21:40:00.000Z', 20 * 60_000],
    ['after an hour at the latest', 'Europe/Kyiv', '2026-01-15T10:00:00.000Z', 3_600_000],
    [
      'at the one o’clock that a day without midnight begins with',
      'Africa/Cairo',
      '2026-04-23T21:50:00.000Z',
      600_000,
    ],
    [
      'at midnight of a zone in quarters of an hour',
      'Asia/Kathmandu',
      '2026-01-15T18:00:00.000Z',
      15 * 60_000,
    ],
  ] as const;
  test.each(cases)('%s', async (_, timezone, now, expected) => {
    const server = await startServer({ now, settings: { ONRECORD_TIMEZONE: timezone } });
    expect(waitMs(server.server)).toBe(expected);
    await server.close();
  });
});
