/** What happens, as it happens: to readers who come, go, and come back. */
import { request as httpRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CALENDAR, type Transition, writeTransitions } from '../src/features/reminders/transitions.ts';
import { createHub } from '../src/features/stream/hub.ts';
import { LIMITS } from '../src/limits.ts';
import { lastLine } from '../src/newsroom/announcements.ts';
import { addDays } from '../src/record/clock.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { listen } from './setup/listen.ts';
import { startServer } from './setup/server.ts';

let server: Newsroom;
let url: string;
/** Where the ledger stood as a test began. */
let begin: number;
beforeAll(async () => {
  server = await openNewsroom();
  url = await listen(server);
});
beforeEach(async () => {
  begin = await lastLine(server.database.read);
});
afterAll(() => server.close());

interface Event {
  id: number;
  type: string;
  data: { data: { id: string } };
}

const parse = (text: string): Event[] =>
  text
    .slice(0, text.lastIndexOf('\n\n'))
    .split('\n\n')
    .flatMap((block) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const [id, type, data] = [field('id'), field('event'), field('data')];
      return data ? [{ id: Number(id), type: type ?? '', data: JSON.parse(data) }] : [];
    });

/** All that was told up to now, to whom it ends there. */
const past = async (query = '', headers: Record<string, string> = {}, as: 'reporter' | null = null) =>
  parse((await server.ask('GET', `/v1/stream?follow=false&${query}`, { as, headers })).body);

/** Listens until `enough` events were heard. */
const hear = (url: string, enough: number, headers: Record<string, string> = {}) => {
  let ready: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const heard = new Promise<Event[]>((resolve, reject) => {
    const asked = httpRequest(`${url}/v1/stream`, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        ready();
        if (parse(text).length < enough) return;
        asked.destroy();
        resolve(parse(text));
      });
    });
    asked.on('error', reject).end();
  });
  return { isOpen, heard };
};

test('a reader hears what becomes public, from now on', async () => {
  await server.publicClaim();
  const { isOpen, heard } = hear(url, 2);
  await isOpen;
  const { id } = await server.publicClaim();
  await server.withdraw(id);
  expect((await heard).map(({ type, data }) => [type, data.data.id])).toEqual([
    ['claim.published', id],
    ['claim.withdrawn', id],
  ]);
});

test('who comes back goes on behind the last event, and misses nothing', async () => {
  const made: string[] = [];
  for (let n = 0; n < 5; n += 1) made.push((await server.publicClaim()).id);
  const all = await past(`after=${begin}`);
  expect(all.map(({ data }) => data.data.id)).toEqual(made);
  const [, second] = all;
  const rest = await past('', { 'last-event-id': String(second?.id) });
  expect(rest.map(({ data }) => data.data.id)).toEqual(made.slice(2));
  expect(await past('', { 'last-event-id': String(all.at(-1)?.id) })).toEqual([]);
});

test('more than one look at the ledger takes is told as a whole, and goes on live', async () => {
  const { id } = await server.publicClaim();
  const reviews = Array.from({ length: 430 }, (_, n): Transition => {
    const day = addDays('2024-01-01', n);
    const window = { window_start: '', window_end: '', review_on: day };
    return { claim_id: id, transition: 'review_due', day, ...window };
  });
  await server.server.recorder.change(CALENDAR, (change) => writeTransitions(change, reviews));
  const { isOpen, heard } = hear(url, 432, { 'last-event-id': String(begin) });
  await isOpen;
  await server.withdraw(id);
  const events = await heard;
  expect(events.map(({ id }) => id)).toEqual([...new Set(events.map(({ id }) => id))].sort((a, b) => a - b));
  expect(events.at(-1)?.type).toBe('claim.withdrawn');
});

test('it is chosen by type, speaker, topic and claim', async () => {
  const claim = await server.publicClaim({ topics: ['Bridges'] });
  await server.publicClaim();
  await server.withdraw(claim.id);
  const types = (events: Event[]) => events.map(({ type }) => type);
  expect(types(await past(`after=${begin}&types=claim.withdrawn,quote.published`))).toEqual([
    'claim.withdrawn',
  ]);
  expect(types(await past(`after=${begin}&topic=bridges`))).toEqual(['claim.published', 'claim.withdrawn']);
  expect(types(await past(`after=${begin}&claim=${claim.id}`))).toEqual([
    'claim.published',
    'claim.withdrawn',
  ]);
  expect(await past(`after=${begin}&speaker=nobody`)).toEqual([]);
  expect((await server.get('/v1/stream?types=claim.made_up&follow=false')).status).toBe(400);
});

test('readers hear nothing that only the newsroom may know', async () => {
  const { id } = await server.make('/v1/webhooks', { url: 'http://example.org/' }, 'admin');
  await server.change(`/v1/webhooks/${id}`, { state: 'disabled' }, 'admin');
  expect(await past(`after=${begin}`)).toEqual([]);
  expect((await past(`after=${begin}`, {}, 'reporter')).map(({ type }) => type)).toEqual([
    'webhook.disabled',
  ]);
});

test('what another process writes is heard too', async () => {
  const other = await startServer({ database_url: server.database_url });
  const { isOpen, heard } = hear(url, 1);
  await isOpen;
  const draft = await server.claim();
  await other.post(`/v1/claims/${draft.id}/publish`, {}, 'editor');
  expect((await heard).map(({ data }) => data.data.id)).toEqual([draft.id]);
  await other.close({ tampered: true });
});

test('who reads nothing is cut off, and holds up nobody', async () => {
  const hub = createHub(server.server);
  const wanted = { types: [], speakers: [], topics: [], claims: [] };
  const slow = await hub.open({ wanted, sees_all: false, follow: true, after: null });
  if (!slow) throw new Error('nobody may listen');
  const before = slow.readableLength;
  await server.publicClaim();
  while (slow.readableLength === before) await wait(20);
  const cut = new Promise((closed) => slow.once('close', closed));
  // As much as may wait for it: the next event is too much.
  slow.write(Buffer.alloc(LIMITS.stream_waiting_bytes));
  const { isOpen, heard } = hear(url, 1);
  await isOpen;
  await server.publicClaim();
  expect(await heard).toHaveLength(1);
  await cut;
  expect(hub.count()).toBe(0);
  hub.stop();
});

test('a stop ends the streams', async () => {
  const other = await startServer({ database_url: server.database_url });
  const address = await listen(other);
  const ended = new Promise<void>((resolve) => {
    httpRequest(`${address}/v1/stream`, (response) => {
      response.once('data', () => void other.close({ tampered: true }));
      response.on('end', resolve);
    }).end();
  });
  await ended;
});
