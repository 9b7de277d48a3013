/**
 * Without a transaction SQLite takes and gives back a lock for each query. What a connection is asked in one turn
 * of the event loop is read at the turn's end instead, in one transaction; so the answers go out together as well,
 * and whoever waits for them is woken once. Whoever asks again at once is answered in the same turn, but for no longer
 * than `TURN_MS`: one who asks for very much, one thing after the other, would let nobody else have a turn.
 */
import type Sqlite from 'better-sqlite3';

const TURN_MS = 10;

interface Turn {
  /** Resolves once it has begun; rejects where the database cannot be read. */
  begun: Promise<void>;
  /** Resolves at its end. */
  ended: Promise<void>;
  began_ms: number;
}

/** Gives what waits for the turn in which `client` may be read. */
export const shareTurns = (client: Sqlite.Database): (() => Promise<void>) => {
  const begin = client.prepare('BEGIN');
  const commit = client.prepare('COMMIT');
  let turn: Turn | undefined;
  /** Whoever read has been told what failed; nothing is lost when reading ends otherwise than it should. */
  const end = (): void => {
    try {
      if (client.inTransaction) commit.run();
    } catch {
      if (client.inTransaction) client.exec('ROLLBACK');
    }
  };
  const take = (): Turn => {
    const { promise: begun, resolve, reject } = Promise.withResolvers<void>();
    const { promise: ended, resolve: resolveEnded } = Promise.withResolvers<void>();
    const taken: Turn = { begun, ended, began_ms: Number.POSITIVE_INFINITY };
    setImmediate(() => {
      try {
        taken.began_ms = performance.now();
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
      resolveEnded();
    });
    return taken;
  };
  const wait = (): Promise<void> => {
    if (turn && performance.now() - turn.began_ms > TURN_MS) return turn.ended.then(wait);
    turn ??= take();
    return turn.begun;
  };
  return wait;
};
