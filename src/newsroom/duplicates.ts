/** What is there already: the same page, the same person, the same words of the same speaker. */
import { and, eq, ne, sql } from 'drizzle-orm';
import { literalLimit } from '../db/queries.ts';
import { isAmong, listed, select } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { Refusal } from '../record/refusal.ts';
import { entries, entryTerms, LISTED_AS, termValues } from '../record/tables.ts';
import { ofTerm } from '../record/terms.ts';
import { canonicalUrl } from '../text/urls.ts';
import type { ClaimState } from './claims/load.ts';
import { claimClaimants, claims } from './claims/tables.ts';

/** Drafts and what is published. */
const isStanding = and(sql`${entryTerms.listed_as} <> 0`, ne(entryTerms.listed_as, LISTED_AS.withdrawn));
const ofEntry = eq(entries.id, entryTerms.entry_id);

const underTerm = select({ id: entries.subject_id }, (query) =>
  query
    .from(termValues)
    .innerJoin(entryTerms, ofTerm)
    .innerJoin(entries, ofEntry)
    .where(
      and(
        eq(termValues.field, sql.placeholder('field')),
        eq(termValues.value, sql.placeholder('value')),
        isStanding,
      ),
    )
    .orderBy(literalLimit(sql`${entries.subject_id}`, LIMITS.duplicates_shown)),
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

const firstUnderTerm = select(
  { value: termValues.value, id: sql<string>`min(${entries.subject_id})` },
  (query) =>
    query
      .from(termValues)
      .innerJoin(entryTerms, ofTerm)
      .innerJoin(entries, ofEntry)
      .where(
        and(eq(termValues.field, sql.placeholder('field')), isAmong(termValues.value, 'values'), isStanding),
      )
      .groupBy(termValues.value),
);

const firstWithText = select(
  {
    text_sha256: claims.text_sha256,
    speaker_id: claimClaimants.speaker_id,
    id: sql<string>`min(${claims.id})`,
  },
  (query) =>
    query
      .from(claims)
      .innerJoin(claimClaimants, eq(claimClaimants.claim_id, claims.id))
      .where(and(isAmong(claims.text_sha256, 'hashes'), ne(claims.publication, 'withdrawn')))
      .groupBy(claims.text_sha256, claimClaimants.speaker_id),
);

/** What there is already of many, each by what it is known by: a canonical URL, a Wikidata id. */
const known = async (tx: Reader, field: string, values: readonly string[]): Promise<Map<string, string>> =>
  values.length === 0
    ? new Map()
    : new Map(
        (await firstUnderTerm(tx, { field, values: listed(values) })).map(({ value, id }) => [value, id]),
      );

/** The sources there are of these pages, by their canonical URLs. */
export const knownSources = (tx: Reader, urls: readonly string[]): Promise<Map<string, string>> =>
  known(tx, 'source.url', urls);

/** The speakers there are with these Wikidata ids, by them. */
export const knownSpeakers = (tx: Reader, wikidata_ids: readonly string[]): Promise<Map<string, string>> =>
  known(tx, 'speaker.wikidata_id', wikidata_ids);

/** What a claim is known by: the hash of its words, and one who claims it. */
export const claimKey = (text_sha256: string, speaker_id: string): string => `${text_sha256} ${speaker_id}`;

/** The claims there are in words with these hashes, by the keys of their claimants. */
export const knownClaims = async (tx: Reader, hashes: readonly string[]): Promise<Map<string, string>> =>
  hashes.length === 0
    ? new Map()
    : new Map(
        (await firstWithText(tx, { hashes: listed(hashes) })).map(({ text_sha256, speaker_id, id }) => [
          claimKey(text_sha256 ?? '', speaker_id),
          id,
        ]),
      );

/** The sources of the same page. */
export const sameSources = async (tx: Reader, url: string | null): Promise<string[]> =>
  url === null ? [] : ids(await underTerm(tx, { field: 'source.url', value: canonicalUrl(url) }));

/** The speakers with the same Wikidata id. */
export const sameSpeakers = async (tx: Reader, wikidata_id: string | null): Promise<string[]> =>
  wikidata_id === null ? [] : ids(await underTerm(tx, { field: 'speaker.wikidata_id', value: wikidata_id }));

/** Whether a claim says something else than before, or somebody else says it. */
export const saysAnother = (before: ClaimState, after: ClaimState): boolean =>
  before.claim.text_sha256 !== after.claim.text_sha256 ||
  after.claimants.some(({ id }) => !before.claimants.some((one) => one.id === id));

/** The claims that one of its speakers has in the same words. */
export const sameClaims = async (
  tx: Reader,
  { claim: { text_sha256 }, claimants }: ClaimState,
): Promise<string[]> =>
  claimants.length === 0
    ? []
    : ids(await withText(tx, { text_sha256, speakers: listed(claimants.map(({ id }) => id)) }));

/**
 * The addresses of what is there already, besides what is itself changed (`own`). Throws where there is something and
 * it is not `allowed`.
 */
export const duplicates = (
  path: string,
  found: readonly string[],
  allowed: boolean | undefined,
  own?: string,
): string[] => {
  const addresses = found.filter((id) => id !== own).map((id) => `${path}/${id}`);
  const [existing] = addresses;
  if (existing !== undefined && !allowed) {
    throw new Refusal('already-exists', `This is there already: ${existing}.`, { existing });
  }
  return addresses;
};
