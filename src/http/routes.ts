/** What is the same for every route: how its input is checked and what its documentation says besides. */
import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifySchemaCompiler, RouteOptions } from 'fastify';
import * as z from 'zod';
import { LIMITS } from '../limits.ts';
import type { Fault } from '../record/refusal.ts';
import { didYouMean } from '../text/meant.ts';
import type { Access } from './access.ts';
import { InvalidRequest } from './errors.ts';
import { PROBLEMS, type ProblemName } from './problems.ts';
import { problem } from './schemas.ts';

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const COUNTED: Record<string, string> = { string: 'characters', array: 'items' };

/** `must be at most 100`, `must have at most 300 characters`. */
const sizeDetail = (bound: 'at least' | 'at most', size: number | bigint, origin: string): string => {
  const counted = COUNTED[origin];
  if (counted === undefined) return `must be ${bound} ${size}`;
  if (bound === 'at least' && size === 1) return 'must not be empty';
  return `must have ${bound} ${size} ${counted}`;
};

/** What was given, where a fault says so. */
const given = ({ input }: z.core.$ZodIssue): string => (typeof input === 'string' ? input : '');

/** What is wrong, for somebody who does not know the schema library. */
const plainDetail = (issue: z.core.$ZodIssue, httpPart: string | undefined): string => {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing';
  if (issue.message.endsWith('received array') && httpPart !== 'body') return 'must not be repeated';
  // What a schema says in words of its own stands.
  if (!/^(Invalid option|Invalid input|Too small|Too big)/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String);
    return `must be ${words.length === 1 ? '' : 'one of '}${words.join(', ')}${didYouMean(given(issue), words)}`;
  }
  if (issue.code === 'too_small') return sizeDetail('at least', issue.minimum, issue.origin);
  if (issue.code === 'too_big') return sizeDetail('at most', issue.maximum, issue.origin);
  return issue.message.replace(/^Invalid input: /, '');
};

/** Of what each alternative has against a value, that of the one it resembles most. */
const closest = (alternatives: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] => {
  const resembles = alternatives.find((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code !== 'invalid_type'),
  );
  return resembles ?? alternatives[0] ?? [];
};

/** A zod issue as faults: each unknown member by its own name. `known`: the parameters that there are. */
export const faultsOf = (
  issue: z.core.$ZodIssue,
  httpPart: string | undefined,
  known: readonly string[] = [],
): Fault[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      httpPart === 'body'
        ? { pointer: pointerOf([...issue.path, key]), detail: 'is not a known member' }
        : { parameter: key, detail: `is not a known parameter${didYouMean(key, known)}` },
    );
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closest(issue.errors).flatMap((inner) =>
      faultsOf({ ...inner, path: [...issue.path, ...inner.path] }, httpPart),
    );
  }
  const detail = plainDetail(issue, httpPart);
  // Of a parameter's several values each stands for itself.
  return httpPart === 'body'
    ? [{ pointer: pointerOf(issue.path), detail }]
    : [{ parameter: String(issue.path[0] ?? ''), detail }];
};

/** The parts of an address that are not there: most often a slash too many at its end. */
const emptyParts = (parameters: object): Fault[] =>
  Object.entries(parameters)
    .filter(([, value]) => value === '')
    .map(([parameter]) => ({
      parameter,
      detail: 'is empty: leave the slash before it out, or say which one',
    }));

/** Checks a part of a request by its zod schema; what a handler sees is what the schema made of it. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (data) => {
    const empty = httpPart === 'params' ? emptyParts(data) : [];
    if (empty.length > 0) return { error: new InvalidRequest(empty) };
    // Fastify hands on the body that a request does not have as null.
    const parsed = schema.safeParse(httpPart === 'body' ? (data ?? undefined) : data, { reportInput: true });
    if (parsed.success) return { value: parsed.data };
    const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
    const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, httpPart, known));
    return { error: new InvalidRequest(faults) };
  };

/** An answer's schema as JSON, for the documentation. */
export const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});

/** The answer at an address that leads to another. */
export const movedTo = { description: 'It has another address, in `Location`' };

/** The problems a route can answer with, by what it is. */
const problemsOf = (route: RouteOptions, access: Access): ProblemName[] => {
  const method = [route.method].flat()[0];
  const changes = method !== 'GET';
  // A leaf of the log is named by parameters.
  const one = route.url.includes(':') || route.url === '/v1/log/inclusion';
  const makesWordsPublic = /^\/v1\/(claims|quotes)\/:id(\/publish)?$/.test(route.url);
  const leavesTombstones = /^\/v1\/(claims|quotes|verdicts|outcomes)\/:/.test(route.url);
  const names: ProblemName[] = ['invalid-request', 'unauthorized'];
  // What anybody may read of one thing, no key is refused; a list of drafts is.
  if (access !== 'open' && !(access === 'public' && route.url.endsWith(':id'))) names.push('forbidden');
  if (one) names.push('not-found');
  if (leavesTombstones) names.push('withdrawn');
  if (changes && one) names.push('not-possible-now', 'precondition-failed');
  if (changes) names.push('already-exists', 'too-large', 'unsupported-media-type', 'unprocessable');
  if (method === 'POST') names.push('idempotency-mismatch');
  if (changes && makesWordsPublic) names.push('override-needed');
  if (method === 'PATCH') names.push('precondition-required');
  if (method === 'PATCH' && !/^\/v1\/(webhooks|watches)\//.test(route.url)) names.push('correction-needed');
  return [...names, 'too-many-requests', 'internal-error', 'unavailable'];
};

const ACCESS_TEXT: Record<Access, string> = {
  open: 'No key needed.',
  public: 'No key needed for what is published (unless the newsroom turned that off: then a reader’s).',
  reader: 'Needs a key.',
  reporter: 'Needs a reporter’s key.',
  editor: 'Needs an editor’s key.',
  admin: 'Needs an admin’s key.',
};

/** Whatever may stand in a header (RFC 9110 section 5.5). */
const FIELD = '^[\\t\\x20-\\x7e\\x80-\\xff]*$';

const HEADERS = {
  'if-match': z
    .string()
    .max(500)
    .optional()
    .meta({ description: 'The ETag of what is changed, as you read it', pattern: FIELD }),
  'if-none-match': z
    .string()
    .max(5_000)
    .optional()
    .meta({ description: 'ETags you have: 304 when one is current', pattern: FIELD }),
  'idempotency-key': z
    .string()
    .min(1)
    .max(LIMITS.idempotency_key_length)
    .regex(/^[\x20-\x7e]+$/, {
      error: `must be 1 to ${LIMITS.idempotency_key_length} printable ASCII characters`,
    })
    .optional()
    .meta({ description: 'The same key and request have one effect, for 24 hours' }),
};

const headersOf = (route: RouteOptions) => {
  const method = [route.method].flat()[0];
  if (method === 'GET') return z.looseObject({ 'if-none-match': HEADERS['if-none-match'] });
  if (method === 'PATCH') return z.looseObject({ 'if-match': HEADERS['if-match'] });
  const shape = { 'idempotency-key': HEADERS['idempotency-key'] };
  return z.looseObject(route.url.includes(':') ? { ...shape, 'if-match': HEADERS['if-match'] } : shape);
};

/** Makes every route registered after it refuse parameters that it does not name; one that would not stops the start. */
export const refuseUnknownParameters = (app: FastifyInstance): void => {
  app.addHook('onRoute', (route) => {
    route.schema = { querystring: NO_PARAMETERS, ...route.schema };
    const { querystring } = route.schema;
    if (route.config?.anyParameters) return;
    if (querystring instanceof z.ZodObject && querystring.def.catchall instanceof z.ZodNever) return;
    throw new Error(
      `${[route.method].flat().join()} ${route.url} takes any parameter: its query must be strict`,
    );
  });
};

const NO_PARAMETERS = z.strictObject({});

/** Completes the documentation of every route registered after it: access, headers, problems. */
export const documentRoutes = (app: FastifyInstance): void => {
  app.addHook('onRoute', (route) => {
    const { schema } = route;
    const access = route.config?.access;
    const method = [route.method].flat()[0];
    // Fastify answers HEAD with the GET route and its very schema.
    if (!schema || schema.hide || !access || method === 'HEAD') return;
    const responses: Record<string, unknown> = { ...Object(schema.response) };
    const problems = problemsOf(route, access);
    const errors = route.config?.errors;
    for (const [status, alike] of Map.groupBy(problems, (name) => PROBLEMS[name].status)) {
      responses[status] ??= {
        description: alike.map((name) => `${PROBLEMS[name].title} (\`${name}\`)`).join('; '),
        content: errors ? json('', errors).content : { 'application/problem+json': { schema: problem } },
      };
    }
    if (method === 'GET') responses[304] ??= { description: 'You have it' };
    schema.response = responses;
    schema.security = access === 'open' || access === 'public' ? [{}, { key: [] }] : [{ key: [] }];
    schema.description = [schema.description, ACCESS_TEXT[access]].filter(Boolean).join('\n\n');
    schema.headers ??= headersOf(route);
    Object.assign(schema, { 'x-access': access, 'x-problems': problems });
  });
};
