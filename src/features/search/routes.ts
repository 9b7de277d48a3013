/**
 * GET /v1/search    claims, quotes, speakers, sources and topics, ranked together
 */
import { and, sql } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { databaseUrl } from '../../config.ts';
import { select } from '../../db/statement.ts';
import { createThread, INDEX_HEAP } from '../../db/thread.ts';
import { filesBeside } from '../../db/url.ts';
import { afterStart } from '../../http/after-start.ts';
import { presentValue, send } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import {
  facetParameters,
  flag,
  listParameters,
  namesParameter,
  pastOf,
  pastParameters,
  wholeNumber,
} from '../../http/paging.ts';
import { pathOf } from '../../http/paths.ts';
import { json } from '../../http/routes.ts';
import { fieldsParameter, isForSheet, sendSheet } from '../../http/sheets.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { claimFilters, claimParameters, withoutOwn } from '../../newsroom/claims/filters-shape.ts';
import { countFacets, FACET_NAMES } from '../../newsroom/facets.ts';
import { hitSheet } from '../../newsroom/hit-sheet.ts';
import type { Filter } from '../../record/list-query.ts';
import { picked } from '../../record/sheet.ts';
import type { FoundDocument } from '../../record/lists.ts';
import { entryTerms } from '../../record/tables.ts';
import { isPublicNow, termNumber } from '../../record/terms.ts';
import { type Found, find, type Ranked } from './find.ts';
import { documentHit, type Showing, topicHit } from './hits.ts';
import { keptWords } from './kept.ts';
import { answer, HIT_TYPES, type Hit, hit, type HitType } from './shape.ts';
import type { NamedMatch } from './vocabulary.ts';
import type { Question, Wording } from './wording.ts';

const types = namesParameter(HIT_TYPES)
  .optional()
  .meta({ description: `What to look for, with commas between: ${HIT_TYPES.join(', ')}`, type: 'string' });

const parameters = z.strictObject({
  q: z.string().min(1).max(LIMITS.query_length).meta({
    description:
      'Words to find; "in quotes" exactly, with a minus in front not at all. Case, accents, endings and slips do not matter.',
    pattern: '^[\\s\\S]+$',
  }),
  type: types,
  suggest: flag.default(false).meta({
    description:
      'While somebody types: the last word may be the beginning of one, and only the newest are ranked',
  }),
  html: flag.default(false).meta({ description: 'Adds `html` to snippets: escaped, words in `<mark>`' }),
  ...claimParameters,
  ...facetParameters(FACET_NAMES),
  as_of: pastParameters.as_of.meta({
    description:
      'The record as it stood at the end of that day in the newsroom’s timezone, or at that instant; without topics',
  }),
  limit: listParameters.limit,
  ...fieldsParameter(hit),
  offset: wholeNumber(LIMITS.search_offset, 0).default(0).meta({
    description: 'How many of the best to pass over',
    type: 'integer',
    minimum: 0,
    maximum: LIMITS.search_offset,
    default: 0,
  }),
});
type Parameters = z.output<typeof parameters>;

const FILTERS = Object.keys(claimParameters);
/** What claims are filtered by and quotes too. */
const OF_QUOTES: readonly string[] = ['speaker', 'wikidata_id', 'source', 'language', 'said_from', 'said_to'];

/** The types that have all that is filtered by, among those asked for. */
const typesOf = (asked: Parameters): HitType[] => {
  const filters = Object.entries(asked).flatMap(([name, value]) =>
    FILTERS.includes(name) && value !== undefined ? [name] : [],
  );
  return (asked.type ?? [...HIT_TYPES]).filter(
    (type) =>
      filters.length === 0 ||
      type === 'claim' ||
      (type === 'quote' && filters.every((name) => OF_QUOTES.includes(name))),
  );
};

const claimsWithTopic = select({ claims: sql<number>`count(*)`.mapWith(Number) }, (query) =>
  query
    .from(entryTerms)
    .where(
      and(sql`${entryTerms.term_id} = ${termNumber('claim.topic', sql.placeholder('value'))}`, isPublicNow),
    ),
);

/** A topic, or null where no claim is under it any more. */
const hitOfTopic = async (
  services: Services,
  { id: value, label, score }: NamedMatch,
  showing: Showing,
): Promise<Hit | null> => {
  const [row] = await claimsWithTopic(services.database.read, { value });
  const claims = row?.claims ?? 0;
  const path = `/v1/claims?topic=${encodeURIComponent(label)}`;
  return claims === 0 ? null : topicHit({ label, path, claims, score }, showing);
};

/** A speaker's document now; undefined where it is not public any more. */
const documentOfSpeaker = async ({ items }: Services, id: string): Promise<FoundDocument | undefined> => {
  const found = await items.find(id);
  return found?.publication === 'published' ? { id, json: found.json } : undefined;
};

/** Hits that are read and marked in one turn of the event loop; other requests are answered in between. */
const HITS_A_TURN = 20;

/** What was withdrawn a moment ago is left out. */
const hitsOf = async (
  services: Services,
  { search, ranked }: Found,
  asked: Pick<Parameters, 'locale' | 'html' | 'as_of'>,
  [from, to]: [number, number],
): Promise<Hit[]> => {
  if (!search) return [];
  const showing = { search, locale: asked.locale ?? 'en', html: asked.html };
  const { as_of } = pastOf(services, asked.as_of);
  const shown = ranked.slice(from, to);
  const hits: (Hit | null)[] = [];
  for (let next = 0; next < shown.length; next += HITS_A_TURN) {
    const some = shown.slice(next, next + HITS_A_TURN);
    const texts = some.flatMap((one) => ('text' in one ? one.text : []));
    const documents = await services.lists.documentsOf(texts, as_of);
    const hitOf = async (one: Ranked): Promise<Hit | null> => {
      if (!('text' in one) && one.type === 'topic') return hitOfTopic(services, one.named, showing);
      const document =
        'text' in one ? documents.get(one.text) : await documentOfSpeaker(services, one.named.id);
      if (!document) return null;
      const path = pathOf(services.subjects, document.id);
      return documentHit(one.type, { ...document, path, score: one.score }, showing);
    };
    hits.push(...(await Promise.all(some.map(hitOf))));
  }
  return hits.filter((hit) => hit !== null);
};

/** The facets of the claims that a search finds. */
const facetsOf = async (services: Services, asked: Parameters) => {
  const { facets: names, locale } = asked;
  if (names === undefined) return {};
  const { as_of, today } = pastOf(services, asked.as_of);
  const query = { type: 'claim', publication: 'published', q: asked.q, sort: null, as_of } as const;
  const filtersFor = (facet: string) =>
    claimFilters({ read: services.database.read, drafts: false }, withoutOwn(asked, facet), today);
  const request = { type: 'claim', names, locale, filtersFor } as const;
  return { facets: await countFacets(services, request, query, today) };
};

/** As far as pages reach. */
const ALL_HITS = LIMITS.search_offset + LIMITS.list_max;

const linkNext = (request: FastifyRequest, offset: number): string => {
  const url = new URL(request.url, 'http://localhost');
  url.searchParams.set('offset', String(offset));
  return `<${url.pathname}${url.search}>; rel="next"`;
};

export const searchRoutes: Routes = (app, services) => {
  const surroundings = {
    url: databaseUrl(services.config),
    path: `${filesBeside(services.config.ONRECORD_DATABASE_URL)}-words.index`,
  };
  const words = createThread<Question, Wording>(
    new URL('thread.ts', import.meta.url),
    surroundings,
    INDEX_HEAP,
  );
  app.addHook('onClose', () => words.close());
  const keep = async (): Promise<void> => {
    if (!(await keptWords(surroundings.path, services.database.read, console.error).isBehind())) return;
    await words.ask({ q: '', suggest: false });
    words.rest();
  };
  // So that the first search need not read the whole record.
  afterStart(app, keep);

  app.get(
    '/v1/search',
    {
      config: { access: 'public', sheet: hitSheet },
      schema: {
        tags: ['Search'],
        operationId: 'search',
        summary: 'Find claims, quotes, speakers, sources and topics',
        description:
          'All that is public, ranked together, or of some `type`s. What has all the words; else, with slips mended, `did_you_mean`; else what has most of them. A filter leaves out the types that do not have it. docs/search.md says how words are compared.',
        querystring: parameters,
        response: { 200: json('What was found', answer) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const asked = typesOf(query);
      const ofClaims = await claimFilters(
        { read: services.database.read, drafts: false },
        query,
        pastOf(services, query.as_of).today,
      );
      const filters = (type: HitType): readonly Filter[] =>
        type === 'claim' || type === 'quote' ? ofClaims : [];
      const found = await find(services, words, {
        q: query.q,
        suggest: query.suggest,
        types: asked,
        filters,
        as_of: pastOf(services, query.as_of).as_of,
      });
      if (isForSheet(request)) {
        const hits = await hitsOf(services, found, query, [0, ALL_HITS]);
        const source = { hits: hits.map((one) => JSON.stringify(one)) };
        return sendSheet(services, request, reply, query, { source, today: services.today() });
      }
      const end = query.offset + query.limit;
      const next = end < found.ranked.length && end <= LIMITS.search_offset ? end : null;
      if (next !== null) reply.header('link', linkNext(request, next));
      const { matched, did_you_mean } = found;
      const hits = await hitsOf(services, found, query, [query.offset, end]);
      const { fields } = query;
      const data =
        fields === undefined
          ? hits
          : hits.map((one): unknown => JSON.parse(picked(JSON.stringify(one), fields)));
      const facets = await facetsOf(services, { ...query, q: did_you_mean ?? query.q });
      return send(
        request,
        reply,
        presentValue({ data, next, matched, did_you_mean, found: found.found, ...facets }),
      );
    },
  );
};
