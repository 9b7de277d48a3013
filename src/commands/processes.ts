/** Several processes that share one port, so that a server uses more than one core: ONRECORD_WORKERS. */
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CommandError } from './open.ts';

/** How long after its end a process is replaced, so that one that cannot run does not keep the machine busy. */
const REPLACED_AFTER_MS = 1_000;
/** How long after the others' time to stop a process that hangs is ended. */
const STOPPED_AFTER_MS = 1_000;

/** Whether this process is one of several; the others do what is done once. */
export const isOneOfSeveral = (): boolean => cluster.isWorker;

/** Lets this process end: what it is told by the first one otherwise keeps it. */
export const leaveOthers = (): void => void cluster.worker?.disconnect();

interface Processes {
  count: number;
  stop_ms: number;
  /** Called once, when all listen. */
  listening(address: { host: string; port: number }): void;
}

/**
 * Starts `count` processes that run this very command, and one in place of any that ends, until SIGINT or SIGTERM;
 * then they all stop, each with what is in flight answered. Throws when one ends before they all listen.
 */
export const runProcesses = async ({ count, stop_ms, listening }: Processes): Promise<void> => {
  let isStopping = false;
  let areListening = false;
  const ended = new Set<Promise<unknown>>();
  const begin = (): void => {
    const worker = cluster.fork();
    const end = once(worker, 'exit');
    ended.add(end);
    void end.then(() => ended.delete(end));
  };
  const workers = (): Worker[] =>
    Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  const stop = async (): Promise<void> => {
    isStopping = true;
    for (const worker of workers()) worker.process.kill('SIGTERM');
    const hang = setTimeout(() => {
      for (const worker of workers()) worker.process.kill('SIGKILL');
    }, stop_ms + STOPPED_AFTER_MS);
    while (ended.size > 0) await Promise.all(ended);
    clearTimeout(hang);
  };
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  const failed = new Promise<never>((_resolve, reject) => {
    cluster.on('exit', (worker, code, signal) => {
      if (isStopping) return;
      if (!areListening) return reject(new CommandError('One of the processes could not start.'));
      console.error(
        `Process ${worker.process.pid} ended (${signal ?? `exit ${code}`}); another takes its place.`,
      );
      setTimeout(() => {
        if (!isStopping) begin();
      }, REPLACED_AFTER_MS);
    });
  });
  const listened = new Set<number>();
  cluster.on('listening', (worker, { address, port }: Pick<AddressInfo, 'address' | 'port'>) => {
    listened.add(worker.id);
    if (areListening || listened.size < count) return;
    areListening = true;
    listening({ host: address, port });
  });
  for (let n = 0; n < count; n += 1) begin();
  await Promise.race([told, failed]).finally(stop);
};
