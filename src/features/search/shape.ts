/** What a search over everything answers. */
import * as z from 'zod';
import { facetsShown } from '../../http/paging.ts';
import { LIMITS } from '../../limits.ts';
import { result } from '../../newsroom/findings/shape.ts';
import { speakerMention } from '../../newsroom/speakers/shape.ts';

export const HIT_TYPES = ['claim', 'quote', 'speaker', 'source', 'topic'] as const;
export type HitType = (typeof HIT_TYPES)[number];
export const hitType = z.enum(HIT_TYPES).meta({ id: 'HitType' });

const snippet = z
  .strictObject({
    of: z
      .enum(['text', 'quote', 'title', 'name', 'alias', 'description', 'speaker', 'topic', 'publisher'])
      .meta({
        description: 'Which of its texts is shown: the first that has words of the search',
      }),
    text: z.string().meta({ description: 'Plain text; an ellipsis where something is left out' }),
    highlights: z
      .array(z.strictObject({ start: z.int().min(0), end: z.int().min(0) }))
      .max(LIMITS.query_length)
      .meta({ description: 'Where the words stand in `text`, in UTF-16 units; `end` is the first after' }),
    html: z.string().optional().meta({
      description: 'The same as HTML, where asked for: escaped, the words in `<mark>`',
    }),
  })
  .meta({ id: 'Snippet' });

const ratingShown = z
  .strictObject({ scale: z.string(), key: z.string(), label: z.string() })
  .meta({ id: 'HitRating' });

export const hit = z
  .strictObject({
    type: hitType,
    id: z.string().nullable().meta({ description: 'Null for a topic' }),
    path: z.string().meta({ description: 'Where it is read; of a topic, the list of its claims' }),
    text: z.string().meta({ description: 'What it is called: text, title or name' }),
    kind: z
      .string()
      .nullable()
      .meta({ description: 'Of a claim, speaker or source its kind, of a quote its form' }),
    speaker: speakerMention.nullable().meta({ description: 'The first who claims it, or who said it' }),
    rating: ratingShown.nullable().meta({ description: 'In force; null: not yet rated' }),
    result: result.nullable().meta({ description: 'Of a promise: the ruling in force' }),
    on: z.string().nullable().meta({ description: 'The day: first said, said, or published' }),
    claims: z.int().min(1).optional().meta({ description: 'Of a topic: published claims with it' }),
    score: z.number().meta({ description: 'How well it answers; to compare within one answer' }),
    snippet,
  })
  .meta({ id: 'SearchHit' });

export type Hit = z.output<typeof hit>;

export const foundCount = z
  .strictObject({ value: z.int().min(0), is: z.enum(['exact', 'at_least']) })
  .meta({ id: 'FoundCount' });

export const MATCHED = ['all', 'mended', 'most', 'nothing'] as const;

export const answer = z
  .strictObject({
    data: z.array(hit).max(LIMITS.list_max).meta({ description: 'The best first' }),
    next: z.int().nullable().meta({ description: '`offset` of the next page; null on the last' }),
    matched: z.enum(MATCHED).meta({
      description:
        'What the hits have: `all` words; all once slips were `mended`; `most`, as nothing has all; or `nothing` was found',
    }),
    did_you_mean: z
      .string()
      .nullable()
      .meta({ description: 'The query with its slips mended, where that is what was found' }),
    found: z.partialRecord(hitType, foundCount).meta({ description: 'How many of each type' }),
    facets: facetsShown.optional(),
  })
  .meta({ id: 'SearchAnswer' });
