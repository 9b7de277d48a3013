/** Pieces of schema that every route shares. */
import * as z from 'zod';
import { LIMITS } from '../limits.ts';
import { isDay } from '../record/days.ts';
import { idPattern, isId, typeOf } from '../record/ids.ts';
import { CORRECTION_KINDS } from '../record/tables.ts';

/** Control characters other than tab and line breaks, as a class of a pattern that every language reads. */
const CONTROL = '\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f';
/** What all text that is kept or served matches. */
export const PLAIN_TEXT = new RegExp(`^[^${CONTROL}]*$`);
/** The same, with something to see at both ends. */
export const TRIMMED = new RegExp(`^[^${CONTROL}\\s]([^${CONTROL}]*[^${CONTROL}\\s])?$`);
/** Text in which there is nothing to see: blanks, format and control characters, fillers. */
const INVISIBLE = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\u2800]*$/u;
const NOT_BLANK = new RegExp(`^[^${CONTROL}]*[^${CONTROL}\\s][^${CONTROL}]*$`);

/** Text that every engine can store: well-formed, without control characters other than tab and line breaks. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine((value) => value.isWellFormed() && PLAIN_TEXT.test(value), {
      error: 'must be well-formed text without control characters',
    })
    .refine((value) => min === 0 || !INVISIBLE.test(value), { error: 'must not be blank' })
    .meta({ pattern: (min === 0 ? PLAIN_TEXT : NOT_BLANK).source });

/** A calendar day from 0001 to 9999, as `YYYY-MM-DD`. */
export const day = z.iso
  .date({ error: 'must be a day that there is, such as 2025-09-01' })
  .refine((value) => value >= '0001-01-01', { error: 'must be a day of our era' });

const PARTIAL_DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** A day as it is shown, which may be known in part (`record/days.ts`). */
export const shownDay = z.string().max(10).regex(PARTIAL_DAY).meta({
  id: 'Day',
  description: 'A calendar day; `2019-03` or `2019` where no more of it is known (ISO 8601)',
});

/** The same, as it is written. */
export const partialDay = z
  .string()
  .max(10, { error: 'must be a day such as 2025-09-01, or 2025-09 or 2025 where no more is known' })
  .refine(isDay, { error: 'must be a day such as 2025-09-01, or 2025-09 or 2025 where no more is known' })
  .meta({
    id: 'NewDay',
    description: 'A calendar day; `2019-03` or `2019` where no more of it is known (ISO 8601)',
    pattern: PARTIAL_DAY.source,
  });

const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** An instant of the years 0001 to 9999, in UTC or with its offset. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2025-09-01T12:00:00Z' })
  .refine((value) => Date.parse(value) >= FIRST_MS && Date.parse(value) <= LAST_MS, {
    error: 'must be an instant of our era',
  });

export const dayOrInstant = z.union([day, instant]);

/** An address of the web. Who may see it must not be in it: it is kept and shown to all. */
export const url = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .max(LIMITS.url)
  .refine((value) => !hasCredentials(value), { error: 'must not hold a user or a password' });

const hasCredentials = (address: string): boolean => {
  const { username, password } = URL.parse(address) ?? { username: '', password: '' };
  return username !== '' || password !== '';
};

/** A time of day, to the minute or the second. */
export const timeOfDay = z
  .string()
  .max(8)
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, { error: 'must be a time such as 14:30' });

/** A SHA-256 as it is written everywhere. */
export const sha256Hex = z
  .string()
  .max(64)
  .regex(/^[0-9a-f]{64}$/, { error: 'must be 64 lower-case hexadecimal digits' });

/** A BCP 47 language tag. */
export const language = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, {
    error: 'must be a BCP 47 language tag, such as en or pt-BR',
  });

/** What was given for a parameter, as a list: repeated, and with commas between values that can have none. */
const listed = (given: unknown, separator: string | undefined): unknown =>
  [given]
    .flat()
    .flatMap((value: unknown) =>
      typeof value === 'string' && separator !== undefined ? value.split(separator) : [value],
    );

const severalOf = <One extends z.ZodType<string | boolean, unknown>>(
  one: One,
  description: string,
  separator?: string,
) =>
  z
    .preprocess((given) => listed(given, separator), z.array(one).min(1).max(LIMITS.filter_values))
    .optional()
    .meta({ description, param: { style: 'form', explode: separator === undefined } });

/** A filter of keys, of which several stand with commas between them: any of them will do. */
export const anyOf = <One extends z.ZodType<string, unknown>>(one: One, description: string) =>
  severalOf(one, `${description}. Several with commas between them: any of them`, ',');

/** A filter of names, which may have commas in them: several by repeating the parameter. */
export const anyRepeated = <One extends z.ZodType<string, unknown>>(one: One, description: string) =>
  severalOf(one, `${description}. Repeat it for several: any of them`);

/** By the language of what is listed. */
export const languageParameter = anyOf(
  language,
  'Its language; `en` finds `en-GB` too. `none`: it is not said',
);

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
    .meta({ pattern: idPattern(type) });

/** The id of any of these types. */
export const anyId = (types: readonly string[]) =>
  z
    .string()
    .max(90)
    .refine((value) => types.includes(typeOf(value)) && isId(typeOf(value), value), {
      error: `must be the id of a ${types.join(', ')}`,
    })
    .meta({ pattern: idPattern(...types) });

export const idParam = (type: string) => id(type).meta({ description: `Id of the ${type}` });

export const idParams = (type: string) => z.strictObject({ id: idParam(type) });

/** The members every document starts with, after its id. */
export const documentHead = {
  version: z.int().min(1).nullable().meta({ description: 'Grows with each public change; null for a draft' }),
  published_at: z.iso
    .datetime()
    .nullable()
    .meta({ description: 'When this version became public; null for a draft' }),
  publication: z.enum(['draft', 'published', 'withdrawn']).meta({ id: 'Publication' }),
};

/** The document of something new, with what may be the same. */
export const newOf = <Shape extends z.core.$ZodLooseShape>(document: z.ZodObject<Shape>) =>
  document
    .extend({
      possible_duplicates: z.array(z.string()).max(LIMITS.duplicates_shown).optional().meta({
        description: 'Addresses of what was there already, where `allow_duplicate` let it be added',
      }),
    })
    .meta({ id: `${document.meta()?.id}Added` });

export const fault = z
  .strictObject({
    pointer: z.string().optional().meta({ description: 'JSON Pointer (RFC 6901) into the body' }),
    parameter: z.string().optional().meta({ description: 'Name of a query, path or header parameter' }),
    detail: z.string(),
  })
  .meta({ id: 'Fault', description: 'What is wrong, and where' });

export const problem = z
  .looseObject({
    type: z.url(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(fault).max(LIMITS.faults).optional(),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457)' });

export const correctionKind = z.enum(CORRECTION_KINDS).meta({ id: 'CorrectionKind' });

/** What a change to something published carries along. */
export const correction = z
  .strictObject({
    kind: correctionKind,
    note: text(LIMITS.text_medium).meta({ description: 'What was wrong, for the public' }),
  })
  .meta({ id: 'CorrectionNote', description: 'Needed when what changes is published' });

export type CorrectionNote = z.output<typeof correction>;

/** Members of which each may be left out, and none is filled in; objects within are merged likewise. */
const optionalMembers = (shape: z.core.$ZodShape): Record<string, z.core.$ZodType> =>
  Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, z.optional(patchable(schema))]));

const patchable = (schema: z.core.$ZodType): z.core.$ZodType => {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return patchable(schema.unwrap());
  if (schema instanceof z.ZodNullable) return z.nullable(patchable(schema.unwrap()));
  if (!(schema instanceof z.ZodObject)) return schema;
  const patch = z.strictObject(optionalMembers(schema.shape));
  const { id } = schema.meta() ?? {};
  return id === undefined ? patch : patch.meta({ id: `${id.replace(/^New|Patch$/g, '')}Patch` });
};

/** A schema for RFC 7396: what is left out stays as it is; `correction` comes along. */
export const mergePatchOf = (shape: z.core.$ZodShape) =>
  z.strictObject({ ...optionalMembers(shape), correction: correction.optional() });
