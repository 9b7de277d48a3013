/** Lists over HTTP: parameters, cursors bound to their filters, and the one shape of the answer. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Connection } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { addDays, startOfDay } from '../record/clock.ts';
import type { Count, ListedRow } from '../record/lists.ts';
import type { Filter, ListQuery, Position, Sort } from '../record/list-query.ts';
import { type DocumentSpan, dateAll, etagOf, joinDocuments, withAddition } from '../record/present.ts';
import { sha256 } from '../record/sha256.ts';
import { picked } from '../record/sheet.ts';
import { draftOf } from '../record/standing.ts';
import { subjectFor } from '../record/subject.ts';
import type { Publication } from '../record/tables.ts';
import { maySeeDrafts, requireRole } from './access.ts';
import { send } from './answers.ts';
import { Problem } from './problems.ts';
import { dayOrInstant, language, text } from './schemas.ts';
import type { Services } from './services.ts';
import { fieldsParameter, isForSheet, type SheetAsked, sendSheet } from './sheets.ts';

/** A whole number in a path or a query. */
export const wholeNumber = (max: number, min = 1) =>
  z
    .string()
    .regex(/^\d{1,16}$/, { error: `must be a whole number from ${min} to ${max}` })
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .meta({ type: 'integer', minimum: min, maximum: max });

/** Where a page of a sorted list of documents ended. */
const sortedPosition = z.strictObject({
  key: text(LIMITS.cursor_key_length, 0),
  number: z.int().min(0),
  most: z.literal(true).optional(),
});
/** Where a page of any other list ended. Lists of documents had such cursors too. */
const keysPosition = z.strictObject({
  keys: z.tuple([text(LIMITS.cursor_key_length, 0), text(100, 0)]),
});
/** Where a page of a ranking ended. */
const rankPosition = z.union([
  z.strictObject({ pin: z.int().min(0), rank: z.int().min(0), most: z.literal(true).optional() }),
  z.strictObject({ pin: z.int().min(0), before: z.int().min(0), most: z.literal(true).optional() }),
]);

/** `true` or `false` in a query. */
export const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true')
  .meta({ type: 'boolean' });

/** Of what makes something new. */
export const duplicateParameter = {
  allow_duplicate: flag.optional().meta({
    description: 'Add it although the same is there already; the answer names that in `possible_duplicates`',
  }),
};

/** The same, of a change. */
export const duplicateByChangeParameter = {
  allow_duplicate: flag
    .optional()
    .meta({ description: 'Change it although it becomes what is there already' }),
};

/** Where a list looks up what its filters name, and whether its caller may ask for drafts. */
export const askingOf = (
  services: Services,
  { caller }: Pick<FastifyRequest, 'caller'>,
): { read: Connection; drafts: boolean } => ({
  read: services.database.read,
  drafts: maySeeDrafts(caller),
});

/** The parameters that every list has. */
export const listParameters = {
  limit: wholeNumber(LIMITS.list_max)
    .default(LIMITS.list_default)
    .meta({
      description: `How many at most, 1 to ${LIMITS.list_max}; ${LIMITS.list_default} when left out`,
      type: 'integer',
      minimum: 1,
      maximum: LIMITS.list_max,
      default: LIMITS.list_default,
    }),
  cursor: z
    .string()
    .min(1)
    .max(LIMITS.cursor_length)
    .optional()
    .meta({ description: 'Where to go on: `next` of the page before' }),
  count: z
    .enum(['exact', 'estimate'])
    .optional()
    .meta({ description: 'Adds how many there are in all; an estimate stops at 10,000' }),
};

/** The parameters of lists of things that have a past. */
export const pastParameters = {
  as_of: dayOrInstant.optional().meta({
    description: 'The list as it stood at the end of that day in the newsroom’s timezone, or at that instant',
  }),
};

export const publicationParameter = z.enum(['draft', 'published']).optional().meta({
  description: 'Drafts are for reporters; `published` when left out',
});

export const sortParameter = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names).optional().meta({
    description: 'The order; `-` in front turns it round. A search puts its best matches first when left out',
  });

/** What every list of documents takes besides its own filters. */
export const listQuery = <const Names extends readonly string[]>(document: z.ZodObject, sorts: Names) => ({
  sort: sortParameter(sorts),
  ...pastParameters,
  ...listParameters,
  ...fieldsParameter(document),
});

export const searchParameter = {
  q: z.string().min(1).max(LIMITS.query_length).optional().meta({
    description:
      'Words to find: what has them all, else what has most; "in quotes" exactly. Case, accents and endings do not matter.',
    // Whatever somebody types is fine.
    pattern: '^[\\s\\S]+$',
  }),
};

const countShown = z
  .strictObject({ value: z.int().min(0), is: z.enum(['exact', 'at_least']) })
  .meta({ id: 'Count', description: 'How many there are in all, where it was asked for' });

const facetShown = z
  .strictObject({
    name: z.string(),
    is: z.enum(['exact', 'estimate']).meta({
      description: `Of more than ${LIMITS.facets_counted} things some are drawn at random, and the counts are estimates`,
    }),
    of: z.int().min(0).meta({ description: 'How many were broken down: all that the other filters leave' }),
    values: z
      .array(
        z.strictObject({
          value: z.string().nullable().meta({ description: 'To filter by; null where there is none' }),
          label: z.string().meta({ description: 'What it is called, in the language of `locale`' }),
          count: z.int().min(0),
        }),
      )
      .max(LIMITS.facet_values)
      .meta({ description: 'The commonest first' }),
    more: z.boolean().meta({ description: 'Whether there are more values' }),
  })
  .meta({ id: 'Facet', description: 'How a list breaks down; its own filter does not narrow it' });

/** The facets of a page, where they were asked for. */
export const facetsShown = z.array(facetShown).max(20).meta({ description: 'In the order asked for' });

/** Some of these names, with commas between, each once. */
export const namesParameter = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z
    .string()
    .max(LIMITS.text_short)
    .transform((value, context) => {
      const parsed = z.array(z.enum(names)).safeParse([...new Set(value.split(','))]);
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: `must be some of ${names.join(',')}`, input: value });
      return z.NEVER;
    });

/** `facets` and the language of their labels; `names` are those that a list has. */
export const facetParameters = <const Names extends readonly [string, ...string[]]>(names: Names) => ({
  facets: namesParameter(names)
    .optional()
    .meta({
      description: `How the list breaks down, with commas between: ${names.join(', ')}`,
      type: 'string',
    }),
  locale: language.optional().meta({ description: 'The language of labels (BCP 47); English when left out' }),
});

/** Pages by what they are of: a named schema stands once in the API description. */
const pages = new Map<z.ZodType, z.ZodType>();

/** A page of things; `item` is a named schema. */
export const listOf = (item: z.ZodType): z.ZodType => {
  const known = pages.get(item) ?? listSchema(item);
  pages.set(item, known);
  return known;
};

const listSchema = (item: z.ZodType): z.ZodType =>
  z
    .strictObject({
      data: z.array(item).max(LIMITS.list_max),
      next: z.string().max(LIMITS.cursor_length).nullable().meta({
        description: 'The cursor of the next page; null on the last',
      }),
      count: countShown.optional(),
      facets: facetsShown.optional(),
    })
    .meta({ id: `${item.meta()?.id}List` });

/**
 * The order of a list: `sort` as asked (`-` in front for descending), else the best matches of a
 * search first, else `byDefault`.
 */
export const sortBy = (
  asked: { sort?: string | undefined; q?: string | undefined },
  byDefault: string,
  columns: Record<string, Sort['by']>,
): Sort | null => {
  if (asked.sort === undefined && asked.q !== undefined) return null;
  const name = asked.sort ?? byDefault;
  const descending = name.startsWith('-');
  const by = columns[descending ? name.slice(1) : name];
  if (!by) throw new Error(`no list is sorted by ${name}`);
  return { by, descending };
};

export interface ListRequest extends SheetAsked {
  limit: number;
  cursor?: string | undefined;
  count?: 'exact' | 'estimate' | undefined;
  as_of?: string | undefined;
  q?: string | undefined;
}

export const encodeCursor = (
  fingerprint: string,
  position: Position | z.output<typeof keysPosition>,
): string => Buffer.from(JSON.stringify([fingerprint, position])).toString('base64url');

/** The rows of a page and the cursor of the next, from one row more than the page has; `keys` are what it is sorted by. */
export const pageOf = <Row>(
  rows: readonly Row[],
  limit: number,
  fingerprint: string,
  keys: (last: Row) => [string, string],
): { page: Row[]; next: string | null } => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? encodeCursor(fingerprint, { keys: keys(last) }) : null;
  return { page, next };
};

const decodeCursor = <Place>(
  cursor: string,
  fingerprint: string,
  schema: z.ZodType<Place>,
  earlier?: z.ZodType,
): Place => {
  const refuse = (detail: string) =>
    new Problem('invalid-request', `cursor: ${detail}`, { errors: [{ parameter: 'cursor', detail }] });
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw refuse('is not one that this server gave');
  }
  const parsed = z.tuple([z.string(), z.unknown()]).safeParse(decoded);
  if (!parsed.success) throw refuse('is not one that this server gave');
  const [bound, position] = parsed.data;
  if (bound !== fingerprint) throw refuse('belongs to a list with other filters or another order');
  const place = schema.safeParse(position);
  if (place.success) return place.data;
  throw refuse(
    earlier?.safeParse(position).success
      ? 'was given before the server was updated: begin again with the first page'
      : 'is not one that this server gave',
  );
};

/** Where a page of a list ended, of a ranking or of one that is sorted. Throws 400 for a cursor of another list. */
export const positionOf = (cursor: string, fingerprint: string, isRanking: boolean): Position => {
  return isRanking
    ? decodeCursor<Position>(cursor, fingerprint, rankPosition)
    : decodeCursor<Position>(cursor, fingerprint, sortedPosition, keysPosition);
};

/** The keys at which the page before ended; null on the first page. Throws 400 for a cursor of another list. */
export const keysOf = (cursor: string | undefined, fingerprint: string): [string, string] | null =>
  cursor === undefined ? null : decodeCursor(cursor, fingerprint, keysPosition).keys;

const numberPosition = z.strictObject({ keys: z.tuple([z.string().regex(/^\d{1,15}$/), z.literal('')]) });

/** The same, of a list in the order of a whole number. */
export const numberOf = (cursor: string | undefined, fingerprint: string): number | null =>
  cursor === undefined ? null : Number(decodeCursor(cursor, fingerprint, numberPosition).keys[0]);

/** The instant that `as_of` means, and the day for which deadlines are then computed. */
export const pastOf = (services: Services, as_of: string | undefined): { as_of?: string; today: string } => {
  if (as_of === undefined) return { today: services.today() };
  if (as_of.includes('T')) {
    const at = new Date(as_of);
    return { as_of: at.toISOString(), today: services.today(at) };
  }
  return { as_of: endOfDay(services, as_of), today: as_of };
};

/** The parameters of lists of what happened at an instant. */
export const spanParameters = {
  from: dayOrInstant
    .optional()
    .meta({ description: 'Not before the start of that day in the newsroom’s timezone, or that instant' }),
  to: dayOrInstant
    .optional()
    .meta({ description: 'Not after the end of that day in the newsroom’s timezone, or that instant' }),
};

/** The instants that `from` and `to` mean, each included. */
export const spanOf = (
  services: Services,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): { from: string | undefined; to: string | undefined } => ({
  from:
    from === undefined || from.includes('T')
      ? from && new Date(from).toISOString()
      : new Date(Date.parse(endOfDay(services, dayBefore(from))) + 1).toISOString(),
  to: pastOf(services, to).as_of,
});

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

const DAY_MS = 86_400_000;
/** Instants compare as text while their years have four digits. */
const LAST_INSTANT = '9999-12-31T23:59:59.999Z';

/** The last millisecond of a calendar day in the newsroom's timezone. */
const endOfDay = (services: Services, date: string): string => {
  const next = addDays(date, 1);
  if (next === '') return LAST_INSTANT;
  return new Date(startOfDay(services.today, next).getTime() - 1).toISOString();
};

export type BesideQuery = Omit<ListQuery, 'filters' | 'limit' | 'after'>;

/** Answers a list of documents (and, for those who may see them, of drafts). */
export const sendList = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: ListRequest,
  list: {
    type: string;
    publication?: Publication | undefined;
    filters: readonly Filter[];
    sort: Sort | null;
    /** What stands beside the page, for the same query on the day `today`. */
    beside?: ((query: BesideQuery, today: string) => Promise<Record<string, unknown>>) | undefined;
  },
): Promise<FastifyReply> => {
  const publication = list.publication ?? 'published';
  if (publication === 'draft') requireRole(request.caller, 'reporter');
  if (publication === 'draft' && asked.as_of !== undefined) {
    const detail = 'only what was public has a past: leave it out, or ask for what is published';
    throw new Problem('invalid-request', `as_of: ${detail}`, { errors: [{ parameter: 'as_of', detail }] });
  }
  const { as_of, today } = pastOf(services, asked.as_of);
  const { beside, ...listed } = list;
  const chosen = { ...listed, publication, q: asked.q, as_of };
  if (isForSheet(request))
    return sendSheet(services, request, reply, asked, { source: { list: chosen }, today });
  const query = { ...chosen, limit: asked.limit };
  const fingerprint = sha256(JSON.stringify({ ...query, limit: undefined, as_of: asked.as_of })).slice(0, 16);
  const after =
    asked.cursor === undefined ? undefined : positionOf(asked.cursor, fingerprint, list.sort === null);
  const page = await services.lists.page({ ...query, after });
  const count =
    asked.count &&
    (await services.lists.count(query, asked.count === 'estimate' ? LIMITS.count_estimate : undefined));
  const { bytes, rows } = publication === 'draft' ? await withDrafts(services, list.type, page.rows) : page;
  const { additions, tags } = dateAll(rows, today);
  const next = page.next && encodeCursor(fingerprint, page.next);
  const tail = tailOf(next, count, await beside?.(query, today));
  linkNext(request, reply, next);
  reply.header('vary', 'Accept');
  // Words are found by more than documents, and what stands beside is of other lists.
  const shown = asked.q === undefined && !beside ? { type: list.type, filters: list.filters } : undefined;
  const { fields } = asked;
  if (fields !== undefined) {
    const documents = rows.map(({ start, end }, i) =>
      picked(withAddition(bytes.toString('utf8', start, end), additions[i] ?? ''), fields),
    );
    const body = `${HEAD}${documents.join(',')}${tail}`;
    return send(request, reply, { body, etag: etagOf(body) }, { shown });
  }
  const body = joinDocuments(bytes, rows, additions, { head: HEAD, tail });
  return send(request, reply, { body, etag: etagOf(tags + tail) }, { shown });
};

/** Drafts have no documents: they are rendered as they stand. */
const withDrafts = async (
  services: Services,
  type: string,
  rows: readonly ListedRow[],
): Promise<{ bytes: Buffer; rows: DocumentSpan[] }> => {
  const texts: Buffer[] = [];
  const spans: DocumentSpan[] = [];
  let start = 0;
  const ids = rows.map(({ subject_id }) => subject_id);
  const drafts = await subjectFor(services.subjects, type)?.renderAll(services.database.read, ids);
  for (const id of ids) {
    const rendering = drafts?.get(id);
    if (!rendering) continue;
    const draft = draftOf(id, rendering);
    const json = Buffer.from(draft.json);
    const end = start + json.length;
    spans.push({ start, end, sha256: draft.sha256, deadline_facts: draft.deadline_facts });
    texts.push(json);
    start = end;
  }
  return { bytes: Buffer.concat(texts), rows: spans };
};

const HEAD = '{"data":[';

/** What follows the items of a page. */
const tailOf = (
  next: string | null,
  count: Count | undefined,
  beside: Record<string, unknown> = {},
): string => `],${JSON.stringify({ next, ...(count ? { count } : {}), ...beside }).slice(1)}`;

/** Sends items that are ready JSON as a page. `tags` stands for their bytes. */
export const sendPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  page: { items: readonly string[]; tags: string; next: string | null; count?: Count | undefined },
): FastifyReply => {
  const tail = tailOf(page.next, page.count);
  linkNext(request, reply, page.next);
  return send(request, reply, {
    body: `${HEAD}${page.items.join(',')}${tail}`,
    etag: etagOf(page.tags + tail),
  });
};

/** The address of the next page. */
const withCursor = (address: string, cursor: string): string => {
  // Most need no parsing, which takes longer than all else here.
  if (/^[\w/.%&=+-]*(\?[\w/.%&=+-]*)?$/.test(address) && !address.includes('cursor=')) {
    return `${address}${address.includes('?') ? '&' : '?'}cursor=${cursor}`;
  }
  const url = new URL(address, 'http://localhost');
  url.searchParams.set('cursor', cursor);
  return `${url.pathname}${url.search}`;
};

/** Names the next page in the header too (RFC 8288). */
export const linkNext = (request: FastifyRequest, reply: FastifyReply, next: string | null): void => {
  if (next !== null && request.url.length <= LIMITS.link_length) {
    reply.header('link', `<${withCursor(request.url, next)}>; rel="next"`);
  }
};
