import { sql } from 'drizzle-orm';
import type { TestServer } from './server.ts';

/** How many lines, documents and rows there are: what a refused request must leave alone. */
export const footprint = async (server: TestServer): Promise<unknown> => {
  const { database } = server;
  const tables = ['events', 'documents', 'entries', 'claims', 'quotes', 'speakers', 'sources', 'scales'];
  const more = ['verdicts', 'outcomes', 'promises', 'deadlines', 'corrections', 'keys', 'idempotency'];
  const counts: Record<string, number> = {};
  for (const table of [...tables, ...more]) {
    const rows = await database.read
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(sql.raw(table));
    counts[table] = rows[0]?.n ?? 0;
  }
  return counts;
};
