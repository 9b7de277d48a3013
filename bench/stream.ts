/** Many readers of the stream at once: whether each hears everything, and what that costs. */
import { type ClientRequest, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { poster, startOnrecord } from './servers.ts';
import type { Store } from './stores.ts';

export interface StreamFigures {
  readers: number;
  events: number;
  /** Of all readers together: events that somebody missed or heard twice. */
  wrong: number;
  seconds: number;
  rest_mb: number;
  peak_mb: number;
  /** Of single claims that are asked for beside it. */
  item_p99_ms: number;
}

/** How many begin to listen at the same time. */
const AT_ONCE = 20;

const listen = (url: string) => {
  const heard: string[] = [];
  let text = '';
  let asked: ClientRequest | undefined;
  const isOpen = new Promise<void>((resolve, reject) => {
    asked = request(`${url}/v1/stream`, { agent: false }, (response) => {
      if (response.statusCode !== 200)
        return reject(new Error(`The stream answered ${response.statusCode}.`));
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        const end = text.lastIndexOf('\n\n');
        for (const [, id] of text.slice(0, Math.max(0, end)).matchAll(/^id: (\d+)\nevent: /gm))
          heard.push(id ?? '');
        if (end >= 0) text = text.slice(end + 2);
        resolve();
      });
    });
    asked.on('error', reject).end();
  });
  return { heard, isOpen, close: () => asked?.destroy() };
};

/** `events` claims are published while so many listen. */
export const measureStream = async (
  store: Store,
  readers: number,
  events: number,
): Promise<StreamFigures> => {
  const database = await store.fresh();
  const server = await startOnrecord(database, { ONRECORD_REVIEW: 'single' });
  const post = poster(server.url);
  const publish = async (n: number): Promise<string> => {
    const { id } = await post('/v1/claims', { kind: 'statement', text: `Sentence ${n} is so.` });
    await post(`/v1/claims/${id}/publish`, {});
    return id;
  };
  const known = await publish(0);
  const all: ReturnType<typeof listen>[] = [];
  try {
    // Who comes in one turn with too many others is told to come again.
    while (all.length < readers) {
      const some = Array.from({ length: Math.min(AT_ONCE, readers - all.length) }, () => listen(server.url));
      all.push(...some);
      await Promise.all(some.map(({ isOpen }) => isOpen));
    }
    const rest_mb = server.memory_mb();
    let peak_mb = rest_mb;
    const times: number[] = [];
    const began = performance.now();
    let done = false;
    const asking = (async () => {
      while (!done) {
        const from = performance.now();
        await (await fetch(`${server.url}/v1/claims/${known}`)).text();
        times.push(performance.now() - from);
        peak_mb = Math.max(peak_mb, times.length % 50 === 0 ? server.memory_mb() : 0);
        await wait(5);
      }
    })();
    for (let n = 1; n <= events; n += 1) await publish(n);
    const until = performance.now() + 10_000;
    while (all.some(({ heard }) => heard.length < events) && performance.now() < until) await wait(20);
    done = true;
    await asking;
    const seconds = (performance.now() - began) / 1_000;
    const wrong = all.reduce(
      (sum, { heard }) => sum + Math.abs(events - new Set(heard).size) + (heard.length - new Set(heard).size),
      0,
    );
    times.sort((a, b) => a - b);
    const item_p99_ms = Math.round(times[Math.floor(times.length * 0.99)] ?? 0);
    return { readers, events, wrong, seconds, rest_mb, peak_mb, item_p99_ms };
  } finally {
    for (const { close } of all) close();
    await server.stop();
    await store.drop(database);
  }
};
