/** Reading and writing for as long as it takes: every request is answered, and the memory stays what it was. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { engine } from '../../src/db/kit.ts';
import { figure, patience, rounds } from '../setup/figures.ts';
import { atLength } from '../setup/length.ts';
import { serve } from '../setup/process.ts';
import { startWriters } from '../setup/writers.ts';

const SECRET = 'a-secret-that-only-this-test-knows-0123456789';
const SECONDS = rounds('FAULTS_LOAD_SECONDS', atLength(1, 3));
const READERS = 4;
/** What a rate of answers is told for: the first part is warming up. */
const WARM = 0.2;
const PATHS = [
  '/v1/claims',
  '/v1/promises',
  '/v1/claims?q=oil',
  '/v1/topics',
  '/v1/log/entries',
  '/v1/corrections',
];

describe.runIf(engine === 'sqlite')('a server under mixed load', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-load-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(
    `for ${SECONDS} seconds answers everything`,
    async () => {
      const { child, ended, url } = await serve(
        {
          ONRECORD_DATABASE_URL: `file:${join(folder, 'record.db')}`,
          ONRECORD_SEED: 'true',
          ONRECORD_ADMIN_KEY: SECRET,
        },
        'onrecord.js',
      );
      /** Resident memory in MiB; NaN where the system does not tell. */
      const memory = (): number => {
        try {
          const [, kib] =
            /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
          return Math.round(Number(kib) / 1024);
        } catch {
          return Number.NaN;
        }
      };
      const writers = startWriters(() => url, SECRET);
      const statuses: Record<string, number> = {};
      const until = performance.now() + SECONDS * 1_000;
      const read = async () => {
        for (let n = 0; performance.now() < until; n += 1) {
          const reply = await fetch(`${url}${PATHS[n % PATHS.length]}`);
          await reply.arrayBuffer();
          statuses[reply.status] = (statuses[reply.status] ?? 0) + 1;
        }
      };
      const reading = Promise.all(Array.from({ length: READERS }, read));
      await setTimeout(SECONDS * 1_000 * WARM);
      const before = memory();
      await reading;
      await writers.stop();
      const after = memory();
      await writers.check();
      expect(Object.keys(statuses)).toEqual(['200']);
      expect(Object.keys(writers.statuses)).toEqual(['201']);
      figure('mixed load: four readers and four writers', 1, {
        seconds: SECONDS,
        reads: statuses[200] ?? 0,
        writes: writers.acknowledged,
        '5xx': 0,
        'memory once warm (MiB)': before,
        'at the end (MiB)': after,
      });
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    },
    patience(SECONDS, 2000),
  );
});
