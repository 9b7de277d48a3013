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

const NO_TABLES = 'there is no record in it';
const REASONS: Record<string, string> = {
  SQLITE_NOTADB: 'it is no database',
  SQLITE_CANTOPEN: 'there is no such file, or it may not be opened',
  '3D000': 'there is no such database',
  '42P01': NO_TABLES,
};

/** Why a database cannot be opened or read, without the query that found out. */
export const reasonOf = (error: unknown): string => {
  const [known] = [...codesOf(error)].flatMap((code) => REASONS[code] ?? []);
  if (known !== undefined) return known;
  if (error instanceof Error && error.cause instanceof Error) return reasonOf(error.cause);
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith('no such table') ? NO_TABLES : message;
};
