/** A claim's document as ClaimReview. */
import { inArray } from 'drizzle-orm';
import { type Config, publicUrl } from '../../config.ts';
import type { Connection } from '../../db/types.ts';
import { findScales } from '../scales/scale.ts';
import { addressesOf } from '../speakers/addresses.ts';
import { speakers } from '../speakers/tables.ts';
import { type JsonObject, typesOf } from './find.ts';
import { faultsOfReview } from './rules.ts';
import type { OwnReview, Party, ReviewedClaim, Work } from './shape.ts';
import { claimReviewMarkup } from './tables.ts';

/** What a ClaimReview says that does not stand in the claim. */
export interface ReviewContext {
  /** The address of this server, without a slash at the end. */
  home: string;
  /** Who reviews. */
  newsroom: { name: string; url: string };
  /** The country of the newsroom, as ISO 3166-1 has it. */
  country: string | undefined;
  /** The numbers of a scale's ratings, by `scaleName`. */
  scales: ReadonlyMap<string, readonly number[]>;
  /** Where others tell of speakers, by id. */
  addresses: ReadonlyMap<string, readonly string[]>;
  /** What verdicts came as from their publishers, by id. */
  markup: ReadonlyMap<string, JsonObject>;
  /** The calendar day of an instant, where the newsroom is. */
  dayOf(instant: Date): string;
}

/** The name under which a newsroom publishes; the host of its address where it has set none. */
export const newsroomOf = (config: Config): { name: string; url: string } => {
  const url = `${publicUrl(config)}/`;
  return { name: config.ONRECORD_NEWSROOM ?? new URL(url).hostname, url };
};

const scaleName = ({ scale, scale_version }: { scale: string; scale_version: number }): string =>
  `${scale}/${scale_version}`;

/** A version of a scale never changes once it is used. */
const numbersKnown = new WeakMap<Connection, Map<string, readonly number[]>>();

/** Reads what the ClaimReviews of these claims need besides, in one query for all speakers and one for each scale. */
export const contextOf = async (
  connection: Connection,
  config: Config,
  dayOf: ReviewContext['dayOf'],
  claims: readonly ReviewedClaim[],
): Promise<ReviewContext> => {
  const scales = numbersKnown.get(connection) ?? new Map<string, readonly number[]>();
  numbersKnown.set(connection, scales);
  for (const { verdict } of claims) {
    if (!verdict || scales.has(scaleName(verdict.rating))) continue;
    const versions = await findScales(connection, [verdict.rating.scale]);
    const scale = versions.find(({ version }) => version === verdict.rating.scale_version);
    scales.set(
      scaleName(verdict.rating),
      (scale?.ratings ?? []).flatMap(({ value }) => value ?? []),
    );
  }
  const ids = [...new Set(claims.flatMap(({ claimants }) => claimants.map(({ id }) => id)))];
  const rows =
    ids.length === 0
      ? []
      : await connection
          .select({
            id: speakers.id,
            wikidata_id: speakers.wikidata_id,
            external_ids: speakers.external_ids,
          })
          .from(speakers)
          .where(inArray(speakers.id, ids));
  const verdicts = claims.flatMap(({ verdict }) => verdict?.id ?? []);
  const kept =
    verdicts.length === 0
      ? []
      : await connection
          .select()
          .from(claimReviewMarkup)
          .where(inArray(claimReviewMarkup.verdict_id, verdicts));
  return {
    home: publicUrl(config),
    newsroom: newsroomOf(config),
    country: config.ONRECORD_COUNTRY,
    markup: new Map(kept.map(({ verdict_id, markup }) => [verdict_id, markup])),
    scales,
    addresses: new Map(rows.map((row) => [row.id, addressesOf(row)])),
    dayOf,
  };
};

/** The label of a rating in a language, in English, or in the first that there is. */
export const labelOf = (labels: Readonly<Record<string, string>>, language: string | null): string => {
  const [primary = ''] = (language ?? '').split('-');
  return labels[language ?? ''] ?? labels[primary] ?? labels.en ?? Object.values(labels)[0] ?? '';
};

/** The figures that a ClaimReview can bear: the worst is 1 or more, and the best is more than the worst. */
const figuresOf = (value: number | null, numbers: readonly number[]) => {
  const worst = Math.min(...numbers);
  const best = Math.max(...numbers);
  if (value === null || !(worst < best)) return {};
  const moved = (number: number): number => Number((worst < 1 ? number - worst + 1 : number).toFixed(6));
  return { ratingValue: moved(value), bestRating: moved(best), worstRating: moved(worst) };
};

const partyOf = (
  { id, slug, kind, name }: ReviewedClaim['claimants'][number],
  claim: ReviewedClaim,
  { home, addresses }: ReviewContext,
): Party => {
  const role = claim.quotes.find(({ speaker, speaker_role }) => speaker.id === id && speaker_role !== null);
  const [first, ...others] = addresses.get(id) ?? [];
  return {
    '@type': kind === 'organisation' ? 'Organization' : 'Person',
    name,
    url: `${home}/v1/speakers/${slug}`,
    ...(first === undefined ? {} : { sameAs: others.length === 0 ? first : [first, ...others] }),
    ...(role?.speaker_role && kind === 'person' ? { jobTitle: role.speaker_role } : {}),
  };
};

const worksOf = (claim: ReviewedClaim): Work[] => {
  const works = new Map<string, Work>();
  for (const source of [...claim.quotes.map((quote) => quote.source), ...claim.sources]) {
    const { url, title, published_on, archived_url, publisher } = source;
    if (url === null || works.has(url)) continue;
    works.set(url, {
      '@type': 'CreativeWork',
      url,
      name: title,
      ...(published_on === null ? {} : { datePublished: published_on }),
      ...(archived_url === null ? {} : { archivedAt: archived_url }),
      ...(publisher === null ? {} : { publisher: { '@type': 'Organization', name: publisher } }),
    });
  }
  return [...works.values()];
};

/**
 * The review of a claim; null while it has no rating. Dates are those of the claim and of the review. One that came
 * from another publisher is handed on as it came while it says the same claim.
 */
export const claimReviewOf = (
  claim: ReviewedClaim,
  context: ReviewContext,
): OwnReview | JsonObject | null => {
  const { verdict } = claim;
  if (!verdict) return null;
  const own = ownReview(claim, verdict, context);
  const came = context.markup.get(verdict.id);
  if (!came) return own;
  const isGood = faultsOfReview(came).every(({ level }) => level !== 'error');
  if (isGood && typesOf(came).includes('ClaimReview') && came.claimReviewed === claim.text) {
    return '@context' in came ? came : { '@context': 'https://schema.org', ...came };
  }
  const [evidence] = verdict.evidence;
  const url = evidence?.url ?? own.url;
  const author: Party = { '@type': 'Organization', name: evidence?.publisher ?? new URL(url).hostname };
  return { ...came, ...own, url, author };
};

const ownReview = (
  claim: ReviewedClaim,
  verdict: NonNullable<ReviewedClaim['verdict']>,
  context: ReviewContext,
): OwnReview => {
  const { home, newsroom, scales, dayOf } = context;
  const authors = claim.claimants.map((claimant) => partyOf(claimant, claim, context));
  const works = worksOf(claim);
  const reviewed_on =
    verdict.decided_on ?? (verdict.first_published_at && dayOf(new Date(verdict.first_published_at)));
  const [author] = authors;
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: claim.article_url ?? `${home}/v1/claims/${claim.id}`,
    claimReviewed: claim.text,
    ...(claim.article_title ? { headline: claim.article_title } : {}),
    ...(reviewed_on ? { datePublished: reviewed_on } : {}),
    ...(claim.language === null ? {} : { inLanguage: claim.language }),
    author: { '@type': 'Organization', name: newsroom.name, url: newsroom.url },
    reviewRating: {
      '@type': 'Rating',
      alternateName: labelOf(verdict.rating.labels, claim.language),
      ...figuresOf(verdict.rating.value, scales.get(scaleName(verdict.rating)) ?? []),
      ...(verdict.summary === null ? {} : { ratingExplanation: verdict.summary }),
    },
    itemReviewed: {
      '@type': 'Claim',
      ...(author === undefined ? {} : { author: authors.length === 1 ? author : authors }),
      ...(claim.first_said_on === null ? {} : { datePublished: claim.first_said_on }),
      ...(works.length === 0 ? {} : { appearance: works }),
      ...(claim.same_as?.length ? { sameAs: claim.same_as } : {}),
    },
  };
};
