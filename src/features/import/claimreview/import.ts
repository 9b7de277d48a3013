/**
 * Brings reviews of others into the record. A file is read twice: for the ratings of each publisher, which become
 * its scales, and for the reviews, so many at a time. Bringing a file in again changes nothing.
 */
import { desc, eq } from 'drizzle-orm';
import type { Connection } from '../../../db/types.ts';
import { LIMITS } from '../../../limits.ts';
import { reviewsIn } from '../../../newsroom/claimreview/find.ts';
import { scales as scaleTable } from '../../../newsroom/scales/tables.ts';
import { idFromKey } from '../../../record/ids.ts';
import type { Recorder } from '../../../record/record.ts';
import { importBundle, planImport } from '../import.ts';
import { bundleOfReviews, extendScales, noteRating, reviewKey, type Scale, scaleKey } from './bundle.ts';
import type { Part } from './files.ts';
import {
  MENDED,
  type Mended,
  type ReadReview,
  readReview,
  SKIPPED,
  type Skipped,
  withoutFuture,
} from './review.ts';

export interface ReviewReport {
  reviews: number;
  /** Claims that are new. */
  added: number;
  /** Known, as they are. */
  unchanged: number;
  /** Known, and otherwise now: left as they are here, since what is public changes only with a correction. */
  changed: string[];
  mended: Partial<Record<Mended, number>>;
  skipped: Partial<Record<Skipped, number>>;
}

export interface ReviewImport {
  /** Opens the file anew; called twice. */
  parts(): AsyncIterable<Part>;
  publication: 'draft' | 'published';
  dry_run: boolean;
  /** The day in the newsroom's timezone. */
  today: string;
  /** Hears what became of the reviews so far. */
  progress?: (report: ReviewReport) => void | Promise<void>;
}

const count = <Name extends string>(counts: Partial<Record<Name, number>>, name: Name): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/** Every review that can be kept, or why it cannot. */
async function* readAll({ parts, today }: ReviewImport): AsyncGenerator<ReadReview | Skipped> {
  for await (const { reviews, page, skipped } of parts()) {
    if (skipped) yield skipped;
    for (const found of reviews) {
      const review = readReview(found, page);
      yield typeof review === 'string' ? review : withoutFuture(review, today);
    }
  }
}

/** Reviews of one claim by several publishers are as many claims, and each names its page as it knows it. */
const DUPLICATES = { allow_duplicates: true };

/** More scales of one publisher than are ever needed. */
const SCALES_MAX = 100;

const knownScales = async (connection: Connection, site: string): Promise<Scale[]> => {
  const known: Scale[] = [];
  for (let n = 1; n <= SCALES_MAX; n += 1) {
    const [scale] = await connection
      .select()
      .from(scaleTable)
      .where(eq(scaleTable.key, scaleKey(site, n)))
      .orderBy(desc(scaleTable.version))
      .limit(1);
    if (!scale) break;
    const { id: _, ...written } = scale;
    known.push(written);
  }
  return known;
};

/** Brings in what `source` holds. Throws what `importBundle` throws; what came before that stays. */
export const importReviews = async (
  connection: Connection,
  recorder: Recorder,
  source: ReviewImport,
): Promise<ReviewReport> => {
  const report: ReviewReport = { reviews: 0, added: 0, unchanged: 0, changed: [], mended: {}, skipped: {} };
  const ratings = new Map<string, Map<string, ReadReview['rating']>>();
  const last = new Map<string, number>();
  let position = 0;
  for await (const review of readAll(source)) {
    position += 1;
    if (typeof review === 'string') continue;
    noteRating(ratings, review);
    last.set(reviewKey(review), position);
  }
  const scales = new Map<string, Scale[]>();
  for (const [site, own] of ratings) {
    scales.set(site, extendScales(site, await knownScales(connection, site), own));
  }
  let batch: ReadReview[] = [];
  const flush = async () => {
    await importBatch(connection, recorder, source, batch, scales, report);
    await source.progress?.(report);
    batch = [];
  };
  position = 0;
  for await (const review of readAll(source)) {
    position += 1;
    if (typeof review === 'string') {
      count(report.skipped, review);
      continue;
    }
    // Of several reviews of one claim at one address the last counts.
    if (last.get(reviewKey(review)) !== position) {
      count(report.skipped, 'later');
      continue;
    }
    report.reviews += 1;
    for (const mended of review.mended) count(report.mended, mended);
    batch.push(review);
    if (batch.length >= LIMITS.claimreview_batch) await flush();
  }
  await flush();
  return report;
};

const importBatch = async (
  connection: Connection,
  recorder: Recorder,
  { publication, dry_run, today }: ReviewImport,
  batch: readonly ReadReview[],
  scales: ReadonlyMap<string, readonly Scale[]>,
  report: ReviewReport,
): Promise<void> => {
  const byPublisher = Map.groupBy(batch, ({ site, publisher }) => JSON.stringify([site, publisher]));
  for (const reviews of byPublisher.values()) {
    const [first] = reviews;
    if (!first) continue;
    const bundle = bundleOfReviews(first.publisher, reviews, scales.get(first.site) ?? [], publication);
    const { conflicts, new: added } = await planImport(connection, today, bundle, DUPLICATES);
    const changed = new Set(conflicts.map(({ id }) => id));
    const known = bundle.claims.filter(({ key }) => changed.has(idFromKey('claim', bundle.origin, key)));
    report.changed.push(...known.flatMap(({ key }) => idFromKey('claim', bundle.origin, key)));
    const fresh = added.claim ?? 0;
    report.added += fresh;
    report.unchanged += bundle.claims.length - fresh - known.length;
    if (dry_run) continue;
    const claims = bundle.claims.filter((claim) => !known.includes(claim));
    await importBundle(recorder, { ...bundle, claims }, undefined, DUPLICATES);
  }
};

/** The report for a person, a line each. */
export const reportLines = (report: ReviewReport): string[] => [
  `${report.reviews} reviews read: ${report.added} new, ${report.unchanged} known before, ${report.changed.length} known and otherwise now (left as they are).`,
  ...lines('mended', MENDED, report.mended),
  ...lines('left out', SKIPPED, report.skipped),
  ...report.changed.slice(0, 20).map((id) => `  otherwise now: ${id}`),
];

const lines = <Name extends string>(
  what: string,
  about: Record<Name, string>,
  counts: Partial<Record<NoInfer<Name>, number>>,
): string[] => {
  const texts = new Map<string, string>(Object.entries(about));
  return Object.entries(counts).map(([name, n]) => `  ${what}: ${n}: ${texts.get(name)}`);
};

/** Takes a document with ClaimReviews in as drafts. */
export const takeDrafts = async (
  connection: Connection,
  recorder: Recorder,
  today: string,
  document: unknown,
): Promise<void> => {
  await importReviews(connection, recorder, {
    async *parts() {
      yield { reviews: reviewsIn(document) };
    },
    publication: 'draft',
    dry_run: false,
    today,
  });
};
