/**
 * npm run bench                    everything: reads of 10,000 and 1,000,000 claims, statements, writes, bytes
 * npm run bench -- --quick         10,000 only, shorter rounds
 * npm run bench -- --engine postgres   on a PostgreSQL that is started for it; 10,000 only unless --size says more
 * npm run bench -- --json          figures for programs
 * npm run bench -- --only TEXT     reads whose name contains it, and nothing else
 * npm run bench -- --statements    the SQL statements of each kind of request, and nothing else; so also:
 *                  --writes        new claims beside a bare route that inserts a row
 *                  --mixed         items and lists by Zipf's law over 10,000 addresses, while a claim is published each second
 *                  --stream        a thousand readers of the stream
 *                  --webhooks      what ten webhooks cost those who write
 *                  --bytes         what a claim takes in the database, by table and index
 *                  --start         what each part of how the server is started saves
 *                  --verify        onrecord verify on a record of 50,000 claims with their quotes (--size N)
 *                  --desk          the follow-up desk with 100,000 promises beside 1,000
 *                  --loop          for how long each route holds the event loop on a record of 100,000 claims (--size N)
 *                  --crowd         single claims with 500 and 1,000 connections at once beside those at rest
 *                  --sheets        all claims as CSV and JSON Lines beside readers of single ones (--size)
 *                  --pages         pages: weight, speed beside their JSON, first paint, and with 100,000 claims (--size N)
 *                  --finding       search, suggestions, facets and "has this been checked?", on 100,000 claims (--size N);
 *                                  with --only TEXT what contains it
 *                  --import FILE --mapping FILE   a table of somebody else's (csv, json, jsonl)
 *
 * What is measured and how is in docs/benchmarks.md.
 */
import { parseArgs } from 'node:util';

const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    desk: { type: 'boolean', default: false },
    statements: { type: 'boolean', default: false },
    writes: { type: 'boolean', default: false },
    mixed: { type: 'boolean', default: false },
    stream: { type: 'boolean', default: false },
    webhooks: { type: 'boolean', default: false },
    bytes: { type: 'boolean', default: false },
    start: { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
    loop: { type: 'boolean', default: false },
    crowd: { type: 'boolean', default: false },
    sheets: { type: 'boolean', default: false },
    pages: { type: 'boolean', default: false },
    finding: { type: 'boolean', default: false },
    import: { type: 'string' },
    mapping: { type: 'string' },
    engine: { type: 'string', default: 'sqlite' },
    size: { type: 'string', multiple: true },
  },
});

const engine = asked.engine.startsWith('postgres') ? 'postgresql' : 'sqlite';
// Which engine the tables are of is decided when they are loaded.
process.env.ONRECORD_DATABASE_URL = engine === 'sqlite' ? 'file:unused' : 'postgres://unused';

const { countOn } = await import('./in-process.ts');
const { compareDesks } = await import('./desk.ts');
const { generated } = await import('./generate.ts');
const { openDatabase } = await import('../src/db/database.ts');
const { measureImport, measureSizes, measureVerify } = await import('./import.ts');
const { measureCrowds } = await import('./crowd.ts');
const { measureFinding } = await import('./finding.ts');
const { measureHolds } = await import('./loop.ts');
const { measurePages } = await import('./pages.ts');
const { compareReads, HEADER, rowOf } = await import('./reads.ts');
const { startBare } = await import('./servers.ts');
const { compareStarts } = await import('./start.ts');
const { measureSheet } = await import('./sheets.ts');
const { compareMixed, KEEPING } = await import('./mixed.ts');
const { measureStream } = await import('./stream.ts');
const { measureWebhooks } = await import('./webhooks.ts');
const { openStore } = await import('./stores.ts');
const { compareWrites } = await import('./writes.ts');

const SMALL = '10000';
const BOTH = engine === 'sqlite' && !asked.quick ? [SMALL, '1000000'] : [SMALL];
const SIZES = (asked.size ?? BOTH).map(Number);
const ROUNDS = 3;
const SECONDS = asked.quick ? 0.7 : 2;
/** Long enough for commits of a slow disk. */
const WRITE_SECONDS = 3;
const SIZED_CLAIMS = 1_000;
/** Many and short, in turns: what else the machine does falls on both. */
const WEBHOOK_ROUNDS = 12;
const STREAM_READERS = 1_000;
const STREAM_EVENTS = 200;
const VERIFIED_CLAIMS = 50_000;
const SHEET_CLAIMS = 100_000;
const PAGED_CLAIMS = 100_000;
const HELD_CLAIMS = 100_000;
const FOUND_CLAIMS = 100_000;
const CROWD_SECONDS = 10;

const say = (line: string): void => {
  if (!asked.json) console.log(line);
};

const store = await openStore(engine);

const statements = async () => {
  const url = await store.fresh();
  const kinds = await countOn(url);
  await store.drop(url);
  say('\nSQL statements of a request; in brackets what begins and ends its transaction');
  for (const { name, statements: count, transaction } of kinds)
    say(`${name.padEnd(52)}${String(count).padStart(6)} (${transaction})`);
  return kinds;
};

const reads = async () => {
  const rows = await store.fresh();
  const bare = await startBare(rows);
  try {
    const results = [];
    for (const size of SIZES)
      results.push(
        await compareReads(size, { store, bare, only: asked.only, rounds: ROUNDS, seconds: SECONDS, say }),
      );
    const [small, large] = results;
    if (small && large) {
      say(`\n${large.size} claims beside ${small.size} (ratios divided)`);
      for (const line of large.lines) {
        const before = small.lines.find(({ name }) => name === line.name);
        if (before) say(`${line.name.padEnd(38)}${(line.ratio / before.ratio).toFixed(2).padStart(8)}`);
      }
    }
    return results;
  } finally {
    await bare.stop();
    await store.drop(rows);
  }
};

const writes = async () => {
  const original = await generated(Number(SMALL), say);
  const rows = await store.fresh();
  const bare = await startBare(rows);
  try {
    const lines = await compareWrites({ store, original, bare, rounds: ROUNDS, seconds: WRITE_SECONDS });
    say(`\n${HEADER}\n${lines.map(rowOf).join('\n')}`);
    return lines;
  } finally {
    await bare.stop();
    await store.drop(rows);
  }
};

const mixed = async () => {
  const results = [];
  const rows = await store.fresh();
  const bare = await startBare(rows);
  try {
    for (const size of asked.size ? SIZES : [Number(SMALL)]) {
      for (const [kept, settings] of Object.entries(KEEPING)) {
        const original = await generated(size, say);
        const lines = await compareMixed({
          store,
          original,
          bare,
          rounds: ROUNDS,
          seconds: SECONDS,
          settings,
        });
        say(`\n${size} claims, ${kept}\n${HEADER}`);
        for (const line of lines) say(rowOf(line));
        results.push({ size, kept, lines });
      }
    }
    return results;
  } finally {
    await bare.stop();
    await store.drop(rows);
  }
};

const stream = async () => {
  const figures = await measureStream(store, STREAM_READERS, STREAM_EVENTS);
  const { readers, events, wrong, seconds, rest_mb, peak_mb, item_p99_ms } = figures;
  say(
    `\nstream: ${readers} readers heard ${events} events each in ${seconds.toFixed(1)} s, ${wrong} missed or twice; ${rest_mb} MB with all of them, at most ${peak_mb}; p99 of single claims beside it ${item_p99_ms} ms`,
  );
  return figures;
};

const webhooks = async () => {
  const results = await measureWebhooks(store, { rounds: WEBHOOK_ROUNDS, seconds: SECONDS });
  say(`\nten webhooks, ${results.delivered} messages taken`);
  for (const { name, without, with_ten, ratio } of results.figures)
    say(
      `${name.padEnd(38)}${without.toFixed(2).padStart(8)} without${with_ten.toFixed(2).padStart(8)} with, ratio ${ratio.toFixed(3)}`,
    );
  return results;
};

const bytes = async () => {
  const sizes = await measureSizes(store, SIZED_CLAIMS);
  say(
    `\na published claim with its quote: ${sizes.database_bytes} bytes of database, ${sizes.json_bytes} of JSON`,
  );
  for (const { name, bytes: count } of sizes.parts) say(`  ${name.padEnd(40)}${String(count).padStart(6)}`);
  if (engine !== 'sqlite') return sizes;
  const file = `file:${await generated(Number(SMALL), say)}`;
  // A table takes a page where it is empty too.
  const empty = await store.fresh();
  await (await openDatabase(empty)).close();
  const before = new Map((await store.partsOf(empty)).map(({ name, bytes }) => [name, bytes]));
  await store.drop(empty);
  const parts = (await store.partsOf(file)).map(({ name, bytes }) => ({
    name,
    bytes: bytes - (before.get(name) ?? 0),
  }));
  const ofClaim = (bytes: number): number => Math.round(bytes / Number(SMALL));
  const whole = ofClaim(parts.reduce((sum, { bytes }) => sum + bytes, 0));
  const json = await store.numberOf(
    file,
    "select avg(length(json)) from documents where subject_id like 'claim%'",
  );
  say(`\na claim of the generated record: ${whole} bytes of database, ${Math.round(json)} of JSON`);
  for (const { name, bytes: count } of parts.filter((part) => ofClaim(part.bytes) > 0))
    say(`  ${name.padEnd(40)}${String(ofClaim(count)).padStart(6)}`);
  return { ...sizes, generated: { database_bytes: whole, json_bytes: Math.round(json) } };
};

const start = async () => {
  const lines = await compareStarts(store, await generated(Number(SMALL), say), asked.quick ? 1 : ROUNDS);
  say(`\n${'how the server is started'.padEnd(38)}   ready    cpu  rest  after (ms, ms, MB, MB)`);
  for (const { name, started_ms, cpu_ms, rest_mb, after_mb } of lines)
    say(
      name.padEnd(38) +
        [started_ms, cpu_ms, rest_mb, after_mb].map((figure) => String(figure).padStart(7)).join(''),
    );
  return lines;
};

const sheets = async () => {
  const all = [];
  for (const size of asked.size ? SIZES : [SHEET_CLAIMS]) {
    for (const format of ['csv', 'jsonl'] as const) {
      const line = await measureSheet(store, size, format, say);
      say(
        `\n${line.rows} claims as ${format}: first byte after ${line.first_byte_ms} ms, ${line.mb} MB in ${line.seconds} s; ${line.rest_mb} MB of memory before, at most ${line.peak_mb}; p99 of ${line.items} single claims beside it ${line.item_p99_ms} ms (alone ${line.item_p99_alone_ms})`,
      );
      all.push(line);
    }
  }
  return all;
};

const importing = async (file: string, mapping: string) => {
  const figures = await measureImport(store, file, mapping);
  const { seconds, claims, claims_per_second, peak_mb } = figures;
  say(
    `\nimport: ${claims} claims in ${seconds.toFixed(1)} s, ${claims_per_second} a second, at most ${peak_mb} MB`,
  );
  return figures;
};

const verify = async () => {
  const figures = await measureVerify(store, Number(asked.size?.[0] ?? VERIFIED_CLAIMS));
  const { versions, seconds, processor_s, peak_mb } = figures;
  say(
    `\nverify: ${versions} versions in ${seconds.toFixed(1)} s (${processor_s?.toFixed(1)} s of processor), at most ${peak_mb} MB`,
  );
  return figures;
};

const loop = async () => {
  const size = Number(asked.size?.[0] ?? HELD_CLAIMS);
  const url = await store.copyOf(await generated(size, say));
  try {
    const holds = await measureHolds(url, say);
    holds.sort((a, b) => b.processor_ms - a.processor_ms);
    say(`\n${size} claims: the event loop held (ms)\n first  later   processor   took status`);
    for (const { route, asked, status, first_ms, later_ms, processor_ms, took_ms } of holds) {
      const figures = [first_ms, later_ms ?? Number.NaN, processor_ms, took_ms].map((ms) => ms.toFixed(1));
      say(`${figures.map((figure) => figure.padStart(6)).join(' ')} ${status} ${route}  ${asked}`);
    }
    return holds;
  } finally {
    await store.drop(url);
  }
};

const crowd = async () => {
  const original = await generated(Number(SMALL), say);
  const { crowds, bursts } = await measureCrowds(store, original, asked.quick ? 1 : CROWD_SECONDS);
  say('\nconnections    200    503   p50 of 200   p99 of 200   p99 of all (ms)');
  for (const { connections, answered, turned_away, p50_ms, p99_ms, p99_all_ms } of crowds) {
    const figures = [connections, answered, turned_away, p50_ms, p99_ms, p99_all_ms];
    say(figures.map((figure) => String(Math.round(figure)).padStart(9)).join(' '));
  }
  const { connections, answered, turned_away, p50_ms, slowest_ms } = bursts;
  say(
    `bursts of ${connections} new connections: ${answered} answered, ${turned_away} told 503, p50 ${Math.round(p50_ms)} ms, slowest ${Math.round(slowest_ms)} ms`,
  );
  return { crowds, bursts };
};

const pages = async () => {
  const size = Number(asked.size?.[0] ?? PAGED_CLAIMS);
  return measurePages(store, await generated(size, say), size, asked.quick ? 1 : SECONDS, say);
};

const finding = () =>
  measureFinding(store, {
    size: Number(asked.size?.[0] ?? FOUND_CLAIMS),
    only: asked.only,
    seconds: asked.quick ? 1 : 2 * SECONDS,
    say,
  });

const desk = () => compareDesks({ store, only: asked.only, seconds: asked.quick ? 0.2 : 0.4, say });

const { mapping } = asked;
const imported = asked.import;
if (imported !== undefined && mapping === undefined) throw new Error('--import needs --mapping.');
const chosen = {
  ...(asked.statements ? { statements } : {}),
  ...(asked.writes ? { writes } : {}),
  ...(asked.mixed ? { mixed } : {}),
  ...(asked.stream ? { stream } : {}),
  ...(asked.webhooks ? { webhooks } : {}),
  ...(asked.bytes ? { bytes } : {}),
  ...(asked.start ? { start } : {}),
  ...(asked.desk ? { desk } : {}),
  ...(asked.verify ? { verify } : {}),
  ...(asked.loop ? { loop } : {}),
  ...(asked.crowd ? { crowd } : {}),
  ...(asked.sheets ? { sheets } : {}),
  ...(asked.pages ? { pages } : {}),
  ...(asked.finding ? { finding } : {}),
  ...(imported !== undefined && mapping !== undefined ? { import: () => importing(imported, mapping) } : {}),
};
const nothing_chosen = Object.keys(chosen).length === 0;
const everything = asked.only === '' ? { statements, reads, writes, bytes } : { reads };
try {
  const results: Record<string, unknown> = {};
  for (const [name, measure] of Object.entries(nothing_chosen ? everything : chosen))
    results[name] = await measure();
  if (asked.json) console.log(JSON.stringify(results, null, 2));
} finally {
  await store.stop();
}
