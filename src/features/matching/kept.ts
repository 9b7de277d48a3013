/** The file in which what is matched is kept for the next start. */
import type { Connection } from '../../db/types.ts';
import { createIndexFile, hashOfCode, type IndexFile } from '../../record/index-file.ts';

/** What decides how a claim becomes what is kept of it. */
const MADE_BY = ['.', '../../record/index-file.ts', '../../limits.ts', '../../../package.json'].map(
  (path) => new URL(path, import.meta.url),
);

export const keptMatching = (path: string, read: Connection, warn: (message: string) => void): IndexFile =>
  createIndexFile(path, hashOfCode(MADE_BY), read, warn);
