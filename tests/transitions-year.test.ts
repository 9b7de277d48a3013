/** A year of a newsroom, step by step, with a plain model beside it that shares nothing with the server. */
import type { FastifyInstance } from 'fastify';
import { expect, onTestFailed, onTestFinished, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { createServices } from '../src/services.ts';
import { openDatabase } from '../src/db/database.ts';
import { waitMs } from '../src/features/reminders/scheduler.ts';
import { followCalendar } from '../src/features/reminders/transitions.ts';
import type { Services } from '../src/http/services.ts';
import { atLength } from './setup/length.ts';
import { serve } from './setup/process.ts';
import { SEED } from './setup/seed.ts';
import { startServer } from './setup/server.ts';
import {
  correct,
  type Deadline,
  dayAfter,
  lines,
  move,
  publish,
  review,
  rule,
  window,
  withdraw,
} from './setup/transitions.ts';

const HOUR_MS = 3_600_000;
const DAYS = atLength(40, 365);
const PROMISES = 30;
const ANCHORS = ['summit', 'vote'];

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/** The day there is in a timezone at an instant, told in another way than the server tells it. */
const dayIn = (timezone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
  return (instant: number): string => format.format(instant);
};

interface Modelled {
  id: string | null;
  deadline: Deadline;
  /** The event that its deadline hangs on. */
  anchor: string | null;
  /** Public, and neither ruled nor withdrawn. */
  stands: boolean;
  withdrawn: boolean;
  /** What its present version brought with it today, as long as nobody has looked. */
  news: string[];
  /** When it last changed. */
  changed: number;
}

/** What a deadline means, said once more and otherwise: for each day, what falls on it. */
const fallsOn = ({ window_start, window_end, review_on }: Deadline, day: string): string[] => [
  ...(window_start === day ? [`opened ${day}`] : []),
  ...(window_end !== null && dayAfter(day, 1) === window_end ? [`due_tomorrow ${day}`] : []),
  ...(window_end !== null && dayAfter(day, -1) === window_end ? [`overdue ${day}`] : []),
  ...(review_on === day ? [`review_due ${day}`] : []),
];

/** What a deadline that comes on `day` says of days before it. */
const lateNews = ({ window_start, window_end, review_on }: Deadline, day: string): string[] => [
  ...(window_end !== null && dayAfter(window_end, 1) < day ? [`overdue ${dayAfter(window_end, 1)}`] : []),
  ...(window_start !== null && window_start < day && (window_end === null || day <= window_end)
    ? [`opened ${window_start}`]
    : []),
  ...(review_on !== null && review_on < day ? [`review_due ${review_on}`] : []),
];

const simulate = async (timezone: string, from: string, seed: number) => {
  onTestFailed(() => console.error(`the seed was ${seed}`));
  const chance = random(seed);
  const upTo = (n: number) => Math.floor(chance() * n);
  const dayThere = dayIn(timezone);
  const server = await startServer({ now: from, settings: { ONRECORD_TIMEZONE: timezone } });
  const others: { server: Services; app: FastifyInstance }[] = [];
  const startOther = async () => {
    const database = await openDatabase(server.database_url);
    const other = createServices(server.config, database, { clock: server.clock });
    const app = await buildApp(server.config, database, { clock: server.clock });
    await app.ready();
    others.push({ server: other, app });
  };
  for (const key of ANCHORS) await server.post('/v1/anchors', { key, title: key, phrases: [] }, 'editor');
  await startOther();

  const start = Date.parse(from);
  const spoken_on = dayThere(start);
  let now = start;
  let today = spoken_on;
  const dates = new Map<string, string | null>(ANCHORS.map((key) => [key, null]));
  const hangingOn = (key: string): Deadline => {
    const date = dates.get(key) ?? null;
    const [window_start, window_end] = date === null ? [null, null] : [spoken_on, dayAfter(date, -1)];
    return { kind: 'event', window_start, window_end, review_on: null };
  };
  const modelled: Modelled[] = Array.from({ length: PROMISES }, () => ({
    id: null,
    deadline: review(spoken_on),
    anchor: null,
    stands: false,
    withdrawn: false,
    news: [],
    changed: 0,
  }));

  /** Each transition to come, and when it can have been written first. */
  const expected = new Map<string, string>();
  const waiting = new Set<string>();
  const expectOnce = ({ id }: Modelled, names: readonly string[]) => {
    for (const name of names) if (!expected.has(`${id} ${name}`)) waiting.add(`${id} ${name}`);
  };
  const tellNews = () => {
    for (const promise of modelled) expectOnce(promise, promise.news.splice(0));
  };
  const looked = () => {
    tellNews();
    for (const key of waiting) expected.set(key, new Date(now).toISOString());
    waiting.clear();
  };
  const changed = (promise: Modelled) => {
    const { deadline, stands } = promise;
    promise.news = stands ? [...fallsOn(deadline, today), ...lateNews(deadline, today)] : [];
    promise.changed = now;
  };

  const anyDeadline = (): Deadline => {
    const from_day = dayAfter(today, upTo(60) - 15);
    const kind = upTo(8);
    if (kind === 0) return review(from_day);
    if (kind === 1) return window(from_day, null);
    const whole = window(from_day, dayAfter(from_day, upTo(3) === 0 ? 0 : upTo(30)));
    return { ...whole, review_on: kind === 2 ? dayAfter(from_day, 3) : null };
  };
  const publishOne = async (promise: Modelled) => {
    promise.anchor = upTo(5) === 0 ? (ANCHORS[upTo(ANCHORS.length)] ?? null) : null;
    promise.deadline = promise.anchor === null ? anyDeadline() : hangingOn(promise.anchor);
    const hung = {
      phrase: 'before that',
      reference_date: spoken_on,
      anchor: { key: promise.anchor, relation: 'before' },
    };
    promise.id = await publish(server, promise.anchor === null ? promise.deadline : hung);
    promise.stands = true;
  };
  let texts = 0;
  const changeOne = async (promise: Modelled): Promise<void> => {
    const { id, anchor } = promise;
    if (id === null) await publishOne(promise);
    else if (!promise.stands) return;
    else if (upTo(6) === 0) {
      promise.stands = false;
      promise.withdrawn = upTo(2) === 0;
      await (promise.withdrawn ? withdraw : rule)(server, id);
    } else if (anchor !== null || upTo(3) === 0) {
      texts += 1;
      await correct(server, `/v1/claims/${id}`, { text: `The bridge will be built: ${texts}.` });
    } else {
      const deadline = anyDeadline();
      if (JSON.stringify(deadline) === JSON.stringify(promise.deadline)) return;
      promise.deadline = deadline;
      if (upTo(2) === 0) await move(server, id, { ...deadline, window_passed: true });
      else {
        const said = { ...deadline, phrase: 'rather then', reference_date: today, window_passed: true };
        const { json } = await server.post(`/v1/claims/${id}/deadlines`, said, 'reporter');
        const confirm = `/v1/claims/${id}/deadlines/${json.position}/confirm`;
        expect((await server.post(confirm, {}, 'editor')).status).toBe(200);
      }
    }
    changed(promise);
  };
  const moveEvent = async () => {
    const key = ANCHORS[upTo(ANCHORS.length)] ?? '';
    const date = upTo(4) === 0 ? null : dayAfter(today, upTo(40) - 3);
    if (date === dates.get(key) || (date !== null && date <= dayAfter(spoken_on, 1))) return;
    const { id } = (await server.get(`/v1/anchors/${key}`)).json;
    await correct(server, `/v1/anchors/${id}`, { date });
    dates.set(key, date);
    for (const promise of modelled) {
      if (promise.anchor !== key || promise.id === null || promise.withdrawn) continue;
      promise.deadline = hangingOn(key);
      changed(promise);
    }
  };
  let last: Modelled | undefined;
  /** Often the promise that changed last, and several changes at one moment too. */
  const changeSomething = async () => {
    if (upTo(12) === 0) return moveEvent();
    if (upTo(3) > 0) last = modelled[upTo(modelled.length)];
    do if (last) await changeOne(last);
    while (upTo(4) === 0);
  };

  const look = async () => {
    const [other] = others;
    const which = upTo(10);
    if (which < 4) await followCalendar(server.server);
    else if (which < 8 && other) await followCalendar(other.server);
    else
      await Promise.all(
        [server.server, ...others.map((one) => one.server)].map((one) => followCalendar(one)),
      );
    looked();
  };

  /** Moments to visit: each hour, and the last and the first millisecond of each day. */
  const moments = function* () {
    for (let hour = 1; hour <= DAYS * 24; hour += 1) {
      let [before, after] = [start + (hour - 1) * HOUR_MS, start + hour * HOUR_MS];
      const end = after;
      if (dayThere(before) !== dayThere(after)) {
        while (after - before > 1) {
          const middle = Math.floor((before + after) / 2);
          if (dayThere(middle) === dayThere(end)) after = middle;
          else before = middle;
        }
        yield before;
        yield after;
      }
      if (end !== after || dayThere(end - 1) === dayThere(end)) yield end;
    }
  };

  let outage_until = 0;
  for (const moment of moments()) {
    now = moment;
    server.clock.set(new Date(now).toISOString());
    const day = dayThere(now);
    const begins = day !== today;
    if (begins) {
      tellNews();
      const yesterday = today;
      today = day;
      // What changes as a day begins was never otherwise on it.
      if (upTo(6) === 0) await changeSomething();
      for (let next = dayAfter(yesterday, 1); next <= day; next = dayAfter(next, 1)) {
        for (const promise of modelled) {
          if (promise.stands && promise.changed !== now) expectOnce(promise, fallsOn(promise.deadline, next));
        }
      }
    } else if (upTo(atLength(5, 25)) === 0) await changeSomething();
    if (now >= outage_until && upTo(500) === 0) outage_until = now + upTo(24 * 20) * HOUR_MS;
    if (now < outage_until || upTo(6) === 0) continue;
    const [other] = others;
    // Its own timer is a real one, which must not ring before the test is over.
    if (other && waitMs(server.server) > HOUR_MS / 6 && upTo(300) === 0) {
      await other.app.close();
      others.length = 0;
      await startOther();
      looked();
    } else await look();
  }
  await look();

  const written = await lines(server);
  for (const { app } of others) await app.close();
  await server.close();
  return { written, expected };
};

/** Where days are odd, with the day on which they are: half of the time lies before it and half behind. */
const PLACES = [
  ['Europe/Kyiv', '2025-03-30'],
  ['America/New_York', '2026-11-01'],
  // Half an hour of daylight saving.
  ['Australia/Lord_Howe', '2025-10-05'],
  // Where the clock changes at midnight, so that a day begins at 01:00 or a midnight comes twice.
  ['Africa/Cairo', '2025-04-25'],
  ['America/Santiago', '2025-04-06'],
  ['Asia/Kathmandu', '2025-04-14'],
  // Where 30 December 2011 did not happen.
  ['Pacific/Apia', '2011-12-30'],
] as const;

test.each(PLACES)(
  'in %s around %s, for weeks or a year, with outages and two servers, every transition is written exactly once, none lost, none early',
  async (timezone, day) => {
    const from = `${dayAfter(day, -Math.floor(DAYS / 2))}T12:00:00.000Z`;
    const { written, expected } = await simulate(timezone, from, SEED);
    const keys = written.map(({ subject_id, action, day }) => `${subject_id} ${action.slice(8)} ${day}`);
    expect(keys.length).toBeGreaterThan(20);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(keys)).toEqual(new Set(expected.keys()));
    for (const [i, { at }] of written.entries())
      expect([keys[i], at]).toEqual([keys[i], expected.get(keys[i] ?? '')]);
    const dayThere = dayIn(timezone);
    for (const { at, day } of written) expect(day <= dayThere(Date.parse(at))).toBe(true);
  },
  180_000,
);

const MISSED = atLength(20, 60);

test('three processes that start at once after months write every missed transition once between them', async () => {
  const server = await startServer({ now: '2024-06-01T12:00:00.000Z' });
  const expected: string[] = [];
  for (let i = 0; i < MISSED; i += 1) {
    const [first, last] = [dayAfter('2024-06-10', i), dayAfter('2024-06-20', 2 * i)];
    const id = await publish(server, window(first, last));
    expected.push(`${id} opened ${first}`, `${id} due_tomorrow ${dayAfter(last, -1)}`);
    expected.push(`${id} overdue ${dayAfter(last, 1)}`);
  }
  const settings = {
    ONRECORD_DATABASE_URL: server.database_url,
    ONRECORD_LOG_LEVEL: 'error',
    ONRECORD_SEED: 'false',
    HOST: '127.0.0.1',
  };
  const start = async () => {
    const running = await serve(settings);
    onTestFinished(() => void running.child.kill('SIGKILL'));
    return running;
  };
  const processes = await Promise.all([start(), start(), start()]);
  await expect.poll(async () => (await lines(server)).length, { timeout: 60_000 }).toBe(expected.length);
  for (const { child, ended } of processes) {
    child.kill();
    expect((await ended).stderr).toBe('');
  }
  const written = await lines(server);
  expect(
    written.map(({ subject_id, action, day }) => `${subject_id} ${action.slice(8)} ${day}`).sort(),
  ).toEqual(expected.sort());
  expect(written.map(({ day }) => day)).toEqual(written.map(({ day }) => day).sort());
  await server.close();
});
