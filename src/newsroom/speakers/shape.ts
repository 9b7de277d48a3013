import * as z from 'zod';
import { documentHead, id, slug, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { SPEAKER_KINDS } from './tables.ts';

export const speakerKind = z.enum(SPEAKER_KINDS).meta({ id: 'SpeakerKind' });

export const wikidataId = z
  .string()
  .max(20)
  .regex(/^Q[1-9]\d{0,11}$/, { error: 'must be a Wikidata id such as Q42' });

/** What is written of a speaker. */
export const speakerFields = {
  slug: slug.optional().meta({ description: 'For URLs; made from the name when left out' }),
  kind: speakerKind.default('person'),
  name: text(LIMITS.text_short),
  aliases: z.array(text(LIMITS.text_short)).max(LIMITS.aliases).default([]),
  description: text(LIMITS.text_medium).nullable().default(null),
  wikidata_id: wikidataId.nullable().default(null),
};

export const newSpeaker = z.strictObject(speakerFields).meta({ id: 'NewSpeaker' });

export const speakerDocument = z
  .strictObject({
    id: id('speaker'),
    ...documentHead,
    slug: z.string(),
    kind: speakerKind,
    name: z.string(),
    aliases: z.array(z.string()).max(LIMITS.aliases),
    description: z.string().nullable(),
    wikidata_id: z.string().nullable(),
  })
  .meta({ id: 'Speaker' });

/** A speaker as other documents name it. */
export const speakerMention = z
  .strictObject({ id: id('speaker'), slug: z.string(), kind: speakerKind, name: z.string() })
  .meta({ id: 'SpeakerMention' });

/** An id or a slug. */
export const speakerReference = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[a-z0-9_-]+$/, { error: 'must be a speaker’s id, or a slug in lower case such as donald-trump' });

export const mergeBody = z
  .strictObject({
    into: speakerReference.meta({ description: 'Who both are, by id or slug' }),
    note: text(LIMITS.text_medium).meta({ description: 'How that is known, for the public' }),
  })
  .meta({ id: 'SpeakerMerge' });

export const speakerParam = speakerReference.meta({ description: 'Id or slug of the speaker' });
