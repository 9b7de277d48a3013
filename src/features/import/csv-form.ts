/** How a CSV file of others is written, by its first lines: what stands between cells, and where the columns are named. */
import { CsvError, type CsvRow, csvRows, DELIMITERS } from './csv.ts';

export interface CsvForm {
  delimiter: (typeof DELIMITERS)[number];
  /** The line that names the columns: titles and notes stand above it in many. */
  header_line: number;
}

/** How one is written that nobody has said anything of. */
export const USUAL_FORM: CsvForm = { delimiter: ',', header_line: 1 };

/** Rows that are looked at: more than stand above any table. */
const ROWS = 30;

/** Guesses the form of a file that begins with these bytes. */
export const formOf = async (head: Buffer): Promise<CsvForm> => {
  const forms = await Promise.all(
    DELIMITERS.map(async (delimiter) => {
      const filled = (await firstRows(head, delimiter)).map(({ line, cells }) => ({
        line,
        cells: cells.filter((cell) => cell.trim() !== '').length,
      }));
      const most = Math.max(0, ...filled.map(({ cells }) => cells));
      // Above the columns stand one or two cells; in the rows below many may be empty.
      const named = filled.find(({ cells }) => 2 * cells > most);
      const usual = filled.map(({ cells }) => cells).sort((a, b) => a - b)[filled.length >> 1] ?? 0;
      return { usual, form: { delimiter, header_line: named?.line ?? USUAL_FORM.header_line } };
    }),
  );
  const [best] = forms.sort((a, b) => b.usual - a.usual);
  return best?.form ?? USUAL_FORM;
};

/** The first rows, up to where something is no row with this delimiter. */
const firstRows = async (head: Buffer, delimiter: string): Promise<CsvRow[]> => {
  const rows: CsvRow[] = [];
  try {
    for await (const some of csvRows(linesOf(head), delimiter)) {
      rows.push(...some);
      if (rows.length >= ROWS) break;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return rows.slice(0, ROWS);
};

/** Line by line, so that what is a fault further down hides nothing. */
async function* linesOf(head: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < head.length; ) {
    const end = head.indexOf(LINE_FEED, from) + 1 || head.length;
    yield head.subarray(from, end);
    from = end;
  }
}

const LINE_FEED = 0x0a;
