/**
 * GET  /v1/promises                                       the follow-up desk: what is due
 * GET  /v1/promises/summary                               how many stand how, for all and per speaker
 * GET  /v1/claims/{id}/deadlines                          every deadline the speaker gave
 * POST /v1/claims/{id}/deadlines                          a new one beside them: a postponement
 * POST /v1/claims/{id}/deadlines/{position}/confirm       accept a suggestion or a proposal
 * POST /v1/claims/{id}/deadlines/{position}/reject        take a proposal away, with a reason
 * POST /v1/claims/{id}/clarifications                     say more of criteria that are fixed
 */
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { App, Routes } from '../../http/app.ts';
import { callerOf, maySeeDrafts, requireRole } from '../../http/access.ts';
import { created, matchIfAsked, presentValue, send } from '../../http/answers.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, loadToChange, refuseWithdrawn, requireVisible } from '../../http/current.ts';
import {
  askingOf,
  facetParameters,
  flag,
  linkNext,
  pageOf,
  keysOf,
  listOf,
  listQuery,
  listParameters,
  pastOf,
  pastParameters,
  searchParameter,
  sendList,
  sortBy,
} from '../../http/paging.ts';
import { claimSheet } from '../claims/sheet.ts';
import { json } from '../../http/routes.ts';
import { anyOf, day, idParam, idParams, languageParameter } from '../../http/schemas.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { recordCorrection } from '../../record/corrections.ts';
import { inLanguage, NONE } from '../../record/filters.ts';
import type { Change } from '../../record/record.ts';
import { allAnchors } from '../anchors/anchor.ts';
import { claim } from '../claims/claim.ts';
import { withoutOwn } from '../claims/filters-shape.ts';
import type { ClaimState } from '../claims/load.ts';
import { publishParts, withCorrections, withPublicParts } from '../claims/rules.ts';
import { saveClaim } from '../claims/save.ts';
import {
  aboutFilters,
  aboutParameters,
  progressParameter,
  resultParameter,
} from '../claims/filters-shape.ts';
import { claimDocument } from '../claims/shape.ts';
import { FACET_NAMES, facetsBeside } from '../facets.ts';
import { loadQuotes, type QuoteState } from '../quotes/quote.ts';
import { approvalBy } from '../review.ts';
import { requirePast } from '../time.ts';
import { rejectBody } from '../findings/shape.ts';
import { mentionSpeaker } from '../speakers/speaker.ts';
import { speakerMention } from '../speakers/shape.ts';
import { deskFilters } from './desk.ts';
import { loadPromises } from './load.ts';
import { countingDeadlines, deadlineBodies } from './render.ts';
import { awaitingDeadline, clarify, confirmDeadline, proposeDeadline, rejectDeadline } from './rules.ts';
import { deadline, newClarification, newDeadline, promiseSummary, timeliness } from './shape.ts';
import { TESTABILITIES } from './tables.ts';
import { createPromiseCounts, summarise, summariseSpeakers } from './summary.ts';

const tags = ['Promises'];

export const promiseRoutes: Routes = (app, services) => {
  deskRoutes(app, services);
  deadlineRoutes(app, services);

  app.post(
    '/v1/claims/:id/clarifications',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'clarifyPromise',
        summary: 'Clarify the criteria of a public promise',
        description:
          'Action and criteria are fixed once public, so that nobody moves the goalposts. A clarification stands beside them, dated.',
        params: idParams('claim'),
        body: newClarification,
        response: { 200: json('The claim', claimDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const { text } = request.body;
        const before = await promisedIn(services, request, change, id);
        const after = clarify(before, text, change.actor.name, change.today);
        const texts = (state: ClaimState) => state.promise?.clarifications.map(({ text }) => text);
        const correction = await recordCorrection(change, {
          subject_id: id,
          claim_id: id,
          kind: 'clarification',
          note: text,
          before: { clarifications: texts(before) },
          after: { clarifications: texts(after) },
        });
        await saveClaim(change, before, withCorrections(after, [correction]));
        change.event({ action: 'promise.clarified', subject_id: id, after: { text } });
        return answerWith(services, change, id);
      }),
  );
};

/** The claim of a promise that is to change. Throws 404, 410 or 412 where it cannot. */
const promisedIn = async (
  services: Services,
  request: FastifyRequest,
  change: Change,
  id: string,
): Promise<ClaimState> => {
  const { state, publication, json, etag } = await loadToChange(services, change, claim, id);
  refuseWithdrawn(publication, json);
  matchIfAsked(request, etag);
  return state;
};

const speakerSummary = z
  .strictObject({ speaker: speakerMention, ...promiseSummary.shape })
  .meta({ id: 'SpeakerPromiseSummary' });

const summaryPage = z
  .strictObject({
    today: z.iso.date().meta({ description: 'The day for which timeliness was computed' }),
    all: promiseSummary,
    data: z.array(speakerSummary).max(LIMITS.list_max),
    next: z.string().nullable().meta({ description: 'The cursor of the next page of speakers' }),
  })
  .meta({ id: 'PromiseSummaryList' });

const { count: _, ...pageParameters } = listParameters;
const SPEAKERS = 'promise-summary';

const deskRoutes = (app: App, services: Services): void => {
  const counts = createPromiseCounts(services.database.search);
  app.get(
    '/v1/promises',
    {
      config: { access: 'public', sheet: claimSheet },
      schema: {
        tags,
        operationId: 'listPromises',
        summary: 'The follow-up desk: promises, the longest overdue first',
        description:
          'Sorted by the last day of the window; then those without one, by the day to look again. What awaits a ruling: `?timeliness=overdue&result=none`. Overdue is arithmetic, not judgement.',
        querystring: z.strictObject({
          timeliness: anyOf(timeliness, 'How it stands today'),
          due_before: day.optional().meta({ description: 'The window ends before this day' }),
          due_after: day.optional().meta({ description: 'The window ends after this day' }),
          progress: progressParameter,
          result: resultParameter,
          ...aboutParameters,
          language: languageParameter,
          hedged: flag.optional().meta({ description: 'Whether the speaker weakened the time' }),
          review_due: z
            .literal('true')
            .transform(() => true)
            .optional()
            .meta({
              description: '`true`: no window to wait for, not ruled, and the day to look again has come',
            }),
          testability: anyOf(
            z.enum([...TESTABILITIES, NONE]),
            'Whether one can tell; `none`: nobody has said what would keep it',
          ),
          ...facetParameters(FACET_NAMES),
          ...searchParameter,
          ...listQuery(claimDocument, ['due', '-due']),
        }),
        response: { 200: json('Promises', listOf(claimDocument)) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { today } = pastOf(services, query.as_of);
      const filtersOf = async (asked: typeof query) => [
        ...(await aboutFilters(askingOf(services, request), asked)),
        ...inLanguage(asked.language),
        ...deskFilters(asked, today),
      ];
      return sendList(services, request, reply, query, {
        type: 'claim',
        filters: await filtersOf(query),
        sort: sortBy(query, 'due', { due: 'due_on' }),
        beside: facetsBeside(services, {
          type: 'claim',
          names: query.facets,
          locale: query.locale,
          filtersFor: (facet) => filtersOf(withoutOwn(query, facet)),
        }),
      });
    },
  );

  app.get(
    '/v1/promises/summary',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'summarisePromises',
        summary: 'How many promises stand how, for all and per speaker',
        description:
          'Each breakdown has its denominator and says what is in no count and why. Untestable promises are in none. Speakers are in the order of their ids.',
        querystring: z.strictObject({ ...aboutParameters, ...pastParameters, ...pageParameters }),
        response: {
          200: json('The counts', summaryPage),
        },
      },
    },
    async (request, reply) => {
      const { limit, cursor, as_of: asked } = request.query;
      const about = await aboutFilters(askingOf(services, request), request.query);
      const query = { ...pastOf(services, asked), about };
      const fingerprint = JSON.stringify([SPEAKERS, about, asked]);
      const [after] = keysOf(cursor, fingerprint) ?? [''];
      const all = await summarise(counts, query);
      const found = await summariseSpeakers(services.database.search, query, { after, limit: limit + 1 });
      const { page: shown, next } = pageOf(found, limit, fingerprint, (last) => [last.speaker.id, '']);
      const data = shown.map(({ speaker, summary }) => ({ speaker: mentionSpeaker(speaker), ...summary }));
      linkNext(request, reply, next);
      return send(request, reply, presentValue({ today: query.today, all, data, next }));
    },
  );
};

const quoteNamed = async (change: Change, id: string): Promise<QuoteState | undefined> =>
  (await loadQuotes(change.tx, [id])).get(id);

const position = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, { error: 'must be the position of a deadline' })
  .transform(Number)
  .meta({ type: 'integer', minimum: 1, maximum: 9_999, description: 'Its place among the deadlines' });

const deadlineRoutes = (app: App, services: Services): void => {
  const params = idParams('claim');
  const oneParams = z.strictObject({ id: idParam('claim'), position });

  app.get(
    '/v1/claims/:id/deadlines',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'listDeadlines',
        summary: 'Every deadline the speaker gave, in order',
        description: 'With a reporter’s key also those that nobody has confirmed (`confirmed_by` is null).',
        params,
        response: { 200: json('Deadlines', listOf(deadline)) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await requireVisible(services, request, id);
      const proposals = maySeeDrafts(request.caller);
      const promise = (await loadPromises(services.database.read, [id])).get(id);
      const rows = countingDeadlines(promise?.deadlines ?? [], proposals ? 'draft' : 'published');
      const data = deadlineBodies(rows, promise?.anchors ?? new Map(), null);
      return send(request, reply, presentValue({ data, next: null }));
    },
  );

  app.post(
    '/v1/claims/:id/deadlines',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'addDeadline',
        summary: 'Add a deadline that the speaker gave later, beside the earlier ones',
        description:
          'On a public promise a proposal, until another person, an editor, confirms it. Its quote joins the quotes of the claim then.',
        params,
        body: newDeadline,
        response: { 201: json('The deadline', deadline) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const written = request.body;
        const before = await promisedIn(services, request, change, id);
        const named = written.quote === null ? undefined : await quoteNamed(change, written.quote);
        const { actor } = change;
        requirePast(change.today, { reference_date: request.body.reference_date });
        const { after, position } = proposeDeadline(
          before,
          written,
          named,
          actor,
          await allAnchors(change.tx),
        );
        await saveClaim(change, before, after);
        change.event({ action: 'deadline.proposed', subject_id: id, after: { position, ...written } });
        const { deadlines = [], anchors = new Map() } = after.promise ?? {};
        const body = deadlineBodies(deadlines, anchors, null).find((row) => row.position === position);
        return created(`/v1/claims/${id}/deadlines`, presentValue(body));
      }),
  );

  app.post(
    '/v1/claims/:id/deadlines/:position/confirm',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'confirmDeadline',
        summary: 'Accept a suggested or proposed deadline',
        description:
          'On a draft, a person’s word for what the grammar read. On a public promise it takes an editor, and another person than proposed it, unless the newsroom reviews by itself.',
        params: oneParams,
        body: z.strictObject({}).optional(),
        response: { 200: json('The claim', claimDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id, position } = request.params;
        const before = await promisedIn(services, request, change, id);
        const row = awaitingDeadline(before, position);
        const caller = callerOf(request);
        const published = before.claim.publication === 'published';
        if (published) requireRole(caller, 'editor');
        const given = row.quote_id === null ? undefined : await quoteNamed(change, row.quote_id);
        const after = confirmDeadline(before, row, given, caller.name);
        if (published) {
          const isDraft = given?.quote.publication === 'draft';
          const proposers = [...row.proposed_by, ...(isDraft ? given.quote.proposed_by : [])];
          const approval = approvalBy(change, proposers);
          await publishParts(change, [after], approval);
          await saveClaim(change, before, withPublicParts(after, approval));
        } else {
          await saveClaim(change, before, after);
        }
        change.event({ action: 'deadline.confirmed', subject_id: id, before: row, after: { position } });
        return answerWith(services, change, id);
      }),
  );

  app.post(
    '/v1/claims/:id/deadlines/:position/reject',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'rejectDeadline',
        summary: 'Take away a deadline that nobody has confirmed',
        description: 'What was confirmed stays. On a public promise it takes an editor.',
        params: oneParams,
        body: rejectBody,
        response: { 200: json('The claim', claimDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id, position } = request.params;
        const { reason } = request.body;
        const before = await promisedIn(services, request, change, id);
        const row = awaitingDeadline(before, position);
        if (before.claim.publication === 'published') requireRole(callerOf(request), 'editor');
        await saveClaim(change, before, rejectDeadline(before, row));
        change.event({ action: 'deadline.rejected', subject_id: id, before: row, after: { reason } });
        return answerWith(services, change, id);
      }),
  );
};
