import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { daysBetween, type Timeliness, timelinessOf } from '../src/record/timeliness.ts';
import { atLength } from './setup/length.ts';
import { bridge, publicPromise } from './setup/promises.ts';
import { startServer, type TestServer } from './setup/server.ts';

const WINDOW = { window_start: '2025-08-29', window_end: '2025-09-05', result: '', done_on: '' };
const NO_DAYS = { days_left: null, days_overdue: null, days_late: null };

describe('without a ruling', () => {
  test.each<[string, Timeliness, object]>([
    ['2025-08-28', 'not_due', { days_left: 8 }],
    ['2025-08-29', 'in_window', { days_left: 7 }],
    ['2025-09-05', 'in_window', { days_left: 0 }],
    ['2025-09-06', 'overdue', { days_overdue: 1 }],
    ['2026-09-05', 'overdue', { days_overdue: 365 }],
  ])('on %s a window from 29 August to 5 September is %s', (today, timeliness, days) => {
    expect(timelinessOf(WINDOW, today)).toEqual({ ...NO_DAYS, timeliness, ...days });
  });

  test('an open window is never overdue and has no days left', () => {
    const open = { ...WINDOW, window_end: '' };
    expect(timelinessOf(open, '2025-08-28')).toEqual({ ...NO_DAYS, timeliness: 'not_due' });
    expect(timelinessOf(open, '2999-01-01')).toEqual({ ...NO_DAYS, timeliness: 'in_window' });
  });

  test('what has no window has no deadline, ever', () => {
    const vague = { ...WINDOW, window_start: '', window_end: '' };
    expect(timelinessOf(vague, '2999-01-01').timeliness).toBe('no_deadline');
  });
});

describe('with a ruling', () => {
  test.each<[string, string, Timeliness, number | null]>([
    ['kept', '2025-08-01', 'on_time', null],
    ['kept', '2025-09-05', 'on_time', null],
    ['kept', '2025-09-06', 'late', 1],
    ['kept', '2025-10-22', 'late', 47],
    ['partly_kept', '2025-09-05', 'on_time', null],
    ['partly_kept', '2025-10-22', 'late', 47],
  ])('%s on %s is %s, whatever the day is', (result, done_on, timeliness, days_late) => {
    for (const today of ['2025-08-01', '2025-09-05', '2030-01-01']) {
      expect(timelinessOf({ ...WINDOW, result, done_on }, today)).toEqual({
        ...NO_DAYS,
        timeliness,
        days_late,
      });
    }
  });

  test.each<[string, Timeliness]>([
    ['not_kept', 'overdue'],
    ['unclear_evidence', 'overdue'],
    ['partly_kept', 'overdue'],
    ['kept', 'no_deadline'],
    ['superseded', 'no_deadline'],
    ['condition_not_met', 'no_deadline'],
    ['annulled', 'no_deadline'],
  ])('after the window %s without a day is %s', (result, timeliness) => {
    expect(timelinessOf({ ...WINDOW, result }, '2025-10-01').timeliness).toBe(timeliness);
  });

  test('a promise kept before an open window began is on time', () => {
    const open = { ...WINDOW, window_end: '', result: 'kept', done_on: '2025-08-01' };
    expect(timelinessOf(open, '2025-10-01').timeliness).toBe('on_time');
  });
});

const HOUR_MS = 3_600_000;

/** Places and the days around their clock changes, leap days and the change of the date line’s side. */
const PLACES: [string, string[]][] = [
  ['America/New_York', ['2025-03-09', '2025-11-02', '2024-02-29']],
  ['Europe/Kyiv', ['2025-03-30', '2025-10-26', '2025-12-31']],
  ['Australia/Lord_Howe', ['2025-04-06', '2025-10-05', '2025-09-05']],
  ['Africa/Cairo', ['2025-04-25', '2025-10-31', '2025-09-05']],
  ['America/Santiago', ['2025-04-06', '2025-09-07', '2025-12-31']],
];

describe.each(PLACES)('in %s', (timezone, days) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({
      now: '2024-01-01T12:00:00.000Z',
      settings: { ONRECORD_TIMEZONE: timezone },
    });
  });
  afterAll(() => server.close());

  /** The calendar day there, told in another way than the server tells it. */
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, dateStyle: 'short' });
  const dayThere = (instant: number): string => {
    const parts = format.formatToParts(instant);
    const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
    return `${part('year')}-${part('month')}-${part('day')}`;
  };

  test.each(days)('a window that ends on %s is over when that day is, to the millisecond', async (day) => {
    const deadline = { kind: 'calendar', window_start: day, window_end: day };
    const { id } = await publicPromise(server, { said_on: '2023-12-15', promise: { ...bridge, deadline } });
    const noon = Date.parse(`${day}T12:00:00Z`);
    let changes = 0;
    let before: string | null = null;
    for (let hour = -36; hour <= 48; hour += 1) {
      const isNearMidnight = dayThere(noon + (hour - 2) * HOUR_MS) !== dayThere(noon + (hour + 2) * HOUR_MS);
      if (!isNearMidnight && hour % atLength(6, 1) !== 0) continue;
      const instants = [noon + hour * HOUR_MS - 1, noon + hour * HOUR_MS, noon + (hour + 0.5) * HOUR_MS - 1];
      for (const instant of instants) {
        server.clock.set(new Date(instant).toISOString());
        const { promise } = (await server.get(`/v1/claims/${id}`)).json;
        const left = daysBetween(dayThere(instant), day);
        const expected = left > 0 ? 'not_due' : left === 0 ? 'in_window' : 'overdue';
        expect(
          [promise.timeliness, promise.days_left ?? -promise.days_overdue],
          new Date(instant).toISOString(),
        ).toEqual([expected, left]);
        if (before !== null && before !== promise.timeliness) changes += 1;
        before = promise.timeliness;
      }
    }
    expect(changes).toBe(2);
  });
});

test('an answer’s ETag changes with the day and not before', async () => {
  const server = await startServer({ now: '2025-09-05T23:59:59.999Z' });
  const deadline = { kind: 'calendar', window_start: '2025-09-01', window_end: '2025-09-05' };
  const { id } = await publicPromise(server, { promise: { ...bridge, deadline } });
  const read = () => server.get(`/v1/claims/${id}`);
  const evening = await read();
  expect((await read()).headers.etag).toBe(evening.headers.etag);
  server.clock.set('2025-09-06T00:00:00.000Z');
  expect((await read()).headers.etag).not.toBe(evening.headers.etag);
  await server.close();
});

test('a day of long ago is written with four digits', async () => {
  const server = await startServer();
  for (const [as_of, today] of [
    ['0585-03-17', '0585-03-17'],
    ['0585-03-17T16:32:57%2B17:52', '0585-03-16'],
    ['0001-01-01T00:00:00Z', '0001-01-01'],
  ]) {
    const { json } = await server.get(`/v1/promises/summary?as_of=${as_of}`);
    expect(json.today).toBe(today);
  }
  await server.close();
});

test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
  'the first and the last days that there are can be asked for in %s',
  async (timezone) => {
    const server = await startServer({ settings: { ONRECORD_TIMEZONE: timezone } });
    const deadline = { kind: 'calendar', window_start: '9999-12-29', window_end: '9999-12-30' };
    const { id } = await publicPromise(server, { promise: { ...bridge, deadline } });
    for (const [as_of, timeliness, days_left, days_overdue] of [
      ['9999-12-28', 'not_due', 2, null],
      ['9999-12-30', 'in_window', 0, null],
      ['9999-12-31', 'overdue', null, 1],
      ['9999-12-31T23:59:59.999Z', 'overdue', null, 1],
      [
        '9999-12-31T09:59:59.999Z',
        ...(timezone.endsWith('Pago_Pago') ? ['in_window', 0, null] : ['overdue', null, 1]),
      ],
    ]) {
      const { promise } = (await server.get(`/v1/claims/${id}?as_of=${as_of}`)).json;
      expect(promise).toMatchObject({ timeliness, days_left, days_overdue });
      const listed = (await server.get(`/v1/promises?timeliness=${timeliness}&as_of=${as_of}`)).json;
      expect(listed.data).toMatchObject([{ id, promise: { timeliness, days_left, days_overdue } }]);
      const { all } = (await server.get(`/v1/promises/summary?as_of=${as_of}`)).json;
      expect(all.timeliness.counts[String(timeliness)]).toBe(1);
    }
    for (const as_of of ['0001-01-01', '0001-01-01T00:00:00Z', '0001-01-02']) {
      expect((await server.get(`/v1/claims/${id}?as_of=${as_of}`)).status).toBe(404);
      for (const list of ['claims', 'promises', 'topics', 'quotes', 'anchors']) {
        expect((await server.get(`/v1/${list}?as_of=${as_of}`)).json.data).toEqual([]);
      }
    }
    await server.close();
  },
);
