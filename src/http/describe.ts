/**
 * Makes one document of what the routes give: what operations share is said once, headers and errors
 * are named, and exchanges with a server that runs become examples.
 */
import { stringify } from 'yaml';
import { LIMITS } from '../limits.ts';
import { PROBLEMS, type ProblemName } from './problems.ts';
import { PLAIN_TEXT } from './schemas.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

interface Reference {
  $ref: string;
}
interface Content {
  schema: Json;
  examples?: Record<string, { summary?: string; value: Json }>;
}
interface Response {
  description: string;
  headers?: Record<string, Reference>;
  content?: Record<string, Content>;
}
interface Parameter {
  name: string;
  in: string;
  description?: string;
  required?: boolean;
  schema: Record<string, Json>;
}
export interface Operation {
  operationId: string;
  parameters?: (Parameter | Reference)[];
  requestBody?: { required: boolean; content: Record<string, Content> };
  responses: Record<string, Response | Reference>;
  /** Every problem that it can answer with, by name. */
  'x-problems': ProblemName[];
}
export interface Description {
  openapi: string;
  info: Json;
  servers: Json;
  tags: Json;
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, object>>;
}

/** A request and its answer, as a server gave it. */
export interface Exchange {
  operationId: string;
  /** Names the example. */
  name: string;
  summary: string;
  body?: Json | undefined;
  status: number;
  /** The name of the problem, where it is one. */
  problem?: ProblemName | undefined;
  answer: Json;
}

/** By the names they have in an answer. */
const HEADERS = {
  'Access-Control-Allow-Origin': {
    description: 'Pages of any origin may read',
    schema: { type: 'string', const: '*' },
  },
  ETag: {
    description: 'Stands for this state: for `If-None-Match` when reading, `If-Match` when changing',
    schema: { type: 'string', maxLength: 100, pattern: '^"[^"]+"$' },
  },
  Location: {
    description: 'Where the new thing is',
    schema: { type: 'string', format: 'uri-reference', maxLength: LIMITS.url },
  },
  Link: {
    description: 'The next page (RFC 8288), where there is one',
    // As long as the address that was asked may be, and a cursor.
    schema: { type: 'string', maxLength: 20_000, pattern: '^<[^>]+>; rel="next"$' },
  },
  RateLimit: {
    description:
      'Requests left to this caller and seconds until there are more, where the newsroom has set a limit: `"default";r=599;t=60`',
    schema: { type: 'string', maxLength: 100, pattern: '^"default";r=\\d+;t=\\d+$' },
  },
  'Idempotency-Replayed': {
    description: '`true`: this is the first answer again, and nothing was done',
    schema: { type: 'string', const: 'true' },
  },
  'WWW-Authenticate': {
    description: 'How to send a key',
    schema: { type: 'string', const: 'Bearer realm="onrecord"' },
  },
  'Retry-After': {
    description: 'Seconds after which to try again',
    schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 60 },
  },
};

const header = (name: keyof typeof HEADERS): Reference => ({ $ref: `#/components/headers/${name}` });

const INT32_MAX = 2 ** 31 - 1;

const isObject = (value: Json | undefined): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Says a default in words: generators of clients take a member with a `default` for one that is always
 * there, and then ask their users to send it. What is empty goes without saying.
 */
const sayDefault = (schema: { [name: string]: Json }): void => {
  const { default: byDefault } = schema;
  if (byDefault === undefined || isObject(byDefault)) return;
  delete schema.default;
  if (byDefault === null || byDefault === '' || Array.isArray(byDefault)) return;
  schema.description = [schema.description, `\`${byDefault}\` when left out`].filter(Boolean).join('; ');
};

/** Says of every schema in here what zod leaves out, and leaves out what zod says at length. */
const completeSchemas = (value: Json): void => {
  if (Array.isArray(value)) value.forEach(completeSchemas);
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) if (name !== 'examples') completeSchemas(member);
  sayDefault(value);
  if (value.type === 'integer') {
    value.format = Number(value.maximum ?? Number.MAX_SAFE_INTEGER) > INT32_MAX ? 'int64' : 'int32';
    delete value.pattern;
  }
  // In a query these are words.
  if (value.type === 'boolean') delete value.enum;
  if (!('type' in value) || ![value.type].flat().includes('string') || 'enum' in value || 'const' in value)
    return;
  if (value.format === 'date' || value.format === 'date-time') {
    // Zod's patterns for these say no more than the format does, in 200 characters.
    delete value.pattern;
    value.maxLength ??= value.format === 'date' ? 10 : 40;
  }
  // What is taken in has limits of its own; nothing that is served is longer than the longest of them.
  value.maxLength ??= LIMITS.rationale;
  if (!('format' in value)) value.pattern ??= PLAIN_TEXT.source;
};

/** `not-found` → `NotFound`; `if-match` → `IfMatch`. */
const pascal = (name: string): string =>
  name.replace(/(?:^|[^a-z]+)([a-z])/gi, (_, letter: string) => letter.toUpperCase());

/** Collects components of one kind; the same content gets the same name. */
const createShelf = (kind: string) => {
  const shelf: Record<string, object> = {};
  const names = new Map<string, string>();
  const put = (wanted: string, content: object): Reference => {
    const text = JSON.stringify(content);
    let name = names.get(text) ?? wanted;
    while (!names.has(text) && name in shelf) name += '2';
    names.set(text, name);
    shelf[name] = content;
    return { $ref: `#/components/${kind}/${name}` };
  };
  return { shelf, put };
};

const operationsOf = (paths: Description['paths']): { path: string; operation: Operation }[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, operation })),
  );

/** Puts parameters that several operations share into components. */
const shareParameters = (paths: Description['paths']): Record<string, object> => {
  const { shelf, put } = createShelf('parameters');
  const operations = operationsOf(paths);
  const uses = new Map<string, number>();
  for (const { operation } of operations) {
    for (const parameter of operation.parameters ?? []) {
      if ('$ref' in parameter) continue;
      if (parameter.description !== undefined) delete parameter.schema.description;
      if (parameter.in === 'header')
        parameter.name = parameter.name.replace(/(^|-)[a-z]/g, (c) => c.toUpperCase());
      const text = JSON.stringify(parameter);
      uses.set(text, (uses.get(text) ?? 0) + 1);
    }
  }
  for (const { path, operation } of operations) {
    operation.parameters =
      operation.parameters?.map((parameter) => {
        if ('$ref' in parameter || (uses.get(JSON.stringify(parameter)) ?? 0) < 2) return parameter;
        const of = parameter.in === 'path' ? path.slice(0, path.indexOf('/{')).split('/').at(-1) : '';
        const needed = parameter.in === 'header' && parameter.required ? 'required' : '';
        return put(pascal(`${of}-${needed}-${parameter.name}-parameter`), parameter);
      }) ?? [];
  }
  return shelf;
};

/** Names the headers of an operation's good answers. */
const nameHeaders = (operation: Operation): void => {
  const takes = (name: string) =>
    operation.parameters?.some((parameter) => 'name' in parameter && parameter.name === name);
  for (const [status, response] of Object.entries(operation.responses)) {
    if ('$ref' in response || Number(status) >= 400) continue;
    response.headers = {
      'Access-Control-Allow-Origin': header('Access-Control-Allow-Origin'),
      RateLimit: header('RateLimit'),
      ...(status === '201' ? { Location: header('Location') } : {}),
      ...(takes('idempotency-key') ? { 'Idempotency-Replayed': header('Idempotency-Replayed') } : {}),
      ...(takes('if-none-match') || takes('if-match') || status === '201' ? { ETag: header('ETag') } : {}),
      ...(status === '200' && takes('cursor') ? { Link: header('Link') } : {}),
    };
  }
};

/** What a PATCH takes is a merge patch, with `If-Match`; and a body that may be left out says so. */
const nameInput = (method: string, { parameters = [], requestBody }: Operation): void => {
  for (const parameter of parameters) {
    // The server says 428 to one that is missing; were it required there, that would be a 400.
    if (method === 'patch' && 'name' in parameter && parameter.name === 'if-match') parameter.required = true;
  }
  if (!requestBody) return;
  for (const [type, content] of Object.entries(requestBody.content)) {
    const { schema } = content;
    if (!isObject(schema)) continue;
    if (schema['x-fastify-zod-openapi-optional'] === true) requestBody.required = false;
    delete schema['x-fastify-zod-openapi-optional'];
    if (method !== 'patch') continue;
    delete requestBody.content[type];
    requestBody.content['application/merge-patch+json'] = content;
  }
};

/** Adds exchanges as examples to their operation. */
const addExamples = (operation: Operation, exchanges: readonly Exchange[]): void => {
  const add = (content: Content | undefined, { name, summary }: Exchange, value: Json | undefined) => {
    if (content && value !== undefined)
      content.examples = { ...content.examples, [name]: { summary, value } };
  };
  for (const exchange of exchanges.filter(({ operationId }) => operationId === operation.operationId)) {
    if (exchange.problem) continue;
    const response = operation.responses[exchange.status];
    if (!response || '$ref' in response)
      throw new Error(`${operation.operationId} has no ${exchange.status}`);
    const [given] = Object.values(response.content ?? {});
    add(given, exchange, exchange.answer);
    const [taken] = Object.values(operation.requestBody?.content ?? {});
    add(taken, exchange, exchange.body);
  }
};

/** An error answer, with its headers and an example of each problem that it may be. */
const completeProblem = (
  response: Response,
  names: readonly ProblemName[],
  exchanges: readonly Exchange[],
): Response => {
  const found = exchanges.filter(({ problem }) => problem && names.includes(problem));
  const examples = Object.fromEntries(
    found.map(({ problem = '', summary, answer }) => [problem, { summary, value: answer }]),
  );
  const content = Object.entries(response.content ?? {}).map(([type, { schema }]) => [
    type,
    found.length > 0 && type === 'application/problem+json' ? { schema, examples } : { schema },
  ]);
  const may = (...problems: ProblemName[]) => problems.some((problem) => names.includes(problem));
  const headers = {
    'Access-Control-Allow-Origin': header('Access-Control-Allow-Origin'),
    ...(may('internal-error', 'unavailable') ? {} : { RateLimit: header('RateLimit') }),
    ...(may('too-many-requests', 'unavailable') ? { 'Retry-After': header('Retry-After') } : {}),
    ...(may('unauthorized') ? { 'WWW-Authenticate': header('WWW-Authenticate') } : {}),
    ...(may('precondition-failed') ? { ETag: header('ETag') } : {}),
  };
  return { ...response, headers, content: Object.fromEntries(content) };
};

/** The finished document, out of what the routes gave and of exchanges for examples. */
export const completeDescription = (generated: object, exchanges: readonly Exchange[]): Description => {
  const plain: Json = JSON.parse(JSON.stringify(generated));
  completeSchemas(plain);
  const { openapi, info, servers, tags, paths, components }: Description = JSON.parse(JSON.stringify(plain));
  const { shelf: responses, put } = createShelf('responses');
  for (const [method, operation] of Object.values(paths).flatMap((methods) => Object.entries(methods))) {
    nameHeaders(operation);
    nameInput(method, operation);
    addExamples(operation, exchanges);
    for (const [status, response] of Object.entries(operation.responses)) {
      const names = operation['x-problems'].filter((name) => String(PROBLEMS[name].status) === status);
      if ('$ref' in response || names.length === 0) continue;
      operation.responses[status] = put(
        names.map(pascal).join('Or'),
        completeProblem(response, names, exchanges),
      );
    }
  }
  const parameters = shareParameters(paths);
  return {
    openapi,
    info,
    servers,
    tags,
    paths,
    components: { ...components, parameters, headers: HEADERS, responses },
  };
};

/** The API description as YAML, the way it is committed. */
export const openapiYaml = (description: Description): string =>
  stringify(description, { aliasDuplicateObjects: false });
