/** A lock that another process holds for long: readers notice nothing, writers are told to come again, none is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { engine } from '../../src/db/kit.ts';
import { figure, patience, quantile, rounds } from '../setup/figures.ts';
import { serve } from '../setup/process.ts';
import { startWriters } from '../setup/writers.ts';

const SECRET = 'a-secret-that-only-this-test-knows-0123456789';
const SECONDS = rounds('FAULTS_LOCK_SECONDS', 1);

describe.runIf(engine === 'sqlite')('a lock for writing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-locks-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(
    'that another process holds',
    async () => {
      const path = join(folder, 'record.db');
      const { child, ended, url } = await serve({
        ONRECORD_DATABASE_URL: `file:${path}`,
        ONRECORD_SEED: 'true',
        ONRECORD_ADMIN_KEY: SECRET,
      });
      const writers = startWriters(() => url, SECRET);
      await writers.next();
      const other = new Sqlite(path);
      other.exec('BEGIN IMMEDIATE');
      const before = writers.acknowledged;
      const waits: number[] = [];
      const until = performance.now() + SECONDS * 1_000;
      while (performance.now() < until) {
        const began = performance.now();
        expect((await fetch(`${url}/v1/claims`)).status).toBe(200);
        waits.push(performance.now() - began);
        await setTimeout(5);
      }
      // One that had its answer under way when the lock was taken.
      expect(writers.acknowledged - before).toBeLessThan(5);
      other.close();
      await writers.next();
      await writers.stop();
      await writers.check();
      figure('lock held by another process', 1, {
        'seconds held': SECONDS,
        'reads beside it': waits.length,
        'p99 of these (ms)': quantile(waits, 0.99),
        '503 of writers': writers.statuses[503] ?? 0,
        lost: 0,
        'done twice': 0,
      });
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    },
    patience(SECONDS, 2000),
  );
});
