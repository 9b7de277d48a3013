import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../src/db/kit.ts';
import { copyUnsealed, SEAL_LENGTH, SealError, seal } from '../src/db/sealed-file.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { atLength } from './setup/length.ts';
import { serve } from './setup/process.ts';

let server: Newsroom;
let folder: string;
/** A backup of it. */
let taken: string;
beforeAll(async () => {
  server = await openNewsroom({ seed: true });
  folder = mkdtempSync(join(tmpdir(), 'onrecord-backup-'));
  taken = join(folder, 'taken.db');
  if (engine === 'sqlite') await onrecord(server.database_url, 'backup', taken);
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
    for (let n = 0; n < 5; n += 1) acknowledged.push((await server.publicClaim({ text: `Claim ${n}.` })).id);
    let on = true;
    const writing = (async () => {
      while (on) acknowledged.push((await server.publicClaim({ text: `Claim ${acknowledged.length}.` })).id);
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
    expect(await onrecord(`file:${file}`, 'restore', taken)).toMatchObject({ code: 1 });
    expect(statSync(file).size).toBe(9);
    expect(await onrecord(`file:${join(folder, 'none.db')}`, 'backup', join(folder, 'x.db'))).toMatchObject({
      code: 1,
    });
    expect(existsSync(join(folder, 'none.db'))).toBe(false);
  });

  test('a backup in which one byte was changed anywhere, its end included, is refused', async () => {
    const file = join(folder, 'sealed.db');
    const whole = readFileSync(taken);
    const target = join(folder, 'unsealed.db');
    const inFileAgain = async (bytes: Buffer) => {
      writeFileSync(file, bytes);
      rmSync(target, { force: true });
      await copyUnsealed(file, target);
    };
    const changedAt = async (place: number, bit: number) => {
      whole[place] = (whole[place] ?? 0) ^ (1 << bit);
      await inFileAgain(whole).finally(() => {
        whole[place] = (whole[place] ?? 0) ^ (1 << bit);
      });
    };
    // Each byte counts alike in the sum: a place in each of so many stretches stands for all.
    const stretches = atLength(32, 256);
    const places = Array.from({ length: stretches }, (_, i) =>
      Math.floor((i * (whole.length - SEAL_LENGTH)) / stretches),
    );
    for (let i = 1; i <= SEAL_LENGTH; i += 4) places.push(whole.length - i);
    for (const [i, place] of places.entries()) {
      await expect(changedAt(place, i % 8), `byte ${place}`).rejects.toThrow(SealError);
    }
    for (const length of [0, 1, SEAL_LENGTH, whole.length - SEAL_LENGTH, whole.length - 1]) {
      await expect(inFileAgain(whole.subarray(0, length)), `cut to ${length}`).rejects.toThrow(SealError);
    }
    await expect(inFileAgain(Buffer.concat([whole, Buffer.of(0)]))).rejects.toThrow(SealError);
    await inFileAgain(whole);
    expect(readFileSync(target)).toEqual(whole.subarray(0, -SEAL_LENGTH));

    whole[whole.length >> 1] = (whole[whole.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, whole);
    const never = join(folder, 'never-restored.db');
    const refused = await onrecord(`file:${never}`, 'restore', file);
    expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('at least one byte was changed') });
    expect(existsSync(never)).toBe(false);
  });

  test('a copy of the database, which carries no sum, is restored where that is asked for', async () => {
    const plain = join(folder, 'plain.db');
    await copyUnsealed(taken, plain);
    const target = join(folder, 'from-plain.db');
    expect(await onrecord(`file:${target}`, 'restore', plain)).toMatchObject({
      code: 1,
      out: expect.stringContaining('does not end in the sum'),
    });
    expect(await onrecord(`file:${target}`, 'restore', plain, '--without-sum')).toMatchObject({ code: 0 });
    expect(ledgerOf(target)).toEqual(ledgerOf(taken));
  });

  test('a record that others of the machine could read is closed to them at the next start, which says so', async () => {
    const own = join(folder, 'open');
    const path = join(own, 'record.db');
    mkdirSync(own, { mode: 0o755 });
    chmodSync(own, 0o755);
    await copyUnsealed(taken, path);
    chmodSync(path, 0o644);
    const first = await onrecord(`file:${path}`, 'migrate');
    expect(first.out).toContain(`${path} was open to others of this machine (mode 644); it is 600 now.`);
    expect(first.out).toContain(`${own} was open to others of this machine (mode 755); it is 700 now.`);
    expect([statSync(path).mode & 0o777, statSync(own).mode & 0o777]).toEqual([0o600, 0o700]);
    expect((await onrecord(`file:${path}`, 'migrate')).out).not.toContain('open to others');
    writeFileSync(join(own, 'other.txt'), 'somebody else’s');
    chmodSync(own, 0o755);
    expect((await onrecord(`file:${path}`, 'migrate')).out).toContain('stays so');
    expect(statSync(own).mode & 0o777).toBe(0o755);
  });

  test('a new record is a file of mode 600 in a folder of 700, and so is what SQLite keeps beside it', async () => {
    const path = join(folder, 'brand', 'new', 'record.db');
    const running = await serve({ ONRECORD_DATABASE_URL: `file:${path}`, ONRECORD_SEED: 'false' });
    for (const beside of ['', '-wal', '-shm']) expect(statSync(`${path}${beside}`).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'brand', 'new')).mode & 0o777).toBe(0o700);
    running.child.kill();
    await running.ended;
  });

  test('a backup whose content contradicts itself is not restored, though its sum is right', async () => {
    const plain = join(folder, 'bad-plain.db');
    await copyUnsealed(taken, plain);
    const bad = new Sqlite(plain);
    bad.exec('drop trigger documents_kept_delete; delete from documents where leaf_index = 3');
    bad.close();
    await seal(plain);
    const target = join(folder, 'never.db');
    const refused = await onrecord(`file:${target}`, 'restore', plain);
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
