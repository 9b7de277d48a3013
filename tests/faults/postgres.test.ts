/** A PostgreSQL that ends connections, restarts or hangs: a 503 in time, nothing lost or done twice, and then it works. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../../src/db/kit.ts';
import { startPostgres } from '../setup/embedded-postgres.ts';
import { figure, patience, rounds } from '../setup/figures.ts';
import { type Running, serve } from '../setup/process.ts';
import { startWriters, type Writers } from '../setup/writers.ts';

const SECRET = 'a-secret-that-only-this-test-knows-0123456789';
/** Longer than a statement may take, so that whoever asked is told. */
const HANG_MS = 4_000;

describe.runIf(engine === 'postgresql')('a PostgreSQL under load', () => {
  let url: string;
  let stop: () => Promise<void>;
  let running: Running & { url: string };
  let writers: Writers;

  beforeAll(async () => {
    // Its own, since it is harmed.
    ({ url, stop } = await startPostgres(['fsync=off', 'restart_after_crash=on']));
    running = await serve({
      ONRECORD_DATABASE_URL: url,
      ONRECORD_SEED: 'false',
      ONRECORD_ADMIN_KEY: SECRET,
    });
  });
  afterAll(async () => {
    running.child.kill('SIGTERM');
    await running.ended;
    await stop();
  });

  const asking = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const OTHERS = "datname = current_database() and pid <> pg_backend_pid() and application_name = 'onrecord'";
  const backends = () =>
    asking(async (client) => {
      const { rows } = await client.query<{ pid: number }>(
        `select pid from pg_stat_activity where ${OTHERS}`,
      );
      return rows.map(({ pid }) => pid);
    });
  const parentOf = (pid: number): number =>
    Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

  /** Makes a fault so many times while writers write; each time they must get on. */
  const under = async (name: string, times: number, fault: () => Promise<unknown>): Promise<void> => {
    writers = startWriters(() => running.url, SECRET);
    let longest_ms = 0;
    for (let n = 0; n < times; n += 1) {
      await writers.next();
      await fault();
      const began = performance.now();
      await writers.next();
      longest_ms = Math.max(longest_ms, performance.now() - began);
    }
    await writers.stop();
    await writers.check();
    expect(writers.statuses.none, 'connections that ended without an answer').toBeUndefined();
    figure(name, times, {
      'writes acknowledged': writers.acknowledged,
      lost: 0,
      'done twice': 0,
      '503': writers.statuses[503] ?? 0,
      'slowest answer (ms)': writers.slowest_ms,
      'longest until the next write (ms)': Math.round(longest_ms),
    });
  };

  const ENDS = rounds('FAULTS_ENDS', 3);
  const end = `select pg_terminate_backend(pid) from pg_stat_activity where ${OTHERS}`;
  test(
    'that ends every connection',
    () =>
      under('every connection ended (`pg_terminate_backend`)', ENDS, () =>
        asking((client) => client.query(end)),
      ),
    patience(ENDS, 10_000),
  );

  const RESTARTS = rounds('FAULTS_RESTARTS', 1);
  test(
    'that crashes and starts again',
    () =>
      under('PostgreSQL crashed and started again', RESTARTS, async () => {
        const [pid] = await backends();
        if (pid) process.kill(pid, 'SIGKILL');
        // It ends all its processes, and recovers.
        await setTimeout(200);
      }),
    patience(RESTARTS, 20_000),
  );

  const HANGS = rounds('FAULTS_HANGS', 1);
  test(
    'that hangs is a 503 in time, while the process says that it lives and that it is not ready',
    () =>
      under('PostgreSQL hung (SIGSTOP) for four seconds', HANGS, async () => {
        const pids = await backends();
        const [first = 0] = pids;
        const all = [parentOf(first), ...pids];
        for (const pid of all) process.kill(pid, 'SIGSTOP');
        try {
          const status = async (path: string) => (await fetch(`${running.url}${path}`)).status;
          const [live, ready, list] = await Promise.all([
            status('/health/live'),
            status('/health/ready'),
            status('/v1/claims'),
            setTimeout(HANG_MS),
          ]);
          expect({ live, ready, list }).toEqual({ live: 200, ready: 503, list: 503 });
        } finally {
          for (const pid of all) process.kill(pid, 'SIGCONT');
        }
      }),
    patience(HANGS, 20_000),
  );
});
