/** An import beside a server: whoever reads or writes meanwhile is answered, nothing is lost, and the import ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { figure, patience, quantile, rounds } from '../setup/figures.ts';
import { run, serve } from '../setup/process.ts';
import { freshDatabase } from '../setup/server.ts';
import { startWriters } from '../setup/writers.ts';

const CLAIMS = rounds('FAULTS_IMPORTED', 30);
const SECRET = 'a-secret-that-only-this-test-knows-0123456789';
const READERS = 2;
const PATHS = ['/v1/claims', '/v1/claims?kind=statement', '/v1/topics', '/v1/speakers'];

const folder = mkdtempSync(join(tmpdir(), 'onrecord-beside-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bundle = (): string =>
  JSON.stringify({
    format: 'onrecord-bundle/1',
    origin: 'beside',
    title: 'Beside',
    speakers: [{ key: 's', slug: 's', name: 'Ann Example' }],
    sources: [{ key: 'a', kind: 'article', title: 'An article', url: 'https://news.example/a' }],
    quotes: Array.from({ length: CLAIMS }, (_, i) => ({
      ...{ key: `q${i}`, speaker: 's', source: 'a', said_on: '2025-01-01' },
      text: `Words number ${i} of what was said about the bridge and the tunnel.`,
    })),
    claims: Array.from({ length: CLAIMS }, (_, i) => ({
      ...{ key: `c${i}`, kind: 'statement', text: `The bridge number ${i} is open.` },
      ...{ quotes: [`q${i}`], topics: [`Topic ${i % 20}`] },
    })),
  });

test(
  `an import of ${CLAIMS} claims beside readers and writers`,
  async () => {
    const { url: database_url, drop } = await freshDatabase();
    const file = join(folder, 'bundle.json');
    writeFileSync(file, bundle());
    const settings = { ONRECORD_DATABASE_URL: database_url, ONRECORD_SEED: 'false' };
    const { child, ended, url } = await serve({ ...settings, ONRECORD_ADMIN_KEY: SECRET }, 'onrecord.js');
    const writers = startWriters(() => url, SECRET, 1);
    await writers.next();
    let over = false;
    const waits: number[] = [];
    const statuses = new Set<number>();
    const read = async (reader: number): Promise<void> => {
      for (let n = reader; !over; n += 1) {
        const began = performance.now();
        const reply = await fetch(`${url}${PATHS[n % PATHS.length]}`);
        await reply.arrayBuffer();
        waits.push(performance.now() - began);
        statuses.add(reply.status);
      }
    };
    const reading = Promise.all(Array.from({ length: READERS }, (_, i) => read(i)));
    const began = performance.now();
    const imported = await run(['import', file], settings);
    const seconds = (performance.now() - began) / 1_000;
    over = true;
    await reading;
    await writers.stop();
    await writers.check();
    expect(imported.code, imported.stderr).toBe(0);
    expect(imported.stdout).toContain(`${2 * CLAIMS + 2} added`);
    expect([...statuses]).toEqual([200]);
    expect(Object.keys(writers.statuses)).toEqual(['201']);
    figure('an import beside the server', 1, {
      'claims with their quotes': CLAIMS,
      seconds: Math.round(seconds),
      'reads beside it': waits.length,
      'p50 of these (ms)': quantile(waits, 0.5),
      'p99 of these (ms)': quantile(waits, 0.99),
      'writes beside it': writers.acknowledged,
      'p99 of writes (ms)': quantile(writers.waits_ms, 0.99),
      lost: 0,
    });
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    await drop();
  },
  patience(CLAIMS, 200),
);
