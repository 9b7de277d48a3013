/**
 * A server that is killed while it sends, to endpoints that fail, hang, lead elsewhere and want no more: everything that
 * happened is told at least once, in order per claim, signed, and nothing that did not happen.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { announcementsAfter } from '../../src/newsroom/announcements.ts';
import { figure, patience, rounds } from '../setup/figures.ts';
import { atLength } from '../setup/length.ts';
import { hasGo, runGo } from '../setup/go.ts';
import { serve } from '../setup/process.ts';
import { ASKS_HERE, type Receiver, startReceiver } from '../setup/receiver.ts';
import { freshDatabase, startServer } from '../setup/server.ts';

/** So many times it is killed, while so many things happen altogether. */
const ROUNDS = rounds('FAULTS_TOLD', atLength(1, 3));
const EVENTS = rounds('FAULTS_EVENTS', 40);
const WRITERS = 6;
const SECRET = 'a-secret-that-only-this-test-knows-0123456789';
const TYPES = ['claim.published', 'claim.withdrawn'];
const WITHDRAWN_EVERY = 3;
const HOUR_MS = 3_600_000;
/** Longer than all retries take. */
const HOURS = 100;

const made = z.looseObject({
  id: z.string(),
  secret: z.string().optional(),
  public_keys: z.array(z.object({ key: z.string() })).optional(),
});
const hookState = z.looseObject({ state: z.string(), disabled_reason: z.string().nullable() });
const message = z.object({ data: z.looseObject({ seq: z.int(), claim_id: z.string() }) });

interface Heard {
  seq: number;
  claim: string;
}

/** What came in at `/unsure`, each message of which is verified by the reference libraries of Standard Webhooks. */
const createUnsure = () => {
  const heard: Heard[] = [];
  const counts = { failed: 0, hung: 0, 'taken, and cut off': 0 };
  const lines: string[] = [];
  let keys = { secret: '', public_key: '' };
  let verifier: Webhook | undefined;
  const take = ({ body, headers }: Receiver['asked'][number]): void => {
    const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    const signed = Object.fromEntries(texts);
    const expected = verifier?.sign(
      signed['webhook-id'] ?? '',
      new Date(Number(signed['webhook-timestamp']) * 1_000),
      body,
    );
    expect(String(signed['webhook-signature']).split(' ')).toContain(expected);
    lines.push(JSON.stringify({ ...keys, headers: signed, body }));
    const { data } = message.parse(JSON.parse(body));
    heard.push({ seq: data.seq, claim: data.claim_id });
  };
  return {
    heard,
    counts,
    /** All that was taken, for the library of the other language. */
    lines,
    know: (given: typeof keys): void => {
      keys = given;
      verifier = new Webhook(keys.secret);
    },
    /** One in ten fails, one is cut off after it was taken, one of many hangs. */
    unreliable: (asked: Receiver['asked'][number], response: Parameters<Receiver['answer']>[1]): void => {
      const luck = randomInt(200);
      if (luck === 0) {
        counts.hung += 1;
        return;
      }
      if (luck < 20) {
        counts.failed += 1;
        return void response.writeHead(500).end();
      }
      take(asked);
      if (luck >= 40) return void response.end();
      counts['taken, and cut off'] += 1;
      response.destroy();
    },
    reliable: (asked: Receiver['asked'][number], response: Parameters<Receiver['answer']>[1]): void => {
      take(asked);
      response.end();
    },
  };
};

const poster = (url: string) => async (path: string, body: object) => {
  const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' };
  const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return made.parse(await reply.json());
};

test(
  `what happens while a server is killed ${ROUNDS} times is told at least once, in order per claim, and nothing else`,
  async () => {
    const { url: database_url, drop } = await freshDatabase();
    const receiver = await startReceiver();
    const settings = {
      ...ASKS_HERE,
      ONRECORD_DATABASE_URL: database_url,
      ONRECORD_ADMIN_KEY: SECRET,
      ONRECORD_REVIEW: 'single',
      ONRECORD_SEED: 'false',
    };
    const unsure = createUnsure();
    const elsewhere: string[] = [];
    let is_reliable = false;
    receiver.answer = (asked, response) => {
      receiver.asked.length = 0;
      if (asked.path === '/unsure') unsure[is_reliable ? 'reliable' : 'unreliable'](asked, response);
      else if (asked.path === '/gone') response.writeHead(410).end();
      else if (asked.path === '/leads-on') response.writeHead(302, { location: '/elsewhere' }).end();
      else if (asked.path === '/elsewhere') elsewhere.push(asked.body);
      // Any other hangs.
    };
    const hooks: Record<string, string> = {};
    let happened = 0;
    let n = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { url, child, ended } = await serve(settings);
      const post = poster(url);
      if (round === 0) {
        for (const name of ['unsure', 'gone', 'leads-on', 'hangs']) {
          const hook = await post('/v1/webhooks', { url: `${receiver.url}/${name}`, types: TYPES });
          hooks[name] = hook.id;
          if (name !== 'unsure') continue;
          unsure.know({ secret: hook.secret ?? '', public_key: hook.public_keys?.[0]?.key ?? '' });
        }
      }
      const write = async (): Promise<void> => {
        for (;;) {
          n += 1;
          const number = n;
          const text = `Claim ${round}.${number}.`;
          const { id } = await post('/v1/claims?allow_duplicate=true', { kind: 'statement', text });
          await post(`/v1/claims/${id}/publish`, {});
          happened += 1;
          if (number % WITHDRAWN_EVERY !== 0) continue;
          await post(`/v1/claims/${id}/withdraw`, { reason: 'It was another.' });
          happened += 1;
        }
      };
      const writing = Promise.all(Array.from({ length: WRITERS }, () => write().catch(() => undefined)));
      const enough = ((round + 1) * EVENTS) / ROUNDS + randomInt(8);
      while (happened < enough) await wait(20);
      child.kill('SIGKILL');
      await Promise.all([ended, writing]);
    }
    // From here on one endpoint is as it should be, and time flies.
    is_reliable = true;
    const server = await startServer({
      database_url,
      settings: { ...ASKS_HERE, ONRECORD_ADMIN_KEY: SECRET },
      now: new Date(Date.now() + HOUR_MS).toISOString(),
    });
    const as = { headers: { authorization: `Bearer ${SECRET}` } };
    const stateOf = async (name: string) =>
      hookState.parse((await server.ask('GET', `/v1/webhooks/${hooks[name]}`, as)).json);
    expect(await stateOf('leads-on')).toMatchObject({ state: 'active' });
    // Those that never take anything would be tried for longer than anybody waits; they were while others were told.
    for (const name of ['hangs', 'leads-on']) await server.ask('DELETE', `/v1/webhooks/${hooks[name]}`, as);
    for (let hour = 0; hour < HOURS; hour += 1) {
      await server.app.worker.drain();
      server.clock.set(new Date(server.clock.now().getTime() + HOUR_MS).toISOString());
    }
    const told = new Set<number>();
    for (let after = 0; ; ) {
      const { announcements, through } = await announcementsAfter(server.database.read, after);
      for (const { seq, type } of announcements) if (TYPES.includes(type)) told.add(seq);
      if (through === after) break;
      after = through;
    }
    expect(told.size).toBeGreaterThanOrEqual(EVENTS);
    const first = new Map<number, Heard>();
    for (const one of unsure.heard) if (!first.has(one.seq)) first.set(one.seq, one);
    // Everything that happened, and nothing that did not.
    expect([...first.keys()].filter((seq) => !told.has(seq))).toEqual([]);
    expect([...told].filter((seq) => !first.has(seq))).toEqual([]);
    for (const [claim, of] of Map.groupBy(first.values(), (one) => one.claim)) {
      const order = of.map(({ seq }) => seq);
      expect(order, claim).toEqual(order.toSorted((a, b) => a - b));
    }
    expect(await stateOf('gone')).toMatchObject({
      state: 'disabled',
      disabled_reason: expect.stringContaining('410'),
    });
    expect(elsewhere).toEqual([]);
    if (hasGo) {
      const said = await runGo(['webhooks'], unsure.lines.join('\n'));
      expect(said).toBe(`${unsure.lines.length} good, 0 bad\n`);
    }
    figure('webhooks told while the server is killed', ROUNDS, {
      'things to tell': told.size,
      lost: 0,
      'out of order': 0,
      'told more than once': unsure.heard.length - first.size,
      ...unsure.counts,
      'signatures verified by': hasGo ? 'JavaScript and Go' : 'JavaScript',
    });
    await server.close();
    await receiver.close();
    await drop();
  },
  patience(ROUNDS * 8 + EVENTS, 600),
);
