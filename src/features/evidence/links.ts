/** Evidence that lasts: its addresses are looked at when they are added and each month again, and archived where asked. */
import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import type { Connection } from '../../db/types.ts';
import type { Services } from '../../http/services.ts';
import { ensure, type Job } from '../../jobs/queue.ts';
import type { Handler, Settle } from '../../jobs/worker.ts';
import { LIMITS } from '../../limits.ts';
import { type OutgoingAnswer, OutgoingError } from '../../net/types.ts';
import { lastLine } from '../../newsroom/announcements.ts';
import { outcomes, verdicts } from '../../newsroom/findings/tables.ts';
import type { Change } from '../../record/record.ts';
import { events } from '../../record/tables.ts';
import { evidenceLinks, evidencePosition } from './tables.ts';

export const EVIDENCE_QUEUE = 'evidence';
const ACTOR = 'evidence';
const ONLY_ROW = 1;
const DAY_MS = 86_400_000;
/** After so many failures, a day apart, what does not answer is gone; what says so itself is at once. */
const FAILURES_GONE = 3;
const SAYS_GONE = [404, 410];

const ADDS_EVIDENCE = ['verdict.created', 'verdict.changed', 'outcome.created', 'outcome.changed'];

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** The addresses that these findings rest on, each with its findings. */
const addressesOf = async (tx: Connection, ids: readonly string[]): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>();
  for (const findings of [verdicts, outcomes] as const) {
    const rows = await tx
      .select({ id: findings.id, evidence: findings.evidence })
      .from(findings)
      .where(inArray(findings.id, [...ids]));
    for (const { id, evidence } of rows) {
      for (const { url } of evidence) if (url !== null) found.set(url, [...(found.get(url) ?? []), id]);
    }
  }
  return found;
};

const position = async (connection: Connection): Promise<number> =>
  (await connection.select({ seq: evidencePosition.seq }).from(evidencePosition))[0]?.seq ?? 0;

/** Finds the addresses of evidence that is new, by the lines of the ledger; whether there may be more. */
export const followEvidence = async ({ database, recorder }: Services): Promise<boolean> => {
  const until = await lastLine(database.read);
  if ((await position(database.read)) >= until) return false;
  await recorder.change({ name: ACTOR, key_id: null }, async (change) => {
    const { tx, at } = change;
    const from = await position(tx);
    const lines = await tx
      .select({ seq: events.seq, id: events.subject_id })
      .from(events)
      .where(and(gt(events.seq, from), lte(events.seq, until), inArray(events.action, ADDS_EVIDENCE)))
      .orderBy(literalLimit(asc(events.seq), LIMITS.evidence_lines));
    const seq = lines.length < LIMITS.evidence_lines ? until : (lines.at(-1)?.seq ?? until);
    const addresses = await addressesOf(tx, [...new Set(lines.map(({ id }) => id))]);
    for (const [url, ids] of addresses) {
      const [known] = await tx.select().from(evidenceLinks).where(eq(evidenceLinks.url, url));
      const used_in = [...new Set([...(known?.used_in ?? []), ...ids])].slice(-LIMITS.evidence_used_in);
      if (known) await tx.update(evidenceLinks).set({ used_in }).where(eq(evidenceLinks.url, url));
      else {
        await tx.insert(evidenceLinks).values({ url, state: 'unseen', used_in, found_at: at, failures: 0 });
        await ensure(tx, { queue: EVIDENCE_QUEUE, key: url, due_at: at });
      }
    }
    await tx
      .insert(evidencePosition)
      .values({ id: ONLY_ROW, seq })
      .onConflictDoUpdate({ target: evidencePosition.id, set: { seq } });
  });
  return true;
};

const titleOf = (answer: OutgoingAnswer): string | null => {
  const title = /<title[^>]*>([^<]*)</i.exec(answer.body.toString('utf8'))?.[1];
  return (
    title
      ?.toWellFormed()
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, LIMITS.text_medium) || null
  );
};

const mediaTypeOf = (answer: OutgoingAnswer): string | null =>
  /^[\w.+-]+\/[\w.+-]+/.exec(answer.headers['content-type'] ?? '')?.[0] ?? null;

/** Asks the newsroom's archiver for a copy; the address of it, or null where it gives none. */
const archive = async ({ outgoing, config }: Services, url: string): Promise<string | null> => {
  const template = config.ONRECORD_ARCHIVER;
  if (template === undefined) return null;
  const address = template.replaceAll('{url}', () => url);
  try {
    const answer = await outgoing.ask(address, {
      max_bytes: LIMITS.evidence_bytes,
      cut: true,
      timeout_ms: LIMITS.watch_ms,
    });
    if (answer.status >= 300) return null;
    const { 'content-location': told } = answer.headers;
    const copy = URL.parse(told ?? answer.url, answer.url)?.href ?? null;
    return copy === address || (copy?.length ?? 0) > LIMITS.url ? null : copy;
  } catch (error) {
    // What cannot be archived now is asked for again in a month.
    if (error instanceof OutgoingError) return null;
    throw error;
  }
};

const tellGone = async (change: Change, url: string, used_in: readonly string[]): Promise<void> => {
  for (const id of used_in) {
    change.note({
      action: 'evidence.gone',
      subject_id: id,
      after: { url, note: `${url} no longer answers.` },
    });
  }
};

const good =
  (url: string, answer: OutgoingAnswer, archived_url: string | null): Settle =>
  async ({ tx, at }) => {
    await tx
      .update(evidenceLinks)
      .set({
        state: 'there',
        status: answer.status,
        title: titleOf(answer),
        media_type: mediaTypeOf(answer),
        last_look_at: at,
        last_error: null,
        failures: 0,
        ...(archived_url === null ? {} : { archived_url, archived_at: at }),
      })
      .where(eq(evidenceLinks.url, url));
    return { again_at: later(at, LIMITS.evidence_days * DAY_MS), anew: true };
  };

const bad =
  (url: string, status: number | null, last_error: string, wait_ms: number | null): Settle =>
  async (change) => {
    const { tx, at } = change;
    const [link] = await tx.select().from(evidenceLinks).where(eq(evidenceLinks.url, url));
    if (!link) return undefined;
    const failures = link.failures + 1;
    const is_gone = failures >= FAILURES_GONE || (status !== null && SAYS_GONE.includes(status));
    await tx
      .update(evidenceLinks)
      .set({ state: is_gone ? 'gone' : 'failing', status, last_look_at: at, last_error, failures })
      .where(eq(evidenceLinks.url, url));
    if (is_gone && link.state !== 'gone') await tellGone(change, url, link.used_in);
    const wait = is_gone ? LIMITS.evidence_days * DAY_MS : Math.max(DAY_MS, wait_ms ?? 0);
    return { again_at: later(at, wait), error: last_error };
  };

/** Looks at the addresses that are due. */
export const evidenceHandler = (services: Services): Handler => ({
  at_once: LIMITS.watches_at_once,
  lease_ms: 3 * LIMITS.watch_ms,
  actor: ACTOR,
  run: async ({ key: url }: Job) => {
    const [link] = await services.database.read
      .select()
      .from(evidenceLinks)
      .where(eq(evidenceLinks.url, url));
    if (!link) return async () => undefined;
    try {
      const answer = await services.outgoing.ask(url, {
        max_bytes: LIMITS.evidence_bytes,
        cut: true,
        polite: true,
      });
      if (answer.status >= 300) {
        return bad(url, answer.status, `It answered ${answer.status}.`, answer.retry_after_ms);
      }
      return good(url, answer, link.archived_url === null ? await archive(services, url) : null);
    } catch (error) {
      if (!(error instanceof OutgoingError)) throw error;
      // That we may not look says nothing of whether it is there.
      if (error.reason === 'robots' || error.reason === 'wait') {
        const wait_ms = Math.max(error.wait_ms ?? 0, DAY_MS);
        return async ({ at }) => ({ again_at: later(at, wait_ms), error: error.message, anew: true });
      }
      return bad(url, null, error.message, error.wait_ms);
    }
  },
});
