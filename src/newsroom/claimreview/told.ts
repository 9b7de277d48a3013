/** The ClaimReview that verdicts came as, as the ledger tells of it. */
import { sha256 } from '../../record/sha256.ts';
import type { ToldRows } from '../../record/told.ts';
import type { JsonObject } from './find.ts';
import { claimReviewMarkup } from './tables.ts';

/** What the line of a verdict that came as ClaimReview says of it. */
export const markupTold = (markup: JsonObject): { claimreview_sha256: string } => ({
  claimreview_sha256: sha256(JSON.stringify(markup)),
});

const nameOf = (verdict_id: string): string => `The ClaimReview that ${verdict_id} came as`;

/** The line of a verdict that stays as it is while what it came as is another. */
export const REFRESHED = 'verdict.review_refreshed';

export const toldMarkup: ToldRows = {
  actions: ['verdict.created', 'verdict.changed', REFRESHED],
  areSometimesUntold: true,
  stored: async (connection) => {
    const rows = await connection.select().from(claimReviewMarkup);
    return new Map(rows.map(({ verdict_id, markup }) => [nameOf(verdict_id), markupTold(markup)]));
  },
  told: (lines) =>
    new Map(
      lines.flatMap(({ subject_id, after: { claimreview_sha256 } }) =>
        claimreview_sha256 === undefined ? [] : [[nameOf(subject_id), { claimreview_sha256 }]],
      ),
    ),
};
