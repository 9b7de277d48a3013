/**
 * npm run eval -- --corpus FILE --queries FILE    how well "has it been checked?" does, beside plain BM25 and BM25F
 *                 --dated            give the day of each statement, from `date` or an id that begins with it
 *                 --undated          take the day out from under quoted posts
 *                 --pairs FILE       pairs of sentences for the warnings (default: those of the tests)
 *                 --database FILE    keep the imported corpus there, and take it from there the next time
 *                 --json             figures for programs
 *
 * FILEs have a JSON object a line (bench/matching/README.md). The corpus is imported, the server is asked over HTTP.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { buildApp } from '../../src/app.ts';
import { createServices } from '../../src/services.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/database.ts';
import { importBundle } from '../../src/features/import/import.ts';
import { bm25f, plainBm25 } from './baselines.ts';
import { readCorpus, readQueries } from './corpus.ts';
import { bundleOf, recordedId } from './import.ts';
import {
  averagePrecision,
  calibrationError,
  hitsAt,
  meanOf,
  pairedBootstrap,
  quantile,
  type Ranking,
  reciprocalRank,
} from './measures.ts';
import { warningsOn } from './warnings.ts';

const { values: asked } = parseArgs({
  options: {
    corpus: { type: 'string' },
    queries: { type: 'string' },
    pairs: {
      type: 'string',
      default: fileURLToPath(new URL('../../tests/pure/vectors/pairs.tsv', import.meta.url)),
    },
    database: { type: 'string' },
    dated: { type: 'boolean', default: false },
    undated: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
if (asked.corpus === undefined || asked.queries === undefined) {
  console.error('Give --corpus FILE and --queries FILE.');
  process.exit(2);
}

const LOOKED_AT = 10;
const WARM_UP = 20;
const SIGNED_DAY =
  / (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}/g;

const answer = z.object({
  data: z.array(
    z.object({ claim: z.object({ id: z.string() }), score: z.number(), differs: z.array(z.unknown()) }),
  ),
});

const corpus = readCorpus(asked.corpus);
const queries = readQueries(asked.queries).map((query) => ({
  ...query,
  query: asked.undated ? query.query.replace(SIGNED_DAY, '') : query.query,
}));
const folder = mkdtempSync(join(tmpdir(), 'onrecord-eval-'));
const file = asked.database ?? join(folder, 'eval.db');
const known = existsSync(file);
const config = readConfig({
  ONRECORD_DATABASE_URL: `file:${file}`,
  ONRECORD_LOG_LEVEL: 'error',
  ONRECORD_SEED: 'false',
  PORT: '0',
});
const database = await openDatabase(config.ONRECORD_DATABASE_URL);
if (!known) {
  const started = performance.now();
  // Collections have some claims twice, each with queries of its own.
  await importBundle(createServices(config, database).recorder, bundleOf(corpus), undefined, {
    allow_duplicates: true,
  });
  console.error(`imported ${corpus.length} claims in ${Math.round((performance.now() - started) / 1000)} s`);
}

const memory = (): number => process.memoryUsage.rss() / 1_048_576;
const before_mb = memory();
const app = await buildApp(config, database);
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1/claims/similar`;

const ask = async (body: object): Promise<z.output<typeof answer>> => {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (reply.status !== 200) throw new Error(await reply.text());
  return answer.parse(await reply.json());
};

const opened = performance.now();
await ask({ text: 'Is anybody there?' });
const open_ms = performance.now() - opened;
const index_mb = memory() - before_mb;
for (const { query } of queries.slice(0, WARM_UP)) await ask({ text: query, language: 'en' });

const times: number[] = [];
const tops: { score: number; true: boolean }[] = [];
const sure: boolean[] = [];
const ours: Ranking[] = [];
for (const { query, relevant, date, speaker } of queries) {
  const wanted = new Set(relevant.map(recordedId));
  const started = performance.now();
  const { data } = await ask({
    text: query,
    language: 'en',
    limit: LOOKED_AT,
    ...(asked.dated && date ? { date } : {}),
    ...(speaker ? { speaker } : {}),
  });
  times.push(performance.now() - started);
  const hits = data.map(({ claim }) => wanted.has(claim.id));
  ours.push({ hits, relevant: wanted.size });
  const [first] = data;
  if (first) tops.push({ score: first.score, true: hits[0] === true });
  for (const [place, { score }] of data.entries()) if (score >= 0.8) sure.push(hits[place] === true);
}

const ranked = (baseline: (query: string, count: number) => string[]): Ranking[] =>
  queries.map(({ query, relevant }) => ({
    hits: baseline(query, LOOKED_AT).map((id) => relevant.includes(id)),
    relevant: relevant.length,
  }));
const systems = { matching: ours, BM25F: ranked(bm25f(corpus)), 'plain BM25': ranked(plainBm25(corpus)) };
const precision = (rankings: readonly Ranking[]): number[] =>
  rankings.map((ranking) => averagePrecision(ranking));

const figures = {
  claims: corpus.length,
  queries: queries.length,
  systems: Object.fromEntries(
    Object.entries(systems).map(([name, rankings]) => [
      name,
      {
        map5: meanOf(rankings, averagePrecision),
        mrr: meanOf(rankings, reciprocalRank),
        hits: [1, 5, 10].map((count) => meanOf(rankings, (ranking) => hitsAt(ranking, count))),
      },
    ]),
  ),
  against: Object.fromEntries(
    (['BM25F', 'plain BM25'] as const).map((name) => [
      name,
      pairedBootstrap(precision(ours), precision(systems[name])),
    ]),
  ),
  top_ece: calibrationError(tops),
  sure: { count: sure.length, true: sure.filter(Boolean).length / Math.max(1, sure.length) },
  time_ms: { median: quantile(times, 0.5), p99: quantile(times, 0.99), most: Math.max(...times) },
  memory_mb: { index: index_mb, all: memory() },
  open_ms,
  warnings: warningsOn(readFileSync(asked.pairs, 'utf8'), corpus),
};

await app.close();
rmSync(folder, { recursive: true, force: true });

const three = (value: number): string => value.toFixed(3);
if (asked.json) console.log(JSON.stringify(figures, null, 2));
else {
  console.log(
    `${figures.claims} claims, ${figures.queries} queries${asked.dated ? ', each with its day' : ''}\n`,
  );
  console.log('             MAP@5   MRR     hits at 1, 5, 10');
  for (const [name, { map5, mrr, hits }] of Object.entries(figures.systems)) {
    console.log(`${name.padEnd(12)} ${three(map5)}   ${three(mrr)}   ${hits.map(three).join(', ')}`);
  }
  for (const [name, { gain, low, high, p }] of Object.entries(figures.against)) {
    console.log(
      `over ${name}: ${gain >= 0 ? '+' : ''}${three(gain)} MAP@5 (95 %: ${three(low)} to ${three(high)}; no gain in ${three(p)} of resamples)`,
    );
  }
  console.log(`\nscore of the first: calibration error ${three(figures.top_ece)}`);
  console.log(`at .8 and above: ${figures.sure.count} candidates, ${three(figures.sure.true)} true`);
  console.log(
    `time: median ${figures.time_ms.median.toFixed(1)} ms, p99 ${figures.time_ms.p99.toFixed(1)} ms; index read in ${(figures.open_ms / 1000).toFixed(1)} s, ${figures.memory_mb.index.toFixed(0)} MB more; ${figures.memory_mb.all.toFixed(0)} MB in all`,
  );
  console.log('\nwarnings');
  for (const [name, { seen, of }] of Object.entries(figures.warnings)) {
    console.log(`${name.padEnd(34)} ${seen} of ${of} (${three(of === 0 ? 0 : seen / of)})`);
  }
}
