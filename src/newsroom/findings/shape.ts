import * as z from 'zod';
import { documentHead, id, instant, partialDay, sha256Hex, shownDay, text, url } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { later } from '../growth.ts';
import { reviewed } from '../quotes/shape.ts';
import { key } from '../scales/shape.ts';
import { FINDING_STATES, OUTCOME_KINDS, PROGRESSES, RESULTS, STANCES } from './tables.ts';

export const stance = z.enum(STANCES).meta({ id: 'Stance' });
export const progress = z.enum(PROGRESSES).meta({ id: 'Progress' });
export const result = z.enum(RESULTS).meta({ id: 'Result' });
const outcomeKind = z.enum(OUTCOME_KINDS).meta({ id: 'OutcomeKind' });
const findingState = z.enum(FINDING_STATES).meta({ id: 'FindingState' });
const rulingTimeliness = z.enum(['no_deadline', 'on_time', 'late']).meta({ id: 'RulingTimeliness' });

/** What of evidence came after the first release: of the copy that was archived. */
const ofCopy = {
  archived_at: instant.meta({ description: 'When it was archived' }),
  sha256: sha256Hex.meta({ description: 'Of the bytes that were archived' }),
  media_type: z
    .string()
    .max(LIMITS.text_short)
    .regex(/^[\w.+-]+\/[\w.+-]+(; ?[\w.+-]+=[\w.+-]+)*$/, { error: 'must be a media type such as text/html' })
    .meta({ description: 'Of those bytes' }),
};
export const laterOfEvidence = later(ofCopy);

const firstOfEvidence = {
  url: url.nullable().default(null),
  archived_url: url.nullable().default(null),
  title: text(LIMITS.text_medium).nullable().default(null),
  publisher: text(LIMITS.text_short).nullable().default(null),
  excerpt: text(LIMITS.text_medium).nullable().default(null),
  stance: stance.default('context'),
  accessed_on: partialDay.nullable().default(null),
};

export const newEvidence = z
  .strictObject({
    ...firstOfEvidence,
    archived_at: ofCopy.archived_at.nullable().default(null),
    sha256: ofCopy.sha256.nullable().default(null),
    media_type: ofCopy.media_type.nullable().default(null),
  })
  .refine((item) => item.url !== null || item.title !== null, { error: 'must have a url or a title' })
  .meta({ id: 'NewEvidence' });

const evidence = z.strictObject({ ...firstOfEvidence, ...laterOfEvidence.shape }).meta({ id: 'Evidence' });

const findingFields = {
  evidence: z.array(newEvidence).max(LIMITS.evidence).default([]),
  reason: text(LIMITS.text_medium)
    .nullable()
    .default(null)
    .meta({ description: 'Why it takes the place of the one in force; needed where there is one' }),
};

/** What is written of a verdict. */
export const verdictFields = {
  rating: key.meta({ description: 'A rating of the scale, such as mostly_false' }),
  scale: z
    .string()
    .max(90)
    .regex(/^[a-z0-9_]+$/, { error: 'must be a scale’s key or id' })
    .nullable()
    .default(null)
    .meta({ description: 'Key (its newest version) or id of the scale; needed where there are several' }),
  summary: text(LIMITS.text_medium).nullable().default(null).meta({ description: 'One sentence' }),
  rationale: text(LIMITS.rationale).nullable().default(null).meta({ description: 'Markdown' }),
  decided_on: partialDay.nullable().default(null),
  ...findingFields,
};

export const newVerdict = z.strictObject(verdictFields).meta({ id: 'NewVerdict' });

const searched = z
  .strictObject({ what: text(LIMITS.text_medium), as_of: partialDay })
  .meta({ id: 'Searched', description: 'What was searched, and as of when' });

/** What is written of an outcome. */
export const outcomeFields = {
  kind: outcomeKind.optional().meta({ description: 'Told by `progress` or `result` when left out' }),
  progress: progress.nullable().default(null).meta({ description: 'Of an update' }),
  result: result.nullable().default(null).meta({ description: 'Of a ruling' }),
  occurred_on: partialDay.nullable().default(null),
  became_known_on: partialDay.nullable().default(null),
  note: text(LIMITS.text_long),
  searched: searched.nullable().default(null).meta({ description: 'Needed for `no_action_found`' }),
  ...findingFields,
};

export const newOutcome = z.strictObject(outcomeFields).meta({ id: 'NewOutcome' });

export const rejectBody = z
  .strictObject({ reason: text(LIMITS.text_medium).meta({ description: 'For its author' }) })
  .meta({ id: 'Rejection' });

const ratingShown = z
  .strictObject({
    scale: z.string(),
    scale_version: z.int(),
    key: z.string(),
    labels: z.record(z.string(), z.string()),
    order: z.int(),
    value: z.number().nullable(),
    description: z.string(),
  })
  .meta({ id: 'Rating' });

const findingShape = {
  evidence: z.array(evidence).max(LIMITS.evidence),
  state: findingState,
  supersedes: z.string().nullable().meta({ description: 'Id of the finding whose place it took' }),
  superseded_by: z.string().nullable(),
  reason: z.string().nullable(),
  first_published_at: z.iso.datetime().nullable(),
  ...reviewed,
};

const verdictShape = {
  rating: ratingShown,
  summary: z.string().nullable(),
  rationale: z.string().nullable(),
  decided_on: shownDay.nullable(),
  ...findingShape,
};

const outcomeShape = {
  kind: outcomeKind,
  progress: progress.nullable(),
  result: result.nullable(),
  occurred_on: shownDay.nullable(),
  became_known_on: shownDay.nullable(),
  timeliness: rulingTimeliness
    .nullable()
    .meta({ description: 'Of a ruling that something was kept: by the deadline that counts' }),
  days_late: z.int().nullable().meta({ description: 'From the last day of its window to `occurred_on`' }),
  note: z.string(),
  searched: searched.nullable(),
  ...findingShape,
};

const ofClaim = {
  ...documentHead,
  claim_id: id('claim'),
  rejection: z.string().optional().meta({ description: 'Why it was sent back' }),
};

export const verdictDocument = z
  .strictObject({ id: id('verdict'), ...ofClaim, ...verdictShape })
  .meta({ id: 'Verdict' });
export const outcomeDocument = z
  .strictObject({ id: id('outcome'), ...ofClaim, ...outcomeShape })
  .meta({ id: 'Outcome' });

/** Findings inside the claim they are about. */
export const claimVerdict = z
  .strictObject({ id: id('verdict'), ...verdictShape })
  .meta({ id: 'ClaimVerdict' });
export const claimOutcome = z
  .strictObject({ id: id('outcome'), ...outcomeShape })
  .meta({ id: 'ClaimOutcome' });
