import * as z from 'zod';
import {
  documentHead,
  id,
  language,
  partialDay,
  sha256Hex,
  shownDay,
  text,
  url,
} from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { SOURCE_KINDS } from './tables.ts';

export const sourceKind = z.enum(SOURCE_KINDS).meta({ id: 'SourceKind' });

const shared = {
  kind: sourceKind,
  title: text(LIMITS.text_medium),
  url: url.nullable().default(null),
  archived_url: url.nullable().default(null),
  publisher: text(LIMITS.text_short).nullable().default(null),
  author: text(LIMITS.text_short).nullable().default(null),
  published_on: partialDay.nullable().default(null),
  language: language.nullable().default(null),
};

/** Facts by which anyone who has the text can check it. */
const mark = {
  text_sha256: sha256Hex.nullable().default(null).meta({ description: 'SHA-256 of the text in UTF-8' }),
  text_length: z
    .int()
    .min(0)
    .max(LIMITS.source_text)
    .nullable()
    .default(null)
    .meta({ description: 'In UTF-16 units' }),
};

/** What is written of a source. */
export const sourceFields = {
  ...shared,
  text: text(LIMITS.source_text)
    .nullable()
    .default(null)
    .meta({ description: 'Kept to check quotes against; never served' }),
  ...mark,
};

export const newSource = z.strictObject(sourceFields).meta({ id: 'NewSource' });

export const sourceDocument = z
  .strictObject({
    id: id('source'),
    ...documentHead,
    kind: sourceKind,
    title: z.string(),
    url: z.string().nullable(),
    archived_url: z.string().nullable(),
    publisher: z.string().nullable(),
    author: z.string().nullable(),
    published_on: shownDay.nullable(),
    language: z.string().nullable(),
    text_sha256: z.string().nullable(),
    text_length: z.int().nullable(),
  })
  .meta({ id: 'Source' });

/** A source as other documents name it. */
export const sourceMention = z
  .strictObject({
    id: id('source'),
    kind: sourceKind,
    title: z.string(),
    url: z.string().nullable(),
    archived_url: z.string().nullable(),
    publisher: z.string().nullable(),
    published_on: shownDay.nullable(),
  })
  .meta({ id: 'SourceMention' });
