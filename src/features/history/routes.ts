/**
 * GET /v1/claims/{id}/versions            every version that was public, newest first
 * GET /v1/claims/{id}/versions/{n}        one, byte for byte as it was logged
 * GET /v1/claims/{id}/versions/{a}...{b}  what differs between two
 * and the same for quotes, verdicts, outcomes, speakers, sources, rating scales and anchors.
 *
 * Versions stay readable when the thing was withdrawn: nothing public is lost (docs/corrections.md).
 */
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import type { App, Routes } from '../../app.ts';
import { literalLimit, prepare } from '../../db/queries.ts';
import { presentValue, send } from '../../http/answers.ts';
import { notFound } from '../../http/current.ts';
import {
  decodeCursor,
  encodeCursor,
  listOf,
  listParameters,
  sendPage,
  wholeNumber,
} from '../../http/paging.ts';
import { PATHS } from '../../http/paths.ts';
import { json } from '../../http/routes.ts';
import { documentHead, id as idSchema, idParams } from '../../http/schemas.ts';
import type { Server } from '../../http/server.ts';
import type { SubjectType } from '../../record/record.ts';
import { documents, SUBJECT_TYPES } from '../../record/tables.ts';
import { difference } from './difference.ts';

const TAGS: Record<SubjectType, string> = {
  claim: 'Claims',
  quote: 'Quotes',
  verdict: 'Verdicts',
  outcome: 'Outcomes',
  speaker: 'Speakers',
  source: 'Sources',
  scale: 'Rating scales',
  anchor: 'Anchors',
};

const { count: _, ...parameters } = listParameters;
const number = wholeNumber(Number.MAX_SAFE_INTEGER);

const versionShown = z
  .strictObject({
    version: z.int().min(1),
    published_at: z.iso.datetime(),
    publication: z.enum(['published', 'withdrawn']),
    sha256: z.string().meta({ description: 'Of the version’s bytes, in hexadecimal' }),
    leaf_index: z.int().min(0).meta({ description: 'Its place in the log' }),
  })
  .meta({ id: 'Version' });

const document = z
  .looseObject({ id: z.string(), ...documentHead })
  .meta({ id: 'Document', description: 'As it was then; without `timeliness`, which depends on the day' });

const end = z.strictObject({ version: z.int(), published_at: z.iso.datetime() });
const differenceShown = z
  .strictObject({
    id: z.string(),
    from: end,
    to: end,
    changes: z.array(
      z.strictObject({
        field: z.string().meta({ description: 'Such as `promise.deadline.window_end`' }),
        before: z.unknown(),
        after: z.unknown(),
      }),
    ),
  })
  .meta({ id: 'Difference' });

export const historyRoutes: Routes = (app, server) => {
  const find = prepare(
    server.database.read
      .select()
      .from(documents)
      .where(
        and(
          eq(documents.subject_id, sql.placeholder('id')),
          eq(documents.version, sql.placeholder('version')),
        ),
      ),
  );
  const findVersion = async (id: string, version: number) => {
    const [found] = await find.execute({ id, version });
    if (!found) throw notFound(`version ${version} of ${id}`);
    return found;
  };
  for (const type of SUBJECT_TYPES) versionRoutes(app, server, type, findVersion);
};

const versionRoutes = (
  app: App,
  server: Server,
  type: SubjectType,
  findVersion: (id: string, version: number) => Promise<typeof documents.$inferSelect>,
): void => {
  const path = PATHS[type];
  const Name = `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
  const tags = [TAGS[type]];
  const name = /^[ao]/.test(type) ? `an ${type}` : `a ${type}`;

  app.get(
    `${path}/:id/versions`,
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: `list${Name}Versions`,
        summary: `Every public version of ${name}, newest first`,
        params: idParams(type),
        querystring: z.strictObject(parameters),
        response: { 200: json('Versions', listOf(versionShown)) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { limit, cursor } = request.query;
      const fingerprint = `versions ${id}`;
      const position = cursor === undefined ? null : decodeCursor(cursor, fingerprint);
      const before = position && 'keys' in position ? Number(position.keys[0]) : Number.MAX_SAFE_INTEGER;
      const rows = await server.database.read
        .select()
        .from(documents)
        .where(and(eq(documents.subject_id, id), lt(documents.version, before)))
        .orderBy(literalLimit(desc(documents.version), limit + 1));
      if (rows.length === 0 && position === null) throw notFound(`public version of ${id}`);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const next =
        rows.length > limit && last ? encodeCursor(fingerprint, { keys: [String(last.version), ''] }) : null;
      const items = shown.map((row) => {
        const { version, published_at, sha256, leaf_index } = row;
        return JSON.stringify({ version, published_at, publication: publicationOf(row), sha256, leaf_index });
      });
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );

  app.get(
    `${path}/:id/versions/:version`,
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: `get${Name}Version`,
        summary: `A version of ${name}, byte for byte as it was logged`,
        description: 'Never changes, so it can be cited and cached for ever. Its SHA-256 is in the log.',
        params: z.strictObject({ id: idSchema(type), version: number }),
        response: { 200: json('The version', document) },
      },
    },
    async (request, reply) => {
      const { id, version } = request.params;
      const found = await findVersion(id, version);
      linkHistory(reply, `${path}/${id}`);
      reply.header('repr-digest', `sha-256=:${Buffer.from(found.sha256, 'hex').toString('base64')}:`);
      return send(
        request,
        reply,
        { body: found.json, etag: `"${found.sha256.slice(0, 32)}"` },
        { kept: true },
      );
    },
  );

  app.get(
    `${path}/:id/versions/:from(^\\d+)...:to(^\\d+)`,
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: `compare${Name}Versions`,
        summary: `What differs between two versions of ${name}`,
        params: z.strictObject({ id: idSchema(type), from: number, to: number }),
        response: { 200: json('The difference', differenceShown) },
      },
    },
    async (request, reply) => {
      const { id, from, to } = request.params;
      const [before, after] = [await findVersion(id, from), await findVersion(id, to)];
      linkHistory(reply, `${path}/${id}`);
      const value = {
        id,
        from: endOf(before),
        to: endOf(after),
        changes: difference(contentOf(before), contentOf(after)),
      };
      return send(request, reply, presentValue(value), { kept: true });
    },
  );
};

/** The relations of RFC 5829. */
const linkHistory = (reply: FastifyReply, path: string): void => {
  reply.header('link', `<${path}>; rel="latest-version", <${path}/versions>; rel="version-history"`);
};

type Row = typeof documents.$inferSelect;

const endOf = ({ version, published_at }: Row) => ({ version, published_at });

/** A document without what every version has its own of. */
const contentOf = (row: Row): Record<string, unknown> => {
  const { id: _, version: __, published_at: ___, ...content } = Object(JSON.parse(row.json));
  return content;
};

const publicationOf = (row: Row): unknown => contentOf(row).publication;
