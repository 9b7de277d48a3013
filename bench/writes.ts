/** New claims beside what any server would pay for a durable row: a bare route that inserts one. */
import type { Request } from 'autocannon';
import { newClaim, sample } from './cases.ts';
import { CONNECTIONS, type Figures, load, median } from './measure.ts';
import { type Bare, startOnrecord } from './servers.ts';
import type { Store } from './stores.ts';

export interface WriteLine extends Figures {
  name: string;
  bare_per_second: number;
  ratio: number;
}

const ROW: Request = {
  method: 'POST',
  path: '/rows',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ text: 'x'.repeat(1_000) }),
};

/** Claims with a new quote each, on a record made from the generated file `original`. */
export const compareWrites = async (asked: {
  store: Store;
  original: string;
  bare: Bare;
  rounds: number;
  seconds: number;
}): Promise<WriteLine[]> => {
  const { store, original, bare, rounds, seconds } = asked;
  const { speakers, sources } = sample(original);
  const claims = speakers.map((speaker, i) => newClaim(speaker, sources[i] ?? ''));
  const url = await store.copyOf(original);
  const server = await startOnrecord(url);
  try {
    const lines: WriteLine[] = [];
    for (const connections of [CONNECTIONS, 1]) {
      await load(server.url, claims, seconds, connections);
      await load(bare.url, [ROW], seconds / 2, connections);
      const results: { own: Figures; row: Figures }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const row = await load(bare.url, [ROW], seconds, connections);
        results.push({ row, own: await load(server.url, claims, seconds, connections) });
      }
      lines.push({
        name: `new claim with a new quote, ${connections} ${connections === 1 ? 'client' : 'clients'}`,
        per_second: median(results.map(({ own }) => own.per_second)),
        p50_ms: median(results.map(({ own }) => own.p50_ms)),
        p99_ms: median(results.map(({ own }) => own.p99_ms)),
        bare_per_second: median(results.map(({ row }) => row.per_second)),
        ratio: median(results.map(({ own, row }) => own.per_second / row.per_second)),
      });
    }
    return lines;
  } finally {
    await server.stop();
    await store.drop(url);
  }
};
