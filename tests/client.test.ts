/** The client that the package exports: it type-checks in a project of its own, walks lists, and turns problems into errors. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { createClient, type ListPath, type OnrecordClient, ProblemError } from '../client/index.js';
import { listen } from './setup/listen.ts';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
let url: string;
let onrecord: OnrecordClient;
beforeAll(async () => {
  server = await startServer({ seed: true });
  url = await listen(server);
  onrecord = createClient(url);
});
afterAll(() => server.close());

const everything = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

test('a list is walked to its end, page by page', async () => {
  const { data } = await onrecord.GET('/v1/claims', { params: { query: { count: 'exact', limit: 1 } } });
  const claims = await everything(onrecord.all('/v1/claims', { params: { query: { limit: 3 } } }));
  expect(claims.length).toBe(data?.count?.value);
  expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
});

test.each<ListPath>([
  '/v1/speakers',
  '/v1/sources',
  '/v1/quotes',
  '/v1/topics',
  '/v1/rating-scales',
  '/v1/promises',
  '/v1/corrections',
  '/v1/anchors',
])('%s is walked', async (path) => {
  const { json } = await server.get(`${path}?limit=1`);
  expect((await everything(onrecord.all(path))).length > 0).toBe(json.data.length > 0);
});

test('a problem is an error with its type, its place and its explanation', async () => {
  const refused = await onrecord.GET('/v1/claims', { params: { query: { limit: 1_000 } } }).then(
    () => null,
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(ProblemError);
  expect(refused).toMatchObject({
    status: 400,
    problem: 'invalid-request',
    type: 'http://onrecord.test/problems/invalid-request',
    errors: [{ parameter: 'limit' }],
  });
  const id = 'claim_01k2m8r3v5e9gaqz6n7t4s0wxy';
  const missing = onrecord.GET('/v1/claims/{id}', { params: { path: { id } } });
  await expect(missing).rejects.toMatchObject({ problem: 'not-found', status: 404 });
});

test('a key is sent where there is one', async () => {
  const body = { kind: 'statement' as const, text: 'A client wrote this.' };
  await expect(onrecord.POST('/v1/claims', { body })).rejects.toMatchObject({ problem: 'unauthorized' });
  const reporter = createClient(url, { key: server.secrets.reporter });
  expect((await reporter.POST('/v1/claims', { body })).data?.text).toBe(body.text);
});

test('its types name every path of the API description (npm run client)', () => {
  const { paths } = z
    .object({ paths: z.record(z.string(), z.unknown()) })
    .parse(parse(readFileSync('openapi.yaml', 'utf8')));
  const types = readFileSync('client/schema.d.ts', 'utf8');
  expect(Object.keys(paths).filter((path) => !types.includes(`    "${path}": {`))).toEqual([]);
});

test('the example of docs/clients.md compiles in a fresh project in strict mode, and a wrong call does not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-client-'));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers']) {
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
  symlinkSync(resolve('.'), join(folder, 'node_modules', 'onrecord'));
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync('docs/clients.md', 'utf8'))?.[1] ?? '';
  const options = {
    compilerOptions: {
      strict: true,
      module: 'nodenext',
      target: 'es2024',
      noEmit: true,
      types: [],
      lib: ['es2024', 'dom', 'dom.asynciterable'],
    },
    include: ['main.ts'],
  };
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  const check = (text: string): string => {
    writeFileSync(join(folder, 'main.ts'), text);
    try {
      return execFileSync(resolve('node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
    } catch (error) {
      return z.object({ stdout: z.string() }).parse(error).stdout;
    }
  };
  expect(example).toContain('onrecord.all');
  expect(check(example)).toBe('');
  expect(check(example.replace("kind: ['promise']", "kind: ['promises']"))).toContain('main.ts');
  rmSync(folder, { recursive: true });
});
