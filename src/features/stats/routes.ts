/**
 * GET /v1/stats    what the record holds, in all and by month
 */
import { count, sql } from 'drizzle-orm';
import { monthOf, sumsBy } from '../../db/queries.ts';
import * as z from 'zod';
import { select } from '../../db/statement.ts';
import { presentValue, send } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { json } from '../../http/routes.ts';
import type { Services } from '../../http/services.ts';
import { lastEntry } from '../../record/items.ts';
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

const byMonth = select(
  {
    type: entries.type,
    publication: entries.publication,
    month: monthOf(entries.published_at).as('month'),
    things: count().as('things'),
  },
  (query) =>
    query
      .from(entries)
      .where(sql`${entries.valid_to} is null and ${entries.publication} <> 'draft'`)
      .groupBy(entries.type, entries.publication, sql`month`),
);
const byKind = select({ kind: entries.kind, things: count().as('things') }, (query) =>
  query
    .from(entries)
    .where(
      sql`${entries.type} = 'claim' and ${entries.publication} = 'published' and ${entries.valid_to} is null`,
    )
    .groupBy(entries.kind),
);

type Stats = z.output<typeof stats>;

const tally = <Row extends { things: number }>(rows: readonly Row[], by: (row: Row) => string) =>
  sumsBy(rows, by, ({ things }) => things);

const read = async ({ database }: Services): Promise<Stats> => {
  const [rows, kinds] = await Promise.all([byMonth(database.search), byKind(database.search)]);
  const typeOf = ({ type }: { type: string }) => type;
  const published = rows.filter(({ publication }) => publication === 'published');
  const months = [...Map.groupBy(rows, ({ month }) => month)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    published: tally(published, typeOf),
    withdrawn: tally(
      rows.filter(({ publication }) => publication === 'withdrawn'),
      typeOf,
    ),
    claims_by_kind: tally(kinds, ({ kind }) => kind),
    by_month: months.map(([month, of]) => ({ month, published: tally(of, typeOf) })),
  };
};

/** Reads what the record holds; anew only once something has changed. */
const createStats = (services: Services) => {
  let kept: { entry: number | null; stats: Promise<Stats> } | undefined;
  return async (): Promise<Stats> => {
    const [last] = await lastEntry(services.database.read);
    const entry = last?.id ?? null;
    if (kept?.entry !== entry) {
      const stats = read(services);
      kept = { entry, stats };
      stats.catch(() => {
        kept = undefined;
      });
    }
    return kept.stats;
  };
};

export const statsRoutes: Routes = (app, services) => {
  const current = createStats(services);
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
    async (request, reply) => send(request, reply, presentValue(await current())),
  );
};
