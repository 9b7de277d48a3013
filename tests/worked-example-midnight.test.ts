/** The worked example through everything that tells of it, on both sides of one midnight, in many timezones. */
import { expect, test } from 'vitest';
import { followCalendar } from '../src/features/reminders/transitions.ts';
import { atLength } from './setup/length.ts';
import { publicPromise, publishOutcome } from './setup/promises.ts';
import { startServer, type TestServer } from './setup/server.ts';

/** When 6 September 2025 begins there: west of UTC, there, and east of it by quarters and by half of a day first. */
const MIDNIGHTS = [
  ['America/New_York', '2025-09-06T04:00:00.000Z'],
  ['UTC', '2025-09-06T00:00:00.000Z'],
  ['Asia/Kathmandu', '2025-09-05T18:15:00.000Z'],
  ['Pacific/Apia', '2025-09-05T11:00:00.000Z'],
  ['America/Santiago', '2025-09-06T04:00:00.000Z'],
  ['Europe/Kyiv', '2025-09-05T21:00:00.000Z'],
  ['Africa/Cairo', '2025-09-05T21:00:00.000Z'],
  ['Australia/Lord_Howe', '2025-09-05T13:30:00.000Z'],
] as const;

const PHRASE = 'maybe in two weeks, three weeks';

/** Whether the promise is overdue, by each thing that says so. */
const overdueBy = async (server: TestServer, id: string) => {
  await followCalendar(server.server);
  const { json: item } = await server.get(`/v1/claims/${id}`);
  const { json: list } = await server.get('/v1/claims?kind=promise');
  const { json: desk } = await server.get('/v1/promises?timeliness=overdue&result=none&count=exact');
  const { json: summary } = await server.get('/v1/promises/summary');
  const { body: calendar } = await server.get('/v1/promises/calendar.ics?timeliness=overdue');
  const { json: feed } = await server.get('/v1/promises/feed.json');
  const { body: atom } = await server.get('/v1/promises/feed.atom');
  const { json: events } = await server.get('/v1/events?action=promise.overdue', 'editor');
  return {
    item: item.promise.timeliness,
    days: item.promise.days_overdue ?? -item.promise.days_left,
    list: list.data[0].promise.timeliness,
    desk: desk.data.length,
    count: desk.count.value,
    summary: summary.all.timeliness.counts.overdue,
    speaker: summary.data[0].timeliness.counts.overdue,
    calendar: calendar.split('BEGIN:VEVENT').length - 1,
    feed: feed.items.filter(({ tags }: { tags: string[] }) => tags.includes('overdue')).length,
    atom: atom.split('<category term="overdue"/>').length - 1,
    ledger: events.data.length,
  };
};

const BEFORE = {
  item: 'in_window',
  days: -0,
  list: 'in_window',
  ...{ desk: 0, count: 0, summary: 0, speaker: 0, calendar: 0, feed: 0, atom: 0, ledger: 0 },
};
const AFTER = {
  item: 'overdue',
  days: 1,
  list: 'overdue',
  ...{ desk: 1, count: 1, summary: 1, speaker: 1, calendar: 1, feed: 1, atom: 1, ledger: 1 },
};

test.each(MIDNIGHTS.slice(0, atLength(4, MIDNIGHTS.length)))(
  'in %s the promise of sanctions is overdue at %s and not a millisecond before, everywhere; done on 22 October it is late by 47 days',
  async (timezone, midnight) => {
    const server = await startServer({
      now: '2025-08-16T12:00:00.000Z',
      settings: { ONRECORD_TIMEZONE: timezone },
    });
    const { id, promise } = await publicPromise(server, {
      text: 'Sanctions might be imposed in two to three weeks.',
      speaker: 'Donald Trump',
      quote: PHRASE,
      promise: { action: 'Impose them.', criteria: 'New sanctions.', deadline: { phrase: PHRASE } },
    });
    expect(promise.deadline).toMatchObject({
      window_start: '2025-08-29',
      window_end: '2025-09-05',
      hedged: true,
    });
    server.clock.set(new Date(Date.parse(midnight) - 1).toISOString());
    expect(await overdueBy(server, id)).toEqual(BEFORE);
    server.clock.set(midnight);
    expect(await overdueBy(server, id)).toEqual(AFTER);

    server.clock.set('2025-10-24T12:00:00.000Z');
    const ruling = { result: 'kept', occurred_on: '2025-10-22' };
    expect((await publishOutcome(server, id, ruling)).json).toMatchObject({
      timeliness: 'late',
      days_late: 47,
    });
    const { json: late } = await server.get('/v1/promises?timeliness=late');
    expect(late.data[0].promise).toMatchObject({ timeliness: 'late', days_late: 47, days_overdue: null });
    expect((await server.get('/v1/promises?timeliness=overdue')).json.data).toEqual([]);
    await server.close();
  },
);
