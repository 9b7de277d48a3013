/** What is there already: the same page, the same person, the same words of the same speaker. */
import { and, eq, ne, sql } from 'drizzle-orm';
import { literalLimit } from '../db/queries.ts';
import { isAmong, listed, select } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { Refusal } from '../record/refusal.ts';
import { entryTerms } from '../record/tables.ts';
import { canonicalUrl } from '../text/urls.ts';
import type { ClaimState } from './claims/load.ts';
import { claimClaimants, claims } from './claims/tables.ts';

const underTerm = select({ id: entryTerms.subject_id }, (query) =>
  query
    .from(entryTerms)
    .where(
      and(
        eq(entryTerms.field, sql.placeholder('field')),
        eq(entryTerms.value, sql.placeholder('value')),
        ne(entryTerms.publication, 'withdrawn'),
        sql`${entryTerms.current}`,
      ),
    )
    .orderBy(literalLimit(sql`${entryTerms.subject_id}`, LIMITS.duplicates_shown)),
);

const withText = select({ id: claims.id }, (query) =>
  query
    .from(claims)
    .innerJoin(claimClaimants, eq(claimClaimants.claim_id, claims.id))
    .where(
      and(
        eq(claims.text_sha256, sql.placeholder('text_sha256')),
        ne(claims.publication, 'withdrawn'),
        isAmong(claimClaimants.speaker_id, 'speakers'),
      ),
    )
    .groupBy(claims.id)
    .orderBy(literalLimit(sql`${claims.id}`, LIMITS.duplicates_shown)),
);

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** The sources of the same page. */
export const sameSources = async (tx: Reader, url: string | null): Promise<string[]> =>
  url === null ? [] : ids(await underTerm(tx, { field: 'source.url', value: canonicalUrl(url) }));

/** The speakers with the same Wikidata id. */
export const sameSpeakers = async (tx: Reader, wikidata_id: string | null): Promise<string[]> =>
  wikidata_id === null ? [] : ids(await underTerm(tx, { field: 'speaker.wikidata_id', value: wikidata_id }));

/** The claims that one of its speakers has in the same words. */
export const sameClaims = async (
  tx: Reader,
  { claim: { text_sha256 }, claimants }: ClaimState,
): Promise<string[]> =>
  claimants.length === 0
    ? []
    : ids(await withText(tx, { text_sha256, speakers: listed(claimants.map(({ id }) => id)) }));

/** The addresses of what is there already. Throws where there is something and it is not `allowed`. */
export const duplicates = (
  path: string,
  found: readonly string[],
  allowed: boolean | undefined,
): string[] => {
  const addresses = found.map((id) => `${path}/${id}`);
  const [existing] = addresses;
  if (existing !== undefined && !allowed) {
    throw new Refusal('already-exists', `This is there already: ${existing}.`, { existing });
  }
  return addresses;
};
