/**
 * GET /v1/claims/feed.atom, feed.json      new claims and promises, by every filter of the list
 * GET /v1/verdicts/feed.atom, feed.json    new verdicts
 */
import * as z from 'zod';
import { publicUrl } from '../../config.ts';
import type { Routes } from '../../http/app.ts';
import { type Feed, feedId, type FeedItem, feedRoutes, paragraphs } from '../../http/feeds.ts';
import { searchParameter } from '../../http/paging.ts';
import { among, equals, range } from '../../record/filters.ts';
import type { Services } from '../../http/services.ts';
import { anyOf, id as idSchema, partialDay } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { ratingsAsked } from '../../newsroom/asked.ts';
import {
  aboutFilters,
  aboutParameters,
  claimFilters,
  claimParameters,
} from '../../newsroom/claims/filters-shape.ts';
import { labelOf } from '../../newsroom/claimreview/render.ts';
import { key } from '../../newsroom/scales/shape.ts';
import { keyOf, type Page } from '../../record/lists.ts';
import type { Position, TermFilter } from '../../record/list-query.ts';
import { topicKey } from '../../text/topics.ts';

const claimRead = z.object({
  id: z.string(),
  published_at: z.string(),
  kind: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  first_said_on: z.string().nullable(),
  topics: z.array(z.string()),
  claimants: z.array(z.object({ id: z.string(), name: z.string() })),
  quotes: z.array(z.object({ text: z.string(), speaker: z.object({ name: z.string() }) })),
});
type Claim = z.output<typeof claimRead>;

const verdictRead = z.object({
  id: z.string(),
  claim_id: z.string(),
  published_at: z.string(),
  first_published_at: z.string().nullable(),
  state: z.string(),
  rating: z.object({ key: z.string(), labels: z.record(z.string(), z.string()) }),
  summary: z.string().nullable(),
});

const documentsIn = ({ bytes, rows }: Page): unknown[] =>
  rows.map(({ start, end }) => JSON.parse(bytes.toString('utf8', start, end)));

const names = ({ claimants }: Claim): string => claimants.map(({ name }) => name).join(', ');

const claimItem = (home: string, claim: Claim, first: string): FeedItem => ({
  id: feedId(claim.id),
  at: first,
  updated_at: claim.published_at,
  title: claim.text,
  text: paragraphs(
    names(claim) && `Claimed by ${names(claim)}${claim.first_said_on ? `, ${claim.first_said_on}` : ''}.`,
    ...claim.quotes.slice(0, 3).map((quote) => `${quote.speaker.name}: “${quote.text}”`),
  ),
  link: `${home}/v1/claims/${claim.id}`,
  tags: [claim.kind, ...claim.claimants.map(({ name }) => name), ...claim.topics],
});

const titleOf = (of: string, asked: Record<string, string | readonly string[] | undefined>): string =>
  [
    of,
    ...Object.values(asked).flatMap((value) => (value === undefined ? [] : [[value].flat().join(' or ')])),
  ].join(': ');

const claimQuery = z.strictObject({ ...claimParameters, ...searchParameter });

const claimFeed = async (services: Services, asked: z.output<typeof claimQuery>): Promise<Feed> => {
  const page = await services.lists.page({
    type: 'claim',
    publication: 'published',
    filters: await claimFilters({ read: services.database.read, drafts: false }, asked, services.today()),
    sort: { by: 'published_at', descending: true },
    limit: LIMITS.feed_items,
    q: asked.q,
  });
  const home = publicUrl(services.config);
  return {
    key: `claims ${JSON.stringify(asked)}`,
    title: titleOf('Claims on the record', asked),
    // What a list is sorted by: when the claim first became public.
    items: documentsIn(page).map((json, i) => {
      const claim = claimRead.parse(json);
      const row = page.rows[i];
      return claimItem(home, claim, row ? keyOf(row) : claim.published_at);
    }),
  };
};

const verdictQuery = z.strictObject({
  rating: anyOf(key, 'Key of the rating'),
  claim: anyOf(idSchema('claim'), 'On this claim, by its id'),
  decided_from: partialDay.optional().meta({ description: 'Decided on this day or later' }),
  decided_to: partialDay.optional().meta({ description: 'Decided on this day or before' }),
  ...aboutParameters,
});

/** Whether a claim has what a filter asks for. */
const isAbout = ({ claimants, topics }: Claim, { term, values }: TermFilter): boolean =>
  (term === 'speaker' ? claimants.map(({ id }) => id) : topics.map(topicKey)).some((value) =>
    values.includes(value),
  );

const verdictFeed = async (services: Services, asked: z.output<typeof verdictQuery>): Promise<Feed> => {
  const { read } = services.database;
  const home = publicUrl(services.config);
  const asking = { read, drafts: false };
  const about = await aboutFilters(asking, asked);
  const filters = [
    ...among('state', ['published']),
    ...among('claim', asked.claim),
    ...range(asked.decided_from, asked.decided_to),
    ...equals('rating', await ratingsAsked(asking, asked.rating)),
  ];
  const items: FeedItem[] = [];
  let after: Position | undefined;
  for (let looked = 0; looked < LIMITS.feed_looked && items.length < LIMITS.feed_items; ) {
    const page = await services.lists.page({
      type: 'verdict',
      publication: 'published',
      filters,
      sort: { by: 'published_at', descending: true },
      limit: LIMITS.feed_items,
      after,
    });
    for (const [i, json] of documentsIn(page).entries()) {
      const verdict = verdictRead.parse(json);
      const row = page.rows[i];
      const found = await services.items.find(verdict.claim_id);
      if (found?.publication !== 'published') continue;
      const claim = claimRead.parse(JSON.parse(found.json));
      if (!about.every((filter) => isAbout(claim, filter))) continue;
      items.push({
        id: feedId(verdict.id),
        at: verdict.first_published_at ?? (row ? keyOf(row) : verdict.published_at),
        updated_at: verdict.published_at,
        title: `${labelOf(verdict.rating.labels, claim.language)}: ${claim.text}`,
        text: paragraphs(names(claim) && `Claimed by ${names(claim)}.`, verdict.summary),
        link: `${home}/v1/claims/${claim.id}`,
        tags: [verdict.rating.key, ...claim.claimants.map(({ name }) => name), ...claim.topics],
      });
    }
    looked += page.rows.length;
    after = page.next ?? undefined;
    if (!after) break;
  }
  return {
    key: `verdicts ${JSON.stringify(asked)}`,
    title: titleOf('Verdicts', asked),
    items: items.slice(0, LIMITS.feed_items),
  };
};

export const feedsRoutes: Routes = (app, services) => {
  feedRoutes(app, services, {
    path: '/v1/claims/feed',
    name: 'Claim',
    tag: 'Claims',
    summary: 'New claims and promises, newest first',
    description: `The newest ${LIMITS.feed_items}, by every filter of the list; \`kind=promise\` gives promises.`,
    query: claimQuery,
    read: (query) => claimFeed(services, query),
  });
  feedRoutes(app, services, {
    path: '/v1/verdicts/feed',
    name: 'Verdict',
    tag: 'Verdicts',
    summary: 'New verdicts, newest first',
    description: `The newest ${LIMITS.feed_items} that are in force.`,
    query: verdictQuery,
    read: (query) => verdictFeed(services, query),
  });
};
