/** The project's own format for bringing in a record: one JSON file, things named by keys of its own. */
import * as z from 'zod';
import { language, partialDay, slug, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { newAnchor } from '../../newsroom/anchors/shape.ts';
import { claimFields } from '../../newsroom/claims/shape.ts';
import { CLAIM_KINDS, RELATIONS } from '../../newsroom/claims/tables.ts';
import { newEvidence } from '../../newsroom/findings/shape.ts';
import { OUTCOME_KINDS, PROGRESSES, RESULTS } from '../../newsroom/findings/tables.ts';
import { newDeadline, promiseFields } from '../../newsroom/promises/shape.ts';
import { override, quoteFields } from '../../newsroom/quotes/shape.ts';
import { FIDELITIES } from '../../text/fidelity.ts';
import { key as ratingKey, newScale } from '../../newsroom/scales/shape.ts';
import { sourceFields } from '../../newsroom/sources/shape.ts';
import { speakerFields } from '../../newsroom/speakers/shape.ts';
import type { Entries } from './entries.ts';

/** Names a thing within its bundle, or is its id on this server. */
const key = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[\x21-\x7e]+$/, { error: 'must be printable ASCII without blanks' });

const publication = z.enum(['draft', 'published']).default('published');

const finding = {
  key,
  evidence: z.array(newEvidence).max(LIMITS.evidence).default([]),
  reason: text(LIMITS.text_medium).nullable().default(null),
};

const verdict = z.strictObject({
  ...finding,
  rating_scale: ratingKey.meta({ description: 'Key of a scale; its newest version counts' }),
  rating: ratingKey,
  summary: text(LIMITS.text_medium),
  rationale: text(LIMITS.rationale),
  decided_on: partialDay.nullable().default(null),
  claimreview: z
    .looseObject({})
    .refine((markup) => JSON.stringify(markup).length <= LIMITS.claimreview_markup, {
      error: `must have at most ${LIMITS.claimreview_markup} characters as JSON`,
    })
    .optional()
    .meta({ description: 'The ClaimReview that it came as, to be handed on as it is' }),
});

const outcome = z.strictObject({
  ...finding,
  kind: z.enum(OUTCOME_KINDS),
  progress: z.enum(PROGRESSES).nullable().default(null),
  result: z.enum(RESULTS).nullable().default(null),
  occurred_on: partialDay.nullable().default(null),
  became_known_on: partialDay.nullable().default(null),
  note: text(LIMITS.text_long),
  searched: z
    .strictObject({ what: text(LIMITS.text_medium), as_of: partialDay })
    .nullable()
    .default(null),
});

const claim = z.strictObject({
  key,
  kind: z.enum(CLAIM_KINDS),
  text: text(LIMITS.text_medium),
  language: language.nullable().default(null),
  claimants: z.array(key).max(LIMITS.claimants).optional(),
  quotes: z.array(key).max(LIMITS.quotes_per_claim).default([]),
  sources: z.array(key).max(LIMITS.sources_per_claim).default([]),
  first_said_on: partialDay.nullable().default(null),
  topics: claimFields.topics,
  article_url: claimFields.article_url,
  article_title: claimFields.article_title,
  same_as: claimFields.same_as,
  related: z
    .array(z.strictObject({ claim: key, relation: z.enum(RELATIONS) }))
    .max(LIMITS.related)
    .default([])
    .meta({ description: 'Claims of this bundle by their keys, or of this server by their ids' }),
  publication,
  promise: z
    .strictObject({ ...promiseFields, deadline: newDeadline.omit({ quote: true }).nullable().default(null) })
    .nullable()
    .default(null),
  verdicts: z.array(verdict).max(100).default([]),
  outcomes: z.array(outcome).max(100).default([]),
});

export const bundleSchema = z
  .strictObject({
    $schema: z.string().max(LIMITS.url).optional(),
    format: z.literal('onrecord-bundle/1'),
    origin: slug.meta({ description: 'Names the collection; with a key it makes an id, always the same' }),
    title: text(LIMITS.text_short),
    description: text(LIMITS.text_long).nullable().default(null),
    author: text(LIMITS.text_short)
      .nullable()
      .default(null)
      .meta({ description: 'Who the record names as author' }),
    rating_scales: z
      .array(z.strictObject({ ...newScale.shape, version: z.int().min(1).max(1_000) }))
      .default([]),
    anchors: z.array(newAnchor).default([]).meta({ description: 'Events that deadlines hang on' }),
    speakers: z.array(z.strictObject({ ...speakerFields, key, slug })).default([]),
    sources: z.array(z.strictObject({ ...sourceFields, key })).default([]),
    quotes: z
      .array(
        z.strictObject({
          ...quoteFields,
          key,
          speaker: key,
          source: key,
          override: override.optional(),
          fidelity: z
            .enum(FIDELITIES)
            .default('source_text_unavailable')
            .meta({ description: 'As found by whoever had the text; found anew where the bundle has it' }),
          publication,
        }),
      )
      .default([]),
    claims: z.array(claim).default([]),
  })
  .meta({ id: 'Bundle', title: 'Onrecord bundle' });

export type Bundle = z.output<typeof bundleSchema>;

/** The lists of a bundle that may be long, each after what it names. */
export const LONG_LISTS = ['speakers', 'sources', 'quotes', 'claims'] as const;
export type LongList = (typeof LONG_LISTS)[number];

/** A bundle whose long lists may be in a file. */
export type OpenBundle = Omit<Bundle, LongList> & { [List in LongList]: Entries<Bundle[List][number]> };

/** A bundle as it is written. */
export type WrittenBundle = z.input<typeof bundleSchema>;
