import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadlinesPage } from '../src/commands/deadlines-page.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { events } from '../src/record/tables.ts';
import { bridge, draftPromise, publicPromise, speakerAndSource } from './setup/promises.ts';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ settings: { ONRECORD_TIMEZONE: 'Europe/Kyiv' } });
});
afterAll(() => server.close());

const parse = (body: unknown, headers = {}) => server.ask('POST', '/v1/deadlines/parse', { body, headers });

describe('reading a phrase', () => {
  test('the worked example reads as a hedged window, with an explanation, and changes nothing', async () => {
    const ledger = () => server.database.read.select().from(events);
    const before = await ledger();
    const { status, json } = await parse({
      phrase: 'maybe in two weeks, three weeks',
      reference_date: '2025-08-15',
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      phrase: 'maybe in two weeks, three weeks',
      reference_date: '2025-08-15',
      language: 'en',
      kind: 'duration',
      window_start: '2025-08-29',
      window_end: '2025-09-05',
      hedged: true,
      anchor: null,
      review_on: null,
    });
    expect(json.explanation).toContain('2025-08-29 to 2025-09-05');
    expect(await ledger()).toEqual(before);
  });

  test('a phrase with two fair readings gives the other as an alternative', async () => {
    const { json } = await parse({ phrase: 'by 2030', reference_date: '2025-08-15' });
    expect(json.window_end).toBe('2030-12-31');
    expect(json.alternatives).toMatchObject([{ window_end: '2029-12-31' }]);
  });

  test.each(['very soon', 'in the coming weeks', 'before the summit'])(
    '“%s” gets no window',
    async (phrase) => {
      const { json } = await parse({ phrase, reference_date: '2025-08-15' });
      expect(json).toMatchObject({ window_start: null, window_end: null });
      expect(json.review_on).toMatch(/^2025-/);
    },
  );

  test('without a reference date it is read as said today, in the newsroom’s timezone or the one asked for', async () => {
    server.clock.set('2026-01-15T22:30:00.000Z');
    expect((await parse({ phrase: 'tomorrow' })).json.reference_date).toBe('2026-01-16');
    expect((await parse({ phrase: 'tomorrow', timezone: 'America/New_York' })).json.window_end).toBe(
      '2026-01-16',
    );
    expect((await parse({ phrase: 'tomorrow', timezone: 'UTC' })).json.reference_date).toBe('2026-01-15');
  });

  test('German is read; a language without a table is refused with those that have one', async () => {
    const said = { phrase: 'bis Ende des Jahres', reference_date: '2025-08-15', language: 'de-AT' };
    expect((await parse(said)).json.window_end).toBe('2025-12-31');
    const refused = await parse({ ...said, language: 'uk' });
    expect(refused.status).toBe(422);
    expect(refused.json.errors[0].pointer).toBe('/language');
    expect(refused.json.detail).toMatch(/en \(.+de \(.+es \(/);
  });

  test('Spanish is read, of any country', async () => {
    const said = { phrase: 'antes de que termine el año', reference_date: '2025-08-15', language: 'es-MX' };
    expect((await parse(said)).json.window_end).toBe('2025-12-31');
  });

  test.each([
    [{ phrase: '' }, '/phrase'],
    [{ phrase: '\u200b'.repeat(1_000) }, '/phrase'],
    [{ phrase: 'x'.repeat(2_001) }, '/phrase'],
    [{ phrase: 'soon', reference_date: '2025-02-30' }, '/reference_date'],
    [{ phrase: 'soon', timezone: 'Mars/Base' }, '/timezone'],
    [{ phrase: 'soon', when: 'now' }, '/when'],
  ])('%o is refused with the place of the fault', async (body, pointer) => {
    const { status, json } = await parse(body);
    expect(status).toBe(400);
    expect(json.errors[0].pointer).toBe(pointer);
  });

  test('hostile phrases are answered and get no window', async () => {
    const hostile = ['('.repeat(2_000), '१२३ दिन', 'in '.repeat(600), '‮soon', '9'.repeat(2_000)];
    for (const phrase of hostile) {
      const { status, json } = await parse({ phrase, reference_date: '2025-08-15' });
      expect(status, phrase).toBe(200);
      expect(json.window_end, phrase).toBeNull();
    }
  });
});

describe('a promise written with a phrase alone', () => {
  test('carries a suggestion read from its quote’s day, marked as nobody’s', async () => {
    const { promise, quotes } = await draftPromise(server);
    expect(promise.deadline).toMatchObject({
      position: 1,
      phrase: 'in two weeks',
      reference_date: '2025-08-15',
      kind: 'duration',
      window_start: '2025-08-29',
      window_end: '2025-08-29',
      set_by: 'grammar',
      confirmed_by: null,
      quote_id: quotes[0].id,
    });
    expect(promise.deadline.convention_note).toContain('2025-08-29');
  });

  test('is read in the language of its quote, and not at all where there is no table', async () => {
    const german = await draftPromise(server, {
      quote: 'Wir bauen sie in zwei Wochen.',
      language: 'de',
      promise: { ...bridge, deadline: { phrase: 'in zwei Wochen' } },
    });
    expect(german.promise.deadline.window_end).toBe('2025-08-29');
    const ukrainian = await draftPromise(server, {
      quote: 'За два тижні.',
      language: 'uk',
      promise: { ...bridge, deadline: { phrase: 'За два тижні' } },
    });
    expect(ukrainian.promise.deadline).toMatchObject({ kind: 'none', window_end: null, set_by: 'grammar' });
  });

  test('is not read when nobody knows on which day it was said', async () => {
    const { promise } = await draftPromise(server, { said_on: null });
    expect(promise.deadline).toMatchObject({ kind: 'none', reference_date: null, set_by: 'grammar' });
  });

  test('stays a suggestion while other members change, and is read anew with its phrase', async () => {
    const { id } = await draftPromise(server);
    const other = await server.patch(`/v1/claims/${id}`, { text: 'The bridge will stand.' }, 'reporter');
    expect(other.json.promise.deadline).toMatchObject({ set_by: 'grammar', window_end: '2025-08-29' });
    const phrase = { promise: { deadline: { phrase: 'by the end of the year' } } };
    const anew = await server.patch(`/v1/claims/${id}`, phrase, 'reporter');
    expect(anew.json.promise.deadline).toMatchObject({ set_by: 'grammar', window_end: '2025-12-31' });
  });

  test('is a person’s once a person writes the kind and the window', async () => {
    const { id } = await draftPromise(server);
    const deadline = { kind: 'calendar', window_start: '2025-08-20', window_end: '2025-08-21' };
    const { json } = await server.patch(`/v1/claims/${id}`, { promise: { deadline } }, 'reporter');
    expect(json.promise.deadline).toMatchObject({
      ...deadline,
      phrase: 'in two weeks',
      set_by: 'person',
      confirmed_by: 'The reporter',
    });
    const undone = { promise: { deadline: { kind: null, window_start: null, window_end: null } } };
    const again = await server.patch(`/v1/claims/${id}`, undone, 'reporter');
    expect(again.json.promise.deadline).toMatchObject({ set_by: 'grammar', window_end: '2025-08-29' });
  });

  test('is a person’s once a person confirms it, and only once', async () => {
    const { id } = await draftPromise(server);
    const confirmed = await server.post(`/v1/claims/${id}/deadlines/1/confirm`, {}, 'reporter2');
    expect(confirmed.json.promise.deadline).toMatchObject({
      set_by: 'person',
      confirmed_by: 'The reporter2',
      window_end: '2025-08-29',
    });
    expect((await server.post(`/v1/claims/${id}/deadlines/1/confirm`, {}, 'reporter')).status).toBe(409);
    expect((await server.post(`/v1/claims/${id}/deadlines/2/confirm`, {}, 'reporter')).status).toBe(404);
  });

  test('is accepted in the name of the editor who publishes the claim', async () => {
    const { promise } = await publicPromise(server);
    expect(promise.deadline).toMatchObject({ set_by: 'person', confirmed_by: 'The editor' });
  });

  test('refuses what only a person sets beside a reading, and says that the kind is missing', async () => {
    const { speaker, source } = await speakerAndSource(server);
    const { status, json } = await server.post(
      '/v1/claims?allow_duplicate=true',
      {
        kind: 'promise',
        text: 'The bridge.',
        quotes: [{ speaker, source, text: 'In two weeks.', said_on: '2025-08-15' }],
        promise: { ...bridge, deadline: { phrase: 'in two weeks', window_end: '2025-09-01' } },
      },
      'reporter',
    );
    expect(status).toBe(422);
    expect(json.errors).toEqual([
      { pointer: '/promise/deadline/kind', detail: 'say the kind along with window_end' },
    ]);
  });
});

describe('a suggestion on what is public', () => {
  test('cannot be made by a correction: the editor says kind and window', async () => {
    const claim = await publicPromise(server, { promise: { ...bridge } });
    const correction = { kind: 'correction', note: 'The time was left out.' };
    const phrase = 'in two weeks';
    const refused = await server.patch(
      `/v1/claims/${claim.id}`,
      { promise: { deadline: { phrase } }, correction },
      'editor',
    );
    expect(refused.status).toBe(422);
    expect(refused.json.errors[0].pointer).toBe('/promise/deadline/kind');
    const deadline = { phrase, kind: 'duration', window_start: '2025-08-29', window_end: '2025-08-29' };
    const said = await server.patch(
      `/v1/claims/${claim.id}`,
      { promise: { deadline }, correction },
      'editor',
    );
    expect(said.json.promise).toMatchObject({
      deadline: { ...deadline, confirmed_by: 'The editor' },
      timeliness: 'overdue',
    });
  });

  test('made by an import is neither public nor counted until an editor confirms it', async () => {
    const bundle = {
      format: 'onrecord-bundle/1',
      origin: 'suggested',
      title: 'Suggested',
      claims: [
        {
          key: 'bridge',
          kind: 'promise',
          text: 'A bridge by autumn.',
          first_said_on: '2025-08-15',
          promise: { ...bridge, deadline: { phrase: 'in two weeks' } },
        },
      ],
    };
    await importBundle(server.server.recorder, parseBundle(JSON.stringify(bundle)));
    const read = async () =>
      (await server.get('/v1/claims?limit=100')).json.data.find(
        (claim: { text: string }) => claim.text === 'A bridge by autumn.',
      );
    const claim = await read();
    expect(claim.promise).toMatchObject({
      deadline: { kind: 'none' },
      deadlines: [],
      timeliness: 'no_deadline',
    });
    expect((await server.get(`/v1/claims/${claim.id}/deadlines`)).json.data).toEqual([]);
    const [waiting] = (await server.get(`/v1/claims/${claim.id}/deadlines`, 'reporter')).json.data;
    expect(waiting).toMatchObject({ set_by: 'grammar', confirmed_by: null, window_end: '2025-08-29' });
    expect((await server.post(`/v1/claims/${claim.id}/deadlines/1/confirm`, {}, 'reporter')).status).toBe(
      403,
    );
    expect((await server.post(`/v1/claims/${claim.id}/deadlines/1/confirm`, {}, 'editor')).status).toBe(200);
    expect((await read()).promise).toMatchObject({
      deadline: { window_end: '2025-08-29', confirmed_by: 'The editor' },
      timeliness: 'overdue',
    });
  });
});

test('the page of conventions is what the grammar’s own table says', () => {
  const page = readFileSync(new URL('../docs/deadlines.md', import.meta.url), 'utf8');
  expect(page).toBe(deadlinesPage());
});
