/** GET /v1/review — the inbox: what awaits approval, oldest first. */
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { callerOf } from '../../http/access.ts';
import { flag, pageOf, keysOf, listOf, listParameters, sendPage } from '../../http/paging.ts';
import { pathOf } from '../../http/paths.ts';
import { json } from '../../http/routes.ts';
import { id as idSchema } from '../../http/schemas.ts';
import { objections, readQueue, REVIEWED_TYPES } from './queue.ts';

const reviewedType = z.enum(REVIEWED_TYPES).meta({ id: 'ReviewedType' });

const waiting = z
  .strictObject({
    type: reviewedType,
    id: z.string(),
    claim_id: idSchema('claim').nullable().meta({ description: 'The claim a finding is about' }),
    path: z.string().meta({ description: 'Where to read it; POST to its /publish approves it' }),
    text: z.string(),
    author: z.string(),
    since: z.iso.datetime().meta({
      description:
        'Since when it waits: a finding since it was submitted, a claim or quote since it was drafted',
    }),
    may_approve: z.boolean().meta({ description: 'Whether the calling key may publish it now' }),
    why_not: z.array(z.string()).max(3).meta({ description: 'In sentences; empty when it may' }),
    rejection: z.string().optional().meta({ description: 'Why it was sent back, where it was' }),
  })
  .meta({ id: 'Waiting' });

const { count: _, ...parameters } = listParameters;

export const reviewRoutes: Routes = (app, services) => {
  app.get(
    '/v1/review',
    {
      config: { access: 'reporter' },
      schema: {
        tags: ['Review'],
        operationId: 'listReview',
        summary: 'What awaits approval, oldest first',
        description:
          'Verdicts and outcomes in review, and drafts of claims and quotes. Says of each whether the calling key may approve it.',
        querystring: z.strictObject({
          type: reviewedType.optional().meta({ description: 'Only of this type' }),
          sent_back: flag.optional().meta({
            description: '`true`: what was sent back to its authors, in place of what awaits approval',
          }),
          ...parameters,
        }),
        response: { 200: json('The inbox', listOf(waiting)) },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { limit, cursor, type, sent_back = false } = request.query;
      const fingerprint = `review ${type ?? ''} ${sent_back}`;
      const keys = keysOf(cursor, fingerprint);
      const after = keys && { since: keys[0], id: keys[1] };
      const types = type === undefined ? REVIEWED_TYPES : [type];
      const found = await readQueue(services.database.read, types, { after, limit: limit + 1, sent_back });
      const { page: shown, next } = pageOf(found, limit, fingerprint, (last) => [last.since, last.id]);
      const items = shown.map((item) => {
        const why_not = objections(services, caller, item);
        const { id, claim_id, text, author, since, rejection } = item;
        return JSON.stringify({
          type: item.type,
          id,
          claim_id,
          path: pathOf(services.subjects, id),
          text,
          author,
          since,
          may_approve: why_not.length === 0,
          why_not,
          ...(rejection === null ? {} : { rejection }),
        });
      });
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );
};
