/** The database as the migrations make it: append-only where it must be, strict, and made once. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../src/db/database.ts';
import { engine } from '../src/db/kit.ts';
import { publishedClaim } from './setup/make.ts';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  const { id } = await publishedClaim(server);
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
