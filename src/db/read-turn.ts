/**
 * Without a transaction SQLite takes and gives back a lock for each query. What a connection reads in one turn
 * of the event loop shares one transaction instead. It ends with the turn, and at once where a change was
 * committed, so that whoever was told of a change reads it.
 */
import type Sqlite from 'better-sqlite3';

const joins = new WeakMap<Sqlite.Database, () => void>();

/** Lets what `client` reads share turns; the function that it gives ends the present one. */
export const shareTurns = (client: Sqlite.Database): (() => void) => {
  const begin = client.prepare('BEGIN');
  const commit = client.prepare('COMMIT');
  let open = false;
  const end = (): void => {
    if (!open) return;
    open = false;
    commit.run();
  };
  joins.set(client, () => {
    if (open) return;
    begin.run();
    open = true;
    setImmediate(end);
  });
  return end;
};

/** Joins the present turn of a client that shares turns, or begins one. */
export const joinTurn = (client: Sqlite.Database): void => joins.get(client)?.();
