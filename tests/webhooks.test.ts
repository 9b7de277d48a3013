/** What happens is told to those who asked: once it is so, signed, in order, until they have it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { webhooks } from '../src/features/webhooks/tables.ts';
import { lease } from '../src/jobs/queue.ts';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';
import { hasGo, runGo } from './setup/go.ts';
import { ASKS_HERE, type Receiver, startReceiver } from './setup/receiver.ts';
import { startServer } from './setup/server.ts';

const HOUR_MS = 3_600_000;
const WEBHOOKS_PAGE = new URL('../docs/webhooks.md', import.meta.url);
let server: Newsroom;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  server = await openNewsroom({ settings: ASKS_HERE });
  await server.scale();
});
afterEach(async () => {
  for (const { id } of (await server.get('/v1/webhooks', 'admin')).json.data) {
    await server.ask('DELETE', `/v1/webhooks/${id}`, { as: 'admin' });
  }
  receiver.asked.length = 0;
  receiver.answer = (_, response) => void response.end('thanks');
  // A day for each test.
  server.clock.set(new Date(server.clock.now().getTime() + 48 * HOUR_MS).toISOString());
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

const hook = (members: object = {}, path = '/hook') =>
  server.make('/v1/webhooks', { url: `${receiver.url}${path}`, ...members }, 'admin');
const told = (path = '/hook') => receiver.asked.filter((asked) => asked.path === path);
const events = (path?: string) => told(path).map(({ body }) => JSON.parse(body));
const drain = () => server.app.worker.drain();
const later = (ms: number) => server.clock.set(new Date(server.clock.now().getTime() + ms).toISOString());
const deliveries = async (id: string, query = '') =>
  (await server.get(`/v1/webhooks/${id}/deliveries?limit=100${query}`, 'admin')).json.data;

test('what becomes public is told once, and nothing of drafts', async () => {
  await hook();
  const draft = await server.claim();
  await drain();
  expect(told()).toEqual([]);
  await server.publish(draft.id);
  await drain();
  await drain();
  expect(events()).toEqual([
    {
      type: 'claim.published',
      timestamp: '2026-01-15T12:00:00.000Z',
      data: {
        seq: expect.any(Number),
        id: draft.id,
        version: 1,
        url: `http://onrecord.test/v1/claims/${draft.id}`,
        claim_id: draft.id,
        claim_url: `http://onrecord.test/v1/claims/${draft.id}`,
        details: null,
      },
    },
  ]);
});

test('a draft writes nothing for webhooks, and who registers after it is told what follows, as are those before', async () => {
  const written = () => server.database.read.select({ seq: webhooks.seq }).from(webhooks);
  await hook();
  await drain();
  const before = await written();
  const { id } = await server.claim();
  await drain();
  expect(await written()).toEqual(before);
  await hook({}, '/later');
  await server.publish(id);
  await drain();
  for (const path of ['/hook', '/later']) {
    expect(events(path).map(({ type }) => type)).toEqual(['claim.published']);
  }
});

test('every public turn of a claim is told, with the version that it made', async () => {
  const { id } = await server.publicClaim();
  await hook();
  later(1);
  await server.correct(id, { text: 'The bridge was finished in 2021.' });
  later(1);
  const verdict = await server.verdict(id, 'published');
  later(1);
  await server.withdraw(id);
  await drain();
  expect(events().map(({ type, data }) => [type, data.id, data.version, data.claim_id])).toEqual([
    ['claim.corrected', id, 2, id],
    ['verdict.published', verdict.id, 1, id],
    ['claim.withdrawn', id, 4, id],
  ]);
});

test('messages are signed with a secret and with a key of which the public half suffices', async () => {
  const { secret, public_keys } = await hook();
  await server.publicClaim();
  await drain();
  const [message] = told();
  const body = message?.body ?? '';
  const header = (name: string) => String(message?.headers[name]);
  const signed = {
    'webhook-id': header('webhook-id'),
    'webhook-timestamp': header('webhook-timestamp'),
    'webhook-signature': header('webhook-signature'),
  };
  const now = Math.floor(server.clock.now().getTime() / 1_000);
  expect(signed['webhook-timestamp']).toBe(String(now));
  const [v1, v1a = ''] = signed['webhook-signature'].split(' ');
  expect(new Webhook(secret).sign(signed['webhook-id'], server.clock.now(), body)).toBe(v1);
  const raw = Buffer.from(public_keys[0].key.slice('whpk_'.length), 'base64');
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]),
    format: 'der',
    type: 'spki',
  });
  const content = Buffer.from(`${signed['webhook-id']}.${now}.${body}`);
  const signature = Buffer.from(v1a.slice('v1a,'.length), 'base64');
  expect(verify(null, content, key, signature)).toBe(true);
  expect(verify(null, Buffer.concat([content, Buffer.from(' ')]), key, signature)).toBe(false);
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
test.runIf(hasPython)('docs/webhooks.md: Python checks a message without a library', async () => {
  const { secret } = await hook();
  await server.publicClaim();
  await drain();
  const [message] = told();
  const [, recipe = ''] = /```python\n([\s\S]*?)```/.exec(readFileSync(WEBHOOKS_PAGE, 'utf8')) ?? [];
  const now = Math.floor(server.clock.now().getTime() / 1_000);
  const check = `
import json
time.time = lambda: ${now}
given = json.load(sys.stdin)
print([is_ours(given["secret"], given["headers"], body.encode()) for body in (given["body"], given["body"] + " ")])
time.time = lambda: ${now + 301}
print(is_ours(given["secret"], given["headers"], given["body"].encode()))`;
  const { stdout, stderr } = spawnSync('python3', ['-c', recipe + check], {
    input: JSON.stringify({ secret, headers: message?.headers, body: message?.body }),
    encoding: 'utf8',
  });
  expect(stdout, stderr).toBe('[True, False]\nFalse\n');
});

test.runIf(hasGo)(
  'the reference library of Go takes a message for ours, and none that was changed',
  async () => {
    const { secret, public_keys } = await hook();
    await server.publicClaim();
    await drain();
    const [message] = told();
    const given = { secret, public_key: public_keys[0].key, headers: message?.headers, body: message?.body };
    const changed = { ...given, body: `${given.body} ` };
    expect(await runGo(['webhooks'], [given, changed].map((one) => JSON.stringify(one)).join('\n'))).toBe(
      '1 good, 1 bad\n',
    );
  },
);

test('while a secret is rotated both sign, and a day later the new one alone', async () => {
  const { id, secret } = await hook();
  const rotated = await server.make(`/v1/webhooks/${id}/rotate`, {}, 'admin');
  expect(rotated.secret).not.toBe(secret);
  expect((await server.get(`/v1/webhooks/${id}`, 'admin')).body).not.toContain('whsec_');
  const signatures = async () => {
    await server.publicClaim();
    await drain();
    return String(told().at(-1)?.headers['webhook-signature']).split(' ');
  };
  const both = await signatures();
  expect(both.map((signature) => signature.split(',')[0])).toEqual(['v1', 'v1a', 'v1', 'v1a']);
  const message = told().at(-1);
  const made = new Webhook(secret).sign(
    String(message?.headers['webhook-id']),
    server.clock.now(),
    message?.body ?? '',
  );
  expect(both).toContain(made);
  later(24 * HOUR_MS);
  expect(await signatures()).toHaveLength(2);
});

test('only what was asked for is told: by type, speaker, topic and claim', async () => {
  const speaker = await server.speaker({ name: 'Élise Müller' });
  const bySpeaker = await server.claim({ claimants: [speaker.id] });
  const byTopic = await server.claim({ topics: ['Bridges & Roads'] });
  await hook({ speakers: ['elise-muller'], types: ['claim.published'] }, '/speaker');
  await hook({ topics: ['bridges & roads'] }, '/topic');
  await hook({ claims: [byTopic.id], types: ['claim.corrected'] }, '/claim');
  await server.publish(bySpeaker.id);
  await server.publish(byTopic.id);
  await server.correct(byTopic.id, { text: 'The bridge was finished in 2021.' });
  await server.withdraw(byTopic.id);
  await drain();
  expect(events('/speaker').map(({ data }) => data.id)).toEqual([bySpeaker.id]);
  expect(events('/topic').map(({ type }) => type)).toEqual([
    'claim.published',
    'claim.corrected',
    'claim.withdrawn',
  ]);
  expect(events('/claim').map(({ type }) => type)).toEqual(['claim.corrected']);
  const unknown = await server.post('/v1/webhooks', { url: receiver.url, speakers: ['nobody'] }, 'admin');
  expect(unknown.json.errors).toMatchObject([{ pointer: '/speakers/0' }]);
});

test('the days of a promise are told', async () => {
  await hook({ types: ['promise.overdue'] });
  await server.publicPromise(windowOf('2025-08-29', '2025-09-05'));
  const { followCalendar } = await import('../src/features/reminders/transitions.ts');
  await followCalendar(server.server);
  await drain();
  expect(events()).toMatchObject([{ type: 'promise.overdue', data: { details: { day: '2025-09-06' } } }]);
});

test('what is sent in full is how it stands when it is sent: nothing that was withdrawn', async () => {
  await hook({ payload: 'full' });
  const { id } = await server.publicClaim({ text: 'The bridge was never begun.' });
  await server.withdraw(id, 'It was another bridge.');
  await drain();
  expect(events().map(({ data }) => data.document.publication)).toEqual(['withdrawn', 'withdrawn']);
  expect(told()[0]?.body).not.toContain('never begun');
});

test('what fails is tried ten times more in 75 hours, and then no more', async () => {
  const { id } = await hook({ types: ['claim.published'] });
  receiver.answer = (_, response) => void response.writeHead(500).end('no');
  await server.publicClaim();
  const began = server.clock.now().getTime();
  await drain();
  for (let tries = 1; tries <= 10; tries += 1) {
    const [{ next_attempt_at, attempts, state, status, answer }] = await deliveries(id);
    expect([attempts, state, status, answer]).toEqual([tries, 'pending', 500, 'no']);
    server.clock.set(next_attempt_at);
    await drain();
  }
  const hours = (server.clock.now().getTime() - began) / HOUR_MS;
  expect(hours).toBeGreaterThan(67.5);
  expect(hours).toBeLessThan(82.5);
  expect(await deliveries(id)).toMatchObject([{ attempts: 11, state: 'failed', next_attempt_at: null }]);
  later(100 * HOUR_MS);
  await drain();
  expect(told()).toHaveLength(11);
  // The same message each time.
  expect(new Set(told().map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('what happens to one claim arrives in its order, and one that fails holds up no other', async () => {
  await hook();
  const first = await server.publicClaim();
  await server.correct(first.id, { text: 'The bridge was finished in 2021.' });
  const second = await server.publicClaim();
  let fails = true;
  receiver.answer = ({ body }, response) =>
    void response.writeHead(fails && body.includes(first.id) ? 503 : 200).end();
  await drain();
  const received = () => events().map(({ type, data }) => [type, data.id]);
  expect(received()).toEqual(
    expect.arrayContaining([
      ['claim.published', first.id],
      ['claim.published', second.id],
    ]),
  );
  expect(received()).toHaveLength(2);
  fails = false;
  receiver.asked.length = 0;
  later(HOUR_MS);
  await drain();
  expect(received()).toEqual([
    ['claim.published', first.id],
    ['claim.corrected', first.id],
  ]);
});

test('an endpoint that says 410 is sent nothing more, and the newsroom is told', async () => {
  const { id } = await hook({ types: ['claim.published'] }, '/gone');
  await hook({ types: ['webhook.disabled'] }, '/notice');
  receiver.answer = ({ path }, response) => void response.writeHead(path === '/gone' ? 410 : 200).end();
  await server.publicClaim();
  await server.publicClaim();
  await drain();
  const webhook = (await server.get(`/v1/webhooks/${id}`, 'admin')).json;
  expect(webhook).toMatchObject({ state: 'disabled', disabled_reason: expect.stringContaining('410') });
  await server.publicClaim();
  later(HOUR_MS);
  await drain();
  expect(told('/gone').length).toBeLessThanOrEqual(2);
  expect(events('/notice')).toMatchObject([{ type: 'webhook.disabled', data: { id } }]);
  expect(await deliveries(id, '&state=pending')).toEqual([]);
  // It begins again with what happens from then on.
  receiver.answer = (_, response) => void response.end();
  receiver.asked.length = 0;
  await server.change(`/v1/webhooks/${id}`, { state: 'active' }, 'admin');
  const { id: fresh } = await server.publicClaim();
  await drain();
  expect(events('/gone').map(({ data }) => data.id)).toEqual([fresh]);
});

test('a week without one success ends an endpoint', async () => {
  const { id } = await hook({ types: ['claim.published'] });
  const failing_since = server.clock.now().toISOString();
  receiver.answer = (_, response) => void response.writeHead(500).end();
  for (let day = 0; day <= 8; day += 1) {
    await server.publicClaim();
    await drain();
    later(24 * HOUR_MS);
  }
  const webhook = (await server.get(`/v1/webhooks/${id}`, 'admin')).json;
  expect(webhook).toMatchObject({ state: 'disabled', failing_since });
});

test('redirects are not followed: what is signed goes to nobody else', async () => {
  const { id } = await hook();
  receiver.answer = (_, response) => void response.writeHead(307, { location: '/elsewhere' }).end();
  await server.publicClaim();
  await drain();
  expect(told('/elsewhere')).toEqual([]);
  expect(await deliveries(id)).toMatchObject([{ state: 'pending', status: 307 }]);
});

test('one is sent again, or all of a period, with the same id', async () => {
  const { id } = await hook();
  const day = server.clock.now().toISOString().slice(0, 10);
  const first = await server.publicClaim();
  later(48 * HOUR_MS);
  await server.publicClaim();
  await drain();
  const [, { id: delivery }] = await deliveries(id);
  const again = (body: object) => server.make(`/v1/webhooks/${id}/replay`, body, 'admin');
  expect(await again({ delivery })).toEqual({ deliveries: 1 });
  expect(await again({ from: day, to: day })).toEqual({ deliveries: 1 });
  expect(await again({ from: day })).toEqual({ deliveries: 2 });
  await drain();
  const ids = told()
    .filter(({ body }) => body.includes(first.id))
    .map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(4);
  expect(new Set(ids).size).toBe(1);
});

test('a test is sent at once and says how it went', async () => {
  const { id } = await hook();
  const good = await server.make(`/v1/webhooks/${id}/test`, {}, 'admin');
  expect(good).toMatchObject({ state: 'delivered', status: 200, answer: 'thanks', type: 'webhook.test' });
  receiver.answer = (_, response) => void response.writeHead(400).end('x'.repeat(10_000));
  const bad = await server.make(`/v1/webhooks/${id}/test`, {}, 'admin');
  expect(bad).toMatchObject({ state: 'failed', status: 400, answer: 'x'.repeat(4_096) });
  expect(await deliveries(id)).toHaveLength(2);
});

test('a process that dies while it sends leaves the message to the next', async () => {
  await hook();
  await server.publicClaim();
  // As a worker does it that is killed afterwards.
  receiver.answer = (_, response) => void response.writeHead(500).end();
  await drain();
  receiver.answer = (_, response) => void response.end();
  later(10_000);
  const { id } = (await server.get('/v1/webhooks', 'admin')).json.data[0];
  const now = server.clock.now().toISOString();
  const until = new Date(server.clock.now().getTime() + 30_000).toISOString();
  const taken = await server.database.write((tx) => lease(tx, `webhook:${id}`, { now, until, limit: 10 }));
  expect(taken).toHaveLength(1);
  await drain();
  expect(told()).toHaveLength(1);
  later(30_000);
  await drain();
  expect(await deliveries(id)).toMatchObject([{ state: 'delivered' }]);
});

test('who asks for more is told of it from then on, and of what was asked for until then, by whatever process', async () => {
  const { id } = await hook({ types: ['claim.withdrawn'] });
  await server.publicClaim();
  await drain();
  await server.withdraw((await server.publicClaim()).id);
  const more = { types: ['claim.published', 'claim.withdrawn'] };
  expect((await server.patch(`/v1/webhooks/${id}`, more, 'admin')).status).toBe(200);
  const now = server.clock.now().toISOString();
  const next = await startServer({ database_url: server.database_url, settings: ASKS_HERE, now });
  await next.app.worker.drain();
  await next.close({ tampered: true });
  expect(events().map(({ type }) => type)).toEqual(['claim.withdrawn']);
  await server.publicClaim();
  await drain();
  expect(events().map(({ type }) => type)).toEqual(['claim.withdrawn', 'claim.published']);
});

test('of several processes one sends', async () => {
  const other = await startServer({ database_url: server.database_url, settings: ASKS_HERE });
  await hook();
  const made: string[] = [];
  for (let n = 0; n < 20; n += 1) made.push((await server.publicClaim()).id);
  await Promise.all([drain(), other.app.worker.drain(), drain(), other.app.worker.drain()]);
  await drain();
  await other.close({ tampered: true });
  expect(
    events()
      .map(({ data }) => data.id)
      .sort(),
  ).toEqual(made.sort());
});

test('chat programs get a message in their own form, in which foreign text stays text', async () => {
  for (const format of ['slack', 'mattermost', 'teams', 'discord']) await hook({ format }, `/${format}`);
  const text = '@everyone: <!channel> *bold* [link](http://evil.example) & `code`';
  const { id } = await server.publicClaim({ text });
  await drain();
  const url = `http://onrecord.test/v1/claims/${id}`;
  const [slack] = events('/slack');
  expect(slack.text).toContain('&lt;!channel&gt;');
  expect(slack.text).toContain(url);
  const [discord] = events('/discord');
  expect(discord.allowed_mentions).toEqual({ parse: [] });
  for (const content of [discord.content, events('/mattermost')[0].text]) {
    expect(content).not.toContain('@everyone');
    expect(content).toContain('\\[link\\]');
    expect(content).toContain('\\*bold\\*');
  }
  const card = events('/teams')[0].attachments[0].content;
  expect(card).toMatchObject({ type: 'AdaptiveCard', actions: [{ url }] });
});

test('an address of the inside is refused before anything is sent', async () => {
  const refused = await server.post('/v1/webhooks', { url: 'http://169.254.169.254/' }, 'admin');
  expect(refused.status).toBe(422);
  expect(refused.json.errors).toMatchObject([{ pointer: '/url' }]);
});

test('webhooks are for admins', async () => {
  const { id } = await hook();
  expect((await server.get('/v1/webhooks', 'editor')).status).toBe(403);
  expect((await server.post(`/v1/webhooks/${id}/test`, {}, 'editor')).status).toBe(403);
  expect((await server.get(`/v1/webhooks/${id}`)).status).toBe(401);
});

test('a webhook that is removed is sent nothing that waited', async () => {
  const { id } = await hook();
  await server.publicClaim();
  receiver.answer = (_, response) => void response.writeHead(500).end();
  await drain();
  expect((await server.ask('DELETE', `/v1/webhooks/${id}`, { as: 'admin' })).status).toBe(200);
  later(HOUR_MS);
  await drain();
  expect(told()).toHaveLength(1);
  expect((await server.get(`/v1/webhooks/${id}`, 'admin')).status).toBe(404);
});
