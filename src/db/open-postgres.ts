/** PostgreSQL: a pool that reads, and one connection that writes. */
import { setTimeout } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { LIMITS } from '../limits.ts';
import { missingGuards, remadeText, remakingOf } from './guards.ts';
import { migrationsFolder } from './migrations.ts';
import type { Connection, Database, Driver, Opening, Source } from './types.ts';
import { WriteQueue, type WriteSession } from './write-queue.ts';

/** Names the lock under which every process writes: one order of events, one log. */
const WRITE_LOCK = 7_216_202;
const READERS_MAX = 8;

/** All numbers we store fit in a double; drivers give 64-bit ones as text. */
const parseAsNumber = (value: string): number => Number(value);
pg.types.setTypeParser(pg.types.builtins.INT8, parseAsNumber);

/** The second cast of `src/db`: PostgreSQL's query builder answers the calls we make of SQLite's. */
const asConnection = (client: pg.Pool | pg.PoolClient | pg.Client): Connection =>
  Object.assign(drizzle({ client }) as unknown as Connection, { driver: driverOf(client) });

const driverOf = (client: pg.Pool | pg.PoolClient | pg.Client): Driver => ({
  run: async ({ name, text }, params) =>
    (await client.query<unknown[]>({ name, text, values: [...params], rowMode: 'array' })).rows,
});

/** Migrates, however long that takes, while no other process migrates or writes; makes again what guards it. */
const migrateAlone = async (url: string, tell: (sentence: string) => void): Promise<void> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'onrecord',
    connectionTimeoutMillis: LIMITS.database_connect_ms,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [WRITE_LOCK]);
    await migrate(drizzle({ client }), { migrationsFolder: migrationsFolder('postgresql') });
    const missing = await missingGuards(asConnection(client), 'postgresql');
    for (const statement of missing.flatMap((guard) => remakingOf(guard, 'postgresql')))
      await client.query(statement);
    if (missing.length > 0) tell(remadeText(missing));
  } finally {
    // The lock ends with its connection.
    await client.end().catch(() => undefined);
  }
};

/** Which transactions are over: the same text only while none has been committed. */
const createState = (pool: pg.Pool) => {
  let known: Promise<string> | undefined;
  return (): Promise<string> => {
    if (known === undefined) {
      known = Promise.race([
        pool
          .query<{ state: string }>({ name: 'state', text: 'select pg_current_snapshot()::text as state' })
          .then(({ rows }) => rows[0]?.state ?? ''),
        setTimeout(LIMITS.state_asked_ms, undefined, { ref: false }).then(() =>
          Promise.reject(new Error('the database did not answer')),
        ),
      ]);
      setImmediate(() => {
        known = undefined;
      });
    }
    return known;
  };
};

/** Writes on a connection of the pool; what nobody waits for is sent along, so that a change takes few journeys. */
const sessionOf = (pool: pg.Pool): WriteSession<Connection> => {
  let writer: pg.PoolClient | undefined;
  /** What failed first of what was sent: PostgreSQL refuses all that follows. */
  let fault: { error: unknown } | undefined;
  const send = (client: pg.PoolClient, query: string | pg.QueryConfig): void => {
    client.query(query).catch((error: unknown) => {
      fault ??= { error };
    });
  };
  const session: WriteSession<Connection> = {
    tx: asConnection(pool),
    reason: (error) => (fault ? fault.error : error),
    run: async (text) => {
      const client = writer;
      if (!client) throw new Error('no transaction is open');
      if (text.startsWith('SAVEPOINT')) return send(client, text);
      const ends = text === 'COMMIT' || text === 'ROLLBACK';
      let done: pg.QueryResult;
      try {
        done = await client.query(text);
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
      const client = await pool.connect();
      writer = client;
      fault = undefined;
      session.tx = Object.assign(asConnection(client), {
        driver: {
          ...driverOf(client),
          send: ({ name, text }: Source, params: readonly unknown[]) =>
            send(client, { name, text, values: [...params] }),
        },
      });
      send(client, 'BEGIN');
      send(client, { text: 'select pg_advisory_xact_lock($1)', values: [WRITE_LOCK] });
    },
  };
  return session;
};

/** Connects to the PostgreSQL database at `url` and migrates it, one process at a time. */
export const openPostgres = async (
  url: string,
  { tell = () => undefined, beside = false }: Opening,
): Promise<Database> => {
  const query_ms = beside ? LIMITS.command_wait_ms : LIMITS.database_query_ms;
  const pool = new pg.Pool({
    connectionString: url,
    max: READERS_MAX + 1,
    // Together less than the five seconds after which a request is told that the database does not answer.
    connectionTimeoutMillis: LIMITS.database_connect_ms,
    query_timeout: query_ms,
    statement_timeout: query_ms,
    keepAlive: true,
    application_name: 'onrecord',
    // What does not wait for an answer is sent along with what comes before.
    pipeline: true,
  });
  // A connection that breaks, idle or at work, is replaced by the pool, and whoever waits on it is told; without
  // a listener it ends the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  await migrateAlone(url, tell);

  const queue = new WriteQueue<Connection>(sessionOf(pool));
  const read = asConnection(pool);
  return {
    read,
    search: read,
    write: (work) => queue.write(work),
    version: createState(pool),
    ping: async () => {
      await pool.query('select 1');
    },
    close: async () => {
      await queue.idle();
      await pool.end();
    },
  };
};

/** Runs `work` in one read-only transaction on the PostgreSQL database at `url`; see `snapshot.ts`. */
export const readPostgres = async <T>(
  url: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: url, application_name: 'onrecord' });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(asConnection(client));
  } finally {
    await client.end();
  }
};

/** A connection that only reads; see `openReader`. */
export const openPostgresReader = async (url: string) => {
  const client = new pg.Client({ connectionString: url, application_name: 'onrecord' });
  await client.connect();
  await client.query('SET default_transaction_read_only = on');
  return { read: asConnection(client), close: () => client.end() };
};
