/**
 * GET /v1/promises/calendar.ics    the windows of promises, to subscribe to
 * GET /v1/promises/feed.atom       what became due, overdue, or was ruled
 * GET /v1/promises/feed.json       the same
 *
 * While the server runs it also follows the calendar itself (scheduler.ts).
 */
import * as z from 'zod';
import { send } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { feedRoutes } from '../../http/feeds.ts';
import { askingOf } from '../../http/paging.ts';
import { anyOf } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { timeliness } from '../../newsroom/promises/shape.ts';
import { etagOf } from '../../record/present.ts';
import { promiseCalendar } from './calendar.ts';
import { promiseFeed } from './feeds.ts';
import { promiseParameters } from './promises.ts';
import { createScheduler } from './scheduler.ts';

const tags = ['Promises'];
const whole = z.string().max(LIMITS.text_document);

export const reminderRoutes: Routes = (app, services) => {
  const scheduler = createScheduler(services, (error) =>
    app.log.error({ err: error }, 'the transitions of promises were not written; trying again'),
  );
  app.addHook('onReady', () => scheduler.start());
  app.addHook('onClose', () => scheduler.stop());

  app.get(
    '/v1/promises/calendar.ics',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getPromiseCalendar',
        summary: 'The windows of promises as a calendar to subscribe to (iCalendar)',
        description:
          'An all-day entry for each window of a published promise, with alarms 7 days and 1 day before its last day and on the day after. The next 1,000 and the last 1,000.',
        querystring: z.strictObject({
          ...promiseParameters,
          timeliness: anyOf(timeliness, 'How it stands today'),
        }),
        response: {
          200: { description: 'The calendar', content: { 'text/calendar': { schema: whole } } },
        },
      },
    },
    async (request, reply) => {
      const body = await promiseCalendar(services, askingOf(services, request), request.query);
      reply.header('content-disposition', 'inline; filename="promises.ics"');
      return send(request, reply, { body, etag: etagOf(body) }, { type: 'text/calendar; charset=utf-8' });
    },
  );

  feedRoutes(app, services, {
    path: '/v1/promises/feed',
    name: 'Promise',
    tag: 'Promises',
    summary: 'What became due, became overdue or was ruled, newest first',
    description: `The newest ${LIMITS.feed_items}. Each has the name of its transition, or \`ruled\`, among its tags.`,
    query: z.strictObject(promiseParameters),
    read: (query) => promiseFeed(services, query),
  });
};
