/**
 * What a process knows of the server that is written to: which state the record is in, and how far its write-ahead log
 * goes. It asks on a connection of its own, and goes by an answer for `LIMITS.state_kept_ms` from when it asked. Whoever
 * commits while another process may go by an older state acknowledges the change only after that time (`commit`), so
 * that no answer is older than what anybody was told before it was asked for. Clocks need not agree, only run alike.
 */
import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { LIMITS } from '../limits.ts';
import { inTime, openClient } from './postgres-pool.ts';

/** Names the lock that every process holds, shared, which goes by what it knows. */
const KEEPERS_LOCK = 7_216_203;
/** A server that did not answer is left in peace for so long. */
const RETRY_MS = 500;

/** Where a server's write-ahead log ends, as a number of bytes. */
const FLUSHED = "(pg_current_wal_flush_lsn() - '0/0')::bigint";

const STATE = {
  name: 'onrecord_state',
  text: `select pg_current_snapshot()::text as snapshot, ${FLUSHED} as position`,
};
const AFTER_COMMIT = {
  name: 'onrecord_after_commit',
  text: `select ${FLUSHED} as position, exists (select 1 from pg_locks where locktype = 'advisory' and classid = 0 and objid = ${KEEPERS_LOCK} and database = (select oid from pg_database where datname = current_database()) and pid <> $1) as others`,
};

interface StateOfPrimary {
  /** Which transactions are over: the same text only while none has been committed. */
  snapshot: string;
  position: number;
}

interface KnownState extends StateOfPrimary {
  asked_at: number;
}

interface Keeper {
  client: pg.Client;
  /** Whether it has said how far the log goes. */
  has_answered: boolean;
}

export const createState = (url: () => string, lost: () => void) => {
  let keeper: Promise<Keeper> | undefined;
  let pid = 0;
  let known: KnownState | undefined;
  let asking: { asked_at: number; answer: Promise<KnownState> } | undefined;
  /** What was asked before does not count: this process has committed since. */
  let since = Number.NEGATIVE_INFINITY;
  /** When something was last read of the server that is written to. */
  let read_at = Number.NEGATIVE_INFINITY;
  /** Which server did not answer, and until when it is left in peace. */
  let away = { url: '', until: 0 };
  /** Nothing of before the connection broke counts, and whoever keeps something is to be told so. */
  let is_broken = false;
  /** How far the log went, as far as is known: a replica that is behind it does not know all that was acknowledged. */
  let floor = 0;

  const leave = (): void => {
    away = { url: url(), until: performance.now() + RETRY_MS };
  };
  const isAway = (): boolean => away.url === url() && performance.now() < away.until;

  const drop = (dropped: Promise<Keeper>): void => {
    if (keeper !== dropped) return;
    keeper = undefined;
    known = undefined;
    asking = undefined;
    pid = 0;
    is_broken = true;
    dropped.then(({ client }) => client.end()).catch(() => undefined);
    lost();
  };

  const open = async (): Promise<Keeper> => {
    const client = await openClient(url(), {
      query_timeout: LIMITS.state_asked_ms,
      keepAlive: true,
      pipeline: true,
    });
    const { rows } = await client.query<{ pid: number }>(
      `select pg_backend_pid() as pid from pg_advisory_lock_shared(${KEEPERS_LOCK})`,
    );
    pid = rows[0]?.pid ?? 0;
    return { client, has_answered: false };
  };

  const connected = (): Promise<Keeper> => {
    if (keeper) return keeper;
    const opening = open();
    keeper = opening;
    opening.then(
      ({ client }) => client.once('end', () => drop(opening)),
      () => {
        leave();
        drop(opening);
      },
    );
    return opening;
  };

  const ask = (): Promise<KnownState> => {
    const asked_at = performance.now();
    const asked = connected();
    const state = asked.then(async (keeping): Promise<KnownState> => {
      const { rows } = await keeping.client.query<StateOfPrimary>(STATE);
      if (!rows[0] || keeper !== asked) throw new Error('the database was away');
      const found = { ...rows[0], asked_at };
      // Another server may have taken over, whose log ends elsewhere.
      floor = keeping.has_answered ? Math.max(floor, found.position) : found.position;
      keeping.has_answered = true;
      if (asked_at > since && asked_at > (known?.asked_at ?? Number.NEGATIVE_INFINITY)) known = found;
      return found;
    });
    state.catch(() => {
      leave();
      drop(asked);
    });
    const answer = inTime(state);
    const current = { asked_at, answer };
    asking = current;
    const end = (): void => {
      if (asking === current) asking = undefined;
    };
    answer.then(end, end);
    return answer;
  };

  /** The state that was asked for after `from`; undefined where the server was lately away. */
  const after = (from: number): KnownState | Promise<KnownState> | undefined => {
    const now = performance.now();
    const oldest = Math.max(from, since, now - LIMITS.state_kept_ms);
    if (known && known.asked_at > oldest) {
      // Asked anew before it is too old, so that nobody waits.
      if (!asking && now - known.asked_at > LIMITS.state_kept_ms / 2) ask().catch(() => undefined);
      return known;
    }
    if (asking && asking.asked_at > oldest) return asking.answer;
    return isAway() ? undefined : ask();
  };

  return {
    /** See `Database.version`. */
    version: (): string | Promise<string> => {
      if (is_broken) {
        is_broken = false;
        return '';
      }
      const state = after(Number.NEGATIVE_INFINITY);
      if (state === undefined) return '';
      return 'snapshot' in state ? state.snapshot : state.then(({ snapshot }) => snapshot);
    },
    /**
     * How far a replica must have come, so that it knows all that was acknowledged to anybody and all that this process
     * has read of the server that is written to; as far as that is known, where that server is away.
     */
    position: (): number | Promise<number> => {
      const state = after(read_at);
      if (state === undefined) return floor;
      if ('position' in state) return state.position;
      return state.then(
        ({ position }) => position,
        () => floor,
      );
    },
    /** Something was read of the server that is written to. */
    read: (): void => {
      read_at = performance.now();
    },
    /** Commits; gives what resolves once the change may be acknowledged. */
    commit: async (
      client: pg.ClientBase,
    ): Promise<{ done: pg.QueryResult; acknowledged: Promise<unknown> }> => {
      // Sent together.
      const committed = client.query('COMMIT');
      const asked = client.query<{ position: number; others: boolean }>({ ...AFTER_COMMIT, values: [pid] });
      const [done, { rows }] = await Promise.all([committed, asked]);
      since = performance.now();
      floor = Math.max(floor, rows[0]?.position ?? 0);
      const others = rows[0]?.others ?? true;
      return { done, acknowledged: others ? setTimeout(LIMITS.state_kept_ms) : Promise.resolve() };
    },
    /** Whether the server that is written to did not answer a moment ago. */
    isAway,
    close: async (): Promise<void> => {
      const closing = keeper;
      keeper = undefined;
      await closing?.then(({ client }) => client.end()).catch(() => undefined);
    },
  };
};

export type State = ReturnType<typeof createState>;
