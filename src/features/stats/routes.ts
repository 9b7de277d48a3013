/**
 * GET /v1/stats    what the record holds, in all and by month
 */
import { count, sql } from 'drizzle-orm';
import { monthOf, sumsBy } from '../../db/queries.ts';
import * as z from 'zod';
import { select } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import { presentValue, send } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { json } from '../../http/routes.ts';
import { createRunningCounts } from '../../record/running-counts.ts';
import { entries } from '../../record/tables.ts';

const MONTHS_MAX = 12 * 10_000;

const counts = z.record(z.string(), z.int().min(0));
const stats = z
  .strictObject({
    published: counts.meta({ description: 'How many of each type are public now' }),
    withdrawn: counts.meta({ description: 'How many were public and are no longer' }),
    claims_by_kind: counts,
    by_month: z
      .array(z.strictObject({ month: z.string(), published: counts }))
      .max(MONTHS_MAX)
      .meta({ description: 'By the month (UTC) in which each first became public, the oldest first' }),
  })
  .meta({ id: 'Stats' });

const everyGroup = select(
  {
    type: entries.type,
    publication: entries.publication,
    kind: entries.kind,
    month: monthOf(entries.published_at).as('month'),
    things: count().as('things'),
  },
  (query) =>
    query
      .from(entries)
      .where(sql`${entries.valid_to} is null and ${entries.publication} <> 'draft'`)
      .groupBy(entries.type, entries.publication, entries.kind, sql`month`),
);

/** Things of one type and kind that became public in the same month. */
interface Group {
  type: string;
  publication: string;
  kind: string;
  month: string;
  things: number;
}

const keyOf = ({ type, publication, kind, month }: Omit<Group, 'things'>) =>
  [type, publication, kind, month] as const;

/** All groups, counted once and then moved along with each change. */
const createGroups = (connection: Reader): (() => Promise<Group[]>) => {
  const counts = createRunningCounts(connection, {
    count: async () => (await everyGroup(connection)).map((group) => [keyOf(group), group.things] as const),
    keysOf: (type, { row }) => [keyOf({ ...row, type, month: row.published_at.slice(0, 'YYYY-MM'.length) })],
  });
  return async () =>
    (await counts()).map(([[type, publication, kind, month], things]) => ({
      type,
      publication,
      kind,
      month,
      things,
    }));
};

const tally = (groups: readonly Group[], nameOf: (group: Group) => string): Record<string, number> =>
  sumsBy(groups, nameOf, ({ things }) => things);

const statsOf = (groups: readonly Group[]): z.output<typeof stats> => {
  const typeOf = ({ type }: Group) => type;
  const ofPublication = (wanted: string) => groups.filter(({ publication }) => publication === wanted);
  const published = ofPublication('published');
  const months = [...Map.groupBy(groups, ({ month }) => month)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    published: tally(published, typeOf),
    withdrawn: tally(ofPublication('withdrawn'), typeOf),
    claims_by_kind: tally(
      published.filter(({ type }) => type === 'claim'),
      ({ kind }) => kind,
    ),
    by_month: months.map(([month, of]) => ({ month, published: tally(of, typeOf) })),
  };
};

export const statsRoutes: Routes = (app, services) => {
  const groups = createGroups(services.database.search);
  app.get(
    '/v1/stats',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Search'],
        operationId: 'getStats',
        summary: 'What the record holds, in all and by month',
        description: 'Counts of what is public, by type; of drafts nothing is told.',
        response: { 200: json('The counts', stats) },
      },
    },
    async (request, reply) => send(request, reply, presentValue(statsOf(await groups()))),
  );
};
