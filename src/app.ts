/** All wiring: what the server is made of, in the order in which a request meets it. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { fastifyZodOpenApiPlugin, fastifyZodOpenApiTransformers } from 'fastify-zod-openapi';
import type { Config } from './config.ts';
import type { Database } from './db/types.ts';
import { features } from './features/index.ts';
import { guardRoutes } from './http/access.ts';
import { keepAnswers } from './http/answer-cache.ts';
import { typed } from './http/app.ts';
import { readBodies } from './http/bodies.ts';
import {
  answerUnreadable,
  BARE_HEADERS,
  handleErrors,
  refuseOtherMethods,
  sendProblem,
} from './http/errors.ts';
import { checkHeads, headAnswers } from './http/head.ts';
import { openToPages } from './http/origins.ts';
import { limitLoad } from './http/overload.ts';
import { beginFigures, countRequests, countWrites } from './http/metrics.ts';
import { addressOf, addSheetRoutes } from './http/sheets.ts';
import { catchStrayErrors } from './http/stray.ts';
import { openapiInfo, servedDescription } from './http/openapi.ts';
import { documentRoutes, refuseUnknownParameters, validatorCompiler } from './http/routes.ts';
import type { Services } from './http/services.ts';
import type { Worker } from './jobs/worker.ts';
import { LIMITS } from './limits.ts';
import { subjects } from './newsroom/index.ts';
import { refold } from './record/refold.ts';
import { createServices, type Surroundings } from './services.ts';

const SECRETS = /([?&](?:key|token|access_token|oauth_token)=)[^&#]*/gi;

/** A request as it is logged: without the keys that may stand in its address. */
const loggedRequest = ({ method, url }: { method: string; url: string }) => ({
  method,
  url: url.replace(SECRETS, '$1[redacted]'),
});

/** All that /docs loads comes from this server. */
const DOCS_CSP =
  "default-src 'none'; connect-src 'self'; font-src 'self' data:; img-src 'self' data:; script-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

declare module 'fastify' {
  interface FastifyInstance {
    worker: Worker;
  }
}

/** The HTTP server, ready to listen. Closing it waits for requests in flight, then closes the database. */
export const buildApp = async (
  config: Config,
  database: Database,
  surroundings: Surroundings = {},
): Promise<FastifyInstance> => {
  const counts = config.ONRECORD_METRICS ? beginFigures() : undefined;
  const counted = counts ? countWrites(database) : database;
  const services = createServices(config, counted, surroundings);
  await refold(database, subjects);
  const app = Fastify({
    logger:
      config.ONRECORD_LOG_LEVEL === 'silent'
        ? false
        : { level: config.ONRECORD_LOG_LEVEL, serializers: { req: loggedRequest } },
    // Logging every request costs more than half of the throughput; what fails is logged where it fails.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.body_bytes,
    rewriteUrl: addressOf,
    requestTimeout: LIMITS.request_ms,
    http: {
      maxHeaderSize: LIMITS.header_bytes,
      headersTimeout: LIMITS.headers_ms,
      connectionsCheckingInterval: LIMITS.timeouts_checked_ms,
      requireHostHeader: false,
    },
    // Each route says what is wrong with its own parameters, in the form of its own errors.
    routerOptions: { maxParamLength: LIMITS.header_bytes, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    // A request that came in before the last connection closed is served, not refused.
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => answerUnreadable(services, error, socket),
    frameworkErrors: (error, request, reply) =>
      void sendProblem(services, request, reply.headers(BARE_HEADERS), error),
  });
  app.server.maxConnections = LIMITS.connections;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => JSON.stringify);
  // What is registered first closes last: whoever writes has stopped by then.
  app.addHook('onClose', () => database.close());
  app.decorate('worker', services.worker);
  app.addHook('onClose', async () => {
    // What others do not answer in this time is cut off, and asked again after the next start.
    const cut = setTimeout(() => services.outgoing.close(), LIMITS.jobs_stop_ms);
    await services.worker.stop();
    clearTimeout(cut);
    services.outgoing.close();
  });
  app.addHook('onClose', () => services.sheets.close());
  handleErrors(app, services);
  catchStrayErrors(app, services);
  headAnswers(app);
  await openToPages(app);
  checkHeads(app);
  keepAnswers(app, services, counts);
  await limitLoad(app, services, counts);
  if (counts) countRequests(app, counts);
  await app.register(fastifyZodOpenApiPlugin);
  await app.register(swagger, { ...fastifyZodOpenApiTransformers, openapi: openapiInfo });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: DOCS_CSP,
    theme: { title: 'Onrecord API' },
    uiConfig: {
      layout: 'BaseLayout',
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      tryItOutEnabled: true,
      persistAuthorization: true,
      validatorUrl: null,
    },
    transformSpecification: () => JSON.parse(servedDescription().json.body),
    transformSpecificationClone: false,
  });
  // From here on every route declares who may call it.
  guardRoutes(app, services);
  addSheetRoutes(app);
  refuseUnknownParameters(app);
  documentRoutes(app);
  readBodies(app);
  const refuse = refuseOtherMethods(app);
  await app.register(async (scope) => {
    for (const feature of features) feature(typed(scope), services);
  });
  refuse();
  app.addHook('onListen', () => watchFile(app, services));
  app.addHook('onReady', async () => {
    const report = (error: unknown, what: string): void => {
      services.condition.note(error);
      app.log.error({ err: error }, `${what} failed`);
    };
    if (config.ONRECORD_WORKER) services.worker.start(report);
  });
  app.addHook('preClose', async () => closeAsTheyEnd(app));
  return app;
};

const LOOK_MS = 1_000;

/** Says it once when the file of the record is no longer the one that was opened. */
const watchFile = (app: FastifyInstance, { condition }: Services): void => {
  const watch = setInterval(() => {
    const fault = condition.look();
    if (fault === undefined) return;
    app.log.error(`the record is not where it was: ${fault}`);
    clearInterval(watch);
  }, LOOK_MS);
  watch.unref();
  app.server.once('close', () => clearInterval(watch));
};

const SWEEP_MS = 50;

/** A connection that is kept alive after its last answer would hold the stop up for as long as it may idle. */
const closeAsTheyEnd = (app: FastifyInstance): void => {
  if (!app.server.listening) return;
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
  app.server.once('close', () => clearInterval(sweep));
};
