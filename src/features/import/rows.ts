/** The rows of somebody else's table, whatever its format: CSV, a list in JSON, or JSON lines. */
import { isUtf8 } from 'node:buffer';
import { LIMITS } from '../../limits.ts';
import { CsvError, parseCsv } from './csv.ts';

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

export interface Table {
  rows: Row[];
  /** The columns there are; null where each row may have its own. */
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

/** Reads the rows of a file. `place`: where in a JSON file the list stands. Throws TableError. */
export const readTable = (
  bytes: Uint8Array,
  format: RowFormat,
  { delimiter, place }: { delimiter: string; place: string },
): Table => {
  const text = textOf(bytes);
  const table =
    format === 'csv' ? csvTable(text, delimiter) : { rows: jsonRows(text, format, place), columns: null };
  if (table.rows.length > LIMITS.import_rows) {
    throw new TableError(null, `it has more than ${LIMITS.import_rows} rows; import it in parts`);
  }
  return table;
};

const LINE_FEED = 0x0a;

/** The line on which something stands that is not UTF-8. */
const strayLine = (bytes: Uint8Array): number => {
  let line = 1;
  for (let from = 0; from <= bytes.length; line += 1) {
    const end = bytes.indexOf(LINE_FEED, from);
    const until = end < 0 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(from, until))) return line;
    from = until + 1;
  }
  return line;
};

/** A file's bytes as text, without a byte order mark. Throws TableError where they are not UTF-8. */
export const textOf = (bytes: Uint8Array): string => {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new TableError(1, 'it is UTF-16; save it as UTF-8');
  }
  if (!isUtf8(bytes)) throw new TableError(strayLine(bytes), 'it is not UTF-8; save it in that encoding');
  return new TextDecoder('utf-8').decode(bytes);
};

const csvTable = (text: string, delimiter: string): Table => {
  const [header, ...rest] = csvRows(text, delimiter);
  if (!header) throw new TableError(null, 'it is empty');
  const columns = header.cells;
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) throw new TableError(header.line, `two columns are named “${twice}”`);
  if (columns.length > LIMITS.import_columns) {
    throw new TableError(header.line, `it has more than ${LIMITS.import_columns} columns`);
  }
  const uneven = rest.filter(({ cells }) => cells.length !== columns.length);
  if (uneven[0]) {
    const { line, cells } = uneven[0];
    const others = uneven.slice(1, LINES_NAMED + 1).map((row) => row.line);
    const more = uneven.length - 1 > others.length ? ' …' : '';
    const besides = others.length > 0 ? `; so are lines ${others.join(', ')}${more}` : '';
    throw new TableError(line, `the row has ${cells.length} cells, the header ${columns.length}${besides}`);
  }
  const rows = rest.map(({ line, cells }, i) => {
    const value = Object.fromEntries(columns.map((name, column) => [name, cells[column]]));
    return { number: i + 1, line, value };
  });
  return { rows, columns };
};

/** Rows at fault that are named after the first. */
const LINES_NAMED = 20;

const csvRows = (text: string, delimiter: string) => {
  try {
    return parseCsv(text, delimiter);
  } catch (error) {
    if (error instanceof CsvError) throw new TableError(error.line, error.message);
    throw error;
  }
};

const jsonRows = (text: string, format: 'json' | 'jsonl', place: string): Row[] => {
  if (format === 'json') {
    const list = resolvePointer(parseJson(text, null), place);
    if (!Array.isArray(list))
      throw new TableError(null, `there is no list at “${place || '(the whole file)'}”`);
    return list.map((value, i) => ({ number: i + 1, line: null, value }));
  }
  return text
    .split('\n')
    .map((line, i) => ({ line: i + 1, text: line }))
    .filter((line) => line.text.trim() !== '')
    .map((line, i) => ({ number: i + 1, line: line.line, value: parseJson(line.text, line.line) }));
};

const parseJson = (text: string, line: number | null): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TableError(line, `it is not JSON: ${error instanceof Error ? error.message : error}`);
  }
};
