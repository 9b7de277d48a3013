/** Tables as RFC 4180 has them, read strictly: what is not clear is a fault, never a guess. */
import type { CsvError as ParseError } from 'csv-parse';
import { LIMITS } from '../../limits.ts';

export interface CsvRow {
  /** The line on which the row starts, from 1. */
  line: number;
  cells: string[];
}

/** What may stand between the cells of a row. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The first fault of a table, with its place in the file (from 1). */
export class CsvError extends Error {
  readonly line: number;
  constructor(line: number, detail: string) {
    super(detail);
    this.line = line;
  }
}

const FAULTS: Partial<Record<ParseError['code'], string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a cell opens with a quote that nothing closes',
  INVALID_OPENING_QUOTE: 'a quote stands inside a cell that does not start with one',
  CSV_INVALID_CLOSING_QUOTE: 'something stands between a closing quote and the end of its cell',
  CSV_MAX_RECORD_SIZE: `the row has more than ${LIMITS.import_row_bytes} bytes`,
};

const QUOTED = /"[^"]*"/g;
const EMPTY = /^[\r\n]*$/;
const LONE_RETURN = /\r(?!\n)/;

/**
 * The rows of a table, the header among them, as they come. Lines end in CRLF or LF; a cell in double quotes may hold
 * line ends, delimiters and doubled quotes. A line without anything is left out. Throws CsvError with the line on
 * which the row at fault starts.
 */
export async function* csvRows(bytes: AsyncIterable<Buffer>, delimiter = ','): AsyncGenerator<CsvRow[]> {
  const { CsvError: Unparsed, parse } = await import('csv-parse');
  let rows: CsvRow[] = [];
  let count = 0;
  // The parser counts lone carriage returns as lines too.
  let line = 1;
  /** What the parser was given and has not made a row of yet, and where in the file that begins. */
  let held: Buffer = Buffer.alloc(0);
  let begins = 0;
  const take = (cells: string[], info: { bytes: number }): null => {
    const raw = held.subarray(0, info.bytes - begins).toString();
    if (raw.includes('\r') && LONE_RETURN.test(raw.replace(QUOTED, ''))) {
      throw new CsvError(line, 'a carriage return stands alone');
    }
    if (!EMPTY.test(raw)) {
      rows.push({ line, cells });
      count += 1;
    }
    if (count > LIMITS.import_rows + 1) {
      throw new CsvError(line, `it has more than ${LIMITS.import_rows} rows; import it in parts`);
    }
    line += raw.split('\n').length - 1;
    held = held.subarray(info.bytes - begins);
    begins = info.bytes;
    return null;
  };
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: LIMITS.import_row_bytes,
    on_record: take,
  });
  // Whoever writes hears of it as well.
  parser.on('error', () => undefined);
  const said = (tell: (heard: (error?: Error | null) => void) => unknown): Promise<void> =>
    new Promise((resolve, reject) => tell((error) => (error ? reject(error) : resolve())));
  const taken = (): CsvRow[] => {
    const some = rows;
    rows = [];
    return some;
  };
  try {
    for await (const piece of bytes) {
      held = Buffer.concat([held, piece]);
      await said((heard) => parser.write(piece, heard));
      yield taken();
    }
    await said((heard) => parser.end(heard));
    yield taken();
  } catch (error) {
    if (!(error instanceof Unparsed)) throw error;
    throw new CsvError(line, FAULTS[error.code] ?? error.message);
  } finally {
    parser.destroy();
  }
}
