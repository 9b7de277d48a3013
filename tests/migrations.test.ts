/** The database as the migrations make it: append-only where it must be, strict, and made once. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/db/database.ts';
import { engine } from '../src/db/kit.ts';
import type { Connection } from '../src/db/types.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { freshDatabase, TestClock } from './setup/server.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
  const { id } = await server.publicClaim();
  await server.patch(
    `/v1/claims/${id}`,
    { text: 'Other.', correction: { kind: 'typo', note: 'x' } },
    'editor',
  );
});
afterAll(() => server.close());

/** Whether the database lets `statement` through; nothing of it stays. */
const refused = async (statement: string): Promise<boolean> => {
  class Undo extends Error {}
  try {
    await server.database.write(async (tx) => {
      await tx.select({ done: sql`1` }).from(sql.raw('keys')).limit(1);
      const [table = '', change = ''] = statement.split(': ');
      if (change === 'delete') await tx.delete(tableNamed(table));
      else await tx.update(tableNamed(table)).set(sameAgain(table));
      throw new Undo();
    });
  } catch (error) {
    return !(error instanceof Undo);
  }
  return false;
};

const { corrections, documents, events, logNodes, imports } = await import('../src/record/tables.ts');
const TABLES = { corrections, documents, events, log_nodes: logNodes, imports };
const tableNamed = (name: string) => TABLES[name as keyof typeof TABLES];
const sameAgain = (name: string) =>
  ({
    corrections: { note: 'x' },
    documents: { json: 'x' },
    events: { action: 'x' },
    log_nodes: { hash: 'x' },
    imports: { sha256: 'x' },
  })[name] ?? {};

test.each(
  ['documents', 'events', 'log_nodes', 'corrections'].flatMap((name) => [
    `${name}: update`,
    `${name}: delete`,
  ]),
)('the database itself refuses %s', async (statement) => {
  expect(await refused(statement)).toBe(true);
});

test('and lets through what is no part of the record', async () => {
  expect(await refused('imports: update')).toBe(false);
});

test('opening a database again migrates nothing and keeps everything', async () => {
  const before = await server.get('/v1/claims');
  const again = await openDatabase(server.database_url);
  expect(await again.read.select().from(documents)).toHaveLength(2);
  await again.close();
  expect((await server.get('/v1/claims')).body).toBe(before.body);
});

test.skipIf(engine !== 'sqlite')(
  'on SQLite every table of ours is STRICT and every reference holds',
  async () => {
    const { default: Sqlite } = await import('better-sqlite3');
    const client = new Sqlite(server.database_url.replace(/^file:/, ''), { readonly: true });
    const tables = client
      .prepare<[], { name: string; strict: number }>(
        `select name, strict from pragma_table_list where schema = 'main' and type = 'table' and name not glob 'sqlite_*'
       and name not glob 'search_index*' and name not glob '__drizzle*'`,
      )
      .all();
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter((table) => table.strict !== 1)).toEqual([]);
    expect(client.pragma('foreign_key_check')).toEqual([]);
    expect(client.pragma('journal_mode', { simple: true })).toBe('wal');
    client.close();
  },
);

/** A promise, ruled late in its second version, as the tables had it before documents were found by their leaf. */
const BEFORE = (() => {
  const id = 'claim_01k2m8r3v5e9gaqz6n7t4s0wxy';
  const [first, second] = ['2025-08-16T10:00:00.000Z', '2025-10-23T10:00:00.000Z'];
  const document = (version: number, published_at: string, result: string | null, done_on: string | null) => {
    const deadline = { kind: 'duration', window_start: '2025-08-29', window_end: '2025-09-05' };
    const promise = { deadline, result, done_on };
    const head = { id, version, published_at, publication: 'published', kind: 'promise', text: 'Sanctions' };
    const named = { language: 'en', claimants: [], topics: ['sanctions'], quotes: [], sources: [] };
    return JSON.stringify({ ...head, ...named, verdict: null, promise });
  };
  const entry = (from: string, to: string, result: string, done_on: string, timing: string) =>
    `'claim', '${id}', ${to === 'null' ? 2 : 1}, 'published', '${from}', ${to}, '${first}', 'promise', '2025-08-15', '', '',
     '${result}', 'not_checked', 'testable', 'duration', HEDGED, '2025-08-29', '2025-09-05', '', '${done_on}', '${timing}', '2025-09-05', null`;
  const columns = `type, subject_id, version, publication, valid_from, valid_to, published_at, kind, on_date, name, rating,
    result, progress, testability, deadline_kind, hedged, window_start, window_end, review_on, done_on, timing, due_on, search_text_id`;
  const term = `'claim.topic', 'sanctions', CURRENT, '${id}', '2025-08-15', '${first}', 'promise', '', '2025-09-05'`;
  const statements = [
    `insert into documents (subject_id, version, leaf_index, published_at, json, sha256) values
     ('${id}', 1, 0, '${first}', '${document(1, first, null, null)}', 'a'),
     ('${id}', 2, 1, '${second}', '${document(2, second, 'kept', '2025-10-22')}', 'b')`,
    `insert into entries (id, ${columns}) values (1, ${entry(first, `'${second}'`, '', '', 'open')}), (2, ${entry(second, 'null', 'kept', '2025-10-22', 'late')})`,
    `insert into entry_terms (entry_id, field, value, current, subject_id, on_date, published_at, kind, rating, due_on) values
     (1, ${term.replace('CURRENT', 'NO')}), (2, ${term.replace('CURRENT', 'YES')})`,
  ];
  const [yes, no] = engine === 'sqlite' ? ['1', '0'] : ['true', 'false'];
  const spelt = (text: string) => text.replaceAll(/\b(HEDGED|YES)\b/g, yes).replaceAll(/\bNO\b/g, no);
  return { id, statements: statements.map(spelt) };
})();

/** Runs the first `count` migrations and then `statements` on an empty database. */
const openOld = async (url: string, count: number, statements: readonly string[]): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-migrations-'));
  cpSync(join('migrations', engine), folder, { recursive: true });
  const path = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  if (engine === 'sqlite') {
    const { default: Sqlite } = await import('better-sqlite3');
    const { drizzle } = await import('drizzle-orm/better-sqlite3');
    const { migrate } = await import('drizzle-orm/better-sqlite3/migrator');
    const client = new Sqlite(url.replace(/^file:/, ''));
    migrate(drizzle({ client }), { migrationsFolder: folder });
    for (const statement of statements) client.exec(statement);
    client.close();
  } else {
    const { default: pg } = await import('pg');
    const { drizzle } = await import('drizzle-orm/node-postgres');
    const { migrate } = await import('drizzle-orm/node-postgres/migrator');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await migrate(drizzle({ client }), { migrationsFolder: folder });
    for (const statement of statements) await client.query(statement);
    await client.end();
  }
  rmSync(folder, { recursive: true, force: true });
};

test('a record of before documents were found by their leaf is read and listed as it was', async () => {
  const { url, drop } = await freshDatabase();
  await openOld(url, 2, BEFORE.statements);
  const told: string[] = [];
  const database = await openDatabase(url, { tell: (sentence) => told.push(sentence) });
  if (engine === 'sqlite') expect(told).toContainEqual(expect.stringContaining('one transaction'));
  const clock = new TestClock('2026-01-15T12:00:00.000Z');
  const app = await buildApp(
    readConfig({ ONRECORD_DATABASE_URL: url, ONRECORD_LOG_LEVEL: 'silent' }),
    database,
    {
      clock,
    },
  );
  const get = async (path: string) => (await app.inject(path)).json();
  const late = { result: 'kept', timeliness: 'late', days_late: 47 };
  expect((await get(`/v1/claims/${BEFORE.id}`)).promise).toMatchObject(late);
  expect((await get('/v1/claims?topic=sanctions&kind=promise')).data).toMatchObject([{ promise: late }]);
  expect((await get('/v1/promises?timeliness=late')).data).toMatchObject([{ version: 2, promise: late }]);
  expect((await get('/v1/claims?topic=sanctions&as_of=2025-09-06')).data).toMatchObject([
    { version: 1, promise: { result: null, timeliness: 'overdue', days_overdue: 1 } },
  ]);
  await app.close();
  await drop();
});

/** Runs a statement as another program would. */
const runBeside = async (url: string, statement: string): Promise<void> => {
  if (engine === 'sqlite') {
    const client = new Sqlite(url.replace(/^file:/, ''));
    client.exec(statement);
    client.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
};

test('a server beneath which a newer version has migrated writes nothing more and says why, and it does not start again', async () => {
  const newsroom = await openNewsroom();
  const { id } = await newsroom.publicClaim();
  const { tables, migrated } =
    engine === 'sqlite'
      ? { tables: 'main', migrated: '__drizzle_migrations' }
      : { tables: 'public', migrated: 'drizzle.__drizzle_migrations' };
  const made_ms = Date.UTC(2100, 0, 1);
  const made_at = new Date(made_ms).toISOString();
  const run = (statement: string) => runBeside(newsroom.database_url, statement);
  await run(`insert into ${migrated} (hash, created_at) values ('newer', ${made_ms})`);
  const newer = { status: 503, body: expect.stringContaining('a newer version of the server') };
  const claim = { kind: 'statement', text: 'The bridge is open.' };
  expect(await newsroom.post('/v1/claims', claim, 'reporter')).toMatchObject(newer);
  expect(await newsroom.get('/health/ready')).toMatchObject(newer);
  expect((await newsroom.get('/health/live')).status).toBe(200);
  expect((await newsroom.get(`/v1/claims/${id}`)).status).toBe(200);
  await expect(openDatabase(newsroom.database_url)).rejects.toThrow('newer form');
  // Whatever writes, by itself or together with others.
  const { database } = newsroom;
  const row = (subject_id: string) => ({ subject_id, sha256: 'x', imported_at: made_at });
  const add = (key: string) => async (tx: Connection) => void (await tx.insert(imports).values(row(key)));
  const written = [database.write(add('a')), database.write(add('b')), database.writeMuch(add('c'))];
  await Promise.all(written.map((one) => expect(one).rejects.toMatchObject({ code: 'ONRECORD_FORM' })));
  const kept = await database.read.select().from(imports).where(eq(imports.sha256, 'x'));
  expect(kept).toEqual([]);
  // What it cannot read any more is no error of its own either.
  await run(`alter table ${tables}.entries rename to renamed`);
  expect(await newsroom.get('/v1/claims?kind=statement')).toMatchObject(newer);
  await run(`alter table ${tables}.renamed rename to entries`);
  await run(`delete from ${migrated} where hash = 'newer'`);
  await newsroom.close();
});

test('the tables say nothing that the migrations do not', () => {
  // Inside the project, as the generator takes only paths relative to it.
  const folder = mkdtempSync('.migrations-check-');
  try {
    cpSync(join('migrations', engine), folder, { recursive: true });
    const before = readdirSync(folder);
    const args = ['generate', '--dialect', engine, '--schema', './src/**/tables.ts', '--out', `./${folder}`];
    const url = engine === 'sqlite' ? 'file:unused' : 'postgres://unused';
    const env = { ...process.env, ONRECORD_DATABASE_URL: url };
    const said = execFileSync('node_modules/.bin/drizzle-kit', args, { env, encoding: 'utf8' });
    expect(said).toContain('No schema changes');
    expect(readdirSync(folder)).toEqual(before);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
