/** What is asked of matching, and what it answers. */
import * as z from 'zod';
import { id, language, partialDay, shownDay, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { claimKind, laterOfClaim, matchDecision } from '../../newsroom/claims/shape.ts';
import { speakerMention } from '../../newsroom/speakers/shape.ts';

export const statement = {
  speaker: text(LIMITS.text_short)
    .optional()
    .meta({ description: 'Who said it: a name, or the id or slug of a speaker' }),
  date: partialDay.optional().meta({
    description: 'When it was said. The best help there is; without it, that of a quoted post is taken',
  }),
  language: language.optional().meta({
    description: 'Its language; guessed when left out. Other languages than English go by words alone',
  }),
};

export const score = z.number().min(0).max(1);

const difference = z
  .strictObject({
    kind: z.enum(['polarity', 'number', 'name']),
    asked: z.string().meta({ description: 'The words of the statement; empty where it has none' }),
    claim: z.string().meta({ description: 'The words of the claim; empty where it has none' }),
  })
  .meta({ id: 'MatchDifference', description: 'Where the two say another thing, though they sound alike' });

const reason = z
  .strictObject({
    kind: z.enum(['words', 'number', 'speaker', 'day', 'meaning']),
    shared: z.array(z.string()).max(LIMITS.statement),
    text: z.string().meta({ description: 'The reason in words' }),
  })
  .meta({ id: 'MatchReason' });

/** A claim in a few members. */
export const matchedClaim = z
  .strictObject({
    id: id('claim'),
    kind: claimKind,
    text: z.string(),
    claimants: z.array(speakerMention).max(LIMITS.claimants),
    first_said_on: shownDay.nullable(),
    rating: z.string().nullable().meta({ description: 'Key of the rating in force; null: not yet rated' }),
    said: laterOfClaim.shape.said,
    path: z.string(),
  })
  .meta({ id: 'MatchedClaim' });

/** What stands near a claim. */
export const relatedClaims = z
  .strictObject({
    recorded: z
      .array(
        z.strictObject({
          relation: z.string().meta({ description: 'As the claim names it, or as the match was confirmed' }),
          claim: matchedClaim,
        }),
      )
      .max(LIMITS.list_max),
    same_speaker_and_topic: z.array(matchedClaim).max(LIMITS.matches_max),
    similar: z.array(matchedClaim).max(LIMITS.matches_max),
  })
  .meta({ id: 'RelatedClaims' });

export const match = z
  .strictObject({
    claim: matchedClaim,
    score: score.meta({ description: 'The probability that it is the same claim' }),
    reasons: z.array(reason).max(10),
    differs: z.array(difference).max(3).meta({
      description: 'Read these first: a claim that differs is not the same, however alike the words are',
    }),
    sentence: z.string().meta({ description: 'The sentence of the statement that is nearest to the claim' }),
    relation: matchDecision.shape.relation
      .optional()
      .meta({ description: 'Where a person confirmed the match with the claim that was asked for' }),
  })
  .meta({ id: 'ClaimMatch' });

export type MatchAnswer = z.output<typeof match>;

export const matches = z
  .strictObject({
    claims: z.int().min(0).meta({ description: 'Published claims that were looked through' }),
    data: z.array(match).max(LIMITS.matches_max).meta({ description: 'The likeliest first' }),
  })
  .meta({ id: 'ClaimMatches' });

export const matchLimit = z.coerce
  .number({ error: 'must be a whole number' })
  .int('must be a whole number')
  .min(1)
  .max(LIMITS.matches_max)
  .default(LIMITS.matches_default);

export const leastScore = z.coerce
  .number({ error: 'must be a number from 0 to 1' })
  .min(0)
  .max(1)
  .meta({ description: 'Leaves out what is less likely' });

export const sentenceMatches = z
  .strictObject({
    start: z.int().min(0).meta({ description: 'Where the sentence begins in the text, in UTF-16 units' }),
    sentence: z.string(),
    before: z.string().nullable().meta({ description: 'The sentence before it' }),
    after: z.string().nullable(),
    data: z.array(match).min(1).max(LIMITS.batch_matches),
  })
  .meta({ id: 'SentenceMatches' });
