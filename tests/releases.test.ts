/**
 * Documents only grow: a record of each release (tests/fixtures/, made by that release’s own code) is opened with
 * today’s. On PostgreSQL the bundle of each is imported anew, as there is no file to open.
 */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../src/db/kit.ts';
import { openDatabase } from '../src/db/database.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { typeOf } from '../src/record/ids.ts';
import { present } from '../src/record/present.ts';
import { documents } from '../src/record/tables.ts';
import { contractOf } from './setup/contract.ts';
import { type Newsroom, openNewsroom, pathOf } from './setup/desk.ts';

const FIXTURES = new URL('fixtures/', import.meta.url).pathname;
const RELEASES = readdirSync(FIXTURES).filter((name) => existsSync(join(FIXTURES, name, 'record.db.gz')));
const TODAY = '2026-01-15T12:00:00.000Z';

const bundleOf = (release: string) => readFileSync(join(FIXTURES, release, 'bundle.json'), 'utf8');

/** How many things a bundle brings, findings not counted. */
const sizeOf = (release: string): number =>
  Object.values(JSON.parse(bundleOf(release))).reduce<number>(
    (sum, list) => sum + (Array.isArray(list) ? list.length : 0),
    0,
  );

/** The same JSON with the members of every object in the other order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  );
};

test('there is a record of at least one release', () => {
  expect(RELEASES).toContain('0.1');
});

describe.each(RELEASES)('the bundle of release %s', (release) => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom({ now: TODAY });
  });
  afterAll(() => newsroom.close());

  test('imports whole, and is known when it comes again', async () => {
    const { recorder } = newsroom.server;
    const bundle = parseBundle(bundleOf(release));
    const { added } = await importBundle(recorder, bundle);
    expect(added).toBe(sizeOf(release));
    expect(await importBundle(recorder, bundle)).toEqual({ added: 0, unchanged: added });
  });

  // Until an entry is hashed as canonical JSON.
  test('is known in whatever order its members stand', async () => {
    const otherwise = parseBundle(JSON.stringify(turned(JSON.parse(bundleOf(release)))));
    const { added } = await importBundle(newsroom.server.recorder, otherwise);
    expect(added).toBe(0);
  });
});

describe.runIf(engine === 'sqlite').each(RELEASES)('a record of release %s', (release) => {
  let folder: string;
  let path: string;
  let newsroom: Newsroom;
  let before: Row[];
  type Row = Record<string, unknown> & { subject_id: string; version: number; json: string };

  /** Every version and every hash of the log as the file has them. */
  const rowsOf = (file: string): Row[] => {
    const client = new Sqlite(file, { readonly: true });
    const versions = client.prepare<[], Row>('select * from documents order by leaf_index').all();
    const nodes = client
      .prepare<
        [],
        Row
      >(`select level, position, case typeof(hash) when 'blob' then lower(hex(hash)) else hash end as hash
         from log_nodes order by level, position`)
      .all();
    client.close();
    return [...versions, ...nodes];
  };
  const open = async (tamper: (file: Sqlite.Database) => void = () => undefined) => {
    const copy = join(folder, `${Math.random()}.db`);
    copyFileSync(path, copy);
    const file = new Sqlite(copy);
    tamper(file);
    file.close();
    return { copy, newsroom: await openNewsroom({ now: TODAY, database_url: `file:${copy}` }) };
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-release-'));
    path = join(folder, 'record.db');
    writeFileSync(path, gunzipSync(readFileSync(join(FIXTURES, release, 'record.db.gz'))));
    before = rowsOf(path);
    newsroom = (await open()).newsroom;
  });
  afterAll(async () => {
    await newsroom.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const versions = () => newsroom.database.read.select().from(documents).orderBy(documents.leaf_index);
  const pathOfDatabase = () => newsroom.database_url.replace('file:', '');

  test('is migrated, and every version and hash of its log is byte for byte what it was', async () => {
    expect(before.length).toBeGreaterThan(50);
    expect(rowsOf(pathOfDatabase()).slice(0, before.length)).toEqual(before);
  });

  test('every version that it ever published fits today’s description', async () => {
    const contract = contractOf(newsroom.app);
    const seen = new Set<string>();
    for (const version of await versions()) {
      const { publication } = JSON.parse(version.json);
      seen.add(`${typeOf(version.subject_id)} ${publication}`);
      if (publication === 'withdrawn') continue;
      const { body } = present(version, '2026-01-15');
      contract('GET', pathOf(version.subject_id), { status: 200, type: 'application/json', body });
    }
    for (const type of ['speaker', 'source', 'scale', 'anchor', 'quote', 'verdict', 'outcome', 'claim']) {
      expect(seen).toContain(`${type} published`);
    }
    expect([...seen].filter((name) => name.endsWith('withdrawn')).sort()).toEqual([
      'claim withdrawn',
      'quote withdrawn',
      'verdict withdrawn',
    ]);
  });

  test('everything in it is served, in lists and by itself, drafts too', async () => {
    for (const type of ['claim', 'quote', 'speaker', 'source', 'anchor', 'scale']) {
      const list = pathOf(`${type}_`).slice(0, -`/${type}_`.length);
      for (const publication of ['published', 'draft', 'withdrawn']) {
        const query = type === 'anchor' || type === 'scale' ? '' : `&publication=${publication}`;
        const { status, json, body } = await newsroom.get(`${list}?limit=100${query}`, 'editor');
        if (status === 400) continue;
        expect(status, body).toBe(200);
        for (const { id } of json.data) expect((await newsroom.get(pathOf(id), 'editor')).status).toBe(200);
      }
    }
    for (const { subject_id } of await versions()) {
      expect([200, 410]).toContain((await newsroom.get(pathOf(subject_id))).status);
      expect((await newsroom.get(`${pathOf(subject_id)}/versions/1`)).status).toBe(200);
    }
  });

  test('what was imported into it is known when it comes again', async () => {
    const { length } = await versions();
    const report = await importBundle(newsroom.server.recorder, parseBundle(bundleOf(release)));
    expect(report).toEqual({ added: 0, unchanged: sizeOf(release) });
    expect(await versions()).toHaveLength(length);
  });

  test('work on it that is not public writes no public version', async () => {
    const { length } = await versions();
    for (const { id, kind } of (await newsroom.get('/v1/claims?limit=100')).json.data) {
      await newsroom.outcome(id, 'in_review', { progress: 'stalled' });
      if (kind !== 'not_checkable') await newsroom.verdict(id, 'in_review', { scale: 'plain' });
    }
    const { id } = (await newsroom.get('/v1/promises?limit=1')).json.data[0];
    await newsroom.deadline(id, { kind: 'calendar', window_start: '2026-01-01', window_end: '2026-01-02' });
    expect(await versions()).toHaveLength(length);
  });

  // Until a version is written only where something differs by value, and not by its text.
  test('work on it that is not public writes no version, in whatever order members were written', async () => {
    const { copy, newsroom: other } = await open((file) => {
      const triggers = file
        .prepare<[], { name: string }>(
          "select name from sqlite_master where type = 'trigger' and tbl_name = 'documents'",
        )
        .all();
      for (const { name } of triggers) file.exec(`drop trigger ${name}`);
      const rows = file.prepare<[], Row>('select * from documents').all();
      for (const { leaf_index, json } of rows) {
        const { id, version, published_at, promise, ...rest } = JSON.parse(json);
        const members = { id, version, published_at, ...Object(turned(rest)), promise };
        const text = JSON.stringify(promise === undefined ? { ...members } : members);
        file.prepare('update documents set json = ? where leaf_index = ?').run(text, leaf_index);
      }
    });
    try {
      for (const { id } of (await other.get('/v1/claims?limit=100')).json.data) {
        await other.outcome(id, 'draft', { progress: 'stalled' });
      }
      expect(rowsOf(copy)).toHaveLength(before.length);
    } finally {
      await other.close({ tampered: true });
    }
  });

  test('a correction of a quote reaches the claims in it that took over who said it', async () => {
    const { newsroom: other } = await open();
    const claims = (await other.get('/v1/claims?limit=100')).json.data;
    const claim = claims.find(
      (one: { quotes: { speaker: { id: string } }[]; claimants: { id: string }[] }) =>
        one.quotes.length === 1 &&
        one.claimants.length === 1 &&
        one.claimants[0]?.id === one.quotes[0]?.speaker.id,
    );
    expect(claim).not.toHaveProperty('derived');
    const right = await other.speaker({ name: 'Who said it' });
    await other.correct(claim.quotes[0].id, { speaker: right.id });
    expect(await other.read(claim.id)).toMatchObject({
      version: claim.version + 1,
      claimants: [{ id: right.id }],
      derived: expect.arrayContaining(['claimants']),
    });
    await other.close();
  });

  test('what its speakers claim already is found again', async () => {
    const claims = (await newsroom.get('/v1/claims?limit=100')).json.data;
    const { id, kind, text, claimants } = claims.find(
      (one: { claimants: unknown[] }) => one.claimants.length > 0,
    );
    const again = { kind, text: text.toUpperCase(), claimants: [claimants[0].id] };
    const refused = await newsroom.post('/v1/claims', again, 'reporter');
    expect(refused).toMatchObject({ status: 409, json: { existing: `/v1/claims/${id}` } });
  });

  test('it can be migrated only once', async () => {
    const again = await openDatabase(newsroom.database_url);
    await again.close();
    expect(rowsOf(pathOfDatabase()).slice(0, before.length)).toEqual(before);
  });
});
