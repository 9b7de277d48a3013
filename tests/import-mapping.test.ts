import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importFiles } from '../src/commands/import.ts';
import { CommandError } from '../src/commands/open.ts';
import { mappingJsonSchema, mappingSchema } from '../src/features/import/mapping.ts';
import { startServer, type TestServer } from './setup/server.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'onrecord-mapping-'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(
    path,
    typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content),
  );
  return path;
};

interface Ran {
  code: number;
  out: string;
  err: string;
}

const FORMATS = ['csv', 'json', 'jsonl'] as const;
const OPTIONS = {
  format: { type: 'string' },
  mapping: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'skip-faulty': { type: 'boolean' },
  'allow-duplicates': { type: 'boolean' },
} as const;

/** Brings files in as `onrecord import` does, but in this process: starting one takes longer than most imports. */
const run = async (...words: string[]): Promise<Ran> => {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
  const options = {
    format: FORMATS.find((format) => format === values.format) ?? ('bundle' as const),
    mapping: values.mapping,
    dryRun: values['dry-run'],
    skipFaulty: values['skip-faulty'],
    allowDuplicates: values['allow-duplicates'],
  };
  const said: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void said.push(line));
  try {
    await importFiles(server.config, positionals, options);
    return { code: 0, out: said.join('\n'), err: '' };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { code: 1, out: said.join('\n'), err: error.message };
  } finally {
    log.mockRestore();
  }
};

const drafts = async (query = '') =>
  (await server.ask('GET', `/v1/claims?publication=draft&limit=100${query}`, { as: 'reporter' })).json.data;

/** A mapping of a table of promises, with what a test changes of it. */
const mapping = (
  origin: string,
  more: Record<string, unknown> = {},
  claim: Record<string, unknown> = {},
) => ({
  format: 'onrecord-mapping/1',
  origin,
  title: 'A list',
  speakers: [{ key: { from: 'who', slug: true }, slug: { from: 'who', slug: true }, name: { from: 'who' } }],
  claims: [
    {
      key: { from: 'id' },
      kind: 'promise',
      text: { from: 'what' },
      claimants: [{ from: 'who', slug: true }],
      topics: [{ from: 'topics', split: ';' }],
      promise: {
        action: { from: 'what' },
        criteria: 'As in the list.',
        deadline: {
          when: { from: 'due', not: [''] },
          give: {
            kind: 'calendar',
            phrase: { from: 'words' },
            window_start: { from: 'said', dates: ['D.M.YYYY'] },
            window_end: { from: 'due', dates: ['D.M.YYYY', 'MMMM D, YYYY'] },
          },
        },
      },
      outcomes: [
        {
          when: { from: 'status', not: ['', 'open'] },
          give: {
            key: { from: 'id', prefix: 'status-' },
            kind: 'ruling',
            result: { from: 'status', values: { done: 'kept', broken: 'not_kept' } },
            note: 'As in the list.',
            evidence: [{ each: { from: 'links', split: ' ' }, give: { url: { from: '$' } } }],
          },
        },
      ],
      ...claim,
    },
  ],
  ...more,
});

const CSV = [
  'id,who,what,topics,words,said,due,status,links',
  'p1,Ann Example,"Ann will build the ""long"" bridge,',
  'and soon.",bridges; rivers ,by autumn,3.8.2025,30.9.2025,broken,https://example.org/a https://example.org/b',
  'p2,Ælfric Ünlü,Roads will be mended.,,,1.2.2024,"March 5, 2024",done,https://example.org/c',
  'p3,Ann Example,Taxes will fall.,taxes,soon,,,open,',
  '',
].join('\r\n');

describe('a table with a mapping', () => {
  test('is read, checked and counted by a dry run, which writes nothing', async () => {
    const ran = await run(
      '--format',
      'csv',
      '--mapping',
      file('m.json', mapping('a')),
      '--dry-run',
      file('a.csv', CSV),
    );
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('3 rows read, 3 claims (3 drafts), 0 quotes, 2 speakers, 0 sources.');
    expect(ran.out).toContain('would add 2 speakers, 3 claims; 0 known before. Nothing was written.');
    expect(await drafts()).toEqual([]);
  });

  test('becomes drafts, with every column where the mapping puts it', async () => {
    const words = ['--format', 'csv', '--mapping', file('m.json', mapping('a')), file('a.csv', CSV)];
    expect((await run(...words)).out).toContain('5 added, 0 known before.');
    expect((await server.get('/v1/claims')).json.data).toEqual([]);
    const found = await drafts();
    const [first, second, third] = ['Ann will', 'Roads', 'Taxes'].map((start) =>
      found.find(({ text }: { text: string }) => text.startsWith(start)),
    );
    expect(first).toMatchObject({
      kind: 'promise',
      text: 'Ann will build the "long" bridge,\r\nand soon.',
      claimants: [{ slug: 'ann-example', name: 'Ann Example' }],
      topics: ['bridges', 'rivers'],
      author: 'A list',
      promise: {
        deadline: { phrase: 'by autumn', window_start: '2025-08-03', window_end: '2025-09-30' },
      },
    });
    expect(second.claimants[0].name).toBe('Ælfric Ünlü');
    expect(second.promise.deadline).toMatchObject({ phrase: null, window_end: '2024-03-05' });
    expect(third.promise.deadline.kind).toBe('none');
    const outcomes = async (id: string) =>
      (await server.ask('GET', `/v1/claims/${id}/outcomes?publication=draft`, { as: 'reporter' })).json.data;
    expect(await outcomes(first.id)).toMatchObject([
      { result: 'not_kept', evidence: [{ url: 'https://example.org/a' }, { url: 'https://example.org/b' }] },
    ]);
    expect(await outcomes(third.id)).toEqual([]);
  });

  test('imported again changes nothing', async () => {
    const words = ['--format', 'csv', '--mapping', file('m.json', mapping('a')), file('a.csv', CSV)];
    expect((await run(...words)).out).toContain('0 added, 5 known before.');
    expect(await drafts()).toHaveLength(3);
  });

  test('with other content than before is refused, whole', async () => {
    const changed = file('a.csv', CSV.replace('Taxes will fall', 'Taxes will rise').replace('p2', 'p4'));
    const ran = await run('--format', 'csv', '--mapping', file('m.json', mapping('a')), changed);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/nothing was imported: 1 of it were imported before with other content/);
    expect(await drafts()).toHaveLength(3);
  });

  test('is public only where the mapping says so', async () => {
    const public_mapping = mapping('b', {}, { publication: 'published', outcomes: [] });
    const args = ['--format', 'csv', '--mapping', file('m.json', public_mapping), file('b.csv', CSV)];
    const refused = await run(...args);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/b\.csv:2: row 1: \/claims\/0\/text is there already: \/v1\/claims\/claim_/);
    await run('--allow-duplicates', ...args);
    expect((await server.get('/v1/claims')).json.data).toHaveLength(3);
  });
});

test('JSON and JSON lines say the same as CSV', async () => {
  const rows = [
    {
      id: 1,
      by: { name: 'Bo Example' },
      what: 'Bo will swim.',
      topics: ['sea'],
      links: [{ href: 'https://example.org/d' }],
    },
    { id: 2, by: { name: 'Bo Example' }, what: 'Bo will run.', topics: [], links: [] },
  ];
  const of = (origin: string, more: object) => ({
    format: 'onrecord-mapping/1',
    origin,
    title: 'A list',
    speakers: [{ key: 'bo', slug: 'bo-example', name: { from: '/by/name' } }],
    sources: [
      {
        each: { from: 'links' },
        give: { key: { from: '$/href' }, kind: 'article', title: 'A page', url: { from: '$/href' } },
      },
    ],
    claims: [
      {
        key: { from: 'id' },
        kind: 'statement',
        text: { from: 'what' },
        claimants: ['bo'],
        topics: { from: 'topics' },
        sources: [{ each: { from: 'links' }, give: { from: '$/href' } }],
      },
    ],
    ...more,
  });
  const json = await run(
    '--format',
    'json',
    '--mapping',
    file('m.json', of('c', { rows: '/a~1b/0' })),
    file('c.json', { 'a/b': [rows] }),
  );
  expect(json).toMatchObject({ code: 0, err: '' });
  expect(json.out).toContain('4 added');
  const lines = `${rows.map((row) => JSON.stringify(row)).join('\n\n')}\n`;
  const jsonl = await run(
    '--allow-duplicates',
    '--format',
    'jsonl',
    '--mapping',
    file('m.json', of('d', {})),
    file('d.jsonl', lines),
  );
  expect(jsonl.out).toContain('4 added');
  const swims = await drafts('&q=swim');
  expect(swims).toMatchObject([
    { topics: ['sea'], sources: [{ url: 'https://example.org/d' }] },
    { topics: ['sea'], sources: [{ url: 'https://example.org/d' }] },
  ]);
});

describe('what is wrong is told with its place, and nothing is written', () => {
  const check = async (map: unknown, table: string, ...more: string[]): Promise<Ran> => {
    const before = await drafts();
    const ran = await run(
      '--format',
      'csv',
      '--mapping',
      file('bad.json', map),
      ...more,
      file('bad.csv', table),
    );
    expect(await drafts()).toEqual(before);
    expect(ran.code).toBe(1);
    return ran;
  };
  const HEADER = 'id,who,what,topics,words,said,due,status,links\n';

  test('a word that the mapping has no other for, with how often it stands there', async () => {
    const rows = ['x1,A,B,,,,,stalled,', 'x2,A,B,,,,,stalled,', 'x3,A,B,,,,,paused,'].join('\n');
    const { out } = await check(mapping('e'), HEADER + rows);
    expect(out).toContain('unmapped: status “stalled” (2 rows)');
    expect(out).toContain('unmapped: status “paused” (1 row)');
    expect(out).toContain('3 rows with faults:');
    expect(out).toContain('line 2, row 1, column status: “stalled” has no value in the mapping');
  });

  test('an impossible date, an empty cell, a word too long', async () => {
    const rows = [
      'x1,A,B,,,1.1.2025,31.2.2025,,',
      'x2,A,B,,,1.1.2025,the autumn,,',
      'x3,A,,,,,,,',
      `x4,A,B,${'x'.repeat(81)},,,,,`,
    ].join('\n');
    const { out } = await check(mapping('e'), HEADER + rows);
    expect(out).toContain(
      'line 2, row 1, column due: “31.2.2025” is no date written as D.M.YYYY or MMMM D, YYYY',
    );
    expect(out).toContain('row 2, column due: “the autumn” is no date');
    expect(out).toContain('row 3, column what: claim.text is empty');
    expect(out).toMatch(/row 4, column topics: claim.topics.0 Too big/);
  });

  test('a key twice, a speaker with two names', async () => {
    const twice = await check(mapping('e'), `${HEADER}x1,A,B,,,,,,\nx1,A,C,,,,,,\n`);
    expect(twice.out).toContain('row 2: claim x1 stands in row 1 already');
    const speakers = [{ key: 's', slug: 's', name: { from: 'who' } }];
    const names = await check(
      mapping('e', { speakers }, { claimants: ['s'] }),
      `${HEADER}x1,A,B,,,,,,\nx2,C,D,,,,,,\n`,
    );
    expect(names.out).toContain('row 2: speaker s stands in row 1 already, otherwise');
  });

  test('something named that is not there', async () => {
    const { out } = await check(mapping('e', { speakers: [] }), `${HEADER}x1,A,B,,,,,,\n`);
    expect(out).toContain('row 1: claim.claimants.0: a is not in this bundle');
  });

  const tables: [string, string | Buffer, RegExp][] = [
    ['a row with too few cells', `${HEADER}x1,A\n`, /bad\.csv:2: the row has 2 cells, the header 9/],
    [
      'a quote that is never closed',
      `${HEADER}x1,"A,B\n`,
      /bad\.csv:2: a cell opens with a quote that nothing closes/,
    ],
    ['a quote inside a bare cell', `${HEADER}x1,A"B,C\n`, /bad\.csv:2: a quote stands inside a cell/],
    ['text behind a closing quote', `${HEADER}x1,"A"B,C\n`, /bad\.csv:2: something stands between/],
    ['two columns of one name', 'id,id\n1,2\n', /bad\.csv:1: two columns are named “id”/],
    ['nothing at all', '', /bad\.csv: it is empty/],
    ['another encoding', Buffer.from([0x69, 0x64, 0x0a, 0xe4, 0x0a]), /it is not UTF-8/],
    [
      'a missing column',
      'id,what\n1,2\n',
      /bad\.json:1:\d+: \/speakers\/0\/key\/from .*bad\.csv has no column “who”/,
    ],
  ];
  test.each(tables)('%s', async (_, table, expected) => {
    const path = file('bad.csv', table);
    const ran = await run('--format', 'csv', '--mapping', file('bad.json', mapping('e')), path);
    expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(expected) });
  });

  const mappings: [string, unknown, RegExp][] = [
    ['an unknown member', { ...mapping('e'), colour: 1 }, /\/ colour: not known here/],
    [
      'an unknown option',
      mapping('e', {}, { text: { from: 'what', splitt: ';' } }),
      /\/claims\/0\/text splitt: not known here/,
    ],
    [
      'a date format with a day of no month',
      mapping('e', {}, { first_said_on: { from: 'said', dates: ['DD.YYYY'] } }),
      /must name a year/,
    ],
    [
      'a pattern that is none',
      mapping('e', {}, { text: { from: 'what', pattern: '(' } }),
      /is not a regular expression/,
    ],
    [
      'a block without its part',
      mapping('e', {}, { text: { when: { from: 'x' }, gives: 1 } }),
      /gives: not known here/,
    ],
  ];
  test.each(mappings)('in the mapping, %s', async (_, map, expected) => {
    const ran = await run('--format', 'csv', '--mapping', file('bad.json', map), file('ok.csv', CSV));
    expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(expected) });
  });

  test('a format without a mapping, a mapping without a format', async () => {
    expect((await run('--format', 'csv', file('ok.csv', CSV))).err).toMatch(/needs --mapping/);
    expect((await run('--mapping', 'm.json', file('ok.csv', CSV))).err).toMatch(/goes with --format/);
  });

  test('a faulty row is left out where that is asked for, and told', async () => {
    const table = `${HEADER}y1,A,B,,,,,stalled,\ny2,A,B will be.,,,,,open,\n`;
    const ran = await run(
      '--skip-faulty',
      '--format',
      'csv',
      '--mapping',
      file('m.json', mapping('f')),
      file('f.csv', table),
    );
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.out).toContain('1 row with faults:');
    expect(ran.out).toContain('2 added, 0 known before.');
  });
});

test('rows can be left out for a reason, and other words be taken as one', async () => {
  const map = mapping(
    'g',
    { skip: [{ when: { from: 'who', is: ['Nobody'] }, because: 'nobody said it' }] },
    { topics: [{ from: 'topics', values: { a: 'animals' }, otherwise: 'other' }] },
  );
  const table =
    'id,who,what,topics,words,said,due,status,links\n1,Nobody,x,a,,,,,\n2,C,C will.,a,,,,,\n3,C,C may.,zoo,,,,,\n';
  const { out } = await run(
    '--dry-run',
    '--format',
    'csv',
    '--mapping',
    file('m.json', map),
    file('g.csv', table),
  );
  expect(out).toContain('left out: 1 row: nobody said it');
  expect(out).toContain('by “otherwise”: topics “zoo” (1 row)');
  expect(out).toContain('2 claims (2 drafts)');
});

test('the mapping of TrumpTracker reads what its file has, and brings it as drafts', async () => {
  const seed = fileURLToPath(new URL('../seed/mappings/trumptracker.json', import.meta.url));
  const promise = (title: string, status: string, category: string, status_info = '') => ({
    title,
    status,
    category,
    status_info,
    url: `https://example.org/${title.replaceAll(' ', '-')}/`,
    sources: ['https://example.org/1', 'https://example.org/2'],
  });
  const promises = [
    promise('Paint the house', 'Broken', 'First 100 Days', 'Not painted in time.'),
    promise('Plant a tree', 'In progress', 'Environment'),
    promise('Learn to cook', 'Not started', 'Culture'),
  ];
  const ran = await run('--format', 'json', '--mapping', seed, file('t.json', { promises }));
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toContain('3 rows read, 3 claims (3 drafts), 0 quotes, 1 speakers, 3 sources.');
  const [paint] = await drafts('&q=paint');
  expect(paint.promise.deadline).toMatchObject({
    kind: 'event',
    window_start: '2017-01-20',
    window_end: '2017-04-29',
  });
  const [plant] = await drafts('&q=plant');
  expect(plant).toMatchObject({ topics: ['environment'], promise: { deadline: { kind: 'none' } } });
});

test('the published schema of mappings is that of the program', async () => {
  await expect(`${JSON.stringify(mappingJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../docs/mapping.schema.json',
  );
  const mappings = new URL('../seed/mappings/', import.meta.url);
  for (const name of readdirSync(mappings)) {
    const mapping = JSON.parse(readFileSync(new URL(name, mappings), 'utf8'));
    expect(mappingSchema.safeParse(mapping).error?.issues, name).toBeUndefined();
  }
});
