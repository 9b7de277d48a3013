/** A thread that writes: it does what was sent while whoever sends makes the next ready. */
import { workerData } from 'node:worker_threads';
import { BULK_CHECKPOINT_PAGES } from './checkpoints.ts';
import { BULK_CACHE_KIB, connect, createRunner } from './connect-sqlite.ts';
import type { Question } from './search-thread.ts';
import { answerQuestions } from './thread.ts';

/** Statements to run in their order, then one whose rows are the answer. */
export interface Batch {
  sent: readonly Question[];
  asked?: Question;
}

const client = connect(String(workerData), { fileMustExist: true }, BULK_CACHE_KIB);
client.pragma('synchronous = FULL');
client.pragma(`wal_autocheckpoint = ${BULK_CHECKPOINT_PAGES}`);
// What undoes a statement is a file as soon as it has 64 KiB.
client.pragma('temp_store = MEMORY');
// Whoever sends waits for locks by itself.
client.pragma('busy_timeout = 0');

const run = createRunner(client);

/** What failed that nobody waited for: all that follows fails with it until it is undone. */
let fault: { error: unknown } | undefined;

answerQuestions<Batch, unknown[][]>(async ({ sent, asked }) => {
  if (asked?.text.startsWith('ROLLBACK')) fault = undefined;
  else {
    if (fault) throw fault.error;
    for (const { text, params } of sent) {
      try {
        // Of a thread that ended the transaction is gone, and what comes to the next belongs to nothing.
        if (!client.inTransaction) throw new Error('no transaction is open');
        run(text, params);
      } catch (error) {
        fault = { error };
        throw error;
      }
    }
  }
  return asked ? run(asked.text, asked.params) : [];
});
