/** Making a claim public, and taking it back. */
import { eq } from 'drizzle-orm';
import { recordWithdrawal } from '../../record/corrections.ts';
import type { Change } from '../../record/record.ts';
import { type Approval, publishQuote } from '../quotes/render.ts';
import { confirmDeadlines } from '../promises/write.ts';
import { publishSource } from '../sources/render.ts';
import { publishSpeaker } from '../speakers/render.ts';
import { claimantsOf, findingsOf, quotesOf, sourcesOf } from './render.ts';
import { claims } from './tables.ts';

/** Who proposed what `publishParts` would make public. */
export const proposersOfParts = async ({ tx }: Change, id: string): Promise<string[]> =>
  (await quotesOf(tx, id)).flatMap(({ quotes }) =>
    quotes.publication === 'draft' ? quotes.proposed_by : [],
  );

/** Publishes what a public claim shows and is still a draft: its quotes, speakers and sources. */
export const publishParts = async (change: Change, id: string, approval: Approval): Promise<void> => {
  for (const { quotes } of await quotesOf(change.tx, id)) {
    if (quotes.publication === 'draft') await publishQuote(change, quotes.id, approval);
  }
  for (const { speakers } of await claimantsOf(change.tx, id)) {
    if (speakers.publication === 'draft') await publishSpeaker(change, speakers.id);
  }
  for (const { sources } of await sourcesOf(change.tx, id)) {
    if (sources.publication === 'draft') await publishSource(change, sources.id);
  }
};

/** Publishes a draft with all it shows, and the findings that were approved before it. */
export const publishClaim = async (change: Change, id: string, approval: Approval): Promise<void> => {
  await change.tx
    .update(claims)
    .set({ publication: 'published', ...approval })
    .where(eq(claims.id, id));
  await publishParts(change, id, approval);
  if (approval.reviewer !== null) await confirmDeadlines(change, id, approval.reviewer);
  for (const finding of await findingsOf(change.tx, id)) change.touch(finding);
};

/** Leaves a tombstone in the place of a claim and of its findings, and a retraction among the corrections. */
export const withdrawClaim = async (change: Change, id: string, reason: string): Promise<void> => {
  const withdrawal = { withdrawn_at: change.at, withdrawn_by: change.actor.name, reason };
  await change.tx.update(claims).set({ publication: 'withdrawn', withdrawal }).where(eq(claims.id, id));
  for (const finding of await findingsOf(change.tx, id)) change.touch(finding);
  await recordWithdrawal(change, id, id, reason);
  await change.event({ action: 'claim.withdrawn', subject_id: id, after: withdrawal });
};
