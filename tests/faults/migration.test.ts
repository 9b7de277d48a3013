/**
 * A newer version that migrates the database beneath a running server: readers go on, writers are told to come again, and
 * once it is done the older server writes nothing more.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { bundleOf } from '../../bench/bundle.ts';
import { engine } from '../../src/db/kit.ts';
import { figure, patience, quantile, rounds } from '../setup/figures.ts';
import { run, serve } from '../setup/process.ts';
import { freshDatabase } from '../setup/server.ts';
import { startWriters } from '../setup/writers.ts';

const CLAIMS = rounds('FAULTS_MIGRATED', 30);
const SECRET = 'a-secret-that-only-this-test-knows-0123456789';
const READERS = 2;
const ASKED_BEFORE = 100;
const PATHS = ['/v1/claims', '/v1/quotes?speaker=speaker-1', '/v1/topics', '/v1/speakers'];

const folder = mkdtempSync(join(tmpdir(), 'onrecord-migration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A newer version: today's, and a migration that writes the largest tables anew. */
const newerVersion = (): string => {
  for (const part of ['bin', 'src', 'migrations', 'package.json']) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const journal = join(folder, 'migrations', engine, 'meta', '_journal.json');
  const known = JSON.parse(readFileSync(journal, 'utf8'));
  const last = known.entries.at(-1);
  const newer = { ...last, idx: last.idx + 1, when: Date.UTC(2100, 0, 1), tag: 'newer' };
  writeFileSync(journal, JSON.stringify({ ...known, entries: [...known.entries, newer] }));
  const statements = [
    'create table anew as select * from documents',
    'drop table anew',
    'update entries set valid_from = valid_from',
    'update entry_terms set listed_as = listed_as',
  ];
  const text = statements.join(';\n--> statement-breakpoint\n');
  writeFileSync(join(folder, 'migrations', engine, 'newer.sql'), text);
  return join(folder, 'bin', 'main.js');
};

/** Says that the newest migration was never made, so that this version starts again. */
const forget = async (url: string): Promise<void> => {
  if (engine === 'sqlite') {
    const client = new Sqlite(url.replace('file:', ''));
    client.exec('delete from __drizzle_migrations where created_at > 4000000000000');
    client.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('delete from drizzle.__drizzle_migrations where created_at > 4000000000000');
  await client.end();
};

test(
  `a migration of ${CLAIMS} claims beside readers and writers`,
  async () => {
    const { url: database_url, drop } = await freshDatabase();
    const file = join(folder, 'bundle.json');
    writeFileSync(file, bundleOf(CLAIMS));
    const settings = { ONRECORD_DATABASE_URL: database_url, ONRECORD_SEED: 'false' };
    const imported = await run(['import', '--allow-duplicates', file], settings);
    expect(imported.code, imported.stderr).toBe(0);
    const program = newerVersion();
    const first = await serve({ ...settings, ONRECORD_ADMIN_KEY: SECRET });
    let { url } = first;
    const writers = startWriters(() => url, SECRET, 2);
    await writers.next();
    let over = false;
    const waits: number[] = [];
    const statuses: Record<string, number> = {};
    const read = async (reader: number): Promise<void> => {
      for (let n = reader; !over; n += 1) {
        const began = performance.now();
        const reply = await fetch(`${url}${PATHS[n % PATHS.length]}`);
        await reply.arrayBuffer();
        waits.push(performance.now() - began);
        statuses[reply.status] = (statuses[reply.status] ?? 0) + 1;
      }
    };
    // A server that was asked before: what is compiled at the first requests is not of the migration.
    for (let n = 0; n < ASKED_BEFORE; n += 1)
      await fetch(`${url}${PATHS[n % PATHS.length]}`).then((reply) => reply.text());
    const reading = Promise.all(Array.from({ length: READERS }, (_, i) => read(i)));
    const began = performance.now();
    const env = { PATH: process.env.PATH ?? '', ...settings };
    await promisify(execFile)(process.execPath, [program, 'migrate'], { env });
    const seconds = (performance.now() - began) / 1_000;
    over = true;
    await reading;
    const refused = () => fetch(`${url}/health/ready`).then((reply) => reply.text());
    expect(await refused()).toContain('a newer version of the server');
    const before = writers.acknowledged;
    await expect.poll(() => writers.statuses[503] ?? 0, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(writers.acknowledged, 'written by the older version').toBe(before);
    first.child.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
    const again = await run(['migrate'], settings);
    expect(again.stderr).toContain('a newer version of the server');
    await forget(database_url);
    const second = await serve({ ...settings, ONRECORD_ADMIN_KEY: SECRET });
    url = second.url;
    await writers.next();
    await writers.stop();
    await writers.check();
    expect(Object.keys(statuses).filter((status) => !['200', '503'].includes(status))).toEqual([]);
    if (engine === 'sqlite') expect(Object.keys(statuses)).toEqual(['200']);
    figure('a migration beside the server', 1, {
      'claims with their quotes': CLAIMS,
      seconds: Math.round(seconds),
      'reads beside it': statuses[200] ?? 0,
      'p50 of these (ms)': quantile(waits, 0.5),
      'p99 of these (ms)': quantile(waits, 0.99),
      '503 of readers': statuses[503] ?? 0,
      '503 of writers': writers.statuses[503] ?? 0,
      'writes acknowledged': writers.acknowledged,
      lost: 0,
      'done twice': 0,
    });
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
    await drop();
  },
  patience(CLAIMS, 100),
);
