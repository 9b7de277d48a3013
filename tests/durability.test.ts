/** What the server may rely on beneath it, and what it says when that fails. */
import Sqlite from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../src/db/kit.ts';
import { quotes } from '../src/newsroom/quotes/tables.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());

/** What the connection that writes is set to. */
const setting = (name: string): Promise<unknown> =>
  newsroom.database.write(async (tx) => {
    const from =
      engine === 'sqlite' ? sql.raw(`pragma_${name}`) : sql.raw(`current_setting('${name}') as ${name}`);
    const rows = await tx.select({ value: sql.raw(name) }).from(from);
    return rows[0]?.value;
  });

const SETTINGS: Record<string, Record<string, unknown>> = {
  sqlite: { synchronous: 2, journal_mode: 'wal', foreign_keys: 1 },
  postgresql: { synchronous_commit: 'on' },
};

test('what was acknowledged is on the disk: commits are synced', async () => {
  for (const [name, value] of Object.entries(SETTINGS[engine] ?? {})) {
    expect(await setting(name), name).toBe(value);
  }
});

test('the database refuses what points to nothing', async () => {
  const quote = await newsroom.quote();
  const orphan = newsroom.database
    .write((tx) => tx.update(quotes).set({ speaker_id: 'speaker_of_nobody' }))
    .catch((error: Error) => String(error.cause ?? error));
  expect(await orphan).toMatch(/foreign key/i);
  expect(await newsroom.read(quote.id, 'reporter')).toMatchObject({ speaker: quote.speaker });
});

/** Asks past the contract of the description, which knows of no failure. */
const ask = async (server: Newsroom, method: 'GET' | 'POST', url: string, payload?: object) => {
  const reply = await server.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${server.secrets.editor}` },
    ...(payload ? { payload } : {}),
  });
  return { status: reply.statusCode, headers: reply.headers, json: reply.json(), body: reply.body };
};

describe('a database that cannot write now', () => {
  /** Holds the database’s lock for writing while `work` runs; on PostgreSQL it ends whoever waits for it. */
  const whileLocked = async <T>(work: () => Promise<T>): Promise<T> => {
    if (engine === 'sqlite') {
      const other = new Sqlite(newsroom.database_url.replace('file:', ''));
      other.exec('BEGIN IMMEDIATE');
      try {
        return await work();
      } finally {
        other.close();
      }
    }
    const other = new pg.Client({ connectionString: newsroom.database_url });
    await other.connect();
    await other.query('begin; lock table events in access exclusive mode');
    const waiting = work();
    const isAmong = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = 'Lock'`;
    while ((await other.query(isAmong)).rowCount === 0) await new Promise((next) => setTimeout(next, 20));
    await other.end();
    return waiting;
  };

  test('is a 503 that says when to try again; nothing was written, and then it works', async () => {
    const speaker = { name: 'Somebody' };
    const refused = await whileLocked(() => ask(newsroom, 'POST', '/v1/speakers', speaker));
    expect(refused.status, refused.body).toBe(503);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json.type).toMatch(/\/problems\/unavailable$/);
    expect((await newsroom.get('/v1/speakers?publication=draft&q=somebody', 'reporter')).json.data).toEqual(
      [],
    );
    expect((await ask(newsroom, 'POST', '/v1/speakers', speaker)).status).toBe(201);
  });
});

test('an error that nobody foresaw is a 500 that tells nothing of the inside', async () => {
  const broken = await openNewsroom();
  const { id } = await broken.source();
  const rename = 'alter table sources rename to hidden_sources';
  if (engine === 'sqlite') {
    const other = new Sqlite(broken.database_url.replace('file:', ''));
    other.exec(rename);
    other.close();
  } else {
    const other = new pg.Client({ connectionString: broken.database_url });
    await other.connect();
    await other.query(rename);
    await other.end();
  }
  const body = { kind: 'speech', title: 'A speech' };
  for (const reply of [
    await ask(broken, 'GET', `/v1/sources/${id}`),
    await ask(broken, 'POST', '/v1/sources', body),
  ]) {
    expect(reply.status).toBe(500);
    expect(reply.json).toEqual({
      type: 'http://onrecord.test/problems/internal-error',
      title: expect.any(String),
      status: 500,
      detail: 'The request could not be completed; nothing was changed.',
      instance: expect.stringMatching(/^\/v1\/sources/),
      request_id: expect.any(String),
    });
    expect(reply.body).not.toMatch(/table|select|insert|column|sqlite|postgres|relation|\.ts/i);
  }
  await broken.close({ tampered: true });
});
