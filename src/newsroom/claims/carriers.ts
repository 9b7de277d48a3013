import { and, eq, sql } from 'drizzle-orm';
import { select } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import { claimQuotes, claims } from './tables.ts';

const publicCarriers = select({ id: claims.id }, (query) =>
  query
    .from(claimQuotes)
    .innerJoin(claims, eq(claims.id, claimQuotes.claim_id))
    .where(and(eq(claimQuotes.quote_id, sql.placeholder('quote_id')), eq(claims.publication, 'published'))),
);

/** The published claims that carry a quote. */
export const claimsCarryingInPublic = async (tx: Reader, quote_id: string): Promise<string[]> =>
  (await publicCarriers(tx, { quote_id })).map(({ id }) => id);
