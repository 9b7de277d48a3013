/** GET /v1/corrections — what was changed in public, and what was taken back, newest first. */
import * as z from 'zod';
import type { Routes } from '../../http/app.ts';
import { publicUrl } from '../../config.ts';
import { type Caller, maySeeDrafts } from '../../http/access.ts';
import { type Feed, feedId, feedRoutes, paragraphs } from '../../http/feeds.ts';
import {
  askingOf,
  pageOf,
  keysOf,
  listOf,
  listParameters,
  sendPage,
  spanOf,
  spanParameters,
} from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { anyOf, correctionKind, id as idSchema } from '../../http/schemas.ts';
import { pathOf } from '../../http/paths.ts';
import { fieldsParameter, isForSheet, sendSheet } from '../../http/sheets.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { sha256 } from '../../record/sha256.ts';
import type { CORRECTION_KINDS } from '../../record/tables.ts';
import { type CorrectionQuery, picked } from '../../record/sheet.ts';
import { speakersAsked, speakersOfWikidata } from '../../newsroom/asked.ts';
import { correctionRows } from '../../newsroom/corrections/list.ts';
import { correctionSheet } from '../../newsroom/corrections/sheet.ts';
import { speakerAsked, wikidataId } from '../../newsroom/speakers/shape.ts';

const members = z.record(z.string(), z.unknown());

const correctionDocument = z
  .strictObject({
    id: idSchema('correction'),
    subject_id: z.string().meta({ description: 'Id of what was changed' }),
    claim_id: idSchema('claim')
      .nullable()
      .meta({ description: 'The claim it belongs to; null for a quote’s' }),
    kind: correctionKind,
    note: z.string(),
    before: members.meta({ description: 'The members that differ, as they were' }),
    after: members,
    corrected_at: z.iso.datetime(),
    corrected_by: z.string(),
  })
  .meta({ id: 'Correction' });

const { count: _, ...parameters } = listParameters;

const correctionParameters = {
  claim: anyOf(idSchema('claim'), 'Of this claim and what belongs to it'),
  speaker: anyOf(speakerAsked, 'Who was quoted, or claims it, by id or slug'),
  wikidata_id: anyOf(wikidataId, 'Who was quoted, or claims it, by Wikidata id'),
  kind: anyOf(correctionKind, 'What kind of correction'),
  ...spanParameters,
};
const chosen = z.strictObject(correctionParameters);

export const correctionRoutes: Routes = (app, services) => {
  feedRoutes(app, services, {
    path: '/v1/corrections/feed',
    name: 'Correction',
    tag: 'Corrections',
    summary: 'What was corrected or taken back, newest first',
    description: `The newest ${LIMITS.feed_items}.`,
    query: chosen,
    read: (query) => correctionFeed(services, query),
  });

  app.get(
    '/v1/corrections',
    {
      config: { access: 'public', sheet: correctionSheet },
      schema: {
        tags: ['Corrections'],
        operationId: 'listCorrections',
        summary: 'What was corrected or taken back, newest first',
        description:
          'Those of a claim include those of its quotes, verdicts and outcomes. A withdrawal stands here as a retraction.',
        querystring: z.strictObject({
          ...correctionParameters,
          ...parameters,
          ...fieldsParameter(correctionDocument),
        }),
        response: { 200: json('Corrections', listOf(correctionDocument)) },
      },
    },
    async (request, reply) => {
      const { limit, cursor, fields, ...filters } = request.query;
      if (isForSheet(request)) {
        const source = { corrections: await queryOf(services, request.caller, filters) };
        return sendSheet(services, request, reply, request.query, { source, today: services.today() });
      }
      const fingerprint = sha256(JSON.stringify(['corrections', filters])).slice(0, 16);
      const after = keysOf(cursor, fingerprint);
      const rows = await rowsOf(services, request.caller, filters, { after, limit: limit + 1 });
      const { page: shown, next } = pageOf(rows, limit, fingerprint, (last) => [last.corrected_at, last.id]);
      const items = shown.map((row) => {
        const json = JSON.stringify(row);
        return fields === undefined ? json : picked(json, fields);
      });
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );
};

/** Of these claims those that the caller may know of: which quotes a draft carries is nobody's business yet. */
const visibleOf = async (
  services: Services,
  caller: Caller | null,
  claims: readonly string[] | undefined,
): Promise<readonly string[] | undefined> => {
  if (claims === undefined || maySeeDrafts(caller)) return claims;
  const found = await Promise.all(claims.map((claim) => services.items.find(claim)));
  return claims.filter((_, i) => found[i] !== null);
};

/** Corrections by what is asked for, newest first. */
const rowsOf = async (
  services: Services,
  caller: Caller | null,
  filters: z.output<typeof chosen>,
  page: { after: [string, string] | null; limit: number },
) => {
  const query = await queryOf(services, caller, filters);
  return correctionRows(services.database.read, query, page);
};

/** What is asked for, by ids. */
const queryOf = async (
  services: Services,
  caller: Caller | null,
  { claim, speaker, wikidata_id, kind, ...span }: z.output<typeof chosen>,
): Promise<CorrectionQuery> => {
  const asking = askingOf(services, { caller });
  const [claims, speakers, known] = await Promise.all([
    visibleOf(services, caller, claim),
    speakersAsked(asking, speaker),
    speakersOfWikidata(asking, wikidata_id),
  ]);
  return { claims, speakers, known, kinds: kind, ...spanOf(services, span) };
};

/** Corrections that everybody may see, as a feed. */
const correctionFeed = async (services: Services, filters: z.output<typeof chosen>): Promise<Feed> => {
  const rows = await rowsOf(services, null, filters, { after: null, limit: LIMITS.feed_items });
  const home = publicUrl(services.config);
  const items = rows.map(({ id, subject_id, claim_id, kind, note, before, after, corrected_at }) => ({
    id: feedId(id),
    at: corrected_at,
    updated_at: corrected_at,
    title: `${KINDS[kind]}: ${note}`,
    text: paragraphs(
      note,
      ...Object.keys(after)
        .filter((name) => typeof before[name] === 'string' && typeof after[name] === 'string')
        .map((name) => `${name}: “${before[name]}” is now “${after[name]}”`),
    ),
    link: `${home}${pathOf(services.subjects, claim_id ?? subject_id)}`,
    tags: [kind],
  }));
  return { key: `corrections ${JSON.stringify(filters)}`, title: 'Corrections', items };
};

const KINDS = {
  typo: 'Typo',
  clarification: 'Clarification',
  correction: 'Correction',
  retraction: 'Retraction',
} as const satisfies Record<(typeof CORRECTION_KINDS)[number], string>;
