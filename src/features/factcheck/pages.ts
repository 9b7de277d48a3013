/** Pages of markup: what tools write by Google's Fact Check Tools API, kept as they wrote it. */
import { and, desc, eq, lt } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import { literalLimit } from '../../db/queries.ts';
import { Problem } from '../../http/problems.ts';
import { uuidFromKey } from '../../record/ids.ts';
import type { Change } from '../../record/record.ts';
import { unprocessable } from '../../record/refusal.ts';
import { sha256 } from '../../record/sha256.ts';
import type { Markup, MarkupPage } from './shape.ts';
import { markupPages } from './tables.ts';

type Row = typeof markupPages.$inferSelect;

const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./, '');

export const shownPage = ({ page_id, version_id, page }: Row): MarkupPage => ({
  name: `pages/${page_id}`,
  ...page,
  versionId: version_id,
});

/** The page of this id; throws 404. */
export const findPage = async (connection: Connection, page_id: string): Promise<Row> => {
  const [row] = await connection.select().from(markupPages).where(eq(markupPages.page_id, page_id));
  if (!row) throw new Problem('not-found', `Requested entity was not found: pages/${page_id}`);
  return row;
};

/** Pages, the newest first, from a position on. */
export const listPages = (
  connection: Connection,
  asked: {
    url?: string | undefined;
    organization?: string | undefined;
    before: number | null;
    limit: number;
  },
): PromiseLike<Row[]> =>
  connection
    .select()
    .from(markupPages)
    .where(
      and(
        asked.url === undefined ? undefined : eq(markupPages.page_url, new URL(asked.url).href),
        asked.organization === undefined ? undefined : eq(markupPages.organization, asked.organization),
        asked.before === null ? undefined : lt(markupPages.position, asked.before),
      ),
    )
    .orderBy(literalLimit(desc(markupPages.position), asked.limit));

const addressOf = ({ pageUrl }: MarkupPage): string => {
  if (pageUrl === undefined) throw unprocessable('/pageUrl', 'is missing');
  return new URL(pageUrl).href;
};

/** What is kept: all but what the server says itself. */
const keptOf = ({ name: _, versionId: __, ...page }: MarkupPage): MarkupPage => page;

const versionOf = (change: Change, page: MarkupPage): string =>
  sha256(JSON.stringify([change.at, change.newId('source'), page])).slice(0, 16);

/** The id of a page that is new, with its address; throws 409 where there is one for that address. */
export const requireNoPage = async (
  connection: Connection,
  given: MarkupPage,
): Promise<{ page_id: string; page_url: string }> => {
  const page_url = addressOf(given);
  const page_id = uuidFromKey('onrecord/markup-page', page_url);
  const [known] = await connection.select().from(markupPages).where(eq(markupPages.page_id, page_id));
  if (known) throw new Problem('already-exists', `There is a page for ${page_url} already: pages/${page_id}`);
  return { page_id, page_url };
};

/** Adds a page; throws what `requireNoPage` throws. */
export const addPage = async (change: Change, given: MarkupPage): Promise<MarkupPage> => {
  const { page_id, page_url } = await requireNoPage(change.tx, given);
  const page = keptOf(given);
  const row = {
    page_id,
    page_url,
    organization: siteOf(page_url),
    version_id: versionOf(change, page),
    page,
  };
  await change.tx.insert(markupPages).values(row);
  change.note({ action: 'markup_page.created', subject_id: `pages/${page_id}`, after: page });
  return shownPage({ ...row, position: 0 });
};

/** The page that another is to replace; throws 404, and 412 where it was changed since it was read. */
export const requirePage = async (
  connection: Connection,
  page_id: string,
  given: MarkupPage,
): Promise<Row> => {
  const known = await findPage(connection, page_id);
  if (given.versionId !== undefined && given.versionId !== known.version_id) {
    throw new Problem(
      'precondition-failed',
      `The page was changed since: its versionId is ${known.version_id}`,
    );
  }
  if (addressOf(given) !== known.page_url) {
    throw unprocessable('/pageUrl', 'cannot be changed: delete the page and create another');
  }
  return known;
};

/** Puts another page in the place of one, whole; throws what `requirePage` throws. */
export const replacePage = async (
  change: Change,
  page_id: string,
  given: MarkupPage,
): Promise<MarkupPage> => {
  const known = await requirePage(change.tx, page_id, given);
  const page = keptOf(given);
  const version_id = versionOf(change, page);
  await change.tx.update(markupPages).set({ page, version_id }).where(eq(markupPages.page_id, page_id));
  change.note({
    action: 'markup_page.changed',
    subject_id: `pages/${page_id}`,
    before: known.page,
    after: page,
  });
  return shownPage({ ...known, page, version_id });
};

/** Removes a page; the ledger keeps what it said. */
export const removePage = async (change: Change, page_id: string): Promise<void> => {
  const known = await findPage(change.tx, page_id);
  await change.tx.delete(markupPages).where(eq(markupPages.page_id, page_id));
  change.note({ action: 'markup_page.deleted', subject_id: `pages/${page_id}`, before: known.page });
};

const members = (given: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));

/** A page as ClaimReviews, by the mapping of Google's documentation. */
export const reviewsOfPage = (page: MarkupPage): Record<string, unknown>[] =>
  (page.claimReviewMarkups ?? []).map((markup) =>
    members({
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      url: markup.url ?? page.pageUrl,
      claimReviewed: markup.claimReviewed,
      datePublished: page.publishDate,
      author:
        page.claimReviewAuthor?.name &&
        members({
          '@type': 'Organization',
          name: page.claimReviewAuthor.name,
          image: page.claimReviewAuthor.imageUrl,
        }),
      reviewRating: markup.rating && ratingOf(markup.rating),
      itemReviewed: itemOf(markup),
    }),
  );

const ratingOf = (rating: NonNullable<Markup['rating']>) => {
  const { textualRating, imageUrl, ...figures } = rating;
  return members({ '@type': 'Rating', alternateName: textualRating, ...figures, image: imageUrl });
};

const itemOf = ({
  claimAuthor: author,
  claimDate,
  claimLocation,
  claimFirstAppearance,
  claimAppearances,
}: Markup) =>
  members({
    '@type': 'Claim',
    name: claimLocation,
    datePublished: claimDate,
    author:
      author?.name &&
      members({
        '@type': 'Person',
        name: author.name,
        jobTitle: author.jobTitle,
        image: author.imageUrl,
        sameAs: author.sameAs,
      }),
    firstAppearance: claimFirstAppearance && { '@type': 'CreativeWork', url: claimFirstAppearance },
    appearance: claimAppearances?.map((url) => ({ '@type': 'CreativeWork', url })),
  });
