/** The queue of writers: several share a commit, and one that throws takes nobody along. */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOf } from '../bench/bundle.ts';
import { openDatabase } from '../src/db/database.ts';
import { isDuplicate } from '../src/db/errors.ts';
import { engine } from '../src/db/kit.ts';
import { writing } from '../src/db/statement.ts';
import type { Database } from '../src/db/types.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { LIMITS } from '../src/limits.ts';
import { imports } from '../src/record/tables.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { freshDatabase } from './setup/server.ts';

let database: Database;
let url: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ url, drop } = await freshDatabase());
  database = await openDatabase(url);
});
afterAll(async () => {
  await database.close();
  await drop();
});

const add = (subject_id: string, then: () => void = () => undefined) =>
  database.write(async (tx) => {
    await tx.insert(imports).values({ subject_id, sha256: 'x', imported_at: 'now' });
    then();
    return subject_id;
  });
const stored = async () => (await database.read.select().from(imports)).map((row) => row.subject_id).sort();
const fail = () => {
  throw new Error('changed my mind');
};

test('a change that throws leaves nothing, and its neighbours in the batch are kept', async () => {
  const results = await Promise.allSettled([add('a'), add('b', fail), add('c'), add('a'), add('d')]);
  expect(results.map((result) => result.status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(await stored()).toEqual(['a', 'c', 'd']);
});

const rows = writing(imports, ['subject_id']);
test.each([
  ['before something else is asked', true],
  ['at the end', false],
])('a change is told what failed %s, alone or beside others, and they are kept', async (when, asks) => {
  const send = async (name: string) => {
    const written = database.write(async (tx) => {
      await rows.insert(tx, [{ subject_id: `${name} ${when}`, sha256: 'x', imported_at: 'now' }]);
      if (asks) await tx.select().from(imports);
      return 'written';
    });
    return written.catch((error: unknown) => (isDuplicate(error) ? 'there already' : 'failed'));
  };
  expect(await send('first')).toBe('written');
  expect(await send('first')).toBe('there already');
  const beside = await Promise.all(['second', 'first', 'third', 'second'].map(send));
  expect(beside).toEqual(['written', 'there already', 'written', 'there already']);
  const names = ['first', 'second', 'third'].map((name) => `${name} ${when}`);
  expect(await stored()).toEqual(expect.arrayContaining(names));
});

test('each gets its own result, in the order of arrival, however many there are', async () => {
  const names = Array.from({ length: 200 }, (_, i) => `many-${String(i).padStart(3, '0')}`);
  const order: string[] = [];
  const given = await Promise.all(names.map((name) => add(name, () => void order.push(name))));
  expect(given).toEqual(names);
  expect(order).toEqual(names);
});

test('what a writer was told is done can be read at once', async () => {
  await add('readable');
  expect(await stored()).toContain('readable');
});

test('others are answered while a change to what very much carries is written', async () => {
  const server = await openNewsroom();
  const { id } = await server.speaker({ name: 'Much Quoted' });
  const source = (await server.source()).id;
  for (let i = 0; i < 150; i += 1) await server.quote({ speaker: id, source });
  let turns = 0;
  let writing = true;
  const change = server.patch(`/v1/speakers/${id}`, { name: 'Renamed' }, 'editor').then(({ status }) => {
    writing = false;
    return status;
  });
  while (writing) {
    await new Promise((next) => setImmediate(next));
    turns += 1;
  }
  expect(await change).toBe(200);
  // Without a rest it takes four, whatever there is to write.
  expect(turns).toBeGreaterThan(150 / 20);
  await server.close();
});

test('a command that writes for long hears that another process waits, where that would wait for all of it', async () => {
  const command = await openDatabase(url, { beside: true });
  let waiting: Promise<string> | undefined;
  try {
    const heard = await command.write(async ({ driver: { isWanted } }) => {
      if (!isWanted) return false;
      expect(isWanted()).toBe(false);
      waiting = add('waits');
      while (!isWanted()) await setTimeout(1);
      return true;
    });
    expect(heard).toBe(engine === 'sqlite');
    waiting ??= add('waits');
    expect(await waiting).toBe('waits');
    // Who waited has written: nobody is waited for any more.
    await command.write(async ({ driver: { isWanted } }) => expect(isWanted?.() ?? false).toBe(false));
  } finally {
    await command.close();
  }
});

describe('a change that reaches so far that a thread writes it', () => {
  const CARRIERS = LIMITS.written_at_once + 20;
  const url = '/v1/speakers/much';
  const list = '/v1/quotes?speaker=much&limit=50';
  let server: Newsroom;
  beforeAll(async () => {
    server = await openNewsroom();
    const bundle = parseBundle(bundleOf(CARRIERS / 2, { speakers: 1, origin: 'much' }));
    await importBundle(server.server.recorder, bundle, undefined, { allow_duplicates: true });
  });
  // Which verifies the record.
  afterAll(() => server.close());

  const names = async (): Promise<Set<string>> =>
    new Set(
      (await server.get(list)).json.data.map((quote: { speaker: { name: string } }) => quote.speaker.name),
    );

  test('leaves nothing where it fails at its end', async () => {
    const before = (await server.get('/v1/log/checkpoint')).body;
    const { id } = (await server.get(url)).json;
    const failing = server.server.recorder.change({ name: 'test', key_id: null }, async (change) => {
      change.event({ action: 'speaker.renamed', subject_id: id });
      await change.settle();
      return fail();
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect((await server.get('/v1/log/checkpoint')).body).toBe(before);
  });

  test('is seen whole or not at all, once, and others are answered and write', async () => {
    const [before = ''] = await names();
    const seen: string[] = [];
    let writing = true;
    const change = server
      .patch(url, { name: 'Renamed', correction: { kind: 'typo', note: 'As it is spelt.' } }, 'editor')
      .finally(() => {
        writing = false;
      });
    const beside = server.claim();
    while (writing) {
      const now = await names();
      expect(now.size).toBe(1);
      seen.push(...now);
    }
    const changed = await change;
    expect(changed.status, changed.body).toBe(200);
    expect(await names()).toEqual(new Set(['Renamed']));
    expect(seen.toSorted((a, b) => Number(a !== before) - Number(b !== before))).toEqual(seen);
    expect((await beside).id).toMatch(/^claim_/);
    const versions = (await server.get(list)).json.data.map(({ version }: { version: number }) => version);
    expect(new Set(versions)).toEqual(new Set([2]));
  });
});
