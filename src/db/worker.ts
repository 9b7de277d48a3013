/** How threads are started. */
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

const ENTRY = new URL('../../bin/thread.js', import.meta.url);

/**
 * Starts a thread that runs the module `file`, as a process is started: with the code that was compiled before, and with
 * Drizzle's modules as they load in a fraction of the time and the memory.
 */
export const startThread = (
  file: URL,
  options: Pick<WorkerOptions, 'workerData' | 'resourceLimits'> = {},
): Worker => {
  const compiled = getCompileCacheDir();
  // Node makes a folder of its own in the one that is named.
  const cache = compiled === undefined ? {} : { NODE_COMPILE_CACHE: dirname(compiled) };
  return new Worker(ENTRY, { ...options, argv: [file.href], env: { ...process.env, ...cache } });
};
