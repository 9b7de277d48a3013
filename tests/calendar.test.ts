import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escapeText, fold, iCalendar } from '../src/features/reminders/icalendar.ts';
import { startServer, type TestServer } from './setup/server.ts';

interface Property {
  name: string;
  parameters: Record<string, string>;
  value: string;
}
interface Component {
  name: string;
  properties: Property[];
  parts: Component[];
}

/** A second, strict reading of RFC 5545, which shares nothing with what writes it. */
const parse = (text: string): Component => {
  expect(text.endsWith('\r\n')).toBe(true);
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    expect(line).not.toMatch(/[\r\n]/);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toContain('\ufffd');
  }
  const lines = physical.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  const stack: Component[] = [{ name: 'ROOT', properties: [], parts: [] }];
  for (const line of lines) {
    const match = /^([A-Z-]+)((?:;[A-Z-]+=[^;:"]+)*):(.*)$/su.exec(line);
    if (!match) throw new Error(`not a content line: ${line}`);
    const [, name = '', parameters = '', value = ''] = match;
    if (name === 'BEGIN') stack.push({ name: value, properties: [], parts: [] });
    else if (name === 'END') {
      const done = stack.pop();
      expect(done?.name).toBe(value);
      if (done) stack.at(-1)?.parts.push(done);
    } else {
      const pairs = parameters
        .split(';')
        .slice(1)
        .map((pair) => pair.split('='));
      stack.at(-1)?.properties.push({ name, value, parameters: Object.fromEntries(pairs) });
    }
  }
  const [calendar] = stack[0]?.parts ?? [];
  if (!calendar || stack.length !== 1 || stack[0]?.parts.length !== 1) throw new Error('not one calendar');
  return calendar;
};

const unescaped = (value: string): string =>
  value.replaceAll(/\\([\\;,nN])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character));

const propertyValue = (component: Component | undefined, name: string): string => {
  const found = component?.properties.filter((property) => property.name === name) ?? [];
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0]?.value ?? '';
};

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ now: '2025-08-20T12:00:00.000Z' });
});
afterAll(() => server.close());

const calendar = async (query = ''): Promise<Component> => {
  const { status, body } = await server.get(`/v1/promises/calendar.ics${query}`);
  expect(status).toBe(200);
  return parse(body);
};
const eventOf = async (id: string, query = ''): Promise<Component | undefined> =>
  (await calendar(query)).parts.find((part) => propertyValue(part, 'UID') === `${id}@onrecord`);

const promise = async (
  deadline: Record<string, unknown> | null,
  more: { text?: string; topics?: string[]; speaker?: string } = {},
): Promise<string> => {
  const speaker = more.speaker ?? 'ann-example';
  await server.post('/v1/speakers', { name: speaker, slug: speaker }, 'reporter');
  const created = await server.post(
    '/v1/claims?allow_duplicate=true',
    {
      kind: 'promise',
      text: more.text ?? 'Ann will build the bridge.',
      claimants: [speaker],
      topics: more.topics ?? [],
      promise: { action: 'Build it', criteria: 'One can cross it', deadline },
    },
    'reporter',
  );
  expect(created.status).toBe(201);
  await server.post(`/v1/claims/${created.json.id}/publish`, {}, 'editor');
  return created.json.id;
};

const WINDOW = {
  phrase: 'maybe in two weeks, three weeks',
  reference_date: '2025-08-15',
  kind: 'duration',
  window_start: '2025-08-29',
  window_end: '2025-09-05',
  hedged: true,
};
const correction = { kind: 'correction', note: 'Heard anew.' };

test('a calendar of nothing is still a calendar', async () => {
  const { name, parts } = await calendar('?result=annulled');
  expect(name).toBe('VCALENDAR');
  expect(parts.map((part) => part.name)).toEqual(['VTIMEZONE']);
});

test('a window is an all-day entry that ends the day after its last day', async () => {
  const id = await promise(WINDOW, { topics: ['bridges', 'roads; and, rails'] });
  const whole = await calendar();
  for (const [name, value] of [
    ['VERSION', '2.0'],
    // A METHOD would make it a scheduling message (RFC 5546), of which each entry needs an organizer.
    ['METHOD', ''],
    ['X-WR-CALNAME', 'Promises'],
    ['REFRESH-INTERVAL', 'PT6H'],
  ]) {
    expect(propertyValue(whole, name ?? '')).toBe(value);
  }
  const event = await eventOf(id);
  expect(event?.properties).toEqual(
    expect.arrayContaining([
      { name: 'DTSTART', parameters: { VALUE: 'DATE' }, value: '20250829' },
      { name: 'DTEND', parameters: { VALUE: 'DATE' }, value: '20250906' },
      { name: 'DTSTAMP', parameters: {}, value: '20250820T120000Z' },
      { name: 'SEQUENCE', parameters: {}, value: '0' },
      { name: 'STATUS', parameters: {}, value: 'TENTATIVE' },
      { name: 'CATEGORIES', parameters: {}, value: 'Promise,bridges,roads\\; and\\, rails' },
      { name: 'URL', parameters: {}, value: `http://onrecord.test/v1/claims/${id}` },
    ]),
  );
  expect(propertyValue(event, 'SUMMARY')).toBe('Ann will build the bridge.');
  expect(unescaped(propertyValue(event, 'DESCRIPTION'))).toBe(
    [
      'In the words of ann-example: “maybe in two weeks, three weeks” (2025-08-15)',
      'Window: 2025-08-29 to 2025-09-05, hedged by the speaker.',
      'Done when: One can cross it',
      'Not ruled. When its window has passed a promise is overdue, which does not say that it was broken.',
      `http://onrecord.test/v1/claims/${id}`,
    ].join('\n'),
  );
});

test('alarms ring 7 days and 1 day before the last day, and on the day after it', async () => {
  const event = await eventOf(await promise(WINDOW));
  const end = Date.parse('2025-09-06T00:00:00Z');
  const rings = event?.parts.map((alarm) => {
    expect(alarm.name).toBe('VALARM');
    expect(propertyValue(alarm, 'ACTION')).toBe('DISPLAY');
    expect(propertyValue(alarm, 'DESCRIPTION')).not.toBe('');
    const trigger = alarm.properties.find((property) => property.name === 'TRIGGER');
    expect(trigger?.parameters).toEqual({ RELATED: 'END' });
    const [, sign, days = 0, hours = 0] = /^(-?)P(?:(\d+)D)?T(\d+)H$/.exec(trigger?.value ?? '') ?? [];
    const hours_after = (Number(days) * 24 + Number(hours)) * (sign === '-' ? -1 : 1);
    return new Date(end + hours_after * 3_600_000).toISOString().slice(0, 16);
  });
  expect(rings).toEqual(['2025-08-29T09:00', '2025-09-04T09:00', '2025-09-06T09:00']);
});

test('a deadline that moves is the same entry with a higher SEQUENCE; a typo is not a move', async () => {
  const id = await promise(WINDOW);
  const move = async (deadline: Record<string, unknown>) =>
    expect(
      (await server.patch(`/v1/claims/${id}`, { promise: { deadline }, correction }, 'editor')).status,
    ).toBe(200);
  await move({ window_end: '2025-09-12' });
  const moved = await eventOf(id);
  expect([propertyValue(moved, 'SEQUENCE'), propertyValue(moved, 'DTEND')]).toEqual(['1', '20250913']);
  server.clock.set('2025-08-21T08:30:00.000Z');
  await server.patch(`/v1/claims/${id}`, { text: 'Ann will build a bridge.', correction }, 'editor');
  const corrected = await eventOf(id);
  expect(propertyValue(corrected, 'SEQUENCE')).toBe('1');
  expect(propertyValue(corrected, 'SUMMARY')).toBe('Ann will build a bridge.');
  expect(propertyValue(corrected, 'LAST-MODIFIED')).toBe('20250821T083000Z');
  await move({ window_end: '2025-09-05' });
  expect(propertyValue(await eventOf(id), 'SEQUENCE')).toBe('2');
});

test('SEQUENCE rises with every postponement and move of an event, and never falls when the days go away', async () => {
  const seen: [string, string][] = [];
  const look = async (id: string) => {
    const event = await eventOf(id);
    if (event) seen.push([propertyValue(event, 'SEQUENCE'), propertyValue(event, 'DTEND')]);
    else seen.push(['gone', '']);
  };
  const postponed = await promise(WINDOW);
  await look(postponed);
  const later = {
    ...WINDOW,
    reference_date: '2025-08-20',
    window_start: '2025-10-01',
    window_end: '2025-10-05',
  };
  await server.post(`/v1/claims/${postponed}/deadlines`, later, 'reporter');
  await look(postponed);
  await server.post(`/v1/claims/${postponed}/deadlines/2/confirm`, {}, 'editor');
  await look(postponed);
  expect(seen.splice(0)).toEqual([
    ['0', '20250906'],
    ['0', '20250906'],
    ['1', '20251006'],
  ]);

  const { json: event } = await server.post(
    '/v1/anchors',
    { key: 'summit', title: 'The summit', phrases: [] },
    'editor',
  );
  const hung = await promise({
    phrase: 'before the summit',
    reference_date: '2025-08-15',
    anchor: { key: 'summit', relation: 'before' },
  });
  await look(hung);
  for (const date of ['2025-11-01', '2025-12-01', null, '2025-12-01']) {
    await server.patch(`/v1/anchors/${event.id}`, { date, correction }, 'editor');
    await look(hung);
  }
  expect(seen).toEqual([
    ['gone', ''],
    ['1', '20251101'],
    ['2', '20251201'],
    ['gone', ''],
    ['4', '20251201'],
  ]);
});

test('an open window stands on its first day, and no window on the day to look again', async () => {
  const open = await eventOf(await promise({ kind: 'calendar', window_start: '2025-10-01' }));
  expect(propertyValue(open, 'DTSTART')).toBe('20251001');
  expect(propertyValue(open, 'DTEND')).toBe('');
  expect(propertyValue(open, 'SUMMARY')).toMatch(/^From today on: /);
  expect(open?.parts).toHaveLength(1);
  const vague = await eventOf(await promise({ kind: 'vague', phrase: 'soon', review_on: '2025-11-01' }));
  expect(propertyValue(vague, 'DTSTART')).toBe('20251101');
  expect(propertyValue(vague, 'SUMMARY')).toMatch(/^Look again: /);
  const never = await promise({ kind: 'vague', phrase: 'some day' });
  expect(await eventOf(never)).toBeUndefined();
});

test('a window up to the last day there is has a first day', async () => {
  const event = await eventOf(
    await promise({ kind: 'calendar', window_start: '2025-10-01', window_end: '9999-12-31' }),
  );
  expect(propertyValue(event, 'DTSTART')).toBe('20251001');
});

test('drafts are not on the calendar; what was withdrawn leaves it; what was ruled stays, without alarms', async () => {
  const created = await server.post(
    '/v1/claims?allow_duplicate=true',
    { kind: 'promise', text: 'A draft.', promise: { action: 'a', criteria: 'c', deadline: WINDOW } },
    'reporter',
  );
  expect(await eventOf(created.json.id)).toBeUndefined();
  const withdrawn = await promise(WINDOW);
  expect(await eventOf(withdrawn)).toBeDefined();
  await server.post(`/v1/claims/${withdrawn}/withdraw`, { reason: 'Not a promise' }, 'editor');
  expect(await eventOf(withdrawn)).toBeUndefined();
  const ruled = await promise(WINDOW);
  const { json } = await server.post(
    `/v1/claims/${ruled}/outcomes`,
    { result: 'kept', occurred_on: '2025-08-20', note: 'It stands.', evidence: [{ title: 'A visit' }] },
    'reporter',
  );
  await server.post(`/v1/outcomes/${json.id}/submit`, {}, 'reporter');
  await server.post(`/v1/outcomes/${json.id}/publish`, {}, 'editor');
  const event = await eventOf(ruled);
  expect(propertyValue(event, 'SUMMARY')).toBe('Kept: Ann will build the bridge.');
  expect(event?.parts).toEqual([]);
});

describe('filters', () => {
  let id: string;
  beforeAll(async () => {
    id = await promise(
      { ...WINDOW, window_start: '2025-08-10' },
      { speaker: 'bob-example', topics: ['rivers'] },
    );
  });
  const yes = [
    'speaker=bob-example',
    'topic=rivers',
    'timeliness=in_window',
    'progress=not_checked',
    'hedged=true',
    'speaker=bob-example&topic=rivers&hedged=true&timeliness=in_window',
  ];
  const no = [
    'speaker=ann-example',
    'topic=bridges',
    'timeliness=overdue',
    'progress=stalled',
    'hedged=false',
    'result=kept',
  ];
  test.each(yes)('%s has it', async (query) => expect(await eventOf(id, `?${query}`)).toBeDefined());
  test.each(no)('%s does not have it', async (query) =>
    expect(await eventOf(id, `?${query}`)).toBeUndefined(),
  );
  test('name the calendar', async () => {
    expect(propertyValue(await calendar('?speaker=bob-example&hedged=true'), 'X-WR-CALNAME')).toBe(
      'Promises: bob-example\\, hedged',
    );
  });
  test.each([
    'speaker=A%20B',
    'hedged=1',
    'timeliness=soon',
    'colour=red',
    'topic=a&topic=b',
    `topic=${'x'.repeat(81)}`,
  ])('%s is refused', async (query) => {
    const { status, json } = await server.get(`/v1/promises/calendar.ics?${query}`);
    expect([status, json.errors.length]).toEqual([400, 1]);
  });
});

test('asked again, it is the same to the byte, also the day after, and answers 304', async () => {
  const first = await server.get('/v1/promises/calendar.ics');
  server.clock.set('2025-08-22T12:00:00.000Z');
  const second = await server.get('/v1/promises/calendar.ics');
  expect(second.body).toBe(first.body);
  expect(second.headers['content-type']).toBe('text/calendar; charset=utf-8');
  const headers = { 'if-none-match': first.headers.etag ?? '' };
  expect(await server.ask('GET', '/v1/promises/calendar.ics', { headers })).toMatchObject({
    status: 304,
    body: '',
  });
  expect((await server.ask('HEAD', '/v1/promises/calendar.ics')).status).toBe(200);
});

describe('text', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 400 });
  const awkward = fc.string({
    unit: fc.constantFrom(
      '\\',
      ';',
      ',',
      '\n',
      '\r',
      ':',
      '"',
      'a',
      'ß',
      '„',
      '𝄞',
      '👩‍👩‍👧',
      '\u0301',
      '\u2028',
      '\u2029',
      ' ',
      '\t',
      'n',
      'N',
    ),
    maxLength: 300,
  });
  // `parse` takes U+FFFD for a sign that was cut in two.
  const text = fc
    .oneof(anything, awkward)
    .filter((value) => value.isWellFormed() && !value.includes('\ufffd'));

  test('comes back as it was, but for control characters and how lines end', () => {
    fc.assert(
      fc.property(text, (value) => {
        const plain = value.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll(/[\p{Cc}--[\t\n]]/gv, '');
        const { properties } = parse(iCalendar(['BEGIN:X', `SUMMARY:${escapeText(value)}`, 'END:X']));
        expect(unescaped(properties[0]?.value ?? '')).toBe(plain);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a folded line has 75 octets at most and unfolds to what it was', () => {
    fc.assert(
      fc.property(
        text.filter((value) => !/[\r\n]/.test(value)),
        (value) => {
          const lines = fold(value).split('\r\n');
          for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          for (const line of lines.slice(1)) expect(line.startsWith(' ')).toBe(true);
          expect(lines.map((line, i) => (i === 0 ? line : line.slice(1))).join('')).toBe(value);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('that means something elsewhere stays text in an entry', async () => {
    const hostile = `A;b,c\\n\nEND:VEVENT\r\nBEGIN:VALARM\u2028— „Größe“ 👩‍👩‍👧 ${'ü'.repeat(200)}`;
    const event = await eventOf(await promise(WINDOW, { text: hostile }));
    expect(unescaped(propertyValue(event, 'SUMMARY'))).toBe(hostile.replaceAll(/\r\n|\u2028/g, '\n'));
    expect(event?.parts).toHaveLength(3);
  });
});
