/**
 * How long the tests that could go on for ever do go on: `npm test` is for every change, and `npm run test:all`, which
 * sets TESTS=long, for what is to be merged.
 */
export const atLength = (short: number, long: number): number =>
  process.env.TESTS === 'long' ? long : short;
