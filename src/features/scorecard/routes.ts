/**
 * GET /v1/speakers/{id}/scorecard    how a speaker's claims were rated and promises stand, each with its denominator
 */
import * as z from 'zod';
import { sumsBy } from '../../db/queries.ts';
import { presentValue, send } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { notFound } from '../../http/current.ts';
import { pastOf, pastParameters } from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { language } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { labelIn } from '../../newsroom/labels.ts';
import { promiseSummary } from '../../newsroom/promises/shape.ts';
import { summariseSpeaker } from '../../newsroom/promises/summary.ts';
import { newestScales, type Scale } from '../../newsroom/scales/scale.ts';
import { findSpeaker, mentionSpeaker } from '../../newsroom/speakers/speaker.ts';
import { speakerMention, speakerParam } from '../../newsroom/speakers/shape.ts';
import { countClaims, type Group } from './count.ts';

const year = z
  .string()
  .nullable()
  .meta({ description: 'In which it was first said; null where that is not known' });
const YEARS_MAX = 10_000;

const ratings = z
  .strictObject({
    scale: z.string(),
    scale_version: z.int(),
    title: z.string(),
    of: z.int().min(0).meta({ description: 'The denominator: claims rated on this version of the scale' }),
    counts: z
      .array(
        z.strictObject({
          rating: z.string(),
          label: z.string(),
          value: z.number().nullable(),
          count: z.int().min(0),
        }),
      )
      .max(LIMITS.ratings_per_scale)
      .meta({ description: 'Every rating, in the order of the scale' }),
    by_year: z
      .array(z.strictObject({ year, of: z.int().min(0), counts: z.record(z.string(), z.int().min(0)) }))
      .max(YEARS_MAX),
  })
  .meta({ id: 'ScorecardRatings' });

const scorecard = z
  .strictObject({
    speaker: speakerMention,
    today: z.iso.date().meta({ description: 'The day for which timeliness was computed' }),
    claims: z.strictObject({
      of: z.int().min(0).meta({ description: 'All published claims of the speaker' }),
      by_kind: z.record(z.string(), z.int().min(0)),
      rated: z.int().min(0),
      not_rated: z.record(z.string(), z.int().min(0)).meta({
        description:
          'Why the others are in no rating: `not_checkable`, `promise` (ruled on, not rated) or `not_yet_rated`',
      }),
    }),
    ratings: z.array(ratings).max(LIMITS.list_max).meta({
      description: 'By scale and its version: ratings of two scales are never added up',
    }),
    promises: z.strictObject({
      ...promiseSummary.shape,
      by_year: z.array(z.strictObject({ year, ...promiseSummary.shape })).max(YEARS_MAX),
    }),
  })
  .meta({ id: 'Scorecard', description: 'No single score: what was chosen to be checked is no fair sample' });

const sum = (groups: readonly Group[]): number => groups.reduce((total, { claims }) => total + claims, 0);

const countsBy = (groups: readonly Group[], by: (group: Group) => string): Record<string, number> =>
  sumsBy(groups, by, ({ claims }) => claims);

const whyNotRated = ({ kind }: Group): string =>
  kind === 'not_checkable' || kind === 'promise' ? kind : 'not_yet_rated';

const ratingsOf = (groups: readonly Group[], scales: readonly Scale[], locale: string) =>
  scales.flatMap((scale) => {
    const own = groups.filter(
      (group) => group.scale === scale.key && Number(group.scale_version) === scale.version,
    );
    if (own.length === 0) return [];
    const counts = countsBy(own, ({ rating }) => rating);
    const years = [...Map.groupBy(own, (group) => group.year)].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      {
        scale: scale.key,
        scale_version: scale.version,
        title: scale.title,
        of: sum(own),
        counts: scale.ratings
          .toSorted((a, b) => a.order - b.order)
          .map(({ key, labels, value }) => ({
            rating: key,
            label: labelIn(labels, locale) ?? key,
            value,
            count: counts[key] ?? 0,
          })),
        by_year: years.map(([year, of]) => ({
          year: year === '' ? null : year,
          of: sum(of),
          counts: countsBy(of, ({ rating }) => rating),
        })),
      },
    ];
  });

export const scorecardRoutes: Routes = (app, services) => {
  app.get(
    '/v1/speakers/:id/scorecard',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Speakers'],
        operationId: 'getScorecard',
        summary: 'How a speaker’s claims were rated and promises stand',
        description:
          'Ratings by scale, promises by result and timeliness, in all and by year. Each count has its denominator, and what is in none is named with the reason. There is no single score.',
        params: z.strictObject({ id: speakerParam }),
        querystring: z.strictObject({
          ...pastParameters,
          locale: language.default('en').meta({ description: 'The language of labels (BCP 47)' }),
        }),
        response: { 200: json('The scorecard', scorecard) },
      },
    },
    async (request, reply) => {
      const { database } = services;
      const speaker = await findSpeaker(database.read, request.params.id);
      if (speaker?.publication !== 'published') throw notFound(`speaker ${request.params.id}`);
      const { today, as_of } = pastOf(services, request.query.as_of);
      const scales = await newestScales(database.read);
      const [groups, promised] = await Promise.all([
        countClaims(database.search, { speaker: speaker.id, as_of, scales }),
        summariseSpeaker(database.search, { today, as_of, speaker: speaker.id }),
      ]);
      const rated = groups.filter(({ rating }) => rating !== '');
      const notRated = groups.filter(({ rating }) => rating === '');
      const value = {
        speaker: mentionSpeaker(speaker),
        today,
        claims: {
          of: sum(groups),
          by_kind: countsBy(groups, ({ kind }) => kind),
          rated: sum(rated),
          not_rated: countsBy(notRated, whyNotRated),
        },
        ratings: ratingsOf(rated, scales, request.query.locale),
        promises: {
          ...promised.all,
          by_year: promised.years.map(({ year, summary }) => ({
            year: year === '' ? null : year,
            ...summary,
          })),
        },
      };
      return send(request, reply, presentValue(value));
    },
  );
};
