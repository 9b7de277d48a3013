/** A whole list as a spreadsheet beside readers of single claims: first byte, time, memory, and how long those wait. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { generated } from './generate.ts';
import { startOnrecord } from './servers.ts';
import type { Store } from './stores.ts';

export interface SheetFigures {
  claims: number;
  format: string;
  first_byte_ms: number;
  seconds: number;
  rows: number;
  mb: number;
  /** Resident memory of the server: before, and the most while it was written. */
  rest_mb: number;
  peak_mb: number;
  /** Of requests for single claims, alone and beside the spreadsheet. */
  item_p99_alone_ms: number;
  item_p99_ms: number;
  items: number;
}

/** Readers who ask one after the other. */
const READERS = 4;
const ALONE_MS = 3_000;
const PAUSE_MS = 5;

const p99 = (times: number[]): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * 0.99)] ?? 0) * 10) / 10;
};

const peakOf = (pid: number): number =>
  Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

/** Lets the most memory that a process has had begin with what it has now (proc(5), clear_refs). */
const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** Asks for single claims until it is told to stop; gives how long each took. */
const readItems = (url: string, ids: readonly string[]) => {
  const times: number[] = [];
  let is_over = false;
  const read = async (from: number): Promise<void> => {
    for (let i = from; !is_over; i += 1) {
      const begun = performance.now();
      const answer = await fetch(`${url}/v1/claims/${ids[i % ids.length]}`);
      await answer.arrayBuffer();
      times.push(performance.now() - begun);
      await setTimeout(PAUSE_MS);
    }
  };
  const readers = Array.from({ length: READERS }, (_, n) => read(n * 7));
  return async (): Promise<number[]> => {
    is_over = true;
    await Promise.all(readers);
    return times;
  };
};

/** Writes `/v1/claims.csv` of a record with so many claims. Throws where rows or digest are not as announced. */
export const measureSheet = async (
  store: Store,
  claims: number,
  format: 'csv' | 'jsonl',
  say: (line: string) => void,
): Promise<SheetFigures> => {
  const url = await store.copyOf(await generated(claims, say));
  const server = await startOnrecord(url);
  try {
    const { data } = (await (await fetch(`${server.url}/v1/claims?limit=100`)).json()) as {
      data: { id: string }[];
    };
    const ids = data.map(({ id }) => id);
    const alone = readItems(server.url, ids);
    await setTimeout(ALONE_MS);
    const item_p99_alone_ms = p99(await alone());
    // The thread that writes is there from the first spreadsheet on.
    await (await fetch(`${server.url}/v1/speakers.csv`)).arrayBuffer();
    const rest_mb = server.memory_mb();
    forgetPeak(server.pid);
    const beside = readItems(server.url, ids);
    const begun = performance.now();
    const answer = await fetch(`${server.url}/v1/claims.${format}`);
    const hash = createHash('sha256');
    let [first_byte_ms, bytes] = [0, 0];
    for await (const chunk of answer.body ?? []) {
      first_byte_ms ||= performance.now() - begun;
      bytes += chunk.length;
      hash.update(chunk);
    }
    const seconds = (performance.now() - begun) / 1_000;
    const times = await beside();
    const manifest = (await (await fetch(`${server.url}/v1/claims.${format}/manifest`)).json()) as {
      rows: number;
      sha256: string;
    };
    if (manifest.sha256 !== hash.digest('hex')) throw new Error('The bytes are not those of the manifest.');
    if (manifest.rows !== claims) throw new Error(`${manifest.rows} rows of ${claims} claims.`);
    return {
      claims,
      format,
      first_byte_ms: Math.round(first_byte_ms),
      seconds: Math.round(seconds * 10) / 10,
      rows: manifest.rows,
      mb: Math.round(bytes / 1e6),
      rest_mb,
      peak_mb: peakOf(server.pid),
      item_p99_alone_ms,
      item_p99_ms: p99(times),
      items: times.length,
    };
  } finally {
    await server.stop();
    await store.drop(url);
  }
};
