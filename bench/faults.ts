/**
 * npm run faults    makes every fault of tests/faults for long, and writes what came of it into docs/reliability.md
 *
 * How long is said by environment variables; what stands below is for a release. `npm test` runs the same tests, short.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../tests/setup/figures.ts';

const LONG: Record<string, string> = {
  FAULTS_KILLS: '500',
  FAULTS_ENDS: '100',
  FAULTS_TOLD: '50',
  FAULTS_RESTARTS: '20',
  FAULTS_HANGS: '10',
  FAULTS_DISK: '20',
  FAULTS_LOCK_SECONDS: '30',
  FAULTS_PAGES: '1000',
  FAULTS_MUTATED: '72000',
  FAULTS_LOAD_SECONDS: '3600',
};
const PAGE = new URL('../docs/reliability.md', import.meta.url);
const [BEGIN, END] = ['<!-- figures -->', '<!-- /figures -->'];

const folder = mkdtempSync(join(tmpdir(), 'onrecord-faults-'));
const file = join(folder, 'figures.jsonl');
const projects = ['--project', 'sqlite', '--project', 'postgresql'];
const tests = spawn(
  'npx',
  ['vitest', 'run', '--no-file-parallelism', ...projects, 'tests/faults', 'tests/webhooks-crash'],
  {
    env: { ...LONG, ...process.env, FAULTS_FIGURES: file },
    stdio: 'inherit',
  },
);
const [code] = await once(tests, 'exit');

const figures: Figure[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];
rmSync(folder, { recursive: true });
const grouped = (value: number | string): string =>
  typeof value === 'number' ? value.toLocaleString('en') : value;
const rows = figures.map(({ engine, fault, rounds, came_of_it }) => {
  const said = Object.entries(came_of_it).map(([name, value]) => `${name}: ${grouped(value)}`);
  return `| ${fault} | ${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'} | ${grouped(rounds)} | ${said.join(' · ')} |`;
});
const table = [
  `Written by \`npm run faults\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}.`,
  '',
  '| fault | engine | times | what came of it |',
  '| --- | --- | --- | --- |',
  ...rows,
].join('\n');
const page = readFileSync(PAGE, 'utf8');
const [before = '', rest = ''] = page.split(BEGIN);
const [, after = ''] = rest.split(END);
if (rows.length > 0) writeFileSync(PAGE, `${before}${BEGIN}\n${table}\n${END}${after}`);
process.exitCode = typeof code === 'number' ? code : 1;
