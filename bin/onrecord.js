#!/usr/bin/env node
/**
 * Starts the command line as it is meant to run, whatever Node runs this file: with the Node that is installed
 * with it, and with what can only be set when a process is started. docs/benchmarks.md has what each of it saves.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const pinned = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
const main = fileURLToPath(new URL('./main.js', import.meta.url));

const node = existsSync(pinned) ? pinned : process.execPath;
/** Reads everything once in two threads, and lets go of it at once: with little room it would wait for memory most of the time. */
const isVerifying = process.argv[2] === 'verify';
/** Four threads of V8's collect garbage beside each other, and where processors are few the event loop waits behind them. */
const isServing = process.argv[2] === 'serve';
// What is young and what is old are collected early: the heap otherwise grows to several times what is used.
const options = [
  // With 4, what a request makes outlives its collection, and the whole heap is collected many times a second.
  `--max-semi-space-size=${isVerifying ? 32 : 8}`,
  '--heap-growing-percent=20',
  ...(isServing ? ['--v8-pool-size=1'] : []),
  // For src/commands/idle.ts.
  '--expose-gc',
  '--disable-warning=ExperimentalWarning',
];
const args = [...options, main, ...process.argv.slice(2)];
// One arena of glibc's: a server that hands out pages from two threads otherwise keeps holes.
const env = isVerifying ? process.env : { MALLOC_ARENA_MAX: '1', ...process.env };

if (process.execve && process.platform !== 'win32') {
  // In place of this process: nothing stands between the server and whoever stops it.
  process.execve(node, [node, ...args], env);
} else {
  const child = spawn(node, args, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
