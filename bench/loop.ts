/** For how long each route holds the event loop on a large record: the first time that it is asked, and later. */
import { rmSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { InjectOptions } from 'fastify';
import { type Ask, exchangeAll } from '../src/commands/examples.ts';
import { type ExampleServer, withExamples } from '../src/commands/openapi.ts';
import { bundleOf } from './bundle.ts';
import { FOLDER } from './generate.ts';
import { runCommand } from './import.ts';
import { wordOf } from './random.ts';

export interface Hold {
  /** The method and the pattern of the route. */
  route: string;
  /** What was asked for. */
  asked: string;
  status: number;
  /** The longest that the event loop was held at a stretch: at first, and at best of the later times. */
  first_ms: number;
  later_ms: number | null;
  /** The most processor time in one of its turns, at first: what others do on the machine is not in it, nor is the disk. */
  processor_ms: number;
  /** From the request to the whole answer, at first. */
  took_ms: number;
}

const MONITORED_MS = 1;
/** In which the monitor notices the end of what held. */
const NOTICED_MS = 4 * MONITORED_MS;
const LATER = 1;
/** What held it for longer is said at once. */
const LONG_MS = 20;
const NS_A_MS = 1e6;
const ID = /\b[a-z]+_[0-9a-hjkmnp-tv-z]{26}\b/g;

/** Sees how much processor time each turn of the event loop takes, until it is told to end; the most of all. */
const watchTurns = (): (() => number) => {
  let most_us = 0;
  let before = process.threadCpuUsage();
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(before);
    most_us = Math.max(most_us, user + system);
    before = process.threadCpuUsage();
    turn = setImmediate(look);
  };
  let turn = setImmediate(look);
  return () => {
    look();
    clearImmediate(turn);
    return most_us / 1_000;
  };
};

/** Does something and sees for how long it holds the event loop. */
const createMeter = () => {
  const delay = monitorEventLoopDelay({ resolution: MONITORED_MS });
  delay.enable();
  return async <T>(work: () => Promise<T>) => {
    delay.reset();
    // What it has not seen the beginning of it does not measure.
    await setTimeout(NOTICED_MS);
    const began = performance.now();
    const endTurns = watchTurns();
    const result = await work();
    const processor_ms = endTurns();
    const took_ms = performance.now() - began;
    await setTimeout(NOTICED_MS);
    return { result, took_ms, processor_ms, held_ms: Math.max(0, delay.max / NS_A_MS - MONITORED_MS) };
  };
};

/** As clients take it, piece by piece: to put a long answer together holds the event loop by itself. */
const take = async ({ app }: ExampleServer, request: InjectOptions) => {
  const { statusCode, headers, stream } = await app.inject({ ...request, payloadAsStream: true });
  const pieces: Buffer[] = [];
  for await (const piece of stream()) pieces.push(piece);
  return { statusCode, headers, pieces };
};

/** The pattern of the route that a path is of; the path itself where the description has none. */
const routeNames = ({ generated }: ExampleServer) => {
  const patterns = Object.keys(generated.paths).map((path) => ({
    path,
    fits: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    parameters: path.split('{').length,
  }));
  patterns.sort((a, b) => a.parameters - b.parameters);
  return ({ method = 'GET', url }: InjectOptions): string => {
    const [path = ''] = String(url).split('?');
    const known = patterns.find(({ fits }) => fits.test(path))?.path;
    return `${method} ${known ?? path.replaceAll(ID, '{id}')}`;
  };
};

const bodyOf = (payload: unknown) => ({
  payload: JSON.stringify(payload),
  headers: { 'content-type': 'application/json' },
});

const words = (count: number): string => Array.from({ length: count }, (_, i) => wordOf(i * 7)).join(' ');

/** What is read of a large record besides the examples: its longest lists, feeds, files and pages. */
const READS: readonly string[] = [
  ...['claims', 'quotes', 'speakers', 'sources', 'promises', 'verdicts', 'outcomes', 'corrections'].map(
    (list) => `/v1/${list}?limit=100`,
  ),
  '/v1/promises.jsonl?fields=id',
  '/v1/claims.csv',
  '/v1/claims.jsonl?as_of=2020-01-01',
  '/v1/claims.csv/manifest',
  '/v1/claims?facets=kind,rating,year,speaker,topic',
  '/v1/claims?facets=kind,rating,year,speaker,topic&as_of=2020-01-01',
  `/v1/claims?facets=kind,rating&q=${wordOf(0)}`,
  '/v1/claims?limit=100&count=exact',
  '/v1/claims?limit=100&as_of=2100-01-01',
  '/v1/claims?speaker=speaker-1&topic=topic-1&sort=first_said_on',
  `/v1/claims?q=${wordOf(0)}&limit=100`,
  `/v1/claims?q=${wordOf(0)}&sort=first_said_on&limit=100`,
  `/v1/search?q=${wordOf(0)}%20${wordOf(1)}&limit=100`,
  `/v1/search?q=${wordOf(0).slice(0, 2)}&suggest=true`,
  `/v1/search?q=${encodeURIComponent(words(60))}`,
  '/v1/promises?timeliness=overdue&limit=100',
  '/v1/promises/summary',
  '/v1/promises/calendar.ics',
  '/v1/promises/feed.atom',
  '/v1/promises/feed.json',
  '/v1/claims/feed.atom',
  '/v1/verdicts/feed.json',
  '/feeds/claimreview.json',
  '/v1/stats',
  '/v1/topics?limit=100',
  '/v1/speakers/speaker-1/scorecard',
  '/v1/changes?limit=100',
  '/v1/log/entries?limit=1000',
  '/v1/log/consistency?from=1000',
  '/tile/0/000',
  '/tile/entries/000',
  '/v1/rating-scales?limit=100',
  '/v1/anchors?limit=100',
  '/v1alpha1/claims:search?query=&pageSize=100',
  '/openapi.json',
  '/openapi.yaml',
];

const PAGES: readonly string[] = [
  '/',
  '/claims',
  '/claims?speaker=speaker-1',
  '/promises',
  '/promises?timeliness=overdue&result=none',
  '/speakers',
  '/speakers/speaker-1',
  '/quotes',
  '/sources',
  '/topics',
  '/topics/topic-1',
  `/search?q=${wordOf(0)}`,
  '/corrections',
  '/log',
  '/about',
];

/** What readers may ask with a body, each as large as it may be. */
const questions = (): InjectOptions[] => [
  { method: 'POST', url: '/v1/claims/similar', ...bodyOf({ text: words(60) }) },
  { method: 'POST', url: '/v1/claims/similar/batch', ...bodyOf({ text: `${words(12)}. `.repeat(5_000) }) },
  { method: 'POST', url: '/v1/deadlines/parse', ...bodyOf({ phrase: 'in two or three weeks, '.repeat(80) }) },
  {
    method: 'POST',
    url: '/v1/quotes/verify',
    ...bodyOf({ text: words(1_000), source_text: `${words(1_000)}. `.repeat(100) }),
  },
  {
    method: 'POST',
    url: '/v1/claimreview/validate',
    ...bodyOf(
      Array.from({ length: 1_000 }, (_, i) => ({ '@type': 'ClaimReview', claimReviewed: words(i % 40) })),
    ),
  },
  {
    method: 'POST',
    url: '/reconcile/speakers',
    ...bodyOf({
      queries: Object.fromEntries(
        Array.from({ length: 100 }, (_, i) => [`q${i}`, { query: `speaker ${i}` }]),
      ),
    }),
  },
];

/** So many claims with their quotes name one speaker and are rendered again when the name changes. */
const CARRIERS = 2_000;
const MUCH_NAMED = 'much-named';
const CORRECTION = { kind: 'clarification', note: 'The name as it is spelt.' };

/** Of each request: asked once, and where it only reads, again. */
const measureOn = async (server: ExampleServer, say: (line: string) => void): Promise<Hold[]> => {
  const { app, generated, secrets, texts } = server;
  const routeOf = routeNames(server);
  const meter = createMeter();
  const holds: Hold[] = [];
  const noteBy = async <Reply extends { statusCode: number }>(
    request: InjectOptions,
    name: string,
    ask: () => Promise<Reply>,
  ): Promise<Reply> => {
    const { result: reply, took_ms, held_ms, processor_ms } = await meter(ask);
    const hold: Hold = {
      ...{ route: routeOf(request), asked: name.slice(0, 90), status: reply.statusCode },
      ...{ first_ms: held_ms, later_ms: null, processor_ms, took_ms },
    };
    if ((request.method ?? 'GET') === 'GET') {
      const later = [];
      for (let n = 0; n < LATER; n += 1) later.push((await meter(ask)).held_ms);
      hold.later_ms = Math.min(...later);
    }
    holds.push(hold);
    if (held_ms > LONG_MS)
      say(`  ${held_ms.toFixed(0)} ms, ${processor_ms.toFixed(0)} of processor: ${hold.route} ${hold.asked}`);
    return reply;
  };
  const note = (request: InjectOptions, name = String(request.url)) =>
    noteBy(request, name, () => take(server, request));
  const html = { accept: 'text/html' };
  for (const url of READS) await note({ url });
  for (const url of PAGES) await note({ url, headers: html });
  const first = JSON.parse((await app.inject('/v1/claims?limit=1&kind=promise')).body).data[0]?.id;
  for (const path of ['', '/history']) await note({ url: `/claims/${first}${path}`, headers: html });
  for (const request of questions()) await note(request);
  say('  the examples of the description');
  const ask: Ask = async (request) => {
    const { statusCode, headers, pieces } = await note(request);
    return { statusCode, headers, body: Buffer.concat(pieces).toString() };
  };
  await exchangeAll(ask, generated, secrets, texts);
  say('  changes that reach far');
  const authorization = `Bearer ${secrets.editor}`;
  const change = async (
    method: 'POST' | 'PATCH',
    path: string,
    of: string,
    members: object,
  ): Promise<void> => {
    const { headers } = await app.inject({ url: of, headers: { authorization } });
    const { payload, headers: typed } = bodyOf(members);
    const tagged = { ...typed, authorization, 'if-match': String(headers.etag) };
    await note({ method, url: path, payload, headers: tagged }, `${path}, which ${2 * CARRIERS} show`);
  };
  const speaker = `/v1/speakers/${MUCH_NAMED}`;
  for (const name of ['Another name', 'A third name']) {
    await change('PATCH', speaker, speaker, { name, correction: CORRECTION });
  }
  const [anchor] = JSON.parse((await app.inject('/v1/anchors')).body).data;
  await change('PATCH', `/v1/anchors/${anchor?.key}`, `/v1/anchors/${anchor?.key}`, {
    date: '2031-02-03',
    correction: CORRECTION,
  });
  await change('POST', `${speaker}/merge`, speaker, { into: 'speaker-2', note: 'They are one.' });
  const sent = { payload: bundleOf(1_000), headers: { 'content-type': 'application/json', authorization } };
  for (const [query, what] of [
    ['dry_run=true', 'planned'],
    ['allow_duplicates=true', 'brought in'],
  ]) {
    const request: InjectOptions = { method: 'POST', url: `/v1/imports?${query}`, ...sent };
    await noteBy(request, `a bundle of 1,000 claims, ${what}`, async () => {
      const reply = await app.inject(request);
      await app.worker.drain();
      return reply;
    });
  }
  return holds;
};

/** Asks every route of the record at `url` that the description and the pages have. */
export const measureHolds = async (url: string, say: (line: string) => void): Promise<Hold[]> => {
  // The one that the generator writes has no document; the worked example brings its own.
  const database = new Sqlite(url.slice('file:'.length));
  database.exec('delete from scales');
  database.close();
  const file = `${FOLDER}named-${process.pid}.json`;
  writeFileSync(file, bundleOf(CARRIERS, { speakers: 1, origin: MUCH_NAMED }));
  try {
    await runCommand(url, ['import', '--allow-duplicates', file]);
  } finally {
    rmSync(file, { force: true });
  }
  return withExamples(url, async (server) => {
    // As a server that is asked: some of it is made ready once it listens.
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    return measureOn(server, say);
  });
};
