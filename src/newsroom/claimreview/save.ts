import type { Change } from '../../record/record.ts';
import type { JsonObject } from './find.ts';
import { claimReviewMarkup } from './tables.ts';

/** Keeps the ClaimReview that a verdict came as, in place of one that is kept already. */
export const keepMarkup = async (change: Change, verdict_id: string, markup: JsonObject): Promise<void> => {
  await change.tx
    .insert(claimReviewMarkup)
    .values({ verdict_id, markup })
    .onConflictDoUpdate({ target: claimReviewMarkup.verdict_id, set: { markup } });
};
