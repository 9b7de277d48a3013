/** Connections to PostgreSQL, and what runs statements on them. */
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import type Postgres from 'pg';
import { LIMITS } from '../limits.ts';
import type { Connection, Driver } from './types.ts';

/** As Drizzle loads it (bin/commonjs.js): an import beside that now and then met it half loaded. */
export const pg: typeof Postgres = createRequire(import.meta.url)('pg');

const READERS_MAX = 8;

/** All numbers we store fit in a double; drivers give 64-bit ones as text. */
const parseAsNumber = (value: string): number => Number(value);
pg.types.setTypeParser(pg.types.builtins.INT8, parseAsNumber);

/** What queries are asked of: a connection, a pool of them, or what picks one for each query. */
export type Queried = Pick<Postgres.Pool, 'query'> | Pick<Postgres.ClientBase, 'query'>;

export const driverOf = (client: Queried): Driver => ({
  run: async ({ name, text }, params) =>
    (await client.query<unknown[]>({ name, text, values: [...params], rowMode: 'array' })).rows,
});

/** The second cast of `src/db`: PostgreSQL's query builder answers the calls we make of SQLite's. */
export const asConnection = (client: Queried): Connection =>
  Object.assign(drizzle({ client: client as Postgres.Pool }) as unknown as Connection, {
    driver: driverOf(client),
  });

/** Up to nine connections to `url`, of which one may write for long; a statement has `query_ms`. */
export const openPool = (url: string, query_ms: number): Postgres.Pool => {
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
  return pool;
};

/** One connection. It does not end the process when it breaks. */
export const openClient = async (
  url: string,
  options: Postgres.ClientConfig = {},
): Promise<Postgres.Client> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'onrecord',
    connectionTimeoutMillis: LIMITS.database_connect_ms,
    ...options,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** What `work` gives; rejects where the server does not answer in `LIMITS.state_asked_ms`. */
export const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    setTimeout(LIMITS.state_asked_ms, undefined, { ref: false }).then(() =>
      Promise.reject(new Error('the database did not answer')),
    ),
  ]);
