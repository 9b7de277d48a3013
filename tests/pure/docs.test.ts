/** Docs and code say the same: what the code has, the docs name. tests/readme.test.ts takes the tour. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { describeBundle } from '../../src/commands/bundle-schema.ts';
import { describeApi, describedAsJson } from '../../src/commands/openapi.ts';
import { SETTINGS } from '../../src/config.ts';
import type { Description } from '../../src/http/describe.ts';
import { PROBLEMS } from '../../src/http/problems.ts';
import { LIMITS } from '../../src/limits.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const guides = [
  ...readdirSync(ROOT).filter((file) => file.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
const docs = guides.map(read).join('\n');
const description: Description = parse(read('openapi.yaml'));
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('the API description', () => {
  test('openapi.yaml is what the routes and the server give (npm run openapi)', async () => {
    expect((await describeApi()) === read('openapi.yaml'), 'out of date: npm run openapi').toBe(true);
  });

  test('openapi.json says what openapi.yaml says, in the form that a server hands out', () => {
    expect(describedAsJson(read('openapi.yaml')) === read('openapi.json'), 'npm run openapi').toBe(true);
  });

  test('every operation has a summary, a description, its access, its problems and an example', () => {
    const lacking = operations.filter(({ operation }) => {
      const {
        summary,
        description: about,
        'x-access': access,
        'x-problems': problems,
      } = z
        .looseObject({
          summary: z.string(),
          description: z.string(),
          'x-access': z.string(),
          'x-problems': z.array(z.string()),
        })
        .parse(operation);
      const good = operation.responses[200] ?? operation.responses[201];
      const [given] = Object.values((good && 'content' in good && good.content) || {});
      const examples = given?.examples;
      return !(summary && about && access && problems.length > 0 && examples);
    });
    expect(lacking.map(({ operation }) => operation.operationId)).toEqual([]);
  });

  test('every problem that a request can run into is shown by an example', () => {
    const shown = JSON.stringify(description.components.responses);
    // These take a broken server, a newsroom's limit, a body of a mebibyte, or time.
    const untold = [
      'request-timeout',
      'internal-error',
      'unavailable',
      'too-many-requests',
      'too-large',
      'method-not-allowed',
    ];
    const lacking = Object.keys(PROBLEMS).filter(
      (name) => !shown.includes(`/problems/${name}"`) && !untold.includes(name),
    );
    expect(lacking).toEqual([]);
  });

  test('every text and every list that is taken in has a limit', () => {
    const faults: string[] = [];
    const seen = new Set<string>();
    const visit = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const members: Map<string, unknown> = new Map(Object.entries(value));
      const reference = members.get('$ref');
      if (typeof reference === 'string' && !seen.has(reference)) {
        seen.add(reference);
        const found = reference
          .slice(2)
          .split('/')
          .reduce<unknown>((node, name) => (node === undefined ? node : Object(node)[name]), description);
        visit(found, reference);
      }
      const types = [members.get('type')].flat();
      if (types.includes('array') && !members.has('maxItems')) faults.push(at);
      // The longest text is the one limit that schemas without one are given.
      if (
        types.includes('string') &&
        members.get('maxLength') === LIMITS.rationale &&
        !at.endsWith('/rationale/anyOf/0')
      )
        faults.push(at);
      for (const [name, member] of members) if (name !== 'examples') visit(member, `${at}/${name}`);
    };
    for (const { operation, path, method } of operations) {
      visit(operation.parameters, `${method} ${path} parameters`);
      visit(operation.requestBody, `${method} ${path}`);
    }
    expect(faults).toEqual([]);
  });

  test('docs/bundle.schema.json is what an import is checked by (npm run bundle-schema)', () => {
    expect(describeBundle() === read('docs/bundle.schema.json'), 'out of date: npm run bundle-schema').toBe(
      true,
    );
  });
});

describe('the guides name', () => {
  const missing = (names: readonly string[], file: string) => {
    const text = read(file);
    return names.filter((name) => !text.includes(name));
  };

  test('every setting, with its default', () => {
    const lines = Object.entries(SETTINGS).map(([name, schema]) => {
      const byDefault = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).default;
      return `| \`${name}\` | ${byDefault === undefined ? 'none' : `\`${byDefault}\``} |`;
    });
    expect(missing(lines, 'docs/settings.md')).toEqual([]);
  });

  test('every type of problem, with its status', () => {
    const lines = Object.entries(PROBLEMS).map(([name, { status }]) => `| \`${name}\` | ${status} |`);
    expect(missing(lines, 'docs/problems.md')).toEqual([]);
  });

  test('every limit, with its value', () => {
    const lines = Object.entries(LIMITS).map(
      ([name, value]) => `| \`${name}\` | ${value.toLocaleString('en')} |`,
    );
    expect(missing(lines, 'docs/limits.md')).toEqual([]);
  });

  test('every route, with who may call it', () => {
    const lines = operations.map(
      ({ method, path, operation }) =>
        `| \`${method.toUpperCase()} ${path}\` | ${Object(operation)['x-access']} |`,
    );
    expect(missing(lines, 'docs/api.md')).toEqual([]);
  });

  test('every command', () => {
    const commandsOf = (...words: string[]): string[] => {
      const { stdout } = spawnSync(process.execPath, [join(ROOT, 'bin/main.js'), ...words, '--help'], {
        encoding: 'utf8',
      });
      const list = /Commands:\n((?: {2}.*\n)+)/.exec(stdout)?.[1] ?? '';
      return [...list.matchAll(/^ {2}([a-z][a-z-]*)/gm)].flatMap(([, name = '']) =>
        name === 'help' ? [] : [[...words, name].join(' '), ...commandsOf(...words, name)],
      );
    };
    const commands = commandsOf();
    expect(commands).toContain('keys create');
    expect(
      missing(
        commands.map((command) => `onrecord ${command}`),
        'docs/command-line.md',
      ),
    ).toEqual([]);
  });

  test('every word of every vocabulary', () => {
    const words = new Set<string>();
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('enum' in value && Array.isArray(value.enum))
        for (const word of value.enum) words.add(String(word));
      for (const member of Object.values(value)) visit(member);
    };
    visit(description.components.schemas);
    const unnamed = [...words].filter((word) => !docs.includes(`\`${word}\``));
    expect(unnamed).toEqual([]);
  });

  test('nothing that is not there: every link leads somewhere', () => {
    const anchorsOf = (file: string) =>
      [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, '')
          .replaceAll(' ', '-'),
      );
    const dead = guides.flatMap((guide) =>
      [...read(guide).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
        if (/^https?:/.test(target)) return [];
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? join(ROOT, guide) : join(ROOT, dirname(guide), path);
        const leads = existsSync(file) && (anchor === undefined || anchorsOf(file).includes(anchor));
        return leads ? [] : [`${guide}: ${relative(ROOT, file)}${anchor ? `#${anchor}` : ''}`];
      }),
    );
    expect(dead).toEqual([]);
  });
});
