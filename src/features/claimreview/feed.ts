/** Every review as one DataFeed, written as it is read: memory stays flat however many there are. */
import { Readable } from 'node:stream';
import { setImmediate as nextTick } from 'node:timers/promises';
import { and, asc, desc, eq, gt, gte, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { publicUrl } from '../../config.ts';
import { literalLimit, unindexed } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { claimReviewOf, contextOf, newsroomOf } from '../../newsroom/claimreview/render.ts';
import { reviewedClaim } from '../../newsroom/claimreview/shape.ts';
import { europeanReviewOf } from './profile.ts';
import { etagOf } from '../../record/present.ts';
import { documents, entries } from '../../record/tables.ts';

const newest = select({ leaf_index: documents.leaf_index, published_at: documents.published_at }, (query) =>
  query.from(documents).orderBy(literalLimit(desc(documents.leaf_index), 1)),
);

/** The rated claims among a stretch of the log, as they stood at an instant: each found by its subject and time. */
const rated = select({ json: documents.json }, (query) =>
  query
    .from(documents)
    .innerJoin(
      entries,
      and(
        eq(entries.subject_id, documents.subject_id),
        eq(entries.valid_from, documents.published_at),
        eq(entries.leaf_index, documents.leaf_index),
      ),
    )
    .where(
      and(
        gte(documents.leaf_index, sql.placeholder('from')),
        lt(documents.leaf_index, sql.placeholder('to')),
        eq(unindexed(entries.type), 'claim'),
        // Said twice: the first leads SQLite to the index of public versions.
        sql`${entries.publication} <> 'draft'`,
        eq(unindexed(entries.publication), 'published'),
        ne(unindexed(entries.rating), ''),
        or(isNull(entries.valid_to), gt(entries.valid_to, sql.placeholder('at'))),
      ),
    )
    .orderBy(asc(documents.leaf_index)),
);

/** The feed as it stands now: its entity tag, and its text when asked for. */
export const reviewFeed = async (
  services: Services,
  profile?: 'factcricis',
): Promise<{ etag: string; open: () => Readable }> => {
  const { config, database } = services;
  const [last] = await newest(database.read);
  const size = last ? last.leaf_index + 1 : 0;
  const head = headOf(services, last?.published_at);
  return {
    etag: etagOf(`${size} ${profile} ${head}`),
    open: () =>
      Readable.from(
        (async function* () {
          yield `${head.slice(0, -1)},"dataFeedElement":[`;
          let separator = '';
          for (let from = 0; from < size; from += LIMITS.feed_stretch) {
            const to = Math.min(from + LIMITS.feed_stretch, size);
            // Whoever reads as fast as this is written would otherwise have the event loop for all of it.
            await nextTick();
            const rows = await rated(database.read, { from, to, at: last?.published_at ?? '' });
            const claims = rows.map(({ json }) => reviewedClaim.parse(JSON.parse(json)));
            const context = await contextOf(database.read, config, services.today, claims);
            const items = claims.flatMap((claim) => {
              const review = profile ? europeanReviewOf(claim, context) : claimReviewOf(claim, context);
              const url = `${context.home}/v1/claims/${claim.id}/claimreview`;
              return review ? [JSON.stringify({ '@type': 'DataFeedItem', url, item: review })] : [];
            });
            if (items.length === 0) continue;
            yield separator + items.join(',');
            separator = ',';
          }
          yield ']}';
        })(),
      ),
  };
};

const headOf = ({ config }: Services, modified: string | undefined): string => {
  const newsroom = newsroomOf(config);
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'DataFeed',
    name: `Fact-checks by ${newsroom.name}`,
    url: `${publicUrl(config)}/feeds/claimreview.json`,
    ...(modified === undefined ? {} : { dateModified: modified }),
    ...(config.ONRECORD_LICENSE === undefined ? {} : { license: config.ONRECORD_LICENSE }),
    publisher: { '@type': 'Organization', ...newsroom },
  });
};
