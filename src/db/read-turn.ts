/**
 * Without a transaction SQLite takes and gives back a lock for each query. What a connection is asked in one turn
 * of the event loop is read at the turn's end instead, in one transaction; so the answers go out together as well,
 * and whoever waits for them is woken once.
 */
import type Sqlite from 'better-sqlite3';

const joins = new WeakMap<Sqlite.Database, () => Promise<void>>();

/** Lets what `client` reads share turns. */
export const shareTurns = (client: Sqlite.Database): void => {
  const begin = client.prepare('BEGIN');
  const commit = client.prepare('COMMIT');
  let turn: Promise<void> | undefined;
  joins.set(client, () => {
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
        if (client.inTransaction) commit.run();
      });
    });
    return turn;
  });
};

/** Waits for the turn of a client that shares turns. */
export const joinTurn = (client: Sqlite.Database): Promise<void> | undefined => joins.get(client)?.();
