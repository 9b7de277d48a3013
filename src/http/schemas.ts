/** Pieces of schema that every route shares. */
import * as z from 'zod';
import { LIMITS } from '../limits.ts';
import { isId, typeOf } from '../record/ids.ts';

/** Text that every engine can store: well-formed, without control characters other than tab and line breaks. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine((value) => value.isWellFormed() && !/[\p{Cc}--[\t\n\r]]/v.test(value), {
      error: 'must be well-formed text without control characters',
    })
    .refine((value) => min === 0 || value.trim() !== '', { error: 'must not be blank' });

/** A calendar day from 0001 to 9999, as `YYYY-MM-DD`. */
export const day = z.iso
  .date()
  .refine((value) => value >= '0001-01-01', { error: 'must be a day of our era' });

export const instant = z.iso.datetime();

export const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(LIMITS.url);

/** A BCP 47 language tag. */
export const language = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, {
    error: 'must be a BCP 47 language tag, such as en or pt-BR',
  });

export const slug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be lower-case letters and digits with single hyphens' });

export const id = (type: string) =>
  z
    .string()
    .max(90)
    .refine((value) => isId(type, value), {
      error: `must be an id such as ${type}_01k2m8r3v5e9gaqz6n7t4s0wxy`,
    })
    .meta({ pattern: `^${type}_[0-7][0-9a-hjkmnp-tv-z]{25}$` });

/** The id of any of these types. */
export const anyId = (types: readonly string[]) =>
  z
    .string()
    .max(90)
    .refine((value) => types.includes(typeOf(value)) && isId(typeOf(value), value), {
      error: `must be the id of a ${types.join(', ')}`,
    })
    .meta({ pattern: `^(${types.join('|')})_[0-7][0-9a-hjkmnp-tv-z]{25}$` });

export const idParams = (type: string) => z.strictObject({ id: id(type) });

/** The members every document starts with, after its id. */
export const documentHead = {
  version: z.int().min(1).nullable().meta({ description: 'Grows with each public change; null for a draft' }),
  published_at: z.iso
    .datetime()
    .nullable()
    .meta({ description: 'When this version became public; null for a draft' }),
  publication: z.enum(['draft', 'published', 'withdrawn']),
};

export const fault = z.strictObject({
  pointer: z.string().optional().meta({ description: 'JSON Pointer (RFC 6901) into the body' }),
  parameter: z.string().optional().meta({ description: 'Name of a query, path or header parameter' }),
  detail: z.string(),
});

export const problem = z
  .looseObject({
    type: z.url(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(fault).optional(),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457)' });

/** What a change to something published carries along. */
export const correction = z
  .strictObject({
    kind: z.enum(['typo', 'clarification', 'correction', 'retraction']),
    note: text(LIMITS.text_medium).meta({ description: 'What was wrong, for the public' }),
  })
  .meta({ id: 'CorrectionNote', description: 'Needed when what changes is published' });

export type CorrectionNote = z.output<typeof correction>;

/** Members for RFC 7396: every one may be left out, and none is filled in. */
export const patchMembers = (shape: z.ZodRawShape): z.ZodRawShape =>
  Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => {
      const bare = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
      return [name, z.optional(bare)];
    }),
  );

/** A schema for RFC 7396; a `correction` comes along. */
export const mergePatchOf = (shape: z.ZodRawShape) =>
  z.strictObject({ ...patchMembers(shape), correction: correction.optional() });
