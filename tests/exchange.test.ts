/** The whole public record out as files and in again, and a whole database from one engine to the other. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { copy } from '../src/commands/copy.ts';
import { exportRecord } from '../src/commands/exchange.ts';
import { importFiles } from '../src/commands/import.ts';
import { CommandError } from '../src/commands/open.ts';
import { verify } from '../src/commands/verify.ts';
import { type Config, readConfig } from '../src/config.ts';
import { engine, engineOf } from '../src/db/kit.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { RECORD_TABLES } from '../src/features/exchange/records.ts';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';
import { startServer } from './setup/server.ts';

const MAIN = fileURLToPath(new URL('../bin/onrecord.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'onrecord-exchange-'));
/** Where no database is asked for. */
const NOWHERE = engine === 'sqlite' ? 'file:/nowhere' : 'postgres://nowhere/nowhere';
const BUNDLE = JSON.stringify({
  format: 'onrecord-bundle/1',
  origin: 'twice',
  title: 'A bundle that comes twice',
  claims: [{ key: 'one', kind: 'statement', text: 'It came by a bundle.' }],
});
const at = (name: string): string => join(folder, name);

interface Ran {
  status: number | null;
  said: string;
}

/** In a process of its own, as for a database of the other engine it must be. */
const spawned = (url: string, args: readonly string[]): Ran => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ONRECORD_DATABASE_URL: url },
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
};

const commandOf = (config: Config, [name, first = '', ...more]: readonly string[]): Promise<unknown> => {
  if (name === 'export') return exportRecord(config, first);
  if (name === 'import') return importFiles(config, [first]);
  if (name === 'copy') return copy(first, more[0] ?? '');
  const key = more[more.indexOf('--key') + 1];
  return first === '' ? verify(config, {}) : verify(config, { folder: first, ...(key ? { key } : {}) });
};

const onrecord = async (url: string, ...args: string[]): Promise<Ran> => {
  if (engineOf(url) !== engine) return spawned(url, args);
  const lines: string[] = [];
  const logs = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((line) => void lines.push(String(line))),
  );
  try {
    const code = await commandOf(readConfig({ ONRECORD_DATABASE_URL: url }), args);
    return { status: typeof code === 'number' ? code : 0, said: lines.join('\n') };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { status: 1, said: error.message };
  } finally {
    for (const log of logs) log.mockRestore();
  }
};
/** Runs a command that must succeed. */
const run = async (url: string, ...args: string[]): Promise<string> => {
  const { status, said } = await onrecord(url, ...args);
  expect(status, said).toBe(0);
  return said;
};

/** An empty database of each engine that there is to try; PostgreSQL’s only where the run has one. */
const dropped: (() => Promise<void>)[] = [];
const fresh = async (other: 'same' | 'sqlite' = 'same'): Promise<string> => {
  if (engine === 'sqlite' || other === 'sqlite')
    return `file:${at(`db-${Math.random().toString(36).slice(2)}.db`)}`;
  const base = inject('postgres_url');
  const name = `onrecord_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const query = async (text: string) => {
    const client = new pg.Client({ connectionString: base });
    await client.connect();
    await client.query(text);
    await client.end();
  };
  await query(`create database ${name}`);
  dropped.push(() => query(`drop database if exists ${name} with (force)`));
  const url = new URL(base);
  url.pathname = `/${name}`;
  return url.href;
};

const filesOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(at(name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [
        join(entry.parentPath, entry.name).slice(at(name).length + 1),
        readFileSync(join(entry.parentPath, entry.name), 'utf8'),
      ]),
  );

let newsroom: Newsroom;
let secret_text = '';
beforeAll(async () => {
  newsroom = await openNewsroom({ seed: true });
  const { id: scale } = await newsroom.scale();
  await importBundle(newsroom.server.recorder, parseBundle(BUNDLE));
  const source = await newsroom.source({ text: 'The private text of the source.' });
  secret_text = 'The private text of the source.';
  const quote = await newsroom.quote({ source: source.id, text: 'private text' });
  const claim = await newsroom.publicPromise(windowOf('2026-01-01', '2026-02-01'), { quotes: [quote.id] });
  await newsroom.verdict(claim.id, 'superseded', { scale });
  await newsroom.outcome(claim.id, 'draft');
  const gone = await newsroom.publicClaim({ text: 'It will be taken back.' });
  await newsroom.make(`/v1/claims/${gone.id}/withdraw`, { reason: 'It was a test.' }, 'editor');
  await newsroom.claim({ text: 'A draft that stays at home.' });
  await newsroom.get('/v1/log/checkpoint');
  await run(newsroom.database_url, 'export', at('first'));
});
afterAll(async () => {
  await newsroom.close();
  for (const drop of dropped) await drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('an export', () => {
  test('holds every public version, byte for byte, and nothing that is not public', async () => {
    const files = filesOf('first');
    const { json } = await newsroom.get('/v1/changes?limit=100');
    const lines = (files['versions.jsonl'] ?? '').trimEnd().split('\n');
    expect(lines.slice(0, json.data.length).map((line) => JSON.parse(line))).toEqual(json.data);
    const all = Object.values(files).join('');
    expect(all).not.toContain(secret_text);
    expect(all).not.toContain('A draft that stays at home.');
    expect(all).not.toContain('PRIVATE KEY');
    expect(all).not.toContain('key_');
  });

  test('is verified without a database, by the key one knows', async () => {
    const { json } = await newsroom.get('/v1/log/key');
    const said = await run(NOWHERE, 'verify', at('first'), '--key', json.key);
    expect(said).toContain('Nothing was tampered with.');
    const other = json.key.replace(/\+[0-9a-f]{8}\+/, '+00000000+');
    expect((await onrecord(NOWHERE, 'verify', at('first'), '--key', other)).status).toBe(1);
  });

  test('shows what was changed in it', async () => {
    for (const [file, from, to] of [
      ['versions.jsonl', 'promise', 'premise'],
      ['records/claims.jsonl', 'test', 'text'],
      ['records/corrections.jsonl', '\n', '\n\n'],
      ['checkpoint', '\n', '1\n'],
      ['manifest.json', '"size": ', '"size": 1'],
    ] as const) {
      cpSync(at('first'), at('spoilt'), { recursive: true });
      const text = readFileSync(at(`spoilt/${file}`), 'utf8');
      writeFileSync(at(`spoilt/${file}`), text.replace(from, to));
      const { status, said } = await onrecord(NOWHERE, 'verify', at('spoilt'));
      expect(said, file).toContain('TAMPERED');
      expect(status).toBe(1);
      rmSync(at('spoilt'), { recursive: true });
    }
  });

  test('overwrites nothing', async () => {
    expect((await onrecord(newsroom.database_url, 'export', at('first'))).status).toBe(1);
  });

  test('comes in with the same ids, versions and log, and goes out again byte for byte', async () => {
    // On PostgreSQL's run: into SQLite, and from there back into PostgreSQL.
    const first = await fresh('sqlite');
    await run(first, 'import', at('first'));
    await run(first, 'export', at('second'));
    expect(filesOf('second')).toEqual(filesOf('first'));
    const next = await fresh();
    await run(next, 'import', at('second'));
    await run(next, 'export', at('third'));
    expect(filesOf('third')).toEqual(filesOf('first'));
    for (const url of [first, next]) expect(await run(url, 'verify')).toContain('Nothing was tampered with.');
    expect(await run(NOWHERE, 'verify', at('third'))).toContain('Nothing was tampered with.');

    // From what something was imported is not in an export: coming once more it is refused, and changes nothing.
    writeFileSync(at('twice.json'), BUNDLE);
    const again = await onrecord(next, 'import', at('twice.json'));
    expect(again).toMatchObject({ status: 1, said: expect.stringContaining('came by an export') });

    // And it goes on: what was public can be corrected there.
    const there = await startServer({ database_url: next });
    const { json } = await newsroom.get('/v1/claims?limit=1&sort=published_at');
    const { id } = json.data[0];
    expect((await there.get(`/v1/claims/${id}`)).body).toBe((await newsroom.get(`/v1/claims/${id}`)).body);
    const correction = { kind: 'correction', note: 'It was otherwise.' };
    const changed = await there.patch(
      `/v1/claims/${id}`,
      { text: 'It was otherwise.', correction },
      'editor',
    );
    expect(changed.status, changed.body).toBe(200);
    expect(
      (await there.get('/v1/claims?q=otherwise')).json.data.map((claim: { id: string }) => claim.id),
    ).toContain(id);
    await there.close();
  });

  test('comes into an empty record only, and all of it or nothing', async () => {
    const there = await fresh('sqlite');
    await run(there, 'import', fileURLToPath(new URL('../seed/anchors.json', import.meta.url)));
    const { status, said } = await onrecord(there, 'import', at('first'));
    expect([status, said]).toEqual([1, expect.stringContaining('not empty')]);
  });
});

test('every table of the record leaves with an export, or is said to stay', () => {
  const STAYS = [
    // Made anew out of the versions.
    ...['documents', 'entries', 'entry_terms', 'term_values', 'search_texts', 'log_nodes', 'foldings'],
    // The newsroom's own.
    ...[
      'events',
      'ledger_end',
      'imports',
      'keys',
      'idempotency',
      'sessions',
      'log_key',
      'log_cosignatures',
      'markup_pages',
    ],
    // What is still to be done.
    ...[
      'jobs',
      'webhooks',
      'deliveries',
      'watches',
      'watch_hits',
      'watch_readings',
      'import_jobs',
      'import_parts',
      'pulls',
      'followers',
      'evidence_links',
      'evidence_position',
    ],
    // Fetched anew.
    'portraits',
    // Follow from the calendar.
    ...['calendar_position', 'promise_transitions'],
  ];
  const meta = new URL('../migrations/sqlite/meta/', import.meta.url);
  const newest =
    readdirSync(meta)
      .filter((file) => file.endsWith('_snapshot.json'))
      .sort()
      .at(-1) ?? '';
  const { tables }: { tables: object } = JSON.parse(readFileSync(new URL(newest, meta), 'utf8'));
  const leaving = RECORD_TABLES.map(({ name }) => name);
  expect([...leaving, ...STAYS].sort()).toEqual(Object.keys(tables).sort());
});

describe('a copy of the whole database', () => {
  test('is the same row by row on the other engine, goes on where it broke off, and back again', async () => {
    const { database_url } = newsroom;
    const other = await fresh('sqlite');
    await run(database_url, 'copy', database_url, other);
    expect(await run(other, 'verify')).toContain('Nothing was tampered with.');
    // Again: nothing is twice.
    expect(await run(database_url, 'copy', database_url, other)).toContain('each the same');
    const back = await fresh();
    await run(other, 'copy', other, back);
    const there = await startServer({ database_url: back });
    const draft = (await newsroom.get('/v1/claims?publication=draft', 'reporter')).json.data[0];
    const headers = { authorization: `Bearer ${newsroom.secrets.reporter}` };
    expect((await there.ask('GET', `/v1/claims/${draft.id}`, { headers })).json).toEqual(draft);
    expect((await there.get('/v1/log/checkpoint')).body).toBe(
      (await newsroom.get('/v1/log/checkpoint')).body,
    );
    await there.close();
  });

  test('is refused where another record is', async () => {
    const other = await fresh('sqlite');
    await run(other, 'import', fileURLToPath(new URL('../seed/anchors.json', import.meta.url)));
    const { status, said } = await onrecord(newsroom.database_url, 'copy', newsroom.database_url, other);
    expect([status, said]).toEqual([1, expect.stringContaining('another record')]);
  });
});
