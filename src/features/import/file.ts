/** A file that is to be brought in, as a bundle; and where in it something stands. */
import type { OpenBundle } from './bundle.ts';
import { parseBundle, placer } from './check.ts';
import { columnsOf, type Mapping } from './mapping.ts';
import { openTable, type RowFormat, textOf } from './rows.ts';
import { type Translation, translate } from './translate.ts';

/** Lines, characters and rows count from 1; null where a format has none. */
export interface FilePlace {
  line: number | null;
  character: number | null;
  row: number | null;
}

export interface FileBundle {
  bundle: OpenBundle;
  /** What became of the rows of a table; null for a bundle, which has none. */
  translation: Translation | null;
  /** Where that of which a part of the bundle was made stands in the file. */
  placeOf(path: readonly PropertyKey[]): FilePlace;
  /** Lets go of what it holds outside of memory. */
  close(): void;
}

/** A table without columns that its mapping reads. */
export class ColumnsError extends Error {
  readonly missing: readonly { column: string; path: PropertyKey[] }[];
  readonly columns: readonly string[];
  constructor(missing: ColumnsError['missing'], columns: readonly string[]) {
    super(`it has no column “${missing.map(({ column }) => column).join('”, “')}”`);
    this.missing = missing;
    this.columns = columns;
  }
}

/** The file of a bundle. Throws BundleError and TableError. */
export const bundleFile = async (bytes: AsyncIterable<Buffer>): Promise<FileBundle> => {
  const text = await textOf(bytes);
  let place: ReturnType<typeof placer> | undefined;
  return {
    bundle: parseBundle(text),
    translation: null,
    placeOf: (path) => {
      place ??= placer(text);
      const { line, column } = place(path);
      return { line, character: column, row: null };
    },
    close: () => undefined,
  };
};

/** The file of a table, read by a mapping. Throws TableError and ColumnsError; faults of rows are in the translation. */
export const tableFile = async (
  bytes: AsyncIterable<Buffer>,
  format: RowFormat,
  mapping: Mapping,
): Promise<FileBundle> => {
  const { delimiter, header_line, rows } = mapping;
  const table = await openTable(bytes, format, { delimiter, header_line, place: rows });
  const { columns } = table;
  const missing = columnsOf(mapping).filter(
    ({ column }) => columns !== null && !column.startsWith('$') && !columns.includes(column),
  );
  if (columns !== null && missing.length > 0) throw new ColumnsError(missing, columns);
  const translation = await translate(mapping, table);
  return {
    bundle: translation.bundle,
    translation,
    placeOf: ([list, index]) => {
      const row = translation.rowOf(String(list), Number(index));
      return { line: row?.line ?? null, character: null, row: row?.number ?? null };
    },
    close: translation.close,
  };
};
