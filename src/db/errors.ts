/** What a driver's error means, whatever the engine. */

const codeOf = (error: unknown): string => {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') return e.code;
  }
  return '';
};

/** A row with this key stands already. */
export const isDuplicate = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(codeOf(error));

/** PostgreSQL's for too many connections, locks, cancelled statements and shutdowns; the socket's own. */
const BUSY_CODES = [
  ...['53300', '55P03', '57014', '57P01', '57P02', '57P03', '40001', '40P01'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
];

/** The database is locked, full of connections or shutting down: worth trying again in a moment. */
export const isBusy = (error: unknown): boolean => {
  const code = codeOf(error);
  return (
    code.startsWith('SQLITE_BUSY') ||
    code.startsWith('SQLITE_LOCKED') ||
    code.startsWith('08') ||
    BUSY_CODES.includes(code) ||
    (error instanceof Error &&
      /Connection terminated|timeout exceeded when trying to connect/.test(error.message))
  );
};
