/**
 * POST /v1/imports               a file to bring in: checked and written by a job
 * GET  /v1/imports               what was sent, newest first
 * GET  /v1/imports/{id}          how that goes, and what came of it
 * POST /v1/imports/{id}/cancel   ends it
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { and, count, desc, eq, inArray, lt } from 'drizzle-orm';
import type { FastifyRequest, FastifySchemaCompiler, RequestPayload } from 'fastify';
import * as z from 'zod';
import { literalLimit } from '../../../db/queries.ts';
import type { Connection } from '../../../db/types.ts';
import { hasRole } from '../../../http/access.ts';
import { created, ok, presentValue, send } from '../../../http/answers.ts';
import { type App, type Routes, typed } from '../../../http/app.ts';
import { answerChange } from '../../../http/changes.ts';
import { notFound } from '../../../http/current.ts';
import { InvalidRequest } from '../../../http/errors.ts';
import { pageOf, keysOf, listOf, listParameters, sendPage } from '../../../http/paging.ts';
import { Problem } from '../../../http/problems.ts';
import { json, validatorCompiler } from '../../../http/routes.ts';
import { idParams } from '../../../http/schemas.ts';
import type { Services } from '../../../http/services.ts';
import { LIMITS } from '../../../limits.ts';
import { notPossible, Refusal } from '../../../record/refusal.ts';
import { pointerOf } from '../check.ts';
import { readMapping } from '../mapping.ts';
import { cancelImport, createImports, enqueueImport, IMPORT_QUEUE, isOpen, OPEN_STATES } from './job.ts';
import { findImport, type ImportJob } from './run.ts';
import { importDocument, importParameters, importState } from './shape.ts';
import { type IMPORT_FORMATS, importJobs } from './tables.ts';
import { dropParts, dropStrayParts, receive, Upload } from './upload.ts';

type Format = (typeof IMPORT_FORMATS)[number];

const tags = ['Imports'];
const params = idParams('import');
const { count: _, ...parameters } = listParameters;

const MAPPINGS = new URL('../../../../seed/mappings/', import.meta.url);
const DAY_MS = 86_400_000;

/** Formats by types of media and endings of names; `json` stands for whatever JSON is. */
const FORMATS: Record<string, Format> = {
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  '.csv': 'csv',
  '.tsv': 'csv',
  'application/jsonl': 'jsonl',
  'application/x-ndjson': 'jsonl',
  'application/ndjson': 'jsonl',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  'application/ld+json': 'claimreview',
  '.jsonld': 'claimreview',
  'text/html': 'claimreview',
  'application/json': 'json',
  '.json': 'json',
};

const mediaType = (type: string): string => type.split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** What the file is, as far as the request says. */
const formatOf = ({ file, type }: Upload, asked: Format | undefined, has_mapping: boolean): Format => {
  if (asked !== undefined) return asked;
  const said = FORMATS[mediaType(type)] ?? FORMATS[extname(file ?? '').toLowerCase()];
  if (said === undefined) {
    const detail = 'must say what the file is: csv, json, jsonl, claimreview or bundle';
    throw new InvalidRequest([{ parameter: 'format', detail }]);
  }
  return said === 'json' && !has_mapping ? 'bundle' : said;
};

const parseMapping = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = `is not JSON: ${error instanceof Error ? error.message : error}`;
    throw new InvalidRequest([{ pointer: '/mapping', detail }]);
  }
};

const mappingNames = (): string[] =>
  readdirSync(MAPPINGS).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));

/** The mapping that came in the form, or that comes with the server, as it was written. */
const mappingOf = (upload: Upload, name: string | undefined): unknown => {
  if (name !== undefined && upload.mapping !== null) {
    const detail = 'is in the form already: name one, or send one';
    throw new InvalidRequest([{ parameter: 'mapping', detail }]);
  }
  if (name !== undefined) {
    const names = mappingNames();
    if (names.includes(name)) return parseMapping(readFileSync(new URL(`${name}.json`, MAPPINGS), 'utf8'));
    const detail = `is none of ${names.join(', ')}; send another in a form: -F file=@… -F mapping=@…`;
    throw new InvalidRequest([{ parameter: 'mapping', detail }]);
  }
  if (upload.mapping === null) return null;
  const value = parseMapping(upload.mapping);
  const read = readMapping(value);
  if ('mapping' in read) return value;
  const errors = read.faults
    .slice(0, LIMITS.faults)
    .map(({ path, detail }) => ({ pointer: `/mapping${pointerOf(path)}`, detail }));
  throw new Refusal('unprocessable', 'The mapping is none.', { errors });
};

const shown = (job: ImportJob) => {
  const { id, state, format, file, bytes, sha256, dry_run, publish, skip_faulty, allow_duplicates } = job;
  const { author, created_at, started_at, ended_at, read, total, created: made, unchanged, refused } = job;
  return {
    id,
    state,
    format,
    mapping: job.mapping_name ?? (job.mapping === null ? null : 'given'),
    file,
    bytes,
    sha256,
    dry_run,
    publish,
    skip_faulty,
    allow_duplicates,
    author,
    created_at,
    started_at,
    ended_at,
    progress: { read, total, created: made, unchanged, refused },
    report: job.report,
  };
};

type Asked = z.output<z.ZodObject<typeof importParameters>>;

/** The import that a request asks for. Throws where it cannot be one. */
const importOf = (
  { config }: Services,
  { caller }: FastifyRequest,
  upload: Upload,
  asked: Asked,
): Omit<ImportJob, 'author' | 'created_at'> => {
  const mapping = mappingOf(upload, asked.mapping);
  const format = formatOf(upload, asked.format, mapping !== null);
  const takes_mapping = format !== 'bundle' && format !== 'claimreview';
  if (takes_mapping !== (mapping !== null)) {
    const detail = takes_mapping
      ? `is missing: a table needs one (${mappingNames().join(', ')}, or one in a form: -F file=@… -F mapping=@…)`
      : 'goes with csv, json and jsonl alone';
    throw new InvalidRequest([{ parameter: 'mapping', detail }]);
  }
  if (asked.publish && format !== 'claimreview') {
    const detail = 'goes with ClaimReviews alone: bundles and mappings say themselves what is public';
    throw new InvalidRequest([{ parameter: 'publish', detail }]);
  }
  const may_rule = config.ONRECORD_REVIEW === 'single' || hasRole(caller, 'admin');
  if (asked.publish && !may_rule) {
    throw new Problem(
      'forbidden',
      'Here two people agree on what is public: reviews of others come in as drafts.',
    );
  }
  return {
    id: upload.id,
    state: 'queued',
    format,
    mapping_name: asked.mapping ?? null,
    mapping,
    file: upload.file?.slice(0, LIMITS.text_short) ?? null,
    bytes: upload.bytes,
    sha256: upload.sha256,
    dry_run: asked.dry_run ?? false,
    publish: asked.publish ?? false,
    skip_faulty: asked.skip_faulty ?? false,
    allow_duplicates: asked.allow_duplicates ?? false,
    may_rule,
    started_at: null,
    ended_at: null,
    read: 0,
    total: null,
    created: 0,
    unchanged: 0,
    refused: 0,
    known_before: null,
    report: null,
  };
};

/** A body of this kind is taken as it comes: it is described, and checked by the job. */
const bodyOf = (type: 'object' | 'string', description: string) => ({
  schema: z
    .unknown()
    .meta({ type, description, ...(type === 'string' ? { maxLength: LIMITS.import_file_bytes } : {}) }),
});

const form = {
  schema: z.unknown().meta({
    type: 'object',
    description: 'As `curl -F file=@claims.csv -F mapping=@mapping.json` sends it',
    properties: {
      file: { type: 'string', format: 'binary', maxLength: LIMITS.import_file_bytes },
      mapping: {
        type: 'string',
        description: 'What the columns mean (docs/import.md)',
        maxLength: LIMITS.import_mapping_bytes,
      },
    },
    required: ['file'],
  }),
};

/** The body is no value that a schema could check: it has been taken when a handler sees it. */
const asItComes: FastifySchemaCompiler<z.ZodType> = (part) =>
  part.httpPart === 'body' ? (value: unknown) => ({ value }) : validatorCompiler(part);

export const importRoutes: Routes = (app, services) => {
  const { worker, database } = services;
  const imports = createImports(services);
  worker.handle(IMPORT_QUEUE, imports.handler);
  worker.daily('imports', async ({ tx, at }) => {
    await dropStrayParts(tx, new Date(Date.parse(at) - DAY_MS).toISOString());
    return false;
  });
  app.addHook('preClose', imports.stop);
  // In a scope of its own: nothing else takes files.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.setValidatorCompiler(asItComes);
    scope.addContentTypeParser('*', async (request: FastifyRequest, payload: RequestPayload) => {
      await refuseMore(database.read);
      return receive(services, request, payload);
    });
    sending(typed(scope), services);
  });
  reading(app, services);

  app.post(
    '/v1/imports/:id/cancel',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'cancelImport',
        summary: 'End an import',
        description: 'What it brought in before stays; sent again it goes on from there.',
        params,
        body: z.strictObject({}).optional(),
        response: { 200: json('The import', importDocument) },
      },
    },
    async (request, reply) => {
      const answered = await answerChange(services, request, reply, async (change) => {
        const job = await requireImport(change.tx, request.params.id);
        if (!isOpen(job)) throw notPossible('It has ended.', job.state, []);
        return ok(presentValue(shown(await cancelImport(change, job))));
      });
      await imports.halt(request.params.id);
      return answered;
    },
  );
};

const requireImport = async (connection: Connection, id: string): Promise<ImportJob> => {
  const job = await findImport(connection, id);
  if (!job) throw notFound(id);
  return job;
};

/** Each that waits keeps its file. */
const refuseMore = async (connection: Connection): Promise<void> => {
  const [{ value } = { value: 0 }] = await connection
    .select({ value: count() })
    .from(importJobs)
    .where(inArray(importJobs.state, [...OPEN_STATES]));
  if (value < LIMITS.imports_waiting) return;
  const detail = `${value} imports wait, and that is the most: wait until one has ended, or cancel one.`;
  throw new Problem('too-many-requests', detail, {}, { 'retry-after': '10' });
};

const sending = (app: App, services: Services): void => {
  app.post(
    '/v1/imports',
    {
      config: { access: 'editor' },
      bodyLimit: LIMITS.import_file_bytes,
      schema: {
        tags,
        operationId: 'createImport',
        summary: 'Bring in a bundle, a table with a mapping, or ClaimReviews of others',
        description:
          'The same as `onrecord import` (docs/import.md): everything is checked before anything is written, and a file that came in before changes nothing. The answer names the job, which goes on by itself and after a restart; `GET` it for its progress and its report.',
        querystring: z.strictObject(importParameters),
        body: {
          content: {
            'application/json': bodyOf('object', 'A bundle; with a mapping, a list of rows'),
            'text/csv': bodyOf('string', 'A table (RFC 4180), with a mapping'),
            'application/x-ndjson': bodyOf('string', 'A row a line, with a mapping'),
            'application/ld+json': bodyOf('object', 'ClaimReviews: an object, a list, a graph or a feed'),
            'multipart/form-data': form,
          },
        },
        response: { 201: json('The import, in line', importDocument) },
      },
    },
    async (request, reply) => {
      const upload: unknown = request.body;
      if (!(upload instanceof Upload)) throw new InvalidRequest([{ pointer: '', detail: 'is missing' }]);
      let taken = false;
      try {
        return await answerChange(services, request, reply, async (change) => {
          const job = {
            ...importOf(services, request, upload, request.query),
            author: change.actor.name,
            created_at: change.at,
          };
          await change.tx.insert(importJobs).values(job);
          await enqueueImport(change.tx, job.id, services.clock.now().toISOString());
          const { format, file, bytes, sha256, dry_run } = job;
          change.note({
            action: 'import.created',
            subject_id: job.id,
            after: { format, file, bytes, sha256, dry_run },
          });
          taken = true;
          return created(`/v1/imports/${job.id}`, presentValue(shown(job)));
        });
      } catch (error) {
        taken = false;
        throw error;
      } finally {
        if (!taken) await services.database.write((tx) => dropParts(tx, upload.id));
      }
    },
  );
};

const reading = (app: App, { database }: Services): void => {
  app.get(
    '/v1/imports',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'listImports',
        summary: 'What was sent to be brought in, newest first',
        querystring: z.strictObject({
          state: importState.optional().meta({ description: 'Only those that stand so' }),
          ...parameters,
        }),
        response: { 200: json('Imports', listOf(importDocument)) },
      },
    },
    async (request, reply) => {
      const { limit, cursor, state } = request.query;
      const fingerprint = `imports ${state ?? ''}`;
      const after = keysOf(cursor, fingerprint);
      const rows = await database.read
        .select()
        .from(importJobs)
        .where(
          and(
            state === undefined ? undefined : eq(importJobs.state, state),
            after === null ? undefined : lt(importJobs.id, after[0]),
          ),
        )
        .orderBy(literalLimit(desc(importJobs.id), limit + 1));
      const { page, next } = pageOf(rows, limit, fingerprint, (last) => [last.id, '']);
      const items = page.map((job) => JSON.stringify(shown(job)));
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );

  app.get(
    '/v1/imports/:id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'getImport',
        summary: 'How an import goes, and what came of it',
        description: 'Each fault with its place in the file.',
        params,
        response: { 200: json('The import', importDocument) },
      },
    },
    async (request, reply) =>
      send(request, reply, presentValue(shown(await requireImport(database.read, request.params.id)))),
  );
};
