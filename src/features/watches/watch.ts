/** A watch and its looks: what is asked, what comes of it, and what is proposed. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { and, eq, inArray } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import type { Services } from '../../http/services.ts';
import { cancel, type Job, schedule } from '../../jobs/queue.ts';
import type { Ending, Handler, Settle } from '../../jobs/worker.ts';
import { LIMITS } from '../../limits.ts';
import { type OutgoingAnswer, OutgoingError } from '../../net/types.ts';
import { loadClaims } from '../../newsroom/claims/load.ts';
import { saveClaim } from '../../newsroom/claims/save.ts';
import {
  findingOf,
  type NewOutcome,
  outcomeContent,
  outcomeKind,
  proposeFinding,
  submitFinding,
} from '../../newsroom/findings/rules.ts';
import { newOutcome } from '../../newsroom/findings/shape.ts';
import type { Change } from '../../record/record.ts';
import { cut } from '../../text/cut.ts';
import { type Hit, LookFailure, plain } from './kind.ts';
import { KINDS } from './kinds/index.ts';
import { type Read, readAnswer } from './read.ts';
import { type INTERVALS, watches, watchHits, watchReadings } from './tables.ts';

export type Watch = typeof watches.$inferSelect;
export type WatchHit = typeof watchHits.$inferSelect;

const MINUTE_MS = 60_000;
const INTERVAL_MS: Record<(typeof INTERVALS)[number], number> = {
  '15m': 15 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '6h': 360 * MINUTE_MS,
  '1d': 1_440 * MINUTE_MS,
  '7d': 10_080 * MINUTE_MS,
};
/** After a failure it looks again sooner than it would, then later and later. */
const FIRST_RETRY_MS = 5 * MINUTE_MS;
/** After so many failures in a row the newsroom is told. */
export const FAILURES_TOLD = 3;

export const WATCH_QUEUE = 'watch';
const ACTOR = 'watches';

const after = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

export const findWatch = async (connection: Connection, id: string): Promise<Watch | undefined> =>
  (await connection.select().from(watches).where(eq(watches.id, id)))[0];

/** Begins, goes on with or ends a watch's looking, as its state says. */
export const scheduleWatch = async (change: Change, watch: Watch): Promise<void> => {
  if (watch.state !== 'active') await cancel(change.tx, WATCH_QUEUE, watch.id);
  else {
    const due_at = watch.next_look_at ?? change.at;
    await schedule(change.tx, { queue: WATCH_QUEUE, key: watch.id, due_at });
  }
};

/** One look: what was read, or why not. */
type Look =
  | (Read & { answer: OutgoingAnswer })
  | { unchanged: true; answer: OutgoingAnswer }
  | { failure: string; wait_ms: number | null };

const lookOnce = async ({ outgoing }: Services, watch: Watch): Promise<Look> => {
  const kind = KINDS[watch.kind];
  const { url, request } = kind.ask(watch.looks_for);
  const known = watch.memory === null ? null : { etag: watch.etag, last_modified: watch.last_modified };
  try {
    const answer = await outgoing.ask(url, {
      max_bytes: kind.max_bytes,
      timeout_ms: LIMITS.watch_ms,
      polite: true,
      ...(known ? { known } : {}),
      ...request,
    });
    if (answer.status === 304 && known) return { unchanged: true, answer };
    if (answer.status !== 200) {
      return { failure: `It answered ${answer.status}.`, wait_ms: answer.retry_after_ms };
    }
    return { ...(await readAnswer(watch, answer)), answer };
  } catch (error) {
    if (error instanceof LookFailure) return { failure: error.message, wait_ms: null };
    if (error instanceof OutgoingError) return { failure: error.message, wait_ms: error.wait_ms };
    throw error;
  }
};

const headerOf = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' ? value.slice(0, LIMITS.text_medium) : null;

/** Proposes an outcome, in review at once: for a person to judge. */
export const propose = async (
  change: Change,
  claim_id: string,
  written: NewOutcome,
): Promise<string | null> => {
  const before = (await loadClaims(change.tx, [claim_id])).get(claim_id);
  if (!before || before.claim.publication === 'withdrawn') return null;
  const id = change.newId('outcome');
  const content = outcomeContent(change, written);
  const proposed = proposeFinding(change, before, outcomeKind, (row) => ({ ...row, ...content }), id);
  await saveClaim(
    change,
    before,
    submitFinding(change, proposed, outcomeKind, findingOf(proposed, outcomeKind, id)),
  );
  change.event({ action: 'outcome.created', subject_id: id, after: written });
  change.note({ action: 'outcome.submitted', subject_id: id });
  return id;
};

const HOW =
  'Found by an automatic look and not judged yet: whether it bears on the promise is for a person to say.';

/** What is proposed of a hit. */
const updateOf = (
  change: Change,
  watch: Watch,
  hit: Hit,
  { url, sha256, mediaType }: { url: string; sha256: string; mediaType: string | null },
): NewOutcome =>
  newOutcome.parse({
    progress: 'in_progress',
    became_known_on: change.today,
    note: cut(`${hit.title}. ${HOW} Watched for: ${watch.note}`, LIMITS.text_long),
    evidence: [
      {
        url: cut(hit.url ?? url, LIMITS.url),
        title: cut(hit.title, LIMITS.text_medium),
        excerpt: cut(plain(hit.excerpt), LIMITS.text_medium) || null,
        stance: 'context',
        accessed_on: change.today,
        sha256,
        media_type: mediaType,
      },
    ],
  });

/** What was read and kept when this watch saw something; null where there is none of this sum. */
export const readingOf = async (
  connection: Connection,
  watch_id: string,
  sha256: string,
): Promise<Buffer | null> => {
  const [row] = await connection
    .select({ body: watchReadings.body })
    .from(watchReadings)
    .where(and(eq(watchReadings.watch_id, watch_id), eq(watchReadings.sha256, sha256)));
  return row ? promisify(gunzip)(Buffer.from(row.body, 'base64')) : null;
};

/** Writes hits down that are new, each with what is proposed of it. */
const noteHits = async (
  change: Change,
  watch: Watch,
  { reading, answer, sha256, kept }: Extract<Look, { reading: unknown }>,
): Promise<void> => {
  if (reading.hits.length === 0) return;
  const keys = reading.hits.map(({ key }) => key);
  const seen = await change.tx
    .select({ key: watchHits.key })
    .from(watchHits)
    .where(and(eq(watchHits.watch_id, watch.id), inArray(watchHits.key, keys)));
  const known = new Set(seen.map(({ key }) => key));
  const type = headerOf(answer.headers['content-type']);
  const mediaType = /^[\w.+-]+\/[\w.+-]+/.exec(type ?? '')?.[0] ?? null;
  const read = { url: answer.url, sha256, mediaType };
  if (kept !== null && keys.some((key) => !known.has(key))) {
    const row = { watch_id: watch.id, sha256, media_type: mediaType, read_at: change.at, body: kept };
    await change.tx.insert(watchReadings).values(row).onConflictDoNothing();
  }
  for (const hit of reading.hits.slice(0, LIMITS.watch_hits)) {
    if (known.has(hit.key)) continue;
    known.add(hit.key);
    const id = change.newId('hit');
    const outcome_id = await propose(change, watch.claim_id, updateOf(change, watch, hit, read));
    await change.tx.insert(watchHits).values({
      id,
      watch_id: watch.id,
      key: hit.key,
      outcome_id,
      seen_at: change.at,
      title: hit.title,
      url: hit.url ?? answer.url,
      excerpt: hit.excerpt,
      before: hit.before && cut(hit.before, LIMITS.watch_kept),
      after: hit.after && cut(hit.after, LIMITS.watch_kept),
      sha256,
      media_type: mediaType,
    });
    change.note({
      action: 'watch.hit',
      subject_id: watch.id,
      after: { claim_id: watch.claim_id, hit_id: id, outcome_id, note: hit.title },
    });
  }
};

const endOf = (watch: Watch, change: Change): boolean => watch.until !== null && change.today > watch.until;

/** What a look writes down, and when the next one is. */
const settle =
  (watch_id: string, look: Look): Settle =>
  async (change): Promise<Ending> => {
    const { tx, at } = change;
    const watch = await findWatch(tx, watch_id);
    if (watch?.state !== 'active') return undefined;
    const ofWatch = eq(watches.id, watch_id);
    if (endOf(watch, change)) {
      await tx.update(watches).set({ state: 'ended', next_look_at: null }).where(ofWatch);
      change.note({ action: 'watch.ended', subject_id: watch_id, after: { claim_id: watch.claim_id } });
      return undefined;
    }
    if ('failure' in look) {
      const failures = watch.failures + 1;
      const backoff_ms = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), INTERVAL_MS[watch.every]);
      const next_look_at = after(at, Math.max(backoff_ms, look.wait_ms ?? 0));
      const last_error = cut(look.failure, LIMITS.text_medium);
      await tx.update(watches).set({ last_look_at: at, next_look_at, last_error, failures }).where(ofWatch);
      if (failures === FAILURES_TOLD) {
        change.note({
          action: 'watch.failing',
          subject_id: watch_id,
          after: { claim_id: watch.claim_id, reason: last_error },
        });
      }
      return { again_at: next_look_at, error: last_error };
    }
    const next_look_at = after(at, INTERVAL_MS[watch.every]);
    const good = { last_look_at: at, last_good_at: at, next_look_at, last_error: null, failures: 0 };
    if ('unchanged' in look) {
      await tx.update(watches).set(good).where(ofWatch);
      return { again_at: next_look_at, anew: true };
    }
    const { reading, answer } = look;
    await noteHits(change, watch, look);
    await tx
      .update(watches)
      .set({
        ...good,
        memory: reading.memory,
        etag: headerOf(answer.headers.etag),
        last_modified: headerOf(answer.headers['last-modified']),
        searched: cut(reading.searched, LIMITS.text_medium),
        standing: reading.standing
          .slice(0, LIMITS.watch_names)
          .map((line) => cut(line, LIMITS.watch_excerpt)),
      })
      .where(ofWatch);
    return { again_at: next_look_at, anew: true };
  };

/** Does the looks that are due. */
export const watchHandler = (services: Services): Handler => ({
  at_once: LIMITS.watches_at_once,
  lease_ms: 3 * LIMITS.watch_ms,
  actor: ACTOR,
  run: async ({ key }: Job) => {
    const watch = await findWatch(services.database.read, key);
    if (watch?.state !== 'active') return async () => undefined;
    return settle(key, await lookOnce(services, watch));
  },
});
