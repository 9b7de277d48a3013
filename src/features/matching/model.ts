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
      -13.1808, 9.5521, -0.7614, -1.5262, 5.5602, 1.9751, 1.9711, -0.7136, 4.5523, 1.7599, -1.6308, 0.0, 0.0,
      0.0, 0.0, 0.0, 0.0, 0.0, -4.2214, 0.0, 0.0, 4.0375, -4.2375, 0.0365, -0.2757, -0.6406,
    ],
    sure: [-4.5491, 0.1988, 0.9264, -4.9258, 3.0614, 2.1189, 0.0],
  },
  undated: {
    rank: [
      -13.3219, 10.4799, -0.0893, 0.5568, 4.3962, 1.3115, 2.4661, -0.8919, 2.5682, 2.2595, -1.2582, 0.0, 0.0,
      0.0, 0.0, 0.0, 0.0, 0.0, -1.7228, 0.0, 0.0, 0.0, -0.3679, 6.931, 0.0, 2.3938,
    ],
    sure: [-3.6315, 0.0711, 1.0405, -4.1646, 2.5977, 1.5872, 0.0],
  },
};
