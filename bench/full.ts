/**
 * npm run bench:full                    every workload beside its ceiling, on both engines; writes docs/performance.md.
 *                                       About 12 minutes, on a machine that does nothing else
 * npm run bench:full -- --part 0.2      a fifth of that for each round: to see that it works
 * npm run bench:full -- --large 50000   the larger of the two records on SQLite (100,000 without); a million where
 *                                       `npm run bench` has made one
 * npm run bench:full -- --engine sqlite one engine; the page then has that one alone
 * npm run bench:full -- --print         prints the page instead
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import type { EngineFigures, Line, RateLine } from './full-engine.ts';

const { values } = parseArgs({
  options: {
    part: { type: 'string', default: '1' },
    large: { type: 'string', default: '100000' },
    engine: { type: 'string' },
    print: { type: 'boolean', default: false },
  },
});

const PAGE = new URL('../docs/performance.md', import.meta.url);
const MEASURE = fileURLToPath(new URL('full-engine.ts', import.meta.url));
const OUTPUT_BYTES = 10_000_000;
const NAMES: Record<string, string> = { sqlite: 'SQLite', postgresql: 'PostgreSQL' };

const measured = async (engine: string): Promise<EngineFigures> => {
  const running = promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MEASURE, engine, values.part, values.large],
    {
      maxBuffer: OUTPUT_BYTES,
      // Which engine the tables are of is decided when they are loaded.
      env: {
        ...process.env,
        ONRECORD_DATABASE_URL: engine === 'sqlite' ? 'file:unused' : 'postgres://unused',
      },
    },
  );
  running.child.stderr?.pipe(process.stderr);
  return JSON.parse((await running).stdout);
};

const began = performance.now();
const engines: EngineFigures[] = [];
for (const engine of values.engine === undefined ? Object.keys(NAMES) : [values.engine]) {
  try {
    engines.push(await measured(engine));
  } catch (error) {
    // What the other has is written nevertheless.
    console.error(`${NAMES[engine]} was not measured:`, error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
if (engines.length === 0) process.exit(1);
const minutes = Math.round((performance.now() - began) / 60_000);

const whole = (figure: number): string => Math.round(figure).toLocaleString('en');
const tenth = (figure: number): string => (figure < 100 ? figure.toFixed(1) : whole(figure));
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const lineOf = ({ name, ratio, per_second, p50_ms, p99_ms, bare_per_second }: Line): string[] => [
  name,
  `**${ratio.toFixed(2)}**`,
  whole(per_second),
  tenth(p50_ms),
  tenth(p99_ms),
  whole(bare_per_second),
];
const COLUMNS = ['ratio', 'req/s', 'p50 ms', 'p99 ms', 'ceiling req/s'];

const nameOf = ({ engine }: EngineFigures): string => NAMES[engine] ?? engine;

const mixed = table(
  ['engine', 'claims', 'answers in memory', 'asked for', ...COLUMNS],
  engines.flatMap((figures) =>
    figures.mixed.flatMap(({ size, kept, lines }) =>
      lines.map((line) => [nameOf(figures), whole(size), kept, ...lineOf(line)]),
    ),
  ),
);
const byEngine = (lines: (figures: EngineFigures) => readonly Line[]): string =>
  table(
    ['engine', 'asked for', ...COLUMNS],
    engines.flatMap((figures) => lines(figures).map((line) => [nameOf(figures), ...lineOf(line)])),
  );
const rateOf = ({ name, per_second, answers, p50_ms, p99_ms, p999_ms }: RateLine): string[] => [
  name,
  whole(per_second),
  tenth(p50_ms),
  tenth(p99_ms),
  tenth(p999_ms),
  whole(answers),
];
const rates = table(
  ['engine', 'asked for', 'a second', 'p50 ms', 'p99 ms', 'p99.9 ms', 'answers'],
  engines.flatMap((figures) => figures.rates.map((line) => [nameOf(figures), ...rateOf(line)])),
);
const memory = table(
  ['engine', 'first answer after', 'at rest', 'after each of five rounds of load'],
  engines.flatMap((figures) =>
    figures.memory.map(({ started_ms, rest_mb, loaded_mb }) => [
      nameOf(figures),
      `${whole(started_ms)} ms`,
      `${whole(rest_mb)} MB`,
      `${loaded_mb.map(whole).join(', ')} MB`,
    ]),
  ),
);
const PARTS_SHOWN = 12;
const bytes = engines
  .flatMap(({ engine, sizes }) =>
    sizes.map(({ database_bytes, json_bytes, parts }) => {
      const rows = parts.slice(0, PARTS_SHOWN).map(({ name, bytes: count }) => [`\`${name}\``, whole(count)]);
      return `A published claim with its published quote takes ${whole(database_bytes)} bytes of ${NAMES[engine]}; the claim's JSON has ${whole(json_bytes)}. The largest parts:\n\n${table(['table or index', 'bytes'], rows)}`;
    }),
  )
  .join('\n\n');
const failed = engines.flatMap(({ engine, failed: of }) => of.map((line) => `- ${NAMES[engine]}: ${line}`));
const not_measured =
  failed.length === 0 ? '' : `\n## Not measured\n\nNot all of it was answered:\n\n${failed.join('\n')}\n`;

const page = `# Performance

Written by \`npm run bench:full\` on ${new Date().toISOString().slice(0, 10)} (Node ${process.versions.node}, ${availableParallelism()} cores, ${minutes} minutes${values.part === '1' ? '' : `, rounds of ${values.part} of their length: only to see that it works`}).
What is measured and how it was reached is in [benchmarks.md](benchmarks.md); what to do with it in [scale.md](scale.md).

Server, load and, where it is one, PostgreSQL share the cores. The ceiling of reads is a bare Fastify route that answers with a constant
of the same bytes and headers, that of writes a bare route that inserts one row of 1 kB with a durable commit; it is measured right before each round of the
workload, three rounds of each in turns, and what stands here are medians. **The ratio is what to compare**: it does not depend on the machine as much.

## Read often

Claims and lists of 20 by Zipf's law over 10,000 addresses from 32 connections, while a claim is published each second. Each address was asked for once before:
this is how it goes on, not how it begins.

${mixed}

## Asked for once

With nothing kept in memory, on ${whole(engines[0]?.cases.size ?? 0)} claims: what each costs whoever asks first.

${byEngine(({ cases }) => cases.lines)}

## Written

New claims with a new quote each. An answer comes once the change is durable and what may be the same was looked for.

${byEngine(({ writes }) => writes)}

## How long one waits

Requests that arrive at random, half as many a second as are answered at most, whether or not those before were answered; each waits from when it was due
(so that no wait is left out because a slow answer kept the next from being asked for).

${rates}

## Memory and start

Resident memory of the server on 10,000 claims, with as many answers kept as without a setting.

${memory}

## Bytes

${bytes}
${not_measured}`;
if (values.print) console.log(page);
else writeFileSync(PAGE, page);
