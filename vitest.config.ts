import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 120_000, hookTimeout: 120_000, pool: 'forks' as const };

/** Tests of the server run on both engines; tests in tests/pure/ know no database and run once. */
export default defineConfig({
  test: {
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
