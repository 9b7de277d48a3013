/**
 * GET /checkpoint                        the signed checkpoint
 * GET /tile/{level}/{index}[.p/{width}]  256 hashes of the tree, or as many as there are yet
 * GET /tile/entries/{index}[.p/{width}]  256 entries
 *
 * C2SP tlog-tiles (record/tiles.ts), for the tools and witnesses of transparency logs.
 */
import { and, asc, eq, gte, lt } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { send } from '../../http/answers.ts';
import type { App } from '../../http/app.ts';
import { notFound } from '../../http/current.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { type Leaf, leafText, logSize } from '../../record/log.ts';
import { etagOf } from '../../record/present.ts';
import { documents, logNodes } from '../../record/tables.ts';
import {
  entryBundle,
  firstOfTile,
  parseTileLevel,
  parseTilePath,
  type TilePlace,
} from '../../record/tiles.ts';
import type { Checkpoints } from './checkpoints.ts';

const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';

const path = z.string().max(LIMITS.text_short);
const noQuery = z.strictObject({});

export const tileRoutes = (app: App, services: Services, checkpoints: Checkpoints): void => {
  const { read } = services.database;

  const hashesOf = async (level: number, tile: TilePlace): Promise<Buffer[]> => {
    const first = firstOfTile(level, tile);
    const rows = await read
      .select({ hash: logNodes.hash })
      .from(logNodes)
      .where(
        and(
          eq(logNodes.level, first.level),
          gte(logNodes.position, first.index),
          lt(logNodes.position, first.index + tile.width),
        ),
      )
      .orderBy(asc(logNodes.position));
    return rows.map(({ hash }) => Buffer.from(hash, 'hex'));
  };

  const leavesOf = async (tile: TilePlace): Promise<Leaf[]> => {
    const { index } = firstOfTile(0, tile);
    return read
      .select({
        id: documents.subject_id,
        version: documents.version,
        published_at: documents.published_at,
        sha256: documents.sha256,
      })
      .from(documents)
      .where(and(gte(documents.leaf_index, index), lt(documents.leaf_index, index + tile.width)))
      .orderBy(asc(documents.leaf_index));
  };

  /** What a path names never changes; what is not whole yet has another path. */
  const sendTile = (request: FastifyRequest, reply: FastifyReply, body: Buffer): FastifyReply =>
    send(request, reply, { body, etag: etagOf(body) }, { type: BYTES, kept: true });

  app.get(
    '/checkpoint',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Log'],
        operationId: 'getTiledCheckpoint',
        summary: 'The signed checkpoint, where the tools of transparency logs look for it',
        description:
          'The log as C2SP tlog-tiles: beside this there are `/tile/{level}/{index}` and `/tile/entries/{index}`, each with `.p/{width}` while it is not full; an index above 999 is spelt in groups of three digits (`x001/x234/067`).',
        querystring: noQuery,
        response: {
          200: { description: 'The signed checkpoint', content: { 'text/plain': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      const note = await checkpoints.at(await logSize(read));
      return send(request, reply, { body: note, etag: etagOf(note) }, { type: TEXT });
    },
  );

  // Slashes within a parameter cannot be described in OpenAPI: getTiledCheckpoint and docs/verify.md name the paths.
  app.get(
    '/tile/entries/*',
    {
      config: { access: 'public' },
      schema: { hide: true, params: z.strictObject({ '*': path }), querystring: noQuery },
    },
    async (request, reply) => {
      const tile = parseTilePath(request.params['*']);
      const leaves = tile ? await leavesOf(tile) : [];
      if (leaves.length !== tile?.width) throw notFound(`bundle of entries ${request.params['*']}`);
      return sendTile(request, reply, entryBundle(leaves.map(leafText)));
    },
  );

  app.get(
    '/tile/:level/*',
    {
      config: { access: 'public' },
      schema: { hide: true, params: z.strictObject({ level: path, '*': path }), querystring: noQuery },
    },
    async (request, reply) => {
      const level = parseTileLevel(request.params.level);
      const tile = parseTilePath(request.params['*']);
      const hashes = level !== undefined && tile ? await hashesOf(level, tile) : [];
      if (hashes.length !== tile?.width) {
        throw notFound(`tile ${request.params.level}/${request.params['*']}`);
      }
      return sendTile(request, reply, Buffer.concat(hashes));
    },
  );
};
