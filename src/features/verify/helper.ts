/** Verifying with two threads: a second one checks pages of the log on a connection that sees the same moment. */
import { availableParallelism } from 'node:os';
import { readSnapshot } from '../../db/snapshot.ts';
import { createThread } from '../../db/thread.ts';
import type { Connection } from '../../db/types.ts';
import { logSize } from '../../record/log.ts';
import { momentOf, type PageAnswer, type PageChecker, type PageQuestion } from './page.ts';

/** Below so many versions the thread is not worth its start. */
const VERSIONS_LEAST = 5_000;
/** A server beside may write between the beginnings of two snapshots. */
const ATTEMPTS = 5;

/** Runs `work` on one snapshot of the database at `url`, with a helper where the log is long. Throws where there is none. */
export const readWithHelper = async <T>(
  url: string,
  work: (connection: Connection, helper?: PageChecker) => Promise<T>,
  versions_least = VERSIONS_LEAST,
): Promise<T> => {
  const isLong = await readSnapshot(url, async (connection) => (await logSize(connection)) >= versions_least);
  if (!isLong || availableParallelism() < 2) return readSnapshot(url, work);
  const thread = createThread<PageQuestion, PageAnswer>(new URL('page-thread.ts', import.meta.url), url);
  const helper: PageChecker = async (request) => {
    const page = await thread.ask(request);
    if (typeof page === 'string') throw new Error('the thread answered another question');
    return page;
  };
  try {
    // Its start is no part of the time between the two snapshots.
    await thread.ask('moment');
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const result = await readSnapshot(url, async (connection) => {
        const moment = await momentOf(connection);
        return moment === (await thread.ask('moment'))
          ? { value: await work(connection, helper) }
          : undefined;
      });
      if (result) return result.value;
    }
    return await readSnapshot(url, work);
  } finally {
    await thread.close();
  }
};
