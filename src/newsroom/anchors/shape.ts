import * as z from 'zod';
import { day, documentHead, id, partialDay, shownDay, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { key } from '../scales/shape.ts';

/** What is written of an anchor. */
export const anchorFields = {
  key: key.meta({ description: 'A name for machines, such as us_midterms_2026' }),
  title: text(LIMITS.text_short),
  phrases: z
    .array(text(LIMITS.text_short))
    .max(LIMITS.anchor_phrases)
    .default([])
    .meta({ description: 'What speakers call it: “the midterms”. Case, accents and articles do not matter' }),
  date: partialDay.nullable().default(null).meta({
    description: 'The day it happens; of a stretch (“my first 100 days”) the day it begins. Null: not known',
  }),
  said_from: day.nullable().default(null).meta({
    description: 'Words spoken before this day mean an earlier event of the same name',
  }),
  note: text(LIMITS.text_medium).nullable().default(null),
};

export const newAnchor = z.strictObject(anchorFields).meta({ id: 'NewAnchor' });

export const anchorDocument = z
  .strictObject({
    id: id('anchor'),
    ...documentHead,
    key: z.string(),
    title: z.string(),
    phrases: z.array(z.string()).max(LIMITS.anchor_phrases),
    date: shownDay.nullable(),
    said_from: z.iso.date().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Anchor' });

/** An anchor's id or its key. */
export const anchorReference = z
  .string()
  .min(1)
  .max(90)
  .regex(/^[a-z][a-z0-9_]*$/, { error: 'must be an anchor’s key or id' });

export const anchorParam = anchorReference.meta({ description: 'Id or key of the anchor' });
