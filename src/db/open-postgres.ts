/** PostgreSQL: pools that read, and one connection that writes. */
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { LIMITS } from '../limits.ts';
import { requireForm } from './form.ts';
import { missingGuards, remadeText, remakingOf } from './guards.ts';
import { migrationsFolder } from './migrations.ts';
import { asConnection, driverOf, openClient } from './postgres-pool.ts';
import { openServers, type Servers } from './postgres-servers.ts';
import type { Connection, Database, Opening, Source } from './types.ts';
import { WriteQueue, type WriteSession } from './write-queue.ts';

/** Names the lock under which every process writes: one order of events, one log. */
const WRITE_LOCK = 7_216_202;

/** Migrates, however long that takes, while no other process migrates or writes; makes again what guards it. */
const migrateAlone = async (url: string, tell: (sentence: string) => void): Promise<void> => {
  const client = await openClient(url);
  try {
    await client.query('select pg_advisory_lock($1)', [WRITE_LOCK]);
    await migrate(drizzle({ client }), { migrationsFolder: migrationsFolder('postgresql') });
    await requireForm(asConnection(client), 'postgresql');
    const missing = await missingGuards(asConnection(client), 'postgresql');
    for (const statement of missing.flatMap((guard) => remakingOf(guard, 'postgresql')))
      await client.query(statement);
    if (missing.length > 0) tell(remadeText(missing));
  } finally {
    // The lock ends with its connection.
    await client.end().catch(() => undefined);
  }
};

/** Writes on a connection of the pool; what nobody waits for is sent along, so that a change takes few journeys. */
const sessionOf = (
  servers: Servers,
  /** Hears what resolves once the change that was committed may be acknowledged. */
  committed: (acknowledged: Promise<unknown>) => void,
): WriteSession<Connection> => {
  let writer: pg.PoolClient | undefined;
  /** What failed first of what was sent: PostgreSQL refuses all that follows. */
  let fault: { error: unknown } | undefined;
  /** The last of what was sent, when it has been answered. */
  let sent: Promise<unknown> = Promise.resolve();
  /** Resolves where the tables have the form that this version writes. */
  let form: Promise<void> = Promise.resolve();
  const send = (client: pg.PoolClient, query: string | pg.QueryConfig): void => {
    sent = client.query(query).catch((error: unknown) => {
      fault ??= { error };
    });
  };
  const commit = async (client: pg.PoolClient): Promise<pg.QueryResult> => {
    const { done, acknowledged } = await servers.state.commit(client);
    committed(acknowledged);
    return done;
  };
  const session: WriteSession<Connection> = {
    tx: asConnection(servers.primary().pool),
    written: async () => {
      await sent;
      if (fault) throw fault.error;
    },
    reason: (error) => (fault ? fault.error : error),
    run: async (text) => {
      const client = writer;
      if (!client) throw new Error('no transaction is open');
      if (text.startsWith('SAVEPOINT')) return send(client, text);
      const ends = text === 'COMMIT' || text === 'ROLLBACK';
      let done: pg.QueryResult;
      try {
        if (text === 'COMMIT') await form;
        done = text === 'COMMIT' ? await commit(client) : await client.query(text);
      } catch (error) {
        if (ends) client.release(true);
        throw session.reason(error);
      } finally {
        if (ends) writer = undefined;
      }
      if (ends) client.release();
      if (text.startsWith('ROLLBACK')) fault = undefined;
      // A transaction that failed is rolled back where it was to be committed, and PostgreSQL calls that no error.
      else if (fault) throw fault.error;
      else if (ends && done.command !== text) throw new Error('the transaction was not committed');
    },
    begin: async () => {
      const client = await servers.primary().pool.connect();
      writer = client;
      fault = undefined;
      session.tx = Object.assign(asConnection(client), {
        driver: {
          ...driverOf(client),
          send: ({ name, text }: Source, params: readonly unknown[]) => {
            send(client, { name, text, values: [...params] });
            return undefined;
          },
        },
      });
      send(client, 'BEGIN');
      send(client, { text: 'select pg_advisory_xact_lock($1)', values: [WRITE_LOCK] });
      // The first change need not wait for the answer; no commit goes without it.
      form = requireForm(session.tx, 'postgresql');
      form.catch(() => undefined);
    },
  };
  return session;
};

const NO_PRIMARY = 'none of the servers is written to';

/** Connects to the PostgreSQL database at `url`, with its replicas, and migrates it, one process at a time. */
export const openPostgres = async (
  url: string,
  { tell = () => undefined, beside = false }: Opening,
): Promise<Database> => {
  const query_ms = beside ? LIMITS.command_wait_ms : LIMITS.database_query_ms;
  const servers = await openServers(url, query_ms);
  try {
    if (!servers.isKnown()) throw Object.assign(new Error(NO_PRIMARY), { code: 'ECONNREFUSED' });
    await migrateAlone(servers.primary().url, tell);
  } catch (error) {
    await servers.close();
    throw error;
  }

  let acknowledged: Promise<unknown> = Promise.resolve();
  const session = sessionOf(servers, (last) => {
    acknowledged = last;
  });
  const queue = new WriteQueue<Connection>(session);
  const write: Database['write'] = async (work) => {
    try {
      const result = await queue.write(work);
      await acknowledged;
      return result;
    } catch (error) {
      servers.failed(error);
      throw error;
    }
  };
  return {
    read: asConnection(servers.read),
    spread: asConnection(servers.spread),
    search: asConnection(servers.spread),
    write,
    writeMuch: write,
    version: servers.state.version,
    close: async () => {
      await queue.idle();
      await servers.close();
    },
  };
};

/** Runs `work` in one read-only transaction on the PostgreSQL database at `url`; see `snapshot.ts`. */
export const readPostgres = async <T>(
  url: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const servers = await openServers(url, LIMITS.command_wait_ms);
  try {
    const client = await servers.reading((pool) => pool.connect());
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return await work(asConnection(client));
    } finally {
      client.release(true);
    }
  } finally {
    await servers.close();
  }
};

/** What only reads; see `openReader`. */
export const openPostgresReader = async (url: string) => {
  const servers = await openServers(url, LIMITS.command_wait_ms);
  return { read: asConnection(servers.read), close: servers.close };
};
