/**
 * GET /v1/claims/{id}/versions            every version that was public, newest first
 * GET /v1/claims/{id}/versions/{version}  one, byte for byte as it was logged; `1...2`: what differs between two
 * and the same for quotes, verdicts, outcomes, speakers, sources, rating scales and anchors; a speaker also
 * by slug and an anchor by key, as where they themselves are read.
 *
 * Versions stay readable when the thing was withdrawn: nothing public is lost (docs/corrections.md).
 */
import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import type { App, Routes } from '../../http/app.ts';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import { presentValue, send } from '../../http/answers.ts';
import { notFound } from '../../http/current.ts';
import { pageOf, listOf, listParameters, numberOf, sendPage } from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { documentHead, idParam } from '../../http/schemas.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { isId } from '../../record/ids.ts';
import type { Subject } from '../../record/subject.ts';
import { documents } from '../../record/tables.ts';
import { difference } from '../../record/difference.ts';

const { count: _, ...parameters } = listParameters;

/** A version by its number, or two of them: `1...2`. */
const versionOrTwo = z
  .string()
  .max(33)
  .regex(/^[1-9]\d{0,14}(\.\.\.[1-9]\d{0,14})?$/, {
    error: 'must be the number of a version, or two as in 1...2',
  })
  .transform((asked) => {
    const [from = 0, to] = asked.split('...').map(Number);
    return { from, to };
  })
  .meta({ description: 'Its number, or two to compare: `1...2`' });

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

const end = z
  .strictObject({ version: z.int(), published_at: z.iso.datetime() })
  .meta({ id: 'ComparedVersion' });
const differenceShown = z
  .strictObject({
    id: z.string(),
    from: end,
    to: end,
    changes: z
      .array(
        z
          .strictObject({
            field: z.string().meta({ description: 'Such as `promise.deadline.window_end`' }),
            before: z.unknown(),
            after: z.unknown(),
          })
          .meta({ id: 'FieldDifference' }),
      )
      .max(LIMITS.differences),
  })
  .meta({ id: 'Difference' });

const versionOf = select(getTableColumns(documents), (query) =>
  query
    .from(documents)
    .where(
      and(eq(documents.subject_id, sql.placeholder('id')), eq(documents.version, sql.placeholder('version'))),
    ),
);

export const historyRoutes: Routes = (app, services) => {
  const findVersion: FindVersion = async (id, version, reference) => {
    const [found] = await versionOf(services.database.read, { id, version });
    if (!found) throw notFound(`version ${version} of ${reference}`);
    return found;
  };
  for (const subject of services.subjects) versionRoutes(app, services, subject, findVersion);
};

type Row = typeof documents.$inferSelect;
/** `reference` is what it is called where there is none: the id of a draft is not public. */
type FindVersion = (id: string, version: number, reference: string) => Promise<Row>;

const versionRoutes = (
  app: App,
  services: Services,
  { type, path, tag, names }: Subject,
  findVersion: FindVersion,
): void => {
  const Name = `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
  const tags = [tag];
  const id = names?.param ?? idParam(type);
  const idOf = async (reference: string): Promise<string> => {
    if (isId(type, reference)) return reference;
    const named = await names?.find(services.database.read, reference);
    if (!named) throw notFound(`${type} ${reference}`);
    return named.id;
  };
  const name = /^[ao]/.test(type) ? `an ${type}` : `a ${type}`;

  app.get(
    `${path}/:id/versions`,
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: `list${Name}Versions`,
        summary: `Every public version of ${name}, newest first`,
        params: z.strictObject({ id }),
        querystring: z.strictObject(parameters),
        response: { 200: json('Versions', listOf(versionShown)) },
      },
    },
    async (request, reply) => {
      const id = await idOf(request.params.id);
      const { limit, cursor } = request.query;
      const fingerprint = `versions ${id}`;
      const before = numberOf(cursor, fingerprint);
      const rows = await services.database.read
        .select()
        .from(documents)
        .where(and(eq(documents.subject_id, id), before === null ? undefined : lt(documents.version, before)))
        .orderBy(literalLimit(desc(documents.version), limit + 1));
      if (rows.length === 0 && before === null) throw notFound(`public version of ${request.params.id}`);
      const { page: shown, next } = pageOf(rows, limit, fingerprint, (last) => [String(last.version), '']);
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
        summary: `A version of ${name}, byte for byte as it was logged; or what differs between two`,
        description:
          'A version never changes, so it can be cited and cached for ever. Its SHA-256 is in the log. `1...2` gives each field in which the second differs from the first.',
        params: z.strictObject({ id, version: versionOrTwo }),
        response: { 200: json('The version, or the difference', z.union([document, differenceShown])) },
      },
    },
    async (request, reply) => {
      const { id: reference, version: asked } = request.params;
      const id = await idOf(reference);
      // A slug or key can come to name another thing.
      const kept = id === reference;
      const found = await findVersion(id, asked.from, reference);
      linkHistory(reply, `${path}/${id}`);
      if (asked.to !== undefined) {
        const value = differenceOf(id, found, await findVersion(id, asked.to, reference));
        return send(request, reply, presentValue(value), { kept });
      }
      reply.header('repr-digest', `sha-256=:${Buffer.from(found.sha256, 'hex').toString('base64')}:`);
      return send(request, reply, { body: found.json, etag: `"${found.sha256.slice(0, 32)}"` }, { kept });
    },
  );
};

/** The relations of RFC 5829. */
const linkHistory = (reply: FastifyReply, path: string): void => {
  reply.header('link', `<${path}>; rel="latest-version", <${path}/versions>; rel="version-history"`);
};

const differenceOf = (id: string, from: Row, to: Row) => ({
  id,
  from: endOf(from),
  to: endOf(to),
  changes: difference(contentOf(from), contentOf(to)),
});

const endOf = ({ version, published_at }: Row) => ({ version, published_at });

/** A document without what every version has its own of. */
const contentOf = (row: Row): Record<string, unknown> => {
  const { id: _, version: __, published_at: ___, ...content } = JSON.parse(row.json);
  return content;
};

const publicationOf = (row: Row): unknown => contentOf(row).publication;
