/**
 * GET /v1/log/checkpoint     how many entries the log has, and its root hash, signed
 * GET /v1/log/ledger         how far the ledger goes, and the hash over all of it, signed
 * GET /v1/log/key            the public key of that signature
 * GET /v1/log/entries        the entries, in their order
 * GET /v1/log/inclusion      proof that a version is in the log
 * GET /v1/log/consistency    proof that the log only grew
 *
 * The same as static files (tiles.ts), and what witnesses say of it (witnesses.ts).
 */
import { and, asc, desc, eq, gte, lt } from 'drizzle-orm';
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { literalLimit } from '../../db/queries.ts';
import { presentValue, send } from '../../http/answers.ts';
import { notFound } from '../../http/current.ts';
import { wholeNumber } from '../../http/paging.ts';
import { pathOf } from '../../http/paths.ts';
import { Problem } from '../../http/problems.ts';
import { json } from '../../http/routes.ts';
import { anyId } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { publicKeyPem, verifierKey } from '../../record/checkpoint.ts';
import { type Leaf, leafText, logSize, readNodes } from '../../record/log.ts';
import {
  type Coordinate,
  consistencyCoordinates,
  consistencyProof,
  inclusionCoordinates,
  inclusionProof,
  leafHash,
  nodeLookup,
  rootCoordinates,
  rootOf,
} from '../../record/merkle.ts';
import { etagOf } from '../../record/present.ts';
import type { Subject } from '../../record/subject.ts';
import { documents } from '../../record/tables.ts';
import { createCheckpoints } from './checkpoints.ts';
import { tileRoutes } from './tiles.ts';
import { witnessRoutes } from './witnesses.ts';

const tags = ['Log'];
const TEXT = 'text/plain; charset=utf-8';
const anySize = wholeNumber(Number.MAX_SAFE_INTEGER, 0);

const hash = z.string().meta({ description: 'SHA-256, in hexadecimal', pattern: '^[0-9a-f]{64}$' });
/** More than the levels of any tree whose size is a number. */
const PROOF_LENGTH = 64;
const proof = z
  .array(hash)
  .max(PROOF_LENGTH)
  .meta({ description: 'The hashes of the proof, in the order of RFC 9162' });

const entry = z
  .strictObject({
    leaf_index: z.int().min(0),
    id: z.string(),
    version: z.int().min(1),
    published_at: z.iso.datetime(),
    sha256: hash.meta({ description: 'Of the document, byte for byte as its version is served' }),
    document: z.string().meta({ description: 'Path of that version' }),
    leaf: z.string().meta({ description: 'What is hashed as the leaf, in UTF-8' }),
    leaf_hash: hash.meta({ description: 'SHA-256 of a zero byte and the leaf' }),
  })
  .meta({ id: 'LogEntry' });

const entriesAnswer = z
  .strictObject({
    size: z.int().min(0).meta({ description: 'Entries in the log' }),
    data: z.array(entry).max(LIMITS.log_entries_max),
    next: z.int().nullable().meta({ description: '`start` of the next answer' }),
  })
  .meta({ id: 'LogEntries' });

const keyAnswer = z
  .strictObject({
    origin: z.string(),
    key: z.string().meta({ description: 'As the tools of transparency logs take it (C2SP signed note)' }),
    pem: z.string().meta({ description: 'As openssl takes it' }),
  })
  .meta({ id: 'LogKey' });

const inclusionAnswer = z
  .strictObject({
    leaf_index: z.int(),
    leaf: z.string(),
    leaf_hash: hash,
    size: z.int(),
    root_hash: hash,
    proof,
  })
  .meta({ id: 'InclusionProof' });

const consistencyAnswer = z
  .strictObject({ from: z.int(), from_root: hash, to: z.int(), to_root: hash, proof })
  .meta({ id: 'ConsistencyProof' });

const hex = (bytes: Buffer): string => bytes.toString('hex');

const wrong = (parameter: string, detail: string): Problem =>
  new Problem('invalid-request', `${parameter}: ${detail}`, { errors: [{ parameter, detail }] });

const LEAF = {
  leaf_index: documents.leaf_index,
  id: documents.subject_id,
  version: documents.version,
  published_at: documents.published_at,
  sha256: documents.sha256,
};

export const logRoutes: Routes = (app, services) => {
  const { read } = services.database;
  const checkpoints = createCheckpoints(services);
  app.addHook('onReady', async () => {
    await checkpoints.key();
  });
  tileRoutes(app, services, checkpoints);
  witnessRoutes(app, services, checkpoints);

  /** Every node these places name; a size that was once reached keeps its nodes for ever. */
  const lookup = async (...places: Coordinate[][]) => nodeLookup(await readNodes(read, places.flat()));

  const sizeAsked = async (parameter: string, asked: number | undefined): Promise<number> => {
    const size = await logSize(read);
    if (asked !== undefined && asked > size) throw wrong(parameter, `the log has ${size} entries`);
    return asked ?? size;
  };

  app.get(
    '/v1/log/checkpoint',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getCheckpoint',
        summary: 'How many entries the log has, and its root hash, signed',
        description:
          'A C2SP tlog-checkpoint, signed with Ed25519, with the cosignatures of witnesses below. Keep one elsewhere: any rewriting of what came before it shows against it.',
        querystring: z.strictObject({
          size: anySize.optional().meta({ description: 'Of the log then; today’s when left out' }),
        }),
        response: {
          200: { description: 'The signed checkpoint', content: { 'text/plain': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      const note = await checkpoints.at(await sizeAsked('size', request.query.size));
      return send(request, reply, { body: note, etag: etagOf(note) }, { type: TEXT });
    },
  );

  app.get(
    '/v1/log/ledger',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getLedgerNote',
        summary: 'How far the ledger goes, and the hash over all of it, signed',
        description:
          'A C2SP signed note by the key of checkpoints: the log’s name, `ledger`, the number of the last line and its hash, which follows from all lines. Keep one elsewhere: no line before it can then be changed or removed unseen, although readers see none of them.',
        response: {
          200: { description: 'The signed note', content: { 'text/plain': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      const note = await checkpoints.ledger();
      return send(request, reply, { body: note, etag: etagOf(note) }, { type: TEXT });
    },
  );

  app.get(
    '/v1/log/key',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getLogKey',
        summary: 'The public key that checkpoints are signed with',
        response: { 200: json('The key', keyAnswer) },
      },
    },
    async (request, reply) => {
      const { origin, private_key } = await checkpoints.key();
      const value = { origin, key: verifierKey(origin, private_key), pem: publicKeyPem(private_key) };
      return send(request, reply, presentValue(value));
    },
  );

  app.get(
    '/v1/log/entries',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'listLogEntries',
        summary: 'Every public version of everything, in the order of publication',
        querystring: z.strictObject({
          start: anySize.default(0).meta({ description: 'Index of the first entry to give' }),
          limit: wholeNumber(LIMITS.log_entries_max)
            .default(LIMITS.list_max)
            .meta({ description: 'How many at most' }),
        }),
        response: { 200: json('Entries of the log', entriesAnswer) },
      },
    },
    async (request, reply) => {
      const { start, limit } = request.query;
      const size = await logSize(read);
      const leaves = await read
        .select(LEAF)
        .from(documents)
        .where(and(gte(documents.leaf_index, start), lt(documents.leaf_index, Math.min(start + limit, size))))
        .orderBy(asc(documents.leaf_index));
      const data = leaves.map((leaf) => ({
        ...leaf,
        document: versionPath(services.subjects, leaf),
        ...hashed(leaf),
      }));
      const next = start + limit < size ? start + limit : null;
      if (next !== null) reply.header('link', `</v1/log/entries?start=${next}&limit=${limit}>; rel="next"`);
      return send(request, reply, presentValue({ size, data, next }));
    },
  );

  app.get(
    '/v1/log/inclusion',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getInclusionProof',
        summary: 'Proof that a version is in the log',
        description: 'Name it by `id` and `version` (the newest when left out), or by `leaf_index`.',
        querystring: z
          .strictObject({
            id: anyId(services.subjects.map(({ type }) => type))
              .optional()
              .meta({ description: 'Of what the version is of' }),
            version: wholeNumber(Number.MAX_SAFE_INTEGER)
              .optional()
              .meta({ description: 'The newest when left out; goes with `id`' }),
            leaf_index: anySize.optional().meta({ description: 'Its place in the log, instead of `id`' }),
            size: anySize
              .optional()
              .meta({ description: 'Of the log to prove it in; today’s when left out' }),
          })
          .refine(
            (query) =>
              (query.id === undefined) !== (query.leaf_index === undefined) &&
              (query.version === undefined || query.id !== undefined),
            { error: 'say which: id, or id and version, or leaf_index', path: ['id'] },
          ),
        response: { 200: json('The proof', inclusionAnswer) },
      },
    },
    async (request, reply) => {
      const { id, version, leaf_index: index } = request.query;
      const size = await sizeAsked('size', request.query.size);
      const [leaf] = await read
        .select(LEAF)
        .from(documents)
        .where(
          and(
            id === undefined ? undefined : eq(documents.subject_id, id),
            version === undefined ? undefined : eq(documents.version, version),
            index === undefined ? undefined : eq(documents.leaf_index, index),
          ),
        )
        .orderBy(literalLimit(desc(documents.leaf_index), 1));
      if (!leaf) throw notFound(id === undefined ? `entry ${index}` : `public version of ${id} like that`);
      const { leaf_index } = leaf;
      if (leaf_index >= size)
        throw wrong('size', `this is entry ${leaf_index}: a log of ${size} has it not yet`);
      const nodes = await lookup(rootCoordinates(size), ...inclusionCoordinates(leaf_index, size));
      return send(
        request,
        reply,
        presentValue({
          leaf_index,
          ...hashed(leaf),
          size,
          root_hash: hex(rootOf(size, nodes)),
          proof: inclusionProof(leaf_index, size, nodes).map(hex),
        }),
      );
    },
  );

  app.get(
    '/v1/log/consistency',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getConsistencyProof',
        summary: 'Proof that the log only grew: that it begins with all it had at an earlier size',
        querystring: z.strictObject({
          from: anySize.meta({ description: 'The earlier size, such as that of a checkpoint you kept' }),
          to: anySize.optional().meta({ description: 'The later size; today’s when left out' }),
        }),
        response: { 200: json('The proof', consistencyAnswer) },
      },
    },
    async (request, reply) => {
      const { from } = request.query;
      const to = await sizeAsked('to', request.query.to);
      if (from > to) throw wrong('from', `must not be more than ${to}`);
      const nodes = await lookup(
        rootCoordinates(from),
        rootCoordinates(to),
        ...consistencyCoordinates(from, to),
      );
      return send(
        request,
        reply,
        presentValue({
          from,
          from_root: hex(rootOf(from, nodes)),
          to,
          to_root: hex(rootOf(to, nodes)),
          proof: consistencyProof(from, to, nodes).map(hex),
        }),
      );
    },
  );
};

const versionPath = (subjects: readonly Subject[], { id, version }: Leaf): string =>
  `${pathOf(subjects, id)}/versions/${version}`;

const hashed = ({ id, version, published_at, sha256 }: Leaf) => {
  const leaf = leafText({ id, version, published_at, sha256 });
  return { leaf, leaf_hash: hex(leafHash(leaf)) };
};
