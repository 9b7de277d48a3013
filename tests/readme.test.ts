import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSnapshot } from '../src/db/snapshot.ts';
import { toldRows } from '../src/features/told.ts';
import { verifyRecord } from '../src/features/verify/record.ts';
import { reportText } from '../src/features/verify/report.ts';
import { startServer, type TestServer } from './setup/server.ts';
import { differencesFrom, parseShown, requestOf, stepsOf } from './setup/tour.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

let server: TestServer;
beforeAll(async () => {
  server = await startServer({
    seed: true,
    now: '2026-11-24T09:00:00.000Z',
    settings: { ONRECORD_PUBLIC_URL: 'http://127.0.0.1:3000' },
  });
});
afterAll(() => server.close());

const keyOf = async (role: string): Promise<string> =>
  (await server.post('/v1/keys', { actor: `First ${role}`, role }, 'admin')).json.secret;

test('the README is a tour whose every answer the server gives', async () => {
  const variables = new Map<string, string>();
  let answer: { id?: string } = {};
  for (const step of stepsOf(README)) {
    const words = step.words(variables);
    if (words[0] === 'export') {
      const [name = ''] = (words[1] ?? '').split('=');
      const isKey = name === 'REPORTER' || name === 'EDITOR';
      variables.set(name, isKey ? await keyOf(name.toLowerCase()) : (answer.id ?? ''));
      continue;
    }
    if (words.join(' ') === 'npx onrecord verify') {
      const report = await readSnapshot(server.database_url, (connection) =>
        verifyRecord(connection, toldRows),
      );
      expect(differencesFrom(step.shown?.trim(), reportText(report))).toEqual([]);
      continue;
    }
    expect(words[0]).toBe('curl');
    const { method, url, headers, body } = requestOf(words);
    const reply = await server.ask(method, url, { headers, body });
    answer = reply.json;
    if (step.shown === null) expect(reply.status, `${method} ${url} ${reply.body}`).toBeLessThan(300);
    else if (step.isJson)
      expect(differencesFrom(parseShown(step.shown), answer), `${method} ${url}`).toEqual([]);
    else {
      const text = reply.body.replaceAll('\r\n', '\n');
      expect(differencesFrom(step.shown, `${text.trimEnd()}\n`), `${method} ${url}`).toEqual([]);
    }
  }
  expect([...variables.keys()]).toEqual(['REPORTER', 'EDITOR', 'CLAIM', 'VERDICT', 'RULING']);
});
