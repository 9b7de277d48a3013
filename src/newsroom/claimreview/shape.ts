/** ClaimReview as it is exchanged: https://schema.org/ClaimReview, as Google's documentation narrows it. */
import * as z from 'zod';
import { LIMITS } from '../../limits.ts';

const party = z
  .strictObject({
    '@type': z.enum(['Person', 'Organization']),
    name: z.string(),
    url: z.url().optional(),
    sameAs: z.url().optional(),
    jobTitle: z.string().optional(),
  })
  .meta({ id: 'ClaimReviewParty' });
export type Party = z.output<typeof party>;

const work = z
  .strictObject({
    '@type': z.literal('CreativeWork'),
    url: z.string(),
    name: z.string(),
    datePublished: z.string().optional(),
    archivedAt: z.string().optional(),
    publisher: z.strictObject({ '@type': z.literal('Organization'), name: z.string() }).optional(),
  })
  .meta({ id: 'ClaimReviewAppearance' });
export type Work = z.output<typeof work>;

const reviewRating = z
  .strictObject({
    '@type': z.literal('Rating'),
    alternateName: z.string().meta({ description: 'The rating in words' }),
    ratingValue: z.number().optional(),
    bestRating: z.number().optional(),
    worstRating: z.number().optional(),
    ratingExplanation: z.string().optional(),
  })
  .meta({
    id: 'ClaimReviewRating',
    description: 'Numbers only where the scale has at least two; the worst is then 1 or more',
  });

export const claimReview = z
  .looseObject({
    '@context': z.literal('https://schema.org').optional(),
    '@type': z.literal('ClaimReview'),
    url: z.string().meta({ description: 'The newsroom’s article, else the claim here' }),
    claimReviewed: z.string(),
    datePublished: z.string().optional().meta({ description: 'When the claim was reviewed' }),
    inLanguage: z.string().optional(),
    author: party.optional(),
    reviewRating: reviewRating.optional(),
    itemReviewed: z
      .looseObject({
        '@type': z.literal('Claim'),
        author: z
          .union([party, z.array(party).max(LIMITS.claimants)])
          .optional()
          .meta({ description: 'Who claims it; several as a list' }),
        datePublished: z.string().optional().meta({ description: 'When it was first said' }),
        appearance: z
          .array(work)
          .max(LIMITS.quotes_per_claim + LIMITS.sources_per_claim)
          .optional(),
      })
      .meta({ id: 'ReviewedClaim' })
      .optional(),
  })
  .meta({ id: 'ClaimReview' });
export type ClaimReview = z.output<typeof claimReview>;

/** What of a claim's document a ClaimReview is made of; members that come later are read where they are there. */
export const reviewedClaim = z.object({
  id: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  first_said_on: z.string().nullable(),
  article_url: z.string().nullish(),
  claimants: z.array(z.object({ id: z.string(), slug: z.string(), kind: z.string(), name: z.string() })),
  quotes: z.array(
    z.object({
      speaker: z.object({ id: z.string() }),
      speaker_role: z.string().nullable(),
      source: z.lazy(() => appearance),
    }),
  ),
  sources: z.array(z.lazy(() => appearance)),
  verdict: z
    .object({
      id: z.string(),
      rating: z.object({
        scale: z.string(),
        scale_version: z.int(),
        key: z.string(),
        labels: z.record(z.string(), z.string()),
        value: z.number().nullable(),
      }),
      summary: z.string().nullable(),
      decided_on: z.string().nullable(),
      first_published_at: z.string().nullable(),
    })
    .nullable(),
});
export type ReviewedClaim = z.output<typeof reviewedClaim>;

const appearance = z.object({
  title: z.string(),
  url: z.string().nullable(),
  archived_url: z.string().nullable(),
  publisher: z.string().nullable(),
  published_on: z.string().nullable(),
});
