/** Limits that only much reaches: of calendars, of what is searched, and of files that are imported. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engine } from '../src/db/kit.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { bundleFile } from '../src/features/import/file.ts';
import { importBundle } from '../src/features/import/import.ts';
import { openTable, sampleOf, TableError } from '../src/features/import/rows.ts';
import { LIMITS } from '../src/limits.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { run } from './setup/process.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom({ now: '2026-01-15T12:00:00.000Z' });
});
afterAll(() => server.close());

const DAY_MS = 86_400_000;
const dayAt = (days: number): string =>
  new Date(Date.parse('2026-01-15T00:00:00Z') + days * DAY_MS).toISOString().slice(0, 10);

// A thousand promises take PostgreSQL long to import, and the query is the same.
test.skipIf(engine !== 'sqlite')(
  'calendar_entries: the next so many from today on, and those before',
  async () => {
    const days = Array.from({ length: LIMITS.calendar_entries + 8 }, (_, i) => i - 5);
    const claims = days.map((day) => ({
      key: `on${day}`,
      kind: 'promise',
      text: `Something on day ${day}.`,
      publication: 'published',
      promise: {
        action: 'It is done',
        criteria: 'It can be seen',
        deadline: {
          kind: 'calendar',
          phrase: 'then',
          reference_date: '2020-01-01',
          window_start: dayAt(day),
          window_end: dayAt(day),
        },
      },
    }));
    const bundle = { format: 'onrecord-bundle/1', origin: 'calendar', title: 'Calendar', claims };
    await importBundle(server.server.recorder, parseBundle(JSON.stringify(bundle)));
    const { body } = await server.get('/v1/promises/calendar.ics');
    const shown = [...body.matchAll(/DTSTART;VALUE=DATE:(\d{8})/g)].map(([, day]) => day);
    const expected = days.filter((day) => day < LIMITS.calendar_entries);
    expect(shown).toEqual(expected.map((day) => dayAt(day).replaceAll('-', '')));
  },
);

test('search_body_length: a claim is found by what comes before, whatever it carries', async () => {
  const speaker = (await server.speaker()).id;
  const source = (await server.source()).id;
  const filler = (n: number) => ` w${n}`.repeat(LIMITS.text_long).slice(0, LIMITS.text_long - 20);
  const texts = Array.from({ length: 30 }, (_, i) => `quote${i}begins${filler(i)}`);
  expect(texts.join('').length).toBeGreaterThan(LIMITS.search_body_length);
  const quotes = texts.map((text) => ({ speaker, source, text }));
  const claim = { kind: 'statement', text: 'Much was said.', quotes };
  const { id } = await server.make('/v1/claims', claim);
  await server.make(`/v1/claims/${id}/publish`, {}, 'editor');
  const found = async (q: string) => (await server.get(`/v1/claims?q=${q}`)).json.data.length;
  expect(await Promise.all(['much', 'quote0begins', 'quote20begins', 'quote29begins'].map(found))).toEqual([
    1, 1, 1, 0,
  ]);
});

test('import_rows: so many are read, and more refused', async () => {
  async function* bytes(rows: number) {
    yield Buffer.from(`a\n${'1\n'.repeat(rows)}`);
  }
  const table = async (rows: number) =>
    sampleOf(await openTable(bytes(rows), 'csv', { delimiter: ',', place: '' }), LIMITS.import_rows);
  expect((await table(LIMITS.import_rows)).rows).toHaveLength(LIMITS.import_rows);
  await expect(table(LIMITS.import_rows + 1)).rejects.toThrow(TableError);
});

test('import_whole_bytes: JSON that is larger is not read whole', async () => {
  const piece = Buffer.alloc(1_048_576, 'a');
  let read = 0;
  async function* pieces() {
    yield Buffer.from('["');
    for (; read <= LIMITS.import_file_bytes; read += piece.length) yield piece;
  }
  await expect(bundleFile(pieces())).rejects.toThrow('it has more than 67,108,864 bytes');
  expect(read).toBeLessThan(LIMITS.import_whole_bytes + 4 * piece.length);
});

test('import_file_bytes: a file that is larger is not read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-large-'));
  const file = join(folder, 'large.json');
  writeFileSync(file, '');
  truncateSync(file, LIMITS.import_file_bytes + 1);
  const { code, stderr } = await run(['import', file], {
    ONRECORD_DATABASE_URL: `file:${join(folder, 'onrecord.db')}`,
  });
  expect([code, stderr]).toEqual([
    1,
    `${file} has more than ${LIMITS.import_file_bytes} bytes; import it in parts.\n`,
  ]);
  rmSync(folder, { recursive: true });
});
