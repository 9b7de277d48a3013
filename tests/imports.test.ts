/** Files that are sent to be brought in: one report for each, nothing of a faulty one, nothing twice. */
import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importParts } from '../src/features/import/jobs/tables.ts';
import { LIMITS } from '../src/limits.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { footprint } from './setup/footprint.ts';
import type { Reply, Who } from './setup/server.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
});
afterAll(() => server.close());

const mapping = (origin: string, claim: object = {}) => ({
  format: 'onrecord-mapping/1',
  origin,
  title: 'A list',
  speakers: [{ key: { from: 'who', slug: true }, slug: { from: 'who', slug: true }, name: { from: 'who' } }],
  claims: [
    {
      key: { from: 'id' },
      kind: 'statement',
      text: { from: 'what' },
      claimants: [{ from: 'who', slug: true }],
      ...claim,
    },
  ],
});

const rowsOf = (origin: string, n: number): string =>
  ['id,who,what', ...Array.from({ length: n }, (_, i) => `${i},Ann ${origin},${origin} ${i} is so.`)].join(
    '\n',
  );

const BOUNDARY = 'xxBOUNDARYxx';
/** A form as curl makes it. */
const formOf = (parts: { name: string; file?: string; type?: string; content: string | Buffer }[]): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ name, file, type, content }) => [
      Buffer.from(
        `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n${type === undefined ? '' : `content-type: ${type}\r\n`}\r\n`,
      ),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);

const sendForm = (
  parts: Parameters<typeof formOf>[0],
  {
    query = '',
    as = 'editor',
    headers = {},
  }: { query?: string; as?: Who; headers?: Record<string, string> } = {},
): Promise<Reply> =>
  server.ask('POST', `/v1/imports${query}`, {
    as,
    raw: formOf(parts),
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...headers },
  });

const sendTable = (content: string | Buffer, map: object, query = '', file = 'list.csv') =>
  sendForm(
    [
      { name: 'file', file, type: 'application/octet-stream', content },
      { name: 'mapping', file: 'mapping.json', type: 'application/json', content: JSON.stringify(map) },
    ],
    { query },
  );

const sendFile = (type: string, raw: string | Buffer, query = '', as: Who = 'editor') =>
  server.ask('POST', `/v1/imports${query}`, { as, raw, headers: { 'content-type': type } });

/** How an import ended. */
const ended = async (sent: Reply) => {
  expect(sent.status, sent.body).toBe(201);
  expect(sent.json.state).toBe('queued');
  expect(sent.headers.location).toBe(`/v1/imports/${sent.json.id}`);
  await server.app.worker.drain();
  const { json } = await server.get(`/v1/imports/${sent.json.id}`, 'editor');
  const left = await server.database.read
    .select()
    .from(importParts)
    .where(eq(importParts.import_id, sent.json.id));
  expect(left).toEqual([]);
  return json;
};

const BUNDLE = {
  format: 'onrecord-bundle/1',
  origin: 'bundle',
  title: 'A bundle',
  speakers: [{ key: 'bo', slug: 'bo-bundle', name: 'Bo Bundle' }],
  claims: [{ key: 'one', kind: 'statement', text: 'Bo has a boat.', claimants: ['bo'] }],
};

describe('what is brought in', () => {
  test('a CSV file with a mapping beside it, a dry run first, the same again at last', async () => {
    const send = (query: string) => sendTable(rowsOf('csv', 3), mapping('csv'), query);
    const dry = await ended(await send('?dry_run=true'));
    expect(dry).toMatchObject({
      state: 'done',
      format: 'csv',
      mapping: 'given',
      file: 'list.csv',
      dry_run: true,
      author: 'The editor',
      progress: { read: 3, total: 4, created: 4, unchanged: 0, refused: 0 },
      report: { created: { speaker: 1, claim: 3 }, faults: [] },
    });
    expect((await server.get('/v1/claims?publication=draft', 'reporter')).json.data).toEqual([]);
    expect(await ended(await send(''))).toMatchObject({
      state: 'done',
      progress: { read: 3, total: 4, created: 4, unchanged: 0, refused: 0 },
    });
    expect((await server.get('/v1/claims?publication=draft', 'reporter')).json.data).toHaveLength(3);
    expect(await ended(await send(''))).toMatchObject({
      state: 'done',
      progress: { created: 0, unchanged: 4 },
      report: { created: {} },
    });
  });

  test('JSON Lines, a bundle as the body, ClaimReviews, and a list in JSON', async () => {
    const lines = [1, 2].map((id) => JSON.stringify({ id, who: 'Lina', what: `Line ${id} holds.` }));
    const jsonl = await ended(await sendTable(lines.join('\n'), mapping('lines'), '', 'a.jsonl'));
    expect(jsonl).toMatchObject({ state: 'done', format: 'jsonl', progress: { read: 2, created: 3 } });
    const listed = await ended(
      await sendTable(`[${lines.join(',')}]`, mapping('listed'), '?allow_duplicates=true', 'a.json'),
    );
    expect(listed).toMatchObject({ state: 'done', format: 'json', progress: { read: 2, created: 3 } });
    const bundle = await ended(await sendFile('application/json', JSON.stringify(BUNDLE)));
    expect(bundle).toMatchObject({ state: 'done', format: 'bundle', progress: { created: 2 } });
    expect((await server.get('/v1/claims')).json.data.map(({ text }: { text: string }) => text)).toEqual([
      'Bo has a boat.',
    ]);
    const review = {
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      url: 'https://checks.example/1',
      claimReviewed: 'The sea is dry.',
      author: { '@type': 'Organization', name: 'Checks' },
      reviewRating: { '@type': 'Rating', alternateName: 'False' },
    };
    const reviews = JSON.stringify([review, { ...review, url: 'nowhere' }]);
    expect(await ended(await sendFile('application/ld+json', reviews))).toMatchObject({
      state: 'done',
      format: 'claimreview',
      progress: { read: 2, created: 1, refused: 1 },
      report: { left_out: [{ because: 'it has no http or https address', rows: 1 }] },
    });
  });

  test('a table with a mapping by its name', async () => {
    const file = readFileSync(new URL('../seed/mappings/politifact.json', import.meta.url), 'utf8');
    const { columns } = { columns: [...file.matchAll(/"from": "([^$"][^"]*)"/g)].map(([, name]) => name) };
    const header = [...new Set(columns)].join(',');
    const sent = await sendFile('text/csv; charset=utf-8', `${header}\n`, '?mapping=politifact&dry_run=true');
    expect(await ended(sent)).toMatchObject({ state: 'done', mapping: 'politifact', progress: { read: 0 } });
  });

  test('all sent are listed, newest first, for editors alone', async () => {
    const { data } = (await server.get('/v1/imports?limit=2', 'editor')).json;
    expect(data).toHaveLength(2);
    expect(data[0].id > data[1].id).toBe(true);
    expect((await server.get('/v1/imports?state=failed', 'editor')).json.data).toEqual([]);
    expect((await server.get('/v1/imports', 'reporter')).status).toBe(403);
  });

  test('rows with faults are left out where that is asked for, and counted', async () => {
    const table = 'id,who,what\n1,Ann Skip,Skip one.\n2,Ann Skip,\n3,Ann Skip,Skip three.\n';
    expect(await ended(await sendTable(table, mapping('skip'), '?skip_faulty=true'))).toMatchObject({
      state: 'done',
      progress: { read: 3, created: 3, refused: 1 },
      report: { faults_total: 1, faults: [{ line: 3, row: 2, column: 'what' }] },
    });
  });

  test('the same Idempotency-Key makes one import of it', async () => {
    const parts = [
      { name: 'file', file: 'a.csv', content: rowsOf('idem', 1) },
      { name: 'mapping', content: JSON.stringify(mapping('idem')) },
    ];
    const headers = { 'idempotency-key': 'once' };
    const [first, second] = [await sendForm(parts, { headers }), await sendForm(parts, { headers })];
    expect(second).toMatchObject({ status: 201, json: { id: first.json.id } });
    expect(second.headers['idempotency-replayed']).toBe('true');
    await ended(first);
    expect(await server.database.read.select().from(importParts)).toEqual([]);
  });

  test('an import that waits can be cancelled, and the next one goes on', async () => {
    const [first, second] = [
      await sendTable(rowsOf('wait', 2), mapping('wait')),
      await sendTable(rowsOf('next', 2), mapping('next')),
    ];
    const cancelled = await server.post(`/v1/imports/${first.json.id}/cancel`, {}, 'editor');
    expect(cancelled.json).toMatchObject({ state: 'cancelled', ended_at: expect.any(String) });
    expect((await server.post(`/v1/imports/${first.json.id}/cancel`, {}, 'editor')).status).toBe(409);
    expect(await ended(second)).toMatchObject({ state: 'done', progress: { created: 3 } });
    const found = await server.get('/v1/claims?publication=draft&q=wait', 'reporter');
    expect(found.json.data).toEqual([]);
  });
});

describe('a file with faults changes nothing, and its report names the place of each', () => {
  const OF = mapping('hostile');
  const csv = (...lines: string[]) => lines.join('\n');
  const cases: [string, string | Buffer, object][] = [
    [
      'another encoding',
      Buffer.from('id,who,what\n1,Zo\xeb,So.\n', 'latin1'),
      { line: 2, detail: /not UTF-8/ },
    ],
    ['UTF-16', Buffer.from('\ufeffid,who,what\n', 'utf16le'), { line: 1, detail: /UTF-16/ }],
    ['a column twice', csv('id,who,what,who', '1,a,b,c'), { line: 1, detail: /two columns are named “who”/ }],
    ['a column missing', csv('id,who', '1,a'), { column: 'what', pointer: '/claims/0/text/from' }],
    ['a row of another length', csv('id,who,what', '1,a,b', '2,a'), { line: 3, detail: /2 cells/ }],
    ['a quote that nothing closes', csv('id,who,what', '1,"a,b'), { line: 2, detail: /nothing closes/ }],
    ['lone carriage returns', 'id,who,what\n1,a,b\r2,c,d\n', { line: 2, detail: /carriage return/ }],
    ['an empty file', '', { detail: /empty/ }],
    [
      'a cell of 10 MB',
      csv('id,who,what', '1,a,b', `2,a,${'x'.repeat(10_000_000)}`),
      { line: 3, detail: /4194304 bytes/ },
    ],
    [
      'a cell longer than a claim',
      csv('id,who,what', `1,a,${'x'.repeat(5_000)}`),
      { line: 2, row: 1, column: 'what' },
    ],
    [
      'more columns than there may be',
      `${Array.from({ length: 2_000 }, (_, i) => `c${i}`).join(',')}\n`,
      { line: 1, detail: /1000 columns/ },
    ],
    ['millions of cells', csv('id,who,what', ','.repeat(8_000_000)), { line: 2 }],
    [
      'millions of lines',
      `id,who,what\n${'1,a,b\n'.repeat(LIMITS.import_rows + 5)}`,
      { detail: /200000 rows/ },
    ],
    [
      'words that no rule knows',
      csv('id,who,what', '1,a,b', '1,a,c'),
      { line: 3, row: 2, detail: /stands in row 1/ },
    ],
    ['NUL and control characters', csv('id,who,what', '1,\u0000,b'), { line: 2, row: 1, column: 'who' }],
  ];
  test.each(cases)('%s', async (_name, content, fault) => {
    const before = await footprint(server);
    const json = await ended(await sendTable(content, OF));
    expect(json).toMatchObject({ state: 'failed', progress: { created: 0 } });
    expect(json.report.faults_total).toBeGreaterThan(0);
    const { detail, ...place }: { detail?: RegExp } = fault;
    expect(json.report.faults[0]).toMatchObject({
      ...place,
      detail: detail ? expect.stringMatching(detail) : expect.any(String),
    });
    const after = await footprint(server);
    // The ledger says that it was sent and how it ended.
    expect({ ...Object(after), events: 0 }).toEqual({ ...Object(before), events: 0 });
  });

  const lists: [string, string, string, object][] = [
    ['a bundle that is no JSON', 'application/json', '{"format":\n oops', { line: 2, detail: /not JSON/ }],
    [
      'a bundle with a member that is not known',
      'application/json',
      JSON.stringify({ ...BUNDLE, x: 1 }),
      { line: 1, pointer: '/x' },
    ],
    [
      'a bundle that names what it has not',
      'application/json',
      JSON.stringify({ ...BUNDLE, speakers: [] }),
      { pointer: '/claims/0/claimants/0' },
    ],
    [
      'a bundle with other content than before',
      'application/json',
      JSON.stringify({ ...BUNDLE, claims: [{ ...BUNDLE.claims[0], topics: ['boats'] }] }),
      { pointer: '/claims/0', detail: /with other content/ },
    ],
    ['lists in lists in lists', 'application/json', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, {}],
  ];
  test.each(lists)('%s', async (_name, type, content, fault) => {
    const json = await ended(await sendFile(type, content));
    const { detail, ...place }: { detail?: RegExp } = fault;
    expect(json).toMatchObject({ state: 'failed', progress: { created: 0 } });
    expect(json.report.faults[0]).toMatchObject({
      ...place,
      detail: detail ? expect.stringMatching(detail) : expect.any(String),
    });
  });

  test('a line of JSON that nests too deep', async () => {
    const deep = `{"id":1,"who":"a","what":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(await ended(await sendTable(deep, OF, '', 'a.jsonl'))).toMatchObject({ state: 'failed' });
  });

  test('what only two people may make public, unless an admin sends it', async () => {
    const claim = {
      ...BUNDLE.claims[0],
      key: 'ruled',
      text: 'Bo has two boats.',
      kind: 'promise',
      promise: { action: 'Buy a boat.', criteria: 'Kept with two boats.', testability: 'testable' },
      outcomes: [
        {
          key: 'r',
          kind: 'ruling',
          result: 'kept',
          occurred_on: '2025-01-01',
          note: 'Two.',
          evidence: [{ url: 'https://example.org/boats' }],
        },
      ],
    };
    const body = JSON.stringify({ ...BUNDLE, claims: [claim] });
    expect(await ended(await sendFile('application/json', body))).toMatchObject({
      state: 'failed',
      report: { faults: [{ pointer: '/claims/0/outcomes', detail: expect.stringMatching(/two people/) }] },
    });
    expect(await ended(await sendFile('application/json', body, '', 'admin'))).toMatchObject({
      state: 'done',
    });
    expect((await sendFile('application/ld+json', '{}', '?publish=true')).status).toBe(403);
  });
});

describe('a request that cannot be an import is refused at once, with nothing left behind', () => {
  const names = ({ json }: Reply) =>
    json.errors.map(
      ({ parameter, pointer }: { parameter?: string; pointer?: string }) => parameter ?? pointer,
    );
  const form =
    (...parts: Parameters<typeof formOf>[0]) =>
    () =>
      sendForm(parts);
  const file = { name: 'file', file: 'a.csv', content: 'a' };
  const cases: [string, () => Promise<Reply>, number, string][] = [
    ['a table without a mapping', () => sendFile('text/csv', 'a,b\n'), 400, 'mapping'],
    ['a mapping that there is not', () => sendFile('text/csv', 'a', '?mapping=../limits'), 400, 'mapping'],
    [
      'a mapping that is none',
      form(file, { name: 'mapping', content: '{"format":"x"}' }),
      422,
      '/mapping/format',
    ],
    ['a mapping that is no JSON', form(file, { name: 'mapping', content: 'x' }), 400, '/mapping'],
    ['a file of no known kind', form({ ...file, file: 'a.bin' }), 400, 'format'],
    ['a form without a file', form({ name: 'mapping', content: '{}' }), 400, '/file'],
    ['two files', form(file, file), 400, '/file'],
    ['something else in the form', form(file, { name: 'other', content: 'x' }), 400, '/other'],
    [
      'a mapping for a bundle',
      () => sendFile('application/json', '{}', '?mapping=snopes&format=bundle'),
      400,
      'mapping',
    ],
    [
      'bundles that are to be public',
      () => sendFile('application/json', '{}', '?publish=true'),
      400,
      'publish',
    ],
  ];
  test.each(cases)('%s', async (_name, send, status, where) => {
    const reply = await send();
    expect(reply.status, reply.body).toBe(status);
    expect(names(reply)).toContain(where);
    expect(await server.database.read.select().from(importParts)).toEqual([]);
  });

  test('a form that breaks off', async () => {
    const whole = formOf([file]);
    const reply = await server.ask('POST', '/v1/imports', {
      as: 'editor',
      raw: whole.subarray(0, whole.length - 20),
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    });
    expect(reply.status, reply.body).toBe(400);
    expect(await server.database.read.select().from(importParts)).toEqual([]);
  });

  test('a reporter’s, before a byte of it is kept', async () => {
    expect((await sendFile('application/json', JSON.stringify(BUNDLE), '', 'reporter')).status).toBe(403);
    expect(await server.database.read.select().from(importParts)).toEqual([]);
  });
});
