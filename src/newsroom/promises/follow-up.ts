/** What happens to a promise after it was written down: new deadlines, and words about its criteria. */
import { and, count, eq, max } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { callerOf, requireRole } from '../../http/access.ts';
import { matchIfAsked } from '../../http/answers.ts';
import { currentOf, notFound, refuseWithdrawn } from '../../http/current.ts';
import { notPossible, unprocessable } from '../../http/problems.ts';
import { approvalBy, withProposer } from '../../http/review.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import type { Change } from '../../record/record.ts';
import { corrections } from '../../record/tables.ts';
import { claimQuotes, claims } from '../claims/tables.ts';
import { publishQuote } from '../quotes/render.ts';
import { quotes } from '../quotes/tables.ts';
import type { DeadlineRow } from './render.ts';
import { clarifications, deadlines, promises } from './tables.ts';
import { addDeadline, deadlineContent, type NewDeadline, spokenIn, touchOutcomes } from './write.ts';

/** The claim of a promise that is to change; throws 404, 409, 410 or 412 where it cannot. */
const promisedIn = async (services: Services, request: FastifyRequest, change: Change, id: string) => {
  const now = await currentOf(services, change.tx, id);
  if (!now) throw notFound(id);
  refuseWithdrawn(now.publication, now.body);
  matchIfAsked(request, now.etag);
  const [found] = await change.tx
    .select()
    .from(promises)
    .innerJoin(claims, eq(claims.id, promises.claim_id))
    .where(eq(promises.claim_id, id));
  if (!found) throw notPossible('This claim has no promise.', now.publication, []);
  return found;
};

/**
 * Adds a deadline beside those there are; gives its position. On a draft it belongs to the draft, on
 * a public promise it is a proposal.
 */
export const proposeDeadline = async (
  services: Services,
  request: FastifyRequest,
  change: Change,
  id: string,
  written: NewDeadline,
): Promise<number> => {
  const { tx } = change;
  const { claims: claim } = await promisedIn(services, request, change, id);
  const [known] = await tx.select({ value: count() }).from(deadlines).where(eq(deadlines.claim_id, id));
  if ((known?.value ?? 0) >= LIMITS.deadlines_per_claim) {
    throw notPossible(`A promise has at most ${LIMITS.deadlines_per_claim} deadlines.`, 'full', []);
  }
  const caller = callerOf(request);
  const spoken = await spokenIn(tx, id);
  const added = await quoteNamed(change, written);
  const isNew = added && !spoken.quotes.some((quote) => quote.id === added.id);
  const all = isNew ? { ...spoken, quotes: [...spoken.quotes, added] } : spoken;
  const content = await deadlineContent(tx, caller.name, written, all, '');
  if (content.phrase === null && content.window_start === null && content.kind === 'none') {
    throw unprocessable('/phrase', 'a deadline needs a phrase or a kind');
  }
  const published = claim.publication === 'published';
  const position = await addDeadline(
    change,
    id,
    published ? { ...content, confirmed_by: null } : content,
    published ? [caller.key_id] : [],
  );
  if (!published) {
    await carryQuote(change, id, content.quote_id);
    const proposed_by = withProposer(claim.proposed_by, caller);
    await tx.update(claims).set({ proposed_by }).where(eq(claims.id, id));
    await touchOutcomes(change, id);
  }
  await change.event({ action: 'deadline.proposed', subject_id: id, after: { position, ...written } });
  return position;
};

/** The quote that a new deadline names; it need not be one of the claim's. Throws 422. */
const quoteNamed = async ({ tx }: Change, { quote: id }: NewDeadline) => {
  if (id === null) return null;
  const [quote] = await tx.select().from(quotes).where(eq(quotes.id, id));
  if (!quote) throw unprocessable('/quote', `there is no quote ${id}`);
  if (quote.publication === 'withdrawn') throw unprocessable('/quote', `${id} was withdrawn`);
  return quote;
};

/** Puts the quote of a deadline among those that carry the claim. */
const carryQuote = async ({ tx }: Change, claim_id: string, quote_id: string | null): Promise<void> => {
  if (quote_id === null) return;
  const [last] = await tx
    .select({ position: max(claimQuotes.position) })
    .from(claimQuotes)
    .where(eq(claimQuotes.claim_id, claim_id));
  await tx
    .insert(claimQuotes)
    .values({ claim_id, quote_id, position: (last?.position ?? -1) + 1 })
    .onConflictDoNothing();
};

/** A deadline that still awaits a person; throws 404 without one and 409 where it was confirmed. */
const awaiting = async ({ tx }: Change, id: string, position: number): Promise<DeadlineRow> => {
  const [row] = await tx
    .select()
    .from(deadlines)
    .where(and(eq(deadlines.claim_id, id), eq(deadlines.position, position)));
  if (!row) throw notFound(`deadline ${position} of ${id}`);
  if (row.confirmed_by !== null)
    throw notPossible(`${row.confirmed_by} has confirmed this deadline.`, 'confirmed', []);
  return row;
};

/** Makes a suggestion or proposal a deadline that counts. */
export const confirmDeadline = async (
  services: Services,
  request: FastifyRequest,
  change: Change,
  id: string,
  position: number,
): Promise<void> => {
  const { tx } = change;
  const { claims: claim } = await promisedIn(services, request, change, id);
  const row = await awaiting(change, id, position);
  const caller = callerOf(request);
  if (claim.publication === 'published') {
    requireRole(caller, 'editor');
    const [quote] =
      row.quote_id === null ? [] : await tx.select().from(quotes).where(eq(quotes.id, row.quote_id));
    if (quote?.publication === 'withdrawn') {
      throw notPossible('The quote that gives this deadline was withdrawn.', 'proposed', ['reject']);
    }
    const isDraft = quote?.publication === 'draft';
    const approval = approvalBy(services, caller, [
      ...row.proposed_by,
      ...(isDraft ? quote.proposed_by : []),
    ]);
    if (isDraft) await publishQuote(change, quote.id, approval);
    await carryQuote(change, id, row.quote_id);
  }
  await tx
    .update(deadlines)
    .set({ set_by: 'person', confirmed_by: caller.name })
    .where(eq(deadlines.id, row.id));
  await touchOutcomes(change, id);
  await change.event({ action: 'deadline.confirmed', subject_id: id, before: row, after: { position } });
};

/** Takes a suggestion or proposal away; the ledger keeps it with the reason. */
export const rejectDeadline = async (
  services: Services,
  request: FastifyRequest,
  change: Change,
  id: string,
  position: number,
  reason: string,
): Promise<void> => {
  const { claims: claim } = await promisedIn(services, request, change, id);
  const row = await awaiting(change, id, position);
  if (claim.publication === 'published') requireRole(callerOf(request), 'editor');
  await change.tx.delete(deadlines).where(eq(deadlines.id, row.id));
  await touchOutcomes(change, id);
  await change.event({ action: 'deadline.rejected', subject_id: id, before: row, after: { reason } });
};

/** Adds a dated clarification to the criteria of a public promise, with its correction. */
export const clarify = async (
  services: Services,
  request: FastifyRequest,
  change: Change,
  id: string,
  text: string,
): Promise<void> => {
  const { tx, actor, at } = change;
  const { claims: claim } = await promisedIn(services, request, change, id);
  if (claim.publication !== 'published') {
    throw notPossible('This promise is a draft: change its criteria.', claim.publication, ['change']);
  }
  const known = await tx.select().from(clarifications).where(eq(clarifications.claim_id, id));
  if (known.length >= LIMITS.clarifications_per_promise) {
    throw notPossible(`A promise has at most ${known.length} clarifications.`, 'full', []);
  }
  const clarified_on = services.today(new Date(at));
  await tx.insert(clarifications).values({ claim_id: id, clarified_on, text, author: actor.name });
  const texts = known.map((row) => row.text);
  await tx.insert(corrections).values({
    id: change.newId('correction'),
    subject_id: id,
    claim_id: id,
    kind: 'clarification',
    note: text,
    before: { clarifications: texts },
    after: { clarifications: [...texts, text] },
    corrected_at: at,
    corrected_by: actor.name,
  });
  await change.event({ action: 'promise.clarified', subject_id: id, after: { text } });
};
