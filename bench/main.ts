/**
 * npm run bench              10,000 and 1,000,000 claims
 * npm run bench -- --quick   10,000 only, shorter rounds
 * npm run bench -- --json    figures for programs
 * npm run bench -- --only TEXT   lines whose name contains it
 * npm run bench -- --desk    the follow-up desk with 100,000 promises beside 1,000
 *
 * What is measured and how is in docs/benchmarks.md.
 */
import { constants, copyFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createCases } from './cases.ts';
import { compareDesks } from './desk.ts';
import { generated } from './generate.ts';
import { type Compared, compare, load } from './measure.ts';
import { type Bare, startBare, startOnrecord } from './servers.ts';

const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    desk: { type: 'boolean', default: false },
    size: { type: 'string', multiple: true, default: ['10000', '1000000'] },
  },
});

const SIZES = asked.quick ? [10_000] : asked.size.map(Number);
const ROUNDS = 3;
const SECONDS = asked.quick ? 0.7 : 2;

const say = (line: string): void => {
  if (!asked.json) console.log(line);
};

interface Line extends Compared {
  name: string;
}

const print = ({ name, per_second, p50_ms, p99_ms, bare_per_second, ratio }: Line): void =>
  say(
    [
      name.padEnd(34),
      String(per_second).padStart(8),
      p50_ms.toFixed(1).padStart(8),
      p99_ms.toFixed(1).padStart(8),
      String(bare_per_second).padStart(8),
      ratio.toFixed(2).padStart(8),
    ].join(''),
  );

/** How reading one claim fares while others search for common words all the time. */
const whileSearching = async (url: string, item: Parameters<typeof load>[1], search: typeof item) => {
  const alone = await load(url, item, SECONDS);
  const searching = load(url, search, SECONDS + 1);
  const beside = await load(url, item, SECONDS);
  return { alone, beside, search: await searching };
};

const measure = async (size: number, bare: Bare) => {
  const original = await generated(size, say);
  const path = `${original}.run`;
  copyFileSync(original, path, constants.COPYFILE_FICLONE);
  const server = await startOnrecord(path);
  try {
    say(`\n${size} claims; first answer ${server.started_ms} ms after the start`);
    say(`${''.padEnd(34)}   req/s  p50 ms  p99 ms    bare   ratio`);
    const lines: Line[] = [];
    const cases = (await createCases(server.url, original)).filter(({ name }) => name.includes(asked.only));
    for (const { name, requests } of cases) {
      const line = { name, ...(await compare(bare, server.url, requests, ROUNDS, SECONDS)) };
      print(line);
      lines.push(line);
    }
    const item = cases.find(({ name }) => name === 'claim by id');
    const search = cases.find(({ name }) => name.includes('commonest'));
    const mixed = item && search && (await whileSearching(server.url, item.requests, search.requests));
    if (mixed) {
      say(
        `claim by id while 32 clients search common words: ${mixed.beside.per_second} req/s, ` +
          `p99 ${mixed.beside.p99_ms.toFixed(1)} ms (alone ${mixed.alone.per_second}), searches ${mixed.search.per_second} req/s`,
      );
    }
    const memory_mb = server.memory_mb();
    say(`memory of the server after the run: ${memory_mb} MB`);
    return { size, started_ms: server.started_ms, memory_mb, lines, mixed };
  } finally {
    await server.stop();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  }
};

const measureAll = async (): Promise<void> => {
  const bare = await startBare();
  try {
    const results = [];
    for (const size of SIZES) results.push(await measure(size, bare));
    const [small, large] = results;
    if (small && large) {
      say(`\n${large.size} claims beside ${small.size} (ratios divided)`);
      for (const line of large.lines) {
        const before = small.lines.find(({ name }) => name === line.name);
        if (before) say(`${line.name.padEnd(34)}${(line.ratio / before.ratio).toFixed(2).padStart(8)}`);
      }
    }
    if (asked.json) console.log(JSON.stringify(results, null, 2));
  } finally {
    await bare.stop();
  }
};

if (asked.desk) {
  const lines = await compareDesks({ only: asked.only, seconds: asked.quick ? 0.2 : 0.4, say });
  if (asked.json) console.log(JSON.stringify(lines, null, 2));
} else await measureAll();
