/**
 * Starts a PostgreSQL of our own for the run, unless TEST_POSTGRES_URL names one. Each test file then makes its
 * own database in it.
 */
import type { TestProject } from 'vitest/node';
import { startPostgres } from './embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres_url: string;
  }
}

export default async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) {
    project.provide('postgres_url', given);
    return undefined;
  }
  const { url, stop } = await startPostgres(['fsync=off', 'max_connections=200']);
  project.provide('postgres_url', url);
  return stop;
};
