/** The thread that searches: it reads with a connection of its own, so that a long search delays no other request. */
import { hash } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import { connect, createRunner } from './connect-sqlite.ts';
import { addRelevance } from './relevance.ts';
import { answerQuestions } from './thread.ts';

/** A query to run; its rows answer it. */
export interface Question {
  text: string;
  params: readonly unknown[];
}

const client = connect(String(workerData), { readonly: true });
addRelevance(client);
client.function('sha256', { deterministic: true }, (text) => hash('sha256', String(text)));

const run = createRunner(client);

answerQuestions<Question, unknown[][]>(async ({ text, params }) => run(text, params));
