/** A disk that is full: a 503 that says so, readers go on, and what was acknowledged is there once there is room. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../../src/db/kit.ts';
import { startPostgres } from '../setup/embedded-postgres.ts';
import { figure, patience, rounds } from '../setup/figures.ts';
import { type Running, serve } from '../setup/process.ts';
import { startWriters, type Writers } from '../setup/writers.ts';

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

const NO_DISK = 'a small disk can only be made as root: `mount -t tmpfs` was refused';

/** Makes the folder a disk of its own, where the system lets us. */
const mountSmall = (folder: string, size: string, ...options: string[]): boolean => {
  try {
    const how = ['-o', [`size=${size}`, ...options].join()];
    execFileSync('mount', ['-t', 'tmpfs', ...how, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const figureOf = ({ acknowledged, statuses }: Writers): void =>
  figure('disk full, then room again', ROUNDS, {
    'writes acknowledged': acknowledged,
    lost: 0,
    'done twice': 0,
    '503': statuses[503] ?? 0,
  });

describe.runIf(engine === 'sqlite')('a disk', () => {
  let folder: string;
  let mounted = false;
  let running: Running | undefined;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-disk-'));
    mounted = mountSmall(folder, '12m');
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
      if (!mounted) context.skip(NO_DISK);
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
      figureOf(writers);
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    },
    patience(ROUNDS, 30000),
  );
});

describe.runIf(engine === 'postgresql')('the disk of a PostgreSQL', () => {
  let folder: string;
  let mounted = false;
  let running: Running | undefined;
  let stop: (() => Promise<void>) | undefined;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-disk-'));
    mounted = mountSmall(folder, '48m', 'mode=777');
  });
  afterAll(async () => {
    running?.child.kill('SIGKILL');
    await running?.ended;
    await stop?.();
    if (mounted) execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    'that is full',
    async (context) => {
      if (!mounted) context.skip(NO_DISK);
      const own = await startPostgres(['fsync=off']);
      stop = own.stop;
      execFileSync('chown', ['postgres', folder]);
      const client = new pg.Client({ connectionString: own.url });
      await client.connect();
      await client.query(`create tablespace small location '${folder}'`);
      await client.query('create database record tablespace small');
      await client.end();
      const record = new URL(own.url);
      record.pathname = '/record';
      const served = await serve({
        ONRECORD_DATABASE_URL: record.href,
        ONRECORD_SEED: 'false',
        ONRECORD_ADMIN_KEY: SECRET,
      });
      running = served;
      const { child, ended, url } = served;
      const writers = startWriters(() => url, SECRET);
      for (let n = 0; n < ROUNDS; n += 1) {
        await writers.next();
        fill(join(folder, 'filler'));
        const before = writers.statuses[503] ?? 0;
        await expect.poll(() => writers.statuses[503] ?? 0, { timeout: 60_000 }).toBeGreaterThan(before + 3);
        expect((await fetch(`${url}/v1/claims`)).status).toBe(200);
        expect((await fetch(`${url}/health/live`)).status).toBe(200);
        rmSync(join(folder, 'filler'));
        await writers.next();
        expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      }
      await writers.stop();
      await writers.check();
      figureOf(writers);
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    },
    patience(ROUNDS, 60_000),
  );
});
