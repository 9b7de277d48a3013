/** The file in which the words of the record are kept for the next start. */
import type { Connection } from '../../db/types.ts';
import { createIndexFile, hashOfCode, type IndexFile } from '../../record/index-file.ts';

/** What decides how a text becomes what is kept of it. */
const MADE_BY = [
  '.',
  '../../text',
  '../../record/index-file.ts',
  '../../limits.ts',
  '../../../package.json',
].map((path) => new URL(path, import.meta.url));

export const keptWords = (path: string, read: Connection, warn: (message: string) => void): IndexFile =>
  createIndexFile(path, hashOfCode(MADE_BY), read, warn);
