import { defineConfig } from 'vitest/config';

/** Files share their process: isolation costs a third of the time, and no file changes what others go by. */
const shared = { testTimeout: 120_000, hookTimeout: 120_000, pool: 'forks' as const, isolate: false };

/**
 * Tests of the server run on both engines, those in tests/pure/ know no database and run once. `npm test` leaves
 * PostgreSQL out, `npm run test:all` runs everything.
 */
export default defineConfig({
  test: {
    // By default one core is left to others, which is half of two.
    maxWorkers: '100%',
    projects: [
      { test: { ...shared, name: 'pure', include: ['tests/pure/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'sqlite',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/pure/**'],
          env: { ONRECORD_DATABASE_URL: 'file:unused' },
        },
      },
      {
        test: {
          ...shared,
          name: 'postgresql',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/pure/**'],
          env: { ONRECORD_DATABASE_URL: 'postgres://unused' },
          globalSetup: ['tests/setup/postgres.ts'],
        },
      },
    ],
  },
});
