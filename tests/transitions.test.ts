import { randomInt } from 'node:crypto';
import { asc, eq, like } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { buildApp, createServer } from '../src/app.ts';
import { openDatabase } from '../src/db/database.ts';
import { createScheduler, waitMs } from '../src/features/reminders/scheduler.ts';
import { followCalendar } from '../src/features/reminders/transitions.ts';
import type { Server } from '../src/http/server.ts';
import { documents, events } from '../src/record/tables.ts';
import { startServer, type TestServer } from './setup/server.ts';

interface Deadline {
  kind: string;
  window_start: string | null;
  window_end: string | null;
  review_on: string | null;
}

const window = (window_start: string, window_end: string | null): Deadline => ({
  kind: 'calendar',
  window_start,
  window_end,
  review_on: null,
});
const review = (review_on: string): Deadline => ({
  kind: 'vague',
  window_start: null,
  window_end: null,
  review_on,
});

const draft = async (server: TestServer, deadline: Deadline | null): Promise<string> => {
  const speaker = 'a-speaker';
  await server.post('/v1/speakers', { name: 'A speaker', slug: speaker }, 'reporter');
  const created = await server.post(
    '/v1/claims',
    {
      kind: 'promise',
      text: 'The bridge will be built.',
      claimants: [speaker],
      promise: { action: 'Build the bridge', criteria: 'One can cross it', deadline },
    },
    'reporter',
  );
  expect(created.status).toBe(201);
  return created.json.id;
};

const publish = async (server: TestServer, deadline: Deadline | null): Promise<string> => {
  const id = await draft(server, deadline);
  expect((await server.post(`/v1/claims/${id}/publish`, {}, 'editor')).status).toBe(200);
  return id;
};

const move = async (server: TestServer, id: string, deadline: Deadline | null): Promise<void> => {
  const correction = { kind: 'correction', note: 'The deadline was another.' };
  const moved = await server.patch(`/v1/claims/${id}`, { promise: { deadline }, correction }, 'editor');
  expect(moved.status).toBe(200);
};

const rule = async (server: TestServer, id: string): Promise<void> => {
  const body = { result: 'not_kept', note: 'It was not built.', evidence: [{ title: 'A visit' }] };
  const { json } = await server.post(`/v1/claims/${id}/outcomes`, body, 'reporter');
  await server.post(`/v1/outcomes/${json.id}/submit`, {}, 'reporter');
  expect((await server.post(`/v1/outcomes/${json.id}/publish`, {}, 'editor')).status).toBe(200);
};

const withdraw = async (server: TestServer, id: string): Promise<void> => {
  const withdrawn = await server.post(`/v1/claims/${id}/withdraw`, { reason: 'Not a promise' }, 'editor');
  expect(withdrawn.status).toBe(200);
};

interface Line {
  at: string;
  action: string;
  subject_id: string;
  day: string;
}

const lines = async (server: TestServer, id?: string): Promise<Line[]> => {
  const rows = await server.database.read
    .select()
    .from(events)
    .where(id ? eq(events.subject_id, id) : like(events.action, 'promise.%'))
    .orderBy(asc(events.seq));
  return rows
    .filter(({ action }) => action.startsWith('promise.'))
    .map(({ at, action, subject_id, after }) => ({ at, action, subject_id, day: Object(after).day }));
};

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
  const broken: Server = {
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

/* A year, hour by hour, with a plain model beside it. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

interface Modelled {
  id: string | null;
  deadline: Deadline | null;
  standing: boolean;
  changed_on: string;
}

/** What a deadline means, said once more and otherwise: for each day, what falls on it. */
const fallsOn = ({ window_start, window_end, review_on }: Deadline, day: string): string[] => [
  ...(window_start === day ? ['opened'] : []),
  ...(window_end !== null && dayAfter(day, 1) === window_end ? ['due_tomorrow'] : []),
  ...(window_end !== null && dayAfter(day, -1) === window_end ? ['overdue'] : []),
  ...(review_on === day ? ['review_due'] : []),
];

/** What a deadline that comes on `day` says of days before it. */
const lateNews = (deadline: Deadline, day: string): [string, string][] => {
  const { window_start, window_end, review_on } = deadline;
  const news: [string, string][] = [];
  if (window_end !== null && dayAfter(window_end, 1) < day) news.push(['overdue', dayAfter(window_end, 1)]);
  if (window_start !== null && window_start < day && (window_end === null || day <= window_end)) {
    news.push(['opened', window_start]);
  }
  if (review_on !== null && review_on < day) news.push(['review_due', review_on]);
  return news;
};

const simulate = async (timezone: string, from: string, hours: number, seed: number) => {
  onTestFailed(() => console.error(`the seed was ${seed}`));
  const chance = random(seed);
  const upTo = (n: number) => Math.floor(chance() * n);
  const server = await startServer({ now: from, settings: { ONRECORD_TIMEZONE: timezone } });
  const others: { server: Server; app: FastifyInstance }[] = [];
  const startOther = async () => {
    const database = await openDatabase(server.database_url);
    const other = createServer(server.config, database, { clock: server.clock });
    const app = await buildApp(server.config, database, { clock: server.clock });
    await app.ready();
    others.push({ server: other, app });
  };
  await startOther();

  const anyDeadline = (today: string): Deadline => {
    const start = dayAfter(today, upTo(60) - 5);
    const kind = upTo(8);
    if (kind === 0) return review(start);
    if (kind === 1) return window(start, null);
    return {
      ...window(start, dayAfter(start, upTo(3) === 0 ? 0 : upTo(30))),
      review_on: kind === 2 ? dayAfter(start, 3) : null,
    };
  };

  const modelled: Modelled[] = Array.from({ length: 30 }, () => ({
    id: null,
    deadline: null,
    standing: false,
    changed_on: '',
  }));
  /** Key of a transition → the first moment at which it could be written. */
  const expected = new Map<string, string>();
  const waiting = new Set<string>();
  const expectOnce = (promise: Modelled, name: string, day: string) => {
    const key = `${promise.id} promise.${name} ${day}`;
    if (!expected.has(key)) waiting.add(key);
    if (!expected.has(key)) expected.set(key, '');
  };
  const local = (instant: number) => new Date(instant).toLocaleDateString('sv-SE', { timeZone: timezone });

  /** Changes at most one promise a day each, so that what it is on a day is beyond doubt. */
  const changeSomething = async (today: string) => {
    const promise = modelled[upTo(modelled.length)];
    if (!promise || promise.changed_on === today) return;
    const deadline = anyDeadline(today);
    if (promise.id === null) {
      Object.assign(promise, { id: await publish(server, deadline), deadline, standing: true });
    } else if (promise.standing && upTo(2) === 0) {
      if (JSON.stringify(deadline) === JSON.stringify(promise.deadline)) return;
      await move(server, promise.id, deadline);
      promise.deadline = deadline;
    } else if (promise.standing && upTo(4) === 0) {
      await (upTo(2) === 0 ? rule : withdraw)(server, promise.id);
      promise.standing = false;
    } else return;
    promise.changed_on = today;
    if (!promise.standing || !promise.deadline) return;
    for (const name of fallsOn(promise.deadline, today)) expectOnce(promise, name, today);
    for (const [name, day] of lateNews(promise.deadline, today)) expectOnce(promise, name, day);
  };

  const start = Date.parse(from);
  let today = local(start);
  let outage_until = 0;
  for (let hour = 1; hour <= hours; hour += 1) {
    const instant = start + hour * HOUR_MS;
    server.clock.set(new Date(instant).toISOString());
    for (const day = local(instant); today < day; ) {
      today = dayAfter(today, 1);
      for (const promise of modelled) {
        if (!promise.standing || !promise.deadline) continue;
        for (const name of fallsOn(promise.deadline, today)) expectOnce(promise, name, today);
      }
    }
    // What changes as a day begins was never so on that day; the model has no word for that instant.
    const beginsDay = local(instant - 1) !== today;
    if (upTo(60) === 0 && !beginsDay) await changeSomething(today);
    if (hour > outage_until && upTo(700) === 0) outage_until = hour + upTo(24 * 20);
    if (hour <= outage_until) continue;
    const other = others[0];
    const which = upTo(10);
    if (hour === outage_until + 1 && other && which < 3) {
      await other.app.close();
      others.length = 0;
      await startOther();
    } else if (which < 5) await followCalendar(server.server);
    else if (which < 9 && other) await followCalendar(other.server);
    else await Promise.all([server.server, ...others.map((o) => o.server)].map((one) => followCalendar(one)));
    for (const key of waiting) expected.set(key, new Date(instant).toISOString());
    waiting.clear();
  }
  await followCalendar(server.server);
  for (const key of waiting) expected.set(key, server.clock.now().toISOString());

  const written = await lines(server);
  for (const { app } of others) await app.close();
  await server.close();
  return { written, expected, timezone };
};

const YEAR_HOURS = 365 * 24;
const years = [
  ['Europe/Kyiv', '2025-01-01T12:00:00.000Z'],
  ['America/New_York', '2026-01-01T12:00:00.000Z'],
  ['Australia/Lord_Howe', '2025-07-01T12:00:00.000Z'],
  ['Asia/Tehran', '2021-09-01T12:00:00.000Z'],
  // Where 30 December 2011 did not happen.
  ['Pacific/Apia', '2011-03-01T12:00:00.000Z'],
] as const;

test.each(years)(
  'in a year in %s from %s, with outages and two processes, every transition is written exactly once, none lost, none early',
  async (timezone, from) => {
    const { written, expected } = await simulate(timezone, from, YEAR_HOURS, randomInt(2 ** 31));
    const keys = written.map(({ subject_id, action, day }) => `${subject_id} ${action} ${day}`);
    expect(keys.length).toBeGreaterThan(50);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(keys)).toEqual(new Set(expected.keys()));
    for (const [i, line] of written.entries())
      expect([keys[i], line.at]).toEqual([keys[i], expected.get(keys[i] ?? '')]);
    // Those written at one moment stand in the order in which they fell, but for news that came late.
    for (const { at, day } of written) expect(day <= local(at, timezone)).toBe(true);
  },
  120_000,
);

const local = (at: string, timezone: string): string =>
  new Date(at).toLocaleDateString('sv-SE', { timeZone: timezone });
