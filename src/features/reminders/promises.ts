/** Published promises as reminders see them: which ones are asked for, and what is said of them. */

import { type AnyColumn, and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Asking } from '../../newsroom/asked.ts';
import { flag } from '../../http/paging.ts';
import { languageParameter } from '../../http/schemas.ts';
import {
  aboutFilters,
  aboutParameters,
  progressParameter,
  resultParameter,
} from '../../newsroom/claims/filters-shape.ts';
import { PROGRESSES, RESULTS } from '../../newsroom/findings/tables.ts';
import { inLanguage, NONE } from '../../record/filters.ts';
import { entries } from '../../record/tables.ts';
import { hasTerm } from '../../record/terms.ts';

/** By what promises are chosen, as lists of them are, but for the day. */
export const promiseParameters = {
  ...aboutParameters,
  language: languageParameter,
  progress: progressParameter,
  result: resultParameter,
  hedged: flag.optional().meta({ description: 'Whether the speaker weakened the time' }),
};
const chosen = z.strictObject(promiseParameters);
export type PromiseFilter = z.output<typeof chosen>;

/** What the members of a promise's document say that reminders repeat. */
const promiseDocument = z.object({
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

/** A claim of kind promise of which nobody has written yet what would fulfil it can be ruled on all the same. */
const claimDocument = promiseDocument.extend({ promise: promiseDocument.shape.promise.nullable() });
export type ClaimDocument = z.output<typeof claimDocument>;

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
export const currentPromises = async (asking: Asking, asked: PromiseFilter): Promise<SQL | undefined> => {
  const terms = [...(await aboutFilters(asking, asked)), ...inLanguage(asked.language)];
  return and(
    // Only claims are promises; to name the type besides would lead SQLite away from the indexes of days.
    eq(entries.kind, 'promise'),
    eq(entries.publication, 'published'),
    sql`${entries.valid_to} is null`,
    oneOf(entries.progress, asked.progress),
    oneOf(entries.result, asked.result),
    asked.hedged === undefined ? undefined : eq(entries.hedged, asked.hedged),
    ...terms.map(({ term, values }) => hasTerm(entries.id, `claim.${term}`, values)),
  );
};

const oneOf = (column: AnyColumn, values: readonly string[] | undefined): SQL | undefined =>
  values &&
  inArray(
    column,
    values.map((value) => (value === NONE ? '' : value)),
  );

/** What was said of the time, in the speaker's words. */
export const saidOf = ({ promise, claimants }: ClaimDocument): string | null => {
  if (promise === null || promise.deadline.phrase === null) return null;
  const { phrase, reference_date } = promise.deadline;
  const who = claimants.map(({ name }) => name).join(', ');
  return [
    `In the words of ${who || 'the speaker'}: “${phrase}”`,
    ...(reference_date ? [`(${reference_date})`] : []),
  ].join(' ');
};

/** What a stored document says of its promise. */
export const readPromise = (json: string): PromiseDocument => promiseDocument.parse(JSON.parse(json));

/** What a stored document says of a claim of kind promise. */
export const readClaim = (json: string): ClaimDocument => claimDocument.parse(JSON.parse(json));
