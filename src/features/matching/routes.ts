/**
 * POST /v1/claims/similar          has this been checked? claims that may say the same
 * GET  /v1/claims/similar          the same, for a short statement or a recorded claim
 * POST /v1/claims/similar/batch    every sentence of a text that was checked before, as JSON Lines
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
import { claimDocument } from '../../newsroom/claims/shape.ts';
import type { Match } from './match.ts';
import { createMatcher, type Matcher } from './matcher.ts';
import { leastScore, matches, matchLimit, type MatchAnswer, sentenceMatches, statement } from './shape.ts';
import type { Search } from './thread.ts';
import { sentencesOf } from './words.ts';

const tags = ['Matching'];
const ABOUT =
  'Answers published claims that may say the same in other words, the likeliest first. A suggestion: `score` is how likely it is, `reasons` say why, and `differs` where the two do not say the same (one denies, other numbers, other names). docs/matching.md says what it can and cannot do.';

/** A document as it is read for an answer. */
const shown = claimDocument.partial().required({ publication: true, kind: true });

const describe = async (services: Services, found: readonly Match[]): Promise<MatchAnswer[]> => {
  const answers: MatchAnswer[] = [];
  for (const { id: claim_id, score, reasons, differs, sentence } of found) {
    const kept = await services.items.find(claim_id);
    if (kept?.publication !== 'published') continue;
    const document: z.output<typeof shown> = JSON.parse(kept.json);
    answers.push({
      claim: {
        id: claim_id,
        kind: document.kind,
        text: document.text ?? '',
        claimants: document.claimants ?? [],
        first_said_on: document.first_said_on ?? null,
        rating: document.verdict?.rating.key ?? null,
        path: pathOf(services.subjects, claim_id),
      },
      score: Math.round(score * 1000) / 1000,
      reasons,
      differs,
      sentence,
    });
  }
  return answers;
};

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
  askRoutes(app, services, matcher);
  batchRoute(app, services, matcher);
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
      const { text: said, claim, min_score, ...rest } = request.query;
      if ((said === undefined) === (claim === undefined)) {
        const detail = 'give either text or claim';
        throw new Problem('invalid-request', `text: ${detail}`, { errors: [{ parameter: 'text', detail }] });
      }
      const search =
        claim === undefined ? { ...rest, text: said ?? '' } : { ...(await asked(services, claim)), ...rest };
      return send(request, reply, presentValue(await answer(services, matcher, search, min_score)));
    },
  );
};

/** What is asked with a recorded claim. */
const asked = async (services: Services, claim_id: string) => {
  const kept = await services.items.find(claim_id);
  if (kept?.publication !== 'published') {
    const detail = 'is not a published claim';
    throw new Problem('invalid-request', `claim: ${detail}`, { errors: [{ parameter: 'claim', detail }] });
  }
  const document: z.output<typeof shown> = JSON.parse(kept.json);
  const [speaker] = document.claimants ?? [];
  return {
    text: document.text ?? '',
    except: claim_id,
    ...(speaker ? { speaker: speaker.id } : {}),
    ...(document.first_said_on?.length === 10 ? { date: document.first_said_on } : {}),
    ...(document.language ? { language: document.language } : {}),
  };
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
          }));
          const { matches: found } = await matcher.find(searches);
          for (const [place, sentence] of together.entries()) {
            const likely = (found[place] ?? []).filter(({ score }) => score >= min_score);
            const data = likely.length === 0 ? [] : await describe(services, likely);
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
