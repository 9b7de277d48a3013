/** Reading claims with all that is changed together with them: promise, deadlines, findings. */
import { asc, eq, getTableColumns, or, sql } from 'drizzle-orm';
import { isAmong, listed, select } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import { LIMITS } from '../../limits.ts';
import type { CorrectionRow } from '../../record/corrections.ts';
import { corrections } from '../../record/tables.ts';
import type { Outcome, Verdict } from '../findings/render.ts';
import { outcomes, verdicts } from '../findings/tables.ts';
import { loadPromises, type PromiseState } from '../promises/load.ts';
import { type QuoteState, quoteColumns } from '../quotes/quote.ts';
import { quotes } from '../quotes/tables.ts';
import type { Scale } from '../scales/scale.ts';
import { scales } from '../scales/tables.ts';
import { type Source, sourceColumns } from '../sources/source.ts';
import { sources } from '../sources/tables.ts';
import type { Speaker } from '../speakers/speaker.ts';
import { speakers } from '../speakers/tables.ts';
import type { Publication } from '../../record/tables.ts';
import { claimClaimants, claimQuotes, claimRelations, claimSources, claims } from './tables.ts';

/** A claim that another names beside itself. */
export interface Related {
  related_id: string;
  relation: (typeof claimRelations.$inferSelect)['relation'];
  /** How it stands; null where it is not there yet. */
  publication: Publication | null;
}

export type ClaimRow = typeof claims.$inferSelect;

/** A claim with everything that its documents, and those of its findings, are made of. */
export interface ClaimState {
  claim: ClaimRow;
  /** Who makes it, in their order. */
  claimants: readonly Speaker[];
  /** The quotes that carry it, in their order. */
  quotes: readonly QuoteState[];
  /** The sources in which it stands without being a quote, in their order. */
  sources: readonly Source[];
  /** Claims that it names beside itself, in their order. */
  related: readonly Related[];
  promise: PromiseState | null;
  /** Every verdict and outcome, in the order in which they were proposed. */
  verdicts: readonly Verdict[];
  outcomes: readonly Outcome[];
  /** The scales of its verdicts, by their ids. */
  scales: ReadonlyMap<string, Scale>;
  /** Its own newest and those of its quotes and findings, oldest first. */
  corrections: readonly CorrectionRow[];
}

const ofTheirQuotes = sql`${corrections.subject_id} in (select quote_id from ${claimQuotes} where ${isAmong(claimQuotes.claim_id, 'ids')})`;

const ofClaims = {
  claims: select(getTableColumns(claims), (query) => query.from(claims).where(isAmong(claims.id, 'ids'))),
  claimants: select({ claim_id: claimClaimants.claim_id, speaker: getTableColumns(speakers) }, (query) =>
    query
      .from(claimClaimants)
      .innerJoin(speakers, eq(speakers.id, claimClaimants.speaker_id))
      .where(isAmong(claimClaimants.claim_id, 'ids'))
      .orderBy(asc(claimClaimants.position)),
  ),
  quotes: select({ claim_id: claimQuotes.claim_id, ...quoteColumns }, (query) =>
    query
      .from(claimQuotes)
      .innerJoin(quotes, eq(quotes.id, claimQuotes.quote_id))
      .innerJoin(speakers, eq(speakers.id, quotes.speaker_id))
      .innerJoin(sources, eq(sources.id, quotes.source_id))
      .where(isAmong(claimQuotes.claim_id, 'ids'))
      .orderBy(asc(claimQuotes.position)),
  ),
  sources: select({ claim_id: claimSources.claim_id, source: sourceColumns }, (query) =>
    query
      .from(claimSources)
      .innerJoin(sources, eq(sources.id, claimSources.source_id))
      .where(isAmong(claimSources.claim_id, 'ids'))
      .orderBy(asc(claimSources.position)),
  ),
  related: select(
    {
      claim_id: claimRelations.claim_id,
      related_id: claimRelations.related_id,
      relation: claimRelations.relation,
      publication: claims.publication,
    },
    (query) =>
      query
        .from(claimRelations)
        .leftJoin(claims, eq(claims.id, claimRelations.related_id))
        .where(isAmong(claimRelations.claim_id, 'ids'))
        .orderBy(asc(claimRelations.position)),
  ),
  verdicts: select({ verdict: getTableColumns(verdicts), scale: getTableColumns(scales) }, (query) =>
    query
      .from(verdicts)
      .innerJoin(scales, eq(scales.id, verdicts.scale_id))
      .where(isAmong(verdicts.claim_id, 'ids'))
      .orderBy(asc(verdicts.position)),
  ),
  outcomes: select(getTableColumns(outcomes), (query) =>
    query.from(outcomes).where(isAmong(outcomes.claim_id, 'ids')).orderBy(asc(outcomes.position)),
  ),
  corrections: select(getTableColumns(corrections), (query) =>
    query.from(corrections).where(or(isAmong(corrections.claim_id, 'ids'), ofTheirQuotes)),
  ),
};

const grouped = <Row, Member>(
  rows: readonly Row[],
  claim: (row: Row) => string,
  member: (row: Row) => Member,
): ((claim_id: string) => Member[]) => {
  const groups = Map.groupBy(rows, claim);
  return (claim_id) => (groups.get(claim_id) ?? []).map(member);
};

/** The claims of these ids, by their ids; a fixed number of statements for any number of them. */
export const loadClaims = async (
  tx: Reader,
  claim_ids: readonly string[],
): Promise<Map<string, ClaimState>> => {
  if (claim_ids.length === 0) return new Map();
  const ids = { ids: listed(claim_ids) };
  const [found, making, carrying, naming, relating, judged, since, corrected, promises] = await Promise.all([
    ofClaims.claims(tx, ids),
    ofClaims.claimants(tx, ids),
    ofClaims.quotes(tx, ids),
    ofClaims.sources(tx, ids),
    ofClaims.related(tx, ids),
    ofClaims.verdicts(tx, ids),
    ofClaims.outcomes(tx, ids),
    ofClaims.corrections(tx, ids),
    loadPromises(tx, claim_ids),
  ]);
  const claimantsOf = grouped(
    making,
    (row) => row.claim_id,
    ({ speaker }) => speaker,
  );
  const quotesOf = grouped(
    carrying,
    (row) => row.claim_id,
    ({ quote, speaker, source }) => ({ quote, speaker, source }),
  );
  const sourcesOf = grouped(
    naming,
    (row) => row.claim_id,
    ({ source }) => source,
  );
  const relatedOf = grouped(
    relating,
    (row) => row.claim_id,
    ({ related_id, relation, publication }) => ({ related_id, relation, publication }),
  );
  const verdictsOf = grouped(
    judged,
    (row) => row.verdict.claim_id,
    ({ verdict }) => verdict,
  );
  const outcomesOf = grouped(
    since,
    (row) => row.claim_id,
    (row) => row,
  );
  const ownOf = grouped(
    corrected,
    (row) => row.claim_id ?? '',
    (row) => row,
  );
  const correctedIn = Map.groupBy(corrected, ({ subject_id }) => subject_id);
  const ofQuotes = (claim_id: string) =>
    quotesOf(claim_id).flatMap(({ quote }) => correctedIn.get(quote.id) ?? []);
  const rated = new Map(judged.map(({ scale }) => [scale.id, scale]));
  return new Map(
    found.map((claim) => [
      claim.id,
      {
        claim,
        claimants: claimantsOf(claim.id),
        quotes: quotesOf(claim.id),
        sources: sourcesOf(claim.id),
        related: relatedOf(claim.id),
        promise: promises.get(claim.id) ?? null,
        verdicts: verdictsOf(claim.id),
        outcomes: outcomesOf(claim.id),
        scales: rated,
        corrections: newestOf([...ownOf(claim.id), ...ofQuotes(claim.id)]),
      },
    ]),
  );
};

/** The newest corrections, each once, oldest first. */
export const newestOf = (rows: readonly CorrectionRow[]): CorrectionRow[] => {
  const key = ({ corrected_at, id }: CorrectionRow) => `${corrected_at} ${id}`;
  const once = [...new Map(rows.map((row) => [row.id, row])).values()];
  return once.sort((a, b) => (key(a) < key(b) ? -1 : 1)).slice(-LIMITS.corrections_shown);
};
