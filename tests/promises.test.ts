import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TIMELINESS } from '../src/record/timeliness.ts';
import { bridge, draftPromise, publicPromise, publishOutcome, speakerAndSource } from './setup/promises.ts';
import { startServer, type TestServer } from './setup/server.ts';

const window = (window_start: string | null, window_end: string | null, more = {}) => ({
  kind: 'calendar',
  window_start,
  window_end,
  ...more,
});

const withDeadline = (deadline: Record<string, unknown> | null, more = {}) => ({
  promise: { ...bridge, deadline, ...more },
});

describe('what a ruling needs', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ now: '2025-10-23T12:00:00.000Z' });
  });
  afterAll(() => server.close());

  const PROMISED = withDeadline(window('2025-08-29', '2025-09-05'));

  test('kept needs the day on which it happened, and the answer says that it was late and by how much', async () => {
    const claim = await publicPromise(server, PROMISED);
    const undated = await publishOutcome(server, claim.id, { result: 'kept' });
    expect(undated.status).toBe(409);
    expect(undated.json.errors).toMatchObject([{ pointer: '/occurred_on' }]);
    const late = await publishOutcome(server, claim.id, { result: 'kept', occurred_on: '2025-10-22' });
    expect(late.json).toMatchObject({ result: 'kept', timeliness: 'late', days_late: 47 });
    const read = (await server.get(`/v1/claims/${claim.id}`)).json;
    expect(read.promise).toMatchObject({
      result: 'kept',
      timeliness: 'late',
      days_late: 47,
      days_overdue: null,
    });
    expect(read.outcomes).toMatchObject([{ timeliness: 'late', days_late: 47 }]);
  });

  test('a proposed ruling tells at once whether it would be on time', async () => {
    const claim = await publicPromise(server, PROMISED);
    const ruling = { result: 'kept', occurred_on: '2025-08-16', note: 'Early.' };
    const { json } = await server.post(`/v1/claims/${claim.id}/outcomes`, ruling, 'reporter');
    expect(json).toMatchObject({ state: 'draft', timeliness: 'on_time', days_late: null });
  });

  test('no_action_found needs what was searched and as of when, and no evidence', async () => {
    const claim = await publicPromise(server, PROMISED);
    const found = { progress: 'no_action_found', evidence: [] };
    const bare = await publishOutcome(server, claim.id, found);
    expect(bare.status).toBe(409);
    expect(bare.json.errors).toMatchObject([{ pointer: '/searched' }]);
    const searched = { what: 'The register of works', as_of: '2025-10-01' };
    const told = await publishOutcome(server, claim.id, { ...found, searched });
    expect(told.json).toMatchObject({ state: 'published', searched });
  });

  test('where the condition was not met, condition_not_met is the only ruling', async () => {
    const condition = { text: 'If the loan is granted.', status: 'not_met' };
    const claim = await publicPromise(
      server,
      withDeadline(window('2025-08-29', '2025-09-05'), { condition }),
    );
    const ruling = { result: 'not_kept', note: 'No bridge.' };
    const refused = await server.post(`/v1/claims/${claim.id}/outcomes`, ruling, 'reporter');
    expect(refused.status).toBe(422);
    expect(refused.json.errors[0].pointer).toBe('/result');
    expect((await publishOutcome(server, claim.id, { result: 'condition_not_met' })).status).toBe(200);
    const { promise } = (await server.get(`/v1/claims/${claim.id}`)).json;
    expect(promise).toMatchObject({
      result: 'condition_not_met',
      timeliness: 'no_deadline',
      days_overdue: null,
    });
  });

  test('a ruling in review is refused once the condition turns out not to have been met', async () => {
    const condition = { text: 'If the loan is granted.' };
    const claim = await publicPromise(
      server,
      withDeadline(window('2025-08-29', '2025-09-05'), { condition }),
    );
    const ruling = { result: 'not_kept', note: 'No bridge.', evidence: [{ title: 'A visit' }] };
    const { id } = (await server.post(`/v1/claims/${claim.id}/outcomes`, ruling, 'reporter')).json;
    await server.post(`/v1/outcomes/${id}/submit`, {}, 'reporter');
    const correction = { kind: 'correction', note: 'The loan was refused.' };
    const patch = { promise: { condition: { status: 'not_met' } }, correction };
    const changed = await server.patch(`/v1/claims/${claim.id}`, patch, 'editor');
    expect(changed.json.promise.condition).toEqual({ text: condition.text, status: 'not_met' });
    expect((await server.post(`/v1/outcomes/${id}/publish`, {}, 'editor')).status).toBe(422);
  });

  test('condition_not_met is no ruling on a promise without a condition', async () => {
    const claim = await publicPromise(server, PROMISED);
    const ruling = { result: 'condition_not_met', note: 'x' };
    expect((await server.post(`/v1/claims/${claim.id}/outcomes`, ruling, 'reporter')).status).toBe(422);
  });
});

describe('criteria', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({
      now: '2025-10-23T23:30:00.000Z',
      settings: { ONRECORD_TIMEZONE: 'Europe/Kyiv' },
    });
  });
  afterAll(() => server.close());

  const correction = { kind: 'correction', note: 'Sharper.' };

  test.each([
    [{ promise: { criteria: 'Kept if it is pretty.' } }],
    [{ promise: { action: 'Build two.' } }],
    [{ promise: null }],
    [{ kind: 'statement', promise: null }],
  ])('of a public promise do not change by %o', async (patch) => {
    const { id } = await publicPromise(server);
    const { status, json } = await server.patch(`/v1/claims/${id}`, { ...patch, correction }, 'editor');
    expect(status).toBe(409);
    expect(json).toMatchObject({ state: 'published', possible: ['clarify'] });
    expect((await server.get(`/v1/claims/${id}`)).json).toMatchObject({ version: 1, corrections: [] });
  });

  test('of a draft change freely, and are clarified only once public', async () => {
    const { id } = await draftPromise(server);
    const { json } = await server.patch(
      `/v1/claims/${id}`,
      { promise: { criteria: 'Kept if open.' } },
      'reporter',
    );
    expect(json.promise.criteria).toBe('Kept if open.');
    const early = await server.post(
      `/v1/claims/${id}/clarifications`,
      { text: 'Open to lorries.' },
      'editor',
    );
    expect(early.status).toBe(409);
  });

  test('of a public promise are clarified, dated in the newsroom’s timezone, with a correction', async () => {
    const { id } = await publicPromise(server);
    const text = 'A ferry is no bridge.';
    expect((await server.post(`/v1/claims/${id}/clarifications`, { text }, 'reporter')).status).toBe(403);
    const { status, json } = await server.post(`/v1/claims/${id}/clarifications`, { text }, 'editor');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      version: 2,
      promise: {
        criteria: bridge.criteria,
        clarifications: [{ clarified_on: '2025-10-24', text, author: 'The editor' }],
      },
      corrections: [{ kind: 'clarification', note: text, fields: ['clarifications'] }],
    });
  });
});

describe('a postponement', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ now: '2025-09-20T12:00:00.000Z' });
  });
  afterAll(() => server.close());

  /** A promise due on 5 September, and a draft of a quote of 20 September that puts it off. */
  const postponed = async () => {
    const claim = await publicPromise(server, withDeadline(window('2025-08-29', '2025-09-05')));
    const { speaker, source } = await speakerAndSource(server);
    const words = 'It will be announced by the end of the month.';
    const quote = { speaker, source, text: words, said_on: '2025-09-20' };
    const { id } = (await server.post('/v1/quotes', quote, 'reporter')).json;
    const body = { phrase: 'by the end of the month', quote: id };
    const reply = await server.post(`/v1/claims/${claim.id}/deadlines`, body, 'reporter');
    expect(reply.status, reply.body).toBe(201);
    return { claim, quote: id, proposed: reply.json };
  };

  test('proposed by a reporter is read from its own quote, and is not public', async () => {
    const { claim, quote, proposed } = await postponed();
    expect(proposed).toMatchObject({
      position: 2,
      reference_date: '2025-09-20',
      window_end: '2025-09-30',
      set_by: 'grammar',
      confirmed_by: null,
      quote_id: quote,
    });
    const read = await server.get(`/v1/claims/${claim.id}`);
    expect(read.json).toEqual((await server.get(`/v1/claims/${claim.id}?as_of=2025-09-20`)).json);
    expect(read.json).toMatchObject({ version: 1, promise: { timeliness: 'overdue', days_overdue: 15 } });
    expect(read.body).not.toContain('end of the month');
    expect((await server.get(`/v1/claims/${claim.id}/deadlines`)).json.data).toHaveLength(1);
    expect((await server.get(`/v1/claims/${claim.id}/deadlines`, 'reporter')).json.data).toHaveLength(2);
    expect((await server.get(`/v1/quotes/${quote}`)).status).toBe(404);
  });

  test('is confirmed by another key that is an editor’s, and then stands beside the first', async () => {
    const { claim, quote } = await postponed();
    const confirm = `/v1/claims/${claim.id}/deadlines/2/confirm`;
    expect((await server.post(confirm, {}, 'reporter2')).status).toBe(403);
    const { status, json } = await server.post(confirm, {}, 'editor');
    expect(status).toBe(200);
    expect(json.promise).toMatchObject({ timeliness: 'in_window', days_left: 10, deadline: { position: 2 } });
    expect(json.promise.deadlines).toMatchObject([
      {
        position: 1,
        window_end: '2025-09-05',
        confirmed_by: 'The reporter',
        replaced_on: '2025-09-20',
        days_overdue_when_replaced: 15,
      },
      {
        position: 2,
        phrase: 'by the end of the month',
        window_end: '2025-09-30',
        set_by: 'person',
        confirmed_by: 'The editor',
        quote_id: quote,
        replaced_on: null,
      },
    ]);
    expect(json.quotes.map((carried: { id: string }) => carried.id)).toContain(quote);
    expect((await server.get(`/v1/quotes/${quote}`)).status).toBe(200);
  });

  test('an editor who proposed it does not confirm it', async () => {
    const claim = await publicPromise(server, withDeadline(window('2025-08-29', '2025-09-05')));
    const body = { phrase: 'in October', reference_date: '2025-09-20' };
    await server.post(`/v1/claims/${claim.id}/deadlines`, body, 'editor');
    const confirm = `/v1/claims/${claim.id}/deadlines/2/confirm`;
    expect((await server.post(confirm, {}, 'editor')).status).toBe(403);
    expect((await server.post(confirm, {}, 'editor2')).status).toBe(200);
  });

  test('that is rejected leaves no trace but in the ledger; what was confirmed cannot be rejected', async () => {
    const { claim } = await postponed();
    const reject = (position: number) =>
      server.post(
        `/v1/claims/${claim.id}/deadlines/${position}/reject`,
        { reason: 'Not about this.' },
        'editor',
      );
    expect((await reject(2)).status).toBe(200);
    expect((await server.get(`/v1/claims/${claim.id}/deadlines`, 'reporter')).json.data).toHaveLength(1);
    expect((await reject(1)).status).toBe(409);
    expect((await server.get(`/v1/claims/${claim.id}`)).json.version).toBe(1);
  });

  test('lets a reader see how each deadline passed: late by the first, on time by the second', async () => {
    const { claim } = await postponed();
    await server.post(`/v1/claims/${claim.id}/deadlines/2/confirm`, {}, 'editor');
    server.clock.set('2025-09-26T12:00:00.000Z');
    const ruling = await publishOutcome(server, claim.id, { result: 'kept', occurred_on: '2025-09-25' });
    expect(ruling.json.timeliness).toBe('on_time');
    const { promise } = (await server.get(`/v1/claims/${claim.id}`)).json;
    expect(promise.deadlines).toMatchObject([{ days_late: 20 }, { days_late: null }]);
    expect(promise).toMatchObject({ timeliness: 'on_time', days_late: null });
  });

  test('a correction changes the deadline that counts and leaves proposals alone', async () => {
    const { claim } = await postponed();
    const patch = {
      promise: { deadline: { window_end: '2025-09-06' } },
      correction: { kind: 'correction', note: 'We had counted wrong.' },
    };
    const { json } = await server.patch(`/v1/claims/${claim.id}`, patch, 'editor');
    expect(json.promise.deadlines).toMatchObject([{ position: 1, window_end: '2025-09-06' }]);
    expect((await server.get(`/v1/claims/${claim.id}/deadlines`, 'reporter')).json.data).toMatchObject([
      { position: 1 },
      { position: 2, set_by: 'grammar', window_end: '2025-09-30' },
    ]);
  });

  test('a correction takes the deadline that counts away, and what was said to be due no longer is', async () => {
    const { claim } = await postponed();
    const correction = { kind: 'correction', note: 'He gave no time.' };
    const patch = { promise: { deadline: null }, correction };
    const { json } = await server.patch(`/v1/claims/${claim.id}`, patch, 'editor');
    expect(json.promise).toMatchObject({ deadlines: [], timeliness: 'no_deadline' });
    const proposed = await server.get(`/v1/claims/${claim.id}/deadlines`, 'reporter');
    expect(proposed.json.data).toMatchObject([{ position: 2, set_by: 'grammar' }]);
  });

  test('in a draft belongs to the draft, and its publication accepts it', async () => {
    const draft = await draftPromise(server);
    const body = { phrase: 'by the end of the year', reference_date: '2025-08-16' };
    const added = await server.post(`/v1/claims/${draft.id}/deadlines`, body, 'reporter2');
    expect(added.json).toMatchObject({ position: 2, set_by: 'grammar' });
    const { json } = await server.post(`/v1/claims/${draft.id}/publish`, {}, 'editor');
    expect(json.promise.deadlines).toMatchObject([
      { confirmed_by: 'The editor' },
      { confirmed_by: 'The editor', window_end: '2025-12-31' },
    ]);
  });

  test('keeps its quote: a deadline is not left without the words that gave it', async () => {
    const { claim } = await postponed();
    await server.post(`/v1/claims/${claim.id}/deadlines/2/confirm`, {}, 'editor');
    const correction = { kind: 'correction', note: 'Tidied up.' };
    const without = { quotes: [claim.quotes[0].id], correction };
    const { status, json } = await server.patch(`/v1/claims/${claim.id}`, without, 'editor');
    expect(status).toBe(422);
    expect(json.errors[0].pointer).toBe('/quotes');
  });

  test('needs words, a quote that is there, and a promise', async () => {
    const { id } = await publicPromise(server);
    const to = `/v1/claims/${id}/deadlines`;
    expect((await server.post(to, {}, 'reporter')).status).toBe(422);
    const quote = 'quote_01m85fyep2f23va9g27vz7jvg5';
    expect((await server.post(to, { phrase: 'soon', quote }, 'reporter')).status).toBe(422);
    const { speaker, source } = await speakerAndSource(server);
    const quotes = [{ speaker, source, text: 'It stands.' }];
    const statement = await server.post(
      '/v1/claims?allow_duplicate=true',
      { kind: 'statement', text: 'It stands.', quotes },
      'reporter',
    );
    const none = await server.post(
      `/v1/claims/${statement.json.id}/deadlines`,
      { phrase: 'soon' },
      'reporter',
    );
    expect(none.status).toBe(409);
  });
});

describe('the desk', () => {
  let server: TestServer;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    server = await startServer({ now: '2025-09-01T12:00:00.000Z' });
    const make = async (text: string, deadline: Record<string, unknown> | null, more = {}) => {
      const { promise, ...said } = { promise: {}, ...more };
      const asked = { text, said_on: '2025-01-01', ...said, ...withDeadline(deadline, promise) };
      const { id } = await publicPromise(server, asked);
      ids.set(text, id);
      return id;
    };
    await make('overdue', window('2025-08-01', '2025-08-10'), { speaker: 'Ana Silva' });
    await make('long overdue', window('2025-01-01', '2025-01-10', { hedged: true }), { topics: ['roads'] });
    await make('in window', window('2025-08-20', '2025-09-10'), { speaker: 'Ana Silva', topics: ['roads'] });
    await make('last day', window('2025-09-01', '2025-09-01'));
    await make('not due', window('2025-10-01', '2025-10-31', { hedged: true }));
    await make('open', window('2025-08-01', null));
    await make('open later', window('2026-01-01', null));
    await make('vague', { kind: 'vague', phrase: 'soon', review_on: '2025-09-01' });
    await make('vague later', { kind: 'vague', phrase: 'soon', review_on: '2025-12-01' });
    await make('untestable', window('2025-08-01', '2025-08-05'), { promise: { testability: 'untestable' } });
    ids.set('no criteria', (await publicPromise(server, { text: 'no criteria', promise: null })).id);
    const ruled = async (text: string, outcome: Record<string, unknown>) => {
      const id = await make(text, window('2025-07-01', '2025-07-31'));
      expect((await publishOutcome(server, id, outcome)).status).toBe(200);
    };
    await ruled('kept on time', { result: 'kept', occurred_on: '2025-07-31' });
    await ruled('kept late', { result: 'kept', occurred_on: '2025-08-02' });
    await ruled('partly kept', { result: 'partly_kept', occurred_on: '2025-07-02' });
    await ruled('broken', { result: 'not_kept' });
    await ruled('unclear', { result: 'unclear_evidence' });
    await ruled('annulled', { result: 'annulled' });
    await ruled('stalled', { progress: 'stalled' });
    await draftPromise(server, {
      text: 'draft',
      said_on: '2025-01-01',
      ...withDeadline(window('2025-01-01', '2025-01-02')),
    });
    await server.post(
      '/v1/claims?allow_duplicate=true',
      { kind: 'statement', text: 'no promise' },
      'reporter',
    );
  });
  afterAll(() => server.close());

  const texts = async (query: string): Promise<string[]> => {
    const { status, json, body } = await server.get(`/v1/promises?limit=100&${query}`);
    expect(status, body).toBe(200);
    return json.data.map((claim: { text: string }) => claim.text);
  };

  test('shows every public promise, the longest overdue first, those without an end after all that have one', async () => {
    const all = await texts('');
    expect(all.slice(0, 1)).toEqual(['long overdue']);
    const dated = all.slice(0, all.indexOf('not due') + 1);
    expect(dated.slice(-4)).toEqual(['overdue', 'last day', 'in window', 'not due']);
    expect(all.slice(dated.length, dated.length + 2)).toEqual(['vague', 'vague later']);
    expect(new Set(all.slice(dated.length + 2))).toEqual(new Set(['open', 'open later', 'no criteria']));
    expect(all).toHaveLength(ids.size);
    expect(await texts('sort=-due')).toEqual(all.toReversed());
  });

  test.each([
    ['timeliness=overdue&result=none', ['long overdue', 'stalled', 'untestable', 'overdue']],
    ['timeliness=in_window', ['last day', 'in window', 'open']],
    ['timeliness=not_due', ['not due', 'open later']],
    ['timeliness=late', ['kept late']],
    ['timeliness=overdue&speaker=ana-silva', ['overdue']],
    ['speaker=ana-silva', ['overdue', 'in window']],
    ['topic=roads', ['long overdue', 'in window']],
    ['topic=roads&speaker=ana-silva', ['in window']],
    ['hedged=true', ['long overdue', 'not due']],
    [
      'due_before=2025-08-05',
      [
        'long overdue',
        'kept on time',
        'kept late',
        'partly kept',
        'broken',
        'unclear',
        'annulled',
        'stalled',
      ],
    ],
    ['due_after=2025-08-05&due_before=2025-09-10', ['overdue', 'last day']],
    ['review_due=true', ['vague']],
    ['result=not_kept', ['broken']],
    ['progress=stalled', ['stalled']],
    ['testability=untestable', ['untestable']],
    ['testability=untestable&timeliness=in_window', []],
    ['result=not_kept,annulled', ['broken', 'annulled']],
    ['testability=untestable,none&timeliness=overdue', ['untestable']],
    ['topic=roads&progress=stalled,not_checked&timeliness=in_window', ['in window']],
    ['q=annulled', ['annulled']],
    ['q=promise', []],
  ])('%s finds exactly these, in the order of their windows', async (query, expected) => {
    const found = await texts(query);
    const sameDay = ['kept on time', 'kept late', 'partly kept', 'broken', 'unclear', 'annulled', 'stalled'];
    const order = (list: string[]) => list.map((text) => (sameDay.includes(text) ? 'same day' : text));
    expect(order(found)).toEqual(order(expected));
    expect(new Set(found)).toEqual(new Set(expected));
    const { json } = await server.get(`/v1/promises?count=exact&${query}`);
    expect(json.count).toEqual({ value: expected.length, is: 'exact' });
  });

  test('each timeliness filter finds exactly those that read so, on every day', async () => {
    const { clock } = server;
    for (const day of ['2025-09-01', '2025-09-02', '2025-09-10', '2025-09-11', '2025-11-01', '2026-02-01']) {
      clock.set(`${day}T12:00:00.000Z`);
      const all = (await server.get('/v1/promises?limit=100')).json.data;
      const readsAs = (claim: { promise: { timeliness: string } | null }) =>
        claim.promise?.timeliness ?? 'no_deadline';
      for (const timeliness of TIMELINESS) {
        const expected = all.filter((claim: never) => readsAs(claim) === timeliness);
        const found = (await server.get(`/v1/promises?limit=100&timeliness=${timeliness}`)).json.data;
        expect(
          found.map((claim: { id: string }) => claim.id),
          `${timeliness} on ${day}`,
        ).toEqual(expected.map((claim: { id: string }) => claim.id));
      }
    }
    clock.set('2025-09-01T12:00:00.000Z');
  });

  test('its pages follow each other without gap or repetition', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { json } = await server.get(`/v1/promises?limit=3${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...json.data.map((claim: { text: string }) => claim.text));
      next = json.next;
    }
    expect(seen).toEqual(await texts(''));
  });

  test('as of a day it shows what was public then, and how it stood on that day', async () => {
    const before = await server.get('/v1/promises?as_of=2025-08-31');
    expect(before.json.data).toEqual([]);
    server.clock.set('2025-12-24T12:00:00.000Z');
    const { json } = await server.get('/v1/promises?as_of=2025-09-11&timeliness=overdue&speaker=ana-silva');
    expect(json.data).toMatchObject([
      { text: 'overdue', promise: { days_overdue: 32 } },
      { text: 'in window', promise: { days_overdue: 1 } },
    ]);
    server.clock.set('2025-09-01T12:00:00.000Z');
  });

  test.each([
    'timeliness=broken',
    'result=lost',
    'due_before=soon',
    'publication=draft',
    'sort=text',
    'hedged=yes',
    'review_due=false',
  ])('%s is refused', async (query) => {
    expect((await server.get(`/v1/promises?${query}`)).status).toBe(400);
  });

  test('the summary gives every count its denominator and says what is not counted and why', async () => {
    const { json } = await server.get('/v1/promises/summary');
    expect(json.today).toBe('2025-09-01');
    expect(json.all).toEqual({
      promises: 18,
      timeliness: {
        of: 13,
        counts: { not_due: 2, in_window: 3, overdue: 5, on_time: 2, late: 1 },
        not_counted: { no_criteria: 1, untestable: 1, no_deadline: 3 },
      },
      progress: {
        of: 1,
        counts: { no_action_found: 0, in_progress: 0, stalled: 1, concluded: 0 },
        not_counted: { no_criteria: 1, untestable: 1, not_checked: 15 },
      },
      result: {
        of: 4,
        counts: { kept: 2, partly_kept: 1, not_kept: 1 },
        not_counted: {
          no_criteria: 1,
          untestable: 1,
          not_ruled: 10,
          unclear_evidence: 1,
          superseded: 0,
          condition_not_met: 0,
          annulled: 1,
        },
      },
    });
  });

  test('the summary per speaker adds up to the whole, page by page', async () => {
    const { all, data, next } = (await server.get('/v1/promises/summary')).json;
    expect(next).toBeNull();
    const sum = data.reduce((total: number, row: { promises: number }) => total + row.promises, 0);
    expect(sum).toBe(all.promises);
    const first = (await server.get('/v1/promises/summary?limit=1')).json;
    const second = (await server.get(`/v1/promises/summary?limit=1&cursor=${first.next}`)).json;
    expect([...first.data, ...second.data]).toEqual(data);
    const one = (await server.get('/v1/promises/summary?speaker=ana-silva')).json;
    expect(one.data).toMatchObject([{ speaker: { name: 'Ana Silva' }, promises: 2 }]);
    expect(one.all).toMatchObject({ promises: 2, timeliness: { counts: { overdue: 1, in_window: 1 } } });
    expect((await server.get('/v1/promises/summary?topic=roads')).json.all.promises).toBe(2);
  });

  test('the summary as of a day counts what was public then', async () => {
    const { json } = await server.get('/v1/promises/summary?as_of=2025-08-31');
    expect(json).toMatchObject({ today: '2025-08-31', all: { promises: 0 }, data: [] });
    server.clock.set('2025-12-24T12:00:00.000Z');
    const then = (await server.get('/v1/promises/summary?as_of=2025-09-01')).json;
    server.clock.set('2025-09-01T12:00:00.000Z');
    expect(then).toEqual((await server.get('/v1/promises/summary')).json);
  });
});
