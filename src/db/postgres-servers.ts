/**
 * The servers of one PostgreSQL database: the one that is written to, and replicas that follow it. Each read finds all
 * that was acknowledged before it was asked for: a replica that has not come as far, or does not answer, is left out.
 * Where the server that is written to is lost, all are asked which of them took over.
 */
import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { LIMITS } from '../limits.ts';
import { isBusy, isReadOnly } from './errors.ts';
import { inTime, openPool, type Queried } from './postgres-pool.ts';
import { createState } from './postgres-state.ts';

/** How long a replica is left out that did not answer, and between two looks at which server is written to. */
const LEFT_OUT_MS = 1_000;
const LOOK_MS = 200;
const WAIT_MS = 20;

interface Server {
  url: string;
  pool: pg.Pool;
  /** How far it has replayed the write-ahead log, as far as is known: a number of bytes. */
  replayed: number;
  left_out_until: number;
  asking: Promise<void> | undefined;
}

/** Whether a server is written to, and the timeline of its log: each promotion begins a later one. */
const ROLE =
  "select case when pg_is_in_recovery() then '' else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end as timeline";
/** What was a replica and is none any more has a log of its own. */
const REPLAYED =
  "select case when pg_is_in_recovery() then coalesce(pg_last_wal_replay_lsn() - '0/0', 0) else -1 end::bigint as position";

/** Runs one query on a server that it picks. */
type Pick = <T>(work: (pool: pg.Pool) => Promise<T>) => Promise<T>;

/** Something to ask, each query of which goes where `pick` says. */
const asked = (pick: Pick): Queried => {
  const query = (...of: Parameters<pg.Pool['query']>) => pick(async (pool) => pool.query(...of));
  return { query } as unknown as Queried;
};

/** The servers that `url` names, with blanks between; a statement has `query_ms`. */
export const openServers = async (url: string, query_ms: number) => {
  const servers = url.split(' ').map(
    (each): Server => ({
      url: each,
      pool: openPool(each, query_ms),
      replayed: 0,
      left_out_until: 0,
      asking: undefined,
    }),
  );
  const [first] = servers;
  if (!first) throw new Error('no server is named');
  let primary = first;
  let timeline = '';
  let is_looking = false;
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(({ pool }) => pool.end()));
  };

  const look = async (): Promise<void> => {
    const roles = await Promise.all(
      servers.map((server) =>
        inTime(server.pool.query<{ timeline: string }>(ROLE)).then(
          ({ rows }) => ({ server, timeline: rows[0]?.timeline ?? '' }),
          () => ({ server, timeline: '' }),
        ),
      ),
    );
    const [newest] = roles.toSorted((a, b) => (a.timeline < b.timeline ? 1 : -1));
    // One that was lost and comes back as it was is not written to any more.
    if (!newest || newest.timeline === '' || newest.timeline < timeline) return;
    primary = newest.server;
    timeline = newest.timeline;
  };
  /** Looks which server is written to, where there are several. */
  const lookAgain = (): void => {
    if (servers.length === 1 || is_looking) return;
    is_looking = true;
    void look()
      .then(() => setTimeout(LOOK_MS, undefined, { ref: false }))
      .finally(() => {
        is_looking = false;
      });
  };

  if (servers.length > 1) await look();
  const state = createState(() => primary.url, lookAgain);

  const replicas = (): Server[] => {
    const now = performance.now();
    return servers.filter((server) => server !== primary && now >= server.left_out_until);
  };
  const leaveOut = (server: Server): void => {
    server.replayed = 0;
    server.left_out_until = performance.now() + LEFT_OUT_MS;
  };
  const askHowFar = (server: Server): Promise<void> => {
    server.asking ??= inTime(server.pool.query<{ position: number }>(REPLAYED))
      .then(
        ({ rows }) => {
          server.replayed = rows[0]?.position ?? 0;
        },
        () => leaveOut(server),
      )
      .finally(() => {
        server.asking = undefined;
      });
    return server.asking;
  };
  let turn = 0;
  /** A replica that has come so far, in turns. */
  const caughtUp = async (position: number): Promise<Server | undefined> => {
    const isReady = (server: Server): boolean => server.replayed >= position;
    const oneOf = (ready: readonly Server[]): Server | undefined => {
      turn += 1;
      return ready[turn % ready.length];
    };
    const all = replicas();
    const late = all.filter((server) => !isReady(server)).map(askHowFar);
    if (late.length === all.length) await Promise.all(late);
    return oneOf(replicas().filter(isReady));
  };

  const onReplica = async <T>(server: Server, work: (pool: pg.Pool) => Promise<T>): Promise<T> => {
    try {
      return await work(server.pool);
    } catch (error) {
      if (isBusy(error)) leaveOut(server);
      throw error;
    }
  };

  /** On whatever replica knows enough, for as long as a statement may take; nothing is acknowledged meanwhile. */
  const withoutPrimary = async <T>(work: (pool: pg.Pool) => Promise<T>, reason: unknown): Promise<T> => {
    const until = performance.now() + LIMITS.database_connect_ms;
    const lost = primary;
    do {
      lookAgain();
      const server = primary === lost ? await caughtUp(await state.position()) : primary;
      if (server) return onReplica(server, work);
      await setTimeout(WAIT_MS, undefined, { ref: false });
    } while (performance.now() < until);
    throw reason;
  };

  const read: Pick = async (work) => {
    if (servers.length === 1) return work(primary.pool);
    if (state.isAway()) return withoutPrimary(work, new Error('Connection terminated'));
    try {
      return await work(primary.pool);
    } catch (error) {
      if (!isBusy(error)) throw error;
      return withoutPrimary(work, error);
    } finally {
      state.read();
    }
  };

  const spread: Pick = async (work) => {
    if (servers.length === 1) return work(primary.pool);
    const server = await caughtUp(await state.position());
    if (!server) return read(work);
    try {
      return await onReplica(server, work);
    } catch (error) {
      if (!isBusy(error)) throw error;
      return read(work);
    }
  };

  const isAlone = servers.length === 1;
  return {
    state,
    /** Where is written to, now. */
    primary: (): { url: string; pool: pg.Pool } => primary,
    /** Whether one of several said that it is written to. */
    isKnown: (): boolean => isAlone || timeline !== '',
    reading: read,
    /** Of what is written to; of a replica only while that is lost. */
    read: isAlone ? first.pool : asked(read),
    /** Of the replicas in turns, where there are some that know enough. */
    spread: isAlone ? first.pool : asked(spread),
    /** A write failed. */
    failed: (error: unknown): void => {
      if (isBusy(error) || isReadOnly(error)) lookAgain();
    },
    close: async (): Promise<void> => {
      await state.close();
      await close();
    },
  };
};

export type Servers = Awaited<ReturnType<typeof openServers>>;
