import fc from 'fast-check';

/** What tests draw at random is the same in every run, so that a red one means a change; `TEST_SEED` sets another. */
export const SEED = Number(process.env.TEST_SEED ?? 20251022);

fc.configureGlobal({ seed: SEED });
