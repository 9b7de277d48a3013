/** What the first answers do not need waits until the server has listened for a moment: a start is as short as they are. */
import type { FastifyInstance } from 'fastify';
import { LIMITS } from '../limits.ts';

/** Does `work` a moment after the server began to listen, unless it was closed before; what it throws is logged. */
export const afterStart = (app: FastifyInstance, work: () => Promise<void> | void): void => {
  let timer: NodeJS.Timeout | undefined;
  const begin = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      app.log.error(error);
    }
  };
  app.addHook('onListen', (done) => {
    timer = setTimeout(begin, LIMITS.after_start_ms).unref();
    done();
  });
  app.addHook('onClose', async () => clearTimeout(timer));
};
