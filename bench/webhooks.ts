/**
 * What ten webhooks cost those who write: two servers, one with them and one without, measured in turns. Drafts as fast as
 * eight clients can, of which nobody is told, and publications at the pace of a busy newsroom, of which all ten are.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { median } from './measure.ts';
import { poster, startOnrecord } from './servers.ts';
import type { Store } from './stores.ts';

const HOOKS = 10;
const WRITERS = 8;
/** Claims that are published a second, each with what is told of it ten times. */
const PACE = 5;

export interface WebhookFigures {
  name: string;
  without: number;
  with_ten: number;
  /** Of the rounds, each beside the one before it: above 1 is slower with webhooks. */
  ratio: number;
}

/** An endpoint that takes everything. */
const startTaker = async () => {
  let taken = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      taken += 1;
      response.end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: () => taken,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** A server whose writes are measured, with as many webhooks as are asked for. */
const startWriter = async (store: Store, hooks: number, url: string) => {
  const database = await store.fresh();
  const server = await startOnrecord(database, {
    ONRECORD_REVIEW: 'single',
    ONRECORD_OUTGOING_ALLOWED: '127.0.0.1',
    ONRECORD_RATE_LIMIT: '0',
  });
  const post = poster(server.url);
  for (let i = 0; i < hooks; i += 1) await post('/v1/webhooks', { url });
  let n = 0;
  const draft = (): Promise<{ id: string }> => {
    n += 1;
    return post('/v1/claims?allow_duplicate=true', { kind: 'statement', text: `Sentence ${n} is so.` });
  };
  return {
    /** Milliseconds per draft, of all writers together. */
    drafts: async (seconds: number): Promise<number> => {
      const begun = performance.now();
      let done = 0;
      const write = async (): Promise<void> => {
        while (performance.now() - begun < seconds * 1_000) {
          await draft();
          done += 1;
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, write));
      return (performance.now() - begun) / done;
    },
    /** The median of milliseconds until a publication is acknowledged. */
    publications: async (seconds: number): Promise<number> => {
      const times: number[] = [];
      const ids: string[] = [];
      for (let i = 0; i < PACE * seconds; i += 1) ids.push((await draft()).id);
      for (const id of ids) {
        const begun = performance.now();
        await post(`/v1/claims/${id}/publish`, {});
        times.push(performance.now() - begun);
        await wait(Math.max(0, 1_000 / PACE - (performance.now() - begun)));
      }
      // What was under way ends before the other server is measured.
      await wait(1_000);
      return median(times);
    },
    stop: async (): Promise<void> => {
      await server.stop();
      await store.drop(database);
    },
  };
};

export const measureWebhooks = async (
  store: Store,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<{ figures: WebhookFigures[]; delivered: number }> => {
  const taker = await startTaker();
  const plain = await startWriter(store, 0, taker.url);
  const telling = await startWriter(store, HOOKS, taker.url);
  try {
    const figures: WebhookFigures[] = [];
    for (const [name, kind] of [
      ['ms per draft, eight writers', 'drafts'],
      ['ms to publish, five a second', 'publications'],
    ] as const) {
      await plain[kind](seconds);
      await telling[kind](seconds);
      const pairs: [number, number][] = [];
      for (let round = 0; round < rounds; round += 1) {
        const begins = round % 2 === 0;
        const first = await (begins ? plain : telling)[kind](seconds);
        const second = await (begins ? telling : plain)[kind](seconds);
        pairs.push(begins ? [first, second] : [second, first]);
      }
      figures.push({
        name,
        without: median(pairs.map(([one]) => one)),
        with_ten: median(pairs.map(([, ten]) => ten)),
        ratio: median(pairs.map(([one, ten]) => ten / one)),
      });
    }
    return { figures, delivered: taker.taken() };
  } finally {
    await plain.stop();
    await telling.stop();
    taker.stop();
  }
};
