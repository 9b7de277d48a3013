/** Faults around the server: what fails is a 503 with a reason, readiness says so, and the process goes on. */
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import Fastify from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { openDatabase } from '../src/db/database.ts';
import { isBusy, storageFault } from '../src/db/errors.ts';
import { engine } from '../src/db/kit.ts';
import { handleErrors } from '../src/http/errors.ts';
import { catchStrayErrors } from '../src/http/stray.ts';
import { LIMITS } from '../src/limits.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { run, serve } from './setup/process.ts';

let server: Newsroom;
let folder: string;
beforeAll(async () => {
  server = await openNewsroom();
  folder = mkdtempSync(join(tmpdir(), 'onrecord-condition-'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const coded = (code: string): Error => Object.assign(new Error('of the driver'), { code });

describe('an error of the storage', () => {
  test.each([
    ['SQLITE_FULL', 'disk is full'],
    ['ENOSPC', 'disk is full'],
    ['53100', 'disk is full'],
    ['SQLITE_READONLY', 'may not be written'],
    ['SQLITE_READONLY_DIRECTORY', 'may not be written'],
    ['25006', 'may not be written'],
    ['SQLITE_READONLY_DBMOVED', 'moved, replaced or deleted'],
    ['SQLITE_CANTOPEN', 'cannot be opened'],
    ['SQLITE_IOERR_WRITE', 'failed to read or write'],
    ['SQLITE_CORRUPT_INDEX', 'damaged'],
  ])('%s is told in words: %s', (code, words) => {
    expect(storageFault(new Error('a query failed', { cause: coded(code) }))).toContain(words);
  });

  test.each([
    coded('SQLITE_BUSY'),
    coded('57P01'),
    new Error('Client has encountered a connection error and is not queryable'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Query read timeout'),
  ])('of the moment is none, and worth another try: %s', (error) => {
    expect([storageFault(error), isBusy(error)]).toEqual([undefined, true]);
  });

  test('is a 503 with the reason, and readiness says so until writing works again', async () => {
    let code: string | undefined;
    const database = {
      ...server.database,
      write: <T>(work: Parameters<typeof server.database.write<T>>[0]) =>
        code === undefined ? server.database.write(work) : Promise.reject(coded(code)),
      close: async () => undefined,
    };
    const app = await buildApp(server.config, database, { clock: server.clock });
    const post = () =>
      app.inject({
        method: 'POST',
        url: '/v1/claims',
        headers: { authorization: `Bearer ${server.secrets.reporter}` },
        payload: { kind: 'statement', text: 'A claim.' },
      });
    const ready = () => app.inject('/health/ready');
    expect((await ready()).statusCode).toBe(200);
    code = 'SQLITE_FULL';
    const refused = await post();
    expect(refused.statusCode).toBe(503);
    expect(refused.json()).toMatchObject({
      type: 'http://onrecord.test/problems/unavailable',
      detail: expect.stringContaining('the disk is full'),
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ready()).json()).toMatchObject({ status: 503, detail: expect.stringContaining('full') });
    expect((await app.inject('/v1/claims')).statusCode, 'reading goes on').toBe(200);
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    code = undefined;
    expect((await ready()).statusCode).toBe(200);
    expect((await post()).statusCode).toBe(201);
    await app.close();
  });

  test('that hangs is a 503 of readiness in time', async () => {
    const { driver } = server.database.read;
    let hangs = false;
    const run: typeof driver.run = (source, params) =>
      hangs ? new Promise(() => undefined) : driver.run(source, params);
    const read = Object.assign(Object.create(server.database.read), { driver: { run } });
    const app = await buildApp(server.config, { ...server.database, read, close: async () => undefined });
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
    hangs = true;
    expect((await app.inject('/health/ready')).statusCode).toBe(503);
    hangs = false;
    await app.close();
  });
});

describe('a clock', () => {
  test('that stands before the ledger, or jumps by more than a day, is told by readiness', async () => {
    const own = await openNewsroom();
    const warnings = async () => (await own.get('/health/ready')).json.warnings ?? [];
    expect(await warnings()).toEqual([]);
    own.clock.set('2026-01-15T11:59:30Z');
    expect(await warnings()).toEqual([]);
    own.clock.set('2026-01-15T11:30:00Z');
    expect(await warnings()).toEqual([expect.stringContaining('30 minutes before the last line')]);
    own.clock.set('2026-01-17T12:00:00Z');
    expect(await warnings()).toEqual([expect.stringContaining('48 hours ahead')]);
    await own.close();
  });
});

describe.runIf(engine === 'sqlite')('a SQLite file', () => {
  test('in which a page is damaged fails the requests that need it, and readiness', async () => {
    const own = await openNewsroom();
    for (let n = 0; n < 40; n += 1) (await own.publicClaim({ text: `Claim ${n}. ${'x'.repeat(900)}` })).id;
    const path = join(folder, 'damaged.db');
    const { copySqlite } = await import('../src/db/copy-sqlite.ts');
    await copySqlite(own.database_url.replace('file:', ''), path);
    await own.close();
    const bytes = readFileSync(path);
    // Every page that holds documents, but the first ones, which hold the schema.
    for (let page = 60; page * 4096 < bytes.length; page += 1) {
      if (bytes.subarray(page * 4096, page * 4096 + 4096).includes('"publication":"published"'))
        bytes.fill(0xff, page * 4096, page * 4096 + 64);
    }
    writeFileSync(path, bytes);
    const url = `file:${path}`;
    const app = await buildApp({ ...own.config, ONRECORD_DATABASE_URL: url }, await openDatabase(url));
    const list = await app.inject('/v1/claims?limit=100');
    expect(list.statusCode).toBe(503);
    expect(list.json().detail).toContain('damaged');
    const ready = await app.inject('/health/ready');
    expect([ready.statusCode, ready.json().detail]).toEqual([503, expect.stringContaining('damaged')]);
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    expect((await app.inject('/v1/keys')).statusCode, 'what needs it not').toBe(401);
    await app.close();
  });

  test('that is moved away or replaced under the server is noticed, and nothing is written to it', async () => {
    const own = await openNewsroom();
    const path = own.database_url.replace('file:', '');
    const post = () =>
      own.post('/v1/claims?allow_duplicate=true', { kind: 'statement', text: 'A claim.' }, 'reporter');
    expect((await post()).status).toBe(201);
    copyFileSync(path, `${path}.copy`);
    renameSync(path, `${path}.old`);
    for (const replaced of [false, true]) {
      if (replaced) renameSync(`${path}.copy`, path);
      expect(await post()).toMatchObject({
        status: 503,
        json: { detail: expect.stringContaining('replaced') },
      });
      expect((await own.get('/health/ready')).json.detail).toContain('replaced');
    }
    renameSync(`${path}.old`, path);
    expect((await post()).status).toBe(201);
    await own.close();
  });

  test('of 0 bytes is refused, unless a record is to begin there', async () => {
    const path = join(folder, 'empty.db');
    closeSync(openSync(path, 'w'));
    const settings = { ONRECORD_DATABASE_URL: `file:${path}`, ONRECORD_SEED: 'false' };
    const refused = await run(['migrate'], settings);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^[^\n]*0 bytes[^\n]*\n$/)]);
    expect(statSync(path).size).toBe(0);
    expect((await run(['migrate'], { ...settings, ONRECORD_EMPTY_FILE: 'true' })).code).toBe(0);
  });
});

describe('a lock that another process holds', () => {
  /** Holds the lock under which changes are written; gives what lets it go. */
  const holdLock = async (url: string): Promise<() => Promise<void>> => {
    if (engine === 'sqlite') {
      const other = new Sqlite(url.replace('file:', ''));
      other.exec('BEGIN IMMEDIATE');
      return async () => void other.close();
    }
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('select pg_advisory_lock(7216202)');
    return () => other.end();
  };

  test('makes a change wait while readers are answered, and is a 503 to try again when it lasts', async () => {
    const own = await openNewsroom();
    const post = () =>
      own.post('/v1/claims?allow_duplicate=true', { kind: 'statement', text: 'A claim.' }, 'reporter');
    const release = await holdLock(own.database_url);
    let written = false;
    const waiting = post().finally(() => {
      written = true;
    });
    for (let n = 0; n < 20; n += 1) expect((await own.get('/v1/claims')).status).toBe(200);
    expect(written, 'the change still waits').toBe(false);
    const refused = await waiting;
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBe('1');
    const next = post();
    await release();
    expect((await next).status).toBe(201);
    expect((await own.get('/v1/claims?publication=draft', 'reporter')).json.data).toHaveLength(1);
    await own.close();
  });
});

describe('an error that nothing waits for', () => {
  test.each(['a promise left alone', 'a timer'])(
    'answers its request with a 500 and no other: %s',
    async (kind) => {
      const vitests = process.listeners('unhandledRejection');
      const uncaught = process.listeners('uncaughtException');
      process.removeAllListeners('unhandledRejection').removeAllListeners('uncaughtException');
      const app = Fastify();
      handleErrors(app, server.server);
      catchStrayErrors(app, server.server);
      app.get('/stray', () => {
        if (kind === 'a timer')
          setTimeout(() => {
            throw new Error('stray');
          }, 1);
        else void Promise.reject(new Error('stray'));
        return new Promise(() => undefined);
      });
      app.get('/calm', async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return 'calm';
      });
      const address = await app.listen({ port: 0, host: '127.0.0.1' });
      const [stray, calm] = await Promise.all([fetch(`${address}/stray`), fetch(`${address}/calm`)]);
      expect([stray.status, calm.status]).toEqual([500, 200]);
      expect(await stray.json()).toMatchObject({ status: 500, request_id: expect.any(String) });
      expect((await fetch(`${address}/calm`)).status).toBe(200);
      await app.close();
      for (const listener of vitests) process.on('unhandledRejection', listener);
      for (const listener of uncaught) process.on('uncaughtException', listener);
    },
  );
});

describe('many at once', () => {
  test.each(['0', '64'])(
    'are turned away early beyond what one turn can answer, and the process says that it lives (%s MB of answers kept)',
    async (kept) => {
      const own = await openNewsroom({ settings: { ONRECORD_CACHE_MB: kept } });
      await own.get('/v1/claims');
      const address = await own.app.listen({ port: 0, host: '127.0.0.1' });
      const port = Number(new URL(address).port);
      const lines = (count: number, path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(count);
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      let answer = '';
      socket.setEncoding('utf8').on('data', (part: string) => {
        answer += part;
      });
      const asked = LIMITS.reads_a_turn * 3;
      socket.write(lines(asked, '/v1/claims') + lines(1, '/health/live'));
      const statuses = () => [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
      await expect.poll(() => statuses().length, { timeout: 20_000 }).toBe(asked + 1);
      expect(new Set(statuses())).toEqual(new Set(['200', '503']));
      expect(statuses().filter((status) => status === '200').length).toBeGreaterThan(LIMITS.reads_a_turn - 1);
      expect(answer).toMatch(/retry-after: 1/i);
      expect(statuses().at(-1)).toBe('200');
      socket.destroy();
      await own.close();
    },
  );

  test('do not keep readers out where they only begin to send bodies', async () => {
    const own = await openNewsroom();
    await own.get('/v1/claims');
    const port = Number(new URL(await own.app.listen({ port: 0, host: '127.0.0.1' })).port);
    const sockets = Array.from({ length: 2 * LIMITS.reads_a_turn + 1 }, () => connect(port, '127.0.0.1'));
    // All are accepted before any of them begins, so that they begin in one turn.
    for (const socket of sockets) socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    await Promise.all(sockets.map((socket) => once(socket, 'data')));
    const reader = sockets.pop();
    if (!reader) throw new Error('nobody reads');
    for (const socket of sockets)
      socket.write(
        'POST /v1/claims/similar HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
      );
    reader.write('GET /v1/claims HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    const [answer] = await once(reader.setEncoding('utf8'), 'data');
    expect(answer).toMatch(/^HTTP\/1.1 200/);
    for (const socket of sockets) socket.destroy();
    await own.close();
  });

  test('keep no change out for long where they only begin to send bodies', async () => {
    const own = await openNewsroom();
    const address = await own.app.listen({ port: 0, host: '127.0.0.1' });
    const head =
      'POST /v1/claims/similar HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
    const port = Number(new URL(address).port);
    const sockets = Array.from({ length: LIMITS.changes_in_flight }, () => connect(port, '127.0.0.1'));
    for (const socket of sockets) socket.write(head);
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    const change = async (): Promise<number> => {
      const reply = await fetch(`${address}/v1/claims/similar`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"text":"A claim."}',
      });
      return reply.status;
    };
    await expect.poll(change, { timeout: LIMITS.request_ms / 2 }).toBe(200);
    for (const socket of sockets) socket.destroy();
    await own.close();
  });
});

describe('/metrics', () => {
  test('is not there until it is asked for', async () => {
    expect((await server.get('/metrics')).status).toBe(404);
  });

  test('shows the event loop, requests by route and status, what waits, the log and what is overdue', async () => {
    const own = await openNewsroom({ seed: true, settings: { ONRECORD_METRICS: 'true' } });
    await own.get('/v1/claims');
    await own.get('/v1/nothing');
    await own.post('/v1/claims?allow_duplicate=true', { kind: 'statement', text: 'A claim.' }, 'reporter');
    const { status, headers, body } = await own.get('/metrics');
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')]);
    expect(body).toContain('onrecord_requests_total{route="/v1/claims",method="GET",status="200"} 1');
    expect(body).toContain('onrecord_requests_total{route="/v1/claims",method="POST",status="201"} 1');
    expect(body).toContain('onrecord_requests_total{route="none",method="GET",status="404"} 1');
    expect(body).toMatch(/nodejs_eventloop_lag_p99_seconds [\d.e-]+/);
    expect(body).toContain('onrecord_write_queue_length 0');
    const { size } = (await own.get('/v1/log/entries')).json;
    expect(body).toContain(`onrecord_log_size ${size}`);
    expect(body).toMatch(/onrecord_promises_overdue \d+/);
    await own.close();
  });
});

test('SIGTERM ends the server in its time, though a request is half sent, and answers what is in flight', async () => {
  const path = join(folder, 'stopped.db');
  const database = engine === 'sqlite' ? `file:${path}` : server.database_url;
  const running = await serve({
    ONRECORD_DATABASE_URL: database,
    ONRECORD_SEED: 'false',
    ONRECORD_STOP_SECONDS: '3',
    ONRECORD_ADMIN_KEY: 'a'.repeat(40),
  });
  const port = Number(new URL(running.url).port);
  const half = connect(port, '127.0.0.1');
  await once(half, 'connect');
  half.on('error', () => undefined);
  half.write(
    `POST /v1/deadlines/parse HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"ph`,
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  const began = performance.now();
  running.child.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  half.destroy();
});
