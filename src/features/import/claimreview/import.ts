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
import type { Bundle } from '../bundle.ts';
import { importBundle } from '../import.ts';
import { planImport } from '../plan.ts';
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
import { LEFT, type Left, UPDATED, type Updated, updateReviews } from './update.ts';

export interface ReviewReport {
  reviews: number;
  /** Claims that are new. */
  added: number;
  /** Known, as they are. */
  unchanged: number;
  /** Known, and otherwise now: what became of them. */
  updated: Partial<Record<Updated, number>>;
  /** Ids of claims that are known and otherwise now, and stay as they are here. */
  left: Partial<Record<Left, string[]>>;
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

/**
 * Reviews of one claim by several publishers are as many claims, and each names its page as it knows it; whoever has
 * the same name is the same.
 */
const RULES = { allow_duplicates: true, one_per_slug: true };

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
  const report: ReviewReport = {
    reviews: 0,
    added: 0,
    unchanged: 0,
    updated: {},
    left: {},
    mended: {},
    skipped: {},
  };
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
  const held = new Map<string, ReadReview[]>();
  let waiting = 0;
  const bring = async (publisher: string): Promise<void> => {
    const reviews = held.get(publisher) ?? [];
    held.delete(publisher);
    waiting -= reviews.length;
    await importOfOne(connection, recorder, source, reviews, scales, report);
    await source.progress?.(report);
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
    const publisher = JSON.stringify([review.site, review.publisher]);
    const theirs = held.get(publisher) ?? [];
    theirs.push(review);
    held.set(publisher, theirs);
    waiting += 1;
    if (waiting >= LIMITS.claimreview_batch) await bring(largest(held));
  }
  for (const publisher of [...held.keys()]) await bring(publisher);
  return report;
};

/** The publisher of whom the most reviews wait, so that many go into each transaction. */
const largest = (held: ReadonlyMap<string, readonly ReadReview[]>): string =>
  [...held].reduce((most, each) => (each[1].length > most[1].length ? each : most), ['', []])[0];

/** Reviews of one publisher: what is new is added, and what is otherwise now is updated. */
const importOfOne = async (
  connection: Connection,
  recorder: Recorder,
  source: ReviewImport,
  reviews: readonly ReadReview[],
  scales: ReadonlyMap<string, readonly Scale[]>,
  report: ReviewReport,
): Promise<void> => {
  const { dry_run, today } = source;
  const { publisher = '', site = '' } = reviews[0] ?? {};
  const bundleOf = (some: readonly ReadReview[]): Bundle =>
    bundleOfReviews(publisher, some, scales.get(site) ?? [], source.publication);
  const whole = bundleOf(reviews);
  const first = await planImport(connection, today, whole, RULES);
  const conflicts = new Set(first.conflicts.map(({ id }) => id));
  const isChanged = (review: ReadReview): boolean =>
    conflicts.has(idFromKey('claim', whole.origin, reviewKey(review)));
  const { others = [], changed = [] } = Object.groupBy(reviews, (review) =>
    isChanged(review) ? 'changed' : 'others',
  );
  const plan = changed.length === 0 ? first : await planImport(connection, today, bundleOf(others), RULES);
  const refused = new Set(
    plan.faults.flatMap(({ path: [list, i] }) => (list === 'claims' ? [Number(i)] : [])),
  );
  if (refused.size > 0) report.skipped.refused = (report.skipped.refused ?? 0) + refused.size;
  const added = (plan.new.claim ?? 0) - refused.size;
  report.reviews -= refused.size;
  report.added += added;
  report.unchanged += others.length - refused.size - added;
  if (!dry_run) {
    const good = bundleOf(others.filter((_, i) => !refused.has(i)));
    const checked = plan.faults.every(({ path: [list] }) => list === 'claims');
    await importBundle(recorder, good, undefined, { ...RULES, checked });
  }
  for (const [id, became] of await updateReviews(connection, recorder, bundleOf(changed), source)) {
    if (became === 'unchanged') report.unchanged += 1;
    else if (isUpdate(became)) count(report.updated, became);
    else report.left[became] = [...(report.left[became] ?? []), id];
  }
};

const isUpdate = (became: Updated | Left): became is Updated => became in UPDATED;

/** The report for a person, a line each. */
export const reportLines = (report: ReviewReport): string[] => [
  `${report.reviews} reviews read: ${report.added} new, ${report.unchanged} known before, ${sum(Object.values(report.updated))} changed since and taken in, ${sum(Object.values(report.left).map(({ length }) => length))} changed since and left as they are here.`,
  ...lines('changed', UPDATED, report.updated),
  ...lines('mended', MENDED, report.mended),
  ...lines('left out', SKIPPED, report.skipped),
  ...Object.entries(LEFT).flatMap(([reason, about]) =>
    (new Map(Object.entries(report.left)).get(reason) ?? [])
      .slice(0, LEFT_SHOWN)
      .map((id) => `  left as it is: ${id}: ${about}`),
  ),
];

/** Claims that are named for each reason. */
const LEFT_SHOWN = 20;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

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
