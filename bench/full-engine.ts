/** Every workload on one engine, each beside its ceiling; `full.ts` starts it, and writes down what it prints as JSON. */
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Request } from 'autocannon';
import { arrive, askOnce, type Waits } from './arrivals.ts';
import { commonSearches, createCases } from './cases.ts';
import { fileOf, generated } from './generate.ts';
import { measureSizes, type Sizes } from './import.ts';
import { askOfBare, type Comparison, compare, load } from './measure.ts';
import { addressesOf, compareMixed, KEEPING } from './mixed.ts';
import { type Bare, startBare, startOnrecord, startReader } from './servers.ts';
import { openStore, type Store } from './stores.ts';
import { compareWrites } from './writes.ts';

export interface Line extends Comparison {
  name: string;
}

/** At half of what is answered at most, asked by a clock of its own. */
export interface RateLine extends Waits {
  name: string;
}

export interface Memory {
  started_ms: number;
  rest_mb: number;
  /** After each round of the same load. */
  loaded_mb: number[];
}

export interface EngineFigures {
  engine: string;
  mixed: { size: number; kept: string; lines: Line[] }[];
  cases: { size: number; lines: Line[] };
  writes: Line[];
  rates: RateLine[];
  /** One each, unless it failed. */
  memory: Memory[];
  sizes: Sizes[];
  /** What was not answered, and why. */
  failed: string[];
}

const SMALL = 10_000;
const ROUNDS = 3;
const SIZED_CLAIMS = 500;
/** Lines of the table in which nothing is kept: what each costs that is not asked again. */
const CASES = [
  'claim by id',
  'claim by id, 304',
  '20 newest',
  '20 by speaker',
  '20 by kind',
  '20 by topic',
  '20 by topic and rating',
  'search, a rare word',
  'search, the two commonest words',
];
const MEMORY_ROUNDS = 5;
/** Until what the start left behind is collected, and an index that was not kept yet is. */
const REST_MS = 30_000;

const say = (line: string): void => console.error(line);

const failed: string[] = [];
/** A workload that an engine is not up to is told of, and the others are measured. */
const tried = async <T>(name: string, work: () => Promise<T>): Promise<T[]> => {
  try {
    return [await work()];
  } catch (error) {
    failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    say(failed.at(-1) ?? '');
    return [];
  }
};

const casesOf = async (store: Store, bare: Bare, original: string, seconds: number): Promise<Line[]> => {
  const database = await store.copyOf(original);
  const server = await startOnrecord(database, { ONRECORD_CACHE_MB: '0' });
  try {
    const lines: Line[] = [];
    for (const { name, requests } of await createCases(server.url, original)) {
      if (!CASES.includes(name)) continue;
      const compared = await tried(name, () => compare(bare, server.url, requests, ROUNDS, seconds));
      lines.push(...compared.map((line) => ({ name, ...line })));
    }
    return lines;
  } finally {
    await server.stop();
    await store.drop(database);
  }
};

const BESIDE = 'beside a spreadsheet of all and searches for common words';

/**
 * How long single claims and lists wait at half of the rate that is answered at most, alone and beside what takes long; and
 * how long the bare route does beside the same, which is what these cores leave.
 */
const ratesOf = async (store: Store, bare: Bare, original: string, seconds: number) => {
  const { items, lists } = addressesOf(original);
  const database = await store.copyOf(original);
  const server = await startOnrecord(database);
  try {
    const { started_ms } = server;
    await setTimeout(REST_MS);
    const rest_mb = server.memory_mb();
    const rates: RateLine[] = [];
    for (const [name, requests] of [
      ['claim by id', items],
      ['20 by speaker, kind and rating', lists],
    ] as [string, Request[]][]) {
      await askOnce(server.url, requests);
      const { per_second } = await load(server.url, requests, seconds);
      rates.push({ name, ...(await arrive(server.url, requests, per_second / 2, seconds)) });
      if (name !== 'claim by id') continue;
      const readers = [['/v1/claims.csv'], commonSearches()].map((paths) => startReader(server.url, paths));
      try {
        for (const [asked, url, of] of [
          [name, server.url, requests],
          ['the bare route', bare.url, await askOfBare(bare, server.url, requests)],
        ] as const) {
          rates.push({ name: `${asked}, ${BESIDE}`, ...(await arrive(url, of, per_second / 2, seconds)) });
        }
      } finally {
        await Promise.all(readers.map((reader) => reader.stop()));
      }
    }
    const loaded_mb: number[] = [];
    for (let round = 0; round < MEMORY_ROUNDS; round += 1) {
      await load(server.url, [...items.slice(0, 500), ...lists.slice(0, 500)], seconds);
      loaded_mb.push(server.memory_mb());
    }
    return { rates, memory: { started_ms, rest_mb, loaded_mb } };
  } finally {
    await server.stop();
    await store.drop(database);
  }
};

const measure = async (
  engine: 'sqlite' | 'postgresql',
  part: number,
  large: number,
): Promise<EngineFigures> => {
  const store = await openStore(engine);
  const seconds = 2 * part;
  try {
    const original = await generated(SMALL, say);
    const rows = await store.fresh();
    const bare = await startBare(rows);
    const mixed: EngineFigures['mixed'] = [];
    // A million only where it is there already: to make it takes longer than all else.
    const sizes =
      engine === 'sqlite' ? [SMALL, ...(existsSync(fileOf('1000000')) ? [1_000_000] : [large])] : [SMALL];
    for (const size of sizes) {
      for (const [kept, settings] of Object.entries(KEEPING)) {
        say(`${engine}: mixed, ${size} claims, ${kept}`);
        const asked = { store, original: await generated(size, say), bare, rounds: ROUNDS, seconds };
        const lines = await tried(`${size} claims, ${kept}`, () => compareMixed({ ...asked, settings }));
        mixed.push({ size, kept, lines: lines.flat() });
      }
    }
    say(`${engine}: what is asked once`);
    const cases = { size: SMALL, lines: await casesOf(store, bare, original, seconds / 2) };
    say(`${engine}: writes`);
    const writes = await tried('writes', () =>
      compareWrites({ store, original, bare, rounds: ROUNDS, seconds }),
    );
    say(`${engine}: fixed rates`);
    const rated = await tried('fixed rates', () => ratesOf(store, bare, original, 4 * seconds));
    await bare.stop();
    await store.drop(rows);
    say(`${engine}: bytes`);
    const sized = await tried('bytes', () => measureSizes(store, SIZED_CLAIMS));
    return {
      engine,
      mixed,
      cases,
      writes: writes.flat(),
      rates: rated.flatMap(({ rates }) => rates),
      memory: rated.map(({ memory }) => memory),
      sizes: sized,
      failed,
    };
  } finally {
    await store.stop();
  }
};

const [engine = 'sqlite', part = '1', large = '100000'] = process.argv.slice(2);
const figures = await measure(engine === 'postgresql' ? 'postgresql' : 'sqlite', Number(part), Number(large));
process.stdout.write(JSON.stringify(figures), () => process.exit());
