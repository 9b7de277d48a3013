/**
 * What a thread has made of the public record to find things by, kept in a file, so that the next start need not read
 * the whole record again. A file is only a shorter way to the same index: it counts where its bytes are those that were
 * written, the code that made it is this code, and the log that it was made of begins this log (by size and root). In
 * any doubt it is as if it were not there.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import type { Connection } from '../db/types.ts';
import { makeFolder } from '../db/folder.ts';
import { LIMITS } from '../limits.ts';
import { logSize, readNodes } from './log.ts';
import { nodeLookup, rootCoordinates, rootOf } from './merkle.ts';

const KINDS = { Uint8Array, Int8Array, Uint16Array, Uint32Array, Float32Array, Float64Array };
const KIND_NAMES = [
  'Uint8Array',
  'Int8Array',
  'Uint16Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
] as const;
/** Numbers in a row. */
export type Row = Uint8Array | Int8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

/** The parts of an index by name. To write, a part may be several rows of one kind, in order. */
export type Parts = Record<string, Row>;
export type PartsToWrite = Record<string, Row | readonly Row[]>;

const header = z.object({
  made_by: z.string(),
  log_size: z.int().min(1),
  root: z.string(),
  crc32: z.int(),
  parts: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(KIND_NAMES),
      bytes: z.int().min(0),
    }),
  ),
});
type Header = z.output<typeof header>;

export interface IndexFile {
  /** Whether so much came since, or the file does not count, as far as its head tells, that to begin with it would be slow. */
  isBehind(): Promise<boolean>;
  /** What `restore` makes of the parts, which hold the first `log_size` leaves of the log; undefined where they do not count. */
  load<Index>(
    restore: (parts: Parts, log_size: number) => Promise<Index | undefined> | Index,
  ): Promise<Index | undefined>;
  /** Keeps the parts, which hold the first `log_size` leaves of the log. Another process at it goes first. */
  save(log_size: number, parts: PartsToWrite): Promise<void>;
}

const OWNER_FILE = 0o600;
const CHUNK = 8 * 1024 * 1024;
/** A file that is being written is left behind where its process was killed: after so many milliseconds it goes. */
const ABANDONED_MS = 600_000;

/** Whether so much came since an index was kept that the next start would be slow. */
export const isWorthKeeping = (log_size: number, kept_size: number): boolean =>
  log_size - kept_size >= Math.max(LIMITS.index_kept_from, log_size / LIMITS.index_kept_part);

/** What says by which code an index was made: all of these folders and files, Node, and its tables of letters. */
export const hashOfCode = (paths: readonly URL[]): string => {
  const hash = createHash('sha256').update(`${process.version} ${process.versions.unicode}`);
  for (const url of paths) {
    const from = fileURLToPath(url);
    const isFolder = statSync(from).isDirectory();
    const names = isFolder ? readdirSync(from, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const name of names) {
      const path = join(from, name);
      if (statSync(path).isFile()) hash.update(`\n${name}\n`).update(readFileSync(path));
    }
  }
  return hash.digest('hex');
};

/** The root of the log at a size; undefined where the log is smaller. */
const rootAt = async (read: Connection, size: number): Promise<string | undefined> => {
  if ((await logSize(read)) < size) return undefined;
  return rootOf(size, nodeLookup(await readNodes(read, rootCoordinates(size)))).toString('hex');
};

const bytesOf = (row: Row): Uint8Array => new Uint8Array(row.buffer, row.byteOffset, row.byteLength);
const rowsOf = (part: Row | readonly Row[]): readonly Row[] => (ArrayBuffer.isView(part) ? [part] : part);

/** Gathers small rows, so that each is not a call to the system of its own. */
const createGatherer = (take: (bytes: Uint8Array) => void) => {
  const chunk = new Uint8Array(CHUNK);
  let length = 0;
  const flush = (): void => {
    take(chunk.subarray(0, length));
    length = 0;
  };
  return {
    put: (bytes: Uint8Array): void => {
      for (let from = 0; from < bytes.length; ) {
        const part = bytes.subarray(from, from + CHUNK - length);
        chunk.set(part, length);
        length += part.length;
        from += part.length;
        if (length === CHUNK) flush();
      }
    },
    flush,
  };
};

const writeAll = (file: number, bytes: Uint8Array): void => {
  for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
};

/** Fills `bytes` from the file; false where it ends before. */
const readAll = (file: number, bytes: Uint8Array, at: number): boolean => {
  for (let from = 0; from < bytes.length; ) {
    const count = readSync(file, bytes, from, Math.min(CHUNK, bytes.length - from), at + from);
    if (count === 0) return false;
    from += count;
  }
  return true;
};

interface FoundHeader {
  header: Header;
  length: number;
}

const readHeader = (file: number): FoundHeader | undefined => {
  const start = new Uint8Array(Math.min(LIMITS.index_header_bytes, fstatSync(file).size));
  if (!readAll(file, start, 0)) return undefined;
  const end = start.indexOf(10);
  const parsed = header.safeParse(JSON.parse(Buffer.from(start.subarray(0, end)).toString()));
  return parsed.success ? { header: parsed.data, length: end + 1 } : undefined;
};

const readParts = (file: number, { header, length }: FoundHeader): Parts | undefined => {
  const parts: Parts = {};
  let at = length;
  let sum = 0;
  if (fstatSync(file).size !== header.parts.reduce((end, { bytes }) => end + bytes, length)) return undefined;
  for (const { name, kind, bytes } of header.parts) {
    const buffer = new ArrayBuffer(bytes);
    const row = new Uint8Array(buffer);
    if (!readAll(file, row, at)) return undefined;
    for (let from = 0; from < bytes; from += CHUNK) sum = crc32(row.subarray(from, from + CHUNK), sum);
    at += bytes;
    parts[name] = new KINDS[kind](buffer);
  }
  return sum === header.crc32 ? parts : undefined;
};

/**
 * The index kept at `path`, made by the code `made_by`, of the log that `read` reads. Where a file cannot be written or
 * read, `warn` is told, and nothing else comes of it.
 */
export const createIndexFile = (
  path: string,
  made_by: string,
  read: Connection,
  warn: (message: string) => void,
): IndexFile => {
  const told = (error: unknown): void =>
    warn(`The index ${path} cannot be used: ${error instanceof Error ? error.message : String(error)}`);

  /** What `take` makes of the file, where its head says that it counts. */
  const open = async <T>(take: (file: number, found: FoundHeader) => T): Promise<T | undefined> => {
    const file = openSync(path, 'r');
    try {
      const found = readHeader(file);
      if (found?.header.made_by !== made_by) return undefined;
      const { log_size, root } = found.header;
      return (await rootAt(read, log_size)) === root ? take(file, found) : undefined;
    } finally {
      closeSync(file);
    }
  };
  const readFile = (): Promise<{ log_size: number; parts: Parts } | undefined> =>
    open((file, found) => {
      const parts = readParts(file, found);
      return parts && { log_size: found.header.log_size, parts };
    });

  /** How many leaves of the log are in the file; 0 where it does not count. */
  const keptSize = async (): Promise<number> => {
    try {
      return (existsSync(path) && (await open((_, { header }) => header.log_size))) || 0;
    } catch (error) {
      told(error);
      return 0;
    }
  };

  const write = (log_size: number, root: string, parts: PartsToWrite): void => {
    let sum = 0;
    const summing = createGatherer((bytes) => {
      sum = crc32(bytes, sum);
    });
    for (const part of Object.values(parts)) for (const row of rowsOf(part)) summing.put(bytesOf(row));
    summing.flush();
    const described = Object.entries(parts).map(([name, part]) => ({
      name,
      kind: KIND_NAMES.find((kind) => rowsOf(part)[0] instanceof KINDS[kind]),
      bytes: rowsOf(part).reduce((bytes, row) => bytes + row.byteLength, 0),
    }));
    const first = header.parse({ made_by, log_size, root, crc32: sum, parts: described });
    const file = openSync(`${path}.new`, 'wx', OWNER_FILE);
    try {
      const writing = createGatherer((bytes) => writeAll(file, bytes));
      writing.put(Buffer.from(`${JSON.stringify(first)}\n`));
      for (const part of Object.values(parts)) for (const row of rowsOf(part)) writing.put(bytesOf(row));
      writing.flush();
    } catch (error) {
      rmSync(`${path}.new`, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
  };

  /** Whether another process is writing it now. */
  const isBeingWritten = (): boolean => {
    if (!existsSync(`${path}.new`)) return false;
    if (Date.now() - statSync(`${path}.new`).mtimeMs < ABANDONED_MS) return true;
    rmSync(`${path}.new`, { force: true });
    return false;
  };

  return {
    isBehind: async () => isWorthKeeping(await logSize(read), await keptSize()),
    load: async (restore) => {
      try {
        const found = existsSync(path) ? await readFile() : undefined;
        return found && (await restore(found.parts, found.log_size));
      } catch (error) {
        told(error);
        return undefined;
      }
    },
    save: async (log_size, parts) => {
      try {
        const root = await rootAt(read, log_size);
        makeFolder(dirname(path));
        if (root !== undefined && !isBeingWritten()) write(log_size, root, parts);
      } catch (error) {
        told(error);
      }
    },
  };
};

/** Words as one part; none of them may have the sign that stands between them. */
export const wordsToRow = (words: readonly string[]): Uint8Array => Buffer.from(words.join('\n'));

/** The words of a part that has at least one. */
export const wordsOfRow = (row: Row | undefined, count: number): string[] => {
  const words =
    count === 0
      ? []
      : Buffer.from(bytesOf(row ?? new Uint8Array()))
          .toString()
          .split('\n');
  if (words.length !== count) throw new Error(`there are ${words.length} words, not ${count}`);
  return words;
};

/** Where each of several rows ends when they stand in one. */
export const endsOf = (rows: readonly Row[]): Float64Array => {
  const ends = new Float64Array(rows.length);
  let end = 0;
  for (const [i, row] of rows.entries()) {
    end += row.length;
    ends[i] = end;
  }
  return ends;
};

/** The part of this name; throws where there is none of this kind. */
export const partOf = <Part extends Row>(parts: Parts, name: string, kind: new () => Part): Part => {
  const part = parts[name];
  if (part instanceof kind) return part;
  throw new Error(`the index has no ${name} of the kind ${kind.name}`);
};

/** The rows that stand in one, by where they end. */
export const slicesAt = <Slice>(ends: Float64Array, slice: (from: number, to: number) => Slice): Slice[] => {
  const slices: Slice[] = [];
  let from = 0;
  for (const end of ends) {
    slices.push(slice(from, end));
    from = end;
  }
  return slices;
};
