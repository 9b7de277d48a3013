/** What became of a file that was brought in. */
import { LIMITS } from '../../../limits.ts';
import { BundleError, pointerOf } from '../check.ts';
import { ColumnsError, type FileBundle } from '../file.ts';
import type { ImportFault } from '../faults.ts';
import { TableError } from '../rows.ts';
import type { RowFault, Translation, WordCount } from '../translate.ts';

/** Something wrong, and its place: lines and rows of the file from 1, a column's name, a JSON Pointer. */
export interface FaultReport {
  line: number | null;
  row: number | null;
  column: string | null;
  pointer: string | null;
  detail: string;
}

export interface ImportReport {
  /** In a sentence. */
  detail: string;
  /** What is new, by its type. */
  created: Partial<Record<string, number>>;
  /** The first of them. */
  faults: FaultReport[];
  faults_total: number;
  left_out: { because: string; rows: number }[];
  unmapped: WordCount[];
  otherwise: WordCount[];
  /** Cells out of which control characters were taken. */
  mended: number;
}

const NOTHING: Omit<ImportReport, 'detail'> = {
  created: {},
  faults: [],
  faults_total: 0,
  left_out: [],
  unmapped: [],
  otherwise: [],
  mended: 0,
};

const nowhere = { line: null, row: null, column: null, pointer: null };

export const reportOf = (detail: string, more: Partial<ImportReport> = {}): ImportReport => ({
  ...NOTHING,
  detail,
  ...more,
});

/** A report of a file that nothing came in of. */
export const refusal = (faults: readonly FaultReport[], more: Partial<ImportReport> = {}): ImportReport =>
  reportOf(
    `Nothing was brought in: ${faults.length === 1 ? 'there is a fault' : `there are ${faults.length} faults`}.`,
    { ...more, faults: faults.slice(0, LIMITS.faults), faults_total: faults.length },
  );

/** What is wrong with a file that could not be read; undefined for what is no fault of the file. */
export const faultsOfError = (error: unknown): FaultReport[] | undefined => {
  if (error instanceof TableError) return [{ ...nowhere, line: error.line, detail: error.message }];
  if (error instanceof ColumnsError) {
    return error.missing.map(({ column, path }) => ({
      ...nowhere,
      column,
      pointer: pointerOf(path),
      detail: `the mapping reads a column that is not there; there are: ${error.columns.join(', ')}`,
    }));
  }
  if (error instanceof BundleError) {
    return error.faults.map(({ pointer, line, detail }) => ({ ...nowhere, line, pointer, detail }));
  }
  // What nests too deep for a function that calls itself.
  if (error instanceof RangeError) return [{ ...nowhere, detail: 'it nests too deep' }];
  return undefined;
};

export const faultsOfRows = (faults: readonly RowFault[]): FaultReport[] =>
  faults.map(({ row, line, column, detail }) => ({ line, row, column, pointer: null, detail }));

/** What the rules of the record refuse, with its place in the file. */
export const faultsOfRules = (
  faults: readonly ImportFault[],
  placeOf: FileBundle['placeOf'],
): FaultReport[] =>
  faults.map(({ path, detail }) => {
    const { line, row } = placeOf(path);
    return { line, row, column: null, pointer: pointerOf(path), detail };
  });

/** What a table's rows were read as, besides what is new. */
export const ofTranslation = (translation: Translation | null): Partial<ImportReport> =>
  translation === null
    ? {}
    : {
        left_out: translation.skipped,
        unmapped: translation.unmapped.slice(0, LIMITS.import_words),
        otherwise: translation.otherwise.slice(0, LIMITS.import_words),
        mended: translation.mended,
      };
