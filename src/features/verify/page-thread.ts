/** A thread that checks pages of the log on a connection of its own, which shows one moment until it is asked for another. */
import { workerData } from 'node:worker_threads';
import { readSnapshot } from '../../db/snapshot.ts';
import { answerQuestions } from '../../db/thread.ts';
import type { Connection } from '../../db/types.ts';
import { createPageChecker, momentOf, type PageAnswer, type PageChecker, type PageQuestion } from './page.ts';

interface Snapshot {
  connection: Connection;
  check: PageChecker;
  end(): void;
}

const open = (): Promise<Snapshot> =>
  new Promise((resolve, reject) => {
    readSnapshot(
      String(workerData),
      (connection) =>
        new Promise<void>((end) => resolve({ connection, check: createPageChecker(connection), end })),
    ).catch(reject);
  });

let snapshot: Snapshot | undefined;

answerQuestions<PageQuestion, PageAnswer>(async (question) => {
  if (question === 'moment') {
    snapshot?.end();
    snapshot = await open();
    return momentOf(snapshot.connection);
  }
  snapshot ??= await open();
  return snapshot.check(question);
});
