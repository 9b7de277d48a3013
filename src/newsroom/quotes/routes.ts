/**
 * GET   /v1/quotes                 list
 * GET   /v1/quotes/{id}            one
 * POST  /v1/quotes                 a new draft
 * PATCH /v1/quotes/{id}            change one; with a correction where it is public
 * POST  /v1/quotes/{id}/publish    make a draft public
 * POST  /v1/quotes/{id}/withdraw   take back what was public, with a reason
 */
import { and, eq } from 'drizzle-orm';
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { callerOf } from '../../http/access.ts';
import { matchIfAsked } from '../../http/answers.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, currentOf, notFound, sendItem } from '../../http/current.ts';
import {
  among,
  listOf,
  listParameters,
  pastOf,
  pastParameters,
  publicationParameter,
  range,
  searchParameter,
  sendList,
  sortParameter,
  sortBy,
} from '../../http/paging.ts';
import { applyPatch } from '../../http/patch.ts';
import { notPossible } from '../../http/problems.ts';
import { approvalBy, withProposer } from '../../http/review.ts';
import { json } from '../../http/routes.ts';
import { day, id as idSchema, idParams, mergePatchOf } from '../../http/schemas.ts';
import { recordWithdrawal } from '../../record/corrections.ts';
import { claimQuotes, claims } from '../claims/tables.ts';
import { findSpeaker } from '../speakers/render.ts';
import { speakerReference } from '../speakers/shape.ts';
import { publishQuote } from './render.ts';
import { newQuote, quoteDocument, quoteFields, tombstone, withdrawBody } from './shape.ts';
import { quotes } from './tables.ts';
import { addQuote, quoteRow, writtenQuote } from './write.ts';

const tags = ['Quotes'];
const params = idParams('quote');

const POSSIBLE = { draft: ['publish'], published: ['withdraw'], withdrawn: [] } as const;

export const quoteRoutes: Routes = (app, services) => {
  app.get(
    '/v1/quotes',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'listQuotes',
        summary: 'What was said, word for word',
        querystring: z.strictObject({
          speaker: speakerReference.optional().meta({ description: 'Who said it, by id or slug' }),
          source: idSchema('source').optional().meta({ description: 'In which source it stands, by id' }),
          said_from: day.optional().meta({ description: 'Said on this day or later' }),
          said_to: day.optional().meta({ description: 'Said on this day or before' }),
          publication: publicationParameter,
          sort: sortParameter(['said_on', '-said_on', 'published_at', '-published_at']),
          ...searchParameter,
          ...pastParameters,
          ...listParameters,
        }),
        response: { 200: json('Quotes, newest said first', listOf(quoteDocument)) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      return sendList(services, request, reply, query, {
        type: 'quote',
        publication: query.publication,
        filters: [
          ...among('source', query.source),
          ...among('speaker', query.speaker && (await speakerId(query.speaker))),
          ...range('on_date', query.said_from, query.said_to),
        ],
        sort: sortBy(query, '-said_on', { said_on: 'on_date', published_at: 'published_at' }),
      });
    },
  );

  /** A speaker that is not known has said nothing. */
  const speakerId = async (reference: string): Promise<string> =>
    (await findSpeaker(services.database.read, reference))?.id ?? reference;

  app.get(
    '/v1/quotes/:id',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getQuote',
        summary: 'A quote',
        params,
        querystring: z.strictObject(pastParameters),
        response: { 200: json('The quote', quoteDocument) },
      },
    },
    (request, reply) =>
      sendItem(services, request, reply, request.params.id, pastOf(services, request.query.as_of)),
  );

  app.post(
    '/v1/quotes',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'createQuote',
        summary: 'Add a quote',
        description: 'A draft until an editor publishes it, by itself or with a claim that carries it.',
        body: newQuote,
        response: { 201: json('The new quote', quoteDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const id = await addQuote(change, callerOf(request), request.body);
        return answerWith(services, change, id, `/v1/quotes/${id}`);
      }),
  );

  app.patch(
    '/v1/quotes/:id',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'changeQuote',
        summary: 'Change a quote',
        description: 'JSON Merge Patch. A published quote takes an editor and a `correction`.',
        params,
        body: mergePatchOf(quoteFields).meta({ id: 'QuotePatch' }),
        response: { 200: json('The quote', quoteDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const known = await writtenQuote(change, id);
        if (!known) throw notFound(id);
        const { value, changed } = await applyPatch(services, request, change, {
          id,
          current: known.written,
          schema: newQuote,
        });
        if (changed) {
          const proposed_by = withProposer(known.quote.proposed_by, callerOf(request));
          await change.tx
            .update(quotes)
            .set({ ...(await quoteRow(change, value)), proposed_by })
            .where(eq(quotes.id, id));
          if (known.quote.publication === 'published') {
            await publishQuote(change, id, {
              reviewer: known.quote.reviewer,
              review: known.quote.review ?? 'imported',
            });
          }
          await change.event({
            action: 'quote.changed',
            subject_id: id,
            before: known.written,
            after: value,
          });
        }
        return answerWith(services, change, id);
      }),
  );

  app.post(
    '/v1/quotes/:id/publish',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'publishQuote',
        summary: 'Publish a quote',
        description: 'Another key than those that proposed it, unless the newsroom reviews by itself.',
        params,
        body: z.strictObject({}).optional(),
        response: { 200: json('The quote', quoteDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const known = await writtenQuote(change, id);
        const now = await currentOf(services, change.tx, id);
        if (!known || !now) throw notFound(id);
        matchIfAsked(request, now.etag);
        const { publication, proposed_by } = known.quote;
        if (publication !== 'draft')
          throw notPossible(`This quote is ${publication}.`, publication, POSSIBLE[publication]);
        await publishQuote(change, id, approvalBy(services, callerOf(request), proposed_by));
        await change.event({ action: 'quote.published', subject_id: id });
        return answerWith(services, change, id);
      }),
  );

  app.post(
    '/v1/quotes/:id/withdraw',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'withdrawQuote',
        summary: 'Withdraw a quote',
        description: 'Leaves a public tombstone. Not while a published claim carries the quote.',
        params,
        body: withdrawBody,
        response: { 200: json('The tombstone', tombstone) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const known = await writtenQuote(change, id);
        const now = await currentOf(services, change.tx, id);
        if (!known || !now) throw notFound(id);
        matchIfAsked(request, now.etag);
        const { publication } = known.quote;
        if (publication !== 'published') {
          throw notPossible(`This quote is ${publication}.`, publication, POSSIBLE[publication]);
        }
        const carriers = await change.tx
          .select({ id: claims.id })
          .from(claimQuotes)
          .innerJoin(claims, eq(claims.id, claimQuotes.claim_id))
          .where(and(eq(claimQuotes.quote_id, id), eq(claims.publication, 'published')));
        if (carriers.length > 0) {
          const names = carriers.map((claim) => claim.id).join(', ');
          throw notPossible(
            `Published claims carry this quote: ${names}. Change or withdraw them first.`,
            publication,
            [],
          );
        }
        const withdrawal = {
          withdrawn_at: change.at,
          withdrawn_by: change.actor.name,
          reason: request.body.reason,
        };
        await change.tx.update(quotes).set({ publication: 'withdrawn', withdrawal }).where(eq(quotes.id, id));
        await recordWithdrawal(change, id, null, request.body.reason);
        await change.event({ action: 'quote.withdrawn', subject_id: id, after: withdrawal });
        return answerWith(services, change, id);
      }),
  );
};
