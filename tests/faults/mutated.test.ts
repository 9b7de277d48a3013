/** Requests that nobody sends on purpose, made of those that work: none of them is an error of the server. */
import { readFileSync } from 'node:fs';
import { eq, inArray } from 'drizzle-orm';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../bench/random.ts';
import { addReading, type Ask, EXAMPLE_SETTINGS, exchangeAll } from '../../src/commands/examples.ts';
import { parseBundle } from '../../src/features/import/check.ts';
import { importBundle } from '../../src/features/import/import.ts';
import { OPEN_STATES } from '../../src/features/import/jobs/job.ts';
import { importJobs } from '../../src/features/import/jobs/tables.ts';
import { watches } from '../../src/features/watches/tables.ts';
import { generateLogKey } from '../../src/record/checkpoint.ts';
import { cosign, witnessKey } from '../../src/record/cosignature.ts';
import { figure, patience, rounds } from '../setup/figures.ts';
import { atLength } from '../setup/length.ts';
import { startServer, type TestServer } from '../setup/server.ts';

const ROUNDS = rounds('FAULTS_MUTATED', atLength(300, 600));
/** After so many, imports that wait are ended, which nothing brings in here: they would be more than may wait. */
const PER_IMPORTS = 50;

const endImports = (): Promise<unknown> =>
  server.database.write((tx) =>
    tx
      .update(importJobs)
      .set({ state: 'cancelled' })
      .where(inArray(importJobs.state, [...OPEN_STATES])),
  );

let server: TestServer;
const requests: InjectOptions[] = [];
const WITNESS = { name: 'witness.example/w1', key: generateLogKey() };

beforeAll(async () => {
  server = await startServer({
    // The day of the examples.
    now: '2026-11-24T09:00:00.000Z',
    settings: { ONRECORD_WITNESSES: witnessKey(WITNESS.name, WITNESS.key), ...EXAMPLE_SETTINGS },
  });
  for (const file of ['anchors.json', 'worked-example.json']) {
    const seed = readFileSync(new URL(`../../seed/${file}`, import.meta.url), 'utf8');
    await importBundle(server.server.recorder, parseBundle(seed));
  }
  const spy: Ask = (request) => {
    requests.push(request);
    return server.app.inject(request);
  };
  const { body } = await server.app.inject('/v1/log/checkpoint');
  const cosigned = cosign(body, WITNESS.name, WITNESS.key, server.clock.now());
  const promise = (await server.get('/v1/claims?kind=promise')).json.data[0].id;
  const looked = {
    kind: 'feed',
    note: 'Whether they come.',
    looks_for: { url: 'https://news.example/feed', words: ['sanctions'] },
  };
  const watch = (await server.post(`/v1/claims/${promise}/watches`, looked, 'editor')).json.id;
  // As after a look that found nothing.
  const at = server.clock.now().toISOString();
  const looks = { last_look_at: at, last_good_at: at, searched: '12 items of the feed for sanctions' };
  await server.database.write(addReading);
  await server.database.write((tx) => tx.update(watches).set(looks).where(eq(watches.id, watch)));
  await exchangeAll(spy, JSON.parse(JSON.stringify(server.app.swagger())), server.secrets, {
    cosigned,
    watch,
  });
});
afterAll(() => server.close());

const HOSTILE: readonly unknown[] = [
  ...[null, true, -1, 0, 1e308, 0.1, '', ' ', '\u0000', '\ud800', '\u202e', 'x'.repeat(20_000), [], {}, [[]]],
  ...[
    '9999-12-31',
    '0000-00-00',
    '2026-02-30',
    'claim_01k2m8r3v5e9gaqz6n7t4s0wxy',
    '%',
    '../..',
    "'; --",
    '__proto__',
  ],
  ...[{ __proto__: 1, constructor: { prototype: 1 } }, Number.MAX_SAFE_INTEGER, 'http://[', 'javascript:1'],
  Array.from({ length: 2_000 }, (_, i) => i),
];
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const QUERIES = [
  'limit',
  'cursor',
  'as_of',
  'q',
  'sort',
  'publication',
  'speaker',
  'topic',
  'from',
  'id',
  'fields',
];
const HEADERS = [
  'if-match',
  'if-none-match',
  'idempotency-key',
  'content-type',
  'accept',
  'authorization',
  'host',
  'expect',
];

test(
  `of ${ROUNDS} mutated requests none is answered 5xx`,
  async () => {
    const random = createRandom(Number(process.env.FAULTS_SEED ?? 20_251_129));
    const below = (n: number): number => Math.floor(random() * n);
    const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
    // A stream that is asked otherwise goes on for ever.
    const asked = requests.filter(({ url }) => !String(url).startsWith('/v1/stream'));
    const spoilt = (text: string): string => {
      const at = below(text.length + 1);
      return pick([
        text.slice(0, at) +
          pick(['%', '%00', '%ff', '"', '\u00e9', '/', '?', '&', '..', ' ', '{']) +
          text.slice(at),
        text.slice(0, at),
        text.slice(0, at) + text.slice(at + 1),
        text + text,
      ]);
    };
    const mutated = (value: unknown): unknown => {
      if (random() < 0.25 || typeof value !== 'object' || value === null) {
        return typeof value === 'string' && random() < 0.5 ? spoilt(value) : pick(HOSTILE);
      }
      if (Array.isArray(value)) {
        const at = below(value.length);
        return value.length === 0
          ? [pick(HOSTILE)]
          : value.map((item, i) => (i === at ? mutated(item) : item));
      }
      const names = Object.keys(value);
      if (random() < 0.15)
        return { ...value, [pick([...names, 'other', 'id', 'publication'])]: pick(HOSTILE) };
      const name = pick(names);
      return Object.fromEntries(
        Object.entries(value).flatMap(([key, item]) =>
          key !== name ? [[key, item]] : random() < 0.2 ? [] : [[key, mutated(item)]],
        ),
      );
    };
    const mutation = (request: InjectOptions): InjectOptions => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(request.headers ?? {})) headers[name] = String(value);
      const changed = { ...request, headers };
      const times = 1 + below(3);
      for (let n = 0; n < times; n += 1) {
        const url = String(changed.url);
        const what = below(6);
        if (what === 0) changed.method = pick(METHODS);
        else if (what === 1) changed.url = `/${spoilt(url).replace(/^\/+/, '')}`;
        else if (what === 2) {
          const value = encodeURIComponent(String(pick(HOSTILE)).toWellFormed().slice(0, 3_000));
          changed.url = `${url}${url.includes('?') ? '&' : '?'}${pick(QUERIES)}=${value}`;
        } else if (what === 3) {
          const value = pick([
            '*',
            '"x"',
            'W/"',
            'application/json',
            'text/html',
            'Bearer x',
            '100-continue',
            'ü',
            '',
          ]);
          headers[pick(HEADERS)] = value;
        } else if (typeof changed.payload === 'string' && changed.payload !== '') {
          const isText = what === 4 && random() < 0.3;
          let body: unknown = null;
          try {
            body = JSON.parse(changed.payload);
          } catch {}
          changed.payload = isText ? spoilt(changed.payload) : (JSON.stringify(mutated(body)) ?? 'null');
        }
      }
      const as = pick([null, 'reporter', 'editor', 'admin'] as const);
      if (as) headers.authorization ??= `Bearer ${server.secrets[as]}`;
      return changed;
    };
    const statuses: Record<string, number> = {};
    const wrong: string[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      if (n % PER_IMPORTS === 0) await endImports();
      const request = mutation(pick(asked));
      const { statusCode, body } = await server.app.inject(request);
      statuses[`${Math.floor(statusCode / 100)}xx`] =
        (statuses[`${Math.floor(statusCode / 100)}xx`] ?? 0) + 1;
      if (statusCode >= 500)
        wrong.push(`${statusCode} ${JSON.stringify(request).slice(0, 600)} ${body.slice(0, 300)}`);
    }
    expect(wrong).toEqual([]);
    figure('mutated requests, with three keys and none', ROUNDS, { ...statuses, '5xx': wrong.length });
  },
  patience(ROUNDS, 50),
);
