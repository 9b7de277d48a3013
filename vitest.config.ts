import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Files share their process: isolation costs a third of the time, and no file changes what others go by. */
const shared = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
  isolate: false,
  setupFiles: ['tests/setup/seed.ts'],
};

/**
 * Tests of the server run on both engines, those in tests/pure/ know no database and run once, those in
 * tests/browser/ need Chromium and are left out where there is none. `npm test` leaves
 * PostgreSQL out, `npm run test:all` runs everything.
 */
export default defineConfig({
  test: {
    // One more than there are cores: some tests mostly wait, for a lock or a process that starts.
    maxWorkers: availableParallelism() + 1,
    projects: [
      { test: { ...shared, name: 'pure', include: ['tests/pure/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          env: { ONRECORD_DATABASE_URL: 'file:unused' },
        },
      },
      {
        test: {
          ...shared,
          name: 'sqlite',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/pure/**', 'tests/browser/**'],
          env: { ONRECORD_DATABASE_URL: 'file:unused' },
        },
      },
      {
        test: {
          ...shared,
          name: 'postgresql',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/pure/**', 'tests/browser/**'],
          env: { ONRECORD_DATABASE_URL: 'postgres://unused' },
          globalSetup: ['tests/setup/postgres.ts'],
        },
      },
    ],
  },
});
