/** A server on a real, migrated database of the engine that this run is for. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import pg from 'pg';
import { inject } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { createServices } from '../../src/services.ts';
import { type Config, databaseUrl, readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/database.ts';
import { makeNothingForOthers } from '../../src/db/folder.ts';
import type { Database } from '../../src/db/types.ts';
import { engine } from '../../src/db/kit.ts';
import { pathOfUrl } from '../../src/db/url.ts';
import { parseBundle } from '../../src/features/import/check.ts';
import { importBundle } from '../../src/features/import/import.ts';
import { createKey } from '../../src/features/keys/keys.ts';
import type { Services } from '../../src/http/services.ts';
import type { Role } from '../../src/http/tables.ts';
import { subjects } from '../../src/newsroom/index.ts';
import { newId } from '../../src/record/ids.ts';
import { createRecorder } from '../../src/record/record.ts';
import { contractOf } from './contract.ts';
import { expectVerified } from './verified.ts';

/** A clock that stands still until it is set. */
export class TestClock {
  #now: Date;
  constructor(now: string) {
    this.#now = new Date(now);
  }
  now(): Date {
    return this.#now;
  }
  set(now: string): void {
    this.#now = new Date(now);
  }
}

export type Who = Exclude<Role, 'sheets'> | 'reporter2' | 'editor2' | null;

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  json: any;
}

export interface TestServer {
  app: FastifyInstance;
  server: Services;
  config: Config;
  database: Database;
  database_url: string;
  clock: TestClock;
  secrets: Record<Exclude<Who, null>, string>;
  /** Asks the server, `as` says with whose key; a `body` is sent as JSON, `raw` as it is. */
  ask(
    method: string,
    url: string,
    options?: { as?: Who; body?: unknown; raw?: string | Buffer; headers?: Record<string, string> },
  ): Promise<Reply>;
  get(url: string, as?: Who): Promise<Reply>;
  post(url: string, body: unknown, as: Who, headers?: Record<string, string>): Promise<Reply>;
  /** Reads, then patches with the ETag read. */
  patch(url: string, body: unknown, as: Who): Promise<Reply>;
  /** Ends it; throws where its record does not hold (verified.ts), unless a test has tampered with it. */
  close(options?: { tampered?: boolean }): Promise<void>;
}

// As the command line does, so that a command has nothing to say of the files it opens.
makeNothingForOthers();

/** An empty database of this run's engine; `drop` removes it. */
export const freshDatabase = async (): Promise<{ url: string; drop: () => Promise<void> }> => {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'onrecord-test-'));
    return {
      url: `file:${join(folder, 'onrecord.db')}`,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const base = inject('postgres_url');
  const name = `onrecord_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: base });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) };
};

let migrated: Buffer | undefined;

/** As `freshDatabase`; where that is quick, it is a copy of one that was migrated once. */
const migratedDatabase: typeof freshDatabase = async () => {
  const fresh = await freshDatabase();
  if (engine === 'sqlite') {
    const path = pathOfUrl(fresh.url);
    if (!migrated) {
      await (await openDatabase(fresh.url)).close();
      migrated = readFileSync(path);
    } else writeFileSync(path, migrated);
  }
  return fresh;
};

const WHO: Record<Exclude<Who, null>, Role> = {
  reader: 'reader',
  reporter: 'reporter',
  reporter2: 'reporter',
  editor: 'editor',
  editor2: 'editor',
  admin: 'admin',
};

const SEED_WRITTEN = '2026-11-24';

/** Starts a server with a key for everybody, on a fresh database or one that is there; seeded when asked. */
export const startServer = async (
  options: { seed?: boolean; now?: string; settings?: Record<string, string>; database_url?: string } = {},
): Promise<TestServer> => {
  const given = options.database_url;
  const { url, drop } = given ? { url: given, drop: async () => undefined } : await migratedDatabase();
  const config = readConfig({
    ONRECORD_DATABASE_URL: url,
    ONRECORD_LOG_LEVEL: 'silent',
    PORT: '0',
    // Tests say when what is due is done: app.worker.drain().
    ONRECORD_WORKER: 'false',
    ONRECORD_PUBLIC_URL: 'http://onrecord.test',
    ...options.settings,
  });
  const clock = new TestClock(options.now ?? '2026-01-15T12:00:00.000Z');
  const database = await openDatabase(databaseUrl(config));
  const server = createServices(config, database, { clock });
  if (options.seed) {
    const seed = new URL('../../seed/worked-example.json', import.meta.url);
    // It tells of days after those of most tests: it comes in as on the day it was written.
    const policy = { four_eyes: true, dayOf: () => SEED_WRITTEN };
    const recorder = createRecorder(database, clock, subjects, policy, newId);
    await importBundle(recorder, parseBundle(readFileSync(seed, 'utf8')));
  }
  const secrets = { reader: '', reporter: '', reporter2: '', editor: '', editor2: '', admin: '' };
  await server.recorder.change({ name: 'test', key_id: null }, async (change) => {
    for (const who of Object.keys(WHO) as (keyof typeof WHO)[]) {
      secrets[who] = (await createKey(change, { actor: `The ${who}`, role: WHO[who] })).secret;
    }
  });
  const app = await buildApp(config, database, { clock });
  await app.ready();
  const check = contractOf(app);

  const ask: TestServer['ask'] = async (method, path, { as = null, body, raw, headers = {} } = {}) => {
    const request: InjectOptions = {
      method: method as 'GET',
      url: path,
      headers: { ...(as === null ? {} : { authorization: `Bearer ${secrets[as]}` }), ...headers },
    };
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    if (payload !== undefined) {
      request.payload = payload;
      request.headers = { 'content-type': 'application/json', ...request.headers };
    }
    const reply = await app.inject(request);
    const type = String(reply.headers['content-type'] ?? '');
    check(method, path, { status: reply.statusCode, type, body: reply.body });
    const isJson = type.includes('json') && !type.includes('ndjson') && reply.body !== '';
    return {
      status: reply.statusCode,
      headers: Object.fromEntries(
        Object.entries(reply.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: reply.body,
      json: isJson ? JSON.parse(reply.body) : undefined,
    };
  };
  return {
    app,
    server,
    config,
    database,
    database_url: url,
    clock,
    secrets,
    ask,
    get: (path, as = null) => ask('GET', path, { as }),
    post: (path, body, as, headers = {}) => ask('POST', path, { as, body, headers }),
    patch: async (path, body, as) => {
      const now = await ask('GET', path, { as });
      return ask('PATCH', path, { as, body, headers: { 'if-match': now.headers.etag ?? '' } });
    },
    close: async ({ tampered = false } = {}) => {
      try {
        if (!tampered) await expectVerified(database);
      } finally {
        await app.close();
        await drop();
      }
    },
  };
};
