/** By what claims are chosen, in lists and in feeds. */
import * as z from 'zod';
import type { Connection } from '../../db/types.ts';
import { day, id as idSchema, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { among, equals, range } from '../../record/filters.ts';
import type { Filter } from '../../record/lists.ts';
import { topicKey } from '../../text/topics.ts';
import { progress, result } from '../findings/shape.ts';
import { key } from '../scales/shape.ts';
import { speakerId } from '../speakers/speaker.ts';
import { speakerReference } from '../speakers/shape.ts';
import { claimKind } from './shape.ts';

export const claimParameters = {
  kind: claimKind.optional().meta({ description: 'What kind of claim' }),
  speaker: speakerReference.optional().meta({ description: 'Who claims it, by id or slug' }),
  source: idSchema('source').optional().meta({ description: 'In which source it stands, by id' }),
  topic: text(LIMITS.topic_length)
    .optional()
    .meta({ description: 'One of its topics, whatever the case and the accents' }),
  rating: key.optional().meta({ description: 'Key of the rating in force' }),
  result: result.optional().meta({ description: 'Of the ruling in force on a promise' }),
  progress: progress.optional().meta({ description: 'Of the latest update on a promise' }),
  said_from: day.optional().meta({ description: 'First said on this day or later' }),
  said_to: day.optional().meta({ description: 'First said on this day or before' }),
};

const chosen = z.strictObject(claimParameters);

/** The parameters as conditions on the list of claims. */
export const claimFilters = async (
  connection: Connection,
  asked: z.output<typeof chosen>,
): Promise<Filter[]> => {
  const speaker = await speakerId(connection, asked.speaker);
  return [
    ...among('source', asked.source),
    ...among('speaker', speaker),
    ...among('topic', asked.topic && topicKey(asked.topic)),
    ...equals('kind', asked.kind),
    ...equals('rating', asked.rating),
    ...equals('result', asked.result),
    ...equals('progress', asked.progress),
    ...range('on_date', asked.said_from, asked.said_to),
  ];
};

/** The parameters by which a facet is chosen. */
const OWN: Readonly<Record<string, readonly string[]>> = { year: ['said_from', 'said_to'] };

/** What was asked without a facet’s own filter. */
export const withoutOwn = <Asked extends object>(asked: Asked, facet: string): Asked => ({
  ...asked,
  ...Object.fromEntries((OWN[facet] ?? [facet]).map((name) => [name, undefined])),
});
