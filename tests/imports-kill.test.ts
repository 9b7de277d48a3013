/** An import whose server is killed in the middle goes on with the next: nothing is lost and nothing is there twice. */
import { setTimeout } from 'node:timers/promises';
import { count, eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../src/db/database.ts';
import { jobs } from '../src/jobs/tables.ts';
import { claims } from '../src/newsroom/claims/tables.ts';
import { type Running, run, serve } from './setup/process.ts';
import { freshDatabase } from './setup/server.ts';

const KEY = 'a-secret-of-the-first-admin-0123456789';
const ROWS = 4_000;
const MAPPING = {
  format: 'onrecord-mapping/1',
  origin: 'killed',
  title: 'A list',
  claims: [{ key: { from: 'id' }, kind: 'statement', text: { from: 'what' } }],
};

const { url: database_url, drop } = await freshDatabase();
const settings = {
  ONRECORD_DATABASE_URL: database_url,
  ONRECORD_ADMIN_KEY: KEY,
  ONRECORD_SEED: 'false',
};
const running: Running[] = [];
afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  await drop();
});

const startAnew = async () => {
  const server = await serve(settings);
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

test('killed in the middle, it goes on where it ended', async () => {
  const first = await startAnew();
  const lines = Array.from({ length: ROWS }, (_, i) => `${i},Sentence ${i} is so.`);
  const form = new FormData();
  form.set('file', new File([['id,what', ...lines].join('\n')], 'list.csv', { type: 'text/csv' }));
  form.set('mapping', new File([JSON.stringify(MAPPING)], 'mapping.json'));
  const sent = await fetch(`${first.url}/v1/imports`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${KEY}` },
  });
  expect(sent.status).toBe(201);
  const location = sent.headers.get('location') ?? '';
  await until(first.get, location, ({ progress }) => progress.created > 0);
  first.child.kill('SIGKILL');
  await first.ended;

  const database = await openDatabase(database_url);
  const [before] = await database.read.select({ n: count() }).from(claims);
  expect(before?.n).toBeGreaterThan(0);
  expect(before?.n).toBeLessThan(ROWS);
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
  const after = await openDatabase(database_url);
  expect((await after.read.select({ n: count() }).from(claims))[0]?.n).toBe(ROWS);
  expect(await after.read.select().from(jobs).where(eq(jobs.queue, 'import'))).toEqual([]);
  await after.close();
  expect(await run(['verify'], settings)).toMatchObject({ code: 0 });
}, 120_000);
