/**
 * GET /v1/promises/calendar.ics    the windows of promises, to subscribe to
 * GET /v1/promises/feed.atom       what became due, overdue, or was ruled
 * GET /v1/promises/feed.json       the same
 *
 * While the server runs it also follows the calendar itself (scheduler.ts).
 */
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { send } from '../../http/answers.ts';
import { flag } from '../../http/paging.ts';
import { LIMITS } from '../../limits.ts';
import { etagOf } from '../../record/present.ts';
import { progress, result } from '../../newsroom/findings/shape.ts';
import { timeliness } from '../../newsroom/promises/shape.ts';
import { promiseCalendar } from './calendar.ts';
import { atomFeed, jsonFeed } from './feeds.ts';
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
          timeliness: timeliness.optional().meta({ description: 'How it stands today' }),
          progress: progress.optional().meta({ description: 'Of the latest update' }),
          result: result.optional().meta({ description: 'Of the ruling in force' }),
          hedged: flag.optional().meta({ description: 'Whether the speaker weakened the time' }),
        }),
        response: {
          200: { description: 'The calendar', content: { 'text/calendar': { schema: whole } } },
        },
      },
    },
    async (request, reply) => {
      const body = await promiseCalendar(services, request.query);
      reply.header('content-disposition', 'inline; filename="promises.ics"');
      return send(request, reply, { body, etag: etagOf(body) }, { type: 'text/calendar; charset=utf-8' });
    },
  );

  for (const { extension, name, type, schema, write } of FEEDS) {
    app.get(
      `/v1/promises/feed.${extension}`,
      {
        config: { access: 'public' },
        schema: {
          tags,
          operationId: `getPromise${name}`,
          summary: `What became due, became overdue or was ruled, newest first (${type})`,
          description: `The newest ${LIMITS.feed_items}. Each has the name of its transition, or \`ruled\`, among its tags.`,
          querystring: z.strictObject(promiseParameters),
          response: { 200: { description: 'The feed', content: { [type]: { schema } } } },
        },
      },
      async (request, reply) => {
        const body = await write(services, { ...request.query, path: request.url });
        return send(request, reply, { body, etag: etagOf(body) }, { type: `${type}; charset=utf-8` });
      },
    );
  }
};

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
const feedShown = z
  .strictObject({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    home_page_url: z.url(),
    feed_url: z.url(),
    language: z.string(),
    items: z
      .array(
        z
          .strictObject({
            id: z.string(),
            url: z.url(),
            title: z.string(),
            content_text: z.string(),
            date_published: z.iso.datetime(),
            date_modified: z.iso.datetime(),
            tags: z.array(z.string()).max(LIMITS.topics + LIMITS.claimants + 1),
          })
          .meta({ id: 'PromiseFeedItem' }),
      )
      .max(LIMITS.feed_items),
  })
  .meta({ id: 'PromiseFeed' });

const FEEDS = [
  { extension: 'atom', name: 'AtomFeed', type: 'application/atom+xml', schema: whole, write: atomFeed },
  { extension: 'json', name: 'JsonFeed', type: 'application/feed+json', schema: feedShown, write: jsonFeed },
] as const;
