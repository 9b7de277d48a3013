/** The command line, as a process of its own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { engine } from '../src/db/kit.ts';
import { LIMITS } from '../src/limits.ts';
import { atLength } from './setup/length.ts';
import { run, serve } from './setup/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'onrecord-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const seed = new URL('../seed/worked-example.json', import.meta.url);
let count = 0;
const fresh = () => {
  count += 1;
  return { ONRECORD_DATABASE_URL: `file:${join(folder, `${count}.db`)}` };
};
const SECRET = 'a-secret-that-only-this-test-knows-0123456789';

describe.skipIf(engine !== 'sqlite')('onrecord', () => {
  test.each([
    [['--help'], 0, /Examples:/],
    [['keys', 'create'], 2, /--actor/],
    [['nothing'], 2, /unknown command/],
    [['import'], 2, /files/],
  ])('%j ends with %i', async (args, code, says) => {
    const { stdout, stderr, ...ended } = await run(args, fresh());
    expect(ended.code).toBe(code);
    expect(stdout + stderr).toMatch(says);
  });

  const WRONG = [
    ['PORT', '70000'],
    ['ONRECORD_REVIEW', 'nobody'],
    ['ONRECORD_SEED', 'maybe'],
    ['ONRECORD_TIMEZONE', 'Mars/Base'],
    ['ONRECORD_ADMIN_KEY', 'short'],
    ['ONRECORD_DATABASE_URL', 'mysql://x'],
  ] as const;
  test.each(WRONG)('a wrong %s is told in one sentence', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} [^\\n]+\\.$`));
  });

  test.each(WRONG.slice(0, atLength(1, WRONG.length)))(
    'a wrong %s stops the start with that sentence',
    async (name, value) => {
      const { code, stdout, stderr } = await run(['serve'], { ...fresh(), [name]: value });
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(new RegExp(`^${name} [^\\n]+\\.\\n$`));
    },
  );

  test('a database that cannot be there stops the start with one sentence', async () => {
    for (const path of ['/proc/nothing/here/onrecord.db', join(folder, 'file/onrecord.db')]) {
      writeFileSync(join(folder, 'file'), 'not a folder');
      const { code, stdout, stderr } = await run(['serve'], { ONRECORD_DATABASE_URL: `file:${path}` });
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^The database that ONRECORD_DATABASE_URL names cannot be opened: [^\n]+\.\n$/);
    }
  });

  test.each([
    [
      'text',
      'Not a database, but long enough to be taken for the head of one.'.repeat(20),
      'it is no database',
    ],
    ['empty', '', 'there is no record in it'],
    ['missing', null, 'there is no such file, or it may not be opened'],
  ])('what is no record is not verified: a file that is %s', async (name, content, reason) => {
    const path = join(folder, `no-record-${name}.db`);
    if (content !== null) writeFileSync(path, content);
    const { code, stderr } = await run(['verify'], { ONRECORD_DATABASE_URL: `file:${path}` });
    expect(code).toBe(1);
    expect(stderr).toBe(`The record that ONRECORD_DATABASE_URL names cannot be read: ${reason}.\n`);
    const restored = await run(['restore', '--without-sum', path], fresh());
    expect(restored.code).toBe(1);
    expect(restored.stderr).toBe(
      content === null ? `There is no ${path}.\n` : `${path} cannot be read: ${reason}.\n`,
    );
  });

  test('importing twice changes nothing, and a fault is told by its place with nothing written', async () => {
    const settings = fresh();
    const file = join(folder, 'bundle.json');
    writeFileSync(file, readFileSync(seed));
    expect((await run(['import', file], settings)).stdout).toMatch(/[1-9]\d* added, 0 known/);
    expect((await run(['import', file], settings)).stdout).toMatch(/ 0 added/);
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, readFileSync(seed, 'utf8').replace('"speakers"', '"speekers"'));
    const refused = await run(['import', broken], fresh());
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/broken\.json:\d+:\d+: \/speekers is not a known member/);
    expect(refused.stderr).toContain('Nothing was imported');
  });

  test('keys are made, listed and revoked', async () => {
    const settings = fresh();
    const made = await run(['keys', 'create', '--actor', 'City desk', '--role', 'editor'], settings);
    const [id = ''] = /key_\w+/.exec(made.stdout) ?? [];
    const [secret = ''] = /onrecord_[\w-]{43}/.exec(made.stdout) ?? [];
    const listed = await run(['keys', 'list'], settings);
    expect(listed.stdout).toContain('City desk');
    expect(listed.stdout).not.toContain(secret);
    expect((await run(['keys', 'revoke', id], settings)).code).toBe(0);
    expect((await run(['keys', 'revoke', id], settings)).code).toBe(1);
  });

  test('the first start prints keys, the second none; a start without seed is empty', async () => {
    const settings = { ...fresh(), ONRECORD_SEED: 'false' };
    for (const prints of [true, false]) {
      const { child, ended, url } = await serve(settings);
      expect(await (await fetch(`${url}/v1/claims`)).json()).toEqual({ data: [], next: null });
      child.kill('SIGTERM');
      const { code, stdout } = await ended;
      expect(code).toBe(0);
      expect(/onrecord_[\w-]{43}/.test(stdout)).toBe(prints);
    }
  });

  test('SIGTERM lets a request in flight finish; ONRECORD_ADMIN_KEY is the first admin', async () => {
    const { child, ended, url, output } = await serve({
      ...fresh(),
      ONRECORD_SEED: 'false',
      ONRECORD_ADMIN_KEY: SECRET,
    });
    expect(output.stdout).not.toContain(SECRET);
    const body = JSON.stringify({ kind: 'statement', text: 'In flight.' });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const head = `POST /v1/claims HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${SECRET}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    socket.write(head + body.slice(0, 5));
    await new Promise((resolve) => setTimeout(resolve, 200));
    child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.write(body.slice(5));
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    expect((await ended).code).toBe(0);
  });

  test('what is no HTTP, or has too large a head, is answered in the one shape', async () => {
    const { child, ended, url } = await serve({ ...fresh(), ONRECORD_SEED: 'false' });
    for (const text of [
      'nonsense\r\n\r\n',
      `GET /?${'x'.repeat(LIMITS.header_bytes)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    ]) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.write(text);
      let answer = '';
      for await (const chunk of socket) answer += chunk;
      expect(answer).toContain('application/problem+json');
      expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status: 400 });
    }
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });
});
