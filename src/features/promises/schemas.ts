import * as z from 'zod';
import { day, id, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { TIMELINESS } from '../../record/timeliness.ts';
import { PROGRESSES, RESULTS } from '../findings/tables.ts';
import { CONDITION_STATUSES, DEADLINE_KINDS, TESTABILITIES } from './tables.ts';

const condition = z
  .strictObject({ text: text(LIMITS.text_medium), status: z.enum(CONDITION_STATUSES).default('pending') })
  .meta({ id: 'Condition' });

/** What is written of a deadline; without `kind` it is read out of the phrase and marked as a suggestion. */
export const newDeadline = z
  .strictObject({
    phrase: text(LIMITS.text_short).nullable().default(null).meta({ description: 'The speaker’s own words' }),
    reference_date: day.nullable().default(null).meta({ description: 'The day they were spoken' }),
    kind: z.enum(DEADLINE_KINDS).optional(),
    window_start: day.nullable().default(null),
    window_end: day.nullable().default(null),
    hedged: z.boolean().default(false),
    convention_note: text(LIMITS.text_medium).nullable().default(null),
    review_on: day
      .nullable()
      .default(null)
      .meta({ description: 'When to look again, for a deadline without a window' }),
    quote: id('quote').nullable().default(null).meta({ description: 'The quote that gives this deadline' }),
  })
  .meta({ id: 'NewDeadline' });

export const promiseFields = {
  action: text(LIMITS.text_medium).meta({ description: 'What is to happen' }),
  criteria: text(LIMITS.text_medium).meta({ description: 'By what one will see that it has' }),
  testability: z.enum(TESTABILITIES).default('needs_interpretation'),
  deadline: newDeadline.nullable().default(null),
  condition: condition.nullable().default(null),
};

export const newPromise = z.strictObject(promiseFields).meta({ id: 'NewPromise' });

export const deadline = z
  .strictObject({
    phrase: z.string().nullable(),
    reference_date: z.iso.date().nullable(),
    kind: z.enum(DEADLINE_KINDS),
    window_start: z.iso.date().nullable(),
    window_end: z.iso.date().nullable().meta({ description: 'The last day; null: open, or no window' }),
    hedged: z.boolean(),
    set_by: z
      .enum(['person', 'grammar'])
      .meta({ description: '`grammar`: a suggestion that nobody has confirmed' }),
    convention_note: z.string().nullable(),
    review_on: z.iso.date().nullable(),
    quote_id: id('quote').nullable(),
  })
  .meta({ id: 'Deadline' });

export const promiseDocument = z
  .strictObject({
    action: z.string(),
    criteria: z.string(),
    testability: z.enum(TESTABILITIES),
    condition: condition.nullable(),
    deadline: deadline.meta({ description: 'The one that counts: the last given' }),
    deadlines: z.array(deadline).meta({ description: 'Every one the speaker gave, in order' }),
    progress: z.enum(PROGRESSES),
    result: z.enum(RESULTS).nullable().meta({ description: 'Of the ruling in force; null: not ruled' }),
    done_on: z.iso.date().nullable().meta({ description: 'The day it was kept, by that ruling' }),
    timeliness: z
      .enum(TIMELINESS)
      .meta({ description: 'Arithmetic, not judgement: computed for the day of the answer' }),
    days_left: z.int().nullable(),
    days_overdue: z.int().nullable(),
    days_late: z.int().nullable(),
  })
  .meta({ id: 'Promise' });
