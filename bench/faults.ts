/**
 * npm run faults                          makes every fault of tests/faults for long, and writes what came of it into
 *                                         docs/reliability.md
 * npm run faults -- --part 0.05           a twentieth of that
 * npm run faults -- kills pages           some of them, by the names of their files
 * npm run faults -- --engine postgresql   on one engine only
 *
 * How long is said by environment variables; what stands below is for a release, about three hours. `npm test` runs the same
 * tests, short. Each row of the page is the last run of its fault, and says when that was.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Figure } from '../tests/setup/figures.ts';

const LONG: Record<string, number> = {
  FAULTS_KILLS: 500,
  FAULTS_ENDS: 100,
  FAULTS_TOLD: 50,
  FAULTS_EVENTS: 10_000,
  FAULTS_HALF: 800,
  FAULTS_RESTARTS: 20,
  FAULTS_HANGS: 10,
  FAULTS_PRIMARIES: 5,
  FAULTS_OPERATIONS: 25_000,
  FAULTS_DISK: 20,
  FAULTS_LOCK_SECONDS: 30,
  FAULTS_IMPORTED: 3_000,
  FAULTS_MIGRATED: 10_000,
  FAULTS_PAGES: 200,
  FAULTS_MUTATED: 72_000,
  FAULTS_LOAD_SECONDS: 3_600,
};
/** Whatever is not over by then is ended; what came of the rest is written. */
const HOURS_MAX = 5;
const FILES = ['tests/faults'];
const PAGE = new URL('../docs/reliability.md', import.meta.url);
const [BEGIN, END] = ['<!-- figures -->', '<!-- /figures -->'];
const HEAD = ['| fault | engine | times | what came of it | on |', '| --- | --- | --- | --- | --- |'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { part: { type: 'string', default: '1' }, engine: { type: 'string', multiple: true } },
});
const part = Number(values.part);
const often = Object.entries(LONG).map(([name, times]) => [name, String(Math.ceil(times * part))] as const);

const folder = mkdtempSync(join(tmpdir(), 'onrecord-faults-'));
const file = join(folder, 'figures.jsonl');
const projects = (values.engine ?? ['sqlite', 'postgresql']).flatMap((engine) => ['--project', engine]);
const files = positionals.length > 0 ? positionals.map((name) => `tests/faults/${name}`) : FILES;
const tests = spawn('npx', ['vitest', 'run', '--no-file-parallelism', ...projects, ...files], {
  env: { ...Object.fromEntries(often), ...process.env, FAULTS_FIGURES: file },
  stdio: 'inherit',
  // A group of its own, which can be ended as a whole.
  detached: true,
});
const end = (): void => {
  if (tests.pid !== undefined) process.kill(-tests.pid, 'SIGKILL');
};
const bound = setTimeout(end, HOURS_MAX * 3_600_000);
process.once('SIGINT', end).once('SIGTERM', end);
const [code] = await once(tests, 'exit');
clearTimeout(bound);

const figures: Figure[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];
rmSync(folder, { recursive: true });

const today = new Date().toISOString().slice(0, 10);
const grouped = (value: number | string): string =>
  typeof value === 'number' ? value.toLocaleString('en') : value;
/** What names a row: the fault and the engine. */
const keyOf = (row: string): string => row.split(' | ', 2).join(' | ');
const page = readFileSync(PAGE, 'utf8');
const [before = '', rest = ''] = page.split(BEGIN);
const [shown = '', after = ''] = rest.split(END);
const rows = new Map(
  shown
    .split('\n')
    .filter((line) => line.startsWith('| ') && !HEAD.includes(line))
    .map((row) => [keyOf(row), row]),
);
for (const { engine, fault, rounds, came_of_it } of figures) {
  const said = Object.entries(came_of_it).map(([name, value]) => `${name}: ${grouped(value)}`);
  const cells = [fault, engine === 'sqlite' ? 'SQLite' : 'PostgreSQL', grouped(rounds), said.join(' · ')];
  const row = `| ${[...cells, today].join(' | ')} |`;
  rows.set(keyOf(row), row);
}
const table = [
  `Written by \`npm run faults\`, Node ${process.versions.node}; each row says when it was made.`,
  '',
  ...HEAD,
  ...[...rows.values()].sort(),
].join('\n');
if (figures.length > 0) writeFileSync(PAGE, `${before}${BEGIN}\n${table}\n${END}${after}`);
process.exitCode = typeof code === 'number' ? code : 1;
