import * as z from 'zod';
import { documentHead, id, language, text, url } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';

/** A name for machines: `mostly_false`. */
export const key = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9_]*$/, {
    error: 'must be lower-case letters, digits and underscores, a letter first',
  });

export const rating = z
  .strictObject({
    key,
    labels: z
      .record(language, text(LIMITS.topic_length))
      .refine(
        (labels) => Object.keys(labels).length >= 1 && Object.keys(labels).length <= LIMITS.labels_per_rating,
        {
          error: `must have 1 to ${LIMITS.labels_per_rating} labels by language`,
        },
      )
      .meta({ minProperties: 1, maxProperties: LIMITS.labels_per_rating }),
    order: z.int().min(0).max(1_000),
    value: z
      .number()
      .min(-1e6)
      .max(1e6)
      .nullable()
      .meta({ description: 'A number to count with; null for none' }),
    description: text(LIMITS.text_medium),
  })
  .meta({ id: 'ScaleRating' });

export const newScale = z
  .strictObject({
    key,
    title: text(LIMITS.text_short),
    methodology_url: url.nullable().default(null),
    ratings: z
      .array(rating)
      .min(1)
      .max(LIMITS.ratings_per_scale)
      .refine((ratings) => new Set(ratings.map((r) => r.key)).size === ratings.length, {
        error: 'must not have two ratings of one key',
      }),
  })
  .meta({ id: 'NewRatingScale' });

export const scaleDocument = z
  .strictObject({
    id: id('scale'),
    version: documentHead.version,
    published_at: documentHead.published_at,
    publication: documentHead.publication,
    key: z.string(),
    scale_version: z.int().min(1).meta({ description: 'A policy never changes; a new one is a new version' }),
    title: z.string(),
    methodology_url: z.string().nullable(),
    ratings: z.array(rating).max(LIMITS.ratings_per_scale),
  })
  .meta({ id: 'RatingScale' });
