/** Writing the promise of a claim and its deadlines. */
import { and, desc, eq } from 'drizzle-orm';
import type * as z from 'zod';
import { unprocessable } from '../../http/problems.ts';
import type { Change } from '../../record/record.ts';
import { quotes } from '../quotes/tables.ts';
import type { newDeadline, newPromise } from './schemas.ts';
import { deadlines, promises } from './tables.ts';

type NewPromise = z.output<typeof newPromise>;
type NewDeadline = z.output<typeof newDeadline>;

/** The row of a deadline as written; throws 422 where its parts contradict each other. */
export const deadlineRow = (written: NewDeadline, spoken_on: string | null, at: string) => {
  const { quote, ...rest } = written;
  const reference_date = written.reference_date ?? spoken_on;
  const kind = written.kind ?? 'none';
  const { window_start, window_end } = written;
  if ((kind === 'vague' || kind === 'none') && (window_start !== null || window_end !== null)) {
    throw unprocessable(`${at}/window_end`, `a deadline of kind ${kind} has no window`);
  }
  if (window_start !== null && window_end !== null && window_end < window_start) {
    throw unprocessable(`${at}/window_end`, 'must not lie before window_start');
  }
  if (window_start === null && window_end !== null) {
    throw unprocessable(`${at}/window_start`, 'a window that ends must start');
  }
  return { ...rest, kind, reference_date, quote_id: quote, set_by: 'person' as const };
};

/** Adds, changes or takes away a claim's promise. `spoken_on`: the day its words were said, where known. */
export const writePromise = async (
  { tx }: Change,
  claim_id: string,
  written: NewPromise | null,
  spoken_on: string | null,
): Promise<void> => {
  const [known] = await tx.select().from(promises).where(eq(promises.claim_id, claim_id));
  if (!written) {
    if (known) {
      await tx.delete(deadlines).where(eq(deadlines.claim_id, claim_id));
      await tx.delete(promises).where(eq(promises.claim_id, claim_id));
    }
    return;
  }
  const { deadline, ...row } = written;
  if (known) await tx.update(promises).set(row).where(eq(promises.claim_id, claim_id));
  else await tx.insert(promises).values({ ...row, claim_id });
  const [last] = await tx
    .select()
    .from(deadlines)
    .where(eq(deadlines.claim_id, claim_id))
    .orderBy(desc(deadlines.id))
    .limit(1);
  if (!deadline) {
    if (last)
      await tx.delete(deadlines).where(and(eq(deadlines.claim_id, claim_id), eq(deadlines.id, last.id)));
    return;
  }
  const values = deadlineRow(deadline, spoken_on, '/promise/deadline');
  if (deadline.quote !== null) {
    const [quote] = await tx.select({ id: quotes.id }).from(quotes).where(eq(quotes.id, deadline.quote));
    if (!quote) throw unprocessable('/promise/deadline/quote', `there is no quote ${deadline.quote}`);
  }
  if (last) await tx.update(deadlines).set(values).where(eq(deadlines.id, last.id));
  else await tx.insert(deadlines).values({ ...values, claim_id });
};

/** A claim's promise as a client writes it. */
export const writtenPromise = async ({ tx }: Change, claim_id: string): Promise<NewPromise | null> => {
  const [promise] = await tx.select().from(promises).where(eq(promises.claim_id, claim_id));
  if (!promise) return null;
  const [last] = await tx
    .select()
    .from(deadlines)
    .where(eq(deadlines.claim_id, claim_id))
    .orderBy(desc(deadlines.id))
    .limit(1);
  const { action, criteria, testability, condition } = promise;
  if (!last) return { action, criteria, testability, condition, deadline: null };
  const { phrase, reference_date, kind, window_start, window_end, hedged, convention_note, review_on } = last;
  const deadline = {
    phrase,
    reference_date,
    kind,
    window_start,
    window_end,
    hedged,
    convention_note,
    review_on,
    quote: last.quote_id,
  };
  return { action, criteria, testability, condition, deadline };
};
