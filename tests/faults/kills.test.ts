/** A server that is killed in the middle of writing loses nothing that it acknowledged, and does nothing twice. */
import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { engine } from '../../src/db/kit.ts';
import { leafText } from '../../src/record/log.ts';
import { leafHash, nodeHash } from '../../src/record/merkle.ts';
import { sha256 } from '../../src/record/sha256.ts';
import { figure, patience, rounds } from '../setup/figures.ts';
import { atLength } from '../setup/length.ts';
import { run, serve } from '../setup/process.ts';
import { freshDatabase } from '../setup/server.ts';

/** So many times it is killed. */
const ROUNDS = rounds('FAULTS_KILLS', atLength(2, 6));
const ROUND_MS = 20_000;
const CLIENTS = 8;
const SECRET = 'a-secret-that-only-this-test-knows-0123456789';

/** What the server said it had done: the least version of each claim. */
type Acknowledged = Map<string, { text: string; version: number }>;

class Refused extends Error {}

const claimAnswer = z.object({ id: z.string(), text: z.string(), version: z.int().nullable() });

const request = async (url: string, method: string, body: object, headers: Record<string, string> = {}) => {
  const init = { method, body: JSON.stringify(body) };
  const all = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json', ...headers };
  const reply = await fetch(url, { ...init, headers: all });
  const json: unknown = await reply.json();
  if (!reply.ok) throw new Refused(JSON.stringify(json));
  return { claim: claimAnswer.parse(json), etag: reply.headers.get('etag') ?? '' };
};

/** A claim that was asked for with an Idempotency-Key, and its id once the server said that it is there. */
interface Posted {
  text: string;
  id?: string;
}

/** Sends a POST, the first time or again: its topic is its own, so that a second effect would show. */
const post = async (url: string, posted: Posted): Promise<string> => {
  const { text } = posted;
  const body = { kind: 'statement', text, topics: [text] };
  const { claim } = await request(`${url}/v1/claims`, 'POST', body, { 'idempotency-key': text });
  if (posted.id !== undefined && claim.id !== posted.id) throw new Refused(`${text} was made twice`);
  return claim.id;
};

/**
 * Writes until the server is gone: a draft, its publication, two corrections, and again. Begins with
 * the POST during or after which the server was killed, sent again; gives the one of this time.
 */
const writeOn = async (
  url: string,
  acknowledged: Acknowledged,
  name: string,
  again: Posted | undefined,
): Promise<Posted | undefined> => {
  let last = again;
  try {
    if (again) {
      const id = await post(url, again);
      if (again.id === undefined) acknowledged.set(id, { text: again.text, version: 0 });
    }
    for (let n = 0; ; n += 1) {
      const text = `${name} ${n}`;
      last = { text };
      const id = await post(url, last);
      last = { text, id };
      acknowledged.set(id, { text, version: 0 });
      const here = `${url}/v1/claims/${id}`;
      let { etag } = await request(`${here}/publish`, 'POST', {});
      acknowledged.set(id, { text, version: 1 });
      for (const version of [2, 3]) {
        const patch = {
          text: `${text}, version ${version}`,
          correction: { kind: 'typo', note: 'A letter.' },
        };
        ({ etag } = await request(here, 'PATCH', patch, { 'if-match': etag }));
        acknowledged.set(id, { text: patch.text, version });
      }
    }
  } catch (error) {
    // The server is gone, as it should be; an answer that it should not give is another matter.
    if (error instanceof Refused) throw error;
  }
  return last;
};

interface Node {
  level: number;
  position: number;
  hash: string;
}

interface Document {
  subject_id: string;
  version: number;
  leaf_index: number;
  published_at: string;
  json: string;
  sha256: string;
}

/** Everything that must hold of a SQLite file at rest, whatever happened before. */
const expectConsistent = (path: string): void => {
  const database = new Sqlite(path);
  const all = <Row>(query: string) => database.prepare<[], Row>(query).all();
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.exec(`insert into search_index(search_index, rank) values ('integrity-check', 1)`);
  const documents = all<Document>('select * from documents order by leaf_index');
  const nodes = new Map(
    all<Node>('select level, position, lower(hex(hash)) as hash from log_nodes').map((node) => [
      `${node.level}/${node.position}`,
      node.hash,
    ]),
  );
  let expected = 0;
  let row = documents.map(({ subject_id: id, version, published_at, ...document }, i) => {
    expect(document.leaf_index).toBe(i);
    expect(sha256(document.json)).toBe(document.sha256);
    return leafHash(leafText({ id, version, published_at, sha256: document.sha256 }));
  });
  for (let level = 0; row.length > 0; level += 1) {
    for (const [position, hash] of row.entries()) {
      expect(nodes.get(`${level}/${position}`)).toBe(hash.toString('hex'));
      expected += 1;
    }
    const pairs = Array.from({ length: Math.floor(row.length / 2) }, (_, i) => row.slice(2 * i, 2 * i + 2));
    row = pairs.map(([left, right]) => nodeHash(left ?? Buffer.alloc(0), right ?? Buffer.alloc(0)));
  }
  expect(nodes.size).toBe(expected);
  const orphans = all(`select * from entries e where valid_to is null and leaf_index is not null
    and leaf_index <> (select max(leaf_index) from documents d where d.subject_id = e.subject_id)`);
  expect(orphans).toEqual([]);
  expect(all('select seq from events where at is null')).toEqual([]);
  expect(all('select topics from claims group by topics having count(*) > 1')).toEqual([]);
  database.close();
};

/** That nothing was done twice, on PostgreSQL. */
const expectOnce = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select topics::text from claims group by 1 having count(*) > 1');
  await client.end();
  expect(rows).toEqual([]);
};

/** Kills at any moment: at once, or soon after something was acknowledged, however busy the machine is. */
const killSoon = async (child: ChildProcess, at_once: boolean, done: () => number): Promise<void> => {
  const before = done();
  for (let n = 0; !at_once && done() === before && n < 1_000; n += 1) await setTimeout(5);
  await setTimeout(randomInt(1, 400));
  child.kill('SIGKILL');
};

describe('a server killed at any moment', () => {
  const settings = {
    ONRECORD_DATABASE_URL: '',
    ONRECORD_SEED: 'false',
    ONRECORD_REVIEW: 'single',
    ONRECORD_ADMIN_KEY: SECRET,
  };
  const acknowledged: Acknowledged = new Map();
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  const expectWhole = async (): Promise<void> => {
    if (engine === 'sqlite') expectConsistent(database.url.replace('file:', ''));
    else await expectOnce(database.url);
  };

  beforeAll(async () => {
    database = await freshDatabase();
    settings.ONRECORD_DATABASE_URL = database.url;
    let posted: (Posted | undefined)[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { child, ended, url } = await serve(settings);
      const clients = Array.from({ length: CLIENTS }, (_, i) =>
        writeOn(url, acknowledged, `${round}/${i}`, posted[i]),
      );
      void killSoon(child, round % 4 === 0, () => acknowledged.size);
      posted = await Promise.all(clients);
      await ended;
      await expectWhole();
    }
  }, ROUNDS * ROUND_MS);
  afterAll(() => database.drop());

  test(
    'loses no write that it acknowledged',
    async () => {
      expect(acknowledged.size).toBeGreaterThan(ROUNDS);
      const { child, ended, url } = await serve(settings);
      const headers = { authorization: `Bearer ${SECRET}` };
      const queue = acknowledged.entries();
      const look = async (): Promise<void> => {
        for (const [id, { text, version }] of queue) {
          const reply = await fetch(`${url}/v1/claims/${id}`, version === 0 ? { headers } : {});
          expect(reply.status).toBe(200);
          const claim = claimAnswer.parse(await reply.json());
          // What came after the last answer may have been written too; nothing before it may be missing.
          expect(claim.version ?? 0).toBeGreaterThanOrEqual(version);
          if ((claim.version ?? 0) === version) expect(claim.text).toBe(text);
        }
      };
      await Promise.all(Array.from({ length: CLIENTS }, look));
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
      figure('killed at any moment (SIGKILL) while eight clients write', ROUNDS, {
        'writes acknowledged': acknowledged.size,
        lost: 0,
        'done twice': 0,
      });
    },
    patience(ROUNDS, 2_000),
  );

  test('leaves a database that is whole, and a record that verifies', async () => {
    await expectWhole();
    const verified = await run(['verify'], settings);
    expect(verified.code, verified.stdout + verified.stderr).toBe(0);
  });
});
