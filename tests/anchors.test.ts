import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { bridge, draftPromise, publicPromise, publishOutcome } from './setup/promises.ts';
import { openNewsroom } from './setup/desk.ts';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ now: '2025-09-01T12:00:00.000Z' });
});
afterAll(() => server.close());

const later = (day: string) => server.clock.set(`${day}T12:00:00.000Z`);

/** Makes an anchor as an editor does. */
const anchor = async (body: Record<string, unknown>) => {
  const reply = await server.post('/v1/anchors', body, 'editor');
  expect(reply.status, reply.body).toBe(201);
  return reply.json;
};

/** A public promise with this phrase in a quote of 15 August 2025. */
const promised = (phrase: string) =>
  publicPromise(server, {
    quote: `We will build it ${phrase}.`,
    promise: { ...bridge, deadline: { phrase } },
  });

const dated = (id: string, date: string | null, note = 'The date was set.') =>
  server.patch(`/v1/anchors/${id}`, { date, correction: { kind: 'clarification', note } }, 'editor');

test('an anchor is public at once and is read by its id and its key; only editors write it', async () => {
  const body = { key: 'harvest_fair_2025', title: 'The harvest fair', date: '2025-10-04' };
  expect((await server.post('/v1/anchors', body, 'reporter')).status).toBe(403);
  const { id } = await anchor(body);
  const read = await server.get(`/v1/anchors/${id}`);
  expect(read.json).toMatchObject({ ...body, phrases: [], said_from: null, note: null, version: 1 });
  expect((await server.get('/v1/anchors/harvest_fair_2025')).body).toBe(read.body);
  expect((await server.get('/v1/anchors?sort=date&date_from=2025-10-01&count=exact')).json.data).toHaveLength(
    1,
  );
  expect((await server.get('/v1/anchors?q=harvest')).json.data).toHaveLength(1);
  expect((await server.get('/v1/anchors/no_such_event')).status).toBe(404);
  expect((await server.post('/v1/anchors', body, 'editor')).status).toBe(409);
});

test('the date of an anchor changes only with a correction, by an editor, on the version read', async () => {
  const { id } = await anchor({ key: 'parade_2025', title: 'The parade' });
  expect((await server.patch(`/v1/anchors/${id}`, { date: '2025-10-05' }, 'editor')).status).toBe(409);
  expect((await server.patch(`/v1/anchors/${id}`, { date: '2025-10-05' }, 'reporter')).status).toBe(403);
  const bare = await server.ask('PATCH', `/v1/anchors/${id}`, { as: 'editor', body: { date: '2025-10-05' } });
  expect(bare.status).toBe(428);
  expect((await dated(id, '2025-10-05')).json).toMatchObject({ date: '2025-10-05', version: 2 });
});

test('a phrase is taken for the next event that bears the name, and for none when it was said too early', async () => {
  const phrases = ['the regatta'];
  await anchor({
    key: 'regatta_2025',
    title: 'Regatta 2025',
    phrases,
    date: '2025-06-01',
    said_from: '2024-06-02',
  });
  const { id } = await anchor({
    key: 'regatta_2026',
    title: 'Regatta 2026',
    phrases,
    date: '2026-06-07',
    said_from: '2025-06-02',
  });
  const parse = async (reference_date: string) =>
    (
      await server.ask('POST', '/v1/deadlines/parse', {
        body: { phrase: 'within 30 days of the regatta', reference_date },
      })
    ).json;
  const said = await parse('2025-08-15');
  expect(said).toMatchObject({
    kind: 'event',
    window_start: '2026-06-07',
    window_end: '2026-07-07',
    anchor: { relation: 'within', offset: { amount: 30, unit: 'day' }, event: { id, date: '2026-06-07' } },
  });
  expect(said.explanation).toContain('Regatta 2026, 2026-06-07');
  expect((await parse('2025-05-01')).anchor.event.key).toBe('regatta_2025');
  expect(await parse('2023-05-01')).toMatchObject({ window_end: null, anchor: { event: null } });
});

test('when the date becomes known the window opens, and when it moves the window moves, in one change', async () => {
  later('2025-09-01');
  const { id } = await anchor({ key: 'snap_vote', title: 'The snap election', phrases: ['snap election'] });
  const one = await promised('before the snap election');
  const other = await promised('after the snap election');
  expect(one.promise).toMatchObject({
    deadline: { kind: 'event', window_end: null, anchor: { id, key: 'snap_vote', relation: 'before' } },
    timeliness: 'no_deadline',
  });

  later('2025-09-10');
  expect((await dated(id, '2025-11-02', 'Set by decree.')).status).toBe(200);
  const opened = (await server.get(`/v1/claims/${one.id}`)).json;
  expect(opened).toMatchObject({
    version: one.version + 1,
    promise: {
      deadline: { window_start: '2025-08-15', window_end: '2025-11-01', anchor: { date: '2025-11-02' } },
      timeliness: 'in_window',
      days_left: 52,
    },
  });
  expect(opened.corrections).toMatchObject([
    { kind: 'clarification', note: 'The snap election: Set by decree.', corrected_by: 'The editor' },
  ]);
  const after = (await server.get(`/v1/claims/${other.id}`)).json.promise;
  expect(after).toMatchObject({
    deadline: { window_start: '2025-11-03', window_end: null },
    timeliness: 'not_due',
  });

  later('2025-09-20');
  await dated(id, '2025-09-15', 'It was brought forward.');
  const moved = (await server.get(`/v1/claims/${one.id}`)).json;
  expect(moved.promise).toMatchObject({ deadline: { window_end: '2025-09-14' }, timeliness: 'overdue' });
  expect(moved.version).toBe(one.version + 2);
  expect(moved.corrections).toHaveLength(2);
  const then = (await server.get(`/v1/claims/${one.id}?as_of=2025-09-15`)).json.promise;
  expect(then).toMatchObject({ deadline: { window_end: '2025-11-01' }, timeliness: 'in_window' });
  const desk = (await server.get('/v1/promises?timeliness=overdue')).json.data;
  expect(desk.map((claim: { id: string }) => claim.id)).toContain(one.id);
});

test('a date that is taken back closes the window', async () => {
  later('2025-09-20');
  const { id } = await anchor({
    key: 'congress_x',
    title: 'The jamboree',
    phrases: ['jamboree'],
    date: '2025-10-10',
  });
  const { id: claim } = await publicPromise(server, {
    promise: {
      ...bridge,
      deadline: { phrase: 'by then', anchor: { key: 'congress_x', relation: 'by' } },
    },
  });
  const read = async () => (await server.get(`/v1/claims/${claim}`)).json.promise.deadline;
  expect(await read()).toMatchObject({ kind: 'event', window_end: '2025-10-10', set_by: 'person' });
  await dated(id, null, 'It was called off.');
  expect(await read()).toMatchObject({ window_start: null, window_end: null, anchor: { date: null } });
});

test('a draft’s window moves too, without a public correction', async () => {
  const { id } = await anchor({ key: 'gala', title: 'The gala summit', phrases: ['g7 summit'] });
  const draft = await draftPromise(server, {
    quote: 'We do it before the G7 summit.',
    promise: { ...bridge, deadline: { phrase: 'before the G7 summit' } },
  });
  expect(draft.promise.deadline).toMatchObject({ set_by: 'grammar', anchor: { id }, window_end: null });
  await dated(id, '2025-12-01');
  const read = (await server.get(`/v1/claims/${draft.id}`, 'reporter')).json;
  expect(read).toMatchObject({
    promise: { deadline: { window_end: '2025-11-30', set_by: 'grammar' } },
    corrections: [],
  });
});

test('of a promise that hangs on two events each deadline follows its own', async () => {
  const first = await anchor({ key: 'first_fair', title: 'The first fair', date: '2025-10-01' });
  await anchor({ key: 'second_fair', title: 'The second fair', date: '2025-12-01' });
  const by = (key: string) => ({ phrase: 'by the fair', anchor: { key, relation: 'by' } });
  const draft = await draftPromise(server, { promise: { ...bridge, deadline: by('first_fair') } });
  const added = await server.post(`/v1/claims/${draft.id}/deadlines`, by('second_fair'), 'reporter');
  expect(added.status, added.body).toBe(201);
  await dated(first.id, '2025-10-20');
  const deadlines = (await server.get(`/v1/claims/${draft.id}/deadlines`, 'reporter')).json.data;
  expect(deadlines).toMatchObject([{ window_end: '2025-10-20' }, { window_end: '2025-12-01' }]);
});

test('a ruling’s timeliness follows the anchor, in the claim and in the outcome’s own document', async () => {
  later('2025-11-01');
  const { id } = await anchor({
    key: 'derby',
    title: 'The derby',
    phrases: ['the derby'],
    date: '2025-10-01',
  });
  const claim = await publicPromise(server, {
    promise: { ...bridge, deadline: { phrase: 'derby', anchor: { key: 'derby', relation: 'by' } } },
  });
  const ruling = await publishOutcome(server, claim.id, { result: 'kept', occurred_on: '2025-10-05' });
  expect(ruling.json).toMatchObject({ timeliness: 'late', days_late: 4 });
  await dated(id, '2025-10-20', 'It was put off.');
  expect((await server.get(`/v1/outcomes/${ruling.json.id}`)).json).toMatchObject({
    timeliness: 'on_time',
    days_late: null,
    version: 2,
  });
  expect((await server.get(`/v1/claims/${claim.id}`)).json).toMatchObject({
    outcomes: [{ timeliness: 'on_time' }],
    promise: { timeliness: 'on_time' },
  });
});

test.each([
  [{ anchor: { key: 'nowhere', relation: 'by' } }, '/promise/deadline/anchor/key'],
  [{ kind: 'calendar', anchor: { key: 'derby', relation: 'by' } }, '/promise/deadline/anchor'],
  [{ window_start: '2025-01-01', anchor: { key: 'derby', relation: 'by' } }, '/promise/deadline/anchor'],
])('a deadline of %o is refused', async (deadline, pointer) => {
  const body = { kind: 'promise', text: 'x', first_said_on: '2025-08-15', promise: { ...bridge, deadline } };
  const { status, json } = await server.post('/v1/claims?allow_duplicate=true', body, 'reporter');
  expect(status).toBe(422);
  expect(json.errors[0].pointer).toBe(pointer);
});

test('the events of the seed are Tuesdays of November and 20 Januaries, each said of the next to come', async () => {
  const seed = readFileSync(new URL('../seed/anchors.json', import.meta.url), 'utf8');
  await importBundle(server.server.recorder, parseBundle(seed));
  const read = async (key: string) => (await server.get(`/v1/anchors/${key}`)).json;
  expect(await read('us_midterms_2026')).toMatchObject({ date: '2026-11-03', said_from: '2022-11-09' });
  expect(await read('us_presidential_election_2028')).toMatchObject({ date: '2028-11-07' });
  expect(await read('us_inauguration_2029')).toMatchObject({ date: '2029-01-20', said_from: '2025-01-21' });
  const { anchors } = JSON.parse(seed);
  for (const { key, date } of anchors) {
    const day = new Date(`${date}T00:00:00Z`);
    if (key.startsWith('us_inauguration')) expect(date).toMatch(/-01-20$/);
    else
      expect([day.getUTCDay(), day.getUTCMonth(), Math.ceil((day.getUTCDate() - 1) / 7)], key).toEqual([
        2, 10, 1,
      ]);
  }
  const body = { phrase: 'before the midterms', reference_date: '2025-08-15' };
  const { json } = await server.ask('POST', '/v1/deadlines/parse', { body });
  expect(json).toMatchObject({
    kind: 'event',
    window_start: '2025-08-15',
    window_end: '2026-11-02',
    review_on: null,
    anchor: { event: { key: 'us_midterms_2026' } },
  });
});

test('a new date leaves no public correction where only an unconfirmed proposal hangs on the event', async () => {
  const newsroom = await openNewsroom({ now: '2025-09-01T12:00:00.000Z' });
  const { id: event } = await newsroom.anchor({ key: 'fair', date: '2025-10-04' });
  const deadline = { kind: 'calendar', window_start: '2025-09-01', window_end: '2025-09-30' };
  const { id, version } = await newsroom.publicPromise({ ...deadline, reference_date: '2025-09-01' });
  const hung = {
    phrase: 'by the fair',
    reference_date: '2025-09-01',
    anchor: { key: 'fair', relation: 'by' },
  };
  const { position } = await newsroom.deadline(id, hung);
  await newsroom.correct(event, { date: '2025-10-11' });
  expect(await newsroom.read(id)).toMatchObject({ version, corrections: [] });
  expect((await newsroom.get(`/v1/corrections?claim=${id}`)).json.data).toEqual([]);
  const confirmed = await newsroom.confirm(id, position);
  expect(confirmed.promise.deadline).toMatchObject({ window_end: '2025-10-11' });
  expect(confirmed.corrections).toEqual([]);
  await newsroom.correct(event, { date: '2025-10-18' });
  expect((await newsroom.read(id)).corrections).toHaveLength(1);
  await newsroom.close();
});

test('a moved event leaves the promises of withdrawn claims alone, in the ledger too', async () => {
  const newsroom = await openNewsroom({ now: '2025-09-01T12:00:00.000Z' });
  const { id: event } = await newsroom.anchor({ key: 'fair', date: '2025-10-04' });
  const hung = {
    phrase: 'by the fair',
    reference_date: '2025-09-01',
    anchor: { key: 'fair', relation: 'by' },
  };
  const gone = await newsroom.publicPromise(hung);
  const there = await newsroom.publicPromise(hung);
  await newsroom.withdraw(gone.id);
  await newsroom.correct(event, { date: '2025-10-11' });
  const { data } = (await newsroom.get('/v1/events?action=deadline.moved', 'editor')).json;
  expect(data.map(({ subject_id }: { subject_id: string }) => subject_id)).toEqual([there.id]);
  const retractions = (await newsroom.get(`/v1/corrections?claim=${gone.id}`)).json.data;
  expect(retractions).toMatchObject([{ kind: 'retraction' }]);
  await newsroom.close();
});

test('words spoken on the very day of an event mean that event, and those of the day after the next', async () => {
  const newsroom = await openNewsroom({ now: '2025-09-01T12:00:00.000Z' });
  const phrases = ['the regatta'];
  await newsroom.anchor({ key: 'rowing_2025', title: 'Regatta 2025', phrases, date: '2025-06-01' });
  await newsroom.anchor({
    key: 'rowing_2026',
    title: 'Regatta 2026',
    phrases,
    date: '2026-06-07',
    said_from: '2025-06-02',
  });
  const meant = async (reference_date: string) => {
    const body = { phrase: 'within 30 days of the regatta', reference_date };
    return (await newsroom.ask('POST', '/v1/deadlines/parse', { body })).json.anchor.event?.key ?? null;
  };
  expect(await meant('2025-06-01')).toBe('rowing_2025');
  expect(await meant('2025-06-02')).toBe('rowing_2026');
  expect(await meant('2026-06-07')).toBe('rowing_2026');
  expect(await meant('2026-06-08')).toBe(null);
  await newsroom.close();
});
