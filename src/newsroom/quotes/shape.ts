import * as z from 'zod';
import {
  documentHead,
  id,
  instant,
  language,
  partialDay,
  shownDay,
  text,
  timeOfDay,
  url,
} from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { later } from '../growth.ts';
import { sourceMention } from '../sources/shape.ts';
import { speakerMention, speakerReference } from '../speakers/shape.ts';
import { QUOTE_FORMS } from './tables.ts';
import { FIDELITIES } from '../../text/fidelity.ts';
import { WARNINGS } from '../../text/warnings.ts';

const quoteForm = z.enum(QUOTE_FORMS).meta({ id: 'QuoteForm' });
const context = text(LIMITS.selector_context, 0);
const offset = z.int().min(0).max(LIMITS.source_text);

export const selector = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('TextQuoteSelector'),
        exact: text(LIMITS.text_long, 0),
        prefix: context.default(''),
        suffix: context.default(''),
      })
      .meta({ id: 'TextQuoteSelector' }),
    z
      .strictObject({ type: z.literal('TextPositionSelector'), start: offset, end: offset })
      .meta({ id: 'TextPositionSelector' }),
  ])
  .meta({ id: 'Selector', description: 'W3C Web Annotation selector; positions are UTF-16 offsets' });

const seconds = z.number().min(0).max(LIMITS.media_seconds).nullable().default(null);
const media = z
  .strictObject({
    url,
    start_seconds: seconds.meta({ description: 'Where the words begin, from the start of the recording' }),
    end_seconds: seconds,
  })
  .refine(({ start_seconds, end_seconds }) => end_seconds === null || (start_seconds ?? 0) <= end_seconds, {
    path: ['end_seconds'],
    error: 'must not lie before start_seconds',
  })
  .meta({ id: 'QuoteMedia', description: 'The recording that has the words' });

const original = z
  .strictObject({ text: text(LIMITS.text_long), language })
  .meta({ id: 'QuoteOriginal', description: 'The words as they were spoken, where `text` is a translation' });

/** What is written of a quote. */
export const quoteFields = {
  speaker: speakerReference,
  source: id('source'),
  text: text(LIMITS.text_long).meta({ description: 'The exact words' }),
  form: quoteForm.default('direct'),
  speaker_role: text(LIMITS.text_short).nullable().default(null).meta({ description: 'As it was then' }),
  said_on: partialDay.nullable().default(null).meta({ description: 'The day it was spoken, not printed' }),
  venue: text(LIMITS.text_short).nullable().default(null),
  language: language.nullable().default(null),
  said_at: z
    .union([instant, timeOfDay])
    .nullable()
    .default(null)
    .meta({ description: 'An instant, or the time of the day `said_on` where it was spoken' }),
  media: media.nullable().default(null),
  original: original.nullable().default(null),
  selectors: z
    .array(selector)
    .max(2)
    .default([])
    .meta({ description: 'Where the words stand; found by the server where it has the source’s text' }),
};

export const newQuote = z.strictObject(quoteFields).meta({ id: 'NewQuote' });

export const REVIEWS = ['reviewed_by_another', 'reviewed_by_its_author', 'imported'] as const;

/** Who wrote a thing and who let it be published. */
export const reviewed = {
  author: z.string(),
  reviewer: z.string().nullable(),
  review: z.enum(REVIEWS).meta({ id: 'Review' }).nullable(),
};

/** What a reader should know of the words. */
export const warnings = z
  .array(
    z
      .strictObject({
        kind: z.enum(WARNINGS).meta({
          id: 'FidelityWarningKind',
          description:
            'A negation, number or name that was left out or changed, or a long gap: more than 60 words, or another speaker’s turn',
        }),
        quote: z.string().meta({ description: 'The quote’s words; empty where it left something out' }),
        source: z.string().meta({ description: 'The source’s words; empty where it has none' }),
      })
      .meta({ id: 'FidelityWarning' }),
  )
  .max(LIMITS.fidelity_warnings);

/** How words compare with a source's text: the members that a comparison gives. */
export const comparison = {
  selectors: z.array(selector).max(2),
  fidelity: z
    .enum(FIDELITIES)
    .meta({ id: 'Fidelity', description: 'How the words compare with the source’s text' }),
  fidelity_diff: z
    .array(
      z
        .strictObject({
          kept: z.string().optional(),
          quote: z.string().optional(),
          source: z.string().optional(),
        })
        .meta({ id: 'WordDifference' }),
    )
    .max(2 * LIMITS.text_long)
    .nullable()
    .meta({ description: 'For `near`: what both have, and what only the quote or the source has' }),
};

/** An editor's reason to publish words that are not the source's, or that carry a warning. */
export const override = z
  .strictObject({ reason: text(LIMITS.text_medium).meta({ description: 'For the public' }) })
  .meta({
    id: 'Override',
    description: 'Needed where a quote is `near` or `absent`, or carries a warning',
  });

export const publishBody = z.strictObject({ override: override.optional() }).optional();

/** What came after the first release: absent where there is none. */
export const laterOfQuote = later({
  fidelity_warnings: warnings.meta({ description: 'What a reader should know of the words' }),
  text_fragment_url: z
    .string()
    .meta({ description: 'The source’s URL at the words themselves (Text Fragments)' }),
  override: z
    .strictObject({ reason: z.string(), given_by: z.string(), given_at: z.iso.datetime() })
    .meta({ id: 'OverrideGiven', description: 'Why an editor published words that are not the source’s' }),
  said_at: z
    .string()
    .meta({ description: 'An instant, or the time of the day `said_on` where it was spoken' }),
  media,
  original,
});

const quoteShape = {
  text: z.string(),
  form: quoteForm,
  speaker: speakerMention,
  speaker_role: z.string().nullable(),
  said_on: shownDay.nullable(),
  venue: z.string().nullable(),
  language: z.string().nullable(),
  source: sourceMention,
  ...comparison,
  ...laterOfQuote.shape,
  ...reviewed,
};

export const quoteDocument = z
  .strictObject({ id: id('quote'), ...documentHead, ...quoteShape })
  .meta({ id: 'Quote' });

/** A quote inside the claim that carries it. */
export const carriedQuote = z.strictObject({ id: id('quote'), ...quoteShape }).meta({ id: 'CarriedQuote' });

/** What stays of a thing that was taken back. */
export const tombstone = z
  .looseObject({
    id: z.string(),
    ...documentHead,
    withdrawn_at: z.iso.datetime(),
    withdrawn_by: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'Tombstone' });

export const withdrawBody = z
  .strictObject({ reason: text(LIMITS.text_medium).meta({ description: 'For the public' }) })
  .meta({ id: 'Withdrawal' });
