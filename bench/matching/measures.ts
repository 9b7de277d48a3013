/** Measures of a ranking and of a probability, as the shared tasks on checked claims define them. */

/** Of one query: which of its answers, in order, are relevant. */
export interface Ranking {
  hits: readonly boolean[];
  /** How many claims are relevant to it. */
  relevant: number;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Average precision at `count`: of a query without relevant claims 0. */
export const averagePrecision = ({ hits, relevant }: Ranking, count = 5): number => {
  let found = 0;
  let sum = 0;
  for (const [place, hit] of hits.slice(0, count).entries()) {
    if (!hit) continue;
    found += 1;
    sum += found / (place + 1);
  }
  return relevant === 0 ? 0 : sum / Math.min(relevant, count);
};

export const reciprocalRank = ({ hits }: Ranking): number => {
  const place = hits.indexOf(true);
  return place < 0 ? 0 : 1 / (place + 1);
};

export const hitsAt = ({ hits }: Ranking, count: number): number =>
  hits.slice(0, count).includes(true) ? 1 : 0;

export const meanOf = (rankings: readonly Ranking[], of: (ranking: Ranking) => number): number =>
  mean(rankings.map((ranking) => of(ranking)));

/** Expected calibration error in ten bins of equal width: how far what was said is from what was so. */
export const calibrationError = (said: readonly { score: number; true: boolean }[]): number => {
  const BINS = 10;
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const inside = said.filter(({ score }) => Math.min(BINS - 1, Math.floor(score * BINS)) === bin);
    const gap = mean(inside.map(({ score }) => score)) - mean(inside.map((each) => Number(each.true)));
    error += (Math.abs(gap) * inside.length) / Math.max(1, said.length);
  }
  return error;
};

const RESAMPLES = 10_000;

/**
 * Paired bootstrap over queries: the mean gain of `one` over `other`, its interval of 95 %, and the share
 * of resamples in which there is no gain. Always the same for the same values.
 */
export const pairedBootstrap = (one: readonly number[], other: readonly number[]) => {
  const gains = one.map((value, i) => value - (other[i] ?? 0));
  let state = 20;
  const next = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let i = 0; i < gains.length; i++) sum += gains[Math.floor(next() * gains.length)] ?? 0;
    return sum / gains.length;
  }).sort((a, b) => a - b);
  return {
    gain: mean(gains),
    low: means[Math.floor(RESAMPLES * 0.025)] ?? 0,
    high: means[Math.floor(RESAMPLES * 0.975)] ?? 0,
    p: means.filter((value) => value <= 0).length / RESAMPLES,
  };
};

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
