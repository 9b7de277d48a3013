/**
 * GET   /v1/quotes                 list
 * GET   /v1/quotes/{id}            one
 * POST  /v1/quotes                 a new draft
 * PATCH /v1/quotes/{id}            change one; with a correction where it is public
 * POST  /v1/quotes/{id}/publish    make a draft public
 * POST  /v1/quotes/{id}/withdraw   take back what was public, with a reason
 */
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, loadToChange, loadToMove } from '../../http/current.ts';
import { addItemRoute } from '../../http/item-route.ts';
import {
  askingOf,
  facetParameters,
  listOf,
  listQuery,
  publicationParameter,
  searchParameter,
  sendList,
  sortBy,
} from '../../http/paging.ts';
import { among, inLanguage, range } from '../../record/filters.ts';
import type { Filter } from '../../record/list-query.ts';
import { type Asking, sourcesAsked, speakersAsked, speakersOfWikidata } from '../asked.ts';
import { applyPatch } from '../../http/patch.ts';
import { notPossible } from '../../record/refusal.ts';
import { quoteSheet } from './sheet.ts';
import { json } from '../../http/routes.ts';
import {
  anyOf,
  id as idSchema,
  idParams,
  languageParameter,
  mergePatchOf,
  partialDay,
} from '../../http/schemas.ts';
import { recordWithdrawal } from '../../record/corrections.ts';
import { claimsCarryingInPublic } from '../claims/carriers.ts';
import {
  publisherAndYearFilters,
  publisherParameter,
  withoutOwn,
  yearParameter,
} from '../claims/filters-shape.ts';
import { followQuote } from '../claims/follow.ts';
import { facetsBeside, QUOTE_FACET_NAMES } from '../facets.ts';
import { approvalBy, overrideBy } from '../review.ts';
import { speakerAsked, wikidataId } from '../speakers/shape.ts';
import { addQuotes, quote, saveQuotes } from './quote.ts';
import {
  amendQuote,
  draftQuote,
  namedBy,
  overriddenQuote,
  publishedQuote,
  requirePublication,
  savePublicQuotes,
  withdrawnQuote,
  writtenQuote,
} from './rules.ts';
import {
  newQuote,
  override,
  publishBody,
  quoteDocument,
  quoteFields,
  tombstone,
  withdrawBody,
} from './shape.ts';

const tags = ['Quotes'];
const params = idParams('quote');

const quoteParameters = {
  speaker: anyOf(speakerAsked, 'Who said it, by id or slug'),
  wikidata_id: anyOf(wikidataId, 'Who said it, by Wikidata id'),
  source: anyOf(idSchema('source'), 'In which source it stands, by id'),
  publisher: publisherParameter,
  language: languageParameter,
  year: yearParameter,
  said_from: partialDay.optional().meta({ description: 'Said on this day or later, or perhaps' }),
  said_to: partialDay.optional().meta({ description: 'Said on this day or before, or perhaps' }),
};
const chosen = z.strictObject(quoteParameters);

/** The parameters as conditions on the list of quotes; throws 400 for what there is not. */
const quoteFilters = async (asking: Asking, asked: z.output<typeof chosen>): Promise<Filter[]> => {
  const [speakers, known, sources] = await Promise.all([
    speakersAsked(asking, asked.speaker),
    speakersOfWikidata(asking, asked.wikidata_id),
    sourcesAsked(asking, asked.source),
  ]);
  return [
    ...among('source', sources),
    ...among('speaker', speakers),
    ...among('speaker', known),
    ...publisherAndYearFilters(asked),
    ...inLanguage(asked.language),
    ...range(asked.said_from, asked.said_to),
  ];
};

export const quoteRoutes: Routes = (app, services) => {
  app.get(
    '/v1/quotes',
    {
      config: { access: 'public', sheet: quoteSheet },
      schema: {
        tags,
        operationId: 'listQuotes',
        summary: 'What was said, word for word',
        querystring: z.strictObject({
          ...quoteParameters,
          publication: publicationParameter,
          ...facetParameters(QUOTE_FACET_NAMES),
          ...searchParameter,
          ...listQuery(quoteDocument, ['said_on', '-said_on', 'published_at', '-published_at']),
        }),
        response: { 200: json('Quotes, newest said first', listOf(quoteDocument)) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const filtersOf = (asked: typeof query) => quoteFilters(askingOf(services, request), asked);
      return sendList(services, request, reply, query, {
        type: 'quote',
        publication: query.publication,
        filters: await filtersOf(query),
        sort: sortBy(query, '-said_on', { said_on: 'on_date', published_at: 'published_at' }),
        beside: facetsBeside(services, {
          type: 'quote',
          names: query.facets,
          locale: query.locale,
          filtersFor: (facet) => filtersOf(withoutOwn(query, facet)),
        }),
      });
    },
  );

  addItemRoute(app, services, 'quotes', 'quote', {
    tags,
    operationId: 'getQuote',
    summary: 'A quote',
    response: { 200: json('The quote', quoteDocument) },
  });

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
        const id = change.newId('quote');
        const named = await namedBy(change, [request.body]);
        await addQuotes(change, [
          { state: draftQuote(change, id, request.body, named), written: request.body },
        ]);
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
        body: mergePatchOf(quoteFields).extend({ override: override.optional() }).meta({ id: 'QuotePatch' }),
        response: { 200: json('The quote', quoteDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const standing = await loadToChange(services, change, quote, id);
        const before = standing.state;
        const written = writtenQuote(before);
        const { value, changed, published } = await applyPatch(request, change, standing, {
          id,
          current: written,
          schema: newQuote,
          besides: ['override'],
        });
        if (changed) {
          // Where the old words stood says nothing of new ones.
          const isMoved = value.text !== written.text || value.source !== written.source;
          const placed = isMoved && !('selectors' in request.body) ? { ...value, selectors: [] } : value;
          const amended = amendQuote(change, before, placed, await namedBy(change, [placed]));
          const { fidelity } = before.quote;
          const isCompared = published && (isMoved || amended.quote.fidelity !== fidelity);
          const after = isCompared
            ? overriddenQuote(amended, overrideBy(change, request.body.override))
            : amended;
          await (published ? savePublicQuotes : saveQuotes)(change, [{ before, after }]);
          await followQuote(change, before, after);
          change.event({ action: 'quote.changed', subject_id: id, before: written, after: value });
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
        description:
          'Another person than proposed it, unless the newsroom reviews by itself. Words that are `near` or `absent`, or carry a warning, take an `override`.',
        params,
        body: publishBody,
        response: { 200: json('The quote', quoteDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const before = await loadToMove(services, request, change, quote, id);
        requirePublication(before, 'draft');
        const given = overrideBy(change, request.body?.override);
        const after = publishedQuote(before, approvalBy(change, before.quote.proposed_by), given);
        await savePublicQuotes(change, [{ before, after }]);
        change.event({ action: 'quote.published', subject_id: id });
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
        const before = await loadToMove(services, request, change, quote, id);
        requirePublication(before, 'published');
        const carriers = await claimsCarryingInPublic(change.tx, id);
        if (carriers.length > 0) {
          const names = carriers.join(', ');
          throw notPossible(
            `Published claims carry this quote: ${names}. Change or withdraw them first.`,
            'published',
            [],
          );
        }
        const withdrawal = {
          withdrawn_at: change.at,
          withdrawn_by: change.actor.name,
          reason: request.body.reason,
        };
        await saveQuotes(change, [{ before, after: withdrawnQuote(before, withdrawal) }]);
        await recordWithdrawal(change, id, null, request.body.reason);
        change.event({ action: 'quote.withdrawn', subject_id: id, after: withdrawal });
        return answerWith(services, change, id);
      }),
  );
};
