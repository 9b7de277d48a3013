/** What a driver's error means, whatever the engine. */

const codesOf = function* (error: unknown): Generator<string> {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') yield e.code;
    // The PostgreSQL driver gives these without a code.
    if (/^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/.test(e.message))
      yield 'ECONNRESET';
    if (/not queryable/.test(e.message)) yield 'ECONNRESET';
    // Of stored values, which were JSON when they were written.
    if (e.message === 'malformed JSON') yield 'SQLITE_CORRUPT';
  }
};

const DUPLICATE = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'];

/** Locks, too many connections, cancelled statements, shutdowns (PostgreSQL), and the socket's own. */
const BUSY = [
  ...['53300', '55P03', '57014', '57P01', '57P02', '57P03', '40001', '40P01'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
];

/** What tells what an error means, where anything does. */
export const codeOf = (error: unknown): string | undefined => codesOf(error).next().value ?? undefined;

/** A row with this key stands already. */
export const isDuplicate = (error: unknown): boolean =>
  [...codesOf(error)].some((code) => DUPLICATE.includes(code));

/** The database is locked, full of connections or shutting down: worth trying again in a moment. */
export const isBusy = (error: unknown): boolean =>
  [...codesOf(error)].some((code) => BUSY.includes(code) || /^(SQLITE_BUSY|SQLITE_LOCKED|08)/.test(code));

/** A server of PostgreSQL that follows another takes no writes. */
export const isReadOnly = (error: unknown): boolean => [...codesOf(error)].includes('25006');

/** What an operator must know and do, by the beginnings of codes: SQLite's, PostgreSQL's and the system's own. */
const STORAGE: readonly [RegExp, string][] = [
  [
    /^ONRECORD_FORM/,
    'a newer version of the server has brought it to another form: start that version, or restore a backup',
  ],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|53100)/, 'the disk is full: make room'],
  [
    /^SQLITE_READONLY_DBMOVED/,
    'its file was moved, replaced or deleted while the server ran: start the server anew',
  ],
  [
    /^(SQLITE_READONLY|EROFS|EACCES|EPERM|25006)/,
    'it may not be written: look at the rights of its file and folder, and whether the disk is mounted read-only',
  ],
  [
    /^SQLITE_CANTOPEN/,
    'its file cannot be opened: look whether it is there, and at the rights of its folder',
  ],
  [
    /^(SQLITE_CORRUPT|SQLITE_NOTADB|XX001|XX002)/,
    'it is damaged: stop the server, keep the file, and restore a backup (docs/backups.md)',
  ],
  [/^(SQLITE_IOERR|EIO|58030)/, 'the disk failed to read or write: look at the system’s log'],
];

/** Why the storage under the record fails, for an operator; undefined where it is something else. */
export const storageFault = (error: unknown): string | undefined => {
  const codes = [...codesOf(error)];
  return STORAGE.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1];
};

/** What says that the database is damaged in a place where it does not look itself; with the code that PostgreSQL gives. */
export const unreadable = (cause: unknown): Error =>
  Object.assign(new Error('a row cannot be read', { cause }), { code: 'XX001' });

/** Whether an error says that the database's own pages are damaged. */
export const isDamage = (error: unknown): boolean =>
  [...codesOf(error)].some((code) => /^(SQLITE_CORRUPT|SQLITE_NOTADB|XX001|XX002)/.test(code));

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
  const fault = known ?? storageFault(error);
  if (fault !== undefined) return fault;
  if (error instanceof Error && error.cause instanceof Error) return reasonOf(error.cause);
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith('no such table') ? NO_TABLES : message;
};
