/**
 * Lists as spreadsheets over HTTP. A list that declares a `sheet` is also at its address with `.csv` or `.jsonl`
 * behind it: whole, of one moment, as it is written; and what that comes to at `…/manifest`.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { publicUrl } from '../config.ts';
import { LIMITS } from '../limits.ts';
import { etagOf } from '../record/present.ts';
import { sha256 } from '../record/sha256.ts';
import type { OpenSheet, Sheet, SheetRequest, SheetSource } from '../record/sheet.ts';
import { presentValue, send } from './answers.ts';
import { InvalidRequest } from './errors.ts';
import { Problem } from './problems.ts';
import type { Services } from './services.ts';

export const SHEET_FORMATS = ['csv', 'jsonl'] as const;
type Format = (typeof SHEET_FORMATS)[number];

const TYPES: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How this list goes out as a spreadsheet. */
    sheet?: Sheet;
    /** Of the addresses that follow from it. */
    sheet_answer?: { sheet: Sheet; is: 'rows' | 'manifest'; members: readonly string[] };
  }
}

const NAMES = /^[a-z_0-9]+(,[a-z_0-9]+)*$/;
const names = z
  .string()
  .max(LIMITS.fields_length)
  .regex(NAMES, {
    error: 'must be names of members, with commas between; what is within a member cannot be picked',
  })
  .transform((value) => [...new Set(value.split(','))]);

/** The members that each `fields` parameter may name. */
const known = new WeakMap<z.ZodType, readonly string[]>();

/** The parameter by which a list of these documents shows some of their members alone. */
export const fieldsParameter = (document: z.ZodObject) => {
  const members = Object.keys(document.shape);
  const fields = names
    .refine((asked) => asked.every((name) => members.includes(name)), {
      error: `must be among ${members.join(', ')}`,
    })
    .optional()
    .meta({
      description:
        'Only these members of each, with commas between; what the schema says of the others does not hold then',
      type: 'string',
      maxLength: LIMITS.fields_length,
      pattern: NAMES.source,
    });
  known.set(fields, members);
  return { fields };
};

const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true')
  .optional();

const parametersOf = ({ name, part }: Sheet) => ({
  fields: names.optional().meta({
    description: `Only these, with commas between: of CSV the columns (docs/columns.md#${name}), of JSON Lines the members`,
    type: 'string',
    maxLength: LIMITS.fields_length,
    pattern: NAMES.source,
  }),
  ...(part
    ? {
        rows: z
          .enum([part.name])
          .optional()
          .meta({ description: `CSV: a row for each ${part.name}, with columns of its own` }),
      }
    : {}),
  bom: flag.meta({ type: 'boolean', description: 'CSV: begins with a byte order mark, for Excel' }),
  formulas: z
    .enum(['harmless', 'as_is'])
    .optional()
    .meta({ description: 'CSV: what a spreadsheet would run gets an apostrophe in front, unless `as_is`' }),
  token: z.string().min(1).max(200).optional().meta({
    description: 'A token for spreadsheets, where reading takes a key',
    pattern: '^[\\x21-\\x7e]+$',
  }),
});

/** What may be asked of a spreadsheet besides what its list is asked. */
export interface SheetAsked {
  fields?: readonly string[] | undefined;
  rows?: string | undefined;
  bom?: boolean | undefined;
  formulas?: 'harmless' | 'as_is' | undefined;
}

const formatParams = {
  format: z.enum(SHEET_FORMATS).meta({ description: '`csv`, or `jsonl` for a JSON document a line' }),
};

const manifest = z
  .strictObject({
    address: z.string().meta({ description: 'Where these very bytes are: as of the moment of this answer' }),
    as_of: z.iso.datetime(),
    log_size: z.int().min(0).meta({ description: 'Entries of the log at that moment' }),
    rows: z.int().min(0).meta({ description: 'Without the row of names' }),
    bytes: z.int().min(0),
    sha256: z.string().meta({ description: 'Of all bytes, hexadecimal' }),
  })
  .meta({ id: 'SheetManifest', description: 'What a spreadsheet comes to' });

const line = z.looseObject({}).meta({ id: 'SheetLine', description: 'A document of the list' });

/** What only pages have. */
const OF_PAGES = ['limit', 'cursor', 'offset', 'count', 'facets', 'locale'];

/** Adds, to every list registered after it that declares a sheet, the addresses of its spreadsheets. */
export const addSheetRoutes = (app: FastifyInstance): void => {
  app.addHook('onRoute', function addSheets(route) {
    const { sheet, ...config } = route.config ?? {};
    if (!sheet || route.method !== 'GET' || !config.access) return;
    const { access } = config;
    const { querystring, params, operationId, summary, tags } = route.schema ?? {};
    if (!(querystring instanceof z.ZodObject)) throw new Error(`${route.url} has no parameters`);
    const { fields, ...filters } = Object.fromEntries(
      Object.entries(querystring.shape).filter(([name]) => !OF_PAGES.includes(name)),
    );
    const members = (fields && known.get(fields)) ?? [];
    const own = params instanceof z.ZodObject ? params.shape : {};
    const shared = {
      ...(tags ? { tags } : {}),
      params: z.strictObject({ ...own, ...formatParams }),
      querystring: z.strictObject({ ...filters, ...parametersOf(sheet) }),
    };
    const name = String(operationId)
      .replace(/^list/, '')
      .replace(/^[a-z]/, (letter) => letter.toUpperCase());
    const address = `${route.url}.:format`;
    rememberSheet(route.url);
    const add = (url: string, is: 'rows' | 'manifest', described: object): void => {
      this.route({
        method: 'GET',
        url,
        handler: route.handler,
        config: { access, sheet_answer: { sheet, is, members } },
        schema: { ...shared, ...described },
      });
    };
    add(address, 'rows', {
      operationId: `export${name}`,
      summary: `${summary}: as a spreadsheet`,
      description:
        'All of them, of one moment, as they are written. The trailers `Repr-Digest` and `Onrecord-Rows` say what they came to; an answer that breaks off has no end (docs/spreadsheets.md).',
      response: {
        200: {
          description: 'The rows',
          content: {
            'text/csv': { schema: z.string() },
            'application/x-ndjson': {
              schema: line,
            },
          },
        },
      },
    });
    add(`${address}/manifest`, 'manifest', {
      operationId: `get${name}Manifest`,
      summary: `${summary}: what the spreadsheet comes to`,
      description: 'Its rows and its SHA-256, and the address at which those very bytes are.',
      response: {
        200: { description: 'The manifest', content: { 'application/json': { schema: manifest } } },
      },
    });
  });
};

/** Addresses of lists that have spreadsheets. */
const addresses: { template: string; pattern: RegExp }[] = [];

const rememberSheet = (template: string): void => {
  if (addresses.some((known) => known.template === template)) return;
  addresses.push({ template, pattern: new RegExp(`^${template.replaceAll(/:\w+/g, '[^/?.]+')}$`) });
};

const ACCEPTED: readonly [RegExp, Format | 'json'][] = [
  [/^text\/csv$/, 'csv'],
  [/^application\/(jsonl|x-ndjson|ndjson|x-jsonlines)$/, 'jsonl'],
  [/^(application\/(json|\*)|\*\/\*)$/, 'json'],
];

/** The best of what an Accept header names (RFC 9110 section 12.5.1). */
const bestOf = (accept: string): Format | 'json' => {
  const named = accept.split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const found = ACCEPTED.find(([pattern]) => pattern.test(type));
    const q = Number(/^q=([\d.]+)$/.exec(parameters.find((p) => p.startsWith('q=')) ?? '')?.[1] ?? 1);
    return found && q > 0 ? [{ is: found[1], q: Number.isNaN(q) ? 0 : q }] : [];
  });
  return named.reduce((best, one) => (one.q > best.q ? one : best), { is: 'json' as Format | 'json', q: 0 })
    .is;
};

/** The address that a request means: that of the spreadsheet, where a list is asked for as one in `Accept`. */
export const addressOf = ({ url = '/', headers: { accept } }: IncomingMessage): string => {
  if (accept === undefined || !/csv|json(l|lines)|ndjson/i.test(accept)) return url;
  const format = bestOf(accept);
  if (format === 'json') return url;
  const [path = '', ...query] = url.split('?');
  if (!addresses.some(({ pattern }) => pattern.test(path))) return url;
  return [`${path}.${format}`, ...query].join('?');
};

const fieldsOf = (
  asked: readonly string[] | undefined,
  allowed: readonly string[],
): readonly string[] | null => {
  const unknown = asked?.find((name) => !allowed.includes(name));
  if (unknown === undefined) return asked ?? null;
  const detail = `${unknown} is none of ${allowed.join(', ')}`;
  throw new InvalidRequest([{ parameter: 'fields', detail }]);
};

const busy = (): Problem => {
  const detail = 'Too many spreadsheets are being written at this moment; try again.';
  return new Problem('unavailable', detail, {}, { 'retry-after': '10' });
};

/** The address of these very rows, without the token by which they were asked for. */
const pinnedAddress = (home: string, url: string, moment: Record<string, string>): string => {
  const address = new URL(url, home);
  address.pathname = address.pathname.replace(/\/manifest$/, '');
  address.searchParams.delete('token');
  for (const [name, value] of Object.entries(moment)) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, value);
  }
  return address.href;
};

/** The moment that is asked for, and the parameters that ask for it. A ranking has no past. */
const momentAsked = (
  source: SheetSource,
  now: string,
): { as_of: string; parameters: Record<string, string> } => {
  if ('hits' in source) return { as_of: now, parameters: {} };
  const past = 'list' in source ? source.list.as_of : source.corrections.to;
  const as_of = past ?? now;
  return { as_of, parameters: 'list' in source ? { as_of } : { to: as_of } };
};

const format = z.looseObject(formatParams);

/** Whether a request is for a list's spreadsheet. */
export const isForSheet = (request: FastifyRequest): boolean =>
  request.routeOptions.config.sheet_answer !== undefined;

/** Answers a request for a list's spreadsheet, or for what it comes to. */
export const sendSheet = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: SheetAsked,
  of: { source: SheetSource; today: string },
): Promise<FastifyReply> => {
  const answer = request.routeOptions.config.sheet_answer;
  if (!answer) throw new Error(`${request.url} is no spreadsheet`);
  const { sheet, is, members } = answer;
  const { format: wanted } = format.parse(request.params);
  const by_part = asked.rows !== undefined;
  const columns = [...sheet.columns, ...((by_part && sheet.part?.columns) || [])].map(({ name }) => name);
  const home = publicUrl(services.config);
  const order: SheetRequest = {
    sheet: sheet.name,
    source: of.source,
    format: wanted,
    fields: fieldsOf(asked.fields, wanted === 'csv' ? columns : members),
    by_part,
    today: of.today,
    home,
    bom: asked.bom ?? false,
    harmless: asked.formulas !== 'as_is',
  };
  const now = services.clock.now().toISOString();
  if (is === 'manifest') {
    const sum = await services.sheets.measure(order);
    if (!sum) throw busy();
    const { rows, bytes, sha256, log_size } = sum;
    const { as_of, parameters } = momentAsked(of.source, now);
    const address = pinnedAddress(home, request.url, parameters);
    return send(request, reply, presentValue({ address, as_of, log_size, rows, bytes, sha256 }));
  }
  const open = await services.sheets.open(order);
  if (!open) throw busy();
  return sendRows(request, reply, order, open);
};

const sendRows = async (
  request: FastifyRequest,
  reply: FastifyReply,
  order: SheetRequest,
  open: OpenSheet,
): Promise<FastifyReply> => {
  const draft = 'list' in order.source && order.source.list.publication === 'draft';
  const moment = draft ? open.last_event : open.log_size;
  const etag = etagOf(sha256(JSON.stringify([order, moment])));
  reply.header('onrecord-log-size', String(open.log_size));
  reply.header('vary', 'Accept');
  const file = `${order.sheet}-${order.today}.${order.format}`;
  reply.header('content-disposition', `attachment; filename="${file}"`);
  if (request.method === 'HEAD') {
    open.close();
    return send(request, reply, { body: '', etag }, { type: TYPES[order.format] });
  }
  const trailed = Number(request.raw.httpVersion) >= 1.1;
  // What fails before anything is sent is an error like any other.
  const first = await open.read();
  const body = (): Readable => {
    if (trailed) reply.header('trailer', 'Repr-Digest, Onrecord-Rows');
    return streamOf(open, first, reply, trailed);
  };
  send(request, reply, { body, etag }, { type: TYPES[order.format] });
  if (reply.statusCode === 304) open.close();
  return reply;
};

/** The bytes as a stream that breaks off audibly: no last chunk, no trailer, and the connection is reset. */
const streamOf = (
  open: OpenSheet,
  first: Uint8Array | null,
  reply: FastifyReply,
  trailed: boolean,
): Readable => {
  let stalled: NodeJS.Timeout | undefined;
  let next: Promise<Uint8Array | null> | undefined = Promise.resolve(first);
  const stream: Readable = new Readable({
    read: () => {
      clearTimeout(stalled);
      const slice = next ?? open.read();
      next = undefined;
      slice.then(
        (bytes) => {
          if (bytes === null && trailed) {
            const { rows, sha256 } = open.sum();
            const digest = Buffer.from(sha256, 'hex').toString('base64');
            reply.raw.addTrailers({ 'Repr-Digest': `sha-256=:${digest}:`, 'Onrecord-Rows': String(rows) });
          }
          // A reader who takes nothing for long holds a moment of the record open.
          stalled = setTimeout(
            () => stream.destroy(new Error('the reader stalled')),
            LIMITS.sheet_stalled_ms,
          );
          stalled.unref();
          stream.push(bytes);
        },
        (error: Error) => stream.destroy(error),
      );
    },
    destroy: (error, done) => {
      clearTimeout(stalled);
      open.close();
      const { socket } = reply.raw;
      if (error && socket && 'resetAndDestroy' in socket) socket.resetAndDestroy();
      done(error);
    },
  });
  return stream;
};
