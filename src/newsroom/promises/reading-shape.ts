import * as z from 'zod';
import { id, language, partialDay, shownDay, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';

export const anchorRelation = z
  .enum(['before', 'by', 'within', 'on', 'after'])
  .meta({ id: 'AnchorRelation', description: 'How the deadline hangs on the event' });

export const anchorOffset = z
  .strictObject({
    amount: z.int().min(-10_000).max(10_000),
    unit: z.enum(['day', 'week', 'month', 'year']),
  })
  .meta({ id: 'AnchorOffset', description: 'How far from the event' });

const timezone = z
  .string()
  .max(60)
  .refine((name) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC', {
    error: 'must be an IANA timezone such as Europe/Kyiv',
  });

export const deadlinePhrase = z
  .strictObject({
    phrase: text(LIMITS.deadline_phrase).meta({ description: 'The words with the time in them' }),
    reference_date: partialDay
      .optional()
      .meta({ description: 'The day they were spoken; today when left out' }),
    timezone: timezone
      .optional()
      .meta({ description: 'Where “today” is today; the newsroom’s when left out. IANA name' }),
    language: language.default('en').meta({ description: 'BCP 47; only the language counts' }),
  })
  .meta({ id: 'DeadlinePhrase' });

const window = {
  window_start: z.iso.date().nullable(),
  window_end: z.iso.date().nullable().meta({ description: 'The last day; null: open, or no window' }),
};

/** Nobody can read a phrase in more ways than that. */
const READINGS = 20;

export const deadlineReading = z
  .strictObject({
    phrase: z.string(),
    reference_date: shownDay,
    language: z.string(),
    kind: z.enum(['calendar', 'duration', 'event', 'vague', 'none']),
    ...window,
    hedged: z.boolean(),
    anchor: z
      .strictObject({
        phrase: z.string(),
        key: z.string().nullable().meta({ description: 'What the grammar calls this kind of event' }),
        relation: anchorRelation,
        offset: anchorOffset.nullable(),
        event: z
          .strictObject({
            id: id('anchor'),
            key: z.string(),
            title: z.string(),
            date: shownDay.nullable(),
          })
          .meta({ id: 'AnchorMention' })
          .nullable()
          .meta({ description: 'The event of the newsroom’s table that was probably meant' }),
      })
      .meta({ id: 'AnchorReading' })
      .nullable(),
    confidence: z.enum(['high', 'medium', 'low']).meta({ id: 'Confidence' }),
    explanation: z.string().meta({ description: 'One sentence for a reader' }),
    alternatives: z
      .array(z.strictObject({ ...window, explanation: z.string() }).meta({ id: 'AlternativeReading' }))
      .max(READINGS)
      .meta({ description: 'Other fair readings' }),
    review_on: z.iso.date().nullable().meta({ description: 'When to look again, where there is no window' }),
    family: z.string().meta({ description: 'The family of phrases it was read as (docs/deadlines.md)' }),
  })
  .meta({ id: 'DeadlineReading' });
