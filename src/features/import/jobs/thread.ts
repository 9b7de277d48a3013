/** The thread that brings a file in: with connections of its own, so that no request waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { openDatabase } from '../../../db/database.ts';
import { codeOf } from '../../../db/errors.ts';
import { subjects } from '../../../newsroom/index.ts';
import { createCalendar } from '../../../record/clock.ts';
import { createRecorder } from '../../../record/record.ts';
import { type Ended, findImport, runImport } from './run.ts';

const surroundings = z.strictObject({ url: z.string(), timezone: z.string(), four_eyes: z.boolean() });
export type Surroundings = z.output<typeof surroundings>;

/** Which import is to be brought in; `ahead_ms`: how far the server's clock is ahead of the system's. */
export interface Order {
  id: string;
  ahead_ms: number;
}

export type ThreadReply = { ended: Ended | null } | { error: { message: string; code: string | undefined } };

const { url, timezone, four_eyes } = surroundings.parse(workerData);
const dayOf = createCalendar(timezone);
const opening = openDatabase(url, { beside: true });

const bring = async ({ id, ahead_ms }: Order): Promise<Ended | null> => {
  const database = await opening;
  const clock = { now: () => new Date(Date.now() + ahead_ms) };
  const recorder = createRecorder(database, clock, subjects, { four_eyes, dayOf });
  const job = await findImport(database.read, id);
  return job ? runImport({ database, recorder, today: dayOf(clock.now()) }, job) : null;
};

const say = (reply: ThreadReply): void => parentPort?.postMessage(reply);
const sayError = (error: unknown): void =>
  say({ error: { message: error instanceof Error ? error.message : String(error), code: codeOf(error) } });

parentPort?.on('message', (order: Order) => {
  bring(order).then((ended) => say({ ended }), sayError);
});
