import { json, table, text } from '../../db/kit.ts';
import { verdicts } from '../findings/tables.ts';
import type { JsonObject } from './find.ts';

/** The ClaimReview that a verdict came as from its publisher, so that it is handed on as it was. */
export const claimReviewMarkup = table('claim_review_markup', {
  verdict_id: text()
    .primaryKey()
    .references(() => verdicts.id, { onDelete: 'restrict' }),
  markup: json<JsonObject>().notNull(),
});
