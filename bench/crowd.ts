/** Many connections at once: how long single claims take for those that are answered, and how many are told to come again. */
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon, { type Request } from 'autocannon';
import { sample } from './cases.ts';
import { startOnrecord } from './servers.ts';
import type { Store } from './stores.ts';

export interface Crowd {
  connections: number;
  answered: number;
  /** Told 503 and to come again. */
  turned_away: number;
  /** Of what was answered. */
  p50_ms: number;
  p99_ms: number;
  p99_all_ms: number;
}

/** Connections that begin at the same moment, each with one request, while others ask on. */
export interface Burst {
  connections: number;
  answered: number;
  turned_away: number;
  /** From the beginning of the connection to its end. */
  p50_ms: number;
  slowest_ms: number;
}

const REST = 8;
const CROWDS = [500, 1_000];
const CLAIMS = 200;
const WARM_UP_S = 1;
const BURST = 1_000;
const BURSTS = 5;
const BETWEEN_MS = 1_500;

const ask = (url: string, requests: Request[], connections: number, duration: number): Promise<Crowd> =>
  new Promise((resolve, reject) => {
    const answered: number[] = [];
    const all: number[] = [];
    const statuses = new Map<number, number>();
    const run = autocannon({ url, connections, duration, sampleInt: 100, requests }, (error, result) => {
      if (error) return reject(error);
      const odd = [...statuses.keys()].find((status) => status !== 200 && status !== 503);
      if (odd !== undefined) return reject(new Error(`${url} answered ${odd}`));
      if (result.errors > 0) return reject(new Error(`${result.errors} connections broke`));
      const at = (values: number[], part: number) =>
        values.sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
      resolve({
        connections,
        answered: statuses.get(200) ?? 0,
        turned_away: statuses.get(503) ?? 0,
        p50_ms: at(answered, 0.5),
        p99_ms: at(answered, 0.99),
        p99_all_ms: at(all, 0.99),
      });
    });
    run.on('response', (_client: unknown, status: number, _bytes: unknown, latency_ms: number) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      all.push(latency_ms);
      if (status === 200) answered.push(latency_ms);
    });
  });

/** One connection with one request: its status, and how long that took. */
const knock = ({ hostname, port }: URL, path: string): Promise<{ status: number; ms: number }> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    let answer = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`),
    );
    socket.setEncoding('latin1').on('data', (part: string) => {
      answer += part;
    });
    socket.on('error', reject).on('close', () => {
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]), ms: performance.now() - begun });
    });
  });

/** Bursts of new connections while eight others ask all the time. */
const measureBursts = async (url: string, requests: Request[]): Promise<Burst> => {
  const load = ask(url, requests, REST, (BURSTS * BETWEEN_MS) / 1_000 + 1);
  const told: { status: number; ms: number }[] = [];
  for (let n = 0; n < BURSTS; n += 1) {
    await wait(BETWEEN_MS);
    const path = requests[n]?.path ?? '/v1/claims';
    told.push(...(await Promise.all(Array.from({ length: BURST }, () => knock(new URL(url), path)))));
  }
  await load;
  const times = told.map(({ ms }) => ms).sort((a, b) => a - b);
  const count = (wanted: number) => told.filter(({ status }) => status === wanted).length;
  if (count(200) + count(503) < told.length) throw new Error('A connection of a burst was not answered.');
  return {
    connections: BURST,
    answered: count(200),
    turned_away: count(503),
    p50_ms: times[Math.floor(times.length / 2)] ?? Number.NaN,
    slowest_ms: times.at(-1) ?? Number.NaN,
  };
};

/** At rest, with crowds, and with bursts. */
export const measureCrowds = async (
  store: Store,
  original: string,
  seconds: number,
): Promise<{ crowds: Crowd[]; bursts: Burst }> => {
  const url = await store.copyOf(original);
  const server = await startOnrecord(url);
  try {
    const requests = sample(original, CLAIMS).claims.map((id): Request => ({ path: `/v1/claims/${id}` }));
    await ask(server.url, requests, REST, WARM_UP_S);
    const crowds: Crowd[] = [];
    for (const connections of [REST, ...CROWDS])
      crowds.push(await ask(server.url, requests, connections, seconds));
    return { crowds, bursts: await measureBursts(server.url, requests) };
  } finally {
    await server.stop();
    await store.drop(url);
  }
};
