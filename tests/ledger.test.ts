import Sqlite from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '../src/db/types.ts';
import { engine } from '../src/db/kit.ts';
import * as tables from '../src/record/tables.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
let claim: string;
let draft: string;
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
  server.clock.set('2026-02-01T10:00:00.000Z');
  claim = (await server.publicClaim()).id;
  (await server.verdict(claim, 'published')).id;
  server.clock.set('2026-02-02T10:00:00.000Z');
  draft = (await server.claim({ text: 'A draft.' })).id;
  await server.correct(claim, { text: 'The bridge was finished in 2021.' });
  (await server.source({ text: 'PRIVATE TEXT' })).id;
  await server.withdraw(claim);
});
afterAll(() => server.close());

const events = async (query: string) => (await server.get(`/v1/events?${query}`, 'editor')).json.data;
const actions = async (query: string) =>
  (await events(query)).map((event: { action: string }) => event.action);

test('the ledger says who did what to what, newest first, with before and after', async () => {
  expect(await actions(`subject=${claim}`)).toEqual([
    'claim.withdrawn',
    'claim.changed',
    'claim.published',
    'claim.created',
  ]);
  const [changed] = await events(`subject=${claim}&action=claim.changed`);
  expect(changed).toMatchObject({
    at: '2026-02-02T10:00:00.000Z',
    actor: 'The editor',
    key_id: expect.stringMatching(/^key_/),
    before: { text: 'The bridge was finished in 2020.' },
    after: { text: 'The bridge was finished in 2021.' },
  });
  const version = (await server.get(`/v1/log/inclusion?id=${claim}&version=3`)).json;
  expect(changed.leaf_hash).toBe(version.leaf_hash);
});

test('drafts and the management of keys are in it', async () => {
  expect(await events(`subject=${draft}`)).toMatchObject([{ action: 'claim.created', leaf_hash: null }]);
  const { id } = (await server.post('/v1/keys', { actor: 'Somebody', role: 'reader' }, 'admin')).json;
  await server.post(`/v1/keys/${id}/revoke`, {}, 'admin');
  expect(await actions(`subject=${id}`)).toEqual(['key.revoked', 'key.created']);
});

test('it is filtered by actor, subject, action and dates, in pages that join', async () => {
  expect(await actions('actor=The%20reporter&action=claim.created')).toEqual([
    'claim.created',
    'claim.created',
  ]);
  expect(await actions('from=2026-02-02&action=claim.created')).toEqual(['claim.created']);
  expect(await actions('to=2026-02-01&action=claim.created')).toEqual(['claim.created']);
  expect(await actions('actor=Nobody')).toEqual([]);
  const whole = (await events('limit=100')).map((event: { seq: number }) => event.seq);
  const joined: number[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const { json } = await server.get(`/v1/events?limit=3${next && `&cursor=${next}`}`, 'admin');
    joined.push(...json.data.map((event: { seq: number }) => event.seq));
    next = json.next;
  }
  expect(joined).toEqual(whole);
  expect(whole).toEqual(whole.toSorted((a: number, b: number) => b - a));
});

test('a cursor goes with its filters: with others it is a 400', async () => {
  const { next } = (await server.get('/v1/events?limit=1&action=claim.created', 'admin')).json;
  expect(next).not.toBeNull();
  for (const query of ['action=claim.published', 'actor=Nobody', `subject=${claim}`, 'from=2026-02-02', '']) {
    const reply = await server.get(`/v1/events?limit=1&cursor=${next}&${query}`, 'admin');
    expect(reply.status, query).toBe(400);
    expect(reply.json.errors).toMatchObject([{ parameter: 'cursor' }]);
  }
});

test('no secret and no private text is in it', async () => {
  const { body } = await server.get('/v1/events?limit=100', 'admin');
  for (const secret of Object.values(server.secrets)) expect(body).not.toContain(secret);
  expect(body).not.toMatch(/secret_sha256|PRIVATE/);
});

test('it is for editors and admins', async () => {
  expect((await server.get('/v1/events')).status).toBe(401);
  expect((await server.get('/v1/events', 'reader')).status).toBe(403);
  expect((await server.get('/v1/events', 'reporter')).status).toBe(403);
  expect((await server.get('/v1/events', 'admin')).status).toBe(200);
});

const { documents, events: lines, logNodes, corrections } = tables;
const attempts: Record<string, ((tx: Connection) => PromiseLike<unknown>)[]> = {
  documents: [(tx) => tx.update(documents).set({ json: '{}' }), (tx) => tx.delete(documents)],
  events: [(tx) => tx.update(lines).set({ actor: 'Nobody' }), (tx) => tx.delete(lines)],
  log_nodes: [(tx) => tx.update(logNodes).set({ hash: '00' }), (tx) => tx.delete(logNodes)],
  corrections: [(tx) => tx.update(corrections).set({ note: '' }), (tx) => tx.delete(corrections)],
};

test.each(Object.keys(attempts))(
  'the database itself refuses to change or delete what stands in %s',
  async (table) => {
    const rows = () =>
      server.database.read.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(sql.raw(table));
    const before = await rows();
    expect(before[0]?.n).toBeGreaterThan(0);
    for (const attempt of attempts[table] ?? []) {
      const refused = server.database
        .write(async (tx) => attempt(tx))
        .catch((error: Error) => error.cause ?? error);
      expect(String(await refused)).toContain('append-only');
    }
    expect(await rows()).toEqual(before);
  },
);

test.runIf(engine === 'sqlite')('replacing a row is refused as deleting it is', () => {
  const file = new Sqlite(server.database_url.replace('file:', ''));
  for (const table of Object.keys(attempts)) {
    expect(() => file.exec(`insert or replace into ${table} select * from ${table} limit 1`)).toThrow(
      'append-only',
    );
  }
  file.close();
});
