/**
 * Errors that nothing waits for: a promise that was left alone, a timer, an event. They answer the request they came
 * from with a 500, if it still waits, are logged with it, and never end the process.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendProblem } from './errors.ts';
import type { Services } from './services.ts';

/** Lets stray errors find their request; call it before routes are registered. */
export const catchStrayErrors = (app: FastifyInstance, services: Services): void => {
  const asking = new AsyncLocalStorage<FastifyReply>();
  app.addHook('onRequest', (_request, reply, done) => asking.run(reply, done));

  const answer = (thrown: unknown): void => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const reply = asking.getStore();
    const { request } = reply ?? {};
    app.log.error(
      { err: error, url: request?.url, request_id: request?.id },
      'an error that nothing waited for',
    );
    if (reply && request && !reply.sent) void sendProblem(services, request, reply, error);
  };
  app.addHook('onListen', () => {
    process.on('uncaughtException', answer);
    process.on('unhandledRejection', answer);
  });
  app.addHook('onClose', async () => {
    process.off('uncaughtException', answer);
    process.off('unhandledRejection', answer);
  });
};
