/**
 * POST /v1/claims/{id}/matches    confirm or reject that another claim is the same, repeats or contradicts it, or is related
 * GET  /v1/claims/{id}/matches    what was decided
 * GET  /v1/claims/{id}/related    what stands near a claim: by decisions, by speaker and topic, by its words
 */
import * as z from 'zod';
import { maySeeDrafts } from '../../http/access.ts';
import { ok, presentValue, send } from '../../http/answers.ts';
import type { App } from '../../http/app.ts';
import { answerChange } from '../../http/changes.ts';
import { notFound, requireVisible } from '../../http/current.ts';
import { listOf } from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { idParams } from '../../http/schemas.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { loadClaims } from '../../newsroom/claims/load.ts';
import { type Decision, decide, decisionsOn, pairOf } from '../../newsroom/claims/said.ts';
import { matchDecision, newMatch } from '../../newsroom/claims/shape.ts';
import { among } from '../../record/filters.ts';
import { unprocessable } from '../../record/refusal.ts';
import { topicKey } from '../../text/topics.ts';
import { briefOf, briefsOf, questionOf } from './describe.ts';
import type { Matcher } from './matcher.ts';
import { matchLimit, relatedClaims } from './shape.ts';

const tags = ['Matching'];
const params = idParams('claim');

/** A decision as it is shown beside one of its claims. */
const decisionFor = (claim_id: string, { note, ...decision }: Decision, withNote: boolean) => ({
  claim: otherOf(claim_id, decision),
  relation: decision.relation,
  state: decision.state,
  note: withNote ? note : null,
  decided_by: decision.decided_by,
  decided_at: decision.decided_at,
});

/** The other claim of a pair. */
export const otherOf = (claim_id: string, pair: Pick<Decision, 'claim_id' | 'other_id'>): string =>
  pair.claim_id === claim_id ? pair.other_id : pair.claim_id;

const decideRoute = (app: App, services: Services): void => {
  app.post(
    '/v1/claims/:id/matches',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        operationId: 'decideMatch',
        summary: 'Confirm or reject a match with another claim',
        description:
          'Remembered for both claims, in place of what was decided before. What was rejected is not offered again; what is the same or repeats counts in `said` of both, in public.',
        params,
        body: newMatch,
        response: { 200: json('The decision', matchDecision) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const { claim: other, relation, state, note } = request.body;
        if (other === id) throw unprocessable('/claim', 'is the claim itself');
        const states = await loadClaims(change.tx, [id, other]);
        if (!states.has(id)) throw notFound(id);
        for (const [at, one] of [
          ['', id],
          ['/claim', other],
        ] as const) {
          const publication = states.get(one)?.claim.publication;
          if (publication === undefined) throw unprocessable('/claim', `there is no claim ${one}`);
          if (publication === 'withdrawn') throw unprocessable(at, `${one} was withdrawn`);
        }
        const { before, after } = await decide(change, { ...pairOf(id, other), relation, state, note });
        change.event({
          action: `match.${state}`,
          subject_id: id,
          before: before && decisionFor(id, before, true),
          after: decisionFor(id, after, true),
        });
        return ok(presentValue(decisionFor(id, after, true)));
      }),
  );

  app.get(
    '/v1/claims/:id/matches',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'listMatches',
        summary: 'What was decided of a claim and others',
        description:
          'The newest first: what was confirmed of public claims; with a reporter’s key all of it, with notes.',
        params,
        response: { 200: json('The decisions', listOf(matchDecision)) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await requireVisible(services, request, id);
      const isOfNewsroom = maySeeDrafts(request.caller);
      const known = await publicDecisions(services, id, isOfNewsroom);
      const data = known
        .toReversed()
        .slice(0, LIMITS.list_max)
        .map((decision) => decisionFor(id, decision, isOfNewsroom));
      return send(request, reply, presentValue({ data, next: null }));
    },
  );
};

/** The decisions on a claim that may be shown, the oldest first. */
const publicDecisions = async (
  services: Services,
  id: string,
  isOfNewsroom: boolean,
): Promise<Decision[]> => {
  const known = await decisionsOn(services.database.read, [id]);
  if (isOfNewsroom) return known;
  const confirmed = known.filter(({ state }) => state === 'confirmed');
  const found = await Promise.all(
    confirmed.map(async (decision) => ({
      decision,
      other: await services.items.find(otherOf(id, decision)),
    })),
  );
  return found.filter(({ other }) => other?.publication === 'published').map(({ decision }) => decision);
};

/** What the document of a claim says that leads to others. */
const leading = z.object({
  claimants: z.array(z.object({ id: z.string() })).default([]),
  topics: z.array(z.string()).default([]),
  related: z.array(z.object({ claim: z.string(), relation: z.string() })).default([]),
});

const TOPICS_FOLLOWED = 3;

/** The newest claims of the same speaker on the same topics. */
const onTheSame = async (
  services: Services,
  { claimants, topics }: z.output<typeof leading>,
  limit: number,
): Promise<string[]> => {
  const [speaker] = claimants;
  if (!speaker) return [];
  const pages = await Promise.all(
    topics.slice(0, TOPICS_FOLLOWED).map((topic) =>
      services.lists.page({
        type: 'claim',
        publication: 'published',
        filters: [...among('speaker', [speaker.id]), ...among('topic', [topicKey(topic)])],
        sort: { by: 'on_date', descending: true },
        limit,
      }),
    ),
  );
  return [...new Set(pages.flatMap(({ rows }) => rows.map(({ subject_id }) => subject_id)))];
};

const relatedRoute = (app: App, services: Services, matcher: Matcher): void => {
  app.get(
    '/v1/claims/:id/related',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getRelatedClaims',
        summary: 'What stands near a claim',
        description:
          'First what people recorded; then claims of the same speaker on the same topics, newest first; then those whose words are alike, the likeliest first. Each claim stands once.',
        params,
        querystring: z.strictObject({ limit: matchLimit }),
        response: { 200: json('Public claims', relatedClaims) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { limit } = request.query;
      await requireVisible(services, request, id);
      const kept = await services.items.find(id);
      const question = await questionOf(services, id);
      if (!kept || !question) throw notFound(id);
      const document = leading.parse(JSON.parse(kept.json));
      const decisions = await decisionsOn(services.database.read, [id]);
      const recorded = new Map([
        ...document.related.map(({ claim, relation }) => [claim, relation] as const),
        ...decisions
          .filter(({ state }) => state === 'confirmed')
          .map((decision) => [otherOf(id, decision), decision.relation] as const),
      ]);
      const stood = new Set([id, ...recorded.keys()]);
      const others = (ids: readonly string[]) => {
        const fresh = ids.filter((other) => !stood.has(other)).slice(0, limit);
        for (const other of fresh) stood.add(other);
        return briefsOf(services, fresh);
      };
      const named = await Promise.all(
        [...recorded].slice(0, LIMITS.list_max).map(async ([other, relation]) => {
          const claim = await briefOf(services, other);
          return claim ? [{ relation, claim }] : [];
        }),
      );
      const same_speaker_and_topic = await others(await onTheSame(services, document, limit + stood.size));
      for (const decision of decisions) stood.add(otherOf(id, decision));
      const { matches } = await matcher.find([{ ...question, limit: limit + stood.size }]);
      const similar = await others((matches[0] ?? []).map((match) => match.id));
      return send(request, reply, presentValue({ recorded: named.flat(), same_speaker_and_topic, similar }));
    },
  );
};

export const decisionRoutes = (app: App, services: Services, matcher: Matcher): void => {
  decideRoute(app, services);
  relatedRoute(app, services, matcher);
};
