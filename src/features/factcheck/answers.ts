/** Answers in the form of Google's APIs: standard parameters, partial and indented JSON, errors. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { send } from '../../http/answers.ts';
import { problemOf } from '../../http/errors.ts';
import { PROBLEMS, Problem } from '../../http/problems.ts';
import { LIMITS } from '../../limits.ts';
import { etagOf } from '../../record/present.ts';
import { applyMask, MaskError, readMask, unknownName } from './mask.ts';

const word = z.string().max(LIMITS.text_medium).optional();
const yes = z.enum(['true', 'false', '1', '0']).optional();

/** Parameters that every method of Google's APIs takes. */
export const standardParameters = {
  key: word.meta({ description: 'A key, instead of `Authorization`; never logged' }),
  access_token: word.meta({ description: 'The same' }),
  oauth_token: word.meta({ description: 'The same' }),
  fields: word.meta({ description: 'Which members to answer with: `claims(text,claimReview/url)`' }),
  alt: z.enum(['json']).optional().meta({ description: 'The form of the answer: JSON' }),
  prettyPrint: yes.meta({ description: 'Indented, unless `false`' }),
  quotaUser: word.meta({ description: 'Taken and not used' }),
  uploadType: word.meta({ description: 'Taken and not used' }),
  upload_protocol: word.meta({ description: 'Taken and not used' }),
  '$.xgafv': z.enum(['1', '2']).optional().meta({ description: 'Taken and not used' }),
};

export interface Standard {
  fields?: string | undefined;
  prettyPrint?: string | undefined;
}

const NAMES = new Set(
  'claims results claim text claimant claimDate claimReview publisher name site url title reviewDate textualRating languageCode nextPageToken claimReviewMarkupPages pageUrl publishDate claimReviewAuthor imageUrl claimReviewMarkups versionId claimReviewed claimLocation claimFirstAppearance claimAppearances claimAuthor jobTitle sameAs rating ratingValue bestRating worstRating ratingExplanation'.split(
    ' ',
  ),
);

const wrongMask = (detail: string): Problem =>
  new Problem('invalid-request', detail, { errors: [{ parameter: 'fields', detail }] });

/** The JSON of an answer, of it what was asked for. Throws 400 for a mask that names nothing. */
export const jsonOf = (value: unknown, { fields, prettyPrint }: Standard): string => {
  let shown = value;
  if (fields !== undefined && fields !== '') {
    try {
      const mask = readMask(fields);
      const unknown = unknownName(mask, NAMES);
      if (unknown !== undefined) throw new MaskError(`Invalid field selection ${unknown}`);
      shown = applyMask(value, mask);
    } catch (error) {
      throw error instanceof MaskError ? wrongMask(error.message) : error;
    }
  }
  const isCompact = prettyPrint === 'false' || prettyPrint === '0';
  return isCompact ? JSON.stringify(shown) : `${JSON.stringify(shown, null, 2)}\n`;
};

/** Answers a GET. */
export const answer = (
  request: FastifyRequest,
  reply: FastifyReply,
  value: unknown,
  standard: Standard,
): FastifyReply => {
  const body = jsonOf(value, standard);
  return send(request, reply, { body, etag: etagOf(body) });
};

/** An error as Google's APIs have it (google.rpc.Status in JSON). */
export const errorShape = z
  .strictObject({
    error: z.strictObject({
      code: z.int().min(400).max(599),
      message: z.string(),
      status: z.string().max(LIMITS.text_short),
      details: z.array(z.looseObject({})).max(1).optional(),
    }),
  })
  .meta({ id: 'FactCheckError' });

const STATUSES: Record<number, [code: number, status: string]> = {
  401: [401, 'UNAUTHENTICATED'],
  403: [403, 'PERMISSION_DENIED'],
  404: [404, 'NOT_FOUND'],
  409: [409, 'ALREADY_EXISTS'],
  412: [409, 'ABORTED'],
  429: [429, 'RESOURCE_EXHAUSTED'],
  500: [500, 'INTERNAL'],
  503: [503, 'UNAVAILABLE'],
};

/** The error handler of these routes. */
export const sendGoogleError = (error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const problem = problemOf(error);
  const given = PROBLEMS[problem.problem].status;
  const [code, status] = STATUSES[given] ?? [400, 'INVALID_ARGUMENT'];
  if (code === 500) request.log.error({ err: error }, 'a request failed');
  const { errors } = problem.members;
  const violations = Array.isArray(errors)
    ? errors.map(({ parameter, pointer, detail }) => ({
        field: String(parameter ?? pointer ?? '')
          .replace(/^\//, '')
          .replaceAll('/', '.'),
        description: detail,
      }))
    : [];
  const details = [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations }];
  return reply
    .code(code)
    .headers(problem.headers)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(
      JSON.stringify(
        { error: { code, message: problem.message, status, ...(violations.length > 0 ? { details } : {}) } },
        null,
        2,
      ),
    );
};
