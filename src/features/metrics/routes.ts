/** GET /metrics    figures for Prometheus, where `ONRECORD_METRICS` is true */
import { and, count, eq, isNull, lt, ne } from 'drizzle-orm';
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { figures, gauge } from '../../http/metrics.ts';
import { waitingJobs } from '../../jobs/queue.ts';
import { logSize } from '../../record/log.ts';
import { entries } from '../../record/tables.ts';

export const metricsRoutes: Routes = (app, services) => {
  if (!services.config.ONRECORD_METRICS) return;
  const { read } = services.database;
  const now = () => services.clock.now().toISOString();
  gauge('onrecord_log_size', 'Public versions in the log', () => logSize(read));
  gauge('onrecord_promises_overdue', 'Public promises whose window has ended without a ruling', async () => {
    const [row] = await read
      .select({ value: count() })
      .from(entries)
      .where(
        and(
          isNull(entries.valid_to),
          eq(entries.publication, 'published'),
          ne(entries.due_on, ''),
          ne(entries.window_end, ''),
          lt(entries.window_end, services.today()),
          eq(entries.result, ''),
        ),
      );
    return row?.value ?? 0;
  });
  gauge('onrecord_jobs_waiting', 'Deliveries, looks and mails that wait or are under way', async () =>
    (await waitingJobs(read, now())).reduce((sum, { waiting }) => sum + waiting, 0),
  );
  gauge('onrecord_jobs_late_seconds', 'For how long the oldest of them has been due', async () => {
    const since = (await waitingJobs(read, now())).flatMap(({ overdue_since }) => overdue_since ?? []).sort();
    return since[0] === undefined ? 0 : (Date.parse(now()) - Date.parse(since[0])) / 1_000;
  });
  // A setting decides whether it is there, so the description of the API does not name it; docs/deploy.md does.
  app.get(
    '/metrics',
    { config: { access: 'open', unguarded: true }, schema: { hide: true, querystring: z.strictObject({}) } },
    async (_request, reply) => {
      const { type, body } = await figures();
      return reply.type(type).header('cache-control', 'no-store').send(body);
    },
  );
};
