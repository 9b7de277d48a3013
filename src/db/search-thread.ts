/** The thread that searches: it reads with a connection of its own, so that a long search delays no other request. */
import { hash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { addRelevance, connect, createRunner } from './connect-sqlite.ts';

/** A query to run; `rows` answers it, or `error`. */
export interface Question {
  id: number;
  text: string;
  params: readonly unknown[];
}

export type Reply =
  | { id: number; rows: unknown[][] }
  | { id: number; error: { message: string; code: string } };

const client = connect(String(workerData), { readonly: true });
addRelevance(client);
client.function('sha256', { deterministic: true }, (text) => hash('sha256', String(text)));

const run = createRunner(client);

const answer = ({ id, text, params }: Question): Reply => {
  try {
    return { id, rows: run(text, params) };
  } catch (error) {
    const { message, code = '' } = error as Error & { code?: string };
    return { id, error: { message, code } };
  }
};

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)));
