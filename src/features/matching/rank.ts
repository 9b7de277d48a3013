/** Puts candidates in order and says how sure it is of each. */
import { CLOSENESS } from './closeness.ts';
import type { Asked, Candidate, Collection } from './collection.ts';
import { FEATURES, type FeatureName } from './collection.ts';
import type { Coefficients, Model } from './model.ts';

/** A candidate in its place. */
export interface Ranked extends Candidate {
  /** The probability, from 0 to 1, that it is the same claim. */
  score: number;
}

const sumOf = (weights: readonly number[], values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (values[i] ?? 0);
  return sum;
};

const place = (name: FeatureName): number => FEATURES.indexOf(name);
const MASS = place('bm25 by mass');
const COVERAGE = place('coverage of question');
const COVERED = place('sentence coverage of claim');
const COSINE = place('sentence cosine');
const PIECES = place('pieces claim');
const POST = place('is a post');
const WORDS = place('log words');

/** What the certainty of a candidate is computed from: 1, then its score, its lead, and how near it is by itself. */
export const certainty = (
  points: number,
  rival: number,
  features: ArrayLike<number>,
  closeness: readonly number[],
): number[] => [
  1,
  points,
  Math.max(-4, Math.min(4, points - rival)),
  features[MASS] ?? 0,
  features[COVERAGE] ?? 0,
  features[COVERED] ?? 0,
  features[COSINE] ?? 0,
  features[PIECES] ?? 0,
  features[POST] ?? 0,
  features[WORDS] ?? 0,
  closeness[0] ?? 0,
  closeness[1] ?? 0,
];

const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

/** The coefficients for a question. */
export const coefficientsFor = (model: Model, asked: Asked): Coefficients =>
  (asked.isPost ? model.post : model.statement)[asked.day === '' ? 'undated' : 'dated'];

const byPoints = <Placed extends { candidate: Candidate; points: number }>(placed: Placed[]): Placed[] =>
  placed.sort((a, b) => b.points - a.points || (a.candidate.id < b.candidate.id ? -1 : 1));

/** Each value at its least. */
const least = (all: readonly number[][]): number[] =>
  CLOSENESS.map((_, i) => all.reduce((low, values) => Math.min(low, values[i] ?? 0), 1));

/**
 * The candidates, the likeliest first; equal ones by id. The first `close` of them by their features are compared closely,
 * the others count as no closer than any of those. How sure it is of each is computed when it is asked for.
 */
export function* ranked(
  { asked, candidates, close }: ReturnType<Collection['ask']>,
  coefficients: Coefficients,
  closely: Collection['closely'],
): Generator<Ranked> {
  const first = byPoints(
    candidates.map((candidate) => ({ candidate, points: sumOf(coefficients.rank, candidate.features) })),
  );
  const looked = closely(
    asked,
    first.slice(0, close).map(({ candidate }) => candidate),
  );
  const far = least(looked);
  const placed = byPoints(
    first.map(({ candidate, points }, place) => {
      const closeness = looked[place] ?? far;
      const values = [points, ...closeness, ...closeness.map((value) => value ** 2)];
      return { candidate, closeness, points: sumOf(coefficients.close, values) };
    }),
  );
  for (const [place, { candidate, points, closeness }] of placed.entries()) {
    const rival = placed[place === 0 ? 1 : 0]?.points ?? points - 4;
    const sure = sumOf(coefficients.sure, certainty(points, rival, candidate.features, closeness));
    yield { ...candidate, score: logistic(sure) };
  }
}
