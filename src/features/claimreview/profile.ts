/**
 * ClaimReviews with the members that the exchange of the European fact-checkers (Factcricis) adds, by its names:
 * headline and claim in the original language, topics, countries, kind of content. Pure.
 */
import * as z from 'zod';
import type { JsonObject } from '../../newsroom/claimreview/find.ts';
import { claimReviewOf, type ReviewContext } from '../../newsroom/claimreview/render.ts';
import type { ReviewedClaim } from '../../newsroom/claimreview/shape.ts';

export const profileParameter = {
  profile: z
    .enum(['factcricis'])
    .optional()
    .meta({ description: 'With the members that the European fact-checkers exchange besides' }),
};

/** The review of a claim with these members; null while it has none. What another publisher has said itself stays. */
export const europeanReviewOf = (claim: ReviewedClaim, context: ReviewContext): JsonObject | null => {
  const review = claimReviewOf(claim, context);
  if (!review) return null;
  const { text, article_title, topics, verdict } = claim;
  const isOwn = !context.markup.has(verdict?.id ?? '');
  return {
    ...review,
    headlineNative: article_title ?? text,
    claimReviewedNative: text,
    contentKind: 'factcheck',
    ...(topics.length === 0 ? {} : { topics, keywords: topics }),
    ...(isOwn && context.country ? { countryOfOrigin: context.country } : {}),
    ...review,
  };
};
