/** Rated claims as Google's Fact Check Tools API gives them. */
import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import { encodeCursor, positionOf } from '../../http/paging.ts';
import type { Services } from '../../http/services.ts';
import { isDay, isWhole } from '../../record/days.ts';
import { LIMITS } from '../../limits.ts';
import { claimReviewOf, contextOf } from '../../newsroom/claimreview/render.ts';
import { type ReviewedClaim, reviewedClaim } from '../../newsroom/claimreview/shape.ts';
import { sources } from '../../newsroom/sources/tables.ts';
import { among } from '../../record/filters.ts';
import type { Filter, Position } from '../../record/list-query.ts';
import { sha256 } from '../../record/sha256.ts';

const reviewShown = z
  .strictObject({
    publisher: z.strictObject({ name: z.string(), site: z.string() }),
    url: z.string(),
    title: z.string(),
    reviewDate: z.string().optional(),
    textualRating: z.string(),
    languageCode: z.string(),
  })
  .meta({ id: 'FactCheckReview' });

export const claimShown = z
  .strictObject({
    text: z.string(),
    claimant: z.string().optional(),
    claimDate: z.string().optional(),
    claimReview: z.array(reviewShown).max(1),
  })
  .partial()
  .meta({ id: 'FactCheckClaim', description: 'With `fields` only what was asked for' });

/** The parts of a ClaimReview that are shown; what came from others may have them otherwise. */
const parts = z.object({
  url: z.string(),
  datePublished: z.string().optional().catch(undefined),
  inLanguage: z.string().optional().catch(undefined),
  headline: z.string().optional().catch(undefined),
  author: z.object({ name: z.string() }).optional().catch(undefined),
  reviewRating: z.object({ alternateName: z.string() }),
});

export interface Asked {
  query?: string | undefined;
  languageCode?: string | undefined;
  reviewPublisherSiteFilter?: string | undefined;
  maxAgeDays?: number | undefined;
  /** Claims that stand in this source. */
  source?: string | undefined;
  pageSize: number;
  pageToken?: string | undefined;
  offset: number;
}

interface Shown {
  text: string;
  claimant?: string;
  claimDate?: string;
  claimReview: z.output<typeof reviewShown>[];
}

/** A day as a Timestamp, or an instant that came from others; undefined where the day is known in part: it has none. */
const instantOf = (day: string): string | undefined =>
  isDay(day) ? (isWhole(day) ? `${day}T00:00:00Z` : undefined) : day;
const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./, '');
const primary = (language: string): string => language.toLowerCase().split('-')[0] ?? '';

const shown = (claim: ReviewedClaim, review: z.output<typeof parts>): Shown => {
  const claimDate = claim.first_said_on === null ? undefined : instantOf(claim.first_said_on);
  const reviewDate = review.datePublished === undefined ? undefined : instantOf(review.datePublished);
  return {
    text: claim.text,
    ...(claim.claimants.length > 0 ? { claimant: claim.claimants.map(({ name }) => name).join(', ') } : {}),
    ...(claimDate === undefined ? {} : { claimDate }),
    claimReview: [
      {
        publisher: { name: review.author?.name ?? siteOf(review.url), site: siteOf(review.url) },
        url: review.url,
        title: review.headline ?? claim.text,
        ...(reviewDate === undefined ? {} : { reviewDate }),
        textualRating: review.reviewRating.alternateName,
        languageCode: review.inLanguage ?? claim.language ?? 'und',
      },
    ],
  };
};

const DAY_MS = 86_400_000;

/** Whether a claim is one of those asked for. */
const isAsked = ({ claimDate, claimReview: [review] }: Shown, asked: Asked, now: Date): boolean => {
  if (!review) return false;
  const site = asked.reviewPublisherSiteFilter
    ?.toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '');
  if (site !== undefined && review.publisher.site !== site.replace(/\/.*$/, '')) return false;
  if (asked.languageCode !== undefined && primary(asked.languageCode) !== primary(review.languageCode))
    return false;
  if (asked.maxAgeDays === undefined) return true;
  const newest = Math.max(...[claimDate, review.reviewDate].map((date) => (date ? Date.parse(date) : 0)));
  return newest >= now.getTime() - asked.maxAgeDays * DAY_MS;
};

/**
 * A page of rated claims, by relevance where there is a query. Looks at so many claims for one page at most; there
 * may then be fewer than were asked for, and a token to go on with.
 */
export const searchClaims = async (
  services: Services,
  asked: Asked,
): Promise<{ claims: Shown[]; nextPageToken?: string }> => {
  const filters: Filter[] = [{ column: 'rating', is: '>=', value: 'a' }];
  if (asked.source !== undefined) filters.push(...among('source', [asked.source]));
  const sort = asked.query === undefined ? ({ by: 'published_at', descending: true } as const) : null;
  const { pageSize, pageToken, offset, ...bound } = asked;
  const fingerprint = sha256(JSON.stringify(bound)).slice(0, 16);
  let after: Position | undefined =
    pageToken === undefined ? undefined : positionOf(pageToken, fingerprint, sort === null);
  let skip = pageToken === undefined ? offset : 0;
  const found: Shown[] = [];
  for (let looked = 0; looked < LIMITS.factcheck_looked && found.length < pageSize; ) {
    const limit = Math.min(LIMITS.list_max, skip > 0 ? skip : pageSize - found.length);
    const page = await services.lists.page({
      type: 'claim',
      publication: 'published',
      filters,
      sort,
      limit,
      q: asked.query,
      after,
    });
    const claims = page.rows.map(({ start, end }) =>
      reviewedClaim.parse(JSON.parse(page.bytes.toString('utf8', start, end))),
    );
    for (const each of await shownOf(services, claims)) {
      if (!isAsked(each, asked, services.clock.now())) continue;
      if (skip > 0) skip -= 1;
      else found.push(each);
    }
    looked += page.rows.length;
    after = page.next ?? undefined;
    if (!after) return { claims: found };
  }
  return { claims: found, ...(after ? { nextPageToken: encodeCursor(fingerprint, after) } : {}) };
};

const shownOf = async (services: Services, claims: readonly ReviewedClaim[]): Promise<Shown[]> => {
  const context = await contextOf(services.database.read, services.config, services.today, claims);
  return claims.flatMap((claim) => {
    const review = parts.safeParse(claimReviewOf(claim, context));
    return review.success ? [shown(claim, review.data)] : [];
  });
};

const sourceBy = select({ id: sources.id }, (query) =>
  query
    .from(sources)
    .where(and(eq(sources.url, sql.placeholder('url')), eq(sources.publication, 'published')))
    .orderBy(literalLimit(sql`${sources.id}`, 1)),
);

/** The public source at this address. */
export const sourceAt = async (services: Services, url: string): Promise<string | undefined> => {
  const [source] = await sourceBy(services.database.search, { url });
  return source?.id;
};
