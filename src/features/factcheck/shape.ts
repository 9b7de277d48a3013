/** The messages of Google's Fact Check Tools API (v1alpha1), by their own names. */
import * as z from 'zod';
import { text, url } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';

const words = (max: number) => text(max, 0).optional();
const address = url.optional();

const markup = z
  .strictObject({
    url: address,
    claimReviewed: words(LIMITS.text_medium),
    claimDate: words(LIMITS.text_short),
    claimLocation: words(LIMITS.text_short),
    claimFirstAppearance: address,
    claimAppearances: z.array(url).max(LIMITS.sources_per_claim).optional(),
    claimAuthor: z
      .strictObject({
        name: words(LIMITS.text_short),
        jobTitle: words(LIMITS.text_short),
        imageUrl: address,
        sameAs: address,
      })
      .meta({ id: 'FactCheckClaimAuthor' })
      .optional(),
    rating: z
      .strictObject({
        textualRating: words(LIMITS.topic_length),
        ratingValue: z.int().min(-1e6).max(1e6).optional(),
        bestRating: z.int().min(-1e6).max(1e6).optional(),
        worstRating: z.int().min(-1e6).max(1e6).optional(),
        ratingExplanation: words(LIMITS.text_long),
        imageUrl: address,
      })
      .meta({ id: 'FactCheckRating' })
      .optional(),
  })
  .meta({ id: 'FactCheckMarkup' });
export type Markup = z.output<typeof markup>;

export const markupPage = z
  .strictObject({
    name: words(LIMITS.text_short),
    pageUrl: address,
    publishDate: words(LIMITS.text_short),
    claimReviewAuthor: z
      .strictObject({ name: words(LIMITS.text_short), imageUrl: address })
      .meta({ id: 'FactCheckReviewAuthor' })
      .optional(),
    claimReviewMarkups: z.array(markup).max(LIMITS.list_max).optional(),
    versionId: words(LIMITS.text_short),
  })
  .meta({ id: 'FactCheckMarkupPage' });
export type MarkupPage = z.output<typeof markupPage>;
