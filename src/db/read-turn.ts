/**
 * Without a transaction SQLite takes and gives back a lock for each query. What a connection is asked in one turn
 * of the event loop is read at the turn's end instead, in one transaction; so the answers go out together as well,
 * and whoever waits for them is woken once.
 */
import type Sqlite from 'better-sqlite3';

/** Gives what waits for the turn in which `client` may be read. */
export const shareTurns = (client: Sqlite.Database): (() => Promise<void>) => {
  const begin = client.prepare('BEGIN');
  const commit = client.prepare('COMMIT');
  let turn: Promise<void> | undefined;
  /** Whoever read has been told what failed; nothing is lost when reading ends otherwise than it should. */
  const end = (): void => {
    try {
      if (client.inTransaction) commit.run();
    } catch {
      if (client.inTransaction) client.exec('ROLLBACK');
    }
  };
  return () => {
    turn ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        try {
          begin.run();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
      // Runs when all that waited for the turn has read.
      setImmediate(() => {
        turn = undefined;
        end();
      });
    });
    return turn;
  };
};
