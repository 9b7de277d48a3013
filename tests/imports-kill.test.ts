/** An import that is killed in the middle goes on with the next start: nothing is lost and nothing is there twice. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { count, eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../src/db/database.ts';
import { jobs } from '../src/jobs/tables.ts';
import { claims } from '../src/newsroom/claims/tables.ts';
import { atLength } from './setup/length.ts';
import { type Running, run, serve, start } from './setup/process.ts';
import { freshDatabase } from './setup/server.ts';

const KEY = 'a-secret-of-the-first-admin-0123456789';
/** So many that nine tenths of them take a second on a quick machine; in the long form several. */
const ROWS = atLength(3_000, 10_000);
const MAPPING = {
  format: 'onrecord-mapping/1',
  origin: 'killed',
  title: 'A list',
  claims: [{ key: { from: 'id' }, kind: 'statement', text: { from: 'what' } }],
};
const TABLE = ['id,what', ...Array.from({ length: ROWS }, (_, i) => `${i},Sentence ${i} is so.`)].join('\n');

const [served, commanded] = [await freshDatabase(), await freshDatabase()];
const folder = mkdtempSync(join(tmpdir(), 'onrecord-killed-'));
const settingsFor = (url: string) => ({
  ONRECORD_DATABASE_URL: url,
  ONRECORD_ADMIN_KEY: KEY,
  ONRECORD_SEED: 'false',
});
const running: Running[] = [];
afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  for (const { drop } of [served, commanded]) await drop();
  rmSync(folder, { recursive: true });
});

/** How many there are once nobody else is writing: PostgreSQL ends what was sent to it before the sender was killed. */
const countClaims = async (url: string): Promise<number> => {
  const database = await openDatabase(url);
  try {
    const [row] = await database.write((tx) => tx.select({ n: count() }).from(claims));
    return row?.n ?? 0;
  } finally {
    await database.close();
  }
};

/** Kills it as soon as a tenth of the claims are there, and says how many they are then. */
const killEarly = async ({ child, ended }: Running, url: string): Promise<number> => {
  const database = await openDatabase(url);
  const seen = () =>
    database.read
      .select({ id: claims.id })
      .from(claims)
      .limit(1)
      .offset(ROWS / 10);
  while ((await seen()).length === 0) await setTimeout(5);
  child.kill('SIGKILL');
  await ended;
  await database.close();
  return countClaims(url);
};

const startAnew = async () => {
  const server = await serve(settingsFor(served.url));
  running.push(server);
  const get = async (path: string) =>
    (await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${KEY}` } })).json();
  return { ...server, get };
};

interface ImportSeen {
  state: string;
  progress: { total: number | null; created: number; unchanged: number };
}

/** The import as soon as it is as wanted. */
const until = async (
  get: (path: string) => Promise<unknown>,
  path: string,
  wanted: (seen: ImportSeen) => boolean,
): Promise<ImportSeen> => {
  for (;;) {
    const seen = (await get(path)) as ImportSeen;
    if (wanted(seen)) return seen;
    if (seen.state === 'failed') throw new Error(JSON.stringify(seen));
    await setTimeout(20);
  }
};

test('one that is sent to a server goes on where it ended', async () => {
  const first = await startAnew();
  const form = new FormData();
  form.set('file', new File([TABLE], 'list.csv', { type: 'text/csv' }));
  form.set('mapping', new File([JSON.stringify(MAPPING)], 'mapping.json'));
  const sent = await fetch(`${first.url}/v1/imports`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${KEY}` },
  });
  expect(sent.status).toBe(201);
  const location = sent.headers.get('location') ?? '';
  const before = await killEarly(first, served.url);
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(ROWS);
  const database = await openDatabase(served.url);
  // Its lease is over.
  await database.write((tx) =>
    tx.update(jobs).set({ due_at: '2026-01-01T00:00:00.000Z' }).where(eq(jobs.queue, 'import')),
  );
  await database.close();

  const second = await startAnew();
  const end = await until(second.get, location, ({ state }) => state === 'done');
  expect(end.progress).toMatchObject({ total: ROWS, created: ROWS, unchanged: 0 });
  // A stop in good order waits for nothing that takes long.
  second.child.kill('SIGTERM');
  expect((await second.ended).code).toBe(0);
  expect(await countClaims(served.url)).toBe(ROWS);
  const after = await openDatabase(served.url);
  expect(await after.read.select().from(jobs).where(eq(jobs.queue, 'import'))).toEqual([]);
  await after.close();
  expect(await run(['verify'], settingsFor(served.url))).toMatchObject({ code: 0 });
}, 120_000);

test('one by the command line, run again, adds what is missing', async () => {
  const settings = settingsFor(commanded.url);
  const [table, mapping] = [join(folder, 'list.csv'), join(folder, 'mapping.json')];
  writeFileSync(table, TABLE);
  writeFileSync(mapping, JSON.stringify(MAPPING));
  const command = ['import', '--format', 'csv', '--mapping', mapping, table];
  const first = start(command, settings);
  running.push(first);
  const before = await killEarly(first, commanded.url);
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(ROWS);
  const again = await run(command, settings);
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toContain(`: ${ROWS - before} added, ${before} known before.`);
  expect(await countClaims(commanded.url)).toBe(ROWS);
  expect(await run(['verify'], settings)).toMatchObject({ code: 0 });
}, 120_000);
