/** Writing claims: references resolved, lists of speakers, quotes and sources kept in order. */
import { and, asc, eq } from 'drizzle-orm';
import type * as z from 'zod';
import type { Caller } from '../../http/access.ts';
import { unprocessable } from '../../http/problems.ts';
import { LIMITS } from '../../limits.ts';
import type { Change } from '../../record/record.ts';
import { outcomes, verdicts } from '../findings/tables.ts';
import { writePromise, writtenPromise } from '../promises/write.ts';
import { quotes } from '../quotes/tables.ts';
import { addQuote } from '../quotes/write.ts';
import { findSource } from '../sources/render.ts';
import { findSpeaker } from '../speakers/render.ts';
import { TOO_MANY_SPEAKERS, type newClaim } from './shape.ts';
import { claimClaimants, claimQuotes, claimSources, claims } from './tables.ts';

export type NewClaim = z.output<typeof newClaim>;

interface Resolved {
  claimants: string[];
  quotes: string[];
  sources: string[];
  /** The earliest day on which one of the quotes was said. */
  said_on: string | null;
}

const resolve = async (change: Change, caller: Caller, written: NewClaim): Promise<Resolved> => {
  const carried: (typeof quotes.$inferSelect)[] = [];
  for (const [i, given] of written.quotes.entries()) {
    const id = typeof given === 'string' ? given : await addQuote(change, caller, given, `/quotes/${i}`);
    const [quote] = await change.tx.select().from(quotes).where(eq(quotes.id, id));
    if (!quote) throw unprocessable(`/quotes/${i}`, `there is no quote ${id}`);
    if (quote.publication === 'withdrawn') throw unprocessable(`/quotes/${i}`, `${id} was withdrawn`);
    carried.push(quote);
  }
  const claimants: string[] = [];
  for (const [i, reference] of (written.claimants ?? []).entries()) {
    const speaker = await findSpeaker(change.tx, reference);
    if (!speaker) throw unprocessable(`/claimants/${i}`, `there is no speaker ${reference}`);
    claimants.push(speaker.id);
  }
  for (const [i, id] of written.sources.entries()) {
    if (!(await findSource(change.tx, id))) throw unprocessable(`/sources/${i}`, `there is no source ${id}`);
  }
  const days = carried.flatMap((quote) => quote.said_on ?? []).sort();
  const spoken = new Set(carried.map((quote) => quote.speaker_id));
  if (written.claimants === undefined && spoken.size > LIMITS.claimants) {
    throw unprocessable('/quotes', TOO_MANY_SPEAKERS);
  }
  return {
    claimants: [...(written.claimants === undefined ? spoken : new Set(claimants))],
    quotes: [...new Set(carried.map((quote) => quote.id))],
    sources: [...new Set(written.sources)],
    said_on: days[0] ?? null,
  };
};

/** Writes a claim's row, lists and promise; throws 422 where it names what does not exist. */
export const writeClaim = async (
  change: Change,
  caller: Caller,
  id: string,
  written: NewClaim,
  row: Pick<typeof claims.$inferInsert, 'publication' | 'proposed_by' | 'author'>,
): Promise<void> => {
  if (written.promise && written.kind !== 'promise') {
    throw unprocessable('/promise', 'only a claim of kind promise has one');
  }
  const { tx } = change;
  const { claimants, quotes: quote_ids, sources, said_on } = await resolve(change, caller, written);
  const { kind, text, language, topics } = written;
  const first_said_on = written.first_said_on ?? said_on;
  const values = { kind, text, language, topics: [...new Set(topics)], first_said_on, ...row };
  await tx
    .insert(claims)
    .values({ id, ...values })
    .onConflictDoUpdate({ target: claims.id, set: values });
  await tx.delete(claimClaimants).where(eq(claimClaimants.claim_id, id));
  await tx.delete(claimQuotes).where(eq(claimQuotes.claim_id, id));
  await tx.delete(claimSources).where(eq(claimSources.claim_id, id));
  for (const [position, speaker_id] of claimants.entries()) {
    await tx.insert(claimClaimants).values({ claim_id: id, speaker_id, position });
  }
  for (const [position, quote_id] of quote_ids.entries()) {
    await tx.insert(claimQuotes).values({ claim_id: id, quote_id, position });
  }
  for (const [position, source_id] of sources.entries()) {
    await tx.insert(claimSources).values({ claim_id: id, source_id, position });
  }
  await writePromise(change, id, written.promise);
};

/** Throws 422 where a claim's findings would no longer fit its kind. */
export const requireFittingKind = async (
  { tx }: Change,
  claim_id: string,
  kind: NewClaim['kind'],
): Promise<void> => {
  const [verdict] = await tx
    .select({ id: verdicts.id })
    .from(verdicts)
    .where(eq(verdicts.claim_id, claim_id));
  if (verdict && kind === 'not_checkable') throw unprocessable('/kind', 'this claim has a verdict');
  const [ruling] = await tx
    .select({ id: outcomes.id })
    .from(outcomes)
    .where(and(eq(outcomes.claim_id, claim_id), eq(outcomes.kind, 'ruling')));
  if (ruling && kind !== 'promise')
    throw unprocessable('/kind', 'this claim has a ruling, as only a promise has');
};

/** A claim as a client writes it, with its row. */
export const writtenClaim = async (change: Change, id: string) => {
  const { tx } = change;
  const [claim] = await tx.select().from(claims).where(eq(claims.id, id));
  if (!claim) return null;
  const ids = async (query: PromiseLike<{ id: string }[]>) => (await query).map((row) => row.id);
  const written = {
    kind: claim.kind,
    text: claim.text,
    language: claim.language,
    first_said_on: claim.first_said_on,
    topics: claim.topics,
    claimants: await ids(
      tx
        .select({ id: claimClaimants.speaker_id })
        .from(claimClaimants)
        .where(eq(claimClaimants.claim_id, id))
        .orderBy(asc(claimClaimants.position)),
    ),
    quotes: await ids(
      tx
        .select({ id: claimQuotes.quote_id })
        .from(claimQuotes)
        .where(eq(claimQuotes.claim_id, id))
        .orderBy(asc(claimQuotes.position)),
    ),
    sources: await ids(
      tx
        .select({ id: claimSources.source_id })
        .from(claimSources)
        .where(eq(claimSources.claim_id, id))
        .orderBy(asc(claimSources.position)),
    ),
    promise: await writtenPromise(change, id),
  };
  return { claim, written };
};
