/** ClaimReview as it is exchanged: https://schema.org/ClaimReview, as Google's documentation narrows it. */
import * as z from 'zod';

export interface Party {
  '@type': 'Person' | 'Organization';
  name: string;
  url?: string;
  sameAs?: string | string[];
  jobTitle?: string;
}

export interface Work {
  '@type': 'CreativeWork';
  url: string;
  name: string;
  datePublished?: string;
  archivedAt?: string;
  publisher?: { '@type': 'Organization'; name: string };
}

/** A ClaimReview as this server writes it. */
export interface OwnReview {
  '@context': 'https://schema.org';
  '@type': 'ClaimReview';
  /** The newsroom's article, else the claim here. */
  url: string;
  claimReviewed: string;
  /** When the claim was reviewed. */
  datePublished?: string;
  /** The title of the newsroom's article. */
  headline?: string;
  inLanguage?: string;
  author: Party;
  reviewRating: {
    '@type': 'Rating';
    /** The rating in words. */
    alternateName: string;
    /** Figures only where the scale has at least two; the worst is then 1 or more. */
    ratingValue?: number;
    bestRating?: number;
    worstRating?: number;
    ratingExplanation?: string;
  };
  itemReviewed: {
    '@type': 'Claim';
    /** Who claims it; several as a list. */
    author?: Party | Party[];
    /** When it was first said. */
    datePublished?: string;
    appearance?: Work[];
    /** Other addresses of the same claim. */
    sameAs?: string[];
  };
}

const node = z.looseObject({ '@type': z.union([z.string(), z.array(z.string()).max(20)]).optional() });
const nodes = z.union([node, z.array(z.union([node, z.string()])).max(1_000), z.string()]);

/** What is served: a review of this newsroom, or one that came from another as it came. */
export const claimReview = node
  .extend({
    '@context': z.unknown(),
    url: z.string().meta({ description: 'The newsroom’s article, else the claim here' }),
    claimReviewed: z.string(),
    datePublished: z.string().optional().meta({ description: 'When the claim was reviewed' }),
    inLanguage: z.unknown().optional(),
    author: nodes.optional().meta({ description: 'Who reviewed' }),
    reviewRating: nodes
      .optional()
      .meta({ description: 'In words as `alternateName`; figures where the scale has them, from 1 on' }),
    itemReviewed: nodes.optional().meta({ description: 'Whose claim it is, when it was said and where' }),
  })
  .meta({ id: 'ClaimReview' });

/** What of a claim's document a ClaimReview is made of; members that come later are read where they are there. */
export const reviewedClaim = z.object({
  id: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  first_said_on: z.string().nullable(),
  article_url: z.string().nullish(),
  article_title: z.string().nullish(),
  same_as: z.array(z.string()).optional(),
  topics: z.array(z.string()).default([]),
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
      evidence: z.array(z.object({ url: z.string().nullable(), publisher: z.string().nullable() })),
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
