/** Figures for Prometheus, where the newsroom has asked for them. */
import cluster from 'node:cluster';
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/types.ts';

const load = createRequire(import.meta.url);

/** Loaded where somebody asks for figures: it is eighty modules. */
const prometheus = (): typeof import('prom-client') => load('prom-client');

const createCounts = () => {
  const { Counter, Histogram } = prometheus();
  return {
    answered: new Counter({
      name: 'onrecord_requests_total',
      help: 'Requests answered, by route, method and status; 304 is what a reader had already',
      labelNames: ['route', 'method', 'status'] as const,
    }),
    lasted: new Histogram({
      name: 'onrecord_request_duration_seconds',
      help: 'Time to the last byte of an answer, by route; of what was kept in memory nothing',
      labelNames: ['route'] as const,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    }),
    kept: new Counter({
      name: 'onrecord_answers_kept_total',
      help: 'Requests answered with what was kept in memory',
    }),
    turned_away: new Counter({
      name: 'onrecord_requests_turned_away_total',
      help: 'Requests answered 503 before anything was looked at, as too many came at once',
    }),
  };
};

export type Counts = ReturnType<typeof createCounts>;

/** Begins anew, with what Node tells of the process: event-loop delay, memory, garbage collection. */
export const beginFigures = (): Counts => {
  const { collectDefaultMetrics, register } = prometheus();
  register.clear();
  // Of several processes that share the port any one may be asked.
  if (cluster.worker) register.setDefaultLabels({ worker: cluster.worker.id });
  collectDefaultMetrics();
  return createCounts();
};

/** Counts every answer that a route gives. */
export const countRequests = (app: FastifyInstance, { answered, lasted }: Counts): void => {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    answered.inc({ route, method: request.method, status: reply.statusCode });
    lasted.observe({ route }, reply.elapsedTime / 1_000);
    done();
  });
};

/** A gauge that is asked when the figures are. */
export const gauge = (name: string, help: string, value: () => Promise<number> | number): void => {
  const { Gauge } = prometheus();
  new Gauge({
    name,
    help,
    async collect() {
      this.set(await value());
    },
  });
};

/** The same database, with its waiting and running changes shown as a gauge. */
export const countWrites = (database: Database): Database => {
  let waiting = 0;
  gauge('onrecord_write_queue_length', 'Changes that wait for their commit or run', () => waiting);
  const counted =
    (write: Database['write']): Database['write'] =>
    (work) => {
      waiting += 1;
      return write(work).finally(() => {
        waiting -= 1;
      });
    };
  return { ...database, write: counted(database.write), writeMuch: counted(database.writeMuch) };
};

/** All figures in the text format of Prometheus, with its media type. */
export const figures = async (): Promise<{ type: string; body: string }> => {
  const { register } = prometheus();
  return { type: register.contentType, body: await register.metrics() };
};
