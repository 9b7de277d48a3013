import * as z from 'zod';
import { day, id, partialDay, shownDay, text, url } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { TIMELINESS } from '../../record/timeliness.ts';
import { anchorReference } from '../anchors/shape.ts';
import { anchorOffset, anchorRelation } from './reading-shape.ts';
import { progress, result } from '../findings/shape.ts';
import { later } from '../growth.ts';
import { externalIds } from '../speakers/shape.ts';
import { CONDITION_STATUSES, DEADLINE_KINDS, TESTABILITIES } from './tables.ts';

export const timeliness = z.enum(TIMELINESS).meta({ id: 'Timeliness' });
export const testability = z.enum(TESTABILITIES).meta({ id: 'Testability' });
const deadlineKind = z.enum(DEADLINE_KINDS).meta({ id: 'DeadlineKind' });
const conditionStatus = z.enum(CONDITION_STATUSES).meta({ id: 'ConditionStatus' });

const condition = z
  .strictObject({ text: text(LIMITS.text_medium), status: conditionStatus.default('pending') })
  .meta({ id: 'Condition' });

const newAnchorUse = z
  .strictObject({
    key: anchorReference
      .nullable()
      .default(null)
      .meta({ description: 'Key or id of the anchor (`GET /v1/anchors`); null: it is not there yet' }),
    phrase: text(LIMITS.text_short)
      .nullable()
      .default(null)
      .meta({ description: 'What the speaker calls the event' }),
    relation: anchorRelation,
    offset: anchorOffset.nullable().default(null),
  })
  .meta({ id: 'NewDeadlineAnchor' });

/** What is written of a deadline; without `kind` it is read out of the phrase and marked as a suggestion. */
export const newDeadline = z
  .strictObject({
    phrase: text(LIMITS.text_short).nullable().default(null).meta({ description: 'The speaker’s own words' }),
    reference_date: partialDay
      .nullable()
      .default(null)
      .meta({ description: 'The day they were spoken; that of the quote when left out' }),
    kind: deadlineKind
      .optional()
      .meta({ description: 'When left out, everything is read out of the phrase: a suggestion' }),
    window_start: day.nullable().default(null),
    window_end: day.nullable().default(null),
    window_passed: z
      .boolean()
      .optional()
      .meta({ description: '`true`: the window had ended when the words were spoken, and that is meant' }),
    hedged: z.boolean().default(false),
    anchor: newAnchorUse
      .nullable()
      .default(null)
      .meta({ description: 'For a deadline that hangs on an event: the window follows the anchor’s date' }),
    convention_note: text(LIMITS.text_medium).nullable().default(null),
    review_on: day
      .nullable()
      .default(null)
      .meta({ description: 'When to look again, for a deadline without a window' }),
    quote: id('quote')
      .nullable()
      .default(null)
      .meta({ description: 'The quote that gives this deadline; found by its phrase when left out' }),
  })
  .meta({ id: 'NewDeadline' });

const party = z
  .strictObject({ name: text(LIMITS.text_short), external_ids: externalIds.default([]) })
  .meta({ id: 'Party', description: 'A person, an organisation, a law, a place' });
const about = z
  .array(party)
  .max(LIMITS.about)
  .meta({ description: 'Whom and what it is about, by names and identifiers that others know too' });
const decidedBy = z
  .strictObject({ what: text(LIMITS.text_medium), url: url.nullable().default(null) })
  .meta({ id: 'DecidedBy', description: 'What will decide whether it was kept; fixed once public' });

/** What came after the first release: absent where there is none. */
export const laterOfPromise = later({
  about,
  decided_by: decidedBy,
  responsible: party.meta({ description: 'Who is to carry it out' }),
});

export const promiseFields = {
  action: text(LIMITS.text_medium).meta({ description: 'What is to happen; fixed once public' }),
  criteria: text(LIMITS.text_medium).meta({
    description: 'By what one will see that it has; fixed once public',
  }),
  testability: testability.default('needs_interpretation'),
  deadline: newDeadline.nullable().default(null),
  condition: condition.nullable().default(null),
  about: about.default([]),
  decided_by: decidedBy.nullable().default(null),
  responsible: party.nullable().default(null).meta({ description: 'Who is to carry it out' }),
};

export const newPromise = z.strictObject(promiseFields).meta({ id: 'NewPromise' });

/** What a merge patch goes into; `kind: null` asks for a reading of the phrase. */
export const patchablePromise = z
  .strictObject({
    ...promiseFields,
    deadline: z
      .strictObject({ ...newDeadline.shape, kind: deadlineKind.nullable() })
      .meta({ id: 'DeadlinePatch' })
      .nullable(),
  })
  .meta({ id: 'PromisePatch' });

export const newClarification = z
  .strictObject({ text: text(LIMITS.text_medium).meta({ description: 'For the public' }) })
  .meta({ id: 'NewClarification' });

export const deadline = z
  .strictObject({
    position: z.int().min(1).meta({ description: 'Its place among the deadlines of the promise' }).nullable(),
    phrase: z.string().nullable(),
    reference_date: shownDay.nullable(),
    kind: deadlineKind,
    window_start: z.iso.date().nullable(),
    window_end: z.iso.date().nullable().meta({ description: 'The last day; null: open, or no window' }),
    hedged: z.boolean(),
    anchor: z
      .strictObject({
        id: id('anchor').nullable().meta({ description: 'Null: the newsroom’s table has no such event yet' }),
        key: z.string().nullable(),
        title: z.string().nullable(),
        date: shownDay.nullable(),
        phrase: z.string().nullable(),
        relation: anchorRelation,
        offset: anchorOffset.nullable(),
      })
      .meta({ id: 'DeadlineAnchor' })
      .nullable(),
    set_by: z
      .enum(['person', 'grammar'])
      .meta({ description: '`grammar`: a suggestion that nobody has confirmed; never public' }),
    confirmed_by: z
      .string()
      .nullable()
      .meta({ description: 'Who accepted it; null: not yet public and not counted' }),
    convention_note: z.string().nullable(),
    review_on: z.iso.date().nullable(),
    quote_id: id('quote').nullable(),
    replaced_on: shownDay
      .nullable()
      .meta({ description: 'The day the speaker gave the next one; null where there is none' }),
    days_overdue_when_replaced: z
      .int()
      .nullable()
      .meta({ description: 'How long it was over by then; null where its window was not' }),
    days_late: z
      .int()
      .nullable()
      .meta({ description: 'By this deadline: from its last day to the day it was done' }),
  })
  .meta({ id: 'Deadline' });

const clarification = z
  .strictObject({ clarified_on: z.iso.date(), text: z.string(), author: z.string() })
  .meta({ id: 'Clarification' });

export const promiseDocument = z
  .strictObject({
    action: z.string(),
    criteria: z.string(),
    clarifications: z
      .array(clarification)
      .max(LIMITS.clarifications_per_promise)
      .meta({ description: 'What was said later of the criteria, which themselves never change' }),
    testability,
    condition: condition.nullable(),
    deadline: deadline.meta({ description: 'The one that counts: the last confirmed' }),
    deadlines: z
      .array(deadline)
      .max(LIMITS.deadlines_per_claim)
      .meta({ description: 'Every one the speaker gave, in order' }),
    progress,
    result: result.nullable().meta({ description: 'Of the ruling in force; null: not ruled' }),
    done_on: shownDay.nullable().meta({ description: 'The day it was kept, by that ruling' }),
    timeliness: timeliness.meta({
      description: 'Arithmetic, not judgement: computed for the day of the answer',
    }),
    days_left: z.int().nullable(),
    days_overdue: z.int().nullable(),
    days_late: z.int().nullable(),
    ...laterOfPromise.shape,
  })
  .meta({ id: 'Promise' });

const breakdown = z
  .strictObject({
    of: z.int().min(0).meta({ description: 'The denominator: the sum of `counts`' }),
    counts: z.record(z.string(), z.int().min(0)),
    not_counted: z
      .record(z.string(), z.int().min(0))
      .meta({ description: 'Why the other promises are in no count' }),
  })
  .meta({ id: 'Breakdown' });

/** How promises stand; see `Summary` in summary.ts. */
export const promiseSummary = z
  .strictObject({
    promises: z.int().min(0),
    timeliness: breakdown,
    progress: breakdown,
    result: breakdown,
  })
  .meta({ id: 'PromiseSummary' });
