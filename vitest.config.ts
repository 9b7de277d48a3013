import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Files share their process: isolation costs a third of the time, and no file changes what others go by. */
const shared = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
  isolate: false,
  setupFiles: ['tests/setup/seed.ts'],
};

const MEMORY = '/dev/shm';
const ROOM_BYTES = 2 ** 31;
/** Where files lie in memory no commit waits for a disk; a process that is killed loses nothing of them either. */
const hasRoom = existsSync(MEMORY) && statfsSync(MEMORY).bavail * statfsSync(MEMORY).bsize > ROOM_BYTES;
const TMPDIR = hasRoom ? MEMORY : tmpdir();

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
          env: { ONRECORD_DATABASE_URL: 'file:unused', TMPDIR },
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
