/** A disk that is full: a 503 that says so, readers go on, and what was acknowledged is there once there is room. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../../src/db/kit.ts';
import { figure, patience, rounds } from '../setup/figures.ts';
import { type Running, serve } from '../setup/process.ts';
import { startWriters } from '../setup/writers.ts';

const SECRET = 'a-secret-that-only-this-test-knows-0123456789';
const ROUNDS = rounds('FAULTS_DISK', 1);

/** Writes to a file until the disk takes no more. */
const fill = (path: string): void => {
  for (let bytes = 65_536; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    try {
      for (;;) appendFileSync(path, Buffer.alloc(bytes));
    } catch {}
  }
};

describe.runIf(engine === 'sqlite')('a disk', () => {
  let folder: string;
  let mounted = false;
  let running: Running | undefined;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder], { stdio: 'ignore' });
      mounted = true;
    } catch {}
  });
  afterAll(async () => {
    running?.child.kill('SIGKILL');
    await running?.ended;
    if (mounted) execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    'that is full',
    async (context) => {
      if (!mounted) context.skip('a small disk can only be made as root: `mount -t tmpfs` was refused');
      const served = await serve({
        ONRECORD_DATABASE_URL: `file:${join(folder, 'record.db')}`,
        ONRECORD_SEED: 'false',
        ONRECORD_ADMIN_KEY: SECRET,
      });
      running = served;
      const { child, ended, url } = served;
      const get = async (path: string) => {
        const reply = await fetch(`${url}${path}`);
        return { status: reply.status, body: await reply.text() };
      };
      const writers = startWriters(() => url, SECRET);
      for (let n = 0; n < ROUNDS; n += 1) {
        await writers.next();
        fill(join(folder, 'filler'));
        await expect
          .poll(() => get('/health/ready'), { timeout: 30_000 })
          .toMatchObject({
            status: 503,
            body: expect.stringContaining('the disk is full'),
          });
        expect((await get('/v1/claims')).status).toBe(200);
        rmSync(join(folder, 'filler'));
        await writers.next();
        expect((await get('/health/ready')).status).toBe(200);
      }
      await writers.stop();
      await writers.check();
      expect(writers.statuses[503]).toBeGreaterThan(0);
      figure('disk full, then room again', ROUNDS, {
        'writes acknowledged': writers.acknowledged,
        lost: 0,
        'done twice': 0,
        '503': writers.statuses[503] ?? 0,
      });
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    },
    patience(ROUNDS, 30000),
  );
});
