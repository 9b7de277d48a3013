/** Coefficients of ranking and of how sure it is, as bench/matching/fit.py fitted and wrote them. */
export interface Coefficients {
  /** One for each of `FEATURES`, in their order. */
  rank: readonly number[];
  /** Of a constant, then of what `certainty` in rank.ts looks at, in its order. */
  sure: readonly number[];
}

export interface Model {
  /** Where the statement's day and the claim's are known. */
  dated: Coefficients;
  undated: Coefficients;
}

export const MODEL: Model = {
  dated: {
    rank: [
      -20.7818, 6.5893, -0.2759, 1.7606, -4.0648, 2.1663, 3.1826, -0.9237, 2.3593, 1.6888, -3.298, 4.8002,
      2.1769, 2.4049, -1.699, -0.0093, -1.7403, 1.2473, -4.6125, 0.0, 1.5683, 6.8006, 0.0, -0.0, 1.0, 4.3254,
      -4.3076, 0.0843, -0.2802, -0.7402,
    ],
    sure: [-5.5997, 0.3709, 0.6326, -1.9272, 3.2993, 1.4608, -1.4124, 0.7239, 2.0855, -0.9151],
  },
  undated: {
    rank: [
      -17.5505, 7.2676, 0.3541, -0.9501, -4.7302, 1.5961, 3.4532, -1.0013, 0.5965, 2.15, -3.1577, 3.9393,
      2.1941, 1.1296, -0.7981, -0.1625, 0.037, -0.0289, -3.4258, 0.0, 4.9832, 5.8387, -0.0, -0.0, 1.0, 0.0,
      -0.2204, 6.2811, 0.0, 0.9394,
    ],
    sure: [-8.6943, 0.3825, 0.6453, -1.9014, 4.3573, 0.8091, -1.0176, 1.2783, 2.4423, 1.1253],
  },
};
