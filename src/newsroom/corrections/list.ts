/** Corrections by what is asked for, newest first. */
import { and, desc, eq, exists, gte, inArray, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import type { Connection } from '../../db/types.ts';
import type { CorrectionRow } from '../../record/corrections.ts';
import type { CorrectionQuery } from '../../record/sheet.ts';
import { corrections } from '../../record/tables.ts';
import { claimClaimants, claimQuotes, claims } from '../claims/tables.ts';
import { quotes } from '../quotes/tables.ts';

const anyOf = (ids: readonly string[], condition: (id: string) => SQL | undefined): SQL | undefined =>
  ids.length === 0 ? sql`1 = 0` : or(...ids.map(condition));

/** A page of them, after the keys (`corrected_at`, id) at which the one before ended. */
export const correctionRows = async (
  connection: Connection,
  { claims: of, speakers: about, known, kinds, from, to }: CorrectionQuery,
  page: { after: readonly [string, string] | null; limit: number },
): Promise<CorrectionRow[]> => {
  const conditions: (SQL | undefined)[] = [
    of && anyOf(of, (claim) => ofClaim(connection, claim)),
    about && anyOf(about, (speaker) => ofSpeaker(connection, speaker)),
    known && anyOf(known, (speaker) => ofSpeaker(connection, speaker)),
    kinds && inArray(corrections.kind, kinds),
    from === undefined ? undefined : gte(corrections.corrected_at, from),
    to === undefined ? undefined : lte(corrections.corrected_at, to),
    page.after
      ? sql`(${corrections.corrected_at}, ${corrections.id}) < (${page.after[0]}, ${page.after[1]})`
      : undefined,
  ];
  return connection
    .select()
    .from(corrections)
    .where(and(...conditions))
    .orderBy(desc(corrections.corrected_at), literalLimit(desc(corrections.id), page.limit));
};

/** Its own, those of its findings, and those of the quotes it carries. */
const ofClaim = (connection: Connection, claim: string): SQL | undefined =>
  or(
    eq(corrections.claim_id, claim),
    inArray(
      corrections.subject_id,
      connection
        .select({ id: claimQuotes.quote_id })
        .from(claimQuotes)
        .where(eq(claimQuotes.claim_id, claim)),
    ),
  );

/**
 * The speaker's own, those of the quotes they have and of the public claims they make, and those of what they had before
 * a correction gave it to somebody else: who was wronged finds where that was put right.
 */
const ofSpeaker = (connection: Connection, speaker: string): SQL | undefined => {
  const claimed = (claim: SQL) =>
    exists(
      connection
        .select({ one: sql`1` })
        .from(claimClaimants)
        .innerJoin(claims, eq(claims.id, claimClaimants.claim_id))
        .leftJoin(claimQuotes, eq(claimQuotes.claim_id, claims.id))
        .where(and(eq(claimClaimants.speaker_id, speaker), ne(claims.publication, 'draft'), claim)),
    );
  const had = sql`exists (select 1 from corrections former
    where former.subject_id in (${corrections.subject_id}, ${corrections.claim_id})
      and (former.before ->> 'speaker' = ${speaker} or former.before ->> 'claimants' like ${`%"${speaker}"%`}))`;
  return or(
    eq(corrections.subject_id, speaker),
    had,
    inArray(
      corrections.subject_id,
      connection.select({ id: quotes.id }).from(quotes).where(eq(quotes.speaker_id, speaker)),
    ),
    claimed(
      sql`(${claims.id} = ${corrections.claim_id} or ${claimQuotes.quote_id} = ${corrections.subject_id})`,
    ),
  );
};
