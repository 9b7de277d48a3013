/** How the server is started (bin/): what each part of it saves, by leaving it out. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Request } from 'autocannon';
import { load, median } from './measure.ts';
import type { Store } from './stores.ts';

export interface StartLine {
  name: string;
  /** From starting the process to its first answer. */
  started_ms: number;
  /** The same as processor time, which other work of the machine changes less. */
  cpu_ms: number;
  /** Resident memory when nothing is asked, and after lists and searches. */
  rest_mb: number;
  after_mb: number;
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const MAIN = path('../bin/main.js');
/** As in bin/onrecord.js. */
const OWN_HEAP = ['--max-semi-space-size=8', '--heap-growing-percent=20'];
const SMALL_HEAP = [...OWN_HEAP, '--expose-gc'];
const ONE_ARENA = { MALLOC_ARENA_MAX: '1' };
const COMPILED = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') };

interface Way {
  args: string[];
  env: Record<string, string>;
}

const WAYS: Record<string, Way> = {
  'as it is': { args: [...SMALL_HEAP, MAIN], env: ONE_ARENA },
  'without collecting when idle': { args: [...OWN_HEAP, MAIN], env: ONE_ARENA },
  'with V8’s own sizes of the heap': { args: ['--expose-gc', MAIN], env: ONE_ARENA },
  'with V8’s memory saver instead': { args: ['--memory-saver-mode', '--expose-gc', MAIN], env: ONE_ARENA },
  'without MALLOC_ARENA_MAX=1': { args: [...SMALL_HEAP, MAIN], env: {} },
  'without kept compiled code': {
    args: [...SMALL_HEAP, MAIN],
    env: { ...ONE_ARENA, NODE_DISABLE_COMPILE_CACHE: '1' },
  },
  'with Drizzle’s ES modules': {
    args: [...SMALL_HEAP, path('../src/main.ts')],
    env: { ...ONE_ARENA, ...COMPILED },
  },
  'with none of it': { args: [path('../src/main.ts')], env: {} },
};

const LOAD_S = 2;
/** Until what the start and the load left behind is collected (src/commands/idle.ts). */
const REST_MS = 8_000;
/** Of the processor times in /proc. */
const MS_A_TICK = 10;
const ASKED: Request[] = [
  ...Array.from({ length: 50 }, (_, i) => ({ path: `/v1/claims?limit=${1 + ((i * 7) % 100)}` })),
  { path: '/v1/claims?q=the' },
  { path: '/openapi.json' },
];

const cpuOf = (pid: number | undefined): number => {
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = after.split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * MS_A_TICK;
};

const memoryOf = (pid: number | undefined): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);

const startOnce = async ({ args, env }: Way, url: string): Promise<Omit<StartLine, 'name'>> => {
  const started = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args, 'serve'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      PORT: '0',
      ONRECORD_DATABASE_URL: url,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /listens on (\S+)/.exec(line)?.[1];
      if (address === undefined) continue;
      await (await fetch(`${address}/v1/claims?limit=1`)).text();
      const [started_ms, cpu_ms] = [Math.round(performance.now() - started), cpuOf(child.pid)];
      await setTimeout(REST_MS);
      const rest_mb = memoryOf(child.pid);
      await load(address, ASKED, LOAD_S);
      await setTimeout(REST_MS);
      return { started_ms, cpu_ms, rest_mb, after_mb: memoryOf(child.pid) };
    }
    throw new Error('The server ended before it listened.');
  } finally {
    child.kill();
  }
};

/** Starts the server in each way in turns, over a record of generated claims; gives the medians. Linux only. */
export const compareStarts = async (store: Store, original: string, rounds: number): Promise<StartLine[]> => {
  const url = await store.copyOf(original);
  try {
    const figures = new Map<string, Omit<StartLine, 'name'>[]>();
    // The first start of each migrates, seeds or compiles, and is not counted.
    for (let round = 0; round <= rounds; round += 1)
      for (const [name, way] of Object.entries(WAYS)) {
        const line = await startOnce(way, url);
        if (round > 0) figures.set(name, [...(figures.get(name) ?? []), line]);
      }
    return [...figures].map(([name, lines]) => ({
      name,
      started_ms: median(lines.map((line) => line.started_ms)),
      cpu_ms: median(lines.map((line) => line.cpu_ms)),
      rest_mb: median(lines.map((line) => line.rest_mb)),
      after_mb: median(lines.map((line) => line.after_mb)),
    }));
  } finally {
    await store.drop(url);
  }
};
