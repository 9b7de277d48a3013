/**
 * Lists as spreadsheets. A noun declares the columns of its list once; what reads it, the thread that writes CSV and
 * the page of columns in the guide, follow from that. Pure: a row is a function of the document and the address.
 */
import type { CorrectionRow } from './corrections.ts';
import type { ListQuery } from './list-query.ts';

/** Between the elements of a cell that has several; within one of them the bar is broken. */
const BETWEEN = ' | ';
const BROKEN = ' ¦ ';

type Several = readonly (string | null | undefined)[];
/** What stands in a cell: null and undefined are empty, several are joined. */
type Value = string | number | boolean | null | undefined | Several;
export type Cell = string | number | boolean | null;

/** Where rows lead: the address of the server, without a slash at its end. */
export interface Place {
  home: string;
}

/** One column: its name, what stands in it (for the guide), and how it is read of a row. */
export type Column<Row> = readonly [name: string, about: string, of: (row: Row, place: Place) => Value];

/** A column as the guide names it. */
export interface NamedColumn {
  name: string;
  about: string;
}

export interface Sheet {
  /** Of its list: `claims`. */
  name: string;
  columns: readonly NamedColumn[];
  /** What there may be a row of instead (`rows=quote`), and the columns that then come besides. */
  part: { name: string; columns: readonly NamedColumn[] } | null;
  /** The rows of one document, given as its JSON: one, or with `by_part` one for each of its parts. */
  rowsOf(json: string, place: Place, by_part: boolean): Cell[][];
}

const cellOf = (value: Value): Cell => {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return value;
  return value
    .filter((element) => element !== null && element !== undefined && element !== '')
    .map((element) => String(element).replaceAll(BETWEEN, BROKEN))
    .join(BETWEEN);
};

const named = <Row>(columns: readonly Column<Row>[]): NamedColumn[] =>
  columns.map(([name, about]) => ({ name, about }));

/** Makes a sheet out of its declaration. */
export const sheet = <Document, Part = never>(declaration: {
  name: string;
  columns: readonly Column<Document>[];
  part?: { name: string; of: (document: Document) => readonly Part[]; columns: readonly Column<Part>[] };
}): Sheet => {
  const { name, columns, part } = declaration;
  const cells = <Row>(of: readonly Column<Row>[], row: Row, place: Place): Cell[] =>
    of.map(([, , read]) => cellOf(read(row, place)));
  return {
    name,
    columns: named(columns),
    part: part ? { name: part.name, columns: named(part.columns) } : null,
    rowsOf: (json, place, by_part) => {
      const document: Document = JSON.parse(json);
      const own = cells(columns, document, place);
      if (!by_part || !part) return [own];
      const parts = part.of(document);
      // What has no part has a row all the same.
      if (parts.length === 0) return [[...own, ...part.columns.map(() => null)]];
      return parts.map((one) => [...own, ...cells(part.columns, one, place)]);
    },
  };
};

/** A document with these members alone, in this order. */
export const picked = (json: string, fields: readonly string[]): string => {
  const document: Record<string, unknown> = JSON.parse(json);
  return JSON.stringify(Object.fromEntries(fields.map((name) => [name, document[name]])));
};

/** Which corrections: all that is left out is not asked for. */
export interface CorrectionQuery {
  claims?: readonly string[] | undefined;
  /** Ids, as they were asked for and by their Wikidata ids. */
  speakers?: readonly string[] | undefined;
  known?: readonly string[] | undefined;
  kinds?: CorrectionRow['kind'][] | undefined;
  /** Instants, each included. */
  from?: string | undefined;
  to?: string | undefined;
}

/** What a spreadsheet is made of. */
export type SheetSource =
  | { list: Omit<ListQuery, 'limit' | 'after'> }
  | { corrections: CorrectionQuery }
  /** What was found already, each as its JSON. */
  | { hits: readonly string[] };

export interface SheetRequest {
  /** Name of the sheet. */
  sheet: string;
  source: SheetSource;
  format: 'csv' | 'jsonl';
  /** Columns (CSV) or members (JSON Lines), in this order; null: all. */
  fields: readonly string[] | null;
  by_part: boolean;
  /** The day for which deadlines are computed. */
  today: string;
  home: string;
  /** Whether a byte order mark comes first, for spreadsheets that take UTF-8 for something else without it. */
  bom: boolean;
  /** Whether what a spreadsheet would run as a formula is made harmless. */
  harmless: boolean;
}

/** What a spreadsheet came to. */
export interface SheetSum {
  /** Without the row of names. */
  rows: number;
  bytes: number;
  /** Of all its bytes, hexadecimal. */
  sha256: string;
}

/** The moment that a spreadsheet shows. */
export interface Moment {
  /** How many entries the log has, and the number of the last line of the ledger. */
  log_size: number;
  last_event: number;
}

/** A spreadsheet of one moment that is being written. */
export interface OpenSheet extends Moment {
  /** The next bytes, once there are some; null at the end. Throws where it cannot go on. */
  read(): Promise<Uint8Array | null>;
  /** What it came to; known at its end. */
  sum(): SheetSum;
  /** Ends it before its end. */
  close(): void;
}

export interface Sheets {
  /** Opens a spreadsheet on a moment of its own; null where too many are open. */
  open(request: SheetRequest): Promise<OpenSheet | null>;
  /** What a spreadsheet comes to, without its bytes; null where too many are open. */
  measure(request: SheetRequest): Promise<(SheetSum & Moment) | null>;
  /** Ends all of them. */
  close(): Promise<void>;
}
