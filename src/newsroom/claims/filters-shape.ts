/** By what claims are chosen, in lists and in feeds. */
import * as z from 'zod';
import {
  anyOf,
  anyRepeated,
  id as idSchema,
  languageParameter,
  partialDay,
  text,
} from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { among, amongFew, equals, inLanguage, NONE, range } from '../../record/filters.ts';
import type { Filter, TermFilter } from '../../record/list-query.ts';
import { TIMELINESS } from '../../record/timeliness.ts';
import { topicKey } from '../../text/topics.ts';
import {
  type Asking,
  ratingsAsked,
  sourcesAsked,
  speakersAsked,
  speakersOfWikidata,
  topicsAsked,
} from '../asked.ts';
import { progress } from '../findings/shape.ts';
import { RESULTS } from '../findings/tables.ts';
import { timelinessFilters } from '../promises/desk.ts';
import { key } from '../scales/shape.ts';
import { speakerAsked, wikidataId } from '../speakers/shape.ts';
import { claimKind, SAID_TIMES_MAX } from './shape.ts';

/** Who said or promised it, and about what: the parameters of every list of claims. */
export const aboutParameters = {
  speaker: anyOf(speakerAsked, 'Who claims it, by id or slug'),
  wikidata_id: anyOf(wikidataId, 'Who claims it, by Wikidata id'),
  topic: anyRepeated(text(LIMITS.topic_length), 'One of its topics, whatever the case and the accents'),
};

export const resultParameter = anyOf(
  z.enum([...RESULTS, NONE]),
  'Of the ruling in force on a promise; `none`: not ruled',
);
export const publisherParameter = anyRepeated(
  text(LIMITS.text_short),
  'Who published one of its sources, whatever the case and the accents; one that there is not finds nothing',
);
export const yearParameter = z
  .string()
  .max(4)
  .regex(/^(\d{4}|none)$/, { error: 'must be a year such as 2024, or none' })
  .optional()
  .meta({ description: 'In which year it was said, the first time; `none`: nobody knows' });
export const progressParameter = anyOf(progress, 'Of the latest update on a promise');

const saidTimes = z
  .string()
  .max(3)
  .regex(/^[1-9]\d{0,2}$/, { error: `must be a whole number from 2 to ${SAID_TIMES_MAX}` })
  .refine((times) => Number(times) >= 2 && Number(times) <= SAID_TIMES_MAX, {
    error: `must be a whole number from 2 to ${SAID_TIMES_MAX}`,
  });

export const claimParameters = {
  kind: anyOf(claimKind, 'What kind of claim'),
  ...aboutParameters,
  source: anyOf(idSchema('source'), 'In which source it stands, by id'),
  publisher: publisherParameter,
  related: anyOf(idSchema('claim'), 'Which claim it names beside itself, by id'),
  rating: anyOf(key, 'Key of the rating in force; `none`: not yet rated'),
  result: resultParameter,
  timeliness: anyOf(z.enum([...TIMELINESS, NONE]), 'How a promise stands today; `none`: what is no promise'),
  progress: progressParameter,
  language: languageParameter,
  year: yearParameter,
  said_times: saidTimes.optional().meta({
    description: `Said at least so often (2 to ${SAID_TIMES_MAX}), by the matches that were confirmed`,
  }),
  said_from: partialDay.optional().meta({ description: 'First said on this day or later, or perhaps' }),
  said_to: partialDay.optional().meta({ description: 'First said on this day or before, or perhaps' }),
};

const chosen = z.strictObject(claimParameters);
export type ClaimsAsked = z.output<typeof chosen>;

/** The conditions on who it is of and what it is about; throws 400 for what there is not. */
export const aboutFilters = async (
  asking: Asking,
  { speaker, wikidata_id, topic }: Pick<ClaimsAsked, keyof typeof aboutParameters>,
): Promise<TermFilter[]> => {
  const [speakers, known, topics] = await Promise.all([
    speakersAsked(asking, speaker),
    speakersOfWikidata(asking, wikidata_id),
    topicsAsked(asking, topic),
  ]);
  return [...among('speaker', speakers), ...among('speaker', known), ...among('topic', topics)];
};

/** The publishers and the year that are asked for, as claims and quotes are listed under them. */
export const publisherAndYearFilters = ({
  publisher,
  year,
}: Pick<ClaimsAsked, 'publisher' | 'year'>): Filter[] => [
  ...among('publisher', publisher?.map(topicKey)),
  ...(year === NONE ? equals('on_date', [NONE]) : range(year, year)),
];

/** The parameters as conditions on the list of claims, for the day `today`; throws 400 for what there is not. */
export const claimFilters = async (asking: Asking, asked: ClaimsAsked, today: string): Promise<Filter[]> => {
  const [about, ratings, sources] = await Promise.all([
    aboutFilters(asking, asked),
    ratingsAsked(asking, asked.rating),
    sourcesAsked(asking, asked.source),
  ]);
  return [
    ...among('source', sources),
    ...amongFew('related', asked.related),
    ...about,
    ...publisherAndYearFilters(asked),
    ...timelinessFilters(asked.timeliness, today),
    ...inLanguage(asked.language),
    ...among('said_times', asked.said_times === undefined ? undefined : [asked.said_times]),
    ...equals('kind', asked.kind),
    ...equals('rating', ratings),
    ...equals('result', asked.result),
    ...equals('progress', asked.progress),
    ...range(asked.said_from, asked.said_to),
  ];
};

/** What was asked without a facet’s own filter. */
export const withoutOwn = <Asked extends object>(asked: Asked, facet: string): Asked => ({
  ...asked,
  [facet]: undefined,
});
