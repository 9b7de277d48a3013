/**
 * Many clients who change and read at the same time, at several processes of several servers of one record: nobody is told
 * less than was acknowledged before they asked, nor what nobody asked for, and at the end all that was acknowledged is there.
 */
import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { figure, patience, rounds } from '../setup/figures.ts';
import { atLength } from '../setup/length.ts';
import { type Running, run, serve } from '../setup/process.ts';
import { freshDatabase } from '../setup/server.ts';

const OPERATIONS = rounds('FAULTS_OPERATIONS', atLength(200, 400));
const IS_LONG = process.env.FAULTS_OPERATIONS !== undefined;
const SECRET = 'a-secret-that-only-this-test-knows-0123456789';
const WRITERS = 4;
const READERS = 6;
/** Public claims of one topic, so that a page holds them all. */
const PUBLIC_MAX = 30;

/** Processes that share one record, of how many servers. */
const WAYS = [
  { name: 'one process', workers: ['1'] },
  { name: 'three processes of two servers', workers: ['2', '1'] },
];

/** What a claim is to those without a key: its text, or the status of the problem. */
type State = string | 404 | 410;

/** A claim that one client changes: its states in their order, and which of them are acknowledged. */
interface Claim {
  id: string;
  states: State[];
  /** The last state that was acknowledged. */
  acknowledged: number;
}

const made = z.looseObject({ id: z.string() });
const item = z.looseObject({ text: z.string() });
const page = z.looseObject({ data: z.array(z.looseObject({ id: z.string(), text: z.string() })) });

const startNewsroom = (urls: readonly string[]) => {
  const topics = Array.from({ length: WRITERS }, () => new Map<string, Claim>());
  const known = new Map<string, { etag: string; body: string }>();
  const counts = { reads: 0, writes: 0, '304': 0 };
  const left = (): boolean => counts.reads + counts.writes < OPERATIONS;
  const anyUrl = (): string => urls[randomInt(urls.length)] ?? '';

  const send = async (method: string, path: string, body: object): Promise<{ id: string }> => {
    const headers = {
      authorization: `Bearer ${SECRET}`,
      'content-type': 'application/json',
      ...(method === 'PATCH' ? { 'if-match': '*' } : {}),
    };
    const reply = await fetch(`${anyUrl()}${path}`, { method, headers, body: JSON.stringify(body) });
    const text = await reply.text();
    expect(reply.ok, `${method} ${path}: ${reply.status} ${text}`).toBe(true);
    counts.writes += 1;
    return made.parse(JSON.parse(text));
  };

  /** Asks as anybody would, mostly with the entity tag of what they have. */
  const read = async (path: string, url = anyUrl()): Promise<{ status: number; body: string }> => {
    const before = randomInt(4) > 0 ? known.get(path) : undefined;
    const reply = await fetch(`${url}${path}`, {
      headers: before ? { 'if-none-match': before.etag } : {},
    });
    const body = await reply.text();
    counts.reads += 1;
    if (reply.status === 304 && before) {
      counts['304'] += 1;
      return { status: 200, body: before.body };
    }
    const etag = reply.headers.get('etag');
    if (reply.status === 200 && etag !== null) known.set(path, { etag, body });
    return { status: reply.status, body };
  };

  const change = async (claim: Claim, state: State, work: () => Promise<unknown>): Promise<void> => {
    const place = claim.states.push(state) - 1;
    await work();
    claim.acknowledged = place;
  };

  const write = async (topic: number): Promise<void> => {
    const own = topics[topic] ?? new Map<string, Claim>();
    const open: Claim[] = [];
    for (let n = 0; left(); n += 1) {
      const text = `The bridge number ${n} of town ${topic} is open.`;
      const claim = open[randomInt(PUBLIC_MAX)];
      if (!claim) {
        const draft = { kind: 'statement', text, topics: [`topic ${topic}`] };
        const { id } = await send('POST', '/v1/claims?allow_duplicate=true', draft);
        const fresh: Claim = { id, states: [404], acknowledged: 0 };
        own.set(id, fresh);
        await change(fresh, text, () => send('POST', `/v1/claims/${id}/publish`, {}));
        open.push(fresh);
      } else if (claim === open[0] || randomInt(4) > 0) {
        // The first one stays: a topic that no claim has is a fault of whoever asks for it.
        const correction = { kind: 'correction', note: 'It was another number.' };
        await change(claim, text, () => send('PATCH', `/v1/claims/${claim.id}`, { text, correction }));
      } else {
        const reason = 'It was another.';
        await change(claim, 410, () => send('POST', `/v1/claims/${claim.id}/withdraw`, { reason }));
        open.splice(open.indexOf(claim), 1);
      }
    }
  };

  /** What a claim may be to somebody who asked when `from` was acknowledged, and was answered now. */
  const possible = ({ states }: Claim, from: number): State[] => states.slice(from);

  const readItem = async (claim: Claim, url?: string): Promise<void> => {
    const from = claim.acknowledged;
    const { status, body } = await read(`/v1/claims/${claim.id}`, url);
    const state = status === 200 ? item.parse(JSON.parse(body)).text : status;
    expect(possible(claim, from), `${claim.id} was ${state}`).toContain(state);
  };

  const readList = async (topic: number): Promise<void> => {
    const own = topics[topic] ?? new Map<string, Claim>();
    const before = new Map([...own.values()].map((claim) => [claim, claim.acknowledged]));
    if (![...before.values()].some((acknowledged) => acknowledged > 0)) return;
    const sort = ['published_at', '-published_at', 'first_said_on'][randomInt(3)];
    const { status, body } = await read(`/v1/claims?topic=topic%20${topic}&limit=100&sort=${sort}`);
    expect(status, body).toBe(200);
    const shown = new Map(page.parse(JSON.parse(body)).data.map(({ id, text }) => [id, text]));
    for (const [claim, from] of before) {
      const states = possible(claim, from);
      const text = shown.get(claim.id);
      if (text !== undefined) expect(states, `${claim.id} was listed`).toContain(text);
      else
        expect(
          states.some((state) => typeof state === 'number'),
          `${claim.id} was missing`,
        ).toBe(true);
    }
  };

  const readOn = async (): Promise<void> => {
    while (left()) {
      const topic = randomInt(WRITERS);
      const claims = [...(topics[topic] ?? [])];
      // The newest change the most.
      const [, claim] = claims[claims.length - 1 - Math.floor(claims.length * Math.random() ** 3)] ?? [];
      if (!claim) await setTimeout(1);
      else if (randomInt(2) > 0) await readItem(claim);
      else await readList(topic);
    }
  };

  return {
    counts,
    work: async (): Promise<void> => {
      const writing = topics.map((_, topic) => write(topic));
      await Promise.all([...writing, ...Array.from({ length: READERS }, readOn)]);
    },
    /** Reads every claim at every server as it stands at the end. */
    check: async (): Promise<number> => {
      const claims = topics.flatMap((own) => [...own.values()]);
      for (const url of urls) for (const claim of claims) await readItem(claim, url);
      return claims.length;
    },
  };
};

test.each(IS_LONG ? WAYS : WAYS.slice(1))(
  `${OPERATIONS} changes and reads at $name: none is stale, none lost`,
  async ({ name, workers }) => {
    const { url: database_url, drop } = await freshDatabase();
    const settings = {
      ONRECORD_DATABASE_URL: database_url,
      ONRECORD_ADMIN_KEY: SECRET,
      ONRECORD_REVIEW: 'single',
      ONRECORD_SEED: 'false',
    };
    const servers: (Running & { url: string })[] = [];
    try {
      for (const count of workers) servers.push(await serve({ ...settings, ONRECORD_WORKERS: count }));
      const newsroom = startNewsroom(servers.map(({ url }) => url));
      const began = performance.now();
      await newsroom.work();
      const seconds = Math.round((performance.now() - began) / 1_000);
      const { reads, writes, ...known } = newsroom.counts;
      const claims = await newsroom.check();
      figure(`changes and reads at the same time, ${name}`, reads + writes, {
        ...{ reads, writes, claims, seconds },
        'of the reads 304': known['304'],
        stale: 0,
        lost: 0,
      });
    } finally {
      for (const { child } of servers) child.kill('SIGTERM');
    }
    for (const { ended } of servers) expect((await ended).code).toBe(0);
    const verified = await run(['verify'], settings);
    expect(verified.code, verified.stderr).toBe(0);
    await drop();
  },
  patience(OPERATIONS, 20),
);
