/** The PostgreSQL that is written to is lost again and again, and each time a replica takes over: nothing acknowledged is lost. */
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/db/kit.ts';
import { ask, follow, type Postgres, startPostgres, startReplica } from '../setup/embedded-postgres.ts';
import { figure, patience, rounds } from '../setup/figures.ts';
import { serve } from '../setup/process.ts';
import { startWriters } from '../setup/writers.ts';

const LOSSES = rounds('FAULTS_PRIMARIES', 1);
/** Between two losses. */
const APART_MS = LOSSES > 1 ? 12_000 : 0;
const SECRET = 'a-secret-that-only-this-test-knows-0123456789';
const SETTINGS = ['fsync=off', 'max_connections=60', 'shared_buffers=16MB', 'wal_keep_size=256MB'];

/** The replica that has the most of the log. */
const furthest = async (replicas: readonly Postgres[]): Promise<Postgres | undefined> => {
  const positions = await Promise.all(
    replicas.map(async (replica) => {
      const [row] = await ask<{ position: string }>(
        replica.url,
        "select pg_last_wal_receive_lsn() - '0/0' as position",
      );
      return { replica, position: Number(row?.position ?? 0) };
    }),
  );
  return positions.toSorted((a, b) => b.position - a.position)[0]?.replica;
};

describe.runIf(engine === 'postgresql')('the server that is written to', () => {
  test(
    `is lost ${LOSSES} times under writes`,
    async () => {
      let primary = await startPostgres(SETTINGS);
      const all = [primary];
      try {
        // Nothing is acknowledged before a replica has it.
        await ask(primary.url, "alter system set synchronous_standby_names = '*'");
        let replicas: Postgres[] = [];
        for (let n = 0; n < LOSSES; n += 1) replicas.push(await startReplica(primary, SETTINGS));
        all.push(...replicas);
        await ask(primary.url, 'select pg_reload_conf()');
        const { url, child, ended } = await serve({
          ONRECORD_DATABASE_URL: primary.url,
          ONRECORD_READ_URLS: replicas.map((replica) => replica.url).join(),
          ONRECORD_SEED: 'false',
          ONRECORD_ADMIN_KEY: SECRET,
        });
        const writers = startWriters(() => url, SECRET);
        const began = performance.now();
        const back_ms: number[] = [];
        for (let n = 0; n < LOSSES; n += 1) {
          await writers.next();
          await setTimeout(APART_MS);
          const lost_at = performance.now();
          primary.kill();
          const next = await furthest(replicas);
          if (!next) throw new Error('no replica is left');
          replicas = replicas.filter((replica) => replica !== next);
          // The last one has nobody to wait for.
          if (replicas.length === 0) {
            await ask(next.url, "alter system set synchronous_standby_names = ''");
            await ask(next.url, 'select pg_reload_conf()');
          }
          await ask(next.url, 'select pg_promote()');
          await Promise.all(replicas.map((replica) => follow(replica, next)));
          primary = next;
          await writers.next();
          back_ms.push(Math.round(performance.now() - lost_at));
        }
        const seconds = Math.round((performance.now() - began) / 1_000);
        await writers.stop();
        await writers.check();
        figure('the PostgreSQL that is written to killed, and a replica promoted', LOSSES, {
          seconds,
          'writes acknowledged': writers.acknowledged,
          lost: 0,
          'done twice': 0,
          '503': writers.statuses[503] ?? 0,
          'until the next write (ms)': back_ms.join(', '),
        });
        child.kill('SIGTERM');
        expect((await ended).code).toBe(0);
      } finally {
        await Promise.all(all.map((server) => server.stop()));
      }
    },
    patience(LOSSES, 30_000),
  );
});
