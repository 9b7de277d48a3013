import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../src/db/kit.ts';
import { readSnapshot } from '../src/db/snapshot.ts';
import { toldRows } from '../src/features/told.ts';
import { readWithHelper } from '../src/features/verify/helper.ts';
import { verifyRecord } from '../src/features/verify/record.ts';
import type { Report } from '../src/features/verify/report.ts';
import { keyOfServer, verifyServer } from '../src/features/verify/server.ts';
import {
  type Checkpoint,
  generateLogKey,
  openNote,
  parseCheckpoint,
  verifierKey,
} from '../src/record/checkpoint.ts';
import { leafText } from '../src/record/log.ts';
import { leafHash, RootBuilder } from '../src/record/merkle.ts';
import { sha256 } from '../src/record/sha256.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
let folder: string;
let claim: string;
/** A checkpoint from the middle of the story, kept elsewhere. */
let kept: { note: string; key: string; checkpoint: Checkpoint };

beforeAll(async () => {
  server = await openNewsroom({ seed: true });
  folder = mkdtempSync(join(tmpdir(), 'onrecord-verify-'));
  await server.scale();
  claim = (await server.publicClaim({ topics: ['bridges'] })).id;
  (await server.verdict(claim, 'published', { scale: 'truth' })).id;
  (await server.verdict(claim, 'published', { scale: 'truth', rating: 'false', reason: 'A new register.' }))
    .id;
  const note = (await server.get('/v1/log/checkpoint')).body;
  const { key } = (await server.get('/v1/log/key')).json;
  kept = { note, key, checkpoint: parseCheckpoint(openNote(note, key)) };
  server.clock.set('2026-01-16T12:00:00.000Z');
  await server.correct(claim, { text: 'The bridge was finished in 2021.' });
  const promise = {
    action: 'Build it',
    criteria: 'It stands',
    deadline: { kind: 'calendar', window_start: '2026-01-01', window_end: '2026-02-01' },
  };
  const promised = (await server.publicClaim({ kind: 'promise', text: 'They will.', promise })).id;
  (await server.outcome(promised, 'published', { result: 'kept', occurred_on: '2026-01-10' })).id;
  const gone = (await server.publicClaim({ text: 'Withdrawn later.' })).id;
  (await server.verdict(gone, 'published', { scale: 'truth' })).id;
  await server.withdraw(gone);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const kindsOf = ({ findings }: Report): string[] => [...new Set(findings.map(({ kind }) => kind))].sort();
const verifyHere = (checkpoint?: Checkpoint) =>
  readSnapshot(server.database_url, (connection) => verifyRecord(connection, toldRows, { checkpoint }));

test('an untouched record has no findings, and its root is that of its checkpoint', async () => {
  const report = await verifyHere(kept.checkpoint);
  expect(report.findings).toEqual([]);
  const { body } = await server.get('/v1/log/checkpoint');
  const now = parseCheckpoint(openNote(body, kept.key));
  expect(report).toMatchObject({ size: now.size, root_hash: now.root_hash.toString('base64') });
  expect(report.holds.join('\n')).toContain(`The first ${kept.checkpoint.size} entries`);
});

/** With a second thread, however short the log is. */
const verifyTogether = (url: string) =>
  readWithHelper(url, (connection, helper) => verifyRecord(connection, toldRows, { helper }), 0);

test('a second thread that checks some of the pages finds what one finds', async () => {
  expect(await verifyTogether(server.database_url)).toEqual(await verifyHere());
});

test('a checkpoint of another log, or of a longer one, does not hold', async () => {
  const other = { ...kept.checkpoint, root_hash: Buffer.alloc(32, 7) };
  expect(kindsOf(await verifyHere(other))).toEqual(['rewritten']);
  const longer = { ...kept.checkpoint, size: 100_000 };
  expect(kindsOf(await verifyHere(longer))).toEqual(['cut']);
});

test('a running server is verified from outside, against a checkpoint kept elsewhere', async () => {
  const url = await server.app.listen({ host: '127.0.0.1', port: 0 });
  expect(await keyOfServer(url)).toBe(kept.key);
  const report = await verifyServer(url, kept.key, kept.checkpoint);
  expect(report.findings).toEqual([]);
  expect(report.size).toBe((await verifyHere()).size);
  const other = { ...kept.checkpoint, root_hash: Buffer.alloc(32, 7) };
  expect(kindsOf(await verifyServer(url, kept.key, other))).toEqual(['rewritten']);
  const longer = { ...kept.checkpoint, size: 100_000 };
  expect(kindsOf(await verifyServer(url, kept.key, longer))).toEqual(['cut']);
  const stranger = verifierKey(kept.checkpoint.origin, generateLogKey());
  expect(kindsOf(await verifyServer(url, stranger, kept.checkpoint))).toEqual(['untrusted']);
});

describe.runIf(engine === 'sqlite')('a SQLite file that somebody wrote into', () => {
  let copies = 0;
  /** Copies the record, lets `tamper` loose on the copy with the guards off, and verifies it. */
  const copied = (): string => {
    const path = join(folder, `copy-${copies++}.db`);
    const live = new Sqlite(server.database_url.replace('file:', ''));
    live.pragma('wal_checkpoint(truncate)');
    live.close();
    copyFileSync(server.database_url.replace('file:', ''), path);
    return path;
  };
  const tampered = async (tamper: (file: Sqlite.Database) => void, checkpoint?: Checkpoint) => {
    const path = copied();
    const file = new Sqlite(path);
    const guards = file
      .prepare("select name from sqlite_master where type = 'trigger' and name like '%_kept%'")
      .pluck()
      .all();
    for (const guard of guards) file.exec(`drop trigger ${guard}`);
    file.pragma('foreign_keys = off');
    tamper(file);
    file.close();
    const report = await readSnapshot(`file:${path}`, (c) => verifyRecord(c, toldRows, { checkpoint }));
    // The guards had to go for it.
    const findings = report.findings.filter(({ kind }) => kind !== 'unguarded');
    return { path, report: { ...report, findings } };
  };
  const findings = async (tamper: (file: Sqlite.Database) => void) => ({
    without: kindsOf((await tampered(tamper)).report),
    against: kindsOf((await tampered(tamper, kept.checkpoint)).report),
  });

  test('is found so by a second thread too', async () => {
    const { path, report } = await tampered((file) => {
      file.exec("update claims set text = 'Other.'");
      file.exec("update entries set name = 'zz' where type = 'speaker'");
    });
    const together = await verifyTogether(`file:${path}`);
    expect(kindsOf(report)).toEqual(['differs', 'misserved']);
    expect(together.findings.filter(({ kind }) => kind !== 'unguarded')).toEqual(report.findings);
  });

  const both = (...kinds: string[]) => ({ without: kinds, against: kinds });

  type Version = {
    subject_id: string;
    version: number;
    leaf_index: number;
    published_at: string;
    json: string;
    sha256: string;
  };
  const versions = (file: Sqlite.Database) =>
    file.prepare<[], Version>('select * from documents order by leaf_index').all();
  const edit = (file: Sqlite.Database, alsoHash: boolean) => {
    const row = versions(file).find(({ subject_id, version }) => subject_id === claim && version === 1);
    const json = String(row?.json).replace('2020', '2019');
    expect(json).not.toBe(row?.json);
    const hash = alsoHash ? sha256(json) : row?.sha256;
    file
      .prepare('update documents set json = ?, sha256 = ? where subject_id = ? and version = 1')
      .run(json, hash, claim);
  };
  /** Makes the log follow from the documents again, as the server itself would have. */
  const rebuild = (file: Sqlite.Database) => {
    file.exec('delete from log_nodes');
    const tree = new RootBuilder();
    const insert = file.prepare('insert into log_nodes (level, position, hash) values (?, ?, ?)');
    for (const row of versions(file)) {
      for (const { level, index, hash } of tree.append(leafHash(leafText({ ...row, id: row.subject_id })))) {
        insert.run(level, index, hash);
      }
    }
    const leaves = file
      .prepare('select lower(hex(hash)) from log_nodes where level = 0 order by position')
      .pluck()
      .all();
    const events = file.prepare('update events set leaf_hash = ? where leaf_hash = ?');
    for (const [i, before] of [...originals(file)].entries()) events.run(leaves[i], before);
  };
  const originals = (file: Sqlite.Database): string[] =>
    file
      .prepare<[], string>('select leaf_hash from events where leaf_hash is not null order by seq')
      .pluck()
      .all();

  test('nobody wrote into it: nothing is found', async () => {
    expect(await findings(() => undefined)).toEqual(both());
  });

  test('an edited text is found, with or without its own hash edited along', async () => {
    expect(await findings((file) => edit(file, false))).toEqual(both('edited'));
    expect(await findings((file) => edit(file, true))).toEqual(both('edited'));
  });

  test('an edit is named by the version it was done to', async () => {
    const { report } = await tampered((file) => edit(file, true), kept.checkpoint);
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.text).toContain(`${claim} version 1`);
  });

  test('an edit with its leaf edited along is found by the hashes above it', async () => {
    const tamper = (file: Sqlite.Database) => {
      edit(file, true);
      for (const row of versions(file)) {
        file
          .prepare('update log_nodes set hash = ? where level = 0 and position = ?')
          .run(leafHash(leafText({ ...row, id: row.subject_id })), row.leaf_index);
      }
    };
    expect(await findings(tamper)).toEqual({ without: ['damaged'], against: ['damaged', 'rewritten'] });
  });

  test('a backdated version is found', async () => {
    const tamper = (file: Sqlite.Database) => {
      file.exec("update documents set published_at = '2020-01-01T00:00:00.000Z' where leaf_index = 3");
      file.exec("update entries set valid_from = '2020-01-01T00:00:00.000Z' where id = 3");
    };
    expect(await findings(tamper)).toEqual(both('edited'));
  });

  test('a deleted version is found', async () => {
    expect(await findings((file) => file.exec('delete from documents where leaf_index = 5'))).toEqual(
      both('deleted'),
    );
  });

  test('a deleted version is found when those after it moved up', async () => {
    const tamper = (file: Sqlite.Database) => {
      file.exec('delete from documents where leaf_index = 5');
      file.exec('update documents set leaf_index = -leaf_index where leaf_index > 5');
      file.exec('update documents set leaf_index = -leaf_index - 1 where leaf_index < 0');
    };
    expect(await findings(tamper)).toEqual(both('deleted'));
  });

  test('a deleted leaf is found', async () => {
    expect(
      await findings((file) => file.exec('delete from log_nodes where level = 0 and position = 5')),
    ).toEqual(both('damaged'));
  });

  test('a changed hash inside the log is found', async () => {
    const hash = 'ab'.repeat(32);
    expect(
      await findings((file) =>
        file.exec(`update log_nodes set hash = unhex('${hash}') where level = 2 and position = 0`),
      ),
    ).toEqual(both('damaged'));
    expect(
      await findings((file) => file.exec('delete from log_nodes where level = 1 and position = 1')),
    ).toEqual(both('damaged'));
  });

  test('two versions that changed places are found', async () => {
    const tamper = (file: Sqlite.Database) => {
      file.exec('update documents set leaf_index = -1 where leaf_index = 4');
      file.exec('update documents set leaf_index = 4 where leaf_index = 9');
      file.exec('update documents set leaf_index = 9 where leaf_index = -1');
    };
    expect(await findings(tamper)).toEqual(both('reordered'));
  });

  test('an end that was cut off is found', async () => {
    const cutDocuments = (file: Sqlite.Database) => {
      const size = kept.checkpoint.size - 2;
      file.exec(`delete from documents where leaf_index >= ${size}`);
      return size;
    };
    expect(await findings(cutDocuments)).toEqual(both('cut'));
    const cutLeaves = (file: Sqlite.Database) =>
      file.exec(`delete from log_nodes where level = 0 and position >= ${cutDocuments(file)}`);
    expect(await findings(cutLeaves)).toEqual(both('cut'));
  });

  /** Cuts everything that tells of the versions from `size` on. */
  const cutAll = (file: Sqlite.Database, size: number) => {
    file.exec(`delete from documents where leaf_index >= ${size}`);
    file.exec(
      `delete from entry_terms where entry_id in (select id from entries where leaf_index >= ${size})`,
    );
    file.exec(`delete from entries where leaf_index >= ${size}`);
    file.exec(
      `update entries set valid_to = null where leaf_index is not null and not exists
       (select 1 from documents d join documents n on n.subject_id = d.subject_id and n.version = d.version + 1 where d.leaf_index = entries.leaf_index)`,
    );
    file.exec(
      "update entry_terms set listed_as = (select case publication when 'published' then 1 else 2 end from entries where id = entry_id) where entry_id in (select id from entries where valid_to is null and leaf_index is not null)",
    );
    file.exec('update events set leaf_hash = null');
    rebuild(file);
  };

  test('a cut end of which every trace was removed is found by the rows and the ledger, and against the checkpoint', async () => {
    const found = await findings((file) => cutAll(file, kept.checkpoint.size - 2));
    expect(found).toEqual({ without: ['differs', 'ledger', 'misserved'], against: ['cut', 'ledger'] });
  });

  test('a record rebuilt consistently is found against the checkpoint, whatever was changed', async () => {
    const edited = await findings((file) => {
      edit(file, true);
      rebuild(file);
      file.exec('update events set leaf_hash = null');
    });
    expect(edited).toEqual({ without: ['ledger', 'misserved'], against: ['ledger', 'rewritten'] });
    const swapped = await findings((file) => {
      file.exec('update documents set leaf_index = -1 where leaf_index = 0');
      file.exec('update documents set leaf_index = 0 where leaf_index = 1');
      file.exec('update documents set leaf_index = 1 where leaf_index = -1');
      rebuild(file);
    });
    expect(swapped.against).toContain('rewritten');
  });

  test('a record rebuilt consistently is found by itself where a version is dated before the one ahead', async () => {
    const found = await findings((file) => {
      const [first, ...rows] = versions(file);
      const row = rows.findLast((later) => later.published_at > (first?.published_at ?? ''));
      const early = '2020-01-01T00:00:00.000Z';
      const json = row?.json.replace(`"published_at":"${row.published_at}"`, `"published_at":"${early}"`);
      file
        .prepare('update documents set published_at = ?, json = ?, sha256 = ? where leaf_index = ?')
        .run(early, json, sha256(json ?? ''), row?.leaf_index);
      file
        .prepare('update entries set valid_from = ?, published_at = ? where leaf_index = ?')
        .run(early, Date.parse(early), row?.leaf_index);
      file
        .prepare(
          'update entry_terms set published_at = ? where entry_id in (select id from entries where leaf_index = ?)',
        )
        .run(Date.parse(early), row?.leaf_index);
      rebuild(file);
    });
    expect(found.without).toContain('reordered');
  });

  test('a cut end is found by the ledger where that was forgotten', async () => {
    const found = await findings((file) => {
      const size = kept.checkpoint.size;
      const lines = file.prepare('select seq, leaf_hash from events where leaf_hash is not null').all();
      cutAll(file, size);
      for (const line of lines)
        file.prepare('update events set leaf_hash = @leaf_hash where seq = @seq').run(line);
    });
    expect(found).toEqual(both('deleted'));
  });

  test.each([
    [
      'an older version served as the newest',
      'update entries set leaf_index = (select leaf_index from documents where subject_id = :claim and version = 1) where subject_id = :claim and valid_to is null',
    ],
    [
      'an older version listed under its topic',
      "update entry_terms set leaf_index = (select leaf_index from documents where subject_id = :claim and version = 1) where entry_id in (select id from entries where subject_id = :claim) and term_id in (select id from term_values where field = 'claim.topic') and listed_as <> 0",
    ],
    [
      'a claim hidden from the list of its topic',
      "update entry_terms set listed_as = -1 where entry_id in (select id from entries where subject_id = :claim) and term_id in (select id from term_values where field = 'claim.topic') and listed_as <> 0",
    ],
    [
      'another rating in the lists of its topic',
      "update entry_terms set rating = 'true' where entry_id in (select id from entries where subject_id = :claim) and term_id in (select id from term_values where field = 'claim.topic') and listed_as <> 0",
    ],
    [
      'a promise that counts as kept',
      `update documents set deadline_facts = json_set(deadline_facts, '$.result', 'kept') where deadline_facts is not null`,
    ],
    [
      'a promise without its deadline',
      'update documents set deadline_facts = null where deadline_facts is not null',
    ],
    [
      'another’s document served',
      "update entries set subject_id = (select subject_id from entries where type = 'quote' and valid_to is null limit 1), valid_to = 'x' where subject_id = :claim and valid_to is null",
    ],
    [
      'a published claim hidden from the lists',
      "update entries set publication = 'draft' where subject_id = :claim and valid_to is null",
    ],
    [
      'another rating in the lists',
      "update entries set rating = 'true' where subject_id = :claim and valid_to is null",
    ],
    ['a later deadline', "update entries set window_end = '2027-01-01' where window_end = '2026-02-01'"],
    [
      'a claim missing under its topic',
      "delete from entry_terms where entry_id in (select id from entries where subject_id = :claim) and term_id in (select id from term_values where field = 'claim.topic')",
    ],
    ['a correction gone from the list', 'delete from corrections where subject_id = :claim'],
    [
      'a correction with another note',
      "update corrections set note = 'It was nothing.' where subject_id = :claim",
    ],
  ])('%s is found', async (_, statement) => {
    const tamper = (file: Sqlite.Database) => {
      expect(file.prepare(statement.replaceAll(':claim', `'${claim}'`)).run().changes).toBeGreaterThan(0);
    };
    expect(await findings(tamper)).toEqual(both('misserved'));
  });

  test('the command says so in plain words and exits with 1; untouched it exits with 0', async () => {
    writeFileSync(join(folder, 'checkpoint'), kept.note);
    writeFileSync(join(folder, 'key'), kept.key);
    const run = (path: string, ...args: string[]) =>
      new Promise<{ code: number; out: string }>((resolve) => {
        const env = { ...process.env, ONRECORD_DATABASE_URL: `file:${path}` };
        const command = ['--disable-warning=ExperimentalWarning', 'bin/main.js', 'verify', ...args];
        execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout + stderr }),
        );
      });
    const against = ['--checkpoint', join(folder, 'checkpoint'), '--key', join(folder, 'key')];
    const fine = await run(copied(), ...against);
    expect(fine.code).toBe(0);
    expect(fine.out).toContain('Nothing was tampered with.');
    const bad = await run((await tampered((file) => edit(file, true))).path, ...against);
    expect(bad.code).toBe(1);
    expect(bad.out).toContain(`${claim} version 1`);
    const stranger = await run(copied(), ...against.slice(0, 3), 'x+00000000+AQ==');
    expect(stranger.code).toBe(1);
    expect((await run(join(folder, 'none.db'))).code).toBe(1);
  });
});
