/** No list reads a growing table from end to end, whatever it is filtered and sorted by: asked of the planner itself. */
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { listenToStatements } from '../bench/count-statements.ts';
import { connect } from '../src/db/connect-sqlite.ts';
import { engine } from '../src/db/kit.ts';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';

/** Tables that hold a row for each thing, version, line or word that there ever was. */
const GROWING = [
  ...[
    'documents',
    'entries',
    'entry_terms',
    'term_values',
    'events',
    'corrections',
    'log_nodes',
    'search_texts',
  ],
  ...['claims', 'quotes', 'speakers', 'sources', 'verdicts', 'outcomes', 'promises', 'deadlines'],
  ...['claim_claimants', 'claim_quotes', 'claim_sources', 'claim_relations', 'clarifications'],
  ...['imports', 'idempotency'],
];

/**
 * Lists that SQLite reads from the newest on until a page is full: whole ones, whose order that is, and those whose
 * filter has no index of its own. These last are short for what is common and long for what is rare.
 */
const WALKED = [
  '/v1/corrections',
  '/v1/corrections by kind',
  '/v1/corrections by speaker',
  '/v1/corrections by speaker and kind',
  '/v1/corrections by speaker and wikidata_id',
  '/v1/events',
  '/v1/events by from',
  '/v1/events by to',
];

let newsroom: Newsroom;
/** An id for each `{id}`, by the collection that it stands in. */
const ids = new Map<string, string>();
beforeAll(async () => {
  newsroom = await openNewsroom();
  ids.set('rating-scales', (await newsroom.scale()).id);
  ids.set('anchors', (await newsroom.anchor()).id);
  ids.set('speakers', (await newsroom.speaker()).id);
  ids.set('sources', (await newsroom.source()).id);
  const quote = await newsroom.quote({ speaker: ids.get('speakers'), source: ids.get('sources') });
  ids.set('quotes', quote.id);
  const members = { quotes: [quote.id], topics: ['bridges'] };
  const claim = await newsroom.publicPromise(windowOf('2026-01-01', '2026-02-01'), members);
  ids.set('claims', claim.id);
  ids.set('verdicts', (await newsroom.verdict(claim.id, 'published')).id);
  ids.set('outcomes', (await newsroom.outcome(claim.id, 'published')).id);
  const hook = { url: 'https://hooks.example/' };
  ids.set('webhooks', (await newsroom.make('/v1/webhooks', hook, 'admin')).id);
  const watch = {
    kind: 'feed',
    note: 'Whether it opens.',
    looks_for: { url: 'https://news.example/feed', words: ['bridge'] },
  };
  ids.set('watches', (await newsroom.make(`/v1/claims/${claim.id}/watches`, watch)).id);
});
afterAll(() => newsroom.close());

const parameter = z.object({
  name: z.string(),
  in: z.string(),
  schema: z.looseObject({
    $ref: z.string().optional(),
    enum: z.array(z.string()).optional(),
    items: z.looseObject({ $ref: z.string().optional(), enum: z.array(z.string()).optional() }).optional(),
  }),
});
const description = z.object({
  paths: z.record(
    z.string(),
    z.object({ get: z.object({ parameters: z.array(parameter).default([]) }).optional() }),
  ),
  components: z.object({ schemas: z.record(z.string(), z.object({ enum: z.array(z.string()).optional() })) }),
});
type Parameter = z.output<typeof parameter>;

/** Every list, with its parameters as the description of the API has them. */
const listsOf = (): {
  path: string;
  parameters: Parameter[];
  choices: (parameter: Parameter) => string[];
}[] => {
  const { paths, components } = description.parse(JSON.parse(JSON.stringify(newsroom.app.swagger())));
  const choices = ({ schema }: Parameter): string[] => {
    const of = schema.items ?? schema;
    return of.enum ?? components.schemas[of.$ref?.split('/').at(-1) ?? '']?.enum ?? [];
  };
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const parameters = (get?.parameters ?? []).filter((candidate) => candidate.in === 'query');
    return path.startsWith('/v1/') && parameters.some(({ name }) => name === 'cursor')
      ? [{ path, parameters, choices }]
      : [];
  });
};

const VALUES: Record<string, string> = {
  wikidata_id: 'Q42',
  url: 'https://example.org/a',
  topic: 'bridges',
  q: 'words',
  language: 'en',
  as_of: '2026-01-15T12:00:00Z',
  rating: 'true',
  key: 'truth',
  actor: 'The editor',
  action: 'claim.published',
  said_times: '2',
  year: '2026',
  hedged: 'true',
  review_due: 'true',
};
const IDS: Record<string, string> = {
  speaker: 'speakers',
  source: 'sources',
  claim: 'claims',
  related: 'claims',
  subject: 'claims',
};
const PAGING = ['limit', 'cursor', 'sort', 'count', 'facets', 'locale', 'fields'];

interface Asked {
  url: string;
  /** The list with the names of what it is filtered by. */
  name: string;
}

/** Every filter alone, every order alone and with each filter, and every two filters. */
const requestsOf = ({ path, parameters, choices }: ReturnType<typeof listsOf>[number]): Asked[] => {
  const filters = parameters.filter(({ name }) => !PAGING.includes(name));
  const sort = parameters.find(({ name }) => name === 'sort');
  const someValue = (filter: Parameter): string =>
    VALUES[filter.name] ?? ids.get(IDS[filter.name] ?? '') ?? choices(filter)[0] ?? '2026-01-14';
  const at = path.replace('{id}', ids.get(path.split('/')[2] ?? '') ?? '');
  const ask = (asked: Parameter[], order?: string): Asked => ({
    url: `${at}?${new URLSearchParams(
      Object.fromEntries([
        ...asked.map((filter) => [filter.name, someValue(filter)]),
        ...(order ? [['sort', order]] : []),
      ]),
    )}`,
    name: [path, ...asked.map(({ name }) => name)].join(' by ').replace(/( by .*) by /, '$1 and '),
  });
  const alone = [[], ...filters.map((filter) => [filter])];
  const pairs = filters.flatMap((one, i) => filters.slice(i + 1).map((other) => [one, other]));
  const orders = sort ? choices(sort) : [];
  return [
    ...[...alone, ...pairs].map((asked) => ask(asked)),
    ...orders.flatMap((order) => alone.map((asked) => ask(asked, order))),
  ];
};

/** Queries as they are posted to the search thread, and all that were. */
const queriesPosted = z.array(z.object({ question: z.object({ text: z.string() }) }));
const threadQueries = new Set<string>();

/** Runs `work` and gives the text of every query that reached a database, those of the search thread too. */
const queriesOf = async (work: () => Promise<void>): Promise<Set<string>> => {
  const seen = new Set<string>();
  const note = (text: string) => {
    if (/^\s*(select|with)\b/i.test(text)) seen.add(text);
  };
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, posted: unknown) {
    for (const { question } of queriesPosted.safeParse(posted).data ?? []) {
      note(question.text);
      threadQueries.add(question.text);
    }
    return postMessage.call(this, posted);
  };
  const stop = listenToStatements(note);
  try {
    await work();
  } finally {
    stop();
    Worker.prototype.postMessage = postMessage;
  }
  return seen;
};

/** Gives the growing tables that a query reads whole, as the engine plans it. */
const openPlanner = async () => {
  if (engine === 'sqlite') {
    const client = connect(newsroom.database_url.replace('file:', ''), { readonly: true });
    client.function('relevance', { varargs: true }, () => 0);
    const read = (text: string): string[] => {
      const plan = client.prepare<unknown[], { detail: string }>(`explain query plan ${text}`);
      const bound = text.replaceAll(/'[^']*'/g, '').match(/\?/g) ?? [];
      return plan
        .all(...bound.map(() => null))
        .flatMap(({ detail }) => /^SCAN (\w+)/.exec(detail)?.[1] ?? []);
    };
    return { read: async (text: string) => read(text), close: async () => void client.close() };
  }
  const client = new pg.Client({ connectionString: newsroom.database_url });
  await client.connect();
  // So small a database would be read whole at any rate: what is left then is what no index serves.
  await client.query('set enable_seqscan = off');
  const read = async (text: string): Promise<string[]> => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`);
    return rows.flatMap((row) => /Seq Scan on (\w+)/.exec(row['QUERY PLAN'])?.[1] ?? []);
  };
  return { read, close: () => client.end() };
};

test('every list, by every filter, every order and every two filters, is served by an index', async () => {
  const lists = listsOf();
  expect(lists.length).toBeGreaterThan(15);
  const planner = await openPlanner();
  const planned = new Set<string>();
  const whole = new Set<string>();
  for (const { url, name } of lists.flatMap(requestsOf)) {
    const queries = await queriesOf(async () => {
      const { status, body } = await newsroom.get(url, 'admin');
      const isPastOfDrafts = url.includes('publication=draft') && url.includes('as_of=');
      expect(status, `${url}: ${body}`).toBe(isPastOfDrafts ? 400 : 200);
    });
    for (const text of queries) {
      if (planned.has(text)) continue;
      planned.add(text);
      const tables = await planner.read(text);
      if (tables.some((table) => GROWING.includes(table))) whole.add(name);
    }
  }
  await planner.close();
  expect(planned.size).toBeGreaterThan(100);
  // PostgreSQL searches in its own processes.
  if (engine === 'sqlite') expect(threadQueries.size).toBeGreaterThan(10);
  expect([...whole].sort()).toEqual(engine === 'sqlite' ? WALKED : []);
});
