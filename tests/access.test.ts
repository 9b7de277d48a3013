/** Who may call what, and that drafts and secrets stay with those who may know them. */
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardRoutes } from '../src/http/access.ts';
import { idempotency, keys } from '../src/http/tables.ts';
import { events } from '../src/record/tables.ts';
import { type Newsroom, openNewsroom, PROMISE } from './setup/desk.ts';
import { type Access, ending, type Route, routesOf } from './setup/routes.ts';

let server: Newsroom;
let closed: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
  closed = await openNewsroom({ settings: { ONRECORD_PUBLIC_READ: 'false' } });
  await server.scale();
});
afterAll(() => Promise.all([server.close(), closed.close()]));

const CALLERS = [null, 'reader', 'reporter', 'editor', 'admin'] as const;

/** What this caller must meet at a route: 401, 403, or neither. */
const refusal = (access: Access, caller: (typeof CALLERS)[number], public_read: boolean): number | null => {
  if (access === 'open' || (access === 'public' && public_read)) return null;
  if (caller === null) return 401;
  return CALLERS.indexOf(caller) >= CALLERS.indexOf(access === 'public' ? 'reader' : access) ? null : 403;
};

test.each(CALLERS)('%s is let in exactly where the description says', async (caller) => {
  for (const [instance, public_read] of [
    [server, true],
    [closed, false],
  ] as const) {
    const routes = routesOf(instance);
    expect(routes.length).toBeGreaterThan(30);
    for (const { method, url, access } of routes) {
      const body = method === 'GET' ? {} : { body: {} };
      const { status } = await instance.ask(method, ending(url), { as: caller, ...body });
      const expected = refusal(access, caller, public_read);
      if (expected === null) expect([401, 403], `${method} ${url} as ${caller}`).not.toContain(status);
      else expect(status, `${method} ${url} as ${caller}`).toBe(expected);
    }
  }
});

/** Asked with a body, and changes nothing. */
const READS_BY_POST = [
  '/v1/deadlines/parse',
  '/v1/quotes/verify',
  '/v1/claimreview/validate',
  '/v1/claims/similar',
  '/v1/claims/similar/batch',
  '/mcp',
  '/reconcile/speakers',
  '/reconcile/claims',
];

/** A witness proves by its signature, not by a key of the newsroom (log-tiles.test.ts tries every false one). */
const SIGNED = ['/v1/log/cosignatures'];

/** A question to an address, and the answer that only who reads its mail can give (mail.test.ts). */
const BY_MAIL = ['/v1/follows', '/v1/follows/nothing/confirm', '/v1/follows/nothing/unsubscribe'];

test('whatever changes something needs at least a reporter, or the signature of a named witness', () => {
  for (const { method, url, access } of routesOf(server)) {
    if (method !== 'GET' && ![...READS_BY_POST, ...SIGNED, ...BY_MAIL].includes(url))
      expect(['reporter', 'editor', 'admin'], url).toContain(access);
  }
});

test('a route that declares no access stops the start', () => {
  const app = Fastify();
  guardRoutes(app, server.server);
  expect(() => app.get('/v1/forgotten', () => 'all of it')).toThrow('GET /v1/forgotten declares no access');
});

describe('what is not published', () => {
  const SECRET = 'zanzibarium';
  const hidden: string[] = [];
  let claim: { id: string };
  beforeAll(async () => {
    claim = await server.publicClaim(PROMISE);
    const speaker = await server.speaker({ name: `${SECRET} Hidden`, slug: 'hidden' });
    const source = await server.source({ title: SECRET, published_on: '2020-01-01' });
    const draft = await server.make('/v1/claims', {
      ...PROMISE,
      text: `A claim about ${SECRET}`,
      topics: [SECRET],
      claimants: [speaker.id],
      quotes: [{ speaker: speaker.id, source: source.id, text: `${SECRET} it is`, said_on: '2020-01-01' }],
    });
    const verdict = await server.finding('verdicts', draft.id, 'published', { summary: SECRET });
    const proposed = await server.finding('verdicts', claim.id, 'in_review', { summary: SECRET });
    const outcome = await server.finding('outcomes', claim.id, 'rejected', { note: SECRET });
    hidden.push(speaker.id, source.id, draft.id, draft.quotes[0].id, verdict.id, proposed.id, outcome.id);
  });

  /** Everything one could ask a route for, one parameter at a time. */
  const questions = ({ url, parameters }: Route): string[] => {
    const values: Record<string, string[]> = {
      q: [SECRET],
      topic: [SECRET],
      speaker: ['hidden', hidden[0] ?? ''],
      source: [hidden[1] ?? ''],
      said_from: ['2020-01-01'],
      said_to: ['2020-01-01'],
      published_from: ['2020-01-01'],
      published_to: ['2020-01-01'],
      as_of: ['2030-01-01'],
      rating: ['true'],
    };
    const queries = parameters
      .filter(
        (parameter) =>
          parameter.in === 'query' && !['cursor', 'limit', 'publication'].includes(parameter.name),
      )
      .flatMap(({ name, schema }) => (schema.enum ?? values[name] ?? []).map((value) => `?${name}=${value}`));
    const counted = queries
      .filter((query) => !query.startsWith('?count'))
      .map((query) => `${query}&count=exact`);
    const canCount = parameters.some((parameter) => parameter.name === 'count');
    return ['', ...queries, ...(canCount ? counted : [])].map((query) => `${url}${query}`);
  };

  test.each([null, 'reader'] as const)(
    'is nowhere to be found, filtered, sorted, searched or counted by %s',
    async (as) => {
      const gets = routesOf(server).filter((route) => route.method === 'GET' && route.access === 'public');
      let asked = 0;
      for (const route of gets) {
        const urls = [route, { ...route, url: route.url.replace(/claim_[^/]+/, claim.id) }].flatMap(
          questions,
        );
        for (const url of urls) {
          const { body, json } = await server.get(ending(url), as);
          asked += 1;
          for (const secret of hidden) {
            // An answer may repeat what was asked, in its own address.
            if (!url.includes(secret)) expect(body, url).not.toContain(secret);
          }
          if (!url.includes(SECRET)) expect(body.toLowerCase(), url).not.toContain(SECRET);
          if (
            json?.count &&
            /zanzibarium|hidden|speaker_|source_|2020-01-01/.test(url) &&
            !url.includes('_from')
          ) {
            expect(json.count.value, url).toBe(0);
          }
        }
      }
      expect(asked).toBeGreaterThan(60);
    },
  );

  test.each([null, 'reader'] as const)('is not there by its address for %s', async (as) => {
    const plurals = { speaker: 'speakers', source: 'sources', claim: 'claims', quote: 'quotes' };
    const findings = { verdict: 'verdicts', outcome: 'outcomes' };
    for (const id of hidden) {
      const type = id.split('_')[0] as keyof typeof plurals & keyof typeof findings;
      const url = `/v1/${{ ...plurals, ...findings }[type]}/${id}`;
      expect((await server.get(url, as)).status, url).toBe(404);
      expect((await server.get(url, 'reporter')).status, url).toBe(200);
    }
    expect((await server.get('/v1/speakers/hidden', as)).status).toBe(404);
    expect((await server.get(`/v1/claims/${hidden[2]}/verdicts`, as)).status).toBe(404);
  });

  test.each([
    [null, 401],
    ['reader', 403],
    ['reporter', 200],
  ] as const)('can be listed by reporters only: %s gets %i', async (as, status) => {
    const listings = ['claims', 'quotes', 'speakers', 'sources', `claims/${claim.id}/verdicts`];
    for (const name of listings) {
      const reply = await server.get(`/v1/${name}?publication=draft`, as);
      expect(reply.status, name).toBe(status);
      if (status === 200) expect(reply.json.data.length, name).toBeGreaterThan(0);
    }
  });
});

describe('keys', () => {
  const ask = (secret: string, method = 'GET', url = '/v1/keys') =>
    server.ask(method, url, { headers: { authorization: `Bearer ${secret}` } });

  test('a key that expires works through its last day in the newsroom’s timezone, and not a day longer', async () => {
    const own = await openNewsroom({ settings: { ONRECORD_TIMEZONE: 'Europe/Kyiv' } });
    const made = await own.post(
      '/v1/keys',
      { actor: 'Guest', role: 'editor', expires_on: '2026-01-16' },
      'admin',
    );
    expect(made).toMatchObject({ status: 201, json: { expires_on: '2026-01-16' } });
    const ask = () =>
      own.ask('GET', '/v1/review', { headers: { authorization: `Bearer ${made.json.secret}` } });
    expect((await ask()).status).toBe(200);
    own.clock.set('2026-01-16T21:59:59Z');
    expect((await ask()).status).toBe(200);
    own.clock.set('2026-01-16T22:00:00Z');
    expect((await ask()).status).toBe(401);
    const over = { actor: 'Late', role: 'editor', expires_on: '2026-01-16' };
    expect((await own.post('/v1/keys', over, 'admin')).status).toBe(422);
    await own.close();
  });

  test('a revoked key stops working at once', async () => {
    const { id, secret } = await server.make('/v1/keys', { actor: 'A visitor', role: 'admin' }, 'admin');
    expect((await ask(secret)).status).toBe(200);
    expect((await server.post(`/v1/keys/${id}/revoke`, {}, 'admin')).status).toBe(200);
    expect((await ask(secret)).status).toBe(401);
    expect((await ask(secret, 'GET', '/v1/claims')).status, 'also where no key is needed').toBe(401);
    expect((await server.post(`/v1/keys/${id}/revoke`, {}, 'admin')).status).toBe(409);
  });

  test('a secret is in the answer that made it, and nowhere else ever', async () => {
    const headers = { 'idempotency-key': 'make a key once' };
    const body = { actor: 'Another visitor', role: 'reader' };
    const first = await server.post('/v1/keys', body, 'admin', headers);
    const { secret } = first.json;
    expect(secret).toMatch(/^onrecord_[\w-]{43}$/);
    const again = await server.post('/v1/keys', body, 'admin', headers);
    expect(again.json).toEqual({ ...first.json, secret: null });
    expect((await server.get('/v1/keys?limit=100', 'admin')).body).not.toContain(secret);
    const { read } = server.database;
    const rows = [
      await read.select().from(keys),
      await read.select().from(events),
      await read.select().from(idempotency),
    ];
    const kept = JSON.stringify(rows);
    for (const known of [secret, ...Object.values(server.secrets)]) expect(kept).not.toContain(known);
  });

  test('the list shows who, what role, and the day of last use', async () => {
    await server.get('/v1/claims', 'editor2');
    // The day is written behind the answer, by the same queue as every change.
    await server.database.write(async () => undefined);
    const { json } = await server.get('/v1/keys?limit=100', 'admin');
    const editor = json.data.find((key: { actor: string }) => key.actor === 'The editor2');
    expect(editor).toMatchObject({ role: 'editor', last_used_on: '2026-01-15', revoked_at: null });
    expect(Object.keys(editor)).not.toContain('secret_sha256');
  });

  test('the day of last use moves on with the days, and is not that of the first use', async () => {
    const seen = async () => {
      await server.database.write(async () => undefined);
      const { json } = await server.get('/v1/keys?limit=100', 'admin');
      return json.data.find((key: { actor: string }) => key.actor === 'The reporter2').last_used_on;
    };
    const days: string[] = [];
    for (const day of ['2026-01-15', '2026-01-16', '2026-03-01']) {
      server.clock.set(`${day}T10:00:00.000Z`);
      await server.get('/v1/claims', 'reporter2');
      days.push(await seen());
    }
    expect(days).toEqual(['2026-01-15', '2026-01-16', '2026-03-01']);
    server.clock.set('2026-01-15T12:00:00.000Z');
  });

  test.each(['', 'Bearer', 'Bearer  ', 'Bearer a b', `Bearer ${'x'.repeat(201)}`, 'Bearer é'])(
    'the header “%s” is a 401',
    async (authorization) => {
      expect((await server.ask('GET', '/v1/claims', { headers: { authorization } })).status).toBe(401);
    },
  );
});
