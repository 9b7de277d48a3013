/**
 * POST /v1/claims/similar          has this been checked? claims that may say the same
 * GET  /v1/claims/similar          the same, for a short statement or a recorded claim
 * POST /v1/claims/similar/batch    every sentence of a text that was checked before, as JSON Lines
 *
 * and, in decisions.ts, /v1/claims/{id}/matches and /related
 */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import type { App, Routes } from '../../http/app.ts';
import { presentValue, send } from '../../http/answers.ts';
import { pathOf } from '../../http/paths.ts';
import { Problem } from '../../http/problems.ts';
import { json } from '../../http/routes.ts';
import { id, text } from '../../http/schemas.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { decisionsOn } from '../../newsroom/claims/said.ts';
import { decisionRoutes, otherOf } from './decisions.ts';
import { describe, questionOf } from './describe.ts';
import type { Match } from './match.ts';
import { createMatcher, type Matcher } from './matcher.ts';
import { leastScore, matches, matchLimit, sentenceMatches, statement } from './shape.ts';
import type { Search } from './thread.ts';
import { sentencesOf } from './words.ts';

const tags = ['Matching'];
const ABOUT =
  'Answers published claims that may say the same in other words, the likeliest first. A suggestion: `score` is how likely it is, `reasons` say why, and `differs` where the two do not say the same (one denies, other numbers, other names). docs/matching.md says what it can and cannot do.';

const answer = async (services: Services, matcher: Matcher, search: Search, least: number) => {
  const { matches: found, claims } = await matcher.find([search]);
  const likely = (found[0] ?? []).filter(({ score }) => score >= least);
  return { claims, data: await describe(services, likely) };
};

export const matchingRoutes: Routes = (app, services) => {
  const matcher = createMatcher(services.config.ONRECORD_DATABASE_URL);
  app.addHook('onClose', () => matcher.close());
  // The claims are read before anybody asks.
  app.addHook('onListen', async () => void matcher.find([]).catch((error: unknown) => app.log.error(error)));
  nameDuplicates(app, services, matcher);
  askRoutes(app, services, matcher);
  batchRoute(app, services, matcher);
  decisionRoutes(app, services, matcher);
};

/** From this probability on, and where nothing differs, a claim is named as a likely duplicate of a new one. */
const LIKELY = 0.5;

const duplicatesOf = async (
  services: Services,
  matcher: Matcher,
  claim: z.output<typeof added>,
): Promise<string[]> => {
  const { text: said, claimants, first_said_on, language } = claim;
  const search = {
    text: said,
    except: claim.id,
    limit: LIMITS.matches_default,
    ...(claimants[0] ? { speaker: claimants[0].id } : {}),
    ...(first_said_on?.length === 10 ? { date: first_said_on } : {}),
    ...(language ? { language } : {}),
  };
  const { matches: found } = await Promise.race([matcher.find([search]), late()]);
  return (found[0] ?? [])
    .filter(({ score, differs }) => score >= LIKELY && differs.length === 0)
    .map(({ id }) => pathOf(services.subjects, id));
};

/** Nothing, after the time in which duplicates must be found. */
const late = (): Promise<Awaited<ReturnType<Matcher['find']>>> =>
  new Promise((resolve) => {
    setTimeout(() => resolve({ matches: [], claims: 0 }), LIMITS.duplicates_ms).unref();
  });

/** What is read of the answer to a new claim. */
const added = z.object({
  id: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  claimants: z.array(z.object({ id: z.string() })),
  first_said_on: z.string().nullable(),
  possible_duplicates: z.array(z.string()).default([]),
});

/**
 * The answer to a new claim, once that is written, names the claims that are likely the same in other words; where many
 * are written at the same time, some of them only, as looking takes several times as long as writing.
 */
const nameDuplicates = (app: App, services: Services, matcher: Matcher): void => {
  let looking = 0;
  app.addHook('onRoute', (route) => {
    if (route.url !== '/v1/claims' || route.method !== 'POST') return;
    route.onSend = async (request, reply, payload) => {
      if (reply.statusCode !== 201 || typeof payload !== 'string') return payload;
      if (looking === LIMITS.duplicates_at_once) return payload;
      looking += 1;
      try {
        const claim = added.parse(JSON.parse(payload));
        const likely = await duplicatesOf(services, matcher, claim);
        const possible_duplicates = [...new Set([...claim.possible_duplicates, ...likely])];
        if (possible_duplicates.length === 0) return payload;
        return JSON.stringify({
          ...JSON.parse(payload),
          possible_duplicates: possible_duplicates.slice(0, LIMITS.duplicates_shown),
        });
      } catch (error) {
        // The claim is there; whoever looks for its like can ask again.
        request.log.warn({ err: error }, 'likely duplicates were not found');
        return payload;
      } finally {
        looking -= 1;
      }
    };
  });
};

const sendUnkept = (reply: FastifyReply, value: unknown): FastifyReply =>
  reply
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(presentValue(value).body);

const sendLines = (reply: FastifyReply, lines: AsyncIterable<string>): FastifyReply =>
  reply.type('application/x-ndjson').header('cache-control', 'no-store').send(Readable.from(lines));

const askRoutes = (app: App, services: Services, matcher: Matcher): void => {
  app.post(
    '/v1/claims/similar',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'findSimilarClaims',
        summary: 'Has this been checked?',
        description: ABOUT,
        body: z.strictObject({
          text: text(LIMITS.statement).meta({ description: 'What was said, as it was said or posted' }),
          ...statement,
          limit: matchLimit,
          min_score: leastScore.default(0),
        }),
        response: { 200: json('Claims that may say the same', matches) },
      },
    },
    async (request, reply) => {
      const { min_score, ...search } = request.body;
      return sendUnkept(reply, await answer(services, matcher, search, min_score));
    },
  );

  app.get(
    '/v1/claims/similar',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getSimilarClaims',
        summary: 'Has this been checked? For a short statement, or a recorded claim',
        description: `${ABOUT} Give either \`text\` or \`claim\`.`,
        querystring: z.strictObject({
          text: text(LIMITS.text_medium).optional(),
          claim: id('claim')
            .optional()
            .meta({ description: 'A published claim; it is not among the answers' }),
          ...statement,
          limit: matchLimit,
          min_score: leastScore.default(0),
        }),
        response: { 200: json('Claims that may say the same', matches) },
      },
    },
    async (request, reply) => {
      const { text: said, claim, min_score, limit, ...rest } = request.query;
      if ((said === undefined) === (claim === undefined)) {
        const detail = 'give either text or claim';
        throw new Problem('invalid-request', `text: ${detail}`, { errors: [{ parameter: 'text', detail }] });
      }
      if (claim === undefined) {
        const search = { ...rest, limit, text: said ?? '' };
        return send(request, reply, presentValue(await answer(services, matcher, search, min_score)));
      }
      const { claims, data } = await nearClaim(services, matcher, claim, limit, rest);
      const likely = data.filter(({ score, relation }) => score >= min_score || relation !== undefined);
      return send(request, reply, presentValue({ claims, data: likely }));
    },
  );
};

/** What is near a recorded claim: what a person confirmed first, and nothing that was rejected. */
const nearClaim = async (services: Services, matcher: Matcher, id: string, limit: number, more: object) => {
  const question = await questionOf(services, id);
  if (!question) {
    const detail = 'is not a published claim';
    throw new Problem('invalid-request', `claim: ${detail}`, { errors: [{ parameter: 'claim', detail }] });
  }
  const decisions = new Map(
    (await decisionsOn(services.database.read, [id])).map((decision) => [otherOf(id, decision), decision]),
  );
  const { matches: found, claims } = await matcher.find([
    { ...question, ...more, limit: limit + decisions.size },
  ]);
  const stateOf = (match: Match) => decisions.get(match.id)?.state;
  const offered = (found[0] ?? []).filter((match) => stateOf(match) !== 'rejected');
  const first = offered.filter((match) => stateOf(match) === 'confirmed');
  const others = offered.filter((match) => stateOf(match) === undefined);
  const data = (await describe(services, [...first, ...others].slice(0, limit))).map((match) => {
    const decision = decisions.get(match.claim.id);
    return decision ? { ...match, relation: decision.relation } : match;
  });
  return { claims, data };
};

/** Sentences that are looked for together; other questions are answered in between. */
const SENTENCES_TOGETHER = 8;
const SENTENCE_MIN = 12;

const batchRoute = (app: App, services: Services, matcher: Matcher): void => {
  app.post(
    '/v1/claims/similar/batch',
    {
      config: { access: 'public' },
      bodyLimit: LIMITS.batch_bytes,
      schema: {
        tags,
        operationId: 'findSimilarInText',
        summary: 'Which sentences of a transcript or an article were checked before',
        description:
          'Looks for every sentence and answers, as it goes, a line of JSON for each that was probably checked before, in their order, with the sentences beside it.',
        body: z.strictObject({
          text: text(LIMITS.batch_text),
          ...statement,
          min_score: leastScore.default(0.5),
        }),
        response: {
          200: {
            description: 'A sentence a line',
            content: { 'application/x-ndjson': { schema: sentenceMatches } },
          },
        },
      },
    },
    async (request, reply) => {
      const { text: whole, min_score, ...about } = request.body;
      const sentences = sentencesOf(whole);
      // Before the first byte, so that a failure is still a problem.
      await matcher.find([]);
      const lines = async function* () {
        for (let i = 0; i < sentences.length; i += SENTENCES_TOGETHER) {
          const together = sentences.slice(i, i + SENTENCES_TOGETHER);
          const searches = together.map((sentence) => ({
            ...about,
            text: sentence.text.slice(0, LIMITS.statement),
            limit: sentence.text.length < SENTENCE_MIN ? 0 : LIMITS.batch_matches,
            least: min_score,
          }));
          const { matches: found } = await matcher.find(searches);
          for (const [place, sentence] of together.entries()) {
            const data = await describe(services, found[place] ?? []);
            if (data.length === 0) continue;
            const line = {
              start: sentence.start,
              sentence: sentence.text,
              before: sentences[i + place - 1]?.text ?? null,
              after: sentences[i + place + 1]?.text ?? null,
              data,
            };
            yield `${JSON.stringify(line)}\n`;
          }
        }
      };
      return sendLines(reply, lines());
    },
  );
};
