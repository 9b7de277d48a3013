/**
 * How somebody else's table becomes a bundle: a file of templates (docs/import.md). A template is the
 * JSON of the thing as a bundle has it, in which `{"from": column}` stands for what the row says.
 */
import * as z from 'zod';
import { slug, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { newScale } from '../../newsroom/scales/shape.ts';
import { DELIMITERS } from './csv.ts';
import { isRecord } from './rows.ts';

const scalar = z.union([z.string().max(LIMITS.text_long), z.number(), z.boolean(), z.null()]);
export type Scalar = z.output<typeof scalar>;

const column = z.string().min(1).max(LIMITS.text_short).meta({
  description:
    'A column or member by its name; in JSON also a JSON Pointer; `$`, or `$` and a pointer: of the element that `each` is at',
});

const isPattern = (source: string): boolean => {
  try {
    new RegExp(source, 'v');
    return true;
  } catch {
    return false;
  }
};

/** What a row says in one of its columns, made into what the record wants. In this order. */
const expression = z.strictObject({
  from: column,
  split: z
    .string()
    .min(1)
    .max(10)
    .optional()
    .meta({ description: 'Makes a list of the cell: what stands between these' }),
  pattern: z
    .string()
    .max(LIMITS.text_medium)
    .refine(isPattern, { error: 'is not a regular expression' })
    .optional()
    .meta({ description: 'Keeps the first group of this regular expression, or all that it matches' }),
  dates: z
    .array(
      z.string().regex(/^(?=.*YYYY)(?!(?=.*D)(?!.*M))(?:'[^']*'|YYYY|M{1,4}|D{1,2}|[^A-Za-z])+$/, {
        error: 'must name a year (YYYY), and may a month (MM, M, MMM, MMMM) and a day of it (DD, D)',
      }),
    )
    .min(1)
    .max(20)
    .optional()
    .meta({
      description:
        'How dates are written, tried in turn: YYYY, MM, M, MMM (Jan), MMMM (January, enero, Januar, січня …), DD, D; words in single quotes stand for themselves; without day or month they are days known in part',
    }),
  values: z.record(z.string(), scalar).optional().meta({ description: 'The table’s word → the record’s' }),
  otherwise: scalar.optional().meta({
    description:
      'For words that `values` lacks, that are no date or do not match; without it they are faults',
  }),
  slug: z
    .literal(true)
    .optional()
    .meta({ description: 'Makes a key of it: lower-case letters, digits, hyphens' }),
  prefix: z.string().max(LIMITS.url).optional().meta({ description: 'Is put in front' }),
  default: scalar.optional().meta({ description: 'For an empty cell' }),
});
export type Expression = z.output<typeof expression>;

const condition = z.strictObject({
  from: column,
  is: z.array(z.string()).max(1_000).optional().meta({ description: 'One of these' }),
  not: z.array(z.string()).max(1_000).optional().meta({ description: 'None of these; `[""]`: not empty' }),
});
export type Condition = z.output<typeof condition>;

/** A template as it is evaluated. */
export type Template =
  | { is: 'constant'; value: Scalar }
  | { is: 'expression'; expression: Expression }
  | { is: 'each'; list: Expression; give: Template }
  | { is: 'when'; condition: Condition; give: Template }
  | { is: 'list'; items: Template[] }
  | { is: 'record'; members: [string, Template][] };

/** Templates nest no deeper. */
const DEPTH_MAX = 20;

/** Reads a template; each fault goes to `context` with its place. */
const compile = (value: unknown, path: PropertyKey[], context: z.RefinementCtx): Template => {
  const inner = (key: PropertyKey, member: unknown) => compile(member, [...path, key], context);
  const check = <T>(schema: z.ZodType<T>, part: unknown, at: PropertyKey[]): T | undefined => {
    const parsed = schema.safeParse(part);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const message =
        issue.code === 'unrecognized_keys' ? `${issue.keys.join(', ')}: not known here` : issue.message;
      context.addIssue({ code: 'custom', path: [...at, ...issue.path], message });
    }
    return undefined;
  };
  const nothing: Template = { is: 'constant', value: null };
  if (path.length > DEPTH_MAX) {
    context.addIssue({ code: 'custom', path, message: `nests deeper than ${DEPTH_MAX}` });
    return nothing;
  }
  if (Array.isArray(value)) return { is: 'list', items: value.map((item, i) => inner(i, item)) };
  if (!isRecord(value)) {
    const constant = check(scalar, value, path);
    return { is: 'constant', value: constant ?? null };
  }
  if ('from' in value) {
    const read = check(expression, value, path);
    return read ? { is: 'expression', expression: read } : nothing;
  }
  if ('each' in value) {
    check(z.strictObject({ each: z.unknown(), give: z.unknown() }), value, path);
    const list = check(expression, value.each, [...path, 'each']);
    const give = inner('give', value.give ?? null);
    return list ? { is: 'each', list, give } : nothing;
  }
  if ('when' in value) {
    check(z.strictObject({ when: z.unknown(), give: z.unknown() }), value, path);
    const when = check(condition, value.when, [...path, 'when']);
    const give = inner('give', value.give ?? null);
    return when ? { is: 'when', condition: when, give } : nothing;
  }
  return { is: 'record', members: Object.entries(value).map(([key, member]) => [key, inner(key, member)]) };
};

const templates = (description: string) =>
  z
    .array(
      z
        .unknown()
        .transform((value, context): Template => compile(value, [], context))
        .meta({ $ref: '#/$defs/Template' }),
    )
    .max(100)
    .default([])
    .meta({ description });

export const mappingSchema = z
  .strictObject({
    $schema: z.string().max(LIMITS.url).optional(),
    format: z.literal('onrecord-mapping/1'),
    origin: slug.meta({ description: 'Names the collection; with a key it makes an id, always the same' }),
    title: text(LIMITS.text_short),
    description: text(LIMITS.text_long).nullable().default(null),
    author: text(LIMITS.text_short)
      .nullable()
      .default(null)
      .meta({ description: 'Who the record names as author' }),
    delimiter: z
      .enum(DELIMITERS)
      .default(',')
      .meta({ description: 'What stands between the cells of a CSV file' }),
    header_line: z.int().min(1).max(1_000).default(1).meta({
      description:
        'The line of a CSV file that names the columns, from 1: what stands above it, titles and notes, is left out',
    }),
    rows: z
      .string()
      .regex(/^(\/.*)?$/, { error: 'must be a JSON Pointer' })
      .max(LIMITS.text_medium)
      .default('')
      .meta({ description: 'JSON Pointer to the list in a JSON file; the whole file when left out' }),
    skip: z
      .array(z.strictObject({ when: condition, because: text(LIMITS.text_short) }))
      .max(100)
      .default([])
      .meta({ description: 'Rows to leave out, and why' }),
    rating_scales: z
      .array(z.strictObject({ ...newScale.shape, version: z.int().min(1).max(1_000) }))
      .max(100)
      .default([])
      .meta({ description: 'As in a bundle' }),
    speakers: templates('For each row; the same key twice is one speaker'),
    sources: templates('For each row; the same key twice is one source'),
    quotes: templates('For each row; drafts unless `publication` says otherwise'),
    claims: templates('For each row; drafts unless `publication` says otherwise'),
  })
  .meta({ id: 'Mapping', title: 'Onrecord mapping' });

export type Mapping = z.output<typeof mappingSchema>;

/** A mapping out of JSON, or what is wrong with it. */
export const readMapping = (
  value: unknown,
): { mapping: Mapping } | { faults: { path: PropertyKey[]; detail: string }[] } => {
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return { mapping: parsed.data };
  const faults = parsed.error.issues.map((issue) => ({
    path: issue.path,
    detail:
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')}: not known here`
        : issue.message.replace(/^Invalid input: /, ''),
  }));
  return { faults };
};

/** The JSON Schema of mapping files, for editors and for whoever writes one. */
export const mappingJsonSchema = () => {
  const json = (schema: z.ZodType) => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    return rest;
  };
  const { $defs, ...mapping } = z.toJSONSchema(mappingSchema, { io: 'input', reused: 'inline' });
  const template = { $ref: '#/$defs/Template' };
  const block = (name: string, first: object) => ({
    type: 'object',
    properties: { [name]: first, give: template },
    required: [name, 'give'],
    additionalProperties: false,
  });
  const reserved = { not: { enum: ['from', 'each', 'when'] } };
  return {
    ...mapping,
    $defs: {
      ...$defs,
      Expression: json(expression),
      Condition: json(condition),
      Template: {
        description: 'The JSON of a thing as a bundle has it, with expressions in it',
        anyOf: [
          json(scalar),
          { type: 'array', items: template },
          { $ref: '#/$defs/Expression' },
          block('each', { $ref: '#/$defs/Expression' }),
          block('when', { $ref: '#/$defs/Condition' }),
          { type: 'object', propertyNames: reserved, additionalProperties: template },
        ],
      },
    },
  };
};

/** Every column that a mapping reads, with its place in the file. */
export const columnsOf = (mapping: Mapping): { column: string; path: PropertyKey[] }[] => {
  const found: { column: string; path: PropertyKey[] }[] = [];
  const walk = (template: Template, path: PropertyKey[]): void => {
    if (template.is === 'expression')
      found.push({ column: template.expression.from, path: [...path, 'from'] });
    else if (template.is === 'list') template.items.forEach((item, i) => void walk(item, [...path, i]));
    else if (template.is === 'record')
      template.members.forEach(([key, member]) => void walk(member, [...path, key]));
    else if (template.is === 'each') {
      found.push({ column: template.list.from, path: [...path, 'each', 'from'] });
      walk(template.give, [...path, 'give']);
    } else if (template.is === 'when') {
      found.push({ column: template.condition.from, path: [...path, 'when', 'from'] });
      walk(template.give, [...path, 'give']);
    }
  };
  for (const list of ['speakers', 'sources', 'quotes', 'claims'] as const) {
    mapping[list].forEach((template, i) => void walk(template, [list, i]));
  }
  mapping.skip.forEach(
    ({ when }, i) => void found.push({ column: when.from, path: ['skip', i, 'when', 'from'] }),
  );
  return found;
};
