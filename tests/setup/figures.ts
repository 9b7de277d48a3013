/** How often faults are made, and what came of it, for `npm run faults` (docs/reliability.md). */
import { appendFileSync } from 'node:fs';
import { engine } from '../../src/db/kit.ts';

/** A few rounds, unless the environment variable asks for more, as `npm run faults` does. */
export const rounds = (variable: string, few: number): number =>
  Math.max(1, Number(process.env[variable] ?? few));

/** How long a test of so many rounds may take, in ms. */
export const patience = (rounds: number, each_ms: number): number => 60_000 + rounds * each_ms;

/** The value below which this part of others lies, as a whole number. */
export const quantile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length * part)] ?? Number.NaN);
};

/** One row of what was measured. */
export interface Figure {
  engine: string;
  fault: string;
  rounds: number;
  came_of_it: Record<string, number | string>;
}

/** Keeps what came of a fault, where FAULTS_FIGURES names a file for it. */
export const figure = (fault: string, rounds: number, came_of_it: Figure['came_of_it']): void => {
  const file = process.env.FAULTS_FIGURES;
  if (file === undefined) return;
  const row: Figure = { engine, fault, rounds, came_of_it };
  appendFileSync(file, `${JSON.stringify(row)}\n`);
};
