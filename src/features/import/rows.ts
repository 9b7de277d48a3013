/** The rows of somebody else's table, whatever its format: CSV, a list in JSON, or JSON lines. */
import { isUtf8 } from 'node:buffer';
import { LIMITS } from '../../limits.ts';
import { CsvError, type CsvRow, csvRows } from './csv.ts';

export const ROW_FORMATS = ['csv', 'json', 'jsonl'] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

export interface Row {
  /** From 1, as people count; a CSV's header is none. */
  number: number;
  /** The line it starts on, from 1; null where the format has none. */
  line: number | null;
  /** Its cells by column, or its members. */
  value: unknown;
}

/** A table as it is read, some rows at a time. */
export interface Table {
  /** Throws TableError where the file is none. */
  batches: AsyncIterable<readonly Row[]>;
  /** The columns there are; null where each row may have its own. */
  columns: readonly string[] | null;
}

/** The beginning of a table. */
export interface Sample {
  rows: readonly Row[];
  columns: readonly string[] | null;
}

/** A table that cannot be read as one. */
export class TableError extends Error {
  readonly line: number | null;
  constructor(line: number | null, detail: string) {
    super(detail);
    this.line = line;
  }
}

/** What `pointer` (RFC 6901) leads to in a JSON value; undefined where it leads nowhere. */
export const resolvePointer = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((found, part) => {
      if (Array.isArray(found)) return /^(0|[1-9]\d*)$/.test(part) ? found[Number(part)] : undefined;
      return isRecord(found) && Object.hasOwn(found, part) ? found[part] : undefined;
    }, value);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Opens the table in a file. `header_line`: the line of a CSV that names its columns; `place`: where in a JSON file the list
 * stands. Throws TableError.
 */
export const openTable = async (
  bytes: AsyncIterable<Buffer>,
  format: RowFormat,
  { delimiter, header_line = 1, place }: { delimiter: string; header_line?: number; place: string },
): Promise<Table> => {
  const lines = wholeLines(format === 'json' ? boundedBytes(bytes) : bytes);
  const table =
    format === 'csv'
      ? await csvTable(lines, delimiter, header_line)
      : { columns: null, batches: format === 'json' ? jsonRows(lines, place) : jsonLines(lines) };
  return { ...table, batches: withinLimit(table.batches) };
};

/** Reads a table to its end and gives its first rows. Throws TableError. */
export const sampleOf = async ({ columns, batches }: Table, length: number): Promise<Sample> => {
  const rows: Row[] = [];
  for await (const batch of batches) {
    for (const row of batch) if (rows.length < length) rows.push(row);
  }
  return { rows, columns };
};

async function* withinLimit(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  let count = 0;
  for await (const batch of batches) {
    count += batch.length;
    if (count > LIMITS.import_rows) {
      throw new TableError(null, `it has more than ${LIMITS.import_rows} rows; import it in parts`);
    }
    yield batch;
  }
}

const LINE_FEED = 0x0a;
const BOM = Buffer.from('\ufeff');

/**
 * A file's bytes cut between lines, where no letter is cut, and without a byte order mark. Throws TableError where they are
 * not UTF-8.
 */
async function* wholeLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let begun = false;
  let line = 1;
  const checked = (piece: Buffer): Buffer => {
    const whole = !begun && piece.subarray(0, BOM.length).equals(BOM) ? piece.subarray(BOM.length) : piece;
    if (!begun && isUtf16(piece)) throw new TableError(1, 'it is UTF-16; save it as UTF-8');
    begun = true;
    if (!isUtf8(whole))
      throw new TableError(line + strayLine(whole), 'it is not UTF-8; save it in that encoding');
    line += linesIn(whole);
    return whole;
  };
  for await (const piece of bytes) {
    const end = piece.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      yield checked(Buffer.concat([...held, piece.subarray(0, end)]));
      held = [];
    }
    if (end < piece.length) held.push(piece.subarray(end));
  }
  if (held.length > 0) yield checked(Buffer.concat(held));
}

const isUtf16 = ([first, second]: Buffer): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

const linesIn = (bytes: Buffer): number => {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
};

/** How many lines stand before the one on which something is not UTF-8. */
const strayLine = (bytes: Buffer): number => {
  let line = 0;
  for (let from = 0; from <= bytes.length; line += 1) {
    const end = bytes.indexOf(LINE_FEED, from);
    const until = end < 0 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(from, until))) return line;
    from = until + 1;
  }
  return line;
};

const TOO_LARGE = `it has more than ${LIMITS.import_whole_bytes.toLocaleString('en')} bytes, and a file of JSON is read whole: bring it in parts, or as a table (JSON Lines or CSV with a mapping), which is read piece by piece`;

/** The bytes of a file that is read whole. Throws TableError where they are too many. */
async function* boundedBytes(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > LIMITS.import_whole_bytes) throw new TableError(null, TOO_LARGE);
    yield piece;
  }
}

/** A file's bytes as text, without a byte order mark. Throws TableError where they are not UTF-8. */
export const textOf = (bytes: AsyncIterable<Buffer>): Promise<string> =>
  joined(wholeLines(boundedBytes(bytes)));

const joined = async (lines: AsyncIterable<Buffer>): Promise<string> => {
  const pieces: string[] = [];
  for await (const piece of lines) pieces.push(piece.toString('utf8'));
  return pieces.join('');
};

/** Faults of a table are told with the lines on which they stand. */
async function* withLines<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* rows;
  } catch (error) {
    if (error instanceof CsvError) throw new TableError(error.line, error.message);
    throw error;
  }
}

const csvTable = async (
  lines: AsyncIterable<Buffer>,
  delimiter: string,
  header_line: number,
): Promise<Table> => {
  const batches = withLines(csvRows(lines, delimiter));
  let first: CsvRow[] = [];
  for (let next = await batches.next(); first.length === 0 && !next.done; ) {
    first = next.value.filter(({ line }) => line >= header_line);
    if (first.length === 0) next = await batches.next();
  }
  const [header, ...rest] = first;
  if (!header) throw new TableError(null, 'it is empty');
  // Spreadsheets hand out columns that nobody named, most of them empty.
  const columns = header.cells.map((name, i) => (name.trim() === '' ? `column ${i + 1}` : name));
  const names = new Set<string>();
  for (const name of columns) {
    if (names.has(name)) throw new TableError(header.line, `two columns are named “${name}”`);
    names.add(name);
  }
  if (columns.length > LIMITS.import_columns) {
    throw new TableError(header.line, `it has more than ${LIMITS.import_columns} columns`);
  }
  return { columns, batches: evenRows(columns, rest, batches) };
};

/** Rows by their columns. Throws at their end where some are longer or shorter than the header. */
async function* evenRows(
  columns: readonly string[],
  first: readonly CsvRow[],
  rest: AsyncIterable<readonly CsvRow[]>,
): AsyncGenerator<Row[]> {
  let number = 0;
  const uneven: number[] = [];
  let uneven_cells = 0;
  const rowsOf = (batch: readonly CsvRow[]): Row[] => {
    const rows: Row[] = [];
    for (const { line, cells } of batch) {
      number += 1;
      if (cells.length === columns.length) {
        rows.push({
          number,
          line,
          value: Object.fromEntries(columns.map((name, column) => [name, cells[column]])),
        });
      } else {
        uneven_cells ||= cells.length;
        uneven.push(line);
      }
    }
    return rows;
  };
  yield rowsOf(first);
  for await (const batch of rest) yield rowsOf(batch);
  const [line, ...others] = uneven;
  if (line === undefined) return;
  const more = others.length > LINES_NAMED ? ' …' : '';
  const besides = others.length > 0 ? `; so are lines ${others.slice(0, LINES_NAMED).join(', ')}${more}` : '';
  throw new TableError(line, `the row has ${uneven_cells} cells, the header ${columns.length}${besides}`);
}

/** Rows at fault that are named after the first. */
const LINES_NAMED = 20;

async function* jsonRows(lines: AsyncIterable<Buffer>, place: string): AsyncGenerator<Row[]> {
  const list = resolvePointer(parseJson(await joined(lines), null), place);
  if (!Array.isArray(list)) {
    throw new TableError(null, `there is no list at “${place || '(the whole file)'}”`);
  }
  yield list.map((value, i) => ({ number: i + 1, line: null, value }));
}

async function* jsonLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Row[]> {
  let line = 0;
  let number = 0;
  for await (const piece of pieces) {
    const lines = piece.toString('utf8').split('\n');
    // What follows the last line feed is the next piece.
    if (lines.at(-1) === '') lines.pop();
    yield lines.flatMap((text): Row[] => {
      line += 1;
      if (text.trim() === '') return [];
      number += 1;
      return [{ number, line, value: parseJson(text, line) }];
    });
  }
}

const parseJson = (text: string, line: number | null): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TableError(line, `it is not JSON: ${error instanceof Error ? error.message : error}`);
  }
};
