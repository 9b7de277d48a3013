/**
 * What ten webhooks cost those who write: the same server with the endpoints off and on in turns, in one run. Drafts as
 * fast as eight clients can, of which nobody is told, and publications at the pace of a busy newsroom, of which all ten are.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { median } from './measure.ts';
import { ADMIN_KEY, poster, startOnrecord } from './servers.ts';
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

export const measureWebhooks = async (
  store: Store,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<{ figures: WebhookFigures[]; delivered: number }> => {
  const database = await store.fresh();
  const taker = await startTaker();
  const server = await startOnrecord(database, {
    ONRECORD_REVIEW: 'single',
    ONRECORD_OUTGOING_ALLOWED: '127.0.0.1',
    ONRECORD_RATE_LIMIT: '0',
  });
  const post = poster(server.url);
  const hooks: string[] = [];
  const turn = async (state: 'active' | 'disabled'): Promise<void> => {
    const authorization = `Bearer ${ADMIN_KEY}`;
    for (const id of hooks) {
      const url = `${server.url}/v1/webhooks/${id}`;
      const etag = (await fetch(url, { headers: { authorization } })).headers.get('etag') ?? '';
      const headers = {
        authorization,
        'content-type': 'application/merge-patch+json',
        'if-match': etag,
      };
      const reply = await fetch(url, { method: 'PATCH', headers, body: JSON.stringify({ state }) });
      if (!reply.ok) throw new Error(`A webhook answered ${reply.status}: ${await reply.text()}`);
    }
    // What was under way ends.
    await wait(500);
  };
  let n = 0;
  const draft = (): Promise<{ id: string }> => {
    n += 1;
    return post('/v1/claims?allow_duplicate=true', { kind: 'statement', text: `Sentence ${n} is so.` });
  };
  /** Milliseconds per draft, of all writers together. */
  const drafts = async (): Promise<number> => {
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
  };
  /** The median of milliseconds until a publication is acknowledged. */
  const publications = async (): Promise<number> => {
    const times: number[] = [];
    const ids: string[] = [];
    for (let i = 0; i < PACE * seconds; i += 1) ids.push((await draft()).id);
    for (const [i, id] of ids.entries()) {
      const begun = performance.now();
      await post(`/v1/claims/${id}/publish`, {});
      times.push(performance.now() - begun);
      if (i < ids.length - 1) await wait(Math.max(0, 1_000 / PACE - (performance.now() - begun)));
    }
    return median(times);
  };
  try {
    for (let i = 0; i < HOOKS; i += 1) hooks.push((await post('/v1/webhooks', { url: taker.url })).id);
    const measures = { 'ms per draft, eight writers': drafts, 'ms to publish, five a second': publications };
    const figures: WebhookFigures[] = [];
    for (const [name, measure] of Object.entries(measures)) {
      await measure();
      const pairs: [number, number][] = [];
      for (let round = 0; round < rounds; round += 1) {
        await turn('disabled');
        const without = await measure();
        await turn('active');
        pairs.push([without, await measure()]);
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
    await server.stop();
    taker.stop();
    await store.drop(database);
  }
};
