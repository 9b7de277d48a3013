/** What copying needs of an engine: its tables and their rows in one form. */

/** A row's values in the order of its table's columns: truth values as 0 and 1, JSON as its text. */
export type PlainRow = (string | number | Buffer | null)[];

export interface TableInfo {
  name: string;
  /** By their names, in the order of the alphabet. */
  columns: readonly string[];
  /** Its primary key. */
  key: readonly string[];
  /** The tables that its rows name. */
  needs: readonly string[];
}

export interface CopySide {
  tables(): Promise<TableInfo[]>;
  /** Up to `limit` rows in the order of their keys, after these. */
  page(table: TableInfo, after: PlainRow | null, limit: number): Promise<PlainRow[]>;
  /** The keys of its last row. */
  last(table: TableInfo): Promise<PlainRow | null>;
  /** Adds rows, all of them or none. */
  add(table: TableInfo, rows: readonly PlainRow[]): Promise<void>;
  /** Takes away what a new database has in a table by itself. */
  clear(table: string): Promise<void>;
  /** Lets numbers that the database gives go on behind those that came. */
  end(tables: readonly TableInfo[]): Promise<void>;
  close(): Promise<void>;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
