/** Replicas of PostgreSQL: they are read, never for less than was acknowledged; any server may be lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { databaseUrl, readConfig } from '../src/config.ts';
import { openDatabase } from '../src/db/database.ts';
import { engine } from '../src/db/kit.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { ask, type Postgres, startPostgres, startReplica } from './setup/embedded-postgres.ts';
import { listen } from './setup/listen.ts';
import { startWriters } from './setup/writers.ts';

const SETTINGS = ['fsync=off', 'max_connections=60', 'shared_buffers=16MB', 'wal_keep_size=64MB'];

describe.runIf(engine === 'postgresql')('with replicas', () => {
  let primary: Postgres;
  let first: Postgres;
  let second: Postgres;
  let newsroom: Newsroom;
  /** As another process would. */
  let other: Awaited<ReturnType<typeof buildApp>>;

  beforeAll(async () => {
    primary = await startPostgres(SETTINGS);
    [first, second] = await Promise.all([startReplica(primary, SETTINGS), startReplica(primary, SETTINGS)]);
    const settings = { ONRECORD_READ_URLS: `${first.url},${second.url}` };
    newsroom = await openNewsroom({ database_url: primary.url, settings });
    other = await buildApp(newsroom.config, await openDatabase(databaseUrl(newsroom.config)));
  });
  afterAll(async () => {
    await other?.close();
    await newsroom?.close();
    await Promise.all([primary, first, second].map((server) => server?.stop()));
  });

  const readsOf = async ({ url }: Postgres): Promise<number> => {
    const rows = await ask<{ reads: string }>(
      url,
      "select count(*) as reads from pg_stat_activity where application_name = 'onrecord' and query like '%\"documents\"%'",
    );
    return Number(rows[0]?.reads);
  };
  const everyone = () => [newsroom.app, other];
  const textsOf = async (id: string): Promise<unknown[]> =>
    Promise.all(
      everyone().map(async (app) => {
        const item = await app.inject(`/v1/claims/${id}`);
        return item.statusCode === 200 ? item.json().text : item.statusCode;
      }),
    );

  test('what is asked for is read of them, in turns', async () => {
    const { id } = await newsroom.publicClaim();
    await expect
      .poll(
        async () => {
          await Promise.all([1, 2, 3, 4].map(() => textsOf(id)));
          return Math.min(await readsOf(first), await readsOf(second));
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
  });

  test('one that lags is left out: what was acknowledged is read at once, whoever asks', async () => {
    const { id } = await newsroom.publicClaim();
    await Promise.all([first, second].map(({ url }) => ask(url, 'select pg_wal_replay_pause()')));
    for (const text of ['The first bridge stands.', 'The second bridge stands.']) {
      await newsroom.correct(id, { text });
      expect(await textsOf(id)).toEqual([text, text]);
    }
    await ask(second.url, 'select pg_wal_replay_resume()');
    for (let n = 0; n < 40; n += 1) {
      const text = `Bridge number ${n} stands.`;
      await newsroom.correct(id, { text });
      expect(await textsOf(id)).toEqual([text, text]);
      const list = await everyone()[n % 2]?.inject('/v1/claims?limit=100');
      expect(list?.json().data.map((claim: { text: string }) => claim.text)).toContain(text);
    }
    await ask(first.url, 'select pg_wal_replay_resume()');
  });

  test('one that dies is left out', async () => {
    const { id, text } = await newsroom.publicClaim();
    second.kill();
    for (let n = 0; n < 5; n += 1) expect(await textsOf(id)).toEqual([text, text]);
  });

  test('the server that is written to dies: reads go on, and writes once another took over, with nothing lost', async () => {
    // Nothing is acknowledged before the replica has it.
    await ask(primary.url, "alter system set synchronous_standby_names = '*'");
    await ask(primary.url, 'select pg_reload_conf()');
    const { id } = await newsroom.publicClaim();
    const last = 'The last bridge stands.';
    await newsroom.correct(id, { text: last });
    const url = await listen(newsroom);
    const writers = startWriters(() => url, newsroom.secrets.reporter);
    await writers.next();
    primary.kill();
    for (let n = 0; n < 5; n += 1) expect(await textsOf(id)).toEqual([last, last]);
    const body = { kind: 'statement', text: 'Nobody takes it.' };
    expect((await newsroom.post('/v1/claims', body, 'reporter')).status).toBe(503);
    expect((await newsroom.get('/health/ready')).status).toBe(200);
    await ask(first.url, 'select pg_promote()');
    await writers.next();
    await writers.stop();
    await writers.check();
    const made = await newsroom.publicClaim();
    expect(await textsOf(made.id)).toEqual([made.text, made.text]);
    expect(await textsOf(id)).toEqual([last, last]);
  });
});

test.runIf(engine === 'sqlite')('replicas are PostgreSQL’s: their addresses are checked at the start', () => {
  expect(() => readConfig({ ONRECORD_READ_URLS: 'file:other.db' })).toThrow(
    'ONRECORD_READ_URLS.0 must be postgres://… of each replica',
  );
  expect(() => readConfig({ ONRECORD_READ_URLS: 'postgres://replica/onrecord' })).toThrow(
    'ONRECORD_READ_URLS is for PostgreSQL, and ONRECORD_DATABASE_URL names a file.',
  );
});
