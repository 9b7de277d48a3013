import * as z from 'zod';
import {
  correctionKind,
  day,
  documentHead,
  id,
  language,
  mergePatchOf,
  text,
  TRIMMED,
} from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { claimOutcome, claimVerdict, outcomeFields } from '../findings/shape.ts';
import { newPromise, promiseDocument, patchablePromise } from '../promises/shape.ts';
import { carriedQuote, override, newQuote, reviewed } from '../quotes/shape.ts';
import { sourceMention } from '../sources/shape.ts';
import { speakerMention, speakerReference } from '../speakers/shape.ts';
import { CLAIM_KINDS } from './tables.ts';

export const claimKind = z.enum(CLAIM_KINDS).meta({ id: 'ClaimKind' });

const topic = text(LIMITS.topic_length)
  .refine((value) => value === value.trim(), { error: 'must not start or end with a blank' })
  .meta({ pattern: TRIMMED.source });

/** Why a claim whose claimants are to be those who said its quotes is refused. */
export const TOO_MANY_SPEAKERS = `more than ${LIMITS.claimants} speakers said them: name the claimants`;

/** What is written of a claim. */
export const claimFields = {
  kind: claimKind,
  text: text(LIMITS.text_medium).meta({ description: 'One checkable sentence in the newsroom’s own words' }),
  language: language.nullable().default(null),
  claimants: z
    .array(speakerReference)
    .max(LIMITS.claimants)
    .optional()
    .meta({ description: 'Who claims it, by id or slug; the speakers of its quotes when left out' }),
  quotes: z
    .array(z.union([id('quote'), newQuote]))
    .max(LIMITS.quotes_per_claim)
    .default([])
    .meta({ description: 'Ids of quotes that carry it, or new quotes to add along with it' }),
  sources: z
    .array(id('source'))
    .max(LIMITS.sources_per_claim)
    .default([])
    .meta({ description: 'Sources in which it stands without being anybody’s quote' }),
  first_said_on: day
    .nullable()
    .default(null)
    .meta({ description: 'The earliest day of its quotes when left out' }),
  topics: z.array(topic).max(LIMITS.topics).default([]),
  promise: newPromise.nullable().default(null).meta({ description: 'For a claim of kind promise' }),
};

export const newClaim = z.strictObject(claimFields).meta({ id: 'NewClaim' });

export const claimPatch = mergePatchOf({ ...claimFields, promise: patchablePromise.nullable() })
  .extend({ override: override.optional() })
  .meta({ id: 'ClaimPatch' });

const claimCorrection = z
  .strictObject({
    id: id('correction'),
    subject_id: z.string(),
    kind: correctionKind,
    note: z.string(),
    fields: z.array(z.string()).max(Object.keys(claimFields).length + Object.keys(outcomeFields).length),
    corrected_at: z.iso.datetime(),
    corrected_by: z.string(),
  })
  .meta({ id: 'ClaimCorrection' });

export const claimDocument = z
  .strictObject({
    id: id('claim'),
    ...documentHead,
    kind: claimKind,
    text: z.string(),
    language: z.string().nullable(),
    claimants: z.array(speakerMention).max(LIMITS.claimants),
    first_said_on: z.iso.date().nullable(),
    topics: z.array(z.string().max(LIMITS.topic_length)).max(LIMITS.topics),
    quotes: z.array(carriedQuote).max(LIMITS.quotes_per_claim),
    sources: z.array(sourceMention).max(LIMITS.sources_per_claim),
    verdict: claimVerdict.nullable().meta({ description: 'The one in force; null: not yet rated' }),
    outcomes: z
      .array(claimOutcome)
      .max(LIMITS.findings_per_claim)
      .meta({ description: 'What has happened since, in order' }),
    corrections: z
      .array(claimCorrection)
      .max(LIMITS.corrections_shown)
      .meta({ description: 'The newest, in order; all are at `/v1/corrections`' }),
    ...reviewed,
    promise: promiseDocument.nullable(),
  })
  .meta({ id: 'Claim' });
