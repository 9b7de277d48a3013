/** The client that the package exports: it type-checks in a project of its own, walks lists, and turns problems into errors. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { createClient, type ListPath, type OnrecordClient, ProblemError } from '../client/index.js';
import { PROBLEMS } from '../src/http/problems.ts';
import { listen } from './setup/listen.ts';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
let url: string;
let onrecord: OnrecordClient;
beforeAll(async () => {
  server = await startServer({ seed: true });
  url = await listen(server);
  await server.post(
    '/v1/webhooks',
    { url: 'https://hooks.example.org/', types: ['claim.published'] },
    'admin',
  );
  const { id } = (await server.get('/v1/promises?limit=1')).json.data[0];
  await server.post('/v1/anchors', { key: 'summit', title: 'A summit' }, 'editor');
  const looks_for = { url: 'https://example.org/', words: ['done'] };
  await server.post(`/v1/claims/${id}/watches`, { kind: 'page', note: 'It is done.', looks_for }, 'reporter');
  onrecord = createClient(url);
});
afterAll(() => server.close());

/** What a program prints; the server answers it meanwhile. */
const run = async (command: string, args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(command, args, { encoding: 'utf8' })).stdout;

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

const shape: z.ZodType<Shape> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    properties: z.record(z.string(), z.unknown()).optional(),
  }),
);
interface Shape {
  $ref?: string | undefined;
  properties?: Record<string, unknown> | undefined;
}
const description = z
  .object({
    paths: z.record(
      z.string(),
      z.object({
        get: z
          .object({
            parameters: z
              .array(z.object({ name: z.string().optional(), $ref: z.string().optional() }))
              .default([]),
            responses: z.record(
              z.string(),
              z.object({ content: z.record(z.string(), z.object({ schema: shape })).optional() }),
            ),
          })
          .optional(),
      }),
    ),
    components: z.object({ schemas: z.record(z.string(), shape) }),
  })
  .parse(parse(readFileSync('openapi.yaml', 'utf8')));

/** Paths of the API description that answer with `data` and `next`. */
const LISTS = Object.entries(description.paths).flatMap(([path, { get }]) => {
  const { $ref, properties } = get?.responses['200']?.content?.['application/json']?.schema ?? {};
  const members =
    properties ?? description.components.schemas[$ref?.split('/').at(-1) ?? '']?.properties ?? {};
  return 'data' in members && 'next' in members ? [path] : [];
});
// What the description says is what the types say: the next test compares them.
const isListPath = (path: string): path is ListPath => LISTS.includes(path);

test('the lists of the API description are those of the types', () => {
  expectTypeOf<'/v1/claims/{id}/verdicts' | '/v1/search' | '/v1/webhooks'>().toExtend<ListPath>();
  expectTypeOf<'/v1/claims/{id}'>().not.toExtend<ListPath>();
  expect(LISTS.length).toBeGreaterThan(30);
});

test.each(LISTS.filter(isListPath))('%s is walked to its end', async (path) => {
  const admin = createClient(url, { key: server.secrets.admin });
  const takes = (name: string): boolean =>
    (description.paths[path]?.get?.parameters ?? []).some(
      (parameter) =>
        parameter.name === name || parameter.$ref?.toLowerCase().includes(`parameters/${name}parameter`),
    );
  const [collection = '', below] = path.split('/{id}');
  const things = below === undefined ? [] : (await server.get(collection, 'admin')).json.data;
  const [thing] = things.filter(
    (item: { kind?: string }) => below !== '/deadlines' || item.kind === 'promise',
  );
  const query = takes('q') ? { q: 'trump' } : {};
  const whole = new URLSearchParams({ ...query, ...(takes('limit') ? { limit: '100' } : {}) });
  const { json } = await server.get(`${path.replace('{id}', thing?.id)}?${whole}`, 'admin');
  const params = { path: { id: thing?.id }, query: { ...query, ...(takes('limit') ? { limit: 2 } : {}) } };
  const walked = await everything(admin.all<ListPath>(path, { params }));
  expect(walked.slice(0, json.data.length)).toEqual(json.data);
});

test.each(Object.entries(PROBLEMS))(
  'a problem of type %s is an error of that type',
  async (name, { status }) => {
    const body = { type: `${url}/problems/${name}`, title: 'A title', status, detail: 'A detail' };
    const answers = async () => new Response(JSON.stringify(body), { status });
    const { GET } = createClient(url, { fetch: answers });
    await expect(GET('/v1/claims')).rejects.toMatchObject({ problem: name, status, message: 'A detail' });
  },
);

test('an answer that is no problem document is an error all the same', async () => {
  const { GET } = createClient(url, {
    fetch: async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
  });
  await expect(GET('/v1/claims')).rejects.toMatchObject({ status: 502, type: 'about:blank' });
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
  const { paths } = description;
  const types = readFileSync('client/schema.d.ts', 'utf8');
  expect(Object.keys(paths).filter((path) => !types.includes(`    "${path}": {`))).toEqual([]);
});

/** The examples of docs/clients.md in a language. */
const examplesIn = (language: string): string[] =>
  [...readFileSync('docs/clients.md', 'utf8').matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(
    ([, name, text = '']) => (name === language ? [text.replaceAll('http://localhost:3000', url)] : []),
  );

describe('the package', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-client-'));
    const packed = execFileSync(
      'npm',
      ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder],
      {
        encoding: 'utf8',
      },
    );
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    execFileSync('tar', ['-xzf', join(folder, packed.trim()), '-C', modules]);
    renameSync(join(modules, 'package'), join(modules, 'onrecord'));
    for (const name of ['openapi-fetch', 'openapi-typescript-helpers']) {
      symlinkSync(resolve('node_modules', name), join(modules, name));
    }
    const compilerOptions = {
      strict: true,
      module: 'nodenext',
      target: 'es2024',
      noEmit: true,
      types: [],
      lib: ['es2024', 'dom', 'dom.asynciterable'],
    };
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['main.ts'] }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const check = (text: string): string => {
    writeFileSync(join(folder, 'main.ts'), text);
    try {
      return execFileSync(resolve('node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
    } catch (error) {
      return z.object({ stdout: z.string() }).parse(error).stdout;
    }
  };

  test('as it is packed: the example of the guide compiles in a fresh project in strict mode, runs, and a wrong call does not', async () => {
    const [example = ''] = examplesIn('ts');
    expect(example).toContain('onrecord.all');
    expect(check(example)).toBe('');
    const output = await run(process.execPath, [join(folder, 'main.ts')]);
    expect(output).toContain('not yet rated');
    expect(output).toContain('not-found');
    expect(check(example.replace("kind: ['promise']", "kind: ['promises']"))).toContain('main.ts');
  });
});

describe('the guide’s other examples run', () => {
  const has = (command: string, ...args: string[]): boolean =>
    spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  const promised = async () => (await server.get('/v1/claims?kind=promise&limit=100')).json.data;

  test('in a shell', async () => {
    const [example = ''] = examplesIn('sh');
    const { data } = JSON.parse(await run('sh', ['-c', example]));
    expect(data).toEqual((await promised()).slice(0, 5));
  });

  test.skipIf(!has('python3', '-c', 'import httpx'))('in Python with httpx', async () => {
    expect((await run('python3', ['-c', examplesIn('python')[0] ?? ''])).trim().split('\n')).toHaveLength(
      (await promised()).length,
    );
  });

  test.skipIf(!has('python3', '--version'))('in Python', async () => {
    const lines = (await run('python3', ['-c', examplesIn('python')[1] ?? ''])).trim().split('\n');
    const texts = (await promised()).map(({ text }: { text: string }) => text);
    expect(lines.sort()).toEqual(texts.sort());
  });

  test.skipIf(!has('Rscript', '-e', 'library(jsonlite)'))('in R', async () => {
    const [example = ''] = examplesIn('r');
    expect(await run('Rscript', ['-e', example])).toMatch(/overdue|due/);
  });

  test('in a spreadsheet: each address gives a table or a service', async () => {
    const guide = readFileSync('docs/clients.md', 'utf8');
    const [table = ''] = /(?<=IMPORTDATA\("http:\/\/localhost:3000)[^"]+/.exec(guide) ?? [];
    expect((await server.get(table)).headers['content-type']).toContain('text/csv');
    for (const noun of ['speakers', 'claims']) {
      expect(guide).toContain(`/reconcile/${noun}`);
      expect((await server.get(`/reconcile/${noun}`)).json.versions).toContain('0.2');
    }
  });
});
