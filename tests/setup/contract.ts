/**
 * Holds every answer of every test against the API description as it is published: a status that a
 * route does not document, or a body that its schema refuses, fails the test that met it.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FastifyInstance } from 'fastify';
import { completeDescription, type Operation } from '../../src/http/describe.ts';

const FORMATS: Record<string, RegExp> = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/,
  uri: /^https?:\/\//,
};

const escapePointer = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

type Contract = (method: string, url: string, answer: { status: number; type: string; body: string }) => void;

let contract: Contract | undefined;

/**
 * Gives a function that throws when an answer is not one that the description of `app` foresees. A server describes
 * itself alike whatever its settings (edge.test.ts holds that), so it is made once and for all of them.
 */
export const contractOf = (app: FastifyInstance): Contract => {
  contract ??= createContract(app);
  return contract;
};

const createContract = (app: FastifyInstance): Contract => {
  const description = completeDescription(app.swagger(), []);
  const ajv = new Ajv2020({ strict: false, validateSchema: false });
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  for (const name of ['int32', 'int64', 'uri-reference']) ajv.addFormat(name, true);
  ajv.addSchema(description, 'api');
  const routes = Object.entries(description.paths).map(([path, operations]) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    operations: new Map<string, Operation>(Object.entries(operations)),
  }));
  const validators = new Map<string, ValidateFunction>();
  const validator = (pointer: string): ValidateFunction => {
    const known = validators.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    validators.set(pointer, known);
    return known;
  };

  return (method, url, answer) => {
    const path = url.split('?', 1)[0] ?? '';
    const where = `${method} ${url} answered ${answer.status}`;
    if (answer.status >= 500 && answer.status !== 503) throw new Error(`${where}: ${answer.body}`);
    const isProblem = answer.type.startsWith('application/problem+json');
    const route =
      routes.find((candidate) => candidate.path === path) ??
      routes.find((candidate) => candidate.pattern.test(path));
    const operation = route?.operations.get(method.toLowerCase());
    // Only a route that is described with errors of another form may have them.
    if (answer.status >= 400 && !isProblem && !operation) throw new Error(`${where} with ${answer.type}`);
    if (!route || !operation) return;
    const documented = operation.responses[answer.status];
    if (!documented) throw new Error(`${where}, which ${route.path} does not document`);
    const type = answer.type.split(';', 1)[0] ?? '';
    if (answer.body === '' || !type.includes('json')) return;
    const place =
      '$ref' in documented
        ? documented.$ref.slice(2).split('/')
        : ['paths', route.path, method.toLowerCase(), 'responses', `${answer.status}`];
    const { content = {} } = place.reduce((node, name) => Object(node)[name], Object(description));
    if (!content[type]) throw new Error(`${where} as ${type}, which is not documented`);
    const pointer = [...place, 'content', type];
    const validate = validator(`/${pointer.map(escapePointer).map(encodeURIComponent).join('/')}/schema`);
    const values = type === 'application/x-ndjson' ? answer.body.trimEnd().split('\n') : [answer.body];
    if (values.every((value) => validate(JSON.parse(value)))) return;
    throw new Error(
      `${where} with what its schema refuses: ${ajv.errorsText(validate.errors)} in ${answer.body}`,
    );
  };
};
