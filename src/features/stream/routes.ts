/** GET /v1/stream    what happens, as it happens (Server-Sent Events) */
import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { maySeeDrafts } from '../../http/access.ts';
import type { Routes } from '../../http/app.ts';
import { gauge } from '../../http/metrics.ts';
import { flag, wholeNumber } from '../../http/paging.ts';
import { Problem } from '../../http/problems.ts';
import { id, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { ANNOUNCED_TYPES } from '../../newsroom/announcements.ts';
import { speakerReference } from '../../newsroom/speakers/shape.ts';
import { speakerId } from '../../newsroom/speakers/speaker.ts';
import { topicKey } from '../../text/topics.ts';
import { createHub } from './hub.ts';

const one = z.enum(ANNOUNCED_TYPES);
const types = z
  .string()
  .max(LIMITS.text_medium)
  .transform((list) => list.split(','))
  .pipe(z.array(one).max(ANNOUNCED_TYPES.length));

const lastEvent = z
  .string()
  .max(15)
  .regex(/^\d{1,15}$/, { error: 'must be an id that this stream gave' })
  .optional()
  .meta({ description: 'The id of the last event you have: goes on after it' });

export const streamRoutes: Routes = (app, services) => {
  const hub = createHub(services);
  app.addHook('preClose', async () => hub.stop());
  if (services.config.ONRECORD_METRICS) {
    gauge('onrecord_stream_readers', 'Readers that listen to /v1/stream', () => hub.count());
  }

  app.get(
    '/v1/stream',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Stream'],
        operationId: 'stream',
        summary: 'What happens, as it happens (Server-Sent Events)',
        description:
          'Each event has the line of the ledger as its id, its type, and what webhooks are sent as its data. Begins with what is new; with `Last-Event-ID` or `after` it goes on behind that. What only the newsroom may know is for reporters.',
        headers: z.looseObject({ 'last-event-id': lastEvent }),
        querystring: z.strictObject({
          types: types.optional().meta({
            description: 'Only these types, with commas between (`GET /v1/event-types`)',
            type: 'string',
          }),
          speaker: speakerReference.optional().meta({ description: 'Only of this speaker, by id or slug' }),
          topic: text(LIMITS.topic_length).optional().meta({ description: 'Only of this topic' }),
          claim: id('claim').optional().meta({ description: 'Only of this claim' }),
          after: wholeNumber(Number.MAX_SAFE_INTEGER, 0).optional().meta({
            description: 'As `Last-Event-ID`, for programs that send no headers; 0: from the beginning',
          }),
          follow: flag
            .default(true)
            .meta({ description: '`false`: ends when everything up to now was told' }),
        }),
        response: {
          200: {
            description: 'Events',
            content: { 'text/event-stream': { schema: z.string().max(LIMITS.text_document) } },
          },
        },
      },
    },
    async (request, reply) => {
      const { types = [], speaker, topic, claim, after, follow } = request.query;
      const speaker_id = await speakerId(services.database.read, speaker);
      const last = request.headers['last-event-id'];
      const stream = await hub.open({
        wanted: {
          types,
          speakers: speaker_id === undefined ? [] : [speaker_id],
          topics: topic === undefined ? [] : [topicKey(topic)],
          claims: claim === undefined ? [] : [claim],
        },
        sees_all: maySeeDrafts(request.caller),
        after: typeof last === 'string' ? Number(last) : (after ?? null),
        follow,
      });
      if (!stream) {
        const detail = `${LIMITS.stream_readers} listen already; ask again soon.`;
        throw new Problem('unavailable', detail, {}, { 'retry-after': '5' });
      }
      return sendOn(reply, stream);
    },
  );
};

/** Hands the events on as they come: no proxy is to wait until there are more. */
const sendOn = (reply: FastifyReply, stream: Readable): FastifyReply =>
  reply
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .type('text/event-stream; charset=utf-8')
    .send(stream);
