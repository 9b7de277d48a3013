/** What commands take: importing (time, memory, bytes of database for each claim) and verifying. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleOf } from './bundle.ts';
import { FOLDER } from './generate.ts';
import type { Part, Store } from './stores.ts';

const MAIN = fileURLToPath(new URL('../bin/onrecord.js', import.meta.url));
const LOOK_MS = 20;

export interface ImportFigures {
  seconds: number;
  /** Claims in the record afterwards. */
  claims: number;
  claims_per_second: number;
  /** The most resident memory that the command had; null where the system does not tell. */
  peak_mb: number | null;
}

/** The most resident memory that a running process has had, in MB. */
const peakOf = (pid: number | undefined): number | null => {
  try {
    const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kib === undefined ? null : Math.round(Number(kib) / 1024);
  } catch {
    return null;
  }
};

const TICKS_PER_SECOND = 100;

/** How many seconds of processor a running process has had, in all its threads. */
export const processorOf = (pid: number | undefined): number | null => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
};

interface Run {
  seconds: number;
  /** Seconds of processor; null where the system does not tell. */
  processor_s: number | null;
  peak_mb: number | null;
  /** The end of what it printed. */
  said: string;
}

/** Runs `onrecord` with these arguments on the database at `url`. */
export const runCommand = async (url: string, args: readonly string[]): Promise<Run> => {
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ONRECORD_DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-2_000);
    });
  let peak_mb: number | null = null;
  let processor_s: number | null = null;
  const look = setInterval(() => {
    peak_mb = peakOf(child.pid) ?? peak_mb;
    processor_s = processorOf(child.pid) ?? processor_s;
  }, LOOK_MS);
  const [code] = await once(child, 'exit');
  clearInterval(look);
  if (code !== 0) throw new Error(`onrecord ${args[0]} ended with ${code}: ${said}`);
  return { seconds: (performance.now() - started) / 1000, processor_s, peak_mb, said };
};

/** Imports a table with a mapping into an empty database; rows with faults are left out. */
export const measureImport = async (store: Store, file: string, mapping: string): Promise<ImportFigures> => {
  const url = await store.fresh();
  try {
    const format = file.endsWith('.csv') ? 'csv' : file.endsWith('.jsonl') ? 'jsonl' : 'json';
    const { seconds, peak_mb } = await runCommand(url, [
      'import',
      ...['--format', format, '--mapping', mapping],
      // Collections have some claims twice.
      ...['--skip-faulty', '--allow-duplicates', file],
    ]);
    const claims = await store.numberOf(url, 'select count(*) from claims');
    return { seconds, claims, claims_per_second: Math.round(claims / seconds), peak_mb };
  } finally {
    await store.drop(url);
  }
};

export interface Sizes {
  claims: number;
  /** Of a claim's public JSON, on average. */
  json_bytes: number;
  /** Of the database, for each claim with its quote. */
  database_bytes: number;
  /** The same by table and index. */
  parts: Part[];
}

/** What the database at hand takes for each claim: one record with `claims`, less one without. */
export const measureSizes = async (store: Store, claims: number): Promise<Sizes> => {
  const file = `${FOLDER}sizes-${process.pid}.json`;
  const [empty, full] = [await store.fresh(), await store.fresh()];
  try {
    writeFileSync(file, bundleOf(0));
    await runCommand(empty, ['import', file]);
    const before = new Map((await store.partsOf(empty)).map(({ name, bytes }) => [name, bytes]));
    writeFileSync(file, bundleOf(claims));
    await runCommand(full, ['import', file]);
    const parts = (await store.partsOf(full)).map(({ name, bytes }) => ({
      name,
      bytes: Math.round((bytes - (before.get(name) ?? 0)) / claims),
    }));
    const ofClaims = `from documents where subject_id like 'claim%'`;
    return {
      claims,
      json_bytes: Math.round(await store.numberOf(full, `select avg(length(json)) ${ofClaims}`)),
      database_bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
      parts: parts.filter(({ bytes }) => bytes > 0),
    };
  } finally {
    rmSync(file, { force: true });
    for (const url of [empty, full]) await store.drop(url);
  }
};

export interface VerifyFigures extends Run {
  versions: number;
}

/** Verifies a record of `claims` claims, each with its quote. */
export const measureVerify = async (store: Store, claims: number): Promise<VerifyFigures> => {
  const file = `${FOLDER}verified-${process.pid}.json`;
  const url = await store.fresh();
  try {
    writeFileSync(file, bundleOf(claims));
    await runCommand(url, ['import', file]);
    const versions = await store.numberOf(url, 'select count(*) from documents');
    return { versions, ...(await runCommand(url, ['verify'])) };
  } finally {
    rmSync(file, { force: true });
    await store.drop(url);
  }
};
