/** Lists as spreadsheets: whole, of one moment, read back by another program, and never broken off without a sign. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleSchema } from '../src/features/import/bundle.ts';
import { importBundle } from '../src/features/import/import.ts';
import { PLAIN_TEXT } from '../src/http/schemas.ts';
import { sendSheet } from '../src/http/sheets.ts';
import { LIMITS } from '../src/limits.ts';
import { claimSheet } from '../src/newsroom/claims/sheet.ts';
import { columnsPage } from '../src/newsroom/columns-page.ts';
import { sheets } from '../src/newsroom/sheets.ts';
import type { OpenSheet } from '../src/record/sheet.ts';
import { topicKey } from '../src/text/topics.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom({ seed: true });
});
afterAll(() => newsroom.close());

type Row = Record<string, string>;
const rowsOf = (csv: string): Row[] => parse(csv, { columns: true, bom: true });
const csvOf = async (url: string, as: 'reporter' | null = null): Promise<Row[]> => {
  const { status, body } = await newsroom.get(url, as);
  expect(status, body).toBe(200);
  return rowsOf(body);
};
/** All of a list by its pages. */
const listOf = async (url: string): Promise<{ id: string }[]> => {
  const all: { id: string }[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const { json } = await newsroom.get(
      `${url}${url.includes('?') ? '&' : '?'}limit=100${next && `&cursor=${next}`}`,
    );
    all.push(...json.data);
    next = json.next;
  }
  return all;
};
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const LISTS = ['claims', 'quotes', 'promises', 'speakers', 'sources', 'verdicts', 'outcomes', 'corrections'];

describe('a search as a spreadsheet', () => {
  test('has the hits of all its pages, in their order, as CSV and as JSON Lines', async () => {
    const hits: { path: string; text: string }[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const { json } = await newsroom.get(`/v1/search?q=trump&limit=2&offset=${offset}`);
      hits.push(...json.data);
      offset = json.next;
    }
    expect(hits.length).toBeGreaterThan(2);
    const rows = await csvOf('/v1/search.csv?q=trump');
    expect(rows.map(({ record_url }) => record_url)).toEqual(
      hits.map(({ path }) => `http://onrecord.test${path}`),
    );
    const lines = (await newsroom.get('/v1/search.jsonl?q=trump')).body.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(hits);
    expect((await newsroom.get('/v1/search.csv/manifest?q=trump')).json.rows).toBe(hits.length);
  });

  test('fields picks members and columns, and what it does not know is refused', async () => {
    // What the schema says of the members that are left out does not hold then.
    const { body } = await newsroom.app.inject('/v1/search?q=trump&fields=type,text&limit=1');
    expect(Object.keys(JSON.parse(body).data[0])).toEqual(['type', 'text']);
    const [head] = (await newsroom.get('/v1/search.csv?q=trump&fields=text,type')).body.split('\r\n');
    expect(head).toBe('text,type');
    expect((await newsroom.get('/v1/search.csv?q=trump&fields=claims,x')).status).toBe(400);
    expect((await newsroom.get('/v1/search?q=trump&fields=x')).status).toBe(400);
    expect(await csvOf('/v1/search.csv?q=zzzzqqq')).toEqual([]);
  });
});

describe('a list as a spreadsheet', () => {
  test.each(LISTS)(
    '%s: as many rows, in the same order, as CSV, as JSON Lines and by pages',
    async (name) => {
      const ids = (await listOf(`/v1/${name}`)).map(({ id }) => id);
      expect((await csvOf(`/v1/${name}.csv`)).map(({ id }) => id)).toEqual(ids);
      const { body } = await newsroom.get(`/v1/${name}.jsonl`);
      const lines = body.split('\n').filter(Boolean);
      expect(lines.map((line) => JSON.parse(line).id)).toEqual(ids);
    },
  );

  test('its lines are the documents of the list, with what depends on the day', async () => {
    const { body } = await newsroom.get('/v1/promises.jsonl');
    expect(
      body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(await listOf('/v1/promises'));
  });

  test('it is asked for by Accept as well', async () => {
    const { body, headers } = await newsroom.get('/v1/claims.csv?kind=promise');
    const asked = await newsroom.ask('GET', '/v1/claims?kind=promise', {
      headers: { accept: 'text/csv, */*;q=0.1' },
    });
    expect(asked.body).toBe(body);
    expect(asked.headers['content-type']).toBe(headers['content-type']);
    const json = await newsroom.ask('GET', '/v1/claims', {
      headers: { accept: 'application/json, text/csv;q=0.5' },
    });
    expect(json.headers['content-type']).toContain('application/json');
  });

  test('every filter holds, and as_of', async () => {
    const filtered = '/v1/claims.csv?kind=promise&speaker=donald-trump&said_from=2025-01-01';
    expect((await csvOf(filtered)).map(({ id }) => id)).toEqual(
      (await listOf(filtered.replace('.csv', ''))).map(({ id }) => id),
    );
    const found = (await listOf('/v1/claims?q=sanctions')).map(({ id }) => id);
    expect(found.length).toBeGreaterThan(0);
    expect((await csvOf('/v1/claims.csv?q=sanctions')).map(({ id }) => id)).toEqual(found);
    expect(await csvOf('/v1/claims.csv?as_of=2020-01-01')).toEqual([]);
    expect((await newsroom.get('/v1/claims.csv?kind=lie')).status).toBe(400);
    expect((await newsroom.get('/v1/claims.csv?limit=5')).status).toBe(400);
  });

  test('a promise has its speakers, its window and how it stands in columns of their own', async () => {
    const [document] = (await newsroom.get('/v1/promises?limit=1')).json.data;
    const [row] = await csvOf('/v1/promises.csv');
    expect(row).toMatchObject({
      speakers: document.claimants.map(({ name }: { name: string }) => name).join(' | '),
      window_end: document.promise.deadline.window_end,
      timeliness: document.promise.timeliness,
      days_overdue: String(document.promise.days_overdue),
      record_url: `http://onrecord.test/v1/claims/${document.id}`,
    });
  });

  test('rows=quote gives a row for each quote, and one for a claim without', async () => {
    const claims = await csvOf('/v1/claims.csv');
    const rows = await csvOf('/v1/claims.csv?rows=quote');
    const quotes = claims.map(({ quote_ids = '' }) => quote_ids.split(' | '));
    expect(rows.map(({ quote_id }) => quote_id)).toEqual(quotes.flat());
    expect((await newsroom.get('/v1/speakers.csv?rows=quote')).status).toBe(400);
  });

  test('fields picks columns, and members of documents in both forms of JSON', async () => {
    const { body } = await newsroom.get('/v1/claims.csv?fields=window_end,id');
    expect(body.split('\r\n')[0]).toBe('window_end,id');
    const { body: lines } = await newsroom.get('/v1/claims.jsonl?fields=text,id');
    expect(Object.keys(JSON.parse(lines.split('\n')[0] ?? ''))).toEqual(['text', 'id']);
    // What the schema says of the other members does not hold then.
    const page = await newsroom.app.inject('/v1/claims?fields=text,id&limit=2');
    expect(page.json().data.map(Object.keys)).toEqual([
      ['text', 'id'],
      ['text', 'id'],
    ]);
    for (const url of [
      '/v1/claims.csv?fields=promise',
      '/v1/claims.jsonl?fields=window_end',
      '/v1/claims?fields=x',
    ]) {
      const { status, json } = await newsroom.get(url);
      expect(status, url).toBe(400);
      expect(json.errors[0].parameter).toBe('fields');
    }
  });

  test('drafts are for reporters', async () => {
    const { id } = await newsroom.claim({ text: 'Not yet public.' });
    expect((await csvOf('/v1/claims.csv?publication=draft', 'reporter')).map((row) => row.id)).toContain(id);
    expect((await newsroom.get('/v1/claims.csv?publication=draft')).status).toBe(401);
  });

  test('a claim of a draft is not told by its corrections', async () => {
    const { id } = await newsroom.claim({ text: 'Nor this.' });
    expect(await csvOf(`/v1/corrections.csv?claim=${id}`)).toEqual([]);
  });
});

describe('the bytes', () => {
  test('formulas are made harmless, whatever else stands in a cell comes back as it was', async () => {
    const texts = [
      '=HYPERLINK("http://evil.example","here")',
      '+1 234',
      '-2 degrees, "quoted"; and more',
      '@SUM(A1:A9)',
      'two\nlines, and\r\nthree',
      'שלום, العالم — 👩‍👩‍👧 “é”',
      "'already",
    ];
    for (const text of texts) await newsroom.publicClaim({ text, topics: ['hostile cells'] });
    const [safe, plain] = await Promise.all([
      csvOf('/v1/claims.csv?topic=hostile+cells'),
      csvOf('/v1/claims.csv?topic=hostile+cells&formulas=as_is'),
    ]);
    expect(new Set(plain.map(({ text }) => text))).toEqual(new Set(texts));
    expect(new Set(safe.map(({ text }) => text))).toEqual(
      new Set(texts.map((text) => (/^[=+\-@]/.test(text) ? `'${text}` : text))),
    );
  });

  test('any text survives another program’s reading', () => {
    const plain = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => PLAIN_TEXT.test(text));
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 3 }), (topics) => {
        const [cells = []] = claimSheet.rowsOf(
          JSON.stringify({ topics, claimants: [], quotes: [], sources: [], outcomes: [], corrections: [] }),
          { home: '' },
          false,
        );
        const column = claimSheet.columns.findIndex(({ name }) => name === 'topics');
        expect(String(cells[column]).split(' | ')).toHaveLength(topics.length);
      }),
    );
  });

  test('a byte order mark comes where it is asked for', async () => {
    expect((await newsroom.get('/v1/speakers.csv?bom=true')).body.startsWith('\ufeffid,')).toBe(true);
    expect((await newsroom.get('/v1/speakers.csv')).body.startsWith('id,')).toBe(true);
  });

  test('the manifest tells rows and SHA-256, and where these very bytes stay', async () => {
    const { json } = await newsroom.get('/v1/claims.csv/manifest?kind=statement');
    newsroom.clock.set('2026-01-15T12:00:01.000Z');
    await newsroom.publicClaim({ text: 'Said after the manifest was made.' });
    const { pathname, search } = new URL(json.address);
    const { body } = await newsroom.get(`${pathname}${search}`);
    expect(sha256(body)).toBe(json.sha256);
    expect(Buffer.byteLength(body)).toBe(json.bytes);
    expect(rowsOf(body)).toHaveLength(json.rows);
    expect((await newsroom.get('/v1/claims.csv?kind=statement')).body).not.toBe(body);
  });

  test('trailers tell the same', async () => {
    const reply = await newsroom.app.inject('/v1/claims.csv');
    const digest = Buffer.from(sha256(reply.body), 'hex').toString('base64');
    expect(reply.trailers).toEqual({
      'repr-digest': `sha-256=:${digest}:`,
      'onrecord-rows': String(rowsOf(reply.body).length),
    });
  });

  test('what a reader has already is a 304, until something public changes', async () => {
    const first = await newsroom.get('/v1/claims.csv');
    const headers = { 'if-none-match': first.headers.etag ?? '' };
    expect((await newsroom.ask('GET', '/v1/claims.csv', { headers })).status).toBe(304);
    await newsroom.publicClaim({ text: 'And now something else.' });
    expect((await newsroom.ask('GET', '/v1/claims.csv', { headers })).status).toBe(200);
  });

  /** Programs that read a CSV file, each the texts in it: how they are asked in Python. */
  const READERS: Record<string, string> = {
    csv: 'import sys,csv,json;print(json.dumps([r["text"] for r in csv.DictReader(open(sys.argv[1],newline="",encoding="utf-8"))]))',
    pandas:
      'import sys,json,pandas;print(json.dumps(pandas.read_csv(sys.argv[1],dtype=str,keep_default_na=False)["text"].tolist()))',
    duckdb:
      'import sys,json,duckdb;print(json.dumps([r[0] for r in duckdb.sql("select text from read_csv(\'"+sys.argv[1]+"\',all_varchar=true)").fetchall()]))',
  };
  const lacks = (module: string): boolean => spawnSync('python3', ['-c', `import ${module}`]).status !== 0;
  for (const [module, program] of Object.entries(READERS)) {
    test.skipIf(lacks(module))(`${module} reads the same texts, hostile ones among them`, async () => {
      const { body } = await newsroom.get('/v1/claims.csv?formulas=as_is');
      const texts = rowsOf(body).map(({ text }) => text);
      expect(texts).toContain('שלום, العالم — 👩‍👩‍👧 “é”');
      const folder = mkdtempSync(join(tmpdir(), 'onrecord-sheet-'));
      const file = join(folder, 'claims.csv');
      writeFileSync(file, body);
      const { stdout, stderr } = spawnSync('python3', ['-c', program, file], { encoding: 'utf8' });
      rmSync(folder, { recursive: true });
      expect(JSON.parse(stdout || JSON.stringify(stderr))).toEqual(texts);
    });
  }

  const hasOffice = spawnSync('soffice', ['--version']).status === 0;
  test.skipIf(!hasOffice)('LibreOffice opens it, runs no cell, and saves the same texts', async () => {
    const { body } = await newsroom.get('/v1/claims.csv');
    const folder = mkdtempSync(join(tmpdir(), 'onrecord-office-'));
    const file = join(folder, 'claims.csv');
    writeFileSync(file, body);
    // Commas, double quotes, UTF-8, from the first row on.
    const filter = 'Text - txt - csv (StarCalc):44,34,76,1';
    const settings = ['--headless', `-env:UserInstallation=file://${join(folder, 'profile')}`];
    const saved = join(folder, 'saved');
    const { stderr } = spawnSync(
      'soffice',
      [...settings, `--infilter=${filter}`, '--convert-to', `csv:${filter}`, '--outdir', saved, file],
      { encoding: 'utf8' },
    );
    const lines = (text = '') => text.replaceAll('\r\n', '\n');
    const read = rowsOf(readFileSync(join(saved, 'claims.csv'), 'utf8'));
    rmSync(folder, { recursive: true });
    expect(
      read.map(({ text }) => lines(text)),
      stderr,
    ).toEqual(rowsOf(body).map(({ text }) => lines(text)));
  });
});

describe('a long list', () => {
  const COUNT = 2 * LIMITS.sheet_slice + 40;
  beforeAll(async () => {
    const claims = Array.from({ length: COUNT }, (_, i) => ({
      key: `c${i}`,
      kind: 'statement',
      text: `Claim number ${i}.`,
      first_said_on: `20${10 + (i % 9)}-01-01`,
      topics: ['many'],
    }));
    const bundle = bundleSchema.parse({ format: 'onrecord-bundle/1', origin: 'many', title: 'Many', claims });
    await importBundle(newsroom.server.recorder, bundle);
  });

  const many = {
    sheet: 'claims',
    source: {
      list: {
        type: 'claim',
        publication: 'published',
        filters: [{ term: 'topic', values: [topicKey('many')] }],
        sort: { by: 'on_date', descending: false },
      },
    },
    format: 'csv',
    fields: ['id', 'text'],
    by_part: false,
    today: '2026-01-15',
    home: '',
    bom: false,
    harmless: true,
  } as const;

  test('is whole', async () => {
    const rows = await csvOf('/v1/claims.csv?topic=many');
    expect(rows.map(({ id }) => id)).toEqual((await listOf('/v1/claims?topic=many')).map(({ id }) => id));
    expect(rows).toHaveLength(COUNT);
  });

  test('is of one moment, whatever is written while it is read', async () => {
    const open = await newsroom.server.sheets.open(many);
    const first = await open?.read();
    for (let i = 0; i < 3; i += 1)
      await newsroom.publicClaim({ text: `Later number ${i}.`, topics: ['many'] });
    const pieces = [first];
    for (let piece = await open?.read(); piece; piece = await open?.read()) pieces.push(piece);
    const rows = rowsOf(Buffer.concat(pieces.flatMap((piece) => piece ?? [])).toString());
    expect(rows).toHaveLength(COUNT);
    expect(open?.sum().rows).toBe(COUNT);
    await newsroom.server.sheets.close();
  });

  test('that nobody takes is written no further, and more than so many are refused', async () => {
    const { sheets } = newsroom.server;
    const opened = await Promise.all(Array.from({ length: LIMITS.sheets_open }, () => sheets.open(many)));
    expect(await sheets.open(many)).toBeNull();
    for (const open of opened) open?.close();
    expect(await sheets.open(many)).not.toBeNull();
    await sheets.close();
  });
});

describe('what breaks off', () => {
  /** A spreadsheet of which two pieces come, and then an error. */
  const breaking = (): OpenSheet => {
    let reads = 0;
    return {
      log_size: 1,
      last_event: 1,
      read: async () => {
        reads += 1;
        if (reads > 2) throw new Error('the disk is gone');
        return Buffer.from('a,b\r\n'.repeat(1_000));
      },
      sum: () => ({ rows: 1, bytes: 1, sha256: '' }),
      close: () => undefined,
    };
  };
  const listening = async () => {
    const app = Fastify();
    const sheets = { open: async () => breaking(), measure: async () => null, close: async () => undefined };
    app.get(
      '/x.:format',
      { config: { access: 'public', sheet_answer: { sheet: claimSheet, is: 'rows', members: [] } } },
      (request, reply) =>
        sendSheet(
          { ...newsroom.server, sheets },
          request,
          reply,
          {},
          { source: { corrections: {} }, today: '2026-01-15' },
        ),
    );
    return { app, url: new URL(`${await app.listen({ port: 0 })}/x.csv`) };
  };

  test('is an error for whoever reads it', async () => {
    const { app, url } = await listening();
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    await app.close();
  });

  test('and for readers of HTTP/1.0, who know no chunks', async () => {
    const { app, url } = await listening();
    const socket = createConnection(Number(url.port), url.hostname);
    socket.write(`GET ${url.pathname} HTTP/1.0\r\n\r\n`);
    socket.resume();
    const [error] = await once(socket, 'error');
    expect(error.code).toBe('ECONNRESET');
    await app.close();
  });
});

describe('where reading takes a key', () => {
  let closed: Newsroom;
  let token = '';
  let id = '';
  beforeAll(async () => {
    closed = await openNewsroom({ seed: true, settings: { ONRECORD_PUBLIC_READ: 'false' } });
    const { json } = await closed.post('/v1/keys', { actor: 'A chart', role: 'sheets' }, 'admin');
    ({ secret: token, id } = json);
  });
  afterAll(() => closed.close());

  test('a token in the address opens spreadsheets, and nothing else', async () => {
    expect((await closed.get('/v1/claims.csv')).status).toBe(401);
    expect((await closed.get(`/v1/claims.csv?token=${token}`)).status).toBe(200);
    const { json } = await closed.get(`/v1/claims.csv/manifest?token=${token}`);
    expect(json.address).not.toContain('token');
    expect((await closed.get(`/v1/claims?token=${token}`)).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect((await closed.ask('GET', '/v1/claims', { headers })).status).toBe(403);
    expect((await closed.ask('GET', '/v1/claims.csv', { headers })).status).toBe(200);
  });

  test('no other key works there', async () => {
    expect((await closed.get(`/v1/claims.csv?token=${closed.secrets.editor}`)).status).toBe(401);
  });

  test('it ends when it is revoked', async () => {
    await closed.post(`/v1/keys/${id}/revoke`, {}, 'admin');
    expect((await closed.get(`/v1/claims.csv?token=${token}`)).status).toBe(401);
  });
});

describe('the columns', () => {
  test('docs/columns.md lists them (npm run docs:columns)', () => {
    expect(readFileSync(new URL('../docs/columns.md', import.meta.url), 'utf8')).toBe(columnsPage());
  });

  test('have one name each', () => {
    for (const { columns, part } of sheets) {
      const names = [...columns, ...(part?.columns ?? [])].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

test('a list of nothing is a sheet of nothing, however often it is asked for', async () => {
  for (let i = 0; i < 3; i += 1) {
    const { status, body } = await newsroom.get('/v1/claims.jsonl?q=zanzibarium');
    expect([status, body]).toEqual([200, '']);
  }
});
