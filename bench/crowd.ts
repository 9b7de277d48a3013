/** Many connections at once: how long single claims take for those that are answered, and how many are told to come again. */
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

const REST = 8;
const CROWDS = [500, 1_000];
const CLAIMS = 200;
const WARM_UP_S = 1;

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

/** At rest, and with crowds. */
export const measureCrowds = async (store: Store, original: string, seconds: number): Promise<Crowd[]> => {
  const url = await store.copyOf(original);
  const server = await startOnrecord(url);
  try {
    const requests = sample(original, CLAIMS).claims.map((id): Request => ({ path: `/v1/claims/${id}` }));
    await ask(server.url, requests, REST, WARM_UP_S);
    const lines: Crowd[] = [];
    for (const connections of [REST, ...CROWDS])
      lines.push(await ask(server.url, requests, connections, seconds));
    return lines;
  } finally {
    await server.stop();
    await store.drop(url);
  }
};
