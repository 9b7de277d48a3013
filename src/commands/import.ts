import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Config } from '../config.ts';
import type { OpenBundle } from '../features/import/bundle.ts';
import { BundleError, pointerOf as pathPointer, placer } from '../features/import/check.ts';
import { partsOf } from '../features/import/claimreview/files.ts';
import { importReviews, reportLines } from '../features/import/claimreview/import.ts';
import { type CsvForm, formOf, USUAL_FORM } from '../features/import/csv-form.ts';
import {
  bundleFile,
  ColumnsError,
  type FileBundle,
  type FilePlace,
  tableFile,
} from '../features/import/file.ts';
import { guessMapping, SAMPLE } from '../features/import/guess.ts';
import { ImportConflict, importBundle } from '../features/import/import.ts';
import { type ImportPlan, planImport } from '../features/import/plan.ts';
import { type Mapping, readMapping } from '../features/import/mapping.ts';
import { openTable, type RowFormat, type Sample, sampleOf, TableError } from '../features/import/rows.ts';
import type { Translation, WordCount } from '../features/import/translate.ts';
import type { Services } from '../http/services.ts';
import { LIMITS } from '../limits.ts';
import { importFolder } from './exchange.ts';
import { CommandError, withServices } from './open.ts';
import { createProgress } from './progress.ts';

/** Faults of a file that are shown: a screenful. The rest are counted. */
const FAULTS_SHOWN = 50;
const WORDS_SHOWN = 20;

export interface ImportOptions {
  format: 'bundle' | 'claimreview' | RowFormat;
  mapping?: string | undefined;
  publish?: boolean | undefined;
  dryRun?: boolean | undefined;
  skipFaulty?: boolean | undefined;
  allowDuplicates?: boolean | undefined;
  guess?: boolean | undefined;
}

/** Checks every file before the first is written, then imports them in order; or says what it would do. */
export const importFiles = async (
  config: Config,
  files: readonly string[],
  options: ImportOptions = { format: 'bundle' },
): Promise<void> => {
  const folders = files.filter((file) => statSync(file, { throwIfNoEntry: false })?.isDirectory());
  if (folders.length > 0) {
    const [folder] = folders;
    if (folder === undefined || files.length > 1 || options.dryRun || options.mapping !== undefined) {
      throw new CommandError('An export is imported alone, and whole: `onrecord import FOLDER`.');
    }
    return importFolder(config, folder);
  }
  if (options.guess) return guess(files, options);
  if (options.format === 'claimreview') return importReviewFiles(config, files, options);
  if (options.publish) throw new CommandError('--publish goes with --format claimreview.');
  const duplicates = { allow_duplicates: options.allowDuplicates };
  const read = readerOf({ ...options, format: options.format });
  const bundles: (FileBundle & { file: string })[] = [];
  try {
    for (const file of files) bundles.push({ file, ...(await read(file)) });
    await withServices(config, async (services) => {
      for (const { file, bundle, placeOf } of bundles) {
        const plan = await planImport(services.database.read, services.today(), bundle, duplicates);
        refuseConflicts(file, plan);
        refuseFaults(file, plan, placeOf);
        if (options.dryRun) console.log(`${file}: would add ${countsOf(plan)}. Nothing was written.`);
        else await importOne(services, file, bundle, duplicates);
      }
    });
  } finally {
    for (const { close } of bundles) close();
  }
};

const ENDINGS: Record<string, RowFormat> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'json',
};
const HEAD_BYTES = 100_000;

/** How the CSV in a file is written. */
const csvFormOf = async (file: string): Promise<CsvForm> => {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(file, { end: HEAD_BYTES })) pieces.push(piece);
  return formOf(Buffer.concat(pieces));
};

/** The beginning of the table in a file, which is read to its end. */
const sampleIn = async (file: string, format: RowFormat, form: CsvForm): Promise<Sample> =>
  sampleOf(await openTable(piecesOf(file), format, { ...form, place: '' }), SAMPLE);

/** Prints a mapping for a table that nobody has described, and on the standard error what was guessed. */
const guess = async (files: readonly string[], options: ImportOptions): Promise<void> => {
  const [file] = files;
  if (file === undefined || files.length > 1) throw new CommandError('--guess looks at one file.');
  const format =
    options.format === 'bundle' || options.format === 'claimreview'
      ? ENDINGS[extname(file).toLowerCase()]
      : options.format;
  if (format === undefined) throw new CommandError('Say with --format whether it is csv, json or jsonl.');
  refuseLarge(file);
  const form = format === 'csv' ? await csvFormOf(file) : USUAL_FORM;
  const sample = await readingTable(file, () => sampleIn(file, format, form));
  const { mapping, columns, notes } = guessMapping(sample, basename(file, extname(file)));
  console.log(JSON.stringify({ ...mapping, ...unusual(form) }, null, 2));
  for (const { column, meaning } of columns) console.error(`${column}: ${meaning ?? 'left out'}`);
  for (const note of notes) console.error(`Look at this: ${note}`);
};

/** What a mapping says of how a file is written, where it is not as by itself. */
const unusual = ({ delimiter, header_line }: CsvForm): Partial<CsvForm> => ({
  ...(delimiter === USUAL_FORM.delimiter ? {} : { delimiter }),
  ...(header_line === USUAL_FORM.header_line ? {} : { header_line }),
});

const readingTable = async <T>(file: string, read: () => Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    throw new CommandError(
      `${file}${error.line === null ? '' : `:${error.line}`}: ${error.message}. Nothing was imported.`,
    );
  }
};

const importReviewFiles = async (
  config: Config,
  files: readonly string[],
  { mapping, publish, dryRun }: ImportOptions,
): Promise<void> => {
  if (mapping !== undefined) throw new CommandError('A mapping goes with --format csv, json or jsonl.');
  const sizes = files.map((file) => ({ file, size: sizeOf(file) }));
  await withServices(config, async ({ database, recorder, today }) => {
    for (const { file, size } of sizes) {
      const report = await importReviews(database.read, recorder, {
        parts: () => partsOf(createReadStream(file), size),
        publication: publish ? 'published' : 'draft',
        dry_run: dryRun ?? false,
        today: today(),
      });
      for (const line of reportLines(report)) console.log(`${file}: ${line}`);
      if (dryRun) console.log(`${file}: nothing was written.`);
    }
  });
};

const sizeOf = (file: string): number => {
  try {
    return statSync(file).size;
  } catch (error) {
    throw cannotRead(file, error);
  }
};

const importOne = async (
  services: Services,
  file: string,
  bundle: OpenBundle,
  duplicates: { allow_duplicates?: boolean | undefined },
): Promise<void> => {
  try {
    const report = await importBundle(services.recorder, bundle, createProgress(file), {
      ...duplicates,
      checked: true,
    });
    console.log(`${file}: ${report.added} added, ${report.unchanged} known before.`);
  } catch (error) {
    if (error instanceof ImportConflict) throw new CommandError(`${file}: ${error.message}.`);
    throw error;
  }
};

const refuseConflicts = (file: string, { conflicts }: ImportPlan): void => {
  if (conflicts.length === 0) return;
  throw new CommandError(
    [
      ...limited(
        conflicts.map(({ id }) => `${file}: ${id}`),
        FAULTS_SHOWN,
      ),
      `${file}: nothing was imported: ${conflicts.length} of it were imported before with other content, or came by an export; change them through the API, with a correction where they are public.`,
    ].join('\n'),
  );
};

/** What the rules of the record refuse, each with its place in the file. */
const refuseFaults = (file: string, { faults }: ImportPlan, placeOf: FileBundle['placeOf']): void => {
  if (faults.length === 0) return;
  const lines = faults.map(
    ({ path, detail }) => `${file}${shownPlace(placeOf(path))}: ${pointerOf(path)} ${detail}`,
  );
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  throw new CommandError(
    [...limited(lines, FAULTS_SHOWN), `Nothing was imported: the record refuses ${count} in ${file}.`].join(
      '\n',
    ),
  );
};

const PLURALS: Record<string, string> = {
  scale: 'rating scales',
  speaker: 'speakers',
  source: 'sources',
  quote: 'quotes',
  claim: 'claims',
};

const countsOf = ({ new: added, unchanged }: ImportPlan): string => {
  const counts = Object.entries(added).map(([type, n]) =>
    n === 1 ? `1 ${type === 'scale' ? 'rating scale' : type}` : `${n} ${PLURALS[type] ?? type}`,
  );
  return `${counts.length > 0 ? counts.join(', ') : 'nothing'}; ${unchanged} known before`;
};

const limited = (lines: readonly string[], limit: number): string[] =>
  lines.length > limit ? [...lines.slice(0, limit), `… and ${lines.length - limit} more`] : [...lines];

const refuseLarge = (file: string): void => {
  if (sizeOf(file) > LIMITS.import_file_bytes) {
    throw new CommandError(`${file} has more than ${LIMITS.import_file_bytes} bytes; import it in parts.`);
  }
};

const cannotRead = (file: string, error: unknown): CommandError =>
  new CommandError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);

/** The bytes of a file, a piece at a time. */
async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  refuseLarge(file);
  const pieces: AsyncIterable<Buffer> = createReadStream(file);
  try {
    for await (const piece of pieces) yield piece;
  } catch (error) {
    throw cannotRead(file, error);
  }
}

const textIn = (file: string): string => {
  refuseLarge(file);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw cannotRead(file, error);
  }
};

/** A place in a file, as it follows the file's name. */
const shownPlace = ({ line, character, row }: FilePlace): string =>
  [line, character]
    .filter((part) => part !== null)
    .map((part) => `:${part}`)
    .join('') + (row === null ? '' : `: row ${row}`);

/** What makes a bundle of a file. */
const readerOf = ({
  format,
  mapping: mapping_file,
  skipFaulty,
}: ImportOptions & { format: 'bundle' | RowFormat }): ((file: string) => Promise<FileBundle>) => {
  if (format === 'bundle') {
    if (mapping_file !== undefined)
      throw new CommandError('A mapping goes with --format csv, json or jsonl.');
    return readBundle;
  }
  if (mapping_file === undefined) {
    throw new CommandError(`--format ${format} needs --mapping FILE (docs/import.md says how to write one).`);
  }
  const mapping = mappingOf(mapping_file);
  return (file) => readRows(file, format, mapping_file, mapping, skipFaulty ?? false);
};

const readBundle = async (file: string): Promise<FileBundle> => {
  try {
    return await readingTable(file, () => bundleFile(piecesOf(file)));
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    const lines = error.faults.map(
      ({ pointer, line, column, detail }) =>
        `${file}${line === null ? '' : `:${line}:${column}`}: ${pointer || '/'} ${detail}`,
    );
    throw new CommandError(
      [...limited(lines, FAULTS_SHOWN), `Nothing was imported: ${error.message}.`].join('\n'),
    );
  }
};

const mappingOf = (file: string): Mapping => {
  const text = textIn(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const read = readMapping(value);
  if ('mapping' in read) return read.mapping;
  const faults = read.faults.map(({ path, detail }) => faultOfMapping(file, text, path, detail));
  throw new CommandError(limited(faults, FAULTS_SHOWN).join('\n'));
};

const faultOfMapping = (file: string, text: string, path: readonly PropertyKey[], detail: string): string => {
  const { line, column } = placer(text)(path);
  return `${file}${shownPlace({ line, character: column, row: null })}: ${pointerOf(path)} ${detail}`;
};

const pointerOf = (path: readonly PropertyKey[]): string => pathPointer(path) || '/';

const readRows = async (
  file: string,
  format: RowFormat,
  mapping_file: string,
  mapping: Mapping,
  skip_faulty: boolean,
): Promise<FileBundle> => {
  const read = await readingTable(file, () =>
    withColumns(file, mapping_file, () => tableFile(piecesOf(file), format, mapping)),
  );
  const { translation } = read;
  for (const line of translation ? reportOf(file, translation) : []) console.log(line);
  if (translation && translation.faults.length > 0 && !skip_faulty) {
    throw new CommandError(
      'Nothing was imported. Mend the mapping or the rows, or leave faulty rows out with --skip-faulty.',
    );
  }
  return read;
};

/** Says of columns that are not there where the mapping names them. */
const withColumns = async <T>(file: string, mapping_file: string, read: () => Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ColumnsError)) throw error;
    const text = textIn(mapping_file);
    const faults = error.missing.map(({ column, path }) =>
      faultOfMapping(mapping_file, text, path, `${file} has no column “${column}”`),
    );
    throw new CommandError(
      [...limited(faults, FAULTS_SHOWN), `It has: ${error.columns.join(', ')}.`].join('\n'),
    );
  }
};

/** What became of the rows, for a person. */
const reportOf = (file: string, translation: Translation): string[] => {
  const { bundle, rows, skipped, faults, unmapped, otherwise, mended } = translation;
  let drafts = 0;
  for (const { publication } of bundle.claims) drafts += publication === 'draft' ? 1 : 0;
  const words = (counts: readonly WordCount[], what: string) =>
    limited(
      counts.map(({ column, value, rows: n }) => `  ${what} ${column} “${value}” (${rowsOf(n)})`),
      WORDS_SHOWN,
    );
  const faulty = new Set(faults.map(({ row }) => row)).size;
  return [
    `${file}: ${rowsOf(rows)} read, ${bundle.claims.length} claims (${drafts} drafts), ${bundle.quotes.length} quotes, ${bundle.speakers.length} speakers, ${bundle.sources.length} sources.`,
    ...skipped.map((skip) => `  left out: ${rowsOf(skip.rows)}: ${skip.because}`),
    ...(mended > 0 ? [`  mended: control characters in ${mended} cells`] : []),
    ...words(otherwise, 'by “otherwise”:'),
    ...words(unmapped, 'unmapped:'),
    ...(faults.length > 0 ? [`  ${rowsOf(faulty)} with faults:`] : []),
    ...limited(
      faults.map(
        ({ row, line, column, detail }) =>
          `  ${line === null ? '' : `line ${line}, `}row ${row}${column === null ? '' : `, column ${column}`}: ${detail}`,
      ),
      FAULTS_SHOWN,
    ),
  ];
};

const rowsOf = (n: number): string => `${n} ${n === 1 ? 'row' : 'rows'}`;
