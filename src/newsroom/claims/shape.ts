import * as z from 'zod';
import {
  correctionKind,
  documentHead,
  id,
  language,
  mergePatchOf,
  partialDay,
  shownDay,
  text,
  TRIMMED,
  url,
} from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { claimOutcome, claimVerdict, outcomeFields } from '../findings/shape.ts';
import { newPromise, promiseDocument, patchablePromise } from '../promises/shape.ts';
import { later } from '../growth.ts';
import { carriedQuote, override, newQuote, reviewed } from '../quotes/shape.ts';
import { sourceMention } from '../sources/shape.ts';
import { speakerMention, speakerReference } from '../speakers/shape.ts';
import { CLAIM_KINDS, DERIVED, MATCH_RELATIONS, MATCH_STATES, RELATIONS } from './tables.ts';

export const claimKind = z.enum(CLAIM_KINDS).meta({ id: 'ClaimKind' });

const topic = text(LIMITS.topic_length)
  .refine((value) => value === value.trim(), { error: 'must not start or end with a blank' })
  .meta({ pattern: TRIMMED.source });

const articleTitle = text(LIMITS.text_medium);
const sameAs = z
  .array(url)
  .max(LIMITS.same_as)
  .meta({ description: 'Other addresses of the same claim, such as another newsroom’s' });
const related = z
  .array(
    z
      .strictObject({
        claim: id('claim'),
        relation: z
          .enum(RELATIONS)
          .meta({ id: 'ClaimRelation', description: 'What this claim is to the other' }),
      })
      .meta({ id: 'RelatedClaim' }),
  )
  .max(LIMITS.related)
  .meta({ description: 'Other claims on record; of a published claim the published ones are shown' });

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
  first_said_on: partialDay
    .nullable()
    .default(null)
    .meta({ description: 'The earliest day of its quotes when left out' }),
  topics: z.array(topic).max(LIMITS.topics).default([]),
  article_url: url.nullable().default(null).meta({ description: 'The newsroom’s own piece on it' }),
  article_title: articleTitle.nullable().default(null),
  same_as: sameAs.default([]),
  related: related.default([]),
  promise: newPromise.nullable().default(null).meta({ description: 'For a claim of kind promise' }),
};

const said = z
  .strictObject({
    times: z.int().min(2).meta({ description: 'Public claims that are one with it, and itself' }),
    first_on: z.iso.date().nullable(),
    last_on: z.iso.date().nullable(),
    claims: z.array(id('claim')).max(LIMITS.claims_said_shown).meta({
      description: 'The others, the first said first',
    }),
  })
  .meta({
    id: 'Said',
    description: 'How often it was said, as far as a person confirmed that others repeat it',
  });

/** What came after the first release: absent where there is none. */
export const laterOfClaim = later({
  rejection: text(LIMITS.text_medium).meta({ description: 'Of a draft: why it was sent back to its author' }),
  said,
  article_url: url.meta({ description: 'The newsroom’s own piece on it' }),
  article_title: articleTitle,
  same_as: sameAs,
  related,
  derived: z
    .array(z.enum(DERIVED).meta({ id: 'DerivedMember' }))
    .max(DERIVED.length)
    .meta({ description: 'What follows its quotes, as they are corrected; the rest a person has set' }),
});

export const newClaim = z.strictObject(claimFields).meta({ id: 'NewClaim' });

export const claimPatch = mergePatchOf({
  ...claimFields,
  claimants: claimFields.claimants.unwrap().nullable().meta({
    description: 'Who claims it, by id or slug; null: the speakers of its quotes',
  }),
  promise: patchablePromise.nullable(),
})
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

/** As often as lists can ask for. */
export const SAID_TIMES_MAX = 100;

const matchRelation = z.enum(MATCH_RELATIONS).meta({ id: 'MatchRelation' });
const matchState = z.enum(MATCH_STATES).meta({ id: 'MatchState' });

/** What is written of two claims that were matched. */
export const newMatch = z
  .strictObject({
    claim: id('claim').meta({ description: 'The other claim' }),
    relation: matchRelation,
    state: matchState.default('confirmed').meta({
      description: '`confirmed`, or `rejected`: then it is not offered again',
    }),
    note: text(LIMITS.text_medium).nullable().default(null).meta({ description: 'Why, for the newsroom' }),
  })
  .meta({ id: 'NewMatch' });

export const matchDecision = z
  .strictObject({
    claim: id('claim').meta({ description: 'The other claim' }),
    relation: matchRelation,
    state: matchState,
    note: z.string().nullable(),
    decided_by: z.string(),
    decided_at: z.iso.datetime(),
  })
  .meta({ id: 'MatchDecision', description: 'What a person decided of two claims' });

export const claimDocument = z
  .strictObject({
    id: id('claim'),
    ...documentHead,
    kind: claimKind,
    text: z.string(),
    language: z.string().nullable(),
    claimants: z.array(speakerMention).max(LIMITS.claimants),
    first_said_on: shownDay.nullable(),
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
    ...laterOfClaim.shape,
    promise: promiseDocument.nullable(),
  })
  .meta({ id: 'Claim' });
