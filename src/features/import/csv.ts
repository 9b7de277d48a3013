/** Tables as RFC 4180 has them, read strictly: what is not clear is a fault, never a guess. */

export interface CsvRow {
  /** The line on which the row starts, from 1. */
  line: number;
  cells: string[];
}

/** The first fault of a table, with its place in the file (from 1). */
export class CsvError extends Error {
  readonly line: number;
  constructor(line: number, detail: string) {
    super(detail);
    this.line = line;
  }
}

/**
 * The rows of a table, the header among them. Lines end in CRLF or LF; a cell in double quotes may hold
 * line ends, delimiters and doubled quotes. A line without anything is left out. Throws CsvError.
 */
export const parseCsv = (text: string, delimiter = ','): CsvRow[] => {
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;

  const quotedCell = (): string => {
    const opened_on = line;
    let cell = '';
    for (let from = at + 1; ; ) {
      const quote = text.indexOf('"', from);
      if (quote < 0) throw new CsvError(opened_on, 'a cell opens with a quote that nothing closes');
      const part = text.slice(from, quote);
      line += part.split('\n').length - 1;
      cell += part;
      at = quote + 1;
      if (text[at] !== '"') return cell;
      cell += '"';
      from = at + 1;
    }
  };
  const bareCell = (): string => {
    const from = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && !text.startsWith('\r\n', at)) {
      if (text[at] === '"')
        throw new CsvError(line, 'a quote stands inside a cell that does not start with one');
      if (text[at] === '\r') throw new CsvError(line, 'a carriage return stands alone');
      at += 1;
    }
    return text.slice(from, at);
  };

  while (at < text.length) {
    const row: CsvRow = { line, cells: [] };
    const started_at = at;
    for (;;) {
      row.cells.push(text[at] === '"' ? quotedCell() : bareCell());
      if (text[at] !== delimiter) break;
      at += 1;
    }
    const is_blank = at === started_at;
    if (text.startsWith('\r\n', at)) at += 2;
    else if (text[at] === '\n') at += 1;
    else if (at < text.length)
      throw new CsvError(line, 'something stands between a closing quote and the end of its cell');
    line += 1;
    if (!is_blank) rows.push(row);
  }
  return rows;
};
