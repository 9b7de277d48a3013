/** What a driver's error means, whatever the engine. */

const codesOf = function* (error: unknown): Generator<string> {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') yield e.code;
    // The PostgreSQL driver gives these without a code.
    if (/^(Connection terminated|timeout exceeded when trying to connect)/.test(e.message))
      yield 'ECONNRESET';
  }
};

const DUPLICATE = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'];

/** Locks, too many connections, cancelled statements, shutdowns (PostgreSQL), and the socket's own. */
const BUSY = [
  ...['53300', '55P03', '57014', '57P01', '57P02', '57P03', '40001', '40P01'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
];

/** A row with this key stands already. */
export const isDuplicate = (error: unknown): boolean =>
  [...codesOf(error)].some((code) => DUPLICATE.includes(code));

/** The database is locked, full of connections or shutting down: worth trying again in a moment. */
export const isBusy = (error: unknown): boolean =>
  [...codesOf(error)].some((code) => BUSY.includes(code) || /^(SQLITE_BUSY|SQLITE_LOCKED|08)/.test(code));
