import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../src/db/kit.ts';
import { addPublishedClaim } from './setup/newsroom.ts';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startServer({ seed: true });
  folder = mkdtempSync(join(tmpdir(), 'onrecord-backup-'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command line on a database, as an operator does beside the running server. */
const onrecord = (url: string, ...args: string[]) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    const env = { ...process.env, ONRECORD_DATABASE_URL: url };
    const command = ['--disable-warning=ExperimentalWarning', 'bin/main.js', ...args];
    execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout + stderr }),
    );
  });

const ledgerOf = (path: string): unknown[] => {
  const file = new Sqlite(path, { readonly: true });
  const lines = file
    .prepare('select seq, at, actor, action, subject_id, leaf_hash from events order by seq')
    .all();
  file.close();
  return lines;
};

describe.runIf(engine === 'sqlite')('on SQLite', () => {
  test('a backup taken while writes go on restores to an exact prefix of what was acknowledged', async () => {
    const file = join(folder, 'busy.db');
    const acknowledged: string[] = [];
    for (let n = 0; n < 5; n += 1)
      acknowledged.push(await addPublishedClaim(server, { text: `Claim ${n}.` }));
    let on = true;
    const writing = (async () => {
      while (on)
        acknowledged.push(await addPublishedClaim(server, { text: `Claim ${acknowledged.length}.` }));
    })();
    const before = acknowledged.length;
    const { code, out } = await onrecord(server.database_url, 'backup', file);
    on = false;
    await writing;
    expect(out).toContain('verified');
    expect(code).toBe(0);

    const target = join(folder, 'restored', 'onrecord.db');
    const restored = await onrecord(`file:${target}`, 'restore', file);
    expect(restored.out).toContain('is restored');
    const lines = ledgerOf(target);
    expect(lines).toEqual(ledgerOf(server.database_url.replace('file:', '')).slice(0, lines.length));
    const copy = new Sqlite(target, { readonly: true });
    const claims = copy.prepare("select id from claims where text like 'Claim %' order by id").pluck().all();
    copy.close();
    expect(claims).toEqual(acknowledged.toSorted().slice(0, claims.length));
    expect(claims.length).toBeGreaterThanOrEqual(before);
    expect((await onrecord(`file:${target}`, 'verify')).code).toBe(0);
  });

  test('a backup is one file, for its owner alone, and nothing is left beside it', async () => {
    const own = mkdtempSync(join(folder, 'own-'));
    await onrecord(server.database_url, 'backup', join(own, 'a.db'));
    expect(readdirSync(own)).toEqual(['a.db']);
    expect(statSync(join(own, 'a.db')).mode & 0o777).toBe(0o600);
  });

  test('neither command overwrites anything', async () => {
    const file = join(folder, 'there.db');
    writeFileSync(file, 'something');
    expect(await onrecord(server.database_url, 'backup', file)).toMatchObject({ code: 1 });
    expect(statSync(file).size).toBe(9);
    const good = join(folder, 'good.db');
    await onrecord(server.database_url, 'backup', good);
    expect(await onrecord(`file:${file}`, 'restore', good)).toMatchObject({ code: 1 });
    expect(statSync(file).size).toBe(9);
    expect(await onrecord(`file:${join(folder, 'none.db')}`, 'backup', join(folder, 'x.db'))).toMatchObject({
      code: 1,
    });
    expect(existsSync(join(folder, 'none.db'))).toBe(false);
  });

  test('a backup that was tampered with or damaged is not restored', async () => {
    const file = join(folder, 'bad.db');
    await onrecord(server.database_url, 'backup', file);
    const bad = new Sqlite(file);
    bad.exec('drop trigger documents_kept_delete; delete from documents where leaf_index = 3');
    bad.close();
    const target = join(folder, 'never.db');
    const refused = await onrecord(`file:${target}`, 'restore', file);
    expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('entry 3 is gone') });
    expect(existsSync(target)).toBe(false);
    const noise = join(folder, 'noise.db');
    writeFileSync(noise, 'this is no database, only some words that stand in a file');
    expect(await onrecord(`file:${target}`, 'restore', noise)).toMatchObject({ code: 1 });
    expect(existsSync(target)).toBe(false);
  });
});

describe.runIf(engine === 'postgresql')('on PostgreSQL', () => {
  test('backup and restore point to PostgreSQL’s own tools, and verify works', async () => {
    for (const command of ['backup', 'restore']) {
      const refused = await onrecord(server.database_url, command, join(folder, 'x'));
      expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('pg_dump') });
    }
    expect(await onrecord(server.database_url, 'verify')).toMatchObject({ code: 0 });
  });
});
