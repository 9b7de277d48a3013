/** Bodies that are half sent: others are answered meanwhile, nobody waits for their ends for ever, and a stop waits for none. */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../../src/limits.ts';
import { figure, patience, quantile, rounds } from '../setup/figures.ts';
import { type Finished, serve } from '../setup/process.ts';
import { freshDatabase } from '../setup/server.ts';

const HALF = rounds('FAULTS_HALF', 60);
/** In the long form each is waited for until it is told that it took too long. */
const IS_LONG = process.env.FAULTS_HALF !== undefined;
const STOP_SECONDS = 2;
const SECRET = 'a-secret-that-only-this-test-knows-0123456789';
const BYTES = 20_000;
const PATHS = ['/v1/claims', '/v1/deadlines/parse', '/v1/claims/similar', '/v1/speakers', '/v1/imports'];
const READS = 100;

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** Sends the head and half of the body; every third head is half sent itself. */
const begin = (port: number, n: number) => {
  const key = n % 2 === 0 ? `Authorization: Bearer ${SECRET}\r\n` : '';
  const head = `POST ${PATHS[n % PATHS.length]} HTTP/1.1\r\nHost: x\r\n${key}Content-Type: application/json\r\nContent-Length: ${BYTES}\r\n`;
  const sent = n % 3 === 0 ? head : `${head}\r\n{"text":"${'x'.repeat(BYTES / 2)}`;
  let answer = '';
  const socket: Socket = connect(port, '127.0.0.1', () => socket.write(sent));
  socket.setEncoding('utf8').on('data', (part: string) => {
    answer += part;
  });
  socket.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => socket.on('close', () => resolve(answer)));
  return { socket, ended };
};

test(
  `${HALF} requests that are half sent hold up nobody`,
  async () => {
    const { child, ended, url } = await serve(
      {
        ONRECORD_DATABASE_URL: database.url,
        ONRECORD_SEED: 'false',
        ONRECORD_ADMIN_KEY: SECRET,
        ONRECORD_STOP_SECONDS: String(STOP_SECONDS),
      },
      'onrecord.js',
    );
    const port = Number(new URL(url).port);
    const sockets = Array.from({ length: HALF }, (_, n) => begin(port, n));
    const waits: number[] = [];
    for (let n = 0; n < READS; n += 1) {
      const began = performance.now();
      expect((await fetch(`${url}/v1/claims`)).status).toBe(200);
      waits.push(performance.now() - began);
    }
    const change = () =>
      fetch(`${url}/v1/speakers`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Somebody' }),
      });
    await expect
      .poll(async () => (await change()).status, { timeout: LIMITS.request_ms / 2, interval: 500 })
      .toBe(201);
    const answers: Record<string, number> = {};
    if (IS_LONG) {
      for (const answer of await Promise.all(sockets.map(({ ended }) => ended))) {
        const [, status = 'none'] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? [];
        answers[status] = (answers[status] ?? 0) + 1;
        // Who sends no key where one is needed is told so at once; strangers' bodies have a limit.
        expect(['401', '408', '503'], answer).toContain(status);
      }
    }
    const late = Array.from({ length: HALF }, (_, n) => begin(port, n));
    expect((await fetch(`${url}/v1/claims`)).status).toBe(200);
    const began = performance.now();
    child.kill('SIGTERM');
    const finished: Finished = await ended;
    const stopped_ms = Math.round(performance.now() - began);
    for (const { socket } of [...sockets, ...late]) socket.destroy();
    expect(finished.code, finished.stderr).toBe(0);
    figure('requests that are half sent', HALF, {
      ...Object.fromEntries(Object.entries(answers).map(([status, count]) => [`answered ${status}`, count])),
      'reads beside them': waits.length,
      'p99 of these (ms)': quantile(waits, 0.99),
      'stopped with as many open (ms)': stopped_ms,
    });
  },
  patience(LIMITS.request_ms / 1_000, 2_000),
);
