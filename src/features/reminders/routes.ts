/** Follows the calendar while the server runs. */
import type { Routes } from '../../app.ts';
import { createScheduler } from './scheduler.ts';

export const reminderRoutes: Routes = (app, server) => {
  const scheduler = createScheduler(server, (error) =>
    app.log.error({ err: error }, 'the transitions of promises were not written; trying again'),
  );
  app.addHook('onReady', () => scheduler.start());
  app.addHook('onClose', () => scheduler.stop());
};
