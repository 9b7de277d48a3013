/**
 * POST /v1/claims/similar          has this been checked? claims that may say the same
 * GET  /v1/claims/similar          the same, for a short statement or a recorded claim
 * POST /v1/claims/similar/batch    every sentence of a text that was checked before, as JSON Lines
 *
 * and, in decisions.ts, /v1/claims/{id}/matches and /related
 */
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { databaseUrl } from '../../config.ts';
import { afterStart } from '../../http/after-start.ts';
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
import { createEmbeddings, type Embeddings } from './embeddings.ts';
import type { Match } from './match.ts';
import { createMatcher, type Matcher } from './matcher.ts';
import { leastScore, matches, matchLimit, sentenceMatches, statement } from './shape.ts';
import type { Found, Search } from './thread.ts';
import { sentencesOf } from './words.ts';

const tags = ['Matching'];

/** Whom a question goes to. */
interface Asked {
  services: Services;
  matcher: Matcher;
  embeddings: Embeddings | undefined;
}

const ABOUT =
  'Answers published claims that may say the same in other words, the likeliest first. A suggestion: `score` is how likely it is, `reasons` say why, and `differs` where the two do not say the same (one denies, other numbers, other names). docs/matching.md says what it can and cannot do.';

const answer = async (asked: Asked, search: Search, least: number) => {
  const { services, matcher, embeddings } = asked;
  const limit = embeddings ? LIMITS.matches_max : search.limit;
  const { matches: found, claims } = await matcher.find([{ ...search, limit }]);
  const described = await describe(services, found[0] ?? []);
  const ordered = embeddings ? await embeddings.order(search.text, described) : described;
  return { claims, data: ordered.filter(({ score }) => score >= least).slice(0, search.limit) };
};

export const matchingRoutes: Routes = (app, services) => {
  const matcher = createMatcher(databaseUrl(services.config));
  app.addHook('onClose', () => matcher.close());
  // So that the first search need not read the whole record.
  afterStart(app, () => matcher.keep(services.database.read));
  nameDuplicates(app, services, matcher);
  const warn = (err: unknown) => app.log.warn({ err }, 'the embeddings API did not help');
  askRoutes(app, { services, matcher, embeddings: createEmbeddings(services, warn) });
  batchRoute(app, services, matcher);
  decisionRoutes(app, services, matcher);
};

/** From this probability on, and where nothing differs, a claim is named as a likely duplicate of a new one. */
const LIKELY = 0.5;

/** What is read of a new claim; of its new quotes, which say who said it and when where the claim does not. */
const added = z.object({
  text: z.string(),
  language: z.string().nullish(),
  claimants: z.array(z.string()).default([]),
  first_said_on: z.string().nullish(),
  quotes: z
    .array(z.union([z.string(), z.object({ speaker: z.string(), said_on: z.string().nullish() })]))
    .default([]),
});

const searchOf = (body: unknown): Search => {
  const { text, language, claimants, first_said_on, quotes } = added.parse(body);
  const fresh = quotes.filter((quote) => typeof quote !== 'string');
  const speaker = claimants[0] ?? fresh[0]?.speaker;
  const date = first_said_on ?? fresh.flatMap(({ said_on }) => said_on ?? []).sort()[0];
  return {
    text,
    limit: LIMITS.matches_default,
    least: LIKELY,
    ...(speaker ? { speaker } : {}),
    ...(date?.length === 10 ? { date } : {}),
    ...(language ? { language } : {}),
  };
};

/** The paths of claims that are likely the same. */
const likelyPaths = (services: Services, { matches: [found = []] }: Found): string[] =>
  found.filter(({ differs }) => differs.length === 0).map(({ id }) => pathOf(services.subjects, id));

const withPossible = (payload: string, likely: readonly string[]): string => {
  const answer: { possible_duplicates?: string[] } = JSON.parse(payload);
  const all = new Set([...(answer.possible_duplicates ?? []), ...likely]);
  return JSON.stringify({ ...answer, possible_duplicates: [...all].slice(0, LIMITS.duplicates_shown) });
};

/**
 * The answer to a new claim names the public claims that are likely the same in other words. The thread looks for them
 * while the claim is written, which neither changes nor needs what is found; where many are written at the same time,
 * for some of them only, so that nobody waits for the others.
 */
const nameDuplicates = (app: App, services: Services, matcher: Matcher): void => {
  const looks = new WeakMap<FastifyRequest, Promise<string[]>>();
  let looking = 0;
  /** Whether an answer is overdue, as while the thread reads the record: then nobody else waits for one. */
  let behind = false;
  const look = async (search: Search): Promise<string[]> => {
    looking += 1;
    const finding = matcher.find([search]).finally(() => {
      looking -= 1;
      behind = false;
    });
    const found = await Promise.race([finding, setTimeout(LIMITS.duplicates_ms, null, { ref: false })]);
    behind = found === null;
    return found ? likelyPaths(services, found) : [];
  };
  app.addHook('onRoute', (route) => {
    if (route.url !== '/v1/claims' || route.method !== 'POST') return;
    route.preHandler = (request, _reply, done) => {
      if (!behind && looking < LIMITS.duplicates_at_once) {
        const looked = look(searchOf(request.body)).catch((error: unknown) => {
          // Whoever looks for its like can ask again.
          request.log.warn({ err: error }, 'likely duplicates were not found');
          return [];
        });
        looks.set(request, looked);
      }
      done();
    };
    route.onSend = async (request, reply, payload) => {
      if (reply.statusCode !== 201 || typeof payload !== 'string') return payload;
      const likely = (await looks.get(request)) ?? [];
      return likely.length === 0 ? payload : withPossible(payload, likely);
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

const askRoutes = (app: App, asked: Asked): void => {
  const { services, matcher } = asked;
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
      return sendUnkept(reply, await answer(asked, search, min_score));
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
        return send(request, reply, presentValue(await answer(asked, search, min_score)));
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
