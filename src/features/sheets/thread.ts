/**
 * The thread that writes spreadsheets, several at a time: each reads one moment on a connection of its own, a slice
 * when the slice before has been taken, so that no more than a few are in memory.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { setImmediate as nextTick } from 'node:timers/promises';
import { readSnapshot } from '../../db/snapshot.ts';
import type { SheetRequest } from '../../record/sheet.ts';
import type { Order, Reply } from './messages.ts';
import { momentOf, writeSheet } from './write.ts';

const url = String(workerData);
const say = (reply: Reply): void =>
  parentPort?.postMessage(reply, 'bytes' in reply ? movedOf(reply.bytes) : []);

/** A slice that has its memory to itself goes over without being copied: copies wait long to be collected, on both sides. */
const movedOf = ({ buffer, byteLength }: Uint8Array): ArrayBuffer[] =>
  buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];

/** The sheets that are open: what each waits for. */
const waiting = new Map<number, (go_on: boolean) => void>();
/** Orders that came before they were waited for; false: closed. */
const orders = new Map<number, boolean[]>();

const order = (id: number, go_on: boolean): void => {
  const wake = waiting.get(id);
  if (wake) {
    waiting.delete(id);
    wake(go_on);
  } else orders.get(id)?.push(go_on);
};

/** Whether the next slice is wanted. */
const wanted = (id: number): Promise<boolean> => {
  const known = orders.get(id)?.shift();
  if (known !== undefined) return Promise.resolve(known);
  return new Promise((wake) => waiting.set(id, wake));
};

const write = (id: number, request: SheetRequest, measured: boolean): Promise<void> =>
  readSnapshot(url, async (connection) => {
    say({ id, opened: await momentOf(connection) });
    const slices = writeSheet(connection, request);
    for (;;) {
      if (measured) await nextTick();
      if (measured ? orders.get(id)?.includes(false) : !(await wanted(id))) return;
      const slice = await slices.next();
      if (slice.done) return say({ id, sum: slice.value });
      if (!measured) say({ id, bytes: slice.value });
    }
  });

parentPort?.on('message', (message: Order) => {
  const { id } = message;
  if ('more' in message) return order(id, true);
  if ('close' in message) return order(id, false);
  orders.set(id, []);
  write(id, message.open, message.measured)
    .catch((error: Error & { code?: string }) =>
      say({ id, error: { message: error.message, code: error.code ?? '' } }),
    )
    .finally(() => orders.delete(id));
});
