import * as z from 'zod';
import { documentHead, id, partialDay, slug, text, url } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { isAfter } from '../../record/days.ts';
import { later } from '../growth.ts';
import { SPEAKER_KINDS } from './tables.ts';

export const speakerKind = z.enum(SPEAKER_KINDS).meta({ id: 'SpeakerKind' });

export const wikidataId = z
  .string()
  .max(20)
  .regex(/^Q[1-9]\d{0,11}$/, { error: 'must be a Wikidata id such as Q42' });

/** What identifiers of some schemes look like; those of others are taken as they are. */
const SCHEMES: Readonly<Record<string, RegExp>> = {
  wikidata: /^Q[1-9]\d{0,11}$/,
  lei: /^[0-9A-Z]{18}\d\d$/,
  orcid: /^(\d{4}-){3}\d{3}[\dX]$/,
};

const externalId = z
  .strictObject({
    scheme: z
      .string()
      .max(LIMITS.text_short)
      .regex(/^[a-z][a-z0-9_-]*$/, {
        error: 'must be lower-case letters and digits, such as wikidata or lei',
      }),
    id: text(LIMITS.text_short),
  })
  .refine(({ scheme, id }) => SCHEMES[scheme]?.test(id) ?? true, {
    path: ['id'],
    error: 'is no identifier of this scheme',
  })
  .meta({ id: 'ExternalId', description: 'How others name it, such as `wikidata`, `lei`, `opensanctions`' });

export const externalIds = z.array(externalId).max(LIMITS.external_ids);

const role = z
  .strictObject({
    title: text(LIMITS.text_short).nullable().default(null),
    organisation: text(LIMITS.text_short).nullable().default(null),
    party: text(LIMITS.text_short).nullable().default(null),
    from: partialDay.nullable().default(null),
    to: partialDay.nullable().default(null).meta({ description: 'The last day; null: still, or not known' }),
  })
  .refine(({ title, organisation, party }) => title !== null || organisation !== null || party !== null, {
    error: 'must have a title, an organisation or a party',
  })
  .refine(({ from, to }) => from === null || to === null || !isAfter(from, to), {
    path: ['to'],
    error: 'must not lie before from',
  })
  .meta({ id: 'SpeakerRole' });

const roles = z.array(role).max(LIMITS.roles).meta({ description: 'What a speaker is and was' });

const image = z
  .strictObject({
    url,
    licence: text(LIMITS.text_short).meta({ description: 'Such as CC BY 4.0, or public domain' }),
    licence_url: url.nullable().default(null),
    credit: text(LIMITS.text_short).nullable().default(null).meta({ description: 'Who made it' }),
  })
  .meta({ id: 'SpeakerImage', description: 'With the licence under which it may be shown' });

/** What came after the first release: absent where there is none. */
export const laterOfSpeaker = later({ external_ids: externalIds, roles, image });

/** What is written of a speaker. */
export const speakerFields = {
  slug: slug.optional().meta({ description: 'For URLs; made from the name when left out' }),
  kind: speakerKind.default('person'),
  name: text(LIMITS.text_short),
  aliases: z.array(text(LIMITS.text_short)).max(LIMITS.aliases).default([]),
  description: text(LIMITS.text_medium).nullable().default(null),
  wikidata_id: wikidataId.nullable().default(null),
  external_ids: externalIds.default([]),
  roles: roles.default([]),
  image: image.nullable().default(null),
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
    ...laterOfSpeaker.shape,
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

/** The same in a filter, where a name that somebody types is answered with the slug that was meant. */
export const speakerAsked = text(100);

export const mergeBody = z
  .strictObject({
    into: speakerReference.meta({ description: 'Who both are, by id or slug' }),
    note: text(LIMITS.text_medium).meta({ description: 'How that is known, for the public' }),
  })
  .meta({ id: 'SpeakerMerge' });

export const speakerParam = speakerReference.meta({ description: 'Id or slug of the speaker' });
