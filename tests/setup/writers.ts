/** Clients that write while faults happen, ask again for what they were not told, and know what must be there after. */
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import * as z from 'zod';

const WRITERS = 4;
const RETRY_MS = 25;
/** Longer than any answer may take. */
const PATIENCE_MS = 20_000;

const answer = z.object({ id: z.string() });
const page = z.object({
  data: z.array(z.object({ id: z.string(), topics: z.array(z.string()) })),
  next: z.string().nullable(),
});

export interface Writers {
  /** How many writes were acknowledged so far. */
  readonly acknowledged: number;
  /** How many answers there were of each status, and `none` where the connection ended. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How long each answer took, in ms. */
  readonly waits_ms: readonly number[];
  /** The longest that an answer took, in ms. */
  readonly slowest_ms: number;
  /** When the last write was acknowledged (`performance.now()`). */
  readonly last_at: number;
  /** Resolves once another write is acknowledged; throws where none is in 20 seconds. */
  next(): Promise<void>;
  /** Ends them, each after the write it is at. */
  stop(): Promise<void>;
  /** Throws where something acknowledged is missing, something was done twice, or an answer was no 201 or 503. */
  check(): Promise<void>;
}

/** Starts writers of drafts; every claim's topic is its own, so that a second effect would show. */
export const startWriters = (url: () => string, secret: string, count = WRITERS): Writers => {
  const done = new Map<string, string>();
  const statuses: Record<string, number> = {};
  const run = Math.random().toString(36).slice(2, 8);
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  let stopped = false;
  let slowest_ms = 0;
  const waits_ms: number[] = [];
  let last_at = performance.now();

  const post = async (text: string): Promise<string | null> => {
    const began = performance.now();
    try {
      const reply = await fetch(`${url()}/v1/claims?allow_duplicate=true`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': text },
        body: JSON.stringify({ kind: 'statement', text, topics: [text] }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const body: unknown = await reply.json();
      statuses[reply.status] = (statuses[reply.status] ?? 0) + 1;
      if (reply.status === 503) expect(reply.headers.get('retry-after')).toMatch(/^\d+$/);
      return reply.status === 201 ? answer.parse(body).id : null;
    } catch (error) {
      if (error instanceof Error && error.name === 'AssertionError') throw error;
      statuses.none = (statuses.none ?? 0) + 1;
      return null;
    } finally {
      const wait_ms = performance.now() - began;
      slowest_ms = Math.max(slowest_ms, wait_ms);
      waits_ms.push(wait_ms);
    }
  };

  const write = async (name: string): Promise<void> => {
    for (let n = 0; !stopped; n += 1) {
      const text = `${run}-${name}-${n}`;
      let id = await post(text);
      while (id === null && !stopped) {
        await setTimeout(RETRY_MS);
        id = await post(text);
      }
      if (id === null) return;
      done.set(text, id);
      last_at = performance.now();
    }
  };
  const running = Promise.all(Array.from({ length: count }, (_, i) => write(String(i))));

  return {
    get acknowledged() {
      return done.size;
    },
    get slowest_ms() {
      return Math.round(slowest_ms);
    },
    get last_at() {
      return last_at;
    },
    statuses,
    waits_ms,
    next: async () => {
      const before = done.size;
      await expect.poll(() => done.size, { timeout: PATIENCE_MS, interval: 10 }).toBeGreaterThan(before);
    },
    stop: async () => {
      stopped = true;
      await running;
    },
    check: async () => {
      const found = new Map<string, string[]>();
      for (let next: string | null = ''; next !== null; ) {
        const query = `publication=draft&limit=100${next && `&cursor=${next}`}`;
        const reply = await fetch(`${url()}/v1/claims?${query}`, { headers });
        const list = page.parse(await reply.json());
        for (const { id, topics } of list.data) {
          for (const topic of topics) found.set(topic, [...(found.get(topic) ?? []), id]);
        }
        next = list.next;
      }
      const lost = [...done].filter(([text, id]) => !found.get(text)?.includes(id));
      const twice = [...found].filter(([, claims]) => claims.length > 1);
      expect({ lost, twice }).toEqual({ lost: [], twice: [] });
      const odd = Object.keys(statuses).filter((status) => !['201', '503', 'none'].includes(status));
      expect(odd, JSON.stringify(statuses)).toEqual([]);
    },
  };
};
