/** A server that is killed while it sends leaves nothing untold: at least once, in order, and only what is so. */
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { announcementsAfter } from '../src/newsroom/announcements.ts';
import { rounds } from './setup/figures.ts';
import { serve } from './setup/process.ts';
import { ASKS_HERE, startReceiver } from './setup/receiver.ts';
import { freshDatabase, startServer } from './setup/server.ts';

/** So many times it is killed. */
const ROUNDS = rounds('FAULTS_TOLD', 3);
const SECRET = 'a-secret-that-only-this-test-knows-0123456789';

test('what happens while a server is killed again and again is told at least once, in order per claim', async () => {
  const { url: database_url, drop } = await freshDatabase();
  const receiver = await startReceiver();
  const settings = {
    ...ASKS_HERE,
    ONRECORD_DATABASE_URL: database_url,
    ONRECORD_ADMIN_KEY: SECRET,
    ONRECORD_REVIEW: 'single',
    ONRECORD_SEED: 'false',
  };
  const received: { seq: number; claim: string }[] = [];
  receiver.answer = ({ body }, response) => {
    const luck = randomInt(10);
    if (luck === 0) return void response.writeHead(500).end();
    // Taken, but nobody hears of it.
    const { data } = JSON.parse(body);
    received.push({ seq: data.seq, claim: data.claim_id });
    if (luck === 1) return void response.destroy();
    response.end();
  };
  const post = async (url: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' };
    const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return z.looseObject({ id: z.string() }).parse(await reply.json());
  };
  let made = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { url, child, ended } = await serve(settings);
    if (round === 0)
      await post(url, '/v1/webhooks', { url: receiver.url, types: ['claim.published', 'claim.withdrawn'] });
    const writing = (async () => {
      for (let n = 0; ; n += 1) {
        const { id } = await post(url, '/v1/claims?allow_duplicate=true', {
          kind: 'statement',
          text: `Claim ${round}.${n}.`,
        });
        await post(url, `/v1/claims/${id}/publish`, {});
        made += 1;
        if (n % 3 === 0) await post(url, `/v1/claims/${id}/withdraw`, { reason: 'It was another.' });
      }
    })().catch(() => undefined);
    // So many at least are made before it goes.
    const enough = made + 8 + randomInt(8);
    while (made < enough) await wait(20);

    child.kill('SIGKILL');
    await Promise.all([ended, writing]);
  }
  // From here on nothing fails, and time flies.
  receiver.answer = ({ body }, response) => {
    const { data } = JSON.parse(body);
    received.push({ seq: data.seq, claim: data.claim_id });
    response.end();
  };
  const server = await startServer({
    database_url,
    settings: ASKS_HERE,
    now: new Date(Date.now() + 3_600_000).toISOString(),
  });
  for (let hour = 0; hour < 12; hour += 1) {
    await server.app.worker.drain();
    server.clock.set(new Date(server.clock.now().getTime() + 3_600_000).toISOString());
  }
  const told = new Set<number>();
  for (let after = 0; ; ) {
    const { announcements, through } = await announcementsAfter(server.database.read, after);
    for (const { seq, type } of announcements) if (type.startsWith('claim.')) told.add(seq);
    if (through === after) break;
    after = through;
  }
  expect(told.size).toBeGreaterThan(ROUNDS);
  // Everything that happened, and nothing that did not.
  expect([...new Set(received.map(({ seq }) => seq))].sort((a, b) => a - b)).toEqual(
    [...told].sort((a, b) => a - b),
  );
  const firsts = received.filter(({ seq }, i) => received.findIndex((other) => other.seq === seq) === i);
  for (const [claim, of] of Map.groupBy(firsts, (one) => one.claim)) {
    expect(
      of.map(({ seq }) => seq),
      claim,
    ).toEqual(of.map(({ seq }) => seq).sort((a, b) => a - b));
  }
  await server.close();
  await receiver.close();
  await drop();
});
