/** Brings one file in that was sent: the same reading, checking and writing as `onrecord import`. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Connection, Database } from '../../../db/types.ts';
import { LIMITS } from '../../../limits.ts';
import { Refusal } from '../../../record/refusal.ts';
import type { Recorder } from '../../../record/record.ts';
import { partsOf } from '../claimreview/files.ts';
import { importReviews, type ReviewReport } from '../claimreview/import.ts';
import { LEFT, UPDATED } from '../claimreview/update.ts';
import { SKIPPED } from '../claimreview/review.ts';
import type { ImportFault } from '../faults.ts';
import { bundleFile, type FileBundle, tableFile } from '../file.ts';
import { ImportConflict, importBundle } from '../import.ts';
import { type ImportPlan, planImport } from '../plan.ts';
import { readMapping } from '../mapping.ts';
import type { OpenBundle } from '../bundle.ts';
import {
  faultsOfError,
  faultsOfRows,
  faultsOfRules,
  type ImportReport,
  ofTranslation,
  refusal,
  reportOf,
} from './report.ts';
import { importJobs } from './tables.ts';
import { partsOfUpload } from './upload.ts';

export type ImportJob = typeof importJobs.$inferSelect;
type Progress = Pick<ImportJob, 'read' | 'total' | 'created' | 'unchanged' | 'refused'>;

/** How it ended. */
export interface Ended extends Progress {
  state: 'done' | 'failed';
  report: ImportReport;
}

export const findImport = async (connection: Connection, id: string): Promise<ImportJob | undefined> =>
  (await connection.select().from(importJobs).where(eq(importJobs.id, id)))[0];

/** What an import runs on. */
export interface Ground {
  database: Database;
  recorder: Recorder;
  today: string;
}

/** How often the progress is written down. */
const NOTED_MS = 500;

/** Writes the progress of an import down, now and then. */
const createNotes = ({ database }: Ground, id: string) => {
  let noted_ms = Number.NEGATIVE_INFINITY;
  const note = (members: Partial<ImportJob>): Promise<unknown> => {
    noted_ms = performance.now();
    // What was cancelled meanwhile stays so.
    const isOpen = and(eq(importJobs.id, id), inArray(importJobs.state, ['checking', 'running']));
    return database.write((tx) => tx.update(importJobs).set(members).where(isOpen));
  };
  return {
    note,
    noteLater: async (members: Partial<ImportJob>): Promise<void> => {
      if (performance.now() - noted_ms > NOTED_MS) await note(members);
    },
  };
};

const ONE_PERSON =
  'brings in a public finding, and here two people must agree on one: leave it a draft, or let an admin bring it in';

/** Findings that would be public by the word of one editor. */
const findingFaults = ({ claims }: OpenBundle, { may_rule }: ImportJob): ImportFault[] => {
  const faults: ImportFault[] = [];
  if (may_rule) return faults;
  let i = 0;
  for (const { publication, verdicts, outcomes } of claims) {
    if (publication === 'published' && verdicts.length + outcomes.length > 0) {
      const list = verdicts.length > 0 ? 'verdicts' : 'outcomes';
      faults.push({ path: ['claims', i, list], detail: ONE_PERSON });
    }
    i += 1;
  }
  return faults;
};

const conflictFaults = ({ conflicts }: ImportPlan): ImportFault[] =>
  conflicts.map(({ id, path }) => ({
    path,
    detail: `${id} was brought in before with other content, or came by an export: change it through the API, with a correction where it is public`,
  }));

const readFile = async ({ database }: Ground, job: ImportJob): Promise<FileBundle> => {
  const bytes = partsOfUpload(database.read, job.id);
  if (job.format === 'bundle' || job.format === 'claimreview') return bundleFile(bytes);
  const read = readMapping(job.mapping);
  if ('faults' in read) throw new Error(`the mapping of ${job.id} is none`);
  return tableFile(bytes, job.format, read.mapping);
};

const sizeOf = ({ rating_scales, anchors, speakers, sources, quotes, claims }: OpenBundle): number =>
  [rating_scales, anchors, speakers, sources, quotes, claims].reduce((sum, list) => sum + list.length, 0);

const sumOf = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((sum, n) => sum + (n ?? 0), 0);

const rowsAtFault = (rows: readonly (number | null)[]): number => new Set(rows).size;

const NONE = { read: 0, total: null, created: 0, unchanged: 0, refused: 0 };

const bringBundle = async (ground: Ground, job: ImportJob): Promise<Ended> => {
  let file: FileBundle;
  try {
    file = await readFile(ground, job);
  } catch (error) {
    const faults = faultsOfError(error);
    if (!faults) throw error;
    return { state: 'failed', ...NONE, report: refusal(faults) };
  }
  try {
    return await bringFile(ground, job, file);
  } finally {
    file.close();
  }
};

const bringFile = async (ground: Ground, job: ImportJob, file: FileBundle): Promise<Ended> => {
  const { database, recorder, today } = ground;
  const { note, noteLater } = createNotes(ground, job.id);
  const { bundle, translation, placeOf } = file;
  const read = translation?.rows ?? sizeOf(bundle);
  const rows = faultsOfRows(translation?.faults ?? []);
  const refused = rowsAtFault(rows.map(({ row }) => row));
  const counted = { ...NONE, read, refused };
  const read_as = ofTranslation(translation);
  if (rows.length > 0 && !job.skip_faulty) {
    return { state: 'failed', ...counted, report: refusal(rows, read_as) };
  }
  const options = { allow_duplicates: job.allow_duplicates };
  const plan = await planImport(database.read, today, bundle, options);
  const faults = [...conflictFaults(plan), ...plan.faults, ...findingFaults(bundle, job)];
  if (faults.length > 0) {
    const placed = faultsOfRules(faults, placeOf);
    const at_fault = rowsAtFault(placed.map(({ row, pointer }, i) => row ?? (pointer === null ? null : i)));
    return { state: 'failed', ...counted, refused: refused + at_fault, report: refusal(placed, read_as) };
  }
  const fresh = sumOf(plan.new);
  const total = fresh + plan.unchanged;
  const shown = { ...read_as, faults: rows.slice(0, LIMITS.faults), faults_total: rows.length };
  if (job.dry_run) {
    const report = reportOf('A dry run: nothing was written.', { ...shown, created: plan.new });
    return { state: 'done', ...counted, total, created: fresh, unchanged: plan.unchanged, report };
  }
  const known_before = job.known_before ?? plan.unchanged;
  const created = job.known_before === null ? plan.new : (job.report?.created ?? plan.new);
  const came_before = plan.unchanged - known_before;
  // Before the first row is written: whoever goes on with this after a stop knows by it what it brought in itself.
  await note({
    state: 'running',
    read,
    refused,
    total,
    known_before,
    report: reportOf('It is being brought in.', { ...shown, created }),
  });
  const progress = (done: number, _total: number, added: number): Promise<void> =>
    noteLater({ created: came_before + added, unchanged: Math.min(known_before, done - added) });
  const brought = await importBundle(recorder, bundle, progress, { ...options, checked: true });
  return {
    state: 'done',
    ...counted,
    total,
    created: came_before + brought.added,
    unchanged: brought.unchanged - came_before,
    report: reportOf('Brought in.', { ...shown, created }),
  };
};

const LEFT_AS_IS = 'known, and otherwise now: left as it is here, since ';

/** What became of reviews that their publishers have changed. */
const updatesIn = ({ updated }: ReviewReport): string[] => {
  const texts = new Map<string, string>(Object.entries(UPDATED));
  return Object.entries(updated).map(([name, n]) => `Changed since: ${n}: ${texts.get(name)}.`);
};

const ofReviews = (report: ReviewReport): Progress & Pick<ImportReport, 'left_out' | 'mended'> => {
  const texts = new Map<string, string>([...Object.entries(SKIPPED), ...Object.entries(LEFT)]);
  const skipped = Object.entries(report.skipped).map(([name, rows]) => ({
    because: texts.get(name) ?? name,
    rows,
  }));
  const left = Object.entries(report.left).map(([name, { length: rows }]) => ({
    because: `${LEFT_AS_IS}${texts.get(name) ?? name}`,
    rows,
  }));
  const refused = sumOf(report.skipped);
  return {
    read: report.reviews + refused,
    total: null,
    created: report.added,
    unchanged: report.unchanged,
    refused,
    left_out: [...skipped, ...left],
    mended: sumOf(report.mended),
  };
};

const bringReviews = async (ground: Ground, job: ImportJob): Promise<Ended> => {
  const { database, recorder, today } = ground;
  const { note, noteLater } = createNotes(ground, job.id);
  await note({ state: 'running' });
  const came_before = job.created;
  const withBefore = (report: ReviewReport) => {
    const { left_out, mended, ...progress } = ofReviews(report);
    const { created, unchanged } = progress;
    return {
      left_out,
      mended,
      progress: {
        ...progress,
        created: created + came_before,
        unchanged: Math.max(0, unchanged - came_before),
      },
    };
  };
  const report = await importReviews(database.read, recorder, {
    parts: () => partsOf(partsOfUpload(database.read, job.id), job.bytes),
    publication: job.publish ? 'published' : 'draft',
    dry_run: job.dry_run,
    today,
    progress: (so_far) => noteLater(withBefore(so_far).progress),
  });
  const { left_out, mended, progress } = withBefore(report);
  const done = job.dry_run ? 'A dry run: nothing was written.' : 'Brought in.';
  const detail = [done, ...updatesIn(report)].join(' ');
  const more = { left_out, mended, created: progress.created > 0 ? { claim: progress.created } : {} };
  return { state: 'done', ...progress, total: progress.read, report: reportOf(detail, more) };
};

/** Runs an import to its end. What it throws is no fault of the file. */
export const runImport = async (ground: Ground, job: ImportJob): Promise<Ended> => {
  try {
    return await (job.format === 'claimreview' ? bringReviews(ground, job) : bringBundle(ground, job));
  } catch (error) {
    if (!(error instanceof ImportConflict || error instanceof Refusal)) throw error;
    // Somebody changed the record between the check and the writing.
    const { read, total, created, unchanged, refused } =
      (await findImport(ground.database.read, job.id)) ?? job;
    const report = reportOf(`It ended before its end: ${error.message}. What came in before stays.`);
    return { state: 'failed', read, total, created, unchanged, refused, report };
  }
};
