/** Published promises as reminders see them: which ones are asked for, and what is said of them. */

import { and, eq, exists, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Connection } from '../../db/types.ts';
import { text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { PROGRESSES, RESULTS } from '../../newsroom/findings/tables.ts';
import { speakerReference } from '../../newsroom/speakers/shape.ts';
import { speakerId } from '../../newsroom/speakers/speaker.ts';
import { entries, entryTerms } from '../../record/tables.ts';
import { topicKey } from '../../text/topics.ts';

/** The parameters by which promises are chosen. */
export const promiseParameters = {
  speaker: speakerReference.optional().meta({ description: 'Who promised, by id or slug' }),
  topic: text(LIMITS.topic_length).optional().meta({ description: 'One of its topics, as written' }),
};

export interface PromiseFilter {
  speaker?: string | undefined;
  topic?: string | undefined;
}

/** What the members of a promise's document say that reminders repeat. */
export const promiseDocument = z.object({
  id: z.string(),
  published_at: z.string(),
  text: z.string(),
  topics: z.array(z.string()),
  claimants: z.array(z.object({ name: z.string() })),
  promise: z.object({
    criteria: z.string(),
    result: z.enum(RESULTS).nullable(),
    progress: z.enum(PROGRESSES),
    deadline: z.object({
      phrase: z.string().nullable(),
      reference_date: z.string().nullable(),
      window_start: z.string().nullable(),
      window_end: z.string().nullable(),
      review_on: z.string().nullable(),
      hedged: z.boolean(),
    }),
  }),
});
export type PromiseDocument = z.output<typeof promiseDocument>;

export const RESULT_NAMES: Record<(typeof RESULTS)[number], string> = {
  kept: 'Kept',
  partly_kept: 'Partly kept',
  not_kept: 'Not kept',
  superseded: 'Superseded',
  condition_not_met: 'Condition not met',
  unclear_evidence: 'Evidence unclear',
  annulled: 'Annulled',
};

/** Conditions on `entries` for the current, published promises that were asked for. */
export const currentPromises = async (
  connection: Connection,
  chosen: PromiseFilter,
): Promise<SQL | undefined> => {
  const speaker = await speakerId(connection, chosen.speaker);
  return and(
    // Only claims are promises; to name the type besides would lead SQLite away from the indexes of days.
    eq(entries.kind, 'promise'),
    eq(entries.publication, 'published'),
    sql`${entries.valid_to} is null`,
    speaker === undefined ? undefined : hasTerm(connection, 'claim.speaker', speaker),
    chosen.topic === undefined ? undefined : hasTerm(connection, 'claim.topic', topicKey(chosen.topic)),
  );
};

const hasTerm = (connection: Connection, field: string, value: string): SQL =>
  exists(
    connection
      .select({ one: sql`1` })
      .from(entryTerms)
      .where(
        and(eq(entryTerms.entry_id, entries.id), eq(entryTerms.field, field), eq(entryTerms.value, value)),
      ),
  );

/** What was said of the time, in the speaker's words. */
export const saidOf = ({ promise, claimants }: PromiseDocument): string | null => {
  const { phrase, reference_date } = promise.deadline;
  if (phrase === null) return null;
  const who = claimants.map(({ name }) => name).join(', ');
  return [
    `In the words of ${who || 'the speaker'}: “${phrase}”`,
    ...(reference_date ? [`(${reference_date})`] : []),
  ].join(' ');
};
