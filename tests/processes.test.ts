/** Several processes behind one port are one server to whoever asks. */
import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, run, serve, start } from './setup/process.ts';
import { freshDatabase } from './setup/server.ts';

const KEY = 'a-secret-of-the-first-admin-0123456789';
const { url: database_url, drop } = await freshDatabase();
const settings = {
  ONRECORD_DATABASE_URL: database_url,
  ONRECORD_ADMIN_KEY: KEY,
  ONRECORD_SEED: 'false',
  ONRECORD_METRICS: 'true',
  ONRECORD_REVIEW: 'single',
  ONRECORD_WORKERS: '2',
};
let server: Running & { url: string };
beforeAll(async () => {
  server = await serve(settings);
});
afterAll(async () => {
  server.child.kill('SIGKILL');
  await server.ended;
  await drop();
});

/** Each on a connection of its own, so that any process may be asked. */
const ask = async (path: string, method = 'GET', body?: object) => {
  const reply = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      connection: 'close',
      ...(body ? { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: reply.status, text: await reply.text() };
};

const processes = (): number[] =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', String(server.child.pid)], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0 && isRunning(pid));

const isRunning = (pid: number): boolean => {
  try {
    return !execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('ps ');
  } catch {
    return false;
  }
};

test('what one has acknowledged, each of them answers, and both are asked', async () => {
  const asked = new Set<string>();
  for (let n = 0; n < 40; n += 1) {
    const text = `Sentence ${n} is so.`;
    const made = await ask('/v1/claims', 'POST', { kind: 'statement', text });
    expect(made.status, made.text).toBe(201);
    const { id } = JSON.parse(made.text);
    expect((await ask(`/v1/claims/${id}/publish`, 'POST', {})).status).toBe(200);
    const [item, list, metrics] = await Promise.all([
      ask(`/v1/claims/${id}`),
      ask('/v1/claims?sort=-published_at&limit=1'),
      ask('/metrics'),
    ]);
    expect(JSON.parse(item.text).text).toBe(text);
    expect(JSON.parse(list.text).data[0].text).toBe(text);
    asked.add(/worker="(\d+)"/.exec(metrics.text)?.[1] ?? '');
  }
  expect([...asked].sort()).toEqual(['1', '2']);
});

test('one that ends is replaced, and nobody is refused for long', async () => {
  const [first = 0] = processes();
  process.kill(first, 'SIGKILL');
  while (processes().length < 2 || processes().includes(first)) await setTimeout(50);
  expect((await ask('/health/ready')).status).toBe(200);
  expect(server.output.stderr).toContain(`Process ${first} ended (SIGKILL); another takes its place.`);
});

test('a port that is taken is said, and no process stays', async () => {
  const port = new URL(server.url).port;
  const { ended } = start(['serve'], { ...settings, PORT: port });
  const { code, stderr } = await ended;
  expect(code).toBe(1);
  expect(stderr).toContain(`Something listens on port ${port} already`);
});

test('SIGTERM ends them all, well', async () => {
  const all = processes();
  server.child.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  expect(all.filter(isRunning)).toEqual([]);
  expect((await run(['verify'], settings)).code).toBe(0);
});
