import { createHash } from 'node:crypto';

/** The path that a `file:` URL names. */
export const pathOfUrl = (url: string): string => url.replace(/^file:(\/\/(?=\/))?/, '');

/**
 * How the names of files begin that belong to a database and can be made again from it: beside SQLite's own file; of
 * PostgreSQL in the folder `data`, by the server and the database.
 */
export const filesBeside = (url: string): string => {
  if (url.startsWith('file:')) return pathOfUrl(url);
  // Its replicas may stand after it.
  const { host, pathname } = new URL(url.split(' ')[0] ?? url);
  return `./data/${createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 16)}`;
};
