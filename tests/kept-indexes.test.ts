/** An index that is kept for the next start finds what one finds that is made anew, and counts only where nothing is in doubt. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCollection } from '../src/features/matching/collection.ts';
import { createFeed, sizeBefore } from '../src/features/matching/feed.ts';
import { matchesOf } from '../src/features/matching/match.ts';
import { MODEL } from '../src/features/matching/model.ts';
import { readTable } from '../src/features/matching/table.ts';
import { createVocabulary } from '../src/features/search/vocabulary.ts';
import { hashOfCode, createIndexFile } from '../src/record/index-file.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

const CODE = 'this code';
const table = readTable();
let server: Newsroom;
let folder: string;
let path: string;
const warnings: unknown[] = [];

beforeAll(async () => {
  server = await openNewsroom();
  folder = await mkdtemp(join(tmpdir(), 'onrecord-index-'));
  path = join(folder, 'matching.index');
  const speaker = (await server.speaker({ name: 'Ada Lind' })).id;
  for (const [text, more] of [
    [
      'The harbour bridge cost taxpayers $1.2 billion.',
      { claimants: [speaker], first_said_on: '2025-11-03' },
    ],
    ['Unemployment in the county fell to 3.4 percent last year.', { language: 'en' }],
    ['Die Brücke am Hafen kostete 1,2 Milliarden.', { language: 'de' }],
  ] as const) {
    await server.publicClaim({ text, ...more });
  }
  const gone = await server.publicClaim({ text: 'Wolves killed forty sheep in the valley.' });
  await server.withdraw(gone.id);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const fileAt = (code = CODE) =>
  createIndexFile(path, code, server.database.read, (error) => warnings.push(error));
const made = async () => {
  const collection = createCollection(table);
  const log_size = await createFeed(server.database.read, collection)();
  return { collection, log_size };
};
const kept = (code = CODE) =>
  fileAt(code).load((parts, log_size) => {
    const collection = createCollection(table);
    collection.restore(parts);
    return { collection, log_size };
  });
const found = (collection: ReturnType<typeof createCollection>) =>
  [
    {
      text: 'We taxpayers paid $1.2 billion for that harbour bridge!',
      speaker: 'Ada Lind',
      date: '2025-11-03',
    },
    { text: 'Unemployment rose to 5 percent. The bridge was cheap.' },
    { text: 'Die Brücke war teuer', language: 'de' },
    { text: 'Wolves and sheep' },
  ].map((question) => matchesOf(collection, MODEL, question, 10));

test('what was kept finds the same, and so it does when more has come', async () => {
  const { collection, log_size } = await made();
  await fileAt().save(log_size, collection.toParts());
  const before = await kept();
  expect(before?.log_size).toBe(log_size);
  expect(before && found(before.collection)).toEqual(found(collection));
  await server.publicClaim({ text: 'The harbour bridge was never finished.', language: 'en' });
  const after = await kept();
  if (!after) throw new Error('nothing was kept');
  expect(await createFeed(server.database.read, after.collection, after.log_size)()).toBeGreaterThan(
    log_size,
  );
  expect(found(after.collection)).toEqual(found((await made()).collection));
  expect(warnings).toEqual([]);
});

test('where there are more claims than are matched, the newest are', async () => {
  const start = await sizeBefore(server.database.read, 2);
  const collection = createCollection(table);
  await createFeed(server.database.read, collection, start)();
  expect(collection.size).toBe(2);
  const [question, other] = ['a harbour bridge that was never finished', 'Unemployment fell to 3.4 percent.'];
  expect(matchesOf(collection, MODEL, { text: question }, 10, { least: 0.5 })).toHaveLength(1);
  expect(matchesOf(collection, MODEL, { text: other }, 10, { least: 0.5 })).toEqual([]);
  expect(await sizeBefore(server.database.read, 100)).toBe(0);
});

test('what other code made, bytes that changed, a file cut short and another log do not count', async () => {
  expect(await kept()).toBeDefined();
  expect(await kept('other code')).toBeUndefined();
  const bytes = readFileSync(path);
  for (const at of [Math.floor(bytes.length / 2), bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    writeFileSync(path, changed);
    expect(await kept()).toBeUndefined();
  }
  for (const length of [0, 10, bytes.length - 1]) {
    writeFileSync(path, bytes.subarray(0, length));
    expect(await kept()).toBeUndefined();
  }
  writeFileSync(path, bytes.toString('latin1').replace(/"root":"../, '"root":"zz'), 'latin1');
  expect(await kept()).toBeUndefined();
  writeFileSync(path, bytes);
  expect(await kept()).toBeDefined();
});

test('what says by which code it was made changes with each file of it', async () => {
  const place = await mkdtemp(join(folder, 'with a blank '));
  const file = join(place, 'code.ts');
  const code = [pathToFileURL(place)];
  writeFileSync(file, 'one');
  const one = hashOfCode(code);
  expect(hashOfCode(code)).toBe(one);
  writeFileSync(file, 'two');
  expect(hashOfCode(code)).not.toBe(one);
});

test('where it cannot be written, only a warning comes of it', async () => {
  const heard: unknown[] = [];
  const file = createIndexFile('/dev/null/x', CODE, server.database.read, (error) => heard.push(error));
  await file.save(1, { some: Uint8Array.of(1) });
  expect(heard).toHaveLength(1);
  expect(await file.load((parts) => parts)).toBeUndefined();
});

test('a vocabulary that was kept knows the same words, and learns on', async () => {
  const words = createVocabulary();
  for (const body of ['harbour bridge textbesides0 xharbour', 'harbour']) words.add(body);
  words.put({ type: 'speaker', id: 'speaker_1', label: '', body: 'ada lind' });
  const file = createIndexFile(join(folder, 'words.index'), CODE, server.database.read, (error) =>
    warnings.push(error),
  );
  await file.save(1, words.toParts());
  const again = await file.load((parts) => {
    const vocabulary = createVocabulary();
    vocabulary.restore(parts);
    return vocabulary;
  });
  if (!again) throw new Error('nothing was kept');
  for (const each of [words, again]) each.add('harbinger');
  for (const each of [words, again]) {
    expect(each.completions('harb')).toEqual(['harbour', 'harbinger']);
    expect(each.near('brigde')).toEqual(['bridge']);
    expect(each.isKnown('xharbour')).toBe(true);
  }
});
