/** The thread that moves what was written from the WAL into the database file. */
import { workerData } from 'node:worker_threads';
import { connect } from './connect-sqlite.ts';
import { answerQuestions } from './thread.ts';

const CACHE_KIB = 64;
/** From so many pages on, whoever writes next begins the WAL anew, or it grows as long as somebody writes: 32 MiB. */
const LONGEST_PAGES = 4_096;
/** In which a writer surely ends its transaction; this thread alone waits. */
const WAIT_MS = 200;

const client = connect(String(workerData), { fileMustExist: true }, CACHE_KIB);
client.pragma('wal_autocheckpoint = 0');
client.pragma(`busy_timeout = ${WAIT_MS}`);
const passive = client
  .prepare<[], [busy: number, log: number, moved: number]>('pragma wal_checkpoint(passive)')
  .raw();
const restart = client.prepare('pragma wal_checkpoint(restart)');

answerQuestions<null, null>(async () => {
  const [, log = 0] = passive.get() ?? [];
  if (log >= LONGEST_PAGES) restart.get();
  return null;
});
